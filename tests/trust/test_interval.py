"""Intervals: known values, and how often they cover the truth."""

from __future__ import annotations

import random

import pytest

from fazhi.trust.interval import of_f1, wilson


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, table I: method 3 (Wilson).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_has_its_published_values(
    right: int, of: int, low: float, high: float
) -> None:
    assert wilson(right, of) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_f1_holds_f1_and_shrinks_with_more() -> None:
    few, many = of_f1(9, 1, 1), of_f1(900, 100, 100)
    assert few.low < many.low < 0.9 < many.high < few.high
    assert of_f1(0, 0, 0) == (0.0, 1.0)
    assert of_f1(76, 0, 0).high == pytest.approx(1.0)
    assert of_f1(76, 0, 0).low == pytest.approx(0.9754, abs=1e-4)


def test_it_covers_the_truth_as_often_as_it_says() -> None:
    draw = random.Random(1927)
    true = 0.85
    within = 0
    for _ in range(2000):
        right = sum(draw.random() < true for _ in range(120))
        low, high = of_f1(right, 120 - right, 0)
        within += low <= 2 * true / (1 + true) <= high
    assert 0.93 <= within / 2000 <= 0.97


def test_what_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(3, 2)
