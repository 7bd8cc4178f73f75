"""Many files, in this process or in several: whatever becomes of one, the others go on.

A process that ends at a file (a fault in a library, memory taken away by the system), or goes
beyond its limits and does not notice, costs that file alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path

from fazhi.errors import FazhiError, ReadError
from fazhi.pipeline.desk import Desk, Job
from fazhi.pipeline.one import keep_failure, work_on
from fazhi.pipeline.processes.helper import LOOK, Helper
from fazhi.reading.limits import Limits

Done = tuple[Job, Path]
# A worker has its next file at hand while it tells of the last.
AT_HAND = 2


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
            heard = wait([one.helper.pipe for one in busy], LOOK)
            for one in busy:
                yield from one.look(waiting, one.helper.pipe in heard)
                one.give(waiting)
    finally:
        for one in crew:
            one.helper.end()


class _Worker:
    """A process at work, and the jobs it has been given and has not told of."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.given: deque[Job] = deque()
        self.helper = Helper(_serve, desk)

    def give(self, waiting: deque[Job]) -> None:
        """Hand over what is next."""
        while waiting and len(self.given) < AT_HAND:
            self.given.append(waiting.popleft())
            try:
                self.helper.pipe.send(self.given[-1])
            except OSError:  # It has ended, which is told when it is heard.
                return

    def look(self, waiting: deque[Job], speaks: bool) -> Iterator[Done]:
        """What the process tells; one that has ended, or must, costs the file it was at."""
        if not speaks:
            if error := self.helper.overrun():
                yield self._lost(error, waiting)
            return
        try:
            told = self.helper.hear()
        except (EOFError, OSError):
            yield self._lost(self.helper.lost(), waiting)
            return
        if isinstance(told, Exception):
            raise told
        if isinstance(told, Path):
            self.helper.watch(Limits())
            yield self.given.popleft(), told

    def _lost(self, error: ReadError, waiting: deque[Job]) -> Done:
        job = self.given.popleft()
        waiting.extendleft(reversed(self.given))
        self.given.clear()
        self.helper.end()
        self.helper = Helper(_serve, self.desk)
        return job, keep_failure(job, error, self.desk.store)


def _serve(pipe: Connection, desk: Desk) -> None:
    """What a worker does: rows for each job it is given, until nobody gives any."""
    try:
        desk.check()
        pipe.send(None)
        while True:
            pipe.send(work_on(pipe.recv(), desk))
    except EOFError:
        return
    except (FazhiError, OSError) as error:
        pipe.send(error)
