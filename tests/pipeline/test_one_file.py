"""Whatever happens to one file stays with it: a row that names it, and the rest goes on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import polars as pl
import pytest

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.pipeline import build as builder
from fazhi.pipeline import one
from fazhi.pipeline import report as line
from fazhi.pipeline.check import check_file

BOOK = load_codebook()
RAW = Path(__file__).parents[2] / "data/raw"


class OddError(Exception):
    """What a library might raise that nobody has heard of."""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A report, and one whose name the tests below make odd."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "好.txt").write_bytes((RAW / "彭堡镇-2021.txt").read_bytes())
    (folder / "odd.txt").write_bytes((RAW / "西坪镇-2023.txt").read_bytes())
    return folder


def stumble(monkeypatch: pytest.MonkeyPatch, room: object, name: str, error: Exception) -> None:
    usual = getattr(room, name)

    def odd(*given: object, **named: object) -> object:
        if "西坪" in getattr(given[0], "clean", "") or "odd" in getattr(given[0], "path", ""):
            raise error
        return usual(*given, **named)

    monkeypatch.setattr(room, name, odd)


@pytest.mark.parametrize(
    ("room", "name"), [(line, "find_outline"), (line, "find_themes"), (one, "report_rows")]
)
@pytest.mark.parametrize("error", [OddError("0x7f"), IndexError(), RecursionError(), OSError(5)])
def test_an_error_of_any_kind_in_any_stage_is_a_row(
    raw: Path, monkeypatch: pytest.MonkeyPatch, room: object, name: str, error: Exception
) -> None:
    stumble(monkeypatch, room, name, error)
    done = builder.build(raw, raw.parent / "out", jobs=1)
    assert done.reports == 1
    failures = pl.read_parquet(raw.parent / "out/failures.parquet")
    assert failures.select("path", "format", "reason").rows() == [("odd.txt", "txt", "internal")]
    message = failures["message"].item()
    assert type(error).__name__ in message
    assert "fault of fazhi, not of the file; please report it" in message
    assert "0x7f" not in message


def test_memory_that_does_not_suffice_is_said_to_be_that(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumble(monkeypatch, line, "find_outline", MemoryError())
    builder.build(raw, raw.parent / "out", jobs=1)
    failures = pl.read_parquet(raw.parent / "out/failures.parquet")
    assert failures["reason"].to_list() == ["no_memory"]
    assert "--jobs 1" in failures["message"].item()


def test_reading_and_checking_one_file_raise_no_foreign_error(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumble(monkeypatch, line, "find_themes", OddError())
    for work in (fazhi.read, partial(check_file, book=BOOK)):
        with pytest.raises(ReadError, match="OddError") as caught:
            work(raw / "odd.txt")
        assert caught.value.code == "internal"
        assert isinstance(caught.value.__cause__, OddError)


def test_the_place_of_a_fault_is_ours_and_bears_no_path() -> None:
    """What stands there is the same on every machine."""
    from fazhi.errors import internal_error
    from fazhi.parse.outline import markers

    with pytest.raises(TypeError) as caught:
        markers.numeral(3)  # type: ignore[arg-type]
    message = internal_error(caught.value).message
    assert message.startswith("fazhi failed at this file (TypeError in fazhi.parse.outline.markers")
    assert str(Path(__file__).parent) not in message
