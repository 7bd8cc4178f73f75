"""What the packed streams of a PDF unpack to, measured before the PDF library unpacks them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from fazhi.reading.faults import too_large
from fazhi.reading.limits import check_time, check_unpacked

STREAM = re.compile(rb"(?<!end)stream\r?\n")
HEAD = 2_000
LAYERS, OBJECTS = b"/OCProperties", b"/ObjStm"
STEP = 65_536
AT_ONCE = 1_000_000
# Streams packed more than this many times over are made to hide what they hold.
DEEPEST = 3
# Words and drawings of one page, or a font; a font of all Chinese characters has 20 megabytes.
LARGEST_STREAM = 64_000_000


def check_streams(data: bytes) -> None:
    """Raise `ReadError` where a stream of the PDF unpacks beyond the limits."""
    total = 0
    for match in STREAM.finditer(data):
        check_time()
        start = match.end()
        if not _is_packed(data[start : start + 2]):
            continue
        head = data[max(match.start() - HEAD, 0) : match.start()]
        # A white page scanned packs a thousandfold, and only one picture is unpacked at a time.
        picture = b"/Image" in head[head.rfind(b"obj") + 1 :]
        size = _measure(data[start : data.find(b"endstream", start)], picture, total)
        total += 0 if picture else size


def names_layers(data: bytes) -> bool:
    """Whether the file may have layers that are switched on and off."""
    if LAYERS in data or b"/Encrypt" in data:
        return True
    if OBJECTS not in data:
        return False
    for match in STREAM.finditer(data):
        head = data[max(match.start() - HEAD, 0) : match.start()]
        # What a file says of itself as a whole may lie in streams of objects.
        if OBJECTS not in head[head.rfind(b"obj") + 1 :]:
            continue
        start = match.end()
        before = b""
        for piece in _unpack(data[start : data.find(b"endstream", start)]):
            if LAYERS in before + piece:
                return True
            before = piece[-len(LAYERS) :]
    return False


def _is_packed(start: bytes) -> bool:
    """Whether bytes begin like zlib's; the dictionary may call the filter many names."""
    return len(start) == 2 and start[0] & 15 == 8 and (start[0] * 256 + start[1]) % 31 == 0


def _measure(packed: bytes, picture: bool, total: int, depth: int = 1) -> int:
    """Size of the stream unpacked, once for each time that it is packed."""
    size = 0
    inner: list[bytes] = []
    for piece in _unpack(packed):
        if not size and not inner and _is_packed(piece[:2]):
            inner.append(b"")
        if inner:
            inner.append(piece)
        size += len(piece)
        check_unpacked(size, size if picture else len(packed), size if picture else total + size)
        if size > LARGEST_STREAM and (not picture or inner):
            raise too_large(f"a stream of {size:,} bytes")
    if inner:
        if depth == DEEPEST:
            raise too_large(f"a stream packed more than {DEEPEST} times")
        size += _measure(b"".join(inner), picture, total + size, depth + 1)
    return size


def _unpack(packed: bytes) -> Iterator[bytes]:
    """The pieces of a packed stream, up to where it is damaged."""
    machine = zlib.decompressobj()
    try:
        for at in range(0, len(packed), STEP):
            piece = machine.decompress(packed[at : at + STEP], AT_ONCE)
            while piece:
                yield piece
                piece = machine.decompress(machine.unconsumed_tail, AT_ONCE)
    except zlib.error:
        return
