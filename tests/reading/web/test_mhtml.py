"""Pages saved as one file: found by content whatever the name, decoded as their heads say."""

from __future__ import annotations

import base64
import quopri

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes

BOOK = load_codebook()

WORDS = ["西坪镇2023年度法治政府建设年度报告", "一、主要做法", "全年共调解矛盾纠纷126起。"]
PAGE = (
    "<html><head><title>x</title></head><body>"
    + "".join(f"<p class=MsoNormal>{line}</p>" for line in WORDS)
    + "</body></html>"
)


def mime(charset: str, coding: str, *, head: str = "", declared: str = "") -> bytes:
    data = PAGE.encode(charset)
    coded = base64.encodebytes(data) if coding == "base64" else quopri.encodestring(data)
    picture = base64.encodebytes(b"\x89PNG\r\n\x1a\n")
    return (
        head.encode()
        + b'MIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="--=_a"\n\n'
        + b"----=_a\nContent-Location: http://www.example.gov.cn/a.htm\n"
        + f"Content-Transfer-Encoding: {coding}\n".encode()
        + f'Content-Type: text/html; charset="{declared or charset}"\n\n'.encode()
        + coded
        + b"\n----=_a\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
        + picture
        + b"\n----=_a--\n"
    )


@pytest.mark.parametrize("name", ["x.doc", "x.mht", "x.mhtml", "x"])
@pytest.mark.parametrize(
    "data",
    [
        mime("gb2312", "quoted-printable"),
        mime("gb18030", "base64", declared="gb2312"),
        mime("utf-8", "base64"),
        mime("utf-8", "quoted-printable", head="From: <Saved by a browser>\nSubject: x\n"),
        mime("utf-8", "quoted-printable").replace(b"\n", b"\r\n"),
        mime("utf-16-le", "base64", declared="unicode-none"),
    ],
    ids=["word", "wider", "base64", "browser", "crlf", "undeclared"],
)
def test_a_page_saved_as_one_file(data: bytes, name: str) -> None:
    text = read_bytes(data, name, book=BOOK)
    assert text.clean.split("\n") == WORDS
    assert text.format == "mhtml"
    assert text.metadata["url"] == "http://www.example.gov.cn/a.htm"


def test_a_report_about_content_types_is_no_mime_document() -> None:
    assert read_bytes("工作类型: 总结\n调解126起。".encode(), "x.txt", book=BOOK).format == "txt"
