"""Totals of tables: rows and columns called 合计 against the cells that they add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from fazhi.analyse.grid import Figure, Series, grids
from fazhi.analyse.registry import ERROR, WARNING, check, clip, finding
from fazhi.analyse.sentences import number
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook
from fazhi.records import Finding, Report

# Cells named in a message, beside the last one.
NAMED = 3
# A total with one cell alone is taken for that of the others where it misses them by so little.
NEAR_SHARE, NEAR = 0.1, 2.0
# No table has more rows that add up others.
MOST_TOTALS = 64
# Sums of decimals are not exact.
SLACK = 1e-6
Cells = list[tuple[str, Figure]]


@check("table")
def totals(report: Report, book: Codebook) -> Iterator[Finding]:
    """Cells of totals that are not what the cells come to which they add up."""
    nested = audit_words(book).of_which
    for grid in grids(report.text.clean, book):
        rows, columns = ({one.at: one for one in lines} for lines in (grid.rows, grid.columns))
        # Parts of a part stand among the rows: nothing tells which of them a total adds up.
        if not any(line.name.startswith(nested) for line in grid.rows):
            for total, at, cells, sure in _misses(grid.rows):
                column = columns[at]
                if not column.is_sum or all(one.is_sum for one in grid.columns):
                    yield _wrong(report, (total, column), cells, sure)
        for total, at, cells, sure in _misses(grid.columns):
            yield _wrong(report, (rows[at], total), cells, sure)


def _misses(every: Sequence[Series]) -> Iterator[tuple[Series, int, Cells, bool]]:
    """Each total, the number of a row or column where it misses its parts, these, and whether it
    does not miss them elsewhere.

    None of a total of which more cells miss than do not: it adds up what is not shown; nor of a
    table of totals alone.
    """
    if sum(one.is_sum for one in every) > MOST_TOTALS:
        return
    for at, total in enumerate(every):
        choices = [one for one in _choices(every, at) if len(one) > 1] if total.is_sum else []
        found = [_missed(total, parts) for parts in choices]
        missed = min(found, key=len, default={})
        right = len(total.figures) - len(missed)
        for place, cells in missed.items() if len(missed) <= max(right, 1) else ():
            if right or _is_near(total.figures[place], cells):
                yield total, place, cells, right > 0


def _choices(every: Sequence[Series], at: int) -> Iterator[list[Series]]:
    """The rows or columns that a total may add up: those under the same head, or all."""
    total = every[at]
    for side in (every[:at][::-1], every[at + 1 :]):
        units = {one.unit for one in side} if not total.unit else {total.unit}
        alike = [one for one in side if one.unit in units and len(units) == 1]
        yield from _of_side([one for one in alike if one.above == total.above])
        if not total.above:
            yield from _of_side(alike)


def _of_side(side: Sequence[Series]) -> Iterator[list[Series]]:
    """What may be added of one side, the nearest first: as far as the next total, all without the
    totals, the totals, and these with what no total adds up yet."""
    near = list(takewhile(lambda one: not one.is_sum, side))
    sums = [one for one in side if one.is_sum]
    yield near
    yield [one for one in side if not one.is_sum]
    yield sums
    yield near + sums


def _missed(total: Series, parts: Sequence[Series]) -> dict[int, Cells]:
    """Where a total is not what the parts come to, and these."""
    missed: dict[int, Cells] = {}
    for at, stated in total.figures.items():
        cells = [(one.name, one.figures[at]) for one in parts if at in one.figures]
        if len(cells) > 1 and not _adds_up(stated, [figure for _, figure in cells]):
            missed[at] = sorted(cells, key=lambda cell: cell[1].start)
    return missed


def _adds_up(stated: Figure, cells: Sequence[Figure]) -> bool:
    """Whether cells come to what is stated, as rounded as decimals stand."""
    decimals = [one.decimals for one in (stated, *cells)]
    rounded = 10.0 ** -max(decimals) / 2 * len(cells) if any(decimals) else 0.0
    return abs(stated.value - _sum(cells)) <= rounded + SLACK


def _is_near(stated: Figure, cells: Cells) -> bool:
    """Whether a total that nothing else bears out misses its cells by little."""
    missing = abs(stated.value - _sum([figure for _, figure in cells]))
    return missing <= max(NEAR, NEAR_SHARE * stated.value)


def _sum(cells: Sequence[Figure]) -> float:
    return sum(one.value for one in cells)


def _wrong(report: Report, place: tuple[Series, Series], cells: Cells, sure: bool) -> Finding:
    row, column = place
    stated = row.figures[column.at]
    named = f"“{clip(row.name, 20)}”行" if row.name else ""
    told = _shown([f"{clip(name, 20)} {number(figure.value)}" for name, figure in cells])
    told_en = _shown([number(figure.value) for _, figure in cells])
    added, total = number(_sum([figure for _, figure in cells])), number(stated.value)
    return finding(
        report,
        "sum",
        ERROR if sure else WARNING,
        (stated.start, stated.end),
        (
            f"表中{named}“{clip(column.name, 20)}”列为{total}，而各格（{'、'.join(told)}）"
            f"相加是{added}。请核对合计和各格。",
            f"The total in row {row.at + 1} under the heads of this table, column {column.at + 1}, "
            f"says {total}; the {len(cells)} cells that it adds up ({', '.join(told_en)}) come to "
            f"{added}. Check the total and its cells.",
        ),
    )


def _shown(cells: list[str]) -> list[str]:
    """The first cells and the last."""
    return cells if len(cells) <= NAMED + 1 else [*cells[:NAMED], "…", cells[-1]]
