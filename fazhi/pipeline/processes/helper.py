"""A process beside this one: watched for time and memory, and ended when this one ends.

A fault of a library in C, an endless loop there, memory beyond all bounds cost that process and
the file it is at.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pickle import dumps, loads
from threading import Thread
from types import ModuleType

from fazhi.errors import FazhiError, ReadError
from fazhi.expressions import expressions_kept
from fazhi.garbage import collect_seldom
from fazhi.reading.limits import Limits, tell_of_more_time, too_much_memory, too_slow
from fazhi.reading.memory import family, held, take_from_me_first

# Seconds between two looks at a process, and how long it may take to notice its limits itself.
LOOK = 0.1
SLACK = 5.0


class Helper:
    """A process that does what it is told through a pipe.

    It first says `None` (it is ready), then seconds it needs beyond its limit as they come up, and
    for what it was told an answer.

    Args:
        serve: a function of a module of ours, called there with its end of the pipe and `given`.
    """

    def __init__(self, serve: Callable[..., None], *given: object) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.ready = False
        self._process = context.Process(
            target=_begin, args=(theirs, dumps((serve, given))), daemon=True
        )
        try:
            with without_script():
                self._process.start()
        finally:
            theirs.close()
        self._before, self._measured = 0, -LOOK
        self.watch(Limits())

    def watch(self, limits: Limits) -> None:
        """Measure time and memory of a piece of work from now on.

        Its memory is asked for no oftener than it is looked at: of a small file that takes a tenth
        of what the work itself does.
        """
        self._limits = limits
        self._looked = now = time.monotonic()
        self._end = now + limits.seconds + SLACK
        if now - self._measured >= LOOK:
            self._before, self._measured = self._held(), now

    def hear(self) -> object:
        """What it says next; raises `EOFError` or `OSError` where it has ended."""
        said = self.pipe.recv()
        if said is None:
            # What it imported is none of the work.
            self.ready, self._measured = True, -LOOK
            self.watch(self._limits)
        elif isinstance(said, float):
            self._end += said
        return said

    def overrun(self) -> ReadError | None:
        """What it is to be ended for, if anything."""
        now = time.monotonic()
        if not self.ready or now - self._looked < LOOK:
            return None
        self._looked = now
        if self._held() - self._before > self._limits.memory:
            return too_much_memory(self._limits)
        return too_slow(self._limits) if now > self._end else None

    def lost(self) -> ReadError:
        """How it ended; raises `FazhiError` where it never came to work."""
        self._process.join()
        code = self._process.exitcode or 0
        how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        if not self.ready:
            raise FazhiError(
                f"a process that should help ended at once ({how})",
                hint="See that memory and disk have room, then run again.",
            )
        return ReadError(
            f"the process that read the file ended ({how})",
            hint="Run again; if it ends there each time, save the file in another form.",
            code="crashed",
        )

    def end(self) -> None:
        """Let the process go, at once, with all that it began."""
        self.pipe.close()
        # What it began ends by itself where it cannot be told, or does not hear of a signal.
        for one in family(self._process.pid or 0)[1:] if self._process.is_alive() else ():
            with suppress(OSError):
                os.kill(one, signal.SIGKILL)
        self._process.kill()
        self._process.join()

    def _held(self) -> int:
        return sum(held(one) for one in family(self._process.pid or 0))


@contextmanager
def without_script() -> Iterator[None]:
    """Keep new processes from running the user's script, which need not expect to run twice.

    What stands in its place has its names, so that what it defines can be pickled meanwhile.
    """
    script, instead = sys.modules["__main__"], ModuleType("__main__")
    where = {"__file__", "__spec__"}
    vars(instead).update((name, one) for name, one in vars(script).items() if name not in where)
    sys.modules["__main__"] = instead
    try:
        yield
    finally:
        sys.modules["__main__"] = script


@expressions_kept()
def _begin(pipe: Connection, packed: bytes) -> None:
    # The keyboard's interrupt reaches all of a group: the first process ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()
    take_from_me_first()
    collect_seldom()
    tell_of_more_time(lambda seconds: pipe.send(float(seconds)))
    # Imports all that it works with, for which the lines above had better be done.
    serve, given = loads(packed)
    with suppress(EOFError):
        serve(pipe, *given)


def end_with_parent() -> None:
    """End this process when the one that started it is gone, whatever it is at."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)
