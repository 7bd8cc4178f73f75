"""Structures of real pages and files, after bug reports of other readers; the words are ours.

Each was written down with its right values before it was read here for the first time.
"""

# ruff: noqa: E501 - markup is one piece

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from fazhi.records import Lack
from tests.reading.office.test_docx import lines as docx_lines
from tests.reading.office.test_docx import par, run
from tests.reading.office.test_odt import lines as odt_lines
from tests.reading.office.test_rtf import coded, wide
from tests.reading.office.test_rtf import lines as rtf_lines
from tests.reading.web.test_portals import LINES, TITLE, P, page

BOOK = load_codebook()
HEAD = f"<h1>{TITLE}</h1>"
FIRST = "".join(f"<p>{line}</p>" for line in LINES[:5])
NUMBERED = ("一、", "二、", "三、", "四、")


def accordions() -> str:
    """Each part of the report under a heading that folds it."""
    markup, is_open = f"<p>{LINES[0]}</p>", False
    for line in LINES[1:]:
        if line.startswith(NUMBERED):
            markup += (
                "</div></details>" if is_open else ""
            ) + f"<details><summary>{line}</summary><div>"
            is_open = True
        else:
            markup += f"<p>{line}</p>"
    return markup + "</div></details>"


def terms() -> str:
    """The report as terms and what is said of them."""
    return (
        "<dl>"
        + "".join(
            f"<dt>{line}</dt>" if line.startswith(NUMBERED) else f"<dd>{line}</dd>"
            for line in LINES
        )
        + "</dl>"
    )


PAGES = {
    "a shadow root written down": f'{HEAD}<art-body><template shadowrootmode="open"><style>p{{margin:0}}</style><div>{P}</div></template></art-body>',
    "every teaser is an article": f"{HEAD}<main><section>{P}</section>"
    + "".join(
        f"<article><a href={n}.html><h3>某镇开展普法宣传之{n}</h3></a></article>" for n in range(30)
    )
    + "</main>",
    "the article is an item of a switched list": f'{HEAD}<ul class="tabs"><li><a href="#a">正文</a></li><li><a href="#b">解读</a></li></ul><ul class="uk-switcher" style="list-style:none"><li>{P}</li><li style="display:none"><p>本报告由司法所起草，主要内容解读如下。</p></li></ul>',
    "parts that fold": HEAD + accordions(),
    "terms": HEAD + terms(),
    "spans made blocks": HEAD
    + '<div class="con">'
    + "".join(f'<span style="display:block">{line}</span>' for line in LINES)
    + "</div>",
    "a box in the line": f'{HEAD}<div class="con">'
    + P.replace("46次", '<span style="display:inline-block;width:3em">46</span>次')
    + "</div>",
    "packed for a script": f'{HEAD}<div id="c"></div><script>document.getElementById("c").innerHTML=Base64.decode("{base64.b64encode(P.encode()).decode()}")</script>',
    "bytes in percent signs": f'{HEAD}<div id="c"></div><script>$("#c").html(decodeURIComponent("{quote(P)}"))</script>',
    "choices that are no pages": f'{HEAD}<select><option>16px</option><option>18px</option></select><div class="con">{P}</div><select><option>上级网站</option><option value="http://a.cn">省政府</option></select>',
    "frames that are no text": f'{HEAD}<div class="con">{FIRST}<iframe src="https://v.example.com/p.html"></iframe><iframe src="/count.html" width="0"></iframe>{P.replace(FIRST, "")}</div><iframe src="/comments.html"></iframe>',
    "the code of the page itself": f'{HEAD}<div class="con">{P}</div><p>扫一扫在手机打开当前页</p>',
    "linked data": f'{HEAD}<div id="app"></div><script type="application/ld+json">{json.dumps({"@type": "Article", "headline": TITLE, "articleBody": chr(10).join(LINES)}, ensure_ascii=False)}</script>',
}


@pytest.mark.parametrize("kind", PAGES)
def test_the_article_of_a_page_comes_out_whole(kind: str) -> None:
    text = read_bytes(page(PAGES[kind]).encode(), "t.html", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *LINES]
    assert text.lacks == ()


REFUSED = {
    "a box that a script fills from an address": (
        "script_only",
        "/content/123.html",
        f'{HEAD}<div id="content" data-src="/content/123.html"></div><script src="load.js"></script>',
    ),
    "a script that fetches it": (
        "script_only",
        "/api/article?id=3",
        f'{HEAD}<div id="app"></div><script>axios.get("/api/article?id=3").then(show)</script>',
    ),
    "a script that asks for it": (
        "script_only",
        "/cms/getContent.do",
        f'{HEAD}<div id="app"></div><script>$.ajax({{url: "/cms/getContent.do", data: {{id: 3}}}})</script>',
    ),
    "a box that names a document": (
        "viewer_only",
        "upload/1.ofd",
        f'{HEAD}<div class="reader" data-file="upload/1.ofd"></div><script src="r.js"></script>',
    ),
    "an element of its own for documents": (
        "viewer_only",
        "/files/2024/report.pdf",
        f'{HEAD}<pdf-viewer src="/files/2024/report.pdf"></pdf-viewer>',
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_page_without_its_article_says_where_it_lies(kind: str) -> None:
    code, address, markup = REFUSED[kind]
    with pytest.raises(ReadError) as told:
        read_bytes(page(markup).encode(), "t.html", book=BOOK)
    assert told.value.code == code
    assert address in told.value.message


SUMMARY = (
    "".join(f"<p>{line}</p>" for line in LINES[:5])
    + "<p>三是推进政务公开，主动公开信息120条，办理依申请公开3件，按时答复率100%，群众满意度持续提升，营商环境进一步优化。</p>"
)
TOLD = {
    "a pager to choose from": (
        Lack("next_page", "t_2.html", 1, 3),
        f'{HEAD}<div class="con">{FIRST}</div><select onchange="location.href=this.value"><option value="t.html" selected>第1页</option><option value="t_2.html">第2页</option><option value="t_3.html">第3页</option></select>',
    ),
    "the last of three to choose from": (
        Lack("previous_pages", "", 3, 3),
        f'{HEAD}<div class="con">{FIRST}</div><select><option value="a.html">第1页</option><option value="b.html">第2页</option><option value="c.html" selected>第3页</option></select>',
    ),
    "a code to hold down": (
        Lack("rest_elsewhere"),
        f'{HEAD}<div class="con">{FIRST}<p>请长按识别二维码阅读全文</p></div>',
    ),
    "the whole to be fetched": (
        Lack("attachment", "r.docx"),
        f'{HEAD}<div class="con">{SUMMARY}<p>报告全文请下载附件。</p><p><a href="r.docx">法治政府建设年度报告.docx</a></p></div>',
    ),
    "a code to scan for the whole": (
        Lack("rest_elsewhere"),
        f'{HEAD}<div class="con">{FIRST}<p>（扫描二维码查看全文）</p><img src="a.png"></div>',
    ),
    "the whole in an attachment of its name": (
        Lack("attachment", "/f/1.pdf"),
        f'{HEAD}<div class="con">{SUMMARY}<p>（全文见附件）</p><p>附件：<a href="/f/1.pdf">{TITLE}.pdf</a></p></div>',
    ),
    "a frame among the paragraphs": (
        Lack("part", "table.html"),
        f'{HEAD}<div class="con">{FIRST}<iframe src="table.html" width="100%"></iframe>{P.replace(FIRST, "")}</div>',
    ),
}


@pytest.mark.parametrize("kind", TOLD)
def test_what_lies_elsewhere_is_told(kind: str) -> None:
    lack, markup = TOLD[kind]
    text = read_bytes(page(markup).encode(), "t.html", book=BOOK)
    assert text.lacks == (lack,)
    assert text.clean.split("\n")[:6] == [TITLE, *LINES[:5]]


CONTROL = "<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
CELL = "<w:tc>{}</w:tc>"
PICTURE = '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/></wp:inline></w:drawing></w:r></w:p>'


def test_words_in_smart_tags_controls_and_custom_elements() -> None:
    body = (
        f"<w:p>{run('全年在')}<w:smartTag w:element='place'>{run('樟村坪镇')}</w:smartTag>{run('检查')}"
        f"{CONTROL.format(run('46次'))}<w:customXml w:element='n'>{run('，处罚12件。')}</w:customXml></w:p>"
        f"<w:customXml w:element='block'>{par('二、存在的问题')}</w:customXml>"
    )
    assert docx_lines(body) == ["全年在樟村坪镇检查46次，处罚12件。", "二、存在的问题"]


def test_controls_round_rows_and_cells_and_a_picture_in_one() -> None:
    row = "<w:tr>{}{}</w:tr>"
    table = (
        "<w:tbl>"
        + row.format(CELL.format(par("事项")), CELL.format(par("数量（件）")))
        + CONTROL.format(row.format(CELL.format(par("调解纠纷")), CELL.format(par("32"))))
        + row.format(CONTROL.format(CELL.format(par("行政处罚"))), CELL.format(par("5")))
        + "</w:tbl>"
    )
    body = CONTROL.format(PICTURE + par(TITLE)) + table
    shown = [line for line in docx_lines(body) if line]
    assert shown == [TITLE, "事项\t数量（件）", "调解纠纷\t32", "行政处罚\t5"]


def test_runs_laid_another_way_and_readings_over_signs() -> None:
    base = f"<w:ruby><w:rubyPr/><w:rt>{run('zhāng')}</w:rt><w:rubyBase>{run('樟')}</w:rubyBase></w:ruby>"
    body = f"<w:p><w:dir w:val='ltr'>{run('全年检查')}</w:dir><w:bdo w:val='ltr'>{run('46次')}</w:bdo><w:r>{base}</w:r>{run('村坪镇')}</w:p>"
    assert docx_lines(body) == ["全年检查46次樟村坪镇"]


def test_rtf_that_tells_its_words_twice_for_old_readers() -> None:
    body = (
        r"{\upr{" + coded("??") + r"}{\*\ud{" + wide("全年检查") + r"}}}46" + wide("次。") + r"\par"
    )
    assert rtf_lines(body) == ["全年检查46次。"]


def test_odt_with_readings_marks_and_breaks_of_pages_inside_words() -> None:
    words = (
        "<text:p>全年<text:bookmark-start text:name='a'/>检<text:soft-page-break/>查"
        "<text:bookmark-end text:name='a'/><text:meta><text:span>46</text:span></text:meta>次"
        "<text:ruby><text:ruby-base>樟</text:ruby-base><text:ruby-text>zhāng</text:ruby-text></text:ruby>村。</text:p>"
    )
    assert odt_lines(words) == ["全年检查46次樟村。"]


def test_a_saved_page_whose_coded_lines_break_inside_a_character() -> None:
    markup = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{P}</body></html>"
    coded_bytes = "".join(f"={one:02X}" for one in markup.encode("gb18030"))
    broken = "=\r\n".join(coded_bytes[at : at + 75] for at in range(0, len(coded_bytes), 75))
    data = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\tboundary="--b"\r\n\r\n----b\r\nContent-Type: text/html; charset="gb2312"\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{broken}\r\n----b--\r\n"
    )
    text = read_bytes(data.encode(), "t.mhtml", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *LINES]
