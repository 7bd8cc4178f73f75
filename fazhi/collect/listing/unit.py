"""Lists of Hanweb's later portals (jpaas): parts of a page, built by a gateway as markup in JSON.

The page tells in `queryData` what its script asks for; later pages are asked for with their
number in `paramJson`, as the portal's pager does. One question fills its older catalogues.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode, urlsplit

from fazhi.codebook.book import Codebook
from fazhi.collect.addresses import asked_of, asking
from fazhi.collect.listing.book import listing
from fazhi.collect.listing.data import markups, told_in
from fazhi.collect.listing.entries import ListPage, address_at, others
from fazhi.collect.listing.links import entries_of
from fazhi.reading.formats.html.tree import Element, Tree

PATH = "/front/page/build/unit"
ASKED, PAGE = "querydata", "paramJson"
FIELD = re.compile(r"[\"'](\w{1,40})[\"']\s*:\s*[\"']([^\"']{0,200})[\"']")
# What its pager is told, in the markup: {count:46,pageNo:1,pageSize:15}.
COUNT = re.compile(r"\b(?:count|total\w{0,10})\b[^\w]{1,8}(\d{1,6})\b", re.I)
SIZE = re.compile(r"\bpage_?size\b[^\w]{1,8}(\d{1,4})\b", re.I)
NUMBERED = re.compile(r"[\"'](pageNo|pageSize)[\"']\s*:\s*[\"']?(\d{1,4})\b")
MOST_UNITS = 8
CATALOGUE = re.compile(
    r"[\"'`]([^\"'`<>\s]{0,80}/module/xxgk/search\.jsp\?[^\"'`<>\s]{1,500})[\"'`]"
)


def read_units(tree: Tree, address: str) -> tuple[str, ...]:
    """The addresses of the parts of a page that list something; empty where it has none."""
    found = (_asked(one, address) for one in tree.elements if ASKED in one.attributes)
    return others(list(filter(None, found))[:MOST_UNITS], address)


def read_catalogue(markup: str, address: str) -> tuple[str, ...]:
    """The question by which a page of Hanweb's older catalogues (xxgk) fills its list."""
    found = CATALOGUE.search(markup)
    if not found:
        return ()
    asked = found[1].replace("&amp;", "&")
    asked += "" if "currpage=" in asked else "&currpage=1"
    return others([address_at(address, asked)], address)


def _asked(unit: Element, address: str) -> str:
    """What the script of a part asks for; empty where the part belongs to one article."""
    fields = dict(FIELD.findall(unit.attributes[ASKED]))
    where = unit.attributes.get("url", "")
    if not where.endswith(PATH) or fields.get("pageType", "column") != "column":
        return ""
    return address_at(address, f"{where}?{urlencode(fields)}")


def read_unit(data: Any, address: str, book: Codebook) -> ListPage | None:
    """The entries of what such a gateway answers, and the question for those behind them.

    Null where the address is none that it answers.
    """
    if not urlsplit(address).path.endswith(PATH):
        return None
    markup = max(markups(data), key=len, default="")
    entries = entries_of(Tree(f"<html><body>{markup}</body></html>"), address, "utf-8", book)
    asked = dict(asked_of(address))
    page = {name: int(value) for name, value in NUMBERED.findall(asked.get(PAGE, ""))}
    size = _number(SIZE, markup) or page.get("pageSize", 0) or len(entries)
    total = told_in(data, listing(book).data.entries) or _number(COUNT, markup)
    pages = -(-total // size) if size else 0
    now = page.get("pageNo", 1)
    following: tuple[str, ...] = ()
    if entries and now < pages:
        more = json.dumps({"pageNo": now + 1, "pageSize": size}, separators=(",", ":"))
        following = others([asking(address, {**asked, PAGE: more}.items())], address)
    return ListPage(entries, following, pages, family="hanweb")


def _number(way: re.Pattern[str], markup: str) -> int:
    found = way.search(markup)
    return int(found[1]) if found else 0
