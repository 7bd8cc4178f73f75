"""The patterns of the codebook's cues for periods and changes, made once."""

from __future__ import annotations

import re
from typing import NamedTuple

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.numerals import CHINESE_DIGITS, MULTIPLIERS
from fazhi.language.units import any_of
from fazhi.parse.quantities.setting import FAR_NOUN, TOLD

WHOLE = (
    "全镇",
    "全乡",
    "全区",
    "全县",
    "全市",
    "全村",
    "全省",
    "全街道",
    "全国",
    "全州",
    "全盟",
    "全旗",
    "全局",
)
# A body is no act (调解组织, 党组织), nor are a post and a power (审核员, 行政检查权).
NO_ACT = (
    r"(?!(?<=调解)组织|(?<=党)组织|(?<=社会)组织|审核员|审查员|(?<=行政)检查权"
    r"|(?:罚|检查)(?:事项|权))"
)
# Nor are those who mediate, and where they do it (现有调解员53名，调解商事纠纷486件).
MEDIATES = "(?<=[，、；：共])调解(?![员组室委中站处队平窗小协、])"
ON_AVERAGE = "人均"
ENTERED = "进驻"
# Once in so long a time, and so many for so many (每三个月一次, 每万人3名).
EACH_SO_MANY = (
    r"每(?:[0-9]+|[两二三四五六七八九十]+)个?(?:天|日|周|星期|月|季度|年|小时)"
    r"|每[0-9百千万十]+(?:人|名|户|家|平方公里)"
    # So many a year for each who studies, whatever lays it down, a plan too.
    r"|每[名位][^，。；：0-9]{0,8}(?:全年|每年|年度)"
)
# Members of a list of bodies before its last (5个乡镇、4家单位和; 6村3社区).
LISTED = (
    rf"[0-9{CHINESE_DIGITS}{MULTIPLIERS}]+"
    r"(?:[^，。；：全辖所各]*[、和及与]|[^，。；：、0-9全辖所各]{1,3})"
)
# What may stand before a verb that opens its clause.
OPENS = r"，。；：、（\n还并另仍均各年内步"
# All there are did so (34个部门的负责人全部述法).
ALL_DID = r"[^，。；：\n]{0,20}?(?:全部|全员)[^，。；：\n]{0,4}述法"
# What sets some bodies apart from all others (对排名靠后的2个村进行约谈).
SOME_ARE = "(?:靠后|落后|滞后|较差|较弱|薄弱|突出|较多|较高|较慢|不力|不到位|靠前)"
# What was sought and won of those above is no plan (争取资金300万元).
# So seldom a year (一年仅提供服务一次).
FEW = "(?:仅|只|才|至少|最多|顶多)"
WON = "资金|经费|补助|补贴|投资|指标|名额|支持"
NOT_WON = f"(?!(?<=争取)(?:到|了|来|[^，。；：0-9完成达实]{{0,6}}(?:{WON})))"
# What others were helped to found is an act of the year.
HELPED = "(?<!推动)(?<!推进)(?<!指导)(?<!支持)"
# Before a noun and its number it tells what there is.
NOW = "目前"
INTENDED = ("拟", "计划")
# In a list of what was reached it is where that is (检查商铺、在建工地、自建房560家次).
NO_SITE = "(?!工地|[^，。；、0-9]{0,6}[、和及等])"


class Cues(NamedTuple):
    """The patterns of the codebook's period cues."""

    rate: re.Pattern[str]
    rate_directly: re.Pattern[str]
    rate_ended: re.Pattern[str]
    plan: re.Pattern[str]
    coming: re.Pattern[str]
    stock: re.Pattern[str]
    stock_behind: re.Pattern[str]
    standing: re.Pattern[str]
    standing_words: re.Pattern[str]
    ruled: re.Pattern[str]
    bodies: re.Pattern[str]
    whole: re.Pattern[str]
    reached: re.Pattern[str]
    object: re.Pattern[str]
    acted_on: re.Pattern[str]
    named: re.Pattern[str]
    heard: re.Pattern[str]
    honoured: re.Pattern[str]
    duration_year: re.Pattern[str]
    produced: re.Pattern[str]
    acts: re.Pattern[str]
    year: re.Pattern[str]
    since: re.Pattern[str]
    builds: re.Pattern[str]
    founded: re.Pattern[str]
    fresh: re.Pattern[str]
    institution: re.Pattern[str]
    institution_behind: re.Pattern[str]
    any_before: re.Pattern[str]


class Changes(NamedTuple):
    """The patterns for changes: in the clause, right before the number, before a noun and a share
    of it (减少申请材料三成), in themselves, and of another year that this one is held against."""

    cues: re.Pattern[str]
    directly: re.Pattern[str]
    before_noun: re.Pattern[str]
    whole: re.Pattern[str]
    other: re.Pattern[str]


@derived
def cues_of(book: Codebook) -> Cues:
    """The patterns of one codebook, made when they are first asked for."""
    period = wording(book).period
    bodies, events = any_of(period.bodies), any_of(period.event_nouns)
    return Cues(
        # 每人每月 tells how often, 每人 alone for each.
        rate=re.compile(
            f"{EACH_SO_MANY}|{any_of(period.rate)}|{any_of(period.rate_of_each)}(?!每)"
        ),
        # 上半年 and 第一季度 are parts of the year.
        rate_directly=re.compile(
            f"(?<![上下第]){any_of(period.rate_directly_before)}(?:至少|不少于)?$"
            f"|(?<![上下第这近])一年{FEW}[^，。；：0-9来]{{0,8}}$"
        ),
        rate_ended=re.compile(f"(?!(?<=公)共){any_of(period.rate_ended_by)}"),
        plan=_plan(book),
        coming=re.compile(rf"\s*{any_of(period.coming)}(?:工作)?(?:中|里)?[，,]"),
        stock=_stock(book),
        stock_behind=re.compile(any_of(period.stock_behind)),
        # What somebody needs (需求, 所需) is no rule.
        standing=re.compile(f"{any_of(period.standing)}(?<!所需)(?!求)[^，。；]{{0,8}}$"),
        standing_words=re.compile(any_of(period.standing_words)),
        ruled=re.compile(any_of(period.ruled)),
        bodies=re.compile(rf"[（(]?[^，。；：、（0-9\n到进赴向对在至]{{0,6}}?{bodies}(?!{events})"),
        whole=re.compile(f"{any_of(WHOLE)}共?$"),
        **_of_acts(book),
        named=re.compile(
            rf"[^，。；：、0-9\n]{{0,12}}?(?:、[^，。；：、]{{0,12}}?)?{any_of(period.named)}"
        ),
        duration_year=re.compile(any_of(period.duration_year)),
        produced=re.compile(any_of(period.produced)),
        acts=re.compile(f"{NO_ACT}{any_of(period.acts)}|{MEDIATES}"),
        year=re.compile(f"{any_of(period.year)}|20[0-9][0-9]年|截[至止]"),
        since=re.compile(any_of(period.since)),
        builds=re.compile(any_of(period.builds)),
        founded=re.compile(f"{HELPED}{any_of(period.founded)}(?!关|效)"),
        fresh=re.compile(f"{any_of(period.fresh)}|20[0-9][0-9]年(?!底|末)"),
        institution=re.compile(any_of(period.institutions) + TOLD),
        institution_behind=re.compile(FAR_NOUN + any_of(period.institutions)),
        any_before=_any_before(book),
    )


@derived
def changes_of(book: Codebook) -> Changes:
    """The patterns for changes of one codebook."""
    change = wording(book).change
    nouns = f"{any_of(change.nouns)}(?:达到|达|为|是|约为)?"
    return Changes(
        cues=re.compile(any_of(change.cues)),
        directly=re.compile(f"(?:{any_of(change.verbs)}了?|{nouns})(?:约|近)?$"),
        before_noun=re.compile(
            f"{any_of(change.of_things)}了?[^，。；：、0-9到至为达成率度]{{2,8}}$"
        ),
        whole=re.compile(any_of(change.whole)),
        other=re.compile(f"[是为达到占至于仅](?:{any_of(change.others)}|20[0-9][0-9]年)的$"),
    )


def _plan(book: Codebook) -> re.Pattern[str]:
    """Words for a plan, and 拟 that opens its clause and is no part of a name."""
    period = wording(book).period
    # The rare words come first: what stands before them is looked at where they are.
    opens = "|".join(rf"{word}(?<=[{OPENS}]{word})|{word}(?<=其中{word})" for word in INTENDED)
    intended = rf"(?:{opens}){any_of(period.planned)}(?!率)[^，。；：、的已]{{0,14}}$"
    return re.compile(rf"(?<![按照原]){any_of(period.plan)}{NOT_WON}|{intended}")


def _stock(book: Codebook) -> re.Pattern[str]:
    """Words for a state before the figure, and what they are no such words in."""
    period = wording(book).period
    words = any_of(period.stock)
    opens = any_of(period.stock_opens)
    at_window = rf"(?<!新)(?<!新增){ENTERED}[^，。；：0-9]{{2,20}}事项$"
    # What a government governs stands (辖12个村); its area (辖区) tells nothing.
    return re.compile(
        rf"(?:{words}|{at_window}|(?<=[，；：（]){opens}|(?<=、){opens}{NO_SITE})(?<!辖(?=区))(?<!今年共有)(?<!全年共有)(?<!年内共有)"
        "(?<!建议保留)(?<!拟保留)(?<!确定保留)(?<!对保留)(?<!公共设)(?<!许可办理)"
        "(?!不足|不够|不齐|不强|关|效|率)(?!人员(?:参|接受|学|进|到))"
    )


def _of_acts(book: Codebook) -> dict[str, re.Pattern[str]]:
    """What tells that acts reached bodies, before them and behind them."""
    period = wording(book).period
    # The last of a list of bodies too (走访6个村、3个社区).
    reached = rf"{any_of(period.reached)}[^，。；：、全辖所各0-9]{{0,4}}(?:{LISTED})?$"
    acted_on = rf"(?:(?!{any_of(period.founded)})[^，。；：])*?{any_of(period.acted_on)}"
    heard = rf"(?!{ALL_DID})[^，。；：\n]{{0,20}}?{any_of(period.heard)}(?![^，。；]{{0,4}}全覆盖)"
    return {
        "heard": re.compile(heard),
        "honoured": re.compile(
            rf"[^，。；\n]{{0,24}}?(?:获|受到)[^，。；\n]{{0,14}}{any_of(period.honours)}"
        ),
        "reached": re.compile(reached),
        "object": re.compile(
            rf"[对在到赴](?:[^，。；：0-9]{{2,40}}(?:等|{SOME_ARE}的))?(?:{LISTED})?$"
        ),
        "acted_on": re.compile(acted_on),
    }


def _any_before(book: Codebook) -> re.Pattern[str]:
    """Any word that, before the number, can make it other than a level of the year."""
    period, change = wording(book).period, wording(book).change
    each = (f"每{first}" for first in "0123456789两二三四五六七八九十百千万")
    words = any_of(
        [
            *(
                *period.rate,
                *period.rate_of_each,
                *period.rate_directly_before,
                *period.plan,
                *period.stock,
                *period.stock_opens,
                *(NOW, ON_AVERAGE, ENTERED),
            ),
            *("拟", "计划", *each),
            *(*period.standing, *period.cumulative, *period.produced),
            *(*change.cues, *change.verbs, *change.nouns, *WHOLE),
        ]
    )
    return re.compile(words)
