"""Marks that a row alone makes headings: 1.1, 1.2, …; 第一，, 第二， on lines of their own.

One of them is as often a number (1.2万元), a day (12.4) or a word of running text (第一，…): taken
are two or more that follow one another, each before a short title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fazhi.codebook.book import Codebook, derived
from fazhi.language.units import unit_pattern
from fazhi.parse.outline.markers import CJK, NUMERAL, Head, LineEnds, numeral
from fazhi.parse.outline.words import roles_of

DECIMAL = re.compile(
    r"(?P<above>\d{1,2}\.(?:\d{1,2}\.)?)(?P<number>\d{1,2})(?!\d|\.\d)"
    rf"[.、]?(?P<space> ?)(?={CJK}|[“《])"
)
ORDER = re.compile(rf"(?:第(?P<number>{NUMERAL})|首先|其次|再次|最后)[，、：:] ?")
FIRST_WORDS = {"首先": 1, "其次": 2, "再次": 3}
FEWEST = 2
# A title is a line of its own, or a short first sentence before its text, in which stands no figure
# but that of a year (2024年工作安排).
ALONE = re.compile(r"[^，。；：！？\n]{2,30}$", re.M)
RUN_IN = re.compile(r"(?:20\d\d年)?[^，。；：！？\n\d]{2,24}。(?=[^\n]{4})")
OPENED = re.compile(r"\n(?=[\d第首其再最])")
# What stands one below each kind of mark.
BELOW = {"cn": "paren", "paren": "dot", "dot": "bracket", "bracket": "deeper"}


def marks_in_rows(clean: str, heads: Sequence[Head], book: Codebook) -> list[Head]:
    """The headings that rows of such marks make, in reading order, beside `heads`."""
    opened = [0, *(match.end() for match in OPENED.finditer(clean))]
    ends, taken = LineEnds(clean), {head.start for head in heads}
    opened = [at for at in opened if at not in taken]
    return sorted(
        [*_decimals(clean, opened, heads, ends, book), *_orders(clean, opened, heads, ends, book)],
        key=lambda head: head.start,
    )


def _decimals(
    clean: str, opened: Sequence[int], heads: Sequence[Head], ends: LineEnds, book: Codebook
) -> Iterator[Head]:
    found = [match for at in opened if (match := DECIMAL.match(clean, at))]
    kinds = {head.kind for head in heads}
    numbers = {f"{head.number}." for head in heads if head.kind == "dot"}
    for row in _rows_of(found):
        above = row[0]["above"]
        if not _is_row([int(match["number"]) for match in row]):
            continue
        if not all(_has_title(clean, match, book) for match in row):
            continue
        upper = "dot" if above[: above.find(".") + 1] in numbers else ""
        upper = upper or ("paren" if "paren" in kinds else "cn")
        kind = BELOW[upper] if above.count(".") == 1 else BELOW[BELOW[upper]]
        for match in row:
            yield _head(match, kind, int(match["number"]), ends)


def _rows_of(found: Sequence[re.Match[str]]) -> list[list[re.Match[str]]]:
    """The decimals in rows of what stands before their last number; 1 begins a row anew."""
    rows: list[list[re.Match[str]]] = []
    open_rows: dict[str, list[re.Match[str]]] = {}
    for match in found:
        row = open_rows.get(match["above"])
        if row is None or int(match["number"]) == 1:
            row = open_rows[match["above"]] = []
            rows.append(row)
        row.append(match)
    return rows


def _is_row(numbers: Sequence[int]) -> bool:
    return len(numbers) >= FEWEST and list(numbers) == list(range(1, len(numbers) + 1))


def _has_title(clean: str, match: re.Match[str], book: Codebook) -> bool:
    """Whether a short title stands behind the number, and no measure word (1.2万元)."""
    at = match.end()
    if not match["space"] and _counted(book).match(clean, at):
        return False
    return bool(ALONE.match(clean, at) or RUN_IN.match(clean, at))


@derived
def _counted(book: Codebook) -> re.Pattern[str]:
    return re.compile(f"[百千万亿倍]|{unit_pattern(book)}")


def _orders(
    clean: str, opened: Sequence[int], heads: Sequence[Head], ends: LineEnds, book: Codebook
) -> Iterator[Head]:
    """Lines that 第一， heads: without a stop, or naming the parts of a text that has no others."""
    found = [match for at in opened if (match := ORDER.match(clean, at))]
    kinds = {head.kind for head in heads}
    for row in _runs(found):
        alone = all(ALONE.match(clean, match.end()) for match in row)
        if len(row) < FEWEST or not (alone or (not kinds and _name_parts(clean, row, book))):
            continue
        kind = "cn" if not kinds & {"cn", "part"} else "dot" if "paren" in kinds else "paren"
        for number, match in enumerate(row, start=1):
            yield _head(match, kind, number, ends)


def _runs(found: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Marks that count one, two, …"""
    run: list[re.Match[str]] = []
    for match in found:
        number = numeral(match["number"]) if match["number"] else FIRST_WORDS.get(match[0][:2])
        if number == 1:
            yield run
            run = [match]
        elif run and number in (None, len(run) + 1):
            run.append(match)
    yield run


def _name_parts(clean: str, row: Sequence[re.Match[str]], book: Codebook) -> bool:
    """Whether short first sentences behind the marks name parts of a report, two at least."""
    titles = [RUN_IN.match(clean, match.end()) for match in row]
    named = [title for title in titles if title and roles_of(title[0].rstrip("。"), book)]
    return all(titles) and len(named) >= FEWEST


def _head(match: re.Match[str], kind: str, number: int, ends: LineEnds) -> Head:
    return Head(
        kind=kind,
        number=number,
        start=match.start(),
        title_start=match.end(),
        line_end=ends.after(match.end()),
    )
