"""Which pages of a PDF are recognised from their picture, and what is told where none can be."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes, recognise
from fazhi.reading.formats.pdf import pages
from fazhi.reading.layout.rows import Piece
from fazhi.records import Text
from tests.reading.pdf.drawn import make, write

BOOK = load_codebook()

CASES = Path(__file__).parent / "cases" / "pdf"
SEEN = "全年共调解矛盾纠纷126起。"
BODY = "全镇上下认真学习贯彻习近平法治思想，扎实推进各项工作。"
Draw = Callable[[Canvas], None]


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package as it is without the extra."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    recognise._load_engine.cache_clear()
    yield
    recognise._load_engine.cache_clear()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The pictures that are given to be recognised; each is said to show one sentence."""
    pictures: list[Any] = []

    def seen(picture: Any) -> list[Piece]:
        pictures.append(picture)
        return [Piece(SEEN, 200, 600, 900, 640, 0.95)]

    monkeypatch.setattr(pages, "recognise", seen)
    return pictures


def scanned(canvas: Canvas, share: float = 1.0) -> None:
    file = BytesIO()
    Image.new("L", (60, 85), 250).save(file, "PNG")
    canvas.drawImage(ImageReader(file), 0, 0, 595, 842 * share)


def with_layer(canvas: Canvas) -> None:
    scanned(canvas)
    for down, line in enumerate(["全年共调解矛盾纠纷l26起。", "调解成功率9B%。"]):
        text = canvas.beginText(100, 600 - 20 * down)
        text.setTextRenderMode(3)
        text.textOut(line)
        canvas.drawText(text)


def curves(canvas: Canvas) -> None:
    for at in range(60):
        path = canvas.beginPath()
        path.moveTo(100 + 7 * at, 600)
        for step in range(12):
            path.curveTo(101 + at, 602, 102 + at, 603 + step, 100 + 7 * at, 601 + step)
        canvas.drawPath(path, fill=1, stroke=0)


def full(canvas: Canvas) -> None:
    write(canvas, *((100, 100 + 24 * row, BODY) for row in range(10)))


OWN = {
    "nothing": (),
    "an app's line": ((400, 820, "由扫描全能王扫描创建"),),
    "a page number": ((280, 820, "- 12 -"),),
    "head and foot": ((180, 30, "西坪镇人民政府文件汇编（2023年度）"), (280, 820, "第3页 共8页")),
    "a note": ((100, 60, "（此件公开发布，扫描件与原件一致，经办人张某，2024年1月5日）"),),
}


@pytest.mark.parametrize("own", OWN)
def test_a_scan_with_a_few_signs_of_its_own_is_recognised(own: str, asked: list[Any]) -> None:
    def draw(canvas: Canvas) -> None:
        scanned(canvas)
        write(canvas, *OWN[own])

    text = read_bytes(make(draw), "x.pdf", book=BOOK)
    assert SEEN in text.clean
    assert text.format == "scan"
    assert len(asked) == 1
    # What the page says in signs is not recognised a second time from its picture.
    assert asked[0].min() > 200
    for _, _, words in OWN[own]:
        assert words in text.raw


@pytest.mark.parametrize("own", OWN)
@pytest.mark.usefixtures("without_ocr")
def test_where_nothing_can_be_recognised_it_is_refused(own: str) -> None:
    def draw(canvas: Canvas) -> None:
        scanned(canvas)
        write(canvas, *OWN[own])

    with pytest.raises(ReadError) as caught:
        read_bytes(make(draw), "x.pdf", book=BOOK)
    assert caught.value.code == "missing_part"


@pytest.mark.parametrize("page", [scanned, curves])
@pytest.mark.usefixtures("without_ocr")
def test_a_page_that_cannot_be_recognised_among_others_is_named(page: Draw) -> None:
    text = read_bytes(make(full, page, full), "x.pdf", book=BOOK)
    assert text.metadata["pages_without_text"] == "2"
    assert [(mark.kind, mark.start) for mark in text.damages] == [("page", text.pages[1])]
    assert text.clean.count(BODY[:10]) == 20


@pytest.mark.parametrize("draw", [scanned, curves])
def test_pages_among_others_are_recognised(draw: Draw, asked: list[Any]) -> None:
    text = read_bytes(make(full, draw, full), "x.pdf", book=BOOK)
    assert text.raw[text.pages[1] : text.pages[2]].strip() == SEEN
    assert text.damages == ()
    assert text.format == "pdf"
    assert len(asked) == 1


def test_a_page_of_text_on_a_picture_is_read_as_text(asked: list[Any]) -> None:
    def draw(canvas: Canvas) -> None:
        scanned(canvas)
        full(canvas)

    assert read_bytes(make(draw), "x.pdf", book=BOOK).clean.count(BODY) == 10
    assert asked == []


def test_a_page_of_text_with_a_seal_and_rules_is_read_as_text(asked: list[Any]) -> None:
    def draw(canvas: Canvas) -> None:
        scanned(canvas, 0.2)
        write(canvas, (100, 300, "特此报告。"), (300, 340, "西坪镇人民政府"))
        for row in range(30):
            canvas.rect(100, 300 + row, 200, 1)

    assert read_bytes(make(draw), "x.pdf", book=BOOK).clean.split("\\n")[0].startswith("特此报告")
    assert asked == []


def test_text_that_a_scanner_laid_under_is_recognised_anew(asked: list[Any]) -> None:
    assert read_bytes(make(with_layer), "x.pdf", book=BOOK).clean == SEEN
    assert len(asked) == 1


def doubtful(text: Text) -> list[str]:
    return [text.raw[mark.start : mark.end] for mark in text.doubtful]


@pytest.mark.usefixtures("without_ocr")
def test_text_that_a_scanner_laid_under_is_doubtful_where_it_is_all_there_is() -> None:
    text = read_bytes(make(with_layer), "x.pdf", book=BOOK)
    assert text.format == "scan"
    assert text.confidence == 0.5
    assert doubtful(text) == ["全年共调解矛盾纠纷l26起。", "调解成功率9B%。"]


@pytest.mark.usefixtures("without_ocr")
def test_signs_that_fonts_give_a_wrong_meaning_are_no_text() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes((CASES / "no-tounicode.pdf").read_bytes(), "x.pdf", book=BOOK)
    assert caught.value.code == "missing_part"
    assert "fonts" in caught.value.message


@pytest.mark.parametrize(
    "line",
    [
        "䇽࿨䷅ᛲᜤ╓┹ᶽ᜚᝸䐼ᛲᜤᬣೈ",
        "ಠ಄ಆ಴ೈ೐೒ೠ೤೨",
        "翀鋆屾昺翯曌淼犇骉赑麤",
        "\ue001\ue002\ue003\ue004\ue005\ue006\ue007",
    ],
)
def test_what_nonsense_is(line: str) -> None:
    from fazhi.reading.formats.pdf.judge import is_nonsense

    assert is_nonsense([line, "1"], BOOK)


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "126",
        "Report on the rule of law, 2023",
        "王𬴊、李曌、张淼",
        "●■◆▲①②③④⑤√",
        "兴泾镇、湾头桥镇、彭堡镇、织𬕂镇、𬇙河镇",
        "Γενικά",
    ],
)
def test_what_is_rare_and_no_nonsense(line: str) -> None:
    from fazhi.reading.formats.pdf.judge import is_nonsense

    assert not is_nonsense([line, BODY], BOOK)
