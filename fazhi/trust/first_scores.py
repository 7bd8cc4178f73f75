"""How well reports were read that took no part in writing the rules, as scored at first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from fazhi.codebook.book import Codebook, derived

Kind = Literal["whole", "openings", "retold", "passages"]
SCORED = ("quantities", "period", "indicators", "headings", "metadata")


class Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Reports, or pieces of them, scored once at first sight (`first_scores.yaml` says more).

    `scores` holds F1, or F1 and the bounds of its 95 % interval; `ranges` the least and the
    greatest F1 of parts. What neither holds was not computed.
    """

    zh: str
    en: str
    kind: Kind
    documents: int
    mentions: int
    scores: dict[str, tuple[float, ...]] = {}
    ranges: dict[str, tuple[float, float]] = {}


class Outlook(NamedTuple):
    """What batches of one kind say together: least and greatest F1, and the widest interval."""

    least: float
    most: float
    low: float
    high: float


@derived
def first_scores(book: Codebook) -> tuple[Batch, ...]:
    """The batches in the order of the book; none where the kind of document has none."""
    return book.book("first_scores", tuple[Batch, ...])


def of_kind(batches: Sequence[Batch], kind: Kind) -> list[Batch]:
    """The batches of one kind."""
    return [batch for batch in batches if batch.kind == kind]


def outlook(batches: Sequence[Batch], what: str) -> Outlook | None:
    """What some batches say of one thing that was scored; none where it was not computed."""
    found = [batch.scores[what] for batch in batches if what in batch.scores]
    if not found:
        return None
    first = [score[0] for score in found]
    bounds = [score for score in found if len(score) > 1]
    low = min((score[1] for score in bounds), default=min(first))
    high = max((score[2] for score in bounds), default=max(first))
    return Outlook(min(first), max(first), low, high)
