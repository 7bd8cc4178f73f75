"""Figures of persons, bodies and powers: who stands in a post or on a register, who came to
something, which bodies exist already, and what a list of powers holds."""

from __future__ import annotations

import re
from typing import NamedTuple

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.units import any_of
from fazhi.parse.quantities.cues import NO_ACT, WHOLE, cues_of
from fazhi.parse.quantities.setting import NEAR_NOUN, NOUN_REACH, TOLD, Setting, has_joined

# From the act that reached bodies (走访, 抽查) to their number.
REACH = 32
PERSONS = frozenset("名人位")
# What holders of posts did stands behind the last of a list (班子成员16人，…，实现述法全覆盖).
REPORTED = re.compile(
    "(?:，(?:均|已|全部|都)?(?:实现|完成|开展|进行)|(?:均已?|已?全部|已|都)[^，。；]{0,4})[^，。；]{0,4}述法"
)
REPORT_REACH = 48
TAUGHT_REACH = 14
# All there are in a place were reached (全镇160名机关干部、18个村班子学习全覆盖).
ALL_OF_THEM = "全覆盖"
ALL_REACH = 40
# A village whose secretary reported is no body counted (9个村党支部书记全部述法).
SECRETARIES = re.compile(
    "[^，。；：、的0-9]{0,6}(?:村|社区|村（社区）)(?:党组织|党支部|党总支|支部|党委)?书记"
    "[^，。；：0-9]{0,8}述法"
)
# So they were where each of them did something (全乡52名干部全部考试合格).
ALL_DID = re.compile("[^，。；：、0-9]{1,12}?(?:全部|全员|均|都|无一例外)(?!分|衡|匀|市)")
# A body of people has grown to so many (巡防队员达到310人).
REACHED = (
    "达到",
    "总数",
    "总数达",
    "总数为",
    "总人数达",
    "总人数为",
    "总量达",
    "总量为",
    "总量达到",
    "年底达",
    "年末达",
    "年末实有",
)
HOUSES = frozenset("户家")
# Firms have come to so many where nothing else opens the clause (私营企业达到3.1万户).
FIRMS_REACHED = re.compile(
    "[，。；：、\n](?:目前)?(?:[全我][省市县区镇乡州旗])?"
    "(?:各类|私营|民营|国有|外资|中小|中小微|规上|规模以上|科技型)?"
    "(?:市场主体|经营主体|企业|个体户|个体工商户|工商户|合作社|家庭农场)"
    "(?:数量|总量|总数|户数)?已?达(?:到)?$"
)
FIRMS_REACH = 24
GROWN = (
    "”?(?:队伍|人数|总数|数量)?(?:已|现)?"
    "(?:达到?|(?:增加|增长|扩大|扩充|发展|壮大|充实)[到至]|增至)$"
)
# Bodies and places that have come to so many (示范村已达5个).
COME_TO = ("已达", "已达到", "总数", "总数达", "总数达到", "总数已达")
COUNTED_BY = frozenset("个所支处座")
JOINERS = frozenset("个家所支处户名人位")
# All of a place's sites stand (全乡17处隐患点均落实监测员).
SITES = frozenset("处座条口")
# Whose daily round it is are no persons of the year (112名网格员入户走访).
ON_DUTY = re.compile(
    "(?:专职|兼职|专兼职|村级|人民)?(?:网格员|网格长|楼栋长|调解员)[^，。；、0-9]{0,4}?"
    "(?:入户|走访|巡查|排查|值守|驻守|包片)"
)
# Of a whole only some are new (法律明白人98名，其中今年新增21名).
NEW_AMONG = re.compile("[^，。；、0-9]{0,6}，其中(?:今年|本年|本年度|年内|全年)?新")
# How many of a kind there are in a place (全县登记的社会组织有123家).
THERE_ARE = re.compile("全[省市县区镇乡州盟旗][^，。；、0-9]{2,14}有$")
# For whom the year saw to something (为12名刑满释放人员落实低保).
HELPED = re.compile(
    "[^，。；：、0-9]{2,14}(?:落实|办理|办妥|申请|申办|申领|争取|提供|解决|发放|介绍|联系|推荐|开展|送)"
)
# Who of a body's people holds what (41名干部中取得执法证的28人): both stand.
AMONG = re.compile("中，?[^，。；：0-9]{0,10}(?:证|资格|学历)[^，。；：0-9]{0,4}的$")
AMONG_THEM = re.compile(
    "[^，。；：、0-9中]{1,8}中，?[^，。；：0-9]{0,10}(?:证|资格|学历)[^，。；：0-9]{0,4}的[0-9]"
)
# Of several so many lack something, told in the same clause.
OF_THEM = ("中有", "中还有", "中仍有", "中，有")
LACKING = re.compile(
    "[^，。；：、0-9]{0,4}(?:没有|尚未|未配|未设|未达|未单独|未独立|未建|未成立|缺少|缺乏|无)"
)
# So many fall short of something or have none (有2个所执法人员不足3人, 有三个寨子还没有调解员).
FALL_SHORT = re.compile(
    "[^，。；：、0-9]{0,3}(?:[所站村寨队组乡镇县区]|社区|街道|单位|部门)[^，。；：、0-9]{0,10}"
    "(?:不足|不到|少于|不满|未达|没有|尚未|缺少|缺乏|未[单独立设配建成])"
)
SOME_LACK = re.compile(
    f"[^，。；：、0-9]{{1,10}}中，?[还仍]?有[0-9]+[个家所名人支]{LACKING.pattern}"
)
# Right before a number of persons these tell who is in post, or how many may be (编制8人，到位6人).
IN_POST = ("编制", "定编", "到位", "到岗", "在编在岗", "在岗在编", "在岗", "在编", "在职")
STAND_AT = (*REACHED, *IN_POST)
# What stands reaches so many bodies (覆盖90%以上的行政村).
COVERING = ("覆盖", "覆盖了", "覆盖全镇", "覆盖全乡", "覆盖全县", "覆盖全区")
# Those who were taught have not grown in number (受训人员达到605人).
TAUGHT = re.compile("(?:受训|参训|参加|参与|参考|培训)[^，。；0-9]{0,6}$")


class _Cues(NamedTuple):
    """The patterns of the codebook's cues for persons."""

    attended: re.Pattern[str]
    posted: re.Pattern[str]
    grown: re.Pattern[str]
    post_behind: re.Pattern[str]
    no_post: re.Pattern[str]
    registered: re.Pattern[str]
    registered_behind: re.Pattern[str]
    moved: re.Pattern[str]
    mean: re.Pattern[str]
    scarce: re.Pattern[str]
    bodies: re.Pattern[str]


@derived
def _cues(book: Codebook) -> _Cues:
    period = wording(book).period
    return _Cues(
        attended=re.compile(rf"[^，。；\n]{{0,12}}?{any_of(period.attended)}"),
        posted=re.compile(any_of(period.posts) + TOLD),
        grown=re.compile(any_of(period.growing) + GROWN),
        post_behind=re.compile(NEAR_NOUN + any_of(period.posts)),
        no_post=re.compile(
            NO_ACT + any_of({*period.acts, *period.produced, *period.not_in_post} - {*period.hired})
        ),
        registered=re.compile(any_of(period.registered) + TOLD),
        registered_behind=re.compile(NEAR_NOUN + any_of(period.registered)),
        moved=re.compile(any_of(period.moved)),
        mean=re.compile(f"{any_of(period.mean)}{TOLD}"),
        scarce=re.compile(f"{any_of(period.scarce)}{NEAR_NOUN}$"),
        bodies=re.compile(NEAR_NOUN + any_of(period.person_bodies)),
    )


def is_attended(text: str, end: int, book: Codebook) -> bool:
    """Whether words behind the number at `end` tell of people who came to something."""
    return _cues(book).attended.match(text, end) is not None


def is_body_of_people(text: str, end: int, book: Codebook) -> bool:
    """Whether the number at `end` counts the members of a body (9名班子成员)."""
    return _cues(book).bodies.match(text, end) is not None


def tells_an_act(text: str, start: int, end: int, book: Codebook) -> bool:
    """Whether a stretch tells of an act of the year, or of someone who left or joined a post."""
    return _cues(book).no_post.search(text, start, end) is not None


def is_post(setting: Setting, book: Codebook) -> bool:
    """Whether the figure counts who holds a post (调解员30名) and no act of theirs is told."""
    cues, text, start, end = _cues(book), setting.text, setting.amount.start, setting.amount.end
    low, high = setting.clause
    if setting.amount.unit not in PERSONS or tells_an_act(text, low, start, book):
        return _is_last_among(setting)
    of_the_years = setting.last is not None and setting.last[1].period == "year"
    if of_the_years and setting.last and "其中" in text[setting.last[0] : start]:
        return False
    if REPORTED.search(text, end, min(setting.sentence[1], end + REPORT_REACH)):
        return False
    if text.endswith(STAND_AT, 0, start):
        return TAUGHT.search(text, max(low, start - TAUGHT_REACH), start) is None
    near = max(low, start - NOUN_REACH)
    on_duty = text[low:start] in ("", *WHOLE) and ON_DUTY.match(text, end)
    told = cues.grown.search(text, near, start) or cues.posted.search(text, near, start)
    if told or on_duty or AMONG_THEM.match(text, end):
        return True
    return bool(cues.post_behind.match(text, end)) and not tells_an_act(text, end, high, book)


def holds_new_ones(setting: Setting, book: Codebook) -> bool:
    """Whether some of the persons counted are told as new, and so not all (98名，其中新增21名)."""
    text, amount, low = setting.text, setting.amount, setting.clause[0]
    if amount.unit not in PERSONS or not NEW_AMONG.match(text, amount.end):
        return False
    cues = cues_of(book)
    return not (
        cues.fresh.search(text, low, amount.start) or cues.acts.search(text, low, amount.start)
    )


def _is_last_among(setting: Setting) -> bool:
    """Whether the figure counts those who hold a certificate among a state told before it."""
    text, last = setting.text, setting.last
    if last is None or last[1].period != "stock":
        return False
    return AMONG.search(text, last[0], setting.amount.start) is not None


def is_grown(setting: Setting, book: Codebook) -> bool:
    """Whether households or firms (总量达1.92万户), or bodies, have grown to so many."""
    text, amount, low = setting.text, setting.amount, setting.clause[0]
    if amount.unit in JOINERS and has_joined(setting, book):
        taught = TAUGHT.search(text, max(low, amount.start - TAUGHT_REACH), amount.start)
        return taught is None and not tells_an_act(text, low, amount.start, book)
    if amount.unit in COUNTED_BY and (
        text.endswith(COME_TO, low, amount.start) or _stand_and_reach(setting, book)
    ):
        return not tells_an_act(text, low, amount.start, book)
    if not amount.unit or not amount.unit.endswith(tuple(HOUSES)):
        return False
    if text.endswith(REACHED[1:], 0, amount.start):
        return amount.unit in HOUSES
    reached = FIRMS_REACHED.search(text, max(low - 1, amount.start - FIRMS_REACH), amount.start)
    return bool(reached) and not tells_an_act(text, low, amount.start, book)


def _stand_and_reach(setting: Setting, book: Codebook) -> bool:
    """Whether what stands once it is founded has come to so many (民主法治示范村达到14个)."""
    text, start, low = setting.text, setting.amount.start, setting.clause[0]
    if not text.endswith(("达", "达到"), low, start):
        return False
    return cues_of(book).institution.search(text, max(low, start - NOUN_REACH), start) is not None


def is_post_behind(text: str, end: int, book: Codebook) -> bool:
    """Whether the number at `end` counts who holds a post (1120名调解员)."""
    return _cues(book).post_behind.match(text, end) is not None


def is_registered(setting: Setting, book: Codebook) -> bool:
    """Whether the figure counts persons under care or supervision (安置帮教对象32名)."""
    cues, text, start, end = _cues(book), setting.text, setting.amount.start, setting.amount.end
    low = setting.clause[0]
    if setting.amount.unit not in PERSONS or cues.moved.search(text, low, end):
        return False
    if text.startswith("为", start - 1) and HELPED.match(text, end):
        return False
    before = cues.registered.search(text, max(low, start - NOUN_REACH), start)
    return bool(before or cues.registered_behind.match(text, end))


def stands_of_itself(setting: Setting, book: Codebook) -> bool:
    """Whether a number of persons is one on a register, or a mean."""
    return is_registered(setting, book) or is_mean(setting, book)


def is_mean(setting: Setting, book: Codebook) -> bool:
    """Whether the figure tells how many persons each body has (司法所平均1.8人), and no act."""
    text, start, low = setting.text, setting.amount.start, setting.clause[0]
    if setting.amount.unit not in PERSONS or text.find("均", low, start) < 0:
        return False
    return bool(_cues(book).mean.search(text, low, start)) and not tells_an_act(
        text, low, setting.clause[1], book
    )


def is_scarce(setting: Setting, book: Codebook) -> bool:
    """Whether the figure tells how few there are (仅有1名, 真正懂法的不足5人), persons or gear."""
    unit, start, period = setting.amount.unit, setting.amount.start, wording(book).period
    if unit not in PERSONS and unit not in period.gear_words:
        return False
    # As an approximator the word is part of the amount itself.
    if setting.text.startswith(period.scarce, start):
        return True
    return bool(_cues(book).scarce.search(setting.text, setting.clause[0], start))


def is_body(setting: Setting, book: Codebook) -> bool:
    """Whether the figure counts bodies that exist already (18个村, 全区21个部门)."""
    amount, period = setting.amount, wording(book).period
    # Bodies that are their own measure word (6村) need no noun behind them.
    itself = amount.unit in period.bodies
    if not itself and amount.unit not in period.body_words:
        return False
    cues, text = cues_of(book), setting.text
    if amount.unit in PERSONS:
        if is_body_of_people(text, amount.end, book):
            return not tells_an_act(text, amount.end, setting.clause[1], book)
    elif itself or cues.bodies.match(text, amount.end):
        return not (SECRETARIES.match(text, amount.end) or _are_the_years(setting, book))
    if not _are_all(setting, book):
        there = amount.unit not in PERSONS and _there_are(setting, book)
        return there or _some_lack(setting, book)
    if amount.unit in PERSONS:
        return _are_all_persons(setting, book)
    # Those of them that the year named are its own (全省6个市县入选示范).
    return cues.named.match(text, amount.end) is None


def are_all_sites(setting: Setting, book: Codebook) -> bool:
    """Whether all sites of a place are counted, and nothing done to them (全乡17处隐患点均有人)."""
    if setting.amount.unit not in SITES or not _are_all(setting, book):
        return False
    return not tells_an_act(setting.text, setting.amount.end, setting.clause[1], book)


def covers_bodies(setting: Setting, book: Codebook) -> bool:
    """Whether a share is that of the bodies reached by what stands (覆盖90%以上的行政村)."""
    text, end = setting.text, setting.amount.end
    if not (text.startswith("的", end) and text.endswith(COVERING, 0, setting.amount.start)):
        return False
    return cues_of(book).bodies.match(text, end + 1) is not None


def _some_lack(setting: Setting, book: Codebook) -> bool:
    """Whether some of those there are lack something (9个站所中有5个没有专职人员): both stand."""
    text, amount, low = setting.text, setting.amount, setting.clause[0]
    if SOME_LACK.match(text, amount.end):
        acted = tells_an_act(text, low, amount.start, book)
        return not acted and not cues_of(book).reached.search(text, low, amount.start)
    if text.endswith("有", low, amount.start) and FALL_SHORT.match(text, amount.end):
        return not tells_an_act(text, amount.end, setting.clause[1], book)
    told = setting.last is not None and setting.last[1].period == "stock"
    lacking = LACKING.match(text, amount.end) is not None
    return told and lacking and text.endswith(OF_THEM, low, amount.start)


def _there_are(setting: Setting, book: Codebook) -> bool:
    """Whether a clause tells how many of a kind a place has (全县登记的社会组织有123家)."""
    text, amount, low = setting.text, setting.amount, setting.clause[0]
    if not THERE_ARE.search(text, low, amount.start):
        return False
    won = cues_of(book).honoured.match(text, amount.end)
    return not won and not tells_an_act(text, low, amount.start, book)


def _are_all_persons(setting: Setting, book: Codebook) -> bool:
    """Whether all persons there are in a place were reached, or did nothing of the year.

    Those are the year's who did something in it (全镇80名干部参加培训).
    """
    text, end = setting.text, setting.amount.end
    covered = text.find(ALL_OF_THEM, end, min(setting.sentence[1], end + ALL_REACH)) >= 0
    if covered or ALL_DID.match(text, end):
        return True
    acted = tells_an_act(text, end, setting.clause[1], book)
    return not acted and not is_attended(text, end, book)


def _are_all(setting: Setting, book: Codebook) -> bool:
    low, start = setting.clause[0], setting.amount.start
    return bool(cues_of(book).whole.search(setting.text, max(low, start - 4), start))


def _are_the_years(setting: Setting, book: Codebook) -> bool:
    """Whether an act of the year chose or reached the bodies that are counted.

    It stands before them (走访6个村), behind them (对52个单位采取书面督察), or is that they were
    named (20个村被评为示范村) or heard, unless all there are were (5家单位主要负责同志现场述法).
    """
    cues, text, amount, low = cues_of(book), setting.text, setting.amount, setting.clause[0]
    if cues.reached.search(text, max(low, amount.start - REACH), amount.start):
        return True
    if cues.object.search(text, low, amount.start) and cues.acted_on.match(
        text, amount.end, setting.clause[1]
    ):
        return True
    if cues.named.match(text, amount.end):
        return True
    return bool(cues.heard.match(text, amount.end)) and not _are_all(setting, book)
