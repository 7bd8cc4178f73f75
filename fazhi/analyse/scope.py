"""What the rule of 2019 applies to, and the days it asks for, as a report tells them."""

from __future__ import annotations

import re
from typing import NamedTuple

from fazhi.analyse.once import once
from fazhi.codebook.book import Codebook
from fazhi.language.dates import DATE, iso
from fazhi.parse.frame.words import patterns
from fazhi.records import Report

OTHER_KIND = re.compile(
    r"(?![^\n]*(?:报告|总结|情况))[^\n。]{4,80}?"
    r"(?:的通知|会议通知|会议纪要|会议议程|方案|工作要点|的讲话|工作简报|的公告)\s*(?:\n|$)"
)
# A notice that asks others for their reports, and brings none.
ASKS = re.compile(
    r"^[^\n。]{0,40}(?:做好|开展|组织|编制|撰写|报送|上报|提交|填报|征集|规范|加强)[^\n。]{2,60}"
    r"(?:报告|总结|情况)[^\n。]{0,30}的?(?:紧急|补充)?通知[^\n。]{0,6}$",
    re.M,
)
REPORTS = re.compile(
    r"(?:报告|总结|汇报|通报|情况)[^。\n]{0,6}如下|一、[^\n]{0,30}(?:成效|情况|工作)"
)
OPENING = 400
SHOWN = re.compile(r"(?:发布|公开|更新|上传|录入)(?:日期|时间|于)[：:\s]{0,3}")


class Days(NamedTuple):
    """The day of issue and that of publication (ISO), null where not known."""

    issued: str | None
    published: str | None


@once
def is_annual(report: Report, book: Codebook) -> bool:
    """Whether this is a report of the kind that the codebook is about, to which its rules apply.

    A government's general work report (政府工作报告) is no report on rule-of-law government, nor is
    the notice of a meeting on it or one that asks for reports, a news item, what explains a
    report, or the report of a bank, a school or a firm.
    """
    if report.identity.level == "other" or "kind" in report.identity.evidence:
        return False
    opening = report.text.clean[:OPENING]
    if OTHER_KIND.match(opening) and not REPORTS.search(opening):
        return False
    if not report.identity.title and "通知" in opening and ASKS.search(opening):
        return False
    title, kind = report.identity.title or "", patterns(book)
    if title and kind.own_kind.search(title):
        return True
    return not kind.other_kind.search(f"{report.path}{title}{opening}") and bool(
        kind.own_kind.search(opening)
    )


def days_of(report: Report) -> Days:
    """The days of a report; a day that the text itself calls that of publication is no other."""
    who = report.identity
    issued, published = who.issued_date, who.published_date
    if issued and published in (None, issued) and _is_shown(report, issued):
        return Days(None, issued)
    return Days(issued, published)


def _is_shown(report: Report, day: str) -> bool:
    text = report.text.clean
    shown = (DATE.match(text, match.end()) for match in SHOWN.finditer(text))
    return any(found is not None and iso(found) == day for found in shown)
