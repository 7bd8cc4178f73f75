"""How much one file may cost: documented, changeable, and asked for by every format."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from threading import current_thread, main_thread

from fazhi.errors import ReadError

# Seconds between two looks at the time, where an alarm must ask for it.
GRACE = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What work on one file may cost; a report of 3,000 characters needs a thousandth of it.

    Args:
        bytes: size of the file on disk.
        characters: length of the text that comes out.
        decompressed: bytes that all parts of a packed file (DOCX, OFD) unpack to.
        ratio: bytes a part may unpack to for each byte it takes in the file.
        seconds: time for one file, from its bytes to its rows.
    """

    bytes: int = 64_000_000
    characters: int = 2_000_000
    decompressed: int = 256_000_000
    ratio: int = 200
    seconds: float = 60.0


class _Clock:
    """The end of a file's time; one for all stages that it goes through."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds


_limits: ContextVar[Limits | None] = ContextVar("limits", default=None)
_clock: ContextVar[_Clock | None] = ContextVar("clock", default=None)


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Put the limits in force for what runs inside.

    The clock starts at the outermost: what runs inside another, as reading inside the whole way
    of a file, has the time of that. Where nothing asks for the time, an alarm does (main thread of
    a process, on systems that have such).
    """
    clock = _clock.get()
    former = _limits.set(limits)
    began = None if clock else _clock.set(_Clock(limits.seconds))
    try:
        with nullcontext() if clock else _alarm(limits.seconds):
            yield
    finally:
        if began:
            _clock.reset(began)
        _limits.reset(former)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Ask for the time once it should be over, and every second from then on."""
    usable = hasattr(signal, "setitimer") and current_thread() is main_thread()
    if not usable or signal.getitimer(signal.ITIMER_REAL) != (0.0, 0.0):
        yield
        return
    former = signal.signal(signal.SIGALRM, lambda *_: check_time())
    signal.setitimer(signal.ITIMER_REAL, seconds + GRACE, GRACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, former)


def limits_in_force() -> Limits:
    """The limits set by `within`, or the usual ones."""
    return _limits.get() or Limits()


def check_time() -> None:
    """Raise `ReadError` (`too_slow`) once the time for this file is over; call it in loops."""
    clock = _clock.get()
    if clock and time.monotonic() > clock.end:
        raise ReadError(
            f"work on the file took longer than {limits_in_force().seconds:g} seconds",
            hint="Raise the limit of seconds, or save the file in a simpler form.",
            code="too_slow",
        )


def allow_more_time(seconds: float) -> None:
    """Move the end of this file's time; for a page that must be recognised from a picture."""
    if clock := _clock.get():
        clock.end += seconds


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
