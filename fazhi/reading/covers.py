"""Documents that are a cover: a sentence or two, and the report in a file inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fazhi.errors import ReadError
from fazhi.reading.faults import some_of

# A cover is shorter than any report.
COVER_SIGNS = 200
DOCUMENT = re.compile(
    r"\.(?:pdf|ofd|docx?|wps|xlsx?|rtf|odt|html?|mht|txt|zip|jpe?g|png|tiff?)$", re.I
)
# Programs put files in without their endings, too; what they are called tells of those.
NO_ENDING = re.compile(r"[^.]*(?:报告|附件)[^.]*$")
# The head of a file that Word packed into an object: its name, the path that it came from.
PACKED = re.compile(rb"\x02\x00([^\x00]{1,250})\x00[^\x00]{1,500}\x00\x00\x00[\x01\x03]\x00")


def refuse_cover(names: Iterable[str], signs: int) -> None:
    """Refuse a document of so few signs with files of these names inside.

    Raises `ReadError` (`attachment_only`) that names those which may be a report.
    """
    may = [name for name in names if DOCUMENT.search(name) or NO_ENDING.match(name)]
    found = may if signs < COVER_SIGNS else []
    if found:
        raise ReadError(
            f"the report is in a file inside this one: {some_of(found)}",
            hint="Open this one, save the file inside it and read that.",
            code="attachment_only",
        )


def count_signs(text: str) -> int:
    """The number of characters without white space."""
    return len("".join(text.split()))


def packed_name(data: bytes) -> str:
    """The name that a file had before it was packed into an object; empty where none is told."""
    found = PACKED.search(data)
    name = decoded_name(found[1]) if found else ""
    return name.replace("\\", "/").rpartition("/")[2]


def decoded_name(stored: bytes) -> str:
    """The name of a file as UTF-8 or GBK has it."""
    try:
        return stored.decode("utf-8")
    except UnicodeDecodeError:
        return stored.decode("gb18030", "replace")
