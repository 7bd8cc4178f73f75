"""A build that takes over what the one before kept writes the bytes of a build from nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.corpus.reuse import leftovers
from fazhi.corpus.reuse.finding import batches
from fazhi.corpus.reuse.shared import REUSE
from fazhi.pipeline.build import build
from fazhi.pipeline.store import CACHE
from fazhi.tables.kept import Kept
from fazhi.tables.over import KEPT
from tests.corpus.reuse import one_more
from tests.corpus.reuse.study import make_study

OVER = ("reuse", "families", "wording", "left_over", "measures", "findings")


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few reports are many here: they come in several batches."""
    monkeypatch.setattr(batches, "FEW", 4)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder of reports, and tables made of them."""
    make_study(counties=3, towns=3, years=2, seed=5).write(tmp_path / "raw")
    build(tmp_path / "raw", tmp_path / "out", jobs=1)
    return tmp_path


def kept(place: Path) -> dict[str, bytes]:
    folder = place / "out" / CACHE / KEPT / "reuse"
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def reports(place: Path) -> list[Path]:
    return sorted((place / "raw").glob("*.txt"))


def add(place: Path) -> None:
    """A report before all others, which takes over words of the first and of the last."""
    first, *_, last = (file.read_text("utf-8") for file in reports(place))
    (place / "raw" / "一号镇-2020.txt").write_text(f"{first}\n{last}", "utf-8")


def change(place: Path) -> None:
    """The first holder of wording says half of it, and something else."""
    file = reports(place)[0]
    text = file.read_text("utf-8")
    file.write_text(text[: len(text) // 2] + "村口凉亭改成说理堂，老支书坐堂。", "utf-8")


def remove(place: Path) -> None:
    """Who said it first is gone."""
    file = reports(place)[0]
    file.unlink()
    manifest = place / "raw" / "manifest.csv"
    lines = manifest.read_text("utf-8").splitlines()
    manifest.write_text("\n".join(one for one in lines if not one.startswith(file.name)), "utf-8")


def rename(place: Path) -> None:
    """A town is called otherwise by whoever states it: its names in the text are others."""
    manifest = place / "raw" / "manifest.csv"
    lines = manifest.read_text("utf-8").splitlines()
    county = lines[1].split(",")[2]
    lines[1] = lines[1].replace(f",{county},", ",另县,")
    manifest.write_text("\n".join(lines), "utf-8")


def damage(place: Path) -> None:
    """What was kept is damaged, and a report added."""
    for file in (place / "out" / CACHE / KEPT / "reuse").iterdir():
        file.write_bytes(file.read_bytes()[:-9])
    add(place)


def swap(place: Path) -> None:
    """What was kept is whole, but each file has the content of another, and a report is added."""
    files = sorted(file for file in (place / "out" / CACHE / KEPT).rglob("*") if file.is_file())
    contents = [file.read_bytes() for file in files]
    for file, content in zip(files, [*contents[1:], contents[0]], strict=True):
        file.write_bytes(content)
    add(place)


@pytest.mark.parametrize("what", [add, change, remove, rename, damage, swap])
def test_the_bytes_are_those_of_a_build_from_nothing(
    what: Callable[[Path], None], place: Path
) -> None:
    what(place)
    build(place / "raw", place / "out", jobs=1)
    build(place / "raw", place / "new", jobs=1)
    for name in OVER:
        file = f"{name}.parquet"
        assert (place / "out" / file).read_bytes() == (place / "new" / file).read_bytes(), name


def test_names_left_over_are_sought_again_where_the_source_speaks_otherwise_there(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, made = pl.read_parquet(place / "out/left_over.parquet"), set[str]()
    whole = leftovers._made

    def counted(tables: object, held: pl.DataFrame, *rest: object) -> pl.DataFrame:
        made.update(held["report_id"])
        return whole(tables, held, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(leftovers, "_made", counted)
    source, name = left.filter(check="foreign_place").select("source_report_id", "quote").row(0)
    holders = set(left.filter(source_report_id=source)["report_id"])
    paths = pl.read_parquet(place / "out/reports.parquet").filter(report_id=source)
    file = place / "raw" / paths["path"].item()
    file.write_text(f"{file.read_text('utf-8')}\n村口凉亭改成说理堂。", "utf-8")
    build(place / "raw", place / "out", jobs=1)
    assert made <= {source}
    assert pl.read_parquet(place / "out/left_over.parquet").equals(left)
    file.write_text(file.read_text("utf-8").replace(name, "本地"), "utf-8")
    build(place / "raw", place / "out", jobs=1)
    build(place / "raw", place / "new", jobs=1)
    now = (place / "out/left_over.parquet").read_bytes()
    assert now == (place / "new/left_over.parquet").read_bytes()
    gone = left.join(pl.read_parquet(place / "out/left_over.parquet"), on=left.columns, how="anti")
    assert holders & set(gone["report_id"])


@pytest.mark.parametrize("theirs", ["在平安镇设立联调点。", "在某某镇设立联调点。"])
def test_what_a_source_says_of_itself_is_read_again_where_its_report_is_another(
    theirs: str, tmp_path: Path
) -> None:
    """The passage stands where it stood, and is as long as it was: its own words tell."""
    place = {"report_id": "b", "start": 0, "end": 10, "kind": None}
    beside = {"other_report_id": "a", "other_start": 0, "other_end": 10}
    who = [("a", "平安镇", "云阳县", 2022), ("b", "西坪镇", "西峡县", 2023)]

    kinds = {name: kind for name, kind in REUSE.types().items() if name in place | beside}

    def tables(said: str) -> dict[str, pl.LazyFrame]:
        texts = {"report_id": ["a", "b"], "raw_text": [said, "在平安镇设立联调点。"]}
        return {
            "reuse": pl.LazyFrame([place | beside], kinds),
            "reports": pl.LazyFrame(who, ["report_id", *leftovers.AUTHOR], orient="row"),
            "texts": pl.LazyFrame(texts),
        }

    found = []
    for said, digest in (("在平安镇设立联调点。", "before"), (theirs, "now")):
        kept = Kept(tmp_path / "kept", "", {"a": digest, "b": "same"})
        found.append(leftovers.left_over(tables(said), load_codebook(), kept)["quote"].to_list())
        kept.close()
    assert found == [["平安镇"], ["平安镇"] if "平安镇" in theirs else []]


def test_one_report_more_leaves_the_index_as_it_is(place: Path) -> None:
    before = kept(place)
    add(place)
    build(place / "raw", place / "out", jobs=1)
    after = kept(place)
    # Its parts: short seeds, long ones, and the letters of every four reports.
    same = {name for name in before.keys() & after.keys() if before[name] == after[name]}
    assert len(same) == 2 + -(-len(reports(place)) // 4)


def test_what_is_of_no_use_is_removed(place: Path) -> None:
    before = kept(place)
    for file in reports(place)[2:]:
        file.unlink()
    (place / "raw" / "manifest.csv").unlink()
    build(place / "raw", place / "out", jobs=1)
    assert not before.keys() & kept(place).keys()


def test_the_command_that_measures_one_report_more_runs(capfd: pytest.CaptureFixture[str]) -> None:
    assert one_more.main(["6"]) == 0
    assert capfd.readouterr().out.strip().endswith("the same as from nothing")
