"""The signs of a page of a PDF, as pieces of text with their places."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as api

from fazhi.reading.formats.pdf.objects import Box, Objects, bounds
from fazhi.reading.layout.frames import turned_back
from fazhi.reading.layout.rows import Piece, Rule, is_above
from fazhi.reading.symbols import raised

# Characters of one page; the limit of the whole text is asked for after each page.
MOST_CHARACTERS = 1_000_000
# Signs outside the basic plane come in halves; a half alone is what a damaged font names.
HIGH_HALVES, LOW_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
# What PDFium puts for a hyphen at the end of a line, in the text and for the sign alone.
HYPHEN, HYPHENS = "\ufffe", (0xFFFE, 2)
LONGEST_ASLANT = 2_000
# Runs of so many signs, so large a share of them parted by blanks, are letter-spaced.
FEWEST_SPACED, SPACED_SHARE = 9, 0.8


class Axes:
    """From the axes of a page, y upwards, to those of its reader, y downwards."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        box: Box = page.get_cropbox()
        self.left, self.bottom, self.right, self.top = box
        self.quarters: int = page.get_rotation() // 90

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page before it is turned."""
        return self.right - self.left, self.top - self.bottom

    def holds(self, box: Box) -> bool:
        """Whether the middle of a box lies on the page."""
        across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return self.left - 1 <= across <= self.right + 1 and self.bottom - 1 <= up <= self.top + 1

    def unturned(self, box: Box) -> Box:
        """Left, top, right and bottom on the page before it is turned."""
        return box[0] - self.left, self.top - box[3], box[2] - self.left, self.top - box[1]

    def shown(self, piece: Piece) -> Piece:
        """A piece of the page before it is turned, on the turned page."""
        wide, high = self.size
        return turned_back(piece, wide, high, -self.quarters)


def find_pieces(page: pdfium.PdfPage, objects: Objects) -> list[Piece]:
    """The texts of a page as stretches of signs that stand side by side."""
    ways = [way for way, handles in objects.ways.items() if handles]
    pieces: list[Piece] = []
    if objects.aslant:
        pieces += _aslant(page, objects, Axes(page))
    for way in ways:
        # Texts that run different ways would be woven into one another.
        others = [handle for other in ways if other != way for handle in objects.ways[other]]
        others += [text.handle for text in objects.aslant]
        others += [handle for handle, _ in objects.inkless]
        with_these_out(others, partial(_collect, pieces, page, way))
    return pieces


def find_rules(page: pdfium.PdfPage, objects: Objects) -> list[Rule]:
    """The straight lines on a page."""
    axes = Axes(page)
    lines = [axes.shown(Piece("", *axes.unturned(box))) for box in objects.rules]
    return [Rule(*line[1:5]) for line in lines]


def find_inkless(page: pdfium.PdfPage, objects: Objects) -> list[Piece]:
    """The texts of a page that are drawn without ink."""
    shown = list(objects.texts())
    pieces: list[Piece] = []
    with_these_out(shown, partial(_collect, pieces, page, 0))
    return pieces


def _collect(pieces: list[Piece], page: pdfium.PdfPage, way: int) -> None:
    pieces += _way(page, way, Axes(page))


def with_these_out(handles: Iterable[Any], work: Callable[[], Any]) -> None:
    """Do the work while these texts are out of the page."""
    out = list(handles)
    for handle in out:
        api.FPDFPageObj_SetIsActive(handle, False)
    try:
        work()
    finally:
        for handle in out:
            api.FPDFPageObj_SetIsActive(handle, True)


def _way(page: pdfium.PdfPage, way: int, axes: Axes) -> Iterator[Piece]:
    """The texts in the page that are turned by so many quarters clockwise."""
    wide, high = axes.size
    across = (high, wide) if way % 2 else (wide, high)
    textpage = page.get_textpage()
    for text, box in _runs(textpage, _turning(way, axes)):
        if not text.strip():
            continue
        piece = turned_back(Piece(text, *box), *across, -way)
        middle = (piece.left + piece.right) / 2, (piece.top + piece.bottom) / 2
        if -1 <= middle[0] <= wide + 1 and -1 <= middle[1] <= high + 1:
            yield axes.shown(piece)
    textpage.close()


def _turning(way: int, axes: Axes) -> Callable[[api.FS_RECTF], Box]:
    """From a box of the page to left, top, right and bottom where its text stands upright."""
    left, bottom, right, top = axes.left, axes.bottom, axes.right, axes.top
    turnings: tuple[Callable[[api.FS_RECTF], Box], ...] = (
        lambda box: (box.left - left, top - box.top, box.right - left, top - box.bottom),
        lambda box: (top - box.top, right - box.right, top - box.bottom, right - box.left),
        lambda box: (right - box.right, box.bottom - bottom, right - box.left, box.top - bottom),
        lambda box: (box.bottom - bottom, box.left - left, box.top - bottom, box.right - left),
    )
    return turnings[way]


def _aslant(page: pdfium.PdfPage, objects: Objects, axes: Axes) -> Iterator[Piece]:
    textpage = page.get_textpage()
    buffer = (ctypes.c_ushort * LONGEST_ASLANT)()
    for handle, turn in objects.aslant:
        size = api.FPDFTextObj_GetText(handle, textpage.raw, buffer, LONGEST_ASLANT)
        text = bytes(buffer)[: max(min(size, ctypes.sizeof(buffer)) - 2, 0)].decode(
            "utf-16-le", "replace"
        )
        box = bounds(handle)
        if text.strip() and axes.holds(box):
            yield axes.shown(Piece(text, *axes.unturned(box), turn=turn))
    textpage.close()


def _signs(textpage: pdfium.PdfTextPage) -> Iterable[tuple[int, str]]:
    """The signs of a page in the order of drawing, each with its number in PDFium's count."""
    count = min(textpage.count_chars(), MOST_CHARACTERS)
    text = textpage.get_text_range(0, count) if count else ""
    if len(text) == count and HYPHEN not in text:
        return enumerate(text)
    # PDFium counts a sign outside the basic plane as two.
    codes = [api.FPDFText_GetUnicode(textpage, at) for at in range(count)]
    signs: list[tuple[int, str]] = []
    for at, code in enumerate(codes):
        if code in HIGH_HALVES and at + 1 < count and codes[at + 1] in LOW_HALVES:
            signs.append((at, chr(0x10000 + (code - 0xD800 << 10) + codes[at + 1] - 0xDC00)))
        elif code in LOW_HALVES and at and codes[at - 1] in HIGH_HALVES:
            continue
        elif code in HYPHENS and api.FPDFText_IsHyphen(textpage, at) == 1:
            signs.append((at, "-"))
        else:
            half = code in HIGH_HALVES or code in LOW_HALVES
            signs.append((at, "\ufffd" if half else chr(code)))
    return signs


def _runs(
    textpage: pdfium.PdfTextPage, upright: Callable[[api.FS_RECTF], Box]
) -> Iterator[tuple[str, Box]]:
    """Stretches of characters that stand side by side, with their boxes."""
    place = api.FS_RECTF()
    pointer = ctypes.byref(place)
    signs = ""
    left = bottom = right = top = size = 0.0
    # The box of the last sign that stands on the line.
    foot: Box = (0.0, 0.0, 0.0, 0.0)
    for at, sign in _signs(textpage):
        if sign in "\r\n":
            if signs:
                yield _unspaced(signs), (left, top, right, bottom)
            signs = ""
            continue
        if sign <= " ":
            signs += " " if signs else ""
            continue
        if not api.FPDFText_GetLooseCharBox(textpage, at, pointer):
            continue
        box = upright(place)
        # Some boxes are those of the ink: that of 一 is flat, that of 1 is thin.
        own = max(box[3] - box[1], box[2] - box[0])
        size = max(size, own) if signs else own
        overlap = min(bottom, box[3]) - max(top, box[1])
        level = overlap > 0.5 * min(bottom - top, box[3] - box[1])
        if signs and level and -size < box[0] - right < 1.5 * size:
            if "0" <= sign <= "9" and signs[-1].isdigit() and is_above(box, foot):
                signs += raised(sign)
            else:
                signs, foot = signs + sign, box
            left, right = min(left, box[0]), max(right, box[2])
            top, bottom = min(top, box[1]), max(bottom, box[3])
            continue
        if signs:
            yield _unspaced(signs), (left, top, right, bottom)
        signs, (left, top, right, bottom) = sign, box
        size, foot = own, box
    if signs:
        yield _unspaced(signs), (left, top, right, bottom)


def _unspaced(signs: str) -> str:
    """A run without the blanks that PDFium sees between signs that are all set apart (3 2 0 人).

    Rows of figures keep theirs: they part cells.
    """
    blanks = signs.count(" ")
    if blanks * 3 < len(signs) or len(signs) < FEWEST_SPACED:
        return signs
    words = [word for word in signs.split(" ") if word]
    if blanks < SPACED_SHARE * (sum(map(len, words)) - 1):
        return signs
    figures = sum(word.isascii() for word in words)
    return signs if figures * 2 > len(words) else "".join(words)
