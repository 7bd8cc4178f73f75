"""A second report inside a text: last year's below this year's, or another town's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fazhi.analyse.registry import ERROR, check, finding
from fazhi.codebook.book import Codebook
from fazhi.language.dates import read_year
from fazhi.language.places import find_divisions, name_divisions
from fazhi.parse.frame.lines import HEADING
from fazhi.parse.frame.title import is_letter, titles_report
from fazhi.parse.identity.year import YEAR_WORD
from fazhi.records import Finding, Report

LONGEST_TITLE = 80
PLANS = ("计划", "打算", "安排", "要点", "思路")


class _Title(NamedTuple):
    """A line that titles a report, and what share of the text stands from there on."""

    start: int
    words: str
    share: float


@check("another_report")
def another_report(report: Report, book: Codebook) -> Iterator[Finding]:
    """Titles below the report's own that name another year or another place."""
    year = report.identity.report_year
    for title in _titles_below(report, book):
        stated = YEAR_WORD.search(title.words)
        if stated and year and read_year(stated[1]) != year:
            span = (title.start + stated.start(), title.start + stated.end())
            yield _other_year(report, title, span, read_year(stated[1]), year)
        for mention in name_divisions(title.words, book):
            if _is_other(report, mention.name, book):
                span = (title.start + mention.start, title.start + mention.end)
                yield _other_place(report, title, span, mention.name)
                break


def _titles_below(report: Report, book: Codebook) -> Iterator[_Title]:
    """The lines below the report's title that title a report themselves."""
    text, own = report.text.clean, report.identity.title_place
    at = own.clean_end if own else 0
    while own and (start := text.find("\n", at)) >= 0:
        at = start + 1
        end = text.find("\n", at)
        words = text[at : end if end > 0 else len(text)]
        if len(words) > LONGEST_TITLE:
            continue
        letter = is_letter(words, book) or HEADING.match(words) or words.endswith(PLANS)
        if not letter and titles_report(words, book):
            yield _Title(at, words, (len(text) - at) / len(text))


def _is_other(report: Report, name: str, book: Codebook) -> bool:
    who = report.identity
    own = who.town if who.level == "township" else who.county if who.level == "county" else None
    if own is None or any(name in each or each in name for each in _known(report)):
        return False
    ends = ("镇", "乡", "街道", "苏木") if who.level == "township" else ("县", "区", "市", "旗")
    return name.endswith(ends) and not any(
        one.name == name for one in find_divisions(report.identity.title or "", book)
    )


def _known(report: Report) -> list[str]:
    who = report.identity
    return [name for name in (who.town, who.county, who.prefecture, who.province) if name]


def _other_year(
    report: Report, title: _Title, span: tuple[int, int], stated: int, due: int
) -> Finding:
    return finding(
        report,
        "period",
        ERROR,
        span,
        (
            f"此处起另有一份{stated}年的报告（“{title.words}”），自此以下约占全文{title.share:.0%}，"
            f"本报告为{due}年。",
            f"Here begins another report, of {stated} ({title.words}): what follows is "
            f"{title.share:.0%} of the text of a report on {due}.",
        ),
    )


def _other_place(report: Report, title: _Title, span: tuple[int, int], name: str) -> Finding:
    own = report.identity.town or report.identity.county
    return finding(
        report,
        "foreign_place",
        ERROR,
        span,
        (
            f"此处起另有一份{name}的报告（“{title.words}”），自此以下约占全文{title.share:.0%}，"
            f"本报告的主体是{own}。",
            f"Here begins another report, of {name} ({title.words}): what follows is "
            f"{title.share:.0%} of the text of the report of {own}.",
        ),
    )
