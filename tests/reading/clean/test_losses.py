"""What a format shows and the reader cannot read makes a report incomplete, and is told."""

from __future__ import annotations

from fazhi.codebook.book import load_codebook
from fazhi.reading.clean import clean
from fazhi.records import Mark, RawText

BOOK = load_codebook()


def test_what_the_format_could_not_read_is_a_damage_of_the_text() -> None:
    raw = RawText("一、做法\n二、问题", "docx", losses=(Mark("part", 5, 5),))
    assert clean(raw, BOOK).damages == (Mark("part", 5, 5),)
