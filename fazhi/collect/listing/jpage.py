"""Lists of Hanweb's portals: records as markup inside XML, more of them from a proxy by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from fazhi.codebook.book import Codebook
from fazhi.collect.addresses import asked_of, asking
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
PAGES_AT_ONCE, RECORDS_A_PAGE = 3, 15
LONGEST_NUMBER = 8
ASKED = re.compile(r"ajaxParam\s*:\s*\{([^{}]{1,2000})\}", re.I)
STORE = re.compile(r"\b(?:InitData|dataStore)\w*\s*[=:]\s*\[(.{1,2000000}?)\]\s*[;,}]", re.S)
STRING = re.compile(r"'((?:[^'\\]|\\.)*)'", re.S)
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
    # The portal's own link to the next records, where it gives one, asks for what no other does.
    following = _group(text, address) or _later(address, total, pages)
    return ListPage(entries, others(following, address), pages, family="jpage")


def read_call(markup: str, address: str, book: Codebook) -> ListPage | None:
    """The list that a page makes with the portal's script; null where it makes none."""
    found = CALL.search(markup)
    group = _group(markup, address)
    if not found and not group:
        return None
    call = found[1] if found else ""
    settings = _settings(call)
    base = urljoin(address, settings.get("proxyurl", ""))
    if "proxyurl" not in settings and not group:
        return None
    entries = once(_entries(markup, address, book))
    per_page = _whole(settings.get("perpage", "")) or RECORDS_A_PAGE
    total = _whole(settings.get("totalrecord", "")) or _number(TOTAL, markup)
    block = ASKED.search(call)
    asked = dict(_pairs(block[1])) if block else {}
    size = per_page * PAGES_AT_ONCE
    starts = range(1 + (size if entries else 0), total + 1, size) if block else ()
    ways = [
        address_at(base, _with(base, _span(first, min(first + size - 1, total), per_page, asked)))
        for first in starts[:MOST_ASKED]
    ]
    return ListPage(entries, others(ways or group, address), -(-total // per_page), family="jpage")


def _span(first: int, last: int, per_page: int, asked: Mapping[str, str]) -> dict[str, object]:
    return {"startrecord": first, "endrecord": last, "perpage": per_page, **asked}


def _settings(call: str) -> dict[str, str]:
    """What a call of the script sets, names in small letters."""
    return {name.lower(): value for name, value in _pairs(call)}


def _pairs(told: str) -> Iterator[tuple[str, str]]:
    for name, *values in SETTING.findall(told):
        yield name, next(filter(None, values), "")


def _entries(text: str, address: str, book: Codebook) -> Iterator[Entry]:
    for record in RECORD.findall(text) or _written(text):
        check_time()
        tree = Tree(f"<html><body>{record}</body></html>")
        yield from entries_of(tree, address, "utf-8", book)


def _written(text: str) -> list[str]:
    """Records as an older form has them: markup in strings of the page's script."""
    found = STORE.search(text)
    strings = STRING.findall(found[1]) if found else []
    return [re.sub(r"\\(.)", r"\1", one) for one in strings]


def _group(text: str, address: str) -> list[str]:
    """The address of the next records, as older forms write it."""
    found = NEXT_GROUP.search(text)
    link = LINK.search(found[1]) if found else None
    return [address_at(address, link[1].replace("&amp;", "&"))] if link else []


def _later(address: str, total: int, pages: int) -> list[str]:
    """The same question for the records behind these."""
    asked = dict(asked_of(address))
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
    asked = dict(asked_of(address)) | {name: str(value) for name, value in more.items()}
    return asking(address, asked.items())


def _whole(told: str) -> int:
    return int(told) if told.isascii() and told.isdecimal() and len(told) < LONGEST_NUMBER else 0


def _number(way: re.Pattern[str], text: str) -> int:
    found = way.search(text)
    return int(found[1]) if found else 0
