"""What stands below the body: the bodies that sign, the day they give, what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.language.dates import DATE, iso, whole_date
from fazhi.parse.frame.chain import read_chain
from fazhi.parse.frame.lines import HEADING
from fazhi.parse.frame.words import names_bodies, patterns

TAIL, LAST_LINES, SIGNATURE_LINE = 700, 12, 60
IN_FIGURES = re.compile(r"\d{4}[-/—－]")
# The office that prints a paper below its ruled line is not who issues it.
PRINTED = re.compile(r"[日号]印[发制]?$")
WITH_HOUR = re.compile(r" ?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
# Where the seal goes.
SEAL = re.compile(r"(?:此处)?(?:加?盖)?[公印]?章(?:处)?")
SPACE = re.compile(r"[ \u00a0\u3000\t]")


class Closing(NamedTuple):
    """Who signs, on which day, and the clean stretch that says so (empty where there is none)."""

    names: tuple[str, ...] = ()
    day: str | None = None
    place: tuple[int, int] = (0, 0)


def attached_from(clean: str, last_part: int, book: Codebook) -> int:
    """Where attachments begin after the last first-level heading; end of text if there are none."""
    match = patterns(book).attached.search(clean, last_part)
    return match.start() if match else len(clean)


def find_closing(clean: str, floor: int, limit: int | None = None, *, book: Codebook) -> Closing:
    """The signature at the end of a text, or above what is attached to it."""
    limit = len(clean) if limit is None else limit
    found = _signature(clean, floor, limit, book)
    if found.place[1]:
        return found
    begins = patterns(book).attached
    attached = [at for at in _line_starts(clean, floor, limit) if begins.match(clean, at, limit)]
    for start in reversed(attached):
        found = _signature(clean, floor, start, book)
        if found.day and found.names:
            return found
    return Closing()


def _line_starts(clean: str, floor: int, limit: int) -> Iterator[int]:
    """Where lines begin between two places."""
    at = clean.rfind("\n", 0, floor) + 1
    while at < limit:
        if at >= floor:
            yield at
        after = clean.find("\n", at, limit)
        if after < 0:
            return
        at = after + 1


def find_page_day_below(clean: str, *, signed: bool, book: Codebook) -> str | None:
    """The day that a page states in its last lines, by a label, with the hour or, where nobody
    signs there, in figures alone (ISO).
    """
    labels = patterns(book).words.portal["published_date"]
    for start, end in _last_lines(clean, 0, len(clean)):
        line = clean[start:end].strip("（）()【】[] ")
        found = DATE.search(line) if len(line) <= SIGNATURE_LINE else None
        if found is None or patterns(book).other_day.search(line[: found.start()]):
            continue
        alone = not signed and IN_FIGURES.match(line) and found.group() == line
        if alone or line.startswith(labels) or WITH_HOUR.fullmatch(line, found.end()):
            return iso(found)
    return None


def _signature(clean: str, floor: int, limit: int, book: Codebook) -> Closing:
    """The bodies that sign just before `limit`, and the day they give.

    Without a day only bodies that name their place sign: others may end a list or a table. A day
    in figures alone (2025-01-20) is what a page writes, unless bodies stand above it.
    """
    names: list[str] = []
    day = printed = loose = None
    block = (0, 0)
    # A day below the day of the signature (a field, a page's) is none of theirs who sign above.
    below: tuple[str, tuple[int, int]] | None = None
    for start, end in _last_lines(clean, floor, limit):
        if HEADING.match(clean, start, end):
            break
        line = _read(clean[start:end])
        if SEAL.fullmatch(line.signer):
            continue
        signs = bool(line.signer) and _signs(
            line.signer, dated=bool(day or line.day or loose), book=book
        )
        if line.printed:
            printed = printed or line.day
        elif line.day and day and not (names or line.signer or below):
            below, day, block = (day, block), line.day, (start, end)
        elif line.day and (day or (line.signer and not signs and names)):
            break
        elif line.day and not line.signer and line.in_figures and not names:
            loose = loose or (line.day, end)
        elif signs or (line.day and not line.signer):
            names[:0] = [line.signer] if signs else []
            day = day or line.day
            block = (start, block[1] or (loose[1] if loose else end))
        elif names or day or line.is_prose:
            break
    if below and not names:
        day, block = below
    if names and loose and not day:
        day = loose[0]
    if day is None and not all(read_chain(name, book).names for name in names):
        return Closing(day=printed)
    return Closing(tuple(names), day or printed, block)


def _last_lines(clean: str, floor: int, limit: int) -> Iterator[tuple[int, int]]:
    """The last lines between two places that hold words, the last first."""
    end, left = limit, LAST_LINES
    while end > max(floor, limit - TAIL) and left:
        start = clean.rfind("\n", 0, end) + 1
        if start < floor:
            return
        if clean[start:end].strip():
            left -= 1
            yield start, end
        end = start - 1


class _Line(NamedTuple):
    """What a line may add to a signature: who signs, the day, and how the line is made."""

    signer: str = ""
    day: str | None = None
    in_figures: bool = False
    printed: bool = False
    is_prose: bool = False


def _read(line: str) -> _Line:
    words = SPACE.sub("", line).strip("（）()")
    if len(line) > SIGNATURE_LINE:
        return _Line(is_prose="。" in line)
    found = DATE.search(words)
    if found and PRINTED.search(words):
        return _Line(day=iso(found), printed=True)
    if found and found.end() >= len(words) - 2:
        figures = IN_FIGURES.match(found.group()) is not None
        return _Line(words[: found.start()], iso(found), in_figures=figures)
    day = whole_date(words)
    return _Line(day=day) if day else _Line(words)


def _signs(words: str, *, dated: bool, book: Codebook) -> bool:
    """Whether words are those of bodies, or above a day of a place alone (樟村坪镇)."""
    chain = read_chain(words, book)
    return names_bodies(words, book) or (dated and bool(chain.names) and not chain.rest)
