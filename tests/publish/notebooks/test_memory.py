"""Of many reports the rows of one at a time stay in memory; asked for anew they are the same."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.publish.pages import reading
from fazhi.publish.pages.reading import LARGE, readings
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.frames import Drawn, frame
from fazhi.tables.view import Tables

ROWS = [{"a": 1, "b": None}, {"a": 2.5, "c": ["镇"]}, {"b": "乡", "c": []}]


def test_rows_of_the_report_before_are_let_go(
    tables_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Words("zh", load_codebook())
    few = readings(Tables(tables_folder), words)
    monkeypatch.setattr(reading, "FEW", 2)
    many = readings(Tables(tables_folder), words)
    for _ in range(2):
        for one, same in zip(many, few, strict=True):
            assert (one.quantities, one.coded) == (same.quantities, same.coded)
            assert (one.letters, one.citations) == (same.letters, same.citations)
            held = [other.report for other in many if other.__dict__.keys() & set(LARGE)]
            assert held == [one.report]
    assert all(one.__dict__.keys() & set(LARGE) for one in few)


def test_a_frame_of_rows_taken_in_one_by_one_is_that_of_all() -> None:
    made = frame(iter(ROWS))
    assert made.equals(pl.DataFrame(ROWS, infer_schema_length=None))
    assert frame([]).equals(pl.DataFrame([]))
    drawn = Drawn(made)
    assert list(drawn) == made.to_dicts()
    assert (drawn[1], drawn[-1], list(drawn[:2])) == (
        made.to_dicts()[1],
        made.to_dicts()[2],
        made.to_dicts()[:2],
    )
    assert len(drawn) == 3
