"""The one door of lists: bytes and address of a page in, what it leads to out."""

from __future__ import annotations

from fazhi.codebook.book import Codebook
from fazhi.collect.listing.data import parsed, read_data, read_platform
from fazhi.collect.listing.entries import ListPage, once
from fazhi.collect.listing.feed import read_feed
from fazhi.collect.listing.inline import entries_in_scripts
from fazhi.collect.listing.jpage import is_answer, read_answer, read_call
from fazhi.collect.listing.links import entries_of
from fazhi.collect.listing.pagers import base_of, pages_of
from fazhi.collect.listing.unit import read_catalogue, read_unit, read_units
from fazhi.reading.decode import MOST_LOST, decode
from fazhi.reading.formats.html import check_shape
from fazhi.reading.formats.html.tree import Tree
from fazhi.reading.limits import Limits, within

SECONDS = 20.0


def look_at(body: bytes, address: str, book: Codebook) -> ListPage:
    """What a page of a list leads to, and where the list goes on; nothing in it runs.

    Args:
        body: as sent, its content coding undone.
        address: where it was, with what stands behind `#`.

    Raises `ReadError` where the bytes are no text, or the page costs more than any may.
    """
    with within(Limits(seconds=SECONDS)):
        decoded = decode(body, most_lost=MOST_LOST, book=book)
        text = decoded.text
        if is_answer(text):
            return read_answer(text, address, book)
        data = parsed(text)
        if data is not None:
            return read_unit(data, address, book) or read_data(data, address, book)
        if feed := read_feed(text, address, book):
            return feed
        if platform := read_platform(text, address):
            return platform
        if called := read_call(text, address, book):
            return called
        check_shape(text)
        tree = Tree(text)
        base = base_of(tree, address)
        shown = entries_of(tree, base, decoded.encoding, book)
        entries = once((*shown, *entries_in_scripts(tree, base, book)))
        pages = pages_of(tree, text, address, decoded.encoding, book)
        units = read_units(tree, base) or read_catalogue(text, base)
        family = "hanweb" if units else "trs" if pages.counted else "page"
        following = (*units, *pages.following)
        return ListPage(entries, following, pages.number, pages.scripted, family)
