"""Which texts of a page are seen: the page is drawn with them and without, and compared."""

from __future__ import annotations

import ctypes
import math

import pypdfium2 as pdfium
import pypdfium2.raw as api

from fazhi.reading.formats.pdf.objects import Box, Objects, address

# Points of a page, at most; text that small still leaves a trace.
MOST_POINTS = 2_000_000
# A difference of so many parts in 255 is none to the eye.
FAINTEST = 8


def leave_out_unseen(page: pdfium.PdfPage, objects: Objects) -> None:
    """Take out of the page the texts among its suspects that leave no ink on it."""
    if not objects.suspects:
        return
    width, height = page.get_size()
    scale = min(1.0, math.sqrt(MOST_POINTS / max(width * height, 1.0)))
    before = _Drawing(page, scale)
    for handle, _ in objects.suspects:
        api.FPDFPageObj_SetIsActive(handle, False)
    after = _Drawing(page, scale)
    unseen: set[int] = set()
    for handle, box in objects.suspects:
        if before.differs(after, box):
            api.FPDFPageObj_SetIsActive(handle, True)
        else:
            unseen.add(address(handle))
    objects.without(unseen)
    # Words hidden under a scan are what others recognised in it.
    under = unseen & objects.beneath
    objects.inkless += [one for one in objects.suspects if address(one[0]) in under]


class _Drawing:
    """A drawn page as rows of bytes."""

    def __init__(self, page: pdfium.PdfPage, scale: float) -> None:
        bitmap = page.render(scale=scale, may_draw_forms=False)
        self._page = page
        self._stride = bitmap.stride
        self._wide = bitmap.width
        self._high = bitmap.height
        self._bytes = bitmap.n_channels
        self._data = bytes(bitmap.buffer)

    def differs(self, other: _Drawing, box: Box) -> bool:
        """Whether two drawings of one page differ within a box in the page's own axes."""
        corners = [self._place(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        left = max(min(x for x, _ in corners) - 1, 0)
        right = min(max(x for x, _ in corners) + 2, self._wide)
        top = max(min(y for _, y in corners) - 1, 0)
        bottom = min(max(y for _, y in corners) + 2, self._high)
        for row in range(top, bottom):
            low = row * self._stride + left * self._bytes
            high = row * self._stride + right * self._bytes
            one, two = self._data[low:high], other._data[low:high]
            if one != two and max(abs(a - b) for a, b in zip(one, two, strict=True)) > FAINTEST:
                return True
        return False

    def _place(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        api.FPDF_PageToDevice(self._page.raw, 0, 0, self._wide, self._high, 0, x, y, across, down)
        return across.value, down.value
