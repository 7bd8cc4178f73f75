"""Whose report each is through the years: codes, names, bureaus, gaps, two of one year."""

from __future__ import annotations

from typing import Any

import polars as pl

from fazhi.codebook.book import load_codebook
from fazhi.corpus.years.authorities import authorities
from fazhi.tables.schema import TABLES

BOOK = load_codebook()
TOWN = {"level": "township", "town": "西坪镇", "county": "西峡县", "adcode": "411323102"}


def series(*reports: dict[str, Any]) -> pl.DataFrame:
    """The table of reports given by what differs from the town of Xiping."""
    rows = []
    for number, one in enumerate(reports):
        row = {"report_id": f"r{number}", "path": f"{number}.txt", "sha256": f"{number}", **TOWN}
        rows.append({**dict.fromkeys(TABLES["reports"].columns), **row, **one})
    frame = pl.DataFrame(rows, schema=TABLES["reports"].types())
    return authorities({"reports": frame.lazy()}, BOOK)


def places(*reports: dict[str, Any]) -> list[str | None]:
    return series(*reports)["place_id"].to_list()


def test_reports_of_one_code_follow_one_another() -> None:
    found = series({"report_year": 2023}, {"report_year": 2021}, {"report_year": 2022})
    assert found.select("report_year", "previous_report_id", "next_report_id", "gap").rows() == [
        (2023, "r2", None, 0),
        (2021, None, "r2", None),
        (2022, "r1", "r0", 0),
    ]
    assert found["place_id"].to_list() == ["411323102"] * 3
    assert found["why_not"].to_list() == [None] * 3


def test_a_year_without_report_stays_a_gap() -> None:
    found = series({"report_year": 2019}, {"report_year": 2023})
    assert found.select("previous_report_id", "gap").rows() == [(None, None), ("r0", 3)]


def test_of_two_captures_of_one_page_the_later_counts() -> None:
    page = {"report_year": 2022, "source_url": "http://a.gov.cn/1.html"}
    found = series(
        page | {"captured_at": "2023-03-01T08:00:00Z"},
        page | {"captured_at": "2024-03-01T08:00:00Z"},
        {"report_year": 2023},
        # A page that is written anew each year is another report in each.
        page | {"report_year": 2021, "captured_at": "2022-03-01T08:00:00Z"},
    )
    assert found.select("previous_report_id", "next_report_id", "why_not").rows() == [
        (None, None, "earlier_capture"),
        ("r3", "r2", None),
        ("r1", None, None),
        (None, "r1", None),
    ]
    elsewhere = page | {
        "captured_at": "2023-03-01T08:00:00Z",
        "source_url": "http://a.gov.cn/2.html",
    }
    both = series(page | {"captured_at": "2024-03-01T08:00:00Z"}, elsewhere)
    assert both["why_not"].to_list() == ["two_reports"] * 2


def test_of_two_reports_of_one_year_none_is_preferred() -> None:
    found = series(
        {"report_year": 2021}, {"report_year": 2022}, {"report_year": 2022}, {"report_year": 2023}
    )
    assert found.select("previous_report_id", "next_report_id", "gap", "why_not").rows() == [
        (None, None, None, None),
        (None, None, None, "two_reports"),
        (None, None, None, "two_reports"),
        (None, None, 0, None),
    ]


def test_the_same_file_twice_is_one_report() -> None:
    twice = {"report_year": 2022, "sha256": "same"}
    found = series({"report_year": 2021}, twice, twice)
    assert found["why_not"].to_list() == [None, None, "copy"]
    assert found["previous_report_id"].to_list() == [None, "r0", None]


def test_what_is_not_known_is_told() -> None:
    nowhere = {"adcode": None, "county": None, "report_year": 2023}
    assert series(nowhere, {"report_year": None})["why_not"].to_list() == ["no_place", "no_year"]


def test_a_town_without_a_code_is_known_by_its_county() -> None:
    """The second leaves out the province, which the list of divisions knows."""
    town = {"adcode": None, "town": "某某镇", "report_year": 2022}
    assert places({**town, "province": "河南省", "prefecture": "南阳市"}, town) == [
        "411323某某镇",
        "411323某某镇",
    ]
    # Two cities have a district of this name, and nothing tells which is meant.
    assert places({**town, "county": "鼓楼区"}, {**town, "county": None}) == ["鼓楼区某某镇", None]
    assert places({**town, "county": "鼓楼区", "prefecture": "开封市"}) == ["410204某某镇"]


def test_a_bureau_is_another_authority_than_its_county() -> None:
    county = {"level": "county", "town": None, "adcode": "411323", "report_year": 2022}
    bureau = {**county, "level": "department", "issuers": ["西峡县司法局"]}
    short = {**bureau, "issuers": ["司法局"]}
    assert places(county, bureau, short, {**bureau, "issuers": []}) == [
        "411323",
        "411323:司法局",
        "411323:司法局",
        None,
    ]


def test_another_kind_of_report_is_another_series() -> None:
    own = {"report_year": 2022, "title": "西坪镇2022年法治政府建设工作报告"}
    other = {"report_year": 2022, "title": "2022年西坪镇政府工作报告"}
    assert places(own, other) == ["411323102", "411323102::政府工作报告"]
