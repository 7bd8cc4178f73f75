"""What a page that lists others is, in the one form that all families of portals come to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from fazhi.collect.addresses import canonical, joined, site_of
from fazhi.collect.refusals import Refused


class Entry(NamedTuple):
    """A page that a list leads to: address (canonical), title, day (ISO; empty if not told)."""

    address: str
    title: str
    day: str = ""


class ListPage(NamedTuple):
    """One page of a list.

    Args:
        entries: each address once, in the order of the page.
        following: addresses of further pages of the list, the next first.
        pages: how many pages it has; 0 where nothing tells it.
        scripted: whether further pages are there that only a script leads to.
        family: how the list is written: `page`, `trs`, `jpage`, `hanweb`, `gkmlpt`, `data`, `feed`.
    """

    entries: tuple[Entry, ...] = ()
    following: tuple[str, ...] = ()
    pages: int = 0
    scripted: bool = False
    family: str = "page"


def address_at(base: str, link: str, encoding: str = "utf-8") -> str:
    """The canonical address of a link; empty where it is none."""
    try:
        return joined(base, link, encoding)
    except Refused:
        return ""


def sameness(address: str) -> tuple[str, str, str]:
    """What is equal for one page under several addresses: with `www.` or not, https or not."""
    parts = urlsplit(address)
    return site_of(address), parts.path, parts.query


def once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each page once, by its first title; a day that only a later link tells is taken."""
    found: dict[tuple[str, str, str], Entry] = {}
    for one in entries:
        known = found.setdefault(sameness(one.address), one)
        if one.day and not known.day:
            found[sameness(one.address)] = known._replace(day=one.day)
        if len(one.title) > len(known.title) and known.title.endswith(("…", "...")):
            found[sameness(one.address)] = found[sameness(one.address)]._replace(title=one.title)
    return tuple(found.values())


def others(addresses: Iterable[str], own: str) -> tuple[str, ...]:
    """Addresses of the same site, each once, this page's own left out."""
    try:
        here = sameness(canonical(own))
    except Refused:
        return ()
    found = {sameness(one): one for one in reversed(list(addresses)) if one}
    ordered = dict(reversed(list(found.items())))
    return tuple(one for key, one in ordered.items() if key != here and key[0] == here[0])
