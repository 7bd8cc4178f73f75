"""The section of the cross-town page on years: figures, plans and shortcomings of all places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fazhi.publish.charts.figure import Figure
from fazhi.publish.pages.prose import Html
from fazhi.publish.writeup.cross_town import Corpus, years
from tests.publish.notebooks.test_coverage import rows_of

NARROW = re.compile('<span class="narrow">.*?</span>')


def told(corpus: Corpus) -> list[list[str]]:
    shown = corpus.through()
    return rows_of(NARROW.sub("", shown.markup))


def test_plans_are_counted_with_the_way_to_their_words(two_years: Path) -> None:
    corpus = Corpus(two_years, site=".")
    assert told(corpus) == [
        ["安排的年度", "机关", "安排（项）", "下年谈到", "未找到", "数字达到", "数字未达到"],
        ["2023", "1", "4", "2", "2", "0", "0"],
        ["机关", "安排（项）", "下年谈到", "未找到", "数字达到", "数字未达到", "又出现的不足"],
        ["平安镇", "4", "2", "2", "0", "0", "2"],
    ]
    markup = corpus.through().markup
    assert 'href="500235126-years.html#plans"' in markup
    assert 'href="500235126-years.html#returning"' in markup


def test_figures_of_two_years_are_drawn_a_line_a_place(two_years: Path) -> None:
    corpus = Corpus(two_years, site=".")
    rows = corpus.through_rows()
    checked = rows.filter(indicator="enforcement.inspections")
    assert checked.select("town", "year", "value", "scaled", "firm").rows() == [
        ("平安镇", 2023, 250.0, 1.0, "约数"),
        ("平安镇", 2024, 250.0, 1.0, "约数"),
    ]
    assert checked["href"][0] == "500235126-years.html#figures"
    figure = corpus.chart_through(rows)
    assert isinstance(figure, Figure)
    assert "一条线一个机关" in figure.description


def test_many_places_are_told_by_their_middle(
    two_years: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(years, "LINES", 0)
    monkeypatch.setattr(years, "ROWS", 0)
    corpus = Corpus(two_years, language="en", site=".")
    rows = corpus.through_rows().filter(indicator="petitions.visitors", year=2024)
    assert rows.select("value", "shown").rows() == [(630.0, "630 (authorities: 1)")] * 3
    figure = corpus.chart_through()
    assert isinstance(figure, Figure)
    assert "The middle line is the median" in figure.description
    assert [row[0] for row in told(corpus)] == ["Plan of", "2023"]


def test_where_no_place_has_two_years_one_line_says_so(tables_folder: Path) -> None:
    corpus = Corpus(tables_folder, site=".")
    assert corpus.coverage().markup.count("<p") == 1
    assert "没有一个机关有两个年度的报告" in corpus.coverage().markup
    assert corpus.through() == Html("")
    assert corpus.chart_through() == Html("")
