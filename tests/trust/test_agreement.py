"""Alpha as the paper computes it, and as the package of another hand does."""

from __future__ import annotations

import math
import random
import warnings

import krippendorff
import pytest

from fazhi.trust.agreement import LEVELS, alpha

# The worked example of Krippendorff (2011), part C: four coders, twelve units, values missing.
CODERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


@pytest.mark.parametrize(
    ("level", "value"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_the_example_of_the_paper(level: str, value: float) -> None:
    assert round(alpha(zip(*CODERS, strict=True), level) or 0, 3) == value


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", range(60))
def test_random_tables_with_missing_values(level: str, seed: int) -> None:
    dice = random.Random(f"{level} {seed}")
    values = dice.choice(([1, 2], [0, 1, 2, 3], [0.5, 1, 7, 100, 1000], range(30)))
    wide, missing = dice.randint(2, 5), dice.choice((0.0, 0.1, 0.5))
    units: list[list[float | None]] = []
    for _ in range(dice.randint(2, 40)):
        said = dice.choice(values)
        row = [said if dice.random() < 0.7 else dice.choice(values) for _ in range(wide)]
        units.append([None if dice.random() < missing else one for one in row])
    table = [[math.nan if row[at] is None else row[at] for row in units] for at in range(wide)]
    try:
        with warnings.catch_warnings(action="ignore"):
            theirs = krippendorff.alpha(reliability_data=table, level_of_measurement=level)
    except ValueError:
        theirs = math.nan
    mine = alpha(units, level)
    assert mine is None if math.isnan(theirs) else mine == pytest.approx(theirs, abs=1e-9)


def test_words_are_compared_as_they_are() -> None:
    assert alpha([("a", "a"), ("b", "b")], "nominal") == 1
    assert alpha([("a", "b"), ("b", "a")], "nominal") == pytest.approx(-0.5)


@pytest.mark.parametrize("units", [[], [(1, None)], [(1, 1), (1, 1)], [(None, None)]])
def test_where_nothing_differs_nothing_is_told(units: list[tuple[int | None, ...]]) -> None:
    assert all(alpha(units, level) is None for level in LEVELS)


def test_another_level_is_refused() -> None:
    with pytest.raises(ValueError, match="nominal, ordinal, interval, ratio"):
        alpha([(1, 2)], "cardinal")


@pytest.mark.parametrize("level", ["ordinal", "interval", "ratio"])
def test_names_have_no_order_of_their_own(level: str) -> None:
    named = [("一级", "一级"), ("二级", "三级"), ("三级", "三级")]
    with pytest.raises(ValueError, match="needs numbers"):
        alpha(named, level)
    assert alpha(named, "nominal") == pytest.approx(alpha([(1, 1), (2, 3), (3, 3)], "nominal"))


def test_units_that_nobody_coded_change_nothing() -> None:
    coded = [(1, 2), (2, 1), (1, 2), (2, 1)]
    assert alpha([*coded, *[(None, None)] * 16], "nominal") == alpha(coded, "nominal") == -0.75


def test_codes_of_a_unit_are_one_value_in_any_order() -> None:
    """findings/order_of_rows_decides_agreement.sh: others compare the code that stands first."""
    given = [
        (("复议", "应诉"), ("应诉", "复议")),
        (("调解",), ("调解",)),
        (("应诉",), ("复议", "应诉")),
    ]
    units = [tuple(frozenset(codes) for codes in unit) for unit in given]
    assert alpha(units[:2], "nominal") == 1
    # Two of three agree, one coder gave a code more in the third.
    assert alpha(units, "nominal") == pytest.approx(1 - (2 / 6) / (22 / 30))
    assert alpha([unit[::-1] for unit in units[::-1]], "nominal") == alpha(units, "nominal")


def test_codes_that_one_coder_never_used_are_none_of_the_others() -> None:
    """findings/codes_that_one_coder_never_used.sh: elsewhere 无 and 不明 count as one."""
    units = [("有", "有")] * 6 + [("无", "不明")] * 6
    # 12 of 24 pairs differ; by chance 24 * 23 - 12 * 11 - 6 * 5 - 6 * 5 of 24 * 23 would.
    assert alpha(units, "nominal") == pytest.approx(1 - (12 / 24) / (360 / 552))
