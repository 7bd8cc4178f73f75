"""What to look at before all else in a draft: of the wrong year, of another town, sent twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.codebook.divisions import rank
from fazhi.language.places import find_divisions
from fazhi.parse.frame.head import find_opening
from fazhi.parse.identity.office import office_of
from fazhi.parse.identity.year import opening_year
from fazhi.pipeline.check import Outcome, Verdict
from fazhi.pipeline.drafts.offices import speaking
from fazhi.reading.covers import COVER_SIGNS, count_signs
from fazhi.records import Finding

FILE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?!年\d{1,2}月|[-._]\d{1,2}[-._]\d)")
LEFT_OVER = re.compile(r"20\d\d年度?")
# So many drafts, and so many of them of one year, make a draft of another year strange.
FEWEST, MOST_OF = 4, 0.75
# Others named beside a draft; of a whole folder of copies a few will do.
NAMED = 3
# Shorter paragraphs are headings and formulas, which all drafts share.
SHORTEST = 20
ALIKE = 0.8


class Doubt(NamedTuple):
    """One reason to ask whether this is the draft that was meant.

    `kind` is `file_year`, `file_place`, `title_year` (the file's name or the title says otherwise),
    `hardly_text` (so few signs as only a cover has), `left_over_year`, `foreign_place` (words of
    another report inside), `other_year`, `same_place`, `same_text`, `much_alike` (told by the other
    drafts), `asked_year`, `other_place`, `other_county`, `not_expected`, `no_year`, `no_report`
    (told by what was asked for). `named` is what the draft says, how many signs it has, or the
    path of the other; `due` what the other side says; `times` how often.
    """

    kind: str
    named: str
    due: str = ""
    times: int = 1


def own_doubts(verdict: Verdict, book: Codebook) -> tuple[Doubt, ...]:
    """The doubts that a draft alone gives reason to."""
    return tuple(_own(verdict, book))


def doubts_beside(
    outcomes: Sequence[Outcome], wrong: Collection[int], year: int | None
) -> list[tuple[Doubt, ...]]:
    """The doubts of each outcome that only show beside the others.

    Args:
        outcomes: all drafts.
        wrong: places in `outcomes` of drafts that are of another place or year: a sound draft
            is not doubted for being like one of these.
        year: the year asked for; with one, years are not compared among drafts.
    """
    read = {at: one for at, one in enumerate(outcomes) if isinstance(one, Verdict)}
    sound = {at: one for at, one in read.items() if at not in wrong}
    found: dict[int, list[Doubt]] = {at: [] for at in read}
    if year is None:
        for at, doubt in _other_years(read):
            found[at].append(doubt)
    for look in (_same_places, _same_texts):
        for at, doubt in look(sound):
            found[at].append(doubt)
        for at, doubt in look(read) if wrong else ():
            if at in wrong:
                found[at].append(doubt)
    return [tuple(found.get(at, ())) for at in range(len(outcomes))]


def _own(verdict: Verdict, book: Codebook) -> Iterator[Doubt]:
    who = verdict.report.identity
    text = verdict.report.text
    # Of one that is known to be a part alone is told what to do.
    if not text.lacks and (signs := count_signs(text.clean)) < COVER_SIGNS:
        yield Doubt("hardly_text", str(signs))
    stem = PurePath(verdict.path).stem
    years = FILE_YEAR.findall(stem)
    if who.report_year and years and str(who.report_year) not in years:
        yield Doubt("file_year", str(who.report_year), years[0])
    source, _, titled = who.evidence.get("report_year_conflict", "").partition(": ")
    if source == "title":
        yield Doubt("title_year", str(who.report_year), titled)
    place = speaking(who, book)
    if place and (other := _other_place(stem, place, who.level, book)):
        yield Doubt("file_place", place, other)
    left = (_left_over(verdict, one) for one in verdict.findings)
    # A plan for the year of the report itself is a slip, and may be the author's own.
    years = [year for year in left if year and year != str(who.report_year)]
    if years:
        yield Doubt("left_over_year", "、".join(_each(years)), str(who.report_year), len(years))
    names = [_words(verdict, one) for one in verdict.findings if one.check == "foreign_place"]
    if names:
        yield Doubt("foreign_place", "、".join(_each(names)), place or "", len(names))


def told_in_opening(verdict: Verdict) -> int | None:
    """The year that the text below a title which tells the report's year speaks of."""
    who = verdict.report.identity
    if who.title_place is None or who.evidence.get("report_year") != "title":
        return None
    return opening_year(find_opening(verdict.report.text.clean, who.title_place.clean_end))


def _each(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _words(verdict: Verdict, one: Finding) -> str:
    text = verdict.report.text.clean
    return text[one.place.clean_start : one.place.clean_end] if one.place else ""


def _left_over(verdict: Verdict, one: Finding) -> str:
    """The year of a finding that calls it left over; nothing of one on figures that stop early."""
    words = _words(verdict, one) if one.check == "period" else ""
    return words[:4] if LEFT_OVER.fullmatch(words) else ""


def _other_place(stem: str, place: str, level: str | None, book: Codebook) -> str:
    """The place of the draft's rank that the file's name names instead of its own."""
    named = [one.name for one in find_divisions(stem, book) if rank(one.codes[0]) == level]
    return "" if any(name in place or place in name for name in named) else "、".join(named)


Beside = Iterator[tuple[int, Doubt]]


def _other_years(read: dict[int, Verdict]) -> Beside:
    years = {at: year for at, one in read.items() if (year := one.report.identity.report_year)}
    if len(years) < FEWEST:
        return
    usual, times = Counter(years.values()).most_common(1)[0]
    if times >= MOST_OF * len(years):
        for at, year in years.items():
            # A file called by its year is one of several years on purpose.
            if year != usual and str(year) not in FILE_YEAR.findall(read[at].path):
                yield at, Doubt("other_year", str(year), str(usual))


def _same_places(read: dict[int, Verdict]) -> Beside:
    groups = defaultdict[object, list[int]](list)
    for at, verdict in read.items():
        who = verdict.report.identity
        place = who.adcode or " ".join(filter(None, (who.province, who.county, who.town)))
        # Departments and zones carry the code of their county: their names alone tell them apart.
        is_above = who.level in ("department", "county")
        spoken = speaking(who, verdict.book) if is_above else ""
        if place and who.report_year and spoken is not None:
            groups[place, spoken, who.report_year].append(at)
    return _grouped(read, groups.values(), "same_place")


def _same_texts(read: dict[int, Verdict]) -> Beside:
    groups = defaultdict[object, list[int]](list)
    for at, verdict in read.items():
        groups["".join(verdict.report.text.clean.split())].append(at)
    yield from _grouped(read, groups.values(), "same_text")
    firsts = {group[0]: read[group[0]] for group in groups.values()}
    for at, other, share in _alike(firsts):
        yield at, Doubt("much_alike", firsts[other].path, str(int(100 * share)))


def _grouped(read: dict[int, Verdict], groups: Iterable[list[int]], kind: str) -> Beside:
    """For each in a group the others; a file given twice is no other."""
    for group in groups:
        for at in group:
            others = _each(read[one].path for one in group if read[one].path != read[at].path)
            if others:
                more = "…" if len(others) > NAMED else ""
                yield at, Doubt(kind, "、".join(others[:NAMED]) + more, times=len(others) + 1)


def _alike(read: dict[int, Verdict]) -> Iterator[tuple[int, int, float]]:
    """Each draft most of whose text stands in another, names of places and years apart."""
    homes = defaultdict[str, list[int]](list)
    sizes: dict[int, int] = {}
    for at, verdict in read.items():
        own = set(_paragraphs(verdict))
        sizes[at] = sum(map(len, own))
        for words in own:
            homes[words].append(at)
    shared = defaultdict[int, Counter[int]](Counter)
    for words, holders in homes.items():
        for at in holders if len(holders) > 1 else ():
            shared[at].update(dict.fromkeys(holders, len(words)))
    for at, counted in shared.items():
        del counted[at]
        other, size = counted.most_common(1)[0]
        if size >= ALIKE * sizes[at]:
            yield at, other, size / sizes[at]


def _paragraphs(verdict: Verdict) -> Iterator[str]:
    who = verdict.report.identity
    offices = (office_of(one, verdict.book) for one in who.issuers)
    names = filter(None, (who.town, who.county, *offices))
    own = re.compile("|".join(map(re.escape, names)) or "(?!)")
    for one in verdict.report.outline.paragraphs:
        if len(one.text) >= SHORTEST:
            yield re.sub(r"20\d\d", "□", own.sub("□", one.text))
