"""What a line end is: the end of a paragraph, or a sentence broken by the page."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from functools import cached_property
from operator import add

CJK = "\u3400-\u9fff"
NUMERAL = "[一二三四五六七八九十]"
MARKER = re.compile(
    rf"{NUMERAL}{{1,3}}[、.．]|[（(]{NUMERAL}{{1,3}}[）)]|\d{{1,2}}(?:[、．]|\.(?!\d|$)|\.(?=20\d\d年))|[（(]\d{{1,2}}[）)]"
    rf"|[①-⑳❶-❿㉑-㉟㊱-㊿]|第{NUMERAL}{{1,3}}[，、章条节部]|{NUMERAL}{{1,2}}是|附件|抄送|主题词"
)
STOPS = re.compile("[，。；、]")
SENTENCE_INSIDE = re.compile("[。；！？]")
INLINE = re.compile(rf"{NUMERAL}{{1,2}}是")
SENTENCE_END = "。！？!?：:；;…"
OPEN_END = "，、,（“《‘〈("
CLOSED_START = "，。、；：！？”》）’〉,;%"
DATE = re.compile(
    r"[（(]?(?:\d{4}|[二〇○零一二三四五六七八九十]{4})年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?[）)]?$"
)
DOC_NUMBER = re.compile(r"[^，。]{2,15}[〔［\[【(（]\d{4}[〕］\]】)）]\d+号$")
BODY = re.compile(r"[人民党]{1,2}(?:政府|委员会)|(?:办公室|办事处|委员会|政府|管委会|局|所|厅|委)$")
TITLE = re.compile(
    r"(?:报告|总结|汇报|通知|方案|意见|情况|计划|要点|公告|函|文件|的)(?:[（(][^）)]*[）)])?$"
)
OPENER = re.compile(
    r"\d{4}年(?:，|以来|度?，)|今年以来|一年来|下一步|同时，|此外，|另外，|现将|特此|总之|近年来|为[^，。]{2,30}，"
)
# Words that are made by saying a character twice: 人人, 层层, 件件, 大大.
REDUPLICATED = "人天年月日家户村件事处层步大深长久常刚渐好多早条样种个级代世句字桩时往实点滴"
LONGEST_DOUBLE = 12
DOUBLED = re.compile(rf"[{CJK}](?=([{CJK}])\1)[{CJK}]")
NEAR_SEAM = 8
FEW_PAIRS = 8
# Letters set apart by blanks, at the end of a line and over all of one (法 治 责 任).
SPACED = re.compile(r"(?:\S {1,2}){6}\S$")
SPACED_LINE = re.compile(r"(?:\S {1,2}){2,24}\S")
LONG_LINE = 30
LONG_HEADING = 45
LONG_SIGNATURE = 40


class Verdict(Enum):
    """What a line end is."""

    KEEP = "the end of a paragraph"
    JOIN = "inside a sentence"


def judge(before: str, after: str, full: bool, certain: bool) -> Verdict:
    """What the end of line `before` is, with `after` the next line.

    `full`: the next word found no room on the line; `certain`: the layout sets paragraphs apart
    and does not do so here. A verdict of `JOIN` says only that the sentence is unfinished:
    whether what follows is its rest is for `fazhi.reading.clean.loss` to say.
    """
    if "\t" in before or "\t" in after or DATE.match(before) or DATE.match(after):
        return Verdict.KEEP
    if full and certain:
        return Verdict.JOIN
    if before[-1] in SENTENCE_END:
        return Verdict.KEEP
    if before[-2:-1] == " " and (of_spaced := _behind_spaced(before, after)):
        return of_spaced
    if not full and (_stands_alone(before) or _stands_alone(after)):
        return Verdict.KEEP
    return _unfinished(before, after, full)


def _unfinished(before: str, after: str, full: bool) -> Verdict:
    """What the end of a line without a closing mark is."""
    if after[0] in CLOSED_START:
        return Verdict.JOIN
    if MARKER.match(after):
        return Verdict.KEEP
    if full or before[-1] in OPEN_END:
        return Verdict.JOIN
    if not _is_body(before) or OPENER.match(after) or _is_heading(after):
        return Verdict.KEEP
    return Verdict.JOIN


def _behind_spaced(before: str, after: str) -> Verdict | None:
    """What ends a line whose letters are set apart; null where it is not set so.

    A heading with a mark goes on in a line set as it is, a title ends above the text.
    """
    if not SPACED.search(before):
        return None
    if SPACED_LINE.fullmatch(after.rstrip()):
        goes_on = MARKER.match(before) and not MARKER.match(after)
        return Verdict.JOIN if goes_on else None
    return Verdict.KEEP if " " not in after[1:4] else None


def _stands_alone(line: str) -> bool:
    """Number of the document, signature or title: lines that nothing runs into."""
    if len(line) > LONG_SIGNATURE or STOPS.search(line):
        return False
    return bool(DOC_NUMBER.match(line) or BODY.search(line) or TITLE.search(line))


def _is_heading(line: str) -> bool:
    return len(line) <= LONG_LINE and not STOPS.search(line)


def _is_body(line: str) -> bool:
    """A line of running text, told from a heading by a sentence inside it or by its length."""
    if SENTENCE_INSIDE.search(line):
        return True
    if MARKER.match(line) and not INLINE.match(line):
        return len(line) > 2 * LONG_HEADING
    return len(line) > LONG_LINE and not TITLE.search(line)


class Pairs:
    """How often a text holds two signs side by side; all are counted once where many are asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked = 0

    def is_single(self, first: str, second: str) -> bool:
        """Whether the text says the two signs, and not always the second of them twice."""
        pair = first + second
        self._asked += 1
        # `count` passes over pairs that overlap, as those of one sign do.
        if first != second and self._asked <= FEW_PAIRS:
            return self._text.count(pair) > self._text.count(pair + second)
        return self._all[pair] > self._doubled[pair]

    @cached_property
    def _all(self) -> Counter[str]:
        return Counter(map(add, self._text, self._text[1:]))

    @cached_property
    def _doubled(self) -> Counter[str]:
        return Counter(match[0][:2] for match in DOUBLED.finditer(self._text))


def doubled(before: str, after: str, pairs: Pairs) -> list[tuple[int, int]]:
    """Stretches that the page break doubled, as distances from the end of `before`.

    The stretch at the seam stands at the end of one page and again at the start of the next;
    where one does, a character doubled shortly before it is damage of the same break. `pairs`
    are those of the whole text.
    """
    longest = min(LONGEST_DOUBLE, len(before), len(after))
    size = next((size for size in range(longest, 0, -1) if before[-size:] == after[:size]), 0)
    if not size or not re.match(f"[{CJK}]", after) or (size == 1 and after[0] in REDUPLICATED):
        return []
    found = [(-size, 0)]
    tail = before[-NEAR_SEAM:]
    for match in re.finditer(rf"([{CJK}])(?=([{CJK}])\2)", tail[: len(tail) - size]):
        # 加大 is a word of this text, 加大大 none.
        if pairs.is_single(match[1], match[2]):
            low = match.end() - len(tail)
            found.insert(0, (low, low + 1))
    return found
