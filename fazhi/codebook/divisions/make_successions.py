"""Print what `successions.yaml` lacks of the divisions that became others since 2010.

Source: `result.csv` of the dataset areacodes (github.com/yescallop/areacodes, commit eed219a of
2025-11-04, CC0 1.0), every division from the county upwards since 1981 with its code, years and
successors, after the Ministry of Civil Affairs' yearly lists and its yearly statements of changes.
A division is printed unless today's list still has its name in the same place. `year` is that of
the first list without it; an entry written by hand from an approval stands instead.

    python -m fazhi.codebook.divisions.make_successions path/to/result.csv \\
        >> fazhi/codebook/data/successions.yaml

Kinds, by what the list says of the areas: one successor that is of no other division and was not
there before goes on (`level_changed` where its rank or the last sign of the name differs, `renamed`
where the rest of the name does, `moved` where only code or prefecture do); several are a `split`;
all else is `merged`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fazhi.codebook.book import Codebook, load_codebook
from fazhi.codebook.divisions import divisions
from fazhi.codebook.divisions.successions import successions

SINCE = 2010
DIRECT = "直辖"
IN_USE = "在用"


class Row(NamedTuple):
    """A division in the years in which one name and code were its own."""

    code: str
    province: str
    prefecture: str
    name: str
    began: int
    ended: int | None
    new: tuple[str, ...]

    @property
    def is_prefecture(self) -> bool:
        """Whether counties lie below it."""
        return self.code.endswith("00")


def read_rows(path: Path) -> list[Row]:
    """The rows of `result.csv`; of successors only those of the year in which the row ends."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_row(cells) for cells in list(csv.reader(file))[1:]]


def _row(cells: list[str]) -> Row:
    code, province, prefecture, name, _, state, began, ended, new = cells
    ends = int(ended) if state != IN_USE else None
    # A bracket says that a part went there in an earlier year.
    last = tuple(one for one in new.split(";") if one and "[" not in one)
    above = "" if prefecture == DIRECT or code.endswith("00") else prefecture
    return Row(code, province, above, name, int(began), ends, last)


class History:
    """The rows by what is asked of them."""

    def __init__(self, rows: list[Row], book: Codebook) -> None:
        self.rows = rows
        self.book = book
        self._ended = {(row.code, row.ended): row for row in rows if row.ended}
        self._began = {(row.code, row.began) for row in rows}

    def gone(self) -> Iterator[Row]:
        """What ended since `SINCE` and whose name today's list does not have in its place."""
        for row in sorted(self.rows, key=lambda row: (row.ended or 0, row.code)):
            if row.ended and row.ended >= SINCE and not _is_there(row, self.book):
                yield row

    def kind(self, row: Row, new: tuple[str, ...]) -> str:
        """How a row became what it is today."""
        if len(new) > 1:
            return "split"
        if not self._goes_on(row):
            return "merged"
        today = divisions(self.book).full_name(new[0], "")
        if not today.endswith(row.name[-1]) or row.is_prefecture != new[0].endswith("00"):
            return "level_changed"
        return "moved" if today.endswith(row.name) else "renamed"

    def today(self, row: Row) -> tuple[str, ...]:
        """The codes of today's list in which the area of a row lies."""
        new = self._of_prefecture(row) if row.is_prefecture and not row.new else row.new
        found: dict[str, None] = {}
        for code in new:
            later = self._later(code, row.ended or 0)
            found.update(dict.fromkeys(self.today(later) if later else (code,)))
        return tuple(sorted(found))

    def _later(self, code: str, year: int) -> Row | None:
        ends = [row for (one, end), row in self._ended.items() if one == code and end > year]
        return min(ends, key=lambda row: row.ended or 0, default=None)

    def _goes_on(self, row: Row) -> bool:
        """Whether what a row became was of no other, here and in each later change."""
        (code,) = row.new or self._of_prefecture(row)
        others = (
            one for one in self.rows if one.ended == row.ended and one != row and code in one.new
        )
        if (code, row.ended) not in self._began or any(others):
            return False
        later = self._later(code, row.ended or 0)
        return later is None or (len(later.new) == 1 and self._goes_on(later))

    def _of_prefecture(self, row: Row) -> tuple[str, ...]:
        """The prefectures in which the counties of one that ended lie since."""
        below = [
            one for one in self.rows if one.code[:4] == row.code[:4] and one.ended == row.ended
        ]
        return tuple(sorted({f"{code[:4]}00" for one in below for code in one.new}))


def _is_there(row: Row, book: Codebook) -> bool:
    known = divisions(book)
    above = row.prefecture or row.province
    return any(
        above in known.ancestry(code)[:2] or row.is_prefecture
        for code in known.upper_codes(row.name)
        if row.is_prefecture == code.endswith("00")
    )


def entries(rows: list[Row], book: Codebook) -> Iterator[str]:
    """The lines that the book lacks."""
    history = History(rows, book)
    told = {(one.old.name, one.old.prefecture, one.old.province) for one in successions(book)}
    names = {one.id for one in successions(book)}
    for row in history.gone():
        if (row.name, row.prefecture, row.province) in told:
            continue
        new = history.today(row)
        name = row.name if row.name not in names else f"{row.prefecture or row.province}{row.name}"
        names.add(name)
        above = f"prefecture: {row.prefecture}, " if row.prefecture else ""
        yield (
            f"- {{id: {name}, kind: {history.kind(row, new)}, year: {row.ended}, "
            f'old: {{name: {row.name}, {above}province: {row.province}, code: "{row.code}"}}, '
            f"new: {json.dumps(new)}, source: 民政部{row.ended}年县级以上行政区划变更情况}}"
        )


if __name__ == "__main__":
    for line in entries(read_rows(Path(sys.argv[1])), load_codebook()):
        print(line)
