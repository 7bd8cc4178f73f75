"""The line for many: same bytes, only what is new, one bad file is a row."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import NotFoundError
from fazhi.pipeline.build import build
from fazhi.pipeline.over import overs
from fazhi.reading.intake import ending_of, report_path, stem_of
from fazhi.tables.schema import TABLES

RAW = Path(__file__).parents[2] / "data/raw"


def parquet(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.parquet"))}


def test_two_builds_are_equal_byte_for_byte(tables_folder: Path, tmp_path: Path) -> None:
    copytree(RAW, tmp_path / "elsewhere")
    build(tmp_path / "elsewhere", tmp_path / "out", jobs=2)
    assert parquet(tmp_path / "out") == parquet(tables_folder)
    assert len(parquet(tables_folder)) == len(TABLES) + len(overs(load_codebook()).names())


def test_a_second_build_reads_only_what_changed(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    copytree(RAW, raw)
    first = build(raw, out, jobs=1)
    assert (first.read, first.kept, first.reports, first.changed) == (5, 0, 5, True)
    again = build(raw, out, jobs=1)
    assert (again.read, again.kept, again.changed) == (0, 5, False)
    assert again.quantities == first.quantities
    file = raw / "西坪镇-2023.txt"
    file.write_text(file.read_text("utf-8").replace("其他纠纷 2 件", "其他纠纷 3 件"), "utf-8")
    changed = build(raw, out, jobs=1)
    assert (changed.read, changed.kept, changed.changed) == (1, 4, True)
    indicators = pl.read_parquet(out / "indicators.parquet")
    other = indicators.filter(pl.col("indicator") == "disputes.other")
    assert other["value"].to_list() == [3]


def test_a_build_that_finds_nothing_new_imports_nothing_that_reads_or_writes(
    tables_folder: Path,
) -> None:
    code = (
        "import sys, fazhi; done = fazhi.build(*sys.argv[1:], jobs=1);"
        "print(done.changed);"
        "late = ('fazhi.parse', 'fazhi.analyse', 'fazhi.reading.reader', 'fazhi.corpus.peers');"
        "print([name for name in ('polars', *late) if name in sys.modules])"
    )
    given = [sys.executable, "-c", code, str(RAW), str(tables_folder)]
    done = subprocess.run(given, capture_output=True, text=True, cwd=RAW.parents[1], check=True)
    assert done.stdout.split() == ["False", "['fazhi.corpus.peers']"]


def test_bad_files_are_rows_and_the_rest_goes_on(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "好.txt").write_bytes((RAW / "西坪镇-2023.txt").read_bytes())
    (raw / "empty.txt").write_bytes(b"")
    (raw / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (raw / "gone.txt").symlink_to(raw / "nowhere")
    done = build(raw, tmp_path / "out", jobs=1)
    assert done.reports == 1
    failures = pl.read_parquet(tmp_path / "out/failures.parquet")
    assert dict(failures.select("path", "reason").iter_rows()) == {
        "empty.txt": "empty",
        "gone.txt": "unsafe_link",
        "picture.txt": "not_text",
    }
    assert failures["message"].str.len_chars().min() > 10


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_reports_is_one_clear_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFoundError, match=name):
        build(tmp_path / name, tmp_path / "out")


def ids(out: Path) -> dict[str, str]:
    """The ids of reports by path."""
    return dict(pl.read_parquet(out / "reports.parquet").select("path", "report_id").iter_rows())


def test_two_files_of_one_town_and_year_keep_apart_whatever_they_are_called(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    text = (RAW / "彭堡镇-2021.txt").read_text("utf-8")
    (raw / "b.txt").write_text(text, "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    assert ids(tmp_path / "out") == {"b.txt": "640402106-2021"}
    (raw / "c.txt").write_text(f"{text}\n", "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    first = ids(tmp_path / "out")
    assert len(set(first.values())) == 2
    assert all(re.fullmatch("640402106-2021-[0-9a-f]{8}", one) for one in first.values())
    # Another order of paths, and a third of the same town: nobody's id passes to another.
    (raw / "c.txt").rename(raw / "a.txt")
    (raw / "0.txt").write_text(f"\n{text}", "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    then = ids(tmp_path / "out")
    assert (then["a.txt"], then["b.txt"]) == (first["c.txt"], first["b.txt"])
    assert len(set(then.values())) == 3


def test_the_same_file_twice_has_two_ids(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("a.txt", "b.txt"):
        (raw / name).write_bytes((RAW / "彭堡镇-2021.txt").read_bytes())
    build(raw, tmp_path / "out", jobs=1)
    assert len(set(ids(tmp_path / "out").values())) == 2


OWN = """
study.law_hours:
  zh: 法治培训学时
  en: Hours of legal training
  definition: Hours of legal training told per person.
  unit: 学时
  dimension: duration
  rules:
    training: {object: [WORD], where: [before, after]}
"""


def test_a_codebook_changed_in_between_codes_anew(tmp_path: Path) -> None:
    own, raw = tmp_path / "own.yaml", tmp_path / "raw"
    raw.mkdir()
    (raw / "某镇-2023.txt").write_text("一、主要举措\n全年人均法治培训40学时。\n", "utf-8")
    coded = []
    for word in ("安全生产", "法治培训"):
        own.write_text(OWN.replace("WORD", word), "utf-8")
        build(raw, tmp_path / "out", jobs=1, codebooks=[own])
        coded += pl.read_parquet(tmp_path / "out/quantities.parquet")["indicator"].to_list()
    assert coded == [None, "study.law_hours"]


@pytest.mark.parametrize(
    ("path", "root", "name"),
    [
        ("raw/西峡县/a.txt", "raw", "西峡县/a.txt"),
        ("raw/a.txt", "raw/", "a.txt"),
        ("西峡县/a.txt", ".", "西峡县/a.txt"),
        ("/西峡县/a.txt", "/", "西峡县/a.txt"),
        ("../raw/a.txt", "..", "raw/a.txt"),
    ],
)
def test_a_report_is_called_by_its_path_inside_the_folder(path: str, root: str, name: str) -> None:
    assert report_path(Path(path), Path(root)) == name


@pytest.mark.parametrize(
    "path", ["a.txt", "x/a.tar.gz", "x.y/a", ".a", "a.b/.c.d", "年报.2023", "x/a .PDF"]
)
def test_stem_and_ending_of_a_path_are_those_of_python(path: str) -> None:
    assert (stem_of(path), ending_of(path)) == (Path(path).stem, Path(path).suffix)


def test_what_lies_in_a_folder_whose_name_begins_alike_is_in_no_other() -> None:
    with pytest.raises(ValueError, match="raw"):
        report_path(Path("raw-old/a.txt"), Path("raw"))
