"""Pictures: damage, size and the missing part; recognition itself is tested with the reports."""

from __future__ import annotations

import sys
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from fazhi.errors import ReadError
from fazhi.reading import read_bytes, recognise
from fazhi.reading.formats import scan


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
        read_bytes(data, "x")
    assert caught.value.code == "missing_part"
    assert 'pip install "fazhi[ocr]"' in caught.value.hint


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_told_by_content_and_cut_ones_are_named(form: str) -> None:
    data = picture(form, (300, 300))
    assert scan.sniff(data, "x")
    with pytest.raises(ReadError) as caught:
        read_bytes(data[: len(data) // 2], "x.png")
    assert caught.value.code in ("corrupt", "empty")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    file = BytesIO()
    Image.new("1", (20_000, 20_000), 1).save(file, "PNG")
    with pytest.raises(ReadError) as caught:
        read_bytes(file.getvalue(), "x.png")
    assert caught.value.code in ("too_large", "corrupt")
