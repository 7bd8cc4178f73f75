"""The pictures of a page put together as they lie on it, and what is recognised in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from fazhi.reading.formats.ofd.geometry import Box, Matrix, box_of
from fazhi.reading.layout.rows import Piece
from fazhi.reading.recognise import LONGEST_SIDE, missing, recognise

# Pixels to the millimetre, where pictures have as many: 300 to the inch.
FINEST = 11.8
FULL = 255
UNIT = (0.0, 0.0, 1.0, 1.0)


class Placed(NamedTuple):
    """A picture (array of height, width, colours), where its unit square lies on the page, and how
    far it is seen (0 to 1)."""

    picture: Any
    matrix: Matrix
    ink: float = 1.0

    @property
    def box(self) -> Box:
        """The place that it takes on the page."""
        return box_of(self.matrix, UNIT)


def recognised(pictures: Sequence[Placed], width: float, height: float) -> list[Piece]:
    """What the pictures of a page of this size show, in its own unit of length."""
    try:
        from PIL import Image
    except ImportError as error:
        raise missing() from error
    finest = max(one.picture.shape[1] / max(one.box.right - one.box.left, 1.0) for one in pictures)
    scale = min(finest, FINEST, LONGEST_SIDE / max(width, height, 1.0))
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    page = Image.new("RGB", size, "white")
    for one in pictures:
        _paste(page, Image.fromarray(one.picture), one, scale)
    import numpy

    return [
        Piece(
            piece.text,
            piece.left / scale,
            piece.top / scale,
            piece.right / scale,
            piece.bottom / scale,
            piece.confidence,
            piece.turn,
        )
        for piece in recognise(numpy.asarray(page))
    ]


def _paste(page: Any, image: Any, one: Placed, scale: float) -> None:
    matrix, box = one.matrix, one.box
    if abs(matrix.b) > abs(matrix.a):
        # Laid on its side: the way from the lower left corner to the upper left leads right.
        image = image.transpose(5)
        matrix = Matrix(matrix.c, matrix.d, matrix.a, matrix.b, matrix.e, matrix.f)
    if matrix.a < 0:
        image = image.transpose(0)
    if matrix.d < 0:
        image = image.transpose(1)
    wide = round(box.right * scale) - round(box.left * scale)
    high = round(box.bottom * scale) - round(box.top * scale)
    if 0 < wide <= 4 * page.width and 0 < high <= 4 * page.height:
        image = image.resize((wide, high))
        clear = image.getchannel("A") if image.mode == "RGBA" else None
        if one.ink < 1:
            clear = (clear or image.convert("L").point(lambda _: FULL)).point(
                lambda value: round(value * one.ink)
            )
        page.paste(image, (round(box.left * scale), round(box.top * scale)), clear)
