"""Text that was decoded wrongly before it was saved: undone where that is certain, else told.

What a wrong decoding made of a text shows in its characters: ones that hardly any Chinese text
has. Taken back the way it came (encoded as it was read, decoded as it was written) it gives
common characters again, or nothing does, and it stays as it is and is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from fazhi.records import Mark

# Signs of the usual wrong readings: UTF-8 read as GBK, UTF-8 and GBK read as Western text.
SIGNS = re.compile(
    "[锛銆鐨鍦鏄鍜闂娉涓鏈浜鎴瀹鏀鍙]|[\u00c0-\u00ff][\u0080-\u00bf\u0152-\u2122]|[\u00a1-\u00ff]{4}"
)
# Of them the most frequent, quickly counted: 。，的 of each wrong reading.
TELLING = ("锛", "銆", "鐨", "ã€", "¡£", "µÄ")
FEWEST_SIGNS = 2
# What no way back can bring: the sign for lost bytes, alone or itself read wrongly.
LOST = re.compile("\ufffd+|(?:锟斤拷|锟[\u4e00-\u9fff]?|斤拷)+|(?:ï¿½)+")
SEVERAL = re.compile("\ufffd{2,}")
PIECES = re.compile(r"([\n<>]+)")
JUDGED = re.compile("[\u00a1-\u024f\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
SAMPLE, FIRST = 4_000, 200
LEAST_COMMON, LEAST_GAIN = 0.6, 0.3
MOST_TIMES = 2
WESTERN = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


class Mended(NamedTuple):
    """The text, and how sure it is that it is what was written (0 to 1)."""

    text: str
    confidence: float


def _western(text: str) -> bytes | None:
    try:
        return text.translate(WESTERN).encode("latin-1")
    except UnicodeEncodeError:
        return None


def _as(codec: str) -> Callable[[str], bytes | None]:
    def back(text: str) -> bytes | None:
        try:
            # Windows reads the lone byte 80 as the sign of the euro; a lost byte is lost again.
            return b"\x80".join(
                b"\xff".join(part.encode(codec) for part in known.split("\ufffd"))
                for known in text.split("€")
            )
        except UnicodeEncodeError:
            return None

    return back


def _western_twice(text: str) -> bytes | None:
    once = _western(text)
    try:
        return None if once is None else _western(once.decode("utf-8"))
    except UnicodeDecodeError:
        return None


# How a text was read, and how it should have been.
WAYS: tuple[tuple[Callable[[str], bytes | None], str], ...] = (
    (_as("gb18030"), "utf-8"),
    (_western, "utf-8"),
    (_western_twice, "utf-8"),
    (_western, "gb18030"),
    (_as("gb18030"), "big5"),
    (_as("big5"), "gb18030"),
)


def mend(text: str, is_common: re.Pattern[str]) -> Mended:
    """The text as it was written, where it shows that it was read wrongly; else as it is.

    Args:
        text: decoded text.
        is_common: matches common characters of Chinese text, as many as stand side by side.
    """
    mended, certain = text, 1.0
    for _ in range(MOST_TIMES):
        if not _is_odd(mended, is_common):
            break
        way = _best_way(mended, is_common)
        if way is None:
            share = _share(_sample(mended), is_common)
            certain = min(certain, 1.0 if share is None else max(share, 0.1))
            break
        mended = "".join(_taken_back(piece, way, is_common) for piece in PIECES.split(mended))
        certain = 0.95
    return Mended(mended, certain)


def lost_marks(text: str) -> tuple[Mark, ...]:
    """The places where characters are lost for good, as marks of doubt."""
    if not ("\ufffd" in text or "锟" in text or "ï¿½" in text):
        return ()
    return tuple(
        Mark("undecodable", at, at + 1)
        for match in LOST.finditer(text)
        for at in range(*match.span())
    )


def _is_odd(text: str, is_common: re.Pattern[str]) -> bool:
    # One character is found much faster than two: hardly any text holds the first of them.
    if sum(text.count(sign) for sign in TELLING if sign[0] in text) >= FEWEST_SIGNS:
        return True
    share = _share(_first_judged(text), is_common)
    return share is not None and share < LEAST_COMMON - 0.1


def _first_judged(text: str) -> str:
    """The first characters of a text that tell whether it was read wrongly."""
    found, size = [], 0
    for match in JUDGED.finditer(text):
        found.append(match[0])
        size += len(match[0])
        if size >= FIRST:
            break
    return "".join(found)[:FIRST]


def _sample(text: str) -> str:
    """Pieces with signs of a wrong reading, else the first that are not plain ASCII."""
    pieces = [one for one in PIECES.split(text[: 50 * SAMPLE]) if not one.isascii()]
    odd = [one for one in pieces if SIGNS.search(one)]
    return "\n".join(odd or pieces)[:SAMPLE]


def _share(text: str, is_common: re.Pattern[str]) -> float | None:
    """Share of common characters among those that tell; nothing where they are too few."""
    judged = "".join(JUDGED.findall(text))
    if len(judged) < 8:
        return None
    return sum(map(len, is_common.findall(judged))) / len(judged)


def _best_way(text: str, is_common: re.Pattern[str]) -> int | None:
    sample = _sample(text)
    before = _share(sample, is_common) or 0.0
    gains: list[tuple[float, int]] = []
    for number in range(len(WAYS)):
        pieces = [_back(piece, number) for piece in PIECES.split(sample)]
        made = "".join(piece for piece in pieces if piece is not None)
        lost = sum(piece is None for piece in pieces) / len(pieces)
        share = (_share(made, is_common) or 0.0) - made.count("\ufffd") / (len(made) or 1) - lost
        if share >= max(LEAST_COMMON, before + LEAST_GAIN):
            gains.append((share, -number))
    return -max(gains)[1] if gains else None


def _back(piece: str, way: int) -> str | None:
    if piece.isascii():
        return piece
    read, written = WAYS[way]
    data = read(piece)
    # One character that lost a byte comes back as several signs for it.
    return None if data is None else SEVERAL.sub("\ufffd", data.decode(written, "replace"))


def _taken_back(piece: str, way: int, is_common: re.Pattern[str]) -> str:
    """The piece as it was written; as it is where it does not show a wrong reading."""
    back = _back(piece, way)
    if back is None or back == piece:
        return piece
    before, after = (_share(one * 8, is_common) or 0.0 for one in (piece, back))
    if "\ufffd" in back and not SIGNS.search(piece):
        before += LEAST_GAIN
    return back if after >= before else piece
