"""What hangs on a page: its later pages, frames, attachments; and pages that are no report."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_file
from tests.collect.collecting import REPORT, gathered, lying, page, rows, word
from tests.collect.packed import folder
from tests.collect.portal import Portal, Reply, moved

BOOK = load_codebook()
TITLE = "平安镇2023年法治政府建设年度报告"


def later(at: int, of: int, words: str, title: str = TITLE) -> bytes:
    """A page of a paged article, its pager written by a script as the usual systems do."""
    pager = f"<script>createPageHTML({of}, {at - 1}, 't1', 'html');</script>"
    return page(title, f"{REPORT}<p>{words}，这是第{at}部分的工作情况，完成任务{at}件。</p>", pager)


def names(folder: Path) -> set[str]:
    """The files that a build reads, of all that lies there."""
    return {one for one in lying(folder) if "/" not in one and not one.endswith(".csv")}


def test_an_article_of_three_pages_is_read_whole(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {
        "/x/t1.html": Reply(later(1, 3, "甲")),
        "/x/t1_1.html": Reply(later(2, 3, "乙")),
        "/x/t1_2.html": Reply(later(3, 3, "丙")),
    }
    gathered(portal, tmp_path, "url\n=/x/t1.html\n")
    assert names(tmp_path) == {f"{TITLE}.mhtml"}
    assert [one.role for one in rows(tmp_path) if one.row] == ["page", "later_page", "later_page"]
    assert {one.report for one in rows(tmp_path) if one.row} == {f"{TITLE}.mhtml"}
    kept = lying(tmp_path)
    assert kept[f"captures/{TITLE}.2.html"] == later(2, 3, "乙")
    text = read_file(tmp_path / f"raw/{TITLE}.mhtml", book=BOOK)
    assert [text.clean.count(f"这是第{at}部分") for at in (1, 2, 3)] == [1, 1, 1]
    assert text.clean.count(TITLE) == 1
    assert text.lacks == ()


def test_a_page_that_is_missing_is_told_and_the_rest_read(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {
        "/x/t1.html": Reply(later(1, 3, "甲")),
        "/x/t1_1.html": Reply(later(2, 3, "乙")),
    }
    gathered(portal, tmp_path, "url\n=/x/t1.html\n")
    text = read_file(tmp_path / f"raw/{TITLE}.mhtml", book=BOOK)
    assert "这是第2部分" in text.clean
    assert [str(one) for one in text.lacks] == ["next_page: t1_2.html (page 2 of 3)"]
    assert [one.code for one in rows(tmp_path, state="refused")][-1] == "not_found"


def test_a_calendar_has_an_end(portal: Portal, tmp_path: Path) -> None:
    def month(asked: object, _: int) -> Reply:
        at = int(asked.path.rpartition("=")[2])  # type: ignore[attr-defined]
        link = f'<a href="/calendar?month={at + 1}">下一页</a>'
        return Reply(page("活动日历安排表", REPORT + link))

    portal.pages |= {f"/calendar?month={at}": month for at in range(500)}
    gathered(portal, tmp_path, "url\n=/calendar?month=0\n")
    assert len(portal.paths()) <= 20


@pytest.mark.parametrize("pager", ["", "<p>第{at}页/共40页</p>"])
def test_a_pager_without_end_that_shows_one_text_ends(
    portal: Portal, tmp_path: Path, pager: str
) -> None:
    def again(asked: object, _: int) -> Reply:
        at = int(asked.path.rpartition("=")[2])  # type: ignore[attr-defined]
        link = f'<p><a href="/a?page={at + 1}">下一页</a></p>'
        words = REPORT if at == 1 else REPORT.replace("全镇", "其后全镇")
        return Reply(page(TITLE, words + pager.format(at=at) + link))

    portal.pages |= {f"/a?page={at}": again for at in range(50)}
    done = gathered(portal, tmp_path, "url\n=/a?page=1\n")
    assert portal.paths() == ["/a?page=1", "/a?page=2", "/a?page=3"]
    told = [(one.role, one.state, one.code) for one in done.captures if one.row]
    assert told == [
        ("page", "kept", ""), ("later_page", "kept", ""), ("later_page", "refused", "same_text"),
    ]  # fmt: skip
    text = read_file(tmp_path / f"raw/{TITLE}.mhtml", book=BOOK).clean
    assert (text.count("全镇开展"), text.count("其后全镇开展")) == (2, 1)


def test_the_next_article_is_no_next_page(portal: Portal, tmp_path: Path) -> None:
    link = '<a href="/x/t2.html">下一页</a>'
    portal.pages |= {
        "/x/t1.html": Reply(page(TITLE, REPORT + link)),
        "/x/t2.html": Reply(page("关于某事的通知和说明", REPORT + link.replace("2", "3"))),
    }
    gathered(portal, tmp_path, "url\n=/x/t1.html\n")
    assert portal.paths() == ["/x/t1.html", "/x/t2.html"]
    assert names(tmp_path) == {f"{TITLE}.html"}


def test_a_frame_that_holds_the_text(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {
        "/a.html": Reply(page(TITLE, '<iframe src="in/b.html" height="800"></iframe>')),
        "/in/b.html": Reply(page(TITLE)),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert names(tmp_path) == {f"{TITLE}.mhtml"}
    assert "司法所" in read_file(tmp_path / f"raw/{TITLE}.mhtml", book=BOOK).clean


def test_one_form_of_a_document_is_read_and_all_are_kept(portal: Portal, tmp_path: Path) -> None:
    links = "".join(
        f'<p><a href="f/{name}">{words}</a></p>'
        for name, words in (
            ("1.pdf", f"{TITLE}.pdf"),
            ("2.docx", f"{TITLE}.docx"),
            ("3.xlsx", "附表.xlsx"),
        )
    )
    portal.pages |= {
        "/a.html": Reply(page(TITLE, links)),
        "/f/1.pdf": Reply(b"%PDF-1.4 a", media_type="application/octet-stream"),
        "/f/2.docx": Reply(word("x"), media_type="text/html"),
        "/f/3.xlsx": Reply(sheet(), media_type="application/pdf"),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert names(tmp_path) == {f"{TITLE}.docx"}
    kept = {one for one in lying(tmp_path) if one.startswith("captures/")}
    assert kept == {
        f"captures/{TITLE}.html",
        f"captures/{TITLE}.{TITLE}.pdf",
        f"captures/{TITLE}.{TITLE}.docx",
        f"captures/{TITLE}.附表.xlsx",
    }


def test_an_annex_of_a_page_with_text_is_kept_and_not_read(portal: Portal, tmp_path: Path) -> None:
    beside = '<div><span>附件：</span><a href="f/1.pdf">统计表.pdf</a></div>'
    portal.pages |= {
        "/a.html": Reply(page(TITLE, REPORT, beside)),
        "/f/1.pdf": Reply(b"%PDF-1.4 a"),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert names(tmp_path) == {f"{TITLE}.html"}
    assert f"captures/{TITLE}.统计表.pdf" in lying(tmp_path)


def test_reports_in_a_packed_folder_are_taken_out(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {
        "/a.html": Reply(page(TITLE, '<a href="all.zip">各镇报告.zip</a>')),
        "/all.zip": Reply(
            folder({"甲镇2023年报告.docx": word("1"), "../乙镇2023年报告.docx": word("2")})
        ),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert names(tmp_path) == {f"{TITLE}.甲镇2023年报告.docx", f"{TITLE}.乙镇2023年报告.docx"}
    inside = rows(tmp_path, role="inside")
    assert [one.link for one in inside] == ["甲镇2023年报告.docx", "../乙镇2023年报告.docx"]
    assert {one.file for one in inside} == {f"captures/{TITLE}.各镇报告.zip"}
    assert lying(tmp_path)[f"{TITLE}.甲镇2023年报告.docx"] == word("1")


def sheet() -> bytes:
    """A small XLSX."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


NO_REPORTS = {
    "challenge_page": page("安全验证", "<p>请完成安全验证后继续访问</p>"),
    "script_only": page("法治政府建设年度报告", "<script>var a = load('/data.json')</script>"),
    "pictures_only": page(TITLE, "".join(f'<p><img src="/p/{at}.jpg"></p>' for at in range(3))),
    "list_page": page(
        "法治政府建设",
        "".join(f'<li><a href="/{at}.html">某镇第{at}号年度报告的公告</a></li>' for at in range(9)),
    ),
    "not_found": page("提示", "<p>您访问的页面不存在</p>"),
    "attachment_only": page(TITLE, '<a href="/gone.docx">报告.docx</a>'),
}


@pytest.mark.parametrize("code", NO_REPORTS)
def test_what_is_no_report_is_told_and_not_read(portal: Portal, tmp_path: Path, code: str) -> None:
    portal.pages["/a.html"] = Reply(NO_REPORTS[code])
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    told = {end.bare for _, end in done.finished} | {one.code for one in done.captures}
    assert code in told
    assert names(tmp_path) == set()


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (404, b"", "not_found"),
        (401, b"", "login"),
        (403, b"", "forbidden"),
        (403, NO_REPORTS["challenge_page"], "challenge_page"),
        (202, b"<script>document.cookie='acw_sc__v2=1'</script>", "challenge_page"),
        (202, b"", "odd_status"),
        (404, b"<script>$_ts={};</script>", "not_found"),
        (412, b"<script>$_ts={};</script>", "challenge_page"),
        (204, b"", "odd_status"),
        (200, b"  \n", "empty"),
        (500, b"", "server_error"),
    ],
)
def test_statuses_are_told_by_name(
    portal: Portal, tmp_path: Path, status: int, body: bytes, code: str
) -> None:
    portal.pages["/a.html"] = Reply(body, status)
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert [end.bare for _, end in done.finished] == [code]
    assert names(tmp_path) == set()


def test_a_page_that_only_leads_on_is_followed(portal: Portal, tmp_path: Path) -> None:
    jump = '<meta http-equiv="refresh" content="0;url=/b.html">'
    portal.pages |= {
        "/a.html": Reply(f"<html><head>{jump}</head><body></body></html>".encode()),
        "/b.html": Reply(page(TITLE)),
        "/1.html": Reply(jump.replace("b.html", "2.html").encode()),
        "/2.html": Reply(jump.replace("b.html", "1.html").encode()),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n=/1.html\n")
    assert len(names(tmp_path)) == 1
    assert portal.paths() == ["/a.html", "/b.html", "/1.html", "/2.html"]


def test_attachments_of_other_hosts_are_told_not_asked(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/a.html"] = Reply(
        page(TITLE, '<a href="http://example.org/1.docx">报告.docx</a>')
    )
    gathered(portal, tmp_path, "url\n=/a.html\n")
    (one,) = rows(tmp_path, role="attachment")
    assert (one.asked, one.code, one.status) == ("http://example.org/1.docx", "other_host", 0)


def test_documents_that_were_listed_themselves(portal: Portal, tmp_path: Path) -> None:
    named = (("Content-Disposition", "attachment; filename=甲镇2023年报告.pdf".encode()),)
    portal.pages["/down?id=3"] = Reply(b"%PDF-1.4 a", headers=named, media_type="")
    gathered(portal, tmp_path, "url\n=/down?id=3\n")
    assert names(tmp_path) == {"甲镇2023年报告.pdf"}


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ('附件：<a href="/file/download/77">高阳镇2023年报告</a>', "/file/download/77"),
        ('<a href="/file/download/77">高阳镇2023年报告</a>', "/file/download/77"),
        ('<a href="/down?id=1">附件1</a>', "/down?id=1"),
        ('<a href="/down2">附件下载</a>', "/down2"),
        ('附件：</p><p><span><a href="/get/9">点此</a></span>', "/get/9"),
    ],
)
def test_attachments_without_an_ending_are_asked(
    portal: Portal, tmp_path: Path, line: str, asked: str
) -> None:
    named = (("Content-Disposition", 'attachment; filename="高阳镇报告.docx"'.encode()),)
    portal.pages |= {
        "/a.html": Reply(page(TITLE, f"<p>详见附件。</p><p>{line}</p>")),
        asked: Reply(word("高阳"), headers=named, media_type="application/octet-stream"),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert portal.paths() == ["/a.html", asked]
    assert names(tmp_path) == {f"{TITLE}.docx"}


def test_a_cover_whose_attachment_has_no_ending_is_no_report(
    portal: Portal, tmp_path: Path
) -> None:
    portal.pages["/a.html"] = Reply(
        page(TITLE, '<p>详见附件。</p><p>附件：<a href="/file/download/77">高阳镇报告</a></p>')
    )
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert [end.bare for _, end in done.finished] == ["not_found"]
    assert [one.code for one in rows(tmp_path)][-2:] == ["attachment_only", "not_found"]
    assert names(tmp_path) == set()


def test_an_attachment_that_a_script_opens_is_told(portal: Portal, tmp_path: Path) -> None:
    link = '<a href="javascript:down(1)">附件1：高阳镇报告</a>'
    portal.pages["/a.html"] = Reply(page(TITLE, f"<p>详见附件。</p><p>{link}</p>"))
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert [end.bare for _, end in done.finished] == ["attachment_only"]
    assert portal.paths() == ["/a.html"]


def test_links_beside_an_article_are_no_attachments(portal: Portal, tmp_path: Path) -> None:
    links = (
        '<p><a href="/app/download">客户端下载</a> <a href="/b/2.html">乙镇2023年报告</a> '
        '<a href="#">附件</a> <a href="javascript:down(1)">附件下载</a></p>'
    )
    portal.pages["/a.html"] = Reply(page(TITLE, REPORT + links))
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert portal.paths() == ["/a.html"]
    assert names(tmp_path) == {f"{TITLE}.html"}


# What 加速乐 sends with 521, shortened.
SETS_A_MARK = b"<script>document.cookie=('_')+('_')+'s=1';location.href=location.pathname</script>"
AWAY = "<html><head><title>521</title></head><body><p>源站未返回连接，请稍后再试</p></body></html>"


@pytest.mark.parametrize(
    ("status", "body", "tries", "code"),
    [
        (521, SETS_A_MARK, 1, "challenge_page"),
        (522, SETS_A_MARK, 1, "challenge_page"),
        (567, b"", 1, "challenge_page"),
        (503, NO_REPORTS["challenge_page"], 1, "challenge_page"),
        (521, AWAY.encode(), 2, "server_error"),
        (503, SETS_A_MARK, 2, "busy"),
        (429, NO_REPORTS["challenge_page"], 2, "busy"),
    ],
)
def test_a_challenge_is_asked_once_and_a_failure_again(
    portal: Portal, tmp_path: Path, status: int, body: bytes, tries: int, code: str
) -> None:
    portal.pages["/a.html"] = Reply(body, status)
    done = gathered(portal, tmp_path, "url\n=/a.html\n", pause=0.01)
    assert [end.bare for _, end in done.finished] == [code]
    assert portal.paths() == ["/a.html"] * tries
    assert [(one.status, one.code) for one in rows(tmp_path, role="page")] == [(status, code)]


def test_a_challenge_that_names_a_time_is_asked_again_then(portal: Portal, tmp_path: Path) -> None:
    wait = Reply(NO_REPORTS["challenge_page"], 503, (("Retry-After", b"1"),))
    portal.pages["/a.html"] = lambda _, before: Reply(page(TITLE)) if before else wait
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert portal.paths() == ["/a.html"] * 2
    assert names(tmp_path) == {f"{TITLE}.html"}


def test_a_challenge_in_place_of_robots_allows_nothing(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {"/robots.txt": Reply(SETS_A_MARK, 521), "/a.html": Reply(page(TITLE))}
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert [one.path for one in portal.log] == ["/robots.txt"]
    assert [end.bare for _, end in done.finished] == ["challenge_page"]


FIELDS = '<form><input name="u"><input type="Password" name="p"><button>确定</button></form>'


@pytest.mark.parametrize(
    "login",
    [
        page("用户登录", FIELDS),
        page("某县政务平台", f"<p>账号</p>{FIELDS}"),
        page("统一身份认证平台", f"<p>{'请使用实名账号，妥善保管密码。' * 6}</p>{FIELDS}"),
    ],
)
def test_a_page_that_asks_for_a_password_is_no_report(
    portal: Portal, tmp_path: Path, login: bytes
) -> None:
    portal.pages |= {
        "/a.html": Reply(login),
        "/b.html": moved("/user/login?from=b"),
        "/user/login?from=b": Reply(login + b" "),
    }
    done = gathered(portal, tmp_path, "url\n=/a.html\n=/b.html\n")
    assert [end.bare for _, end in done.finished] == ["login", "login"]
    assert [one.asked for one in rows(tmp_path, code="login")] == [
        f"{portal.home}/a.html",
        f"{portal.home}/user/login?from=b",
    ]
    assert names(tmp_path) == set()


def test_a_field_for_passwords_beside_a_report_is_no_login(portal: Portal, tmp_path: Path) -> None:
    cover = '<p>详见附件。</p><p>附件：<a href="/1.docx">报告.docx</a></p>'
    portal.pages |= {
        "/a.html": Reply(page(TITLE, REPORT, FIELDS)),
        "/b.html": Reply(page(f"乙镇{TITLE}", cover, FIELDS)),
        "/1.docx": Reply(word("x")),
    }
    done = gathered(portal, tmp_path, "url\n=/a.html\n=/b.html\n")
    assert [end.bare for _, end in done.finished] == ["", ""]
    assert names(tmp_path) == {f"{TITLE}.html", f"乙镇{TITLE}.docx"}
