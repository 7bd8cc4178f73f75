"""The cross-town page opens with what stands out, in sentences that the reports bear out."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

import fazhi
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.cross_town import Corpus
from fazhi.tables.view import Tables


def opening(folder: Path) -> list[str]:
    page = LexborHTMLParser((folder / "cross_town.html").read_text(encoding="utf-8"))
    return [one.text().strip() for one in page.css("main ul.brief")[0].css("li")]


def test_the_five_open_with_what_a_reader_finds_in_them(site: Path) -> None:
    """普法活动: 西坪 30余, 平安 250余, 兴泾 two figures. 西坪, 平安, 兴泾 contradict themselves."""
    told = opening(site)
    assert len(told) == 5
    assert "“不足的原因”最少：应写的5份中0份完全符合" in told[0]
    assert "“普法宣传活动场次”和“发放宣传资料份数”（5份中3份）" in told[1]
    # 普法活动 has one figure of its own in two reports only; 宣传资料 in three.
    assert "“发放宣传资料份数”：3份报告，从2,000到10,000份，中位数5,000" in told[2]
    assert "不是排名" in told[2]
    assert told[3].startswith("5份报告中有3份的数字前后不一")


def test_no_figures_that_few_state_are_no_sentence(tmp_path: Path) -> None:
    """It said that 0 indicators are stated by fewer than half of the reports."""
    (tmp_path / "raw").mkdir()
    words = "一、主要做法\n全年调解矛盾纠纷126起，开展普法宣传12场次。\n"
    for town in ("甲河镇", "乙河镇"):
        title = f"{town}2024年法治政府建设年度报告"
        (tmp_path / f"raw/{town}.txt").write_text(f"{title}\n{words}", "utf-8")
    fazhi.build(tmp_path / "raw", tmp_path / "tables")
    for language, told in (("zh", "（2份中2份）；没写的"), ("en", "mediated”; what is not stated")):
        assert told in str(Corpus(tmp_path / "tables", language=language).head())


WHOLE = """一、工作成效
开展普法宣传12场次。
二、主要负责人履行推进法治建设第一责任人职责情况
镇党委书记、镇长切实履行推进法治建设第一责任人职责，专题研究法治工作3次。
三、存在的不足和原因
普法形式单一。主要原因是经费投入不足。
四、2025年工作安排
继续抓好普法宣传。进一步规范执法行为。
"""


@pytest.mark.parametrize(
    ("body", "zh", "en"),
    [
        (WHOLE, "应写的2份报告都写了", "met by the 2 reports"),
        ("今年风调雨顺。\n", "做到的比例都一样：应写的2份中0份符合", "by 0 of the 2"),
    ],
)
def test_where_all_contents_fare_alike_none_is_met_most_and_none_least(
    tmp_path: Path, body: str, zh: str, en: str
) -> None:
    """It said “主要举措和成效” was met most often, by 16 of 16, and least often, by 16 of 16."""
    (tmp_path / "raw").mkdir()
    for town in ("甲河镇", "乙河镇"):
        title = f"{town}2024年法治政府建设年度报告"
        (tmp_path / f"raw/{town}.txt").write_text(f"{title}\n{body}", "utf-8")
    fazhi.build(tmp_path / "raw", tmp_path / "tables")
    for language, told in (("zh", zh), ("en", en)):
        assert told in str(Corpus(tmp_path / "tables", language=language).head())


def test_each_sentence_leads_to_a_section_of_the_page(site: Path, english: Path) -> None:
    for folder in (site, english):
        page = LexborHTMLParser((folder / "cross_town.html").read_text(encoding="utf-8"))
        ways = [a.attributes["href"] or "" for a in page.css("main ul.brief")[0].css("a")]
        assert len(ways) == 5
        assert all(page.css_first(way) for way in ways)


def test_no_town_is_named_and_counts_are_those_of_the_tables(many: Path) -> None:
    tables = Tables(many.parent / "tables")
    told = " ".join(opening(many))
    towns = [town for town in tables.frame("reports")["town"].unique() if town]
    assert towns and not [town for town in towns if town in told]
    states = tables.frame("indicators").filter(~pl.col("by_kinds"))
    conflicting = states.filter(pl.col("state") == "conflicting")["report_id"].n_unique()
    assert re.search(rf"200份报告中有{conflicting}份的数字前后不一", told)


def test_a_report_that_contradicts_itself_has_no_place_among_the_figures(many: Path) -> None:
    tables = Tables(many.parent / "tables")
    told = next(one for one in opening(many) if "不是排名" in one)
    label, n, low, high, middle = re.search(
        r"“(.+?)”：([\d,]+)份报告，从([\d,.]+)到([\d,.]+)\D*?，中位数([\d,.]+)", told
    ).groups()  # type: ignore[union-attr]
    words = Words("zh", tables.book)
    rows = tables.frame("indicators").filter(pl.col("value").is_not_null())
    rows = rows.filter(pl.col("indicator").map_elements(words.indicator, pl.String) == label)
    values = sorted(rows["value"])
    assert len(values) == int(n.replace(",", ""))
    shown = [float(one.replace(",", "")) for one in (low, middle, high)]
    assert shown == [values[0], median(values), values[-1]]


def test_as_many_documents_as_each_town_s_own_page_names(site: Path) -> None:
    page = LexborHTMLParser((site / "cross_town.html").read_text(encoding="utf-8"))
    rows = [one.css("td") for one in page.css("table.stack.even")[0].css("tbody tr")]
    told = {row[0].text().strip(): int(row[7].text().split()[-1]) for row in rows}
    own = {}
    for path in site.glob("*-20[0-9][0-9].html"):
        town = LexborHTMLParser(path.read_text(encoding="utf-8"))
        words = town.css_first("main").text()
        named = sum(map(int, re.findall(r"引用(\d+)个文件：", words)))
        past = re.search(r"尚未施行的有(\d+)个", words)
        name = town.css_first("h1").text().split()[0]
        own[name] = named + (int(past[1]) if past else 0)
    # 《条例》 and 民法典 without title marks are documents, too; one cited twice is one.
    assert own["西坪镇"] == 5 and own["平安镇"] == 5
    assert told == own


def test_a_report_is_as_long_on_its_own_page(site: Path) -> None:
    page = LexborHTMLParser((site / "cross_town.html").read_text(encoding="utf-8"))
    rows = [one.css("td") for one in page.css("table.stack.even")[0].css("tbody tr")]
    told = {row[0].text().strip(): row[3].text().split()[-1] for row in rows}
    assert told["西坪镇"] == "3,078"
    for path in site.glob("*-20[0-9][0-9].html"):
        town = LexborHTMLParser(path.read_text(encoding="utf-8"))
        length = re.search(r"篇幅\s*([\d,]+)字", town.css_first("main").text())
        assert length and length[1] == told[town.css_first("h1").text().split()[0]]
