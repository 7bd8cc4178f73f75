"""How much one file may cost: documented, changeable, and asked for by every format."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from threading import current_thread, main_thread

from fazhi.errors import ReadError
from fazhi.reading.memory import held

# Seconds between two looks at time and memory, where an alarm must ask for them.
LOOK = 0.25


@dataclass(frozen=True, slots=True)
class Limits:
    """What work on one file may cost; a report of 3,000 characters needs a thousandth of it.

    Args:
        bytes: size of the file on disk.
        characters: length of the text that comes out.
        decompressed: bytes that all parts of a packed file (DOCX, OFD) unpack to.
        ratio: bytes a part may unpack to for each byte it takes in the file.
        seconds: time for one file, from its bytes to its rows.
        memory: bytes that the process may grow by meanwhile (on Linux; elsewhere the system's own
            bounds are the only ones).
    """

    bytes: int = 64_000_000
    characters: int = 2_000_000
    decompressed: int = 256_000_000
    ratio: int = 200
    seconds: float = 60.0
    memory: int = 2_000_000_000


class _Clock:
    """The end of a file's time; one for all stages that it goes through."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds


_limits: ContextVar[Limits | None] = ContextVar("limits", default=None)
_clock: ContextVar[_Clock | None] = ContextVar("clock", default=None)
_told: ContextVar[Callable[[float], None] | None] = ContextVar("told", default=None)


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Put the limits in force for what runs inside.

    The clock starts at the outermost: what runs inside another, as reading inside the whole way
    of a file, has the time of that. Where nothing asks for time and memory, an alarm does (main
    thread of a process, on systems that have such).
    """
    clock = _clock.get()
    former = _limits.set(limits)
    began = None if clock else _clock.set(_Clock(limits.seconds))
    try:
        with nullcontext() if clock else _alarm(limits):
            yield
    finally:
        if began:
            _clock.reset(began)
        _limits.reset(former)


@contextmanager
def _alarm(limits: Limits) -> Iterator[None]:
    """Ask for time and memory a few times a second."""
    usable = hasattr(signal, "setitimer") and current_thread() is main_thread()
    if not usable or signal.getitimer(signal.ITIMER_REAL) != (0.0, 0.0):
        yield
        return
    before = held()

    def look(*_: object) -> None:
        check_time()
        if held() - before > limits.memory:
            raise too_much_memory(limits)

    former = signal.signal(signal.SIGALRM, look)
    # What waits for the system goes on waiting: libraries need not foresee an alarm.
    signal.siginterrupt(signal.SIGALRM, False)
    signal.setitimer(signal.ITIMER_REAL, LOOK, LOOK)
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
        raise too_slow(limits_in_force())


def too_slow(limits: Limits) -> ReadError:
    """The error for a file that takes more time than allowed."""
    return ReadError(
        f"work on the file took longer than {limits.seconds:g} seconds",
        hint="Raise the limit of seconds, or save the file in a simpler form.",
        code="too_slow",
    )


def too_much_memory(limits: Limits) -> ReadError:
    """The error for a file that takes more memory than allowed."""
    return ReadError(
        f"work on the file took more than {limits.memory:,} bytes of memory",
        hint="Raise the limit of memory, or save the file in a simpler form.",
        code="no_memory",
    )


def allow_more_time(seconds: float) -> None:
    """Move the end of this file's time; for a page that must be recognised from a picture."""
    if clock := _clock.get():
        clock.end += seconds
    if told := _told.get():
        told(seconds)


def tell_of_more_time(told: Callable[[float], None]) -> None:
    """Let who watches this process know of each second that is allowed beyond the limit."""
    _told.set(told)


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
