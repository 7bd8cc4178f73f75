"""Traditional, simplified and mixed script."""

import gzip
import re

import pytest
from opencc import OpenCC

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


@pytest.mark.parametrize(
    ("written", "simplified"),
    [
        ("規範性文件清理", "规范性文件清理"),
        ("法定程序違法", "法定程序违法"),
        ("行政復議", "行政复议"),
        ("行政複議", "行政复议"),
        ("專案組", "专案组"),
        ("註銷許可證", "注销许可证"),
    ],
)
def test_terms_of_law_stay_terms_of_law(written: str, simplified: str) -> None:
    """findings/statutory_procedure_becomes_a_process.sh: a procedure becomes a process there."""
    assert simplify(written, BOOK) == simplified


def test_a_division_keeps_the_signs_that_the_list_writes() -> None:
    """OpenCC makes 干安县, 于潜镇 and 借口镇 of them: places that there are not."""
    body = "全面落实普法责任制，开展宣传活动。" * 3
    told = f"於潜镇{body}乾安县{body}藉口镇{body}濛阳街道{body}"
    text = read_bytes(told.encode(), "a.txt", book=BOOK)
    assert text.clean == told
    assert text.script == "simplified"
    # In traditional script, too, and what is written alike but is no name is simplified.
    assert (
        simplify("乾安縣、濛陽街道的藉口，餅乾與關於", BOOK) == "乾安县、濛阳街道的借口，饼干与关于"
    )


def test_the_names_kept_are_those_that_would_be_changed() -> None:
    blocks = gzip.decompress(BOOK.packed("divisions.tsv.gz")).decode().split("\n\n")[:2]
    upper, lower = ([line.split("\t") for line in block.splitlines()] for block in blocks)
    names = {name for _, name in upper} | {name for name, _ in lower}
    convert = OpenCC("t2s").convert
    changed = {name for name in names if convert(name) != name}
    assert changed == set(BOOK.book("script", ScriptBook).names)


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
