"""What a server sent, as the browser has it: chunks joined, compression undone, within limits.

Done here and not by the library that reads the records: it compares `chunked` by its very letters,
leaves out all but the first part of what was compressed in parts, and gives compressed bytes as
they are where it knows no way to undo them (`findings/`).
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from fazhi.errors import ReadError
from fazhi.reading.faults import corrupt
from fazhi.reading.limits import check_size, check_time, check_unpacked

CHUNK = 1 << 16
LONGEST_CHUNK_HEAD = 1_000
GZIP_START = b"\x1f\x8b"
NAMES_OF_GZIP = ("gzip", "x-gzip")
UNTOUCHED = ("", "identity")


def payload(body: bytes, headers: Mapping[str, str]) -> bytes:
    """The page or document in the body of an answer; headers by name in lower case.

    What the headers announce and the body does not show was undone by whoever saved it. Raises
    `ReadError` where the body is broken off, damaged, over the limits, or packed in an unknown way.
    """
    transfers = _codings(headers.get("transfer-encoding", ""))
    if "chunked" in transfers:
        body = _joined(body)
    elif not transfers and body and _announced(headers) > len(body):
        raise broken_off()
    # Applied in the order in which they are listed, so undone from the end.
    for coding in reversed(_codings(headers.get("content-encoding", ""))):
        body = _undone(body, coding)
    check_size(len(body))
    return body


def broken_off() -> ReadError:
    """The error for an answer whose end is missing."""
    return ReadError(
        "the end of the page or document is missing in the archive",
        hint="Fetch it again from its address.",
        code="truncated",
    )


def _codings(header: str) -> list[str]:
    return [one for word in header.split(",") if (one := word.strip().lower()) not in UNTOUCHED]


def _announced(headers: Mapping[str, str]) -> int:
    told = headers.get("content-length", "").strip()
    return int(told) if told.isascii() and told.isdigit() and len(told) < 19 else 0


def _joined(body: bytes) -> bytes:
    """The chunks of a body put together; a body that does not begin with one, as it is."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + LONGEST_CHUNK_HEAD)
        size = _chunk_size(body[at:end]) if end >= 0 else None
        if size is None:
            if not parts:
                return body
            raise broken_off() if end < 0 and not body[at:].strip() else corrupt()
        if size == 0:
            return b"".join(parts)
        begin = end + 1
        part = body[begin : begin + size]
        if len(part) < size:
            raise broken_off()
        parts.append(part)
        at = begin + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
        if at > len(body):
            raise broken_off()
        check_time()


def _chunk_size(head: bytes) -> int | None:
    told = head.split(b";")[0].strip()
    try:
        return int(told, 16) if told.isalnum() and len(told) <= 16 else None
    except ValueError:
        return None


def _undone(body: bytes, coding: str) -> bytes:
    if coding in NAMES_OF_GZIP:
        return _inflated(body, 16 + zlib.MAX_WBITS) if body.startswith(GZIP_START) else body
    if coding == "deflate":
        return _deflated(body)
    if coding == "br":
        return _unbrotlied(body)
    raise ReadError(
        f"the page or document is packed in a way that fazhi cannot undo ({coding[:20]})",
        hint="Fetch it again from its address.",
        code="not_text",
    )


def _deflated(body: bytes) -> bytes:
    """What servers mean by deflate: with a head of zlib, or without, or nothing at all."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            zlib.decompressobj(bits).decompress(body, 64)
        except zlib.error:
            continue
        return _inflated(body, bits)
    return body


def _inflated(body: bytes, bits: int) -> bytes:
    """All that was compressed, in one part or several; what follows behind the last is dropped."""
    parts: list[bytes] = []
    taken, rest = 0, body
    while rest and (not parts or rest.startswith(GZIP_START)):
        unpacking = zlib.decompressobj(bits)
        try:
            while not unpacking.eof:
                # What is given in may be used up before all of it has come out.
                part = unpacking.decompress(rest, CHUNK)
                if not part and not rest:
                    raise broken_off()
                rest = unpacking.unconsumed_tail
                parts.append(part)
                taken += len(part)
                check_unpacked(taken, len(body), taken)
                check_size(taken)
                check_time()
        except zlib.error as error:
            raise corrupt() from error
        rest = unpacking.unused_data
    return b"".join(parts)


def _unbrotlied(body: bytes) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise ReadError(
            "the page was sent in Brotli compression, and what undoes it is not installed",
            hint="Install it with: pip install brotli",
            code="missing_part",
        ) from error
    unpacking = brotli.Decompressor()
    parts: list[bytes] = []
    taken = 0
    try:
        for at in range(0, len(body), CHUNK):
            parts.append(unpacking.process(body[at : at + CHUNK]))
            taken += len(parts[-1])
            check_unpacked(taken, len(body), taken)
            check_size(taken)
    except brotli.error as error:
        raise corrupt() from error
    if not unpacking.is_finished():
        raise broken_off()
    return b"".join(parts)
