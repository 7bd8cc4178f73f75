"""Names of files: readable, safe on any system, each its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.collect.kept.names import name_of_attachment, safe, stem_of
from fazhi.reading.sent_name import sent_name
from tests.collect.collecting import REPORT, gathered, lying, page, rows
from tests.collect.portal import Portal, Reply

BOOK = load_codebook()
ADDRESS = "http://x.gov.cn/zwgk/202401/t20240115_1.html"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("平安镇 2023年 报告", "平安镇 2023年 报告"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/abs", "abs"),
        ('a:b*c?d"e<f>g|h', "a-b-c-d-e-f-g-h"),
        ("CON", "CON_"),
        ("nul.docx", "nul_.docx"),
        ("manifest", "manifest_"),
        (".hidden. ", "hidden"),
        ("~$甲", "$甲"),
        ("甲\u202e乙\u200b\n丙", "甲乙 丙"),
        ("e\u0301", "é"),
        ("", ""),
        ("…", "…"),
        ("法" * 100, "法" * 33),
    ],
)
def test_every_system_takes_the_name(words: str, name: str) -> None:
    assert safe(words) == name
    assert safe(name) == name


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf", "报告.pdf"),
        ("attachment; filename*=gbk''%B1%A8%B8%E6.pdf", "报告.pdf"),
        ("attachment; filename=\"a.pdf\"; filename*=utf-8''%E6%8A%A5%E5%91%8A.pdf", "报告.pdf"),
        ("attachment; filename=" + "报告.pdf".encode().decode("latin-1"), "报告.pdf"),
        ('attachment; filename="' + "报告.pdf".encode("gbk").decode("latin-1") + '"', "报告.pdf"),
        # Its second byte is the backslash.
        ('attachment;filename="' + "昞.pdf".encode("gb18030").decode("latin-1") + '"', "昞.pdf"),
        ('attachment; filename="%E6%8A%A5%E5%91%8A.pdf"', "报告.pdf"),
        ("attachment; filename==?utf-8?B?5oql5ZGKLnBkZg==?=", "报告.pdf"),
        ("attachment; filename*0*=UTF-8''%E6%8A%A5; filename*1*=%E5%91%8A.pdf", "报告.pdf"),
        ('attachment; filename*1="b.pdf"; filename*0="a"', "ab.pdf"),
        ("attachment; filename==?GB2312?Q?=B1=A8=B8=E6.pdf?=", "报告.pdf"),
        (
            "attachment; filename="
            + "报告.pdf".encode("gbk").decode("latin-1").encode().decode("latin-1"),
            "报告.pdf",
        ),
        ('attachment; filename="../../a.pdf"', "a.pdf"),
        ("attachment", ""),
        ("", ""),
    ],
)
def test_names_in_headers(told: str, name: str) -> None:
    assert sent_name(told) == name


def test_what_is_stated_names_a_page_first() -> None:
    title = "某镇2023年法治政府建设年度报告"
    stated = {"town": "平安镇", "county": "云阳县", "province": "重庆市"}
    assert stem_of({**stated, "year": "2022"}, title, ADDRESS, BOOK) == "云阳县平安镇-2022"
    assert stem_of(stated, title, ADDRESS, BOOK) == "云阳县平安镇-2023"
    assert stem_of({}, title, ADDRESS, BOOK) == title
    assert stem_of({"file": "甲/乙.html"}, title, ADDRESS, BOOK) == "乙"
    assert stem_of({}, "", ADDRESS, BOOK) == "x.gov.cn-t20240115_1"
    assert stem_of({}, "", "http://x.gov.cn/", BOOK) == "x.gov.cn"


def test_words_that_say_nothing_name_no_attachment() -> None:
    assert name_of_attachment("", "点击下载", "http://x/a/%E6%8A%A5.pdf", BOOK) == "报"
    assert name_of_attachment("", "甲镇报告.pdf", "http://x/P020.pdf", BOOK) == "甲镇报告"
    assert name_of_attachment("filename=P020.pdf", "附件1", "http://x/d?i=1", BOOK) == "P020"


def test_two_pages_of_one_title_have_two_names(portal: Portal, tmp_path: Path) -> None:
    title = "平安镇2023年法治政府建设年度报告"
    portal.pages |= {
        f"/{at}.html": Reply(page(title, f"{REPORT}<p>第{at}份。</p>")) for at in (1, 2)
    }
    gathered(portal, tmp_path, "url\n=/1.html\n=/2.html\n")
    files = [one.file for one in rows(tmp_path, role="page")]
    assert files[0] == f"captures/{title}.html"
    assert files[1].startswith(f"captures/{title}-") and len(files[1]) == len(files[0]) + 9
    assert len([one for one in lying(tmp_path) if "/" not in one]) == 4
