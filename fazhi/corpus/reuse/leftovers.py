"""Names and years of the source that a report took over with its words.

A place of `reuse` where the words still name the town or county beside whose report it is set, or
the year of that report, as they do there: `report_id`, `start` and `end` in
the raw text, `quote` (the words there), `check` (`foreign_place` or `period`, as in `findings`),
`message_zh` and `message_en`, which name the source, and `source_report_id`. In wording of the
centre only names of towns count, which it never says; in a quotation that the report introduces
(`县里通报介绍：“…”`) none does. The same rows stand in `findings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.kinds import MANDATORY, WITHIN
from fazhi.corpus.reuse.quoted import is_quoted
from fazhi.later import pl
from fazhi.tables.among import among
from fazhi.tables.kept import Kept, summed
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table
from fazhi.tables.some.slices import slices

LEFT_OVER = Table(
    {
        "report_id": "String",
        "start": "UInt32",
        "end": "UInt32",
        "check": "String",
        "quote": "String",
        "message_zh": "String",
        "message_en": "String",
        "source_report_id": "String",
    },
    ("report_id", "start", "end", "check"),
)
# Of a place where it is; where the words stand beside which it is set, and what names and year of
# their author stand in these.
PLACE = ("report_id", "start", "end", "kind")
SOURCE = ("other_report_id", "other_start", "other_end")
SAID = {
    "other_report_id": "String",
    **dict.fromkeys(SOURCE[1:], "UInt32"),
    "theirs": "String",
}
AUTHOR = ("town", "county", "report_year")
FOREIGN, YEAR = "foreign_place", "period"
PLACES_AT_A_TIME = 5_000
# Characters around a passage in which a name or year belongs to it.
AROUND = 12
# A year that is no year of a report: a month follows, a range, a title, or a time since.
OWN_YEAR = r"(?<![\d〔（(—\-~至到《]){0}年度?(?!\d|以来|起|至|前|底前|版|—|-|~)"


class Author(NamedTuple):
    """Of a report what may be left over of it in another."""

    town: str | None
    county: str | None
    year: int | None

    def names(self) -> tuple[str, ...]:
        """The names of its places."""
        return tuple(name for name in (self.town, self.county) if name)

    def told(self) -> str:
        """Who and when, as a person says it."""
        return f"{self.town or self.county or ''}{self.year or ''}"


def _in_findings(findings: pl.DataFrame, left: pl.DataFrame) -> pl.DataFrame:
    """The findings with those of names and years left over, each with the source it names.

    One that the report alone had told already is told once, with the source.
    """
    place = ["report_id", "check", "start", "end"]
    named = left.unique(place, keep="first", maintain_order=True)
    told = named.select(*place, zh="message_zh", en="message_en")
    known = findings.join(told, on=place, how="left").with_columns(
        message_zh=pl.coalesce("zh", "message_zh"), message_en=pl.coalesce("en", "message_en")
    )
    last = findings.group_by("report_id").agg(last=pl.col("finding_id").max())
    new = named.join(findings, on=place, how="anti").join(last, on="report_id", how="left")
    number = pl.col("last").fill_null(0) + pl.int_range(1, pl.len() + 1).over("report_id")
    more = new.with_columns(finding_id=number, severity=pl.lit("warning"))
    columns = findings.columns
    return pl.concat([known.select(columns), more.select(columns)], how="vertical_relaxed")


NEEDS = ("reuse", "reports", "texts")


@table_over("left_over", LEFT_OVER, NEEDS, adds=("findings", _in_findings), keeps=True)
def left_over(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row a name or year that a report took over with another's words."""
    kept = kept or Kept()
    places = (
        tables["reuse"]
        .filter(pl.col("other_report_id").is_not_null())
        .filter(pl.col("kind").ne_missing(WITHIN))
        .select(*PLACE, *SOURCE)
        .collect()
    )
    authors = tables["reports"].select("report_id", *AUTHOR).collect()
    held = places.join(_naming_themselves(tables, places, authors, kept), on=SOURCE).join(
        authors.rename({"report_id": "other_report_id"}), on="other_report_id"
    )
    digests = kept.told(summed(held, "report_id"))

    def made(reports: list[str]) -> pl.DataFrame:
        return _made(tables, held.filter(among("report_id", reports)), authors)

    rows = kept.by_report(digests, made)
    return rows.unique(list(LEFT_OVER.key), keep="first", maintain_order=True)


def _naming_themselves(
    tables: Mapping[str, pl.LazyFrame], places: pl.DataFrame, authors: pl.DataFrame, kept: Kept
) -> pl.DataFrame:
    """Of the words beside which places are set those that name their town, county or year: few."""
    digests = kept.told(summed(places.select(SOURCE), "other_report_id"))
    texts = tables["texts"].select("report_id", "raw_text")

    def made(reports: list[str]) -> pl.DataFrame:
        none = pl.DataFrame(schema={name: getattr(pl, kind) for name, kind in SAID.items()})
        mine = places.filter(among("other_report_id", reports))
        sources = mine.select(SOURCE).unique().sort(SOURCE)
        found = [
            _named(part, some, authors)
            for some in slices(texts, reports)
            for part in sources.join(
                some.select(other_report_id="report_id"), on="other_report_id", how="semi"
            ).iter_slices(PLACES_AT_A_TIME)
        ]
        return pl.concat([none, *found])

    return kept.by_report(digests, made, "other_report_id")


def _named(sources: pl.DataFrame, texts: pl.DataFrame, authors: pl.DataFrame) -> pl.DataFrame:
    """Of some words (`SOURCE`) those that name their author's town, county or year (`SAID`)."""
    own = authors.with_columns(pl.col("report_year").cast(pl.String))
    named = [pl.col("theirs").str.contains(pl.col(name), literal=True) for name in AUTHOR]
    some = (
        sources.join(texts, left_on="other_report_id", right_on="report_id")
        .with_columns(theirs=_words("raw_text", "other_start", "other_end"))
        .drop("raw_text")
        .join(own, left_on="other_report_id", right_on="report_id")
        .filter(pl.any_horizontal(named))
        .drop(AUTHOR)
        .join(authors, left_on="other_report_id", right_on="report_id")
    )
    names = [
        "\n".join(_names_in(words, Author(*who)))
        for words, *who in some.select("theirs", *AUTHOR).iter_rows()
    ]
    told = some.select(*SOURCE, theirs=pl.Series(names, dtype=pl.String))
    return told.filter(pl.col("theirs") != "")


def _names_in(words: str, author: Author) -> Iterator[str]:
    """What of an author's names and year stands in some words of its own: all that is sought."""
    yield from (name for name in author.names() if name in words)
    if author.year and (found := _year(author.year).search(words)):
        yield found[0]


def _made(
    tables: Mapping[str, pl.LazyFrame], held: pl.DataFrame, authors: pl.DataFrame
) -> pl.DataFrame:
    """What is left over in some places."""
    who = {row[0]: Author(*row[1:]) for row in authors.iter_rows()} if len(held) else {}
    texts = tables["texts"].select("report_id", "raw_text")
    rows: list[dict[str, Any]] = []
    for some in slices(texts, held["report_id"].unique()):
        mine = held.join(some, on="report_id").select(
            *("report_id", "other_report_id", "kind", "theirs"),
            start=_begin("start"),
            words=_words("raw_text", "start", "end"),
        )
        ordered = mine.sort("report_id", "start", "other_report_id", "words", "theirs")
        found = [
            (one["start"], row)
            for one in ordered.iter_rows(named=True)
            for row in left_in(one, who)
        ]
        of_them = [row["report_id"] for _, row in found]
        said = dict(
            some.filter(among("report_id", pl.Series(of_them, dtype=pl.String))).iter_rows()
        )
        rows += [row for at, row in found if not told_as_another_s(row, said[row["report_id"]], at)]
    return pl.DataFrame(rows, schema=LEFT_OVER.types())


def told_as_another_s(row: Mapping[str, Any], text: str, begins: int) -> bool:
    """Whether what is left over lies in a quotation that was opened before the passage.

    Args:
        row: as `left_in` gives it.
        text: the raw text of the report.
        begins: where the words begin that were looked through (`around`).
    """
    return is_quoted(text, min(begins + AROUND, row["start"]), row["end"])


def _begin(start: str) -> pl.Expr:
    return pl.max_horizontal(pl.col(start).cast(pl.Int64) - AROUND, 0)


def _words(text: str, start: str, end: str) -> pl.Expr:
    """The words of a place and some around it: names are no letters, and may lie at its edge."""
    return pl.col(text).str.slice(_begin(start), pl.col(end) + AROUND - _begin(start))


def around(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the words that are looked through for a place begin, and they: some around it, too."""
    begins = max(start - AROUND, 0)
    return begins, text[begins : end + AROUND]


def left_in(held: Mapping[str, Any], who: Mapping[str, Author]) -> Iterator[dict[str, Any]]:
    """What is left over in one place; the source must have it there, too.

    Args:
        held: `report_id` and `other_report_id`, the `words` of both (`theirs`, or only what of the
            source's names and year stands there), as `around` gives them, where the first begin
            (`start`) and, if known, of what `kind` they are.
        who: who wrote the two.
    """
    own, source = who[held["report_id"]], who[held["other_report_id"]]
    prescribed = held.get("kind") == MANDATORY
    for name in _foreign(own, source._replace(county=None) if prescribed else source):
        if name in held["theirs"]:
            for match in re.finditer(re.escape(name), held["words"]):
                yield _row(held, match, FOREIGN, source, _of_place(name, own, source))
    # The year after one's own is that of the plans, whoever reports on it.
    if source.year and own.year and source.year < own.year and not prescribed:
        year = _year(source.year)
        if year.search(held["theirs"]):
            for match in year.finditer(held["words"]):
                yield _row(held, match, YEAR, source, _of_year(own, source))


@cache
def _year(year: int) -> re.Pattern[str]:
    """Finds the year of a report."""
    return re.compile(OWN_YEAR.replace("{0}", str(year)))


def _foreign(own: Author, source: Author) -> list[str]:
    """The source's names that the author's own do not hold; one name of both is none."""
    own_names = own.names()
    return [
        name for name in source.names() if not any(name in one or one in name for one in own_names)
    ]


def _of_place(name: str, own: Author, source: Author) -> tuple[str, str]:
    return (
        f"此处出现“{name}”，本报告的主体是{own.told()}；同一段文字见于{source.told()}的报告。",
        f"{name} is named here, in the report of {own.told()}; the same passage stands in that "
        f"of {source.told()}.",
    )


def _of_year(own: Author, source: Author) -> tuple[str, str]:
    return (
        f"此处年份为{source.year}年，本报告年度为{own.year}年；同一段文字见于{source.told()}的报告。",
        f"The year here is {source.year}, in a report on {own.year}; the same passage stands in "
        f"that of {source.told()}.",
    )


def _row(
    held: Mapping[str, Any],
    match: re.Match[str],
    check: str,
    source: Author,
    words: tuple[str, str],
) -> dict[str, object]:
    return {
        "report_id": held["report_id"],
        "start": held["start"] + match.start(),
        "end": held["start"] + match.end(),
        "check": check,
        "quote": match[0],
        "message_zh": words[0],
        "message_en": words[1],
        "source_report_id": held["other_report_id"],
    }
