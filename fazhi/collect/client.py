"""One request: sent to the machine that was checked, its answer taken within limits, undecoded."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from http.client import BadStatusLine, HTTPException, LineTooLong
from typing import Any
from urllib.parse import urlsplit

from urllib3 import BaseHTTPResponse, Timeout
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    ProtocolError,
    SSLError,
    TimeoutError,
)

from fazhi.collect.addresses import PORTS
from fazhi.collect.coding import UNKNOWN_CODING, undone
from fazhi.collect.guard import checked
from fazhi.collect.line import EncryptedPool, Line, PlainPool
from fazhi.collect.manners import Manners
from fazhi.collect.refusals import Refused

CHUNK = 1 << 16
FIRST_FINAL = 200
SECONDS_TO_CONNECT = 15.0
# A pause apart, a connection is worth keeping for the next request; hosts are many.
MOST_POOLS = 64
Headers = tuple[tuple[str, str], ...]
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
# Why the end of a body is wanting, by the reason for which it was given up.
CUTS = {"too_large": "length", "too_slow": "time"}


@dataclass(frozen=True)
class Answer:
    """What came of one request, of whatever status.

    Args:
        asked: the address, canonical.
        at: when it was sent, UTC, to the second.
        request: the head that was sent, line and headers.
        status, reason: of the first line.
        headers: in order, names as sent; bytes beyond ASCII as Latin-1 characters.
        sent: the body as sent, content coding and all.
        body: the body with its content coding undone.
        machine: the numeric address that answered.
        robots: `allowed`, or `none` where the host has no `robots.txt`.
        reached: the address that answered, where redirections were followed.
        version: of the protocol, `HTTP/1.1`.
        cut: why the body is not whole, as an archive says it (`length`, `time`, `disconnect`).
        packed: whether the body is still in a content coding that is not known here.
    """

    asked: str
    at: str
    request: str
    status: int
    reason: str
    headers: Headers
    sent: bytes
    body: bytes
    machine: str
    robots: str = ""
    reached: str = ""
    version: str = "HTTP/1.1"
    cut: str = ""
    packed: bool = False

    def header(self, name: str) -> str:
        """The first header of that name, empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @cached_property
    def media_type(self) -> str:
        """What the server says the body is, without its charset."""
        return self.header("Content-Type").partition(";")[0].strip().lower()

    @property
    def wait(self) -> float:
        """Seconds that the host asks to wait (`Retry-After`, a number or a day), else 0."""
        told = self.header("Retry-After").strip()
        if told.isdecimal():
            return float(told[:9])
        try:
            day = parsedate_to_datetime(told)
        except ValueError:
            return 0.0
        return max(0.0, day.timestamp() - time.time())


def now() -> str:
    """The moment, UTC, as captures hold it."""
    return datetime.now(UTC).strftime(MOMENT)


class Client:
    """Sends requests one at a time; knows no manners, which `polite.Fetcher` has.

    Args:
        manners: limits.
        agent: how we call ourselves.
        unused: called with what came of an answer that was cut off, or cannot be unpacked.
    """

    def __init__(self, manners: Manners, agent: str, unused: Callable[[Answer], None]) -> None:
        self._manners = manners
        self._agent = agent
        self._unused = unused
        self._pools: dict[tuple[str, str, int, str], tuple[PlainPool | EncryptedPool, Line]] = {}

    def send(self, address: str, more: Headers = ()) -> Answer:
        """Ask for an address, without following where it leads; raises `Refused`."""
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        machine = checked(host, port, self._manners.allow_private, address)
        pool, line = self._pool(parts.scheme, machine, port, host)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = (("Host", parts.netloc), *self._usual(), *more)
        lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
        came = _Came(address, now(), "\r\n".join(lines) + "\r\n\r\n", machine)
        try:
            with line.within(self._manners.seconds):
                came.take(pool, target, dict(headers), self._manners.largest)
            if line.is_cut:
                # A connection that was cut looks like one that ended well.
                raise Refused("too_slow", address)
        except (HTTPError, HTTPException, OSError, Refused) as error:
            reason = error.code if isinstance(error, Refused) else _reason(error)
            reason = "too_slow" if line.is_cut else reason
            if found := came.told(CUTS.get(reason, "disconnect")):
                self._unused(found)
            raise Refused(reason, address, found.status if found else 0) from error
        return self._unpacked(came.whole())

    def _unpacked(self, whole: Answer) -> Answer:
        """The answer with its content coding undone, where that is known; raises `Refused`."""
        try:
            body = undone(whole.sent, whole.headers, self._manners.largest, whole.asked)
        except Refused as error:
            if error.code == UNKNOWN_CODING:
                return replace(whole, body=whole.sent, packed=True)
            self._unused(whole)
            raise Refused(error.code, whole.asked, whole.status) from error
        return replace(whole, body=body)

    def close(self) -> None:
        """Let go of all connections."""
        while self._pools:
            self._close_oldest()

    def _close_oldest(self) -> None:
        pool, line = self._pools.pop(next(iter(self._pools)))
        pool.close()
        line.let_go()

    def _usual(self) -> Headers:
        return (
            ("User-Agent", self._agent),
            ("Accept", "*/*"),
            ("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5"),
            ("Accept-Encoding", "gzip"),
        )

    def _pool(
        self, scheme: str, machine: str, port: int, host: str
    ) -> tuple[PlainPool | EncryptedPool, Line]:
        key = (scheme, machine, port, host)
        if key not in self._pools:
            if len(self._pools) >= MOST_POOLS:
                self._close_oldest()
            seconds, line = self._manners.seconds, Line()
            limits = Timeout(connect=min(SECONDS_TO_CONNECT, seconds), read=seconds)
            more: dict[str, Any] = {"timeout": limits, "line": line}
            pool = (
                EncryptedPool(machine, port, server_hostname=host, assert_hostname=host, **more)
                if scheme == "https"
                else PlainPool(machine, port, **more)
            )
            self._pools[key] = pool, line
        return self._pools[key]


class _Came:
    """What has come of a request so far."""

    def __init__(self, address: str, at: str, request: str, machine: str) -> None:
        self._told = (address, at, request, machine)
        self._chunks: list[bytes] = []
        self._answer: BaseHTTPResponse | None = None

    def take(
        self, pool: PlainPool | EncryptedPool, target: str, headers: dict[str, str], largest: int
    ) -> None:
        """Ask, and take the body as sent; raises `Refused` beyond the limit of size."""
        answer = self._answer = pool.urlopen(
            "GET",
            target,
            headers=headers,
            retries=False,
            redirect=False,
            assert_same_host=False,
            preload_content=False,
            decode_content=False,
        )
        with answer:
            if answer.status < FIRST_FINAL:
                # What follows on the connection would be taken for the next answer.
                raise Refused("odd_status", self._told[0])
            told = answer.headers.get("Content-Length", "")
            if told.isdecimal() and int(told) > largest:
                raise Refused("too_large", self._told[0])
            size = 0
            while chunk := answer.read1(CHUNK, decode_content=False):
                size += len(chunk)
                self._chunks.append(chunk)
                if size > largest:
                    raise Refused("too_large", self._told[0])

    def told(self, cut: str) -> Answer | None:
        """The answer with as much of its body as came, null where not even its head did."""
        return replace(self.whole(), cut=cut) if self._answer is not None else None

    def whole(self) -> Answer:
        """The answer, its content coding not undone."""
        address, at, request, machine = self._told
        answer, sent = self._answer, b"".join(self._chunks)
        assert answer is not None
        return Answer(
            address,
            at,
            request,
            answer.status,
            answer.reason or "",
            _headers(answer),
            sent,
            b"",
            machine,
            version=_version(answer.version),
        )


def _version(number: int) -> str:
    return f"HTTP/{number // 10}.{number % 10}"


def _headers(answer: BaseHTTPResponse) -> Headers:
    """The headers in their order, names as sent, one row for each."""
    return tuple((str(name), str(value)) for name, value in answer.headers.iteritems())


def _reason(error: Exception) -> str:
    """The code for what the library says."""
    inner = error.args[-1] if isinstance(error, ProtocolError) and error.args else error
    if isinstance(error, SSLError):
        return "tls"
    # A connection that could not be made is none, however long that took.
    is_none = isinstance(error, NewConnectionError | ConnectTimeoutError)
    if is_none or isinstance(inner, ConnectionError):
        return "no_connection"
    if isinstance(error, TimeoutError):
        return "too_slow"
    is_head = isinstance(inner, BadStatusLine | LineTooLong) or type(inner) is HTTPException
    return "truncated" if isinstance(error, ProtocolError) and not is_head else "bad_answer"
