"""Every line of clean text as a paragraph of the section it lies in, with its own role."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.codebook.book import Codebook
from fazhi.parse.frame import Frame
from fazhi.parse.outline.markers import Head
from fazhi.parse.outline.roles import turned_role
from fazhi.records import Paragraph, Text

# Parts in which a paragraph may turn to what is planned: 存在的不足及下一步工作.
TURNING = frozenset(("problems", "achievements"))


def find_paragraphs(
    text: Text, heads: Sequence[Head], frame: Frame, book: Codebook
) -> tuple[Paragraph, ...]:
    """The paragraphs in reading order; those of the closing belong to no section."""
    clean = text.clean
    outer = [head for head in heads if not head.inline]
    paragraphs: list[Paragraph] = []
    index, role, section = -1, "preamble", None
    start = 0
    for content in clean.split("\n"):
        end = start + len(content)
        if content:
            moved = False
            while index + 1 < len(outer) and outer[index + 1].start < end:
                index += 1
                moved = True
            if frame.closing[1] and start >= frame.closing[0]:
                section, role = None, "other"
            elif moved:
                section, role = outer[index].section_id, outer[index].role
            elif role in TURNING:
                role = turned_role(clean, start, role, book)
            paragraphs.append(
                Paragraph(len(paragraphs) + 1, section, role, content, text.place(start, end))
            )
        start = end + 1
    return tuple(paragraphs)
