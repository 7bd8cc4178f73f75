"""Whose words a report's are, in one sentence: how much is its own, and of what kind the rest."""

from __future__ import annotations

from collections.abc import Mapping

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


def _rounded(share: float) -> str:
    """What is there is never told as none."""
    return f"{share:.0%}" if share >= 0.005 else "<1%"
