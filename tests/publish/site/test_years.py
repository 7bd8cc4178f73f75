"""The pages of one authority through its years, and of two years sentence by sentence."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from fazhi.publish import publish_site
from fazhi.publish.pages import links
from fazhi.publish.pages.beside.lines import lines
from fazhi.publish.pages.series import every_series
from fazhi.tables.view import Tables
from tests.fixtures.altered import sign
from tests.publish.test_pages import CUT, DRAWN, OUTSIDE, VARIANTS, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
YEARS, BESIDE = "500235126-years.html", "500235126-2024-beside.html"
OLD, NEW = "500235126-2023", "500235126-2024"


def parsed(site: Path, name: str) -> HTMLParser:
    return HTMLParser((site / name).read_text(encoding="utf-8"))


def addresses(page: HTMLParser) -> set[str]:
    return {str(link.attributes["href"]) for link in page.css("a[href]")}


def test_every_way_to_and_from_the_pages_of_years_leads_somewhere(years_site: Path) -> None:
    for site in (years_site, years_site / "en"):
        ids = {
            page.name: {str(one.attributes["id"]) for one in parsed(site, page.name).css("[id]")}
            for page in site.glob("*.html")
        }
        for page in site.glob("*.html"):
            for address in addresses(parsed(site, page.name)):
                name, _, mark = address.partition("#")
                target = name.partition("?")[0] or page.name
                assert (site / target).is_file(), f"{page.name}: {address}"
                assert not mark or "/" in target or mark in ids[target], f"{page.name}: {address}"
        leading = ("index.html", "cross_town.html", f"{OLD}.html", f"{NEW}-source.html", BESIDE)
        assert all(YEARS in addresses(parsed(site, name)) for name in leading)
        assert {f"{OLD}.html", f"{NEW}.html", BESIDE} <= addresses(parsed(site, YEARS))


def test_the_five_have_one_year_each_and_no_such_page(site: Path) -> None:
    assert not [*site.glob("*-years*"), *site.glob("*-beside*")]
    for name in ("index", "cross_town", OLD):
        assert "-years.html" not in (site / f"{name}.html").read_text("utf-8")


def test_again_nothing_is_made_and_one_changed_row_costs_the_place(
    years_site: Path, two_years: Path, tmp_path: Path
) -> None:
    tables = shutil.copytree(two_years, tmp_path / "tables")
    site = shutil.copytree(years_site, tmp_path / "site")
    again = publish_site(tables, site, NOTEBOOKS, "zh,en")
    assert again.written == ()
    assert "500235126-years" in again.kept
    file = tables / "promises.parquet"
    pl.read_parquet(file).with_columns(score=pl.lit(0.9)).write_parquet(file)
    sign(tables, over=False)
    done = publish_site(tables, site, NOTEBOOKS, "zh,en")
    place = {"500235126-years", "cross_town"}
    assert set(done.written) == place | {f"en/{name}" for name in place}


def test_two_folders_hold_the_same_bytes(years_site: Path, two_years: Path, tmp_path: Path) -> None:
    publish_site(two_years, tmp_path / "site", NOTEBOOKS, "zh,en")
    for name in (YEARS, BESIDE, "500235126-years.ipynb", f"en/{YEARS}", f"en/{BESIDE}"):
        assert (tmp_path / "site" / name).read_bytes() == (years_site / name).read_bytes()


def test_two_years_side_by_side_tell_what_became_of_each_sentence(years_site: Path) -> None:
    page = parsed(years_site, BESIDE)
    rows = list(page.css(".twofold tbody tr"))
    # No sentence of the table is lost, and each stands in its column.
    counted = {
        state: sum(
            state in (row.attributes["class"] or "")
            and "named" not in (row.attributes["class"] or "")
            for row in rows
        )
        for state in ("changed", "new", "dropped", "moved", "kept")
    }
    told = pl.read_parquet(years_site.parent / "tables/aligned.parquet").filter(~pl.col("heading"))
    assert {one: n for one, n in counted.items() if n} == dict(told.group_by("state").len().rows())
    change = next(
        row
        for row in rows
        if "250余次" in row.text() and "changed" in (row.attributes["class"] or "")
    )
    before, now = change.css("td")[1:]
    assert "2023" in before.text()
    assert [mark.text() for mark in now.css("u")] == ["4"]
    gone = next(row for row in rows if "（二）带头学法" in row.text())
    assert gone.css("td")[0].text() == "删去"
    assert not gone.css("td")[2].text()


def test_dropped_sentences_stand_where_they_stood() -> None:
    def row(state: str, before: int | None, now: int | None, section: int = 1) -> dict[str, object]:
        return {
            "state": state,
            "heading": False,
            "start": now,
            "previous_start": before,
            "section_id": section,
            "elsewhere": False,
        }

    rows = [
        row("kept", 0, 0),
        row("kept", 10, 9),
        row("moved", 90, 15),
        row("new", None, 20),
        row("changed", 40, 30),
        row("dropped", 20, None),
        row("dropped", 50, None),
        row("dropped", 30, None),
    ]
    assert [(one.state, len(one.rows)) for one in lines(rows)] == [
        ("kept", 2),
        ("dropped", 1),
        ("dropped", 1),
        ("moved", 1),
        ("new", 1),
        ("changed", 1),
        ("dropped", 1),
    ]


def test_a_series_knows_its_gaps_and_its_years_of_two(two_years: Path) -> None:
    (one,) = every_series(Tables(two_years)).values()
    assert (one.place, dict(one.years)) == ("500235126", {2023: (OLD,), 2024: (NEW,)})
    assert dict(one.before) == {NEW: (OLD, 0)}
    assert one.gaps == []


def test_no_name_of_a_report_takes_the_place_of_a_page_of_years() -> None:
    assert links.years("500235126") == "500235126-years"
    assert re.fullmatch(r"r-[0-9a-f]{16}-years", links.years("500235平安镇"))
    assert links.page("500235126-years") != "500235126-years"
    assert links.page("500235126-2024-beside") != "500235126-2024-beside"


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), VARIANTS)
@pytest.mark.parametrize("language", ["", "en/"])
def test_pages_of_years_are_drawn_offline(
    years_site: Path, browser: Browser, width: int, scheme: str, language: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for name, charts in ((YEARS, 2), (BESIDE, 0), ("index.html", 0)):
        open_page(page, years_site / f"{language}{name}")
        drawn = page.evaluate(DRAWN)
        assert len(drawn) == charts
        assert all(chart["marks"] > 9 and chart["width"] > 200 for chart in drawn), drawn
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate(OUTSIDE) == [], name
        assert page.evaluate(CUT) == [], name
    assert complaints == []
    context.close()


@pytest.mark.browser
def test_what_was_dropped_can_be_left_out(years_site: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto((years_site / BESIDE).as_uri())
    assert page.locator("tr.dropped:not(.named):visible").count() == 44
    page.locator("#show-dropped").uncheck()
    assert page.locator("tr.dropped:not(.named):visible").count() == 0
    assert page.locator("tr.changed:not(.named):visible").count() == 3
    # On a telephone each side says of which year it is.
    told = page.evaluate(
        "[...document.querySelectorAll('tr.changed td[data-head]')].slice(0, 2)"
        ".map(one => getComputedStyle(one, '::before').content)"
    )
    assert told == ['"2023年"', '"2024年"']
    page.close()
