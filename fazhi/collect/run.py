"""A run: each listed address and what hangs on it, one request at a time, host after host."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import msgspec

from fazhi.captures import Capture
from fazhi.codebook.book import Codebook
from fazhi.collect.addresses import host_of, is_home, site_of
from fazhi.collect.client import Answer, Headers, now
from fazhi.collect.coding import UNKNOWN_CODING
from fazhi.collect.kept.folder import digest
from fazhi.collect.kept.journal import Finished, Held
from fazhi.collect.kept.ledger import Ledger
from fazhi.collect.kept.names import ending_in, name_of_attachment, stem_in, stem_of
from fazhi.collect.kept.places import put_in_place
from fazhi.collect.listed import Wanted
from fazhi.collect.manners import LONGEST_WAIT
from fazhi.collect.pages.judge import is_unchanged, judge
from fazhi.collect.pages.look import Found, look_into
from fazhi.collect.pages.walk import (
    Link,
    Walk,
    is_again,
    leads_in_a_circle,
    stem_of_row,
    walk,
)
from fazhi.collect.pages.whose import is_another, whose
from fazhi.collect.polite import MOVED, Fetcher, SpentError
from fazhi.collect.refusals import Refused
from fazhi.collect.robots import read_robots

Progress = Callable[[str, int, int], None]
# A page whose address leads to the front page is not there any more.
TO_HOME = "to_home"
ANOTHER, SAME_WORDS = "another_article", "same_words"
OTHER_FORMAT = "other_format"
GONE = frozenset(("not_found", TO_HOME))
# What a capture keeps of the one before it, where nothing better came.
KEPT = ("media_type", "etag", "last_modified", "size", "sha256", "title", "file")


@dataclass(slots=True)
class Gathered:
    """What a run came to.

    Args:
        captures: of this run, in the order of the requests.
        finished: of each listed address, whether it led to a report.
        whole: whether everything was asked; false once the budget is spent.
        asked: how many addresses were listed.
    """

    captures: list[Capture] = field(default_factory=list)
    finished: list[tuple[Wanted, Finished]] = field(default_factory=list)
    whole: bool = True
    asked: int = 0


class Gatherer:
    """Asks for what a list wants.

    Args:
        ledger: of the folder.
        fetcher: asks the hosts; knows which are allowed.
        book: the codebook.
        offset: where the archive wrote the last answer of an address; -1 where in none.
        progress: called with an address, how many are done, and of how many.
    """

    def __init__(
        self,
        ledger: Ledger,
        fetcher: Fetcher,
        book: Codebook,
        offset: Callable[[str], int],
        progress: Progress | None = None,
    ) -> None:
        self._ledger = ledger
        self._fetcher = fetcher
        self._book = book
        self._offset = offset
        self._progress = progress
        self._looks: dict[str, Found] = {}
        self._gathered = Gathered()

    def gather(self, wanted: Sequence[Wanted]) -> Gathered:
        """Ask for every address that this run has not asked for; gives what came of all."""
        hosts: dict[str, deque[Wanted]] = {}
        for one in wanted:
            if one.address not in self._ledger.finished:
                hosts.setdefault(host_of(one.address), deque()).append(one)
        self._wait_as_before(hosts)
        left = sum(map(len, hosts.values()))
        done = len(wanted) - left
        try:
            while hosts:
                host = min(hosts, key=self._fetcher.pace.wait_of)
                one = hosts[host][0]
                if self._step(one):
                    hosts[host].popleft()
                    done += 1
                    if self._progress:
                        self._progress(one.address, done, len(wanted))
                if not hosts[host]:
                    del hosts[host]
        except SpentError:
            self._gathered.whole = False
        known = self._ledger.finished
        self._gathered.finished = [
            (one, known[one.address]) for one in wanted if one.address in known
        ]
        self._gathered.asked = len(wanted)
        self._gathered.captures = [
            one for one in self._ledger.captures if one.run == self._ledger.run
        ]
        return self._gathered

    def _wait_as_before(self, hosts: Collection[str]) -> None:
        """Heed what hosts asked for before this process began, and the pause after an answer."""
        ledger, pace = self._ledger, self._fetcher.pace
        if not ledger.captures:
            return
        for one in ledger.rules():
            rules = read_robots(ledger.folder.read(one.file) or b"")
            pace.slow_down(host_of(one.asked), rules.delay)
        for host in hosts:
            pace.answered(host)
            wait = ledger.wait_left(host)
            if wait > LONGEST_WAIT:
                self._fetcher.leave(host, "busy")
            else:
                pace.hold(host, wait)

    def _step(self, wanted: Wanted) -> bool:
        """One request for an address, or its end; whether all that hangs on it is there."""
        found = walk(wanted, self._ledger.now, self._look)
        if found.next is not None:
            if not self._fetcher.learns(found.next.address):
                self._ask(wanted, found.next, found)
            return False
        self._tell_left(wanted, found)
        put = put_in_place(wanted, found.got, self._ledger, self._book)
        is_bare = not put.differing and not self._ledger.places_of(wanted.address)
        bare = _why_bare(found) if is_bare else ""
        self._ledger.add(Finished(wanted.address, bare, *put))
        self._looks.clear()
        return True

    def _tell_left(self, wanted: Wanted, found: Walk) -> None:
        """A line of proof for each link that was one too many, or is no address."""
        for link, code in found.left:
            if link.address not in self._ledger.now:
                begun = self._begun(wanted, link)
                self._ledger.take(msgspec.structs.replace(begun, state="refused", code=code))

    def _begun(self, wanted: Wanted, link: Link) -> Capture:
        """The line of proof of a link, before anything is known of its answer."""
        return Capture(
            run=self._ledger.run,
            row=wanted.row,
            asked=link.address,
            reached=link.address,
            parent=link.parent,
            role=link.role,
            link=link.words,
            at=now(),
        )

    def _look(self, capture: Capture) -> Found:
        """What a page that was kept is; looked into once while its row is worked on."""
        if capture.file not in self._looks:
            body = self._ledger.folder.read(capture.file) or b""
            self._looks[capture.file] = look_into(body, capture.asked, self._book)
        return self._looks[capture.file]

    def _ask(self, wanted: Wanted, link: Link, so_far: Walk) -> None:
        """Ask for a link and write down what came; nothing where it is to be asked again later."""
        former = self._ledger.before.get(link.address)
        capture = self._begun(wanted, link)
        try:
            answer = self._fetcher.ask(link.address, _conditions(former, self._ledger))
        except Refused as error:
            if wait := max(error.until, error.rest):
                self._ledger.add(Held(host_of(link.address), time.time() + wait))
            if error.until:
                # It may be another host that failed, to which a page leads.
                self._fetcher.pace.hold(host_of(wanted.address), error.until)
                return
            robots = "refused" if error.code == "robots" else ""
            capture = msgspec.structs.replace(
                capture,
                status=error.status,
                robots=robots,
                warc_offset=self._offset(link.address),
            )
            self._ledger.take(_without(capture, error.code, former))
            return
        capture = msgspec.structs.replace(capture, **_of_answer(answer, self._offset(link.address)))
        if answer.status in MOVED and answer.header("Location"):
            self._ledger.take(self._onward(capture, link, answer, former))
        elif is_unchanged(answer, former):
            self._ledger.take(_as_before(capture, former, "same"))
        else:
            self._keep(capture, wanted, answer, so_far)

    def _onward(
        self, capture: Capture, link: Link, answer: Answer, former: Capture | None
    ) -> Capture:
        try:
            address = self._fetcher.next_of(answer)
        except Refused as error:
            return _without(capture, error.code, former)
        if leads_in_a_circle(link, address):
            return _without(capture, "circle", former)
        if is_home(address) and not is_home(link.address):
            return _without(capture, TO_HOME, former)
        return msgspec.structs.replace(capture, reached=address, state="moved")

    def _keep(self, capture: Capture, wanted: Wanted, answer: Answer, so_far: Walk) -> None:
        """Keep the bytes of an answer, where they are of use and not kept yet."""
        former = self._ledger.before.get(capture.asked)
        judged = judge(answer, self._book)
        onward = judged.found.onward if judged.found else ""
        code = TO_HOME if is_home(onward) and not is_home(capture.asked) else judged.code
        code = code or ("same_text" if is_again(capture, judged.found, so_far) else "")
        if code:
            told, body = _without(capture, code, former), None
            if code == UNKNOWN_CODING and former is None:
                # Whoever can undo it has the bytes.
                file, body = self._name(told, wanted, answer, judged.ending, so_far), answer.body
                kept = {"file": file, "sha256": digest(body), "size": len(body)}
                told = msgspec.structs.replace(told, **kept)
            self._ledger.take(told, body)
            return
        sha256 = digest(answer.body)
        if former is not None and former.sha256 == sha256:
            self._ledger.take(_as_before(capture, former, "same"), self._lost(former, answer))
            return
        found = judged.found or Found()
        capture = msgspec.structs.replace(
            capture, sha256=sha256, size=len(answer.body), title=found.title, code=found.code
        )
        if former is not None:
            code = found.code or self._changed_in(former, found, answer, judged.ending)
            capture = msgspec.structs.replace(
                capture, state="changed", former=former.file, code=code
            )
        twin = self._ledger.held_under(sha256)
        if twin is not None:
            state = capture.state or "duplicate"
            told = msgspec.structs.replace(capture, state=state, file=twin.file)
            self._ledger.take(told, self._lost(twin, answer))
            return
        file = self._name(capture, wanted, answer, judged.ending, so_far)
        if judged.found is not None:
            self._looks[file] = judged.found
        state = capture.state or "kept"
        self._ledger.take(msgspec.structs.replace(capture, state=state, file=file), answer.body)

    def _lost(self, known: Capture, answer: Answer) -> bytes | None:
        """The bytes, where the file that held them is no longer there."""
        return None if self._ledger.folder.holds(known.file) else answer.body

    def _changed_in(self, former: Capture, found: Found, answer: Answer, ending: str) -> str:
        """A code where the bytes are another article than before, or the same in other dress."""
        known = self._look(former)
        if found.text and (found.title, found.text) == (known.title, known.text):
            return SAME_WORDS
        before = self._ledger.folder.read(former.file) or b""
        earlier = whose(before, ending_in(former.file), self._book)
        return ANOTHER if is_another(earlier, whose(answer.body, ending, self._book)) else ""

    def _name(
        self, capture: Capture, wanted: Wanted, answer: Answer, ending: str, so_far: Walk
    ) -> str:
        """What a file is called: what hangs on a page begins as the page does."""
        former = self._ledger.before.get(capture.asked)
        is_its = capture.code != ANOTHER and former is not None and former.code != UNKNOWN_CODING
        if former is not None and is_its:
            day = capture.at[:10]
            return self._ledger.name_for(stem_in(former.file), ending, capture.asked, day)
        stem = stem_of_row(so_far.got)
        if not stem or capture.role == "page":
            title = capture.title
            if ending != "html" and not title:
                told = answer.header("Content-Disposition")
                title = name_of_attachment(told, capture.link, capture.asked, self._book)
            # What the list states speaks of the article that was there before.
            stated = {} if capture.code == ANOTHER and title else wanted.stated
            stem = stem_of(stated, title, wanted.address, self._book)
        elif capture.role == "attachment":
            told = answer.header("Content-Disposition")
            stem += "." + name_of_attachment(told, capture.link, capture.asked, self._book)
        elif capture.role == "later_page":
            stem += f".{1 + sum(one.link.role in ('page', 'later_page') for one in so_far.got)}"
        else:
            stem += f".{capture.role}"
        return self._ledger.name_for(stem, ending, capture.asked)


def _of_answer(answer: Answer, offset: int) -> dict[str, object]:
    return {
        "at": answer.at,
        "status": answer.status,
        "media_type": answer.media_type,
        "etag": answer.header("ETag"),
        "last_modified": answer.header("Last-Modified"),
        "robots": answer.robots,
        "warc_offset": offset,
    }


def _conditions(former: Capture | None, ledger: Ledger) -> Headers:
    """The headers by which a server need not send what is here already."""
    if former is None or not ledger.folder.holds(former.file):
        return ()
    told = (("If-None-Match", former.etag), ("If-Modified-Since", former.last_modified))
    return tuple((name, value) for name, value in told if value)


def _as_before(capture: Capture, former: Capture | None, state: str) -> Capture:
    """A capture whose bytes are those of the one before it."""
    kept = {name: getattr(former, name) for name in KEPT} if former is not None else {}
    told = {name: value for name in KEPT if (value := getattr(capture, name))}
    own = {} if state in ("gone", "refused") else told
    code = former.code if former is not None and state == "same" else capture.code
    # What it was beside the one before was told when it came.
    code = "" if code in (ANOTHER, SAME_WORDS) else code
    return msgspec.structs.replace(capture, **{**kept, **own, "state": state, "code": code})


def _without(capture: Capture, code: str, former: Capture | None) -> Capture:
    """A capture that brought nothing; what was kept before stays."""
    state = "gone" if code in GONE and former is not None else "refused"
    told = msgspec.structs.replace(capture, code=code)
    return _as_before(told, former, state)


def _why_bare(found: Walk) -> str:
    """Why an address led to no report: what its page is, or why it was refused."""
    refused = [one.capture.code for one in found.got if one.capture.state in ("refused", "gone")]
    codes = [one.capture.code for one in found.got if one.link.role == "page" and one.capture.code]
    twice = ["duplicate" for one in found.got if one.capture.file and one.found is None]
    twice += ["duplicate" for one in found.got if one.found is not None and not one.found.code]
    why = next(iter((*refused, *codes, *twice)), "no_report")
    hangs = any(one.link.role == "attachment" and one.capture.file for one in found.got)
    return OTHER_FORMAT if hangs and why in ("attachment_only", "viewer_only") else why


def sites_of(wanted: Sequence[Wanted]) -> set[str]:
    """The hosts that a list allows."""
    return {site_of(one.address) for one in wanted}
