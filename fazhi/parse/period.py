"""What a figure speaks of: the year, a state, a frequency, a plan; a level, a change or a part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fazhi.parse.amounts import Amount
from fazhi.parse.measures import any_of, dimension_of
from fazhi.parse.wording import wording

BODY_REACH = 8
LEVEL_BEFORE = "到至为达成"


@dataclass(frozen=True, slots=True)
class Setting:
    """A mention in its clean text with the bounds of clause and sentence and the part's role."""

    text: str
    amount: Amount
    clause: tuple[int, int]
    sentence: tuple[int, int]
    role: str = ""


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    period, change = wording().period, wording().change
    bodies = any_of(period.bodies)
    return {
        "rate": re.compile(f".*({any_of(period.rate)})"),
        "rate_directly": re.compile(f"{any_of(period.rate_directly_before)}(?:至少|不少于)?$"),
        "rate_ended": re.compile(any_of(period.rate_ended_by)),
        "plan": re.compile(any_of(period.plan)),
        "stock": re.compile(any_of(period.stock)),
        "stock_behind": re.compile(any_of(period.stock_behind)),
        "standing": re.compile(f"{any_of(period.standing)}[^，。；]{{0,8}}$"),
        "cumulative": re.compile(any_of(period.cumulative)),
        "bodies": re.compile(f"[（(]?{bodies}"),
        "produced": re.compile(any_of(period.produced)),
        "year": re.compile(f"{any_of(period.year)}|20[0-9][0-9]年"),
        "change": re.compile(any_of(change.cues)),
        "change_directly": re.compile(f"{any_of(change.verbs)}(?:约|近)?$"),
    }


def tell_period(setting: Setting) -> str:
    """`rate`, `plan`, `stock` or `year` for a mention in its setting."""
    cues, text = _cues(), setting.text
    start, low = setting.amount.start, setting.clause[0]
    if _is_rate(setting):
        return "rate"
    standing = cues["standing"].search(text, low, start)
    if setting.role == "plan" or cues["plan"].search(text, low, start):
        return "stock" if standing else "plan"
    if setting.amount.zero:
        return "year"
    return "stock" if standing or _is_stock(setting) else "year"


def _is_rate(setting: Setting) -> bool:
    cues, text, start = _cues(), setting.text, setting.amount.start
    low = setting.clause[0]
    rate = cues["rate"].match(text, low, start)
    if rate and not cues["rate_ended"].search(text, rate.end(), start):
        return True
    return bool(cues["rate_directly"].search(text, low, start))


def _is_stock(setting: Setting) -> bool:
    cues, text, amount = _cues(), setting.text, setting.amount
    low, high = setting.clause
    if dimension_of(amount.unit) == "duration":
        return True
    if cues["stock"].search(text, low, amount.start):
        return True
    if cues["stock_behind"].search(text, amount.end, min(high, amount.end + BODY_REACH)):
        return True
    made = cues["produced"].search(text, low, amount.start)
    if not made and (cues["bodies"].match(text, amount.end) or _is_body(amount)):
        return True
    if cues["cumulative"].search(text, setting.sentence[0], amount.start):
        return not cues["year"].search(text, *setting.sentence)
    return False


def _is_body(amount: Amount) -> bool:
    return bool(amount.unit) and amount.unit in wording().period.bodies


def is_change(setting: Setting) -> bool:
    """Whether the figure tells a difference (同比增长12%) and no level (增加到12件)."""
    cues, text, start = _cues(), setting.text, setting.amount.start
    if start and text[start - 1] in LEVEL_BEFORE:
        return False
    low = setting.clause[0]
    return bool(
        cues["change_directly"].search(text, low, start) or cues["change"].search(text, low, start)
    )


def is_part(setting: Setting) -> bool:
    """Whether the figure is a part of a total told before it in the sentence (其中…)."""
    text, start = setting.text, setting.amount.start
    low = setting.sentence[0]
    for word in wording().part:
        at = text.rfind(word, low, start)
        if at >= 0 and ("；" not in text[at:start] or text.startswith("：", at + len(word))):
            return True
    return False
