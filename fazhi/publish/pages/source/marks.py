"""Marks in a text, whatever way they nest, cross or touch: cut at every border, then layered."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from fazhi.publish.pages.links import MARKS

# From the outermost layer to the innermost. The innermost of those that have a card leads to it.
LAYERS = ("paragraph", "section", "shared", "finding", "citation", "quantity", "repair")
# Whose note is a class: each kind of them looks its own way.
NOTED = frozenset({"shared", "quantity"})
WITH_CARD = frozenset({"finding", "citation", "quantity"})
NOT_A_NAME = re.compile(r"[^a-z_]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of raw text that something was found in.

    Args:
        kind: one of `LAYERS`.
        number: its id in its table; kind and number make its address on the page.
        depth: of a heading on a line of its own, its depth from 1; 0 for everything else.
        note: what is said beside a heading (a number that was lost), the kind of a repair or
            of shared words, or `corrected` of a figure that people had the last word on.
    """

    start: int
    end: int
    kind: str
    number: int
    depth: int = 0
    note: str = ""

    @property
    def name(self) -> str:
        """The class shared by all pieces of the mark; repairs of a kind share one."""
        return repair_name(self.note) if self.kind == "repair" else self.address

    @property
    def address(self) -> str:
        """The mark's id on the page, such as `q12`."""
        return f"{MARKS[self.kind]}{self.number}"


def repair_name(kind: str) -> str:
    """The class of a kind of repair, safe whatever the kind is called."""
    return f"r-{NOT_A_NAME.sub('', kind)}"


def placed(marks: Iterable[Marked], length: int) -> list[Marked]:
    """The marks that stand in a text of that length, in reading order, the longer first."""
    return sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= length),
        key=lambda mark: (mark.start, -mark.end, mark.kind, mark.number),
    )


def pieces(
    length: int, whole: list[Marked]
) -> Iterator[tuple[int, int, list[Marked], list[Marked]]]:
    """Each stretch between two borders, with the marks over it and those that begin with it."""
    cuts = sorted({0, length, *(m.start for m in whole), *(m.end for m in whole)})
    active: list[Marked] = []
    waiting = iter([*whole, None])
    following = next(waiting)
    for start, end in pairwise(cuts):
        active = [mark for mark in active if mark.end > start]
        fresh: list[Marked] = []
        while following and following.start == start:
            fresh.append(following)
            insort(active, following, key=_layer)
            following = next(waiting)
        yield start, end, active, fresh


def _layer(mark: Marked) -> tuple[int, int, int, int]:
    return LAYERS.index(mark.kind), mark.start, -mark.end, mark.number


def marked(raw: str, marks: Iterable[Marked]) -> str:
    """The raw text as markup in which every mark has one address and all of its classes.

    Each piece is wrapped once for each mark over it, so that crossing marks show all their
    layers; without its tags the markup is the escaped text, character for character.
    """
    whole = placed(marks, len(raw))
    headings = {mark.address for mark in _apart(whole, "section")}
    around = _around(whole, headings)
    shown: list[str] = []
    for start, end, active, fresh in pieces(len(raw), whole):
        own = next((mark for mark in active if mark.address in headings), None)
        shown += [_paragraph(mark, around) for mark in fresh if mark.kind == "paragraph"]
        if own and own.start == start:
            shown.append(_heading(own))
        layers = [mark for mark in active if mark is not own and mark.kind != "paragraph"]
        shown.append(_layered(escape(raw[start:end]), layers, fresh))
        if own and own.end == end:
            shown.append("</span>")
        shown += ["</span>" for mark in active if mark.end == end and mark.address in around]
    return "".join(shown)


def _apart(whole: list[Marked], kind: str) -> Iterator[Marked]:
    """The paragraphs, or the headings on lines of their own, none of which reaches into another."""
    border = 0
    for mark in whole:
        if mark.kind == kind and (mark.depth or kind == "paragraph") and mark.start >= border:
            border = mark.end
            yield mark


def _around(whole: list[Marked], headings: set[str]) -> set[str]:
    """Addresses of the paragraphs that can be one element: no heading crosses their borders."""
    lines = [mark for mark in whole if mark.address in headings]
    return {
        mark.address
        for mark in _apart(whole, "paragraph")
        if not any(
            line.start < mark.end
            and mark.start < line.end
            and not mark.start <= line.start < line.end <= mark.end
            for line in lines
        )
    }


def _paragraph(mark: Marked, around: set[str]) -> str:
    """The beginning of a paragraph with its address; no more than a point where it is crossed."""
    sign = f'<a class="pn" href="#{mark.address}" tabindex="-1" aria-hidden="true"></a>'
    rest = "" if mark.address in around else "</span>"
    return f'<span class="pa" id="{mark.address}">{rest}{sign}'


def _heading(mark: Marked) -> str:
    depth = min(mark.depth, 5)
    note = f' data-note="{escape(mark.note)}"' if mark.note else ""
    return (
        f'<span role="heading" aria-level="{depth + 1}" class="s h{depth}" '
        f'id="{mark.address}"{note}>'
    )


def _layered(words: str, layers: list[Marked], fresh: list[Marked]) -> str:
    """One piece in its layers; the first piece of a mark carries the address."""
    target = next((mark for mark in reversed(layers) if mark.kind in WITH_CARD), None)
    # A link needs a name: a break between two paragraphs of a mark has none.
    if target and words.strip():
        later = "" if target in fresh else ' tabindex="-1"'
        words = f'<a href="#{target.address}"{later}>{words}</a>'
    for mark in reversed(layers):
        tag = "mark" if mark.kind in WITH_CARD else "span"
        address = f' id="{mark.address}"' if mark in fresh else ""
        kind = f" {MARKS[mark.kind]}-{mark.note}" if mark.note and mark.kind in NOTED else ""
        words = f'<{tag} class="{MARKS[mark.kind]} {mark.name}{kind}"{address}>{words}</{tag}>'
    return words


def in_pieces(raw_length: int, marks: Iterable[Marked]) -> list[str]:
    """Addresses of the marks that are shown in more than one piece."""
    count: dict[str, int] = {}
    for _, _, active, _ in pieces(raw_length, placed(marks, raw_length)):
        for mark in active:
            if mark.kind in WITH_CARD:
                count[mark.address] = count.get(mark.address, 0) + 1
    return [address for address, n in count.items() if n > 1]
