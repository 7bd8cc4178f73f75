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
from fazhi.collect.addresses import canonical, site_of
from fazhi.collect.client import Answer
from fazhi.collect.listing.entries import Entry, ListPage, others, sameness
from fazhi.collect.listing.look import look_at
from fazhi.collect.pages.book import expressions
from fazhi.collect.pages.judge import judge
from fazhi.collect.pages.look import look_into
from fazhi.collect.polite import Fetcher, SpentError
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
        self._seen: set[tuple[str, str, str]] = set()
        self._known: set[tuple[str, str, str]] = set()
        self._done = Proposal()

    def follow(self, lists: Sequence[str]) -> Proposal:
        """What lists lead to, by the addresses of their first pages (with what is behind `#`)."""
        for at, first in enumerate(lists):
            waiting = deque([first])
            try:
                self._walk(waiting)
            except SpentError as error:
                self._done.refused.append(error)
                self._done.unseen += [*waiting, *lists[at + 1 :]]
                break
            self._done.unseen += waiting
        self._done.entries = len(self._seen)
        return self._done

    def _walk(self, waiting: deque[str]) -> None:
        looked = barren = 0
        while waiting and looked < self._most and barren < MOST_BARREN:
            page = self._page(waiting[0])
            address = waiting.popleft()
            if page is None:
                continue
            looked += 1
            self._done.pages.append(address)
            # The first page of some lists only says where their entries are.
            is_new = self._take(page) or (looked == 1 and not page.entries)
            barren = 0 if is_new else barren + 1
            self._queue(page, waiting)
            if page.scripted:
                self._done.scripted.append(address)
            if self._progress:
                self._progress(address, looked, min(self._most, looked + len(waiting)))
        if barren >= MOST_BARREN:
            self._done.rounds.append(self._done.pages[-1])

    def _queue(self, page: ListPage, waiting: deque[str]) -> None:
        """What follows a page comes before what earlier pages led to, its next page first.

        What only looks like a page, as days of a calendar may, so keeps no real one waiting.
        """
        fresh = {_page_key(one): one for one in page.following}
        later = {_page_key(one): one for one in waiting}
        waiting.clear()
        waiting += [one for key, one in (fresh | later).items() if key not in self._known]

    def _page(self, address: str) -> ListPage | None:
        """A page of a list, null where it is known or cannot be had, which is told."""
        bare, behind = urldefrag(address)
        try:
            key = _page_key(canonical(bare))
            if key in self._known:
                return None
            answer = self._fetcher.get(bare)
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

    def _bare(self, answer: Answer, page: ListPage) -> ListPage:
        """A page that leads nowhere: why, and the frames in which its list may be."""
        found = look_into(answer.body, answer.reached, self._book)
        if found.code in NO_LIST:
            self._done.refused.append(Refused(found.code, answer.reached))
        return page._replace(
            following=others((one.address for one in found.frames), answer.reached)
        )

    def _take(self, page: ListPage) -> bool:
        """Gather what matches; whether anything was not seen before."""
        before = len(self._seen)
        for one in page.entries:
            key = sameness(one.address)
            if key not in self._seen:
                self._seen.add(key)
                if self._match.search(one.title):
                    self._done.found.append(one)
        return len(self._seen) > before


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
