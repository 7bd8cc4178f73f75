"""Divisions that became others: told by a book, never guessed."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.codebook.divisions import divisions
from fazhi.codebook.divisions.successions import became, successions
from fazhi.errors import CodebookError
from fazhi.pipeline.build import build
from fazhi.publish.writeup.years import Years
from tests.corpus.years.test_authorities import series

BOOK = load_codebook()
BIN = {"level": "county", "town": None, "county": "彬县", "prefecture": "咸阳市",
       "province": "陕西省", "adcode": None}  # fmt: skip
OWN = """- id: 青山县
  kind: level_changed
  year: 2020
  old: {name: 青山县, prefecture: 咸阳市, province: 陕西省}
  new: ["610482"]
  source: 某文
"""
BINZHOU = {**BIN, "county": "彬州市", "adcode": "610482"}


def test_a_county_that_became_a_city_goes_on(tmp_path: Path) -> None:
    found = series({**BIN, "report_year": 2017}, {**BINZHOU, "report_year": 2018})
    assert found.select("place_id", "previous_report_id", "gap", "succession").rows() == [
        ("610482", None, None, "彬县"),
        ("610482", "r0", 0, None),
    ]


def test_its_towns_go_on_by_name_within_it() -> None:
    town = {"level": "township", "town": "新民镇"}
    (code,) = [one for one in divisions(BOOK).township_codes("新民镇") if one.startswith("610482")]
    found = series(
        {**BIN, **town, "report_year": 2017},
        {**BINZHOU, **town, "adcode": code, "report_year": 2018},
        {**BIN, **town, "town": "无此镇", "report_year": 2017},
    )
    assert found["place_id"].to_list() == [code, code, "610482无此镇"]


def test_an_old_code_is_followed_and_a_name_elsewhere_is_not() -> None:
    old = {**BIN, "county": "龙海市", "prefecture": "漳州市", "province": "福建省"}
    elsewhere = {**BIN, "prefecture": "宝鸡市"}
    found = series(
        {**old, "adcode": "350681", "report_year": 2019},
        {**old, "adcode": "350681101", "town": "甲镇", "level": "township", "report_year": 2019},
        {**elsewhere, "report_year": 2019},
    )
    assert found["place_id"].to_list() == ["350604", "350604甲镇", "陕西省宝鸡市彬县"]


def test_a_county_below_another_prefecture_is_the_same_whichever_is_named() -> None:
    town = {**BIN, "level": "township", "town": "无此镇", "county": "寿县"}
    none = {"province": None, "prefecture": None, "report_year": 2014}
    found = series(
        {**town, **none},
        {**town, **none, "province": "安徽省", "prefecture": "六安市"},
        {**town, **none, "prefecture": "淮南市", "report_year": 2020},
    )
    assert found["place_id"].to_list() == ["340422无此镇"] * 3


def test_a_merger_is_told_and_joins_nobody() -> None:
    laiwu = {**BIN, "level": "prefecture", "county": None, "prefecture": "莱芜市",
             "province": "山东省"}  # fmt: skip
    jinan = {**laiwu, "prefecture": "济南市", "adcode": "370100"}
    found = series({**laiwu, "report_year": 2018}, {**jinan, "report_year": 2019})
    first, second = found.select("place_id", "succession", "next_report_id").rows()
    assert first[0] != second[0]
    assert (first[1], second[1]) == ("莱芜市", None)
    assert (first[2], second[2]) == (None, None)


def test_every_entry_leads_from_what_is_no_more_to_what_is() -> None:
    known = divisions(BOOK)
    assert len({one.id for one in successions(BOOK)}) == len(successions(BOOK)) > 390
    for one in successions(BOOK):
        above = one.old.prefecture or one.old.province
        if one.old.prefecture or not one.old.is_prefecture:
            assert not any(above in known.ancestry(code)
                           for code in one.namesakes(BOOK)), one.id  # fmt: skip
        # A code that goes on is that of what it became.
        assert not known.is_listed(one.old.code) or one.old.code in one.new, one.id
        assert 1949 < one.year < 2026
        assert str(one.year) in one.source, one.id


@pytest.mark.parametrize(
    ("name", "kind", "year", "new"),
    [
        ("望城县", "level_changed", 2011, ("430112",)),
        ("居巢区", "level_changed", 2011, ("340181",)),
        ("绍兴县", "split", 2013, ("330602", "330603")),
        ("元坝区", "renamed", 2013, ("510811",)),
        ("密云县", "level_changed", 2015, ("110118",)),
        ("闸北区", "merged", 2015, ("310106",)),
        ("儋州市", "level_changed", 2015, ("460400",)),
        ("公主岭市", "moved", 2020, ("220184",)),
        ("江干区", "split", 2021, ("330102", "330114")),
        ("错那县", "level_changed", 2016, ("540581",)),
        ("江北区", "merged", 2025, ("500157",)),
    ],
)
def test_what_became_of_a_division(name: str, kind: str, year: int, new: tuple[str, ...]) -> None:
    first = became(name, BOOK)[0]
    assert (first.kind, first.year, first.new) == (kind, year, new)


def test_a_study_tells_its_own_and_the_page_says_so(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "own").mkdir()
    (tmp_path / "own/successions.yaml").write_text(OWN, "utf-8")
    for name, year in (("青山县", 2019), ("彬州市", 2020)):
        text = f"{name}{year}年法治政府建设工作报告\n一、主要工作\n全年办理行政复议案件3件。\n"
        (tmp_path / f"raw/陕西省咸阳市{name}-{year}.txt").write_text(text, "utf-8")
    (tmp_path / "raw/manifest.csv").write_text(
        "file,county,prefecture,province,year\n陕西省咸阳市青山县-2019.txt,青山县,咸阳市,陕西省,2019\n",
        "utf-8",
    )
    build(tmp_path / "raw", tmp_path / "out", jobs=1, codebooks=[tmp_path / "own"])
    rows = pl.read_parquet(tmp_path / "out/authorities.parquet").sort("report_year")
    assert rows["place_id"].to_list() == ["610482", "610482"]
    assert rows["succession"].to_list() == ["青山县", None]
    head = Years(rows["report_id"][1], tmp_path / "out", site=".").head().markup
    assert "原为青山县（2020年变更）：某文" in head
    assert re.findall("陕西省[^<]*", head) == ["陕西省 咸阳市 彬州市"]


@pytest.mark.parametrize(
    ("kind", "new", "said"),
    [("renamed", '["999999"]', "no division"), ("renamed", '["610482", "371681"]', "2 divisions")],
)
def test_an_entry_that_leads_nowhere_is_refused(
    tmp_path: Path, kind: str, new: str, said: str
) -> None:
    entry = OWN.replace("level_changed", kind).replace('["610482"]', new)
    (tmp_path / "successions.yaml").write_text(entry, "utf-8")
    with pytest.raises(CodebookError, match=said):
        successions(load_codebook([tmp_path]))
