"""A list of addresses collected from a portal: what lies in the folder, and what is told."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import polars as pl

from fazhi.pipeline.build import build
from tests.collect.collecting import REPORT, gathered, lying, manifest, page, rows, word
from tests.collect.portal import Portal, Reply, moved


def test_a_page_is_kept_as_sent_with_its_proof(portal: Portal, tmp_path: Path) -> None:
    body = page("平安镇2023年法治政府建设年度报告")
    portal.pages["/a.html"] = Reply(body, headers=(("ETag", b'"7"'),))
    done = gathered(portal, tmp_path, "url,town,county,year\n=/a.html,平安镇,云阳县,2023\n")
    assert done.whole
    files = lying(tmp_path)
    assert set(files) == {
        "云阳县平安镇-2023.html",
        "captures/云阳县平安镇-2023.html",
        "captures.csv",
        "manifest.csv",
    }
    assert files["云阳县平安镇-2023.html"] == files["captures/云阳县平安镇-2023.html"] == body
    (one,) = rows(tmp_path, role="page")
    assert (one.state, one.status, one.etag, one.title) == (
        "kept", 200, '"7"', "平安镇2023年法治政府建设年度报告",
    )  # fmt: skip
    assert one.sha256 == sha256(body).hexdigest() and one.size == len(body)
    assert one.file == "captures/云阳县平安镇-2023.html" and one.report == "云阳县平安镇-2023.html"
    (row,) = manifest(tmp_path)
    assert row["file"] == "云阳县平安镇-2023.html" and row["town"] == "平安镇"
    assert row["source_url"] == row["final_url"] == f"{portal.home}/a.html"
    assert (row["captured_at"], row["captured_sha256"]) == (one.at, one.sha256)


def test_nothing_is_asked_twice(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {
        "/a.html": Reply(page("甲镇2023年法治政府建设年度报告")),
        "/b": moved("/a.html"),
    }
    listed = "url\n=/a.html\n=/a.html#top\n=/b\n=/a.html?jsessionid=1\n"
    gathered(portal, tmp_path, listed)
    assert portal.paths() == ["/a.html", "/b"]
    assert [one for one in lying(tmp_path) if "/" not in one] == [
        "captures.csv", "manifest.csv", "甲镇2023年法治政府建设年度报告.html",
    ]  # fmt: skip


def test_a_cover_leads_to_its_attachment_in_any_form_of_its_name(
    portal: Portal, tmp_path: Path
) -> None:
    names = {
        "star": b"attachment; filename*=UTF-8''%E7%94%B2%E9%95%87%E6%8A%A5%E5%91%8A.docx",
        "gbk": 'attachment; filename="甲镇报告.docx"'.encode("gb18030"),
        "utf8": 'attachment; filename="甲镇报告.docx"'.encode(),
        "percent": b'attachment; filename="%E7%94%B2%E9%95%87%E6%8A%A5%E5%91%8A.docx"',
    }
    for at, (name, told) in enumerate(names.items()):
        link = f'<p>附件：<a href="/down?id={name}">点击下载.docx</a></p>'
        portal.pages[f"/{name}.html"] = Reply(page(f"{name}镇2023年法治报告", link))
        portal.pages[f"/down?id={name}"] = Reply(
            word(f"第{at}份"), headers=(("Content-Disposition", told),), media_type="text/html"
        )
    gathered(portal, tmp_path, "url\n" + "".join(f"=/{name}.html\n" for name in names))
    for name in names:
        (one,) = rows(tmp_path, asked=f"{portal.home}/down?id={name}")
        assert one.file == f"captures/{name}镇2023年法治报告.甲镇报告.docx"
        assert one.report == f"{name}镇2023年法治报告.docx"
        assert one.parent == f"{portal.home}/{name}.html" and one.role == "attachment"
    assert {row["published_date"] for row in manifest(tmp_path)} == {"2024-01-15"}


def test_the_manifest_tells_where_a_report_came_from(portal: Portal, tmp_path: Path) -> None:
    title = "甲镇2023年法治政府建设年度报告"
    portal.pages |= {
        "/old": moved("/a.html"),
        "/a.html": Reply(page(title, f'<a href="1.docx">{title}.docx</a>')),
        "/1.docx": Reply(word("x")),
    }
    gathered(portal, tmp_path, "url\n=/old\n")
    (row,) = manifest(tmp_path)
    assert row["file"] == f"{title}.docx"
    assert row["source_url"] == f"{portal.home}/old"
    assert row["final_url"] == f"{portal.home}/1.docx"
    assert row["captured_sha256"] == sha256(word("x")).hexdigest()


def test_hosts_are_asked_in_turn_each_with_its_pause(tmp_path: Path) -> None:
    with Portal() as one, Portal() as other:
        for portal, sign in ((one, "甲"), (other, "乙")):
            portal.pages |= {
                f"/{at}": Reply(
                    page(f"{sign}镇第{at}份年度工作报告", f"{REPORT}<p>{sign}{at}。</p>")
                )
                for at in range(3)
            }
        second = other.home.replace("127.0.0.1", "localhost")
        listed = "url\n" + "".join(f"=/{at}\n{second}/{at}\n" for at in range(3))
        gathered(one, tmp_path, listed, pause=0.15)
        assert one.paths() == other.paths() == ["/0", "/1", "/2"]
        assert min(*one.gaps(), *other.gaps()) >= 0.15
        # While one waits, the other is asked.
        assert one.log[0].at < other.log[-1].at and other.log[0].at < one.log[1].at


def test_hostile_links_are_passed_over(portal: Portal, tmp_path: Path) -> None:
    links = (
        '<base href="http://["><a href="http://[::1.docx">附件报告.docx</a>'
        '<a href="javascript:x(7)">报告.pdf</a><a href="http://u:p@h/a.pdf">报告.pdf</a>'
        f'<a href="{"a" * 5000}.pdf">报告.pdf</a><a href="\x00.pdf">报告.pdf</a>'
    )
    portal.pages["/a.html"] = Reply(page("甲镇2023年法治政府建设年度报告", REPORT + links))
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert [one for one in portal.paths() if not one.startswith("/%")] == ["/a.html"]
    assert "甲镇2023年法治政府建设年度报告.html" in lying(tmp_path)


def test_a_build_reads_the_reports_and_not_their_proofs(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/a.html"] = Reply(page("平安镇2023年法治政府建设年度报告"))
    gathered(portal, tmp_path, "url,town,county,year\n=/a.html,平安镇,云阳县,2023\n")
    built = build(tmp_path / "raw", tmp_path / "tables", jobs=1)
    assert (built.reports, built.failed) == (1, [])
    told = pl.read_parquet(tmp_path / "tables/reports.parquet")
    assert told.select("path", "source_url", "sha256", "complete").rows() == [
        (
            "云阳县平安镇-2023.html",
            f"{portal.home}/a.html",
            rows(tmp_path, role="page")[0].sha256,
            True,
        )
    ]
