"""Texts of odd structure go the whole way; `python -m tests.laws.fuzz_way` tries more of them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from fazhi.pipeline.build import build
from tests.laws.fuzz_way import attempts, wrong
from tests.laws.odd_texts import MAKERS, odd_text

COUNT, SEED = 700, 20231104
SECONDS = 15.0
FEWEST = 100
FILES = 33


def test_no_odd_text_breaks_a_law_on_its_way() -> None:
    end = time.monotonic() + SECONDS
    told: list[str] = []
    for one in attempts(COUNT, SEED):
        told.append(one)
        if time.monotonic() > end and len(told) > FEWEST:
            break
    assert list(filter(None, told)) == []


def test_the_fuzz_makes_every_kind_of_text_and_the_same_again() -> None:
    made = [odd_text(3, number) for number in range(len(MAKERS))]
    assert {kind for kind, _ in made} == {make.__name__ for make in MAKERS}
    assert made == [odd_text(3, number) for number in range(len(MAKERS))]


def test_the_fuzz_sees_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard that never cries is none."""
    from fazhi.parse import outline

    usual = outline._place
    monkeypatch.setattr(outline, "_place", lambda text, _: text.place(2, 1))
    assert "ValueError" in wrong("甲镇2023年法治政府建设报告\n一、成效\n办件3件。")
    monkeypatch.setattr(outline, "_place", usual)
    assert wrong("甲镇2023年法治政府建设报告\n一、成效\n办件3件。") == ""


def test_odd_texts_are_built_together_into_tables(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(FILES):
        _, words = odd_text(SEED, number)
        (raw / f"{number:02}.txt").write_bytes(words.encode("utf-8", "surrogatepass"))
    done = build(raw, tmp_path / "out", jobs=1)
    assert done.reports + len(done.failed) == FILES
    assert {row["reason"] for row in done.failed} <= {"empty", "not_text"}
