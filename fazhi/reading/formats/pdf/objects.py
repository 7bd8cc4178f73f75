"""What a page of a PDF holds: texts and how they run, pictures, drawings; what is not shown."""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as api

from fazhi.reading.faults import too_large

# Each run of words, line and picture is one; the densest map stays below.
MOST_OBJECTS = 300_000
DEEPEST = 6
# Modes of text that neither fill nor draw its signs: no ink, or a shape to clip by.
INKLESS = (3, 7)
PALE = 235
FAINT = 26
# Signs that lean by less, in degrees, run along the edge of the page.
ASLANT = 12.0
THIN = 3.0
# Texts of a page that drawings after them may lie over: more are a map's.
MOST_UNDER = 5_000
MOST_RULES = 4_000
# A drawing with more corners than this is no rule and no frame.
PLAIN_CORNERS = 12
UNIT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


class Aslant(NamedTuple):
    """A text that runs across the page aslant: its handle and its angle, clockwise."""

    handle: Any
    turn: float


@dataclass(slots=True)
class Objects:
    """What a page holds, boxes as left, bottom, right, top in the page's own axes.

    Args:
        ways: texts by the quarters clockwise that they are turned on the unturned page.
        aslant: texts that run aslant.
        inkless: texts drawn without ink, as the layer that a scanner lays over its picture.
        suspects: texts that may not be seen: pale, clipped, or of a layer that may be off.
        beneath: addresses of texts that lie under a picture.
        pictures: boxes of pictures.
        rules: thin boxes and edges of frames, as tables have them.
        corners: corners of all other drawings.
    """

    ways: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    aslant: list[Aslant] = field(default_factory=list)
    inkless: list[tuple[Any, Box]] = field(default_factory=list)
    suspects: list[tuple[Any, Box]] = field(default_factory=list)
    beneath: set[int] = field(default_factory=set)
    pictures: list[Box] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    corners: int = 0

    def texts(self) -> Iterator[Any]:
        """Handles of all texts that are drawn with ink."""
        for handles in self.ways.values():
            yield from handles
        for text in self.aslant:
            yield text.handle

    def without(self, hidden: set[int]) -> None:
        """Forget the texts of these addresses."""
        for way, handles in self.ways.items():
            self.ways[way] = [handle for handle in handles if address(handle) not in hidden]
        self.aslant = [text for text in self.aslant if address(text.handle) not in hidden]


def address(handle: Any) -> int:
    """The address of an object, by which handles of it are told to be the same."""
    return int(ctypes.cast(handle, ctypes.c_void_p).value or 0)


def find_objects(page: pdfium.PdfPage, layered: bool) -> Objects:
    """What a page holds; `layered`: the file has layers, some of which may be switched off."""
    found = Objects()
    standing: list[tuple[Any, Box]] = []
    matrix = api.FS_MATRIX()
    for handle, outer, inside in _walk(page):
        kind = api.FPDFPageObj_GetType(handle)
        if kind == api.FPDF_PAGEOBJ_PATH:
            _sort_drawing(found, handle, outer, inside)
            if not inside and _is_filled(handle):
                _cover(found, standing, bounds(handle))
            continue
        api.FPDFPageObj_GetMatrix(handle, matrix)
        own = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
        whole = _times(own, outer) if inside else own
        if kind == api.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(_moved((0.0, 0.0, 1.0, 1.0), whole))
            if not inside:
                found.beneath |= _cover(found, standing, found.pictures[-1])
        elif kind == api.FPDF_PAGEOBJ_TEXT:
            _sort_text(found, handle, whole, outer)
            if (
                (layered and (inside or _layer(handle)))
                or _is_pale(handle)
                or (not inside and _is_clipped(handle))
            ):
                found.suspects.append((handle, _moved(bounds(handle), outer)))
            elif not inside:
                standing.append((handle, bounds(handle)))
    return found


def _is_filled(handle: Any) -> bool:
    mode, stroke = ctypes.c_int(0), ctypes.c_int(0)
    return bool(api.FPDFPath_GetDrawMode(handle, mode, stroke) and mode.value)


def _cover(found: Objects, standing: list[tuple[Any, Box]], cover: Box) -> set[int]:
    """Suspect the texts that lie whole under what is drawn after them; their addresses."""
    if cover[3] - cover[1] <= THIN or len(standing) > MOST_UNDER:
        return set()
    under = [one for one in standing if _encloses(cover, one[1])]
    if under:
        found.suspects += under
        standing[:] = [one for one in standing if not _encloses(cover, one[1])]
    return {address(handle) for handle, _ in under}


def _encloses(outer: Box, inner: Box) -> bool:
    low = outer[0] <= inner[0] + 1 and outer[1] <= inner[1] + 1
    return low and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1


def _walk(page: pdfium.PdfPage) -> Iterator[tuple[Any, Matrix, bool]]:
    """The objects of a page and of the forms on it, with the matrix of the form; not the forms."""
    left = MOST_OBJECTS
    stack: list[tuple[Any, Matrix, int]] = [(None, UNIT, 0)]
    matrix = api.FS_MATRIX()
    while stack:
        form, outer, depth = stack.pop()
        if form is None:
            holder, count, get = page.raw, api.FPDFPage_CountObjects, api.FPDFPage_GetObject
        else:
            holder, count, get = form, api.FPDFFormObj_CountObjects, api.FPDFFormObj_GetObject
        many = count(holder)
        left -= many
        if left < 0:
            raise too_large(f"over {MOST_OBJECTS:,} objects on a page")
        for at in range(many):
            handle = get(holder, at)
            if api.FPDFPageObj_GetType(handle) != api.FPDF_PAGEOBJ_FORM:
                yield handle, outer, form is not None
            elif depth < DEEPEST:
                api.FPDFPageObj_GetMatrix(handle, matrix)
                own = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
                stack.append((handle, _times(own, outer), depth + 1))


def _sort_text(found: Objects, handle: Any, matrix: Matrix, outer: Matrix) -> None:
    if api.FPDFTextObj_GetTextRenderMode(handle) in INKLESS:
        found.inkless.append((handle, _moved(bounds(handle), outer)))
        return
    a, b = matrix[0], matrix[1]
    turn = -math.degrees(math.atan2(b, a)) if b else (0.0 if a >= 0 else 180.0)
    quarters = round(turn / 90)
    if abs(turn - 90 * quarters) > ASLANT:
        found.aslant.append(Aslant(handle, turn))
    else:
        found.ways[quarters % 4].append(handle)


def _is_pale(handle: Any) -> bool:
    red, green, blue, ink = (ctypes.c_uint(0) for _ in range(4))
    if not api.FPDFPageObj_GetFillColor(handle, red, green, blue, ink):
        return False
    return min(red.value, green.value, blue.value) > PALE or ink.value < FAINT


def _layer(handle: Any) -> bool:
    """Whether a mark on the text says that it belongs to a layer."""
    name = (ctypes.c_ushort * 8)()
    size = ctypes.c_ulong(0)
    for at in range(api.FPDFPageObj_CountMarks(handle)):
        mark = api.FPDFPageObj_GetMark(handle, at)
        api.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size)
        if name[0] == ord("O") and name[1] == ord("C"):
            return True
    return False


def _is_clipped(handle: Any) -> bool:
    """Whether the text lies outside of the first path that it is clipped by."""
    clip = api.FPDFPageObj_GetClipPath(handle)
    if not clip or api.FPDFClipPath_CountPaths(clip) < 1:
        return False
    count = api.FPDFClipPath_CountPathSegments(clip, 0)
    if not 3 <= count <= PLAIN_CORNERS:
        return False
    corners = _points(api.FPDFClipPath_GetPathSegment(clip, 0, at) for at in range(count))
    box = bounds(handle)
    return not (
        min(x for x, _ in corners) < box[2]
        and box[0] < max(x for x, _ in corners)
        and min(y for _, y in corners) < box[3]
        and box[1] < max(y for _, y in corners)
    )


def _points(segments: Iterator[Any]) -> list[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    found = []
    for segment in segments:
        api.FPDFPathSegment_GetPoint(segment, x, y)
        found.append((x.value, y.value))
    return found


def bounds(handle: Any) -> Box:
    """Left, bottom, right and top of an object in the axes of what holds it."""
    low, bottom, high, top = (ctypes.c_float(0) for _ in range(4))
    api.FPDFPageObj_GetBounds(handle, low, bottom, high, top)
    return low.value, bottom.value, high.value, top.value


def _sort_drawing(found: Objects, handle: Any, outer: Matrix, inside: bool) -> None:
    count = api.FPDFPath_CountSegments(handle)
    if count > PLAIN_CORNERS or len(found.rules) > MOST_RULES:
        found.corners += count
        return
    left, bottom, right, top = _moved(bounds(handle), outer) if inside else bounds(handle)
    if min(right - left, top - bottom) <= THIN:
        found.rules.append((left, bottom, right, top))
    elif count >= 4:
        # The four edges of a frame.
        found.rules += [
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, bottom, left, top),
            (right, bottom, right, top),
        ]


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _moved(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    across = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    down = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(across), min(down), max(across), max(down)
