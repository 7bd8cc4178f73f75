"""What frames the report: title and addressee above, signature and date below."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

TITLE = re.compile(
    r"(?:报告|总结|汇报|情况|要点|计划|通报|自评|方案)(?:[（(][^）)]*[）)])?"
    r"(?:$|(?![^：]*如下)(?=[^，。；：]{2,20}：$))"
)
TITLE_LINE = re.compile(r"(?:政府|委员会|办事处|党委|党工委|局|关于.*)$|^关于")
ADDRESSEE = re.compile(
    r"^.{0,30}(?:政府|党委|县委|区委|市委|委员会|工委|单位|部门|领导|代表|同志们?|局|办|厅|院)"
    r"(?:[（(].{1,12}[）)])?[：:]$"
)
DAY = r"(?:20\d\d|二[〇○零Oo]二?[〇○零一二三四五六七八九十Oo]{1,3})年.{1,4}月.{1,4}日"
DATE = re.compile(
    rf"^(?:.{{2,40}}(?:政府|委员会|办事处|工委|局))?[（(]?{DAY}[）)]?$|^20\d\d\.\d{{1,2}}\.\d{{1,2}}$"
)
# What is attached below is no part of the outline.
ATTACHED = re.compile(
    r"^(?:附件|附表|附注|抄送|[^，。\n]{0,12}名词[^，。\n]{0,4}[解注]释)\d{0,2}(?:[：:][^。\n]{0,60})?$",
    re.M,
)
SIGNATURE = re.compile(
    r"^[^，。；：！？、]{2,40}(?:政府|委员会|办事处|党委|党工委|工委|局|厅|司法所|办公室|镇|乡|街道|委)$"
)
LAST_LINES = 12


class Frame(NamedTuple):
    """Clean stretches; empty where there is none. `body` is what lies between."""

    title: tuple[int, int]
    closing: tuple[int, int]
    body: tuple[int, int]


def find_frame(clean: str, marks: Collection[int]) -> Frame:
    """Title lines before the first of the `marks` that open headings, and the closing."""
    first_head = min(marks, default=len(clean))
    title, body_start = _title(clean, first_head)
    closing = _closing(clean, max(body_start, min(marks, default=0)), marks)
    body_end = closing[0] if closing[1] else len(clean)
    return Frame(title, closing, (body_start, body_end))


def attached_from(clean: str, last_part: int) -> int:
    """Where attachments begin after the last first-level heading; end of text if there are none."""
    match = ATTACHED.search(clean, last_part)
    return match.start() if match else len(clean)


def _title(clean: str, limit: int) -> tuple[tuple[int, int], int]:
    start = 0
    lines: list[tuple[int, int]] = []
    for content in clean[: min(limit, 1500)].split("\n")[:14]:
        lines.append((start, start + len(content)))
        start += len(content) + 1
    for index, (low, high) in enumerate(lines):
        line = clean[low:high]
        found = TITLE.search(line) if 4 <= len(line) <= 80 and "。" not in line else None
        if not found:
            continue
        first = index
        while first and TITLE_LINE.search(clean[slice(*lines[first - 1])]):
            first -= 1
        body = high
        if index + 1 < len(lines) and ADDRESSEE.match(clean[slice(*lines[index + 1])]):
            body = lines[index + 1][1]
        return (lines[first][0], low + found.end()), body
    return (0, 0), 0


def _closing(clean: str, floor: int, marks: Collection[int]) -> tuple[int, int]:
    """The block of signature and date among the last lines, below the last heading."""
    end = len(clean)
    block = (0, 0)
    for _ in range(LAST_LINES):
        if end <= floor:
            break
        start = clean.rfind("\n", 0, end) + 1
        if start in marks:
            break
        line = clean[start:end]
        if start > floor and (DATE.match(line) or SIGNATURE.match(line)):
            block = (start, block[1] or end)
        elif line and block[1]:
            break
        end = start - 1
    return block
