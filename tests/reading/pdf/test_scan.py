"""Pictures: damage, size and the missing part; recognition itself is tested with the reports."""

from __future__ import annotations

import sys
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes, recognise
from fazhi.reading.formats import scan

BOOK = load_codebook()


def picture(form: str = "PNG", size: tuple[int, int] = (60, 40)) -> bytes:
    file = BytesIO()
    Image.new("L", size, 255).save(file, form)
    return file.getvalue()


def scanned_pdf() -> bytes:
    file = BytesIO()
    canvas = Canvas(file, (200, 200))
    canvas.drawImage(ImageReader(BytesIO(picture())), 0, 0, 200, 200)
    canvas.save()
    return file.getvalue()


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch):
    """The package as it is without the extra."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    recognise._load_engine.cache_clear()
    yield
    recognise._load_engine.cache_clear()


@pytest.mark.parametrize("data", [picture(), picture("JPEG"), picture("TIFF"), scanned_pdf()])
@pytest.mark.usefixtures("without_ocr")
def test_without_the_extra_the_error_names_it(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "x", book=BOOK)
    assert caught.value.code == "missing_part"
    assert 'pip install "fazhi[ocr]"' in caught.value.hint


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_told_by_content_and_cut_ones_are_named(form: str) -> None:
    data = picture(form, (300, 300))
    assert scan.sniff(data, "x", BOOK)
    with pytest.raises(ReadError) as caught:
        read_bytes(data[: len(data) // 2], "x.png", book=BOOK)
    assert caught.value.code in ("corrupt", "empty")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    file = BytesIO()
    Image.new("1", (20_000, 20_000), 1).save(file, "PNG")
    with pytest.raises(ReadError) as caught:
        read_bytes(file.getvalue(), "x.png", book=BOOK)
    assert caught.value.code in ("too_large", "corrupt")


class Engine:
    """In place of the recogniser: keeps the shapes of what it is given, finds one line in each."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, int]] = []

    def __call__(self, picture: Any, use_cls: bool) -> Any:
        high, wide = picture.shape[:2]
        self.shapes.append((high, wide))
        found = SimpleNamespace(boxes=[[(0, 1), (9, 1), (9, 5), (0, 5)]], txts=["一"], scores=[1.0])
        return found


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    made = Engine()
    monkeypatch.setattr(recognise, "engine", lambda: made)
    return made


@pytest.mark.parametrize("size", [(400, 9000), (700, 3000), (90, 3500)])
def test_a_long_picture_is_cut_between_its_lines(size: tuple[int, int], engine: Engine) -> None:
    image = Image.new("L", size, 255)
    for top in range(20, size[1] - 20, 40):
        image.paste(0, (10, top, size[0] - 10, top + 20))
    file = BytesIO()
    image.save(file, "PNG")
    (array,) = recognise.decode_pictures(file.getvalue())
    pieces = recognise.recognise(array)
    starts = [piece.top - 1 for piece in pieces]
    assert len(engine.shapes) > 1
    assert all(array[int(start)].min() == 255 for start in starts)
    assert sum(high for high, _ in engine.shapes) >= size[1]
    assert all(high <= 6 * wide for high, wide in engine.shapes)


@pytest.mark.parametrize("size", [(3000, 20), (2000, 9), (1200, 100)])
def test_a_picture_of_one_line_is_not_blown_up(size: tuple[int, int], engine: Engine) -> None:
    (array,) = recognise.decode_pictures(picture(size=size))
    recognise.recognise(array)
    assert all(wide <= 6 * high + 6 for high, wide in engine.shapes)


@pytest.mark.parametrize("size", [(3000, 2), (1, 5000), (5, 5)])
def test_a_picture_too_thin_for_text_is_not_tried(size: tuple[int, int], engine: Engine) -> None:
    (array,) = recognise.decode_pictures(picture(size=size))
    assert recognise.recognise(array) == []
    assert engine.shapes == []


def test_a_picture_far_longer_than_any_page_is_refused(engine: Engine) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(picture(size=(30, 9000)), "x.png", book=BOOK)
    assert caught.value.code == "too_large"
