"""Lists of Hanweb's portals: records as markup inside XML, more of them from a proxy by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from fazhi.codebook.book import Codebook
from fazhi.collect.listing.entries import Entry, ListPage, address_at, once, others
from fazhi.collect.listing.links import entries_of
from fazhi.reading.formats.html.tree import Tree
from fazhi.reading.limits import check_time

RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.S)
NEXT_GROUP = re.compile(r"<nextgroup>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</nextgroup>", re.S)
TOTAL = re.compile(r"<totalrecord>\s*(\d{1,7})\s*</totalrecord>", re.I)
TOTAL_PAGES = re.compile(r"<totalpage>\s*(\d{1,6})\s*</totalpage>", re.I)
CALL = re.compile(r"\.jpage\s*\(\s*\{(.{20,4000}?)\}\s*\)", re.S)
SETTING = re.compile(r"(\w+)\s*:\s*(?:'([^']*)'|\"([^\"]*)\"|(\d+))")
LINK = re.compile(r"href\s*=\s*[\"']([^\"']+)[\"']", re.I)
# The portal's own script asks for three pages at once.
PAGES_AT_ONCE = 3
SETTINGS_OF_CALL = re.compile(
    "per_?page|proxyurl|totalrecord|openlink|opentarget|showmode|currentpage|groupsize|pagesize"
)
MOST_ASKED = 500


def is_answer(text: str) -> bool:
    """Whether this is what the proxy answers: records without a page around them."""
    start = text.lstrip("\ufeff \r\n\t")[:600].lower()
    return start.startswith(("<?xml", "<datastore", "<recordset")) and (
        "<datastore" in start or "<recordset" in start
    )


def read_answer(text: str, address: str, book: Codebook) -> ListPage:
    """The records of an answer, and what is to be asked next."""
    entries = once(_entries(text, address, book))
    total, pages = _number(TOTAL, text), _number(TOTAL_PAGES, text)
    following = [*_group(text, address), *_later(address, total, pages)]
    return ListPage(entries, others(following, address), pages, family="jpage")


def read_call(markup: str, address: str, book: Codebook) -> ListPage | None:
    """The list that a page makes with the portal's script; null where it makes none."""
    found = CALL.search(markup)
    settings = (
        {name.lower(): (name, *values) for name, *values in SETTING.findall(found[1])}
        if found
        else {}
    )
    proxy = _value(settings, "proxyurl")
    if not found or not proxy:
        return None
    entries = once(_entries(markup, address, book))
    per_page = int(_value(settings, "perpage") or 15) or 15
    total = int(_value(settings, "totalrecord") or _number(TOTAL, markup) or 0)
    asked = {
        told[0]: next(filter(None, told[1:]), "")
        for name, told in settings.items()
        if not SETTINGS_OF_CALL.fullmatch(name)
    }
    base = urljoin(address, proxy)
    size = per_page * PAGES_AT_ONCE
    ways = [
        address_at(
            base,
            _with(
                base,
                {
                    "startrecord": n,
                    "endrecord": min(n + size - 1, total),
                    "perpage": per_page,
                    **asked,
                },
            ),
        )
        for n in range(1 + (size if entries else 0), total + 1, size)
    ]
    following = others([*ways[:MOST_ASKED], *_group(markup, address)], address)
    return ListPage(entries, following, -(-total // per_page), family="jpage")


def _entries(text: str, address: str, book: Codebook) -> Iterator[Entry]:
    for record in RECORD.findall(text):
        check_time()
        tree = Tree(f"<html><body>{record}</body></html>")
        yield from entries_of(tree, address, "utf-8", book)


def _group(text: str, address: str) -> list[str]:
    """The address of the next records, as older forms write it."""
    found = NEXT_GROUP.search(text)
    link = LINK.search(found[1]) if found else None
    return [address_at(address, link[1].replace("&amp;", "&"))] if link else []


def _later(address: str, total: int, pages: int) -> list[str]:
    """The same question for the records behind these."""
    asked = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
    first, last = asked.get("startrecord", ""), asked.get("endrecord", "")
    if first.isdecimal() and last.isdecimal() and int(first) <= int(last) < total:
        size = int(last) - int(first) + 1
        more = {"startrecord": int(last) + 1, "endrecord": min(int(last) + size, total)}
        return [_with(address, more)]
    page = asked.get("page", "")
    if page.isdecimal() and int(page) < pages:
        return [_with(address, {"page": int(page) + 1})]
    return []


def _with(address: str, more: Mapping[str, object]) -> str:
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    asked |= {name: str(value) for name, value in more.items()}
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(asked), ""))


def _value(settings: Mapping[str, tuple[str, ...]], name: str) -> str:
    return next(filter(None, settings.get(name, ("",))[1:]), "")


def _number(way: re.Pattern[str], text: str) -> int:
    found = way.search(text)
    return int(found[1]) if found else 0
