"""Statements that there was none."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.parse.quantities import find_spans

BOOK = load_codebook()


def zeros(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_spans(text, BOOK) if found.zero]


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("2023年度我镇无行政复议及行政应诉受理办理。", ["无行政复议", "无行政复议及行政应诉"]),
        (
            "矛盾化解及时有效，没有发生影响恶劣的重大群体性事件。",
            ["没有发生影响恶劣的重大群体性事件"],
        ),
        ("无一宗因程序违法而败诉", ["无一宗因程序违法而败诉"]),
        ("保持“零败诉”", ["零败诉"]),
        (
            "未发生行政复议、行政诉讼案件",
            ["未发生行政复议", "未发生行政复议、行政诉讼案件"],
        ),
        ("全年未收到行政复议申请", ["未收到行政复议申请"]),
        ("当事人均未提起复议或诉讼", ["未提起复议", "未提起复议或诉讼"]),
        ("企业未申请行政复议", ["未申请行政复议"]),
        # A cause that its noun follows ends there: what goes on behind is a statement of its own.
        (
            "未发生因办案不公引起的投诉，行政应诉零败诉",
            ["未发生因办案不公引起的投诉", "零败诉"],
        ),
        ("暂无行政诉讼案件", ["无行政诉讼案件"]),
        ("今年暂没有行政诉讼案", ["没有行政诉讼案"]),
        ("截至年底暂未发现有违反财经纪律的情况", ["未发现有违反财经纪律的情况"]),
        (
            "从未发生因文件违法，被责令改正或者撤销的情形",
            ["从未发生因文件违法，被责令改正或者撤销的情形"],
        ),
        ("行政复议0件，败诉0起", ["0件", "0起"]),
        ("确保无脱管漏管", []),
        ("以“零事故”为目标", []),
        ("本年度无重大行政决策事项，未实施行政强制", ["无重大行政决策事项", "未实施行政强制"]),
        ("杜绝发生重大责任事故，力争零上访", []),
        ("实行“零报告”制度，零距离服务，零门槛准入", []),
        ("无人机巡查，无证经营，无法到场，无障碍设施", []),
        ("没有充分认识依法行政的必要性", []),
        ("采购零件，安置零散户", []),
    ],
)
def test_statements_of_none(text: str, raws: list[str]) -> None:
    assert zeros(text) == raws


def test_the_measure_word_of_a_statement_is_its_unit() -> None:
    (found,) = find_spans("全年未发生一起重大安全事故", BOOK)
    assert (found.value, found.unit, found.approx) == (0, "起", "exact")


def test_without_measure_word_there_is_no_unit() -> None:
    (found,) = find_spans("本年度无行政复议案件", BOOK)
    assert (found.value, found.unit) == (0, None)
