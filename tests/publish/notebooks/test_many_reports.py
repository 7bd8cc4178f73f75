"""`fazhi.load()` on many reports: quick ways give what slow ways give."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fazhi
from fazhi.publish.explore import Corpus, find
from fazhi.records import LINE_BREAKS


@pytest.mark.parametrize("word", ["纠纷", "2023年", "培养", "，"])
@pytest.mark.parametrize("width", [0, 3, 40])
def test_places_in_words_that_only_blanks_were_taken_from_are_those_of_the_map(
    tables_folder: Path, monkeypatch: pytest.MonkeyPatch, word: str, width: int
) -> None:
    corpus = fazhi.load(tables_folder)
    quick = corpus.find(word, width=width)
    monkeypatch.setattr(find, "_unchanged", lambda raw, told: None)
    assert quick.equals(corpus.find(word, width=width))
    assert quick.height


def test_texts_and_paragraphs_taken_some_at_a_time_give_the_same(
    many_tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus: Corpus = fazhi.load(many_tables)
    whole = corpus.find("调解")
    assert whole["report_id"].n_unique() > 100
    monkeypatch.setattr(find, "TEXTS", 7)
    monkeypatch.setattr(find, "ROWS", 5)
    assert whole.equals(corpus.find("调解"))


@given(st.text("纠纷 \n\r\u2028", max_size=40), st.integers(0, 40), st.integers(0, 12))
def test_context_is_so_many_signs_without_line_breaks(raw: str, place: int, width: int) -> None:
    place = min(place, len(raw))
    before, after = (part.translate(LINE_BREAKS) for part in (raw[:place], raw[place:]))
    assert find._before(raw, place, width) == before[max(0, len(before) - width) :]
    assert find._after(raw, place, width) == after[:width]


def test_the_files_are_good_for_duckdb_and_arrow(many_tables: Path) -> None:
    """What polars, DuckDB and Arrow take of the same files: a filter, a join, a list, a date."""
    duckdb, dataset = pytest.importorskip("duckdb"), pytest.importorskip("pyarrow.dataset")
    mentions, reports = (str(many_tables / f"{name}.parquet") for name in ("quantities", "reports"))
    by_year = (
        pl.scan_parquet(mentions)
        .filter(pl.col("indicator") == "publicity.materials")
        .join(pl.scan_parquet(reports), on="report_id")
        .group_by("report_year")
        .len()
        .sort("report_year")
        .collect()
        .rows()
    )
    assert sum(n for _, n in by_year) >= 100
    asked = (
        f"select report_year, count(*) from '{mentions}' join '{reports}' using (report_id) "
        "where indicator = 'publicity.materials' group by report_year order by report_year"
    )
    assert duckdb.sql(asked).fetchall() == by_year
    read = dataset.dataset(mentions).to_table(
        filter=dataset.field("indicator") == "publicity.materials", columns=["value"]
    )
    assert read.num_rows == sum(n for _, n in by_year)
    whole = dataset.dataset(reports).to_table()
    assert pl.DataFrame(pl.from_arrow(whole)).equals(pl.read_parquet(reports))
