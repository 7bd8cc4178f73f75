"""The codebook is loaded as text, by declared type, and refuses what is wrong by name."""

from pathlib import Path

import msgspec
import pytest

from fazhi.codebook.loader import load
from fazhi.errors import CodebookError


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    weight: int = 1
    plain: bool = False
    note: str | None = None


def write(folder: Path, text: str) -> Path:
    (folder / "words.yaml").write_text(text, encoding="utf-8")
    return folder


def test_text_stays_text_and_numbers_follow_their_type(tmp_path: Path) -> None:
    folder = write(tmp_path, "- {id: no, weight: 11, plain: true}\n- {id: 011}\n")
    assert load("words", tuple[Word, ...], folder) == (Word("no", 11, True), Word("011"))


def test_value_is_cached(tmp_path: Path) -> None:
    folder = write(tmp_path, "- {id: a}\n")
    assert load("words", tuple[Word, ...], folder) is load("words", tuple[Word, ...], folder)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {id: a, id: b}\n", ["words.yaml", "line 1", "'id'"]),
        ("- {id: a}\n- {id: 起, weight: x}\n", ["words.yaml", "entry 2", "起"]),
        ("- {id: a, colour: red}\n", ["words.yaml", "entry 1", "colour"]),
        ("- {id: a\n", ["words.yaml", "cannot be read"]),
    ],
)
def test_errors_name_file_and_entry(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(CodebookError) as caught:
        load("words", tuple[Word, ...], write(tmp_path, text))
    assert all(word in str(caught.value) for word in words)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"absent\.yaml"):
        load("absent", tuple[Word, ...], tmp_path)
