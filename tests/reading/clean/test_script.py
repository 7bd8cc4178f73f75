"""Traditional, simplified and mixed script."""

import re

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from fazhi.reading.clean.script import ScriptBook, simplify

BOOK = load_codebook()


@pytest.mark.parametrize(
    ("written", "simplified"),
    [
        ("村裏", "村里"),
        ("這裡", "这里"),
        ("羣眾", "群众"),
        ("認爲", "认为"),
        ("設立臺帳", "设立台帐"),
        ("衞生", "卫生"),
        ("熱綫", "热线"),
        ("着力抓好", "着力抓好"),
        ("著力抓好政務公開", "着力抓好政务公开"),
        ("成效顯著", "成效显著"),
        ("沿著正確方向", "沿着正确方向"),
        ("著作", "著作"),
        ("瞭解情況", "了解情况"),
        ("登高瞭望", "登高瞭望"),
        ("乾隆年間的乾淨", "乾隆年间的干净"),
        ("敎育", "教育"),
    ],
)
def test_regional_forms_become_simplified(written: str, simplified: str) -> None:
    assert simplify(written, BOOK) == simplified


def test_examples_of_the_codebook_hold() -> None:
    particle = BOOK.book("script", ScriptBook).particle
    for example in particle.examples:
        assert re.sub(particle.pattern, "着", example.before) == example.after


def test_mixed_text_counts_as_traditional() -> None:
    text = read_bytes(
        "興涇鎮依法行政。全面落实普法责任制，开展宣传活动36次。".encode(), "a.txt", book=BOOK
    )
    assert text.script == "traditional"
    assert text.clean == "兴泾镇依法行政。全面落实普法责任制，开展宣传活动36次。"


def test_a_traditional_name_does_not_make_a_text_traditional() -> None:
    text = read_bytes(
        ("全面落实普法责任制，开展宣传活动。" * 20 + "王喆昇到会。").encode(), "a.txt", book=BOOK
    )
    assert text.script == "simplified"


def test_author_s_characters_are_quoted() -> None:
    text = read_bytes("發放宣傳資料2000余份，受教育群眾5000余人次。".encode(), "a.txt", book=BOOK)
    start = text.clean.index("发放")
    place = text.place(start, start + 13)
    assert text.quote(place.start, place.end) == "發放宣傳資料2000余份，"[:13]
