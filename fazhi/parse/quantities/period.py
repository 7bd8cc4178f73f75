"""What a figure speaks of: the year, a state, a frequency, a plan; a level, a change or a part."""

from __future__ import annotations

import re

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.units import ONE_GOES_WITH, any_of, dimension_of
from fazhi.parse.quantities.cues import ENTERED, NOW, ON_AVERAGE, cues_of
from fazhi.parse.quantities.earlier import (
    PREVIOUS,
    RELATIVE,
    SAME_TIME,
    SINCE,
    is_change,
    is_cumulative,
    spans_years,
)
from fazhi.parse.quantities.people import (
    PERSONS,
    are_all_sites,
    covers_bodies,
    holds_new_ones,
    is_attended,
    is_body,
    is_grown,
    is_post,
    is_post_behind,
    is_scarce,
    stands_of_itself,
    tells_an_act,
)
from fazhi.parse.quantities.setting import (
    NOUN_REACH,
    Setting,
    Told,
    delimits,
    is_doable,
    is_event,
    is_held,
    is_part,
    is_standing_share,
    is_time_saved,
)
from fazhi.parse.quantities.standing import (
    POWERS,
    is_founded,
    is_listed,
)

BEHIND_REACH = 12
LONGEST_ITEM = 24
# What a matter touched: no state that a list goes on with.
REACHING = "涉及"
STANDING = ("在册", "现有")
# Gear that was given to somebody is the year's (为中队配备记录仪6台), unless it is there by now.
EQUIPPED = "配备"
# So is what came with what the year newly made (新增自助服务区，配备工作人员2名).
NEWLY = re.compile("(?:新增|新建|新设|增设|新成立|新开设|新组建|新打造)(?![^，。；0-9]{0,16}[0-9])")
GIVEN = re.compile("(?<![已均])[为给][^，。；：、每各所均0-9]{2,14}$")
FOR_ONE = re.compile(ONE_GOES_WITH)
# Behind persons who were picked for it (抽调24人组成督察组) it tells an act.
FORMED = "组成"
# Where matters were brought in this year, that they are in a hall is no state of theirs.
MOVING = re.compile("推动|推进|实现|引导|新增|协调|组织|促成|促进|增加")
MATTERS = "事项"
# What opens a clause by now (目前，全区服务事项共320项), and what stands by then (已建成站点9个).
OPENED = f"{NOW}，"
BUILT = re.compile("已(?:经|共|累计)?(?:建成|建立|建起|设立|打造)")
ALL_TOLD = ("共", "共有", "共计")
STANDING_UNITS = frozenset("项个家所支")
# Who did so this year is no part of a state (队员9人，其中1人通过下半年考试, 5人为今年新取得).
PASSED = re.compile(
    "参加|[^，。；、0-9]{0,6}(?:通过|考取|考过|报名|报考)"
    "|[^，。；、0-9]{0,4}(?:今年|年内|本年度?|当年|新近)新?(?:取得|获得|领取|考取|取证|领证|加入|招录|调入|招聘|聘)"
)
LATER_QUARTER = re.compile("[二三四2-4]季度")
PEOPLE = "人名位户"
ALL_BY_KIND = re.compile("(?:全[省市县区镇乡州盟旗]|全街道|辖区内?|所有)共?[0-9]+[家个所支]")
# What joins the last of a list of bodies (16个乡镇、242个调解组织; 16个乡镇和30个部门).
JOINS = "、和及与"
# What may stand before the plan that heads a sentence (2025年，我镇计划…, 全年拟…).
HEADED = "(?:20[0-9]{2}年度?|全年|年内)?，?(?:我[^，。；：、0-9]{1,4}?|全[省市州县区镇乡])?"
# From what each has to how many all have (，全镇合计).
LONGEST_TOTAL = 4


def tell(setting: Setting, book: Codebook) -> Told:
    """What a mention speaks of, by the words of its clause and sentence and the part's role."""
    # Most clauses hold no cue at all before the mention: one search settles that.
    cued = cues_of(book).any_before.search(setting.text, setting.clause[0], setting.amount.start)
    period = _period(setting, bool(cued), book)
    carries = _goes_on(setting, book)
    if carries and period == "year":
        period = "stock"
    elif period == "stock":
        low, start = setting.clause[0], setting.amount.start
        told = cued and cues_of(book).stock.search(setting.text, low, start)
        # How far a matter reached heads no list (涉及全国31个省，涉案金额3亿元).
        carries = carries or bool(told and not told[0].startswith(REACHING))
        carries = carries or is_founded(setting, book)
        carries = carries or bool(cued and is_cumulative(setting, book))
        carries = carries or _is_by_now(setting, book) or is_held(setting, book)
    # Most figures are no share and stand behind no change.
    likely = cued or setting.amount.unit in RELATIVE or (setting.last and setting.last[1].change)
    change = bool(likely) and is_change(setting, bool(cued), book)
    if change and period == PREVIOUS and not _names_a_year(setting):
        # What this year's changed by is this year's (去年同期71件，增长35.2%).
        period = "year"
    if change and period == "stock":
        # A difference is no state, though one is told of a state (调解员86名，较上年增加11名).
        period = "year"
    return Told(period, change, is_part(setting, book), carries)


def _names_a_year(setting: Setting) -> bool:
    """Whether the clause itself names the year before its figure (去年增长12%)."""
    low, start = setting.clause[0], setting.amount.start
    return any(setting.text.find(word, low, start) >= 0 for word in ("年", SAME_TIME))


def _goes_on(setting: Setting, book: Codebook) -> bool:
    """Whether the mention goes on with the list of a state told before it in the sentence."""
    if setting.last is None or setting.amount.zero:
        return False
    end, start = setting.last[0], setting.amount.start
    passed = setting.amount.unit in PERSONS and PASSED.match(setting.text, setting.amount.end)
    if passed or not setting.sentence[0] <= end <= start <= end + LONGEST_ITEM:
        return False
    period = setting.last[1].period
    if _is_listed(setting, period, book) or _adds_up(setting, period, book):
        return True
    if not setting.last[1].carries and not _breaks_down(setting, period):
        return False
    if is_event(setting.amount.unit, book) and setting.text[end - 1] in PEOPLE:
        # What was done for those who stand is none of them (在册对象87人，协助会见23次).
        return False
    return not cues_of(book).acts.search(setting.text, end, start)


def _breaks_down(setting: Setting, period: str) -> bool:
    """Whether the mention is a part of the state told right before it (其中, or in brackets)."""
    if period != "stock" or setting.amount.unit == "%" or setting.last is None:
        return False
    text, low, start = setting.text, setting.sentence[0], setting.amount.start
    inside = text.rfind("（", low, start) > text.rfind("）", low, start)
    return inside or text.find("其中", setting.last[0], start) >= 0


def _is_listed(setting: Setting, period: str, book: Codebook) -> bool:
    """Whether bodies and posts go on a list of bodies (16个乡镇、242个调解组织, 和30个部门)."""
    if period != "stock" or setting.last is None:
        return False
    text, end, start = setting.text, setting.last[0], setting.amount.start
    after = setting.amount.end
    if text[start - 1] not in JOINS or any(sign in text[end : start - 1] for sign in "，；：、"):
        return False
    if text[end - 1] == text[after - 1] and setting.amount.unit in wording(book).period.body_words:
        # All there are may be told kind by kind (全县8家甲类企业、12家乙类企业).
        return ALL_BY_KIND.search(text, setting.clause[0], end) is not None
    named = cues_of(book).institution_behind.match(text, after) or is_post_behind(text, after, book)
    return bool(named) and not is_attended(text, after, book)


def _adds_up(setting: Setting, period: str, book: Codebook) -> bool:
    """Whether the mention tells together what stands of each of several (各有两名，共十六名)."""
    if period != "stock" or setting.last is None:
        return False
    end, start = setting.last[0], setting.amount.start
    told = setting.text[end + 1 : start]
    alike = setting.text[end - 1] == setting.text[setting.amount.end - 1]
    return alike and len(told) <= LONGEST_TOTAL and told.endswith(wording(book).total)


def _period(setting: Setting, cued: bool, book: Codebook) -> str:
    cues, text, amount = cues_of(book), setting.text, setting.amount
    start, low = amount.start, setting.clause[0]
    if ((cued or amount.value == 1) and _is_rate(setting, book)) or _repeats(setting, book):
        return "rate"
    if setting.year == PREVIOUS and setting.role != "plan":
        return PREVIOUS
    if amount.zero:
        return "year"
    standing = cues.standing_words.match(text, start) or (
        cued and cues.standing.search(text, low, start)
    )
    planned = _is_announced(setting, book) or _plans_on(setting, book)
    if planned or (cued and cues.plan.search(text, low, start)):
        # What is announced is a plan, whether told as a figure or as a minimum.
        return "plan"
    if setting.role == "plan":
        # What a rule asks for stands in a plan too (按照每年不少于40学时的要求).
        return "stock" if standing and _is_ruled(setting, book) else "plan"
    return "stock" if standing or _is_stock(setting, cued, book) else "year"


@derived
def _done(book: Codebook) -> re.Pattern[str]:
    return re.compile(any_of(wording(book).period.done))


def _is_announced(setting: Setting, book: Codebook) -> bool:
    """Whether what heads the sentence makes all of it a plan, until it tells what was done."""
    cues, text = cues_of(book), setting.text
    first, start = setting.sentence[0], setting.amount.start
    if cues.coming.match(text, first, start):
        return True
    first = start - len(text[first:start].lstrip())
    heads = cues.plan.match(text, first, start) or _heading_plan(book).match(text, first, start)
    return bool(heads) and not _done(book).search(text, first, start)


@derived
def _heading_plan(book: Codebook) -> re.Pattern[str]:
    """What is intended at the head of a sentence (2025年，我镇拟修订文件2件，开展检查5次)."""
    period = wording(book).period
    intended = rf"(?:计划|拟){any_of(period.planned)}(?!率)(?![^，。；：、0-9]{{0,14}}[的已])"
    return re.compile(rf"{HEADED}(?:{any_of(period.plan)}|{intended})")


@derived
def _planned_too(book: Codebook) -> re.Pattern[str]:
    return re.compile(f"[、和及]{any_of(wording(book).period.planned)}")


def _plans_on(setting: Setting, book: Codebook) -> bool:
    """Whether a list of what is planned goes on with a bare verb (拟保留8件、废止2件)."""
    if setting.last is None or setting.last[1].period != "plan":
        return False
    return bool(_planned_too(book).fullmatch(setting.text, setting.last[0], setting.amount.start))


def _is_ruled(setting: Setting, book: Codebook) -> bool:
    """Whether a minimum in a plan is laid down as a rule (执法人员须2人以上), not announced."""
    cues, text, start = cues_of(book), setting.text, setting.amount.start
    low, high = setting.clause
    if cues.standing.search(text, low, start) or cues.ruled.search(text, low, high):
        return True
    return setting.amount.unit in PERSONS and not cues.produced.search(text, low, start)


def _is_rate(setting: Setting, book: Codebook) -> bool:
    cues, text, start = cues_of(book), setting.text, setting.amount.start
    low = setting.clause[0]
    if setting.amount.unit == "%" or setting.amount.zero:
        # What there was none of happened no times a year (一年没有一起诉讼).
        return False
    rate = cues.rate.search(text, low, start)
    if rate and text[rate.start() - 1] == "“" and text.find("”", rate.end(), start) >= 0:
        # The name of a campaign tells no frequency (“每月一题”12个).
        rate = None
    if rate and not cues.rate_ended.search(text, rate.end(), start):
        return setting.role != "plan" or rate[0] not in wording(book).period.rate_of_each
    if setting.amount.value == 1 and FOR_ONE.search(text, setting.sentence[0], setting.amount.end):
        return True
    if text.rfind(ON_AVERAGE, low, start) >= 0 and cues.standing_words.match(text, start):
        # So many hours at least for each, whatever lays it down (人均学法不少于30学时).
        return dimension_of(setting.amount.unit, book) == "duration"
    directly = cues.rate_directly.search(text, low, start)
    if directly and directly[0].startswith("一季度"):
        # One of several is the first (一季度2次，二季度3次).
        return not LATER_QUARTER.search(text, start, setting.sentence[1])
    return bool(directly)


def _repeats(setting: Setting, book: Codebook) -> bool:
    """Whether “once” goes on with a frequency told before it (每半年听取一次，召开一次会议), or one
    least measure with another (每人每年线下不少于90课时，线上不少于50课时)."""
    text, amount, cues = setting.text, setting.amount, cues_of(book)
    if setting.last is None or setting.last[1].period != "rate":
        return False
    end, start = setting.last[0], amount.start
    if not setting.sentence[0] <= end <= start <= end + NOUN_REACH:
        return False
    once = amount.value == 1 and text[start] == "一"
    least = text[amount.end - 1] == text[end - 1] and cues.standing_words.match(text, start)
    return bool(once or least) and not cues.year.search(text, end, start)


def _is_stock(setting: Setting, cued: bool, book: Codebook) -> bool:
    cues, text, amount = cues_of(book), setting.text, setting.amount
    low, high = setting.clause
    if setting.year == SINCE or is_founded(setting, book) or spans_years(setting, book):
        return True
    by_now = (cued and is_cumulative(setting, book)) or _is_by_now(setting, book)
    if by_now or holds_new_ones(setting, book):
        return True
    if cued and _is_the_years(setting, book):
        return False
    dimension = dimension_of(amount.unit, book)
    if dimension == "persons" and is_attended(text, amount.end, book):
        # Those who attended are the year's; bodies that take part exist already.
        return is_body(setting, book)
    if dimension == "duration":
        return not (is_time_saved(setting) or cues.duration_year.search(text, low, high))
    return bool(
        (cued and _is_told_as_state(setting, book))
        or (amount.unit in PERSONS and stands_of_itself(setting, book))
        or is_scarce(setting, book)
        or (amount.unit == "%" and (covers_bodies(setting, book) or is_standing_share(setting)))
        or is_grown(setting, book)
        or delimits(setting, book)
        or is_doable(setting, book)
        or is_held(setting, book)
        or _stands_behind(setting, book)
        or is_body(setting, book)
        or are_all_sites(setting, book)
        or (amount.unit in PERSONS and is_post(setting, book))
        or (amount.unit == POWERS and is_listed(setting, book))
    )


def _is_the_years(setting: Setting, book: Codebook) -> bool:
    """Whether the year made what is counted, or put it in place in what it newly made.

    Of all bodies there are it made none (完成全市36个部门的事项梳理).
    """
    text, low, start = setting.text, setting.clause[0], setting.amount.start
    if _is_made(text, low, start, book):
        return not (cues_of(book).whole.search(text, low, start) and is_body(setting, book))
    at = text.rfind(EQUIPPED, low, start)
    return at >= 0 and NEWLY.search(text, setting.sentence[0], at) is not None


def _is_told_as_state(setting: Setting, book: Codebook) -> bool:
    """Whether words before the figure tell a state; what was won is the year's (共有7人获表彰)."""
    cues, text, amount = cues_of(book), setting.text, setting.amount
    if is_event(amount.unit, book):
        return False
    found = cues.stock.search(text, setting.clause[0], amount.start)
    if not found:
        return _is_now(setting, book)
    if found[0].startswith(ENTERED) and found[0].endswith(MATTERS):
        low = setting.clause[0]
        # Matters brought in this year are the year's (今年推动进驻服务事项12项).
        return not (
            MOVING.search(text, low, amount.start) or cues.year.search(text, low, found.end())
        )
    if found[0] == EQUIPPED and amount.unit in wording(book).period.gear_words:
        # The verb itself is what it was taken for a state by: in a list of the year's it is none.
        first, at = setting.sentence[0], found.start()
        given = GIVEN.search(text, setting.clause[0], at) or cues.year.search(text, first, at)
        return given is None
    if found[0].endswith("共有") and cues.honoured.match(text, amount.end):
        return False
    return bool(found)


def _is_now(setting: Setting, book: Codebook) -> bool:
    """Whether 目前 and a noun stand before the figure, and no act (目前行政权力事项4216项)."""
    text, start, cues = setting.text, setting.amount.start, cues_of(book)
    at = text.rfind(NOW, max(setting.clause[0], start - NOUN_REACH), start)
    if at < 0 or setting.amount.unit == "%":
        return False
    return not (cues.acts.search(text, at, start) or cues.produced.search(text, at, start))


def _is_by_now(setting: Setting, book: Codebook) -> bool:
    """Whether 目前 opens the sentence's clause and tells a total or what was built by then."""
    text, start, low, cues = setting.text, setting.amount.start, setting.clause[0], cues_of(book)
    if not text.startswith(OPENED, max(0, low - len(OPENED))):
        return False
    if setting.amount.unit not in STANDING_UNITS or cues.fresh.search(
        text, setting.sentence[0], start
    ):
        return False
    if BUILT.search(text, low, start):
        return True
    told = text.endswith(ALL_TOLD, low, start)
    return told and not (
        cues.acts.search(text, low, start) or cues.produced.search(text, low, start)
    )


def _stands_behind(setting: Setting, book: Codebook) -> bool:
    """Whether words behind the figure tell a state; who was sent to form a body is the year's."""
    text, start, end = setting.text, setting.amount.start, setting.amount.end
    low, high = setting.clause
    found = cues_of(book).stock_behind.search(text, end, min(high, end + BEHIND_REACH))
    if found and found[0].startswith(ENTERED):
        return setting.amount.unit != "%" and not MOVING.search(text, low, start)
    if not found or found[0] != FORMED:
        return bool(found)
    return not tells_an_act(text, low, start, book)


def _is_made(text: str, low: int, start: int, book: Codebook) -> bool:
    """Whether the year produced what is counted (建成), and it does not stand by now (现已建成)."""
    if text.startswith(STANDING, start - 2):
        return False
    made = cues_of(book).produced.search(text, low, start)
    stands = cues_of(book).stock.search(text, low, start) if made else None
    return bool(made and not (stands and stands.start() <= made.start() < stands.end()))
