"""Estimates from a checked sample: laws of the design, figures worked out by hand, coverage."""

from __future__ import annotations

import math
from random import Random
from statistics import fmean

import pytest

from fazhi.trust.estimates.design import NONE, OUTLIER, draw, strata
from fazhi.trust.estimates.estimate import Case, Of, estimate
from tests.trust.simulate import MACHINES, run


def _figures(seed: int, size: int = 900) -> list[float | None]:
    chance = Random(seed)
    return [
        float(round(math.exp(chance.gauss(3, 1)))) if chance.random() < 0.7 else None
        for _ in range(size)
    ]


@pytest.mark.parametrize("n", [1, 7, 30, 200, 899, 900, 5000])
@pytest.mark.parametrize("seed", range(5))
def test_strata_hold_every_unit_once_and_as_many_checked_as_asked(n: int, seed: int) -> None:
    figures = _figures(seed)
    made = strata(figures, n)
    assert sorted(unit for one in made for unit in one.units) == list(range(len(figures)))
    assert sum(one.checked for one in made) == min(n, len(figures))
    assert all(0 <= one.checked <= len(one.units) for one in made)


def test_a_draw_is_the_same_for_one_seed_and_another_for_another() -> None:
    made = strata(_figures(1), 100)
    assert draw(made, 7) == draw(made, 7)
    assert draw(made, 7) != draw(made, 8)


def test_probabilities_are_those_of_the_draw() -> None:
    """Drawn often enough every unit comes as often as its probability says."""
    figures = _figures(3, 60)
    made = strata(figures, 20)
    told = {unit: one.checked / len(one.units) for one in made for unit in one.units}
    times = [0] * len(figures)
    for seed in range(3000):
        for one in draw(made, seed):
            assert one.probability == told[one.unit]
            times[one.unit] += 1
    for unit, count in enumerate(times):
        assert abs(count / 3000 - told[unit]) < 0.05


def test_a_figure_far_beyond_the_usual_is_always_checked() -> None:
    figures = _figures(2)
    figures[17] = 1_000_000.0
    figures[400] = 30.0 * OUTLIER * 2
    drawn = {one.unit for one in draw(strata(figures, 60), 1)}
    assert {17, 400} <= drawn


def test_a_population_without_figures_is_one_stratum() -> None:
    (only,) = strata([None] * 50, 10)
    assert (only.name, only.checked) == (NONE, 10)


def test_a_sample_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="a sample of 0"):
        strata([1.0], 0)


def _all_checked(machine: list[float | None], hand: list[float | None]) -> list[Case]:
    return [Case("certain", one, True, two) for one, two in zip(machine, hand, strict=True)]


def test_where_all_is_checked_the_truth_is_told_without_an_interval() -> None:
    cases = _all_checked([10.0, None, 5.0, 0.0], [12.0, 3.0, None, 0.0])
    total = estimate(cases, "total")
    assert (total.machine, total.corrected, total.low, total.high) == (15.0, 15.0, 15.0, 15.0)
    mean = estimate(cases, "mean")
    assert (mean.machine, mean.corrected) == (5.0, 5.0)
    share = estimate(cases, "share_stating")
    assert (share.machine, share.corrected) == (0.75, 0.75)


def test_none_found_in_forty_of_which_ten_were_missed() -> None:
    """80 reports without a figure, 40 checked: 10 of them state 6 each; so 20 in all, 120."""
    hand: list[float | None] = [6.0] * 10 + [None] * 30
    cases = [Case(NONE, None, True, one) for one in hand] + [Case(NONE, None)] * 40
    cases += [Case("size 1", 10.0, True, 10.0)] * 20
    total = estimate(cases, "total")
    assert total.machine == 200.0
    assert total.corrected == pytest.approx(320.0)
    assert total.low is not None and total.high is not None
    assert total.low < 320 < total.high
    assert estimate(cases, "share_stating").corrected == pytest.approx(0.4)
    assert estimate(cases, "mean").corrected == pytest.approx(8.0)


def test_one_stratum_is_prediction_powered_inference() -> None:
    """The estimate is the machine's mean plus the mean error of the sample (PPI, equation 1)."""
    chance = Random(5)
    machine = [float(chance.randint(1, 50)) for _ in range(400)]
    hand = [max(0.0, one + chance.randint(-3, 4)) for one in machine]
    cases = [
        Case("size 1", one, at < 80, two if at < 80 else None)
        for at, (one, two) in enumerate(zip(machine, hand, strict=True))
    ]
    errors = [two - one for one, two in zip(machine[:80], hand[:80], strict=True)]
    assert estimate(cases, "total").corrected == pytest.approx(
        400 * (fmean(machine) + fmean(errors)), rel=1e-12
    )


def test_too_few_checked_give_no_interval_and_few_are_told_as_weak() -> None:
    figures = _figures(1)
    cases = [Case("size 1", one, at < 29, one) for at, one in enumerate(figures) if one]
    few = estimate(cases, "total")
    assert few.corrected is None and few.low is None and few.machine is not None
    more = estimate([one._replace(checked=at < 60) for at, one in enumerate(cases)], "total")
    assert more.corrected is not None and more.weak


def test_a_stratum_in_which_nothing_was_checked_is_not_passed_over() -> None:
    """Nothing is known of the reports without a figure: no corrected total is given."""
    cases = [Case("size 1", 5.0, True, 5.0)] * 100 + [Case(NONE, None)] * 100
    assert estimate(cases, "total").corrected is None


def test_an_unknown_estimate_is_refused() -> None:
    with pytest.raises(ValueError, match="median"):
        estimate([Case(NONE, None)], "median")  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("kind", MACHINES)
def test_intervals_of_400_checked_hold_the_truth(kind: str) -> None:
    """60 runs (500 in `tests.trust.simulate`): with a true rate of .94 fewer than 51 hold once in
    2,000 times."""
    seen = [run(kind, 400, seed) for seed in range(60)]
    assert sum(one.holds for one in seen) >= 51
    assert not any(one.machine_holds for one in seen)
    if kind in ("one-sided", "hundredfold"):
        assert not any(one.as_sample_holds for one in seen)


def test_two_hundred_checked_give_a_third_of_the_width_of_hand_checking_alone() -> None:
    seen = [run("balanced", 200, seed) for seed in range(20)]
    assert fmean(one.half for one in seen) <= 0.08
    assert fmean(one.half for one in seen) <= 0.36 * fmean(one.half_alone for one in seen)


# What another program makes of the same figures: ppi-python 0.2.3, `ppi_mean_pointestimate` with
# `lam=1`, of an array of each (docs/method.md); in strata with their weights `w`.
N = 400
CODED = [float((i * i * 37 + i * 11) % 997 + 1) for i in range(N)]
READ = [one + (i * i * 13) % 7 - 2 if i % 9 else one * 1.5 for i, one in enumerate(CODED)]
OF_PPI = {"mean": 536.2674999999999, "share": 0.5, "strata": 530.34}


def test_equal_probabilities_give_what_the_package_gives() -> None:
    """The total over all reports, by number of them, is the package's mean."""
    checked = range(2, N, 5)
    cases = [Case("size 1", CODED[i], i in checked, READ[i]) for i in range(N)]
    found = estimate(cases, "total").corrected
    assert found is not None and abs(found / N - OF_PPI["mean"]) < 1e-9


def test_a_share_is_what_the_package_gives() -> None:
    machine = [None if i % 4 == 1 else 1.0 for i in range(N)]
    hand = [None if i % 10 == 7 else 1.0 if i % 3 == 0 else machine[i] for i in range(N)]
    checked = range(2, N, 5)
    cases = [Case(NONE, machine[i], i in checked, hand[i]) for i in range(N)]
    found = estimate(cases, "share_stating").corrected
    assert found is not None and abs(found - OF_PPI["share"]) < 1e-9


def test_strata_give_what_the_package_gives_by_weights() -> None:
    """Of 250, 100 and 50 every tenth, fourth and second: weights of 10, 4 and 2."""
    cases = []
    for i in range(N):
        name, every = ("size 1", 10) if i < 250 else ("size 2", 4) if i < 350 else ("size 3", 2)
        cases.append(Case(name, CODED[i], i % every == 1, READ[i]))
    found = estimate(cases, "total").corrected
    assert found is not None and abs(found / N - OF_PPI["strata"]) < 1e-9


def test_the_more_is_read_the_narrower_the_interval() -> None:
    """With all but two of 400 read the package tells ± 58 %; what is read is known."""
    order = sorted(range(N), key=lambda i: i * 7919 % 401)
    halves = []
    for read in (40, 200, 360, 398, 400):
        first = set(order[:read])
        cases = [Case("size 1", CODED[i], i in first, READ[i]) for i in range(N)]
        found = estimate(cases, "total")
        assert found.low is not None and found.high is not None
        halves.append((found.high - found.low) / 2 / math.fsum(READ))
    assert halves == sorted(halves, reverse=True)
    assert halves[3] < 0.002 and halves[4] == 0.0


def test_where_all_figures_are_equal_no_error_moves_their_mean() -> None:
    """Invented or missed, a figure of 10 among figures of 10 leaves the mean what it is."""
    cases = [Case("size 1", 10.0, at < 40, 10.0 if at % 5 else None) for at in range(200)]
    cases += [Case(NONE, None, at < 40, None if at % 4 else 10.0) for at in range(200)]
    mean = estimate(cases, "mean")
    assert (mean.low, mean.corrected, mean.high) == pytest.approx((10.0, 10.0, 10.0))
    total = estimate(cases, "total")
    assert total.low is not None and total.high is not None and total.high - total.low > 100


def test_none_invented_among_seven_is_not_none() -> None:
    """A large stratum of which little is checked: the share has an interval all the same."""
    cases = [Case("size 1", 1.0, at < 7, 1.0) for at in range(2000)]
    cases += [Case("size 2", 50.0, at < 30, 50.0) for at in range(30)]
    share = estimate(cases, "share_stating")
    assert share.corrected == 1.0 and share.low is not None
    # Wilson's interval of seven in seven begins at 7 / (7 + 1.96²) = 0.646; the seven are known.
    worth = 7 / (1 - 7 / 2000)
    assert share.low == pytest.approx(1 - 1.96**2 / (worth + 1.96**2) * 2000 / 2030, abs=1e-4)
    assert share.low == pytest.approx(0.651, abs=1e-3) and share.high == 1.0


def test_a_total_without_an_error_met_has_an_interval_all_the_same() -> None:
    """40 of 200 figures of 10 were checked, all right: half of one more is taken for invented."""
    total = estimate([Case("size 1", 10.0, at < 40, 10.0) for at in range(200)], "total")
    assert total.corrected == 2000.0 and total.low is not None and total.high is not None
    # 200² · (1 − 40/200) / 40 · 10² · p (1 − p) · (40/39) / 2 with p = 0.5 / 41; t of 39: 2.023.
    assert total.high - 2000.0 == pytest.approx(2.023 * math.sqrt(494.2), abs=0.2)
    assert total.low == pytest.approx(4000.0 - total.high)


@pytest.mark.parametrize("size, checked", [(300, 60), (80, 40)])
def test_intervals_of_a_machine_that_seldom_errs_hold_the_truth(size: int, checked: int) -> None:
    """It invents 2 in 100, and most samples meet none: 100 runs, at least 90 hold the truth."""
    holds = 0
    for seed in range(100):
        chance = Random(seed)
        machine = [math.exp(chance.gauss(4, 1)) for _ in range(size)]
        truth = [None if chance.random() < 0.02 else one for one in machine]
        made = strata(machine, checked)
        drawn = {one.unit: one.stratum for one in draw(made, seed)}
        where = {unit: one.name for one in made for unit in one.units}
        cases = [Case(where[at], one, at in drawn, truth[at]) for at, one in enumerate(machine)]
        found = estimate(cases, "total")
        assert found.low is not None and found.high is not None
        holds += found.low <= math.fsum(one or 0.0 for one in truth) <= found.high
    assert holds >= 90


def test_the_bounds_of_a_share_are_wilsons_where_those_reach_farther() -> None:
    """Of one stratum: 3 of 20 (of many) state it; 0.052 to 0.360 (Newcombe 1998, method 3)."""
    cases = [Case(NONE, None, at < 20, 1.0 if at < 3 else None) for at in range(200_000)]
    cases += [Case("certain", 1.0, True, 1.0)] * 10
    share = estimate(cases, "share_stating")
    assert share.corrected == pytest.approx(0.15, abs=1e-4)
    assert share.high is not None and share.low is not None
    assert share.high >= 0.3604 - 1e-3 and share.low <= 0.0524 + 1e-3


@pytest.mark.slow
def test_intervals_of_shares_hold_the_truth_where_errors_are_in_balance() -> None:
    """100 runs, of which fewer than 88 hold once in 150 times with a true rate of .94."""
    seen = [run("balanced", 400, seed, "share_stating") for seed in range(100)]
    assert sum(one.holds for one in seen) >= 88


@pytest.mark.slow
@pytest.mark.parametrize("of", ["mean", "share_stating"])
def test_intervals_of_means_and_shares_hold_the_truth(of: Of) -> None:
    """100 runs: with a true rate of .94 fewer than 87 hold once in 300 times."""
    seen = [run("part and total", 200, seed, of) for seed in range(100)]
    assert sum(one.holds for one in seen) >= 87
