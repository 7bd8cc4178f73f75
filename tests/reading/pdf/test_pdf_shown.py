"""What a PDF holds and does not show is not read; what it shows is, however it is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from tests.reading.pdf.drawn import make, write

BOOK = load_codebook()

SHOWN = "全镇共排查矛盾纠纷128件。"
HIDDEN = "修改前999件。"


def clean(draw: Callable[[Canvas], None]) -> str:
    def page(canvas: Canvas) -> None:
        write(canvas, (104, 300, SHOWN))
        draw(canvas)

    return read_bytes(make(page), "x.pdf", book=BOOK).clean.replace("\n", "")


def test_text_without_ink_and_without_a_picture_beneath_is_not_there() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(104, 842 - 330)
        text.setTextRenderMode(3)
        text.textOut(HIDDEN)
        canvas.drawText(text)

    assert clean(draw) == SHOWN


@pytest.mark.parametrize(("shade", "alpha"), [(1.0, 1), (0.99, 1), (0.98, 1), (1.0, 0), (0.2, 0)])
def test_white_text_on_white_is_not_there(shade: float, alpha: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(shade, shade, shade, alpha=alpha)
        write(canvas, (104, 330, HIDDEN))

    assert clean(draw) == SHOWN


def test_pale_text_that_can_be_seen_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.94)
        write(canvas, (104, 330, HIDDEN))

    assert HIDDEN in "".join(clean(draw))


def test_white_text_on_a_dark_ground_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.7, 0, 0)
        canvas.rect(80, 842 - 380, 300, 60, stroke=0, fill=1)
        canvas.setFillGray(1)
        write(canvas, (104, 350, "二是学习12次。"))

    assert clean(draw) == SHOWN + "二是学习12次。"


def test_text_outside_of_the_path_it_is_clipped_by_is_not_there() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(80, 100, 60, 60)
        canvas.clipPath(path, stroke=0, fill=0)
        write(canvas, (104, 330, HIDDEN))

    assert clean(draw) == SHOWN


def test_text_within_the_path_it_is_clipped_by_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(80, 842 - 360, 300, 60)
        canvas.clipPath(path, stroke=0, fill=0)
        write(canvas, (104, 350, "二是学习12次。"))

    assert clean(draw) == SHOWN + "二是学习12次。"


@pytest.mark.parametrize("place", [(104, -30), (104, 870), (-200, 300), (700, 300)])
def test_text_beside_the_page_is_not_there(place: tuple[int, int]) -> None:
    assert clean(lambda canvas: write(canvas, (*place, HIDDEN))) == SHOWN


@pytest.mark.parametrize("place", [(104, 60), (104, 800), (20, 300), (560, 300)])
def test_text_outside_of_the_crop_box_is_not_there(place: tuple[int, int]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((70, 70, 540, 760))
        write(canvas, (*place, "印刷标记"))

    assert clean(draw) == SHOWN


def layered(off: bool, inside: bool) -> bytes:
    """A page with 128 on it, and 999 in a layer: marked so, or a form that says so of itself."""
    number = b"BT /F 12 Tf 100 600 Td (cases 999) Tj ET"
    content = b"BT /F 12 Tf 100 700 Td (cases 128) Tj ET "
    content += b"/X Do" if inside else b"/OC /L BDC " + number + b" EMC"
    layer = b"/OFF[6 0 R]" if off else b"/ON[6 0 R]"
    catalog = b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<<%s>>>>>>" % layer
    objects = [
        catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<"
        b"/Font<</F 5 0 R>>/Properties<</L 6 0 R>>/XObject<</X 7 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/OCG/Name(one)>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/OC 6 0 R/Resources<</Font<</F 5 0 R>>>>"
        b"/Length %d>>stream\n%s\nendstream" % (len(number), number),
    ]
    made = b"%PDF-1.5\n"
    for at, body in enumerate(objects, 1):
        made += b"%d 0 obj\n%s\nendobj\n" % (at, body)
    return made + b"trailer<</Size 8/Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize("inside", [True, False])
def test_a_layer_is_read_where_it_is_shown_and_only_there(inside: bool) -> None:
    on, off = (read_bytes(layered(off, inside), "x.pdf", book=BOOK).clean for off in (False, True))
    assert ("999" in on, "999" in off) == (True, False)
    assert "128" in on
    assert "128" in off
