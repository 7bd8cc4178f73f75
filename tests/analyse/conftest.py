"""What the tests of the checks share: a report made of a few sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# Checks register as the audit is loaded: else a file of tests run alone finds none.
import fazhi.analyse.audit  # noqa: F401
from fazhi.analyse.registry import CHECKS
from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes
from fazhi.records import Finding, Report

BOOK = load_codebook()

FRAME = """中共青山镇委员会 青山镇人民政府关于{year}年法治政府建设情况的报告
县委、县政府：
{year}年，青山镇坚持以习近平法治思想为指导。现将有关情况报告如下：
一、主要举措和成效
（一）强化组织领导。
{body}
（二）规范行政执法。
全年开展行政检查120次，排查调处矛盾纠纷30件。
二、党政主要负责人履行推进法治建设第一责任人职责情况
镇党委书记、镇长带头学法，专题研究法治工作。
三、存在的不足和原因
由于人员编制有限，执法力量薄弱。
四、{after}年工作安排
加强执法人员培训，开展普法宣传。落实行政执法三项制度。
中共青山镇委员会 青山镇人民政府
{after}年1月20日
"""

Audited = Callable[..., list[Finding]]


def make(body: str, year: int = 2023) -> Report:
    """A report that meets every requirement, with the body among its measures."""
    return whole(FRAME.format(body=body, year=year, after=year + 1))


def whole(text: str, name: str = "report.txt") -> Report:
    """A report of that very text."""
    data = read_bytes(text.encode("utf-8"), name, book=BOOK)
    return understand(data, BOOK, name, "", {})


@pytest.fixture
def audited() -> Audited:
    """Runs one check over a report with the given body."""

    def run(check: str, body: str, year: int = 2023) -> list[Finding]:
        return list(CHECKS[check](make(body, year), BOOK))

    return run
