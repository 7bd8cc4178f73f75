"""The one font that PDFium may take for fonts that a file does not embed, on every machine.

PDFium measures such text by a font that it finds on the machine, and drops text that has no
height in it: the same file would give its text on one machine and none on another. This font,
drawn here, has one full-width sign and one half-width sign, two black boxes, for all there are.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable
from functools import cache
from typing import Any

import pypdfium2.raw as api

NAME = b"Measures"
EM, RISE, FALL = 1000, 880, -120
# Character sets as Windows numbers them. For Western ones PDFium has fonts inside.
WESTERN, SIMPLIFIED = 0, 134
HALF_WIDTH = range(0x20, 0x250)
LAST_SIGN = 0x10FFFF


@cache
def use_own_font() -> None:
    """Let PDFium take this font, and no font of the machine, from now on in this process."""
    api.FPDF_SetSystemFontInfo(ctypes.byref(_finder()))


@cache
def _finder() -> Any:
    """The functions that PDFium asks for fonts; it keeps their addresses, so they are kept too."""
    font = measures()

    def map_font(_self: Any, _weight: int, _italic: int, charset: int, *_rest: Any) -> int | None:
        return None if charset == WESTERN else 1

    def data(_self: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
        wanted = font if not table else tables().get(table.to_bytes(4, "big"), b"")
        return _filled(buffer, size, wanted)

    calls: dict[str, Callable[..., Any]] = {
        "Release": lambda _self: None,
        "EnumFonts": lambda _self, _mapper: None,
        "MapFont": map_font,
        "GetFont": lambda _self, _face: None,
        "GetFontData": data,
        "GetFaceName": lambda _self, _font, buffer, size: _filled(buffer, size, NAME + b"\0"),
        "GetFontCharset": lambda _self, _font: SIMPLIFIED,
        "DeleteFont": lambda _self, _font: None,
    }
    finder = api.FPDF_SYSFONTINFO(version=1)
    kinds = dict(api.FPDF_SYSFONTINFO._fields_)
    for name, call in calls.items():
        setattr(finder, name, kinds[name](call))
    return finder


def _filled(buffer: Any, size: int, data: bytes) -> int:
    """Length of the data, copied into the buffer where it has room."""
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


@cache
def measures() -> bytes:
    """The font as a TrueType file."""
    made = tables()
    at = 12 + 16 * len(made)
    power = len(made).bit_length() - 1
    search = 16 << power
    head = struct.pack(">IHHHH", 0x10000, len(made), search, power, 16 * len(made) - search)
    body = b""
    for tag, data in sorted(made.items()):
        head += struct.pack(">4sIII", tag, _checksum(data), at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + body


@cache
def tables() -> dict[bytes, bytes]:
    """The tables of the font by name: signs 0 (none), 1 (half width) and 2 (full width)."""
    shapes = [
        struct.pack(">hhhhhHH", 1, 0, FALL, wide, RISE, 3, 0)
        + b"\x01\x01\x01\x01"
        + struct.pack(">4h4h", 0, 0, wide, 0, FALL, RISE - FALL, 0, FALL - RISE)
        for wide in (EM // 2, EM)
    ]
    glyphs = [b"", *shapes]
    starts = [sum(map(len, glyphs[:at])) // 2 for at in range(len(glyphs) + 1)]
    groups = (
        (HALF_WIDTH.start, HALF_WIDTH.stop - 1, 1),
        (HALF_WIDTH.stop, LAST_SIGN, 2),
    )
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12)
    cmap += struct.pack(">HHIII", 13, 0, 16 + 12 * len(groups), 0, len(groups))
    cmap += b"".join(struct.pack(">III", *group) for group in groups)
    box = (0, FALL, EM, RISE)
    return {
        b"cmap": cmap,
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, EM, 0, 0, *box, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhhH", 0x10000, RISE, FALL, 0, EM, *[0] * 12, 3),
        b"hmtx": struct.pack(">HhHhHh", EM, 0, EM // 2, 0, EM, 0),
        b"loca": struct.pack(f">{len(starts)}H", *starts),
        b"maxp": struct.pack(">IH13H", 0x10000, 3, 4, 1, 0, 0, 1, *[0] * 8),
        b"name": _names(),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 0, 0, 0, 0, 0),
    }


def _names() -> bytes:
    text = NAME.decode().encode("utf-16-be")
    kinds = (1, 2, 4, 6)
    records = b"".join(struct.pack(">HHHHHH", 3, 1, 0x409, kind, len(text), 0) for kind in kinds)
    return struct.pack(">HHH", 0, len(kinds), 6 + len(records)) + records + text


def _checksum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total & 0xFFFFFFFF
