"""The codebook is loaded as text, by declared type, and refuses what is wrong by name."""

import msgspec
import pytest

from fazhi.codebook.files.plain import parsed
from fazhi.codebook.loader import typed
from fazhi.errors import CodebookError


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    weight: int = 1
    plain: bool = False
    note: str | None = None


def load(text: str) -> tuple[Word, ...]:
    return typed(parsed(text.encode(), "words.yaml"), tuple[Word, ...], "words.yaml")


def test_text_stays_text_and_numbers_follow_their_type() -> None:
    text = "- {id: no, weight: 11, plain: true}\n- {id: 011}\n"
    assert load(text) == (Word("no", 11, True), Word("011"))


def test_what_an_anchor_names_may_stand_again() -> None:
    assert load("- &first {id: a, weight: 2}\n- *first\n") == (Word("a", 2), Word("a", 2))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {id: a, id: b}\n", ["words.yaml", "line 1", "'id'"]),
        ("- {id: a}\n- {id: 起, weight: x}\n", ["words.yaml", "entry 2", "起"]),
        ("- {id: a, colour: red}\n", ["words.yaml", "entry 1", "colour"]),
        ("- {id: a\n", ["words.yaml", "cannot be read"]),
        ("- {id: a}\n---\n- {id: b}\n", ["words.yaml", "line 2", "one document"]),
        ("- {[id]: a}\n", ["words.yaml", "line 1", "key"]),
        ("- {id: a}\n- *other\n", ["words.yaml", "line 2", "*other"]),
        ("- &own [*own]\n", ["words.yaml", "line 1", "*own"]),
    ],
)
def test_errors_name_file_and_entry(text: str, words: list[str]) -> None:
    with pytest.raises(CodebookError) as caught:
        load(text)
    assert all(word in str(caught.value) for word in words)
