"""Which wording many hold: a passage, and how many reports, places, counties and provinces hold it.

`family_id` as in `reuse`; `text` as the earliest holder wrote it, without line breaks, and its
`characters`; `reports` that hold it, in `places` of `counties` (divisions above the places, which
hand models down) and `provinces`; `first_report_id` and `first_date`: who wrote it first, null
where dates do not decide; `kind`: whose words they are, as in `reuse`, null where nobody can tell.
"""

from __future__ import annotations

from collections.abc import Mapping

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.authors import authors
from fazhi.corpus.reuse.kinds import OWN_PAST
from fazhi.later import pl
from fazhi.tables.among import among, beside
from fazhi.tables.kept import Kept, hashed, summed
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table
from fazhi.tables.some.slices import slices

FAMILIES = Table(
    {
        "family_id": "String",
        "text": "String",
        "characters": "UInt32",
        "reports": "UInt32",
        "places": "UInt32",
        "counties": "UInt32",
        "provinces": "UInt32",
        "first_report_id": "String",
        "first_date": "Date",
        "kind": "String",
    },
    ("family_id",),
)
BREAKS = r"[\r\n\x0b\x0c\x85\u2028\u2029]"


WHO = ("report_id", "place", "county", "province", "date", "report_year")


@table_over("families", FAMILIES, ("reuse", "reports", "texts"), keeps=True)
def wordings(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row a wording that stands in more than one place."""
    kept = kept or Kept()
    who = authors(tables["reports"], book).select(WHO)
    held = tables["reuse"].select("family_id", "report_id", "kind").collect()
    told = beside(held["report_id"], who.select("report_id", author=hashed(WHO)))
    numbers = summed(held.select("family_id", "kind", told["author"]), "family_id")
    # A family is named by one of its places, whose words are its text.
    digests = {one: kept.digest(_named(one), str(number)) for one, number in numbers.items()}

    def made(families: list[str]) -> pl.DataFrame:
        return _made(tables, held.filter(among("family_id", families)), who)

    return kept.by_report(digests, made, "family_id")


def _named(family: str) -> str:
    """The report of the place that names a family."""
    return family.rpartition(":")[0]


def _made(
    tables: Mapping[str, pl.LazyFrame], held: pl.DataFrame, who: pl.DataFrame
) -> pl.DataFrame:
    """The rows of some families, given all their places."""
    # Of what is counted numbers stand for the names: many hold the same, and texts are slow to tell
    # apart.
    names = (pl.col(name).rank("dense") for name in ("place", "county", "province"))
    numbered = who.select(
        "report_id", *names, "date", "report_year", report=pl.int_range(pl.len(), dtype=pl.UInt32)
    )
    rows = held.with_columns(beside(held["report_id"], numbered).drop("report_id").get_columns())
    counted = rows.group_by("family_id").agg(
        reports=pl.col("report").n_unique(),
        places=pl.col("place").drop_nulls().n_unique(),
        counties=pl.col("county").drop_nulls().n_unique(),
        provinces=pl.col("province").drop_nulls().n_unique(),
        kind=_kind(),
        **_first("date", ["report_id", "date"], "by_date"),
        **_first("report_year", ["report_id", "date"], "by_year"),
    )
    own = pl.col("places") == 1
    first = pl.coalesce("by_date", pl.when(own).then(pl.col("by_year")))
    return (
        counted.join(_texts(tables, counted["family_id"]), on="family_id")
        .with_columns(
            characters=pl.col("text").str.len_chars(),
            first_report_id=first.struct.field("report_id"),
            first_date=first.struct.field("date"),
        )
        .select(pl.col(name).cast(kind) for name, kind in FAMILIES.types().items())
        .sort("family_id")
    )


def _kind() -> pl.Expr:
    """That of its places; what was only said again by some authors is not theirs alone."""
    others = pl.col("kind").filter(pl.col("kind") != OWN_PAST)
    own = (pl.col("kind") == OWN_PAST).all()
    return pl.when(own).then(pl.lit(OWN_PAST)).otherwise(others.sort().first())


def _first(time: str, told: list[str], name: str) -> dict[str, pl.Expr]:
    """Of the one report whose time is known to be before those of all others."""
    known = pl.col(time).is_not_null().all()
    earliest = pl.col(time) == pl.col(time).min()
    alone = pl.col("report_id").filter(earliest).n_unique() == 1
    return {name: pl.when(known & alone).then(pl.struct(told).filter(earliest).first())}


def _texts(tables: Mapping[str, pl.LazyFrame], families: pl.Series) -> pl.DataFrame:
    """Each family's words at the place that its id names."""
    place = families.str.extract_groups(r"^(?<report_id>(?s:.*)):(?<start>\d+)-(?<end>\d+)$")
    start, size = pl.col("start"), pl.col("end") - pl.col("start")
    named = place.struct.unnest().select(
        "report_id", pl.col("start", "end").cast(pl.UInt32), family_id=families
    )
    words = pl.col("raw_text").str.slice(start, size).str.replace_all(BREAKS, "")
    none = pl.DataFrame(schema={"family_id": pl.String, "text": pl.String})
    texts = tables["texts"].select("report_id", "raw_text")
    found = (
        named.join(some, on="report_id").select("family_id", text=words)
        for some in slices(texts, named["report_id"].unique())
    )
    return pl.concat([none, *found])
