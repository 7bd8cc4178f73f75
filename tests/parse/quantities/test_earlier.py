"""Which year a figure is of: last year's is never coded as this year's value, nor its rival."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes
from fazhi.records import IndicatorValue, Report
from fazhi.trust.gold import PERIODS

BOOK = load_codebook()

ROOT = Path(__file__).parents[3]
HEAD = "青山镇2023年度法治政府建设年度报告\n2023年，青山镇情况如下。\n一、主要举措和成效\n"
TAIL = "\n二、2024年工作打算\n今年将继续努力。\n"


def report(passage: str) -> Report:
    text = read_bytes((HEAD + passage + TAIL).encode(), "report.txt", book=BOOK)
    return understand(text, BOOK, "report.txt", "", {})


def told(passage: str) -> list[tuple[str, str]]:
    return [(one.raw, one.period) for one in report(passage).quantities]


def value(passage: str, indicator: str) -> IndicatorValue | None:
    found = {one.indicator: one for one in report(passage).indicators}
    return found.get(indicator)


@pytest.mark.parametrize(
    ("passage", "periods"),
    [
        (
            "梳理2018年以来发布的文件140件，废止19件。",
            ["year", "year"],
        ),
        ("2018年以来，梳理文件140件，废止19件。", ["stock", "stock"]),
        # What the year before left over is of that, and nothing behind it.
        ("审结复议46件（含上年结转7件），纠错3件。", ["year", "previous", "year"]),
        ("上年结转信访7件，新收40件。", ["previous", "year"]),
        (
            "去年接待群众来访56批次，今年接待群众来访43批次。",
            ["previous", "year"],
        ),
        ("2022年排查矛盾纠纷99件，2023年排查矛盾纠纷128件。", ["previous", "year"]),
        ("2023年排查纠纷128件，较2022年的99件增加29件。", ["year", "previous", "year"]),
        ("今年受理信访43件，上年同期56件。", ["year", "previous"]),
        ("信访量由去年的56件降至43件。", ["previous", "year"]),
        ("检查200次，较上年增长11%，上年为180次。", ["year", "year", "previous"]),
        ("受理120件，同比上升15%（去年104件）。", ["year", "year", "previous"]),
        ("案件量为120件（去年同期100件），同比上升20%。", ["year", "previous", "year"]),
        ("满意率98.5%（上年97%），参考率99%。", ["year", "previous", "year"]),
        ("事项由15项压减至9项。", ["previous", "year"]),
        ("原有15项事项压减至9项。", ["previous", "stock"]),
        # A bound that tells of what kind things are is a state, what was spent or torn down none.
        ("检查500平方米以上的商场12家。", ["stock", "year"]),
        ("办理攀登7000米以上山峰许可共计29件。", ["stock", "year"]),
        ("对投资1000万元以上项目开展审查6次。", ["stock", "year"]),
        ("投入500万元以上改造管网3处。", ["year", "year"]),
        ("拆除违建1000平方米以上共3处。", ["year", "year"]),
        ("挽回损失100万元以上，办结案件3件。", ["year", "year"]),
        ("原有执法人员12人，新增3人。", ["stock", "year"]),
        ("2022年、2023年分别受理复议12件、18件。", ["previous", "year"]),
        ("2023年和2022年分别立案12件和15件，罚款3万元。", ["year", "previous", "year"]),
        ("法律明白人从20名增加到35名。", ["previous", "year"]),
        ("上一年度办理案件31件，今年办理案件28件。", ["previous", "year"]),
        ("往年发生纠纷50余件，今年仅12件。", ["previous", "year"]),
        ("2021年查处88件，2022年查处64件；2023年查处31件。", ["previous", "previous", "year"]),
        ("去年共排查纠纷99件，调解成功97件；今年排查128件。", ["previous", "previous", "year"]),
        ("2022年以来，累计调解纠纷300件。", ["stock"]),
        ("自2019年以来累计化解纠纷520件。", ["stock"]),
        ("去年以来，今年已调解纠纷30件。", ["year"]),
        ("2023年以来，累计调解纠纷300件。", ["year"]),
        ("今年以来，累计调解纠纷300件。", ["year"]),
        ("截至2022年底，调解纠纷88件。", ["previous"]),
        ("负责人出庭率93.5%，上年为86.1%。", ["year", "previous"]),
        ("调解纠纷99件，较2022年底的88件增长12%。", ["year", "previous", "year"]),
        ("较上年下降12%，全年受理信访43件。", ["year", "year"]),
        ("与去年相比减少12件，共受理43件。", ["year", "year"]),
        ("受理信访43件，低于去年同期水平，办结40件。", ["year", "year"]),
        ("听取上年度法治政府建设情况汇报1次。", ["year"]),
        ("今年化解往年积案3件。", ["year"]),
        ("今年化解去年遗留纠纷3件。", ["year"]),
        ("对2022年出台的5份文件进行清理。", ["year"]),
        ("学习《2022年普法工作要点》3次。", ["year"]),
        ("举办网上年货节活动3场。", ["year"]),
        ("印发《2022年报告》200份，2023年4月开展宣传6次。", ["year", "year"]),
    ],
)
def test_the_year_of_a_figure(passage: str, periods: list[str]) -> None:
    assert [period for _, period in told(passage)] == periods


@pytest.mark.parametrize(
    ("passage", "indicator", "right"),
    [
        ("去年接待群众来访56批次，今年接待群众来访43批次。", "petitions.cases", 43),
        (
            "2023年，全镇排查矛盾纠纷128件。\n2022年排查矛盾纠纷99件，2023年排查矛盾纠纷128件。",
            "disputes.investigated",
            128,
        ),
        ("去年开展执法检查30次，今年开展执法检查52次。", "enforcement.inspections", 52),
        ("去年排查矛盾纠纷56件，今年43件。", "disputes.investigated", 43),
        ("今年排查矛盾纠纷43件，去年56件。", "disputes.investigated", 43),
        ("信访量由去年的56件降至43件。", "petitions.cases", 43),
        ("自2021年以来累计开展普法宣传210场次，今年开展48场次。", "publicity.events", 48),
        ("自2019年以来累计化解矛盾纠纷520件，今年化解86件。", "disputes.resolved", 86),
        ("2020年以来累计排查纠纷610件，2023年排查纠纷120件。", "disputes.investigated", 120),
        ("三年来累计开展执法检查300次，2023年开展执法检查90次。", "enforcement.inspections", 90),
        (
            "“十四五”期间累计办理行政处罚案件210件，本年度办理行政处罚案件37件。",
            "enforcement.penalty_cases",
            37,
        ),
        ("2022年全年调解纠纷156件，今年1—11月调解纠纷131件。", "disputes.mediated", 131),
        ("去年1—11月受理信访22件，今年1—11月受理信访15件。", "petitions.cases", 15),
        ("2023年全年开展执法检查44次，其中上半年20次。", "enforcement.inspections", 44),
        ("现有人民调解员45名，今年新增人民调解员5名。", "capacity.mediators", 45),
    ],
)
def test_the_value_is_never_last_years(passage: str, indicator: str, right: float) -> None:
    found = value(passage, indicator)
    assert found is not None
    assert (found.value, found.conflict) == (right, False)


def test_last_years_figure_keeps_its_indicator() -> None:
    found = report("去年接待群众来访56批次，今年接待群众来访43批次。").quantities
    assert [one.indicator for one in found] == ["petitions.cases", "petitions.cases"]


def test_what_only_last_year_had_is_no_value() -> None:
    assert value("去年接待群众来访56批次，今年大幅下降。", "petitions.cases") is None


def test_a_report_that_names_no_year_but_the_last_speaks_of_its_own() -> None:
    """Written in January, 去年 may be the report's own year: nothing is set against it."""
    assert told("去年接待群众来访56批次。") == [("56批次", "year")]


def test_a_plan_is_a_plan() -> None:
    text = HEAD + "排查纠纷12件。\n二、2024年工作计划\n普法由去年的12场增加到20场。\n"
    found = understand(read_bytes(text.encode(), "a.txt", book=BOOK), BOOK, "a.txt", "", {})
    assert [one.period for one in found.quantities] == ["year", "plan", "plan"]


@pytest.mark.parametrize("name", ["docs/tables.md", "docs/method.md", "tests/gold/README.md"])
def test_the_documents_name_every_period(name: str) -> None:
    told = (ROOT / name).read_text(encoding="utf-8")
    assert [period for period in PERIODS if f"`{period}`" not in told] == []
