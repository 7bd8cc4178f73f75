"""Marks that open a heading or an item of an enumeration, as they stand in clean text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.language.units import unit_pattern
from fazhi.parse.outline.words import roles_of

DIGITS = "一二三四五六七八九十"
CJK = "[\u3400-\u9fff]"
NUMERAL = f"[{DIGITS}]{{1,3}}"
# The forms of banknotes, in which a row of parts or of 一、 may be numbered, or in Roman numerals.
FORMAL = "壹贰叁肆伍陆柒捌玖拾"
# So may the ten stems, never two of them together (乙、丙类传染病).
STEMS = "甲乙丙丁戊己庚辛壬癸"
CIRCLES = "①-⑳❶-❿㉑-㉟㊱-㊿"
# A report that numbers its parts by the ones may number a list by the others.
DARK = frozenset("❶❷❸❹❺❻❼❽❾❿")
WRITTEN = f"[{DIGITS}{FORMAL}]{{1,3}}"
UNITS = {
    character: value
    for row in (DIGITS, FORMAL, STEMS)
    for value, character in enumerate(row, start=1)
}
LONGEST_JUMP = 12
# A heading on whose line the one below it begins: 一、主要做法（一）….
LONGEST_ABOVE = 40
# A number at the start of a line is none of a list when it goes on: 12.4, 1.2万, 2、3月份.
LINE_MARK = re.compile(
    rf"^(?:(?P<part>第{WRITTEN}(?:部分|章|篇)[、，：:.]?)"
    rf"|(?P<cn>{NUMERAL}[、.．：](?!{NUMERAL}[、产期级两三四]))"
    rf"|(?P<formal>(?:[{FORMAL}]{{1,3}}|[Ⅰ-Ⅻ])[、.．：]|[{STEMS}]、(?![{STEMS}]))"
    rf"|(?P<paren>[（(〔【]{WRITTEN}[）)〕】][、.．：:，]?|{NUMERAL}[）)]|[（(]{NUMERAL}[、.]|[（(][{STEMS}][）)]|[㈠-㈩])"
    r"|(?P<dot>\d{1,2}(?:[．]|、(?!\d{1,2}[月日号]|\d+、)|\.(?:(?!\d)|(?=\d{4})))|[⒈-⒛])"
    r"|(?P<bracket>[（(]\d{1,2}[）)][、.，]?|\d{1,2}[）)]|[⑴-⒇])"
    rf"|(?P<circle>[{CIRCLES}]))[ 、.]*",
    re.M,
)
# Sources that lost their line breaks: the mark stands behind a full stop.
MIDDLE_MARK = re.compile(
    rf"[。！：](?:(?P<cn>{NUMERAL}、)|(?P<paren>(?<!：)[（(]{NUMERAL}[）)])"
    rf"|(?P<dot>(?<!：)\d{{1,2}}(?:\.(?!\d)|、(?!\d))))(?!{NUMERAL}[、产])"
)
# The first heading below may begin on the line of the one above it: 一、主要做法（一）….
BELOW_MARK = re.compile(r"(?<=[^。！：；，、\n])(?P<paren>[（(]一[）)])")
# A mark of which only the number is left (2优化普法阵地, （二抓普法, 二存在问题): taken where it is
# the next of its row and heads a line.
BARE_MARK = re.compile(
    rf"^(?:(?P<cn>{NUMERAL}) ?(?=(?![是要]){CJK}[^，。；：！？\n]{{2,24}}$)"
    rf"|(?P<paren>[（(]{NUMERAL}) ?(?={CJK}[^（）()\n]*$)"
    rf"|(?P<bracket>[（(]\d{{1,2}}) ?(?={CJK}[^（）()\n]*$)"
    rf"|(?P<dot>\d{{1,2}}) ?(?={CJK}))",
    re.M,
)
# Where a line begins with what a mark begins with: sought for its line break, which is rare.
LINE_OPENED = re.compile(rf"\n(?=[第（(〔【\d{DIGITS}{FORMAL}{STEMS}Ⅰ-Ⅻ㈠-㈩⒈-⒛⑴-⒇{CIRCLES}])")
LONGEST_BARE = 40
CIRCLED = re.compile(f"[{CIRCLES}]")
CLAUSE_END = re.compile(r"[，。；：！？\n]")
SECOND_DOT = re.compile(r"；2[.、．](?!\d)")
SECOND_MARK = re.compile(r"[（(]2[）)]|[②⑵❷]|[；。]2[）)]")
# Marks of these kinds begin the rows below them anew.
HIGHER = frozenset(("part", "cn", "paren"))


class Head(msgspec.Struct, gc=False):
    """A heading in the making: offsets in clean text, then what the tree finds out."""

    kind: str
    number: int | None
    start: int
    title_start: int
    line_end: int
    title_end: int = 0
    alone: bool = True
    inline: bool = False
    inferred: bool = False
    level: int = 0
    end: int = 0
    role: str = ""
    section_id: int = 0
    parent_id: int | None = None


# Every report has the same few marks.
@lru_cache(maxsize=1024)
def numeral(words: str) -> int | None:
    """The number in a mark (`（十二）` is 12, `3.` is 3); null where it has none."""
    value = 0
    for character in words:
        if character in UNITS:
            unit = UNITS[character]
            if unit < 10:
                value += unit
            else:
                value = max(value, 1) * 10
        elif character.isdecimal():
            value = value * 10 + int(character)
        elif character.isnumeric():
            # ①, ⑴, ⒈, ㈠, ❶, ㉑ or Ⅰ.
            return int(unicodedata.numeric(character))
    return value or None


def find_marks(clean: str, book: Codebook) -> list[Head]:
    """Every mark that opens a heading, in reading order, without titles and levels."""
    ends = LineEnds(clean)
    opened = [0, *(match.end() for match in LINE_OPENED.finditer(clean))]
    lines = [
        head_at(clean, match, at, ends) for at in opened if (match := LINE_MARK.match(clean, at))
    ]
    lines = _in_ranks(_with_circled_parts(clean, lines, book))
    lines = [head for head in lines if head.kind in HIGHER or not _opens_list(clean, head)]
    middles = [
        head_at(clean, match, match.start() + 1, ends) for match in MIDDLE_MARK.finditer(clean)
    ]
    for head in (*lines, *middles):
        limit = min(head.title_start + LONGEST_ABOVE, head.line_end)
        if head.kind == "cn" and (below := BELOW_MARK.search(clean, head.title_start + 1, limit)):
            middles.append(head_at(clean, below, below.start(), ends))
    bare = [
        head_at(clean, match, at, ends) for at in opened if (match := BARE_MARK.match(clean, at))
    ]
    bare = [head for head in bare if _may_head(clean, head, book)]
    heads = sorted([*lines, *middles, *bare], key=lambda head: head.start)
    taken = frozenset(head.start for head in middles)
    return list(_in_sequence(heads, taken, frozenset(head.start for head in bare)))


def _with_circled_parts(clean: str, lines: list[Head], book: Codebook) -> list[Head]:
    """The marks with ❶ or ① in the rank of 一、, where they alone number the parts."""
    first = lines[0] if lines else None
    if first is None or first.kind != "circle" or first.number != 1:
        return lines
    kinds = {head.kind for head in lines}
    if kinds & {"cn", "part", "formal"} or not _names_a_part(clean, first, book):
        return lines
    dark = clean[first.start] in DARK
    for head in lines:
        title = clean[head.title_start : head.line_end]
        alike = head.kind == "circle" and (clean[head.start] in DARK) == dark
        if alike and len(title) <= LONGEST_BARE and "。" not in title:
            head.kind = "cn"
    return lines


def _in_ranks(lines: list[Head]) -> list[Head]:
    """The marks with 壹、, Ⅰ、 and 甲、 in the rank they have here.

    Above 一、, or below it where 一、 comes first; alone in its place.
    """
    kinds = list(dict.fromkeys(head.kind for head in lines))
    if "formal" not in kinds:
        return lines
    rank = "part" if "cn" in kinds and "part" not in kinds else "cn"
    if rank == "part" and "paren" not in kinds and kinds.index("cn") < kinds.index("formal"):
        rank = "paren"
    if not any(head.kind == "formal" and head.number == 1 for head in lines):
        return [head for head in lines if head.kind != "formal"]
    for head in lines:
        if head.kind == "formal":
            head.kind = rank
    return lines


def _may_head(clean: str, head: Head, book: Codebook) -> bool:
    """Whether a bare number heads its line: its words are short, and it counts nothing (2件)."""
    stop = CLAUSE_END.search(clean, head.title_start, head.title_start + LONGEST_BARE + 1)
    length = (stop.start() if stop else len(clean)) - head.title_start
    if (head.kind == "cn" or head.number == 1) and not _names_a_part(clean, head, book):
        return False
    return 1 < length <= LONGEST_BARE and not _counted(book).match(clean, head.title_start)


@derived
def _counted(book: Codebook) -> re.Pattern[str]:
    return re.compile(f"{unit_pattern(book)}|[年月日号时点]")


def _names_a_part(clean: str, head: Head, book: Codebook) -> bool:
    """Whether the short line behind a number names a part of a report."""
    title = clean[head.title_start : head.line_end]
    return len(title) <= LONGEST_BARE and bool(roles_of(title, book))


def _opens_list(clean: str, head: Head) -> bool:
    """Whether an enumeration begins a paragraph: its second mark stands on the same line."""
    rest = clean[head.title_start : head.line_end]
    if head.kind == "circle" and (head.number or 0) > 1:
        return any(numeral(one[0]) == (head.number or 0) + 1 for one in CIRCLED.finditer(rest))
    if head.number != 1:
        return False
    if head.kind == "dot":
        return bool(SECOND_DOT.search(rest))
    return bool(SECOND_MARK.search(rest))


class LineEnds:
    """Where the line of a place ends; a line is sought once, however many marks stand on it."""

    def __init__(self, clean: str) -> None:
        self._clean = clean
        self._known = range(0)

    def after(self, at: int) -> int:
        """The end of the line on which `at` lies."""
        if at not in self._known:
            end = self._clean.find("\n", at)
            self._known = range(at, (len(self._clean) if end < 0 else end) + 1)
        return self._known[-1]


def head_at(clean: str, match: re.Match[str], start: int, ends: LineEnds) -> Head:
    """The heading that a matched mark opens; its kind is the name of the group that matched."""
    end = match.end()
    return Head(
        kind=match.lastgroup or "",
        number=numeral(clean[start:end]),
        start=start,
        title_start=end,
        line_end=ends.after(end),
    )


def _in_sequence(
    heads: list[Head], middles: frozenset[int], bare: frozenset[int]
) -> Iterator[Head]:
    """Leave out marks that no numbering could bring there."""
    last: dict[str, int] = {}
    before: Head | None = None
    for index, head in enumerate(heads):
        number = head.number
        if number is None or head.title_start >= head.line_end:
            continue
        expected = last.get(head.kind, 0) + 1
        if head.start in bare and number != expected:
            continue
        if head.start in middles:
            if not _follows(head, before, expected, heads[index + 1 : index + 9]):
                continue
        elif head.kind == "dot" and number > expected + LONGEST_JUMP:
            continue
        last[head.kind] = number
        before = head
        yield head


def _follows(head: Head, before: Head | None, expected: int, after: list[Head]) -> bool:
    """Whether a mark inside a line goes on with a row of headings, or begins one."""
    number = head.number
    above = before.kind if before else ""
    if head.kind == "cn":
        return number == expected
    if number == 1:
        following = [later for later in after if later.kind == head.kind]
        second = bool(following) and following[0].number == 2
        return second and (above == "cn" or (head.kind == "dot" and above in HIGHER))
    if head.kind == "paren":
        return number == expected
    return number == expected and above == "dot"
