"""The marked source: the raw text as written, every find marked in place, all of it escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from fazhi.publish import prose
from fazhi.publish.layout import rendered
from fazhi.publish.links import MARKS
from fazhi.publish.reading import Reading

KINDS = ("quantity", "citation", "finding")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of raw text that something was found in.

    Args:
        kind: `quantity`, `citation`, `finding`, or `section` for a heading.
        number: its id in its table; kind and number make its address on the page.
        tip: what it says when pointed at, plain text.
    """

    start: int
    end: int
    kind: str
    number: int
    tip: str = ""
    level: int = 0


def body(reading: Reading) -> Markup:
    """The content of the page: filters, outline, and the marked text."""
    words = reading.words
    texts = reading.rows("texts")
    raw = texts[0]["raw_text"] if texts else ""
    marks = list(found(reading))
    counted = {kind: sum(mark.kind == kind for mark in marks) for kind in KINDS}
    kinds = [(MARKS[kind], words(f"position.{kind}"), n) for kind, n in counted.items()]
    page = rendered(
        "source.html.j2",
        title=words("source.title", place=reading.name, year=reading.about["report_year"] or "—"),
        words=words,
        kinds=kinds,
        outline=[row for row in reading.sections if not row["inline"]],
        lang="zh-Hant" if reading.script == "traditional" else "zh-Hans",
        marked=Markup(marked(raw, marks)),
    )
    return Markup(page)


def found(reading: Reading) -> Iterable[Marked]:
    """Everything the tables place in the raw text."""
    words = reading.words
    for row in reading.quantities:
        name = words.indicator(row["indicator"]) if row["indicator"] else words("figures.uncoded")
        said = [prose.amount(row, words), name, words.of("period", row["period"])]
        if row["rule"]:
            said.append(f"{words('source.rule')} {row['rule']}")
        yield Marked(row["start"], row["end"], "quantity", row["quantity_id"], " · ".join(said))
    for row in reading.rows("citations"):
        said = [row["title"], words.of("cited", row["kind"]), words.of("status", row["status"])]
        yield Marked(row["start"], row["end"], "citation", row["citation_id"], " · ".join(said))
    for row in reading.rows("findings"):
        said = [words.of("check", row["check"]), str(row[f"message_{words.language}"] or "")]
        yield Marked(row["start"], row["end"], "finding", row["finding_id"], " · ".join(said))
    for row in reading.sections:
        end = row["heading_end"] or row["start"] + 1
        yield Marked(row["start"], end, "section", row["section_id"], level=row["level"])


def marked(raw: str, marks: Iterable[Marked]) -> str:
    """The raw text as markup; marks may nest, cross or touch.

    The text is cut wherever a mark begins or ends; each piece carries the classes of all marks
    over it, and the first piece of a mark its address.
    """
    whole = sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= len(raw)),
        key=lambda mark: (mark.start, -mark.end, mark.kind, mark.number),
    )
    cuts = sorted({0, len(raw), *(m.start for m in whole), *(m.end for m in whole)})
    pieces: list[str] = []
    active: list[Marked] = []
    waiting = iter([*whole, None])
    following = next(waiting)
    for start, end in pairwise(cuts):
        active = [mark for mark in active if mark.end > start]
        fresh: list[Marked] = []
        while following and following.start == start:
            fresh.append(following)
            following = next(waiting)
        active += fresh
        pieces.append(_piece(raw[start:end], active, fresh))
    return "".join(pieces)


def _piece(words: str, active: list[Marked], fresh: list[Marked]) -> str:
    shown = prose.text(words) if words else ""
    anchors = "".join(f'<a id="{_address(mark)}"></a>' for mark in fresh if mark.kind == "section")
    kinds: dict[str, Any] = {}
    for mark in active:
        name = f"h{mark.level}" if mark.kind == "section" else MARKS[mark.kind]
        kinds.setdefault(name, None)
    tips = [mark.tip for mark in active if mark.tip]
    if not tips:
        return f'{anchors}<span class="{" ".join(kinds)}">{shown}</span>' if kinds else shown
    named = [mark for mark in fresh if mark.kind != "section"]
    anchors += "".join(f'<a id="{_address(mark)}"></a>' for mark in named[1:])
    address = f' id="{_address(named[0])}"' if named else ""
    tip = prose.text("\n".join(tips))
    return (
        f'{anchors}<mark{address} class="{" ".join(kinds)}" tabindex="0" data-tip="{tip}">'
        f"{shown}</mark>"
    )


def _address(mark: Marked) -> str:
    return f"{MARKS[mark.kind]}{mark.number}"
