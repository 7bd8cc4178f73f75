"""Figures in sentences: cells of tables carry the measure word of their column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.said import phrase
from fazhi.tables.view import Tables

BOOK = load_codebook()
PAGE = """<html><head><meta charset="utf-8"></head><body><h1>临江市2023年法治政府建设年度报告</h1>
<p>一、主要举措</p><p>全市办理行政处罚案件18642件，办理行政许可56.8万件，开展行政检查14.1万余次。</p>
<table><tr><th>项目</th><th>单位</th><th>2022年</th><th>2023年</th></tr>
<tr><td>行政处罚</td><td>件</td><td>19895</td><td>18642</td></tr>
<tr><td>行政检查</td><td>次</td><td>128406</td><td>141350</td></tr>
<tr><td>行政许可</td><td>万件</td><td>52.1</td><td>56.8</td></tr></table></body></html>"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    place: Path = tmp_path_factory.mktemp("said")
    (place / "raw").mkdir()
    (place / "raw" / "临江市-2023.html").write_text(PAGE, "utf-8")
    fazhi.build(place / "raw", place / "t", jobs=1)
    return Tables(place / "t")


@pytest.mark.parametrize(
    ("indicator", "period", "told"),
    [
        # The text's figure and the cell below 万件 are one statement.
        ("enforcement.licensing_cases", "year", "行政许可56.8万件"),
        ("enforcement.licensing_cases", "previous", "行政许可521,000件"),
        ("enforcement.penalty_cases", "year", "行政处罚18642件"),
        ("enforcement.penalty_cases", "previous", "行政处罚19,895件"),
        # 14.1万余次 and 141350 are not.
        ("enforcement.inspections", "year", "行政检查14.1万余次、141,350次"),
    ],
)
def test_a_cell_is_told_in_its_measure_word_and_once(
    tables: Tables, indicator: str, period: str, told: str
) -> None:
    (name,) = tables.reports()
    reading = Reading(tables, name, Words("zh", BOOK))
    rows = [
        row
        for row in reading.quantities
        if row["indicator"] == indicator and row["period"] == period
    ]
    assert re.sub("<[^>]+>", "", phrase(reading, rows)) == told
