"""Whether a picture lets through what it lies on: a watermark over a page hides none of it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
# How PNG tells colours: grey and colours with a channel that says how far each sign is seen.
GREY_AND_ALPHA, COLOURS_AND_ALPHA = 4, 6
CHANNELS = {GREY_AND_ALPHA: 2, COLOURS_AND_ALPHA: 4}
MOST_BYTES = 160_000_000
FULL = 255


def is_opaque(data: bytes) -> bool:
    """Whether nothing is seen through the picture; PNG alone of what OFD holds has such places."""
    if not data.startswith(PNG):
        return True
    pieces = list(_pieces(data))
    head = next((body for kind, body in pieces if kind == b"IHDR"), b"")
    if len(head) < 13 or any(kind == b"tRNS" for kind, _ in pieces):
        return False
    width, height, depth, colours, _, _, woven = struct.unpack(">IIBBBBB", head[:13])
    channels = CHANNELS.get(colours)
    if channels is None:
        return True
    if depth != 8 or woven or (width * channels + 1) * height > MOST_BYTES:
        # Rare: what cannot be told hides nothing.
        return False
    packed = b"".join(body for kind, body in pieces if kind == b"IDAT")
    return _is_full(packed, width, height, channels)


def _pieces(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG by their names."""
    at = len(PNG)
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        yield kind, data[at + 8 : at + 8 + size]
        at += size + 12


def _is_full(packed: bytes, width: int, height: int, channels: int) -> bool:
    """Whether every sign is wholly there.

    A row is written as what it differs by from its left or upper neighbours: where all are full,
    there is one way to write a row after each filter, so none needs to be worked out.
    """
    row = width * channels + 1
    try:
        data = zlib.decompressobj().decompress(packed, row * height)
    except zlib.error:
        return False
    rest = bytes(width - 1)
    first = {0: bytes([FULL]) * width, 1: bytes([FULL]) + rest}
    first |= {2: first[0], 3: bytes([FULL]) + bytes([FULL - FULL // 2]) * (width - 1), 4: first[1]}
    later = first | {2: bytes(width), 3: bytes([FULL - FULL // 2]) + rest, 4: bytes(width)}
    return len(data) == row * height and all(
        data[at + channels : at + row : channels] == (later if at else first).get(data[at])
        for at in range(0, row * height, row)
    )
