"""`notebooks/years.ipynb`: one place through the years, 平安镇 2023 and a made report of 2024."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.errors import NotFoundError
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.words import Words
from fazhi.publish.site.run import execute
from fazhi.publish.writeup.years import Years

BOOK = load_codebook()
ROOT = Path(__file__).parents[3]
CHART = "application/vnd.vegalite.v5+json"
TAG = re.compile(r"<[^>]+>")


def _outputs(tables: Path, folder: Path, **given: str) -> dict[str, Any]:
    done = execute(
        ROOT / "notebooks/years.ipynb",
        {"tables": str(tables), **given},
        folder / "failed.ipynb",
    )
    return {
        cell.id: [output.get("data", {}) for output in cell.outputs]
        for cell in done.cells
        if cell.cell_type == "code"
    }


def _said(output: list[dict[str, str]]) -> str:
    return TAG.sub("", output[0]["text/html"])


def test_a_deputy_reads_what_became_of_last_years_plan(two_years: Path, tmp_path: Path) -> None:
    told = _outputs(two_years, tmp_path, report="平安镇")
    story = _said(told["story-text"])
    assert story.startswith(
        "2023年的报告列了4项下一年的安排：2024年的报告里，找得到谈到其中2项的话，其余2项没有找到。"
    )
    assert "2024年列出的不足里，有2条以前年度的报告也说过。" in story
    plans = _said(told["plans-table"])
    assert "定期组织开展法律知识专题培训会" in plans
    assert "谈到 全年组织机关干部法律知识专题培训会8场" in plans
    assert "2024年的报告为2025年列了3项安排，没有可以对照的2025年报告" in plans
    again = _said(told["returning-table"])
    assert "机制仍不够健全" in again
    assert "2023年： 法治政府建设机制还不够完善" in again
    assert "累计开展各类行政检查工作250余次，2023" in _said(told["stale-list"])
    assert "2024年的排查调处纠纷不能与上一年并列：两年中有一年的数前后不一。" in _said(
        told["figures-table"]
    )
    assert all(CHART in told[name][0] for name in ("figures-chart", "changes-chart"))


def test_what_is_counted_here_and_on_the_reports_page_have_names_of_their_own(
    two_years: Path, tmp_path: Path
) -> None:
    told = _outputs(two_years, tmp_path, report="平安镇", language="en")
    start = "For the next year the report of 2023 announces 4 undertakings: words that speak of 2"
    assert _said(told["story-text"]).startswith(start)
    # Both counts stand side by side: three numbered points, four undertakings in them.
    assert "Its own page counts 3 points of the plan." in _said(told["plans-table"])
    for language, own, here, note in (
        ("en", "3 points", "3 undertakings", "a point may announce several undertakings, or none"),
        ("zh", "列出3条", "列了3项", "一条之下可有几项，也可一项也没有"),
    ):
        words = Words(language, BOOK)
        assert own in words("plan.listed", n=3, list="")
        assert here in words("years.plans.open", year=2023, next=2024, n=3)
        assert note in words("section.years.plans")


def test_it_never_says_that_a_plan_was_fulfilled(two_years: Path, tmp_path: Path) -> None:
    for language, never in (("zh", ("完成了", "兑现", "落实了")), ("en", ("fulfil", "kept its"))):
        told = _outputs(two_years, tmp_path, report="平安镇", language=language)
        ours = re.sub(r"<q .*?</q>", "", told["plans-table"][0]["text/html"])
        assert not [word for word in never if word in ours]


def test_a_place_of_one_year_says_so_in_a_line(tables_folder: Path, tmp_path: Path) -> None:
    told = _outputs(tables_folder, tmp_path, report="西坪镇", language="en")
    line = "There is only one year’s report of this authority, and no other to set beside it."
    for name in ("story-text", "plans-table", "returning-table", "changed-table"):
        assert _said(told[name]) == line
    assert _said(told["figures-chart"]) == "No figure is stated in two years."
    assert "西坪镇" in _said(told["open"])


def test_figures_are_joined_where_they_compare_alone(two_years: Path) -> None:
    rows = Years("500235126-2024", two_years, site=".").figure_rows()
    checked = rows.filter(indicator="enforcement.inspections")
    assert checked.select("year", "value", "firm").rows() == [
        (2023, 250.0, "约数"),
        (2024, 250.0, "约数"),
    ]
    assert checked["piece"].n_unique() == 1
    assert checked["href"][1].startswith("500235126-2024-source.html#q")
    # Of disputes one year tells two figures that clash: nothing is drawn of a single year.
    assert rows.filter(indicator="disputes.handled").is_empty()


def test_a_sum_of_kinds_is_told_as_made_here(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    for year, told in (
        (2022, "办理简易程序案件12件、普通程序案件8件"),
        (2023, "办理简易程序案件13件、普通程序案件9件"),
    ):
        (tmp_path / f"raw/河南省西峡县西坪镇-{year}.txt").write_text(
            f"西峡县西坪镇{year}年法治政府建设情况报告\n一、主要举措和成效\n{told}。\n", "utf-8"
        )
    fazhi.build(tmp_path / "raw", tmp_path / "t", jobs=1)
    years = Years("西坪镇", tmp_path / "t", site=".")
    rows = years.figure_rows().filter(indicator="enforcement.penalty_cases")
    assert rows.select("year", "value", "figure").rows() == [
        (2022, 20.0, "Σ 20"),
        (2023, 22.0, "Σ 22"),
    ]
    assert "Σ " in TAG.sub("", years.figures().markup)


def test_the_explorer_tells_the_same_figures_that_the_page_draws(two_years: Path) -> None:
    rows = fazhi.load(two_years).years(("平安镇", 2024))
    inspections = rows.filter(indicator="enforcement.inspections")
    assert inspections["comparable"].to_list() == [False, True]
    columns = ("indicator", "report_year", "value")
    drawn = Years("平安镇", two_years, site=".").figure_rows().rename({"year": "report_year"})
    assert drawn.height > 3
    assert set(drawn.select(columns).rows()) <= set(rows.select(columns).rows())


def test_a_report_without_a_place_stands_in_no_series(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/某报告.txt").write_text(
        "关于法治政府建设情况的报告\n全年调处纠纷3件。\n", "utf-8"
    )
    fazhi.build(tmp_path / "raw", tmp_path / "t", jobs=1)
    corpus = fazhi.load(tmp_path / "t")
    report = corpus.reports()["report_id"][0]
    with pytest.raises(NotFoundError, match="没有列入逐年序列"):
        corpus.years(report)
    told = Years(report, tmp_path / "t", site=".").story().markup
    assert "请在 manifest.csv 里写明这份文件的地方和所属县市" in told


def test_a_year_of_two_reports_is_told_and_none_is_chosen(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    for name, year, held in (("", 2022, 31), ("", 2023, 35), ("补", 2023, 36)):
        (tmp_path / f"raw/河南省西峡县西坪镇-{year}{name}.txt").write_text(
            f"西峡县西坪镇{year}年法治政府建设情况报告\n一、主要举措和成效\n调解矛盾纠纷{held}件。\n"
            "二、下一年工作安排\n新建法治公园一处。\n",
            "utf-8",
        )
    fazhi.build(tmp_path / "raw", tmp_path / "t", jobs=1)
    years = Years("西坪镇", tmp_path / "t", site=".")
    plans = TAG.sub("", years.plans().markup)
    assert "2023年有两份说法不同的报告，无从取舍，没有对照" in plans
    assert "没有可以对照的2024年报告" in plans
    # The table below the chart tells figures of both.
    chart = years.chart_figures()
    assert isinstance(chart, Html)
    assert "都列在下面的表里" in chart.markup
    assert "35件 / 36件" in TAG.sub("", years.figures().markup)


def test_a_county_stands_once_in_its_head(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    for year in (2018, 2019):
        (tmp_path / f"raw/陕西省咸阳市彬州市-{year}.txt").write_text(
            f"彬州市人民政府{year}年法治政府建设情况报告\n一、主要举措和成效\n办案3件。\n", "utf-8"
        )
    fazhi.build(tmp_path / "raw", tmp_path / "t", jobs=1)
    head = TAG.sub("", Years("彬州市", tmp_path / "t", site=".").head().markup)
    assert "陕西省 咸阳市 彬州市" in head
    assert "彬州市 彬州市" not in head
