"""`fazhi collect`: from a list of addresses to a folder of reports, politely, with proof."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi.cli import speech
from fazhi.cli.speech import say
from fazhi.cli.terminal import err, out, plain
from fazhi.errors import FazhiError

if TYPE_CHECKING:
    from fazhi.captures import Capture
    from fazhi.codebook.book import Codebook
    from fazhi.collect.listed import AddressList
    from fazhi.collect.run import Gathered

RAW = Path("data/raw")
PROPOSAL = Path("list.csv")
# As `fazhi.collect.manners`, whose import needs the optional part.
LEAST_PAUSE = 2.0
MILLION = 1_000_000
ANOTHER, SAME_WORDS = "another_article", "same_words"


def collect(
    addresses: Annotated[
        Path | None,
        typer.Argument(help="A CSV with a column url, and any of the manifest's."),
    ] = None,
    to: Annotated[Path, typer.Option("--out", help="Folder the reports are put into.")] = RAW,
    contact: Annotated[
        str,
        typer.Option(
            "--contact",
            envvar="FAZHI_CONTACT",
            help="Your e-mail address or page, sent to the sites: they must know who asks.",
        ),
    ] = "",
    new: Annotated[
        bool, typer.Option("--new", help="Ask only for what was never fetched.")
    ] = False,
    warc: Annotated[
        bool, typer.Option("--warc", help="Write captures.warc.gz for archives, too.")
    ] = False,
    pause: Annotated[
        float,
        typer.Option(
            "--pause",
            min=LEAST_PAUSE,
            help="Seconds a host is left alone after each answer; robots.txt may ask for more.",
        ),
    ] = LEAST_PAUSE,
    requests: Annotated[
        int, typer.Option("--requests", min=1, help="Requests in one run, at most.")
    ] = 20_000,
    total: Annotated[
        int, typer.Option("--total", min=1, help="Million bytes in one run, at most.")
    ] = 100_000,
    minutes: Annotated[
        float | None,
        typer.Option("--minutes", min=0, help="Minutes of one run, at most; none by default."),
    ] = None,
    largest: Annotated[
        int, typer.Option("--largest", min=1, help="Million bytes of a file, at most.")
    ] = 64,
    seconds: Annotated[
        float, typer.Option("--seconds", min=1, help="Seconds for one answer, at most.")
    ] = 120.0,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Ask addresses of private networks: your own."),
    ] = False,
    lists: Annotated[
        list[str] | None,
        typer.Option("--from", help="A list page of a portal: propose addresses, fetch none."),
    ] = None,
    match: Annotated[
        list[str] | None,
        typer.Option("--match", help="Words in a title, or an expression; any one is enough."),
    ] = None,
    proposal: Annotated[
        Path, typer.Option("--list", help="The proposal that --from writes.")
    ] = PROPOSAL,
    pages: Annotated[
        int, typer.Option("--pages", min=1, help="Pages of each list, at most.")
    ] = 100,
) -> None:
    """Fetch the pages of a list and what hangs on them, politely, with proof; resumes."""
    from fazhi.collect.needs import require

    require()
    from fazhi.codebook.book import load_codebook
    from fazhi.collect.collected import Asked, collect
    from fazhi.collect.listed import read_list
    from fazhi.collect.manners import Manners

    _one_of(addresses, lists)
    manners = Manners(
        contact,
        pause=pause,
        requests=requests,
        total=total * MILLION,
        minutes=math.inf if minutes is None else minutes,
        largest=largest * MILLION,
        seconds=seconds,
        allow_private=allow_private,
    )
    if addresses is None:
        from fazhi.cli.collect.lists import propose

        raise typer.Exit(1 if propose(lists or (), match or (), proposal, pages, manners) else 0)
    book = load_codebook()
    listed = read_list(addresses, book)
    _tell_list(listed)
    if not listed.wanted:
        raise FazhiError(
            "no row of the list has an address that can be asked",
            where=str(addresses),
            hint="Mend the rows named above.",
            code="list",
        )
    from fazhi.cli.progress import Progress

    with Progress(say("fetching"), err) as progress:
        done = collect(listed, to, manners, book, Asked(new, warc, progress))
    raise typer.Exit(1 if _tell(done, to, book) or listed.wrong else 0)


def _one_of(addresses: Path | None, lists: Sequence[str] | None) -> None:
    """Raise `FazhiError` unless there is a list of addresses, or a page that lists some."""
    if (addresses is None) == (not lists):
        raise FazhiError(
            "give either a list of addresses or a list page (--from)",
            hint="fazhi collect list.csv, or: fazhi collect --from ADDRESS --match WORDS.",
        )


def _tell_list(listed: AddressList) -> None:
    """What in the list is not asked for, or not used."""
    for row, first in listed.twice:
        err.print(say("row {0}: the same address as row {1}", row, first))
    for row, error in listed.wrong:
        told = plain(speech.told(error))
        err.print(f"[red]{say('refused')}[/red] {say('row {0}', row)}: {told}")
    if listed.unused:
        err.print(plain(say("columns not used: {0}", ", ".join(listed.unused))))


def _tell(done: Gathered, to: Path, book: Codebook) -> bool:
    """What came of a run; whether something is left for the user to do."""
    from fazhi.collect.refusals import told_of

    for one in done.captures:
        is_told = one.state in ("refused", "gone", "changed") and one.code != SAME_WORDS
        if is_told and one.role != "robots":
            _tell_capture(one)
    bare = [(wanted, end) for wanted, end in done.finished if end.bare]
    told = {one.asked for one in done.captures if one.state == "refused"}
    for wanted, end in bare:
        if wanted.address in told:
            continue
        why = plain(speech.told(told_of(end.bare, wanted.address)))
        err.print(f"[yellow]{say('no report')}[/yellow] {say('row {0}', wanted.row)}: {why}")
    for _, end in done.finished:
        for file in end.differing:
            sentence = "yours differs from what was fetched and stays: {0}; ours lies in {1}"
            err.print(plain(say(sentence, to / file, to / "captures")))
        for file in end.beside:
            err.print(plain(say("kept beside the reports, none itself: {0}", to / file)))
        for file in end.former:
            sentence = "{0} led to another article before, which stays: {1}"
            err.print(plain(say(sentence, end.address, to / file)))
    counts = Counter(one.state for one in done.captures if one.role != "robots")
    states = ("kept", "same", "changed", "gone", "refused")
    sentence = (
        "files: {0} new, {1} unchanged, {2} changed, {3} gone, {4} refused; "
        "addresses: {5} of {6} with a report; folder: {7}"
    )
    with_report = len(done.finished) - len(bare)
    numbers = [counts[state] for state in states]
    out.print(plain(say(sentence, *numbers, with_report, done.asked, to)))
    if not done.whole:
        err.print(say("the budget of this run is spent; run the same command again to go on"))
    is_another = any(one.code == ANOTHER for one in done.captures)
    is_missing = is_another or any(end.bare != "duplicate" for _, end in bare)
    return bool(is_missing or counts["refused"] or not done.whole)


def _tell_capture(one: Capture) -> None:
    """One line on a file that was refused, is gone or has changed."""
    from fazhi.collect.refusals import told_of

    if one.state == "changed":
        if one.code == ANOTHER:
            err.print(f"[yellow]{plain(speech.told(told_of(one.code, one.asked)))}[/yellow]")
        sentence = "{0}: {1}; the copy of before: {2}"
        told = say(sentence, one.asked, one.file, one.former)
        err.print(f"[yellow]{say('changed')}[/yellow] {plain(told)}")
        return
    why = speech.told(told_of(one.code, one.asked))
    kept = say(" (the copy is kept: {0})", one.file) if one.file else ""
    err.print(f"[red]{say(one.state)}[/red] {plain(why + kept)}")
