"""The way of a whole run: the folder held, the hosts asked, the tables written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from msgspec.structs import replace

from fazhi.captures import Capture
from fazhi.codebook.book import Codebook
from fazhi.collect.addresses import host_of
from fazhi.collect.client import MOMENT, Answer, now
from fazhi.collect.kept.archive import NAME as ARCHIVE
from fazhi.collect.kept.archive import Archive
from fazhi.collect.kept.folder import Folder, digest
from fazhi.collect.kept.journal import NAME as JOURNAL
from fazhi.collect.kept.journal import Ended
from fazhi.collect.kept.ledger import Ledger
from fazhi.collect.kept.made import Kept, own_rows, write_tables
from fazhi.collect.listed import AddressList
from fazhi.collect.manners import Manners
from fazhi.collect.pages.judge import is_challenge
from fazhi.collect.polite import MOST_MOVES, Fetcher
from fazhi.collect.refusals import Refused
from fazhi.collect.run import Gathered, Gatherer, Progress, sites_of
from fazhi.errors import NotOursError
from fazhi.pipeline.lock import held
from fazhi.reading.intake import is_system_file

# How long a `robots.txt` may be taken for what it was (RFC 9309, 2.4).
RULES_HOLD = timedelta(hours=24)
# Why there is no `robots.txt`: of other reasons the next start asks again.
NO_FILE = "not_found"
NO_RULES = (NO_FILE, "circle", "other_host")
ROBOTS = "/robots.txt"


class Asked(NamedTuple):
    """What of a list is asked for, and in what form it is kept.

    Args:
        new: only what was never fetched.
        warc: write an archive beside the files.
        progress: called with an address, how many are done, and of how many.
    """

    new: bool = False
    warc: bool = False
    progress: Progress | None = None


def collect(
    listed: AddressList, out: Path, manners: Manners, book: Codebook, asked: Asked | None = None
) -> Gathered:
    """Fetch what a list names, and what hangs on it, into a folder.

    A run that was stopped, however, is gone on with; one that had asked for everything is
    followed by another, which asks for what is there whether it has changed.

    Args:
        listed: the addresses.
        out: the folder; it is made where there is none.
        manners: how hosts are asked.
        asked: what of the list, and in what form.

    Raises:
        BusyError: another run is at work in the folder.
        NotOursError: the folder holds a folder `captures` of the user's own.
        ReadError: the folder's manifest or journal is none.
    """
    folder = Folder(out)
    _refuse_others(folder)
    with held(folder.captures):
        ledger = Ledger(folder)
        try:
            own = own_rows(ledger)
            try:
                kept = Kept(ledger, own)
                asked = asked or Asked()
                asked = asked._replace(progress=partial(_done, kept, asked.progress))
                done = _gathered(listed, ledger, manners, book, asked)
            finally:
                write_tables(ledger, own)
            if done.whole:
                # Last of all: whoever is killed before it writes the tables again.
                ledger.add(Ended(ledger.run))
            return done
        finally:
            ledger.close()


def _done(kept: Kept, told: Progress | None, address: str, done: int, total: int) -> None:
    """An address is done: its proof is written, then whoever waits is told."""
    kept.now_and_then()
    if told:
        told(address, done, total)


def _refuse_others(folder: Folder) -> None:
    """Leave a folder alone that has our name and is the user's: a build would pass over it."""
    lying = any(not is_system_file(one.name) for one in folder.captures.iterdir())
    if lying and not (folder.captures / JOURNAL).exists():
        raise NotOursError(
            "a folder of your own has the name in which fazhi keeps what was sent",
            where=str(folder.captures),
            hint="Give it another name, or collect into another folder (--out).",
        )


def _gathered(
    listed: AddressList,
    ledger: Ledger,
    manners: Manners,
    book: Codebook,
    asked: Asked,
) -> Gathered:
    wanted = [one for one in listed.wanted if not (asked.new and ledger.places_of(one.address))]
    sites, (known, rules_at) = sites_of(listed.wanted), _known_rules(ledger)
    with ExitStack() as stack:
        archive = None
        if asked.warc:
            since = max((one.warc_offset for one in ledger.captures), default=0)
            archive = stack.enter_context(
                Archive(ledger.folder.path / ARCHIVE, max(since, 0), manners)
            )
        seen = partial(_archived, archive, ledger) if archive else None
        offset = archive.offset_of if archive else _in_no_archive
        learned = partial(_keep_rules, ledger, offset)
        is_wall = partial(is_challenge, book=book)
        fetcher = stack.enter_context(
            Fetcher(manners, sites, seen, known, learned, is_wall, rules_at)
        )
        return Gatherer(ledger, fetcher, book, offset, asked.progress).gather(wanted)


def _in_no_archive(_: str) -> int:
    """Where no archive is written no record begins."""
    return -1


def _archived(archive: Archive, ledger: Ledger, answer: Answer) -> None:
    """Write an answer into the archive; a 304 with the capture that first had its bytes."""
    former = ledger.before.get(answer.asked)
    archive.write(answer, ledger.held_under(former.sha256) if former else None)


def _known_rules(ledger: Ledger) -> tuple[dict[str, bytes], dict[str, tuple[str, int]]]:
    """What `robots.txt` said earlier in this run, by its address, for as long as that holds.

    With it, where those have moved to of which no more came, and which step is the next.
    """
    since = (datetime.now(UTC) - RULES_HOLD).strftime(MOMENT)
    known: dict[str, bytes] = {}
    rules_at: dict[str, tuple[str, int]] = {}
    for first in ledger.now.values():
        one, moves = first, 0
        while one.state == "moved" and one.reached in ledger.now and moves < MOST_MOVES:
            one, moves = ledger.now[one.reached], moves + 1
        is_first = first.role == "robots" and urlsplit(first.asked).path == ROBOTS
        if not is_first or one.at <= since:
            continue
        if one.state == "moved":
            rules_at[first.asked] = one.reached, moves + 2
        elif one.code in ("", *NO_RULES):
            known[first.asked] = (ledger.folder.read(one.file) or b"") if one.file else b""
    return known, rules_at


def _keep_rules(
    ledger: Ledger, offset: Callable[[str], int], address: str, came: Answer | Refused
) -> None:
    """Keep a `robots.txt`, or that there is none, so that it is asked for once a run."""
    told = Capture(run=ledger.run, asked=address, reached=address, role="robots", state="refused")
    if isinstance(came, Refused):
        begins = offset(came.where)
        why = replace(told, code=came.code, at=now(), status=came.status, warc_offset=begins)
        ledger.take(why)
        return
    told = replace(
        told,
        reached=came.reached,
        at=came.at,
        status=came.status,
        media_type=came.media_type,
        warc_offset=offset(address),
    )
    if came.reached != address:
        ledger.take(replace(told, state="moved"))
        return
    if came.status != 200 or not came.body:
        ledger.take(replace(told, code=NO_FILE))
        return
    sha256 = digest(came.body)
    twin, former = ledger.held_under(sha256), ledger.before.get(address)
    stem, day = f"robots-{host_of(address)}", came.at[:10] if former else ""
    file = twin.file if twin else ledger.name_for(stem, "txt", address, day)
    kept = replace(told, state="kept", size=len(came.body), sha256=sha256, file=file)
    ledger.take(kept, came.body if twin is None else None)
