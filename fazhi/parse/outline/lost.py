"""Headings whose mark the source lost: told by form, by gaps in the numbers, by their words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.parse.outline.markers import Head
from fazhi.parse.outline.words import roles_of, years_in

SHORTEST, LONGEST = 4, 45
LONG_BODY = 45
NO_HEADING = re.compile(
    r"[。！？；].|[，、：；！？:;,—）]$|^(?:——|[·●■◆•*\-]|各位|附件|附：|注：|扫一扫|来源|发布|索引号|责任编辑)"
    r"|^[一二三四五六七八九十]{1,2}[是要]|^20\d\d年\d{1,2}月|报告如下|如下$|^(?!20\d\d年)\d|[|\t]"
)
# A sentence that counts is no heading (检查企业20家。).
COUNTS = re.compile(r"\d+(?:\.\d+)?[^\d年月日\-.”]")
# Set before a heading in place of a number, or round it; before other lines, a list's.
SIGN = re.compile(r"(?:[·●■◆•▲▶►➢★☆◎※◇□○*\-]+|—{1,2}|[【〖](?=.*[】〗]$)) *")
KINDS = ("part", "cn", "paren", "dot", "bracket")
BODY_ENDS = "。；：！？…"
# A short first sentence before the text of its own section, with nothing of a report in it.
RUN_IN = re.compile(
    r"(?![一二三四五六七八九十]{1,2}[是要])(?![^。]{0,24}(?:我[镇乡县区市局]|今年|同时|此外|下一步|这))"
    r"[^。！？；：\d\n]{6,26}。(?=.{20})"
)
# So many paragraphs that all begin so are headed by their first sentences.
FEWEST_RUN_IN = 3
CLOSING = "】〗"
CLOSED = "。！？；：”）…!?;:"


class Line(NamedTuple):
    """A paragraph of clean text: where it and its words stand, and if it could be a heading."""

    start: int
    words: int
    end: int
    marked: bool
    form: str


def look_at_lines(
    clean: str, heads: Sequence[Head], body: tuple[int, int], book: Codebook
) -> list[Line]:
    """All lines of the body; `form` is `strong` (short, no full stop), `weak` or empty."""
    marked = {head.start for head in heads}
    lines: list[Line] = []
    start, (first, last) = 0, body
    closed = True
    for content in clean.split("\n"):
        end = start + len(content)
        if first <= start and end <= last and content:
            is_marked = start in marked
            form, words = ("", 0) if is_marked or not closed else _form_behind_sign(content, book)
            lines.append(Line(start, start + words, end, is_marked, form))
            # A row of a table is whole, whatever it ends with.
            closed = is_marked or content[-1] in CLOSED or "\t" in content or bool(form)
        start = end + 1
    return [_with_neighbours(clean, lines, index) for index in range(len(lines))]


def _form_behind_sign(content: str, book: Codebook) -> tuple[str, int]:
    """The form of a line, and where its words begin: behind a sign only where they name a role."""
    if sign := SIGN.match(content):
        words = content[sign.end() :].rstrip(CLOSING)
        if _form(words) == "strong" and roles_of(words, book):
            return "strong", sign.end()
    return _form(content), 0


def _form(content: str) -> str:
    if not SHORTEST <= len(content) <= LONGEST or NO_HEADING.search(content):
        return ""
    if content[-1] != "。":
        return "strong"
    return "" if COUNTS.search(content) else "weak"


def _with_neighbours(clean: str, lines: list[Line], index: int) -> Line:
    """A heading has text or a further heading after it; rows of a table do not."""
    line = lines[index]
    if not line.form:
        return line
    after = lines[index + 1 : index + 3]
    if after and after[0].form and not _is_text(clean, after[0], line):
        after = after[1:]
    return line if after and _is_text(clean, after[0], line) else line._replace(form="")


def _is_text(clean: str, line: Line, heading: Line) -> bool:
    """Whether a line can be what follows a heading: marked, long, or a sentence."""
    if line.marked or line.end - line.start > LONG_BODY:
        return True
    return clean[line.end - 1] in BODY_ENDS and (line.form != "weak" or heading.form == "strong")


def lost_parts(
    clean: str, heads: Sequence[Head], lines: Sequence[Line], book: Codebook
) -> list[Head]:
    """First-level headings without a mark, where the document shows that it has such."""
    kinds = {head.kind for head in heads}
    if "part" in kinds:
        return []
    strong = [line for line in lines if line.form == "strong"]
    named = [line for line in strong if _roles(clean, line, book)]
    if "cn" in kinds:
        found = _beside_numbered(heads, named)
        return _as_parts(found or _above_a_row(clean, heads, strong, book))
    if not kinds:
        return _without_marks(clean, strong, named, book)
    top = "paren" if "paren" in kinds else "dot"
    found = sorted({*_above_restarts(heads, strong, top), *named})
    return _as_parts(found) if len(found) > 1 else []


def _beside_numbered(heads: Sequence[Head], named: list[Line]) -> list[Line]:
    """Parts above rows of 一、, or above the rows of （一） that come before any 一、."""
    first = next(index for index, head in enumerate(heads) if head.kind == "cn")
    found = _above_restarts(heads, named, "cn")
    if len(found) < 2:
        found = _above_restarts(heads[:first], named, "paren")
        return found if len(found) > 1 else []
    outside = [line for line in named if line < found[0] or line > found[-1]]
    return sorted({*found, *outside})


def _above_a_row(
    clean: str, heads: Sequence[Head], strong: list[Line], book: Codebook
) -> list[Line]:
    """Parts above the only row of 一、, where that names none: what was done, then the plan."""
    row = [head for head in heads if head.kind == "cn"]
    above: list[Line] = []
    told: list[str] = []
    year = 0
    for line in strong:
        if line.start >= row[0].start:
            break
        role, *_ = *_roles(clean, line, book), ""
        later = years_in(clean, line.words, line.end)
        if role in ("", "achievements") and year and year + 1 in later:
            role = "plan"
        elif role == "achievements":
            year = max(later, default=year)
        if role:
            above.append(line)
            told.append(role)
    if "achievements" not in told or told[-1] != "plan":
        return []
    # A title of two lines names both, with nothing told between them.
    if clean.find("。", above[told.index("achievements")].end, above[-1].start) < 0:
        return []
    # What is planned may be called an important work, or aim at new success.
    named = (roles_of(clean[head.title_start : head.title_end], book)[:1] for head in row)
    if any(roles and roles != ("achievements",) for roles in named):
        return []
    behind = strong[bisect_left(strong, row[-1].line_end, key=attrgetter("start")) :]
    return above + [line for line in behind if _roles(clean, line, book)[:1] == ("other",)]


def _without_marks(clean: str, strong: list[Line], named: list[Line], book: Codebook) -> list[Head]:
    """Parts of a text without any mark: the lines that name a role, or all alike."""
    heads = named if any("achievements" in _roles(clean, line, book) for line in named) else strong
    return _as_parts(heads) if len(heads) > 1 else []


def _roles(clean: str, line: Line, book: Codebook) -> tuple[str, ...]:
    return roles_of(clean[line.words : line.end].rstrip(CLOSING), book)


def _lines_in(lines: Sequence[Line], low: int, high: int) -> Sequence[Line]:
    """The lines, which are in order, that begin in a stretch."""
    begins = attrgetter("start")
    return lines[bisect_left(lines, low, key=begins) : bisect_left(lines, high, key=begins)]


def _above_restarts(heads: Sequence[Head], lines: Sequence[Line], kind: str) -> list[Line]:
    """The last of the lines before each mark that begins a row anew; none if one has none."""
    found: list[Line] = []
    before = 0
    for head in heads:
        if head.kind == kind and head.number == 1:
            above = _lines_in(lines, before, head.start)
            if above:
                found.append(above[-1])
            elif kind == "cn":
                return []
        if head.kind == kind:
            before = head.start
    return found


def _as_parts(lines: Iterable[Line]) -> list[Head]:
    return [_lost(line, "part", 1, number) for number, line in enumerate(lines, start=1)]


def _lost(line: Line, kind: str, level: int, number: int | None) -> Head:
    return Head(
        kind=kind,
        number=number,
        start=line.start,
        title_start=line.words,
        line_end=line.end,
        inferred=True,
        level=level,
    )


def lost_siblings(
    clean: str, heads: Sequence[Head], lines: Sequence[Line], book: Codebook
) -> list[Head]:
    """Headings that the numbers of their neighbours call for, and those of like form after them."""
    found: list[Head] = []
    tops = [head for head in heads if head.level == 1]
    found += _in_gaps(clean, tops, lines, (0, len(clean)), book=book)
    found += _last_parts(clean, tops, lines, book)
    borders = sorted([*tops, *found], key=lambda head: head.start)
    ends = [*(head.start for head in borders[1:]), len(clean)]
    head_starts = [head.start for head in heads]
    known = any(head.kind == "paren" for head in heads)
    for part, end in zip(borders, ends, strict=False):
        stretch = (part.line_end, end)
        inside = heads[bisect_left(head_starts, stretch[0]) : bisect_left(head_starts, end)]
        near = _lines_in(lines, *stretch)
        if inside:
            found += _in_part(clean, inside, near, stretch, book)
        else:
            found += _alike(near, known) or _all_run_in(clean, near)
    return found + _lost_thirds(clean, heads, lines, book)


def _lost_thirds(
    clean: str, heads: Sequence[Head], lines: Sequence[Line], book: Codebook
) -> list[Head]:
    """Third-level headings missing between two marks of one row; rows may run on through parts."""
    found: list[Head] = []
    row: list[Head] = []
    running = 0
    above = 0
    for head in [*heads, None]:
        if head is not None and head.kind == "dot" and head.level == 3:
            row.append(head)
            continue
        if row:
            first = row[0].number or 1
            done = first if first == running + 1 else 0
            stretch = (row[0].line_end if done else above, len(clean))
            found += _in_gaps(clean, row[1:] if done else row, lines, stretch, done, book=book)
            running = row[-1].number or 0
            row = []
        if head is not None:
            above = head.title_end
    return found


def _in_part(
    clean: str,
    inside: Sequence[Head],
    lines: Sequence[Line],
    stretch: tuple[int, int],
    book: Codebook,
) -> list[Head]:
    seconds = [head for head in inside if head.level == 2]
    if not seconds:
        return []
    free = [line for line in lines if line.form]
    strong = [line for line in free if line.form == "strong"]
    found_between = _in_gaps(clean, seconds, lines, stretch, book=book)
    number = seconds[-1].number or 0
    end = seconds[-1].start
    if not found_between:
        # Lines alike further up belong below the second level.
        free = strong if all(line.start > end for line in strong) else []
    after = [line for line in free if line.start > end]
    return found_between + [
        _lost(line, "paren", 2, number + step) for step, line in enumerate(after, start=1)
    ]


def _alike(lines: Sequence[Line], known: bool) -> list[Head]:
    """Headings of a part without marks: two without a full stop, or three in a text with （一）."""
    free = [line for line in lines if line.form]
    strong = [line for line in free if line.form == "strong"]
    alike = strong if len(strong) > 1 else free if known and len(free) > 2 else []
    return [_lost(line, "paren", 2, number) for number, line in enumerate(alike, start=1)]


def _all_run_in(clean: str, lines: Sequence[Line]) -> list[Head]:
    """Headings of a part without marks whose paragraphs all begin with one (带头学法。…)."""
    texts = [
        line
        for line in lines
        if clean[line.end - 1] != "：" and clean.find("\t", line.start, line.end) < 0
    ]
    if len(texts) < FEWEST_RUN_IN or any(line.marked for line in texts):
        return []
    alike = all(RUN_IN.match(clean, line.start, line.end) for line in texts)
    # They never had numbers that could be lost.
    return [_lost(line, "paren", 2, None) for line in texts] if alike else []


def _in_gaps(
    clean: str,
    siblings: Sequence[Head],
    lines: Sequence[Line],
    stretch: tuple[int, int],
    last: int = 0,
    *,
    book: Codebook,
) -> list[Head]:
    """As many lines of a heading's form as numbers are missing after `last`."""
    found: list[Head] = []
    before = stretch[0]
    for head in siblings:
        number = head.number or last + 1
        missing = number - last - 1
        if missing > 0 and not head.inferred:
            between = [line for line in _lines_in(lines, before, head.start) if line.form]
            if head.level == 1:
                named = [line for line in between if _roles(clean, line, book)]
                between = named or [line for line in between if line.form == "strong"]
            elif not between:
                between = _run_in(clean, lines, (before, head.start))
                between = between if len(between) == missing else []
            between = _best(between, missing)
            kind = KINDS[head.level]
            found += [
                _lost(line, kind, head.level, last + step) for step, line in enumerate(between, 1)
            ]
        before, last = head.line_end, number
    return found


def _run_in(clean: str, lines: Sequence[Line], stretch: tuple[int, int]) -> list[Line]:
    """Paragraphs that begin with what could be a heading before their own text."""
    return [
        line
        for line in _lines_in(lines, *stretch)
        if not line.marked and RUN_IN.match(clean, line.start, line.end)
    ]


def _best(lines: list[Line], missing: int) -> list[Line]:
    """The lines that fit a gap: all if few, else those without a full stop, else the first."""
    if len(lines) <= missing:
        return lines
    strong = [line for line in lines if line.form == "strong"]
    return (strong if len(strong) >= missing else lines)[:missing]


def _last_parts(
    clean: str, tops: Sequence[Head], lines: Sequence[Line], book: Codebook
) -> list[Head]:
    """First-level headings after the last marked one, told by the role that they name."""
    marked = [head for head in tops if not head.inferred]
    if not marked or len(marked) < len(tops):
        return []
    last = marked[-1]
    named = [
        line
        for line in lines
        if line.form == "strong" and line.start > last.line_end and _roles(clean, line, book)
    ]
    number = last.number or 0
    return [_lost(line, "cn", 1, number + step) for step, line in enumerate(named, start=1)]
