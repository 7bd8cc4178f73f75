"""An expression that was compiled once is the same as one compiled now, and costs no more."""

from __future__ import annotations

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from importlib import import_module
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace

import pytest

from fazhi import beside, expressions
from fazhi.expressions import expressions_kept

COMPILER = import_module("re._compiler")
WORDS = [
    "",
    "(?P<year>[12][0-9]{3})年(?P<rest>.*?)(?:月|$)",
    "[㐀-鿿](?=([㐀-鿿])\\1)[㐀-鿿]",
    "(?i)Straße|[^一-鿿𠀀-𰀀，]+?",
    "(?<![\\d.])(a)?(?(1)b|c)(?>x*)\\Z",
    "(?:" + "|".join(f"{chr(0x4E00 + n)}{n}" for n in range(300)) + ")",
]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for what is kept; each expression is compiled, none taken from memory."""
    monkeypatch.setattr(expressions, "_file", lambda: tmp_path / "kept" / "of_all")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    re.purge()
    return tmp_path / "kept" / "of_all"


def all_of(words: list[str]) -> list[re.Pattern[str]]:
    re.purge()
    return [re.compile(one) for one in words] + [re.compile(one, re.S | re.I) for one in words]


def never(*_: object) -> object:
    raise AssertionError("it was compiled again")


def test_what_is_kept_is_the_same_and_is_not_compiled_again(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = all_of(WORDS)
    with expressions_kept():
        fresh = all_of(WORDS)
    monkeypatch.setattr(COMPILER, "_code", never)
    with expressions_kept():
        again = all_of(WORDS)
    # Equal are expressions whose words, flags and codes are.
    assert told == fresh == again
    for usual, one in zip(told, again, strict=True):
        assert (one.groups, dict(one.groupindex)) == (usual.groups, dict(usual.groupindex))
        assert [found.groupdict() for found in one.finditer("2021年8月1，龥龥 abbxx")] == [
            found.groupdict() for found in usual.finditer("2021年8月1，龥龥 abbxx")
        ]
    assert kept.exists()


def test_afterwards_python_compiles_as_before(kept: Path) -> None:
    usual = COMPILER.compile
    with pytest.raises(re.error, match="unterminated"), expressions_kept():
        assert COMPILER.compile is not usual
        with expressions_kept():
            assert re.compile(b"[a-c]+").findall(b"abcd") == [b"abc"]
        re.compile("[一")
    assert COMPILER.compile is usual


def test_what_is_damaged_or_of_another_python_is_compiled_anew(kept: Path) -> None:
    told = all_of(WORDS)
    with expressions_kept():
        all_of(WORDS)
    whole = kept.read_bytes()
    for wrong in (b"", whole[:-1], whole.replace("月".encode(), "日".encode()) + b"x"):
        kept.write_bytes(wrong)
        with expressions_kept():
            assert all_of(WORDS) == told
        assert kept.read_bytes() == whole
    content = beside.found(kept, expressions._inside().edition)  # type: ignore[union-attr]
    assert content
    beside.put(kept, b"another Python", content.replace(b"\x01", b"\x02"))
    with expressions_kept():
        assert all_of(WORDS) == told


def test_where_python_keeps_no_code_none_is_kept(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    with expressions_kept():
        all_of(WORDS)
    assert not kept.exists()


def test_a_python_that_is_not_as_we_know_it_compiles_itself(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expressions._inside.cache_clear()
    try:
        with monkeypatch.context() as other:
            other.delattr(COMPILER, "_code")
            usual = COMPILER.compile
            with expressions_kept():
                assert COMPILER.compile is usual
    finally:
        expressions._inside.cache_clear()


def refused(*_: object) -> object:
    raise TypeError("one argument more is needed")


def test_what_the_library_does_otherwise_it_does_itself(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its parser, its compiler and what runs its code may change once they have been looked at."""
    told = all_of(WORDS)
    inside = expressions._inside()
    assert inside
    with expressions_kept():
        all_of(WORDS)
    otherwise = (
        inside._replace(parser=SimpleNamespace(parse=refused)),
        inside._replace(compiler=SimpleNamespace(_code=refused)),
        inside._replace(engine=SimpleNamespace(compile=refused)),
    )
    for one in otherwise:
        keeper = expressions._Keeper(one, inside.compiler.compile)
        assert [keeper(words) for words in [*WORDS, "新的一[一-三]"]] == [
            *told[: len(WORDS)],
            re.compile("新的一[一-三]"),
        ]
    # Told in another way, or wrong, an expression is what Python makes of it.
    asked: list[object] = []
    keeper = expressions._Keeper(inside, lambda *all_said, **named: asked.append((all_said, named)))
    keeper("a", 0, "more", way="new")
    assert asked == [(("a", 0, "more"), {"way": "new"})]
    with pytest.raises(re.error, match="unterminated") as caught:
        expressions._Keeper(inside, inside.compiler.compile)("[一")
    assert caught.value.__context__ is None


def test_a_compiler_that_goes_on_after_its_code_is_left_alone(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where `re` makes more of an expression than its parts give, nothing is kept."""
    usual = COMPILER._code
    expressions._inside.cache_clear()
    try:
        with monkeypatch.context() as other:
            # A step that `compile` takes by itself: its code is no more what `_code` gives.
            compile_ = COMPILER.compile
            other.setattr(COMPILER, "compile", lambda p, flags=0: compile_(f"(?:{p})x?", flags))
            assert COMPILER._code is usual
            re.purge()
            assert expressions._inside() is None
    finally:
        re.purge()
        expressions._inside.cache_clear()


def test_what_other_code_of_ours_kept_is_compiled_anew(
    kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with expressions_kept():
        told = all_of(WORDS)
    before = kept.read_bytes()
    other = tmp_path / "other.py"
    other.write_text("Code = tuple[int, bytes]")
    expressions._inside.cache_clear()
    try:
        with monkeypatch.context() as changed:
            changed.setattr(expressions, "__file__", str(other))
            with expressions_kept():
                assert all_of(WORDS) == told
    finally:
        expressions._inside.cache_clear()
    assert kept.read_bytes() != before


class Words(str, Enum):  # noqa: UP042
    """Texts of which `format` tells the name."""

    ONE = "a+"


def test_texts_of_another_class_are_told_by_what_they_say(kept: Path) -> None:
    with expressions_kept():
        assert re.compile(Words.ONE).findall("aab") == ["aa"]
    other = Enum("Words", {"ONE": "b+"}, type=str)
    with expressions_kept():
        assert re.compile(other.ONE).findall("aab") == ["b"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", ["[[a]", "[+--b]", "[a&&b]", "[a~~b]", "[a||b]"])
def test_of_what_python_warns_it_warns_again(kept: Path, words: str) -> None:
    for _ in range(2):
        re.purge()
        with expressions_kept(), pytest.warns(FutureWarning, match="Possible"):
            re.compile(words)


def test_threads_that_begin_and_end_together_leave_python_as_it_was(kept: Path) -> None:
    usual, together = COMPILER.compile, Barrier(4)

    def work(number: int) -> list[str]:
        together.wait()
        with expressions_kept():
            return re.compile(f"[一-二]{{{number + 1}}}").findall("一二一二")

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(4)))[2:] == [["一二一"], ["一二一二"]]
    assert COMPILER.compile is usual


def test_what_cannot_be_put_there_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "of_all.kept" / "taken").mkdir(parents=True)
    beside.put(tmp_path / "of_all.kept", b"Python", b"code")
    assert [one.name for one in tmp_path.iterdir()] == ["of_all.kept"]
