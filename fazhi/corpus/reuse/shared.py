"""Where reports hold words that stand elsewhere, too.

`report_id`, `start` and `end` of the place in its raw text, and its `paragraph_id`; `family_id` of
the wording (`families`), which is the first place that holds it; `other_report_id`, `other_start`,
`other_end`: the same authority's report before it, else the holder whose town or county the words
name, else the nearest earlier holder by date, else the most similar one; null where this is the
first. `dated`: whether dates decide which is earlier.
`similarity`: letters that both share in order, names and figures left out, from 0 to 1. `changes`:
the strongest of `verbatim` (punctuation apart), `names`, `figures`, `words`. `kind`: whose words
they are (`mandatory`, `template`, `own_past`, `other_place`, `within`), null where a place that
holds them is not known. Shared wording is a fact; whether it was copied is the reader's judgement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.authors import authors
from fazhi.corpus.reuse.changed import Comparer, Named
from fazhi.corpus.reuse.finding import NEEDS
from fazhi.corpus.reuse.finding.batches import is_few
from fazhi.corpus.reuse.finding.letters import spoken_names
from fazhi.corpus.reuse.kinds import (
    ALIKE,
    OTHER_PLACE,
    OWN_PAST,
    PHRASE_BELOW,
    is_prescribed,
    kinds,
)
from fazhi.corpus.reuse.named import named_holders
from fazhi.corpus.reuse.prescribed import own_letters
from fazhi.corpus.reuse.sources import most_similar, sources
from fazhi.later import pl
from fazhi.tables.kept import Kept
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table

REUSE = Table(
    {
        "report_id": "String",
        "start": "UInt32",
        "end": "UInt32",
        "paragraph_id": "UInt32",
        "family_id": "String",
        "other_report_id": "String",
        "other_start": "UInt32",
        "other_end": "UInt32",
        "dated": "Boolean",
        "similarity": "Float32",
        "changes": "String",
        "kind": "String",
    },
    ("report_id", "start", "end", "family_id"),
)


@table_over("reuse", REUSE, NEEDS, keeps=True)
def reuse(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row a place where a report holds words that stand elsewhere, too."""
    who = authors(tables["reports"])
    # They work with polars as soon as they are imported; a build that finds nothing new has no
    # need of them.
    if is_few(who):
        from fazhi.corpus.reuse.finding.places import places

        found, inner = places(tables, book)
        return _once(_judged(found, found.clear(), inner, who, book))
    from fazhi.corpus.reuse.again.found import found as found_of

    kept = kept or Kept()
    told = found_of(tables, book, kept, who)
    rows = _judged(told.places, told.around, told.inner, who, book)
    if told.judged is not None:
        rows = pl.concat([told.judged, rows])
    told.keep(rows, kept)
    return _once(rows)


def _once(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows in their order, one of each key, whatever the numbers of the families."""
    columns = list(REUSE.columns)
    first = rows.select(columns).sort(
        [*REUSE.key, *(one for one in columns if one not in REUSE.key)]
    )
    return first.unique(list(REUSE.key), keep="first", maintain_order=True)


def _judged(
    found: pl.DataFrame,
    around: pl.DataFrame,
    inner: pl.DataFrame,
    who: pl.DataFrame,
    book: Codebook,
) -> pl.DataFrame:
    """The rows of families, and the `family` of each.

    Args:
        found: their places and words.
        around: places of other families that hold some of them.
        inner: which family holds which.
        who: the authors of all reports.
    """
    about = who.drop("names")
    held = found.join(about, on="report_id", how="left", maintain_order="left")
    holders = who.join(found.select("report_id").unique(), on="report_id", how="semi")
    named = holders.select("report_id", "names").iter_rows()
    names = {report: spoken_names(some) for report, some in named}
    words = held.select("words", "report_id").iter_rows()
    said = [(one, names[report]) for one, report in words]
    comparer = Comparer(book)
    beside = _beside(held, said, comparer)
    told = held.with_columns(*beside.get_columns(), *_compared(said, beside["other"], comparer))
    others = around.join(about, on="report_id", how="left")
    told = told.with_columns(
        family_id=_named(held),
        kind=_kinds(held, others, beside, told["similarity"], inner, _own_letters(held, book)),
        other_report_id=held["report_id"].gather(beside["other"]),
        other_start=held["start"].gather(beside["other"]),
        other_end=held["end"].gather(beside["other"]),
    )
    columns = [*REUSE.columns, "family"]
    kinds = REUSE.types()
    return told.select(pl.col(one).cast(kinds.get(one, pl.UInt32)) for one in columns)


def _beside(held: pl.DataFrame, said: Sequence[Named], comparer: Comparer) -> pl.DataFrame:
    """`other` (a row of `held`), `own` and `dated` of each place."""
    beside = sources(held)
    undecided = beside.with_row_index("row").filter(~pl.col("dated"))["row"]
    similar = most_similar(held, undecided, said, comparer)
    other = beside["other"].to_list()
    for row, one in similar.items():
        other[row] = one
    own = beside["own"].to_list()
    towns = [tuple(filter(None, some)) for some in held.select("town", "county_name").iter_rows()]
    for row, one in named_holders(held, [words for words, _ in said], towns):
        if not own[row]:
            other[row] = one
    return beside.with_columns(other=pl.Series(other, dtype=pl.UInt32))


def _compared(
    said: Sequence[Named], other: pl.Series, comparer: Comparer
) -> tuple[pl.Series, pl.Series]:
    changes: list[str | None] = []
    similarity: list[float | None] = []
    for row, beside in enumerate(other.to_list()):
        change, alike = None, None
        if beside is not None:
            change, alike = comparer.compare(said[row], said[beside])
        changes.append(change)
        similarity.append(alike)
    return (
        pl.Series("changes", changes, dtype=pl.String),
        pl.Series("similarity", similarity, dtype=pl.Float32),
    )


def _named(held: pl.DataFrame) -> pl.Expr:
    """A family's id: its earliest place, by date where there is one, then by report."""
    order = ["date", "report_id", "start", "end"]
    firsts = held.sort(*order, nulls_last=True).unique("family", keep="first", maintain_order=True)
    return pl.col("family").replace_strict(
        firsts["family"],
        firsts.select(pl.format("{}:{}-{}", "report_id", "start", "end")).to_series(),
        return_dtype=pl.String,
    )


def _kinds(
    held: pl.DataFrame,
    others: pl.DataFrame,
    beside: pl.DataFrame,
    similarity: pl.Series,
    inner: pl.DataFrame,
    letters: pl.DataFrame,
) -> pl.Series:
    """The kind of each place: that of its family, but for what its own author said before."""
    about = ("family", "report_id", "place", "territory", "county", "province", "centre")
    holders = held.select(about).unique()
    every = pl.concat([holders, others.select(about)]).unique()
    around = inner.join(every, left_on="outer", right_on="family").drop("outer")
    every = pl.concat([holders, around.rename({"inner": "family"})]).unique()
    own_letters = letters["own"]
    prescribed = (
        pl.DataFrame([held["family"], is_prescribed(letters)])
        .group_by("family")
        .agg(pl.col("few").first())
    )
    of_family = kinds(every, prescribed.filter("few").select("family"))
    kind = held.select("family").join(of_family, on="family", how="left", maintain_order="left")
    same = held["place"].gather(beside["other"]) == held["place"]
    own = beside["own"] | same.fill_null(False)
    weak = pl.col("kind").is_null() | (pl.col("kind") == OTHER_PLACE)
    taken = _is_taken_over(held["family"], own_letters, similarity)
    return kind.select(
        pl.when(weak & own)
        .then(pl.lit(OWN_PAST))
        .when((pl.col("kind") != OTHER_PLACE) | taken)
        .then(pl.col("kind"))
        .alias("kind")
    ).to_series()


def _own_letters(held: pl.DataFrame, book: Codebook) -> pl.DataFrame:
    """Of each place its `own` letters and `every` one, counted once of the same words."""
    words = held.select("words").unique(maintain_order=True)
    told = [(one, *own_letters(one, book)) for one in words["words"]]
    kinds = {"words": pl.String, "own": pl.Int32, "every": pl.Int32}
    counted = pl.DataFrame(told, schema=kinds, orient="row")
    return held.select("words").join(counted, on="words", how="left", maintain_order="left")


def _is_taken_over(family: pl.Series, letters: pl.Series, similarity: pl.Series) -> pl.Series:
    """Whether a passage is long and alike enough; the first of a family, whether another is."""
    long = pl.col("letters") >= PHRASE_BELOW
    alike = long & (pl.col("similarity") >= ALIKE)
    first = pl.col("similarity").is_null() & long & alike.any().over("family")
    frame = pl.DataFrame({"family": family, "letters": letters, "similarity": similarity})
    return frame.select(taken=alike.fill_null(False) | first).to_series()
