"""Bytes to characters: the encoding is told by what the text says in it, with a confidence."""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

import msgspec

from fazhi.codebook.loader import load
from fazhi.errors import ReadError
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
CANDIDATES = ("utf-8", "gb18030", *BIG5_FAMILY, "utf-16-le", "utf-16-be")
SAMPLE = 1 << 16
BEYOND = re.compile(r"[^\x00-\x7f]")
NOT_ASCII = re.compile(rb"[\x80-\xff\x00]")
# Control characters no text has; a form feed stands between pages, 1A ends old files.
CONTROLS = bytes([*range(9), *range(14, 26), *range(27, 32), 127])
CONTROL = re.compile(f"[{re.escape(CONTROLS.decode())}]")
UNKNOWN = "\ufffd"
MOST_CONTROLS = 0.002
MOST_UNKNOWN = 0.005
# Right decoding: nine in ten characters are common ones. Random bytes as GB18030: one in ten.
LEAST_COMMON = 0.35


class Decoded(NamedTuple):
    """Text, the encoding it was in, how sure that is (0 to 1), and what could not be decoded."""

    text: str
    encoding: str
    confidence: float
    doubtful: tuple[Mark, ...] = ()


class _Common(msgspec.Struct, frozen=True):
    simplified: str
    traditional: str
    punctuation: str


class _Characters(msgspec.Struct, frozen=True):
    common: _Common


def looks_like_text(data: bytes) -> bool:
    """Whether the bytes are text in an encoding that reports come in."""
    return _guess(data) is not None


def decode(data: bytes) -> Decoded:
    """The text of the bytes; raises `ReadError` (`not_text`) where they are none.

    Bytes that the encoding does not know become U+FFFD and are listed as doubtful; more than a
    few of them are refused.
    """
    guess = _guess(data)
    if guess is None:
        raise _no_text()
    encoding, confidence, skip = guess
    try:
        return Decoded(data[skip:].decode(encoding), encoding, confidence)
    except UnicodeDecodeError:
        text = data[skip:].decode(encoding, "replace")
    lost = [match.start() for match in re.finditer(UNKNOWN, text)]
    if len(lost) > max(1, MOST_UNKNOWN * len(text)):
        raise _no_text()
    marks = tuple(Mark("undecodable", at, at + 1) for at in lost)
    return Decoded(text, encoding, min(confidence, 1 - len(lost) / len(text), 0.99), marks)


def _guess(data: bytes) -> tuple[str, float, int] | None:
    """Encoding, confidence and length of the byte order mark; nothing where it is no text."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return encoding, 1.0, len(bom)
    first = NOT_ASCII.search(data)
    if first is None:
        sample = data[:SAMPLE].decode("ascii")
        return ("utf-8", 1.0, 0) if _is_clear_of_controls(sample) else None
    start = first.start() & ~1
    sample_bytes = data[start : start + SAMPLE]
    if b"\x00" not in sample_bytes and _is_utf8(data[first.start() : first.start() + SAMPLE]):
        controls = len(sample_bytes) - len(sample_bytes.translate(None, CONTROLS))
        return ("utf-8", 1.0, 0) if controls <= MOST_CONTROLS * len(sample_bytes) else None
    return _most_plausible(data, start, first.start())


def _most_plausible(data: bytes, even: int, start: int) -> tuple[str, float, int] | None:
    """The encoding in which the bytes read most like Chinese."""
    scores: dict[str, float] = {}
    for encoding in CANDIDATES:
        low = even if encoding.startswith("utf-16") else start
        sample = data[low : low + SAMPLE].decode(encoding, "replace")
        scores[encoding] = _plausibility(sample.rstrip(UNKNOWN))
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] < LEAST_COMMON:
        return None
    family = BIG5_FAMILY if best in BIG5_FAMILY else (best,)
    second = max(score for encoding, score in scores.items() if encoding not in family)
    certainty = scores[best] / (scores[best] + max(second, 0.0))
    return best, round(min(certainty, 0.99), 2), 0


@cache
def _common() -> re.Pattern[str]:
    common = load("characters", _Characters).common
    signs = common.simplified + common.traditional + common.punctuation
    return re.compile(f"[{re.escape(signs.replace(' ', ''))}]")


def commonness(text: str) -> tuple[int, int]:
    """How many characters of a text are beyond ASCII, and how many of them are common ones."""
    return len(BEYOND.findall(text)), len(_common().findall(text))


def _plausibility(text: str) -> float:
    """Share of common characters among those beyond ASCII, less what cannot be text at all."""
    beyond, common = commonness(text)
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
    return len(CONTROL.findall(text)) <= MOST_CONTROLS * len(text)


def _no_text() -> ReadError:
    return ReadError(
        "the file is no text that fazhi can read",
        hint="Save it as UTF-8 text, HTML, DOCX or PDF.",
        code="not_text",
    )
