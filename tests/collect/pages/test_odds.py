"""Odd answers and how a list gets through them: codings, redirections, hosts, waits."""

from __future__ import annotations

import gzip
import socket
import zlib
from pathlib import Path

import pytest

from fazhi.collect.coding import undone
from fazhi.collect.guard import checked
from fazhi.collect.refusals import Refused
from tests.collect.collecting import REPORT, gathered, lying, page, rows, word
from tests.collect.portal import Portal, Reply, moved

WORDS = "法治政府建设".encode() * 50
BARE = zlib.compressobj(wbits=-15)
DEFLATED = BARE.compress(WORDS) + BARE.flush()


def zipped(data: bytes) -> bytes:
    """The same bytes at any time: names of tests hold them, and each worker makes its own."""
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize(
    ("coding", "sent"),
    [
        ("", WORDS),
        ("identity", WORDS),
        ("gzip", zipped(WORDS)),
        ("x-gzip", zipped(WORDS[:99]) + zipped(WORDS[99:])),
        ("gzip", zipped(WORDS) + b"\0" * 20),
        ("deflate", zlib.compress(WORDS)),
        ("deflate", DEFLATED),
        ("deflate, gzip", zipped(zlib.compress(WORDS))),
        ("gzip", WORDS),
    ],
)
def test_codings_are_undone(coding: str, sent: bytes) -> None:
    headers = (("Content-Encoding", coding),) if coding else ()
    assert undone(sent, headers, 1_000_000, "http://x/") == WORDS


@pytest.mark.parametrize(
    ("coding", "sent", "code"),
    [
        ("gzip", zipped(WORDS)[:-20], "truncated"),
        ("zstd", WORDS, "coding"),
        ("gzip", zipped(b"\0" * 2_000_000), "bomb"),
        ("gzip, gzip", zipped(zipped(b"\0" * 2_000_000)), "bomb"),
    ],
)
def test_codings_that_cannot_be_undone_are_told(coding: str, sent: bytes, code: str) -> None:
    with pytest.raises(Refused) as error:
        undone(sent, (("content-encoding", coding),), 1_000_000, "http://x/")
    assert error.value.code == code


def test_a_name_without_a_host_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> object:
        raise socket.gaierror("unknown")

    monkeypatch.setattr("fazhi.collect.guard.socket.getaddrinfo", nobody)
    with pytest.raises(Refused) as error:
        checked("town.test", 80, True, "http://town.test/")
    assert error.value.code == "no_such_host"


def test_a_name_with_one_private_number_is_private(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", (number, 80)) for number in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr("fazhi.collect.guard.socket.getaddrinfo", lambda *_, **__: both)
    with pytest.raises(Refused) as error:
        checked("town.test", 80, False, "http://town.test/")
    assert error.value.code == "private_network"
    monkeypatch.setattr("fazhi.collect.guard.socket.getaddrinfo", lambda *_, **__: both[:1])
    assert checked("town.test", 80, False, "http://town.test/") == "93.184.216.34"


def test_a_list_gets_through_a_portal_that_fails_now_and_then(
    portal: Portal, tmp_path: Path
) -> None:
    def once(_: object, before: int) -> Reply:
        return Reply(page("甲镇2023年法治政府建设年度报告")) if before else Reply(b"", 503)

    portal.pages |= {
        "/a": once,
        "/script": moved("javascript:alert(1)"),
        "/round": moved("/round2"),
        "/round2": moved("/round"),
    }
    done = gathered(portal, tmp_path, "url\n=/a\n=/script\n=/round\n", pause=0.01)
    assert [end.bare for _, end in done.finished] == ["", "no_address", "circle"]
    assert portal.paths() == ["/a", "/a", "/script", "/round", "/round2"]
    assert [one.state for one in rows(tmp_path, role="page")] == [
        "kept", "refused", "moved", "refused",
    ]  # fmt: skip


def test_a_name_that_another_report_has_is_told_apart(portal: Portal, tmp_path: Path) -> None:
    """Two covers of one title, in whose folders lie documents of one name."""
    title = "法治政府建设年度报告"
    for at in (1, 2):
        links = '<a href="1.docx">甲.docx</a><a href="2.docx">乙.docx</a>'
        portal.pages |= {
            f"/{at}/a.html": Reply(page(f"{title}", f"{links}<p>{at}</p>")),
            f"/{at}/1.docx": Reply(word(f"甲{at}")),
            f"/{at}/2.docx": Reply(word(f"乙{at}")),
        }
    gathered(portal, tmp_path, "url\n=/1/a.html\n=/2/a.html\n")
    reports = [one for one in lying(tmp_path) if "/" not in one and one.endswith(".docx")]
    assert len(reports) == len({lying(tmp_path)[one] for one in reports}) == 4


def test_a_viewer_s_document_is_fetched(portal: Portal, tmp_path: Path) -> None:
    shown = '<iframe src="/pdfjs/web/viewer.html?file=/f/%E6%8A%A5.pdf" height="600"></iframe>'
    portal.pages |= {
        "/a.html": Reply(page("甲镇2023年法治政府建设年度报告", shown)),
        "/f/%E6%8A%A5.pdf": Reply(b"%PDF-1.4 a"),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert "甲镇2023年法治政府建设年度报告.pdf" in lying(tmp_path)


def test_a_packed_folder_that_is_damaged_is_kept_and_told(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {
        "/a.html": Reply(page("甲镇2023年法治政府建设年度报告", '<a href="1.zip">报告.zip</a>')),
        "/1.zip": Reply(b"PK\x03\x04" + b"\0" * 60),
        "/b.html": Reply(page("乙镇2023年法治政府建设年度报告", REPORT)),
    }
    done = gathered(portal, tmp_path, "url\n=/a.html\n=/b.html\n")
    assert [bool(end.bare) for _, end in done.finished] == [True, False]
    assert any("报告" in one.file for one in rows(tmp_path, role="attachment"))


def test_a_home_page_that_was_listed_itself_is_followed(portal: Portal, tmp_path: Path) -> None:
    """One front page may lead to another; a page that leads to it is gone."""
    portal.pages |= {
        "/": moved("/index.html"),
        "/index.html": Reply(page("甲镇2023年法治政府建设年度报告")),
        "/old.html": moved("/"),
        "/in/old.html": moved("/in/index.html"),
        "/in/index.html": Reply(page("乙镇2023年法治政府建设年度报告")),
    }
    done = gathered(portal, tmp_path, "url\n=/\n=/old.html\n=/in/old.html\n")
    assert [end.bare for _, end in done.finished] == ["", "to_home", ""]
    (one,) = rows(tmp_path, code="to_home")
    assert (one.asked, one.state, one.status) == (f"{portal.home}/old.html", "refused", 302)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(b"\r\n", 103, dripped=b"HTTP/1.1 200 OK\r\n\r\nother"), "odd_status"),
        (Reply(b"X: y\r\n" * 200, dripped=b"\r\n"), "bad_answer"),
        (Reply(b"X: " + b"y" * 100_000 + b"\r\n", dripped=b"\r\n"), "bad_answer"),
    ],
)
def test_odd_heads_are_told_and_spoil_no_later_answer(
    portal: Portal, tmp_path: Path, reply: Reply, code: str
) -> None:
    report = page("甲镇2023年法治政府建设年度报告")
    portal.pages |= {"/a.html": reply, "/b.html": Reply(report)}
    done = gathered(portal, tmp_path, "url\n=/a.html\n=/b.html\n", attempts=1)
    assert [end.bare for _, end in done.finished] == [code, ""]
    assert lying(tmp_path)["甲镇2023年法治政府建设年度报告.html"] == report


def test_what_a_machine_in_between_changed_is_read(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/a.html"] = Reply(page("甲镇2023年法治政府建设年度报告"), 203)
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert [end.bare for _, end in done.finished] == [""]
