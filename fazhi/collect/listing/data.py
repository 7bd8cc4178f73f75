"""Lists that are data: JSON of programs behind pages, and Guangdong's open information."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from fazhi.codebook.book import Codebook
from fazhi.collect.addresses import asked_of, asking
from fazhi.collect.listing.book import Fields, listing
from fazhi.collect.listing.days import day_in, day_of_value
from fazhi.collect.listing.entries import Entry, ListPage, address_at, once, others
from fazhi.collect.listing.links import entries_of
from fazhi.reading.formats.html.tree import Tree

# The settings of a page of Guangdong's platform, and the part of an address before it.
PLATFORM = re.compile(r"^(.*?/gkmlpt)(?:/|$)")
SITE = re.compile(r"\bSID\s*:\s*[\"']?(\d{1,9})\b")
CALLBACK = re.compile(r"^\s*[\w.$]+\s*\((.*)\)\s*;?\s*$", re.S)
# A file of a script that holds nothing but one list: var datas = [...];
ASSIGNED = re.compile(r"^\s*(?:var|let|const)?\s*[\w.$]{1,60}\s*=\s*([\[{].*?)\s*;?\s*$", re.S)
DEEPEST, MOST_NODES = 8, 200_000
TAG = re.compile(r"<[^>]{1,200}>")


def parsed(text: str) -> Any:
    """The data of a text, also behind a name of a function or variable; null where it is none."""
    bare = text.lstrip("\ufeff \r\n\t")
    if found := CALLBACK.match(bare) or ASSIGNED.match(bare):
        bare = found[1]
    if not bare.startswith(("{", "[")):
        return None
    try:
        return json.loads(bare)
    except (ValueError, RecursionError):
        return None


def read_platform(markup: str, address: str) -> ListPage | None:
    """Where the list of a page of Guangdong's platform is; null for any other page.

    The category stands behind the address's `#`; without one all are meant.
    """
    parts = urlsplit(address)
    place, site = PLATFORM.match(parts.path), SITE.search(markup)
    if not place or not site or "/api/" in parts.path:
        return None
    category = re.match(r"\d{1,9}", parts.fragment)
    asked = f"{place[1]}/api/all/{category[0] if category else 0}?page=1&sid={site[1]}"
    return ListPage(following=(address_at(address, asked),), family="gkmlpt")


def read_data(data: Any, address: str, book: Codebook) -> ListPage:
    """The entries of a list in JSON, and the address of its next page."""
    known = listing(book).data
    rows = max(_lists(data), key=lambda one: len(_rows(one, known)), default=[])
    found = [entry for row in _rows(rows, known) if (entry := _entry(row, address, known))]
    markup = "" if found else max(markups(data), key=len, default="")
    if markup:
        tree = Tree(f"<html><body>{markup}</body></html>")
        found = list(entries_of(tree, address, "utf-8", book))
    size = told_in(data, known.sizes) or len(rows) or len(found)
    total = told_in(data, known.entries)
    pages = told_in(data, known.pages) or (-(-total // size) if total and size else 0)
    following = _following(address, pages, bool(found), book)
    following = following or _after(address, len(rows) or len(found), total, book)
    family = "gkmlpt" if "/gkmlpt/" in urlsplit(address).path else "data"
    return ListPage(once(found), others(following, address), pages, family=family)


def _lists(data: Any, depth: int = 0) -> Iterator[list[Any]]:
    if isinstance(data, list):
        yield data
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    if depth < DEEPEST:
        for one in inner:
            yield from _lists(one, depth + 1)


def markups(data: Any, depth: int = 0) -> Iterator[str]:
    """Strings that are markup with links."""
    if isinstance(data, str) and "<a " in data:
        yield data
    elif isinstance(data, dict | list) and depth < DEEPEST:
        for one in data.values() if isinstance(data, dict) else data:
            yield from markups(one, depth + 1)


def _rows(rows: Sequence[Any], known: Fields) -> list[dict[str, Any]]:
    """Those of a list that have an address and a title."""
    return [
        one
        for one in rows[:MOST_NODES]
        if isinstance(one, dict) and _first(one, known.titles) and _first(one, known.addresses)
    ]


def _entry(row: Mapping[str, Any], address: str, known: Fields) -> Entry | None:
    link = str(_first(row, known.addresses)).strip()
    title = " ".join(TAG.sub("", str(_first(row, known.titles))).split())
    found = address_at(address, link)
    days = (day_of_value(row[key]) for key in _keys(row, known.days))
    return Entry(found, title, next(filter(None, days), "") or day_in("", found)) if found else None


def _keys(row: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    lower = {key.lower(): key for key in row}
    return [lower[name] for name in names if name in lower]


def _first(row: Mapping[str, Any], names: Sequence[str]) -> object:
    return next(
        (row[key] for key in _keys(row, names) if isinstance(row[key], str) and row[key]), ""
    )


def told_in(data: Any, names: Sequence[str], depth: int = 0) -> int:
    """The first number of these names, the outermost first."""
    if isinstance(data, dict):
        for key in _keys(data, names):
            value = data[key]
            if isinstance(value, int) and not isinstance(value, bool) and value > 0:
                return value
            if isinstance(value, str) and value.isdecimal() and len(value) < 9 and int(value):
                return int(value)
    if not isinstance(data, dict) or depth >= 3:
        return 0
    return next(filter(None, (told_in(one, names, depth + 1) for one in data.values())), 0)


def _following(address: str, pages: int, has_entries: bool, book: Codebook) -> list[str]:
    """The address with the next number of its page; of a list without a count, while it gives."""
    asked = asked_of(address)
    for at, (name, value) in enumerate(asked):
        if name.lower() in listing(book).page_names and value.isdecimal():
            page = int(value)
            if not has_entries or (pages and page + 1 > pages):
                return []
            asked[at] = (name, str(page + 1))
            return [asking(address, asked)]
    return [urljoin(address, one) for one in _numbered_file(urlsplit(address).path, pages)]


def _after(address: str, many: int, total: int, book: Codebook) -> list[str]:
    """The same question for the entries behind these, where it tells at which it begins."""
    asked = asked_of(address)
    for at, (name, value) in enumerate(asked):
        if name.lower() in listing(book).offset_names and value.isdecimal() and len(value) < 9:
            begins = int(value) + many
            if not many or (total and begins >= total):
                return []
            asked[at] = (name, str(begins))
            return [asking(address, asked)]
    return []


def _numbered_file(path: str, pages: int) -> list[str]:
    """list_1.json of list.json, where the data tell that there are more."""
    found = re.search(r"^(.*?)(?:_(\d{1,4}))?\.(json)$", path)
    if not found or not pages:
        return []
    number = int(found[2] or 0)
    return [f"{found[1]}_{number + 1}.{found[3]}"] if number + 1 < pages else []
