"""Feeds that portals keep of what is new: RSS, Atom, and maps of a site that tell titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime

from lxml import etree

from fazhi.codebook.book import Codebook
from fazhi.collect.listing.book import listing
from fazhi.collect.listing.days import BEIJING, day_in
from fazhi.collect.listing.entries import Entry, ListPage, address_at, once, others
from fazhi.errors import ReadError
from fazhi.reading.formats.html.portals import bare
from fazhi.reading.zipped import parse_xml

DECLARED = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
ROOT = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?.{0,500}?\?>\s*)*<(?:\w+:)?(?:rss|feed|RDF|urlset|sitemapindex)\b",
    re.S,
)
ROWS = frozenset(("item", "entry", "url"))
DAYS = ("pubDate", "date", "published", "publication_date", "updated", "lastmod")
LONGEST_TITLE = 300


def read_feed(text: str, address: str, book: Codebook) -> ListPage | None:
    """What a feed leads to; null where the text is none, or no XML that can be read."""
    declared = DECLARED.match(text)
    body = text[declared.end() :] if declared else text
    if not ROOT.match(body):
        return None
    try:
        root = parse_xml(body.encode())
    except ReadError:
        return None
    maps = (
        address_at(address, _told(one).get("loc", ""))
        for one in root.iter(tag=etree.Element)
        if _name(one) == "sitemap"
    )
    return ListPage(once(_entries(root, address, book)), others(maps, address), family="feed")


def _entries(root: etree._Element, base: str, book: Codebook) -> Iterator[Entry]:
    for row in root.iter(tag=etree.Element):
        if _name(row) not in ROWS:
            continue
        told = _told(row)
        title = " ".join(told.get("title", "").split())
        link = told.get("link") or told.get("loc") or told.get("guid") or ""
        if len(bare(title)) < listing(book).shortest_title or not link:
            continue
        if address := address_at(base, link):
            said = next((told[one] for one in DAYS if told.get(one)), "")
            yield Entry(address, title[:LONGEST_TITLE], _day(said) or day_in("", address))


def _told(row: etree._Element) -> dict[str, str]:
    """The first words of each element in a row; of a link that has an address, this."""
    told: dict[str, str] = {}
    for one in row.iterdescendants(tag=etree.Element):
        is_other = _name(one) == "link" and one.get("rel") not in (None, "alternate")
        words = (one.get("href") or one.text or "").strip()
        if words and not is_other:
            told.setdefault(_name(one), words)
    return told


def _day(said: str) -> str:
    """The day in Beijing of a time as feeds write it (Fri, 05 Jan 2024 16:30:00 GMT), or a day."""
    if day := day_in(said):
        return day
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return ""
    aware = when if when.tzinfo is not None else when.replace(tzinfo=UTC)
    return (aware.astimezone(UTC) + BEIJING).date().isoformat()


def _name(one: etree._Element) -> str:
    return str(one.tag).rpartition("}")[2]
