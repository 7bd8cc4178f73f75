"""What the audit knows of rates, sequences, formulas and figures, as typed entries."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from fazhi.codebook.loader import load

Severity = Literal["error", "warning", "note"]


class Rate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rate by name (an expression), and the words that tell its base and what was done."""

    name: str
    base: tuple[str, ...]
    done: tuple[str, ...]


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


class AuditWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `audit.yaml`."""

    rates: tuple[Rate, ...]
    narrowed: tuple[str, ...]
    sequences: tuple[Sequence, ...]
    carried_over: tuple[str, ...]
    totals: tuple[str, ...]
    stock: tuple[str, ...]
    doubled_words: tuple[str, ...]
    figures: tuple[Expected, ...]
    unfinished: tuple[str, ...]


@cache
def load_audit() -> AuditWords:
    """The words of the audit."""
    return load("kinds/rule_of_law/audit", AuditWords)
