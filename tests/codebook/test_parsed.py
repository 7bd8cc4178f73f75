"""Our own books are parsed once and kept beside our compiled code, where nothing has changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fazhi.codebook.book import FOLDERS, load_codebook
from fazhi.codebook.files import parsed, plain
from fazhi.codebook.files.parsed import parsed_once

BOOK = "- {id: 一, words: [甲, 乙]}\n".encode()
VALUE = [{"id": "一", "words": ["甲", "乙"]}]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for what is kept, where Python keeps compiled code."""
    monkeypatch.setattr(parsed, "_folder", lambda: tmp_path / "kept")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def never(content: bytes, name: str) -> object:
    raise AssertionError(f"{name} was parsed again")


def test_what_is_kept_is_not_parsed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert parsed_once(BOOK, "a.yaml", "kind/a/0") == VALUE
    assert [file.name for file in folder.iterdir()] == ["kind.a.0.book"]
    monkeypatch.setattr(plain, "parsed", never)
    assert parsed_once(BOOK, "a.yaml", "kind/a/0") == VALUE


def test_a_changed_book_another_parser_and_a_damaged_copy_are_parsed_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed_once(BOOK, "a.yaml", "a")
    assert parsed_once(BOOK.replace("甲".encode(), "丙".encode()), "a.yaml", "a") != VALUE
    parsed_once(BOOK, "a.yaml", "a")
    kept = folder / "a.book"
    kept.write_bytes(kept.read_bytes().replace("乙".encode(), "丁".encode()))
    assert parsed_once(BOOK, "a.yaml", "a") == VALUE
    kept.write_bytes(b"")
    assert parsed_once(BOOK, "a.yaml", "a") == VALUE
    monkeypatch.setattr(parsed, "_parser", lambda: b"another")
    monkeypatch.setattr(plain, "parsed", never)
    with pytest.raises(AssertionError, match="parsed again"):
        parsed_once(BOOK, "a.yaml", "a")


def test_where_python_keeps_no_code_no_book_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert parsed_once(BOOK, "a.yaml", "a") == VALUE
    assert not folder.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder.write_text("a file where the folder should be")
    assert parsed_once(BOOK, "a.yaml", "a") == VALUE


def test_kept_books_are_equal_to_parsed_ones(folder: Path) -> None:
    book = load_codebook()
    folders = (name for folder in FOLDERS for name in book.within(folder))
    for name in (*book.names(), *folders):
        if name != "divisions.tsv.gz":
            first = list(book.ours(name))
            assert list(book.ours(name)) == first
            assert [entries for _, entries in first] == [
                plain.parsed(source.content, source.name) for source in book.sources(name)[0]
            ]
