"""Across towns: how much of each report is its own, and who shares passages with whom."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from fazhi.pipeline.build import build
from fazhi.publish.charts.figure import Figure
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.source import source
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.cross_town import Corpus
from fazhi.tables.view import Tables

FERRY = "设在渡口的流动法庭逢五逢十开庭，晒谷场上摆几条板凳就能开审，乡亲们坐在边上听。"
DYKE = "老粮站改作调处室，退休的会计和教师轮流值守，三十二张凳子天天有人坐。"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """丹水镇 has both passages, 西坪镇 the first of them, 田关镇 nothing of either."""
    place = tmp_path_factory.mktemp("planted")
    (place / "raw").mkdir()
    told = {
        "丹水镇-2022": f"{FERRY}\n{DYKE}",
        "西坪镇-2023": f"{FERRY}\n本镇自办修渠会，按户出工，六月前把东渠清到了底。",
        "田关镇-2023": "河长每旬巡一次堤，记录挂在闸房门口，谁都可以翻看。",
    }
    for name, text in told.items():
        town, year = name.split("-")
        head = f"{town}{year}年法治政府建设情况报告\n一、主要举措和成效\n"
        (place / "raw" / f"{name}.txt").write_text(head + text, "utf-8")
    build(place / "raw", place / "tables", jobs=1)
    return place / "tables"


def test_the_shares_of_a_report_are_those_of_the_table_and_make_the_whole(
    tables_folder: Path,
) -> None:
    rows = Corpus(tables_folder).wording_rows()
    own = dict(Tables(tables_folder).frame("wording").select("report_id", "own_words").iter_rows())
    told = dict(rows.filter(label="自己的文字").select("report_id", "value").iter_rows())
    assert told == {report: round(share, 4) for report, share in own.items()}
    whole = rows.group_by("report_id").agg(pl.col("value").sum())
    assert whole["value"].to_list() == pytest.approx([1] * 5, abs=0.001)


def test_a_cell_says_what_share_of_a_report_stands_beside_another(planted: Path) -> None:
    """西坪镇's words hold the first passage: it is set beside 丹水镇 2022, and nobody else is."""
    figure = Corpus(planted).chart_sharing()
    assert isinstance(figure, Figure)
    ((label, town, shown),) = [row for row in figure.rows if row[0] == "西坪镇 2023"]
    assert (label, town) == ("西坪镇 2023", "丹水镇 2022")
    (characters,) = (
        Tables(planted).frame("wording").filter(pl.col("report_id").str.ends_with("2023"))
        .filter(pl.col("own_words") < 0.9)["characters"]
    )  # fmt: skip
    assert shown == f"{len(FERRY) / characters:.0%}"
    assert not [row for row in figure.rows if "田关镇" in str(row)]


def test_the_pair_is_named_with_the_way_to_its_passages(planted: Path) -> None:
    page = HTMLParser(Corpus(planted).sharing().markup)
    rows = [[cell.text() for cell in row.css("td")] for row in page.css("table")[0].css("tbody tr")]
    assert ["西坪镇 2023", "丹水镇 2022", str(len(FERRY))] in rows
    assert all("田关镇" not in cell for row in rows for cell in row)
    assert len({frozenset(row[:2]) for row in rows}) == len(rows), "a pair is told once"
    ways = [a.attributes["href"] or "" for a in page.css("table")[0].css("a")]
    assert ways and all(way.endswith(".html#shared") for way in ways)


def test_where_reports_are_many_pairs_are_named_and_no_matrix_is_drawn(many_tables: Path) -> None:
    corpus = Corpus(many_tables)
    assert not isinstance(corpus.chart_sharing(), Figure)
    figure = corpus.chart_wording()
    assert isinstance(figure, Figure)
    own = Tables(many_tables).frame("wording")["own_words"]
    (row,) = [row for row in figure.rows if row[0] == "自己的文字"]
    assert row[-1] == f"{len(own):,}"
    median = own.median()
    assert isinstance(median, float)
    assert row[3] == f"{median:.1%}"


def test_the_marked_source_has_a_layer_of_shared_words_with_who_holds_them(planted: Path) -> None:
    tables = Tables(planted)
    report = next(one for one in tables.reports() if "2023" in one and _shares(tables, one))
    page = HTMLParser(source(Reading(tables, report, Words("zh", tables.book))).body)
    switch = page.css_first("#show-w")
    assert "checked" not in switch.attributes
    (card,) = page.css(".card.w")
    told = {row.css_first("dt").text(): row.css_first("dd").text() for row in card.css("dl > div")}
    assert told["对照的报告"] == "丹水镇 2022"
    assert told["差异"] == "文字相同"
    assert told["对照报告的文字"] == FERRY
    address = (card.id or "").removeprefix("i-")
    assert "".join(one.text() for one in page.css(f".raw .{address}")) == FERRY


def _shares(tables: Tables, report: str) -> bool:
    return not tables.frame("reuse").filter(pl.col("report_id") == report).is_empty()
