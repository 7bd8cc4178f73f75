"""A portal on loopback: what each address answers, and the log of who asked for what and when."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

HTML = "text/html"
CONTACT = "tests@example.org"


class Asked(NamedTuple):
    """One request as the portal saw it."""

    path: str
    at: float
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """What is sent: headers as bytes, for those of portals are in any encoding."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, bytes], ...] = ()
    media_type: str = HTML
    # Sent in place of the true length; -1 sends none and closes.
    length: int | None = None
    # Seconds between pieces of the body.
    slow: float = 0.0
    chunked: bool = False
    # Sent after a line of status as it is, a byte each twentieth of a second, then closed.
    dripped: bytes = b""


Answers = Reply | Callable[[Asked, int], Reply]


@dataclass
class Portal:
    """A server of its own thread; `pages` may be changed while it runs."""

    pages: dict[str, Answers] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)

    def __enter__(self) -> Portal:
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def home(self) -> str:
        """Its address without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def site(self) -> str:
        """Host and port, as a list of hosts allowed names it."""
        return self.home.removeprefix("http://")

    def paths(self) -> list[str]:
        """What was asked for, `robots.txt` left out."""
        return [one.path for one in self.log if one.path != "/robots.txt"]

    def gaps(self) -> list[float]:
        """Seconds between one request and the next."""
        return [after.at - one.at for one, after in zip(self.log, self.log[1:], strict=False)]

    def answer(self, asked: Asked) -> Reply:
        """The reply, and a line in the log."""
        self.log.append(asked)
        page = self.pages.get(asked.path, Reply(b"", 404))
        before = sum(one.path == asked.path for one in self.log) - 1
        return page if isinstance(page, Reply) else page(asked, before)


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Who asked has gone: killed, or content with less."""


def _handler(portal: Portal) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = portal.answer(Asked(self.path, time.monotonic(), dict(self.headers.items())))
            if reply.dripped:
                self._drip(reply)
                return
            lines = [f"HTTP/1.1 {reply.status} As told".encode()]
            lines += [f"{name}: ".encode() + value for name, value in reply.headers]
            if reply.media_type:
                lines.append(f"Content-Type: {reply.media_type}".encode())
            length = len(reply.body) if reply.length is None else reply.length
            if reply.chunked:
                lines.append(b"Transfer-Encoding: chunked")
            elif length >= 0 and reply.status != 304:
                lines.append(f"Content-Length: {length}".encode())
            if reply.length is not None:
                lines.append(b"Connection: close")
                self.close_connection = True
            try:
                self.wfile.write(b"\r\n".join(lines) + b"\r\n\r\n")
                self._body(reply)
            except OSError:
                self.close_connection = True

        def _drip(self, reply: Reply) -> None:
            self.close_connection = True
            self.wfile.write(f"HTTP/1.1 {reply.status} As told\r\n".encode() + reply.body)
            with suppress(OSError):
                for at in range(len(reply.dripped)):
                    self.wfile.write(reply.dripped[at : at + 1])
                    time.sleep(0.05)

        def _body(self, reply: Reply) -> None:
            pieces = [reply.body]
            if reply.slow or reply.chunked:
                pieces = [reply.body[at : at + 64] for at in range(0, len(reply.body), 64)]
            for piece in pieces:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if reply.chunked else piece)
                time.sleep(reply.slow)
            if reply.chunked:
                self.wfile.write(b"0\r\n\r\n")

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    return Handler


def packed(body: bytes, **more: object) -> Reply:
    """A reply whose body is sent as gzip."""
    headers = (("Content-Encoding", b"gzip"),)
    return Reply(gzip.compress(body, mtime=0), headers=headers, **more)  # type: ignore[arg-type]


def robots(text: str | bytes, **more: object) -> Reply:
    """A `robots.txt`."""
    body = text.encode() if isinstance(text, str) else text
    return Reply(body, media_type="text/plain", **more)  # type: ignore[arg-type]


def moved(where: str | bytes, status: int = 302) -> Reply:
    """A redirection."""
    told = where.encode() if isinstance(where, str) else where
    return Reply(b"", status, (("Location", told),))
