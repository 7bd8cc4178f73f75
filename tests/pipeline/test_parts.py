"""A folder read in parts and merged: the tables of one build, byte for byte, or a plain refusal."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.errors import FazhiError, NotFoundError, TablesError
from fazhi.pipeline.build import build
from fazhi.pipeline.spread.merge import merge
from fazhi.pipeline.spread.part import Shard, build_part, shard_named
from fazhi.publish.explore import load

RAW = Path(__file__).parents[2] / "data/raw"


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*.*")}


def parted(raw: Path, at: Path, of: int = 3) -> list[Path]:
    folders = [at / str(number) for number in range(1, of + 1)]
    for number, folder in enumerate(folders, 1):
        build_part(raw, folder, Shard(number, of), jobs=1)
    return folders


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five, one file that fails for good, and one that fails as long as its link leads out."""
    place = tmp_path_factory.mktemp("parts")
    copytree(RAW, place / "raw")
    (place / "raw/manifest.csv").write_text(
        "file,town\n西坪镇-2023.txt,西坪镇\n平安镇-2023.txt,平安镇\n彭堡镇-2021.txt,彭堡镇\n",
        "utf-8",
    )
    (place / "raw/空白.txt").write_text("", "utf-8")
    (place / "away.txt").write_text("不在文件夹里。", "utf-8")
    (place / "raw/外来.txt").symlink_to(place / "away.txt")
    return place / "raw"


@pytest.fixture(scope="module")
def parts(raw: Path) -> list[Path]:
    return parted(raw, raw.parent / "parts")


def test_merged_parts_are_the_tables_of_one_build_to_the_last_byte(
    raw: Path, parts: list[Path], tmp_path: Path
) -> None:
    whole = build(raw, tmp_path / "whole", jobs=1)
    done = merge(parts[::-1], tmp_path / "merged")
    assert written(tmp_path / "merged") == written(tmp_path / "whole")
    assert {row["reason"] for row in done.failed} == {"empty", "unsafe_link"}
    assert done.failed == whole.failed
    assert (done.reports, done.quantities) == (whole.reports, whole.quantities)


def test_a_build_where_parts_were_merged_reads_nothing_again(
    raw: Path, parts: list[Path], tmp_path: Path
) -> None:
    merge(parts, tmp_path / "out")
    again = build(raw, tmp_path / "out", jobs=1)
    # But for the link, whose failure may be gone.
    assert (again.read, again.changed) == (1, False)


def test_a_part_read_again_reads_only_what_is_new(raw: Path, tmp_path: Path) -> None:
    copytree(raw, tmp_path / "raw", symlinks=True)
    shard = Shard(1, 1)
    first = build_part(tmp_path / "raw", tmp_path / "out", shard, jobs=1)
    assert (first.read, first.kept, len(first.failed)) == (7, 0, 2)
    again = build_part(tmp_path / "raw", tmp_path / "out", shard, jobs=1)
    assert (again.read, again.kept, len(again.failed)) == (1, 6, 2)


@given(st.lists(st.text(max_size=12), unique=True, max_size=30), st.integers(1, 9))
def test_every_file_is_of_one_part_and_stays_there(paths: list[str], of: int) -> None:
    shards = [Shard(number, of) for number in range(1, of + 1)]
    for path in paths:
        assert [shard.has(path) for shard in shards].count(True) == 1


def test_a_merge_that_lacks_a_part_names_it(parts: list[Path], tmp_path: Path) -> None:
    with pytest.raises(TablesError, match="1 of 3 parts are missing: 2") as told:
        merge([parts[0], parts[2]], tmp_path / "out")
    assert "--shard 2/3" in str(told.value)
    assert not list((tmp_path / "out").glob("*.parquet"))


def test_a_merge_refuses_what_is_no_whole(parts: list[Path], raw: Path, tmp_path: Path) -> None:
    with pytest.raises(TablesError, match="part 1 is given twice"):
        merge([*parts, copytree(parts[0], tmp_path / "twin")], tmp_path / "out")
    with pytest.raises(TablesError, match="no part of a build"):
        merge([*parts, tmp_path], tmp_path / "out")
    with pytest.raises(TablesError, match="the folder of a part"):
        merge(parts, parts[0])
    copytree(raw, tmp_path / "raw", symlinks=True)
    (tmp_path / "raw/后来.txt").write_text("后来才有的一份。", "utf-8")
    build_part(tmp_path / "raw", tmp_path / "late", Shard(3, 3), jobs=1)
    with pytest.raises(TablesError, match="one folder as it stood at one time"):
        merge([*parts[:2], tmp_path / "late"], tmp_path / "out")


def test_a_merge_refuses_parts_made_with_another_codebook(
    parts: list[Path], raw: Path, tmp_path: Path
) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(
        "trees.planted:\n  zh: 种树\n  en: Trees planted\n  unit: 棵\n"
        "  rules:\n    trees:\n      object: [树木]\n",
        "utf-8",
    )
    build_part(raw, tmp_path / "mine", Shard(3, 3), jobs=1, codebooks=[own])
    with pytest.raises(TablesError, match="another codebook"):
        merge([*parts[:2], tmp_path / "mine"], tmp_path / "out")


def test_damaged_rows_name_their_part(parts: list[Path], tmp_path: Path) -> None:
    copies = [copytree(part, tmp_path / part.name) for part in parts]
    rows = next((copies[1] / ".fazhi-cache/rows").iterdir())
    rows.write_bytes(rows.read_bytes()[:-1])
    with pytest.raises(TablesError, match="rows of this part are damaged") as told:
        merge(copies, tmp_path / "out")
    assert told.value.where == str(copies[1])
    assert "--shard 2/3" in told.value.hint


@pytest.mark.parametrize("left", [0, -1])
def test_rows_damaged_in_the_whole_alone_are_taken_from_the_parts_again(
    parts: list[Path], tmp_path: Path, left: int
) -> None:
    out = tmp_path / "out"
    merge(parts, out)
    before = written(out)
    for rows in (out / ".fazhi-cache/rows").iterdir():
        content = rows.read_bytes()
        # A file of its own, as where parts lie on another disk.
        rows.unlink()
        rows.write_bytes(content[:left])
    (out / "reports.parquet").unlink()
    merge(parts, out)
    assert written(out) == before


def test_a_folder_of_tables_takes_no_part(raw: Path, tmp_path: Path) -> None:
    build(raw, tmp_path / "out", jobs=1)
    with pytest.raises(TablesError, match="holds tables"):
        build_part(raw, tmp_path / "out", Shard(1, 3), jobs=1)


def test_a_part_is_no_table_and_says_so(parts: list[Path]) -> None:
    with pytest.raises(NotFoundError, match="one part of a build") as told:
        load(parts[0], language="en")
    assert "fazhi merge" in told.value.hint


@pytest.mark.parametrize("name", ["0/3", "4/3", "3", "a/b", "1/0", "-1/3", "1/2/3", ""])
def test_what_names_no_part_is_told(name: str) -> None:
    with pytest.raises(FazhiError, match="names no part"):
        shard_named(name)
    assert shard_named(" 3/20 ") == Shard(3, 20)
