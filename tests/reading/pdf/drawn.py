"""PDF pages drawn for the tests of reading, by places from the upper left corner."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
Draw = Callable[[Canvas], None]


def make(*pages: Draw, **options: object) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, (595, 842), invariant=1, **options)
    for draw in pages:
        canvas.setFont("STSong-Light", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def write(canvas: Canvas, *rows: tuple[float, float, str]) -> None:
    for left, down, text in rows:
        canvas.drawString(left, 842 - down, text)
