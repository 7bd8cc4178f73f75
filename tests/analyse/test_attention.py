"""The room a theme is given: one measure, computed once, shown alike on every page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from fazhi.analyse.attention import attention
from fazhi.codebook.book import load_codebook
from fazhi.codebook.themes import outline_of, themes
from fazhi.pipeline.report import read
from fazhi.publish.pages.reading import readings
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.cross_town import Corpus
from fazhi.publish.writeup.peers import peers
from fazhi.publish.writeup.town.themes import theme_rows
from fazhi.records import Report
from fazhi.tables.view import Tables

BOOK = load_codebook()

TEXT = """石桥镇2023年法治政府建设年度报告
石桥镇以习近平法治思想为指导，扎实推进法治建设，现报告如下。
一、主要做法
（一）化解矛盾。排查矛盾纠纷12件。
（二）公开政务。办事公开。
石桥镇人民政府
2024年1月10日
"""


def test_the_share_is_that_of_the_characters_outside_the_preamble(tmp_path: Path) -> None:
    (tmp_path / "石桥镇.txt").write_text(TEXT, encoding="utf-8")
    report = read(tmp_path / "石桥镇.txt")
    outside = [one for one in report.outline.paragraphs if one.role != "preamble"]
    total = sum(len("".join(one.text.split())) for one in outside)
    rows = {row.theme: row for row in attention(report)}
    line = "（一）化解矛盾。排查矛盾纠纷12件。"
    assert rows["o21.disputes"].characters == len(line)
    assert rows["o21.disputes"].paragraphs == 1
    assert rows["o21.disputes"].share == pytest.approx(len(line) / total)
    # Named in the preamble only.
    assert "o21.thought" not in rows


@pytest.mark.parametrize(
    ("year", "group"),
    [(2018, "outline2015"), (2020, "outline2015"), (2021, "outline2021"), (None, "outline2021")],
)
def test_a_report_is_read_by_the_outline_of_its_year(year: int | None, group: str) -> None:
    assert outline_of(year) == group
    assert any(theme.group == group for theme in themes(BOOK))


def test_every_page_shows_the_same_share(tables_folder: Path, five: Mapping[str, Report]) -> None:
    tables = Tables(tables_folder)
    words = Words("zh", BOOK)
    across = Corpus(tables_folder, "zh")._text.themes()
    counted = 0
    for place, reading in enumerate(readings(tables, words)):
        for row in theme_rows(reading, peers(tables)[reading.about["level"]]):
            if row["label"] in across:
                counted += 1
                assert row["share"] == pytest.approx(across[row["label"]][place], abs=1e-4)
    assert counted == 50
    assert len(five) == 5
