"""What is made once of our own files is what would be made now, whatever became of its file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fazhi import beside
from fazhi.beside import made_once
from fazhi.codebook.book import Codebook, load_codebook
from fazhi.codebook.divisions import divisions
from fazhi.reading.clean import script

MADE = {"西坪镇": ["411323102"], "南阳市": ["411300"]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for what is kept."""
    monkeypatch.setattr(beside, "cache_from_source", lambda path: tmp_path / Path(path).name)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def never() -> object:
    raise AssertionError("it was made again")


def test_what_is_kept_is_the_same_and_is_not_made_again(folder: Path) -> None:
    assert made_once("places", b"list", lambda: MADE) == MADE
    assert made_once("places", b"list", never) == MADE
    assert [file.name for file in folder.iterdir()] == ["places.kept"]


def test_what_is_made_of_something_else_or_damaged_is_made_anew(folder: Path) -> None:
    made_once("places", b"list", lambda: MADE)
    assert made_once("places", b"another list", lambda: {}) == {}
    assert made_once("places", b"list", lambda: MADE) == MADE
    kept = folder / "places.kept"
    kept.write_bytes(kept.read_bytes()[:-1])
    assert made_once("places", b"list", lambda: {}) == {}


def test_nothing_is_kept_where_python_keeps_no_compiled_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert made_once("places", b"list", lambda: MADE) == MADE
    assert not list(folder.iterdir())


def test_divisions_and_signs_are_the_same_from_what_was_kept(folder: Path) -> None:
    def told() -> tuple[object, ...]:
        script._signs.cache_clear()
        book = load_codebook()
        listed = divisions(Codebook(book.kind, book._layers))
        codes = {name: listed.codes(name) for name in ("西坪镇", "南阳市", "城关镇", "雨花区")}
        return codes, listed.endings, script._signs()

    made, kept = told(), told()
    assert made == kept
    assert {"411323102", "411300"} <= {code for codes in made[0].values() for code in codes}  # type: ignore[attr-defined]
    assert {file.stem for file in folder.iterdir()} == {"divisions", "signs"}
