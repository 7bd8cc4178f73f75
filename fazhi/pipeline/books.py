"""A researcher's own books, asked for once before any report is read: a wrong one is told first."""

from __future__ import annotations

from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook
from fazhi.codebook.cited.document_kinds import document_kinds
from fazhi.codebook.cited.laws import laws
from fazhi.codebook.indicators import indicators
from fazhi.codebook.requirements import requirement_entries
from fazhi.codebook.terms import term_entries
from fazhi.codebook.themes import themes
from fazhi.codebook.wording import wording
from fazhi.language.units import measure_words
from fazhi.parse.frame.words import patterns
from fazhi.parse.outline.words import role_words
from fazhi.reading.clean.residue import repairs
from fazhi.reading.clean.script import folding
from fazhi.reading.formats.html.portals import portals

BOOKS = (
    audit_words,
    document_kinds,
    folding,
    indicators,
    laws,
    measure_words,
    patterns,
    portals,
    repairs,
    requirement_entries,
    role_words,
    term_entries,
    themes,
    wording,
)


def check_own(book: Codebook) -> Codebook:
    """The codebook, where all that a researcher laid over ours can be read.

    Raises `CodebookError` naming file and entry.
    """
    if book.own:
        for asked in BOOKS:
            asked(book)
    return book
