"""Pages saved as one file: found by content whatever the name, decoded as their heads say."""

from __future__ import annotations

import base64
import quopri

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
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


DATE = "Wed, 15 Jan 2025 10:00:00 +0800"


def mail(body: str, *hanging: tuple[str, str], head: str = "") -> bytes:
    """A mail as programs of mail send it: a body, and files by header and text."""
    parts = [f"Content-Type: text/plain; charset=utf-8\n\n{body}"]
    parts += [
        f"Content-Type: application/octet-stream\nContent-Disposition: {way}\n\n{words}"
        for way, words in hanging
    ]
    joined = "".join(f"\n--a\n{part}\n" for part in parts)
    opening = f"{head}From: a@example.org\nDate: {DATE}\nSubject: 2024\n"
    return f'{opening}Content-Type: multipart/mixed; boundary="a"\n\n{joined}--a--\n'.encode()


@pytest.mark.parametrize(
    "head",
    [
        "",
        "From a@example.org Wed Jan 15 10:00:00 2025\n",
        "X-QQ-mid: 1\nX-Spam_2.Level: 3\nReceived: from a\n\tby b;\n\tWed\n",
        "Received: from a\n\tby b\n" * 150,
        f"ARC-Seal: {'x' * 9000}\n",
    ],
    ids=["plain", "mailbox", "names", "passed on", "sealed"],
)
def test_a_mail_is_read_without_its_head(head: str) -> None:
    text = read_bytes(mail("\n".join(WORDS), head=head), "a.eml", book=BOOK)
    assert text.clean.split("\n") == WORDS


@pytest.mark.parametrize(
    ("way", "named"),
    [
        ('attachment; filename="=?gb2312?B?sai45i5kb2M=?="', "报告.doc"),
        ("attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf", "报告.pdf"),
        ('attachment; filename="报告.docx"', "报告.docx"),
    ],
)
@pytest.mark.parametrize("body", ["您好，报告见附件，请查收。", ""])
def test_a_mail_that_only_brings_the_report_names_it(body: str, way: str, named: str) -> None:
    several = mail(body, (way, "x"), ("attachment; filename=b.docx", "y"))
    with pytest.raises(ReadError, match=named.replace(".", r"\.")) as refused:
        read_bytes(several, "a.eml", book=BOOK)
    assert refused.value.code == "attachment_only"


@pytest.mark.parametrize("body", ["您好，报告见附件，请查收。", ""])
def test_the_one_document_that_a_mail_brings_is_read(body: str) -> None:
    """An officer gets thirty mails with a report on each, and had to save it from every one."""
    report, table = "\n".join(WORDS), ("attachment; filename=a.xls", "x")
    sent = mail(body, ('attachment; filename="报告.txt"', report), table)
    text = read_bytes(sent, "a.eml", book=BOOK)
    assert text.clean.split("\n") == WORDS
    assert (text.format, text.metadata["file_inside"]) == ("txt", "报告.txt")


@pytest.mark.parametrize("is_page", [False, True])
def test_a_mail_that_is_passed_on_is_read(is_page: bool) -> None:
    """Of the words above it alone a report was made."""
    body = "".join(f"<p>{one}</p>" for one in WORDS) if is_page else "\n".join(WORDS)
    kind = "text/html" if is_page else "text/plain"
    inner = f"Subject: 2024\nContent-Type: {kind}; charset=utf-8\n\n{body}"
    sent = (
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n'
        "Content-Type: text/plain; charset=utf-8\n\n转发，请存档。\n--b\n"
        f"Content-Type: message/rfc822\n\n{inner}\n--b--\n"
    )
    assert read_bytes(sent.encode(), "a.eml", book=BOOK).clean.split("\n") == WORDS


def test_a_report_in_the_mail_itself_is_read_though_files_hang_on_it() -> None:
    months = [
        f"{month}月，调解矛盾纠纷{month}起，开展普法宣传{month}次。" for month in range(1, 13)
    ]
    long = [*WORDS, *months]
    body = "\n".join(long)
    text = read_bytes(mail(body, ("attachment; filename=a.xls", "x")), "a.eml", book=BOOK)
    assert (text.clean.split("\n"), text.lacks) == (long, ())
    way = "attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf"
    told = read_bytes(mail(body, (way, "x")), "a.eml", book=BOOK)
    assert [(one.reason, one.where) for one in told.lacks] == [("attachment", "报告.pdf")]
