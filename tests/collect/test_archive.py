"""The archive: what came, byte for byte, in the form that archives read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from fazhi.collect.collected import Asked
from fazhi.collect.kept.archive import NAME
from tests.collect.collecting import gathered, lying, page, rows
from tests.collect.kills import faults
from tests.collect.portal import Asked as Request
from tests.collect.portal import Portal, Reply, packed, robots

TITLE = "平安镇2023年法治政府建设年度报告"
WARC = Asked(warc=True)
GZIP = (("Content-Encoding", b"gzip"),)
PACKED = packed(bytes(range(90))).body


def records(folder: Path) -> list[dict[str, object]]:
    """Each record: its headers, the head of the answer, its body as stored."""
    found = []
    with (folder / "raw" / NAME).open("rb") as file:
        for one in ArchiveIterator(file, check_digests="raise"):
            one.content_stream().read()
        file.seek(0)
        for one in ArchiveIterator(file, no_record_parse=True):
            head, _, body = one.raw_stream.read().partition(b"\r\n\r\n")
            found.append({**dict(one.rec_headers.headers), "head": head, "body": body})
    return found


def test_every_answer_is_there_as_it_came(portal: Portal, tmp_path: Path) -> None:
    body = page(TITLE)
    named = (("Content-Disposition", "inline; filename=法治报告.html".encode("gb18030")),)
    portal.pages |= {
        "/robots.txt": robots("User-agent: *\nAllow: /"),
        "/a.html": Reply(packed(body).body, headers=(*packed(body).headers, *named)),
        "/gone": Reply(b"nothing here", 404),
    }
    gathered(portal, tmp_path, "url\n=/a.html\n=/gone\n", WARC)
    found = records(tmp_path)
    kinds = [one["WARC-Type"] for one in found]
    assert kinds == ["warcinfo", *["response", "request"] * 3]
    answer = found[3]
    assert answer["WARC-Target-URI"] == f"{portal.home}/a.html"
    assert answer["body"] == packed(body).body
    assert b"filename=\xb7\xa8\xd6\xce\xb1\xa8\xb8\xe6.html" in answer["head"]  # type: ignore[operator]
    assert found[4]["head"].startswith(b"GET /a.html HTTP/1.1\r\nHost: 127.0.0.1")  # type: ignore[attr-defined]
    assert found[4]["WARC-Concurrent-To"] == answer["WARC-Record-ID"]
    assert found[5]["body"] == b"nothing here"


def test_a_row_leads_to_its_record(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {"/a.html": Reply(page(TITLE)), "/robots.txt": robots("User-agent: *")}
    gathered(portal, tmp_path, "url\n=/a.html\n", WARC)
    data = (tmp_path / "raw" / NAME).read_bytes()
    for one in rows(tmp_path):
        record = next(iter(ArchiveIterator(BytesIO(data[one.warc_offset :]))))
        assert record.rec_headers.get_header("WARC-Target-URI") == one.asked


def test_of_several_tries_the_last_has_a_row_and_each_whole_answer_a_record(
    portal: Portal, tmp_path: Path
) -> None:
    """As docs/collect.md tells."""
    firsts = {
        "/a.html": Reply(b"", 429),
        "/b.html": Reply(b"", 503),
        "/c.html": Reply(b"x", length=9),
        "/robots.txt": Reply(b"", 500),
    }
    for at, (path, first) in enumerate(firsts.items()):
        then = Reply(page(f"第{at}镇2023年报告")) if at < 3 else robots("User-agent: *")
        portal.pages[path] = lambda _, before, one=first, two=then: two if before else one  # type: ignore[misc]
    gathered(portal, tmp_path, "url\n=/a.html\n=/b.html\n=/c.html\n", WARC, pause=0.01)
    told = [(one.asked.removeprefix(portal.home), one.status) for one in rows(tmp_path)]
    assert sorted(told) == [(path, 200) for path in sorted(firsts)]
    asked = [one.path for one in portal.log]
    assert {path: asked.count(path) for path in firsts} == dict.fromkeys(firsts, 2)
    kept = [
        (str(one["WARC-Target-URI"]).removeprefix(portal.home), bytes(one["head"])[9:12])  # type: ignore[call-overload]
        for one in records(tmp_path)
        if one["WARC-Type"] == "response"
    ]
    assert kept == [
        ("/robots.txt", b"500"), ("/robots.txt", b"200"),
        ("/a.html", b"429"), ("/a.html", b"200"),
        ("/b.html", b"503"), ("/b.html", b"200"),
        ("/c.html", b"200"), ("/c.html", b"200"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reply", "code", "cut", "kept"),
    [
        (Reply(b"half", length=9), "truncated", "disconnect", b"half"),
        (Reply(b"x" * 200, chunked=True), "too_large", "length", b"x" * 128),
        (Reply(b"x" * 200), "too_large", "length", b""),
        (Reply(b"x" * 110, slow=2.0), "too_slow", "time", b"x" * 64),
        (Reply(PACKED[:15], headers=GZIP), "truncated", None, PACKED[:15]),
        (Reply(b"Qk", headers=(("Content-Encoding", b"br"),)), "coding", None, b"Qk"),
        (packed(b"x" * 5_000), "bomb", None, packed(b"x" * 5_000).body),
    ],
)
def test_what_was_cut_off_or_cannot_be_unpacked_is_in_the_archive(
    portal: Portal, tmp_path: Path, reply: Reply, code: str, cut: str | None, kept: bytes
) -> None:
    portal.pages |= {"/robots.txt": robots(""), "/a.html": reply}
    how = {"largest": 120, "seconds": 0.9, "attempts": 1}
    gathered(portal, tmp_path, "url\n=/a.html\n", WARC, **how)
    (row,) = rows(tmp_path, role="page")
    assert (row.state, row.code, row.status) == ("refused", code, 200)
    (one,) = (
        one
        for one in records(tmp_path)
        if one["WARC-Type"] == "response" and str(one["WARC-Target-URI"]).endswith("a.html")
    )
    assert (one.get("WARC-Truncated"), one["body"]) == (cut, kept)
    assert row.warc_offset > 0 and list(faults(tmp_path / "raw")) == []


def test_a_robots_txt_that_cannot_be_had_has_a_row_and_is_asked_for_again(
    portal: Portal, tmp_path: Path
) -> None:
    portal.pages |= {"/robots.txt": Reply(b"oh", 500), "/a.html": Reply(page(TITLE))}
    gathered(portal, tmp_path, "url\n=/a.html\n", WARC, pause=0.01)
    (row,) = rows(tmp_path, role="robots")
    assert (row.state, row.code, row.status) == ("refused", "server_error", 500)
    assert row.warc_offset > 0
    portal.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /")
    gathered(portal, tmp_path, "url\n=/a.html\n", WARC, pause=0.01)
    assert portal.paths() == []


def test_what_did_not_change_is_a_revisit(portal: Portal, tmp_path: Path) -> None:
    def answer(asked: Request, _: int) -> Reply:
        known = "If-Modified-Since" in asked.headers
        day = (("Last-Modified", b"Mon, 15 Jan 2024 02:20:00 GMT"),)
        return Reply(b"" if known else page(TITLE), 304 if known else 200, day)

    portal.pages["/a.html"] = answer
    for _ in range(2):
        gathered(portal, tmp_path, "url\n=/a.html\n", WARC)
    revisit = next(one for one in records(tmp_path) if one["WARC-Type"] == "revisit")
    first = next(one for one in rows(tmp_path) if one.state == "kept" and one.row)
    assert revisit["WARC-Profile"].endswith("/revisit/server-not-modified")  # type: ignore[attr-defined]
    assert revisit["WARC-Refers-To-Target-URI"] == first.asked
    assert revisit["WARC-Refers-To-Date"] == first.at
    assert revisit["head"].startswith(b"HTTP/1.1 304")  # type: ignore[attr-defined]


def test_chunks_are_told_and_no_longer_sought(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/a.html"] = Reply(page(TITLE), chunked=True)
    gathered(portal, tmp_path, "url\n=/a.html\n", WARC)
    answer = records(tmp_path)[3]
    assert answer["body"] == page(TITLE)
    assert b"X-Archive-Orig-Transfer-Encoding: chunked" in answer["head"]  # type: ignore[operator]


def test_a_torn_end_is_cut_off(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {"/a.html": Reply(page(TITLE)), "/b.html": Reply(page(TITLE + "二"))}
    gathered(portal, tmp_path, "url\n=/a.html\n", WARC)
    archive = tmp_path / "raw" / NAME
    whole = archive.read_bytes()
    archive.write_bytes(whole + whole[:100])
    gathered(portal, tmp_path, "url\n=/a.html\n=/b.html\n", WARC)
    assert archive.read_bytes().startswith(whole)
    assert len(records(tmp_path)) == 1 + 2 * len(portal.log)
    assert NAME in lying(tmp_path)
