"""One cell of the grid of reports and indicators: the state, what is stated, the way to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from fazhi.codebook.indicators import ids_telling
from fazhi.publish.pages import corrected, prose
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
# Behind the sign of a cell that people corrected.
CORRECTED = "*"
Row = dict[str, Any]


def cell(r: Reading, code: str, value: Mapping[str, Any] | None, many: bool) -> Row:
    """The state of an indicator in a report, with what it states; of many reports the state alone.

    `value` is the report's row of `indicators`, none where the report states nothing.
    """
    words = r.words
    bare: Row = {"town": r.label, "label": words.indicator(code), "quote": "", "href": None}
    if many:
        return bare | (_silent(r) if value is None else {"code": value["state"]})
    ids = ids_telling(code, {row["indicator"] for row in r.quantities}, words.book)
    said = corrected.bearing(r.corrections.values(), ids or (code,))
    told = bare | (_silent(r) if value is None else _stated(r, ids, value))
    if not said:
        return told
    shown = corrected.shown(told["shown"], said, words, whole=True)
    href = told["href"] or r.href(said[0])
    return {**told, "glyph": f"{told['glyph']}{CORRECTED}", "shown": shown, "href": href}


def _silent(r: Reading) -> Row:
    """Of an indicator that the report does not state."""
    lost = r.about["complete"] is False
    state, sign = (UNREADABLE, "?") if lost else (NOT_STATED, "·")
    return {"code": state, "glyph": sign, "shown": "—"}


def _stated(r: Reading, ids: Collection[str], value: Mapping[str, Any]) -> Row:
    words, state = r.words, value["state"]
    some = [row for row in r.quantities if row["indicator"] in ids]
    first = next((q for q in some if q["quantity_id"] == value["quantity_id"]), some[0])
    stated = list(dict.fromkeys(prose.amount(row, words) for row in some))
    shown = prose.amount({**value, "zero": state == ZERO}, words)
    if not value["parts"] and len(stated) > 1:
        shown = " / ".join(stated)
    return {
        "code": state,
        "glyph": GLYPHS.get(state) or glyph(value, words),
        "shown": shown,
        "quote": " … ".join(dict.fromkeys(row["quote"] for row in some)),
        "href": r.href(first),
    }
