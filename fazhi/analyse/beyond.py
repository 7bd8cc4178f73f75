"""A part that is more than all of which it is told to be a part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi.analyse.registry import WARNING, finding
from fazhi.analyse.sentences import number
from fazhi.records import Finding, Quantity, Report

# From a total to its first part: one clause that begins with 其中.
OF_WHICH = re.compile(r"[，,；（(]?其中[：:，,]?[^\d，。；：、\n]{0,16}")
BROKEN = re.compile("[，,。；\n]")


def beyond_all(
    report: Report, parts: Sequence[Quantity], totals: Sequence[Quantity]
) -> Finding | None:
    """The first part that exceeds the total right before 其中 and all others before it.

    Args:
        report: the report.
        parts: exact counts after 其中.
        totals: exact counts before it, the nearest last.

    Returns:
        The finding, with the nearest total; null where no part is surely too large. The same
        measure word is asked for, as 人 and 人次, 件 and 起 may count one thing in two ways, and
        a list without a comma: what stands behind one is often told of something else.
    """
    if not parts or not totals:
        return None
    clean, total = report.text.clean, totals[-1]
    between = clean[total.place.clean_end : parts[0].place.clean_start]
    if not OF_WHICH.fullmatch(between):
        return None
    end = parts[0].place.clean_start
    for part in parts:
        if BROKEN.search(clean, end, part.place.clean_start):
            return None
        end = part.place.clean_end
        told = [one.value or 0 for one in totals if one.unit == part.unit]
        if total.unit == part.unit and (part.value or 0) > max(told):
            return _more(report, total, part)
    return None


def _more(report: Report, total: Quantity, part: Quantity) -> Finding:
    one, whole = number(part.value), number(total.value)
    return finding(
        report,
        "sum",
        WARNING,
        (total.place.clean_start, part.place.clean_end),
        (
            f"“其中”的{one}多于总数{whole}。请核对这两个数。",
            f"A part, {one}, is more than the total of {whole}. Check both figures.",
        ),
    )
