"""What the period of a mention is told by: the mention in its place, and what is told of it."""

from __future__ import annotations

import msgspec

from fazhi.parse.quantities.amount import Amount

# How the number follows its noun (调解员共30名), and how far the noun may follow the number.
TOLD = r"(?:数量|人数)?(?:增至|增加到|增加至|扩大到|共计|共有|共|达到|达|已达|只有|仅有|仅|总数)?$"
NEAR_NOUN = r"[^，。；：、（0-9\n的]{0,8}?"
FAR_NOUN = r"[^，。；：（0-9\n]{0,14}?"
NOUN_REACH = 24


class Told(msgspec.Struct, frozen=True, gc=False):
    """`rate`, `plan`, `previous`, `stock` or `year`; whether a difference or a part.

    `carries` is true where words before the number told a state: a list behind it goes on with it.
    """

    period: str
    change: bool
    part: bool
    carries: bool


class Setting(msgspec.Struct, frozen=True, gc=False):
    """A mention in its clean text: bounds of clause and sentence, the part's role, where the
    mention before it ends and what that one told, and which years it is of (`Years.of`)."""

    text: str
    amount: Amount
    clause: tuple[int, int]
    sentence: tuple[int, int]
    role: str = ""
    last: tuple[int, Told] | None = None
    year: str = ""
