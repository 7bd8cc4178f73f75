"""Which requirements a report meets, each verdict with the words that show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from fazhi.analyse.once import once
from fazhi.analyse.scope import days_of, is_annual
from fazhi.analyse.stretches import Stretches
from fazhi.analyse.wholeness import is_cut
from fazhi.codebook.book import Codebook
from fazhi.codebook.requirements import Requirement, requirement_entries
from fazhi.records import Met, Paragraph, Place, Report, Section

YES, PARTLY, NO, LOST = "yes", "partly", "no", "lost"
# What stands at the head of a report is there even where its end is lost.
AT_HEAD = frozenset(("title", "addressee"))
BODY_ENDS = "。！？；\n"
OPENING = re.compile(r"现将|如下[：:。\n]")
TAIL = 40
SIGNS = re.compile(r"委员会|人民政府|政府|办事处|[局委厅办]$")
AFTER_ITEMS = re.compile(r"[。；]")


@once
def requirements(report: Report, book: Codebook) -> tuple[Met, ...]:
    """A verdict for each requirement that binds the report, in the order of the codebook.

    None for a text that is no annual report on rule-of-law government; a requirement on days is
    left out where the day is not known. Of a text that is cut nothing is said to be missing which
    may stand in the part that is lost: there the verdict is `lost`, it cannot be told.
    """
    if not is_annual(report, book):
        return ()
    year = report.identity.report_year
    cut = is_cut(report, book)
    found = (
        _fair(one, METHODS[one.how](report, one), cut)
        for one in requirement_entries(book)
        if one.holds_in(year)
    )
    return tuple(met for met in found if met is not None)


def _fair(entry: Requirement, met: Met | None, cut: bool) -> Met | None:
    """The verdict, or that none can be given of a text that is cut."""
    lost = met and met.met == NO and cut and entry.how not in AT_HEAD and entry.how != "day"
    return Met(entry.id, LOST) if lost else met


def requirement_place(report: Report, met: Met, entry: Requirement) -> Place | None:
    """Where a finding on an unmet requirement points: its words, or the nearest place to them."""
    if met.place is not None:
        return met.place
    if entry.how in ("title", "addressee"):
        return _opening(report)
    if entry.how in ("signature", "date"):
        return _ending(report)
    if entry.how == "words":
        return _first_part(report, (entry.role,))
    for pattern in _expressions(entry.nearest):
        match = pattern.search(report.text.clean)
        if match:
            return report.text.place(*match.span())
    return _first_part(report, ("problems", "plan")) or _opening(report)


@cache
def _expressions(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one) for one in patterns)


def _met(report: Report, entry: Requirement, met: str, place: Place | None) -> Met:
    quote = report.text.quote(place.start, place.end) if place else None
    return Met(entry.id, met, place, quote)


def _part(report: Report, entry: Requirement) -> Met:
    """A part of its own, told by the role of a heading; else paragraphs or sentences of it."""
    paragraphs = [one for one in report.outline.paragraphs if one.role == entry.role]
    head = _heading(report.outline.sections, entry.role)
    if head is None:
        head = _named(report, entry)
    if head is None and entry.role == "plan":
        head = _second_role(report, paragraphs)
    if head and not _is_thin(report, entry, paragraphs):
        return _met(report, entry, YES, head.heading)
    if head or paragraphs:
        place = head.heading if head and not paragraphs else _first_words(report, paragraphs)
        return _met(report, entry, PARTLY, place)
    # What is planned of the heads' duties for the next year does not tell of this one.
    pool = report.outline.paragraphs
    if entry.role == "head_duties":
        pool = tuple(one for one in pool if one.role != "plan")
    return _by_sentences(report, entry, pool)


def _heading(sections: Iterable[Section], role: str) -> Section | None:
    """The first heading of that role; of a role inherited from a part, the part's heading."""
    return next(
        (one for one in sections if one.role == role and one.level <= 2 and not one.inline), None
    )


def _named(report: Report, entry: Requirement) -> Section | None:
    """A heading below the parts that names the matter in full."""
    expressions = _expressions(entry.yes)
    return next(
        (
            one
            for one in report.outline.sections
            if one.level <= 2 and not one.inline and any(e.search(one.title) for e in expressions)
        ),
        None,
    )


def _second_role(report: Report, paragraphs: list[Paragraph]) -> Section | None:
    """The heading that names problems and plan at once."""
    ids = {one.section_id for one in paragraphs}
    return next((one for one in report.outline.sections if one.section_id in ids), None)


def _is_thin(report: Report, entry: Requirement, paragraphs: list[Paragraph]) -> bool:
    """A plan of one sentence is hardly one."""
    if entry.role != "plan" or not paragraphs:
        return False
    return sum(len(AFTER_ITEMS.findall(one.text)) for one in paragraphs) <= 1


def _first_words(report: Report, paragraphs: list[Paragraph]) -> Place:
    place = paragraphs[0].place
    end = report.text.clean.find("。", place.clean_start, place.clean_end)
    return report.text.place(place.clean_start, place.clean_end if end < 0 else end + 1)


def _by_sentences(report: Report, entry: Requirement, pool: Iterable[Paragraph]) -> Met:
    """The first sentence that touches on the matter; `no` where there is none."""
    place = _search(report, _expressions(entry.partly), pool)
    return _met(report, entry, PARTLY if place else NO, place)


def _search(
    report: Report, patterns: tuple[re.Pattern[str], ...], pool: Iterable[Paragraph]
) -> Place | None:
    """The sentence of the first match, patterns in order of their weight."""
    paragraphs = list(pool)
    for pattern in patterns:
        for one in paragraphs:
            match = pattern.search(report.text.clean, one.place.clean_start, one.place.clean_end)
            if match:
                return _sentence(report, match.start(), match.end())
    return None


def _sentence(report: Report, start: int, end: int) -> Place:
    text = report.text.clean
    low = max(text.rfind(sign, 0, start) for sign in BODY_ENDS) + 1
    highs = [at for sign in BODY_ENDS if (at := text.find(sign, end)) >= 0]
    return report.text.place(low, min(highs, default=len(text)))


def _words(report: Report, entry: Requirement) -> Met | None:
    """Words inside the paragraphs of a part; nothing is said where the part itself is missing."""
    pool = [one for one in report.outline.paragraphs if one.role == entry.role]
    if not pool:
        return None
    sections = report.outline.sections
    headings = Stretches((one.heading, one) for one in sections if not one.inline)
    for verdict, patterns in ((YES, entry.yes), (PARTLY, entry.partly)):
        for pattern in _expressions(patterns):
            for one in pool:
                for match in pattern.finditer(
                    report.text.clean, one.place.clean_start, one.place.clean_end
                ):
                    if not headings.at(match.start()):
                        place = _sentence(report, match.start(), match.end())
                        return _met(report, entry, verdict, place)
    return _met(report, entry, NO, None)


def _title(report: Report, entry: Requirement) -> Met:
    title, place = report.identity.title, report.identity.title_place or report.outline.title
    if not title:
        return _met(report, entry, NO, None)
    return _met(report, entry, _grade(entry, title), place)


def _grade(entry: Requirement, words: str) -> str:
    for verdict, patterns in ((YES, entry.yes), (PARTLY, entry.partly)):
        if any(one.search(words) for one in _expressions(patterns)):
            return verdict
    return NO


def _addressee(report: Report, entry: Requirement) -> Met:
    names = "、".join(report.identity.addressees)
    if not names:
        return _met(report, entry, NO, None)
    downward = any(one.search(names) for one in _expressions(entry.partly))
    upward = any(one.search(names) for one in _expressions(entry.yes))
    first = report.identity.addressees[0]
    at = report.text.clean.find(first)
    place = None
    if at >= 0:
        end = report.text.clean.find("\n", at)
        place = report.text.place(at, end if end > at else at + len(first))
    return _met(report, entry, PARTLY if downward or not upward else YES, place)


def _signature(report: Report, entry: Requirement) -> Met:
    closing = report.outline.closing
    if closing is None:
        return _met(report, entry, NO, None)
    words = report.text.clean[closing.clean_start : closing.clean_end]
    # Whoever issues the report may sign it (管委会, 执法大队); others by what they are called.
    signed = any(one in words for one in report.identity.issuers) or any(
        SIGNS.search(line.strip()) for line in words.split("\n")
    )
    return _met(report, entry, YES if signed else NO, closing if signed else None)


def _date(report: Report, entry: Requirement) -> Met:
    known = report.identity.issued_date or report.identity.published_date
    return _met(report, entry, YES if known else NO, report.outline.closing if known else None)


def _day(report: Report, entry: Requirement) -> Met | None:
    days, year = days_of(report), report.identity.report_year
    day = days.issued if entry.day == "issued" else days.published
    if day is None or year is None:
        return None
    on_time = day <= f"{year + 1}-{entry.limit}"
    return _met(report, entry, YES if on_time else NO, report.outline.closing)


def _opening(report: Report) -> Place | None:
    """The sentence that opens the report (现将…如下), its title, or its first words."""
    if report.outline.title:
        return report.outline.title
    text = report.text.clean
    first = report.outline.sections[0].place.clean_start if report.outline.sections else len(text)
    match = OPENING.search(text, 0, max(first, 1))
    if match:
        return _sentence(report, *match.span())
    line = re.search(r"[^\n]{1,60}", text)
    return report.text.place(*line.span()) if line else None


def _ending(report: Report) -> Place | None:
    """The end of the last sentence of the text."""
    text = report.text.clean.rstrip()
    start = max(text.rfind(sign, 0, max(len(text) - 1, 0)) for sign in "。\n") + 1
    return report.text.place(max(start, len(text) - TAIL), len(text)) if text else None


def _first_part(report: Report, roles: tuple[str, ...]) -> Place | None:
    return next(
        (
            one.heading
            for role in roles
            for one in report.outline.sections
            if one.role == role and not one.inline
        ),
        None,
    )


METHODS: dict[str, Callable[[Report, Requirement], Met | None]] = {
    "part": _part,
    "words": _words,
    "title": _title,
    "addressee": _addressee,
    "signature": _signature,
    "date": _date,
    "day": _day,
}
