"""Who did what a mention counts, where the kind of it hangs on that (领导学法, 支部学法).

The nearest before the number decides: first in its clause, then right behind it, then earlier in
the sentence, then in the sentences before, then in the headings above. Where several are joined,
no one of them did it alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from fazhi.parse.coding.index import Hit
from fazhi.parse.coding.scene import CLAUSE_MARKS, JOINING, LIST_END
from fazhi.parse.coding.zone import Zone

# Between those who did something together (党委会、干部职工大会; 中心组及各支部).
JOINED = re.compile(r"[^，。；、0-9]{0,6}(?:[、和及与或]|以及)[^，。；、0-9]{0,4}|”?[、，]?“?")

# Verbs whose object does what the next verb tells (组织村干部学习).
LEADING = ("组织", "邀请", "带领")
# Verbs of those who come to something that is held.
COMING = ("参加", "旁听", "观摩", "出席")
# Members of a list stand no farther from one another (公示许可8宗、行政检查5宗).
FARTHEST = 12
# A later member of a list begins with its object, or nearly so, and its verb is not farther.
LONGEST_LEAD, FARTHEST_VERB = 3, 40


def acting(zone: Zone) -> int:
    """The groups told as those who did what is counted, as bits; several where they are joined."""
    if not any(hit.word.actors for hit in zone.before):
        behind = next((hit for hit in zone.head if hit.word.actors), None)
        if behind:
            return behind.word.actors
    told = [hit for hit in zone.sentence.hits if hit.end <= zone.start and hit.word.actors]
    told = told or [hit for hit in reversed(zone.sentence.before) if hit.word.actors]
    told = told or [hit for hit in zone.sentence.above if hit.word.actors][:1]
    # A word that begins inside another names nobody (干部学习 in 领导干部学习).
    told = [hit for at, hit in enumerate(told) if not at or hit.start >= told[at - 1].end]
    return _last(zone.sentence.scene.clean, told) if told else 0


def _last(clean: str, told: list[Hit]) -> int:
    """Those told last, with whom they are joined to."""
    groups, first = 0, told[-1].start
    for hit in reversed(told):
        if hit.end < first and not JOINED.fullmatch(clean, hit.end, first):
            break
        groups |= hit.word.actors
        first = min(first, hit.start)
    return groups


def acting_on_list(zone: Zone) -> list[Hit]:
    """Who does what a list tells, for its later members (法律顾问审查文件10件、合同70份)."""
    if not _is_later_member(zone):
        return []
    low = _clause_start(zone, zone.low)
    found: list[Hit] = []
    for hit in zone.sentence.hits:
        if low <= hit.start and hit.end <= zone.low:
            led = zone.sentence.scene.clean.startswith(LEADING, hit.start)
            if hit.word.verb and not hit.word.object and not led:
                break
            found.append(hit)
    return found


def attended(zone: Zone) -> list[Hit]:
    """What persons came to where the next number tells how often (86名干部参加庭审3场)."""
    sentence, clean = zone.sentence, zone.sentence.scene.clean
    if zone.mention.dimension != "persons" or zone.high >= sentence.end:
        return []
    if clean[zone.high] in CLAUSE_MARKS or not any(
        clean.find(verb, zone.end, zone.high) > 0 for verb in COMING
    ):
        return []
    return [hit for hit in sentence.hits if zone.end <= hit.start and hit.end <= zone.high]


def leading_verb(zone: Zone) -> Hit | None:
    """The verb that opens a list, for a later member without its own (公示许可8宗、处罚5宗)."""
    if not _is_later_member(zone, JOINING) or any(_is_verb(hit) for hit in zone.before):
        return None
    clean, first = zone.sentence.scene.clean, zone.low
    for earlier in reversed([one.place for one in zone.sentence.mentions]):
        if earlier.clean_end > first:
            continue
        if clean[earlier.clean_end] not in JOINING or first - earlier.clean_end > FARTHEST:
            break
        first = earlier.clean_start
    if first == zone.low:
        return None
    low = _clause_start(zone, first)
    opening = (hit for hit in zone.sentence.hits if low <= hit.start and hit.end <= first)
    # When it was (今年以来审查) stands before the verb, and a noun would stand behind it.
    verb = next((hit for hit in opening if hit.word.verb or hit.word.object), None)
    return verb if verb and _is_verb(verb) else None


def _clause_start(zone: Zone, position: int) -> int:
    """Where the clause begins in its sentence in which a place lies."""
    clauses = zone.sentence.scene.bounds.clauses
    at = bisect_left(clauses, position) - 1
    return max(zone.sentence.start, clauses[at] + 1 if at >= 0 else 0)


def _is_later_member(zone: Zone, signs: str = "、") -> bool:
    return zone.follows_a_number and zone.sentence.scene.clean[zone.low] in signs


def earlier_verbs(zone: Zone, own: int) -> int:
    """Verbs of the clause before, as bits, for a list whose later members have none of their `own`
    or have them only to tell which they are.
    """
    led = _is_told_of(zone)
    named = next((hit.start for hit in zone.before if hit.word.object), zone.start)
    if not led and (own or named - zone.low > LONGEST_LEAD):
        return 0
    for hit in reversed(zone.sentence.hits):
        told_of = zone.sentence.scene.clean.startswith("的", hit.end)
        if hit.end <= zone.low and hit.word.verb and not told_of:
            return hit.word.verb if zone.low - hit.end <= FARTHEST_VERB else 0
    return 0


def _is_told_of(zone: Zone) -> bool:
    """Whether the noun of a list's later member is led by what tells which it is.

    审核合同27份、以政府名义印发的文件14份: the verb before the list is theirs too.
    """
    clean, low = zone.sentence.scene.clean, zone.low
    if not clean.startswith("、", low):
        return False
    named = next((hit.start for hit in zone.before if hit.word.object and hit.end == zone.start), 0)
    return 0 < named - low <= FARTHEST and clean.startswith("的", named - 1)


def _is_verb(hit: Hit) -> bool:
    return bool(hit.word.verb) and not hit.word.object


def shared(zone: Zone) -> list[Hit]:
    """What is told behind the last of several numbers, for those before it.

    完成7件规范性文件、65件合同的合法性审查: both were reviewed.
    """
    sentence, clean = zone.sentence, zone.sentence.scene.clean
    later = [one.place for one in sentence.mentions if one.place.clean_start > zone.end]
    is_first = zone.floor == sentence.start or "，" in clean[zone.floor : zone.start]
    if not (later and zone.head) or later[0].clean_start - zone.high > 1:
        return []
    stop = LIST_END.search(clean, zone.high, sentence.end)
    high = stop.start() if stop else sentence.end
    others = [one for one in later if one.clean_end <= high]
    if not others or any(clean[one.clean_start - 1] not in JOINING for one in others):
        return []
    # Of three 对 must say that they are objects (3个社区、41个市场、23个场所实现巡查).
    low = max(sentence.start, *(clean.rfind(one, sentence.start, zone.start) for one in "，；"))
    is_object = clean.find("对", low, zone.start) >= 0
    is_told = is_object or (is_first and len(others) == 1)
    return zone.within(others[-1].clean_end, high) if is_told else []
