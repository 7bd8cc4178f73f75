"""What is to be asked next for a listed address: told by what came so far, and nothing else.

The same captures lead to the same next request, so a run that was killed goes on as if it had not
been.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fazhi.captures import Capture
from fazhi.collect.kept.names import ending_in, stem_in
from fazhi.collect.listed import Wanted
from fazhi.collect.pages.look import PAGES, Attached, Found
from fazhi.reading.archives.packed import TOO_MANY
from fazhi.reading.formats.html.portals import bare

# More is no article but a calendar, or a list.
MOST_PAGES, MOST_UNTOLD_PAGES, MOST_LINKS, MOST_MOVES, DEEPEST = 60, 20, 600, 10, 3
Look = Callable[[Capture], Found]


class Link(NamedTuple):
    """An address to ask, and why.

    Args:
        address: canonical.
        role: as `Capture.role`.
        parent: the page that links it.
        words: of the link.
        chain: the addresses that redirected here, the first first.
        depth: how many pages were gone through.
        page: which page of its article it is.
    """

    address: str
    role: str = "page"
    parent: str = ""
    words: str = ""
    chain: tuple[str, ...] = ()
    depth: int = 0
    page: int = 1


class Got(NamedTuple):
    """A link and what came of it; `found` is of web pages alone."""

    link: Link
    capture: Capture
    found: Found | None


class Left(NamedTuple):
    """A link that is not asked, and the code of why."""

    link: Link
    code: str = TOO_MANY


class Walk(NamedTuple):
    """What is there of a listed address, and what to ask next; null where all is there.

    Once all is there, `left` are the links that are not asked: beyond the most, or no address.
    """

    got: tuple[Got, ...]
    next: Link | None
    left: tuple[Left, ...] = ()


def walk(wanted: Wanted, known: Mapping[str, Capture], look: Look) -> Walk:
    """Go through what came, the page first, then all that hangs on it, in its order."""
    waiting = deque([Link(wanted.address)])
    seen: set[str] = set()
    got: list[Got] = []
    while waiting and len(seen) < MOST_LINKS:
        link = waiting.popleft()
        if link.address in seen:
            continue
        seen.add(link.address)
        capture = known.get(link.address)
        if capture is None or capture.code == TOO_MANY:
            return Walk(tuple(got), link)
        found = look(capture) if ending_in(capture.file) in PAGES else None
        got.append(Got(link, capture, found))
        if capture.state == "moved":
            # What it leads to comes before what hangs on other pages.
            waiting.appendleft(_moved(link, capture.reached))
        elif found is not None:
            waiting.extend(_hanging(link, capture, found, got))
    left = {one.address: Left(one) for one in waiting if one.address not in seen}
    for one in got:
        for beyond in _left_by(one, got):
            if beyond.link.address not in seen:
                left.setdefault(beyond.link.address, beyond)
    return Walk(tuple(got), None, tuple(left.values()))


def _attached(attached: Iterable[Attached], page: Got) -> Iterator[Link]:
    """The links of documents on a page."""
    for one in attached:
        yield _below(page)._replace(address=one.address, role="attachment", words=one.words)


def _below(page: Got) -> Link:
    """A link of a page, without its address."""
    return Link("", parent=page.capture.reached, depth=page.link.depth + 1)


def _left_by(page: Got, got: list[Got]) -> Iterator[Left]:
    """The links of a page that are not asked: too many, too deep, or no address."""
    found, below = page.found, _below(page)
    if found is None or not _is_of(page.link, found, got):
        return
    for error in found.failed:
        yield Left(below._replace(address=error.where, role="attachment"), error.code)
    if page.link.depth >= DEEPEST:
        yield from map(Left, _attached(found.attached, page))
        yield from (Left(_frame(below, one)) for one in found.frames)
    is_last = bool(found.pages) and page.link.page >= found.pages
    if found.following and not is_last and page.link.page >= _most_pages(found):
        yield Left(below._replace(address=found.following, role="later_page"))
    yield from map(Left, _attached(found.left, page))
    yield from (Left(_frame(below, one)) for one in found.frames_left)


def _frame(below: Link, one: Attached) -> Link:
    return below._replace(address=one.address, role="frame")


def _most_pages(found: Found) -> int:
    return min(found.pages, MOST_PAGES) or MOST_UNTOLD_PAGES


def _moved(link: Link, address: str) -> Link:
    return link._replace(address=address, chain=(*link.chain, link.address))


def leads_in_a_circle(link: Link, address: str) -> bool:
    """Whether a redirection goes back, or on and on."""
    return address in (link.address, *link.chain) or len(link.chain) >= MOST_MOVES


def _hanging(link: Link, capture: Capture, found: Found, got: list[Got]) -> Iterator[Link]:
    """What hangs on a page; nothing on one that is only looked at."""
    base = _below(Got(link, capture, found))
    if link.depth >= DEEPEST or not _is_of(link, found, got):
        return
    if found.onward and not leads_in_a_circle(link, found.onward):
        yield _moved(link, found.onward)._replace(depth=link.depth + 1)
    is_article = link.role in ("page", "later_page")
    if found.following and is_article and link.page < _most_pages(found):
        # Pages of one article are one step, however many.
        yield base._replace(
            address=found.following, role="later_page", page=link.page + 1, depth=link.depth
        )
    for one in found.frames:
        yield _frame(base, one)
    yield from _attached(found.attached, Got(link, capture, found))


def is_again(capture: Capture, found: Found | None, so_far: Walk) -> bool:
    """Whether a later page has the text of one that is there: some pagers lead on without end."""
    if capture.role != "later_page" or found is None or not found.text:
        return False
    return any(
        one.found is not None
        and one.found.text == found.text
        and one.capture.asked != capture.asked
        for one in so_far.got
    )


def _is_of(link: Link, found: Found, got: list[Got]) -> bool:
    """Whether a later page is of the same article: another title is another article."""
    if link.role != "later_page":
        return True
    main = main_of(got)
    return goes_on(found, main.found if main is not None else None)


def main_of(got: Sequence[Got]) -> Got | None:
    """The page that an address comes to in the end: one that only leads on is none."""
    kept = [one for one in got if one.link.role == "page" and one.capture.file]
    return next((one for one in reversed(kept) if not (one.found and one.found.onward)), None)


def stem_of_row(got: Sequence[Got]) -> str:
    """What the files of a row are called, as its page is; empty while nothing came."""
    main = main_of(got)
    kept = [main] if main is not None else [one for one in got if one.capture.file]
    return stem_in(kept[0].capture.file) if kept else ""


def goes_on(found: Found | None, first: Found | None) -> bool:
    """Whether a later page goes on with the article of the first."""
    if found is None or first is None or found.code:
        return False
    return not first.title or bare(found.title) == bare(first.title)
