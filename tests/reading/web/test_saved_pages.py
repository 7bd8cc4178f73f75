"""Pages saved as one file, as browsers, Word and old tools write them."""

# ruff: noqa: E501 - markup is one piece

from __future__ import annotations

import base64
import quopri

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from tests.reading.web.test_portals import LINES, TITLE, P, page

BOOK = load_codebook()

BODY = page(f'<h1>{TITLE}</h1><div class="info">发布时间：2025-01-20</div><div class=con>{P}</div>')
HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.yl.gov.cn/t1.html\r\n"
    "Subject: =?utf-8?Q?=E6=8A=A5=E5=91=8A?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n'
)
PICTURE = (
    "------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
    "Content-Location: http://www.yl.gov.cn/1.png\r\n\r\niVBORw0KGgo=\r\n\r\n"
)


def part(
    markup: str, charset: str, coding: str, address: str = "http://www.yl.gov.cn/t1.html"
) -> bytes:
    data = markup.replace("utf-8", charset).encode(charset)
    coded = quopri.encodestring(data) if coding == "quoted-printable" else base64.encodebytes(data)
    head = (
        f"------b\r\nContent-Type: text/html; charset={charset}\r\n"
        f"Content-Transfer-Encoding: {coding}\r\nContent-Location: {address}\r\n\r\n"
    )
    return head.encode() + coded.replace(b"\n", b"\r\n") + b"\r\n"


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "gbk", "gb2312", "gb18030"])
@pytest.mark.parametrize("name", ["t1.mhtml", "t1.mht", "t1.html"])
def test_a_page_saved_as_one_file_is_read_as_the_page(name: str, charset: str, coding: str) -> None:
    data = HEAD.encode() + part(BODY, charset, coding) + PICTURE.encode() + b"------b--\r\n"
    text = read_bytes(data, name, book=BOOK)
    assert text.clean.split("\n") == [TITLE, *LINES]
    assert text.metadata["published_date"] == "2025-01-20"
    assert text.metadata["url"] == "http://www.yl.gov.cn/t1.html"
    assert text.lacks == ()


def test_the_article_of_a_saved_page_may_be_in_a_frame() -> None:
    frames = (
        '<html><frameset cols="20%,80%"><frame src="cid:f1"><frame src="cid:f2"></frameset></html>'
    )
    menu = "<html><body><ul><li><a href=1>栏目一</a></li><li><a href=2>栏目二</a></li></ul></body></html>"
    data = (
        HEAD.encode()
        + part(frames, "utf-8", "quoted-printable")
        + part(menu, "utf-8", "base64", "http://www.yl.gov.cn/left.html")
        + part(BODY, "gbk", "base64", "http://www.yl.gov.cn/main.html")
        + b"------b--\r\n"
    )
    text = read_bytes(data, "t1.mhtml", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *LINES]


def test_a_title_above_the_frame_that_holds_the_text_is_read() -> None:
    inner = "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"
    menu = '<ul><li><a href="/">首页</a></li><li><a href="/z">政务公开</a></li></ul>'
    frame = '<iframe src="body.html" width="100%" height="900"></iframe>'
    for head in (
        f"<h1>{TITLE}</h1><div>发布时间：2025-01-20</div>",
        f"<div class=title>{TITLE}</div>",
    ):
        data = (
            HEAD.encode()
            + part(f"<html><body>{menu}{head}{frame}</body></html>", "utf-8", "base64")
            + part(inner, "utf-8", "base64", "http://www.yl.gov.cn/body.html")
            + b"------b--\r\n"
        )
        text = read_bytes(data, "t1.mhtml", book=BOOK)
        assert text.clean.split("\n") == [TITLE, *LINES]


def test_a_saved_page_without_its_report_is_named_for_what_it_is() -> None:
    from fazhi.errors import ReadError

    body = page(f'<h1>{TITLE}</h1><div><a href="r.pdf">{TITLE}.pdf</a></div>')
    data = HEAD.encode() + part(body, "utf-8", "base64") + b"------b--\r\n"
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "t1.mhtml", book=BOOK)
    assert caught.value.code == "attachment_only"
