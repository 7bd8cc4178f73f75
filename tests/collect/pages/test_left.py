"""What is not asked for on a page, for it is too much or no address: told, each with a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_file
from tests.collect.collecting import REPORT, gathered, lying, page, rows, word
from tests.collect.portal import Asked, Portal, Reply

TITLE = "平安镇2023年法治政府建设年度报告"


def told(folder: Path, portal: Portal, state: str = "refused") -> list[tuple[str, str, str]]:
    """Role, code and address of what was refused, `robots.txt` left out."""
    return [
        (one.role, one.code, one.asked.removeprefix(portal.home))
        for one in rows(folder, state=state)
        if one.role != "robots"
    ]


def test_later_pages_beyond_the_most_are_told_and_the_report_is_not_whole(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fazhi.collect.pages.walk.MOST_PAGES", 3)
    for at in range(5):
        pager = f"<script>createPageHTML(5, {at}, 't', 'html');</script>"
        name = f"/x/t_{at}.html" if at else "/x/t.html"
        portal.pages[name] = Reply(page(TITLE, f"{REPORT}<p>第{at}份工作{at}件。</p>", pager))
    gathered(portal, tmp_path, "url\n=/x/t.html\n")
    assert portal.paths() == ["/x/t.html", "/x/t_1.html", "/x/t_2.html"]
    assert told(tmp_path, portal) == [("later_page", "too_many", "/x/t_3.html")]
    text = read_file(tmp_path / f"raw/{TITLE}.mhtml", book=load_codebook())
    assert [str(one) for one in text.lacks] == ["next_page: t_3.html (page 3 of 5)"]


def test_an_untold_number_of_pages_ends_and_is_told(portal: Portal, tmp_path: Path) -> None:
    def answer(asked: Asked, _: int) -> Reply:
        at = int(asked.path.rpartition("=")[2])
        link = f'<a href="/a?page={at + 1}">下一页</a>'
        return Reply(page(TITLE, f"{REPORT}<p>第{at}份工作{at}件。</p>{link}"))

    portal.pages |= {f"/a?page={at}": answer for at in range(60)}
    gathered(portal, tmp_path, "url\n=/a?page=1\n")
    assert len(portal.paths()) == 20
    assert told(tmp_path, portal) == [("later_page", "too_many", "/a?page=21")]


def test_frames_beyond_the_most_are_told(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fazhi.collect.pages.look.MOST_FRAMES", 2)
    frames = "".join(f'<iframe src="{at}.html" height="900"></iframe>' for at in range(4))
    portal.pages["/a.html"] = Reply(page(TITLE, frames))
    for at in range(4):
        portal.pages[f"/{at}.html"] = Reply(
            page(f"第{at}部分", REPORT.replace("全镇", f"第{at}村"))
        )
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert portal.paths() == ["/a.html", "/0.html", "/1.html"]
    assert told(tmp_path, portal) == [
        ("frame", "too_many", "/2.html"), ("frame", "too_many", "/3.html"),
    ]  # fmt: skip


def test_a_document_behind_frames_too_deep_is_told(portal: Portal, tmp_path: Path) -> None:
    for at in range(4):
        inner = f'<iframe src="{at + 1}.html" height="900"></iframe>'
        inner = inner if at < 3 else f'<a href="1.docx">{TITLE}.docx</a>'
        portal.pages[f"/{at}.html"] = Reply(page(TITLE, inner))
    portal.pages["/1.docx"] = Reply(word("x"))
    gathered(portal, tmp_path, "url\n=/0.html\n")
    assert portal.paths() == ["/0.html", "/1.html", "/2.html", "/3.html"]
    assert told(tmp_path, portal) == [("attachment", "too_many", "/1.docx")]


def test_a_link_that_is_no_address_is_told(portal: Portal, tmp_path: Path) -> None:
    link = '<a href="file:///C:/Users/wang/Desktop/2023年报告.docx">附件：2023年报告.docx</a>'
    portal.pages["/a.html"] = Reply(page(TITLE, link))
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    (one,) = told(tmp_path, portal)
    assert one[:2] == ("attachment", "no_address") and "Desktop" in one[2]
    assert done.finished[0][1].bare == "attachment_only"


def test_an_answer_in_a_coding_not_asked_for_is_kept_as_it_came(
    portal: Portal, tmp_path: Path
) -> None:
    portal.pages["/a.html"] = Reply(b"\x0b\x02brotli", headers=(("Content-Encoding", b"br"),))
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert done.finished[0][1].bare == "coding"
    (row,) = rows(tmp_path, role="page")
    assert (row.state, row.code, row.status) == ("refused", "coding", 200)
    assert row.file == "captures/a.html.br"
    assert lying(tmp_path)[row.file] == b"\x0b\x02brotli"
    assert portal.log[-1].headers["Accept-Encoding"] == "gzip"
    # Once it comes in the open, it is the report.
    portal.pages["/a.html"] = Reply(page(TITLE))
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert [end.bare for _, end in done.finished] == [""]
    assert lying(tmp_path)[f"{TITLE}.html"] == page(TITLE)
