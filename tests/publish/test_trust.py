"""Every page says in the reader's terms how far its figures can be trusted."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from fazhi.pipeline.build import build
from fazhi.publish.site.make import Task, files

ROOT = Path(__file__).parents[2]


def page_of(folder: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((folder / f"{name}.html").read_text(encoding="utf-8"))


def footer(folder: Path, name: str) -> str:
    return page_of(folder, name).css("footer")[0].text()


def test_every_page_says_how_well_indicators_are_read(site: Path, english: Path) -> None:
    for file in sorted(site.glob("*.html")):
        told = footer(site, file.stem)
        assert "每100处约有82–95处归对，真实网页的开头里约有69–97处" in told, file.name
        leads = page_of(site, file.stem).css("footer a[href='cross_town.html#method']")
        assert [one.text() for one in leads] == ["可靠程度"]
    assert "about 82–95 of 100 figures" in footer(english, "index")


def test_a_report_that_rules_were_made_on_says_so(site: Path, many: Path, tmp_path: Path) -> None:
    build(ROOT / "data/raw", tmp_path / "tables", gold=ROOT / "tests/gold", jobs=1)
    made = files(Task("411323102-2023", tmp_path / "tables", ROOT / "notebooks", tmp_path))
    pages = {name: made[name] for name in made if name.endswith(".html")}
    assert len(pages) == 2
    for page in pages.values():
        assert page.count("这份报告编写规则时用过") == 1
    made_up = next(file.stem for file in sorted(many.glob("r-*.html")) if "source" not in file.stem)
    for folder, name in ((site, "index"), (many, made_up)):
        assert "编写规则时用过" not in footer(folder, name)


def test_unseen_reports_stand_first_and_what_was_not_computed_says_so(
    site: Path, many: Path
) -> None:
    for folder in (site, many):
        page = page_of(folder, "cross_town")
        assert [one.text() for one in page.css("main .cell h3")][-2:] == [
            "没有见过的报告",
            "编写规则时用过的报告",
        ]
        rows = {
            cells[0]: cells[1:]
            for row in page.css("table tbody tr")
            if (cells := [cell.text() for cell in row.css("td")])
        }
        second = rows["23段真实网页的开头，第二批，按细类"]
        assert second[3].endswith("0.847 (0.773–0.920)")
        assert second[4].endswith("未计算")
    assert "它们自己的得分未计算" in page.css("main")[0].text()
