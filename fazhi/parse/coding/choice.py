"""The rule chosen for a mention, and how the choices of one sentence bear on one another."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from fazhi.parse.coding.index import Hit, Rule
from fazhi.parse.coding.scene import Sentence


class Choice(msgspec.Struct, frozen=True, gc=False):
    """The rule that fits best, its score, whether the object was inherited, and the object."""

    score: float
    rule: Rule
    inherited: bool
    named: Hit | None = None


def names_some_of(sentence: Sentence, choices: Sequence[Choice | None], at: int) -> bool:
    """Whether the noun of a mention narrows that of a greater one before it.

    查处隐患375条，查处重大隐患3条: the second tells some of the first.
    """
    mention, choice = sentence.mentions[at], choices[at]
    if choice is None or choice.named is None or mention.value is None:
        return False
    clean = sentence.scene.clean
    own = clean[choice.named.start : choice.named.end]
    for other, total in zip(choices[:at], sentence.mentions, strict=False):
        if other and other.named and other.rule.indicator == choice.rule.indicator:
            wider = clean[other.named.start : other.named.end]
            longer = len(own) > len(wider) and own.endswith(wider)
            if longer and total.unit == mention.unit and (total.value or 0) > mention.value:
                return True
    return False
