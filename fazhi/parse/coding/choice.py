"""The rule chosen for a mention, and how the choices of one sentence bear on one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from fazhi.parse.coding.combine import FLOWS
from fazhi.parse.coding.index import Hit, Index, Rule
from fazhi.parse.coding.scene import CLAUSE_MARKS, Sentence
from fazhi.parse.coding.zone import BATCHES, SESSIONS
from fazhi.records import Quantity

# From one year's number to the other's (56件，今年则进一步下降至43件).
LONGEST_TURN = 16
# What became of the other year's number behind it (比去年的2.1万件有所增加).
TURNED = re.compile("(?:略?有所?|明显|大幅|同比)?(?:增|上升|提高|提升|下降|减|降低|回落|多了|少了)")
THIS_YEAR = re.compile(r"今年|本年|全年|年内|当年|20\d\d年(?!以来|至今)")
# A later stage of the same cases (受理10件，办结10件).
CLOSING = re.compile(r"(?:办结|审结|结案|办复|答复|反馈|完成|回复|办理完毕|出具)[^，。；0-9]{0,9}$")
# What came of applications told before it (受理许可申请270件，发放许可证254件, 准予许可254件).
ISSUING = re.compile(
    r"(?:(?:发放|核发|颁发)[^，。；0-9]{0,12}许可证》?"
    r"|(?:准予|批准|核准|作出)了?(?:行政)?(?:许可|审批)(?:决定)?)(?:共计?|计)?$"
)
APPLICATIONS = "申请"
# Before a noun these name no kind of it.
ALL_KINDS = ("各类", "各种", "各项", "有关", "相关", "涉及")
# From how many sessions to how many came to them.
LONGEST_COMING = 24
# Who does so came to whatever was held (听课 is done in lessons).
CAME = ("参加", "参与", "参会", "到会")


class Choice(msgspec.Struct, gc=False):
    """A rule that fits, its score, whether the object was inherited, and the object.

    `margin` is how far the best rule of another indicator lies behind the best rule of all, null
    where there is none; of other rules it says nothing.
    """

    score: float
    rule: Rule
    inherited: bool
    named: Hit | None = None
    margin: float | None = None

    def given_to(self, mention: Quantity) -> Quantity:
        """The mention with what the rule chosen for it says."""
        rule = self.rule
        return replace(
            mention,
            indicator=rule.indicator,
            rule=rule.name,
            margin=self.margin,
            part=mention.part or rule.some,
        )

    def held_against(self, other: Choice) -> Choice:
        """The better of the best so far and another; as good as the best is not better."""
        gap = other.score - self.score
        if other.rule.indicator == self.rule.indicator:
            if gap > 0 and self.margin is not None:
                other.margin = self.margin + gap
        elif gap > 0:
            other.margin = gap
        elif self.margin is None or -gap < self.margin:
            self.margin = abs(gap)
        return other if gap > 0 else self


def names_some_of(sentence: Sentence, choices: Sequence[Choice | None], at: int) -> bool:
    """Whether the noun of a mention narrows that of a greater one before it.

    查处隐患375条，查处重大隐患3条: the second tells some of the first.
    """
    mention, choice = sentence.mentions[at], choices[at]
    if choice is None or choice.named is None or mention.value is None:
        return False
    clean = sentence.scene.clean
    own = clean[choice.named.start : choice.named.end]
    for other, total in zip(choices[:at], sentence.mentions, strict=False):
        if other and other.named and other.rule.indicator == choice.rule.indicator:
            wider = clean[other.named.start : other.named.end]
            longer = len(own) > len(wider) and own.endswith(wider)
            if longer and total.unit == mention.unit and (total.value or 0) > mention.value:
                return not _is_beside(sentence, other.named, total)
    return False


def tells_some(sentence: Sentence, choices: Sequence[Choice | None], at: int) -> bool:
    """Whether a mention is some of what the sentence has counted (受理信访44件，化解积案4件).

    Batches of visitors are counted apart (接待65批143人次，化解积案3件).
    """
    choice = choices[at]
    if choice is None or not choice.rule.some:
        return False
    before = zip(choices[:at], sentence.mentions, strict=False)
    own = (one for one, which in before if one and which.unit not in BATCHES)
    told = (one.rule for one in own if not one.inherited)
    return any(one.indicator == choice.rule.indicator and not one.some for one in told)


def _is_beside(sentence: Sentence, named: Hit, total: Quantity) -> bool:
    """Whether a noun heads a list as a kind of its own (查处串标案件14件、违法案件3件)."""
    clean = sentence.scene.clean
    if not clean.startswith("、", total.place.clean_end):
        return False
    ends = [hit.end for hit in sentence.hits if hit.end <= named.start]
    own = clean[max(ends, default=named.start) : named.start]
    return len(own) > 1 and own not in ALL_KINDS


def leaves_it_to_the_part(
    mentions: Sequence[Quantity], choices: Sequence[Choice | None], at: int
) -> bool:
    """Whether the part told next fits the same indicator by a firmer rule (12人，其中持证10人).

    So it is where what came of a total is told after it, by a rule that yields (清理9件，废止2件).
    """
    if (total := choices[at]) and total.rule.yields:
        later = [choice.rule for choice in choices[at + 1 :] if choice]
        return any(rule.indicator == total.rule.indicator and not rule.yields for rule in later)
    if at + 1 == len(mentions) or not mentions[at + 1].part or mentions[at].part:
        return False
    mine, other = choices[at], choices[at + 1]
    return bool(
        mine
        and other
        and mine.rule.indicator == other.rule.indicator
        and mine.rule.weight < other.rule.weight
        and not other.inherited
    )


def of_all(parts: list[Choice | None]) -> Choice | None:
    """What a bare total counts: that of its parts, where they are of one indicator."""
    known = [choice for choice in parts if choice and choice.rule.indicator]
    return known[-1] if len({choice.rule.indicator for choice in known}) == 1 else None


def of_its_kinds(
    mentions: Sequence[Quantity], choices: Sequence[Choice | None], at: int, index: Index
) -> Choice | None:
    """What a bare total counts whose kinds are told behind it and add up to it.

    录入案件74件，其中普通程序1件，简易程序73件: penalties, as these are their kinds.
    """
    total, added, wider = mentions[at], 0.0, set[str]()
    for one, choice in zip(mentions[at + 1 :], choices[at + 1 :], strict=True):
        if not one.part or one.unit != total.unit or choice is None or one.value is None:
            break
        added += one.value
        wider.add(index.wider.get(choice.rule.indicator or "", ""))
        if added == total.value and len(wider) == 1 and wider != {""}:
            rule = index.lowest(index.by_indicator[wider.pop()])
            return Choice(0.0, rule, True)
    return None


def came_to_nothing_known(sentence: Sentence, choices: Sequence[Choice | None], at: int) -> bool:
    """Whether a mention counts who came to sessions told right before it that count nothing.

    召开联席会议10次，参加人数达到360人次 (or 360人参加): no training, but where one is told with
    them. A clause that names a session of its own is told of that.
    """
    choice = choices[at]
    if not at or choice is None or not choice.rule.attends or choice.named is None:
        return False
    last, mention = sentence.mentions[at - 1], sentence.mentions[at]
    low, high = last.place.clean_end, mention.place.clean_start
    if last.unit not in SESSIONS or high - low > LONGEST_COMING:
        return False
    begins = sentence.scene.clean.rfind("；", sentence.start, low)
    for one, told in zip(sentence.mentions[:at], choices, strict=False):
        if one.place.clean_start > begins and told and told.rule.indicator:
            return False
    # Right behind their number it tells of what no law is named in (旁听庭审1次，9人参加).
    clean, law = sentence.scene.clean, sentence.scene.index.subjects[1]
    told_by = clean.startswith(CAME, mention.place.clean_end)
    told_by = told_by and not law.search(clean, last.clause.clean_start, low)
    stands_between = low <= choice.named.start and choice.named.end <= high
    if not (stands_between or told_by) or "；" in sentence.scene.clean[low:high]:
        return False
    inside = (hit for hit in sentence.hits if low <= hit.start and hit.end <= high)
    return not any(hit.word.object for hit in inside if hit.start != choice.named.start)


def goes_on(choice: Choice | None, last: Quantity) -> bool:
    """Whether a mention set against the last has no object of its own."""
    return choice is None or (choice.inherited and last.period == "plan")


def subject_after(subject: str, choice: Choice | None) -> str:
    """The group of indicators that a sentence goes on about after a mention."""
    return choice.rule.group if choice and choice.rule.indicator else subject


def is_of_another_kind(
    taken: dict[str, Quantity], name: str, told: Sequence[Quantity], index: Index
) -> bool:
    """Whether a part (其中…) is counted like a total of another group of indicators, or of kinds
    of its own (简易案件80起，一般案件5起，其中处罚2起). It is the last of those told.

    A total of nothing known right before it is of none (会议7次，中心组学习12次，其中专题学法4次).
    """
    group, part = index.groups[name], told[-1]
    above = (one for one in reversed(told[:-1]) if one.unit == part.unit and not one.part)
    nearest = next(above, None)
    if nearest is not None and not any(one is nearest for one in taken.values()):
        return False
    totals = [
        other
        for other, total in taken.items()
        if other != name and total.unit == part.unit and not total.part
    ]
    kinds = [other for other in totals if index.wider.get(other) == name]
    return bool(kinds) or (bool(totals) and all(index.groups[other] != group for other in totals))


def closes(sentence: Sentence, mention: Quantity) -> bool:
    """Whether the clause speaks of closing cases that an earlier clause counted."""
    clean, start = sentence.scene.clean, mention.place.clean_start
    near = clean[max(sentence.start, start - 20) : start]
    if CLOSING.search(near):
        return True
    return bool(ISSUING.search(near)) and clean.find(APPLICATIONS, sentence.start, start) >= 0


def is_set_against(sentence: Sentence, at: int) -> bool:
    """Whether a mention tells another time's number of what the one before it counts.

    Nothing that names anything stands between the two (去年排查56件，今年43件; 由15件降至9件), nor
    between what several years add up to, or a plan, and the year's own (累计520件，今年化解86件).
    """
    last, mention = sentence.mentions[at - 1], sentence.mentions[at]
    low, high = last.place.clean_end, mention.place.clean_start
    if last.unit != mention.unit or not 0 <= high - low <= LONGEST_TURN:
        return False
    is_own = last.period in ("stock", "plan") and mention.period == "year"
    is_own = is_own and mention.unit in FLOWS
    if is_own and not THIS_YEAR.search(sentence.scene.clean, low, high):
        return False
    is_other = (last.period == "previous") != (mention.period == "previous")
    is_other = is_other or sentence.spans[at - 1 : at] != sentence.spans[at : at + 1]
    # A nought in digits is another time's number, a statement of none has words of its own.
    is_statement = mention.zero and not sentence.scene.clean[high].isdecimal()
    if not (is_own or is_other) or mention.change or is_statement:
        return False
    clean, end = sentence.scene.clean, mention.place.clean_end
    closed = not clean[end : end + 1] or clean[end] in CLAUSE_MARKS
    closed = closed or (mention.period == "previous" and bool(TURNED.match(clean, end)))
    named = any(hit.word.object for hit in sentence.hits if low <= hit.start < high)
    return not named and closed


def leave_to_the_report(coded: Iterable[Quantity], index: Index) -> tuple[Quantity, ...]:
    """The mentions, without indicator where their rule speaks only if no other in the report does.

    办结行政复议32件 counts the year's cases where the report tells neither applications nor cases
    accepted; so do rules that find some (`some`) and yield (`yields`).
    """
    told = tuple(coded)
    if not any(one.rule in index.last_resort for one in told):
        return told
    firm = {one.indicator for one in told if one.indicator and one.rule not in index.last_resort}
    return tuple(
        replace(one, indicator=None, rule=None, margin=None)
        if one.rule in index.last_resort and any(it.startswith(one.indicator or "") for it in firm)
        else one
        for one in told
    )
