"""A town under another word for its level is told as perhaps the same, and joined to nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.corpus.years.perhaps import is_alike
from fazhi.pipeline.build import build
from fazhi.publish.writeup.town import Town
from fazhi.publish.writeup.years import Years
from tests.corpus.years.test_authorities import series

BOOK = load_codebook()
OLD = {"town": "白碛镇", "adcode": None}
NEW = {"town": "白碛街道", "adcode": None}


def hints(*reports: dict[str, Any]) -> list[str | None]:
    return series(*reports)["perhaps_same"].to_list()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("白碛镇", "白碛街道", True),
        ("白碛乡", "白碛镇", True),
        ("白碛苏木", "白碛镇", True),
        ("白碛回族乡", "白碛镇", True),
        ("白碛镇", "白碛民族乡", True),
        ("白碛镇", "白碛镇", False),
        ("白碛镇", "白碛新区街道", False),
        ("白碛镇", "黑碛街道", False),
        ("镇", "街道", False),
    ],
)
def test_what_names_differ_by_their_level_alone(one: str, other: str, alike: bool) -> None:
    assert is_alike(one, other, BOOK) == is_alike(other, one, BOOK) == alike


def test_each_names_the_nearest_report_of_the_other() -> None:
    found = series(
        OLD | {"report_year": 2020},
        OLD | {"report_year": 2021},
        NEW | {"report_year": 2023},
        NEW | {"report_year": 2024},
    )
    assert found["perhaps_same"].to_list() == ["r2", "r2", "r1", "r1"]
    assert found["place_id"].to_list() == ["411323白碛镇"] * 2 + ["411323白碛街道"] * 2
    assert found["next_report_id"].to_list() == ["r1", None, "r3", None]


@pytest.mark.parametrize(
    "other",
    [
        # In one year there are two of them.
        NEW | {"report_year": 2021},
        NEW | {"report_year": 2022, "county": "平江县"},
        NEW | {"report_year": 2022, "town": "白碛镇"},
        NEW | {"report_year": 2022, "town": "黑碛街道"},
        NEW | {"report_year": 2022, "level": "department", "issuers": ["白碛街道司法所"]},
    ],
)
def test_others_are_not_told(other: dict[str, Any]) -> None:
    assert hints(OLD | {"report_year": 2021}, other) == [None, None]


def test_where_two_may_be_meant_none_is_told() -> None:
    two = (NEW | {"report_year": 2022}, NEW | {"report_year": 2022, "town": "白碛乡"})
    assert hints(OLD | {"report_year": 2021}, *two) == [None, "r0", "r0"]


def test_of_three_that_follow_one_another_the_nearest_is_told() -> None:
    two = (NEW | {"report_year": 2023}, NEW | {"report_year": 2022, "town": "白碛乡"})
    assert hints(OLD | {"report_year": 2021}, *two) == ["r2", "r2", "r0"]


def test_two_of_todays_list_are_two() -> None:
    listed = {"town": "西坪镇", "adcode": "411323102", "report_year": 2021}
    assert hints(
        listed, listed | {"town": "西坪街道", "adcode": "411323999", "report_year": 2022}
    ) == [
        None,
        None,
    ]
    assert hints(listed, listed | {"town": "西坪街道", "adcode": None, "report_year": 2022}) == [
        "r1",
        "r0",
    ]


def test_the_pages_say_so_and_the_tables_join_nothing(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    lines = ["file,town,county,prefecture,province,year"]
    for town, year in (("白碛镇", 2021), ("白碛街道", 2022), ("白碛街道", 2023)):
        text = f"{town}{year}年法治政府建设工作报告\n一、主要工作\n全年调处纠纷{year - 2000}件。\n"
        (raw / f"{town}-{year}.txt").write_text(text, "utf-8")
        lines.append(f"{town}-{year}.txt,{town},西峡县,南阳市,河南省,{year}")
    (raw / "manifest.csv").write_text("\n".join(lines), "utf-8")
    build(raw, out, jobs=1)
    rows = pl.read_parquet(out / "authorities.parquet").sort("report_year")
    first, second, third = rows["report_id"]
    assert rows["perhaps_same"].to_list() == [second, first, first]
    assert rows["place_id"].n_unique() == 2
    told = Town(first, out, site=".").head().markup
    assert "或为同一地方" in told and "（2022年）：同县、同名，只是建制用字不同" in told
    assert "白碛街道</a>" in told
    told = Years(third, out, site=".").head().markup
    assert told.count("或为同一地方") == told.count("（2021年）：同县、同名") == 1
    assert "Perhaps the same place" in Town(first, out, "en", site=".").head().markup
