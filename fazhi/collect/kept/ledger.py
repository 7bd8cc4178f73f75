"""What is known so far: of this run, of those before it, and where everything lies."""

from __future__ import annotations

import time
from collections.abc import Iterator

from fazhi.captures import Capture
from fazhi.collect.client import now
from fazhi.collect.kept.folder import CAPTURES, Folder
from fazhi.collect.kept.journal import (
    NAME,
    Begun,
    Ended,
    Event,
    Finished,
    Held,
    Journal,
    Placed,
    Taken,
)
from fazhi.collect.kept.names import apart


class Ledger:
    """The events of a folder, as answers to questions; `add` is the only way to change them.

    Args:
        folder: what is collected into. A run that was stopped is gone on with, else one begins.
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.run = 0
        self.goes_on = False
        self.now: dict[str, Capture] = {}
        self.before: dict[str, Capture] = {}
        self.captures: list[Capture] = []
        self.placed: dict[str, Placed] = {}
        self.finished: dict[str, Finished] = {}
        self.waits: dict[str, float] = {}
        self._by_digest: dict[str, Capture] = {}
        self._names: dict[str, str] = {}
        self._places: dict[str, dict[str, Placed]] = {}
        self._owners: dict[str, str] = {}
        self._journal = Journal(folder.captures / NAME)
        for event in self._journal.events:
            self._learn(event)
            if isinstance(event, Taken) and event.part:
                folder.settle(event.part, event.capture.file)
        folder.sweep()
        if not self.goes_on:
            self.add(Begun(self.run + 1, now()))

    def add(self, event: Event) -> None:
        """Write down what happened, and know it."""
        self._journal.add(event)
        self._learn(event)

    def take(self, capture: Capture, body: bytes | None = None) -> Capture:
        """Write down a request, and its bytes where they are new."""
        part = self.folder.set_aside(body) if body is not None else ""
        self.add(Taken(capture, part))
        if part:
            self.folder.settle(part, capture.file)
        return capture

    def close(self) -> None:
        """Let go of the journal."""
        self._journal.close()

    def _learn(self, event: Event) -> None:
        if isinstance(event, Taken):
            self._learn_capture(event.capture)
        elif isinstance(event, Placed):
            self._learn_place(event)
        elif isinstance(event, Finished):
            self.finished[event.address] = event
        elif isinstance(event, Held):
            self.waits[event.host] = event.until
        elif isinstance(event, Begun):
            self.run, self.goes_on = event.run, True
        elif isinstance(event, Ended):
            self.before |= {asked: one for asked, one in self.now.items() if one.file}
            self.now, self.finished, self.goes_on = {}, {}, False

    def _learn_capture(self, one: Capture) -> None:
        self.captures.append(one)
        self.now[one.asked] = one
        if one.file:
            self._by_digest.setdefault(one.sha256, one)
            self._names.setdefault(one.file.casefold(), one.asked)

    def _learn_place(self, one: Placed) -> None:
        former = self.placed.get(one.file)
        for part in former.parts if former is not None else ():
            self._owners.pop(part, None)
        if former is not None:
            self._places.get(former.address, {}).pop(one.file, None)
        self.placed[one.file] = one
        if one.sha256:
            self._places.setdefault(one.address, {})[one.file] = one
            self._owners |= dict.fromkeys(one.parts, one.address)

    def owner_of(self, part: str) -> str:
        """The listed address whose report a file of captures is in; empty where it is in none."""
        return self._owners.get(part, "")

    def held_under(self, sha256: str) -> Capture | None:
        """The first capture of the same bytes."""
        return self._by_digest.get(sha256)

    def name_for(self, stem: str, ending: str, address: str, day: str = "") -> str:
        """A name in `captures` that no other has: of a later day with that (`stem@day`)."""
        base = f"{stem}@{day}" if day else stem
        for one in _ways(base, address):
            name = f"{CAPTURES}/{one}.{ending}"
            if name.casefold() not in self._names:
                return name
        raise AssertionError(base)

    def places_of(self, address: str) -> list[Placed]:
        """What of a listed address lies where a build reads it."""
        return list(self._places.get(address, {}).values())

    def rules(self) -> list[Capture]:
        """The last `robots.txt` of each origin that has one."""
        known = (*self.before.values(), *self.now.values())
        return [one for one in known if one.role == "robots" and one.file]

    def wait_left(self, host: str) -> float:
        """Seconds that a host asked to be left alone, of which an earlier start learned."""
        return max(0.0, self.waits.get(host, 0.0) - time.time())


def _ways(base: str, address: str) -> Iterator[str]:
    yield base
    yield apart(base, address)
    at = 2
    while True:
        yield f"{apart(base, address)}-{at}"
        at += 1
