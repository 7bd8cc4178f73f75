"""What the audit knows of rates, sequences, formulas and figures, as typed entries."""

from __future__ import annotations

from typing import Literal

import msgspec

from fazhi.codebook.book import Codebook, derived

Severity = Literal["error", "warning", "note"]


class Rate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rate by name (an expression), and the words that tell its base and what was done.

    `most` says that not more can be done than its base is.
    """

    name: str
    base: tuple[str, ...]
    done: tuple[str, ...]
    most: bool = False


class Sequence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two indicators of which the one may not exceed the other.

    `strict` also asks that they be equal, as where every case must be published.
    """

    less: str
    most: str
    severity: Severity
    strict: bool = False


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of part that ought to hold a figure: its headings, and the indicators that count."""

    id: str
    zh: str
    en: str
    heading: str
    indicators: tuple[str, ...]


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say whether something became more or less."""

    up: tuple[str, ...]
    down: tuple[str, ...]


class Foreign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around another place's name: expressions that may be joined as alternatives."""

    partners: tuple[str, ...]
    speaks: tuple[str, ...]
    organs: tuple[str, ...]
    joint: tuple[str, ...]
    common_words: tuple[str, ...]
    helped: tuple[str, ...]


class Years(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around a year: expressions that may be joined as alternatives."""

    dated: tuple[str, ...]
    told: tuple[str, ...]
    own: tuple[str, ...]
    looks_back: tuple[str, ...]
    subjects: tuple[str, ...]
    honours: tuple[str, ...]


class Blanks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around what is to be filled in: expressions before which, and words of notes."""

    before_figures: tuple[str, ...]
    before_names: tuple[str, ...]
    notes: tuple[str, ...]


class Cited(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words near a citation that say how a document is cited, and short titles of any document."""

    history: tuple[str, ...]
    coming: tuple[str, ...]
    short_titles: tuple[str, ...]


class AuditWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `audit.yaml`."""

    rates: tuple[Rate, ...]
    due: tuple[str, ...]
    denied: tuple[str, ...]
    narrowed: tuple[str, ...]
    change: Change
    pending: tuple[str, ...]
    rest: tuple[str, ...]
    carried_over: tuple[str, ...]
    totals: tuple[str, ...]
    places: tuple[str, ...]
    complements: tuple[tuple[str, str], ...]
    never_added: tuple[str, ...]
    of_which: tuple[str, ...]
    stock: tuple[str, ...]
    doubled_words: tuple[str, ...]
    unfinished: tuple[str, ...]
    foreign: Foreign
    years: Years
    blanks: Blanks
    cited: Cited
    sequences: tuple[Sequence, ...] = ()
    figures: tuple[Expected, ...] = ()


@derived
def audit_words(book: Codebook) -> AuditWords:
    """The words of the audit."""
    return book.book("audit", AuditWords)
