"""What is kept between builds: never wrong in silence, never somebody else's, never for ever."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from msgspec.structs import replace

import fazhi
from fazhi.errors import NotFoundError, NotOursError, ReadError, TablesError
from fazhi.pipeline import one
from fazhi.pipeline.build import build
from fazhi.pipeline.store import CACHE, Store
from fazhi.publish import publish_site
from fazhi.tables.state import STATE, packed, read_state
from fazhi.tables.view import Tables
from tests.reading.archives.warcs import packed as in_archive
from tests.reading.archives.warcs import page

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data/raw"
NOTEBOOKS = ROOT / "notebooks"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with two reports."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("西坪镇-2023.txt", "彭堡镇-2021.txt"):
        shutil.copy(RAW / name, folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """All files under a folder, what is kept for the next build left out."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and CACHE not in file.parts and file.name != ".lock"
    }


def flip(file: Path) -> None:
    """Change one bit in the middle of a file."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))


def test_the_name_of_a_folder_is_no_pattern(raw: Path) -> None:
    """`t[1]` as a pattern of names would read the tables of `t1`."""
    build(raw, raw.parent / "t1", jobs=1)
    (raw / "西坪镇-2023.txt").unlink()
    build(raw, raw.parent / "t[1]", jobs=1)
    assert Tables(raw.parent / "t[1]").reports() == ["640402106-2021"]
    assert len(fazhi.load(raw.parent / "t[1]")) == 1
    assert len(fazhi.load(raw.parent / "t1")) == 2


@pytest.mark.parametrize("table", ["quantities", "texts", "reports", "failures"])
def test_a_damaged_table_is_refused_and_made_again(raw: Path, table: str) -> None:
    out = raw.parent / "out"
    build(raw, out, jobs=1)
    before = contents(out)
    flip(out / f"{table}.parquet")
    with pytest.raises(TablesError, match=rf"{table}\.parquet is not as .* fazhi build"):
        Tables(out).frame(table)
    with pytest.raises(TablesError, match="fazhi build"):
        publish_site(out, raw.parent / "site", NOTEBOOKS)
    done = build(raw, out, jobs=1)
    assert (done.read, done.changed) == (0, True)
    assert contents(out) == before


def test_tables_of_two_builds_are_not_read_as_one(raw: Path) -> None:
    out, other = raw.parent / "out", raw.parent / "other"
    build(raw, out, jobs=1)
    (raw / "西坪镇-2023.txt").unlink()
    build(raw, other, jobs=1)
    shutil.copy(other / "quantities.parquet", out)
    with pytest.raises(TablesError, match=r"quantities\.parquet"):
        fazhi.load(out, language="en").quantities()
    (out / STATE).unlink()
    with pytest.raises(TablesError, match=r"state\.json is missing.*fazhi build"):
        fazhi.load(out, language="en")


def test_tables_of_another_version_are_told(raw: Path) -> None:
    out = raw.parent / "out"
    build(raw, out, jobs=1)
    state = read_state(out)
    assert state
    (out / STATE).write_bytes(packed(replace(state, columns="0")))
    with pytest.raises(TablesError, match="another version"):
        fazhi.load(out, language="en")
    (out / STATE).write_text('{"digest":"0","reports":1,"quantities":2,"failures":[]}', "utf-8")
    with pytest.raises(TablesError, match="older fazhi"):
        fazhi.load(out, language="en")
    assert build(raw, out, jobs=1).changed
    assert len(fazhi.load(out)) == 2


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no table of reports"):
        fazhi.load(tmp_path, language="en")
    with pytest.raises(NotFoundError, match="no such folder"):
        fazhi.load(tmp_path / "nowhere", language="en")


def test_a_flipped_byte_in_kept_rows_is_found_and_mended(raw: Path) -> None:
    out = raw.parent / "out"
    build(raw, out, jobs=1)
    before = contents(out)
    for file in (*Store(out).rows.iterdir(), *Store(out).texts.iterdir()):
        flip(file)
    # Another file makes the tables anew from all rows.
    shutil.copy(RAW / "兴泾镇-2023.txt", raw)
    assert build(raw, out, jobs=1).read == 3
    (raw / "兴泾镇-2023.txt").unlink()
    assert build(raw, out, jobs=1).read == 0
    assert contents(out) == before


@pytest.mark.parametrize("kept", ["texts", "archives"])
def test_what_lies_under_the_name_of_another_is_read_again(kept: str, tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for number, name in enumerate(("西坪镇-2023.txt", "彭堡镇-2021.txt")):
        told = f"<html><body>{(RAW / name).read_text('utf-8')}</body></html>".encode()
        (raw / f"{name[:3]}.html").write_bytes(told)
        page_of_it = page(f"http://{number}.gov.cn/{number}.html", told + b" ")
        (raw / f"{number}.warc.gz").write_bytes(in_archive(page_of_it))
    build(raw, out, jobs=1)
    before = contents(out)
    shutil.rmtree(Store(out).rows)
    files = sorted((Store(out).folder / kept).iterdir())
    held = [file.read_bytes() for file in files]
    for file, content in zip(files, [*held[1:], held[0]], strict=True):
        file.write_bytes(content)
    (out / "texts.parquet").unlink()
    assert build(raw, out, jobs=1).read == 4
    assert contents(out) == before


MOMENTARY = {
    "changed": lambda: ReadError("the file changed while it was read", code="changed"),
    "missing_part": lambda: ReadError("not installed", code="missing_part"),
    "too_slow": lambda: ReadError("reading took long", code="too_slow"),
    "no_memory": MemoryError,
    "internal": lambda: IndexError("of ours"),
}


@pytest.mark.parametrize("code", MOMENTARY)
def test_a_momentary_failure_is_told_and_not_kept(
    raw: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    out = raw.parent / "out"
    usual: Callable[..., object] = one.read_apart

    def odd(data: bytes, name: str, *given: object) -> object:
        if "西坪" in name:
            raise MOMENTARY[code]()
        return usual(data, name, *given)

    with monkeypatch.context() as patch:
        patch.setattr(one, "read_apart", odd)
        assert build(raw, out, jobs=1).reports == 1
        assert pl.read_parquet(out / "failures.parquet")["reason"].to_list() == [code]
        # It stays the same failure: the tables are not written for nothing.
        again = build(raw, out, jobs=1)
        assert (again.read, again.kept, again.changed) == (1, 1, False)
    healed = build(raw, out, jobs=1)
    assert (healed.read, healed.kept, healed.reports, healed.failed) == (1, 1, 2, [])


def test_a_copy_in_the_place_of_a_link_is_read(raw: Path) -> None:
    """Its bytes are those that the link led to: that failure must not stand for them."""
    out, link = raw.parent / "out", raw / "湾头桥镇-2023.txt"
    link.symlink_to(RAW / link.name)
    (failed,) = build(raw, out, jobs=1).failed
    assert failed["reason"] == "unsafe_link"
    link.unlink()
    shutil.copy(RAW / link.name, link)
    assert build(raw, out, jobs=1).failed == []


def test_a_lasting_failure_is_kept(raw: Path) -> None:
    (raw / "empty.txt").write_bytes(b"")
    out = raw.parent / "out"
    assert len(build(raw, out, jobs=1).failed) == 1
    again = build(raw, out, jobs=1)
    assert (again.read, again.kept, len(again.failed)) == (0, 3, 1)


def test_bytes_are_read_once_for_digest_and_content(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that changes between the two has no rows under the digest of what it was."""
    out = raw.parent / "out"
    usual = one.take_in

    def late(path: Path, root: Path | None = None) -> bytes:
        data = usual(path, root)
        return data + "又一句。".encode() if "西坪" in path.name else data

    monkeypatch.setattr(one, "take_in", late)
    failed = build(raw, out, jobs=1).failed
    assert [(row["path"], row["reason"]) for row in failed] == [("西坪镇-2023.txt", "changed")]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a system with /dev/zero")
def test_what_is_no_file_or_beyond_any_size_is_not_hashed(raw: Path) -> None:
    (raw / "endless.txt").symlink_to("/dev/zero")
    os.mkfifo(raw / "pipe.txt")
    with (raw / "sparse.txt").open("wb") as file:
        file.truncate(8_000_000_000)
    done = build(raw, raw.parent / "out", jobs=1)
    assert done.reports == 2
    reasons = {row["path"]: row["reason"] for row in done.failed}
    assert reasons["sparse.txt"] == "too_large"
    assert reasons["endless.txt"] in {"unsafe_link", "unreadable"}


def around(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Time and content of every file under a folder."""
    return {
        str(file): (file.stat().st_mtime_ns, file.read_bytes())
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_nothing_of_the_user_is_written_or_removed(raw: Path) -> None:
    """`--out` may be a folder full of the user's own things, such as her home."""
    home = raw.parent / "home"
    for name in (".cache/app/x", ".cache/0" * 1 + "f" * 63, "notes.txt", "rows/a", "codebook.json"):
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("hers", "utf-8")
    hers = around(home)
    reports = around(raw)
    for _ in range(2):
        build(raw, home, jobs=2)
    (raw / "彭堡镇-2021.txt").rename(raw / "b.txt")
    build(raw, home, jobs=1)
    assert {path: found for path, found in around(home).items() if path in hers} == hers
    assert sorted(found for _, found in around(raw).values()) == sorted(
        found for _, found in reports.values()
    )
    assert {one.name for one in raw.parent.iterdir()} == {"raw", "home"}


def test_tables_and_caches_of_somebody_else_are_refused(raw: Path) -> None:
    out = raw.parent / "out"
    out.mkdir()
    (out / "texts.parquet").write_bytes(b"hers")
    with pytest.raises(NotOursError, match=r"texts\.parquet, which fazhi did not write"):
        build(raw, out, jobs=1)
    assert (out / "texts.parquet").read_bytes() == b"hers"
    (out / "texts.parquet").unlink()
    (out / CACHE / "rows").mkdir(parents=True)
    (out / CACHE / "rows" / ("0" * 64)).write_bytes(b"hers")
    with pytest.raises(NotOursError, match="did not put here"):
        build(raw, out, jobs=1)
    assert (out / CACHE / "rows" / ("0" * 64)).read_bytes() == b"hers"


def test_a_stray_file_among_ours_stays(raw: Path) -> None:
    out = raw.parent / "out"
    build(raw, out, jobs=1)
    (Store(out).rows / "notes.txt").write_text("hers", "utf-8")
    (raw / "彭堡镇-2021.txt").unlink()
    build(raw, out, jobs=1)
    assert (Store(out).rows / "notes.txt").read_text("utf-8") == "hers"
    assert len(list(Store(out).rows.iterdir())) == 2
