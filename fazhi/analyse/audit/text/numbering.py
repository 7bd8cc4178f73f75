"""Numbering: marks missing, lost, used again, and lists that do not begin with one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.analyse.registry import NOTE, WARNING, check, clip, finding, found_at
from fazhi.codebook.book import Codebook
from fazhi.records import Finding, OutlineFact, Report, Section

NAMES = {"gap": "numbering_gap", "orphan": "numbering_gap"}
# Words that open a new row of a list in the same part without a heading.
LEAD = re.compile(r"[\u4e00-\u9fff“”、]{4,16}(?:，[\u4e00-\u9fff“”、]{4,20}){1,3}。$")
# What follows is numbered by itself.
APPENDIX = re.compile(
    r"\n(?:附件|附[：:]|(?:有关|相关|政府工作报告|报告)?.{0,6}(?:名词|术语).{0,6}(?:解释|注释|说明))"
)
# A number that begins a line, run together with a figure (40.151件民生实事).
RUN_TOGETHER = re.compile(r"\n *(\d+)[.．、]\d")
LONGEST_LEAD = 100
FEWEST_PARTS = 3
GOES_ON = re.compile(r"同时|此外|另外|其中|下一?步|具体|主要|为此|首先|再次|今后|针对")


@check("numbering")
def numbering(report: Report, book: Codebook) -> Iterator[Finding]:
    """Irregular numbers of headings and lists, as the outline found them."""
    # The line break put before the text makes its first line a line as any other.
    lines = f"\n{report.text.clean}"
    appendix = APPENDIX.search(lines)
    end = appendix.start() if appendix else len(report.text.clean)
    numbered = {
        (one.parent_id, one.level)
        for one in report.outline.sections
        if one.marker is not None and one.heading.clean_start < end
    }
    run_together = frozenset(RUN_TOGETHER.findall(lines))
    levels = {one.section_id: (one.parent_id, one.level) for one in report.outline.sections}
    other = _in_another_style(report)
    for fact in report.outline.facts:
        alone = levels.get(fact.section_id or 0) not in numbered
        if fact.place.clean_start >= end or (fact.kind == "lost_number" and alone):
            continue
        if fact.kind == "gap" and fact.expected.rstrip(".．、") in run_together:
            continue
        before = other.get(fact.section_id or 0) if fact.kind == "gap" else None
        words = _words(report, fact) if before is None else _style(report, fact, before)
        if words:
            name = NAMES.get(fact.kind, fact.kind)
            yield found_at(report, name, WARNING, fact.place, words)
    yield from _rows_begun_anew(report)
    yield from _no_number_at_all(report)


def _in_another_style(report: Report) -> dict[int, Section]:
    """Headings whose number goes on from the heading above them in marks of another kind
    (（三）, 4., （五）), each with that heading, and those that come after them in the right kind.
    """
    known = {one.section_id: one for one in report.outline.sections}
    gaps = {fact.section_id for fact in report.outline.facts if fact.kind == "gap"}
    below: dict[int | None, list[Section]] = {}
    for one in known.values():
        if not one.inline:
            below.setdefault(one.parent_id, []).append(one)
    found: dict[int, Section] = {}
    for parent, children in below.items():
        above, first = known.get(parent or 0), children[0]
        if above and above.number and first.number == above.number + 1 and first.section_id in gaps:
            found[first.section_id] = above
            last = children[-1]
            found |= {
                one.section_id: last
                for one in below[above.parent_id]
                if last.number and one.number == last.number + 1 and one.section_id in gaps
            }
    return found


def _style(report: Report, fact: OutlineFact, before: Section) -> tuple[str, str] | None:
    """The words for a mark of another kind; none for the heading after it, which is right."""
    at = next(one for one in report.outline.sections if one.section_id == fact.section_id)
    if at.parent_id != before.section_id:
        return None
    title = clip(report.text.quote(fact.place.start, fact.place.end), 20)
    return (
        f"编号样式不一：“{title}”接在“{before.marker}”之后，样式应与之相同。",
        f"“{title}” goes on from {before.marker} in numbers of another kind; use the same kind.",
    )


def _no_number_at_all(report: Report) -> Iterator[Finding]:
    """Parts that all stand without a number, told once: often a lost automatic numbering."""
    parts = [one for one in report.outline.sections if one.level == 1 and not one.inline]
    if len(parts) < FEWEST_PARTS or any(one.marker is not None for one in parts):
        return
    yield found_at(
        report,
        "lost_number",
        NOTE,
        parts[0].heading,
        (
            f"{len(parts)}个一级标题都没有编号（“一、”等），可能是转存时丢了自动编号。",
            f"None of the {len(parts)} parts has a number (一、 …); an automatic numbering may "
            "have been lost when the file was saved.",
        ),
    )


def _words(report: Report, fact: OutlineFact) -> tuple[str, str] | None:
    expected = fact.expected
    title = clip(report.text.quote(fact.place.start, fact.place.end), 20)
    if fact.kind == "gap":
        return (
            f"编号不连续：“{title}”之前缺“{expected}”。",
            f"The numbering jumps: {expected} is missing before “{title}”.",
        )
    if fact.kind == "lost_number":
        return (
            f"标题“{title}”缺编号，按顺序应为“{expected}”。",
            f"The heading “{title}” has no number; by its order it must be {expected}.",
        )
    if fact.kind == "restart":
        return (
            f"编号“{title}”与上级标题的编号重复，此处应为“{expected}”。",
            f"Numbers of a higher level are used again at “{title}”; {expected} is due here.",
        )
    if fact.kind == "orphan":
        return (
            f"列举从“{title}”开始，前面缺“{expected}”。",
            f"The list begins at “{title}”; {expected} is missing.",
        )
    return None


def _rows_begun_anew(report: Report) -> Iterator[Finding]:
    """A paragraph opened by words like a heading's, in which a list begins again with 一是."""
    last: dict[int | None, Section] = {}
    for section in report.outline.sections:
        if not section.inline:
            continue
        before = last.get(section.parent_id)
        last[section.parent_id] = section
        if before is None or section.number != 1 or (before.number or 0) < 2:
            continue
        start = section.heading.clean_start
        reach = max(0, start - LONGEST_LEAD)
        line = report.text.clean.rfind("\n", reach, start) + 1 or reach
        lead = report.text.clean[line:start]
        if line > before.heading.clean_end and LEAD.match(lead) and not GOES_ON.match(lead):
            yield finding(
                report,
                "lost_number",
                NOTE,
                (line, start),
                (
                    "此段以类似标题的句子开头并重新从“一是”列举，疑缺标题编号。",
                    "This paragraph opens like a heading and begins a list anew with 一是; "
                    "its number may be lost.",
                ),
            )
