"""What was typed onto a page stands in its sentence; what is not shown does not."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from tests.reading.pdf.drawn import make, write

BOOK = load_codebook()


def note(words: str, flags: int, box: str = "176 718 206 734") -> bytes:
    """A page that says: cases N in all, with N a note on the page."""
    shown = words.encode("utf-16-be").hex().upper()
    content = b"BT /F 12 Tf 130 722 Td (cases) Tj ET BT /F 12 Tf 210 722 Td (in all) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Type/Annot/Subtype/FreeText/Rect[{box}]/Contents<FEFF{shown}>/F {flags}>>".encode(),
    ]
    made = b"%PDF-1.5\n"
    for at, body in enumerate(objects, 1):
        made += b"%d 0 obj\n%s\nendobj\n" % (at, body)
    return made + b"trailer<</Size 7/Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize("words", ["126", "128件", "𬇙河"])
@pytest.mark.parametrize("flags", [0, 4])
def test_a_note_on_the_page_is_part_of_its_line(words: str, flags: int) -> None:
    text = read_bytes(note(words, flags), "x.pdf", book=BOOK).clean
    assert text.replace(" ", "").replace("\t", "") == f"cases{words}inall"


@pytest.mark.parametrize("flags", [2, 32])
def test_a_note_that_is_hidden_is_not_there(flags: int) -> None:
    assert "126" not in read_bytes(note("126", flags), "x.pdf", book=BOOK).clean


def test_a_note_beside_the_page_is_not_there() -> None:
    assert "126" not in read_bytes(note("126", 4, "700 718 730 734"), "x.pdf", book=BOOK).clean


@pytest.mark.parametrize("kind", ["text", "choice"])
@pytest.mark.parametrize("value", ["126", "35"])
def test_the_value_of_a_field_is_part_of_its_sentence(kind: str, value: str) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, (100, 200, "全年共调解矛盾纠纷"), (252, 200, "起，成功率98%。"))
        place = {"x": 211, "y": 842 - 204, "width": 38, "height": 16, "fontSize": 11}
        if kind == "text":
            canvas.acroForm.textfield(name="n", value=value, borderWidth=0, **place)
        else:
            canvas.acroForm.choice(name="n", value=value, options=["126", "35"], **place)

    text = read_bytes(make(draw), "x.pdf", book=BOOK).clean
    assert "".join(text.split()) == f"全年共调解矛盾纠纷{value}起，成功率98%。"


def test_the_name_of_a_button_is_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, (100, 200, "全年调解12起。"))
        canvas.acroForm.checkbox(name="c", checked=True, x=300, y=600)

    assert read_bytes(make(draw), "x.pdf", book=BOOK).clean == "全年调解12起。"
