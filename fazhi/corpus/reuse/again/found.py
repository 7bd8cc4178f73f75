"""Where reports hold words that stand elsewhere, sought only where something is new.

A build from nothing begins an index. The next one gathers the reports that are new or changed,
weighs the pairs of passages that their seeds touch, puts together the families that these touch,
and tells which families are to be judged again: those with a place in a report that is new or gone
or has another author, or with a place that is not as it was (`edited`), and those inside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.again import state as states
from fazhi.corpus.reuse.again.edited import touched
from fazhi.corpus.reuse.again.groups import Groups, grouped, regrouped
from fazhi.corpus.reuse.again.pairs import Alive, pairs_now, shared_by
from fazhi.corpus.reuse.again.reports import authors_told, digests, rows_of
from fazhi.corpus.reuse.again.state import State
from fazhi.corpus.reuse.again.store import CODES, LONG, SHORT, VALUE, Store, flags, written
from fazhi.corpus.reuse.before import NAMES, Before
from fazhi.corpus.reuse.finding.batches import Batch, read
from fazhi.corpus.reuse.finding.candidates import LEAST_WEIGHT
from fazhi.corpus.reuse.finding.passages import Gathered
from fazhi.corpus.reuse.finding.places import SPANS, found_in, long_enough, whole_passages
from fazhi.corpus.reuse.judged import Judged
from fazhi.corpus.reuse.said import Said
from fazhi.errors import TablesError
from fazhi.tables.kept import Kept, packed

# Of reports so many may be new, of passages kept so many be held: else all is begun anew.
NEW_SHARE, HELD_SHARE = 1 / 8, 3 / 4
Tables = Mapping[str, pl.LazyFrame]


class Asked(NamedTuple):
    """What shared wording is sought in: tables, the codebook, what is kept, who the authors are."""

    tables: Tables
    book: Codebook
    kept: Kept
    authors: pl.DataFrame

    def said(self) -> Said:
        """Reads what places say."""
        texts = self.tables["texts"].select("report_id", "raw_text")
        return Said(texts, self.authors.select("report_id", "names"))


class Found(NamedTuple):
    """What is to be judged, and what was.

    `some`: the families to be judged; `before`: what was told of places; `judged`: the rows of the
    table that stay, and the `family` of each; `state` and `store` are kept behind it.
    """

    some: Judged
    before: Before | None
    judged: pl.DataFrame | None
    state: State
    store: Store

    def keep(self, told: pl.DataFrame, kept: Kept) -> None:
        """Keep all of it for the next build; `told`: all rows as `Judge` gives them."""
        states.keep(self.state._replace(told=told), self.store, kept)


def found(tables: Tables, book: Codebook, kept: Kept, authors: pl.DataFrame) -> Found:
    """The places of reports, more than a few: from what was kept, else from nothing."""
    who = authors_told(authors)
    before = states.former(kept)
    if before:
        try:
            again = _again(Asked(tables, book, kept, authors), *before, who)
        except TablesError:
            again = None
        if again:
            return again
    return _begun(tables, book, kept, who)


def _begun(tables: Tables, book: Codebook, kept: Kept, who: pl.DataFrame) -> Found:
    """All places, and an index of all seeds."""
    gathered, told = Gathered(), []
    # Of each sign of all texts whether it is a letter: an eighth of a byte.
    letters: list[pl.Series] = []
    for some in read(tables):
        told.append(digests(some, kept))
        batch = some.batch(book)
        letters.append(batch.letters.kept)
        gathered.add(batch)
    reports = pl.concat(told).join(who, on="report_id", how="left", maintain_order="left")
    store = _index(gathered, kept, states.generation(packed(reports)))
    marks = pl.DataFrame({"mark": pl.concat(gathered.marks), "letters": store.lengths})
    corpus = gathered.corpus()
    groups = grouped(corpus.shared, whole_passages(corpus.paragraphs))
    rows = corpus.paragraphs.join(groups.held, on="passage")
    again = (some.again(mask) for some, mask in zip(read(tables), letters, strict=True))
    every = _places(again, rows)
    places, none = long_enough(every), pl.DataFrame()
    state = State(reports, corpus.paragraphs, marks, corpus.pairs, groups, every, none)
    return Found(Judged(places, places.clear(), groups.inner), None, None, state, store)


def _places(batches: Iterable[Batch], rows: pl.DataFrame) -> pl.DataFrame:
    """Where `rows`, paragraphs beside their families, stand in some reports."""
    none = pl.DataFrame(schema=SPANS)
    return pl.concat([none, *(found_in(some, rows) for some in batches)])


def _index(gathered: Gathered, kept: Kept, base: str) -> Store:
    """An index of all that was gathered."""
    new = gathered.kept
    parts = [("", "", 0)][:0]
    if kept.folder is not None:
        keys = {SHORT: new.keys, LONG: new.long}
        parts = [(what, name, 0) for what, name in written(kept, base, keys)]
        first = 0
        for number, (codes, lengths) in enumerate(zip(new.codes, new.lengths, strict=True)):
            name = f"{base} {CODES} {number}"
            kept.keep(name, codes.to_frame(VALUE))
            parts.append((CODES, name, first))
            first += len(lengths)
    kinds = {"what": pl.String, "name": pl.String, "first": pl.UInt32}
    told = pl.DataFrame(parts, schema=kinds, orient="row")
    lengths = pl.concat([pl.Series(dtype=pl.UInt32), *new.lengths])
    return Store(kept, told, lengths, len(lengths), "")


def _again(asked: Asked, former: State, store: Store, who: pl.DataFrame) -> Found | None:
    """The places of today from those of before; none where too much is new."""
    news = _news(asked, former)
    if news is None:
        return None
    gathered, told = news
    reports = told.join(who, on="report_id", how="left", maintain_order="left")
    others = former.reports.join(reports, on=["report_id", "digest"], how="anti")["report_id"]
    stay = former.paragraphs.filter(~_in("report_id", others))
    paragraphs = pl.concat([stay, *gathered.paragraphs])
    store.add(gathered.kept)
    marks = pl.concat([former.marks["mark"], *gathered.marks])
    count = len(marks)
    alive = Alive(
        *(flags(count, one["passage"].unique()) for one in (former.paragraphs, paragraphs))
    )
    if store.is_outgrown() or int(alive.now.sum()) < HELD_SHARE * count:
        return None
    pairs = pairs_now(former.pairs, store, alive, marks)
    shared = _shared(former, pairs, store, marks)
    groups = regrouped(former.groups, shared, whole_passages(paragraphs))
    lettered = pl.DataFrame({"mark": marks, "letters": store.lengths})
    state = State(reports, paragraphs, lettered, pairs, groups, former.places, former.told)
    return _placed(asked, former, state, store)


def _news(asked: Asked, former: State) -> tuple[Gathered, pl.DataFrame] | None:
    """Of new and changed reports the letters, and the digests of all; none where many are new.

    Reports whose rows are the same in all tables are not read.
    """
    tables, book, kept, _ = asked
    every = rows_of(tables["reports"].select("report_id").collect()["report_id"], kept)
    rows = ["report_id", "rows"]
    same = every.join(former.reports.select(*rows, "digest"), on=rows)
    others = every.join(same, on="report_id", how="anti")["report_id"]
    held = former.paragraphs["passage"].unique()
    known = former.marks.select("mark", passage=pl.int_range(pl.len(), dtype=pl.UInt32))
    gathered = Gathered(known.filter(flags(known.height, held)), known.height)
    told, new = [same], 0
    for some in read(tables, others):
        told.append(digests(some, kept))
        fresh = told[-1].join(former.reports, on=["report_id", "digest"], how="anti")["report_id"]
        new += len(fresh)
        if new > NEW_SHARE * former.reports.height:
            return None
        if len(fresh):
            gathered.add(some.only(fresh).batch(book))
    return gathered, pl.concat(told).sort("report_id")


def _shared(former: State, pairs: pl.DataFrame, store: Store, marks: pl.Series) -> pl.DataFrame:
    """What pairs share: compared are those that were none before, or weigh enough only now."""
    both = [
        one.select("pair", "weight", enough=pl.col("weight") >= LEAST_WEIGHT)
        for one in (former.pairs, pairs)
    ]
    on = ["pair", "enough"]
    fresh = both[1].join(both[0], on=on, how="anti")
    same = both[1].join(both[0], on=on, how="semi")
    low, high = pl.min_horizontal("a", "b"), pl.max_horizontal("a", "b")
    pair = low.cast(pl.UInt64) * (1 << 24) + high.cast(pl.UInt64)
    kept = former.groups.shared.drop("family").with_columns(pair=pair)
    kept = kept.join(same, on="pair", how="semi").drop("pair")
    return pl.concat([kept, shared_by(fresh, store, marks)])


def _placed(asked: Asked, former: State, now: State, store: Store) -> Found:
    """Where the families stand, and which of them are to be judged."""
    reports = _changed(former.reports, now.reports)
    held = now.groups.held
    new = held.join(former.groups.held, on="family", how="anti")["family"].unique()
    rows = now.paragraphs.join(held, on="passage")
    sought = rows.filter(_in("family", new) | _in("report_id", reports.moved))
    dissolved = former.groups.held.join(held, on="family", how="anti")["family"].unique()
    alive = _without(former.places, "family", dissolved)
    batches = read(asked.tables, sought["report_id"].unique())
    places = _places((some.batch(asked.book, sought) for some in batches), sought)
    # Few have no place here any more: a tenth of the time that looking up all that stay takes.
    gone = former.reports.filter(~_in("report_id", now.reports["report_id"]))["report_id"]
    stay = _without(alive, "report_id", pl.concat([reports.moved, gone]))
    every = pl.concat([stay, places])
    now = now._replace(places=every)
    told = [
        new,
        rows.filter(_in("report_id", reports.others))["family"],
        former.places.filter(_in("report_id", reports.others))["family"],
        touched(reports.edited, former.places, every, former.told, asked.said()),
    ]
    judged = _with_inner(pl.concat(told).unique(), former.groups, now.groups)
    inner = now.groups.inner.filter(_in("inner", judged))
    around = long_enough(every.filter(_in("family", inner["outer"].unique())))
    some = Judged(long_enough(every.filter(_in("family", judged))), around, inner)
    rest = _without(former.told, "family", pl.concat([judged, dissolved]))
    names = former.reports.select("report_id", *NAMES)
    before = Before(former.told, names, reports.same, reports.authors)
    return Found(some, before, rest, now, store)


class Changed(NamedTuple):
    """Reports by what became of them.

    `same` in words and author, `authors`: those whose author is; `moved`: new, or of other words;
    of these `edited` are of the same author; `others`: new, gone, or of another author.
    """

    same: pl.Series
    authors: pl.Series
    moved: pl.Series
    edited: pl.Series
    others: pl.Series


def _changed(former: pl.DataFrame, now: pl.DataFrame) -> Changed:
    """What became of reports, given by `report_id`, `digest` and `who`."""

    def both(*on: str) -> pl.Series:
        return now.join(former, on=on, how="semi")["report_id"]

    authors, words = both("report_id", "who"), both("report_id", "digest")
    moved = now.filter(~_in("report_id", words))["report_id"]
    every = pl.concat([former["report_id"], now["report_id"]]).unique()
    others = every.filter(~every.is_in(authors.implode()))
    edited = moved.filter(moved.is_in(authors.implode()))
    return Changed(both("report_id", "digest", "who"), authors, moved, edited, others)


def _with_inner(families: pl.Series, former: Groups, now: Groups) -> pl.Series:
    """Families, and those that they hold or held."""
    inner = [one.inner.filter(_in("outer", families))["inner"] for one in (former, now)]
    return pl.concat([families, *inner]).unique()


def _in(column: str, some: pl.Series) -> pl.Expr:
    return pl.col(column).is_in(some.implode())


def _without(rows: pl.DataFrame, column: str, some: pl.Series) -> pl.DataFrame:
    """The rows that hold none of some values, which mostly are none: then all are not looked at."""
    return rows.filter(~_in(column, some)) if len(some) else rows
