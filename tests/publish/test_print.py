"""Every kind of page printed on A4: nothing cut, no means of a screen, black on white."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.publish.conftest import BROWSERS, OFFLINE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

OF_SITE = ("index", "data", "cross_town", "411323102-2023", "411323102-2023-source")
OF_YEARS = ("500235126-years", "500235126-2024-beside", "cross_town")
KINDS = [*(("site", one) for one in OF_SITE), *(("years_site", one) for one in OF_YEARS)]
# A4 in points, and its margins of 15 mm at the sides.
WIDTH, HEIGHT, SIDE = 595, 842, 15 / 25.4 * 72
# The width of the text on paper, in the pixels of a style sheet.
TEXT = 680
WIDER = """[...document.querySelectorAll('main *, footer *')]
  .filter(one => one.checkVisibility() && !one.closest('svg'))
  .filter(one => { const box = one.getBoundingClientRect();
    return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1); })
  .map(one => one.tagName + '.' + one.className)"""
SHOWN = """which => [...document.querySelectorAll(which)]
  .filter(one => one.checkVisibility()).map(one => one.className || one.id)"""
COLOURS = """() => { const style = getComputedStyle(document.body);
  return [style.color, style.backgroundColor]; }"""
SHRUNK = """[...document.querySelectorAll('.chart > svg')].map(svg =>
  svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)"""
ON_SCREEN_ONLY = (
    ".top, .contents, .code, .data, .filters, .outline, .skip, .button, .hint, .search, "
    ".slice:not([data-chosen]), .slice button, .close, footer a"
)


def opened(browser: Browser, file: Path) -> Page:
    """A page in a dark window of a desk, as somebody prints it."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    page.goto(file.as_uri())
    if page.locator(".chart").count():
        page.locator("html[data-drawn]").wait_for(state="attached")
    return page


def words(text: str) -> str:
    return re.sub(r"\s", "", text)


def outside(page: pypdfium2.PdfPage) -> list[Any]:
    """What the paper holds beyond its margins at the sides."""
    told = page.get_textpage()
    boxes = [told.get_charbox(at) for at in range(told.count_chars())]
    return [
        (round(left), round(right))
        for left, _, right, _ in boxes
        if right > left and (left < SIDE - 2 or right > WIDTH - SIDE + 2)
    ]


@pytest.mark.parametrize(("kept", "name"), KINDS)
def test_on_paper_nothing_is_wider_than_the_page(
    request: pytest.FixtureRequest, browser: Browser, kept: str, name: str
) -> None:
    page = opened(browser, request.getfixturevalue(kept) / f"{name}.html")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": TEXT, "height": 900})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(50)
    assert page.evaluate(WIDER) == []
    assert page.evaluate(SHOWN, ON_SCREEN_ONLY) == []
    assert page.evaluate(COLOURS) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    for drawn in page.evaluate(SHRUNK):
        # Charts are drawn for the width of the paper; only those taller than it are made smaller.
        assert 0.9 < drawn <= 1.01
    page.close()


@pytest.mark.parametrize(("kept", "name"), KINDS)
def test_a_page_is_printed_on_a4_with_all_its_parts(
    request: pytest.FixtureRequest, browser: Browser, kept: str, name: str, tmp_path: Path
) -> None:
    site: Path = request.getfixturevalue(kept)
    page = opened(browser, site / f"{name}.html")
    page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True, print_background=True)
    page.close()
    printed = pypdfium2.PdfDocument(str(tmp_path / "page.pdf"))
    told = []
    for sheet in printed:
        assert [round(side) for side in sheet.get_size()] in ([WIDTH, HEIGHT], [WIDTH - 1, HEIGHT])
        assert outside(sheet) == []
        told.append(sheet.get_textpage().get_text_range())
    source = LexborHTMLParser((site / f"{name}.html").read_text(encoding="utf-8"))
    headings = [words(one.text()) for one in source.css("h1, h2, h3")]
    whole = words("".join(told))
    assert [one for one in headings if one not in whole] == []
    assert words(f"{name}.html") in whole
    for sheet_text in told:
        last = words(sheet_text.strip().splitlines()[-1])
        assert last not in headings, "a heading stands alone at the foot of a sheet"


def test_what_is_folded_is_printed(site: Path, browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, site / "411323102-2023.html")
    assert page.locator("details.more[open]").count() == 0
    page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    page.close()
    first = pypdfium2.PdfDocument(str(tmp_path / "page.pdf"))[0].get_textpage().get_text_range()
    assert "37672bc391d7e2d161f60489d5ec95c06" in words(first)


def test_marks_on_paper_carry_the_numbers_of_their_cards(
    site: Path, browser: Browser, tmp_path: Path
) -> None:
    page = opened(browser, site / "411323102-2023-source.html")
    page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    page.close()
    printed = pypdfium2.PdfDocument(str(tmp_path / "page.pdf"))
    whole = words("".join(sheet.get_textpage().get_text_range() for sheet in printed))
    assert "q832起" in whole
    assert "¶q8" in whole


@pytest.mark.parametrize(
    ("kept", "name"),
    [
        ("site", "411323102-2023"),
        ("site", "500235126-2023"),
        ("site", "640105100-2023"),
        ("years_site", "500235126-years"),
    ],
)
def test_no_sheet_ends_with_the_head_of_a_table(
    request: pytest.FixtureRequest, browser: Browser, kept: str, name: str, tmp_path: Path
) -> None:
    site: Path = request.getfixturevalue(kept)
    page = opened(browser, site / f"{name}.html")
    heads = {words(head) for head in page.locator("main thead").all_text_contents()}
    assert len(heads) >= 3
    page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    page.close()
    for sheet in pypdfium2.PdfDocument(str(tmp_path / "page.pdf")):
        lines = sheet.get_textpage().get_text_range().strip().splitlines()
        assert words(lines[-1]) not in heads


# Names beside the rows of a chart, of which no two may touch.
TOUCHING = """[...document.querySelectorAll(
    '.chart .role-axis-label, .chart .role-mark.mark-text')].flatMap(axis => {
  const all = [...axis.querySelectorAll('text')]
    .map(one => [one.textContent, one.getBoundingClientRect()]);
  return all.flatMap(([name, box], at) => all.slice(at + 1).filter(([, other]) =>
    box.left < other.right && other.left < box.right
    && box.top + 1 < other.bottom && other.top + 1 < box.bottom)
    .map(([other]) => [name, other])); })"""


@pytest.mark.parametrize("kept", ["site", "english", "many"])
def test_names_beside_rows_do_not_touch(
    request: pytest.FixtureRequest, browser: Browser, kept: str
) -> None:
    page = opened(browser, request.getfixturevalue(kept) / "cross_town.html")
    assert page.locator(".chart .role-axis-label text").count() > 100
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        assert page.evaluate(TOUCHING) == []
    page.emulate_media(media="print")
    page.set_viewport_size({"width": TEXT, "height": 900})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(100)
    assert page.evaluate(TOUCHING) == []
    page.close()


# Rows of spreads whose marks reach into those of the next, and dots on the names beside them.
CROWDED = """[...document.querySelectorAll('.chart')].flatMap(chart => {
  const box = one => one.getBoundingClientRect(), rows = new Map();
  const dots = [...chart.querySelectorAll('.mark-symbol.role-mark path')].filter(
    one => one.__data__?.datum?.who);
  if (!dots.length) return [];
  const others = [...chart.querySelectorAll('.mark-rect path, .mark-rule.role-mark line')]
    .filter(one => one.closest('.role-mark'));
  for (const one of [...dots, ...others]) {
    const label = one.__data__.datum.label, { top, bottom } = box(one);
    const row = rows.get(label) ?? { label, top: Infinity, bottom: -Infinity };
    rows.set(label, { label, top: Math.min(row.top, top), bottom: Math.max(row.bottom, bottom) });
  }
  const names = [...chart.querySelectorAll('.role-axis-label text')].map(box);
  const covered = dots.filter(dot => names.some(name => box(dot).left < name.right
    && name.left < box(dot).right && box(dot).top < name.bottom && name.top < box(dot).bottom));
  const sorted = [...rows.values()].sort((one, other) => one.top - other.top);
  const crowded = sorted.slice(1).filter((row, at) => sorted[at].bottom > row.top + .5);
  return [...crowded.map(row => row.label),
    ...covered.map(dot => 'name beside ' + dot.__data__.datum.label)]; })"""


def test_dots_keep_to_their_row(many: Path, browser: Browser) -> None:
    page = opened(browser, many / "cross_town.html")
    drawn = "document.querySelectorAll('.chart .mark-symbol.role-mark path').length"
    assert page.evaluate(drawn) > 200
    page.evaluate("window.dispatchEvent(new Event('resize'))")
    assert page.evaluate(CROWDED) == []
    page.emulate_media(media="print")
    page.set_viewport_size({"width": TEXT, "height": 900})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(200)
    assert page.evaluate(CROWDED) == []
    page.close()


def test_what_was_folded_keeps_its_name_on_paper(
    site: Path, browser: Browser, tmp_path: Path
) -> None:
    page = opened(browser, site / "411323102-2023.html")
    page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    page.close()
    sheets = pypdfium2.PdfDocument(str(tmp_path / "page.pdf"))
    whole = "".join(sheet.get_textpage().get_text_range() for sheet in sheets)
    assert "逐项核对（9项），连同原文" in words(whole)
    assert "图中数据" not in whole
    # A chart folded alone has the name of its fold for a title: it stood twice.
    assert words(whole).count("报告把篇幅给了哪些部分？") == 1


# What stands at the axes of the charts of the five, and nowhere else on paper.
AXES = (
    "报告的数值（对数刻度，单位见各行）",
    "占正文字数的比例",
    "每千字的数字（处）",
    "引用次数（次）",
    "待核事项（条）",
)


def test_a_browser_without_a_window_prints_the_charts(
    site: Path, browser: Browser, tmp_path: Path
) -> None:
    """It prints as soon as the page has loaded, which the drawing holds back."""
    path = next(path for path in map(shutil.which, BROWSERS) if path)
    for name, told in (("cross_town", AXES), ("411323102-2023", AXES[1:2])):
        file = tmp_path / f"{name}.pdf"
        address = (site / f"{name}.html").as_uri()
        command = [path, "--headless", *OFFLINE, f"--print-to-pdf={file}", address]
        subprocess.run(command, check=True, capture_output=True)
        sheets = pypdfium2.PdfDocument(str(file))
        whole = words("".join(sheet.get_textpage().get_text_range() for sheet in sheets))
        assert [axis for axis in told if axis not in whole] == []
