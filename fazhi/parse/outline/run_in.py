"""First-level headings that are run into their paragraph (存在问题：一是…；下一步：…), often bold.

They are told by their words and their place: once in the text, in the order of the parts, and
where no heading of the text names their part.
"""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.codebook.book import Codebook
from fazhi.parse.outline.lost import Line
from fazhi.parse.outline.markers import Head
from fazhi.parse.outline.words import roles_of, run_in_words

# What may stand at the first level behind a part of the role.
BEHIND = {
    "achievements": frozenset(("problems", "plan", "head_duties", "other")),
    "problems": frozenset(("plan", "head_duties", "other")),
    "plan": frozenset(("head_duties", "other")),
}
# A heading has text of its own behind it, or on the lines below.
LEAST_TEXT = 6


def run_in_parts(
    clean: str, heads: Sequence[Head], lines: Sequence[Line], book: Codebook
) -> list[Head]:
    """The headings at the beginning of paragraphs that no mark heads, in reading order."""
    told: dict[str, list[Head]] = {}
    for line in lines:
        for role, words in run_in_words(book):
            found = None if line.marked else words.match(clean, line.start, line.end)
            rest = line.end - found.end() if found else 1
            if found and (rest >= LEAST_TEXT or (not rest and line is not lines[-1])):
                told.setdefault(role, []).append(_head(line, found.end("title")))
                break
    tops = [head for head in heads if head.level == 1]
    named = {top.start: roles_of(clean[top.title_start : top.title_end], book) for top in tops}
    parts = [
        (role, found[0])
        for role, found in told.items()
        if len(found) == 1 and not any(role in roles for roles in named.values())
    ]
    return [one for role, one in parts if _is_in_place(role, one, parts, tops, named)]


def _is_in_place(
    role: str,
    head: Head,
    parts: Sequence[tuple[str, Head]],
    tops: Sequence[Head],
    named: dict[int, tuple[str, ...]],
) -> bool:
    """Whether nothing at the first level stands behind it that should stand before."""
    if role == "achievements" and any(top.start < head.start for top in tops):
        return False
    behind = [other for other, one in parts if one.start > head.start]
    behind += [next(iter(named[top.start]), "") for top in tops if top.start > head.start]
    return BEHIND[role].issuperset(behind)


def _head(line: Line, title_end: int) -> Head:
    return Head(
        kind="part",
        number=None,
        start=line.start,
        title_start=line.start,
        line_end=line.end,
        title_end=title_end,
        alone=False,
        inferred=True,
        level=1,
    )
