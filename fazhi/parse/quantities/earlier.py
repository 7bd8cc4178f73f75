"""Which year a figure is of: the report's or an earlier one (去年56批次, 2022年99件); and whether
it is a difference against another (同比增长12%).

The nearest word for a year before the figure, in its part of the sentence, decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from copy import copy
from itertools import groupby
from typing import NamedTuple

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.units import any_of, dimension_of
from fazhi.parse.quantities.amount import Amount
from fazhi.parse.quantities.cues import changes_of, cues_of
from fazhi.parse.quantities.setting import EACH, EACH_YEAR, Setting, is_event
from fazhi.records import Outline

OF_A_YEAR = re.compile(r"(?:20[0-9]{2}年|去年|上年|前年|上一年)度?$")
PREVIOUS, SINCE = "previous", "since"
BRACKETED = re.compile(r"《[^《》\n]{0,120}》")
# A year that begins or ends a span of years is told of by the words for spans.
SPAN = re.compile(r"(?:[至到—－–~～-]|、)(?:19|20)[0-9]{2}年?")
SPANNED = re.compile(r"[0-9年][至到—－–~～-]|年、")
# What may follow a year and belongs to it.
BEHIND = re.compile(r"度?(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?P<same>同期)?(?P<since>以来|至今|起)?")
COMPARED = ("较", "比", "与", "由", "从", "高于", "低于", "多于", "少于")
# Words of which 上年 is but a part.
NO_YEAR = ("网上年", "以上年", "马上年")
# What may stand between the word of a comparison and its figure (较上年的99件).
NOTHING = re.compile(r"(?:同期|[底末])?(?:的|共|为|约)?")
IS = ("为", "是", "仅为", "只有")
# The first figure of a change between levels (由15件降至9件, 原有25项压减至18项), and how far both
# may stand.
FROM = re.compile(r"(?:[由从]|原有|原来的?)[^，。；：0-9]{0,14}$")
TO = re.compile(
    r"[^。；：0-9]{0,16}?(?:降|减|增|升|提高|扩|缩|压|上涨|下滑|精简|调整|优化|提速)[^，。；：0-9]{0,4}?[到至为成]"
)
FROM_REACH = 18
# A time limit that the law lays down is no earlier year's (由法定20个工作日压缩到5个工作日).
LAID_DOWN = "法定"
A_YEAR, A_FIGURE = re.compile("20[0-9]{2}"), re.compile(r"[0-9]+(?:[.,][0-9]+)?")
# Whatever tells of another year holds one of these: most sentences hold none.
HINT = re.compile("[年同由从原]")
# Figures of these kinds compare or last, and are of no year.
TIMELESS = frozenset({"duration", "ratio", "percentage_points"})
# Totals over several years are no figures of the year.
MANY_YEARS = re.compile(
    r"(?<![对把将就近])(?:近(?:[两三四五六七八九十几]|[2-9])?年|(?:[两三四五六七八九十]|[2-9]|[12][0-9])年(?:多)?来)"
    r"|(?<![〇零一二三四五六七八九十第])[两三四五六七八九十]年(?:累计|间|共计)"
    r"|十[一二三四五六]五[”\"’]?(?:规划)?(?:时期|期间|以来)"
    r"|(?P<first>(?:19|20)[0-9]{2})年[^，。；]{0,8}?[至到—-](?P<last>(?:19|20)[0-9]{2})年"
)
# Whatever adds up years holds one of these: most sentences hold none.
YEARS_HINT = re.compile("年|十.五")
# So often running that a rank was held for years.
IN_A_ROW = "连续"
RANKED = re.compile("[^，。；0-9]{0,8}?(?:获|被|入选|位列|位居|稳居|蝉联|名列|保持|排名)")
# Before a year they tell that what is of that time is dealt with now (对2018年以来的文件，废止3件).
DEALT_WITH = frozenset("对将把就理查")
LEFT_OVER = "结转"
LEFT = re.compile(f"{LEFT_OVER}[^0-9，。；）]{{0,10}}")
# How far behind 去年 the year it is set against may stand.
NEAR = 60

# From the word for another year to the share that is held against it.
REACH = 10
LEVEL_BEFORE = "到至为达成"
# Right before a figure it names whose it is (去年同期100件).
SAME_TIME = "同期"
# From the word for a change to its figure.
LONGEST_CHANGE = 8
RELATIVE = frozenset((None, "%", "倍"))
# What stands between the members of a list that share their verb.
LISTED = ("、", "和", "及", "与", "以及")


# What there is once the year's are added (新认定示范户16户，累计达到70户).
GREW_TO = re.compile("(?:全[镇乡县区市]|街道|目前|现)?(?:已?累计已?|总数已?)(?:达到|达|有)")
NEWLY = re.compile("新(?:增|认定|培育|培养|建|创|打造|命名|评|设|聘|发展|选|添|登记|注册)")
BY_NOW_ALL = "已累计"
# What is held every year names none by that (参加年度学法考试，累计创建示范村9个).
YEARLY = re.compile("年度(?:学法|法律|宪法|普法|述法|述职|考试|考核|考评|测试|检查|评查)")
# How far back a line may name the year for all that it tells.
LONGEST_LINE = 4_000

# What stands before a year that opens its clause, with nothing before that.
OPENING = frozenset(("", *"自从，。；：、（\n "))


def spans_years(setting: Setting, book: Codebook) -> bool:
    """Whether the sentence adds up years (近三年, 连续8次入选) and not the year after all."""
    text, start = setting.text, setting.amount.start
    if text.startswith(IN_A_ROW, start - 2) and RANKED.match(text, setting.amount.end):
        return True
    if setting.amount.unit == "%" or not YEARS_HINT.search(text, setting.sentence[0], start):
        return False
    found = MANY_YEARS.search(text, setting.sentence[0], start)
    if not found:
        return False
    if found["first"] and int(found["last"]) - int(found["first"]) < 2:
        return False
    return not cues_of(book).year.search(text, found.end(), start)


def is_cumulative(setting: Setting, book: Codebook) -> bool:
    """Whether 累计 tells more than the year: over years, or what stands by now.

    Events added up (累计开展, 累计发放) are the year's, and so is all of a line that names it.
    """
    cues, text, start, low = cues_of(book), setting.text, setting.amount.start, setting.clause[0]
    if not any(text.find(word, low, start) >= 0 for word in wording(book).period.cumulative):
        return False
    if cues.since.search(text, setting.sentence[0], start):
        return True
    if GREW_TO.fullmatch(text, low, start) and NEWLY.search(text, setting.sentence[0], low):
        # Behind what the year added it tells how many there are by now.
        return not is_event(setting.amount.unit, book)
    reach = max(0, start - LONGEST_LINE)
    line = text.rfind("\n", reach, start) + 1 or reach
    if text.find(BY_NOW_ALL, low, start) >= 0:
        # What 已累计 adds up stands, whatever the line told of the year before it.
        line = setting.sentence[0]
    if not cues.builds.search(text, low, start):
        return False
    years = cues.year.finditer(text, line, start)
    return all(YEARLY.match(text, found.start()) for found in years)


class _Word(NamedTuple):
    """A word for a year: its place, the year if it names one, and how it is meant."""

    start: int
    end: int
    year: int | None
    kind: str


class Years:
    """The words for years in one clean text, and which figures they make earlier ones."""

    def __init__(
        self, text: str, outline: Outline, report_year: int | None, book: Codebook
    ) -> None:
        self.book = book
        self._text = text
        self._report_year = report_year
        self._sentence = self._hint = self._part = -1
        self._words: list[_Word] = []
        # Where nothing is told of 今年, 去年 may well be the year of a report written after it.
        self._contrasts = any(
            "今年" in part.text for part in outline.paragraphs if part.role != "plan"
        )

    def in_other(self, text: str) -> Years:
        """The words for years in another text of the same report."""
        other = copy(self)
        other._text = text
        other._sentence = other._hint = other._part = -1
        other._words = []
        return other

    def of(self, amount: Amount, sentence: tuple[int, int]) -> str:
        """`previous`, `since` (several years up to now), or empty for the report's own year."""
        text, start = self._text, amount.start
        low, high = sentence
        if low != self._sentence:
            hint = HINT.search(text, max(low - FROM_REACH, 0), high)
            self._sentence, self._hint = low, hint.start() if hint else high
        if start <= self._hint:
            return ""
        near = text[max(start - FROM_REACH, 0) : start]
        if (
            ("由" in near or "从" in near or "原" in near)
            and (opened := FROM.search(near))
            and LAID_DOWN not in opened[0]
            and TO.match(text, amount.end)
        ):
            return PREVIOUS
        if text.find("年", low, start) < 0 and text.find("同期", low, start) < 0:
            return ""
        if dimension_of(amount.unit, self.book) in TIMELESS:
            return ""
        each = self._of_each(low, start) if text.find(EACH, low, start) >= 0 else None
        return self._by_nearest(low, high, start) if each is None else each

    def _by_nearest(self, low: int, high: int, start: int) -> str:
        """What the nearest word for a year in a figure's part of the sentence makes of it."""
        low = max(low, self._text.rfind("；", low, start) + 1)
        if low != self._part:
            self._part, self._words = low, list(_words(self._text, low, high + NEAR, self.book))
        for at in range(bisect_left(self._words, (start,)) - 1, -1, -1):
            told = self._told(at, start)
            if told is not None:
                return told
        return ""

    def _of_each(self, low: int, start: int) -> str | None:
        """Which of the years told one by one a figure is of; null where none are told so."""
        found = EACH_YEAR.search(self._text, low, start)
        if found is None:
            return None
        years = [int(year) for year in A_YEAR.findall(found["years"])]
        place = len(A_FIGURE.findall(self._text, found.end(), start))
        if place >= len(years):
            # What follows them is of no one of these, unless another year is named.
            return None if self._text.find("年", found.end(), start) >= 0 else ""
        return PREVIOUS if years[place] < (self._report_year or max(years)) else ""

    def _told(self, at: int, start: int) -> str | None:
        """What one word makes of a figure behind it; null where it says nothing of it."""
        word = self._words[at]
        between = self._text[word.end : start]
        if word.kind == "compared":
            return PREVIOUS if NOTHING.fullmatch(between) else None
        bracketed = self._text[word.start - 1 : word.start] in ("（", "(")
        if bracketed and ("）" in between or ")" in between):
            # What a bracket tells ends with it (120件（去年100件），上升20%).
            return None
        left_over = word.kind == "before" and between.startswith(LEFT_OVER)
        is_told = word.year is None and word.kind == "before" and between in IS
        if is_told or (left_over and LEFT.fullmatch(between)):
            # A clause of its own tells what it was (出庭率93.5%，上年为86.1%), or what the year
            # before left over (上年结转21件), which makes no figure behind it one of that year.
            return PREVIOUS
        if (
            left_over
            or word.kind == "now"
            or not (self._is_earlier(at) or (bracketed and not word.year))
        ):
            return ""
        if word.kind == "since":
            before = self._text[word.start - 1 : word.start]
            return "" if _is_attribute(between, before) else SINCE
        return "" if _cues(self.book)[1].match(between) or _is_of_a_thing(between) else PREVIOUS

    def _compares(self, at: int) -> bool:
        """Whether what stands before a word sets this year against the last (较上年增长20%)."""
        if any(one.kind == "compared" for one in self._words[:at]):
            return True
        return self._text.find("同比", max(self._part, 0), self._words[at].start) >= 0

    def _is_earlier(self, at: int) -> bool:
        word, later = self._words[at], self._words[at + 1] if at + 1 < len(self._words) else None
        near = later is not None and later.start - word.end <= NEAR
        if word.year is None:
            return (
                word.kind == "same"
                or self._contrasts
                or self._compares(at)
                or (near and _is_now(later, self._report_year))
            )
        latest = self._report_year or (later.year if near and later else None)
        return latest is not None and word.year < latest


def _is_now(word: _Word | None, report_year: int | None) -> bool:
    return word is not None and (word.kind == "now" or (word.year or 0) == report_year)


def _is_attribute(between: str, before: str) -> bool:
    """Whether the time since is that of a thing dealt with now (2018年以来发布的文件，废止9件).

    `before` is what stands right before it: words of its clause (梳理2018年以来发布的文件140件),
    or one that tells what is dealt with (对2018年以来的12件文件进行清理).
    """
    clause = between.partition("，")[0]
    if before in DEALT_WITH:
        return "的" in clause
    inside = before not in OPENING
    return clause.find("的") > 1 and (inside or len(between) > len(clause))


def _is_of_a_thing(between: str) -> bool:
    """Whether the year belongs to a thing that is spoken of now (对2022年出台的5份文件)."""
    at = between.find("的")
    return at > 1 or (at >= 0 and "，" in between)


@derived
def _cues(book: Codebook) -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """The words for years, led by their first characters; what a year names; those for now."""
    cues = wording(book).earlier
    words = {*cues.before, *cues.now, "同期"}
    branches = (
        rf"(?<={first}){any_of(word[1:] for word in group)}"
        for first, group in groupby(sorted(words), key=lambda word: word[0])
    )
    firsts = "".join(sorted({word[0] for word in words}))
    return (
        re.compile(rf"[{firsts}2](?:(?<=2)0[0-9]{{2}}年|{'|'.join(branches)})"),
        re.compile(rf"[^，。；0-9]{{0,16}}?{any_of(cues.named)}"),
        frozenset(cues.now),
    )


def _words(text: str, low: int, high: int, book: Codebook) -> Iterator[_Word]:
    """The words for years in a stretch, those in titles left out."""
    ends, starts = _titles(text, low, high)
    for match in _cues(book)[0].finditer(text, low, high):
        start, end = match.span()
        title = bisect_left(ends, start + 1)
        if (title < len(ends) and starts[title] <= start) or text.startswith(
            NO_YEAR, max(start - 1, 0)
        ):
            continue
        word = match[0]
        year = int(word[:4]) if word[0] == "2" else None
        if year and (SPAN.match(text, end) or SPANNED.fullmatch(text, max(start - 2, 0), start)):
            continue
        kind = _kind(text, start, end, word, book)
        # 2023年全年, 去年上半年: part or whole of the year just named.
        if kind == "now" and OF_A_YEAR.search(text, max(start - 6, 0), start):
            continue
        if kind:
            yield _Word(start, end + len(_behind(text, end)[0]), year, kind)


def _titles(text: str, low: int, high: int) -> tuple[list[int], list[int]]:
    places = [match.span() for match in BRACKETED.finditer(text, low, high)]
    return [end for _, end in places], [start for start, _ in places]


def _behind(text: str, end: int) -> re.Match[str]:
    found = BEHIND.match(text, end)
    assert found is not None
    return found


def _kind(text: str, start: int, end: int, word: str, book: Codebook) -> str:
    """How a word for a year is meant; empty where it is none."""
    before = text[max(start - 2, 0) : start]
    loose = word[0] != "2" and before[-1:] in ("同", "和", "跟")
    if loose or before.endswith(COMPARED):
        return "" if word in _cues(book)[2] else "compared"
    if word == "同期":
        return ""
    if word in _cues(book)[2]:
        return "now"
    behind = _behind(text, end)
    if behind["since"]:
        return "since"
    return "same" if behind["same"] else "before"


def is_change(setting: Setting, cued: bool, book: Codebook) -> bool:
    """Whether the figure tells a difference (同比增长12%) and no level (增加到12件)."""
    text, start, relative = setting.text, setting.amount.start, setting.amount.unit in RELATIVE
    if _changes_on(setting) or (relative and _is_comparison(setting, book)):
        return True
    if not cued:
        return False
    change, low = changes_of(book), setting.clause[0]
    if change.directly.search(text, max(low, start - LONGEST_CHANGE), start):
        return True
    if relative and change.before_noun.search(text, low, start):
        return True
    is_level = text[start - 1] in LEVEL_BEFORE or text.endswith(SAME_TIME, low, start)
    found = None if is_level else change.cues.search(text, low, start)
    # What the year is held against is a level (较去年1.52万件，下降9%).
    if found and setting.year == PREVIOUS and (not relative or text[start - 1] == "的"):
        return not NOTHING.fullmatch(text, found.end(), start)
    return bool(found)


def _is_comparison(setting: Setting, book: Codebook) -> bool:
    """Whether a share tells a change itself (翻一番) or is held against another year's."""
    change, text, start = changes_of(book), setting.text, setting.amount.start
    if change.whole.match(text, start):
        return True
    if text[start - 1 : start] != "的":
        return False
    end, told = setting.last or (0, None)
    was = told is not None and end == start - 1 and told.period == PREVIOUS
    other = change.other.search(text, max(start - REACH, 0), start)
    # What this year's is held against is a level (满意率较去年的91%提高4个百分点).
    return was or (other is not None and not text.endswith(COMPARED, 0, other.start()))


def _changes_on(setting: Setting) -> bool:
    """Whether the figure goes on a list of changes of one kind (下降12%、8%和5%)."""
    if setting.last is None or not setting.last[1].change:
        return False
    text, end, start = setting.text, setting.last[0], setting.amount.start
    return text[end:start] in LISTED and text[end - 1] == text[setting.amount.end - 1]
