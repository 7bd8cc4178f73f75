"""Single figures and the total that adds them up, behind or before (罚款50元、30元，共80元).

What each of several has is no number of the whole; how many they have together behind it is, of
what the first names (八个村各配两名，共十六名).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec.structs import replace

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.units import EACH_OF_SEVERAL, any_of
from fazhi.parse.coding.scene import Sentence
from fazhi.records import Quantity

FARTHEST = 20
# What stands between a total and the parts that it is then told to be made of.
MADE_OF = ("=", "＝", "，即", "——", "：", "（", "，包括", "，包含", "，含")

# What tells that each of several has so many.
OF_EACH = re.compile(f"每|均|都|{EACH_OF_SEVERAL}")
# From what each has to what all have.
TO_ALL = 18

# The positions of the mentions that a total adds up, by its own.
Totals = dict[int, tuple[int, ...]]

# What stands between members of one list.
JOINED = re.compile(r"[、和及与](?:[^0-9，。；、]{0,8})")


@derived
def _to_total(book: Codebook) -> re.Pattern[str]:
    """From the last single figure to the total: nothing between them is another's."""
    words = any_of(wording(book).total)
    return re.compile(rf"(等?)[^0-9，。；]{{0,6}}?[，、；（](?:{words})[^0-9，。；、]{{0,10}}")


def parts_of_totals(clean: str, mentions: Sequence[Quantity], book: Codebook) -> Totals:
    """By the position of each total among the mentions of a sentence those of its parts."""
    found: Totals = {}
    for at in range(2, len(mentions)):
        low, high = mentions[at - 1].place.clean_end, mentions[at].place.clean_start
        if 0 < high - low <= FARTHEST and (told := _to_total(book).fullmatch(clean, low, high)):
            parts, complete = _parts(mentions, at)
            if not complete:
                parts = _listed(clean, mentions, parts) if told.group(1) else ()
            if parts:
                found[at] = parts
    return found


def _parts(mentions: Sequence[Quantity], at: int) -> tuple[tuple[int, ...], bool]:
    """The mentions before a total that stay within it, the last first; whether they add up."""
    total = mentions[at]
    added = 0.0
    parts: list[int] = []
    for position in range(at - 1, -1, -1):
        one = mentions[position]
        if one.unit != total.unit:
            continue
        if one.value is None or total.value is None or one.change or one.period != total.period:
            break
        added += one.value
        if added > total.value:
            break
        parts.append(position)
        if added == total.value and len(parts) > 1:
            return tuple(parts), True
    return tuple(parts), False


def _listed(clean: str, mentions: Sequence[Quantity], parts: Sequence[int]) -> tuple[int, ...]:
    """Of the parts, the last first, those that stand in one list; none where it is no list."""
    kept = list(parts[:1])
    for position in parts[1:]:
        end = mentions[position].place.clean_end
        if not JOINED.fullmatch(clean[end : mentions[kept[-1]].place.clean_start]):
            break
        kept.append(position)
    return tuple(kept) if len(kept) > 1 else ()


def with_parts(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences, with mentions as parts that a total right before them is told to be made of.

    审核24件=文件15件+合同9件; 审核24件，即文件15件、合同9件: they have to add up to it.
    """
    for sentence in sentences:
        clean, mentions = sentence.scene.clean, sentence.mentions
        for at in range(len(mentions) - 2):
            if clean.startswith(MADE_OF, mentions[at].place.clean_end):
                for part in adding_up(clean, mentions, at):
                    mentions[part] = replace(mentions[part], part=True)
        yield sentence


def adding_up(clean: str, mentions: Sequence[Quantity], at: int) -> set[int]:
    """Positions of the mentions right after a total that add up to it.

    Small numbers of one list may do so by chance (查处串标案件4件、违法案件3件、转包案件1件).
    """
    if clean.startswith("、", mentions[at].place.clean_end):
        return set()
    total = mentions[at].value
    added, parts = 0.0, set[int]()
    for end in range(at + 1, len(mentions)):
        value = mentions[end].value
        alike = mentions[end].unit == mentions[at].unit
        if not alike and mentions[end].part:
            # What else is told of the parts (企业46家：其中开展4次抽查，检查企业40家).
            continue
        if total is None or value is None or not alike or mentions[end].period == "rate":
            break
        added += value
        parts.add(end)
        if added == total and len(parts) > 1:
            return parts
    return set()


@derived
def _sanction(book: Codebook) -> re.Pattern[str]:
    kinds = any_of(wording(book).sanctions)
    return re.compile(rf"(?P<kind>{kinds})(?:(?:类|性)?的?(?:行政)?处罚[^0-9，。；]{{0,6}})?$")


def kinds_side_by_side(
    clean: str, mentions: Sequence[Quantity], others: Collection[int], book: Codebook
) -> frozenset[int]:
    """The positions of mentions that tell kinds of penalties beside each other, no total of them.

    `others` are the positions of totals and their parts, which are settled.
    """
    kinds: dict[str | None, dict[int, str]] = {}
    if len(mentions) > 1 and any(one.indicator for one in mentions):
        for at, one in enumerate(mentions):
            low, high = one.clause.clean_start, one.place.clean_start
            found = at not in others and _sanction(book).search(
                clean, max(low, high - FARTHEST), high
            )
            if found:
                kinds.setdefault(one.unit, {})[at] = found["kind"]
    return frozenset(at for told in kinds.values() if len(set(told.values())) > 1 for at in told)


def excluded_by_total(sentence: Sentence, at: int) -> int:
    """The rules, as a bit set, that fit no part since the clause of its total excludes them.

    评查案卷640宗，其中行政处罚420宗 are case files, no penalties.
    """
    part, excluded = sentence.mentions[at], 0
    before = (one for one in reversed(sentence.mentions[:at]) if not one.part)
    total = next((one for one in before if one.unit == part.unit), None)
    if total:
        low, high = total.clause.clean_start, total.place.clean_end
        for hit in sentence.hits:
            if low <= hit.start and hit.end <= high:
                excluded |= hit.word.without
    return excluded


@derived
def _all_told(book: Codebook) -> re.Pattern[str]:
    """All that stands between the two: ，全镇共; ，合计; 法律明白人，全乡共有; （总计配备."""
    words = any_of(wording(book).total)
    whole = "全(?:[镇乡县区市州旗省]|街道)"
    return re.compile(
        rf"(?:[^0-9，。；：、（）共]{{2,9}}(?=，))?[，、；（]?(?:{whole})?(?:{words})(?:有|达|为|计)?"
    )


def totals_of_each(sentence: Sentence, book: Codebook) -> Totals:
    """By the position of each mention that tells what all have that of what each has before it."""
    clean, mentions = sentence.scene.clean, sentence.mentions
    found: Totals = {}
    for at in range(1, len(mentions)):
        each, all_ = mentions[at - 1], mentions[at]
        low, high = each.place.clean_end, all_.place.clean_start
        if not 0 < high - low <= TO_ALL or each.unit != all_.unit or each.unit == "%":
            continue
        if not each.value or not all_.value or all_.value <= each.value or all_.value % each.value:
            continue
        told = _all_told(book).fullmatch(clean, low, high)
        if told and OF_EACH.search(clean, each.clause.clean_start, each.place.clean_start):
            found[at] = (at - 1,)
    return found
