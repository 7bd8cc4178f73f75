"""Words of a marked source that other reports hold, too: where, who holds them, what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from fazhi.publish.pages import links, prose
from fazhi.publish.pages.links import MARKS
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.source.cards import Card
from fazhi.publish.pages.source.marks import Marked
from fazhi.publish.pages.whose import cut_alike

LONGEST = 160
Row = Mapping[str, Any]


def held(reading: Reading) -> Iterator[Marked]:
    """The places of words that stand beside another report's, each with its kind."""
    for number, row in _rows(reading):
        yield Marked(row["start"], row["end"], "shared", number, note=row["kind"] or "unclear")


def held_cards(reading: Reading) -> Iterator[Card]:
    """What is said of each: its kind, who holds it, that one's words with what differs marked."""
    words = reading.words

    @cache
    def beside(report: str) -> tuple[str, str]:
        other = reading.of(report)
        name = prose.mixed(other.label, words)
        return prose.link(links.source(report), name), _raw(other)

    own = _raw(reading)
    for number, row in _rows(reading):
        who, theirs = beside(row["other_report_id"])
        mine, other = cut_alike(
            own[row["start"] : row["end"]],
            theirs[row["other_start"] : row["other_end"]],
            LONGEST,
        )
        facts = (
            (words("head.beside"), Markup(who)),
            (words("column.changed"), words.of("changed", row["changes"])),
            (words("column.theirs"), Markup(prose.changed(other, mine))),
        )
        title = Markup(f"<b>{prose.text(words.of('shared', row['kind'] or 'unclear'))}</b>")
        note = "" if row["dated"] else words("shared.undated")
        sign = MARKS["shared"]
        yield Card(sign, f"{sign}{number}", words("position.shared"), title, facts, note)


def _rows(reading: Reading) -> Iterator[tuple[int, Row]]:
    """Each place beside another report, with its number in the order of the table."""
    for number, row in enumerate(reading.rows("reuse"), start=1):
        if row["other_report_id"] not in (None, reading.report):
            yield number, row


def _raw(reading: Reading) -> str:
    texts = reading.rows("texts")
    return str(texts[0]["raw_text"]) if texts else ""
