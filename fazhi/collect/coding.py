"""Content codings undone within limits: what is packed must not fill memory."""

from __future__ import annotations

import zlib

from fazhi.collect.refusals import Refused

STEP = 1 << 20
# With a head of gzip or zlib, told by its first bytes; then deflate without a head.
ANY_HEAD, NO_HEAD = 47, -15
GZIP_START = b"\x1f\x8b"
UNKNOWN_CODING = "coding"


def undone(sent: bytes, headers: tuple[tuple[str, str], ...], largest: int, address: str) -> bytes:
    """The body without the codings that its headers name, the last first.

    Where the bytes do not begin as gzip does, someone on the way has undone it before.

    Raises `Refused`: `coding` for one that was not asked for and is not known, `truncated` where
    the packed bytes stop early, `bomb` where they unpack to more than `largest`.
    """
    told = ",".join(value for name, value in headers if name.lower() == "content-encoding")
    for name in reversed([one.strip().lower() for one in told.split(",") if one.strip()]):
        if name == "identity" or not sent:
            continue
        if name not in ("gzip", "x-gzip", "deflate"):
            raise Refused(UNKNOWN_CODING, address)
        if name != "deflate" and not GZIP_START.startswith(sent[:2]):
            continue
        sent = _unpacked(sent, largest, address)
    return sent


def _unpacked(packed: bytes, largest: int, address: str) -> bytes:
    try:
        return _with(ANY_HEAD, packed, largest, address)
    except zlib.error:
        try:
            return _with(NO_HEAD, packed, largest, address)
        except zlib.error as error:
            raise Refused("truncated", address) from error


def _with(window: int, packed: bytes, largest: int, address: str) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while packed:
        # Servers join several members; what is no member behind them is padding.
        one = zlib.decompressobj(window)
        while not one.eof:
            piece = one.decompress(packed, STEP)
            packed = one.unconsumed_tail
            size += len(piece)
            pieces.append(piece)
            if size > largest:
                raise Refused("bomb", address)
            if not packed and not piece and not one.eof:
                raise Refused("truncated", address)
        packed = one.unused_data if one.unused_data[:2] == GZIP_START else b""
    return b"".join(pieces)
