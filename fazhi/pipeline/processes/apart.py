"""Reading in a process of its own what libraries in C parse: a crash there costs one file.

Plain text is read here, so that a check of a draft starts at once. The process begins with the
first file that needs it and stays for the next ones, as its start takes as long as many files.
"""

from __future__ import annotations

import os
import sys
from threading import Lock
from typing import TYPE_CHECKING

from fazhi.codebook.book import Codebook
from fazhi.errors import FazhiError, Telling, internal_error
from fazhi.reading.inside import recognise
from fazhi.reading.limits import allow_more_time, limits_in_force, within
from fazhi.reading.reader import read_bytes
from fazhi.records import Text

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from fazhi.pipeline.processes.helper import Helper

_one_at_a_time = Lock()
_readers: list[_Reader] = []


def read_apart(data: bytes, name: str, book: Codebook, key: str = "") -> Text:
    """Read bytes as `read_bytes` does; what foreign code parses, in another process.

    A process that is itself a helper reads all here, as does one that may begin no other.

    Args:
        data: the bytes of a file.
        name: its name.
        book: what to read it with.
        key: of the stage `read`, where the text is kept under it.

    Raises:
        ReadError: the file cannot be read; `crashed`, `no_memory`, `too_slow` where the process
            ended at it, or had to be ended.
        StaleError: the code that it loaded is not that of the key.
    """
    kind = recognise(data, name, book)
    if kind is None or not kind.FOREIGN:
        return read_bytes(data, name, book=book, kind=kind)
    from multiprocessing import current_process

    if current_process().daemon:
        return read_bytes(data, name, book=book)
    with _one_at_a_time:
        try:
            reader = _reader(book)
        except OSError:  # The system allows no further process.
            return read_bytes(data, name, book=book)
        return reader.read(data, name, key)


def _reader(book: Codebook) -> _Reader:
    """The process that reads with a codebook; one is kept."""
    for one in list(_readers):
        if one.owner == os.getpid() and one.book is book:
            return one
        _readers.remove(one)
        if one.owner == os.getpid():
            one.helper.end()
    _readers.append(_Reader(book))
    return _readers[-1]


class _Reader:
    """A process that reads, one file after another."""

    def __init__(self, book: Codebook) -> None:
        from fazhi.pipeline.processes.helper import Helper

        self.book = book
        self.owner = os.getpid()
        self.helper: Helper = Helper(_serve, book)

    def read(self, data: bytes, name: str, key: str) -> Text:
        """The text, or the error that says why there is none."""
        answer: Text | FazhiError | None = None
        try:
            answer = self._answer(data, name, key)
        except (EOFError, OSError) as error:
            raise self.helper.lost() from error
        finally:
            if answer is None:  # It has ended, goes beyond its limits, or nobody waits for it.
                _readers.remove(self)
                self.helper.end()
        if isinstance(answer, FazhiError):
            raise answer
        return answer

    def _answer(self, data: bytes, name: str, key: str) -> Text | FazhiError:
        from fazhi.pipeline.processes.helper import LOOK

        helper, limits = self.helper, limits_in_force()
        helper.watch(limits)
        helper.pipe.send((data, name, limits, key))
        while True:
            if helper.pipe.poll(LOOK):
                said = helper.hear()
                if isinstance(said, Text | FazhiError):
                    return said
                if isinstance(said, float):
                    allow_more_time(said)
            elif error := helper.overrun():
                raise error


def _serve(pipe: Connection, book: Codebook) -> None:
    """What the process does: a text or an error for each file it is given."""
    known: dict[str, int] = {}
    pipe.send(None)
    while True:
        data, name, limits, key = pipe.recv()
        try:
            with within(limits), Telling(internal_error):
                answer: Text | FazhiError = read_bytes(data, name, book=book)
            if key and known.get(key) != len(sys.modules):
                _check(key)
                known[key] = len(sys.modules)
        except FazhiError as error:
            answer = error
        pipe.send(answer)


def _check(key: str) -> None:
    from fazhi.pipeline import keys

    keys.check({"read": key})
