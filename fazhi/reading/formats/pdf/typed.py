"""What was typed onto a page of a PDF: notes that stand on the page, values of form fields."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as api

from fazhi.reading.formats.pdf.signs import Axes
from fazhi.reading.layout.rows import Piece, width_in_ems

MOST_NOTES = 10_000
LONGEST = 100_000
NOT_SHOWN = api.FPDF_ANNOT_FLAG_HIDDEN | api.FPDF_ANNOT_FLAG_NOVIEW
# A field that says what was written into it or chosen; others are buttons and signatures.
WRITTEN = (
    api.FPDF_FORMFIELD_TEXTFIELD,
    api.FPDF_FORMFIELD_COMBOBOX,
    api.FPDF_FORMFIELD_LISTBOX,
)
USUAL_SIZE = 12.0
SMALLEST = 4.0
LEADING = 1.2
Get = Callable[[Any, int], int]


def find_typed(page: pdfium.PdfPage) -> list[Piece]:
    """The notes and field values that the page shows, a piece a line."""
    count = min(api.FPDFPage_GetAnnotCount(page.raw), MOST_NOTES)
    pieces: list[Piece] = []
    for at in range(count):
        note = api.FPDFPage_GetAnnot(page.raw, at)
        if note:
            pieces += _note(page, note)
            api.FPDFPage_CloseAnnot(note)
    return pieces


def _note(page: pdfium.PdfPage, note: Any) -> Iterator[Piece]:
    if api.FPDFAnnot_GetFlags(note) & NOT_SHOWN:
        return
    kind = api.FPDFAnnot_GetSubtype(note)
    size = USUAL_SIZE
    if kind == api.FPDF_ANNOT_FREETEXT:
        words = _string(
            lambda buffer, most: api.FPDFAnnot_GetStringValue(note, b"Contents", buffer, most)
        )
    elif kind == api.FPDF_ANNOT_WIDGET and page.formenv is not None:
        form = page.formenv.raw
        if api.FPDFAnnot_GetFormFieldType(form, note) not in WRITTEN:
            return
        words = _string(
            lambda buffer, most: api.FPDFAnnot_GetFormFieldValue(form, note, buffer, most)
        )
        found = ctypes.c_float(0)
        if api.FPDFAnnot_GetFontSize(form, note, found) and found.value:
            size = found.value
    else:
        return
    yield from _lines(page, note, words, size)


def _lines(page: pdfium.PdfPage, note: Any, words: str, size: float) -> Iterator[Piece]:
    """The lines of a note in its box, each as long as its words are."""
    place = api.FS_RECTF()
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not words.strip() or not api.FPDFAnnot_GetRect(note, place):
        return
    axes = Axes(page)
    left, top, right, bottom = axes.unturned((place.left, place.bottom, place.right, place.top))
    longest = max(*map(width_in_ems, lines), 0.5)
    size = max(min(size, (bottom - top) / len(lines), (right - left) / longest), SMALLEST)
    # Lines stand in the middle of their box, as the words of a field do.
    high = (top + bottom) / 2 - LEADING * size * len(lines) / 2
    for number, line in enumerate(lines):
        upper = high + (number + (1 - 1 / LEADING) / 2) * LEADING * size
        piece = Piece(line, left, upper, left + size * width_in_ems(line), upper + size)
        if line.strip() and axes.holds((place.left, place.bottom, place.right, place.top)):
            yield axes.shown(piece)


def _string(get: Get) -> str:
    """A string of PDFium's, asked for its length and then for its signs."""
    size = min(get(None, 0), 2 * LONGEST)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    get(buffer, ctypes.sizeof(buffer))
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")
