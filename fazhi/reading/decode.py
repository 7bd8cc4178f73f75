"""Bytes to characters: the encoding is told by what the text says in it, with a confidence."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.errors import ReadError
from fazhi.reading.mojibake import lost_marks, mend
from fazhi.records import Mark

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Big5 proper, then what Windows and Hong Kong added to it.
BIG5_FAMILY = ("big5", "cp950", "big5hkscs")
CANDIDATES = ("gb18030", "utf-8", *BIG5_FAMILY, "utf-16-le", "utf-16-be")
# Not asked of text that reads as GB18030 like any Chinese text does.
UNLIKELY = frozenset(CANDIDATES) - {"gb18030", "big5"}
PLAIN = 0.8
SAMPLE = 1 << 16
BEYOND = re.compile(r"[^\x00-\x7f]+")
# Enough to tell encodings apart by, each of which must decode it.
JUDGED = 1 << 14
NOT_ASCII = re.compile(rb"[\x80-\xff\x00]")
# Control characters no text has; a form feed stands between pages, 1A ends old files.
CONTROLS = bytes([*range(9), *range(14, 26), *range(27, 32), 127])
CONTROL = re.compile(f"[{re.escape(CONTROLS.decode())}]")
UNKNOWN = "\ufffd"
ASCII = bytes(range(128))
MOST_CONTROLS = 0.002
# Of a short text so many, at most one in twenty signs: an editor of old left a sign of its own
# here and there, and the start of a packed folder is no text.
FEW_CONTROLS, SIGNS_A_CONTROL = 2, 20
# Chinese in seven bits, as mails and news of old were written: ~{VPND~} is 中文.
HZ, HZ_SIGN = re.compile(rb"~\{(?:[\x21-\x7e]{2}){1,2000}~\}"), b"~{"
# In what is UTF-8 and no plain ASCII, which chance does not make: editors let some through.
MOST_IN_UTF8 = 0.02
MOST_UNKNOWN = 0.005
# Encodings are told with 0.6 and more; less is said only of text that reads like none.
LEAST_SURE = 0.5
# Of signs for lost characters that came with the text.
MOST_LOST = 0.2
# No byte of these is a part of a character in UTF-8 or GB18030.
PIECES = re.compile(rb"([\n<>]+)")
# Right decoding: nine in ten characters are common ones. Random bytes as GB18030: one in ten.
LEAST_COMMON = 0.35


class Decoded(NamedTuple):
    """Text, the encoding it was in, how sure that is (0 to 1), and what could not be decoded."""

    text: str
    encoding: str
    confidence: float
    doubtful: tuple[Mark, ...] = ()

    @property
    def is_garbled(self) -> bool:
        """Whether characters are lost, or the text is no Chinese that anyone writes."""
        return bool(self.doubtful) or self.confidence < LEAST_SURE


class _Common(msgspec.Struct, frozen=True):
    simplified: str
    traditional: str
    punctuation: str


class _Characters(msgspec.Struct, frozen=True):
    common: _Common


def looks_like_text(data: bytes, book: Codebook) -> bool:
    """Whether the bytes are text in an encoding that reports come in."""
    return _guess(data, book) is not None


def decode(data: bytes, most_lost: float = MOST_UNKNOWN, *, book: Codebook) -> Decoded:
    """The text of the bytes; raises `ReadError` (`not_text`) where they are none.

    Bytes that the encoding does not know are read in the other usual encoding where they plainly
    are in it (one page put together from two), else they become U+FFFD and are listed as
    doubtful; a larger share of them than `most_lost` is refused. A text that had been decoded
    wrongly before it was saved is taken back to what was written, where that is certain.
    """
    guess = _guess(data, book)
    if guess is None:
        raise not_text()
    encoding, confidence, skip = guess
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError:
        text = _by_pieces(data[skip:], encoding, book)
        lost = text.count(UNKNOWN)
        if lost > max(1, most_lost * len(text)):
            raise not_text() from None
        confidence = min(confidence, 1 - lost / (len(text) or 1), 0.99)
    mended = mend(text, _common(book))
    marks = lost_marks(mended.text)
    share = sum(mark.end - mark.start for mark in marks) / (len(mended.text) or 1)
    if share > max(MOST_LOST, most_lost):
        raise not_text()
    sure = min(confidence, mended.confidence, 1.0 if not marks else min(1 - share, 0.99))
    return Decoded(mended.text, encoding, round(sure, 4), marks)


def _by_pieces(data: bytes, encoding: str, book: Codebook) -> str:
    """Bytes of two encodings, each piece between line ends and tags in the one that it is in."""
    other = {"utf-8": "gb18030", "gb18030": "utf-8"}.get(encoding)
    pieces: list[str] = []
    for piece in PIECES.split(data):
        try:
            pieces.append(piece.decode(encoding))
            continue
        except UnicodeDecodeError:
            text = piece.decode(encoding, "replace")
        if other is not None:
            instead = piece.decode(other, "replace")
            if _plausibility(instead, book) > max(_plausibility(text, book), LEAST_COMMON):
                text = instead
        pieces.append(text)
    return "".join(pieces)


def _guess(data: bytes, book: Codebook) -> tuple[str, float, int] | None:
    """Encoding, confidence and length of the byte order mark; nothing where it is no text."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return encoding, 1.0, len(bom)
    first = NOT_ASCII.search(data)
    if first is None:
        if HZ_SIGN in data and (told := _in_seven_bits(data, book)):
            return told
        sample = data[:SAMPLE].decode("ascii")
        return ("utf-8", 1.0, 0) if _is_clear_of_controls(sample) else None
    start = first.start() & ~1
    sample_bytes = data[start : start + SAMPLE]
    if b"\x00" not in sample_bytes and _is_utf8(data[first.start() : first.start() + SAMPLE]):
        controls = len(sample_bytes) - len(sample_bytes.translate(None, CONTROLS))
        return ("utf-8", 1.0, 0) if controls <= MOST_IN_UTF8 * len(sample_bytes) else None
    if b"\x00" not in sample_bytes and _is_mostly_utf8(sample_bytes[:JUDGED]):
        return "utf-8", 0.99, 0
    return _most_plausible(data, start, first.start(), book)


def _in_seven_bits(data: bytes, book: Codebook) -> tuple[str, float, int] | None:
    """HZ, where what stands between its signs reads like Chinese."""
    text = "".join(one.decode("hz", "replace") for one in HZ.findall(data[:SAMPLE]))
    sure = _plausibility(text, book) if text else 0.0
    return ("hz", round(min(sure, 0.99), 2), 0) if sure >= PLAIN else None


def _is_mostly_utf8(sample: bytes) -> bool:
    """Whether most of what is beyond ASCII stands in pieces that are valid UTF-8."""
    valid = beyond = 0
    for piece in PIECES.split(sample):
        held = len(piece.translate(None, ASCII))
        beyond += held
        valid += held if held and _is_utf8(piece) else 0
    return 2 * valid > beyond


def _most_plausible(
    data: bytes, even: int, start: int, book: Codebook
) -> tuple[str, float, int] | None:
    """The encoding in which the bytes read most like Chinese."""
    scores: dict[str, float] = {}
    for encoding in CANDIDATES:
        if scores.get("gb18030", 0.0) >= PLAIN and encoding in UNLIKELY:
            continue
        low = even if encoding.startswith("utf-16") else start
        sample = data[low : low + JUDGED].decode(encoding, "replace")
        scores[encoding] = _plausibility(sample.rstrip(UNKNOWN), book)
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] < LEAST_COMMON:
        return None
    family = BIG5_FAMILY if best in BIG5_FAMILY else (best,)
    second = max(score for encoding, score in scores.items() if encoding not in family)
    certainty = scores[best] / (scores[best] + max(second, 0.0))
    return best, round(min(certainty, 0.99), 2), 0


@derived
def _common(book: Codebook) -> re.Pattern[str]:
    common = book.book("characters", _Characters).common
    signs = common.simplified + common.traditional + common.punctuation
    return re.compile(f"[{re.escape(signs.replace(' ', ''))}]+")


def commonness(text: str, book: Codebook) -> tuple[int, int]:
    """How many characters of a text are beyond ASCII, and how many of them are common ones."""
    # Runs of characters are found much faster than characters.
    return sum(map(len, BEYOND.findall(text))), sum(map(len, _common(book).findall(text)))


def _plausibility(text: str, book: Codebook) -> float:
    """Share of common characters among those beyond ASCII, less what cannot be text at all."""
    beyond, common = commonness(text, book)
    if not beyond or not _is_clear_of_controls(text):
        # Sixteen-bit text may be plain English for its first pages.
        return 0.5 if text and not beyond and _is_clear_of_controls(text) else 0.0
    return common / beyond - 20 * text.count(UNKNOWN) / len(text)


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _is_clear_of_controls(text: str) -> bool:
    few = min(FEW_CONTROLS, len(text) // SIGNS_A_CONTROL)
    return len(CONTROL.findall(text)) <= max(few, MOST_CONTROLS * len(text))


def not_text() -> ReadError:
    """The error for bytes that are no text of any encoding that reports come in."""
    return ReadError(
        "the file is no text that fazhi can read",
        hint="Save it as UTF-8 text, HTML, DOCX or PDF.",
        code="not_text",
    )
