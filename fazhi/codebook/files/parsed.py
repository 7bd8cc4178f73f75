"""Our own books as they were parsed once: to read YAML takes ten times as long, at every start.

They are kept beside our compiled code, where Python keeps it, and only if it keeps any. Each bears
a digest of all it was made of: the bytes of the book, the code that parses and the installed
parser; and one of itself. Whatever is not so is parsed anew.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source, find_spec
from pathlib import Path
from typing import Any

import msgspec

from fazhi.sources import PACKAGE, taken

SIZE = sha256().digest_size


def parsed_once(content: bytes, name: str, place: str) -> Any:
    """The lists, mappings and texts of one of our own YAML files.

    Args:
        content: its bytes.
        name: what errors call it.
        place: tells it from our other books.

    Raises `CodebookError` naming the line.
    """
    made_of = sha256(_parser() + content).digest()
    file = _folder() / f"{place.replace('/', '.')}.book"
    if (kept := _kept(file, made_of)) is not None:
        return kept
    from fazhi.codebook.files.plain import parsed

    found = parsed(content, name)
    if found is not None and not sys.dont_write_bytecode:
        _keep(file, made_of, msgspec.msgpack.encode(found))
    return found


def _kept(file: Path, made_of: bytes) -> Any:
    try:
        data = file.read_bytes()
    except OSError:
        return None
    head, packed = data[: 2 * SIZE], data[2 * SIZE :]
    return msgspec.msgpack.decode(packed) if head == made_of + sha256(packed).digest() else None


def _keep(file: Path, made_of: bytes, packed: bytes) -> None:
    """Put a book there whole or not at all; a folder that may not be written keeps none."""
    part = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(made_of + sha256(packed).digest() + packed)
        part.replace(file)
    except OSError:
        return


@cache
def _folder() -> Path:
    return Path(cache_from_source(__file__)).parent


@cache
def _parser() -> bytes:
    """What a parsed book depends on beside its bytes: our code, and the parser as installed."""
    found = find_spec("yaml")
    installed = Path(found.origin).stat() if found and found.origin else None
    told = f"{installed.st_size} {installed.st_mtime_ns}" if installed else ""
    return sha256(taken(PACKAGE / "codebook/files/plain.py")).digest() + told.encode()
