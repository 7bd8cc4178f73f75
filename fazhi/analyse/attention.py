"""What a report gives room to: for each theme its paragraphs, their characters, their share.

The share of a theme is the characters, blanks left out, of the paragraphs outside the preamble that
hold a cue of it, over those of all paragraphs outside the preamble. A paragraph may speak of
several themes, so shares do not add up to one. The preamble names nearly everything and is left
out. Computed here once; every page shows this.
"""

from __future__ import annotations

from typing import NamedTuple

from fazhi.records import Paragraph, Report

PREAMBLE = "preamble"


class Attention(NamedTuple):
    """The room one theme is given in one report."""

    theme: str
    paragraphs: int
    characters: int
    share: float | None


def letters(paragraph: Paragraph) -> int:
    """The characters of a paragraph, blanks left out: what all shares of a text are made of."""
    return len("".join(paragraph.text.split()))


def paragraphs_of(report: Report) -> dict[str, set[int]]:
    """The ids of the paragraphs outside the preamble that touch each theme."""
    counted = {one.paragraph_id for one in report.outline.paragraphs if one.role != PREAMBLE}
    touched: dict[str, set[int]] = {}
    for hit in report.themes:
        if hit.paragraph_id in counted:
            touched.setdefault(hit.theme, set()).add(hit.paragraph_id)
    return touched


def attention(report: Report) -> list[Attention]:
    """A row a theme that is touched outside the preamble, in order of ids; share from 0 to 1."""
    sizes = {
        one.paragraph_id: letters(one) for one in report.outline.paragraphs if one.role != PREAMBLE
    }
    total = sum(sizes.values())
    touched = paragraphs_of(report)
    rows = []
    for theme in sorted(touched):
        characters = sum(sizes[paragraph] for paragraph in touched[theme])
        share = characters / total if total else None
        rows.append(Attention(theme, len(touched[theme]), characters, share))
    return rows
