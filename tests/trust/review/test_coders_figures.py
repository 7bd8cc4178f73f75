"""Figures as people write them into a workbook."""

from __future__ import annotations

from datetime import datetime, time
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
        ("约30", "General", Figure(30.0, None, "about")),
        ("30余", "General", Figure(30.0, None, "over")),
        ("三十餘", "General", Figure(30.0, None, "over")),
        ("2万余", "General", Figure(20000.0, None, "over")),
        ("近百", "General", Figure(100.0, None, "under")),
        ("30左右", "General", Figure(30.0, None, "about")),
        ("30以上", "General", Figure(30.0, None, "over")),
        ("30+", "General", Figure(30.0, None, "over")),
        ("12,500", "@", Figure(12500.0)),
        ("12 500", "@", Figure(12500.0)),
        ("1,234.5", "@", Figure(1234.5)),
        ("52件。", "@", Figure(52.0, "件")),
    ],
)
def test_a_cell_is_read_with_what_it_says(cell: Any, shown: str, told: Figure) -> None:
    assert figure_of(cell, shown, BOOK) == told


@pytest.mark.parametrize(
    "cell",
    [
        "很多",
        "-",
        "30-50",
        "三五",
        "52件、53件",
        "数十次",
        "约",
        True,
        float("nan"),
        "nan",
        "12,5",
        "1,2345",
        "0,500",
        "1.234,5",
        "30 50",
        "3e4",
        "-5",
        "+5",
        -5,
        "1/2",
        datetime(2026, 3, 5),
        time(12, 30),
        "2026-03-05",
    ],
)
def test_what_tells_no_definite_number_is_none(cell: Any) -> None:
    assert figure_of(cell, "General", BOOK) is None
