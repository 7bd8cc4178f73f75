"""Lists that a page carries in its scripts: data in a variable, or markup that a script writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from fazhi.codebook.book import Codebook
from fazhi.collect.listing.data import read_data
from fazhi.collect.listing.entries import Entry
from fazhi.collect.listing.links import entries_of
from fazhi.reading.formats.html.buried import pieces_put
from fazhi.reading.formats.html.tree import Tree
from fazhi.reading.limits import check_time

LARGEST, MOST_LISTS, LONGEST_LIST = 1_000_000, 20, 400_000
LIST = re.compile(r"\[\s*(?=\{\s*[\"'\w])")
# A list as scripts write it, which is no JSON: names without quotation marks, or in single ones.
NAME = re.compile(r"([{,]\s*)(?:'(\w{1,60})'|(\w{1,60}))\s*:(?!//)")
VALUE = re.compile(r":\s*'((?:[^'\\\n]|\\.)*)'")
LAST_COMMA = re.compile(r",(\s*[\]}])")
END = re.compile(r"\}\s*,?\s*\]")


def entries_in_scripts(tree: Tree, address: str, book: Codebook) -> Iterator[Entry]:
    """The entries that scripts of a page hold as data, or write to it; none of them runs."""
    for script in tree.named("script"):
        if "src" in script.attributes:
            continue
        source = script.source()[:LARGEST]
        yield from entries_in_data(source, address, book)
        put = "\n".join(pieces_put(source)) if "write" in source or "+=" in source else ""
        if "<a " in put:
            made = Tree(f"<html><body>{put}</body></html>")
            yield from entries_of(made, address, "utf-8", book)


def entries_in_data(source: str, address: str, book: Codebook) -> Iterator[Entry]:
    """The entries of lists that stand in a script."""
    if "[" not in source or "{" not in source:
        return
    done = 0
    for found in islice(LIST.finditer(source), MOST_LISTS):
        check_time()
        if found.start() < done:
            continue
        data, done = _list_at(source, found.start())
        if data:
            yield from read_data(data, address, book).entries


def _list_at(source: str, start: int) -> tuple[Any, int]:
    """The list that begins at a place of a script, and where it ends; null where it is none."""
    try:
        return json.JSONDecoder().raw_decode(source, start)
    except (ValueError, RecursionError):
        pass
    end = END.search(source, start, start + LONGEST_LIST)
    if end is None:
        return None, start
    written = VALUE.sub(lambda one: ":" + json.dumps(one[1]), source[start : end.end()])
    written = NAME.sub(lambda one: f'{one[1]}"{one[2] or one[3]}":', LAST_COMMA.sub(r"\1", written))
    try:
        return json.loads(written), end.end()
    except (ValueError, RecursionError):
        return None, start
