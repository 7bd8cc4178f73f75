"""What a run did, a line an event, in a file that only grows: whoever is killed goes on from it.

A line is written once what it tells of is safe on disk, and nothing counts as done before its
line. The last line may be torn: it is cut off, and its event did not happen.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from fazhi.captures import Capture
from fazhi.errors import ReadError

NAME = ".captures.journal"


class Begun(msgspec.Struct, frozen=True, tag="begun", tag_field="event"):
    """A run began; each asks everything once, however often it is stopped."""

    run: int
    at: str


class Taken(msgspec.Struct, frozen=True, tag="taken", tag_field="event"):
    """A request ended, and its bytes are on disk under `part` or under their name."""

    capture: Capture
    part: str = ""


class Held(msgspec.Struct, frozen=True, tag="held", tag_field="event"):
    """A host asked to be left alone until a moment, in seconds since 1970."""

    host: str
    until: float


class Placed(msgspec.Struct, frozen=True, tag="placed", tag_field="event"):
    """A file lies where a build reads it; without a digest it was taken away again.

    Args:
        file: its name in the folder.
        sha256: of what was put there.
        address: as listed, of the row that it came of.
        parts: the files of captures it was made of.
        stated: what the manifest says of it.
    """

    file: str
    sha256: str
    address: str
    parts: tuple[str, ...] = ()
    stated: Mapping[str, str] = {}


class Finished(msgspec.Struct, frozen=True, tag="finished", tag_field="event"):
    """All that hangs on a listed address is there or told.

    Args:
        address: as listed.
        bare: why it led to no report, a stable word; empty where it led to one.
        beside: documents that came with reports and are none: a file of captures, and a name in it.
        differing: files of the user's own in whose place ours would stand; ours are in `captures`.
        former: reports of an earlier run that the address no longer leads to; they stay.
    """

    address: str
    bare: str = ""
    differing: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


class Ended(msgspec.Struct, frozen=True, tag="ended", tag_field="event"):
    """Everything in the run's list was asked; what follows is another run."""

    run: int


Event = Begun | Taken | Held | Placed | Finished | Ended


class Journal:
    """The file of events, open to be added to."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.events = _events(path)
        self._file = path.open("ab")

    def add(self, event: Event) -> None:
        """Write an event; of a request wait until it is on disk, with all before it."""
        self._file.write(msgspec.json.encode(event) + b"\n")
        self._file.flush()
        # The others are told again by what is on disk already.
        if isinstance(event, Taken):
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _events(path: Path) -> list[Event]:
    """The events so far; a torn last line is cut off the file.

    Raises `ReadError` (`captures`) for a line that is none of ours.
    """
    data = path.read_bytes() if path.exists() else b""
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        os.truncate(path, whole)
    decoder = msgspec.json.Decoder(Event)
    try:
        return [decoder.decode(line) for line in data[:whole].splitlines()]
    except msgspec.MsgspecError as error:
        raise ReadError(
            "this is no journal as fazhi collect writes it",
            where=str(path),
            hint="Use another folder, or put back the file as it was.",
            code="captures",
        ) from error
