"""Web archives among the files of a folder: read as the folders that they are, once."""

from __future__ import annotations

import builtins
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.build import build
from fazhi.pipeline.check import Unread, Verdict, outcomes_of
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.town.head import head
from fazhi.tables.view import Tables
from tests.reading.archives.warcs import answer, packed, page, record

RAW = Path(__file__).parents[2] / "data/raw"
HOST = "http://www.pingan.gov.cn"
TEXT = (RAW / "平安镇-2023.txt").read_text("utf-8")
PAGE = f"<html><body><div>{TEXT.replace(chr(10), '<br>')}</div></body></html>".encode(
    "gbk", "ignore"
)
XIPING = (RAW / "西坪镇-2023.txt").read_bytes()
FIRST = [
    page(f"{HOST}/art/2024/1/5/art_1_2.html", PAGE),
    page(f"{HOST}/logo.png", b"\x89PNG", Content_Type="image/png"),
]


def rows(out: Path, table: str, *columns: str) -> list[tuple[Any, ...]]:
    return pl.read_parquet(out / f"{table}.parquet").select(columns).rows()


def test_a_page_in_an_archive_is_a_report_with_its_address_and_hour(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.warc.gz").write_bytes(packed(*FIRST))
    done = build(raw, out, jobs=1)
    assert (done.reports, done.failed, done.archives) == (1, [], [("a.warc.gz", 1, 2)])
    assert rows(out, "reports", "path", "town", "report_year", "source_url", "captured_at") == [
        (
            "a.warc.gz/www.pingan.gov.cn/art/2024/1/5/art_1_2.html",
            "平安镇",
            2023,
            f"{HOST}/art/2024/1/5/art_1_2.html",
            "2024-03-01T08:00:00Z",
        )
    ]
    assert rows(out, "reports", "sha256") == rows(out, "reports", "captured_sha256")
    again = build(raw, out, jobs=1)
    assert (again.read, again.kept, again.changed) == (0, 1, False)


def test_what_lies_beside_an_archive_or_in_another_is_one_report(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "page.html").write_bytes(PAGE)
    (raw / "a.warc.gz").write_bytes(packed(*FIRST))
    text = page(f"{HOST}/b.txt", XIPING, Content_Type="text/plain")
    (raw / "b.warc").write_bytes(text)
    (raw / "c.warc").write_bytes(text + FIRST[0])
    done = build(raw, out, jobs=1)
    assert done.archives == [("a.warc.gz", 0, 2), ("b.warc", 1, 1), ("c.warc", 0, 2)]
    assert sorted(path for (path,) in rows(out, "reports", "path")) == [
        "b.warc/www.pingan.gov.cn/b.txt",
        "page.html",
    ]


def test_broken_archives_are_rows_and_leave_the_rest_alone(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    bad = page(f"{HOST}/c.html", b"short", Content_Length="900")
    (raw / "a.warc").write_bytes(b"".join([FIRST[0], bad, bad])[:-300])
    (raw / "b.warc").write_bytes(b"no archive at all")
    (raw / "西坪镇.txt").write_bytes(XIPING)
    done = build(raw, out, jobs=1)
    assert done.reports == 2
    assert [(one["path"], one["reason"]) for one in done.failed] == [
        ("a.warc", "truncated"),
        ("a.warc/www.pingan.gov.cn/c.html", "truncated"),
        ("b.warc", "corrupt"),
    ]


def again(refers: str = "", digest: str = "", address: str = f"{HOST}/a.html") -> bytes:
    said = {
        "WARC_Refers_To_Target_URI": refers,
        "WARC_Payload_Digest": digest,
        "WARC_Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    }
    return record("revisit", address, answer(b""), **{k: v for k, v in said.items() if v})


def test_a_record_of_no_change_is_resolved_by_address_or_digest(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    whole = record("response", f"{HOST}/a.html", answer(PAGE), WARC_Payload_Digest="sha1:AAAA")
    (raw / "2024.warc.gz").write_bytes(packed(whole))
    later = [
        again(),
        again(f"{HOST}/a.html", address=f"{HOST}/b.html"),
        again(digest="sha1:AAAA", address=f"{HOST}/c.html"),
    ]
    (raw / "2025.warc.gz").write_bytes(packed(*later))
    done = build(raw, out, jobs=1)
    assert (done.reports, done.failed) == (1, [])
    # Without the archive of the year before it says of two contents that they did not change.
    (raw / "2024.warc.gz").unlink()
    (raw / "西坪镇.txt").write_bytes(XIPING)
    done = build(raw, out, jobs=1)
    assert {(one["path"], one["reason"]) for one in done.failed} == {
        (f"2025.warc.gz/www.pingan.gov.cn/{name}.html", "elsewhere") for name in "ac"
    }


def test_the_manifest_speaks_of_pages_in_an_archive(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.warc.gz").write_bytes(packed(*FIRST))
    name = "a.warc.gz/www.pingan.gov.cn/art/2024/1/5/art_1_2.html"
    (raw / "manifest.csv").write_text(f"file,county,source_url\n{name},云阳县,http://other.cn/\n")
    build(raw, out, jobs=1)
    assert rows(out, "reports", "source_url", "final_url") == [
        ("http://other.cn/", f"{HOST}/art/2024/1/5/art_1_2.html")
    ]


def test_the_page_of_the_town_tells_where_when_and_what_was_collected(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    led = record("response", f"{HOST}/old", answer(b"", "302 Found", Location="/new.html"))
    (raw / "a.warc.gz").write_bytes(packed(led, page(f"{HOST}/new.html", PAGE)))
    name = "a.warc.gz/www.pingan.gov.cn/new.html"
    for digest, altered in (("", False), ("0" * 64, True)):
        (raw / "manifest.csv").write_text(f"file,captured_sha256\n{name},{digest}\n")
        build(raw, out, jobs=1)
        tables = Tables(out)
        (report,) = tables.reports()
        shown = head(Reading(tables, report, Words("zh", load_codebook())))
        told = re.sub(r"<[^>]+>", " ", str(shown)).split()
        assert told[told.index("来源网址") + 1] == f"{HOST}/old"
        assert told[told.index("转到的网址") + 1] == f"{HOST}/new.html"
        assert told[told.index("采集时间") + 1 :][:3] == ["2024-03-01", "08:00:00", "UTC"]
        assert ("0" * 64 in told) == altered


def test_without_the_library_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.warc.gz").write_bytes(packed(*FIRST))
    (raw / "西坪镇.txt").write_bytes(XIPING)
    real = builtins.__import__

    def absent(name: str, *others: Any, **named: Any) -> Any:
        if name.startswith("warcio"):
            raise ImportError(name)
        return real(name, *others, **named)

    with monkeypatch.context() as patched:
        patched.setattr(builtins, "__import__", absent)
        (failure,) = build(raw, out, jobs=1).failed
    assert (failure["path"], failure["reason"]) == ("a.warc.gz", "missing_part")
    assert 'pip install "fazhi[collect]"' in str(failure["message"])
    # Such a failure is not kept: once the library is there, the archive is read.
    assert build(raw, out, jobs=1).reports == 2


def test_an_archive_of_collecting_is_read_where_the_files_are_not(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    (raw / "captures").mkdir(parents=True)
    (raw / "captures.warc.gz").write_bytes(packed(*FIRST))
    (raw / "西坪镇.txt").write_bytes(XIPING)
    assert (build(raw, out, jobs=1).reports, build(raw, out, jobs=1).archives) == (1, [])
    (raw / "captures").rmdir()
    assert build(raw, out, jobs=1).archives == [("captures.warc.gz", 1, 2)]


def test_a_check_looks_at_each_page_of_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(*FIRST)[:-5])
    book = load_codebook()
    first, second = outcomes_of([tmp_path / "a.warc.gz"], book)
    assert isinstance(first, Verdict)
    assert first.path.endswith("a.warc.gz/www.pingan.gov.cn/art/2024/1/5/art_1_2.html")
    assert first.report.identity.town == "平安镇"
    assert isinstance(second, Unread)
    assert (second.path, second.error.code) == (str(tmp_path / "a.warc.gz"), "truncated")
    assert len(list(outcomes_of([tmp_path], book))) == 2


def test_a_link_to_an_archive_outside_the_folder_is_refused(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (tmp_path / "a.warc.gz").write_bytes(packed(*FIRST))
    (raw / "西坪镇.txt").write_bytes(XIPING)
    (raw / "b.warc.gz").symlink_to(tmp_path / "a.warc.gz")
    assert [(one["path"], one["reason"]) for one in build(raw, out, jobs=1).failed] == [
        ("b.warc.gz", "unsafe_link")
    ]
