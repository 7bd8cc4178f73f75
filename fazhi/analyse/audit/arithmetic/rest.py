"""What came in, against what of it was done and what is not done yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.analyse.registry import WARNING, check, finding
from fazhi.analyse.sentences import alike, before, is_count, number, sentences
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.records import Finding, Quantity, Report


@check("rest")
def rests(report: Report, book: Codebook) -> Iterator[Finding]:
    """More done and pending together than came in: three figures one behind the other."""
    base, done, pending, carried = _words(book)
    text = report.text.clean
    for sentence in sentences(report, 3, book) if pending.search(text) else ():
        if not pending.search(text, sentence.start, sentence.end):
            continue
        if carried.search(text, sentence.start, sentence.end):
            continue
        found = sentence.quantities
        for trio in zip(found, found[1:], found[2:], strict=False):
            if not all(is_count(one) and alike(one, trio[0], book) for one in trio):
                continue
            said = [before(report, one, sentence.start) for one in trio]
            told = base.search(said[0]) and done.search(said[1]) and pending.search(said[2])
            if told and not pending.search(said[1]):
                yield from _held_against(report, *trio)


@derived
def _words(
    book: Codebook,
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = audit_words(book)
    base = {word for rate in words.rates for word in rate.base}
    done = {word for rate in words.rates for word in rate.done}
    lists = (sorted(base), sorted(done), words.pending, words.carried_over)
    one, two, three, four = (re.compile("|".join(each)) for each in lists)
    return one, two, three, four


def _held_against(
    report: Report, base: Quantity, done: Quantity, left: Quantity
) -> Iterator[Finding]:
    added = (done.value or 0) + (left.value or 0)
    if added <= (base.value or 0):
        return
    one, two, whole = number(done.value), number(left.value), number(base.value)
    yield finding(
        report,
        "sum",
        WARNING,
        (base.place.clean_start, left.place.clean_end),
        (
            f"已办{one}与未办{two}之和为{number(added)}，多于总数{whole}。请核对各数。",
            f"{one} done and {two} pending are {number(added)}, more than the {whole} in all. "
            "Check the figures.",
        ),
    )
