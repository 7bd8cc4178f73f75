"""The straight line for one report: a file in, a `Report` out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from fazhi.codebook.book import Codebook, load_codebook
from fazhi.codebook.told import as_system_speaks
from fazhi.errors import ReadError, Telling, internal_error
from fazhi.language.printable import printable
from fazhi.mentions import Correction
from fazhi.parse.citations import find_citations
from fazhi.parse.coding import code
from fazhi.parse.coding.combine import combine
from fazhi.parse.corrections import correct
from fazhi.parse.frame import find_frame
from fazhi.parse.identity import find_identity
from fazhi.parse.outline import find_outline
from fazhi.parse.quantities import find_quantities
from fazhi.parse.themes import find_themes
from fazhi.pipeline.processes.apart import read_apart
from fazhi.reading.intake import report_path, take_in
from fazhi.reading.limits import Limits, within
from fazhi.records import Report, Text


def read_report(
    path: Path,
    book: Codebook,
    *,
    root: Path | None = None,
    stated: Mapping[str, str] | None = None,
) -> Report:
    """Read and understand one file.

    Args:
        path: the file.
        book: what to read and code it with.
        root: the folder the report's `path` is told relative to, and must not lead out of.
        stated: what the manifest says of this file.

    Raises:
        ReadError: the file cannot be read; its `code` says why (`internal`: a fault of ours).
    """
    with within(Limits()), Telling(internal_error):
        data = _taken_in(path, root)
        name = report_path(path, root or path.parent)
        text = read_apart(data, path.name, book)
        return understand(text, book, name, sha256(data).hexdigest(), stated or {})


def _taken_in(path: Path, root: Path | None) -> bytes:
    """The bytes of a file; an error names it, as of two that are compared it may be either."""
    try:
        return take_in(path, root)
    except ReadError as error:
        where = error.where or printable(str(path))
        raise ReadError(error.message, where=where, hint=error.hint, code=error.code) from error


def understand(
    text: Text,
    book: Codebook,
    name: str,
    digest: str,
    stated: Mapping[str, str],
    corrections: Sequence[Correction] = (),
) -> Report:
    """From text to report: outline, identity, quantities, coding, citations, themes.

    What people corrected (`corrections`) stands in place of the coding before figures are made.
    """
    frame = find_frame(text, book)
    outline = find_outline(text, frame, book=book)
    identity = find_identity(text, frame, name, stated, book=book)
    found = find_quantities(text, outline, identity.report_year, book=book)
    coded = code(text, outline, found, book)
    quantities, corrected = correct(text, outline, coded, corrections, digest, book=book)
    return Report(
        path=name,
        sha256=digest,
        text=text,
        identity=identity,
        outline=outline,
        quantities=quantities,
        indicators=combine(quantities, book),
        citations=find_citations(text, outline, identity, book),
        themes=find_themes(text, outline, book),
        corrected=corrected,
    )


@as_system_speaks
def read(path: Path | str) -> Report:
    """Read and understand one file of any readable kind with the usual codebook.

    Raises `ReadError` where the file cannot be read.
    """
    return read_report(Path(path), load_codebook())
