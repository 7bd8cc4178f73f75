"""The outline of a report: its headings as a tree, its paragraphs, its broken numbering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.parse.frame import Frame, attached_from, find_frame
from fazhi.parse.outline.facts import find_facts
from fazhi.parse.outline.in_rows import marks_in_rows
from fazhi.parse.outline.items import find_items
from fazhi.parse.outline.lost import look_at_lines, lost_parts, lost_siblings
from fazhi.parse.outline.markers import Head, find_marks
from fazhi.parse.outline.paragraphs import find_paragraphs
from fazhi.parse.outline.roles import set_roles
from fazhi.parse.outline.run_in import run_in_parts
from fazhi.parse.outline.titles import set_title
from fazhi.parse.outline.tree import Irregular, marker_like, set_levels
from fazhi.parse.outline.words import roles_of
from fazhi.parse.outline.written import closed_up, join_broken
from fazhi.records import Outline, OutlineFact, Place, Section, Text


def find_outline(text: Text, frame: Frame | None = None, *, book: Codebook) -> Outline:
    """The outline of one report, in reading order; nothing is raised, an empty text is empty.

    `frame` is what stands around the body, where it has been found already.
    """
    clean = text.clean
    frame = frame or find_frame(text, book)
    heads, irregular, end = _find_heads(text, frame, book)
    body_end = frame.closing[0] or len(clean)
    if heads and heads[-1].start >= body_end:
        # What is signed in the middle goes on behind its signature.
        body_end = len(clean)
    items = find_items(clean, heads, min(end, body_end))
    items = [item for item in items if set_title(text, item, book)]
    heads = _apart(sorted([*heads, *items], key=lambda head: head.start))
    heads += _annex(text, frame, end, book)
    _set_family(heads, body_end)
    set_roles(clean, heads, book)
    facts = sorted([*irregular, *find_facts(heads)], key=lambda fact: fact.head.start)
    return Outline(
        sections=tuple(_section(text, head) for head in heads),
        paragraphs=find_paragraphs(text, heads, frame, book),
        facts=tuple(_fact(text, fact) for fact in facts),
        title=_place(text, frame.title[:2] if frame.title else (0, 0)),
        closing=_place(text, frame.closing),
    )


def _apart(heads: list[Head]) -> list[Head]:
    """The headings, none reaching into the next; one that has no words of its own is left out."""
    limit = heads[-1].line_end if heads else 0
    for head in reversed(heads):
        head.title_end = min(head.title_end, limit)
        head.end = min(head.end, limit)
        if head.title_end > head.title_start:
            limit = head.start
    return [head for head in heads if head.title_end > head.title_start]


def _annex(text: Text, frame: Frame, start: int, book: Codebook) -> list[Head]:
    """The heading of what is attached, where text stands below it and none of it is signed."""
    clean = text.clean
    line_end = clean.find("\n", start)
    if line_end < 0 or (frame.closing[1] and frame.closing[0] <= line_end):
        return []
    words_end = start + len(clean[start:line_end].rstrip("：: "))
    head = Head("part", None, start, start, line_end, words_end, inferred=True, level=1)
    holds_text = any(sign in clean[line_end : frame.closing[0] or len(clean)] for sign in "。\t")
    is_named = roles_of(clean[start:line_end], book)[:1] == ("other",)
    return [head] if holds_text and is_named else []


class _Found(NamedTuple):
    heads: list[Head]
    irregular: Sequence[Irregular]
    end: int


def _find_heads(text: Text, frame: Frame, book: Codebook) -> _Found:
    """Headings with and without a mark, marks used again, and where attachments begin."""
    clean = text.clean
    marks = find_marks(clean, book)
    if rows := marks_in_rows(clean, marks, book):
        marks = sorted([*marks, *rows], key=lambda head: head.start)
    end = attached_from(
        clean, max((head.start for head in marks if head.kind == "cn"), default=0), book
    )
    marks = [head for head in marks if head.start < end and set_title(text, head, book)]
    lines = look_at_lines(clean, marks, (frame.body[0], min(frame.body[1], end)), book)
    lost = [head for head in lost_parts(clean, marks, lines, book) if set_title(text, head, book)]
    heads = sorted([*marks, *lost], key=lambda head: head.start)
    irregular = set_levels(clean, heads, book)
    rests = join_broken(text, heads, lines, book)
    lines = [line for line in lines if line.start not in rests]
    taken = {head.start for head in heads}
    free = [line for line in lines if line.start not in taken]
    siblings = [
        head for head in lost_siblings(clean, heads, free, book) if set_title(text, head, book)
    ]
    heads = sorted([*heads, *siblings], key=lambda head: head.start)
    taken = {head.start for head in heads}
    free = [line for line in lines if line.start not in taken]
    heads = sorted([*heads, *run_in_parts(clean, heads, free, book)], key=lambda head: head.start)
    return _Found(heads, irregular, end)


def _set_family(heads: Sequence[Head], body_end: int) -> None:
    """Number the headings; give each its parent and the end of its text."""
    open_heads: list[Head] = []
    for section_id, head in enumerate(heads, start=1):
        head.section_id = section_id
        if head.inline:
            parents = [outer for outer in open_heads if not outer.inline]
            head.parent_id = parents[-1].section_id if parents else None
            continue
        while open_heads and open_heads[-1].level >= head.level:
            open_heads.pop().end = head.start
        head.parent_id = open_heads[-1].section_id if open_heads else None
        open_heads.append(head)
    for head in open_heads:
        head.end = max(body_end, head.line_end)


def _section(text: Text, head: Head) -> Section:
    clean = text.clean
    end = head.end
    while end > head.title_end and clean[end - 1] in "\n ":
        end -= 1
    heading = text.place(head.start, head.title_end)
    title_start = text.offsets.raw_start(head.title_start)
    marker = None if head.inferred else text.quote(heading.start, title_start).strip()
    return Section(
        section_id=head.section_id,
        parent_id=head.parent_id,
        level=head.level,
        marker=marker,
        number=head.number,
        title=closed_up(text.raw[title_start : heading.end]),
        role=head.role,
        inline=head.inline,
        inferred=head.inferred,
        heading=heading,
        place=text.place(head.start, end),
    )


def _fact(text: Text, fact: Irregular) -> OutlineFact:
    head = fact.head
    mark = text.clean[head.start : head.title_start].strip()
    like = marker_like(mark, fact.due) if fact.due else None
    return OutlineFact(
        kind=fact.kind,
        place=text.place(head.start, head.title_end),
        expected=like or fact.expected,
        section_id=head.section_id,
    )


def _place(text: Text, stretch: tuple[int, int]) -> Place | None:
    return text.place(*stretch) if stretch[1] else None
