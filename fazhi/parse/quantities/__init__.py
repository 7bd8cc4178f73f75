"""Every quantity of a report: found, read, and told what it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter

from msgspec.structs import replace

from fazhi.codebook.book import Codebook
from fazhi.language.clauses import Bounds, bounds_of
from fazhi.language.units import dimension_of
from fazhi.parse.quantities.amount import Amount
from fazhi.parse.quantities.amounts import find_amounts
from fazhi.parse.quantities.earlier import Years
from fazhi.parse.quantities.period import tell
from fazhi.parse.quantities.setting import Setting, Told
from fazhi.parse.quantities.tables import figures_under_heads
from fazhi.parse.quantities.zero import find_zeros
from fazhi.records import Outline, Paragraph, Place, Quantity, Saying, Section, Text

BLANKS = " \u3000"
DIGITS_APART = re.compile(r"[0-9０-９]+[ \u3000][0-9０-９ \u3000]*[0-9０-９]")
EVENLY_APART = re.compile(r"[0-9０-９]+(?:[ \u3000][0-9０-９]+)+[ \u3000]")


def find_spans(clean: str, book: Codebook) -> list[Amount]:
    """The mentions of a bare clean text in order: numbers with measure word (in a table that of
    their column), statements of none.

    A number inside a statement of none (未发生一起事故) is no mention of its own.
    """
    zeros = sorted(find_zeros(clean, book), key=attrgetter("start"))
    amounts = find_amounts(clean, book)
    if in_tables := figures_under_heads(clean, book):
        told = {amount.start for amount in in_tables}
        amounts = [amount for amount in amounts if amount.start not in told]
        amounts = sorted([*amounts, *in_tables], key=attrgetter("start", "end"))
    if not zeros:
        return amounts
    starts = [zero.start for zero in zeros]
    ends = [zero.end for zero in zeros]
    kept = (
        amount
        for amount in amounts
        if not (at := bisect_right(starts, amount.start)) or ends[at - 1] <= amount.start
    )
    return sorted([*kept, *zeros], key=attrgetter("start", "end"))


def find_quantities(
    text: Text, outline: Outline, report_year: int | None = None, *, book: Codebook
) -> tuple[Quantity, ...]:
    """The quantities of a text with clause, period, section and paragraph, not yet coded.

    Without `report_year` a year is an earlier one only where the text sets it against another.
    """
    spans = find_spans(text.clean, book)
    places, bounds = Places(outline), bounds_of(text.clean)
    years = Years(text.clean, outline, report_year, book)
    found: list[Quantity] = []
    last: tuple[int, Told] | None = None
    for index, span in enumerate(spans):
        amount = _as_written(text, span)
        section, paragraph = places.at(amount.start)
        role = paragraph.role if paragraph else ""
        # What a plan says will not happen is an aim; a zero in digits is a figure all the same.
        if amount.zero and role == "plan" and not text.clean[amount.start].isdigit():
            continue
        clause = _clause(text.clean, spans, index, bounds)
        if amount.saying:
            setting = _in_a_table(amount, amount.saying, role, years)
        else:
            sentence = bounds.sentence(amount.start, amount.end)
            year = years.of(amount, sentence)
            setting = Setting(text.clean, amount, clause, sentence, role, last, year)
        told = tell(setting, book)
        last = (amount.end, told)
        where = (len(found) + 1, section, paragraph.paragraph_id if paragraph else 0)
        found.append(_mention(text, amount, text.place(*clause), told, where, book))
    return tuple(found)


def _mention(
    text: Text,
    amount: Amount,
    clause: Place,
    told: Told,
    where: tuple[int, int | None, int],
    book: Codebook,
) -> Quantity:
    """The mention; `where` are its number, section and paragraph."""
    place = text.place(amount.start, amount.end)
    return Quantity(
        quantity_id=where[0],
        place=place,
        raw=text.quote(place.start, place.end),
        value=amount.value,
        value_high=amount.high,
        unit=amount.unit,
        dimension=dimension_of(amount.unit, book),
        approx=amount.approx,
        period=told.period,
        zero=amount.zero,
        clause=clause,
        section_id=where[1],
        paragraph_id=where[2],
        change=told.change,
        part=told.part,
        saying=amount.saying,
    )


def _in_a_table(amount: Amount, saying: Saying, role: str, years: Years) -> Setting:
    """The setting of a figure in the sentence that the heads of its table make."""
    text, start, end = saying.sentence, saying.start, saying.end
    here = replace(amount, start=start, end=end)
    sentence = (saying.begins, len(text))
    year = years.in_other(text).of(here, sentence)
    return Setting(text, here, bounds_of(text).clause(start, end), sentence, role, None, year)


def _as_written(text: Text, amount: Amount) -> Amount:
    """The amount, without value where its digits may be two cells of a row (甲村 5 6件)."""
    if " " not in text.clean[amount.start : amount.end]:
        return amount
    raw, start = text.raw, text.place(amount.start, amount.end).start
    if not start or raw[start - 1] not in BLANKS or not DIGITS_APART.match(raw, start):
        return amount
    if EVENLY_APART.match(raw, start):
        return amount
    return replace(amount, value=None, high=None, approx="about", zero=False)


def _clause(clean: str, spans: list[Amount], index: int, bounds: Bounds) -> tuple[int, int]:
    """The clause of a mention; in a list (甲2件、乙3件) each item is one."""
    amount = spans[index]
    low, high = bounds.clause(amount.start, amount.end)
    if index and low < (last := spans[index - 1].end) <= amount.start - 2 and clean[last] == "、":
        low = last + 1
    if index + 1 < len(spans) and spans[index + 1].start < high and clean[amount.end] == "、":
        high = amount.end
    return low, high


class Places:
    """Which section and paragraph a clean offset lies in."""

    def __init__(self, outline: Outline) -> None:
        self._turns, self._deepest = _turns(outline)
        self._paragraphs = outline.paragraphs
        self._paragraph_starts = [part.place.clean_start for part in outline.paragraphs]

    def at(self, position: int) -> tuple[int | None, Paragraph | None]:
        """Id of the deepest section and the paragraph at a clean offset, null where none."""
        turn = bisect_right(self._turns, position) - 1
        number = bisect_right(self._paragraph_starts, position) - 1
        return (
            self._deepest[turn] if turn >= 0 else None,
            self._paragraphs[number] if number >= 0 else None,
        )


def _turns(outline: Outline) -> tuple[list[int], list[int | None]]:
    """Offsets from which another section is the deepest, and its id (null for none)."""
    sections = sorted(outline.sections, key=lambda one: (one.place.clean_start, one.level))
    turns: list[int] = []
    deepest: list[int | None] = []
    open_: list[Section] = []

    def close(until: float) -> None:
        while open_ and open_[-1].place.clean_end <= until:
            turns.append(max(open_.pop().place.clean_end, turns[-1]))
            deepest.append(open_[-1].section_id if open_ else None)

    for section in sections:
        close(section.place.clean_start)
        open_.append(section)
        turns.append(section.place.clean_start)
        deepest.append(section.section_id)
    close(float("inf"))
    return turns, deepest
