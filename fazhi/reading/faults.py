"""What can be wrong with a packed file, in the same words for every format."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.errors import ReadError
from fazhi.language.printable import printable

ZIP_START = b"PK\x03\x04"
WEB_ARCHIVE_START = b"WARC/"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVE_STARTS = (ZIP_START, b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
# Word, spreadsheets and slides are ZIP files too; this part tells them from a packed folder.
OFFICE_PART = "[Content_Types].xml"
# Files of other kinds that reach a folder of reports: what each is, and what to do with it.
MAIL = ("a mail saved by Outlook", "Save what is attached to it, or the mail as HTML or EML.")
BOOK_OF_CELLS = ("a workbook of Excel", "Save the report itself as DOCX or PDF.")
CELLS = ("a table of cells (CSV)", "Save the report itself as DOCX or PDF.")
SLIDES = ("a presentation", "Save the report itself as DOCX or PDF.")
E_BOOK = (
    "an e-book (EPUB)",
    "Save it as PDF or DOCX, or unpack it and give the page of the report.",
)
UOF = ("a text in UOF", "Open it in the program that made it and save it as DOCX or PDF.")
CEB = ("a document of Founder (CEB)", "Open it in Apabi Reader and print it to PDF.")
PICTURE = ("a picture in GIF, BMP, WebP or HEIC", "Save it as PNG or JPEG.")
UNFINISHED = ("a download that was not finished", "Save the report once more from where it is.")
SHORTCUT = ("a shortcut to a page", "Open it in a browser and save the page.")
# Told by how a file begins, and where that is no help by how its name ends.
STARTS = (
    (b"GIF87a", PICTURE),
    (b"GIF89a", PICTURE),
    (b"[InternetShortcut]", SHORTCUT),
    (b"Founder CEB", CEB),
)
ENDINGS = {
    (".ceb", ".cebx"): CEB,
    (".bmp", ".webp", ".heic", ".heif"): PICTURE,
    (".crdownload", ".part", ".partial", ".download", ".td"): UNFINISHED,
}
# Told by what lies in an old file of Office, by the start of an XML, by a part of a packed file.
OTHERS = (
    ("__substg1.0_".encode("utf-16-le"), MAIL),
    ("PowerPoint Document".encode("utf-16-le"), SLIDES),
    ("\0Workbook\0".encode("utf-16-le"), BOOK_OF_CELLS),
)
UOF_SPACE = b"http://schemas.uof.org/cn/"
PARTS_OF_OTHERS = {
    "META-INF/container.xml": E_BOOK,
    "uof.xml": UOF,
    "xl/workbook.xml": BOOK_OF_CELLS,
    "ppt/presentation.xml": SLIDES,
}
WORDS_WITHIN = "WordDocument".encode("utf-16-le")
MOST_NAMED = 3
DAMAGED = "Fetch it again, or open it in Word or WPS and save it anew."


def corrupt() -> ReadError:
    """The error for a file whose bytes contradict its format."""
    return ReadError("the file is damaged or cut short", hint=DAMAGED, code="corrupt")


def archive(names: Sequence[str] = ()) -> ReadError:
    """The error for a packed folder, where a report was expected; names those of its files."""
    hint = "Unpack it and give the files that it holds."
    if not names:
        return ReadError("the file is a packed folder, not a report", hint=hint, code="archive")
    return ReadError(
        f"the file is a packed folder, not a report (it holds {some_of(names)})",
        hint=hint,
        code="archive",
    )


def some_of(names: Sequence[str]) -> str:
    """The first of some names and, without words of any language, how many there are in all."""
    more = f", … ({len(names)})" if len(names) > MOST_NAMED else ""
    return ", ".join(map(printable, names[:MOST_NAMED])) + more


def of_other_kind(data: bytes, parts: Sequence[str] = (), name: str = "") -> ReadError | None:
    """The error for a file of a kind that fazhi does not read; null for all others.

    `parts` are the names of the parts of a packed file, `name` is the file's own.
    """
    if told := told_by_start(data):
        return told
    found = next((ENDINGS[ends] for ends in ENDINGS if name.lower().endswith(ends)), None)
    if data.startswith(OLE_START) and WORDS_WITHIN not in data:
        found = next((kind for inside, kind in OTHERS if inside in data), found)
    elif parts:
        found = next((kind for part, kind in PARTS_OF_OTHERS.items() if part in parts), found)
    elif UOF_SPACE in data[:4096]:
        found = UOF
    return None if found is None else _not_read(*found)


def told_by_start(data: bytes) -> ReadError | None:
    """The error for a file that its first bytes tell to be of another kind; null for others."""
    found = next((kind for start, kind in STARTS if data.startswith(start)), None)
    return None if found is None else _not_read(*found)


def _not_read(what: str, hint: str) -> ReadError:
    return ReadError(f"the file is {what}, which fazhi does not read", hint=hint, code="not_text")


def table_of_cells() -> ReadError:
    """The error for a table in text, whose names and figures would be taken for a report's."""
    return _not_read(*CELLS)


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
