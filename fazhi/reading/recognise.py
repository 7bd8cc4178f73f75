"""Text recognised in pictures, by the optional part `ocr` whose models come inside its package."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from statistics import median
from typing import Any

from fazhi.errors import ReadError
from fazhi.reading.faults import corrupt, too_large
from fazhi.reading.layout.rows import Piece
from fazhi.reading.limits import allow_more_time, check_time

MOST_PIXELS = 40_000_000
MOST_FRAMES = 500
# More pixels than this along the longer side cost time and add nothing at the size of print.
LONGEST_SIDE = 3_600
# Recognising a page takes seconds where reading one takes milliseconds.
SECONDS_A_PAGE = 60.0
WIDE_ENOUGH = 300
# A picture with a shorter side, in pixels, shows no text.
LEAST_SIDE = 8
# How many times as high as wide a picture is that is cut, a part of it, and one at most.
MOST_ASPECT, PAGE_ASPECT, MOST_PARTS = 2.5, 1.5, 40
# How many times as long as its shorter side a picture is given to the recogniser.
MOST_STRETCHED = 6


def recognise(picture: Any) -> list[Piece]:
    """Pieces of text with boxes and confidence in a picture (array of height, width, colours).

    Pictures far longer than wide, as those of whole web pages, are cut between their lines;
    raises `ReadError` (`too_large`) where that gives more parts than any page has.
    """
    if min(picture.shape[:2]) < LEAST_SIDE:
        return []
    return [
        piece._replace(top=piece.top + top, bottom=piece.bottom + top)
        for top, part in _parts(picture)
        for piece in _recognise_part(_padded(part))
    ]


def _recognise_part(picture: Any) -> list[Piece]:
    check_time()
    allow_more_time(SECONDS_A_PAGE)
    found = engine()(picture, use_cls=False)
    if found.boxes is None:
        return []
    boxes = [[(float(x), float(y)) for x, y in corners] for corners in found.boxes]
    turn = _slope(boxes)
    pieces = []
    for corners, text, confidence in zip(boxes, found.txts, found.scores, strict=True):
        across = [x + turn * y for x, y in corners]
        down = [y - turn * x for x, y in corners]
        pieces.append(
            Piece(text, min(across), min(down), max(across), max(down), float(confidence))
        )
    return pieces


def _parts(picture: Any) -> Iterator[tuple[int, Any]]:
    """A long picture cut into parts of the shape of pages, each with the row that it begins at."""
    height, width = picture.shape[:2]
    if height <= MOST_ASPECT * width:
        yield 0, picture
        return
    if height > MOST_PARTS * PAGE_ASPECT * width:
        raise too_large(f"a picture of {width} by {height} pixels")
    top = 0
    while top < height:
        bottom = min(top + int(PAGE_ASPECT * width), height)
        if bottom < height:
            bottom = _blank_row(picture, top + (bottom - top) // 2, bottom)
        yield top, picture[top:bottom]
        top = bottom


def _blank_row(picture: Any, low: int, high: int) -> int:
    """The lowest row between two that has the least ink: there a cut hits no line."""
    rows = picture[low:high].reshape(high - low, -1)
    ink = rows.max(axis=1).astype(int) - rows.min(axis=1)
    return low + int(len(ink) - 1 - ink[::-1].argmin())


def _padded(picture: Any) -> Any:
    """A picture of one line, made higher by white: the recogniser enlarges the shorter side."""
    import numpy

    height, width = picture.shape[:2]
    wanted_high = max(height, width // MOST_STRETCHED)
    wanted_wide = max(width, height // MOST_STRETCHED)
    if (wanted_high, wanted_wide) == (height, width):
        return picture
    padded = numpy.full((wanted_high, wanted_wide, *picture.shape[2:]), 255, picture.dtype)
    padded[:height, :width] = picture
    return padded


def _slope(boxes: list[list[tuple[float, float]]]) -> float:
    """How far the rows of a page laid askew fall for each pixel to the right."""
    slopes = []
    for (x0, y0), (x1, y1), *_ in boxes:
        # Short boxes say little about the slope.
        if x1 - x0 > WIDE_ENOUGH:
            slopes.append((y1 - y0) / (x1 - x0))
    return median(slopes) if slopes else 0.0


def decode_pictures(data: bytes, *, on_paper: bool = True) -> Iterator[Any]:
    """The frames of a PNG, JPEG or TIFF one after another, as arrays of height, width, colours.

    What is seen through lies on white paper; without it, it has a fourth colour (0 to 255, how far
    each sign is seen).
    """
    try:
        import numpy
        from PIL import Image, ImageSequence
    except ImportError as error:
        raise missing() from error
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
            for count, frame in enumerate(ImageSequence.Iterator(image)):
                if frame.width * frame.height > MOST_PIXELS or count >= MOST_FRAMES:
                    raise too_large(f"a picture of {frame.width} by {frame.height} pixels")
                yield numpy.asarray(_smaller(_coloured(frame, on_paper)))
    except ReadError:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise corrupt() from error


def _coloured(image: Any, on_paper: bool) -> Any:
    """The picture in red, green and blue, and how far it is seen where it is seen through."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    if not on_paper:
        return clear
    paper = clear.copy()
    paper.paste("white", (0, 0, *paper.size))
    paper.alpha_composite(clear)
    return paper.convert("RGB")


def _smaller(image: Any) -> Any:
    """The picture, no larger than its print needs; of one that will be cut the width counts."""
    long = image.height > MOST_ASPECT * image.width
    image.thumbnail((LONGEST_SIDE, MOST_PIXELS if long else LONGEST_SIDE))
    return image


def missing() -> ReadError:
    """The error for a picture of text where the part that recognises text is not installed."""
    return ReadError(
        "the file is a picture of text, and the part that recognises text is not installed",
        hint='Install it with: pip install "fazhi[ocr]"',
        code="missing_part",
    )


def engine() -> Any:
    """What recognises text; raises `ReadError` (`missing_part`) where it is not installed."""
    try:
        return _load_engine()
    except ImportError as error:
        raise missing() from error


@cache
def _load_engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})
