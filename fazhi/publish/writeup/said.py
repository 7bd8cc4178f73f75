"""Figures as sentences say them: what is counted leads to the codebook, the figure to its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from fazhi.publish.pages import corrected, links, prose
from fazhi.publish.pages.reading import Reading

Row = dict[str, Any]
# A number without its measure word.
BARE = re.compile(r"[\d\s,，.．]+")
# What makes two mentions of one indicator the same statement, however each is written.
FACT = ("value", "value_high", "unit", "approx", "zero")
PERIODS = ("year", "stock", "rate", "plan", "previous")


def figure(reading: Reading, row: Row) -> str:
    """A mention's figure as its author writes it (in another language: in its words), linked.

    What people corrected is told as they have it, and a cell of a table with the measure word of
    its column: 52.1 below 万件 would say 52.
    """
    words = reading.words
    if row["zero"]:
        return reading.evidence(row, prose.text(words("state.zero")))
    told = corrected.retold(reading.corrections.get(row["quantity_id"]))
    if words.language == "zh" and not told and not (row["unit"] and BARE.fullmatch(row["raw"])):
        shown = prose.text("".join(row["raw"].split()))
        if reading.script == "traditional":
            shown = f'<span lang="zh-Hant">{shown}</span>'
        return reading.evidence(row, shown)
    return reading.evidence(row, prose.mixed(prose.figure(row, words), words))


def named(reading: Reading, code: str) -> str:
    """What an indicator counts, as it stands in a sentence, with the way to its definition."""
    words = reading.words
    name = prose.text(words.phrase(code))
    return prose.link(links.definition(code), name, "definition") if words.entry(code) else name


def phrase(reading: Reading, rows: Sequence[Row], conflicting: bool = False) -> str:
    """Mentions of one indicator as one phrase: 普法宣传活动36次、164场次（前后不一）."""
    words, first = reading.words, rows[0]
    # The same figure stated twice is one fact; both places stand in the table of all figures.
    once = {tuple(row[one] for one in FACT): row for row in reversed(rows)}
    rows = [row for row in rows if row in once.values()]
    shown = words("list.comma").join(figure(reading, row) for row in rows)
    # A count stands before the noun that names it; sums, rates, lists and a single thing do not.
    alone = len(rows) > 1 or first["zero"] or first["value"] == 1
    counted = first["dimension"] in prose.COUNTED and not alone
    label = named(reading, first["indicator"])
    said = words("phrase.counted" if counted else "phrase.named", label=label, figure=shown)
    return said + (prose.text(words("phrase.conflict")) if conflicting else "")


def sentences(reading: Reading, rows: Iterable[Row], conflicting: frozenset[str]) -> str:
    """Mentions (in the order of the codebook) as a sentence a period: of the year, in stock, ..."""
    words = reading.words
    rows = list(rows)
    said = []
    for period in dict.fromkeys([*PERIODS, *(row["period"] for row in rows)]):
        own = [row for row in rows if row["period"] == period]
        phrases = [
            phrase(reading, list(same), code in conflicting)
            for code, same in groupby(own, key=itemgetter("indicator"))
        ]
        if phrases:
            key = f"phrase.{period if period in PERIODS else 'year'}"
            said.append(words(key, list=words("list.sum").join(phrases)))
    return words("list.semicolon").join(said) + words("list.stop") if said else ""
