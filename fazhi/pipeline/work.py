"""Many files, in this process or in several: whatever becomes of one, the others go on.

A process that ends at a file (a fault in a library, memory taken away by the system) costs that
file alone. Processes end when the one that started them does, however it ends.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Thread

from fazhi.errors import FazhiError, ReadError
from fazhi.pipeline.one import Desk, Job, keep_failure, work_on

Done = tuple[Job, Path]
# A worker has its next file at hand while it tells of the last.
AT_HAND = 2
# A report makes thousands of records and hardly a cycle: looking for cycles at the usual 700 new
# objects takes an eighth of all time.
OBJECTS_A_COLLECTION = 500_000


def work(jobs: Sequence[Job], desk: Desk, workers: int) -> Iterator[Done]:
    """Each job with the file of its rows, as they are done.

    Raises what stops the build, such as `OSError` of a full disk and `StaleError`.
    """
    if workers <= 1:
        for job in jobs:
            yield job, work_on(job, desk)
        return
    waiting = deque(jobs)
    crew = [_Worker(desk) for _ in range(min(workers, len(jobs)))]
    try:
        for one in crew:
            one.give(waiting)
        while busy := [one for one in crew if one.given]:
            heard = wait([one.pipe for one in busy])
            for one in busy:
                if one.pipe in heard:
                    yield from one.hear(waiting)
                one.give(waiting)
    finally:
        for one in crew:
            one.end()


@dataclass(slots=True)
class _Worker:
    """A process at work, and the jobs it has been given and has not told of."""

    desk: Desk
    given: deque[Job] = field(default_factory=deque)
    ready: bool = False
    pipe: Connection = field(init=False)
    process: SpawnProcess = field(init=False)

    def __post_init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self.ready = False
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self.desk), daemon=True)
        self.process.start()
        theirs.close()

    def give(self, waiting: deque[Job]) -> None:
        """Hand over what is next."""
        while waiting and len(self.given) < AT_HAND:
            self.given.append(waiting.popleft())
            try:
                self.pipe.send(self.given[-1])
            except OSError:  # It has ended, which is told when it is heard.
                return

    def hear(self, waiting: deque[Job]) -> Iterator[Done]:
        """What the process tells; one that has ended costs the file it was at."""
        try:
            told = self.pipe.recv()
        except (EOFError, OSError):
            yield self._lost(waiting)
            return
        if isinstance(told, Exception):
            raise told
        if told is None:
            self.ready = True
        else:
            yield self.given.popleft(), told

    def _lost(self, waiting: deque[Job]) -> Done:
        self.process.join()
        code = self.process.exitcode or 0
        if not self.ready:
            raise FazhiError(
                f"a process that should help ended at once (exit code {code})",
                hint="Try --jobs 1; a script of your own that builds must do so under "
                'if __name__ == "__main__".',
            )
        job = self.given.popleft()
        waiting.extendleft(reversed(self.given))
        self.given.clear()
        self.pipe.close()
        self._start()
        return job, keep_failure(job, _crashed(code), self.desk.store)

    def end(self) -> None:
        """Let the process go, at once."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()


def _crashed(code: int) -> ReadError:
    how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
    return ReadError(
        f"the process that read the file ended ({how})",
        hint="Run again; if it ends there each time, save the file in another form.",
        code="crashed",
    )


def _serve(pipe: Connection, desk: Desk) -> None:
    """What a worker does: rows for each job it is given, until nobody gives any."""
    # The keyboard's interrupt reaches all of a group: the first process ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()
    gc.set_threshold(OBJECTS_A_COLLECTION, *gc.get_threshold()[1:])
    try:
        desk.check()
        pipe.send(None)
        while True:
            pipe.send(work_on(pipe.recv(), desk))
    except EOFError:
        return
    except (FazhiError, OSError) as error:
        pipe.send(error)


def end_with_parent() -> None:
    """End this process when the one that started it is gone, whatever it is at."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)
