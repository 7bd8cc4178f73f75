"""Covers whose attachment has no ending of a file, in its address and in its words."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from tests.reading.web.test_portals import LINES, TITLE, page

BOOK = load_codebook()
HEAD = f"<h1>{TITLE}</h1>"
COVER = "<p>详见附件。</p>"


def shown(body: str) -> bytes:
    return page(f'{HEAD}<div class="TRS_Editor">{body}</div>').encode()


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('<p>附件：<a href="/file/download/77">高阳镇年度报告</a></p>', "/file/download/77"),
        ('<p><a href="/file/download/77">高阳镇年度报告</a></p>', "/file/download/77"),
        ('<p><a href="/down?id=1">附件1</a></p>', "/down?id=1"),
        ('<p><a href="/down2">附件下载</a></p>', "/down2"),
        ('<p>附件【<a href="/get/2">高阳镇</a>】已下载3次</p>', "/get/2"),
        ('<p>附件：</p><ul><li><a href="/get/2">高阳镇</a></li></ul>', "/get/2"),
        ('<p><a href="javascript:down(1)">附件1：高阳镇</a></p>', "附件1：高阳镇"),
    ],
)
def test_a_cover_is_refused_and_its_attachment_named(line: str, named: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(shown(COVER + line), "a.html", book=BOOK)
    assert caught.value.code == "attachment_only"
    assert named in str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        '<p><a href="/app/download">客户端下载</a></p>',
        '<p><a href="/b/2.html">乙镇年度报告</a></p>',
        '<p><a href="/content/9">乙镇年度报告</a></p>',
        '<p>附：无</p><p>上一篇：<a href="/content/9">乙镇</a></p>',
        '<p>附件：无　上一篇：<a href="/content/9">乙镇</a></p>',
    ],
)
def test_other_links_of_a_short_page_are_no_attachments(line: str) -> None:
    """The page says a sentence, and is read."""
    body = "<p>本镇全年无行政处罚和行政复议案件，特此报告。</p>"
    assert "特此报告" in read_bytes(shown(body + line), "a.html", book=BOOK).clean


def test_a_report_with_such_an_attachment_is_read_whole() -> None:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    read = read_bytes(
        shown(f'{body}<p>附件：<a href="/down?id=1">统计表</a></p>'), "a.html", book=BOOK
    )
    assert LINES[0] in read.clean
    assert read.lacks == ()
