"""Codings to look at first: like another entry's sentences, statements of none left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.pipeline.build import build
from fazhi.tables.view import Tables
from fazhi.trust.doubts import Doubt, doubts

TEXT = """甲镇2023年法治政府建设年度报告
一、主要成效
共排查化解矛盾纠纷46件。2024年市场监管领域抽查主体2497户次。未发生重大群体性事件。种植苹果树3棵。
"""


@pytest.fixture(scope="module")
def codings(tmp_path_factory: pytest.TempPathFactory) -> list[Doubt]:
    raw = tmp_path_factory.mktemp("raw")
    (raw / "甲镇.txt").write_text(TEXT, "utf-8")
    out = tmp_path_factory.mktemp("tables")
    build(raw, out)
    return doubts(Tables(out), most=40)


def test_what_is_like_another_entry_comes_first(codings: list[Doubt]) -> None:
    # 户次 of subjects are no inspections; 排查化解矛盾纠纷46件 stands in the codebook itself.
    last = codings[-1]
    assert (last.indicator, last.raw, last.rather) == ("disputes.handled", "46件", "")
    assert last.ahead > 0.2
    assert [one.ahead for one in codings] == sorted(one.ahead for one in codings)
    assert all((one.ahead < 0) == bool(one.rather) for one in codings)


def test_neither_uncoded_figures_nor_statements_of_none_are_listed(codings: list[Doubt]) -> None:
    told = {one.raw for one in codings}
    assert "3棵" not in told
    assert not [one for one in told if "群体性事件" in one]


def test_only_so_many_are_told(codings: list[Doubt], tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/甲镇.txt").write_text(TEXT, "utf-8")
    build(tmp_path / "raw", tmp_path / "out")
    assert doubts(Tables(tmp_path / "out"), most=1) == codings[:1]
