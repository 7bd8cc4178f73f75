"""The section of the cross-town page on years: figures, plans and shortcomings of all places."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from fazhi.pipeline.build import build
from fazhi.publish.charts.figure import Figure
from fazhi.publish.pages.prose import Html, quote
from fazhi.publish.writeup.cross_town import Corpus, years
from tests.corpus.years.made import make_years
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


def test_a_range_that_is_quoted_stays_one() -> None:
    """findings/ranges_become_subscripts.sh: in Markdown 1~11 and 3~5 lose their signs."""
    words = "全年1~11月，调解3~5件，均已办结。"
    shown = Html(f"<p>{quote(words)}</p>")
    bundle = shown._repr_mimebundle_()
    assert words in shown.markup and bundle["text/plain"] == words
    assert sorted(bundle) == ["text/html", "text/plain"]


@pytest.fixture(scope="module")
def two_places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of two made towns with reports of three years."""
    folder = tmp_path_factory.mktemp("places")
    make_years(2, 3, seed=1).write(folder / "raw")
    build(folder / "raw", folder / "out", jobs=1)
    return folder / "out"


def test_figures_are_drawn_a_line_a_place(two_places: Path) -> None:
    corpus = Corpus(two_places, site=".")
    rows = corpus.through_rows()
    panel = pl.read_parquet(two_places / "panel.parquet")
    villages = rows.filter(indicator="capacity.villages")
    assert villages["value"].to_list() == (
        panel.filter(pl.col("indicator") == "capacity.villages")
        .drop_nulls("value")
        .sort("place_id", "report_year")["value"]
        .to_list()
    )
    assert villages["scaled"].max() == 1
    assert villages["town"].unique(maintain_order=True).to_list() == ["西坪镇", "双龙镇"]
    assert villages["href"][0] == "411323102-years.html#figures"
    figure = corpus.chart_through(rows)
    assert isinstance(figure, Figure)
    assert "一条线一个机关" in figure.description


def test_many_places_are_told_by_their_middle(
    two_places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(years, "LINES", 0)
    monkeypatch.setattr(years, "ROWS", 0)
    corpus = Corpus(two_places, language="en", site=".")
    rows = corpus.through_rows().filter(indicator="capacity.villages", year=2020)
    own = pl.read_parquet(two_places / "panel.parquet").filter(
        (pl.col("indicator") == "capacity.villages") & (pl.col("report_year") == 2020)
    )
    low, high = sorted(own["value"])
    assert rows["value"].to_list() == pytest.approx(
        [low + (high - low) * part for part in (0.25, 0.5, 0.75)]
    )
    assert all(shown.endswith("(authorities: 2)") for shown in rows["shown"])
    figure = corpus.chart_through()
    assert isinstance(figure, Figure)
    assert "The middle line is the median" in figure.description
    assert {len(row) for row in told(corpus)} == {7}
    assert told(corpus)[0][0] == "Plan of"


def test_one_place_of_several_years_is_drawn_on_its_own_page(two_years: Path) -> None:
    assert Corpus(two_years, site=".").chart_through() == Html("")


def test_where_no_place_has_two_years_one_line_says_so(tables_folder: Path) -> None:
    corpus = Corpus(tables_folder, site=".")
    assert corpus.coverage().markup.count("<p") == 1
    assert "没有一个机关有两个年度的报告" in corpus.coverage().markup
    assert corpus.through() == Html("")
    assert corpus.chart_through() == Html("")
