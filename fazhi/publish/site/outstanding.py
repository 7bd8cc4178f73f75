"""What stands out in a corpus: some sentences made from the tables, each with its evidence.

Counts and ranges of what reports state, never an order of towns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import polars as pl

from fazhi.analyse.asked import contents_met
from fazhi.codebook.indicators import ids_telling
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.said import named, phrase
from fazhi.records import CONFLICTING
from fazhi.tables.view import Tables

# Of more reports than this a sentence names only the first, in the order of the list.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Corpus:
    """The reports, in the order of the list; `failed` are pages that nothing can lead to.

    `figures` counts the mentions of quantities of each report that has some.
    """

    tables: Tables
    found: Sequence[Reading]
    words: Words
    failed: Collection[str]
    figures: Mapping[str, int]

    def named(self, some: Sequence[Reading]) -> list[Reading]:
        """The few that a sentence names."""
        there = [one for one in some if links.page(one.report) not in self.failed]
        return there[:NAMED]

    def compared(self, section: str, name: str) -> str:
        """The way to a section of the comparison, as markup."""
        if links.CROSS_TOWN in self.failed:
            return prose.text(name)
        return prose.link(f"{links.CROSS_TOWN}.html#{section}", prose.text(name), "heading")


def sentences(corpus: Corpus) -> Iterator[str]:
    """Three to six sentences of ready markup."""
    for told in (_conflicts, _required, _spread, _common, _outdated, _lost):
        if said := told(corpus):
            yield said


def _conflicts(corpus: Corpus) -> str:
    """Reports that state one thing with figures that do not agree, the first with them."""
    words = corpus.words
    rows = (
        corpus.tables.frame("indicators").filter(state=CONFLICTING).select("report_id", "indicator")
    )
    codes: dict[str, str] = {}
    for report, code in rows.iter_rows():
        codes.setdefault(report, code)
    some = [reading for reading in corpus.found if reading.report in codes]
    if not some:
        return ""
    told = []
    for reading in corpus.named(some):
        ids = ids_telling(
            codes[reading.report], {row["indicator"] for row in reading.quantities}, words.book
        )
        rivals = [row for row in reading.quantities if row["indicator"] in ids]
        told.append(words("index.of", who=_who(reading, "short"), what=phrase(reading, rivals)))
    key = "outstanding.conflicts" if len(some) <= NAMED else "outstanding.conflicts.more"
    return words(key, n=len(some), list=words("list.semicolon").join(told))


def _required(corpus: Corpus) -> str:
    """Of what the rule asks reports to hold, what fewest hold."""
    words = corpus.words
    rows = corpus.tables.frame("requirements").group_by("requirement", "met").len().iter_rows()
    contents = contents_met(rows, words.book)
    if not contents:
        return ""
    least, met, of = contents[0]
    if met == of:
        return words("outstanding.required.all", n=of)
    name = corpus.compared("required", words.requirement(least))
    key = "outstanding.required" if met else "outstanding.required.none"
    return words(key, name=name, n=met, of=of)


def _spread(corpus: Corpus) -> str:
    """From how few to how many figures a report states."""
    words = corpus.words
    counts = [corpus.figures.get(reading.report, 0) for reading in corpus.found]
    if len(counts) < NAMED or min(counts) == max(counts):
        return ""
    ends = {"low": min(counts), "high": max(counts), "middle": prose.number(median(counts))}
    total = corpus.compared("who", f"{sum(counts):,}")
    return words("outstanding.spread", total=total, **ends)


def _common(corpus: Corpus) -> str:
    """What most reports state, and how much only one of them does; as the page across towns counts.

    What is but added up of its kinds no report states.
    """
    words = corpus.words
    counted = (
        corpus.tables.frame("indicators")
        .filter(~pl.col("by_kinds"))
        .group_by("indicator")
        .agg(n=pl.col("report_id").n_unique())
        .sort("n", "indicator", descending=[True, False])
    )
    if counted.is_empty() or counted["n"][0] < 2:
        return ""
    top = [
        words(
            "short.silent.one",
            label=named(corpus.found[0], code),
            of=_of(n, len(corpus.found), words),
        )
        for code, n in counted.head(2).iter_rows()
    ]
    alone = counted.filter(pl.col("n") == 1).height
    return words(
        "outstanding.common" if alone else "outstanding.common.all",
        list=words.listed(top),
        all=counted.height,
        alone=alone,
        see=corpus.compared("indicators", words("outstanding.see")),
    )


def _of(n: int, total: int, words: Words) -> str:
    return prose.text(words("peers.of", n=f"{n:,}", total=f"{total:,}"))


def _outdated(corpus: Corpus) -> str:
    """Reports that cite what was no longer in force in their year."""
    words = corpus.words
    past = corpus.tables.frame("citations").filter(status="superseded")
    first = {row["report_id"]: row for row in past.reverse().to_dicts()}
    some = [reading for reading in corpus.found if reading.report in first]
    if not some:
        return ""
    told = [
        words("index.of", who=_who(reading, "citations"), what=_cited(reading, first))
        for reading in corpus.named(some)
    ]
    key = "outstanding.outdated" if len(some) <= NAMED else "outstanding.outdated.more"
    return words(key, n=len(some), list=words("list.semicolon").join(told))


def _cited(reading: Reading, first: dict[str, dict[str, Any]]) -> str:
    row = first[reading.report]
    address = links.source(reading.report, "citation", row["citation_id"])
    return prose.link(address, f'<cite lang="zh">{prose.text(row["raw"])}</cite>', "heading")


def _lost(corpus: Corpus) -> str:
    """Reports of whose text something is visibly lost."""
    words = corpus.words
    some = [reading for reading in corpus.found if reading.about["complete"] is False]
    if not some:
        return ""
    told = words("list.comma").join(_who(reading, "short") for reading in corpus.named(some))
    key = "outstanding.lost" if len(some) <= NAMED else "outstanding.lost.more"
    return words(key, n=len(some), list=told)


def _who(reading: Reading, section: str) -> str:
    """A report by place and year, with the way to a section of its page."""
    name = f'<span lang="zh">{prose.text(reading.label)}</span>'
    return prose.link(f"{links.town(reading.report)}#{section}", name, "heading")
