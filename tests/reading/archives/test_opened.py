"""An archive opened: which records are pages, how they are undone, what is told of broken ones."""

from __future__ import annotations

import gzip
import sys
import zlib
from pathlib import Path

import pytest

from fazhi.reading.archives.naming import path_of
from fazhi.reading.archives.opened import Opened, opened
from fazhi.reading.limits import Limits
from fazhi.reading.sent_name import sent_name
from tests.reading.archives.warcs import answer, packed, page, record, wacz

HOST = "http://www.example.gov.cn"
TEXT = "<html><p>平安镇2023年法治政府建设年度报告</p></html>".encode()
LONG = TEXT * 3000


def look(folder: Path, data: bytes, name: str = "a.warc.gz") -> tuple[Opened, dict[str, bytes]]:
    """What an archive of these bytes gives, and the contents by path."""
    file, kept = folder / name, dict[str, bytes]()
    file.write_bytes(data)
    done = opened(file, kept.__setitem__, Limits(bytes=4_000_000))
    return done, {one.path: kept[one.content] for one in done.members}


def codes(done: Opened) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in done.broken]


def chunked(body: bytes, size: int = 1000) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    joined = b"".join(f"{len(one):X}\r\n".encode() + one + b"\r\n" for one in parts)
    return joined + b"0\r\n\r\n"


def test_pages_and_documents_are_taken_and_all_else_is_passed_over(tmp_path: Path) -> None:
    pages = [
        record("warcinfo", "", b"software: test\r\n", Content_Type="application/warc-fields"),
        record("request", f"{HOST}/a.html", b"GET /a.html HTTP/1.1\r\n\r\n"),
        page(f"{HOST}/a.html", TEXT),
        record("metadata", f"{HOST}/a.html", b"fetchTimeMs: 5"),
        page(f"{HOST}/files/b.docx", b"PK\x03\x04word", Content_Type="application/octet-stream"),
        page(f"{HOST}/logo.png", b"\x89PNG....", Content_Type="image/png"),
        page(f"{HOST}/photo?id=3", b"\xff\xd8\xff", Content_Type="image/jpeg"),
        page(f"{HOST}/site.css", b"p {}", Content_Type="text/css"),
        page(f"{HOST}/x", b"var a = 1", Content_Type="application/javascript"),
        page(f"{HOST}/list", b'{"page": 1}'),
        page(f"{HOST}/proxy.jsp", b'<?xml version="1.0"?><datastore/>', Content_Type="text/xml"),
        page(f"{HOST}/robots.txt", b"User-agent: *", Content_Type="text/plain"),
        page(f"{HOST}/empty.html", b""),
        record("response", f"{HOST}/gone.html", answer(TEXT, "404 Not Found")),
        record("response", "dns:www.example.gov.cn", b"20240301", Content_Type="text/dns"),
        record("resource", "urn:thumbnail:http://a", b"\xff\xd8", Content_Type="image/jpeg"),
        record("resource", f"{HOST}/c.pdf", b"%PDF-1.4", Content_Type="application/pdf"),
        record("conversion", f"{HOST}/c.pdf", b"text", Content_Type="text/plain"),
    ]
    done, contents = look(tmp_path, packed(*pages))
    assert contents == {
        "www.example.gov.cn/a.html": TEXT,
        "www.example.gov.cn/files/b.docx": b"PK\x03\x04word",
        "www.example.gov.cn/c.pdf": b"%PDF-1.4",
    }
    assert (done.records, done.broken) == (len(pages), ())
    assert next((one.address, one.captured) for one in done.members) == (
        f"{HOST}/a.html",
        "2024-03-01T08:00:00Z",
    )


@pytest.mark.parametrize("way", ["records", "whole", "plain"])
def test_an_archive_may_be_packed_by_record_as_a_whole_or_not_at_all(
    tmp_path: Path, way: str
) -> None:
    records = [page(f"{HOST}/{n}.html", TEXT + bytes([65 + n])) for n in range(5)]
    data = {
        "records": packed(*records),
        "whole": gzip.compress(b"".join(records)),
        "plain": b"".join(records),
    }[way]
    done, contents = look(tmp_path, data)
    assert list(contents) == [f"www.example.gov.cn/{n}.html" for n in range(5)]
    assert done.broken == ()


BODIES = {
    "plain": (LONG, {}),
    "gzip": (gzip.compress(LONG), {"Content_Encoding": "gzip"}),
    "gzip by another name": (gzip.compress(LONG), {"Content_Encoding": "X-GZIP"}),
    "gzip in two parts": (
        gzip.compress(LONG[:5000]) + gzip.compress(LONG[5000:]),
        {"Content_Encoding": "gzip"},
    ),
    "gzip undone by the crawler": (LONG, {"Content_Encoding": "gzip"}),
    "deflate": (zlib.compress(LONG), {"Content_Encoding": "deflate"}),
    "deflate without a head": (
        zlib.compress(LONG, wbits=-zlib.MAX_WBITS),
        {"Content_Encoding": "deflate"},
    ),
    "chunked": (chunked(LONG), {"Transfer_Encoding": "chunked"}),
    "chunked, in capitals": (chunked(LONG), {"Transfer_Encoding": "Chunked"}),
    "chunked and gzip": (
        chunked(gzip.compress(LONG), 100),
        {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"},
    ),
    "chunks joined by the crawler": (LONG, {"Transfer_Encoding": "chunked"}),
    "chunks with extensions": (
        b"4;name=x\r\n" + LONG[:4] + b"\r\n" + chunked(LONG[4:]),
        {"Transfer_Encoding": "chunked"},
    ),
    "twice": (gzip.compress(gzip.compress(LONG)), {"Content_Encoding": "gzip, gzip"}),
}


@pytest.mark.parametrize("name", BODIES)
def test_what_was_sent_is_undone(tmp_path: Path, name: str) -> None:
    body, headers = BODIES[name]
    done, contents = look(tmp_path, packed(page(f"{HOST}/a.html", body, **headers)))
    assert (contents, done.broken) == ({"www.example.gov.cn/a.html": LONG}, ())


PAGE = "www.example.gov.cn/a.html"
BROKEN = {
    "chunks without an end": (chunked(LONG)[:-3000], {"Transfer_Encoding": "chunked"}, "truncated"),
    "chunks gone wrong": (
        b"4\r\nabcd\r\nzz\r\n",
        {"Transfer_Encoding": "chunked"},
        "corrupt",
    ),
    "gzip cut short": (gzip.compress(LONG)[:-20], {"Content_Encoding": "gzip"}, "truncated"),
    "gzip damaged": (
        gzip.compress(LONG)[:60] + b"?" * 60 + gzip.compress(LONG)[120:],
        {"Content_Encoding": "gzip"},
        "corrupt",
    ),
    "shorter than announced": (TEXT, {"Content_Length": "5000"}, "truncated"),
    "too large": (LONG * 30, {}, "too_large"),
    "a bomb": (gzip.compress(b"a" * 3_000_000), {"Content_Encoding": "gzip"}, "bomb"),
    "packed in a way nobody knows": (TEXT, {"Content_Encoding": "sdch"}, "not_text"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_page_is_named_and_the_next_one_read(tmp_path: Path, name: str) -> None:
    body, headers, code = BROKEN[name]
    records = [page(f"{HOST}/a.html", body, **headers), page(f"{HOST}/b.html", TEXT)]
    done, contents = look(tmp_path, packed(*records))
    assert codes(done) == [(PAGE, code)]
    assert contents == {"www.example.gov.cn/b.html": TEXT}


def test_brotli_that_cannot_be_undone_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    done, _ = look(tmp_path, packed(page(f"{HOST}/a.html", b"\x1b\x0f", Content_Encoding="br")))
    assert codes(done) == [(PAGE, "missing_part")]
    assert done.broken[0].hint == "Install it with: pip install brotli"


def test_what_the_crawler_cut_off_is_told(tmp_path: Path) -> None:
    cut = record("response", f"{HOST}/a.html", answer(TEXT), WARC_Truncated="length")
    done, contents = look(tmp_path, packed(cut, page(f"{HOST}/b.html", TEXT)))
    assert codes(done) == [(PAGE, "truncated")]
    assert list(contents) == ["www.example.gov.cn/b.html"]


@pytest.mark.parametrize("cut", [1, 3, 30, 200])
@pytest.mark.parametrize("way", [packed, lambda *records: b"".join(records)])
def test_an_archive_without_its_end_gives_what_stands_before(
    tmp_path: Path, way: object, cut: int
) -> None:
    assert callable(way)
    records = [page(f"{HOST}/{n}.html", TEXT + bytes([65 + n])) for n in range(3)]
    done, contents = look(tmp_path, way(*records)[:-cut])
    assert list(contents)[:2] == [f"www.example.gov.cn/{n}.html" for n in range(2)]
    # Blank lines behind the last record may be missing from one that is not packed.
    whole = way is not packed and cut < 4
    assert {one.code for one in done.broken} == (set() if whole else {"truncated"})


NO_ARCHIVES = {
    "": "empty",
    "hello": "corrupt",
    "WARC/9.9 hello": "corrupt",
    "\x28\xb5\x2f\xfd": "archive",
    "PK\x03\x04 hello": "corrupt",
}


@pytest.mark.parametrize("data", NO_ARCHIVES)
def test_what_is_no_archive_says_so(tmp_path: Path, data: str) -> None:
    done, contents = look(tmp_path, data.encode("latin-1"))
    assert (codes(done), contents) == ([("", NO_ARCHIVES[data])], {})


def test_damage_in_the_middle_keeps_what_stands_before(tmp_path: Path) -> None:
    first, second = (gzip.compress(page(f"{HOST}/{n}.html", TEXT + n.encode())) for n in "12")
    done, contents = look(tmp_path, first + b"\x1f\x8b" + b"?" * 50 + second)
    assert list(contents) == ["www.example.gov.cn/1.html"]
    assert codes(done) == [("", "corrupt")]


def test_two_captures_of_a_page_stand_side_by_side_and_the_same_once(tmp_path: Path) -> None:
    records = [
        page(f"{HOST}/a.html", TEXT),
        page(f"{HOST}/a.html", TEXT, "2025-03-01T08:00:00Z"),
        page(f"{HOST}/a.html?from=wx", TEXT, "2025-03-01T08:00:01Z"),
        page(f"{HOST}/a.html", TEXT + b" ", "2026-03-01T08:00:00Z"),
    ]
    done, contents = look(tmp_path, packed(*records))
    assert list(contents) == [PAGE, "www.example.gov.cn/a~20260301080000.html"]
    assert [one.captured for one in done.members] == [
        "2024-03-01T08:00:00Z",
        "2026-03-01T08:00:00Z",
    ]


def test_where_a_server_led_on_both_addresses_are_known(tmp_path: Path) -> None:
    records = [
        record("response", f"{HOST}/old", answer(b"", "302 Found", Location="/next")),
        record(
            "response", f"{HOST}/next", answer(b"", "301 Moved Permanently", Location="/a.html")
        ),
        record("response", f"{HOST}/ring", answer(b"", "302 Found", Location="/ring")),
        page(f"{HOST}/a.html", TEXT),
    ]
    done, _ = look(tmp_path, packed(*records))
    assert [(one.asked, one.address) for one in done.members] == [(f"{HOST}/old", f"{HOST}/a.html")]


def test_the_archives_in_a_wacz_are_read_in_order(tmp_path: Path) -> None:
    data = wacz(
        b=packed(page(f"{HOST}/2.html", TEXT + b"2")), a=packed(page(f"{HOST}/1.html", TEXT + b"1"))
    )
    done, contents = look(tmp_path, data, "a.wacz")
    assert list(contents) == ["www.example.gov.cn/1.html", "www.example.gov.cn/2.html"]
    assert done.broken == ()


PATHS = {
    "http://A.gov.cn/x/t20240105_12.html": "a.gov.cn/x/t20240105_12.html",
    "http://a.gov.cn/": "a.gov.cn/index.html",
    "http://a.gov.cn": "a.gov.cn/index.html",
    "http://a.gov.cn/x/": "a.gov.cn/x/index.html",
    "http://a.gov.cn:8080/x.jsp?id=1&n=2": "a.gov.cn_8080/x.jsp_id=1&n=2.html",
    "http://a.gov.cn/%E5%B9%B3%E5%AE%89.pdf": "a.gov.cn/平安.pdf",
    "http://a.gov.cn/%C6%BD%B0%B2.doc": "a.gov.cn/平安.doc",
    "http://a.gov.cn/../../etc/passwd": "a.gov.cn/etc/passwd.html",
    "http://a.gov.cn/%2e%2e/%2fetc%2fpasswd": "a.gov.cn/_etc_passwd.html",
    "http://a.gov.cn/c:\\x|y": "a.gov.cn/c__x_y.html",
    "http://user:word@a.gov.cn/x": "a.gov.cn/x.html",
    "http://a.gov.cn/%E2%80%AEx": "a.gov.cn/_u202ex.html",
}


@pytest.mark.parametrize("address", PATHS)
def test_a_page_is_called_by_its_address(address: str) -> None:
    assert path_of(address, "text/html", b"<html>") == PATHS[address]


def test_the_path_of_an_endless_address_is_bounded() -> None:
    long = path_of(f"http://a.gov.cn/{'深/' * 90}{'长' * 900}?{'q' * 900}", "", b"%PDF-1")
    assert len(long.split("/")) <= 14
    assert max(map(len, long.split("/"))) <= 220
    assert long.endswith(".pdf")


SENT = {
    "attachment; filename*=UTF-8''%E5%B9%B3%E5%AE%89%E9%95%87.docx": "平安镇.docx",
    "attachment; filename=\"x.doc\"; filename*=utf-8''%E5%B9%B3.doc": "平.doc",
    "attachment; filename*=GBK''%C6%BD%B0%B2.doc": "平安.doc",
    'attachment; filename="%E5%B9%B3%E5%AE%89.pdf"': "平安.pdf",
    'attachment; filename="' + "平安.pdf".encode().decode("latin-1") + '"': "平安.pdf",
    "attachment;filename=" + "平安.pdf".encode("gbk").decode("latin-1"): "平安.pdf",
    'attachment; filename="平安.pdf"': "平安.pdf",
    'attachment; filename="=?UTF-8?B?5bmz5a6JLnBkZg==?="': "平安.pdf",
    'attachment; filename="C:\\\\temp\\\\a.pdf"': "a.pdf",
    'attachment; filename="../../a.pdf"': "a.pdf",
    'inline; filename=""': "",
    "inline": "",
    "": "",
}


@pytest.mark.parametrize("header", SENT)
def test_the_name_that_a_server_gives(header: str) -> None:
    assert sent_name(header) == SENT[header]
