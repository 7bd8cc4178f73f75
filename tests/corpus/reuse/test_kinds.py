"""Planted wording of a made study is told apart, and names and years left over in it are found."""

from __future__ import annotations

import polars as pl
import pytest

from fazhi.corpus.reuse.kinds import kinds
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


def test_what_the_centre_says_too_is_its_wording() -> None:
    town = ("a", "411323104", "411323104", "411323", "41")
    rows = [
        (0, *town, False), (0, "b", "国务院", None, None, None, True),
        (1, *town, False), (1, "c", "430581103", "430581103", "430581", "43", False),
        (2, "b", "国务院", None, None, None, True), (2, "d", "国务院", None, None, None, True),
    ]  # fmt: skip
    names = ["family", "report_id", "place", "territory", "county", "province", "centre"]
    holders = pl.DataFrame(rows, schema=names, orient="row")
    none = pl.DataFrame(schema={"family": pl.Int64})
    assert kinds(holders, none)["kind"].to_list() == ["mandatory", "other_place", "own_past"]
