"""An address that shows another article than before: neither takes the other's place."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from fazhi.pipeline.build import build
from tests.collect.collecting import REPORT, gathered, lying, manifest, page, rows, word
from tests.collect.portal import Portal, Reply

LISTED = "url,town,county,year\n=/a.html,平安镇,云阳县,2023\n"
OURS = "云阳县平安镇-2023"
TITLE = "平安镇2023年法治政府建设年度报告"
SIGNED = "<p>云阳县平安镇人民政府</p>"
DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}</w:body></w:document>"
)
OLD = page(TITLE, REPORT + SIGNED)


def town(name: str, year: int) -> tuple[str, bytes]:
    """Title and page of another report."""
    title = f"{name}{year}年法治政府建设年度报告"
    body = f"{REPORT}<p>全年办理行政复议案件{year % 100}件，均已办结。</p><p>{name}人民政府</p>"
    return title, page(title, body)


def read(folder: Path) -> dict[str, tuple[str | None, int | None, str | None]]:
    """Town, year and address of each report that a build reads."""
    tables = folder / "tables"
    assert build(folder / "raw", tables, jobs=1).failed == []
    told = pl.read_parquet(tables / "reports.parquet")
    return {
        str(row["path"]): (row["town"], row["report_year"], row["source_url"])
        for row in told.iter_rows(named=True)
    }


@pytest.mark.parametrize(("name", "year"), [("平安镇", 2024), ("龙角镇", 2023)])
def test_another_year_or_town_stands_beside_the_report(
    portal: Portal, tmp_path: Path, name: str, year: int
) -> None:
    portal.pages["/a.html"] = Reply(OLD)
    gathered(portal, tmp_path, LISTED)
    title, now = town(name, year)
    portal.pages["/a.html"] = Reply(now)
    done = gathered(portal, tmp_path, LISTED)
    assert [(one.state, one.code) for one in done.captures if one.row] == [
        ("changed", "another_article")
    ]
    assert done.finished[0][1].former == (f"{OURS}.html",)
    files, address = lying(tmp_path), f"{portal.home}/a.html"
    assert (files[f"{OURS}.html"], files[f"{title}.html"]) == (OLD, now)
    assert read(tmp_path) == {
        f"{OURS}.html": ("平安镇", 2023, address),
        f"{title}.html": (name, year, address),
    }
    # What the list says of one is not said of the other.
    told = {row["file"]: (row["town"], row["year"]) for row in manifest(tmp_path)}
    assert told[f"{OURS}.html"] == ("平安镇", "2023")
    assert told[f"{title}.html"] in {("平安镇", ""), ("", "2023")}
    assert {one.report for one in rows(tmp_path, role="page")} == {
        f"{OURS}.html",
        f"{title}.html",
    }
    # Asked once more nothing moves, and that it was another is told no more.
    done = gathered(portal, tmp_path, LISTED)
    assert [(one.state, one.code) for one in done.captures if one.row] == [("same", "")]
    again = lying(tmp_path)
    assert {one for one in files if files[one] != again[one]} == {"captures.csv"}


def test_the_other_article_takes_turns_with_its_own_later_form_only(
    portal: Portal, tmp_path: Path
) -> None:
    title, second = town("平安镇", 2024)
    amended = second.replace("特此".encode("gb18030"), b"").replace(
        "均已办结".encode("gb18030"), "均已依法办结".encode("gb18030")
    )
    for body in (OLD, second, amended):
        portal.pages["/a.html"] = Reply(body)
        done = gathered(portal, tmp_path, LISTED)
    assert [(one.state, one.code) for one in done.captures if one.row] == [("changed", "")]
    files = lying(tmp_path)
    assert (files[f"{OURS}.html"], files[f"{title}.html"]) == (OLD, amended)
    portal.pages["/a.html"] = Reply(OLD)
    gathered(portal, tmp_path, LISTED)
    files = lying(tmp_path)
    assert (files[f"{OURS}.html"], files[f"{title}.html"]) == (OLD, amended)


def test_a_year_that_the_list_was_given_anew_is_that_of_the_new_report(
    portal: Portal, tmp_path: Path
) -> None:
    portal.pages["/a.html"] = Reply(OLD)
    gathered(portal, tmp_path, LISTED)
    title, now = town("平安镇", 2024)
    portal.pages["/a.html"] = Reply(now)
    gathered(portal, tmp_path, LISTED.replace("2023", "2024"))
    assert {(row["file"], row["year"]) for row in manifest(tmp_path)} == {
        (f"{OURS}.html", "2023"),
        (f"{title}.html", "2024"),
    }


def test_a_report_that_its_cover_no_longer_links_stays(portal: Portal, tmp_path: Path) -> None:
    towns = [f"{sign}镇2023年法治政府建设年度报告" for sign in ("平安", "龙角")]
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    for at, title in enumerate(towns):
        text = "".join(map(paragraph.format, (title, *_lines(at), f"{title[:3]}人民政府")))
        portal.pages[f"/{at}.docx"] = Reply(word(DOCUMENT.format(text)))
    links = [f'<a href="{at}.docx">{title}.docx</a>' for at, title in enumerate(towns)]
    portal.pages["/a.html"] = Reply(page("各镇报告", "".join(links)))
    gathered(portal, tmp_path, "url\n=/a.html\n")
    before = {one for one in lying(tmp_path) if one.endswith(".docx") and "/" not in one}
    assert len(before) == 2
    portal.pages["/a.html"] = Reply(page("各镇报告", links[0]))
    done = gathered(portal, tmp_path, "url\n=/a.html\n")
    assert before - set(lying(tmp_path)) <= {one for one in before if "平安" in one}
    (left,) = done.finished[0][1].former
    assert "龙角" in left and left in lying(tmp_path)


def test_a_counter_of_visits_changes_no_words(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/a.html"] = Reply(OLD)
    gathered(portal, tmp_path, LISTED)
    visited = OLD.replace(b"</body>", b"<div class='foot'>1234</div></body>")
    portal.pages["/a.html"] = Reply(visited)
    done = gathered(portal, tmp_path, LISTED)
    assert [(one.state, one.code) for one in done.captures if one.row] == [
        ("changed", "same_words")
    ]
    assert lying(tmp_path)[f"{OURS}.html"] == visited
    done = gathered(portal, tmp_path, LISTED)
    assert [(one.state, one.code) for one in done.captures if one.row] == [("same", "")]


def _lines(at: int) -> list[str]:
    return [
        f"一年来共开展普法宣传{at + step}场，参加群众{at * 7 + step}人次。" for step in range(4)
    ]
