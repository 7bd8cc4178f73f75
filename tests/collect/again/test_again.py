"""A folder asked again a year later: what is unchanged, changed, gone; and what is the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.collect.collected import Asked
from fazhi.collect.kept.journal import NAME as JOURNAL
from fazhi.errors import FazhiError, NotOursError, ReadError
from fazhi.pipeline.build import build
from tests.collect.collecting import REPORT, gathered, lying, manifest, page, rows, word
from tests.collect.portal import Asked as Request
from tests.collect.portal import Portal, Reply, moved, robots

TITLE = "平安镇2023年法治政府建设年度报告"
OLD, NEW = page(TITLE), page(TITLE, f"{REPORT}<p>更正：全年办理行政复议案件3件，特此说明。</p>")


def tagged(body: bytes) -> object:
    """A page that is sent again only where the asker's copy is another."""

    def answer(asked: Request, _: int) -> Reply:
        mark = f'"{len(body)}"'.encode()
        known = asked.headers.get("If-None-Match", "").encode() == mark
        return Reply(b"" if known else body, 304 if known else 200, (("ETag", mark),))

    return answer


def test_a_second_run_asks_only_whether_anything_changed(portal: Portal, tmp_path: Path) -> None:
    cover = page("乙镇2023年法治政府建设年度报告", '<a href="1.docx">报告.docx</a>')
    portal.pages |= {"/a.html": tagged(OLD), "/b.html": tagged(cover), "/1.docx": tagged(word("x"))}
    listed = "url\n=/a.html\n=/b.html\n"
    gathered(portal, tmp_path, listed)
    before, first = lying(tmp_path), len(portal.log)
    done = gathered(portal, tmp_path, listed)
    again = [one for one in portal.log[first:] if one.path != "/robots.txt"]
    assert [one.path for one in again] == ["/a.html", "/b.html", "/1.docx"]
    assert all("If-None-Match" in one.headers for one in again)
    assert [one.state for one in done.captures if one.row] == ["same"] * 3
    assert [one.status for one in done.captures if one.row] == [304] * 3
    after = lying(tmp_path)
    assert {name for name in before if before[name] != after[name]} == {"captures.csv"}
    assert set(before) == set(after)


def test_the_proof_of_a_report_is_there_before_the_run_ends(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is killed then, and builds without going on, has address and hour of each."""
    monkeypatch.setattr("fazhi.collect.kept.made.SELDOM", 0)
    second = TITLE.replace("平安", "乙")
    portal.pages |= {"/a.html": Reply(OLD), "/b.html": Reply(page(second, REPORT + "<p>乙</p>"))}
    seen: list[list[tuple[str, str]]] = []

    def done(*_: object) -> None:
        proof = {one.report: one.asked for one in rows(tmp_path, role="page")}
        seen.append([(one["file"], proof[one["file"]]) for one in manifest(tmp_path)])

    gathered(portal, tmp_path, "url\n=/a.html\n=/b.html\n", Asked(progress=done))
    first = (f"{TITLE}.html", f"{portal.home}/a.html")
    assert seen == [[first], [(f"{second}.html", f"{portal.home}/b.html"), first]]


def test_tables_are_written_seldom_where_that_takes_long(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fazhi.collect.kept.made.SELDOM", 1_000_000)
    portal.pages |= {f"/{at}.html": Reply(page(f"第{at}号报告")) for at in range(3)}
    seen: list[int] = []

    def done(*_: object) -> None:
        seen.append(len(rows(tmp_path, role="page")))

    gathered(portal, tmp_path, "url\n=/0.html\n=/1.html\n=/2.html\n", Asked(progress=done))
    assert seen == [1, 1, 1]
    assert len(rows(tmp_path, role="page")) == 3


def test_a_page_that_changed_stands_beside_what_it_was(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/a.html"] = tagged(OLD)
    gathered(portal, tmp_path, "url\n=/a.html\n")
    portal.pages["/a.html"] = tagged(NEW)
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    (one,) = [each for each in done.captures if each.row]
    assert one.state == "changed" and one.former == f"captures/{TITLE}.html"
    assert one.file == f"captures/{TITLE}@{one.at[:10]}.html"
    files = lying(tmp_path)
    assert (files[one.former], files[one.file], files[f"{TITLE}.html"]) == (OLD, NEW, NEW)
    # Back to what it was: no third copy.
    portal.pages["/a.html"] = tagged(OLD)
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert set(lying(tmp_path)) == set(files)
    assert lying(tmp_path)[f"{TITLE}.html"] == OLD


@pytest.mark.parametrize(
    ("now", "state", "code"),
    [
        (Reply(b"", 404), "gone", "not_found"),
        (Reply(b"", 410), "gone", "not_found"),
        (Reply(page("提示", "<p>您访问的页面不存在</p>")), "gone", "not_found"),
        (Reply(page("验证", "<p>请完成安全验证</p>")), "refused", "challenge_page"),
        (moved("/"), "gone", "to_home"),
        (moved("/index.html", 301), "gone", "to_home"),
        (moved("http://www.example.org"), "gone", "to_home"),
        (Reply(b'<meta http-equiv="refresh" content="0;url=/">'), "gone", "to_home"),
        (Reply(b"", 500), "refused", "server_error"),
        (Reply(b"", 200), "refused", "empty"),
    ],
)
def test_what_is_gone_is_told_and_its_copy_kept(
    portal: Portal, tmp_path: Path, now: Reply, state: str, code: str
) -> None:
    portal.pages["/a.html"] = Reply(OLD)
    gathered(portal, tmp_path, "url\n=/a.html\n")
    before = lying(tmp_path)
    portal.pages["/a.html"] = now
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    (one,) = [each for each in done.captures if each.row]
    assert (one.state, one.code, one.file) == (state, code, f"captures/{TITLE}.html")
    assert done.finished[0][1].bare == ""
    after = lying(tmp_path)
    assert {name for name in before if before[name] != after[name]} == {"captures.csv"}
    # Once it is back unchanged, it is what it was.
    portal.pages["/a.html"] = Reply(OLD)
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert [each.state for each in done.captures if each.row] == ["same"]


def test_robots_that_forbid_later_are_obeyed_later(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/a.html"] = Reply(OLD)
    gathered(portal, tmp_path, "url\n=/a.html\n")
    portal.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /")
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert portal.paths() == ["/a.html"]
    assert lying(tmp_path)[f"{TITLE}.html"] == OLD


def test_a_file_of_the_user_s_own_is_never_touched(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/a.html"] = Reply(OLD)
    own = tmp_path / f"raw/{TITLE}.html"
    own.parent.mkdir()
    own.write_bytes(b"my own copy")
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert done.finished[0][1].differing == (own.name,)
    assert own.read_bytes() == b"my own copy"
    assert lying(tmp_path)[f"captures/{TITLE}.html"] == OLD
    assert not (tmp_path / "raw/manifest.csv").exists()


def test_a_report_that_the_user_edited_stays_edited(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/a.html"] = Reply(OLD)
    gathered(portal, tmp_path, "url\n=/a.html\n")
    (tmp_path / f"raw/{TITLE}.html").write_bytes(b"edited")
    portal.pages["/a.html"] = Reply(NEW)
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert done.finished[0][1].differing == (f"{TITLE}.html",)
    assert (tmp_path / f"raw/{TITLE}.html").read_bytes() == b"edited"


def test_rows_of_the_manifest_that_are_the_user_s_stay(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {"/a.html": Reply(OLD)}
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "旧镇-2022.txt").write_text("旧镇2022年法治政府建设年度报告\n正文。\n", "utf-8")
    (raw / "manifest.csv").write_text("file,town\n旧镇-2022.txt,旧镇\n", "utf-8")
    gathered(portal, tmp_path, "url,year\n=/a.html,2023\n")
    first = manifest(tmp_path)
    assert [(row["file"], row["town"], row["year"]) for row in first] == [
        (f"{TITLE}.html", "", "2023"),
        ("旧镇-2022.txt", "旧镇", ""),
    ]
    edited = (raw / "manifest.csv").read_text("utf-8-sig").replace("html,,", "html,平安镇,", 1)
    (raw / "manifest.csv").write_text(edited, "utf-8")
    gathered(portal, tmp_path, "url,year\n=/a.html,2024\n")
    (row, _) = manifest(tmp_path)
    assert (row["town"], row["year"]) == ("平安镇", "2024")
    assert build(raw, tmp_path / "tables", jobs=1).failed == []


def test_a_manifest_that_is_none_is_told_before_anything_is_asked(
    portal: Portal, tmp_path: Path
) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/manifest.csv").write_text("file,twon\n", "utf-8")
    with pytest.raises(ReadError) as error:
        gathered(portal, tmp_path, "url\n=/a.html\n")
    assert error.value.code == "manifest"
    assert portal.log == []


def test_an_article_that_loses_its_pages_leaves_one_report(portal: Portal, tmp_path: Path) -> None:
    pager = "<script>createPageHTML(2, {}, 't1', 'html');</script>"
    portal.pages |= {
        "/t1.html": Reply(page(TITLE, REPORT, pager.format(0))),
        "/t1_1.html": Reply(page(TITLE, f"{REPORT}<p>二、存在问题</p>", pager.format(1))),
    }
    gathered(portal, tmp_path, "url\n=/t1.html\n")
    assert f"{TITLE}.mhtml" in lying(tmp_path)
    portal.pages["/t1.html"] = Reply(NEW)
    gathered(portal, tmp_path, "url\n=/t1.html\n")
    reports = {one for one in lying(tmp_path) if "/" not in one and not one.endswith(".csv")}
    assert reports == {f"{TITLE}.html"}
    assert [row["file"] for row in manifest(tmp_path)] == [f"{TITLE}.html"]


def test_a_budget_that_is_spent_is_gone_on_with(portal: Portal, tmp_path: Path) -> None:
    titles = [f"{sign}镇2023年法治政府建设年度报告" for sign in "甲乙丙丁"]
    portal.pages |= {f"/{at}.html": Reply(page(title)) for at, title in enumerate(titles)}
    listed = "url\n" + "".join(f"=/{at}.html\n" for at in range(4))
    done = gathered(portal, tmp_path, listed, requests=3)
    assert not done.whole and len(done.finished) == 2
    assert gathered(portal, tmp_path, listed, requests=3).whole
    assert portal.paths() == [f"/{at}.html" for at in range(4)]
    assert len([one for one in portal.log if one.path == "/robots.txt"]) == 1
    assert {one.run for one in rows(tmp_path)} == {1}


def test_a_kept_file_that_was_lost_is_fetched_again(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/a.html"] = tagged(OLD)
    gathered(portal, tmp_path, "url\n=/a.html\n")
    (tmp_path / f"raw/captures/{TITLE}.html").unlink()
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert lying(tmp_path)[f"captures/{TITLE}.html"] == OLD
    assert "If-None-Match" not in portal.log[-1].headers


def test_a_host_that_asked_for_an_hour_is_left_alone_by_the_next_run(
    portal: Portal, tmp_path: Path
) -> None:
    portal.pages["/a.html"] = Reply(b"", 429, (("Retry-After", b"3600"),))
    for _ in range(2):
        done = gathered(portal, tmp_path, "url\n=/a.html\n")
        assert [end.bare for _, end in done.finished] == ["busy"]
    assert portal.paths() == ["/a.html"]


def test_a_folder_of_the_user_s_own_is_not_taken(portal: Portal, tmp_path: Path) -> None:
    own = tmp_path / "raw/captures/甲镇-2023.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine", "utf-8")
    with pytest.raises(NotOursError):
        gathered(portal, tmp_path, "url\n=/a.html\n")
    assert portal.log == [] and list(own.parent.iterdir()) == [own]


def test_the_pause_lies_between_two_runs_too(portal: Portal, tmp_path: Path) -> None:
    portal.pages |= {
        "/robots.txt": robots("User-agent: *\nCrawl-delay: 0.3"),
        "/a.html": Reply(OLD),
    }
    for _ in range(2):
        gathered(portal, tmp_path, "url\n=/a.html\n")
    assert len(portal.log) == 4
    assert min(portal.gaps()) >= 0.3


def test_a_torn_line_of_the_journal_did_not_happen(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/a.html"] = Reply(OLD)
    gathered(portal, tmp_path, "url\n=/a.html\n")
    whole, journal = lying(tmp_path), tmp_path / "raw/captures" / JOURNAL
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:-3]) + lines[-3][:9])
    gathered(portal, tmp_path, "url\n=/a.html\n")
    assert lying(tmp_path) == whole
    assert portal.paths() == ["/a.html"]
    journal.write_bytes(b"mine\n" + journal.read_bytes())
    with pytest.raises(FazhiError) as error:
        gathered(portal, tmp_path, "url\n=/a.html\n")
    assert error.value.code == "captures"
