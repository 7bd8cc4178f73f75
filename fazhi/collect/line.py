"""A connection that another thread can cut: the only end to an answer that comes byte by byte.

A timeout of a socket bounds one wait, and each byte begins a new one: in the head, and in the
line before a chunk, the library reads on for as long as any come.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class Line:
    """The connection that a pool has now; `is_cut` once it was cut in this exchange."""

    def __init__(self) -> None:
        self.is_cut = False
        self.is_closed = True
        self._twin: socket.socket | None = None

    def hold(self, made: socket.socket) -> None:
        """Keep a twin of a new connection: encryption takes the first one's number away."""
        self.let_go()
        self._twin, self.is_closed = made.dup(), False
        if self.is_cut:
            self._cut()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Cut the connection where what is done takes longer."""
        self.is_cut = False
        timer = Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            if self.is_closed:
                self.let_go()

    def _cut(self) -> None:
        self.is_cut = True
        if self._twin is not None:
            # It may be closed at this very moment.
            with suppress(OSError):
                self._twin.shutdown(socket.SHUT_RDWR)

    def let_go(self) -> None:
        """Close the twin, which would keep the connection open."""
        if self._twin is not None:
            self._twin.close()
            self._twin = None


class Plain(HTTPConnection):
    """A connection that its line knows."""

    def __init__(self, *told: Any, line: Line, **more: Any) -> None:
        super().__init__(*told, **more)
        self._line = line

    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        self._line.hold(made)
        return made

    def close(self) -> None:
        """Close, and let the line's twin go once the answer is read."""
        super().close()
        self._line.is_closed = True


class Encrypted(Plain, HTTPSConnection):
    """The same with encryption; its opening is cut, too."""


class PlainPool(HTTPConnectionPool):
    """Takes `line=`."""

    ConnectionCls = Plain


class EncryptedPool(HTTPSConnectionPool):
    """Takes `line=`."""

    ConnectionCls = Encrypted
