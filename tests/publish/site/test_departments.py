"""Departments of a county on the pages: each by its name, which is not the county's."""

from __future__ import annotations

from pathlib import Path

from fazhi import build
from fazhi.codebook.book import load_codebook
from fazhi.publish.pages.reading import readings
from fazhi.publish.pages.words import Words
from fazhi.tables.view import Tables
from tests.analyse.test_offices import draft

BOOK = load_codebook()


def test_a_department_is_named_by_its_name(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for at, office in enumerate(("内乡县司法局", "内乡县卫生健康委员会", "内乡县城关镇司法所")):
        (raw / f"{at}.txt").write_text(draft(office), "utf-8")
    county = draft("内乡县人民政府").replace("我单位", "我县")
    (raw / "3.txt").write_text(county, "utf-8")
    build(raw, tmp_path / "tables", jobs=1)
    names = {
        language: {
            one.named for one in readings(Tables(tmp_path / "tables"), Words(language, BOOK))
        }
        for language in ("zh", "en")
    }
    assert names == {
        "zh": {"内乡县司法局", "内乡县卫生健康委员会", "城关镇", "内乡县"},
        "en": {
            "内乡县司法局 Neixiang Xian Sifaju",
            "内乡县卫生健康委员会 Neixiang Xian Weishengjiankangweiyuanhui",
            "城关镇 Chengguan Zhen",
            "内乡县 Neixiang Xian",
        },
    }
