"""Tables and lists of the user's own, as Excel and Notepad save them."""

from __future__ import annotations

from pathlib import Path

from fazhi.errors import ReadError
from fazhi.reading.intake import take_in_small

ENCODINGS = ("utf-8-sig", "gb18030")
# The first bytes of a workbook; fewer of the older one are 邢 in GBK, which names begin with.
PACKED = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def text_of_list(path: Path, code: str) -> str:
    """The text of a CSV table or a list with one name a line, in UTF-8 or GBK.

    Raises `ReadError` with that code for a workbook and for any other encoding.
    """
    data = take_in_small(path)
    if data.startswith((PACKED, OLD_EXCEL)):
        raise ReadError(
            "this is a workbook, not a CSV table",
            where=path.name,
            hint="In Excel: save as “CSV UTF-8 (*.csv)” and give that file.",
            code=code,
        )
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError(
        "the list is neither UTF-8 nor GBK",
        where=path.name,
        hint="Save it as UTF-8 CSV.",
        code=code,
    )
