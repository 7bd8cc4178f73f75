"""Articles of several pages, frames and packed folders in web archives that others made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.build import build
from fazhi.pipeline.check import Unread, outcomes_of
from fazhi.pipeline.found.archived import each_in
from fazhi.reading import read_bytes
from tests.collect.collecting import REPORT, word
from tests.collect.collecting import page as shown
from tests.collect.packed import folder
from tests.reading.archives.warcs import packed, page, record

BOOK = load_codebook()
ROOT = Path(__file__).parents[2]
HOST = "http://www.pingan.gov.cn"
TITLE = "平安镇2023年法治政府建设年度报告"
PACKED = "a.warc.gz/www.pingan.gov.cn/all.zip"
DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "{}</w:body></w:document>"
)


def article(at: int, of: int, title: str = TITLE) -> bytes:
    """A page of an article as the usual systems write it, in GBK."""
    pager = f"<script>createPageHTML({of}, {at}, 't1', 'html');</script>"
    return shown(title, f"{REPORT}<p>第{at + 1}部分，完成任务{at + 5}件。</p>", pager)


def docx(town: str) -> bytes:
    """A report as DOCX."""
    lines = (f"{town}2023年法治政府建设年度报告", "全年调解纠纷12件。", f"{town}人民政府")
    return word(DOCUMENT.format("".join(f"<w:p><w:r><w:t>{x}</w:t></w:r></w:p>" for x in lines)))


def built(folder: Path, **archives: bytes) -> tuple[Path, list[tuple[str, str]]]:
    """Tables of a folder of archives, and what failed."""
    raw, out = folder / "raw", folder / "out"
    raw.mkdir(exist_ok=True)
    for name, data in archives.items():
        (raw / f"{name}.warc.gz").write_bytes(data)
    done = build(raw, out, jobs=1)
    return out, [(str(one["path"]), str(one["reason"])) for one in done.failed]


def told(out: Path, table: str, *columns: str) -> list[tuple[object, ...]]:
    return pl.read_parquet(out / f"{table}.parquet").select(columns).rows()


PAGES = [
    page(f"{HOST}/x/{name}", article(at, 3))
    for at, name in enumerate(("t1.html", "t1_1.html", "t1_2.html"))
]


def test_a_build_that_begins_with_an_archive_knows_the_formats(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.warc.gz").write_bytes(packed(*PAGES))
    # In a process of its own: any reader that ran before would have filled the registry.
    done = subprocess.run(
        [sys.executable, "-m", "fazhi", "build", "raw", "--out", "out", "--jobs", "1"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert told(tmp_path / "out", "reports", "path", "complete") == [
        ("a.warc.gz/www.pingan.gov.cn/x/t1.mhtml", True)
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_the_pages_of_an_article_are_one_report(tmp_path: Path, order: tuple[int, ...]) -> None:
    other = page(f"{HOST}/x/t2.html", article(0, 1, TITLE.replace("平安", "西坪")))
    out, failed = built(tmp_path, a=packed(*(PAGES[at] for at in order), other))
    assert failed == []
    assert sorted(told(out, "reports", "path", "source_url", "complete")) == [
        ("a.warc.gz/www.pingan.gov.cn/x/t1.mhtml", f"{HOST}/x/t1.html", True),
        ("a.warc.gz/www.pingan.gov.cn/x/t2.html", f"{HOST}/x/t2.html", True),
    ]
    parts = dict(each_in(tmp_path / "raw/a.warc.gz", BOOK))
    body = parts["www.pingan.gov.cn/x/t1.mhtml"]
    assert isinstance(body, bytes)
    text = read_bytes(body, "t1.mhtml", book=BOOK).clean
    assert 0 < text.index("第1部分") < text.index("第2部分") < text.index("第3部分")
    again = build(tmp_path / "raw", out, jobs=1)
    assert (again.read, again.kept) == (0, 2)


def test_pages_in_two_archives_are_one_report(tmp_path: Path) -> None:
    out, failed = built(tmp_path, a=packed(*PAGES[:2]), b=packed(PAGES[2]))
    assert failed == []
    assert [row[0] for row in told(out, "reports", "complete")] == [True]


def test_a_page_that_is_not_in_the_archive_leaves_the_report_wanting(tmp_path: Path) -> None:
    out, _ = built(tmp_path, a=packed(PAGES[0], PAGES[1]))
    assert told(out, "reports", "complete") == [(False,)]


def test_the_next_article_is_no_next_page(tmp_path: Path) -> None:
    other = page(f"{HOST}/x/t1_1.html", article(1, 3, TITLE.replace("平安", "西坪")))
    out, _ = built(tmp_path, a=packed(PAGES[0], other))
    assert len(told(out, "reports", "path")) == 2


def test_of_two_captures_each_page_goes_with_its_own(tmp_path: Path) -> None:
    old, new = "2023-03-01T08:00:00Z", "2025-03-01T08:00:00Z"
    pages = [
        page(f"{HOST}/x/{name}", article(at, 2).replace(b"</body>", day.encode() + b"</body>"), day)
        for day in (old, new)
        for at, name in enumerate(("t1.html", "t1_1.html"))
    ]
    out, failed = built(tmp_path, a=packed(*pages))
    assert failed == []
    assert sorted(told(out, "reports", "captured_at", "complete")) == [(old, True), (new, True)]


def test_what_stands_in_a_frame_is_part_of_its_page(tmp_path: Path) -> None:
    frame = '<iframe src="in/b.html" width="100%" height="300"></iframe>'
    body = "<html><body><p>框内：全年办理行政复议案件33件。</p></body></html>".encode()
    out, failed = built(
        tmp_path,
        a=packed(
            page(f"{HOST}/a.html", shown(TITLE, REPORT + frame + REPORT.replace("全镇", "其后"))),
            page(f"{HOST}/in/b.html", body),
        ),
    )
    assert failed == []
    assert told(out, "reports", "complete") == [(True,)]


def test_reports_in_a_packed_folder_are_read(tmp_path: Path) -> None:
    county = folder({"龙角镇.docx": docx("龙角镇"), "统计表.xlsx": b"PK"})
    all_of_it = folder({"../平安镇.docx": docx("平安镇"), "县.zip": county})
    out, failed = built(
        tmp_path, a=packed(page(f"{HOST}/all.zip", all_of_it, Content_Type="application/zip"))
    )
    assert failed == []
    assert sorted(told(out, "reports", "path", "town", "source_url")) == [
        (f"{PACKED}/县.zip/龙角镇.docx", "龙角镇", f"{HOST}/all.zip#县.zip/龙角镇.docx"),
        (f"{PACKED}/平安镇.docx", "平安镇", f"{HOST}/all.zip#../平安镇.docx"),
    ]


def test_a_page_cut_off_is_told_unless_it_came_whole_another_time(tmp_path: Path) -> None:
    whole, cut = page(f"{HOST}/a.html", shown(TITLE)), page(f"{HOST}/b.html", shown(TITLE + "二"))
    torn = [
        record(
            "response", f"{HOST}/{name}.html", b"HTTP/1.1 200 OK\r\n\r\n<p>", WARC_Truncated="time"
        )
        for name in "ab"
    ]
    assert built(tmp_path, a=packed(torn[0], whole, torn[1]))[1] == [
        ("a.warc.gz/www.pingan.gov.cn/b.html", "truncated")
    ]
    assert built(tmp_path, a=packed(torn[0], whole, cut, torn[1]))[1] == []
    assert not any(
        isinstance(one, Unread) for one in outcomes_of([tmp_path / "raw/a.warc.gz"], BOOK)
    )
