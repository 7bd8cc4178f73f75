"""`fazhi collect --from`: what lists of portals lead to, as a table to strike rows out of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.cli import speech
from fazhi.cli.progress import Progress
from fazhi.cli.speech import say
from fazhi.cli.terminal import err, out, plain
from fazhi.errors import FazhiError, NotOursError

if TYPE_CHECKING:
    from fazhi.collect.listing.follow import Proposal
    from fazhi.collect.manners import Manners

SHOWN = 5


def propose(
    lists: Sequence[str], words: Sequence[str], to: Path, pages: int, manners: Manners
) -> bool:
    """Look through lists and write what matches; whether something is left for the user to do.

    Raises `NotOursError` where the table is there already: rows of it may be struck out.
    """
    from fazhi.codebook.book import load_codebook
    from fazhi.collect.listing.follow import Follower, matcher, sites_of_lists, table_of
    from fazhi.collect.pages.judge import is_challenge
    from fazhi.collect.polite import Fetcher

    if to.exists():
        raise NotOursError(
            "the list is there already, and rows of it may be struck out",
            where=str(to),
            hint="Give another name (--list), or move it away.",
        )
    match, book = matcher(words), load_codebook()
    is_wall = partial(is_challenge, book=book)
    with (
        Progress(say("looking through lists"), err) as progress,
        Fetcher(manners, sites_of_lists(lists), is_wall=is_wall) as fetcher,
    ):
        done = Follower(match, fetcher, book, pages, progress).follow(lists)
    _tell(done)
    counts = say(
        "looked through: {0} pages with {1} entries; titles that match: {2}",
        *(len(done.pages), done.entries, len(done.found)),
    )
    if not done.found:
        err.print(plain(counts))
        raise FazhiError(
            "no title matches",
            where=", ".join(words),
            hint="Try other words (--match), or another page of the portal (--from).",
        )
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(table_of(done.found, book))
    out.print(plain(counts))
    out.print(plain(say("strike out what you do not want, then: fazhi collect {0}", to)))
    return bool(done.refused or done.unseen or done.scripted)


def _tell(done: Proposal) -> None:
    """What was left, and why."""
    for error in done.refused:
        err.print(f"[red]{say('refused')}[/red] {plain(speech.told(error))}")
    for address in done.scripted:
        sentence = (
            "{0}: only a script leads on from here; open it in a browser and list what follows"
        )
        err.print(plain(say(sentence, address)))
    for address in done.rounds:
        err.print(plain(say("{0}: left here, as the list brought nothing new", address)))
    if done.unseen:
        first = ", ".join(done.unseen[:SHOWN]) + " …" * (len(done.unseen) > SHOWN)
        err.print(plain(say("not looked at: {0} pages ({1})", len(done.unseen), first)))
