"""Files are looked at, and read only where they do not stand as they stood."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fazhi.pipeline.found import looked
from fazhi.pipeline.found.looked import Looked, digest_at
from fazhi.pipeline.store import Store
from fazhi.tables import sealed

TICK = 0.05


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store, open."""
    kept = Store(tmp_path / "out")
    (tmp_path / "out").mkdir()
    kept.open()
    yield kept


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are read."""
    found: list[Path] = []

    def digest_of(file: Path) -> str:
        found.append(file)
        return sealed.digest_of(file)

    monkeypatch.setattr(looked, "digest_of", digest_of)
    return found


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is too young to be trusted."""
    monkeypatch.setattr(looked, "SETTLED", -time.time_ns())


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A file of eight bytes."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"12345678")
    return file


def look(store: Store, *files: Path) -> list[str]:
    """What one build finds."""
    at = Looked(store)
    told = [at.digest(file.name, file) for file in files]
    at.keep()
    return told


@pytest.mark.usefixtures("settled")
def test_what_stands_is_not_read_again(store: Store, reads: list[Path], report: Path) -> None:
    first = look(store, report)
    assert look(store, report) == first == [digest_at(report)]
    assert len(reads) == 2  # by the first build, and by the comparison


@pytest.mark.usefixtures("settled")
def test_another_file_of_equal_size_and_time_is_read(
    store: Store, reads: list[Path], report: Path
) -> None:
    """Copied over the first with its times, as `cp -p` and `rsync` do."""
    first = look(store, report)
    found = report.stat()
    time.sleep(TICK)
    other = report.with_name("other")
    other.write_bytes(b"87654321")
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    other.replace(report)
    assert look(store, report) == [digest_at(report)] != first


@pytest.mark.skipif(os.name == "nt", reason="Windows notes when a file was made, not last changed")
@pytest.mark.usefixtures("settled")
def test_a_file_changed_in_its_place_is_read_whatever_its_date_says(
    store: Store, reads: list[Path], report: Path
) -> None:
    first = look(store, report)
    found = report.stat()
    time.sleep(TICK)
    with report.open("r+b") as stream:
        stream.write(b"8")
    os.utime(report, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert report.stat().st_mtime_ns == found.st_mtime_ns
    assert look(store, report) == [digest_at(report)] != first


def test_what_was_just_written_is_read_again(store: Store, reads: list[Path], report: Path) -> None:
    """It may change again within the tick of a clock in which it was read."""
    look(store, report)
    look(store, report)
    assert reads == [report, report]


@pytest.mark.usefixtures("settled")
def test_a_damaged_note_is_none(store: Store, reads: list[Path], report: Path) -> None:
    first = look(store, report)
    note = store.folder / looked.FILE
    data = bytearray(note.read_bytes())
    data[-1] ^= 1
    note.write_bytes(bytes(data))
    assert look(store, report) == first
    assert reads == [report, report]


@pytest.mark.usefixtures("settled")
def test_files_that_are_none_are_told_apart(
    store: Store, reads: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "large").write_bytes(b"1234")
    names = [tmp_path / name for name in ("folder", "none", "large")]
    assert look(store, *names)[:2] == ["no file", "unreadable 2"]
    monkeypatch.setattr("fazhi.pipeline.found.looked.Limits", lambda: type("L", (), {"bytes": 3}))
    assert look(store, *names) == ["no file", "unreadable 2", "too large 4"]
