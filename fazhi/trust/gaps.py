"""What the codebook misses: uncoded mentions by field and by the head of the noun they count.

The field of a mention is the widest theme above the one whose cue stands in its clause, else above
the one with most cues in its paragraph; its head is the end of the noun phrase, where Chinese says
what is counted (普法讲座 and 法治讲座 are 讲座 both). Frequencies and changes are left out: no
indicator is for them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.codebook.themes import themes
from fazhi.records import LINE_BREAKS
from fazhi.tables.view import Tables
from fazhi.trust.nearest import Near, mention_of, nearest

# So many signs at the end of a noun phrase are its head.
HEAD = 2
# As many nouns of one head are named.
NAMED = 3
# Suggestions are made from as many mentions of a group: more change nothing but the time.
ASKED = 12
# Below this nothing is near: of hidden examples found (docs/method.md) one in twenty lies so low,
# of what economic reports count, which no entry is for, every second.
LEAST = 0.5

Row = Mapping[str, Any]
# The themes of a paragraph of a report: field and cues of each.
Fields = dict[tuple[str, int], list[tuple[str, list[str]]]]
# A noun's head, and the measure word where no noun is told.
Head = tuple[str, str]


class Gap(NamedTuple):
    """Uncoded mentions of one field whose nouns end alike.

    `field` is the id of a theme, empty where no cue is near; `head` is empty where no noun is told.
    `nouns` and `units` name the most frequent first; `example` is the first mention's clause as
    written; `near` are the entries that stand nearest, none where nothing is near.
    """

    field: str
    head: str
    nouns: tuple[str, ...]
    units: tuple[str, ...]
    mentions: int
    reports: int
    example: str
    near: tuple[Near, ...]


def gaps(tables: Tables, most: int) -> list[Gap]:
    """The groups that most reports count, by reports, mentions, field and head; at most `most`."""
    fields = _fields(tables)
    groups: dict[tuple[str, Head], list[Row]] = defaultdict(list)
    for row in _uncoded(tables):
        groups[_field(row, fields, tables.book), _head(row)].append(row)

    def first(key: tuple[str, Head]) -> tuple[object, ...]:
        some = groups[key]
        return -_reports(some), -len(some), key

    chosen = sorted(groups, key=first)[:most]
    return [_gap(*key, groups[key], tables.book) for key in chosen]


def _uncoded(tables: Tables) -> list[dict[str, Any]]:
    wanted = ("report_id", "paragraph_id", "raw", "unit", "noun", "quote")
    return (
        tables.scan("quantities")
        .filter(pl.col("indicator").is_null(), ~pl.col("change"), pl.col("period") != "rate")
        .sort("report_id", "quantity_id")
        .select(wanted)
        .collect()
        .to_dicts()
    )


def _fields(tables: Tables) -> Fields:
    """The field of each theme of a paragraph with the theme's cues, most cues first."""
    above = {one.id: one.parent or one.id for one in themes(tables.book)}
    found: Fields = defaultdict(list)
    columns = ("report_id", "paragraph_id", "theme", "cues")
    for report, paragraph, theme, cues in tables.scan("themes").select(columns).collect().rows():
        found[report, paragraph].append((above[theme], cues))
    for some in found.values():
        some.sort(key=lambda one: (-len(one[1]), one[0]))
    return found


def _field(row: Row, fields: Fields, book: Codebook) -> str:
    of_paragraph = fields.get((row["report_id"], row["paragraph_id"]), [])
    clause = mention_of(row["quote"], row["raw"], book).text
    within = [field for field, cues in of_paragraph if any(cue in clause for cue in cues)]
    return next(iter((*within, *(field for field, _ in of_paragraph))), "")


def _head(row: Row) -> Head:
    noun = row["noun"] or ""
    return noun[-HEAD:], "" if noun else row["unit"] or ""


def _gap(field: str, head: Head, rows: Sequence[Row], book: Codebook) -> Gap:
    return Gap(
        field=field,
        head=head[0],
        nouns=tuple(_frequent(rows, "noun"))[:NAMED],
        units=tuple(_frequent(rows, "unit"))[:NAMED],
        mentions=len(rows),
        reports=_reports(rows),
        example=rows[0]["quote"].translate(LINE_BREAKS).strip(),
        near=tuple(one for one in _near(rows, book) if one.score >= LEAST),
    )


def _frequent(rows: Sequence[Row], column: str) -> Iterator[str]:
    count = Counter(row[column] for row in rows if row[column])
    return (one for one, _ in sorted(count.items(), key=lambda told: (-told[1], told[0])))


def _reports(rows: Sequence[Row]) -> int:
    return len({row["report_id"] for row in rows})


def _near(rows: Sequence[Row], book: Codebook) -> list[Near]:
    asked = [mention_of(row["quote"], row["raw"], book) for row in rows[:ASKED]]
    return nearest(book).of(asked)
