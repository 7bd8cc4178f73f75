"""Scores of unseen reports have one home, and pages and papers tell the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.trust.first_scores import SCORED, Batch, first_scores, of_kind, outlook

BOOK = load_codebook()
METHOD = (Path(__file__).parents[2] / "docs" / "validation.md").read_text(encoding="utf-8")
NUMBER = re.compile(r"[01](?:\.\d+)?")


def written(name: str) -> list[str]:
    """The cells of a batch's line in docs/validation.md."""
    (line,) = [line for line in METHOD.splitlines() if line.startswith(f"| {name} |")]
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize("batch", first_scores(BOOK), ids=lambda batch: batch.en)
def test_the_paper_and_the_book_tell_the_same(batch: Batch) -> None:
    cells = written(batch.en)
    assert int(cells[1].replace(",", "")) == batch.mentions
    for cell, what in zip(cells[2:], SCORED, strict=True):
        told = tuple(float(number) for number in NUMBER.findall(cell))
        assert told == (batch.ranges.get(what) or batch.scores.get(what, ()))


def test_a_score_lies_in_its_interval() -> None:
    for batch in first_scores(BOOK):
        for first, *bounds in batch.scores.values():
            assert not bounds or bounds[0] <= first <= bounds[1]


def test_batches_of_whole_reports_let_expect_what_the_worst_and_best_had() -> None:
    whole = of_kind(first_scores(BOOK), "whole")
    assert sum(batch.documents for batch in whole) == 98
    assert outlook(whole, "indicators") == (0.817, 0.948, 0.752, 0.971)
    assert outlook(whole, "roles") is None
