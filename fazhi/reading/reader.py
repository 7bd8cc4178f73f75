"""The one door of the reading room: a file in, a `Text` out, or a `ReadError`.

To add a format, write one file beside this one with `NAMES` (file name endings, the first is the
format's own name), `FOREIGN` (whether a library not in Python parses the bytes),
`sniff(data, name, book)` (content first, name second) and `read(data, name, book)`, and put it
into `FORMATS`. A format imports its library inside `read`, raises `ReadError` for what it
foresees, and asks `fazhi.reading.limits` for what it may cost.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

import msgspec

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.language.printable import printable
from fazhi.reading.archives import is_archive
from fazhi.reading.clean import clean
from fazhi.reading.clean.halves import halves_beside
from fazhi.reading.faults import (
    ARCHIVE_STARTS,
    OFFICE_PART,
    WEB_ARCHIVE_START,
    ZIP_START,
    archive,
    of_other_kind,
    web_archive,
)
from fazhi.reading.formats import (
    docx,
    html,
    mhtml,
    odt,
    ofd,
    office,
    packed,
    pdf,
    plain,
    rtf,
    scan,
    wordxml,
)
from fazhi.reading.inside import FORMATS, Format, recognise
from fazhi.reading.intake import stem_of, take_in
from fazhi.reading.limits import Limits, check_characters, check_size, check_time, within
from fazhi.records import RawText, Text

# Asked in this order: what shows itself by its first bytes comes first, plain text last.
FORMATS[:] = (pdf, docx, ofd, odt, office, rtf, scan, wordxml, packed, mhtml, html, plain)

CODES = {
    "empty": "nothing in it to read",
    "not_text": "bytes that are no text of a known format",
    "archive": "a packed folder, to be unpacked first",
    "encrypted": "a password is needed",
    "corrupt": "damaged beyond reading",
    "truncated": "the end of the file is missing",
    "too_large": "over the limit of bytes or characters",
    "too_slow": "over the limit of seconds",
    "bomb": "unpacks to far more than it holds",
    "unsafe_xml": "XML that declares entities, as no honest file does",
    "unsafe_link": "a link that leaves the folder or points in a circle",
    "missing_part": "an optional part of fazhi is not installed",
    "unreadable": "cannot be opened",
    "changed": "changed while it was read",
    "attachment_only": "a page whose report is in an attachment",
    "viewer_only": "a page whose report is shown by a viewer of documents",
    "pictures_only": "a page whose report is in pictures",
    "framed_page": "a page whose report is in a frame",
    "script_only": "a page that a script would fill",
    "list_page": "a list of links and no article",
    "redirect_page": "a page that only leads to another",
    "not_found_page": "a page that says the report is not there",
    "error_page": "a server's error",
    "challenge_page": "a page that asks whether a person is reading",
    "login_page": "a page that asks for a name and password",
    "elsewhere": "a capture that refers to one in another archive",
    "no_memory": "memory did not suffice, or over the limit of memory",
    "crashed": "the process that read it ended",
    "internal": "a fault of fazhi",
}

# What parsers raise on broken input. The door turns it into one clear line, so that one bad file
# is a row and not a crash; errors of ours pass through with their own words.
PARSER_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def endings() -> frozenset[str]:
    """The file name endings (without dot, lower case) that some format claims."""
    return frozenset(name for kind in FORMATS for name in kind.NAMES)


def read_file(
    path: Path, limits: Limits | None = None, root: Path | None = None, *, book: Codebook
) -> Text:
    """Read one file; raises `ReadError` (code, message, what to do next) when it cannot.

    Args:
        path: the file.
        limits: what reading may cost; the usual limits if not given.
        root: folder that the file, links followed, must lie in.
    """
    shown = printable(path.name)
    with within(limits or Limits()):
        try:
            return _understood(take_in(path, root), path.name, book)
        except ReadError as error:
            raise _named(error, shown) from error.__cause__


def read_bytes(
    data: bytes,
    name: str,
    limits: Limits | None = None,
    *,
    book: Codebook,
    kind: Format | None = None,
) -> Text:
    """Read the bytes of a file called `name` (the name helps where content does not tell).

    `kind` is the format where it was recognised before.
    """
    with within(limits or Limits()):
        try:
            check_size(len(data))
            return _understood(data, name, book, kind)
        except ReadError as error:
            raise _named(error, printable(name)) from error.__cause__


def _understood(data: bytes, name: str, book: Codebook, kind: Format | None = None) -> Text:
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise ReadError("the file is empty", hint="Fetch it again.", code="empty")
    kind = kind or recognise(data, name, book)
    if kind in (None, plain):
        unpadded = plain.without_padding(data, book)
        if unpadded is not data:
            data = unpadded
            kind = recognise(data, name, book)
    if kind in (None, plain) and (data.startswith(WEB_ARCHIVE_START) or is_archive(name)):
        raise web_archive()
    if kind is None and (other := of_other_kind(data, _parts(data), name)):
        raise other
    if kind is None and data.startswith(ARCHIVE_STARTS) and not _is_office(data):
        raise archive(_files_in(data))
    if kind is None:
        raise ReadError(
            "the file is no text that fazhi can read",
            hint="Save it as UTF-8 text, HTML, DOCX or PDF.",
            code="not_text",
        )
    raw = _raw_text(kind, data, name, book)
    check_characters(len(raw.text))
    check_time()
    text = clean(raw, book)
    if not text.clean.strip():
        raise ReadError(
            "the file holds no text",
            hint="If it shows pictures of pages, install fazhi[ocr]; otherwise fetch it again.",
            code="empty",
        )
    beside = () if text.lacks else halves_beside(stem_of(name), text.clean)
    return msgspec.structs.replace(text, lacks=beside) if beside else text


def _is_office(data: bytes) -> bool:
    """Whether a packed file is of Word, sheets or slides."""
    from fazhi.reading.zipped import part_names

    names = part_names(data)
    return OFFICE_PART in (names if names is not None else data.decode("latin-1"))


def _parts(data: bytes) -> list[str]:
    """The names of the parts of a packed file."""
    from fazhi.reading.zipped import part_names

    return (part_names(data) or []) if data.startswith(ZIP_START) else []


def _files_in(data: bytes) -> list[str]:
    """The names of the files in a packed folder; of ZIP alone."""
    from fazhi.reading.zipped import files_in

    return files_in(data) if data.startswith(ZIP_START) else []


def _raw_text(kind: Format, data: bytes, name: str, book: Codebook) -> RawText:
    try:
        return kind.read(data, name, book)
    except ReadError:
        raise
    except PARSER_FAILURES as error:
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise ReadError(
            f"the file is damaged and cannot be read as {kind.NAMES[0]} ({printable(said)})",
            hint="Fetch it again, or save it in another format.",
            code="corrupt",
        ) from error


def _named(error: ReadError, name: str) -> ReadError:
    """The same error, said of the file."""
    if error.where:
        return error
    return ReadError(error.message, where=name, hint=error.hint, code=error.code)
