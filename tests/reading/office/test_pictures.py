"""Pictures in documents of words: which of them stand where the text should."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from fazhi.reading.formats import wordxml
from fazhi.reading.pictures import centimetres
from tests.reading.office.test_docx import SPACES as WORD_SPACES
from tests.reading.office.test_docx import W, word
from tests.reading.office.test_odt import packed
from tests.reading.office.test_rtf import wide

BOOK = load_codebook()
TITLE = "樟村坪镇2024年法治政府建设年度报告"
SENTENCES = [
    f"{number}月，镇司法所调解纠纷{number + 20}件，办理法律援助。" for number in range(1, 13)
]
TEXT = [TITLE, *SENTENCES]

# Centimetres on the page: a scan between the margins, one of the whole page, a photograph as wide
# as the text, a seal, a letterhead, a page cut into strips.
SCAN, PAGE, PHOTOGRAPH = (14.65, 20.7), (21.0, 29.7), (14.65, 9.8)
SEAL, LETTERHEAD, STRIP = (4.2, 4.2), (15.0, 2.5), (14.65, 7.0)

# What the document shows in order, and how many pictures of text are told as lost.
CASES = [
    pytest.param([TITLE, SCAN, SCAN, SCAN], 3, id="title and three scans"),
    pytest.param([TITLE, PAGE], 1, id="title and a page"),
    pytest.param([TITLE, STRIP, STRIP, STRIP], 3, id="title and a page in strips"),
    pytest.param([*TEXT, SEAL], 0, id="text and seal"),
    pytest.param([LETTERHEAD, *TEXT], 0, id="letterhead and text"),
    pytest.param([*TEXT, PHOTOGRAPH, PHOTOGRAPH], 0, id="text and photographs"),
    pytest.param([*TEXT, SCAN, SCAN], 2, id="text and scanned pages"),
    pytest.param([TITLE, LETTERHEAD, SEAL], 0, id="a little text, letterhead and seal"),
]
Shown = list[str | tuple[float, float]]


def inline(size: tuple[float, float], more: str = "") -> str:
    across, up = (round(side * 360_000) for side in size)
    return (
        "<w:p><w:r><w:drawing><wp:anchor"
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        f' {more}><wp:extent cx="{across}" cy="{up}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="x"><a:blip r:embed="rId9" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def shape(size: tuple[float, float]) -> str:
    across, up = (side / 2.54 * 72 for side in size)
    return (
        f'<w:p><w:r><w:pict><v:shape style="width:{across:.1f}pt;height:{up:.1f}pt">'
        '<v:imagedata src="1.png"/></v:shape></w:pict></w:r></w:p>'
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(shown: Shown) -> bytes:
    return word("".join(paragraph(one) if isinstance(one, str) else inline(one) for one in shown))


def old_docx(shown: Shown) -> bytes:
    return word("".join(paragraph(one) if isinstance(one, str) else shape(one) for one in shown))


def word_2003(shown: Shown) -> bytes:
    body = "".join(paragraph(one) if isinstance(one, str) else shape(one) for one in shown)
    spaces = WORD_SPACES.replace(
        W, 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    )
    return f"<w:wordDocument {spaces}><w:body>{body}</w:body></w:wordDocument>".encode()


def rtf(shown: Shown) -> bytes:
    made = []
    for one in shown:
        if isinstance(one, str):
            made.append(wide(one) + r"\par ")
        else:
            across, up = (round(side / 2.54 * 1440 * 2) for side in one)
            size = rf"\picwgoal{across}\pichgoal{up}\picscalex50\picscaley50"
            made.append(
                rf"{{\*\shppict{{\pict{{\*\picprop x}}{size}\pngblip 89504e47}}}}"
                rf"{{\nonshppict{{\pict{size}\wmetafile8 0100}}}}\par "
            )
    return (r"{\rtf1\ansi " + "".join(made) + "}").encode()


def odt(shown: Shown) -> bytes:
    svg = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    return packed(
        "".join(
            f"<text:p>{one}</text:p>"
            if isinstance(one, str)
            else f'<text:p><draw:frame {svg} svg:width="{one[0]}cm" svg:height="{one[1] * 10}mm">'
            "<draw:image/></draw:frame></text:p>"
            for one in shown
        )
    )


@pytest.mark.parametrize(
    "kind", [docx, old_docx, word_2003, rtf, odt], ids=lambda kind: str(kind.__name__)
)
@pytest.mark.parametrize(("shown", "lost"), CASES)
def test_pictures_in_place_of_text_are_told(kind: object, shown: Shown, lost: int) -> None:
    assert callable(kind)
    text = read_bytes(kind(shown), "x", book=BOOK)
    assert [line for line in text.clean.split("\n") if line] == [
        one for one in shown if isinstance(one, str)
    ]
    # All that follows the last line is told at one place of the clean text.
    told = {mark for mark in text.damages if mark.kind == "picture"}
    assert bool(told) == bool(lost)
    assert {mark.kind for mark in text.damages} <= {"picture"}


@pytest.mark.parametrize(("shown", "lost"), CASES)
def test_each_lost_picture_of_a_document_has_its_place(shown: Shown, lost: int) -> None:
    raw = wordxml.read(word_2003(shown), "x.xml", BOOK)
    assert [mark.kind for mark in raw.losses] == ["picture"] * lost


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:drawing/></w:r></w:p>",
        "<w:p><w:r><w:pict><v:rect style='width:500pt;height:700pt'/></w:pict></w:r></w:p>",
        "<w:p><w:r><w:pict><v:shape style='width:500pt;height:700pt'><v:imagedata/></v:shape>"
        "</w:pict></w:r></w:p>",
        "<w:del><w:r><w:pict><v:shape><v:imagedata src='1.png'/></v:shape></w:pict></w:r></w:del>",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:pict><v:shape><v:imagedata src='1.png'/></v:shape>"
        "</w:pict></w:r></w:p>",
    ],
)
def test_drawings_without_a_picture_and_unseen_ones_are_no_loss(body: str) -> None:
    assert not read_bytes(word(paragraph(TITLE) + body), "x.docx", book=BOOK).damages


def test_pictures_of_unknown_size_beside_a_title_are_told() -> None:
    body = "<w:p><w:r><w:pict><v:shape><v:imagedata src='1.png'/></v:shape></w:pict></w:r></w:p>"
    text = read_bytes(word(paragraph(TITLE) + body), "x.docx", book=BOOK)
    assert [mark.kind for mark in text.damages] == ["picture"]


def test_a_picture_under_full_text_is_its_paper() -> None:
    text = "".join(map(paragraph, TEXT))
    assert not read_bytes(word(inline(PAGE, 'behindDoc="1"') + text), "x.docx", book=BOOK).damages


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_scans_in_cells_of_a_table_are_told_at_their_row(kind: str) -> None:
    if kind == "docx":
        row = f"<w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{inline(SCAN)}</w:tc></w:tr>"
        data = word(f"{paragraph(TITLE)}<w:tbl>{row}</w:tbl>{paragraph('末行。')}")
    else:
        cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
        cells = cell.format("甲") + cell.format("<draw:frame><draw:image/></draw:frame>")
        row = f"<table:table-row>{cells}</table:table-row>"
        table = f"<table:table>{row}</table:table>"
        data = packed(f"<text:p>{TITLE}</text:p>{table}<text:p>末行。</text:p>")
    text = read_bytes(data, f"x.{kind}", book=BOOK)
    at = len(f"{TITLE}\n甲\t")
    assert [tuple(mark) for mark in text.damages] == [("picture", at, at)]


@pytest.mark.parametrize(
    ("length", "value"),
    [
        ("2cm", 2),
        ("25mm", 2.5),
        ("1in", 2.54),
        ("72pt", 2.54),
        ("96", 2.54),
        ("50%", 0),
        ("3em", 0),
    ],
)
def test_lengths_with_their_units(length: str, value: float) -> None:
    assert centimetres(length) == pytest.approx(value, abs=0.001)
