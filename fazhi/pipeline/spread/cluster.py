"""Files read by the workers of a Dask cluster; their rows come back and are kept here.

Workers need the same fazhi and see the folder of reports under the same path; they write nothing
that lasts. A worker that is lost costs what it was at, which another does again; a file at which
workers end again and again costs that file alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from fazhi.errors import FazhiError, ReadError, StaleError
from fazhi.pipeline.desk import Desk, Job
from fazhi.pipeline.one import keep_failure, work_on
from fazhi.pipeline.processes.helper import without_script
from fazhi.pipeline.store import Store

# The word that asks for a cluster on this machine.
LOCAL = "dask"
# Files a task: one alone doubles the cost of a small report, a hundred add next to nothing.
BATCH = 100
# Tasks a worker that a folder makes at least, so that none waits long for the last.
ROUNDS = 4
SECONDS_TO_ANSWER = 30

Done = tuple[Job, Path]


class Read(NamedTuple):
    """What a worker made of a file: the bytes of its rows, and of its text where there is one.

    `name`: of the file of the rows; another than the job's where they tell a failure that the next
    run may not meet.
    """

    rows: bytes
    text: bytes
    name: str


def work_on_cluster(jobs: Sequence[Job], desk: Desk, on: str, workers: int) -> Iterator[Done]:
    """Each job with the file of its rows, as they are done.

    Args:
        jobs: the files.
        desk: what they are worked on with.
        on: the address of a scheduler, or `dask` for a cluster on this machine.
        workers: processes of the cluster on this machine; 0 for its own choice.

    Raises `FazhiError` where Dask is not installed, nobody answers, or workers lack fazhi or the
    reports; `StaleError` where they have another fazhi than this process.
    """
    with _client(on, workers) as client:
        known = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        size = min(BATCH, max(1, len(jobs) // (known * ROUNDS)))
        there = [_anywhere(job) for job in jobs]
        waiting = {
            client.submit(read_batch, desk, batch, pure=False): batch
            for batch in (there[at : at + size] for at in range(0, len(there), size))
        }
        ours = {job.path: job for job in jobs}
        yield from _kept(client, waiting, ours, desk)


def read_batch(desk: Desk, batch: Sequence[Job]) -> bytes:
    """What a worker does: rows and texts of some files, in their order, packed (`Read` of each).

    As one run of bytes they are sent as they lie: a list of them would be pickled, written to the
    other process and unpickled, a tenth of a millisecond more for each file.
    """
    desk.check()
    for root in {job.root for job in batch}:
        if not Path(root).is_dir():
            raise FazhiError(
                "a worker does not see the folder of reports",
                where=root,
                hint="Put it on a disk that all workers see under the same path.",
            )
    read = [_read(job, _Away(desk.out, desk.book, desk.keys, _InHand())) for job in batch]
    return msgspec.msgpack.encode(read)


class _InHand(Store):
    """What a worker made of a file, in memory until it goes back: no disk is written twice."""

    def __init__(self) -> None:
        # Nothing lies below what is no folder.
        super().__init__(Path(os.devnull))
        self.held: dict[Path, bytes] = {}

    def keep(self, file: Path, content: bytes) -> None:
        self.held[file] = content


@dataclass(frozen=True, slots=True)
class _Away(Desk):
    """A desk away from the folder of tables."""

    in_hand: _InHand

    @property
    def store(self) -> _InHand:
        return self.in_hand


def _read(job: Job, here: _Away) -> Read:
    rows, store = work_on(job, here), here.store
    text = store.held.get(store.texts / job.text_key, b"")
    return Read(store.held[rows], text, rows.name)


def _kept(
    client: Any, waiting: dict[Any, list[Job]], ours: dict[str, Job], desk: Desk
) -> Iterator[Done]:
    """Keep what comes back; of a batch at which workers ended, each file is tried by itself.

    What waits in a worker that ends is told to have ended it, too: a file is at fault where workers
    end while nothing else is there to be read.
    """
    distributed = import_module("distributed")
    coming = distributed.as_completed(list(waiting))
    suspects: list[Job] = []
    for future in coming:
        batch = waiting.pop(future)
        if not isinstance(future.exception(), distributed.KilledWorker):
            yield from _taken(future, batch, ours, desk.store)
        elif len(batch) == 1:
            suspects += batch
        else:
            for job in batch:
                again = client.submit(read_batch, desk, [job], pure=False)
                waiting[again] = [job]
                coming.add(again)
        future.release()
    for job in suspects:
        future = client.submit(read_batch, desk, [job], pure=False)
        if isinstance(future.exception(), distributed.KilledWorker):
            yield ours[job.path], keep_failure(job, _ended(), desk.store)
        else:
            yield from _taken(future, [job], ours, desk.store)
        future.release()


def _taken(future: Any, batch: Sequence[Job], ours: dict[str, Job], store: Store) -> Iterator[Done]:
    """Keep what a worker made of a batch; raises what it raised."""
    if (error := future.exception()) is not None:
        raise _told(error)
    read = msgspec.msgpack.decode(future.result(), type=list[Read])
    for job, made in zip(batch, read, strict=True):
        yield ours[job.path], _keep(job, made, store)


def _keep(job: Job, made: Read, store: Store) -> Path:
    if made.text and not (store.texts / job.text_key).exists():
        store.keep(store.texts / job.text_key, made.text)
    file = (store.rows if made.name == job.key else store.passing) / made.name
    store.keep(file, made.rows)
    return file


def _anywhere(job: Job) -> Job:
    """The job with paths that hold in another process's working folder."""
    return job._replace(file=job.file.absolute(), root=str(Path(job.root).absolute()))


@contextmanager
def _client(on: str, workers: int) -> Iterator[Any]:
    """A client of the cluster; one on this machine is begun and ended with it."""
    try:
        dask, distributed = import_module("dask"), import_module("distributed")
    except ImportError as error:
        raise FazhiError(
            "Dask is not installed", hint='Install it with: pip install "fazhi[dask]"'
        ) from error
    if on != LOCAL:
        with _found(distributed, on) as client:
            yield client
        return
    # Workers that are no daemons begin the process in which foreign code reads; a second worker
    # that ends at the same files tells enough. Nobody looks at what each process else tells of
    # itself, up to a hundred times a second: with two workers 6 % of a core.
    begun = {
        "distributed.worker.daemon": False,
        "distributed.worker.profile.enabled": False,
        "distributed.scheduler.allowed-failures": 1,
        "distributed.scheduler.work-stealing-interval": "1s",
        "distributed.admin.tick.interval": "1s",
        "distributed.admin.system-monitor.interval": "10s",
        "distributed.worker.memory.monitor-interval": "2s",
    }
    with (
        dask.config.set(begun),
        # To the end: in place of a worker that is lost another is begun.
        without_script(),
        distributed.LocalCluster(
            n_workers=workers or None, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster, direct_to_workers=True) as client,
    ):
        yield client


def _found(distributed: Any, address: str) -> Any:
    try:
        return distributed.Client(address, timeout=SECONDS_TO_ANSWER)
    except (OSError, ValueError) as error:
        raise FazhiError(
            "no scheduler of Dask answers",
            where=address,
            hint="Begin one with: dask scheduler; its address is printed, like tcp://host:8786.",
        ) from error


def _told(error: BaseException) -> BaseException:
    """What a worker raised, in words that say on whose side it was."""
    if isinstance(error, StaleError):
        return StaleError(
            "a worker has another fazhi, or other libraries, than this process",
            hint="Install the same on all, then run again: what was read so far is kept.",
        )
    if isinstance(error, FazhiError | OSError):
        return error
    return FazhiError(
        f"the cluster could not do the work ({type(error).__name__})",
        hint="See that every worker has this fazhi installed, then run again.",
    )


def _ended() -> ReadError:
    return ReadError(
        "the workers that read the file ended, one after the other",
        hint="Run again; if they end there each time, save the file in another form.",
        code="crashed",
    )
