"""What was told of places before: what of it still holds of those that are judged again.

A row of the table is made of the words of a place, of those beside which it is set, and of who
holds the wording. Words that stand as they stood are neither read nor compared again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fazhi.corpus.reuse.sources import firsts
from fazhi.later import pl

if TYPE_CHECKING:
    Kind = pl.DataType | type[pl.DataType]
else:
    Kind = object

PLACE = ("report_id", "start", "end")
OTHER = ("other_report_id", "other_start", "other_end")
NAMES = ("town", "county_name")
WAS = (
    *("words", "own", "every", "document", "titles", "handed", "note", "named"),
    *(*OTHER, "dated", "similarity", "changes"),
)


def kinds_of_more() -> dict[str, Kind]:
    """The types of what is kept of a place beside its row of the table.

    `words`: the digest of what it says; `own` letters of its author's and `every` one; `document`:
    whether it names one of its author's places' own; `titles`: the place whose documents half of it
    names; `handed`: whether it speaks of what a committee above calls so;
    `note`: whether it stands in one; `named`: the names of other holders in its words, null where
    there is none.
    """
    letters: dict[str, Kind] = {"own": pl.Int32, "every": pl.Int32}
    letters |= dict.fromkeys(("document", "handed", "note"), pl.Boolean) | {"titles": pl.String}
    return {"words": pl.UInt64, **letters, "named": pl.List(pl.String)}


class Before(NamedTuple):
    """What an earlier build told.

    Args:
        told: the rows of the table with the `family` of each, and `kinds_of_more`.
        names: `report_id` and `NAMES` of every report then.
        same: the reports that say the same now, by the same author.
        authors: the reports whose author and dates are the same.
    """

    told: pl.DataFrame
    names: pl.DataFrame
    same: pl.Series
    authors: pl.Series

    def of(self, held: pl.DataFrame) -> pl.DataFrame:
        """What was told of each place, null where nothing is known.

        Args:
            held: `family`, `PLACE` and `NAMES`, sorted by place.

        Returns in the same order `WAS`; `other_words` and `other_nth` of the place beside which it
        was set: the digest of its words, and which of its family it was; `former`, the family then;
        `searched`, whether no holder of the family has a name that was not sought in it.
        """
        families = self._families(held)
        told = self._told_of(families)
        others = told.unique(["family", *PLACE], keep="first").select(
            "family", *PLACE, other_words="words", other_nth="nth"
        )
        former = told.filter(pl.col("report_id").is_in(self.same.implode()))
        rows = (
            former.unique(["family", *PLACE], keep="none")
            .select("family", *PLACE, *WAS)
            .join(others, left_on=["family", *OTHER], right_on=["family", *PLACE], how="left")
        )
        return (
            held.select("family", *PLACE)
            .join(families, on="family", how="left", maintain_order="left")
            .join(
                rows,
                left_on=["former", *PLACE],
                right_on=["family", *PLACE],
                how="left",
                maintain_order="left",
            )
            .select(*WAS, "other_words", "other_nth", "former", pl.col("searched").fill_null(False))
        )

    def alike(self, held: pl.DataFrame, words: pl.Series, former: pl.Series) -> pl.Series:
        """Of each place whether the first places of its family say what they said before.

        Args:
            held: as above.
            words: the digest of those of each place, null where it is no first one.
            former: as above.
        """
        # Whoever is another now is none of the first of before.
        mark = pl.col("report_id").is_in(self.authors.implode())
        report = pl.when(mark).then("report_id").otherwise(pl.lit("?"))
        now = _first_places(held.select("family", report.alias("report_id"), words=words))
        was = _first_places(self._told_of(former.to_frame("former")))
        both = held.select("family", former=former)
        return (
            both.join(now, on="family", how="left", maintain_order="left")
            .join(
                was,
                left_on="former",
                right_on="family",
                how="left",
                maintain_order="left",
                suffix="_was",
            )
            .select((pl.col("places") == pl.col("places_was")).fill_null(False))
            .to_series()
        )

    def _told_of(self, families: pl.DataFrame) -> pl.DataFrame:
        """What was told of some families, `former`, in order, and which of each a place is."""
        some = self.told.filter(pl.col("family").is_in(families["former"].unique().implode()))
        nth = pl.int_range(pl.len(), dtype=pl.UInt32).over("family")
        return some.sort(*PLACE, "family").with_columns(nth=nth)

    def _families(self, held: pl.DataFrame) -> pl.DataFrame:
        """By `family` that of before which has most of its places, `former`, and `searched`."""
        named = self.told.select("family", *PLACE).rename({"family": "former"})
        shared = held.select("family", *PLACE).join(named, on=list(PLACE))
        former = (
            shared.group_by("family", "former")
            .agg(pl.len())
            .sort(pl.col("family") == pl.col("former"), "len", "former", descending=True)
            .unique("family", keep="first", maintain_order=True)
            .select("family", "former")
        )
        some = self.told.filter(pl.col("family").is_in(former["former"].implode()))
        names = _names(some.select("family", "report_id").join(self.names, on="report_id"))
        new = (
            _names(held)
            .join(former, on="family")
            .join(names, left_on=["former", "name"], right_on=["family", "name"], how="anti")
        )
        searched = ~pl.col("family").is_in(new["family"].unique().implode())
        return former.with_columns(searched=searched)


def _first_places(held: pl.DataFrame) -> pl.DataFrame:
    """Of each family as one text whose its first places are, and what they say."""
    told = pl.format("{} {}", "report_id", "words")
    return firsts(held).group_by("family", maintain_order=True).agg(places=told.str.join(";"))


def _names(held: pl.DataFrame) -> pl.DataFrame:
    """`family` and every `name` that a holder of it bears."""
    return pl.concat(
        [held.select("family", name=one).drop_nulls().unique() for one in NAMES]
    ).unique()
