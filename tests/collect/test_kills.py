"""A run killed at a few moments ends as one left alone (`python -m tests.collect.kills 30`)."""

from __future__ import annotations

from pathlib import Path

from tests.collect.kills import WRONG, killed_often


def test_what_was_killed_ends_as_what_was_left_alone(tmp_path: Path) -> None:
    counts = killed_often(3, seed=5, folder=tmp_path, towns=2)
    assert counts["killed"] == 3
    assert {name: counts[name] for name in WRONG} == dict.fromkeys(WRONG, 0)
