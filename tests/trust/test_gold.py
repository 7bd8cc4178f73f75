"""Scores against the hand annotations of the five: floors that may only rise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.records import Report
from fazhi.trust.evaluate import alphas, by_indicator, evaluate, pairs, total
from fazhi.trust.gold import Gold, locate, read_gold

BOOK = load_codebook()

GOLD = {gold.stem: gold for gold in read_gold(Path(__file__).parents[1] / "gold")}
FLOORS = {
    "headings": 1.0,
    "roles": 1.0,
    "metadata": 1.0,
    "quantities": 1.0,
    "approx": 1.0,
    "period": 1.0,
    "unit": 1.0,
    "zero": 1.0,
    "indicators": 1.0,
    "citations": 1.0,
}
# How much there is to be found: a score over fewer things would be no score.
COUNTS = {"headings": 146, "roles": 20, "quantities": 76, "indicators": 72, "citations": 22}


@pytest.fixture(scope="module")
def scores(five: Mapping[str, Report]) -> dict[str, object]:
    return dict(total(one for stem in GOLD for one in evaluate(five[stem], GOLD[stem], BOOK)))


@pytest.mark.parametrize("kind", FLOORS)
def test_score_is_not_below_its_floor(scores: dict[str, object], kind: str) -> None:
    score = scores[kind]
    assert score.f1 >= FLOORS[kind], "\n".join(score.misses)  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", COUNTS)
def test_all_that_is_there_is_counted(scores: dict[str, object], kind: str) -> None:
    score = scores[kind]
    assert score.right + score.missed == COUNTS[kind]  # type: ignore[attr-defined]


def test_alpha_of_machine_against_gold(five: Mapping[str, Report]) -> None:
    rows = [row for stem in GOLD for row in pairs(five[stem], GOLD[stem])]
    assert len(rows) >= COUNTS["quantities"]
    alpha = alphas(rows)
    assert alpha["indicator"] >= 0.99
    assert alpha["value"] >= 0.99


def test_a_wrong_reading_is_scored_wrong(five: Mapping[str, Report]) -> None:
    report = five["彭堡镇-2021"]
    gold = GOLD["彭堡镇-2021"]
    bent = [{**line, "value": 121.0} for line in gold.quantities or []]
    wrong = Gold(gold.stem, None, None, bent, None, None)
    score = total(evaluate(report, wrong, BOOK))["quantities"]
    assert (score.right, score.missed, score.wrong) == (0, 2, 2)
    assert any("120 多人次" in miss for miss in score.misses)


def test_every_annotation_stands_in_its_report(five: Mapping[str, Report]) -> None:
    for stem, gold in GOLD.items():
        spans = locate(gold.quantities or [], five[stem].text.raw)
        assert None not in spans
        assert len(set(spans)) == len(spans)


def test_scores_of_each_indicator_add_up_to_the_score_of_all(five: Mapping[str, Report]) -> None:
    rows = [row for stem in GOLD for row in pairs(five[stem], GOLD[stem])]
    each = by_indicator(rows)
    assert sum(score.right for score in each.values()) == COUNTS["indicators"]
    bent = by_indicator([("a", "b", 1.0, 1.0), ("a", "a", 1.0, 1.0), ("-", "b", None, 1.0)])
    assert (bent["a"].right, bent["a"].wrong, bent["a"].missed) == (1, 1, 0)
    assert (bent["b"].right, bent["b"].wrong, bent["b"].missed) == (0, 0, 2)
