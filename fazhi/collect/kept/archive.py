"""The archive beside the files: WARC 1.1, every answer as it came, for archives and replay."""

from __future__ import annotations

import os
import zlib
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from fazhi.captures import Capture
from fazhi.collect.client import Answer
from fazhi.collect.manners import Manners
from fazhi.collect.polite import agent_of

NAME = "captures.warc.gz"
EDITION = "WARC/1.1"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
# What the library took off on the way; under this name readers do not look for it again.
TAKEN_OFF = {"transfer-encoding": "X-Archive-Orig-Transfer-Encoding"}
ANY_HEAD = 31
CHUNK = 1 << 20


class Archive:
    """A file of records that only grows.

    Args:
        path: the file; what a run that was killed left torn at its end is cut off.
        since: where a whole record begins, for all before it is whole; 0 if nothing is known.
        manners: who asks, for the first record.
    """

    def __init__(self, path: Path, since: int, manners: Manners) -> None:
        is_new = not path.exists()
        if not is_new:
            _cut_off_torn(path, since)
        self._file = path.open("ab")
        self._writer = WARCWriter(self._file, gzip=True, warc_version=EDITION)
        self._last = ("", -1)
        if is_new or not self._file.tell():
            info = {
                "software": f"fazhi/{version('fazhi')} warcio/{version('warcio')}",
                "format": "WARC File Format 1.1",
                "http-header-user-agent": agent_of(manners.contact),
                "operator": manners.contact,
                "robots": "obey",
            }
            self._write(self._writer.create_warcinfo_record(path.name, info))

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, answer: Answer, former: Capture | None) -> None:
        """Add an answer and its request; of a page that did not change, where its bytes are.

        `former` is the capture whose bytes a 304 stands for.
        """
        dated = {"WARC-Date": answer.at, "WARC-IP-Address": answer.machine}
        if answer.cut:
            dated["WARC-Truncated"] = answer.cut
        is_revisit = answer.status == 304 and former is not None
        if is_revisit and former is not None:
            dated |= {
                "WARC-Profile": NOT_MODIFIED,
                "WARC-Refers-To-Target-URI": former.asked,
                "WARC-Refers-To-Date": former.at,
            }
        response = self._record(
            answer, "revisit" if is_revisit else "response", dated, _head(answer), answer.sent
        )
        asked = {
            "WARC-Date": answer.at,
            "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
        }
        request = self._record(answer, "request", asked, answer.request.encode("latin-1"), b"")
        self._last = answer.asked, self._write(response)
        self._write(request)
        os.fsync(self._file.fileno())

    def offset_of(self, address: str) -> int:
        """Where the record of the last answer begins; -1 where that is of another address."""
        return self._last[1] if self._last[0] == address else -1

    def _record(
        self, answer: Answer, kind: str, told: dict[str, str], head: bytes, body: bytes
    ) -> Any:
        """A record whose head is written byte for byte.

        The library would write headers beyond ASCII in percent signs, which is not what came.
        """
        # Without any header the library takes the body for a head.
        headers: Any = StatusAndHeaders("", [("as", "sent")], protocol="")
        headers.headers_buff = head
        headers.compute_headers_buffer = lambda _=None: None
        return self._writer.create_warc_record(
            answer.asked,
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=headers,
            warc_headers_dict=told,
        )

    def _write(self, record: Any) -> int:
        """Write a record; where it begins."""
        begins = self._file.tell()
        self._writer.write_record(record)
        return begins


def _head(answer: Answer) -> bytes:
    """The first line and the headers, as they came."""
    lines = [f"{answer.version} {answer.status} {answer.reason}".rstrip()]
    lines += [f"{TAKEN_OFF.get(name.lower(), name)}: {value}" for name, value in answer.headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def _cut_off_torn(path: Path, since: int) -> None:
    """Cut off the file what follows its last whole record."""
    size = path.stat().st_size
    end = since if since <= size else 0
    while end < size and (after := _end_of_record(path, end)) > end:
        end = after
    os.truncate(path, end)


def _end_of_record(path: Path, begins: int) -> int:
    """Where a packed record ends; where it begins if it is torn."""
    unpack = zlib.decompressobj(ANY_HEAD)
    with path.open("rb") as file:
        file.seek(begins)
        while chunk := file.read(CHUNK):
            try:
                unpack.decompress(chunk)
            except zlib.error:
                return begins
            if unpack.eof:
                return file.tell() - len(unpack.unused_data)
    return begins
