"""The cross-town page opens with what stands out, in sentences that the reports bear out."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
from selectolax.lexbor import LexborHTMLParser

from fazhi.tables.view import Tables


def opening(folder: Path) -> list[str]:
    page = LexborHTMLParser((folder / "cross_town.html").read_text(encoding="utf-8"))
    return [one.text().strip() for one in page.css("main ul.brief")[0].css("li")]


def test_the_five_open_with_what_a_reader_finds_in_them(site: Path) -> None:
    """普法活动: 西坪 30余, 平安 250余, 兴泾 two figures. 西坪, 平安, 兴泾 contradict themselves."""
    told = opening(site)
    assert len(told) == 5
    assert "“不足的原因”最少：应写的5份中0份完全符合" in told[0]
    assert "“普法宣传活动场次”（5份中3份）" in told[1]
    assert "3份报告，从30到250场次" in told[2] and "不是排名" in told[2]
    assert told[3].startswith("5份报告中有3份的数字前后不一")


def test_each_sentence_leads_to_a_section_of_the_page(site: Path, english: Path) -> None:
    for folder in (site, english):
        page = LexborHTMLParser((folder / "cross_town.html").read_text(encoding="utf-8"))
        ways = [a.attributes["href"] or "" for a in page.css("main ul.brief")[0].css("a")]
        assert len(ways) == 5
        assert all(page.css_first(way) for way in ways)


def test_no_town_is_named_and_counts_are_those_of_the_tables(many: Path) -> None:
    tables = Tables(many.parent / "tables")
    told = " ".join(opening(many))
    towns = [town for town in tables.frame("reports")["town"].unique() if town]
    assert towns and not [town for town in towns if town in told]
    states = tables.frame("indicators").filter(~pl.col("by_kinds"))
    conflicting = states.filter(pl.col("state") == "conflicting")["report_id"].n_unique()
    assert re.search(rf"200份报告中有{conflicting}份的数字前后不一", told)
