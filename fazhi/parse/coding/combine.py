"""From the mentions of an indicator to its one value in the report, or to a conflict.

Plans, rates, changes and vague amounts are no levels and are left out; parts of a total count only
where no total is stated. Mentions in unlike measure words are never compared or added: the value
is taken from those in the indicator's own measure words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product

from msgspec.structs import replace

from fazhi.codebook.book import Codebook
from fazhi.codebook.entries import Indicator, plain_unit
from fazhi.codebook.indicators import indicators
from fazhi.codebook.wording import wording
from fazhi.language.units import comparable, fits
from fazhi.parse.coding.over_the_year import for_the_year
from fazhi.records import IndicatorValue, Quantity

LEVELS = frozenset({"year", "stock"})
# What is done and counted year by year: of what several years add up to none is the year's.
FLOWS = frozenset({"次", "场次", "场", "期", "人次", "件", "起", "宗", "份", "条", "元", "批次"})
# How far the true number may lie from the stated one: 250余 is no 350, 近600 no 350.
BOUNDS = {"exact": (1.0, 1.0), "over": (1.0, 1.25), "under": (0.75, 1.0), "about": (0.85, 1.15)}
# Mentions that add up stand in one enumeration (6村3社区; 商铺908家、企业1家).
WITHIN = 30
Group = tuple[Quantity, ...]


def combine(quantities: Sequence[Quantity], book: Codebook) -> tuple[IndicatorValue, ...]:
    """One value an indicator, by the way of combining that its entry names, in order of id.

    A wider indicator without a mention of its own is told by those of its kinds, which add up
    where its entry lets mentions add up or rival each other (简易程序311件, 一般程序458件).
    """
    entries = indicators(book)
    by_indicator: dict[str, list[Quantity]] = defaultdict(list)
    of_kinds: dict[str, list[Quantity]] = defaultdict(list)
    for mention in quantities:
        entry = entries.entries.get(mention.indicator or "")
        if entry and _is_level(mention):
            by_indicator[str(mention.indicator)].append(mention)
            if entry.of:
                of_kinds[entry.of].append(mention)
    found = [_value(one, told, entries[one], book) for one, told in by_indicator.items()]
    own = {value.indicator: value for value in found if value}
    wider = {one: told for one, told in of_kinds.items() if one not in own}
    found = [_value(one, told, _adding(entries[one]), book) for one, told in wider.items()]
    derived = [replace(value, by_kinds=True) for value in found if value]
    return tuple(sorted((*own.values(), *derived), key=lambda value: value.indicator))


def _adding(entry: Indicator) -> Indicator:
    """The entry as it combines mentions of kinds: what would rival each other adds up."""
    return replace(entry, combine="sum") if entry.combine == "rivals" else entry


def _is_level(mention: Quantity) -> bool:
    return mention.period in LEVELS and not mention.change and mention.value is not None


def _value(
    indicator: str, mentions: list[Quantity], entry: Indicator, book: Codebook
) -> IndicatorValue | None:
    """The value of an indicator; null where only parts of the year are told, and not all."""
    alike = [
        mention
        for mention in mentions
        if mention.unit is None or fits(mention.unit, entry.unit, entry.units, book)
    ] or _alike(mentions)
    pool = [mention for mention in alike if not mention.part] or alike
    if entry.unit in FLOWS:
        pool = [mention for mention in pool if mention.period == "year"] or pool
    if all(one.months for one in pool):
        return _from_parts(indicator, pool, len(mentions), entry)
    groups = list(_enumerations(pool) if entry.combine == "sum" else _lists(pool))
    chosen = groups[-1] if entry.combine == "last" else groups[0]
    if entry.combine == "last":
        # “不足5人” at the end, of each of some towns, does not undo the number stated before.
        few = wording(book).period.scarce
        chosen = next((one for one in reversed(groups) if not one[0].raw.startswith(few)), chosen)
    elif entry.combine == "sum":
        chosen = max(groups, key=_sum)
    conflict = entry.combine == "rivals" and _contradict(groups, entry.units, book)
    return _made_of(indicator, chosen, len(mentions), pool if conflict else ())


def _from_parts(
    indicator: str, pool: list[Quantity], mentions: int, entry: Indicator
) -> IndicatorValue | None:
    """The value where each mention is of a part of the year (上半年12件，下半年15件)."""
    pool = _alike(pool)
    adds_up = pool[0].unit in FLOWS
    told = for_the_year(pool, adds_up=adds_up)
    if not told.mentions or (told.conflict and entry.combine != "rivals"):
        return None
    chosen = told.mentions[:1] if told.conflict else told.mentions
    return _made_of(indicator, chosen, mentions, pool if told.conflict else ())


def _made_of(
    indicator: str, chosen: Group, mentions: int, rivals: Sequence[Quantity]
) -> IndicatorValue:
    """The value of the mentions chosen of so many; none where these are `rivals`."""
    conflict = bool(rivals)
    return IndicatorValue(
        indicator=indicator,
        value=None if conflict else _sum(chosen),
        unit=chosen[0].unit,
        approx=_approx(chosen),
        mentions=mentions,
        conflict=conflict,
        quantity_id=chosen[0].quantity_id,
        parts=tuple(one.quantity_id for one in chosen) if len(chosen) > 1 else (),
        margin=min(
            (one.margin for one in rivals or chosen if one.margin is not None), default=None
        ),
    )


def _alike(mentions: Sequence[Quantity]) -> list[Quantity]:
    """Of mentions in none of the indicator's own measure words those in that of the first."""
    first = plain_unit(mentions[0].unit or "")
    return [mention for mention in mentions if plain_unit(mention.unit or "") == first]


def _enumerations(mentions: Iterable[Quantity]) -> Iterator[Group]:
    """Mentions that stand close together in one paragraph, each group an enumeration."""
    group: list[Quantity] = []
    for mention in sorted(mentions, key=lambda one: one.place.clean_start):
        last = group[-1] if group else None
        if last and (
            (mention.paragraph_id, mention.period) != (last.paragraph_id, last.period)
            or mention.place.clean_start - last.place.clean_end > WITHIN
        ):
            yield tuple(group)
            group = []
        group.append(mention)
    if group:
        yield tuple(group)


def _lists(mentions: Sequence[Quantity]) -> Iterator[Group]:
    """Each mention, with the further members of a list that it begins."""
    starts = [at for at, one in enumerate(mentions) if at == 0 or not one.beside]
    for start, end in zip(starts, [*starts[1:], len(mentions)], strict=True):
        yield tuple(mentions[start:end])


def _sum(group: Group) -> float:
    return float(sum(mention.value or 0.0 for mention in group))


def _approx(group: Group) -> str:
    """Of a sum: exact where all are, the common kind where the rest agree, else about."""
    kinds = {mention.approx for mention in group} - {"exact"}
    if not kinds:
        return "exact"
    return kinds.pop() if len(kinds) == 1 else "about"


def _contradict(groups: Sequence[Group], among: Collection[str], book: Codebook) -> bool:
    """Whether no one number can be what all the mentions in comparable measure words state."""
    bounds: dict[str | None, tuple[float, float]] = {}
    for mention in (replace(group[0], value=_sum(group)) for group in groups):
        low, high = _bounds(mention)
        most, least = bounds.get(mention.unit, (low, high))
        bounds[mention.unit] = max(low, most), min(high, least)
    return any(
        max(one[0], other[0]) > min(one[1], other[1])
        for (unit, one), (another, other) in product(bounds.items(), repeat=2)
        if unit is None or another is None or comparable(unit, another, among, book=book)
    )


def _bounds(mention: Quantity) -> tuple[float, float]:
    value = mention.value or 0.0
    low, high = BOUNDS.get(mention.approx, BOUNDS["exact"])
    return low * value, max(high * value, mention.value_high or 0.0)
