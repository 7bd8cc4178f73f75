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

from collections.abc import Mapping

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.authors import authors
from fazhi.corpus.reuse.finding import NEEDS
from fazhi.corpus.reuse.finding.batches import is_few
from fazhi.corpus.reuse.judged import Judge, Judged
from fazhi.later import pl
from fazhi.tables.kept import Kept
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table
from fazhi.tables.some.order import rises

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
    who = authors(tables["reports"], book)
    # They work with polars as soon as they are imported; a build that finds nothing new has no
    # need of them.
    if is_few(who):
        from fazhi.corpus.reuse.finding.places import places

        found, inner = places(tables, book)
        judge = Judge(who, tables["texts"], book, keeps=False)
        return _once(_rows(Judged(found, found.clear(), inner), judge))
    from fazhi.corpus.reuse.again.found import found as found_of

    kept = kept or Kept()
    told = found_of(tables, book, kept, who)
    rows = _rows(told.some, Judge(who, tables["texts"], book, told.before))
    # In order already but for what is new: so the next build has less to sort.
    rows = (rows if told.judged is None else pl.concat([told.judged, rows])).sort(REUSE.key)
    told.keep(rows, kept)
    return _once(rows)


def _rows(some: Judged, judge: Judge) -> pl.DataFrame:
    """The rows of families, the `family` of each, and what is kept of them."""
    kinds = REUSE.types()
    return pl.concat([judge.none(kinds), *(judge.rows(one, kinds) for one in some.together())])


def _once(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows in their order, one of each key, whatever the numbers of the families."""
    columns = list(REUSE.columns)
    first = rows.select(columns)
    # Few of them, or what was judged again among many that are in order already.
    if rises(first, REUSE.key):
        return first
    more = [one for one in columns if one not in REUSE.key]
    return first.sort(*REUSE.key, *more).unique(REUSE.key, keep="first", maintain_order=True)
