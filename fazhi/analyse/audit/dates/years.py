"""Years and days: figures that stop early, years left over from another text, late dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from fazhi.analyse.registry import ERROR, WARNING, check, finding, first_line
from fazhi.analyse.scope import days_of, is_annual
from fazhi.analyse.stretches import Stretches, parts, plans
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.language.dates import DATE, iso
from fazhi.records import Finding, Paragraph, Report, Section

UNTIL = re.compile(
    r"截[至止]到?(?:目前)?[（(]?(?:(20\d\d)年|今年|当年|本年)?(\d{1,2})月(?:(\d{1,2})[日号]|底|末|份)?"
)
MONTHS = re.compile(r"1[-—~至到]{1,2}(\d{1,2})月份?(?!\d)")
BEFORE_MONTHS = re.compile(r"(?:(20\d\d)年|今年|[^\d年])$")
YEAR = re.compile(r"(20\d\d)年(度)?")
NO_YEAR = "0123456789〔（([第-"
RANGE = re.compile(r"[-—~－至到]{1,2}$")
RULE_SINCE = 2019
DELIVERY, PUBLICATION = "03-01", "04-01"
LATEST = 2
# So often told of another year, a text is another year's report, and no slip of the pen.
MANY = 3


class Words:
    """The expressions around years, made once of the codebook's words."""

    def __init__(self, book: Codebook) -> None:
        self.book = book
        words = audit_words(book).years
        self.dated = re.compile("|".join(words.dated))
        self.told = re.compile(f"(?:{'|'.join(words.told)})$")
        self.own = re.compile("|".join(words.own))
        self.looks_back = re.compile("|".join(words.looks_back))
        self.subject = re.compile(f"(?:{'|'.join(words.subjects)})$")
        self.honour = re.compile(f"[，,]?[^，。；]{{0,10}}(?:{'|'.join(words.honours)})")


@derived
def _words(book: Codebook) -> Words:
    return Words(book)


@check("period")
def periods(report: Report, book: Codebook) -> Iterator[Finding]:
    """Figures that stop before the year's end."""
    year = report.identity.report_year
    text = report.text.clean
    if year is None or not is_annual(report, book):
        return
    planned = plans(report.outline.paragraphs)
    for start, end, stated, month in _stops(text):
        if int(stated or year) == year and 1 <= month < 12 and not planned.at(start):
            words = text[start:end]
            yield finding(
                report,
                "period",
                WARNING,
                (start, end),
                (
                    f"数据只到“{words}”，未覆盖全年。请补足到年底或说明。",
                    f"The figures stop at “{words}” and do not cover the whole year.",
                ),
            )


def _stops(text: str) -> Iterator[tuple[int, int, str | None, int]]:
    """Start, end, year as stated and last month of every span that ends with a month."""
    for match in UNTIL.finditer(text):
        yield match.start(), match.end(), match[1], int(match[2])
    for match in MONTHS.finditer(text):
        before = BEFORE_MONTHS.search(text, max(0, match.start() - 5), match.start())
        if before:
            yield match.start(), match.end(), before[1], int(match[1])


class _Outline(NamedTuple):
    """Where a year may stand: in a heading, in a part, in what is planned."""

    heads: Stretches[Section]
    parts: Stretches[Section]
    plans: Stretches[Paragraph]


@check("left_over_year")
def left_over_years(report: Report, book: Codebook) -> Iterator[Finding]:
    """Years that speak for a whole year which is not the report's: left over from another text."""
    year = report.identity.report_year
    if year is None or not is_annual(report, book):
        return
    text = report.text.clean
    sections = report.outline.sections
    heads = [(one.heading, one) for one in sections if not one.inline and one.level <= 2]
    outline = _Outline(Stretches(heads), parts(sections), plans(report.outline.paragraphs))
    found: list[tuple[re.Match[str], int]] = []
    for match in YEAR.finditer(text):
        stated = int(match[1])
        at = match.start()
        if not year - 3 <= stated <= year + 1 or not _is_own_statement(text, match, book):
            continue
        expected = _expected(outline, at, year, book)
        if stated not in expected:
            found.append((match, min(expected)))
    times = Counter(match[1] for match, _ in found)
    for match, due in found:
        yield _left_over(report, match, due, times[match[1]])


# Signs that the mark of a heading may take with the blanks around it.
LONGEST_MARK = 200
HEADING = re.compile(r" *(?:#+ ?)?(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])? *$")


def _is_own_statement(text: str, match: re.Match[str], book: Codebook) -> bool:
    """Whether the year opens a statement for the whole year, told of the author itself."""
    at, known = match.start(), _words(book)
    reach = max(0, at - LONGEST_MARK)
    line = text.rfind("\n", reach, at) + 1 or reach
    before = text[max(line, at - 12) : at]
    after = text[match.end() : match.end() + 12]
    opened = before.rfind("《")
    # Where no line begins within reach, no mark of a heading alone stands before the year.
    begins = not line or text[line - 1] == "\n"
    if begins and HEADING.match(text, line, at) and not known.dated.match(after):
        return True
    if before and before[-1] in NO_YEAR:
        return False
    if opened > before.rfind("》") or RANGE.search(before) or known.told.search(before):
        return False
    if known.dated.match(after) or known.honour.match(text, match.end()):
        return False
    if known.subject.search(before):
        return True
    return (not before or before[-1] in "。；，：\n") and bool(match[2] or known.own.match(after))


def _expected(outline: _Outline, at: int, year: int, book: Codebook) -> tuple[int, ...]:
    """The years of which a statement there may speak."""
    head = outline.heads.at(at)
    if head is not None and head.level == 1:
        looks_back = _words(book).looks_back.search(head.title)
        return (year + 1,) if head.role == "plan" and not looks_back else (year,)
    part = outline.parts.at(at)
    if outline.plans.at(at) or part is None or part.role in ("plan", "problems", "other"):
        return year, year + 1
    return (year,)


def _left_over(report: Report, match: re.Match[str], expected: int, times: int) -> Finding:
    # A plan's year may be put wrong all through without being another report's.
    many = times >= MANY and int(match[1]) < (report.identity.report_year or 0)
    zh = f"（全文共{times}处）" if times > 1 else ""
    en = f" ({times} times in the text)" if times > 1 else ""
    return finding(
        report,
        "period",
        ERROR if many else WARNING,
        match.span(),
        (
            f"此处年份为{match[1]}年{zh}，按上下文应为{expected}年，请核对是否为旧稿遗留。",
            f"The year here is {match[1]}{en} where {expected} is due; it may be left over from an "
            "earlier text.",
        ),
    )


@check("signed_before")
def signed_before(report: Report, book: Codebook) -> Iterator[Finding]:
    """A day of issue before the year that is reported was over, or had begun."""
    source, _, day = report.identity.evidence.get("report_year_conflict", "").partition(": ")
    year = report.identity.report_year
    if source != "signature" or not is_annual(report, book):
        return
    words = (
        f"成文日期{day}早于报告年度{year}年结束之时，年份疑有误。",
        f"The day of issue, {day}, lies before the end of {year}, the year reported: one of them "
        "is wrong.",
    )
    yield _dated(report, day, WARNING, words, "period")


@check("late")
def late(report: Report, book: Codebook) -> Iterator[Finding]:
    """Dates past those of the rule of 2019: delivered by 1 March, published by 1 April."""
    year = report.identity.report_year
    if year is None or year < RULE_SINCE - 1 or not is_annual(report, book):
        return
    issued, published = days_of(report)
    if published and _after(published, year, PUBLICATION):
        words = (
            f"公开日期{published}晚于规定的{year + 1}年4月1日。",
            f"Published on {published}, after 1 April {year + 1}, the last day of the rule.",
        )
        yield _dated(report, published, ERROR, words)
    elif issued and _after(issued, year, PUBLICATION):
        words = (
            f"成文日期{issued}已晚于规定的公开期限{year + 1}年4月1日。",
            f"Issued on {issued}, after 1 April {year + 1}, the last day for publication.",
        )
        yield _dated(report, issued, ERROR, words)
    elif issued and _after(issued, year, DELIVERY):
        words = (
            f"成文日期{issued}晚于{year + 1}年3月1日的报送期限。",
            f"Issued on {issued}, after 1 March {year + 1}, the day for delivery.",
        )
        yield _dated(report, issued, WARNING, words)


def _after(day: str, year: int, limit: str) -> bool:
    """Whether a day lies past the limit, and not so far that it must be of another report."""
    return f"{year + 1}-{limit}" < day < f"{year + 1 + LATEST}-01-01"


def _dated(
    report: Report, day: str, severity: str, words: tuple[str, str], name: str = "late"
) -> Finding:
    text = report.text.clean
    found = [match for match in DATE.finditer(text) if iso(match) == day]
    span = found[-1].span() if found else first_line(report)
    if span is None:
        return Finding(name, severity, *words)
    return finding(report, name, severity, span, words)
