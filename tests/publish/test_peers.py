"""What a page says of the other reports: counts, told exactly or in tenths."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from fazhi.publish.peers import Peers, peers, signatures
from fazhi.publish.tables import Tables
from fazhi.publish.words import Words

PINGAN, WANTOUQIAO = "500235126-2023", "430581101-2023"


def test_counts_of_the_five_are_those_of_their_reports(tables_folder: Path) -> None:
    five = peers(Tables(tables_folder))["township"]
    assert five.total == 5
    # 主送机关 upwards stands in 平安镇's report alone, reasons in none.
    assert five.count("met", "addressee") == 1
    assert five.count("met", "reasons") == 0
    assert five.count("asked", "delivered") == 2
    assert five.told(five.count("met", "measures"), Words("zh")) == "5份中5份"
    assert five.told(five.count("met", "plan"), Words("en")) == "4 of 5"


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
    assert Peers(total, {}).told(n, Words("zh")) == zh


def test_one_report_more_among_many_changes_no_other_page() -> None:
    before = Peers(400, {"indicator": {"disputes.handled": 131}})
    after = Peers(401, {"indicator": {"disputes.handled": 132}})
    assert before.signature(["disputes.handled"]) == after.signature(["disputes.handled"])


def test_a_count_changes_only_the_pages_that_show_it(tables_folder: Path, tmp_path: Path) -> None:
    before = signatures(Tables(tables_folder))
    changed = shutil.copytree(tables_folder, tmp_path / "tables")
    frame = pl.read_parquet(changed / "indicators.parquet")
    drills = frame.filter(pl.col("indicator") == "emergency.drills")
    assert drills["report_id"].to_list() == [PINGAN]
    also = drills.with_columns(report_id=pl.lit(WANTOUQIAO))
    pl.concat([frame, also]).write_parquet(changed / "indicators.parquet")
    after = signatures(Tables(changed))
    assert {report for report in before if before[report] != after[report]} == {PINGAN, WANTOUQIAO}
