"""What somebody meets who tries things: nothing there, wrong files, names nobody should use."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from fazhi.errors import NotFoundError
from fazhi.pipeline.build import build
from fazhi.publish import publish_site
from fazhi.publish.writeup.town import Town
from fazhi.tables.view import Tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
TITLE = """"《<script>alert(1)</script>》'😀"""
REPORT = """{title}青山镇20{year}年法治政府建设情况的报告

一、主要举措和成效

开展普法宣传12场次。

二、存在的不足

调解纠纷5件。
"""
# Windows refuses some of these; a person there cannot have such files.
NAMES = ["a#b", "100%25", "with  spaces ", "长" * 75, "a&b=c;d", "emoji😀"]
if sys.platform != "win32":
    NAMES += ["what?", "quo\"te'<b>"]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of reports whose names and title mean something to a browser or a system."""
    place = tmp_path_factory.mktemp("odd #1 100%")
    (place / "raw").mkdir()
    for number, name in enumerate(NAMES, 11):
        text = REPORT.format(title=TITLE, year=number)
        (place / "raw" / f"{name}.txt").write_text(text, encoding="utf-8")
    done = build(place / "raw", place / "tables", jobs=1)
    assert (done.reports, done.failed) == (len(NAMES), [])
    assert not publish_site(place / "tables", place / "site", NOTEBOOKS).failures
    return place / "site"


@pytest.mark.browser
def test_every_report_is_reached_and_runs_nothing(odd: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    complaints: list[str] = []
    page.on("dialog", lambda asked: complaints.append(asked.message))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text))
    page.goto((odd / "index.html").as_uri())
    links = page.locator("#rows a").evaluate_all("all => all.map(one => one.href)")
    assert len(links) == 2 * len(NAMES)
    for link in links:
        assert Path(unquote(urlsplit(link).path)).parent.name == "site"
        page.goto(link)
        assert "青山镇" in page.locator("h1").first.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto((odd / "index.html").as_uri())
    page.locator("#word").fill("普法宣传12场次")
    page.locator("#places li").first.wait_for()
    assert page.locator("#places li").count() == len(NAMES)
    assert complaints == []
    page.close()


def test_no_name_of_a_file_is_longer_than_systems_allow(odd: Path) -> None:
    assert max(len(path.name.encode()) for path in odd.rglob("*")) < 120


def test_tables_of_nothing_but_failures_make_no_site(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/empty.txt").touch()
    build(tmp_path / "raw", tmp_path / "tables", jobs=1)
    with pytest.raises(NotFoundError, match=r"hold no report.*fazhi build says why"):
        publish_site(tmp_path / "tables", tmp_path / "site", NOTEBOOKS)
    assert not (tmp_path / "site").exists()


def test_a_folder_that_is_not_there_is_named_as_it_was_typed(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="there is no such folder") as found:
        Tables(tmp_path / "no" / "tables")
    assert found.value.where == str(tmp_path / "no" / "tables")
    assert "fazhi build" in found.value.hint


@pytest.mark.browser
def test_two_reports_of_a_line_make_a_page_without_empty_charts(
    tmp_path: Path, browser: Browser
) -> None:
    (tmp_path / "raw").mkdir()
    for name in ("one", "two"):
        (tmp_path / f"raw/{name}.txt").write_text(f"{name} 没有标题的一行。", encoding="utf-8")
    build(tmp_path / "raw", tmp_path / "tables", jobs=1)
    assert not publish_site(tmp_path / "tables", tmp_path / "site", NOTEBOOKS).failures
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    for file in sorted((tmp_path / "site").glob("*.html")):
        page.goto(file.as_uri())
        if page.locator(".chart").count():
            page.locator("html[data-drawn]").wait_for(state="attached")
    assert complaints == []
    page.close()


def test_sentences_tell_plans_from_what_was_done(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/石桥镇.txt").write_text(
        "石桥镇2023年法治政府建设年度报告\n"
        "一、主要举措和成效\n全年组织执法培训2次。作出行政处罚3件。\n"
        "二、存在的不足\n执法力量不足。\n"
        "三、2024年工作安排\n组织执法培训不少于6次。\n",
        encoding="utf-8",
    )
    build(tmp_path / "raw", tmp_path / "tables", jobs=1)
    folder = tmp_path / "tables"
    said = Town(Tables(folder).reports()[0], folder).figures().markup
    said = re.sub("<[^>]+>", "", said)
    assert "行政执法 全年执法培训2次，行政处罚3件；计划执法培训不少于6次。" in said


def test_a_quote_on_disputes_does_not_begin_with_the_heading(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/石桥镇.txt").write_text(
        "石桥镇2023年法治政府建设年度报告\n"
        "一、主要举措和成效\n（一）依法化解矛盾\n全年受理纠纷36件。\n"
        "（二）加强普法\n今年受理纠纷40件。\n"
        "二、存在的不足\n执法力量不足。\n",
        encoding="utf-8",
    )
    build(tmp_path / "raw", tmp_path / "tables", jobs=1)
    folder = tmp_path / "tables"
    said = Town(Tables(folder).reports()[0], folder).story().markup
    assert '<q lang="zh-Hans">全年受理纠纷36件。</q>' in said


def told(tmp_path: Path, disputes: str) -> Town:
    """The write-up of a made-up report of these disputes."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/柳溪镇.txt").write_text(
        f"柳溪镇2024年法治政府建设年度报告\n一、主要举措和成效\n{disputes}\n", encoding="utf-8"
    )
    build(tmp_path / "raw", tmp_path / "tables", jobs=1)
    folder = tmp_path / "tables"
    return Town(Tables(folder).reports()[0], folder)


KINDS = "其中邻里纠纷52件、土地纠纷31件、婚姻家庭纠纷23件。"


def test_what_was_resolved_does_not_contradict_what_was_screened(tmp_path: Path) -> None:
    town = told(tmp_path, f"排查矛盾纠纷126件，化解120件。\n全年共排查矛盾纠纷116件，{KINDS}")
    said = re.sub("<[^>]+>", "", town.story().markup)
    assert "同是纠纷总数，报告既写126件，又写116件。" in said
    assert "全年排查矛盾纠纷126件；接着又写排查矛盾纠纷116件。" in said
    assert "相加为106，比126少20，比116少10。" in said
    # Told among the figures, as it is no side of the contradiction.
    assert "化解纠纷120件" in re.sub("<[^>]+>", "", town.figures().markup)


def test_a_total_that_the_kinds_bear_out_is_told_beside_those_that_clash(tmp_path: Path) -> None:
    town = told(tmp_path, f"排查矛盾纠纷126件，化解106件。\n全年共排查矛盾纠纷116件，{KINDS}")
    said = re.sub("<[^>]+>", "", town.story().markup)
    assert "相加为106，与写明的106相符，比126少20，比116少10。" in said


def test_two_totals_of_one_name_are_two_bars(tmp_path: Path) -> None:
    town = told(tmp_path, f"排查矛盾纠纷126件，化解120件。\n全年共排查矛盾纠纷116件，{KINDS}")
    bars = town.story_rows().select("label", "value").rows()
    assert bars[:4] == [
        ("排查矛盾纠纷（第1处）", 126.0),
        ("化解纠纷", 120.0),
        ("排查矛盾纠纷（第2处）", 116.0),
        ("3类相加", 106.0),
    ]
    assert len({label for label, _ in bars}) == len(bars)


@pytest.mark.browser
def test_a_hit_that_is_cut_out_of_a_paragraph_says_so(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.locator("#word").fill("地区矛盾纠纷排查调处")
    said = page.locator("#places q").first
    said.wait_for()
    words = said.inner_text().strip("“”")
    assert words.startswith("…") and words.endswith("…")
    page.close()
