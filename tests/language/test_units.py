"""Which measure words may be compared: one answer for every room."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.codebook.indicators import indicators
from fazhi.language.units import AGAIN, bounded, comparable, fits, kind_of, measure_words

BOOK = load_codebook()

SOURCES = Path(__file__).parents[2] / "fazhi"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("件", "起"),
        ("宗", "例"),
        ("人", "名"),
        ("次", "场"),
        ("个", "处"),
        ("条", "项"),
        ("件次", "件（次）"),
        ("人次", "人/次"),
        ("平方米", "㎡"),
        ("册", "份"),
        ("批", "批次"),
        ("亩", "亩"),
        (None, None),
    ],
)
def test_words_for_one_thing_compare(one: str | None, other: str | None) -> None:
    assert comparable(one, other, book=BOOK)
    assert comparable(other, one, book=BOOK)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("件", "件次"),
        ("起", "例次"),
        ("人", "人次"),
        ("名", "人（次）"),
        ("家", "家次"),
        ("户", "户次"),
        ("处", "处次"),
        ("项", "项次"),
        ("辆", "辆次"),
        ("场", "场次"),
        ("次", "期"),
        ("件", "人"),
        ("件", "元"),
        ("平方米", "亩"),
        ("天", "小时"),
        ("%", "个百分点"),
        ("美元", "欧元"),
        ("袋", "箱"),
        ("村", "社区"),
        (None, "件"),
    ],
)
def test_words_for_unlike_things_do_not(one: str | None, other: str | None) -> None:
    assert not comparable(one, other, book=BOOK)
    assert not comparable(other, one, book=BOOK)


def test_an_indicator_joins_words_but_never_things_and_handlings() -> None:
    words = ("件", "份", "件次", "场", "场次")
    assert not comparable("件", "份", book=BOOK)
    assert comparable("件", "份", words, book=BOOK)
    assert comparable("场", "场次", words, book=BOOK)
    assert not comparable("件", "件次", words, book=BOOK)
    assert fits("份", "件", words, BOOK)
    assert not fits("件次", "件", words, BOOK)
    assert not fits("人", "件", words, BOOK)


def test_things_are_no_more_than_their_handlings() -> None:
    assert bounded("件", "件次", book=BOOK)
    assert not bounded("件次", "件", book=BOOK)
    assert not bounded("人", "件次", book=BOOK)


def test_a_kind_is_one_for_all_words_of_a_group() -> None:
    assert (
        kind_of("件", BOOK)
        == kind_of("起", BOOK)
        != kind_of("件次", BOOK)
        == kind_of("件（次）", BOOK)
    )
    assert kind_of("公里", BOOK) == kind_of("千米", BOOK) != kind_of("米", BOOK)
    assert kind_of("unknown", BOOK) == "unknown"


def test_words_that_end_in_times_count_again() -> None:
    """Every compound with 次 counts handlings, but for batches, classes and sessions."""
    for word, entry in measure_words(BOOK).items():
        compound = len(word) > 1 and word.replace("（", "").replace("）", "").endswith("次")
        if compound and entry.group not in ("batch", "event", "dose"):
            assert entry.again, word
        assert not entry.again or compound, word


def test_handlings_are_of_a_group_that_there_is() -> None:
    groups = {entry.group for entry in measure_words(BOOK).values()}
    for group in groups:
        if group.endswith(AGAIN) and group not in ("school_attendance",):
            assert group.removesuffix(AGAIN) in groups, group


def test_every_unit_of_an_indicator_counts_things_or_handlings_as_its_own() -> None:
    """An indicator told in handlings takes handlings, one told in things takes things."""
    for entry in indicators(BOOK).entries.values():
        assert fits(entry.unit, entry.unit, entry.units, BOOK)


def test_nobody_else_decides() -> None:
    """No other room holds a set of measure words of its own, or reads their groups."""
    for path in SOURCES.rglob("*.py"):
        if path.name != "units.py":
            text = path.read_text(encoding="utf-8")
            assert "SAME_KIND" not in text
            assert ".group ==" not in text or "measure_words" not in text, path
