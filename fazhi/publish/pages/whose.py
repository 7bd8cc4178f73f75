"""Whose words a report's are: in one sentence, and what of shared passages is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

from fazhi.publish.pages.words import Words

COUNTED = ("first_here", "mandatory", "template", "own_past", "other_place", "unclear")


def shares_told(shares: Mapping[str, float], words: Words) -> str:
    """The sentence.

    Args:
        shares: a row of the table `wording`: shares of the report's characters, 0 to 1.
    """
    told = [
        words("shared.share", kind=words.of("shared", kind), share=_rounded(shares[kind]))
        for kind in COUNTED
        if shares[kind]
    ]
    own = words("shared.own", share=f"{shares['own_words']:.0%}")
    return own + (words("shared.rest", list=words("list.comma").join(told)) if told else "")


def outermost(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Places that lie in no other of them, the longest first: what lies inside is shown with it."""
    kept: list[Mapping[str, Any]] = []
    for row in sorted(rows, key=lambda row: (row["start"] - row["end"], row["start"])):
        if not any(one["start"] <= row["start"] and row["end"] <= one["end"] for one in kept):
            kept.append(row)
    return kept


def cut_alike(words: str, other: str, longest: int) -> tuple[str, str]:
    """Words of two sides without blanks, cut where both say the same: a cut is no difference."""
    sides = ["".join(one.split()) for one in (words, other)]
    if max(map(len, sides)) <= longest:
        return sides[0], sides[1]
    near, beside = (one[: 2 * longest] for one in sides)
    ends = [longest, longest]
    for mine, theirs, size in SequenceMatcher(
        None, near, beside, autojunk=False
    ).get_matching_blocks():
        shown = min(size, longest - mine)
        if shown > 0:
            ends = [mine + shown, theirs + shown]
    first, second = (
        one if len(one) <= end else f"{one[:end]}…" for one, end in zip(sides, ends, strict=True)
    )
    return first, second


def _rounded(share: float) -> str:
    """What is there is never told as none."""
    return f"{share:.0%}" if share >= 0.005 else "<1%"
