"""Figures as people write them into a workbook."""

from __future__ import annotations

from typing import Any

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.trust.review.figures import Figure, figure_of

BOOK = load_codebook()


@pytest.mark.parametrize(
    ("cell", "shown", "told"),
    [
        (35000, "General", Figure(35000.0)),
        ("３５０００", "General", Figure(35000.0)),
        ("1,000", "General", Figure(1000.0)),
        ("五十二", "General", Figure(52.0)),
        ("52件", "General", Figure(52.0, "件")),
        ("5２ 件", "General", Figure(52.0, "件")),
        ("三十余件", "General", Figure(30.0, "件", "over")),
        ("近300次", "General", Figure(300.0, "次", "under")),
        ("30-50件", "General", Figure(30.0, "件", "about")),
        # Excel shows 98% and holds 0.98.
        (0.98, "0%", Figure(98.0, "%")),
        (0.987, "0.00%", Figure(98.7, "%")),
        ("98%", "General", Figure(98.0, "%")),
        ("98％", "@", Figure(98.0, "%")),
        ("0.5%", "@", Figure(0.5, "%")),
        (0.98, "General", Figure(0.98)),
    ],
)
def test_a_cell_is_read_with_what_it_says(cell: Any, shown: str, told: Figure) -> None:
    assert figure_of(cell, shown, BOOK) == told


@pytest.mark.parametrize(
    "cell", ["很多", "-", "30-50", "30余", "52件、53件", "数十次", "约", True, float("nan"), "nan"]
)
def test_what_tells_no_definite_number_is_none(cell: Any) -> None:
    assert figure_of(cell, "General", BOOK) is None
