"""Mentions that are no number of what their noun names, whatever the codebook says of it."""

from __future__ import annotations

import re

from fazhi.language.units import EACH_OF_SEVERAL, ONE_GOES_WITH
from fazhi.parse.coding.index import Hit, contexts_in
from fazhi.parse.coding.scene import JOINING, Scene, Sentence
from fazhi.parse.coding.zone import AMONG, Zone
from fazhi.records import Quantity

# What cases are about is no number of that: 从申请事项看，行政处罚263件，政府信息公开74件.
BY_MATTER = re.compile(
    r"从(?:[^，。；]{0,10}(?:复议|诉讼|应诉|申请|案件|管理))?[^，。；]{0,4}"
    r"(?:事项|案由|管理类别|管理领域|被申请人|被告|行政类别)(?:类型|类别|分布|情况|构成)?来?[看讲说分][析]?[，：]"
)
# None of those that had one cause says nothing of all the others (未出现因决策失误引发的矛盾纠纷).
CAUSED = re.compile(
    r"因[^，。；、]{2,20}?(?:引发|导致|造成|引起|产生)的?|[^，。；、]{4,20}?(?:引发|导致|造成|引起|产生)的"
)
# It may stand before several that one statement denies (因公开引发的行政复议、诉讼均为零).
CAUSED_BEFORE = re.compile(
    r"因[^，。；、0-9]{2,20}?(?:引发|导致|造成|引起|产生)的?[^，。；0-9]{0,20}$"
)
# So does none of those about one matter (没有涉及收费的投诉), unless it is the speaker's own.
ABOUT = re.compile(
    r"(?:涉及|针对|关于|有关)(?!(?:本|我|该|全)?(?:[省市县区镇乡局委厅办]|街道|政府|单位|部门|机关)[^，。；、]{0,6}的)"
    r"[^，。；]{2,40}的"
)
# So does none while one thing was done (办事全程零投诉、零信访).
COURSE = re.compile(
    r"(?:服务|办事|办理|审批|执法|检查|征收|征迁|拆迁|施工|调解|评审|改革|搬迁)(?:全?过程|全程|全?流程|期间)"
    r"[^，。；]{0,16}$"
)
REACH_OF_CAUSE = 44
# So says a subject of which nothing came (作出的处罚决定均未引起行政复议).
CAUSING = ("未引起", "未引发", "没有引起", "没有引发")
CAUSES = re.compile("决定|处罚|执法|许可|案件|文件|决策|行为")
# Said behind both, it is said of both: 无行政复议、诉讼败诉 does not deny that there were any.
LOST_TOO = re.compile("(?:案件)?[和、及与或](?:行政)?(?:诉讼|应诉)(?:案件)?败诉")
RECONSIDERED = ("复议", "复议案件")
# 每 before no span of time (每季度至少学法1次 tells how often).
EACH_ONE_OF = r"每(?!(?:[一二两三半]?个?(?:年|季|月|周|星期|日|天|学期|旬)))(?!半年)"
# A minimum that holds for each of many is no number of all of them (各所均有2名以上).
EACH_ONE = re.compile(
    rf"(?:(?:{EACH_OF_SEVERAL}|单[个家]|{EACH_ONE_OF})[^，。；0-9]{{0,12}}|[均都][^，。；0-9]{{0,6}})$"
)
# So is what each of several did, where 各 shares out no list of things done (书记、镇长讲党课各1次,
# but 讲座、咨询各12场): nothing is joined before it but who did it.
SHARED_OUT = re.compile(
    "(?:^|[，。；：])[^，。；：、和及与0-9]*各$"
    "|[、和及与][^，。；：、和及与0-9]{1,8}(?:讲(?![座堂坛解])|召开|听取|主持)[^，。；：、和及与0-9]+各$"
)
# Who did so may stand before 各, and what they did behind it (镇长、所长各出庭1次; 三组各开会1次).
EACH_DID = re.compile(
    "(?:[、和及与][^，。；：、和及与0-9]{0,8}(?:长|书记|主任|负责人|负责同志|领导|委员|成员|干部|[员官师])"
    "|[0-9一二三四五六七八九十两多数]+[个家支][^，。；：、0-9]{0,8}(?:[组委所站队村居]|部门|单位|社区|乡?镇|街道|支部))"
    f"{EACH_OF_SEVERAL}(?:自|带头|牵头)?[^，。；：、和及与0-9各]{{1,12}}$"
)
REACH_OF_EACH = 28
# So is what was done at each of several times (年中、年底各听取一次汇报).
EACH_TIME = re.compile(
    "[、和](?:年[初中底末终]|[上下]半年|[一二三四]季度|[0-9]{1,2}月份?|[春夏秋冬]季)"
    f"{EACH_OF_SEVERAL}[^，。；：、0-9]{{1,8}}$"
)
MINIMA = ("至少", "最少", "不少于", "不低于", "不得少于")
MINIMUM = re.compile(r"(?:至少|最少|不少于|不低于|不得少于)|.*(?:以上|及以上|或以上)$")
# A number that each of several falls short of is none of all of them (有3个所持证人员不足3人).
SHORT_OF = ("不足", "不到", "少于", "低于", "未达", "不满")
SEVERAL = re.compile(
    r"[0-9一二三四五六七八九十两多数半]+[个家处](?:[^，。；、0-9共]{0,6})"
    r"(?:所|站|村|社区|居|镇|乡|街道|单位|部门|中队|大队|科室|企业|学校|窗口|阵地)[^，。；0-9共]{0,14}$"
    # The bodies may be named once (14个所中有5个持证人员不足5人).
    r"|[中里]有?[0-9一二三四五六七八九十两多数半]+[个家处][^，。；0-9共]{0,14}$"
)
# Some of all villages are not how many there are (17个村中有6个村没有阵地).
SOME_VILLAGES = re.compile("(村|社区|居委会)(?:（社区）)?[中里][还仍]?有$")
SOME_REACH = 10
# A mean of several bodies is no number of all of them (8个所平均仅4.5人).
MEAN = re.compile(
    r"(?:平均|人均|[村所站队镇乡县户]均)(?:每?[个名人村所站队镇乡县户]){0,2}"
    r"(?:仅|只|有|在岗|在编|配备|拥有|不足|不到|约|达到?|为){0,3}$"
)
# What was refused or left undone is none of those that were done (不予受理3件, 尚未办结2件).
UNDONE = re.compile(
    r"(?:不予?|未予?|未能)(?:受理|立案|办结|审结|结案|处罚|行政处罚|许可|行政许可|公开|化解|调解成功|整改|完成整改|采纳)"
)
UNDONE_BEFORE = re.compile(
    rf"{UNDONE.pattern}(?:的|案件|申请|纠纷|隐患|问题|决定|书|共|计|约|近){{0,3}}$"
)
REACH_OF_UNDONE = 14
# So many for each of several (每万人1.9名, 每村3名, 人均40学时) and means (日均230件), beside how
# often (每季度2次).
OF_EACH = re.compile(rf"{EACH_ONE_OF}|人均|[村所站队镇乡县户日周月年]均|平均(?!每?[年季月周日天])")
FOR_ONE = re.compile(ONE_GOES_WITH)
# Measure words that as a rule stand before what they count.
BEFORE_A_NOUN = ("项", "个", "名", "位", "家", "类", "种")
# Right before a number: so many for each.
EACH = "各"
# What they count is a matter or a problem where a word for those stands before them.
OF_MATTERS = frozenset((*"件项个条", "件次", "项次"))
MATTERS = ("事项", "问题", "议题", "任务", "举措", "措施", "难题", "事务")
# Two signs of a noun: none that goes on about the number (由6名增加到9名), none that begins another
# part.
NOUN = re.compile(
    "(?!增[加至长到]|上升|升至|提升|提高|减[少至到]|下降|降[至到低]|压[缩减]|扩[大充至]|精简|发展[到至])"
    # Other verbs of change (调减为345项, 整合成9项).
    "(?![^，。；、]{1,4}(?:为|至|到|成)[^，。；、一-鿿])"
    "(?![均都已全并其含的余以左右和与及为被由在对将经得到达未无不且后共占])[\u4e00-\u9fff]{2}"
)

# Right before the number they are what it counts, whatever they were about (就行政应诉召开会议4次,
# 听取执法检查情况汇报3次).
MEETINGS = (
    "会议",
    "专题会",
    "推进会",
    "部署会",
    "座谈会",
    "联席会",
    "例会",
    "调度会",
    "党组会",
    "常务会",
    "情况汇报",
    "工作汇报",
    "专题汇报",
)

# What is settled in meetings is of many kinds, those named are examples (研究执法等重大事项7件).
TOLD_OF = re.compile(
    r"(?:研究|解决|协调|破解|推动|讨论)[^，。；0-9]*等[^，。；、0-9]{0,8}(?:事项|问题|议题|任务|举措|措施|难题)$"
    # So are the affairs that lawyers take part in (参与合同审查、信访答复等法律事务46件次).
    r"|(?:参与|办理|处理|承办|代理)[^，。；0-9]*、[^，。；0-9]*等[^，。；、0-9]{0,6}事务$"
)

# Of what stands before it the number tells some, for what is told behind it (持证人员中有3人借调).
SOME_OF = ("中有", "里有", "中，有")
# So few of those in a post are of one kind (6名执法人员中法律专业毕业的只有1名).
FEW_OF = re.compile("[中里][^，。；、0-9]{1,14}的(?:只有|仅有|仅|只占|仅占|占)$")
# So are those of one schooling or age, where the body is named before (法学专业出身的仅2人).
SCHOOLED = re.compile(
    "(?:(?:专业|出身|毕业|背景|学历|科班|经历)|岁(?:以[下上]|左右)|[，、：](?:真正|系统)?懂[^，。；、0-9]{1,4})"
    "的(?:只有|仅有|仅|只占|仅占)?$"
)
# None that those went for whom one act hit says nothing of the whole (当事人均未提起复议).
PARTIES = re.compile(
    "(?:当事人|相对人|被处罚人|受罚人|处罚对象|被处罚单位|被执行人|被处罚企业)[均都皆全部也]*$"
)
LONGEST_FEW = 24


def counts_nothing_known(scene: Scene, mention: Quantity) -> bool:
    """Whether a mention is no number of what its noun names.

    A minimum for each of several is none (各办所均有2名以上), nor a mean, nor what some fall short
    of, nor is what was not done of what was, nor is there none of a thing where only those of one
    cause are denied, unless the codebook names the cause with it.
    """
    clean, start, end = scene.clean, mention.place.clean_start, mention.place.clean_end
    if not mention.zero:
        low = max(mention.clause.clean_start, start - REACH_OF_UNDONE)
        # Most mentions have neither word near: one look spares them the expressions.
        near = clean[low : end + 1]
        if ("不" in near or "未" in near) and (
            UNDONE_BEFORE.search(clean, low, start) or UNDONE.match(clean, end)
        ):
            return True
        some = "有" in near and SOME_VILLAGES.search(clean, max(0, start - SOME_REACH), start)
        shared = near.endswith("各", 0, start - low) and SHARED_OUT.search(
            clean, max(mention.clause.clean_start - 1, 0), start
        )
        shared = shared or ("各" in near and EACH_TIME.search(clean, low, start))
        words = clean[start:end]
        # Most are told by neither end: the expression would read each to its last sign.
        asked = words.endswith("以上") or words.startswith(MINIMA)
        at_least = clean.find("至少", low, start) >= 0 or (asked and MINIMUM.match(words))
        # A share that two have alike is no minimum of each (参考率、合格率均在80%以上).
        at_least = at_least and mention.unit != "%"
        mean = "均" in near and mention.unit != "%" and MEAN.search(clean, low, start)
        short = words.startswith(SHORT_OF) and SEVERAL.search(
            clean, mention.clause.clean_start, start
        )
        schooled = "的" in near and SCHOOLED.search(clean, low, start)
        did = "各" in near and EACH_DID.search(clean, max(start - REACH_OF_EACH, 0), start)
        if mean or short or shared or did or schooled or (some and clean.startswith(some[1], end)):
            return True
        return bool(at_least and EACH_ONE.search(clean, mention.clause.clean_start, start))
    return _denies_nothing_known(scene, mention)


def _denies_nothing_known(scene: Scene, mention: Quantity) -> bool:
    """Whether a statement of none says nothing of the whole: of one cause, act or matter."""
    clean, start, end = scene.clean, mention.place.clean_start, mention.place.clean_end
    parties = PARTIES.search(clean, mention.clause.clean_start, start)
    lost = LOST_TOO.match(clean, end) and clean.endswith(RECONSIDERED, start, end)
    causing = clean.startswith(CAUSING, start) and CAUSES.search(
        clean, mention.clause.clean_start, start
    )
    course = COURSE.search(clean, mention.clause.clean_start, start)
    reach = max(0, start - REACH_OF_CAUSE)
    before = clean.find("因", reach, start) >= 0 and CAUSED_BEFORE.search(clean, reach, start)
    if parties or lost or causing or before or course:
        return True
    caused = CAUSED.search(clean, start, end) or ABOUT.search(clean, start, end)
    if not caused:
        return False
    named = [hit for hit in scene.hits(start, end) if hit.word.object]
    return not any(hit.start < caused.end() < hit.end for hit in named)


def is_rate_of_each(clean: str, mention: Quantity) -> bool:
    """Whether a rate tells so many for each (每万人1.9名), not how often (每季度培训1次)."""
    if mention.period != "rate":
        return False
    if OF_EACH.search(clean, mention.clause.clean_start, mention.place.clean_start):
        return True
    first = clean.rfind("。", 0, mention.place.clean_start) + 1
    return mention.value == 1 and FOR_ONE.search(clean, first, mention.place.clean_end) is not None


def is_of_each(sentence: Sentence, mention: Quantity) -> bool:
    """Whether a number is that of each of several (为小学、初中上法治课各2堂), none of all.

    Of joined things that are counted each has its own (法治讲座、法治宣传各2场).
    """
    clean, start = sentence.scene.clean, mention.place.clean_start
    if not clean.startswith(EACH, start - 1):
        return False
    named = [hit for hit in sentence.hits if hit.end == start - 1 and hit.word.object]
    return not any(clean[hit.start - 1] in JOINING for hit in named)


def tells_what_cases_are_about(sentence: Sentence) -> bool:
    """Whether a sentence tells what cases of review are about, all its figures being of that."""
    clean, start = sentence.scene.clean, sentence.start
    return clean.startswith("从", start) and BY_MATTER.match(clean, start) is not None


def counts_a_noun_unknown(zone: Zone) -> bool:
    """Whether what is counted is not what stands before the number.

    A noun of no entry stands right behind the measure word (合法性审查等四项程序), or one that
    entries name only to keep apart (列入22件实事); or the number is of some of what stands before.
    """
    mention, clean = zone.mention, zone.sentence.scene.clean
    if (mention.unit in OF_MATTERS and _ends_examples(zone)) or _is_of_some(zone):
        return True
    first = next(iter(zone.head or zone.after), None)
    if first and first.start == zone.end:
        return first.word.noise and not first.word.object
    if mention.unit not in BEFORE_A_NOUN or mention.zero or zone.high <= zone.end + 1:
        return False
    if not NOUN.match(clean, zone.end):
        return False
    return not any(hit.start == zone.end for hit in zone.sentence.hits)


def _is_of_some(zone: Zone) -> bool:
    """Whether the number is of some of what stands before it (6名执法人员中学法律的只有1名).

    So it is where no word of the codebook tells what some were (860批次样品中不合格16批次).
    """
    clean, start = zone.sentence.scene.clean, zone.start
    # Most have no 中 before them: a look for it spares them the expression.
    is_among = zone.follows_a_number and clean.find("中", zone.low, start) >= 0
    if is_among and (among := AMONG.match(clean, zone.low, start)):
        told = [hit.word for hit in zone.before if hit.start >= among.end()]
        fitting = zone.sentence.scene.index.of_unit(zone.mention.unit)
        if among.end() < start and not any((one.verb | one.object) & fitting for one in told):
            return True
        if among.end() == start and zone.high > zone.end and not clean.endswith("其中", 0, start):
            # What some were stands behind (12宗案卷中3宗为基本合格).
            return not any((one.word.verb | one.word.object) & fitting for one in zone.after)
    if clean.find("的", max(zone.low, start - 3), start) >= 0:
        # What they are some of may stand before the last number.
        low = max(zone.sentence.start, start - LONGEST_FEW)
        if FEW_OF.search(clean, low, start):
            return True
    some_of = clean.endswith(SOME_OF, zone.low, start)
    return some_of and not clean.endswith("其中有", zone.low, start)


def _ends_examples(zone: Zone) -> bool:
    """Whether a general noun behind examples stands before the number (研究执法等重大事项7件)."""
    clean, start = zone.sentence.scene.clean, zone.start
    if not clean.startswith(MATTERS, start - 2):
        return False
    return TOLD_OF.search(clean, zone.low, start) is not None


def only_nearest(zone: Zone) -> bool:
    """Whether only what stands right before the number may be counted: a kind, or meetings."""
    return zone.kind or zone.sentence.scene.clean.endswith(MEETINGS, zone.low, zone.start)


def is_one_of_several(zone: Zone, hit: Hit, lonely: int, *, told_behind: bool) -> bool:
    """Whether the object is told with others by one number (决策、合同审查36件).

    Other names of what the rules count are no others (法治宣讲、法治讲座60场). `told_behind` says
    that nouns behind are counted with it.
    """
    sentence, clean = zone.sentence, zone.sentence.scene.clean
    if zone.start in sentence.lists:
        return False
    if told_behind and hit.start >= zone.end:
        return True
    ends = {one.place.clean_end for one in sentence.mentions}
    starts = {one.place.clean_start for one in sentence.mentions}
    joins = clean[hit.start - 1 : hit.start] in (*JOINING, "等") and hit.start > sentence.start
    alike = [one for one in sentence.hits if one.word.object & lonely]
    ends.update(one.end for one in alike)
    starts.update(one.start for one in alike)
    return (joins and hit.start - 1 not in ends) or (
        clean[hit.end : hit.end + 1] in tuple(JOINING) and hit.end + 1 not in starts
    )


def told_of_others(zone: Zone) -> int:
    """The rules of `own` whose context only what later numbers tell of themselves has, as bits.

    “第一议题”学习24次，宪法专题学习3次 does not say what the 24 were about.
    """
    sentence, clean = zone.sentence, zone.sentence.scene.clean
    told = [hit for hit in sentence.hits if hit.end <= zone.end]
    beside: list[Hit] = []
    low = zone.end
    for later in [one for one in sentence.mentions if one.place.clean_start > zone.end]:
        start = later.place.clean_start
        begins = max(low, *(clean.rfind(sign, low, start) for sign in "，、；（"))
        told += [hit for hit in sentence.hits if low <= hit.start < begins]
        if not later.part:
            beside += [hit for hit in sentence.hits if begins <= hit.start < start]
        low = later.place.clean_end
    told += [hit for hit in sentence.hits if low <= hit.start]
    index, own = sentence.scene.index, contexts_in(told) | sentence.far_context
    return (index.own_clause & ~own) | (index.own_parts & ~(own | contexts_in(beside)))


def names_a_category(zone: Zone, hit: Hit) -> bool:
    """Whether the word goes on as the name of a category (行政处罚类案件)."""
    clean = zone.sentence.scene.clean
    return clean.startswith("类", hit.end) and not clean.startswith("类", hit.end - 1)


def is_of_no_law(sentence: Sentence, start: int) -> bool:
    """Whether it tells there of study or speeches on what is no law (宣讲二十大精神20场).

    What stands between semicolons is a matter of its own (学法12次；学习全会精神，培训3期).
    """
    named, in_all = sentence.names_no_law
    if in_all or not named:
        return in_all
    creed, law = sentence.scene.index.subjects
    clean = sentence.scene.clean
    low = max(sentence.start, clean.rfind("；", sentence.start, start) + 1)
    stop = clean.find("；", start, sentence.end)
    high = sentence.end if stop < 0 else stop
    return bool(creed.search(clean, low, high)) and not law.search(clean, low, high)
