"""The one door of the reading room: a file in, a `Text` out, or a `ReadError`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from fazhi.errors import ReadError
from fazhi.read.clean import clean
from fazhi.read.plain import read_plain
from fazhi.records import RawText, Text

Reader = Callable[[bytes, str], RawText]

FORMATS: Mapping[str, Reader] = {"txt": read_plain, "md": read_plain}


def read_file(path: Path) -> Text:
    """Read one file; raises `ReadError` (code, message, what to do next) when it cannot."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(
            f"the file cannot be opened ({error.strerror})",
            where=path.name,
            hint="Check that it exists and that you may read it.",
            code="unreadable",
        ) from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Text:
    """Read the bytes of a file called `name` (the name helps where content does not tell)."""
    if not data.strip():
        raise ReadError("the file is empty", where=name, hint="Fetch it again.", code="empty")
    text = clean(read_plain(data, name))
    if not text.clean.strip():
        raise ReadError("the file holds no text", where=name, hint="Fetch it again.", code="empty")
    return text
