"""Statements that there was none (无行政复议, 未发生…, 零败诉): from negation to head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.clauses import clause_start
from fazhi.language.units import any_of
from fazhi.parse.quantities.amount import Amount

AIM_REACH = 24
# They make one word with the negation (从未, 尚未), none with 没有; 暂 tells until when (暂未发现).
ADVERBS = "从尚"
# What may stand behind the denied noun; anything else means that the noun goes on.
TAIL = r"(?:案|的?(?:现象|情况|情形|问题|行为|事项))?"
BOUNDARY = r"(?=[，。；：！？、）”\n]|$|以?及|和|与|或|受理|办理|的?发生|产生|等)"
BETWEEN = r"[^，。；：！？、\n《》“”0-9]"
# Not one of these (没有一项被撤销); 个 and 种 make mere figures of speech.
NARROWED = "[起例宗件项名人位家户份]"
# The statement behind what it denies.
# It begins with one of four signs, so that a search skips to these.
BEHIND = re.compile(
    r"(?:均|都|皆|全部)(?<![率以不].)"
    rf"(?:为[零0]{BOUNDARY}|(?:(?<!部)没有|(?<!部)[无未]发生|(?<!部)无)(?=[，。；、）\n]|$))"
)
# So does 为零 alone behind cases and the like (进京非访为零); shares and aims are none.
IS_NONE = ("为零", "为0")
ALONE = re.compile(r"(?<=[访件诉讼议案故])为[零0](?=[，。；、）\n]|$)")
CASE_WORD = re.compile(r"[一1零](起|例|宗|件|次|个|名|人|家|处|项|位|户|份)")


# What joins the subjects that one statement behind them denies (行政复议、行政诉讼均无).
JOINTS = re.compile("、|以及|[和与及]")
SUBJECTS_REACH = 60
MARKS = "，。；：！？\n（）"
# What acts are said not to have met with may be several before the one noun of them (没有被撤销、
# 变更的案件), or behind one of them (无一起被撤销或确认违法): one statement.
MET = "被?(?:撤销|变更|纠错|纠正|改判|责令重作|确认违法|确认无效)"
OR_MET = rf"(?:(?:、|或者?|[和及与]){MET})"
ALSO_MET = re.compile(
    rf"{OR_MET}{{1,3}}的(?:行政)?(?:复议|诉讼|处罚|执法)?(?:案件|行为|决定|处罚){BOUNDARY}"
)
NONE_MET = re.compile(rf"{OR_MET}{{1,3}}{BOUNDARY}")
HAPPENED_NOT = "零发生"
HEAD_NOUN = "事件"
# What may lead the first of them, and names nothing.
LED = re.compile(
    "(?:[0-9]{4}年度?|全年|今年|本年度?|年内|一年来|目前|实现|继续|保持|我[镇乡区县市局委街]道?)*"
)


@derived
def _subject(book: Codebook) -> re.Pattern[str]:
    """A noun that may be denied, up to the end of a stretch."""
    heads = any_of(wording(book).zero.heads)
    return re.compile(rf"{heads}(?:{BETWEEN}{{0,8}}{heads})?(?:案件|案|申请|情况|事件)?(?:数量?)?$")


@derived
def _patterns(book: Codebook) -> tuple[re.Pattern[str], ...]:
    """The statement, what joins a second subject to it, what before and behind makes it an aim."""
    cues = wording(book).zero
    heads = any_of(cues.heads)
    statement = re.compile(
        rf"[未没无零不](?:(?:(?<=未)[曾再]?|(?<=没)有?|(?<=无))(?:{any_of(cues.verbs)})[了过]?"
        # What they were about may be several, none of them denied (对处罚、许可不服的复议申请).
        # (没有涉及处罚、许可的投诉).
        rf"(?:(?:[一1]{NARROWED})?(?:(?<=涉及)|涉及|针对|关于|有关)(?:{BETWEEN}|、){{2,40}}?的(?={BETWEEN}{{0,8}}{heads}{TAIL}{BOUNDARY}))?"
        rf"(?:因(?!{BETWEEN}{{2,20}}?(?:引发|导致|造成|引起|产生)的){BETWEEN}{{2,24}}，|对(?:{BETWEEN}|、){{2,50}}?不服)?"
        rf"(?:{BETWEEN}{{2,14}}、)??{BETWEEN}{{0,24}}?"
        rf"{heads}{TAIL}{BOUNDARY}"
        # Each member of a list that is denied again is none of its own (无超时办结、无投诉).
        # What none of suffered is told to its end (无一起被撤销或变更), below.
        rf"|(?:(?<=无)|(?<=[没未])有|(?<=不)存在)(?![一1]{NARROWED}{BETWEEN}{{0,6}}被)"
        rf"(?:{BETWEEN}{{2,10}}、(?![无未没零]))??"
        rf"{BETWEEN}{{0,14}}?{any_of(cues.none_heads)}{TAIL}{BOUNDARY}"
        rf"|(?:(?<=无)|(?<=[没未])有)[一1]{NARROWED}(?!一){BETWEEN}{{2,24}}{BOUNDARY}"
        rf"|(?:(?<=未)|(?<=没)有)(?:发生|出现)[过了]?[一1]{NARROWED}(?!一){BETWEEN}{{2,24}}{BOUNDARY}"
        rf"|(?<=零){any_of(cues.zero)}"
        # 零件 are parts of machines but behind cases.
        rf"|(?:(?<=[案件讼议诉访报故开]零)件|(?<=零)[起宗例]){BOUNDARY}"
        rf"|(?<=未)(?:{any_of(cues.lost)}){BOUNDARY})"
    )
    joined = re.compile(
        rf"(?:、|以?及|和|与|或者?)(?![无未没零]){BETWEEN}{{0,16}}?{heads}案?{BOUNDARY}"
    )
    return statement, joined, re.compile(any_of(cues.aims)), re.compile(f"”?{any_of(cues.aimed)}")


def find_zeros(text: str, book: Codebook) -> Iterator[Amount]:
    """Every statement of none; joined subjects are a mention each, so they nest.

    Where the statement stands behind what it denies (诉讼案件均为零), the words that say so are it,
    for the last of several subjects; of the others each is its own noun (行政复议、行政诉讼均无).
    """
    for match in BEHIND.finditer(text):
        yield from _joined_before(text, match.start(), book)
        yield _none(text, *match.span())
    statement, joined, aims, aimed = _patterns(book)
    if any(word in text for word in IS_NONE):
        for match in ALONE.finditer(text):
            if not _is_aim(text, match.start(), aims):
                yield from _joined_before(text, match.start(), book)
                yield _none(text, *match.span())
    for match in statement.finditer(text):
        start, end = match.span()
        if start and text[start - 1] in ADVERBS and text[start] != "没":
            start -= 1
        # A counted set of zeros is a motto (五个零发生).
        motto = start and text[start - 1] == "个"
        if motto or _is_aim(text, start, aims) or aimed.match(text, end):
            continue
        if last := _also_met(text, start, end):
            yield _none(text, start, last)
            continue
        if match[0] == HAPPENED_NOT:
            yield from _joined_before(text, start - (text[start - 1] == "“"), book)
        yield _none(text, start, end)
        while match[0][0] != "零" and (more := joined.match(text, end)):
            end = more.end()
            yield _none(text, start, end)


def _also_met(text: str, start: int, end: int) -> int:
    """Where a statement ends that goes on with what else nothing met with; 0 where none does."""
    if text.find("被", start, end) < 0:
        return 0
    narrowed = CASE_WORD.search(text, start, end)
    more = ALSO_MET.match(text, end) or (narrowed and NONE_MET.match(text, end))
    return more.end() if more else 0


def _joined_before(text: str, end: int, book: Codebook) -> Iterator[Amount]:
    """The subjects before the last that a statement at `end` denies; none where one is no noun."""
    low = max(0, end - SUBJECTS_REACH, *(text.rfind(mark, 0, end) + 1 for mark in MARKS))
    cuts = [match.span() for match in JOINTS.finditer(text, low, end)]
    if not cuts or not _subject(book).search(text[cuts[-1][1] : end]):
        return
    begins = (low, *(after for _, after in cuts))
    for begin, (cut, _) in zip(begins, cuts, strict=False):
        led = LED.match(text, begin, cut)
        first = led.end() if led else begin
        if noun := _subject(book).search(text[first:cut]):
            # A general noun is none without what stands before it (个人极端事件).
            short = len(noun[0]) <= len(HEAD_NOUN)
            yield _none(text, first if short else first + noun.start(), cut)


def _none(text: str, start: int, end: int) -> Amount:
    word = CASE_WORD.search(text, start, end)
    return Amount(start, end, 0.0, None, word[1] if word else None, "exact", True)


def _is_aim(text: str, start: int, aims: re.Pattern[str]) -> bool:
    return bool(aims.search(text, clause_start(text, start, AIM_REACH), start))
