"""How much one file may cost: documented, changeable, and asked for by every format."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from fazhi.errors import ReadError


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost; a report of 3,000 characters needs a thousandth of it.

    Args:
        bytes: size of the file on disk.
        characters: length of the text that comes out.
        decompressed: bytes that all parts of a packed file (DOCX, OFD) unpack to.
        ratio: bytes a part may unpack to for each byte it takes in the file.
        seconds: time for one file, asked for between pages and parts.
    """

    bytes: int = 64_000_000
    characters: int = 2_000_000
    decompressed: int = 256_000_000
    ratio: int = 200
    seconds: float = 60.0


_limits: ContextVar[Limits | None] = ContextVar("limits", default=None)
_deadline: ContextVar[float] = ContextVar("deadline", default=float("inf"))


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Put the limits in force for what runs inside; the clock starts here."""
    former = _limits.set(limits)
    deadline = _deadline.set(time.monotonic() + limits.seconds)
    try:
        yield
    finally:
        _deadline.reset(deadline)
        _limits.reset(former)


def limits_in_force() -> Limits:
    """The limits set by `within`, or the usual ones."""
    return _limits.get() or Limits()


def check_time() -> None:
    """Raise `ReadError` (`too_slow`) once the time for this file is over; call it in loops."""
    if time.monotonic() > _deadline.get():
        raise ReadError(
            f"reading took longer than {limits_in_force().seconds:g} seconds",
            hint="Raise the limit of seconds, or save the file in a simpler form.",
            code="too_slow",
        )


def allow_more_time(seconds: float) -> None:
    """Move the end of this file's time; for a page that must be recognised from a picture."""
    _deadline.set(_deadline.get() + seconds)


def check_size(size: int) -> None:
    """Raise `ReadError` (`too_large`) where a file has more bytes than allowed."""
    allowed = limits_in_force().bytes
    if size > allowed:
        raise ReadError(
            f"the file has more than {allowed:,} bytes",
            hint="No report is that long; raise the limit of bytes if this one is.",
            code="too_large",
        )


def check_characters(count: int) -> None:
    """Raise `ReadError` (`too_large`) where a text is longer than allowed."""
    allowed = limits_in_force().characters
    if count > allowed:
        raise ReadError(
            f"the text has {count:,} characters, more than {allowed:,}",
            hint="No report is that long; raise the limit of characters if this one is.",
            code="too_large",
        )


def check_unpacked(unpacked: int, packed: int, total: int) -> None:
    """Raise `ReadError` (`bomb`) where a part, or all parts so far, unpack to too much.

    Args:
        unpacked: bytes this part unpacks to (so far).
        packed: bytes it takes in the file.
        total: bytes all parts have unpacked to, this one included.
    """
    limits = limits_in_force()
    # Small parts of blank XML reach high ratios honestly.
    steep = unpacked > 1_000_000 and unpacked > limits.ratio * max(packed, 1)
    if steep or total > limits.decompressed:
        raise ReadError(
            "the file unpacks to far more than it holds",
            hint="It may be made to exhaust memory; raise the limits if you trust it.",
            code="bomb",
        )
