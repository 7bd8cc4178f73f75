"""The list of reports as the index's script has it: in the page, or of many by province."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fazhi.codebook.divisions import places_above, province_of
from fazhi.language.romanised import romanised, sought
from fazhi.publish.pages import links
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.publish.site.search.texts import FOLDER

# More reports than this do not stand in the page (150 bytes each): it loads those of a province
# when that is chosen, and all when something is sought. A file holds so many.
LISTED, A_FILE = 3_000, 4_000
Row = list[Any]


class Counted(NamedTuple):
    """What is counted of each report: mentions of quantities, findings; and its page of years."""

    figures: Mapping[str, int]
    findings: Mapping[str, int]
    years: Mapping[str, str]


class Rows:
    """The rows of all reports, in the order of the list.

    Args:
        found: the reports.
        counted: what is counted of them.
        failed: the pages that could not be made.
    """

    def __init__(
        self, found: Sequence[Reading], counted: Counted, failed: Mapping[str, str], words: Words
    ) -> None:
        self._found, self._words = found, words
        self._rows = [_row(reading, counted, failed) for reading in found]
        is_many = len(found) > LISTED
        self._parts = list(_parts(self._rows)) if is_many else []

    def told(self, written: int) -> dict[str, Any]:
        """What the page is told: all rows, or where they are many how many of them lie where.

        The first `written` ones stand in its table, and are told in any case.
        """
        rows = self._rows[:written] if self._parts else self._rows
        return {
            "rows": rows,
            "total": len(self._rows),
            "parts": [[province, len(places)] for province, places in self._parts],
            "choices": {name: self._values(column) for name, column in CHOICES.items()},
            **self._sounds(range(len(rows))),
        }

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Names and contents of the files that hold rows."""
        for number, (_, places) in enumerate(self._parts):
            yield f"{FOLDER}/rows-{number}.js", self._written(number, places)

    def _written(self, number: int, places: Sequence[int]) -> Iterator[bytes]:
        told = {"rows": [[at, self._rows[at]] for at in places], **self._sounds(places)}
        packed = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        yield f"fazhiRows({number},{packed});\n".encode()

    def _values(self, column: int) -> list[Any]:
        return sorted({row[column] for row in self._rows if row[column]})

    def _sounds(self, places: Sequence[int]) -> dict[str, dict[str, str]]:
        """By what letters each name of a place is found, and in other languages how written."""
        book = self._words.book
        names = {
            name: None
            for at in places
            for name in (self._found[at].name, *places_above(self._found[at].about, book))
        }
        spelled = {name: told for name in names if (told := sought(name, book))}
        is_ours = self._words.language == "zh"
        return {
            "sounds": spelled,
            "latin": {} if is_ours else {name: romanised(name, book) for name in spelled},
        }


# Where what is chosen by stands in a row.
PROVINCE, YEAR, LEVEL = 3, 4, 5
CHOICES = {"year": YEAR, "level": LEVEL, "province": PROVINCE}


def _row(reading: Reading, counted: Counted, failed: Mapping[str, str]) -> Row:
    """A row without names of fields: there may be thousands."""
    told, stem, book = reading.about, links.page(reading.report), reading.words.book
    return [
        stem,
        reading.name,
        " ".join(places_above(told, book)),
        province_of(told, book),
        told["report_year"],
        told["level"] or "",
        int(told["complete"] is not False),
        counted.figures.get(reading.report, 0),
        counted.findings.get(reading.report, 0),
        int(stem in failed),
        " ".join(filter(None, (told["adcode"], told["doc_number"]))),
        counted.years.get(reading.report, ""),
    ]


def _parts(rows: Sequence[Row]) -> Iterator[tuple[str, list[int]]]:
    """The places of the rows of each province, in lists of bounded length."""
    by: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        by.setdefault(row[PROVINCE] or "", []).append(at)
    for province, places in by.items():
        for first in range(0, len(places), A_FILE):
            yield province, places[first : first + A_FILE]
