"""Of the authors of reports what tells whose words are whose: place, model-giver, dates, names."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.codebook.book import Codebook
from fazhi.codebook.divisions import divisions
from fazhi.corpus.reuse.finding import NAMES
from fazhi.later import pl

# Digits of the code of the division above: what hands a model down.
ABOVE = {"township": 6, "county": 4, "prefecture": 2}
# The names that tell that division, its own first.
NAMED_ABOVE = {"township": NAMES[1:], "county": NAMES[2:], "prefecture": NAMES[3:]}
PREFECTURE, PROVINCE = 4, 2
NATIONAL = "national"
# A division's code ends with zeros for the ranks below it, in twos and a last three; those at the
# end of a town's (411323100) are its own.
ZEROS = r"^((?:\d\d){1,3}?)(?:00)*(?:000)?$"


def authors(reports: pl.LazyFrame, book: Codebook) -> pl.DataFrame:
    """One row a report, in the order of the table.

    Returns `report_id`, `place` (the authority; null where not known), `territory` (the part of
    its code that all below it share), `county` (the division above it, which hands models down: its
    code, else its names), `prefecture`, `province`, `centre` (whether it speaks for the whole
    nation), `date` (of issue, else of publication), `report_year`, `town`, `county_name`, and all
    its `names`.
    """
    columns = ("report_id", "level", "adcode", "issuers", "report_year")
    every = reports.select(*columns, *NAMES, "issued_date", "published_date").collect()
    told = every.with_columns(adcode=pl.when(~_of_several()).then("adcode"))
    named = pl.concat_str(pl.col(name).fill_null("") for name in NAMES)
    department = (
        pl.when(pl.col("level") == "department")
        .then(pl.concat_str(pl.lit(" "), pl.col("issuers").list.first()))
        .otherwise(pl.lit(""))
    )
    centre = (pl.col("level") == NATIONAL).fill_null(False)
    return told.select(
        "report_id",
        place=pl.coalesce(
            pl.concat_str(pl.col("adcode"), department),
            pl.when(centre).then(pl.col("issuers").list.first()),
            pl.when(pl.col("town").is_not_null() | pl.col("county").is_not_null()).then(named),
        ),
        territory=pl.col("adcode").str.replace(ZEROS, "$1"),
        county=_above(told, book),
        prefecture=_prefecture(told),
        province=pl.coalesce(pl.col("adcode").str.head(PROVINCE), "province"),
        centre=centre,
        date=pl.coalesce("issued_date", "published_date"),
        report_year="report_year",
        town="town",
        county_name="county",
        names=pl.concat_list(NAMES),
    )


def _of_several() -> pl.Expr:
    """Whether reports of one code say that they are of towns in different prefectures.

    The list of divisions knows one town of that name only, and the county that they state none.
    """
    upper = (pl.col(name).drop_nulls().n_unique().over("adcode") > 1 for name in NAMES[2:])
    return pl.any_horizontal(upper)


def _above(told: pl.DataFrame, book: Codebook) -> pl.Series:
    """Of each report the division above its author's: its code, else its names."""
    level = pl.col("level")
    digits = level.replace_strict(ABOVE, default=0, return_dtype=pl.UInt32)
    names = [
        pl.when((level == one) & pl.col(some[0]).is_not_null()).then(_told(one, some))
        for one, some in NAMED_ABOVE.items()
    ]
    whole = [
        (level == one) & pl.any_horizontal(pl.col(name).is_not_null() for name in some[-2:])
        for one, some in NAMED_ABOVE.items()
    ]
    code = pl.when(digits > 0).then(pl.col("adcode").str.head(digits))
    whole.append((level == "township") & pl.col("county").is_in(_unlisted(told, book)))
    return _coded(told, code, pl.coalesce(names), pl.any_horizontal(whole).fill_null(False))


def _unlisted(told: pl.DataFrame, book: Codebook) -> list[str]:
    """Names of counties that the list lacks, though it has their towns' names elsewhere."""
    codes = pl.col("adcode").str.head(ABOVE["township"]).drop_nulls().n_unique()
    towns = told.filter(pl.col("level") == "township").drop_nulls("county")
    several = towns.group_by("county").agg(codes).filter(pl.col("adcode") > 1)["county"].sort()
    return (
        [name for name in several if not divisions(book).upper_codes(name)] if len(several) else []
    )


def _prefecture(told: pl.DataFrame) -> pl.Series:
    """Of each report the prefecture: its code, else its name."""
    code, name = pl.col("adcode").str.head(PREFECTURE), pl.col("prefecture")
    return _coded(told, code, name, name.is_not_null())


def _told(level: str, names: Sequence[str]) -> pl.Expr:
    parts = (pl.col(name).fill_null("") for name in names)
    return pl.concat_str(pl.lit(level), *parts, separator=" ")


def _coded(told: pl.DataFrame, code: pl.Expr, name: pl.Expr, whole: pl.Expr) -> pl.Series:
    """Of each report a division as one text: a code, else names.

    Where it is told whole (a county with its prefecture or province) all that tell it so are of
    one, though the list of divisions knows some of them only, or takes one for a town elsewhere.
    """
    rows = told.select(code=code, name=name, whole=whole)
    known = rows.drop_nulls().group_by("name", "whole", "code").len().sort("len", "code")
    codes = known.group_by("name", maintain_order=True).agg(
        named=pl.col("code").last(), one=pl.col("code").n_unique() == 1, sure=pl.col("whole").last()
    )
    # Of one name alone, counties of two provinces may bear it.
    of_name = pl.when(pl.col("sure") | pl.col("one")).then(pl.col("named"))
    first = pl.when("sure").then("named")
    joined = rows.join(codes, on="name", how="left", maintain_order="left")
    return joined.select(pl.coalesce(first, "code", of_name, "name")).to_series()
