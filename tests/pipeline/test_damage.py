"""A damaged byte, wherever it lies, is mended or named: never other figures."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import fazhi
from fazhi.errors import TablesError
from fazhi.pipeline.build import build
from fazhi.pipeline.store import Store
from fazhi.tables import write
from fazhi.tables.state import STATE, State
from fazhi.tables.view import Tables
from tests.pipeline.test_kept import contents

TEXT = "某镇2023年法治政府建设年度报告\n一、主要举措\n全年办理案件5件，宣传12场次。\n"
OWN = "own.lamps:\n  zh: 路灯数\n  unit: 盏\n  rules:\n    lamps: {object: [路灯]}\n"
PLACES = 60


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with one short report, and a codebook beside it."""
    folder = tmp_path / "raw"
    folder.mkdir()
    page = TEXT.replace("\n", "</p><p>")
    (folder / "某镇-2023.html").write_text(f"<html><body><p>{page}</p></body></html>", "utf-8")
    (tmp_path / "own.yaml").write_text(OWN, "utf-8")
    return folder


def spoil(file: Path, chance: random.Random) -> None:
    """Change one bit anywhere in a file."""
    data = bytearray(file.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(bytes(data))


def read_all(out: Path) -> None:
    """Read every table and the codebook, as pages and notebooks do."""
    tables = Tables(out)
    for name in tables.names():
        tables.frame(name)
    assert tables.book


@pytest.mark.parametrize("kind", ["parquet", "codebook.json", STATE])
def test_tables(raw: Path, kind: str) -> None:
    out, own = raw.parent / "out", [raw.parent / "own.yaml"]
    build(raw, out, jobs=1, codebooks=own)
    before, chance = contents(out), random.Random(3)
    for name in chance.choices([name for name in before if name.endswith(kind)], k=PLACES):
        spoil(out / name, chance)
        with pytest.raises(TablesError, match=rf"{name}.*Make the tables again: fazhi build"):
            read_all(out)
        assert build(raw, out, jobs=1, codebooks=own).reports == 1
        assert contents(out) == before


@pytest.mark.parametrize("kind", ["rows", "texts"])
def test_what_is_kept(raw: Path, kind: str) -> None:
    out = raw.parent / "out"
    build(raw, out, jobs=1)
    before, chance, store = contents(out), random.Random(4), Store(out)
    (kept,) = getattr(store, kind).iterdir()
    whole = kept.read_bytes()
    for _ in range(PLACES):
        spoil(kept, chance)
        (out / STATE).unlink()
        if kind == "texts":
            next(store.rows.iterdir()).unlink()
        assert build(raw, out, jobs=1).read == 1
        assert contents(out) == before
        assert kept.read_bytes() == whole


def test_a_build_stopped_while_it_wrote_leaves_nothing(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables in part of two builds are not read, and what the former had more goes in the end."""
    out, own = raw.parent / "out", [raw.parent / "own.yaml"]
    build(raw, raw.parent / "whole", jobs=1)
    usual = write._put_state
    for last in (True, False):
        build(raw, out, jobs=1, codebooks=own)

        def stopped(state: State, work: Path, to: Path, last: bool = last) -> None:
            if bool(state.digest) is last:
                raise KeyboardInterrupt
            usual(state, work, to)

        with monkeypatch.context() as patch:
            patch.setattr(write, "_put_state", stopped)
            with pytest.raises(KeyboardInterrupt):
                build(raw, out, jobs=1)
        if last:
            with pytest.raises(TablesError, match="a build was stopped while it wrote here"):
                fazhi.load(out, language="en")
        build(raw, out, jobs=1)
        assert contents(out) == contents(raw.parent / "whole")
