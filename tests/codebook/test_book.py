"""The codebook as one value: what it is made of, what lies over it, and when it is the same."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from fazhi.codebook.book import Codebook, derived, load_codebook
from fazhi.codebook.layers import merged
from fazhi.codebook.terms import Term
from fazhi.codebook.themes import Theme
from fazhi.errors import CodebookError

THEME = (
    "{id: my.water, zh: 河长制, en: River chiefs, group: own, cues: [河长], source: own, "
    "confidence: own}"
)


def themes(book: Codebook) -> dict[str, Theme]:
    return {theme.id: theme for theme in book.book("themes", tuple[Theme, ...])}


def own(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


def test_every_book_is_there() -> None:
    assert set(load_codebook().names()) >= {
        "audit", "characters", "headings", "identity", "indicators", "laws", "measure_words",
        "portals", "quantities", "repairs", "requirements", "script", "terms", "themes",
    }  # fmt: skip


def test_the_same_bytes_give_the_same_value(tmp_path: Path) -> None:
    assert load_codebook() is load_codebook()
    folder = own(tmp_path, "themes", f"- {THEME}\n")
    assert load_codebook([folder]).digest != load_codebook().digest
    assert load_codebook([folder]) is load_codebook([folder])


def test_a_changed_file_gives_another_value_and_leaves_the_old_one_as_it_was(
    tmp_path: Path,
) -> None:
    folder = own(tmp_path, "themes", f"- {THEME}\n")
    before = load_codebook([folder])
    own(tmp_path, "themes", f"- {THEME.replace('河长]', '林长]')}\n")
    after = load_codebook([folder])
    assert themes(before)["my.water"].cues == ("河长",)
    assert themes(after)["my.water"].cues == ("林长",)
    assert before.digest != after.digest


def test_a_book_of_ones_own_lies_over_ours(tmp_path: Path) -> None:
    over = "- {id: o21.thought, cues: [法治护航]}\n- " + THEME + "\n- {$drop: [o21.functions]}\n"
    usual, mine = themes(load_codebook()), themes(load_codebook([own(tmp_path, "themes", over)]))
    assert mine["o21.thought"].cues == (*usual["o21.thought"].cues, "法治护航")
    assert mine["o21.thought"].zh == usual["o21.thought"].zh
    assert set(mine) == set(usual) - {"o21.functions"} | {"my.water"}


def test_lists_and_mappings_are_merged_at_every_depth() -> None:
    below = {"a": ["件", "起"], "b": {"c": "1", "d": ["x"]}, "e": "old"}
    above = {"a": ["宗", {"$drop": ["起"]}], "b": {"d": ["y"]}, "e": "new", "f": "more"}
    assert merged(below, above) == {
        "a": ["件", "宗"],
        "b": {"c": "1", "d": ["x", "y"]},
        "e": "new",
        "f": "more",
    }
    assert below["a"] == ["件", "起"]
    assert merged({"a": "1", "b": "2"}, {"$drop": ["a"]}) == {"b": "2"}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("theemes", "[]", "no name of a book"),
        ("themes", "- {id: x\n", "themes.yaml"),
        ("themes", "- {id: x}\n", "themes.yaml, entry"),
        ("terms", "- {id: x, check: odd}\n", "terms.yaml"),
    ],
)
def test_a_wrong_book_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(CodebookError, match=said):
        load_codebook([own(tmp_path, name, text)]).book(
            name, tuple[Theme, ...] if name == "themes" else tuple[Term, ...]
        )


def test_what_is_made_of_a_codebook_is_made_once_and_goes_with_it(tmp_path: Path) -> None:
    made: list[str] = []

    @derived
    def cues(book: Codebook) -> frozenset[str]:
        made.append(book.digest)
        return frozenset(cue for theme in themes(book).values() for cue in theme.cues)

    mine = load_codebook([own(tmp_path, "themes", f"- {THEME}\n")])
    assert "河长" in cues(mine)
    assert "河长" not in cues(load_codebook())
    assert cues(mine) is cues(mine)
    assert made == [mine.digest, load_codebook().digest]


def test_it_travels_to_another_process_with_what_it_knows(tmp_path: Path) -> None:
    folder = own(tmp_path, "themes", f"- {THEME}\n")
    sent = pickle.dumps(load_codebook([folder]))
    own(tmp_path, "themes", "- {id: other}\n")
    arrived = pickle.loads(sent)
    assert themes(arrived)["my.water"].cues == ("河长",)
    assert arrived.digest != load_codebook().digest


def test_what_is_no_file_of_a_codebook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be opened"):
        load_codebook([tmp_path / "absent.yaml"])
    with pytest.raises(CodebookError, match=r"\.yaml"):
        load_codebook([Path(__file__)])
    with pytest.raises(CodebookError, match="no such kind"):
        load_codebook(kind="absent")
