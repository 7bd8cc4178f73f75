"""What a page says of the other reports: counts, told exactly or in tenths."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.corpus.ranges import ranges as ranges_of
from fazhi.publish import publish_site
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup import ranges
from fazhi.publish.writeup.peers import Peers, peers, signatures
from fazhi.tables.view import Tables
from tests.fixtures.altered import sign
from tests.publish.conftest import NOTEBOOKS

BOOK = load_codebook()

PINGAN, WANTOUQIAO = "500235126-2023", "430581101-2023"
XIPING, XINGJING = "411323102-2023", "640105100-2023"


def test_counts_of_the_five_are_those_of_their_reports(tables_folder: Path) -> None:
    five = peers(Tables(tables_folder))["township"]
    assert five.total == 5
    # 主送机关 upwards stands in 平安镇's report alone, reasons in none.
    assert five.count("met", "addressee") == 1
    assert five.count("met", "reasons") == 0
    assert five.count("asked", "delivered") == 2
    assert five.told(five.count("met", "measures"), Words("zh", BOOK)) == "5份中5份"
    assert five.told(five.count("met", "plan"), Words("en", BOOK)) == "4 of 5"


@pytest.mark.parametrize(
    ("n", "total", "zh"),
    [
        (3, 5, "5份中3份"),
        (30, 30, "30份中30份"),
        (0, 400, "无"),
        (1, 400, "约一成"),
        (131, 400, "约三成"),
        (399, 400, "约九成"),
        (400, 400, "全部"),
    ],
)
def test_few_are_counted_and_many_told_in_tenths(n: int, total: int, zh: str) -> None:
    assert Peers(total, {}, BOOK).told(n, Words("zh", BOOK)) == zh


def test_one_report_more_among_many_changes_no_other_page() -> None:
    before = Peers(400, {"indicator": {"disputes.handled": 131}}, BOOK)
    after = Peers(401, {"indicator": {"disputes.handled": 132}}, BOOK)
    assert before.signature(["disputes.handled"]) == after.signature(["disputes.handled"])


def test_a_count_changes_only_the_pages_that_show_it(tables_folder: Path, tmp_path: Path) -> None:
    before = signatures(Tables(tables_folder))
    changed = shutil.copytree(tables_folder, tmp_path / "tables")
    frame = pl.read_parquet(changed / "indicators.parquet")
    drills = frame.filter(pl.col("indicator") == "emergency.drills")
    assert drills["report_id"].to_list() == [PINGAN]
    also = drills.with_columns(report_id=pl.lit(WANTOUQIAO))
    pl.concat([frame, also]).write_parquet(changed / "indicators.parquet")
    sign(changed)
    after = signatures(Tables(changed))
    assert {report for report in before if before[report] != after[report]} == {PINGAN, WANTOUQIAO}


def test_a_figure_lies_in_the_range_of_those_that_state_it(tables_folder: Path) -> None:
    five = peers(Tables(tables_folder))["township"]
    # 发放宣传资料: 西坪 10000余份, 平安 5000余份, 兴泾 2000余份.
    found = five.range("publicity.materials", "份")
    assert found == ranges.Range((2000.0, "over", "份"), 5000.0, (10000.0, "over", "份"))
    said = ranges.told("publicity.materials", found, Words("zh", BOOK))
    assert said == "从超过2,000份到超过10,000份，中位数5,000"
    english = ranges.told("publicity.materials", found, Words("en", BOOK))
    assert english == "from over 2,000 copies to over 10,000 copies, median 5,000"


def test_no_range_where_few_state_one_figure_or_units_differ(tables_folder: Path) -> None:
    five = peers(Tables(tables_folder))["township"]
    # Three state 普法宣传活动, but 兴泾 states both 36次 and 164場次.
    assert five.count("indicator", "publicity.events") == 3
    assert five.range("publicity.events", "次") is None
    assert five.range("legal_service.law_savvy", "人") is None
    assert five.range("publicity.materials", "人") is None


def test_the_dot_stands_where_the_figure_lies() -> None:
    row = {"indicator": "disputes.accepted", "value": 50.0, "unit": "件", "approx": "over"}
    near = ranges.Range((10.0, "exact", "件"), 40.0, (90.0, "exact", "起"))
    drawn = ranges.strip(row, near, Words("en", BOOK))
    assert 'class="own rough" style="left:50%"' in drawn
    assert 'class="middle" style="left:38%"' in drawn
    assert "from 10 cases to 90 cases, median 40" in drawn
    far = ranges.Range((1.0, "exact", "件"), 10.0, (1000.0, "exact", "件"))
    exact = ranges.strip({**row, "value": 100.0, "approx": "exact"}, far, Words("zh", BOOK))
    assert 'class="own" style="left:67%"' in exact
    same = ranges.Range((5.0, "exact", "件"), 5.0, (5.0, "exact", "件"))
    assert 'style="left:50%"' in ranges.strip({**row, "value": 5.0}, same, Words("zh", BOOK))


def test_ranges_of_many_are_told_to_one_figure() -> None:
    rows = pl.LazyFrame(
        {
            "report_id": [f"{n}" for n in range(41)],
            "indicator": ["disputes.accepted"] * 41,
            "value": [float(n) for n in range(100, 141)],
            "unit": ["件", "起"] * 20 + ["件"],
            "approx": ["exact"] * 41,
        }
    )
    levels = pl.LazyFrame({"report_id": [f"{n}" for n in range(41)], "level": "township"})
    (row,) = ranges_of({"indicators": rows, "reports": levels}, BOOK).to_dicts()
    assert (row["indicator"], row["figures"], row["median"]) == ("disputes.accepted", 41, 120)
    few = ranges.Range((100.0, "exact", "件"), 120.0, (140.0, "exact", "件"))
    many = ranges.Range((100.0, "exact", "件"), 100.0, (100.0, "exact", "件"), rough=True)
    assert ranges.range_of(row, False) == few
    assert ranges.range_of(row, True) == many


def test_a_range_changes_only_the_pages_that_state_its_indicator(
    tables_folder: Path, tmp_path: Path
) -> None:
    before = signatures(Tables(tables_folder))
    changed = shutil.copytree(tables_folder, tmp_path / "tables")
    frame = pl.read_parquet(changed / "indicators.parquet")
    least = (pl.col("report_id") == XINGJING) & (pl.col("indicator") == "publicity.materials")
    more = pl.when(least).then(2500.0).otherwise(pl.col("value"))
    frame.with_columns(value=more).write_parquet(changed / "indicators.parquet")
    sign(changed)
    after = signatures(Tables(changed))
    touched = {report for report in before if before[report] != after[report]}
    assert touched == {XIPING, PINGAN, XINGJING}


def test_pages_brought_up_to_date_equal_those_made_anew(
    tables_folder: Path, tmp_path: Path
) -> None:
    tables = shutil.copytree(tables_folder, tmp_path / "tables")
    publish_site(tables, tmp_path / "kept", NOTEBOOKS)
    frame = pl.read_parquet(tables / "indicators.parquet")
    least = (pl.col("report_id") == XINGJING) & (pl.col("indicator") == "publicity.materials")
    more = pl.when(least).then(2500.0).otherwise(pl.col("value"))
    frame.with_columns(value=more).write_parquet(tables / "indicators.parquet")
    sign(tables)
    done = publish_site(tables, tmp_path / "kept", NOTEBOOKS)
    assert set(done.kept) == {WANTOUQIAO, "640402106-2021"}
    publish_site(tables, tmp_path / "anew", NOTEBOOKS)
    for page in (XIPING, PINGAN, XINGJING, WANTOUQIAO, "cross_town"):
        name = f"{page}.html"
        assert (tmp_path / "kept" / name).read_bytes() == (tmp_path / "anew" / name).read_bytes()
    assert "从超过2,500份到" in (tmp_path / "kept" / f"{XIPING}.html").read_text(encoding="utf-8")
