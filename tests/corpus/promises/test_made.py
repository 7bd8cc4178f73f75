"""Plans and shortcomings of made reports, whose answers are known."""

from __future__ import annotations

import pytest

from tests.corpus.promises.score import Scores, scores


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Scores:
    return scores("parts", 4, tmp_path_factory.mktemp("promises"))


def test_what_is_spoken_of_is_told_from_what_is_not(found: Scores) -> None:
    assert found.spoken >= 0.9, found.wrong


def test_figures_reached_are_told_from_those_that_are_not(found: Scores) -> None:
    assert found.figures >= 0.95, found.wrong


def test_a_year_without_report_is_told_as_missing(found: Scores) -> None:
    assert found.missing == 1


def test_shortcomings_return_in_other_words(found: Scores) -> None:
    assert found.recurring >= 0.85, found.wrong
