"""Of the authors of reports what tells whose words are whose: place, model-giver, dates, names."""

from __future__ import annotations

from fazhi.corpus.reuse.finding import NAMES
from fazhi.later import pl

# Digits of the code of the division above: what hands a model down.
ABOVE = {"township": 6, "county": 4, "prefecture": 2}
PROVINCE = 2
NATIONAL = "national"
# A division's code ends with zeros for the ranks below it, in twos and a last three.
ZEROS = r"(?:00){0,2}(?:000)?$"


def authors(reports: pl.LazyFrame) -> pl.DataFrame:
    """One row a report, in the order of the table.

    Returns `report_id`, `place` (the authority; null where not known), `territory` (the part of
    its code that all below it share), `county` (the division above it, which hands models down),
    `province`, `centre` (whether it speaks for the whole nation), `date` (of issue, else of
    publication), `report_year`, `town` and `county_name`, and `names` (of its places).
    """
    columns = ("report_id", "level", "adcode", "issuers", "report_year")
    told = reports.select(*columns, *NAMES, "issued_date", "published_date").collect()
    named = pl.concat_str(pl.col(name).fill_null("") for name in NAMES)
    department = (
        pl.when(pl.col("level") == "department")
        .then(pl.concat_str(pl.lit(" "), pl.col("issuers").list.first()))
        .otherwise(pl.lit(""))
    )
    centre = (pl.col("level") == NATIONAL).fill_null(False)
    above = pl.col("level").replace_strict(ABOVE, default=0, return_dtype=pl.UInt32)
    return told.select(
        "report_id",
        place=pl.coalesce(
            pl.concat_str(pl.col("adcode"), department),
            pl.when(centre).then(pl.col("issuers").list.first()),
            pl.when(pl.col("town").is_not_null() | pl.col("county").is_not_null()).then(named),
        ),
        territory=pl.col("adcode").str.replace(ZEROS, ""),
        county=pl.when(above > 0).then(pl.col("adcode").str.head(above)),
        province=pl.coalesce(pl.col("adcode").str.head(PROVINCE), "province"),
        centre=centre,
        date=pl.coalesce("issued_date", "published_date"),
        report_year="report_year",
        town="town",
        county_name="county",
        names=pl.concat_list(NAMES),
    )
