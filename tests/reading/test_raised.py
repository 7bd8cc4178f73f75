"""Digits above the line in every format: 46 with a note 1 is no 461, and 10⁴ is no 104."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes
from fazhi.reading.symbols import raised
from tests.reading.ofd.test_ofd import make as make_ofd
from tests.reading.ofd.test_ofd import text
from tests.reading.office.test_docx import run, word
from tests.reading.office.test_odt import flat
from tests.reading.pdf.drawn import make as make_pdf

BOOK = load_codebook()
# Words, and whether they stand above the line.
PARTS = (("全年检查46", False), ("1", True), ("次，约10", False), ("4", True), ("人受益。", False))
READ = "全年检查46次，约10⁴人受益。"


def docx() -> bytes:
    above = '<w:vertAlign w:val="superscript"/>'
    return word(
        "<w:p>" + "".join(run(words, above if is_up else "") for words, is_up in PARTS) + "</w:p>"
    )


def _docx_with(direct: str, style: str = "", parent: str = "") -> bytes:
    def shown(style: str, kind: str, more: str) -> str:
        return (
            f'<w:style w:type="character" w:styleId="{kind}"><w:name w:val="{kind}"/>{more}'
            f"<w:rPr>{style}</w:rPr></w:style>"
        )

    styles = shown(parent, "base", "") + shown(style, "Note", '<w:basedOn w:val="base"/>')
    inside = "".join(run(words, direct if is_up else "") for words, is_up in PARTS)
    return word(f"<w:p>{inside}</w:p>", styles=styles)


SUPER, NOTE = '<w:vertAlign w:val="superscript"/>', '<w:rStyle w:val="Note"/>'


def styled_docx() -> bytes:
    return _docx_with(NOTE, SUPER)


def inherited_docx() -> bytes:
    return _docx_with(NOTE, "", SUPER)


def lifted_docx() -> bytes:
    return _docx_with('<w:position w:val="10"/>')


def html() -> bytes:
    inside = "".join(f"<sup>{words}</sup>" if is_up else words for words, is_up in PARTS)
    return f"<html><body><p>{inside}</p></body></html>".encode()


def styled_html() -> bytes:
    inside = "".join(
        f"<span style='vertical-align:super'>{words}</span>" if is_up else words
        for words, is_up in PARTS
    )
    return f"<html><body><p>{inside}</p></body></html>".encode()


def odt() -> bytes:
    look = '<style:text-properties style:text-position="33% 58%"/>'
    style = f'<style:style style:name="U">{look}</style:style>'
    inside = "".join(
        f'<text:span text:style-name="U">{words}</text:span>' if is_up else words
        for words, is_up in PARTS
    )
    return flat(f"<text:p>{inside}</text:p>", style)


def rtf() -> bytes:
    inside = "".join(rf"{{\super {words}}}" if is_up else words for words, is_up in PARTS)
    return (r"{\rtf1\ansi\ansicpg936 \pard " + inside + "}").encode("gb18030")


def styled_rtf() -> bytes:
    inside = "".join(rf"{{\cs16 {words}}}" if is_up else words for words, is_up in PARTS)
    styles = r"{\stylesheet{\s0 Normal;}{\*\cs15 plain;}{\*\cs16 \additive \super note;}}"
    return (r"{\rtf1\ansi\ansicpg936 " + styles + r"\pard " + inside + "}").encode("gb18030")


def lifted_rtf() -> bytes:
    inside = "".join(
        rf"\up10 {words}\up0 " if is_up else rf"\up1 {words}" for words, is_up in PARTS
    )
    return (r"{\rtf1\ansi\ansicpg936 \pard " + inside + "}").encode("gb18030")


def pdf() -> bytes:
    def draw(canvas: Canvas) -> None:
        left = 72.0
        for words, is_up in PARTS:
            size = 8 if is_up else 14
            canvas.setFont("STSong-Light", size)
            canvas.drawString(left, 742 + 6 * is_up, words)
            left += size * sum(0.5 if sign.isascii() else 1.0 for sign in words)

    return make_pdf(draw)


def ofd() -> bytes:
    drawn, left = "", 30.0
    for words, is_up in PARTS:
        size = 2.9 if is_up else 5.0
        one = text(words, left, 60)
        drawn += one.replace('Size="5"', f'Size="{size}"').replace('Y="4.3"', f'Y="{size * 0.86}"')
        left += size * sum(0.5 if sign.isascii() else 1.0 for sign in words)
    return make_ofd(drawn)


@pytest.mark.parametrize(
    "made",
    [
        docx, styled_docx, inherited_docx, lifted_docx, html, styled_html, odt, rtf, styled_rtf,
        lifted_rtf, pdf, ofd,
    ],
)  # fmt: skip
def test_a_raised_digit_is_no_digit_of_the_figure_before_it(made: Callable[[], bytes]) -> None:
    name = f"x.{made.__name__.rpartition('_')[2]}"
    read = read_bytes(made(), name, book=BOOK)
    assert read.clean == READ
    report = understand(read, BOOK, name, "", {})
    assert [(one.value, one.unit) for one in report.quantities] == [(46.0, "次")]


def test_digits_that_their_own_run_sets_on_the_line_are_digits() -> None:
    direct = NOTE + '<w:vertAlign w:val="baseline"/>'
    low = _docx_with('<w:position w:val="2"/>')
    for data in (_docx_with(direct, SUPER), low):
        assert read_bytes(data, "x.docx", book=BOOK).clean == "全年检查461次，约104人受益。"


@pytest.mark.parametrize(
    ("words", "shown"),
    [("2", "²"), ("10", "¹⁰"), ("注1", "注1"), ("st", "st"), ("", ""), ("１", "１")],
)
def test_only_digits_have_signs_above_the_line(words: str, shown: str) -> None:
    assert raised(words) == shown
