"""Beside which other place a shared passage is set: never one that is later by date.

The same authority's last report before it comes first, by the year of the report; then the nearest
earlier holder by date of issue, else of publication. Where no date decides, the most similar of
the first holders is shown, and `dated` tells so; who wrote it first, by date, stands alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from fazhi.corpus.reuse.changed import Comparer, Named
from fazhi.later import pl

# Holders among which the most similar is sought where dates do not decide.
TRIED = 4


def sources(places: pl.DataFrame) -> pl.DataFrame:
    """For each place the row of the one beside which it is set, and whether dates decide.

    Args:
        places: `family`, `report_id`, `place`, `date`, `report_year`, in the order of reports.

    Returns in the same order `other` (a row of `places`, null for what is first or undecided),
    `own` (it is the same authority's, of an earlier year) and `dated`.
    """
    rows = places.with_row_index("row")
    own = _before(rows, ["family", "place"], "report_year")
    earlier = _not_itself(rows, _before(rows, ["family"], "date"))
    found = rows.join(own, on="row", how="left", maintain_order="left").join(
        earlier, on="row", how="left", maintain_order="left", suffix="_date"
    )
    alone = pl.col("report_id").n_unique().over("family") == 1
    first = pl.col("row").min().over("family")
    within = alone & (pl.col("row") > first)
    begins = _is_first("date") | (
        _is_first("report_year")
        & pl.col("place").is_not_null().all().over("family")
        & (pl.col("place").n_unique().over("family") == 1)
    )
    other = pl.when(within).then(first).otherwise(pl.coalesce("before", "before_date"))
    return found.select(
        other=other,
        own=pl.col("before").is_not_null() & ~alone,
        dated=alone | other.is_not_null() | begins,
    )


def _is_first(time: str) -> pl.Expr:
    """Whether a report holds the family alone at the earliest time, those of all others known."""
    earliest = pl.col(time) == pl.col(time).min()
    alone = pl.col("report_id").filter(earliest).n_unique() == 1
    known = pl.col(time).is_not_null().all()
    return (known & alone & earliest).over("family").fill_null(False)


def _before(rows: pl.DataFrame, by: list[str], time: str) -> pl.DataFrame:
    """For each row the one of the same kind whose time is the nearest before its own."""
    known = rows.drop_nulls([*by, time]).sort(time, "row")
    firsts = known.unique([*by, time], keep="first", maintain_order=True)
    return (
        known.join_asof(
            firsts.select(*by, time, before="row"),
            on=time,
            by=by,
            strategy="backward",
            allow_exact_matches=False,
            check_sortedness=False,
        )
        .select("row", "before")
        .drop_nulls()
    )


def _not_itself(rows: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """What is before each row, but for another file of the same report: then what is before that.

    Args:
        rows: all of them, numbered.
        before: `row` and the one `before` it.
    """
    of_row = rows.select("row", author=pl.struct("place", "report_year"))
    known = pl.all_horizontal(pl.col("author").struct.unnest().is_not_null())
    step = before
    told = [before.clear()]
    while len(step):
        both = step.join(of_row, on="row").join(
            of_row, left_on="before", right_on="row", suffix="_before"
        )
        itself = known & (pl.col("author") == pl.col("author_before"))
        told.append(both.filter(~itself).select(before.columns))
        step = (
            both.filter(itself)
            .select("row", again="before")
            .join(before, left_on="again", right_on="row")
            .select(before.columns)
        )
    return pl.concat(told)


class Holder(NamedTuple):
    """A place of a family, with what tells whether it is earlier than another."""

    row: int
    report: str
    place: str | None
    year: int | None
    date: date | None

    def may_be_before(self, other: Holder) -> bool:
        """Whether neither dates nor, of one authority, years show that this is the later one.

        Another file of the same report is none of either.
        """
        if self.report == other.report:
            return False
        if self.date and other.date and self.date > other.date:
            return False
        own = self.place is not None and self.place == other.place
        return not (own and self.year and other.year and self.year >= other.year)


HOLDER = ("row", "report_id", "place", "report_year", "date")


def firsts(places: pl.DataFrame) -> pl.DataFrame:
    """The places among which the most similar is sought: the first of each family."""
    return places.filter(pl.int_range(pl.len()).over("family") <= TRIED)


def most_similar(
    places: pl.DataFrame, undecided: pl.Series, said: Mapping[int, Named], comparer: Comparer
) -> dict[int, int]:
    """For rows that no date decides the most similar of the first holders in other reports.

    Args:
        places: as above.
        undecided: rows of it.
        said: of these rows and the `firsts` of their families the words, with the names that
            their report bears.
    """
    rows = places.with_row_index("row")
    wanted = pl.col("family").is_in(places["family"].gather(undecided).unique().implode())
    first: dict[int, list[Holder]] = {}
    for family, *told in firsts(rows.filter(wanted)).select("family", *HOLDER).iter_rows():
        first.setdefault(family, []).append(Holder(*told))
    found: dict[int, int] = {}
    for family, *told in rows.select("family", *HOLDER)[undecided].iter_rows():
        one = Holder(*told)
        best = 0.0
        for other in first[family]:
            if best < 1 and other.may_be_before(one):
                alike = comparer.compare(said[one.row], said[other.row])[1]
                if alike > best or one.row not in found:
                    best, found[one.row] = alike, other.row
    return found
