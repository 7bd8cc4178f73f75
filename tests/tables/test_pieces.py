"""Tables put together from pieces: the same rows for every reader, and only what is new is made."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from fazhi.pipeline.build import build
from fazhi.tables.pieces import write
from fazhi.tables.pieces.frames import Kept
from fazhi.tables.pieces.spliced import Spliced, piece_of
from fazhi.tables.schema import TABLES

RAW = Path(__file__).parents[2] / "data/raw"


@pytest.fixture
def one_a_piece(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Each report is a piece of its own; how many reports were put together, each time."""
    for name in ("FEW", "LEAST", "REPORTS_A_PIECE"):
        monkeypatch.setattr(write, name, 1)
    made: list[int] = []
    whole = write.frames

    def counted(some: Sequence[Kept]) -> object:
        made.append(len(some))
        return whole(some)

    monkeypatch.setattr(write, "frames", counted)
    return made


def parquet(out: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in out.glob("*.parquet")}


@pytest.mark.parametrize("name", TABLES)
def test_many_groups_hold_the_rows_of_one(
    name: str, tables_folder: Path, tmp_path: Path, one_a_piece: list[int]
) -> None:
    build(RAW, tmp_path / "out", jobs=1)
    assert one_a_piece == [1, 1, 1, 1, 1]
    file, whole = tmp_path / f"out/{name}.parquet", tables_folder / f"{name}.parquet"
    rows = pl.read_parquet(whole)
    assert pl.read_parquet(file).equals(rows)
    assert pl.read_parquet_schema(file) == pl.read_parquet_schema(whole)
    arrow = pytest.importorskip("pyarrow.parquet")
    assert pl.DataFrame(arrow.read_table(file)).equals(rows)
    duckdb = pytest.importorskip("duckdb")
    assert duckdb.sql(f"select count(*) from '{file}'").fetchall() == [(rows.height,)]


def test_rows_are_found_by_what_each_group_tells_of_itself(tmp_path: Path) -> None:
    rows = pl.DataFrame({"id": [f"{n:05}" for n in range(900)], "n": range(900)})
    file = tmp_path / "a.parquet"
    with Spliced(file, rows.clear(), {"fazhi.table": "a"}) as made:
        for first in range(0, 900, 90):
            made.add(piece_of(rows.slice(first, 90), None, 40))
        made.add(piece_of(rows.clear(), None, 40))
        made.close()
    lazy = pl.scan_parquet(file)
    assert lazy.filter(pl.col("id") == "00611").collect()["n"].to_list() == [611]
    assert lazy.slice(299, 3).collect()["n"].to_list() == [299, 300, 301]
    assert lazy.filter(pl.col("n") > 895).collect().height == 4
    arrow = pytest.importorskip("pyarrow.parquet")
    told = arrow.ParquetFile(file).metadata
    sizes = [told.row_group(number).num_rows for number in range(told.num_row_groups)]
    assert sizes == [40, 40, 10] * 10
    assert told.metadata[b"fazhi.table"] == b"a"


def test_one_changed_file_makes_one_piece(tmp_path: Path, one_a_piece: list[int]) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    shutil.copytree(RAW, raw)
    build(raw, out, jobs=1)
    file = raw / "平安镇-2023.txt"
    file.write_text(f"{file.read_text('utf-8')}\n全年共办结事项7件。", "utf-8")
    one_a_piece.clear()
    build(raw, out, jobs=1)
    assert one_a_piece == [1]
    build(raw, tmp_path / "new", jobs=1)
    assert parquet(out) == parquet(tmp_path / "new")


def test_a_damaged_piece_is_made_again(tmp_path: Path, one_a_piece: list[int]) -> None:
    out = tmp_path / "out"
    build(RAW, out, jobs=1)
    before = parquet(out)
    for file in (out / ".fazhi-cache/pieces").iterdir():
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(bytes(data))
    (out / "texts.parquet").unlink()
    one_a_piece.clear()
    build(RAW, out, jobs=1)
    assert one_a_piece == [1, 1, 1, 1, 1]
    assert parquet(out) == before


def test_pieces_under_names_of_others_are_made_again(
    tmp_path: Path, one_a_piece: list[int]
) -> None:
    out = tmp_path / "out"
    build(RAW, out, jobs=1)
    before = parquet(out)
    files = sorted((out / ".fazhi-cache/pieces").iterdir())
    contents = [file.read_bytes() for file in files]
    for file, content in zip(files, [*contents[1:], contents[0]], strict=True):
        file.write_bytes(content)
    (out / "texts.parquet").unlink()
    build(RAW, out, jobs=1)
    assert parquet(out) == before


def test_rows_under_names_of_others_are_read_again(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    shutil.copytree(RAW, raw)
    build(raw, out, jobs=1)
    first, second, *_ = sorted((out / ".fazhi-cache/rows").iterdir())
    first.write_bytes(second.read_bytes())
    shutil.rmtree(out / ".fazhi-cache/pieces")
    before = parquet(out)
    (out / "texts.parquet").unlink()
    assert build(raw, out, jobs=1).read == 1
    assert parquet(out) == before
