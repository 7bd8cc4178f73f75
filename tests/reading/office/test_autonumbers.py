"""Numbers that fields of Word count: AUTONUM, its kin, LISTNUM; no file stores them."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from fazhi.reading.word.autonumbers import Autonumbers
from tests.reading.office.test_docx import word
from tests.reading.office.test_rtf import wide

BOOK = load_codebook()


@pytest.mark.parametrize(
    ("codes", "numbers"),
    [
        (["AUTONUM", "AUTONUM ", " autonum"], ["1. ", "2. ", "3. "]),
        (["AUTONUM \\s 、 \\* CHINESENUM3"] * 2, ["一、", "二、"]),
        (["AUTONUM \\* GB2 \\s )", "AUTONUM \\* roman"], ["⑴) ", "ii. "]),
        # Each kind counts for itself.
        (["AUTONUM", "AUTONUMLGL", "AUTONUM"], ["1. ", "1. ", "2. "]),
        (["LISTNUM", "LISTNUM \\l 2", "LISTNUM \\l 2", "LISTNUM"], ["1) ", "a) ", "b) ", "2) "]),
        (["LISTNUM \\l 4 \\s 3", "LISTNUM \\l 4"], ["(3) ", "(4) "]),
        (["LISTNUM LegalDefault", 'LISTNUM "LegalDefault" \\l 2'], ["1. ", "1.1. "]),
        (["LISTNUM OutlineDefault", "LISTNUM OutlineDefault \\l 2"], ["I. ", "A. "]),
        (["SEQ 表", "= 30+5", "PAGE", ""], ["", "", "", ""]),
    ],
)
def test_fields_of_running_text(codes: list[str], numbers: list[str]) -> None:
    counted = Autonumbers()
    assert [counted.number(code) for code in codes] == numbers


def test_levels_begin_anew_behind_a_higher_one() -> None:
    counted = Autonumbers()
    levels = [0, 1, 1, 0, 1, 9]
    assert [counted.number("AUTONUM", level) for level in levels] == [
        "1. ", "1. ", "2. ", "2. ", "1. ", "1. ",
    ]  # fmt: skip
    assert [counted.number("AUTONUMLGL", level) for level in levels] == [
        "1. ", "1.1. ", "1.2. ", "2. ", "2.1. ", "2.1.1. ",
    ]  # fmt: skip
    assert [counted.number("AUTONUMOUT", level) for level in levels[:3]] == ["I. ", "A. ", "B. "]


def field(code: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>{shown if result else ''}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(inside: str, words: str, level: int | None = None) -> str:
    outline = "" if level is None else f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'
    return f"<w:p>{outline}{inside}<w:r><w:t>{words}</w:t></w:r></w:p>"


def test_a_docx_is_numbered_by_its_fields_and_figures_stay_apart() -> None:
    body = (
        paragraph(field("AUTONUMLGL"), "主要做法", 0)
        + paragraph(field("AUTONUMLGL"), "依法行政", 1)
        + paragraph('<w:fldSimple w:instr="AUTONUM"/>', "5件纠纷已化解。")
        # An old Word file, as LibreOffice turns it to DOCX.
        + paragraph(field("SEQ AutoNr \\* ARABIC", "3"), "5件纠纷已化解。")
    )
    text = read_bytes(word(body), "x.docx", book=BOOK).clean
    assert text.split("\n") == [
        "1.主要做法",
        "1.1.依法行政",
        "1. 5件纠纷已化解。",
        "3. 5件纠纷已化解。",
    ]


def test_an_rtf_is_numbered_by_its_fields() -> None:
    one = r"{\field{\*\fldinst{ AUTONUM \\s \'a1\'a2 }}{\fldrslt }}"
    body = "".join(rf"\pard {one}{wide(words)}\par " for words in ("学习。", "执法。"))
    text = read_bytes((r"{\rtf1\ansi\ansicpg936 " + body + "}").encode(), "x.rtf", book=BOOK).clean
    assert text.split("\n")[:2] == ["1、学习。", "2、执法。"]
