"""Numbers that state no amount: names, dates, ordinals, set phrases, the indefinite 一."""

from __future__ import annotations

import re
from collections.abc import Callable

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.clauses import clause_start
from fazhi.language.units import any_of

ORDINAL_BEFORE = "第+＋〔No№/\\#_=&@"
# So many of which have what is told next (每三个月一次, 每万人3名).
EACH = "每"
LONGEST_TITLE = 80
LONGEST_QUOTED_NAME = 14
CIRCLE = re.compile(r"[^，。；、\n]{0,9}圈")
# What is reached in so long here, in so long there tells both (城区15分钟、乡村20分钟的…圈).
OTHER_REACH = re.compile(r"\d分钟[、和][^，。；、\n0-9]{1,16}$")
ORDINAL_LIST = re.compile(r"第[0-9一二三四五六七八九十、]+、$")
MEETING = re.compile(r"(?:、[一二三四五六七八九十]+次)*(?:会议|全会|全体|党代|代表大会|人大|常委)")
MEETING_BEFORE = re.compile(r"(?:届|人大|党代会|大会|全会)(?:[一二三四五六七八九十]+次、)*$")
POLICY = re.compile(r"等[^，。；、0-9]{0,6}(?:政策|举措|措施|新政)")
MEASURED = re.compile(r"[0-9一二三四五六七八九十百千万][期次场件起名人家份条户个宗批轮]次?/$")
EVERY_DAY = re.compile(r"(?:7|365|七)(?:天|日)?[×xX*✕·、+]?$")
ROUND_THE_CLOCK = re.compile(r"[×xX*✕·、+]?24小时|(?:全天候|不打烊|不断档|无休)")
DATE_BEFORE = "年月日.．:：时点号"
NUMERALS = frozenset("0123456789一二三四五六七八九十")
SPAN_BEHIND = ("以", "内", "之内", "左右")
YEAR_SPAN_BEHIND = ("以上", "以下", "以内", "之内", "左右")
YEAR_SPAN_BEFORE = re.compile(
    r"(?:满|历时|长达|持续|遗留|拖延|悬置|积压|停滞|困扰[^，。；0-9]{0,6}|时隔|为期|有效期|期限|超过|不少于|不低于|超|逾|至少|不足|不超过|连续|任期|提前|延长)(?:为|达|了)?$"
)
RANK_BEFORE = "前列"
RANKED = re.compile(
    r"(?:位居|位列|排名|排在|名列|居|列)(?:全[国省市区县镇]|各[^，。；]{1,6})?(?:的|了)?$"
)
NUMERAL = {
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
    "九": "9",
}
# 二 before most measure words is an ordinal (二期, 二审): amounts are said with 两.
SECOND = "二"
# Older prose parts the tens from the ones (四十有二起).
TENS_APART = ("十有", "十又", "百有", "百又")
ORDERED_BEFORE = "其期周、"
SINGLE = "一二两三四五六七八九十"
CUE_REACH = 14
RANK_REACH = 12
SAYING_REACH = 6
# A figure of more than one behind it.
ANOTHER = re.compile(
    r"[、，；][^，。；、0-9一]{1,8}?(?:[0-9]{1,4}|[二两三四五六七八九十百]{1,6})(?P<unit>[^，。；、0-9])"
)
COUNTER_LASTS = "：:览读击问量数"


@derived
def _names(book: Codebook) -> re.Pattern[str]:
    names = set(wording(book).names)
    # 五类 alone is short for its five kinds, 5类 counts.
    spoken = {name for name in names if name[0] in NUMERAL and name[1:] != "类"}
    names |= {NUMERAL[name[0]] + name[1:] for name in spoken}
    return re.compile(any_of(names))


@derived
def _furniture(book: Codebook) -> re.Pattern[str]:
    """What counts views of a page; of what the year sent it is a figure (推送36篇，阅读量8万次)."""
    words = any_of(wording(book).furniture)
    return re.compile(f"{words}[：:]$|(?<![，、；总计]){words}$")


@derived
def _sessions(book: Codebook) -> re.Pattern[str]:
    return re.compile(any_of(wording(book).sessions))


@derived
def _abstract(book: Codebook) -> tuple[re.Pattern[str], frozenset[str]]:
    entry = wording(book).abstract
    return re.compile(any_of(entry.heads)), frozenset(entry.measure_words)


def is_name(text: str, start: int, end: int, number: str, unit: str, book: Codebook) -> bool:
    """Whether the number at `start`, whose measure word ends at `end`, is no amount."""
    before = text[start - 1] if start else "\n"
    check = UNIT_CHECKS.get(unit)
    return bool(
        before == EACH
        or (before in ORDINAL_BEFORE and not _parts_two_measures(text, start))
        or number == "〇"
        or (number == SECOND and _orders(before, unit, book) and not tens_stand_apart(text, start))
        or number + unit == "零件"
        or (number[0] == "0" and number[1:2].isdigit())
        or _names(book).match(text, start)
        or (before == "、" and ORDINAL_LIST.search(text, max(start - 12, 0), start))
        or (before in COUNTER_LASTS and _furniture(book).search(text, max(start - 6, 0), start))
        or (check and check(text, start, end, number, book))
        or (len(number) == 1 and number in SINGLE and _is_abstract(text, end, unit, book))
        or _inside_title_or_quote(text, start, end)
    )


def tens_stand_apart(text: str, start: int) -> bool:
    """Whether what begins there is but the ones of a number (四十有二起)."""
    return start > 1 and text.startswith(TENS_APART, start - 2)


def _orders(before: str, unit: str, book: Codebook) -> bool:
    return before in ORDERED_BEFORE or unit not in wording(book).counted_by_two


def _parts_two_measures(text: str, start: int) -> bool:
    """Whether a stroke stands between two numbers with their measure words (2期/180人次)."""
    return bool(MEASURED.search(text, max(start - 10, 0), start))


def _is_abstract(text: str, end: int, unit: str, book: Codebook) -> bool:
    """Whether a numeral only structures what follows (三个方面)."""
    heads, words = _abstract(book)
    return unit in words and bool(heads.match(text, end))


def _is_day(text: str, start: int, end: int, _number: str, _book: Codebook) -> bool:
    """日 and 周 count time only where 内 or 以内 follows."""
    return text[start - 1] in "年月至" or not text.startswith(SPAN_BEHIND, end)


def _is_year(text: str, start: int, end: int, _number: str, _book: Codebook) -> bool:
    """年 counts time only where words for a span stand round it (满三年, 5年以上)."""
    span = YEAR_SPAN_BEFORE.search(text, max(start - 6, 0), start)
    return not (span or text.startswith(YEAR_SPAN_BEHIND, end))


def _is_minute(text: str, start: int, _end: int, number: str, _book: Codebook) -> bool:
    return text[start - 1] in DATE_BEFORE or "点" in number


def _is_rank(text: str, start: int, _end: int, _number: str, _book: Codebook) -> bool:
    """A place in an order (前5名, 位居全市61名)."""
    return text[start - 1] in RANK_BEFORE or bool(
        RANKED.search(text, max(start - RANK_REACH, 0), start)
    )


def _is_since(text: str, start: int, _end: int, number: str, _book: Codebook) -> bool:
    """起 says “from” behind a date (5月1日起, 自2021起)."""
    before = text[start - 1]
    dated = before in DATE_BEFORE and text[start - 2 : start - 1] in NUMERALS
    return dated or (before in "自从" and number[:2] in ("19", "20"))


def _is_edition(text: str, start: int, _end: int, number: str, book: Codebook) -> bool:
    """期 with a Chinese numeral says which one, unless the clause tells of holding it."""
    # 分七期 is in seven, however it was told.
    if number[0].isascii() or len(number) > 2 or number[0] in "两十" or text[start - 1] == "分":
        return False
    return not _sessions(book).search(text, clause_start(text, start, CUE_REACH), start)


def _is_reach(text: str, start: int, end: int, _number: str, _book: Codebook) -> bool:
    """A circle named for the minutes it takes (15分钟便民服务圈)."""
    return bool(CIRCLE.match(text, end)) and not OTHER_REACH.search(text, max(start - 22, 0), start)


@derived
def _always_open(book: Codebook) -> re.Pattern[str]:
    cues = wording(book).always_open
    return re.compile(
        rf"(?!{any_of(cues.verbs)})(?:(?!{any_of(cues.verbs)})[^，。；、：\n0-9]){{0,10}}?{any_of(cues.places)}"
    )


def _is_opening_hours(text: str, start: int, end: int, number: str, book: Codebook) -> bool:
    """24小时 in the name of a place that never closes (24小时智慧政务服务中心, 7×24小时)."""
    if number != "24":
        return False
    around_the_clock = EVERY_DAY.search(text, max(start - 5, 0), start)
    return bool(around_the_clock or _always_open(book).match(text, end))


def _is_every_day(text: str, _start: int, end: int, number: str, _book: Codebook) -> bool:
    """All days of a week or a year, as a motto (365天24小时)."""
    return number in ("7", "365") and bool(ROUND_THE_CLOCK.match(text, end))


def _is_slogan_share(text: str, start: int, _end: int, number: str, _book: Codebook) -> bool:
    """Behind 个 a full percentage is a motto (六个100%)."""
    return text[start - 1] == "个" and number == "100"


def _is_session(text: str, start: int, end: int, _number: str, _book: Codebook) -> bool:
    """次 numbers the meetings of a congress (届三次会议)."""
    met = MEETING.match(text, end)
    return bool(met and MEETING_BEFORE.search(text, max(start - 14, 0), start))


def _is_policy(text: str, _start: int, end: int, _number: str, _book: Codebook) -> bool:
    """条 in the name of a policy that is one of several (助企纾困28条等惠企政策)."""
    return bool(POLICY.match(text, end))


UNIT_CHECKS: dict[str, Callable[[str, int, int, str, Codebook], bool]] = {
    "年": _is_year,
    "日": _is_day,
    "周": _is_day,
    "分": _is_minute,
    "名": _is_rank,
    "位": _is_rank,
    "起": _is_since,
    "条": _is_policy,
    "次": _is_session,
    "期": _is_edition,
    "分钟": _is_reach,
    "小时": _is_opening_hours,
    "天": _is_every_day,
    "%": _is_slogan_share,
}


def _inside_title_or_quote(text: str, start: int, end: int) -> bool:
    """Whether the place lies in a 《title》 or in a short quoted name (“三项制度”)."""
    at = text.rfind("《", max(start - LONGEST_TITLE, 0), start)
    if at >= 0 and text.find("》", at, start) < 0 and "\n" not in text[at:start]:
        return True
    at = text.rfind("“", max(start - LONGEST_QUOTED_NAME, 0), start)
    if at < 0 or text.find("”", at, start) >= 0:
        return False
    close = text.find("”", end, at + LONGEST_QUOTED_NAME + 4)
    return close >= 0 and "，" not in text[at:close]


@derived
def _one(book: Codebook) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    entry = wording(book).one
    return (
        re.compile(f"{any_of(entry.verbs)}(?:过|了)?$"),
        re.compile(any_of(entry.cues)),
        re.compile(f"{any_of(entry.not_after)}$"),
    )


def is_indefinite(text: str, start: int, end: int, unit: str, book: Codebook) -> bool:
    """Whether 一 and its measure word say no more than “a” (一项重要任务)."""
    verbs, cues, never = _one(book)
    if never.search(text, max(start - 3, 0), start):
        return True
    low = clause_start(text, start, CUE_REACH)
    event = unit in wording(book).one.events and verbs.search(text, max(start - 4, 0), start)
    if event or cues.search(text, low, start):
        return False
    after = text[end] if end < len(text) else "\n"
    if unit not in wording(book).one.behind_noun or after not in "，。；、）\n":
        return True
    if low >= start - 2:
        # Two signs are no noun, but before another figure of the kind (镇级一个、村级十六个).
        return not (beside := ANOTHER.match(text, end)) or beside["unit"] != unit
    if unit in wording(book).one.behind_case:
        # 一起 says “together” behind any other noun.
        return text[start - 1] not in wording(book).one.case_ends
    # The same words again nearby make a saying (发现一宗、查处一宗).
    said = f"一{unit}"
    near = text[max(start - SAYING_REACH, 0) : start] + "\n" + text[end : end + SAYING_REACH]
    return said in near and text[start - 1] not in wording(book).one.case_ends
