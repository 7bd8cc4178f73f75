"""Documents that only a script opens, by the address that the page gives it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fazhi.reading import read_bytes
from tests.collect.collecting import BOOK, REPORT, gathered, lying, page, rows, word
from tests.collect.portal import Portal, Reply

TITLE = "平安镇2023年法治政府建设年度报告"


@pytest.mark.parametrize(
    "link",
    [
        """<a href="javascript:void(0)" onclick="window.open('/f/1.docx')">附件：报告.docx</a>""",
        """<a href="javascript:down('/f/1.docx','报告.docx')">附件：报告.docx</a>""",
        """<a href="#" data-href="/f/1.docx">附件：报告.docx</a>""",
        """<a onclick='openFile("报告.docx", "/f/1.docx")'>附件：报告.docx</a>""",
        """<button onclick="location.href='../f/1.docx'">下载报告.docx</button>""",
        """<span class="down" onclick="down('f/1.docx')">附件下载</span>""",
    ],
)
def test_the_address_in_a_script_is_asked(portal: Portal, tmp_path: Path, link: str) -> None:
    portal.pages |= {
        "/a.html": Reply(page(TITLE, f"<p>详见附件。</p><p>{link}</p>")),
        "/f/1.docx": Reply(word("x")),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert portal.paths() == ["/a.html", "/f/1.docx"]
    assert lying(tmp_path)[f"{TITLE}.docx"] == word("x")


@pytest.mark.parametrize(
    "link",
    [
        """<a href="javascript:print()">附件：打印</a>""",
        """<p onclick="show('说明.docx 见后')">全文</p>""",
        """<div onclick="go('/list/1.html')">更多报告</div>""",
    ],
)
def test_other_scripts_lead_nowhere(portal: Portal, tmp_path: Path, link: str) -> None:
    portal.pages["/a.html"] = Reply(page(TITLE, REPORT + link))
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert portal.paths() == ["/a.html"]


def test_a_page_that_only_leads_on_gives_no_name_and_no_title(
    portal: Portal, tmp_path: Path
) -> None:
    """The report is called as the page is to which it leads, and its later pages are joined."""
    pager = "<script>createPageHTML(2, {}, 'b', 'html');</script>"
    jump = '<title>跳转</title><meta http-equiv="refresh" content="0;url=/x/b.html">'
    portal.pages |= {
        "/a.html": Reply(f"<html><head>{jump}</head><body></body></html>".encode()),
        "/x/b.html": Reply(page(TITLE, REPORT, pager.format(0))),
        "/x/b_1.html": Reply(page(TITLE, REPORT.replace("全镇", "其后全镇"), pager.format(1))),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert {one.report for one in rows(tmp_path, role="later_page")} == {f"{TITLE}.mhtml"}


def test_an_address_with_blanks_is_one_address(portal: Portal, tmp_path: Path) -> None:
    link = '<a href="f/a b 1.docx">附件：年度报告</a>'
    portal.pages |= {
        "/a.html": Reply(page(TITLE, f"<p>详见附件。</p>{link}")),
        "/f/a%20b%201.docx": Reply(word("x")),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert portal.paths() == ["/a.html", "/f/a%20b%201.docx"]


def test_data_for_a_script_are_no_report(portal: Portal, tmp_path: Path) -> None:
    body = ("\ufeff" + '{"title": "' + TITLE + '", "content": "<p>全年…</p>"}').encode()
    portal.pages["/api/7"] = Reply(body, media_type="application/json")
    done = gathered(portal, tmp_path, "url\n=/api/7\n")
    assert done.finished[0][1].bare == "script_only"
    (row,) = rows(tmp_path, role="page")
    assert (row.state, row.report) == ("kept", "") and lying(tmp_path)[row.file] == body


CONTENT = {"title": TITLE, "pubDate": "2024-01-15 09:30", "content": REPORT}


@pytest.mark.parametrize(
    "form",
    ['{{"code":200,"data":{}}}', "show({});", '{{"list":[{}],"total":1}}'],
)
def test_data_that_carry_the_article_are_the_report(
    portal: Portal, tmp_path: Path, form: str
) -> None:
    body = form.format(json.dumps(CONTENT, ensure_ascii=False)).encode()
    portal.pages["/api/7"] = Reply(body, media_type="application/json")
    for state in ("kept", "same"):
        assert gathered(portal, tmp_path, "url\n=/api/7\n").finished[0][1].bare == ""
        row = rows(tmp_path, role="page")[-1]
        assert (row.state, row.code, row.report) == (state, "", f"{TITLE}.json")
    assert lying(tmp_path)[f"{TITLE}.json"] == body
    read = read_bytes(body, f"{TITLE}.json", book=BOOK)
    assert read.clean.startswith(f"{TITLE}\n一、主要举措\n全镇开展法治宣传2场，")
    assert read.metadata["published_date"] == "2024-01-15"


def test_data_of_a_login_or_of_a_list_are_no_report(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {
        "/api/1": Reply('{"code":401,"msg":"请登录","data":null}'.encode()),
        "/api/2": Reply(json.dumps({"rows": [{"title": TITLE, "url": "/a.html"}]}).encode()),
        "/api/3": Reply(b"[]"),
    }
    done = gathered(portal, tmp_path, "url\n=/api/1\n=/api/2\n=/api/3\n")
    assert [one.bare for _, one in done.finished] == ["script_only"] * 3
