"""How a page is fetched: hosts listed, robots.txt, pauses and limits heeded, whoever asks.

with Fetcher(Manners(contact="you@university.edu"), {"www.example.gov.cn"}) as fetcher:
    answer = fetcher.get("https://www.example.gov.cn/list.html")
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from importlib.metadata import version

from fazhi.collect.addresses import canonical, host_of, location, origin_of, site_of
from fazhi.collect.client import Answer, Client, Headers
from fazhi.collect.coding import UNKNOWN_CODING
from fazhi.collect.manners import BACK_OFF, LONGEST_WAIT, Manners
from fazhi.collect.pace import Pace
from fazhi.collect.refusals import Refused
from fazhi.collect.robots import NAME, Robots, read_robots
from fazhi.errors import FazhiError

MOVED = frozenset((301, 302, 303, 307, 308))
MOST_MOVES = 10
# So many failures one after another, and nobody is there.
MOST_IN_A_ROW = 20
MILLION = 1_000_000
BUSY, FAILED = frozenset((429, 503)), 500
Seen = Callable[[Answer], None]
# The address of a `robots.txt`, and its answer or why there is none.
Learned = Callable[[str, Answer | Refused], None]


class SpentError(FazhiError):
    """The run has sent as many requests as it may, or taken as many bytes, or as long."""

    code = "budget"


def agent_of(contact: str) -> str:
    """How we call ourselves to hosts: name, version, and where to complain."""
    about = contact if "://" in contact else f"mailto:{contact}"
    return f"{NAME}/{version(NAME)} (+{about})"


class Fetcher:
    """Asks hosts with manners; one for a whole run, whoever needs a page.

    Args:
        manners: pauses, limits, contact.
        sites: what may be asked at all, as `addresses.site_of` names it.
        seen: called with every answer, also of `robots.txt`, of redirections, and what was cut off.
        rules: files `robots.txt` known already, by address; empty where there is none.
        learned: called with the address of each `robots.txt` that was asked for, and what came.
        rules_at: where a `robots.txt` that is not known yet has moved to, by its first address,
            and how often it was asked for so far, this next time counted.
        is_wall: whether an answer of a server that failed asks if a person is reading: it is
            given as it is, and not asked for again.
    """

    def __init__(
        self,
        manners: Manners,
        sites: Collection[str],
        seen: Seen | None = None,
        rules: Mapping[str, bytes] | None = None,
        learned: Learned | None = None,
        is_wall: Callable[[Answer], bool] | None = None,
        rules_at: Mapping[str, tuple[str, int]] | None = None,
    ) -> None:
        self.manners = manners
        self.sent = self.taken = 0
        self._began = time.monotonic()
        self.pace = Pace(manners.pause)
        self._sites = {one.removeprefix("www.") for one in sites}
        self._seen = seen or _nobody
        self._learned = learned or _nothing_learned
        self._is_wall = is_wall or _no_wall
        self._client = Client(manners, agent_of(manners.contact), self._take)
        self._robots: dict[str, Robots | Refused] = {
            origin_of(address): read_robots(body) if body else Robots()
            for address, body in (rules or {}).items()
        }
        # Where a file `robots.txt` has moved to, and how often it was asked for so far.
        self._rules_at = {origin_of(first): told for first, told in (rules_at or {}).items()}
        self._failed: Counter[str] = Counter()
        self._in_a_row: Counter[str] = Counter()
        self._closed: dict[str, str] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str, more: Headers = (), free: bool = False) -> Answer:
        """The page at an address: waits, follows redirections, tries again what fails in passing.

        `more` are headers to send along; `free` asks without looking at `robots.txt`, which is
        how that file itself is asked for. `Answer.reached` is the address that answered, with
        whatever status. Raises `Refused`, and `SpentError` once the budget is spent.
        """
        first = at = canonical(address)
        for _ in range(MOST_MOVES):
            answer = self._kept_asking(at, more, free)
            if answer.packed:
                raise Refused(UNKNOWN_CODING, at, answer.status)
            if answer.status not in MOVED or not answer.header("Location"):
                return replace(answer, asked=first, reached=at)
            at = self.next_of(answer)
        raise Refused("circle", first)

    def _kept_asking(self, address: str, more: Headers, free: bool) -> Answer:
        while True:
            try:
                return self.ask(address, more, free)
            except Refused as error:
                if not error.passing or not error.until:
                    raise

    def next_of(self, answer: Answer) -> str:
        """Where a redirection leads; raises `Refused` where that is no address."""
        told = answer.header("Location").encode("latin-1", "replace")
        found = location(answer.asked, told)
        # Some servers put the visit's name into the address, and lead to it until it is there.
        return location(answer.asked, told, visit=True) if found == answer.asked else found

    def ask(self, address: str, more: Headers = (), free: bool = False) -> Answer:
        """One request to a canonical address, once its host may be asked; follows nothing.

        Raises `Refused`: with `until` set where it failed in passing and may be asked again once
        the host is free (`pace` holds it so long), without where there is nothing to wait for.
        """
        if site_of(address) not in self._sites:
            raise Refused("other_host", address)
        if closed := self._closed.get(host_of(address)):
            raise Refused(closed, address)
        robots = Robots() if free else self._rules(address)
        said = robots.says(address)
        # Who asks for ten minutes between two requests does not want to be asked.
        if said == "refused" or robots.delay > LONGEST_WAIT:
            raise Refused("robots", address)
        self._check_budget()
        host = host_of(address)
        self.pace.wait(host)
        self.sent += 1
        try:
            answer = self._client.send(address, more)
        except Refused as error:
            self.pace.answered(host)
            raise self._again(error) from error
        self.pace.answered(host)
        answer = replace(answer, robots=said, reached=address)
        self._take(answer)
        is_failed = answer.status in BUSY or answer.status >= FAILED
        if is_failed and not self._is_wall(answer):
            code = "busy" if answer.status in BUSY else "server_error"
            raise self._again(Refused(code, address, answer.status), answer.wait)
        self._in_a_row[host] = 0
        return answer

    def _check_budget(self) -> None:
        """Raise `SpentError` where the run has sent, taken or lasted as much as it may."""
        manners, spent = self.manners, ""
        if self.sent >= manners.requests:
            spent = f"the budget of {manners.requests} requests is spent"
        elif self.taken >= manners.total:
            spent = f"the budget of {manners.total // MILLION} million bytes is spent"
        elif time.monotonic() - self._began >= manners.minutes * 60:
            spent = f"the budget of {manners.minutes:g} minutes is spent"
        if spent:
            raise SpentError(spent, hint="Run the same command again to go on.")

    def _take(self, answer: Answer) -> None:
        self.taken += len(answer.sent)
        self._seen(answer)

    def leave(self, host: str, code: str) -> None:
        """Ask nothing more of a host; whoever would is told this reason."""
        self._closed[host] = code

    def learns(self, address: str) -> bool:
        """Ask once for the rules of an address where they are not known; whether that was to be
        done.

        Whoever has other hosts to ask meanwhile need not wait for the pause after it, nor for
        the next try where the host failed.
        """
        is_asked = site_of(address) in self._sites and host_of(address) not in self._closed
        if not is_asked or origin_of(address) in self._robots:
            return False
        self._ask_rules(origin_of(address))
        return True

    def _again(self, error: Refused, asked: float = 0.0) -> Refused:
        """The same reason, with the seconds to wait where another try may end well."""
        if not error.passing:
            return error
        self._failed[error.where] += 1
        tries, host = self._failed[error.where], host_of(error.where)
        wait = max(asked, BACK_OFF * self.pace.pause_of(host) * 2 ** (tries - 1) / 2)
        self._in_a_row[host] += 1
        if wait > LONGEST_WAIT or self._in_a_row[host] >= MOST_IN_A_ROW:
            # Nothing more of it in this run: it asked for that, or nobody is there.
            self.leave(host, error.code)
        self.pace.hold(host, min(wait, LONGEST_WAIT))
        is_last = tries >= self.manners.attempts or host in self._closed
        return Refused(error.code, error.where, error.status, 0.0 if is_last else wait, asked)

    def _rules(self, address: str) -> Robots:
        """The rules of the address's origin, asked for once; raises why they are not known."""
        origin = origin_of(address)
        while origin not in self._robots:
            self._ask_rules(origin)
        known = self._robots[origin]
        if isinstance(known, Refused):
            raise Refused(known.code, address)
        self.pace.slow_down(host_of(address), known.delay)
        return known

    def _ask_rules(self, origin: str) -> None:
        """One request for the rules of an origin: known after it, or its host is held.

        As RFC 9309 has it: no file allows all, a host that fails allows nothing.
        """
        first, host = f"{origin}/robots.txt", host_of(origin)
        at, moves = self._rules_at.get(origin, (first, 1))
        other = origin_of(at)
        if at == f"{other}/robots.txt" and other in self._robots:
            # With encryption and without, or with `www.`, it is often one file.
            self._robots[origin] = self._robots[other]
            return
        try:
            answer = self.ask(at, free=True)
            if answer.status >= FAILED or answer.packed:
                code = UNKNOWN_CODING if answer.packed else "challenge_page"
                raise Refused(code, first, answer.status)
            if answer.status in MOVED and answer.header("Location"):
                if moves >= MOST_MOVES:
                    raise Refused("circle", first)
                after = self.next_of(answer)
                self._rules_at[origin] = after, moves + 1
                self._learned(at, replace(answer, reached=after))
                return
        except Refused as error:
            if error.until:
                # It may be another host that failed, to which the file has moved.
                self.pace.hold(host, error.until)
                return
            self._learned(at, error)
            self._robots[origin] = _without_rules(error, first)
        else:
            self._learned(at, answer)
            self._robots[origin] = read_robots(answer.body) if answer.status == 200 else Robots()
            if at == f"{other}/robots.txt":
                self._robots[other] = self._robots[origin]
        if isinstance(found := self._robots[origin], Robots):
            # The pause that they ask for begins with the answer that told of it.
            self.pace.slow_down(host, found.delay)
            self.pace.answered(host)


def _without_rules(error: Refused, address: str) -> Robots | Refused:
    """What holds where a `robots.txt` cannot be had, and why not."""
    if error.code in ("other_host", "circle"):
        return Robots()
    is_there = error.passing and error.code != "no_connection"
    return Refused("robots_unreachable" if is_there else error.code, address)


def _nobody(_: Answer) -> None:
    """Nobody wants to know."""


def _nothing_learned(_: str, __: Answer | Refused) -> None:
    """Nobody wants to know."""


def _no_wall(_: Answer) -> bool:
    """Nobody knows how walls look."""
    return False
