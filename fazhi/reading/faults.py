"""What can be wrong with a packed file, in the same words for every format."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.errors import ReadError
from fazhi.language.printable import printable

ZIP_START = b"PK\x03\x04"
WEB_ARCHIVE_START = b"WARC/"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVE_STARTS = (ZIP_START, b"Rar!", b"7z\xbc\xaf")
# Word, spreadsheets and slides are ZIP files too; this part tells them from a packed folder.
OFFICE_PART = "[Content_Types].xml"
MOST_NAMED = 3
DAMAGED = "Fetch it again, or open it in Word or WPS and save it anew."


def corrupt() -> ReadError:
    """The error for a file whose bytes contradict its format."""
    return ReadError("the file is damaged or cut short", hint=DAMAGED, code="corrupt")


def archive(names: Sequence[str] = ()) -> ReadError:
    """The error for a packed folder, where a report was expected; names those of its files."""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    inside = f" (it holds {', '.join(map(printable, names[:MOST_NAMED]))}{more})" if names else ""
    return ReadError(
        f"the file is a packed folder, not a report{inside}",
        hint="Unpack it and give the files that it holds.",
        code="archive",
    )


def web_archive() -> ReadError:
    """The error for a web archive, where one report was expected."""
    return ReadError(
        "the file is a web archive, which holds many pages",
        hint="Put it into the folder of reports with its ending .warc, .warc.gz or .wacz.",
        code="archive",
    )


def encrypted() -> ReadError:
    """The error for a file that asks for a password."""
    return ReadError(
        "the file is locked with a password",
        hint="Open it with the password and save it without.",
        code="encrypted",
    )


def too_large(what: str) -> ReadError:
    """The error for a file beyond the limits that its format has."""
    return ReadError(
        f"the file holds more than any report ({what})",
        hint="Check where the file comes from, or save it in a simpler form.",
        code="too_large",
    )
