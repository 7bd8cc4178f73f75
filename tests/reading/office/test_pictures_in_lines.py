"""Figures that stand in a sentence as pictures: told at their place, never left out in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.parse.quantities import find_spans
from fazhi.reading import read_bytes
from fazhi.reading.pictures import IN_LINE
from fazhi.records import Text
from tests.reading.office.test_docx import word
from tests.reading.office.test_odt import packed
from tests.reading.office.test_pictures import SENTENCES, TITLE, word_2003
from tests.reading.office.test_rtf import wide

BOOK = load_codebook()
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SVG = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
# A picture: its height in centimetres, and whether it stands in the line.
Part = str | tuple[float, bool]
Kind = Callable[[list[Part]], bytes]


def drawing(high: float, inline: bool) -> str:
    frame, up = "inline" if inline else "anchor", round(high * 360_000)
    return (
        f'<w:drawing><wp:{frame} xmlns:wp="{WP}"><wp:extent cx="360000" cy="{up}"/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="x"><a:blip r:embed="rId9" xmlns:r="{R}"/>'
        f"</a:graphicData></a:graphic></wp:{frame}></w:drawing>"
    )


def vml(high: float, inline: bool) -> str:
    place = "" if inline else "position:absolute;"
    return (
        f'<w:pict><v:shape style="{place}width:20pt;height:{high / 2.54 * 72:.2f}pt">'
        '<v:imagedata src="1.png"/></v:shape></w:pict>'
    )


def runs(parts: list[Part], draw: Callable[[float, bool], str] = drawing) -> str:
    shown = (f"<w:t>{one}</w:t>" if isinstance(one, str) else draw(*one) for one in parts)
    return "<w:p>" + "".join(f"<w:r>{one}</w:r>" for one in shown) + "</w:p>"


def before(tag: str = "w:p") -> str:
    start, end = ("<w:p><w:r><w:t>", "</w:t></w:r></w:p>") if tag == "w:p" else ("<p>", "</p>")
    return "".join(f"{start}{one}{end}" for one in (TITLE, *SENTENCES))


def docx(parts: list[Part]) -> bytes:
    return word(before() + runs(parts))


def old_docx(parts: list[Part]) -> bytes:
    return word(before() + runs(parts, vml))


def word_xml(parts: list[Part]) -> bytes:
    whole = word_2003([TITLE, *SENTENCES]).decode()
    return whole.replace("</w:body>", f"{runs(parts, vml)}</w:body>").encode()


def odt(parts: list[Part]) -> bytes:
    made = "".join(f"<text:p>{one}</text:p>" for one in (TITLE, *SENTENCES))
    line = "".join(
        one
        if isinstance(one, str)
        else f'<draw:frame xmlns:svg="{SVG}" svg:width="1cm" svg:height="{one[0]}cm" '
        f'text:anchor-type="{"as-char" if one[1] else "paragraph"}"><draw:image/></draw:frame>'
        for one in parts
    )
    return packed(f"{made}<text:p>{line}</text:p>")


def rtf(parts: list[Part]) -> bytes:
    made = "".join(wide(one) + r"\par " for one in (TITLE, *SENTENCES))
    for one in parts:
        if isinstance(one, str):
            made += wide(one)
            continue
        size = rf"\picwgoal500\pichgoal{round(one[0] / 2.54 * 1440)}"
        picture = rf"{{\pict{size}\pngblip 89504e47}}"
        inline = rf"{{\*\shppict{picture}}}{{\nonshppict{picture}}}"
        floating = rf"{{\shp{{\*\shpinst{{\sp{{\sn pib}}{{\sv {picture}}}}}}}}}"
        made += inline if one[1] else floating
    return (r"{\rtf1\ansi " + made + r"\par}").encode()


def html(parts: list[Part]) -> bytes:
    line = "".join(
        one if isinstance(one, str) else f'<img src="1.png" height="{round(one[0] / 2.54 * 96)}">'
        for one in parts
        if isinstance(one, str) or one[1]
    )
    return f"<html><body><div id=zoom>{before('p')}<p>{line}</p></div></body></html>".encode()


SIGN, PHOTOGRAPH, FLOATING = (0.5, True), (7.0, True), (0.5, False)
KINDS = pytest.mark.parametrize(
    "kind", [docx, old_docx, word_xml, odt, rtf, html], ids=lambda kind: str(kind.__name__)
)


@KINDS
@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (["全年调解纠纷", SIGN, "件，成功率98%。"], f"全年调解纠纷{IN_LINE}件，成功率98%。"),
        (["成功率为", SIGN, "。"], f"成功率为{IN_LINE}。"),
        (["罚款", SIGN, SIGN, "万元。"], f"罚款{IN_LINE * 2}万元。"),
        (["接访1", SIGN, "5批次。"], f"接访1{IN_LINE}5批次。"),
    ],
)
def test_a_picture_inside_a_sentence_is_told_at_its_place(
    kind: Kind, parts: list[Part], shown: str
) -> None:
    text = read_bytes(kind(parts), "x", book=BOOK)
    assert text.clean.split("\n")[-1] == shown
    (lost,) = text.damages
    assert (lost.kind, set(text.raw[lost.start : lost.end])) == ("picture", {IN_LINE})
    # The year's figures of the other sentences alone are left: nothing is made of the rest.
    assert {one.value for one in find_spans(shown, BOOK)} <= {98.0, None}


@KINDS
@pytest.mark.parametrize(
    "parts",
    [
        [SIGN, "接访35批次。"],
        ["接访35批次。", SIGN],
        ["接访35批次。", SIGN, "宣传12场次。"],
        ["全年接访", PHOTOGRAPH, "35批次。"],
        ["全年接访", FLOATING, "35批次。"],
    ],
)
def test_pictures_beside_sentences_photographs_and_floating_ones_are_ornament(
    kind: Kind, parts: list[Part]
) -> None:
    text = read_bytes(kind(parts), "x", book=BOOK)
    assert text.clean.split("\n")[-1] == "".join(one for one in parts if isinstance(one, str))
    assert not text.damages


def test_a_picture_alone_in_a_cell_beside_words_stands_for_a_figure() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{one}</w:tc>" for one in cells) + "</w:tr>"

    head, figure = runs(["项目"]), runs([SIGN])
    table = row(head, runs(["件数"])) + row(runs(["调解"]), figure) + row(figure, runs(["标志"]))
    text = read_bytes(word(before() + f"<w:tbl>{table}</w:tbl>"), "x", book=BOOK)
    assert text.clean.split("\n")[-3:] == ["项目\t件数", f"调解\t{IN_LINE}", "标志"]
    assert [mark.kind for mark in text.damages] == ["picture"]


def of_page(line: str, style: str = "") -> Text:
    page = f"<html><style>{style}</style><body><div id=zoom>{before('p')}{line}</div></body></html>"
    return read_bytes(page.encode(), "x.html", book=BOOK)


@pytest.mark.parametrize(
    "line",
    [
        "附件：<img src=w.gif><a href='a.docx'>报告.docx</a>等<img src=d.gif height=1>份。",
        "附件1：<img src=w.gif height=16>&nbsp;\n<b><a href=a>报告.docx</a></b>，请查收，谢谢。",
        "附件<img src=w.gif>1.2024年报告.pdf",
        "附件：<img src=w.gif>2024年度报告.pdf",
        "附件：<a href=a>一.pdf</a><img src=x.png>、<a href=b><img src=w.gif>2024年.pdf</a>",
        "解读：<a href=x>一图读懂</a><img src=new.gif>，欢迎查看。",
        "分享到：<img src=wx.png width=20 height=20>微信<img src=wb.png>微博",
        "<img src=print.gif height=16>打印本页 <img src=close.gif height=16>关闭窗口",
        "扫一扫<img class=code src=qr.png>在手机打开，全年可看报告。",
        "全年组织普法活动，<img src=W0202401.jpg>图为活动现场。",
        "县局开展宪法宣传<img src=W02.jpg width=600>12场次，效果很好。",
        "县局开展宪法宣传<img src=W02.jpg style='width:15cm;height:auto'>12场次，效果很好。",
        "县局开展宪法宣传<img src=a.png height=20 style='float:left'>12场次，效果很好。",
        "县局开展宪法宣传<img src=a.png height=20 align=left>12场次，效果很好。",
        "感谢各位群众的支持<img class=emoji src=smile.png height=20>，欢迎再来。",
        "我局全年办理<img src=count.jsp width=0 height=0>12件案件，均已办结。",
        "我局全年办理<img src=space.gif width=1 height=20>12件案件，均已办结。",
        "我局全年办理<img src=a.gif class=h>12件案件，均已办结。",
        "一、<img src=dot.gif>工作情况",
    ],
)
def test_icons_and_photographs_of_pages_are_no_figures(line: str) -> None:
    text = of_page(f"<p>{line}</p>", ".code {width: 90px; height: 90px} .h {display: none}")
    assert IN_LINE not in text.raw
    assert not text.damages


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("全年调解纠纷<img src=a.png>件，成功率<img src=b.png>%。", "全年调解纠纷#件，成功率#%。"),
        ("罚款<img src=a.png><img src=b.png>万元。", "罚款##万元。"),
        ("接访1<img src=a.png width=20>5批次。", "接访1#5批次。"),
        ("成功率达到<img src=a.png style='height:1em'>，为近年最高。", "成功率达到#，为近年最高。"),
        # Portals make each picture a link to a larger one.
        ("办理<a href=a.png target=_blank><img src=a.png></a>起。", "办理#起。"),
        ("调解纠纷<img src=a.png>件", "调解纠纷#件"),
        # Small beyond doubt, and inside running text: a word no less than a figure.
        ("查处<img src=a.png width=60 height=18>等案件3起，已办结。", "查处#等案件3起，已办结。"),
    ],
)  # fmt: skip
def test_a_picture_of_unknown_size_is_told_where_its_sentence_wants_a_figure(
    line: str, shown: str
) -> None:
    text = of_page(f"<p>{line}</p>")
    assert text.clean.split("\n")[-1] == shown.replace("#", IN_LINE)
    told = {(one.kind, text.raw[one.start : one.end].strip(IN_LINE)) for one in text.damages}
    assert told == {("picture", "")}


def test_a_picture_alone_in_a_cell_of_a_page_is_told_unless_it_is_a_link() -> None:
    rows = (
        "<tr><td>项目</td><td>件数</td><td>附件</td></tr><tr><td>调解</td><td><img src=1.png></td>"
        "<td><a href=a.doc><img src=w.gif></a></td></tr>"
    )
    text = of_page(f"<table>{rows}</table>")
    assert text.clean.split("\n")[-1].rstrip() == f"调解\t{IN_LINE}"
    assert [mark.kind for mark in text.damages] == ["picture"]


@pytest.mark.parametrize("sign", ["\ufffc", "\ufffd"])
@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("全年调解纠纷1{}5件。", [None]),
        ("全年调解纠纷{}5件，化解12件。", [None, 12.0]),
        ("全年调解纠纷1{}件。", []),
        ("罚款3.{}万元。", []),
        ("接访{}十五批次。", [None]),
    ],
)
def test_a_figure_behind_a_sign_that_is_lost_has_no_value(
    line: str, values: list[float | None], sign: str
) -> None:
    assert [one.value for one in find_spans(line.format(sign), BOOK)] == values
