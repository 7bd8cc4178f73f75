"""One cell of the grid of reports and indicators: the state, what is stated, the way to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fazhi.codebook.indicators import ids_telling
from fazhi.publish.pages import prose
from fazhi.publish.pages.reading import Reading
from fazhi.publish.writeup.cross_town.text import glyph
from fazhi.records import CONFLICTING, NOT_STATED, UNREADABLE, ZERO

GLYPHS = {
    "yes": "✓",
    "partly": "~",
    "no": "✗",
    "lost": "?",
    "free": "·",
    ZERO: "0",
    CONFLICTING: "≠",
}
Row = dict[str, Any]


def cell(r: Reading, code: str, value: Mapping[str, Any] | None, many: bool) -> Row:
    """The state of an indicator in a report, with what it states; of many reports the state alone.

    `value` is the report's row of `indicators`, none where the report states nothing.
    """
    words = r.words
    bare: Row = {"town": r.label, "label": words.indicator(code), "quote": "", "href": None}
    if value is None:
        lost = r.about["complete"] is False
        state, sign = (UNREADABLE, "?") if lost else (NOT_STATED, "·")
        return {**bare, "code": state, "glyph": sign, "shown": "—"}
    state = value["state"]
    if many:
        return {**bare, "code": state}
    ids = ids_telling(code, {row["indicator"] for row in r.quantities}, words.book)
    some = [row for row in r.quantities if row["indicator"] in ids]
    first = next((q for q in some if q["quantity_id"] == value["quantity_id"]), some[0])
    stated = list(dict.fromkeys(prose.amount(row, words) for row in some))
    shown = prose.amount({**value, "zero": state == ZERO}, words)
    if not value["parts"] and len(stated) > 1:
        shown = " / ".join(stated)
    return {
        **bare,
        "code": state,
        "glyph": GLYPHS.get(state) or glyph(value, words),
        "shown": shown,
        "quote": " … ".join(dict.fromkeys(row["quote"] for row in some)),
        "href": r.href(first),
    }
