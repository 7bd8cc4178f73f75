"""What the period of a mention is told by: the mention in its place, and what is told of it; and
whether it is a part of a total told before it."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.units import any_of, dimension_of
from fazhi.parse.quantities.amount import Amount

# How the number follows its noun (调解员共30名, 由6名增加到19名), and how far the noun may follow
# the number.
GREW = r"(?:增加|增|扩大|扩充|扩|壮大|充实|发展|提升|上升|减少|减|下降|降|精简)(?:到|至|为)"
TOLD = rf"”?(?:数量|人数|队伍)?(?:[由从][^，。；：、]{{1,10}}?{GREW}"
TOLD += r"|增至|增长到|(?:增加|扩大|扩充|发展|壮大|充实)[到至]"
TOLD += r"|共计|共有|共|达到|达|已达|只有|仅有|仅|总数)?$"
NEAR_NOUN = r"[^，。；：、（0-9\n的]{0,8}?"
FAR_NOUN = r"[^，。；：（0-9\n]{0,14}?"
NOUN_REACH = 24
# Brackets that open so hold a part of what stands before them (罚款30万元（含对个人7万元）).
CONTAINS = ("含", "包括", "包含")
# Years told one by one, and their figures behind (2023年、2024年分别受理12件、18件): no parts.
EACH = "分别"
EACH_YEAR = re.compile(
    rf"(?P<years>(?:20[0-9]{{2}}年?(?:[、，和及与]|以及)?){{2,6}})[^，。；0-9]{{0,12}}?{EACH}"
)
# The end of the noun that opens a part, before its number.
FIRST_NOUN = re.compile(r"[，：]?[^，。；：、0-9]{2,14}?([^，。；：、0-9]{3})(?=[0-9])")


# A measure with a bound in front of what is counted tells its kind (500平方米以上商场12家), where
# nothing was spent, won or made of it.
BOUNDS = ("以上", "以下", "以内")
MEASURES = frozenset(("area", "length", "volume", "weight", "money"))
KIND = re.compile(
    r"的?(?!用于|用来|支持|资金)[^，。；：、（）\n0-9]{2,16}(?=[0-9一两二三四五六七八九十])"
)
MADE = re.compile(
    "投入|安排|筹集|争取|发放|兑付|追回|挽回|罚款|罚没|处罚|减免|补助|补贴|完成|新增|清理|拆除|整治|种植|修复|新建"
)

# What the year made of a time limit is the year's (办理时限压缩到5个工作日); the noun may stand
# between (缩短到并联审批时间9天).
BECAME = re.compile(
    "(?:压缩|缩短|压减|缩减|减少|精简|降低|下降|提速|提升|提前|优化|减|降|缩|压)[至到为成]"
    "(?:[^，。；、0-9]{0,10}(?:时间|时限|用时|耗时|时长|期限|周期))?(?:平均|仅需|只需|仅|只|仅为)?$"
)
# So are the limits told one by one behind it (压缩至1天，其中设立登记3小时内、刻章2小时内办结).
CUT = re.compile("(?:压缩|缩短|压减|缩减|精简)[至到为][0-9一两二三四五六七八九十半]")
LAID_DOWN_FOR = re.compile("法定(?!形式|条件|情形)|规定|要求|承诺|需|须|应当")
# How much sooner work was done (提前5个月完成改造); a rule asks for notice (提前3天告知).
AHEAD = re.compile("提前了?$")
AHEAD_DONE = re.compile(
    "[^，。；、0-9]{0,4}?(?:完成|实现|达到|达标|建成|竣工|办结|结束|投用|投入|通过|超额|销号)"
)
# A share that others laid down is a rule, beside what was reached (高于省里规定的60%).
LAID_DOWN = re.compile(
    "(?:国家|上级|中央|法定|法律|自治区|自治州|部委|[省市县区州盟旗部])[^，。；、0-9]{0,6}?"
    "(?:(?:规定|要求|确定|明确|设定)的|(?:规定|要求|确定|明确|设定|定)的?"
    "(?:目标|标准|指标|比例|要求|底线|下限)(?:值|为)?)$"
)
# What can be done with things (可共享的60个证照) is no licence and no assent.
USABLE = re.compile("(?<![许认])可(?!以)[^，。；：、0-9]{2,6}的$")
LISTED_UNITS = frozenset("项个类条种件")
HELD_REACH = 100
# From a share to what is said of it.
SHARED_REACH = 24


class _States(NamedTuple):
    """The patterns of what a list holds, who has joined and what is offered."""

    held: re.Pattern[str]
    joined: re.Pattern[str]
    offered: re.Pattern[str]
    offered_behind: re.Pattern[str]
    doable: re.Pattern[str]
    doable_before: re.Pattern[str]
    doable_behind: re.Pattern[str]


class Told(msgspec.Struct, frozen=True, gc=False):
    """`rate`, `plan`, `previous`, `stock` or `year`; whether a difference or a part.

    `carries` is true where words before the number told a state: a list behind it goes on with it.
    """

    period: str
    change: bool
    part: bool
    carries: bool


class Setting(msgspec.Struct, frozen=True, gc=False):
    """A mention in its clean text: bounds of clause and sentence, the part's role, where the
    mention before it ends and what that one told, and which years it is of (`Years.of`)."""

    text: str
    amount: Amount
    clause: tuple[int, int]
    sentence: tuple[int, int]
    role: str = ""
    last: tuple[int, Told] | None = None
    year: str = ""


def is_part(setting: Setting, book: Codebook) -> bool:
    """Whether the figure is a part of a total told before it in the sentence (其中…)."""
    text, start = setting.text, setting.amount.start
    low = setting.sentence[0]
    opened = text.rfind("（", low, start)
    if opened >= 0 and text.startswith(CONTAINS, opened + 1) and "）" not in text[opened:start]:
        return True
    for word in wording(book).part:
        # Rates told together (分别为98%、100%) are no parts of a whole.
        if word == EACH and (setting.amount.unit == "%" or EACH_YEAR.search(text, low, start)):
            continue
        at = text.rfind(word, low, start)
        if at >= 0 and _is_closed(text, low, at, start):
            continue
        if at >= 0 and (
            "；" not in text[at:start]
            or text.startswith("：", at + len(word))
            or _is_told_alike(text, at + len(word), start)
        ):
            return not _tells_a_total(text, at, start, book)
    return False


def delimits(setting: Setting, book: Codebook) -> bool:
    """Whether the figure is a bound that tells of what kind the things counted behind it are."""
    text, amount = setting.text, setting.amount
    if not text.endswith(BOUNDS, amount.start, amount.end):
        return False
    if dimension_of(amount.unit, book) not in MEASURES:
        return False
    return bool(KIND.match(text, amount.end)) and not MADE.search(
        text, setting.clause[0], amount.start
    )


def is_time_saved(setting: Setting) -> bool:
    """Whether a time is what a limit was cut to, or how much sooner the year's work was done."""
    text, low, amount = setting.text, setting.clause[0], setting.amount
    if BECAME.search(text, low, amount.start):
        return True
    cut = CUT.search(text, setting.sentence[0], amount.start)
    if cut and not LAID_DOWN_FOR.search(text, low, amount.start):
        return True
    ahead = AHEAD.search(text, low, amount.start)
    return bool(ahead and AHEAD_DONE.match(text, amount.end))


def is_standing_share(setting: Setting) -> bool:
    """Whether a share is one that was laid down (高于省定的60%)."""
    text, low, amount = setting.text, setting.clause[0], setting.amount
    return LAID_DOWN.search(text, low, amount.start) is not None


@derived
def _states(book: Codebook) -> _States:
    period = wording(book).period
    no_work = "".join(f"(?<!{word})" for word in period.lists_of_work)
    named = "(?:（[^（）]{1,14}）)?"
    joined, grown, doable = (any_of(one) for one in (period.joined, period.grown, period.doable))
    come = f"(?:增至|增到|{grown}(?:[到至]|为|成为|了?到))"
    return _States(
        held=re.compile(
            f"{no_work}{any_of(period.lists)}{named}[》”]{{0,2}}{named}，?"
            f"(?:该清单|其中|内容|分别|共计?|总共|均|主要|具体|现)?{any_of(period.holds)}(?!了?培训)"
            "[^。；，]{0,60}$"
        ),
        joined=re.compile(
            f"{joined}(?:数量?|总数|规模|人数)?(?:已|现)?(?:[由从][^，。；：、]{{1,10}}?)?{come}$"
            f"|{grown}[^，。；：、0-9]{{0,10}}{joined}(?:数量?|总数|规模)?[至到为]$"
        ),
        offered=re.compile(f"{any_of(period.offered)}[^，。；：0-9]{{0,10}}$"),
        offered_behind=re.compile(f"的?[^，。；：0-9]{{0,10}}?{any_of(period.offered)}"),
        doable=re.compile(f"[^，。；：、0-9]{{0,14}}?{doable}(?!理?[率件])"),
        doable_behind=re.compile(f"的?[^，。；、0-9]{{0,4}}?“?{doable}(?![结件率]|理[件率])"),
        doable_before=re.compile(f"{doable}(?:”)?[^，。；：、0-9率件量]{{0,4}}$"),
    )


def is_doable(setting: Setting, book: Codebook) -> bool:
    """Whether a share is that of matters that can be done so (事项100%网上可办): they stand."""
    text, amount, low, cues = setting.text, setting.amount, setting.clause[0], _states(book)
    if amount.unit != "%":
        return False
    if cues.doable_behind.match(text, amount.end):
        return True
    near = max(low, amount.start - SHARED_REACH)
    if cues.offered.search(text, near, amount.start):
        said = cues.doable.match(text, amount.end) or cues.doable_before.search(
            text, near, amount.start
        )
        return said is not None
    offered = cues.offered_behind.match(text, amount.end)
    return offered is not None and cues.doable.match(text, offered.end()) is not None


def is_held(setting: Setting, book: Codebook) -> bool:
    """Whether the figure counts what a list holds (清单明确286个), or things that can be used."""
    text, amount, low = setting.text, setting.amount, setting.clause[0]
    if amount.unit not in LISTED_UNITS:
        return False
    first = max(setting.sentence[0], amount.start - HELD_REACH)
    return bool(USABLE.search(text, low, amount.start)) or bool(
        _states(book).held.search(text, first, amount.start)
    )


def has_joined(setting: Setting, book: Codebook) -> bool:
    """Whether members or bodies have come to so many (成员单位调整至31个)."""
    text, low, start = setting.text, setting.clause[0], setting.amount.start
    return _states(book).joined.search(text, low, start) is not None


def is_event(unit: str | None, book: Codebook) -> bool:
    """Whether a measure word counts what happened: it never stands (下辖党组织学习40次)."""
    return unit in wording(book).one.events


def _is_told_alike(text: str, first: int, start: int) -> bool:
    """Whether what follows a semicolon opens as the first part did (简易程序…；普通程序…)."""
    nouns = (FIRST_NOUN.match(text, at) for at in (first, text.rfind("；", first, start) + 1))
    ends = {noun[1] if noun else str(noun) for noun in nouns}
    return len(ends) == 1 and "None" not in ends


def _tells_a_total(text: str, at: int, start: int, book: Codebook) -> bool:
    """Whether a clause behind the parts adds up (其中简易程序5件，罚款共计2万元)."""
    comma = text.rfind("，", at, start)
    return comma >= 0 and text[comma + 1 : start].endswith(wording(book).total)


def _is_closed(text: str, low: int, at: int, start: int) -> bool:
    """Whether a word stands in a bracket that is closed before the mention begins."""
    inside = text.rfind("（", low, at) > text.rfind("）", low, at)
    return inside and text.find("）", at, start) >= 0
