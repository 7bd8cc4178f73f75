"""What is made once of our own files is what would be made now, whatever became of its file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fazhi import beside, sources
from fazhi.beside import made_once
from fazhi.codebook.book import Codebook, load_codebook
from fazhi.codebook.divisions import divisions
from fazhi.corpus.promises import weights
from fazhi.corpus.reuse import prescribed
from fazhi.parse.coding.index import index_of
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


def test_what_is_made_of_our_own_files_is_not_kept_where_one_is_quite_new(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_settled", lambda: False)
    assert sources.ours_once("places", "book", lambda: MADE) == MADE
    assert not list(folder.iterdir())


def test_what_is_made_of_a_codebook_is_made_anew_of_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_settled", lambda: True)
    assert sources.ours_once("places", "book", lambda: MADE) == MADE
    assert sources.ours_once("places", "book", never) == MADE
    assert sources.ours_once("places", "another", lambda: {}) == {}
    # A file of ours is of another size or time.
    monkeypatch.setattr(sources, "_kept_at", lambda: (folder / "sources", b"other files"))
    assert sources.ours_once("places", "another", lambda: MADE) == MADE


def test_what_words_stand_for_is_the_same_from_what_was_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_settled", lambda: True)
    words = "以习近平新时代中国特色社会主义思想为指导，全年共调解纠纷35件"

    def told() -> tuple[object, ...]:
        book = load_codebook()
        book = Codebook(book.kind, book._layers)
        index = index_of(book)
        hits = index.hits(index.matches(words, 0, len(words)))
        known = prescribed._known(book)
        return hits, index.rules, known.pieces, weights._background(book)

    made, kept = told(), told()
    assert made == kept
    assert {words[hit.start : hit.end] for hit in made[0]} >= {"调解", "纠纷"}  # type: ignore[attr-defined]
    assert "中国特色社会主" in "".join(made[2])  # type: ignore[call-overload]
    assert {file.stem for file in folder.iterdir()} >= {"served", "prescribed", "background"}
