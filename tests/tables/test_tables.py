"""The tables of the five reports: shape, offsets, and values that a person read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from fazhi.records import LINE_BREAKS
from fazhi.tables.schema import TABLES

Tables = Mapping[str, pl.DataFrame]
XIPING, XINGJING, PINGAN = "411323102-2023", "640105100-2023", "500235126-2023"
PENGPU, WANTOUQIAO = "640402106-2021", "430581101-2023"


def of(tables: Tables, name: str, report_id: str) -> pl.DataFrame:
    return tables[name].filter(pl.col("report_id") == report_id)


@pytest.mark.parametrize("name", TABLES)
def test_columns_types_and_order(tables: Tables, name: str) -> None:
    assert dict(tables[name].schema) == {
        column: kind() if isinstance(kind, type) else kind
        for column, kind in TABLES[name].types().items()
    }
    assert tables[name].equals(tables[name].sort(TABLES[name].key, maintain_order=True))


def test_every_report_has_its_identity(tables: Tables) -> None:
    rows = {
        row["report_id"]: (row["town"], row["county"], row["report_year"], row["issued_date"])
        for row in tables["reports"].iter_rows(named=True)
    }
    assert rows == {
        XIPING: ("西坪镇", "西峡县", 2023, None),
        XINGJING: ("兴泾镇", "西夏区", 2023, None),
        PINGAN: ("平安镇", "云阳县", 2023, date(2024, 1, 15)),
        PENGPU: ("彭堡镇", "原州区", 2021, date(2022, 2, 20)),
        WANTOUQIAO: ("湾头桥镇", None, 2023, None),
    }


def test_only_the_report_with_a_lost_page_is_incomplete(tables: Tables) -> None:
    lost = tables["reports"].filter(~pl.col("complete"))
    assert lost["report_id"].to_list() == [WANTOUQIAO]


@pytest.mark.parametrize(("name", "column"), [("quantities", "raw"), ("citations", "raw")])
def test_every_quote_stands_at_its_offsets(tables: Tables, name: str, column: str) -> None:
    raw = dict(tables["texts"].select("report_id", "raw_text").iter_rows())
    assert tables[name].height > 10
    for row in tables[name].iter_rows(named=True):
        words = raw[row["report_id"]][row["start"] : row["end"]]
        assert words.translate(LINE_BREAKS) == row[column]


def test_every_section_begins_with_its_heading(tables: Tables) -> None:
    raw = dict(tables["texts"].select("report_id", "raw_text").iter_rows())
    for row in tables["sections"].iter_rows(named=True):
        text = raw[row["report_id"]]
        heading = text[row["start"] : row["heading_end"]].translate(LINE_BREAKS)
        assert heading.startswith(row["marker"] or row["title"])
        assert row["title"] in heading
        assert row["start"] < row["heading_end"] <= row["end"] <= len(text)


def test_xiping_eight_kinds_of_dispute_add_up_to_52(tables: Tables) -> None:
    kinds = {
        "disputes.family": 12,
        "disputes.neighbour": 10,
        "disputes.housing": 2,
        "disputes.contract": 2,
        "disputes.business": 6,
        "disputes.damages": 8,
        "disputes.land": 10,
        "disputes.other": 2,
    }
    rows = of(tables, "indicators", XIPING).filter(pl.col("indicator").is_in(list(kinds)))
    assert dict(rows.select("indicator", "value").iter_rows()) == kinds
    assert rows["value"].sum() == 52


def test_xiping_two_totals_conflict(tables: Tables) -> None:
    row = of(tables, "indicators", XIPING).filter(pl.col("indicator") == "disputes.resolved")
    assert row.select("state", "value", "conflict", "mentions").rows() == [
        ("conflicting", None, True, 2)
    ]
    rivals = of(tables, "quantities", XIPING).filter(pl.col("indicator") == "disputes.resolved")
    assert rivals["value"].to_list() == [32, 52]


def test_whoever_pivots_gets_no_figure_of_a_conflict(tables: Tables) -> None:
    wide = tables["indicators"].pivot("indicator", index="report_id", values="value")
    pingan = wide.filter(pl.col("report_id") == PINGAN)
    assert pingan["disputes.handled"].to_list() == [None]
    states = dict(of(tables, "indicators", PINGAN).select("indicator", "state").iter_rows())
    assert states["disputes.handled"] == "conflicting"
    assert states["review.litigation"] == states["review.reconsideration"] == "zero"
    assert set(states.values()) == {"stated", "zero", "conflicting"}


def test_a_state_says_what_value_and_conflict_say(tables: Tables) -> None:
    for row in tables["indicators"].iter_rows(named=True):
        assert row["conflict"] == (row["state"] == "conflicting") == (row["value"] is None)
        assert (row["value"] == 0) == (row["state"] == "zero")


@pytest.mark.parametrize("name", ["quantities", "citations"])
def test_a_mention_is_named_by_its_file_and_place(tables: Tables, name: str) -> None:
    rows = tables[name]
    assert rows["mention_key"].is_unique().all()
    digests = dict(tables["reports"].select("report_id", "sha256").iter_rows())
    for row in rows.iter_rows(named=True):
        file, _, place = row["mention_key"].partition(":")
        assert digests[row["report_id"]].startswith(file)
        assert place == f"{row['start']}-{row['end']}"


def test_xingjing_31_figures_quoted_in_its_own_script(tables: Tables) -> None:
    rows = of(tables, "quantities", XINGJING)
    assert rows.height == 31
    materials = rows.filter(pl.col("indicator") == "publicity.materials").row(0, named=True)
    assert materials["raw"] == "2000余份"
    assert materials["quote"] == "累計發放宣傳資料2000余份"
    assert (materials["value"], materials["unit"], materials["approx"]) == (2000, "份", "over")


def test_xingjing_villages_and_communities_are_one_stock(tables: Tables) -> None:
    rows = of(tables, "quantities", XINGJING).filter(pl.col("indicator") == "capacity.villages")
    assert rows.select("raw", "value").rows() == [("6村", 6), ("3社區", 3)]
    stock = of(tables, "indicators", XINGJING).filter(pl.col("indicator") == "capacity.villages")
    assert stock.select("value", "mentions", "conflict").rows() == [(9, 2, False)]


def test_pingan_states_zeros(tables: Tables) -> None:
    rows = of(tables, "indicators", PINGAN)
    zeros = rows.filter(pl.col("value") == 0)["indicator"].to_list()
    assert zeros == ["review.litigation", "review.reconsideration"]


def test_pengpu_has_hardly_a_figure(tables: Tables) -> None:
    rows = of(tables, "quantities", PENGPU).select("raw", "value", "approx", "indicator").rows()
    assert rows == [
        ("120 多人次", 120, "over", "study.participants"),
        ("2人以上", 2, "over", None),
    ]
