"""A report has one figure of a thing among others, none where it contradicts itself."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.publish.charts.figure import Figure
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.cross_town import Corpus
from fazhi.tables.view import Tables

WORDS = Words("zh", load_codebook())


def stated(tables: Path, names: list[str]) -> pl.DataFrame:
    """Rows of the table `indicators` with the names of charts: report, label, value, state."""
    rows = Tables(tables).frame("indicators").filter(~pl.col("by_kinds"))
    named = rows.with_columns(label=pl.col("indicator").map_elements(WORDS.indicator, pl.String))
    return named.filter(pl.col("label").is_in(names))


@pytest.mark.parametrize("chart", ["compared_rows", "dispute_rows"])
def test_a_report_has_one_figure_in_a_row_that_of_the_table(many_tables: Path, chart: str) -> None:
    rows = getattr(Corpus(many_tables), chart)().rename({"label": "shown_label", "name": "label"})
    own = stated(many_tables, rows["label"].unique().to_list())
    assert rows.height > 200
    assert not rows.select("report_id", "label").is_duplicated().any()
    told = rows.join(own, on=["report_id", "label"], how="left", suffix="_stated")
    assert told["value"].to_list() == told["value_stated"].to_list()
    # The corpus does contradict itself in what is drawn, and nothing of that is drawn.
    if chart == "compared_rows":
        assert own.filter(pl.col("state") == "conflicting").height > 50
    assert told.filter(pl.col("state") == "conflicting").is_empty()


def test_the_middle_of_a_row_is_the_median_of_the_table(many_tables: Path) -> None:
    corpus = Corpus(many_tables)
    rows = corpus.compared_rows()
    figure = corpus.chart_compared(rows)
    assert isinstance(figure, Figure)
    label = rows["label"][0]
    values = stated(many_tables, [rows["name"][0]]).filter(pl.col("value") > 0)["value"]
    (row,) = [row for row in figure.rows if row[0] == label]
    middle = values.median()
    assert isinstance(middle, float)
    assert (row[3], row[-1]) == (f"{middle:,.4g}", f"{len(values):,}")


def test_of_the_five_the_one_that_contradicts_itself_is_no_dot(tables_folder: Path) -> None:
    """普法宣传活动: 西坪 30余, 平安 250余; 兴泾 says 36 and 164."""
    rows = Corpus(tables_folder).compared_rows().filter(name="普法宣传活动场次")
    assert rows.select("town", "value").rows() == [("西坪镇 2023", 30.0), ("平安镇 2023", 250.0)]


def test_what_can_be_done_with_a_chart_is_no_part_of_what_it_says() -> None:
    """A saved picture cannot be clicked."""
    for language in ("zh", "en"):
        texts = load_codebook().book(f"words/{language}", dict[str, str])
        said = {key for key, text in texts.items() if re.search("点[条格]|Click a", text)}
        assert said == {"chart.bars.how", "chart.cells.how"}
