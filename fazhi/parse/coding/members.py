"""Lists that tell one thing of several bodies or ranks: 村调委会调解98件，乡调委会89件.

Only the first member says what is counted; those behind it have a name and a number. Where the last
says it for all (2个省级、4个县级基地), those before it have a number and a rank.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.units import any_of
from fazhi.parse.coding.scene import CLAUSE_MARKS, EACH, JOINING, Sentence
from fazhi.records import Quantity

SIGNS = "，、；：。\n"
# What stands between two figures of one thing in two years, and behind the second.
COMPARED = "(?:而?[较比与由]|高于|低于|多于|少于)?"
PART = "(?:第?[一二三四1-4]季度|[上下]半年|全年)?"
AT_WHICH = f"度?{PART}(?:同期|年?[底末])?(?:的|为|是|共|有|仅)?"
NO_NOUN = re.compile(r"[，、；。：）)\n]|$|相比|增|减|下|上|提|降|多|少|持平")
# The longest name of a body before its last word (市场监督管理所).
LONGEST = 10
REACH = LONGEST + 6


@derived
def _members(book: Codebook) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A rank; a body; what all stands between two numbers of a list: one of the two."""
    cues = wording(book).members
    kinds = "|".join(f"(?P<kind{at}>{any_of(kind)})" for at, kind in enumerate(cues.bodies))
    rank = rf"(?P<rank>{any_of(cues.ranks)})(?!{any_of(cues.beyond)})"
    longer = any_of(word for kind in cues.bodies for word in kind)
    before = rf"(?!{any_of(cues.wholes)})[\u4e00-\u9fff]{{0,{LONGEST}}}?"
    body = rf"(?:{before}(?:{kinds})(?!级|{longer}))"
    return re.compile(rank), re.compile(body), re.compile(rf"[{SIGNS}](?:{rank}|{body})共?")


def with_members(sentence: Sentence, found: list[Quantity], book: Codebook) -> list[Quantity]:
    """The mentions of a sentence as they are coded, further members of a list like the first."""
    for at in range(1, len(found)):
        told = found[at - 1]
        if (
            told.indicator
            and not found[at].indicator
            and (_is_member(sentence, at, book) or _is_twin(sentence, at, book))
        ):
            found[at] = replace(
                found[at],
                indicator=told.indicator,
                rule=told.rule,
                margin=told.margin,
                beside=True,
            )
    if len(found) > 1:
        _with_shared_head(sentence, found, book)
    return with_other_years(sentence, found, book)


@derived
def _of_another_year(book: Codebook) -> re.Pattern[str]:
    """What names no more than another year: ，较2023年的; ，2024年上半年; （去年."""
    earlier = wording(book).earlier
    words = any_of({*earlier.before, "今年", "本年"})
    return re.compile(f"[，、；（(]?{COMPARED}(?:20[0-9]{{2}}年|{words}){AT_WHICH}")


def with_other_years(sentence: Sentence, found: list[Quantity], book: Codebook) -> list[Quantity]:
    """The mentions as they are coded, those of another year like the one that they stand behind.

    收到申请842件，较2023年的517件增加325件: no noun stands before or behind the second.
    """
    clean = sentence.scene.clean
    for at in range(1, len(found)):
        told, mention = found[at - 1], found[at]
        if (
            mention.indicator
            or not told.indicator
            or "previous" not in (told.period, mention.period)
        ):
            continue
        low, high = told.place.clean_end, mention.place.clean_start
        alike = told.unit == mention.unit and not (told.change or mention.change or mention.zero)
        if not alike or not 1 < high - low <= REACH:
            continue
        if _of_another_year(book).fullmatch(clean, low, high) and NO_NOUN.match(
            clean, mention.place.clean_end
        ):
            found[at] = replace(
                mention, indicator=told.indicator, rule=told.rule, margin=told.margin
            )
    return found


def _with_shared_head(sentence: Sentence, found: list[Quantity], book: Codebook) -> None:
    """Give what the last of a list of ranks counts to those before it (2个省级、4个县级基地)."""
    for at in range(len(found) - 1, 0, -1):
        mention, last = found[at - 1], found[at]
        if not last.indicator or mention.indicator:
            continue
        rank, clean = _members(book)[0], sentence.scene.clean
        low, high = mention.place.clean_end, last.place.clean_start
        if not 1 < high - low <= LONGEST:
            continue
        alike = (last.unit, last.period, last.part) == (mention.unit, mention.period, mention.part)
        if not alike or last.zero or mention.zero or clean[high - 1] not in JOINING:
            continue
        own, other = rank.fullmatch(clean, low, high - 1), rank.match(clean, last.place.clean_end)
        if own and other and own["rank"] != other["rank"]:
            found[at - 1] = replace(
                mention, indicator=last.indicator, rule=last.rule, margin=last.margin
            )
            found[at] = replace(last, beside=True)


def _is_member(sentence: Sentence, at: int, book: Codebook) -> bool:
    """Whether a mention tells of one more body or rank what is told of another before it.

    So does one more sum of money that has but a comma before it (罚款12.5万元、3,400元), and one
    more share behind 分别 (成功率分别为97.8%、99.3%).
    """
    last, mention = sentence.mentions[at - 1], sentence.mentions[at]
    clean, low, high = sentence.scene.clean, last.place.clean_end, mention.place.clean_start
    joined = low < high and clean[low:high] in JOINING
    if joined and (mention.dimension == "money" or _is_told_apart(sentence, at)):
        alone = not last.change and not mention.change and not mention.zero
        return alone and (last.unit, last.period) == (mention.unit, mention.period)
    after = clean[mention.place.clean_end : mention.place.clean_end + 1]
    if not 1 < high - low <= REACH or (after and after not in CLAUSE_MARKS):
        return False
    alike = (last.unit, last.period, last.part) == (mention.unit, mention.period, mention.part)
    if not alike or mention.change or mention.zero:
        return False
    rank, body, between = _members(book)
    member = between.fullmatch(clean, low, high)
    if not member:
        return False
    begins = max(
        sentence.start, *(clean.rfind(sign, sentence.start, low - 1) + 1 for sign in SIGNS)
    )
    if at > 1:
        begins = max(begins, sentence.mentions[at - 2].place.clean_end)
    if member["rank"]:
        first = rank.search(clean, begins, last.place.clean_start)
        return first is not None and first["rank"] != member["rank"]
    first = body.match(clean, begins, last.place.clean_start)
    return first is not None and first.lastgroup == member.lastgroup and first[0] != member[0][1:]


def _is_twin(sentence: Sentence, at: int, book: Codebook) -> bool:
    """Whether a mention tells the other kind of what the one before it tells of one kind.

    受理投诉460件、举报82件: reports of wrongs are the other half of what was complained of.
    """
    clean, last, mention = sentence.scene.clean, sentence.mentions[at - 1], sentence.mentions[at]
    alike = (last.unit, last.period) == (mention.unit, mention.period)
    low, high = last.place.clean_end, mention.place.clean_start
    if not alike or last.change or mention.change or mention.zero or high - low > REACH:
        return False
    told = clean[low + 1 : high]
    return clean[low] in SIGNS and any(
        told in twins and clean.endswith(twins, 0, last.place.clean_start)
        for twins in wording(book).members.twins
    )


def _is_told_apart(sentence: Sentence, at: int) -> bool:
    """Whether a share is of another body than the one before, which 分别 tells (分别为98%、99%)."""
    last, mention = sentence.mentions[at - 1], sentence.mentions[at]
    if mention.unit != "%" or sentence.lists:
        return False
    clean, start = sentence.scene.clean, last.place.clean_start
    while at > 1 and clean[sentence.mentions[at - 2].place.clean_end : start] in tuple(JOINING):
        at -= 1
        start = sentence.mentions[at - 1].place.clean_start
    # 分别 stands before the first of them, with a verb at most between (分别达到97.8%).
    return clean.find(EACH, max(sentence.start, start - 4), start) >= 0
