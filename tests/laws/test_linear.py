"""What a report costs grows with its length, whatever it is long in.

`python -m tests.laws.linear 100000` measures the same to any length.
"""

from __future__ import annotations

import pytest

from tests.laws.linear import LONG, seconds

FEW, TIMES = 500, 8
# Four times the steps of linear work, an eighth of what quadratic work would take.
ALLOWED = 4.0
# Below this a measure is noise.
LEAST = 0.4


@pytest.mark.parametrize("kind", sorted(LONG))
def test_a_longer_report_costs_no_more_than_its_length(kind: str) -> None:
    long = seconds(kind, FEW * TIMES)
    if long < LEAST:
        return
    short = max(seconds(kind, FEW), LEAST / TIMES)
    assert long < ALLOWED * TIMES * short
