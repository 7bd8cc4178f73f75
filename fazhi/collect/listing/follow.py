"""A list followed page by page, and the addresses that it proposes; nothing else is fetched."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urldefrag

from fazhi.codebook.book import Codebook
from fazhi.collect.addresses import canonical, host_of, site_of
from fazhi.collect.client import Answer
from fazhi.collect.coding import UNKNOWN_CODING
from fazhi.collect.listing.entries import Entry, ListPage, others, sameness
from fazhi.collect.listing.look import look_at
from fazhi.collect.pages.book import expressions
from fazhi.collect.pages.judge import judge
from fazhi.collect.pages.look import is_data, look_into
from fazhi.collect.polite import MOST_MOVES, MOVED, Fetcher, SpentError
from fazhi.collect.refusals import Refused
from fazhi.errors import FazhiError, ReadError

# Pages one after another without an entry that was not seen: a list that goes round.
MOST_BARREN = 2
HEADS = ("url", "title", "published_date", "year")
OF_FORMULAS = ("=", "+", "-", "@")
INDEX = re.compile(r"/index\.s?html?$", re.I)
# What a page without entries may be, and the user may see to.
NO_LIST = frozenset(("challenge_page", "script_only"))
GOOD = 200
# Lists that tell how many pages they have, where all of them can be followed.
COUNTED = frozenset(("page", "data"))
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Proposal:
    """What lists led to.

    Args:
        found: the entries whose titles match, in the order of the lists.
        pages: addresses of the pages that were looked through.
        entries: how many entries these have, each once.
        unseen: addresses of further pages that were not looked at.
        refused: what could not be asked or read.
        scripted: pages from which only a script leads on.
        rounds: pages at which a list was left, as it brought nothing new.
    """

    found: list[Entry] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    entries: int = 0
    unseen: list[str] = field(default_factory=list)
    refused: list[FazhiError] = field(default_factory=list)
    scripted: list[str] = field(default_factory=list)
    rounds: list[str] = field(default_factory=list)


def matcher(words: Sequence[str]) -> re.Pattern[str]:
    """One expression of all words sought: any of them is enough, none stands for every title.

    Raises `FazhiError` where one is neither words nor an expression.
    """
    for one in words:
        try:
            re.compile(one)
        except re.error as error:
            raise FazhiError(
                f"--match is no expression: {error.msg}",
                where=one,
                hint="Write plain words, or put a backslash before signs such as ( and *.",
                code="match",
            ) from error
    return re.compile("|".join(f"(?:{one})" for one in words))


def sites_of_lists(lists: Iterable[str]) -> set[str]:
    """The sites that lists lie on: no other is asked. Raises `Refused` for what is no address."""
    return {site_of(canonical(one)) for one in lists}


class Follower:
    """Looks through lists, page after page, and gathers what matches.

    Args:
        match: what a title must hold.
        fetcher: asks for the pages, with manners; knows which sites are allowed.
        book: the codebook.
        most: pages looked through of each list.
        progress: called with an address, how many pages are done, and of how many known.
    """

    def __init__(
        self,
        match: re.Pattern[str],
        fetcher: Fetcher,
        book: Codebook,
        most: int,
        progress: Progress | None = None,
    ) -> None:
        self._match, self._fetcher, self._book = match, fetcher, book
        self._most, self._progress = most, progress
        # Where a page has moved to, and how often it was asked for so far.
        self._moved: dict[str, tuple[str, int]] = {}
        self._known: set[tuple[str, str, str]] = set()
        self._done = Proposal()

    def follow(self, lists: Sequence[str]) -> Proposal:
        """What lists lead to, by the addresses of their first pages (with what is behind `#`).

        While the host of one is to be left alone, or fails, the others are gone on with.
        """
        walks = [_List(deque([first])) for first in lists]
        try:
            while under_way := [one for one in walks if self._goes_on(one)]:
                self._step(min(under_way, key=lambda one: self._wait_of(one.waiting[0])))
        except SpentError as error:
            self._done.refused.append(error)
        for one in walks:
            self._done.unseen += one.waiting
            if one.barren >= MOST_BARREN:
                self._done.rounds.append(one.last)
        # Whichever list was looked through first, an entry of two is that of the first named.
        seen: dict[tuple[str, str, str], Entry] = {}
        for one in walks:
            for key, entry in one.entries.items():
                seen.setdefault(key, entry)
        self._done.found = [one for one in seen.values() if self._match.search(one.title)]
        self._done.entries = len(seen)
        return self._done

    def _goes_on(self, walk: _List) -> bool:
        return bool(walk.waiting) and walk.looked < self._most and walk.barren < MOST_BARREN

    def _wait_of(self, address: str) -> float:
        """Seconds until the host of a page may be asked; 0 where that is no address."""
        at = self._moved.get(address, (urldefrag(address)[0], 0))[0]
        return self._fetcher.pace.wait_of(host_of(at))

    def _step(self, walk: _List) -> None:
        """One request, or one page looked through."""
        address = walk.waiting[0]
        try:
            page = self._page(address)
        except _LaterError:
            return
        walk.waiting.popleft()
        if page is None:
            return
        walk.looked += 1
        walk.last = address
        self._done.pages.append(address)
        # The first page of some lists only says where their entries are.
        is_new = walk.take(page) or (walk.looked == 1 and not page.entries)
        walk.barren = 0 if is_new else walk.barren + 1
        self._queue(page, walk.waiting)
        is_counted = walk.looked == 1 and page.pages > 1 and page.family in COUNTED
        if page.scripted or (is_counted and not page.following):
            self._done.scripted.append(address)
        if self._progress:
            self._progress(address, walk.looked, min(self._most, walk.looked + len(walk.waiting)))

    def _queue(self, page: ListPage, waiting: deque[str]) -> None:
        """What follows a page comes before what earlier pages led to, its next page first.

        What only looks like a page, as days of a calendar may, so keeps no real one waiting.
        """
        fresh = {_page_key(one): one for one in page.following}
        later = {_page_key(one): one for one in waiting}
        waiting.clear()
        waiting += [one for key, one in (fresh | later).items() if key not in self._known]

    def _page(self, address: str) -> ListPage | None:
        """A page of a list, null where it is known or cannot be had, which is told.

        Raises `_LaterError` where it is to be asked for once more.
        """
        bare, behind = urldefrag(address)
        try:
            key = _page_key(canonical(bare))
            if key in self._known:
                return None
            answer = self._answer(address, bare)
            self._known |= {key, _page_key(answer.reached)}
            if answer.status != GOOD:
                raise Refused(judge(answer, self._book).code, bare, answer.status)
            at = f"{answer.reached}#{behind}" if behind else answer.reached
            page = look_at(answer.body, at, self._book)
            return page if page.entries or page.following else self._bare(answer, page)
        except SpentError:
            raise
        except Refused as error:
            self._done.refused.append(error)
        except ReadError as error:
            named = ReadError(error.message, where=bare, hint=error.hint, code=error.code)
            self._done.refused.append(named)
        return None

    def _answer(self, address: str, bare: str) -> Answer:
        """The answer for a page; raises `_LaterError` where another request is needed first."""
        first = canonical(bare)
        at, moves = self._moved.get(address, (first, 1))
        if self._fetcher.learns(at):
            raise _LaterError
        try:
            answer = self._fetcher.ask(at)
        except Refused as error:
            if not error.until:
                raise
            # It may be another host that failed, to which a page leads.
            self._fetcher.pace.hold(host_of(first), error.until)
            raise _LaterError from error
        if answer.packed:
            raise Refused(UNKNOWN_CODING, at, answer.status)
        if answer.status in MOVED and answer.header("Location"):
            if moves >= MOST_MOVES:
                raise Refused("circle", first)
            self._moved[address] = self._fetcher.next_of(answer), moves + 1
            raise _LaterError
        return answer

    def _bare(self, answer: Answer, page: ListPage) -> ListPage:
        """A page that leads nowhere: why, and the frames in which its list may be."""
        found = look_into(answer.body, answer.reached, self._book)
        # The data of a list may hold no entry.
        if found.code in NO_LIST and not is_data(answer.body):
            self._done.refused.append(Refused(found.code, answer.reached))
        frames = (one.address for one in found.frames)
        return page._replace(following=others(frames, answer.reached))


@dataclass(slots=True)
class _List:
    """One list under way: addresses of its next pages, what it has led to so far."""

    waiting: deque[str]
    looked: int = 0
    barren: int = 0
    last: str = ""
    entries: dict[tuple[str, str, str], Entry] = field(default_factory=dict)

    def take(self, page: ListPage) -> bool:
        """Gather the entries of a page; whether any was not seen before."""
        before = len(self.entries)
        for one in page.entries:
            self.entries.setdefault(sameness(one.address), one)
        return len(self.entries) > before


class _LaterError(Exception):
    """A page is not there yet: its host is to be left alone first."""


def _page_key(address: str) -> tuple[str, str, str]:
    """What is equal for one page of a list; a folder shows its page called index."""
    site, path, asked = sameness(address)
    return site, INDEX.sub("/", path), asked


def table_of(entries: Iterable[Entry], book: Codebook) -> bytes:
    """The proposal as CSV in UTF-8 with its mark: a list that `fazhi collect` takes."""
    out = io.StringIO(newline="")
    write = csv.writer(out, lineterminator="\n")
    write.writerow(HEADS)
    for one in entries:
        year = expressions(book).year.search(one.title)
        # A spreadsheet would compute what begins like a formula.
        title = f"'{one.title}" if one.title.startswith(OF_FORMULAS) else one.title
        write.writerow((one.address, title, one.day, year[1] if year else ""))
    return out.getvalue().encode("utf-8-sig")
