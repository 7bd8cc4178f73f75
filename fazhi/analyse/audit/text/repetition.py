"""Passages said twice in one report, found in linear time by hashed runs of characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import compress
from operator import ne
from typing import NamedTuple

from fazhi.analyse.registry import NOTE, WARNING, check, clip, finding
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.language.clauses import bounds_of
from fazhi.records import Finding, Report

SEED = 6
EARLIER = 4
LEAST = 30
LONG = 60
# Two runs of one passage with so few characters changed between them are one passage.
SLIP = 3
NEAR_LEAST, NEAR_REACH = 10, 40
MENU_LINES, MENU_LINE = 3, 20
TITLE = re.compile(r"《[^《》\n]{2,80}》")
WORD = re.compile(r"[\u4e00-\u9fff]{6}")
# Signs of words that are made so (村看村户看户, 重要性和必要性) and of lists.
NO_ECHO = re.compile(r"[一二三四五六七八九十百两每各不无有和与及的之性化看帮带对到]")


class Run(NamedTuple):
    """A stretch that stands at `first` and again at `second`, both ends in clean text."""

    first: int
    first_end: int
    second: int
    second_end: int


@check("repetition")
def repetitions(report: Report, book: Codebook) -> Iterator[Finding]:
    """Passages of 30 or more characters said twice, formulas and titles not counted."""
    text = report.text.clean
    headings = sorted(
        (one.heading.clean_start, one.heading.clean_end)
        for one in report.outline.sections
        if not one.inline
    )
    reached = 0
    ends = bounds_of(text).marks
    for run in _chained(_runs(text, ends)):
        if run.second < reached:
            continue
        size = run.second_end - run.second
        if size < LEAST and (size < NEAR_LEAST or run.second - run.first_end > NEAR_REACH):
            # A few words that every report says twice; most runs are such.
            continue
        words = text[run.second : run.second_end]
        own = 0 if _is_menu(words) else _own_length(words, book)
        said = own >= LEAST
        if not (said or _is_stammer(text, run, own)) or _in_heading(run, headings):
            continue
        reached = run.second_end
        if said:
            yield _said_twice(report, run, own)
        else:
            yield _stammer(report, (run.first, run.second_end))
    for end in ends[bisect_left(ends, 6) :]:
        if text[end - 6] == text[end - 2] and _is_echo(text[end - 6 : end]):
            yield _stammer(report, (end - 6, end))


def _runs(text: str, ends: list[int]) -> Iterator[Run]:
    """Equal stretches of at least SEED characters, by the place of their repetition.

    Runs of characters are looked up where a clause begins, then widened to both sides: a passage
    of any length holds the beginning of a clause, and there are ten times fewer of these.
    """
    grams = [text[end + 1 : end + 1 + SEED] for end in ends]
    seen: dict[str, list[int]] = {}
    reached = 0
    # What stands at another place than its last one stands twice: told without a loop of ours.
    last = dict(zip(grams, ends, strict=True))
    again = set(compress(grams, map(ne, map(last.__getitem__, grams), ends)))
    twice = compress(zip(ends, grams, strict=True), map(again.__contains__, grams))
    for at, gram in [(end + 1, gram) for end, gram in twice if len(gram) == SEED]:
        places = seen.setdefault(gram, [])
        if at >= reached:
            runs = [_widened(text, one, at, reached) for one in places if one + SEED <= at]
            if runs:
                longest = max(runs, key=lambda run: run.second_end - run.second)
                reached = longest.second_end
                yield longest
        if len(places) < EARLIER:
            places.append(at)


def _widened(text: str, first: int, second: int, floor: int) -> Run:
    """The whole equal stretch around two equal places, the two not overlapping."""
    low = 0
    while (
        first - low > 0
        and second - low > floor
        and text[first - low - 1] == text[second - low - 1]
        and text[second - low - 1] != "\n"
    ):
        low += 1
    size = SEED
    limit = min(len(text) - second, second - low - first)
    while size < limit and text[first + size] == text[second + size]:
        size += 1
    return Run(first - low, first + size, second - low, second + size)


def _chained(runs: Iterator[Run]) -> Iterator[Run]:
    """Runs joined where a few characters between them were changed, as by a slip of the pen."""
    current: Run | None = None
    for run in runs:
        if current is not None:
            gaps = run.first - current.first_end, run.second - current.second_end
            if 0 <= gaps[0] <= SLIP and 0 <= gaps[1] <= SLIP:
                current = Run(current.first, run.first_end, current.second, run.second_end)
                continue
            yield current
        current = run
    if current is not None:
        yield current


def _is_echo(words: str) -> bool:
    """A word said again after another at a clause's end (回应处置回应)."""
    said = words[:2] == words[4:] != words[2:4]
    return said and bool(WORD.fullmatch(words)) and not NO_ECHO.search(words)


@derived
def _stock(book: Codebook) -> re.Pattern[str]:
    words = sorted(audit_words(book).stock, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def _own_length(words: str, book: Codebook) -> int:
    """Characters of a passage that are neither formula nor title."""
    return len(_stock(book).sub("", TITLE.sub("", words)))


def _is_menu(words: str) -> bool:
    """Whether a passage is the menu or head of a web page: line after line of few characters."""
    lines = words.split("\n")
    return len(lines) > MENU_LINES and len(words) < MENU_LINE * len(lines)


def _in_heading(run: Run, headings: list[tuple[int, int]]) -> bool:
    """Whether one of the two is a heading: it may say what the text under it says."""
    return any(
        (at := bisect_left(headings, (start + 1, 0))) and end <= headings[at - 1][1] + 1
        for start, end in ((run.first, run.first_end), (run.second, run.second_end))
    )


def _is_stammer(text: str, run: Run, own: int) -> bool:
    """A phrase of two clauses said again at once, in the same or the next sentence."""
    words = text[run.second : run.second_end].strip("，。；")
    return (
        own >= NEAR_LEAST
        and "，" in words
        and run.second - run.first_end <= NEAR_REACH
        and "\n" not in text[run.first : run.second_end]
    )


def _said_twice(report: Report, run: Run, own: int) -> Finding:
    words = clip(report.text.clean[run.first : run.first_end].strip("\n，。；"), 24)
    return finding(
        report,
        "repetition",
        WARNING if own >= LONG else NOTE,
        (run.second, run.second_end),
        (
            f"此段与前文重复（“{words}”，约{own}字）。",
            f"This passage stands earlier in the text, too (“{words}”, {own} characters).",
        ),
    )


def _stammer(report: Report, span: tuple[int, int]) -> Finding:
    return finding(
        report,
        "repetition",
        NOTE,
        span,
        ("同一词句紧接着重复。", "The same words are said again at once."),
    )
