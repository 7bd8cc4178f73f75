"""Planted wording of a made study is told apart, and names and years left over in it are found."""

from __future__ import annotations

import pytest

from fazhi.pipeline.build import build
from tests.corpus.reuse.kinds_score import Told, told_of
from tests.corpus.reuse.study import make_study

KINDS = ("mandatory", "template", "own_past", "other_place")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("study")
    study = make_study(counties=6, towns=5, years=2, seed=3)
    study.write(folder / "raw")
    build(folder / "raw", folder / "out", jobs=1)
    return told_of(study, folder / "out")


@pytest.mark.parametrize("kind", KINDS)
def test_planted_wording_is_of_its_kind(kind: str, told: Told) -> None:
    assert told.share(kind) >= 0.9


def test_names_and_years_left_over_are_found(told: Told) -> None:
    assert told.left_over >= 0.95
