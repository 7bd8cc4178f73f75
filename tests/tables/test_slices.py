"""Some reports of a table at a time, and no rows of those that nobody wants."""

from __future__ import annotations

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.corpus.reuse import shares
from fazhi.tables.some.slices import slices

IDS = [f"{n:03}" for n in range(10)]
ROWS = pl.LazyFrame({"report_id": IDS, "n": range(10)})


@pytest.mark.parametrize("wanted", [[], ["004"], ["000", "009"], IDS])
def test_wanted_reports_come_in_their_order_whatever_the_size(wanted: list[str]) -> None:
    for at_a_time in (1, 3, 10, 99):
        found = [one for some in slices(ROWS, wanted, at_a_time) for one in some["report_id"]]
        assert found == wanted


def test_the_last_reports_have_shares_though_many_before_have_no_paragraph() -> None:
    count = 3 * 200
    ids = [f"{n:04}" for n in range(count)]
    tables = {
        "texts": pl.LazyFrame({"report_id": ids, "raw_text": ["法治政府 建设"] * count}),
        "paragraphs": pl.LazyFrame({"report_id": [ids[-1]], "start": [0], "end": [7]}),
        "reuse": pl.LazyFrame(
            {
                "report_id": [ids[-1]],
                "start": [0],
                "end": [3],
                "kind": ["template"],
                "dated": [False],
                "other_report_id": [ids[0]],
            }
        ),
    }
    (row,) = shares.shares(tables, load_codebook()).to_dicts()
    assert (row["report_id"], row["characters"], row["own_words"]) == (ids[-1], 6, 0.5)
