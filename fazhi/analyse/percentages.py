"""Percentages as they stand in a text: how exact they are, and what two counts give."""

from __future__ import annotations

import re

from fazhi.analyse.registry import ERROR, finding
from fazhi.analyse.sentences import number
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook
from fazhi.records import Finding, Quantity, Report


def agrees(raw: str, stated: float, ratio: float) -> bool:
    """Whether a ratio gives a percentage, rounded or cut off at the digits in which it stands."""
    unit = finest(raw)
    return abs(stated - ratio) < unit if stated < 100 else abs(ratio) > 100 - unit / 2


def finest(raw: str) -> float:
    """The smallest step of a number in the digits in which it stands: 0.1 of 95.6 %."""
    decimals = re.search(r"[.．点](\d+)", raw)
    return 10.0 ** -(len(decimals[1]) if decimals else 0)


def percent(value: float) -> str:
    """A percentage to two digits behind the point, as a reader writes it."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def says(words: str, sought: re.Pattern[str], book: Codebook) -> bool:
    """Whether words say what was done, and do not deny it (合格, but not 不合格)."""
    denied = audit_words(book).denied
    return any(not words.endswith(denied, 0, one.start()) for one in sought.finditer(words))


def wrong(report: Report, base: Quantity, done: Quantity, share: Quantity) -> Finding:
    """The finding that a percentage is not what two counts give."""
    span = (base.place.clean_start, share.place.clean_end)
    one, other, stated = number(done.value), number(base.value), number(share.value)
    right = percent(100 * (done.value or 0) / (base.value or 1))
    return finding(
        report,
        "rate",
        ERROR,
        span,
        (
            f"{one}占{other}的{right}%，与所称{stated}%不符。请核对数字或比率。",
            f"{one} of {other} is {right} %, not {stated} %. Check the counts or the rate.",
        ),
    )
