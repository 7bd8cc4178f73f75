"""What came in, against what of it was done and what is not done yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.analyse.registry import WARNING, check, finding
from fazhi.analyse.sentences import AMONG, alike, before, is_count, number, sentences
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.records import Finding, Quantity, Report

# Base, done, and what is left.
THREE = 3


@check("rest")
def rests(report: Report, book: Codebook) -> Iterator[Finding]:
    """What is done and what is left together, held against what came in: three figures in a row.

    More than came in is doubtful where what is left is pending; any other sum, too, where it is
    called the rest (其余15件).
    """
    base, done, pending, carried, rest = _words(book)
    text = report.text.clean
    some = pending.search(text) or rest.search(text)
    for sentence in sentences(report, THREE, book) if some else ():
        bounds = (sentence.start, sentence.end)
        called = rest.search(text, *bounds)
        if not (called or pending.search(text, *bounds)) or carried.search(text, *bounds):
            continue
        found = [one for one in sentence.quantities if one.dimension != "percent"]
        first = [one for one in found if alike(one, found[0], book)]
        for trio in zip(found, found[1:], found[2:], strict=False):
            if not all(is_count(one) and alike(one, trio[0], book) for one in trio):
                continue
            said = [before(report, one, sentence.start) for one in trio]
            came_in = base.search(said[0]) or AMONG.match(text, trio[0].place.clean_end)
            if not came_in or not done.search(said[1]) or pending.search(said[1]):
                continue
            if rest.match(said[2]):
                # Of several figures before it nobody can tell which ones leave that rest.
                if tuple(first[:THREE]) == trio:
                    yield from _held_against(report, *trio, exactly=True)
            elif pending.search(said[2]):
                yield from _held_against(report, *trio)


@derived
def _words(book: Codebook) -> tuple[re.Pattern[str], ...]:
    words = audit_words(book)
    base = {word for rate in words.rates for word in rate.base}
    done = {word for rate in words.rates for word in rate.done}
    lists = (sorted(base), sorted(done), words.pending, words.carried_over, words.rest)
    return tuple(re.compile("|".join(each)) for each in lists)


def _held_against(
    report: Report, base: Quantity, done: Quantity, left: Quantity, *, exactly: bool = False
) -> Iterator[Finding]:
    added, came_in = (done.value or 0) + (left.value or 0), base.value or 0
    if added == came_in or (added < came_in and not exactly):
        return
    one, two, whole = number(done.value), number(left.value), number(base.value)
    yield finding(
        report,
        "sum",
        WARNING,
        (base.place.clean_start, left.place.clean_end),
        (
            f"已办{one}与其余{two}之和为{number(added)}，与总数{whole}不符。请核对各数。",
            f"{one} done and the other {two} are {number(added)}, not the {whole} in all. "
            "Check the figures.",
        )
        if exactly
        else (
            f"已办{one}与未办{two}之和为{number(added)}，多于总数{whole}。请核对各数。",
            f"{one} done and {two} pending are {number(added)}, more than the {whole} in all. "
            "Check the figures.",
        ),
    )
