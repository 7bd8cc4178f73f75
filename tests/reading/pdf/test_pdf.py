"""PDF: text layer, furniture, mixed fonts, rotation, scans inside, locked and damaged files."""

from __future__ import annotations

import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from fazhi.reading.formats import pdf
from tests.reading.pdf.drawn import make, write

BOOK = load_codebook()

SENTENCE = "全镇上下认真学习贯彻习近平法治思想，扎实推进法治政府建设各项工作，取得明显成效"


def body(canvas: Canvas) -> None:
    write(
        canvas,
        (104, 120, SENTENCE[:34]),
        (80, 142, SENTENCE[34:] + "。"),
        (104, 164, "一是办理案件31起。"),
    )


def test_lines_become_paragraphs_and_pages_are_known() -> None:
    def second(canvas: Canvas) -> None:
        write(canvas, (104, 120, "第二页的话。"), (290, 790, "- 2 -"))

    raw = pdf.read(make(body, second), "x.pdf", BOOK)
    text = read_bytes(make(body, second), "x.pdf", book=BOOK)
    assert text.clean.split("\n") == [SENTENCE + "。", "一是办理案件31起。", "第二页的话。"]
    assert raw.text[raw.pages[1] :].startswith("第二页的话。")
    assert raw.format == "pdf"
    start = text.clean.index("31起")
    place = text.place(start, start + 3)
    assert text.raw[place.start : place.end] == "31起"


def test_the_order_of_drawing_does_not_matter() -> None:
    def shuffled(canvas: Canvas) -> None:
        write(
            canvas,
            (104, 164, "一是办理案件31起。"),
            (80, 142, SENTENCE[34:] + "。"),
            (104, 120, SENTENCE[:34]),
        )

    assert pdf.read(make(shuffled), "x", BOOK).text == pdf.read(make(body), "x", BOOK).text


@pytest.mark.parametrize("rise", [4, 7])
def test_the_mark_of_a_note_is_no_digit_of_the_figure_before_it(rise: int) -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas)
        text = canvas.beginText(104, 842 - 210)
        for words, size, up in (("调解纠纷126", 12, 0), ("1", 6, rise), ("件，办结3件。", 12, 0)):
            text.setFont("STSong-Light", size)
            text.setRise(up)
            text.textOut(words)
        canvas.drawText(text)

    made = read_bytes(make(draw), "x.pdf", book=BOOK)
    assert made.clean.split("\n")[-1] == "调解纠纷126件，办结3件。"
    assert "126¹" in made.raw.replace(" ", "")


@pytest.mark.parametrize("apart", [0.2, 0.4, 0.8])
def test_bold_type_printed_twice_is_read_once(apart: float) -> None:
    """findings/bold_type_doubles_every_digit.sh: others give 112266件件, or the line twice."""

    def draw(canvas: Canvas) -> None:
        body(canvas)
        for shift in (0, apart):
            canvas.drawString(104 + shift, 842 - 210, "全年调解126件，诉讼11件。")
        left = 104.0
        for sign in "罚款188件，复议33件。":
            for shift in (0, apart):
                canvas.drawString(left + shift, 842 - 240, sign)
            left += canvas.stringWidth(sign, "STSong-Light", 12)

    made = read_bytes(make(draw), "x.pdf", book=BOOK)
    assert made.raw.endswith("全年调解126件，诉讼11件。\n罚款188件，复议33件。")


@pytest.mark.parametrize("space", [1, 2, 3, 4])
def test_a_figure_in_a_line_set_wide_is_whole(space: int) -> None:
    """findings/spaced_figures_fall_apart.sh: others put a blank between its digits."""

    def draw(canvas: Canvas) -> None:
        body(canvas)
        text = canvas.beginText(104, 842 - 210)
        text.setFont("STSong-Light", 16)
        text.setCharSpace(space)
        text.textOut("全年调解纠纷126件。")
        canvas.drawText(text)

    made = read_bytes(make(draw), "x.pdf", book=BOOK)
    assert made.clean.split("\n")[-1].endswith("全年调解纠纷126件。")


def test_quotes_drawn_in_a_run_of_their_own_come_back_to_their_place() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, (100, 120, "落实"), (136, 120, "三项制度"), (196, 120, "要求"))
        write(canvas, (124, 120, "“"), (184, 120, "”"))

    assert pdf.read(make(draw), "x", BOOK).text == "落实“三项制度”要求"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_upright(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.saveState()
        if turn == 90:
            canvas.rotate(90)
            canvas.translate(0, -595)
        elif turn == 180:
            canvas.rotate(180)
            canvas.translate(-595, -842)
        else:
            # A page turned by a quarter is 842 wide and 595 high before it is turned.
            canvas.rotate(270)
            canvas.translate(-595, 0)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(100, 500, "上面一行。")
        canvas.drawString(100, 470, "下面一行。")
        canvas.restoreState()

    assert pdf.read(make(draw), "x", BOOK).text.split("\n") == ["上面一行。", "下面一行。"]


def test_a_locked_file_is_named_as_locked() -> None:
    data = make(body, encrypt=StandardEncryption("secret", strength=128))
    with pytest.raises(ReadError) as caught:
        pdf.read(data, "x.pdf", BOOK)
    assert caught.value.code == "encrypted"


def test_a_file_locked_only_against_changes_is_read() -> None:
    data = make(body, encrypt=StandardEncryption("", "owner", canModify=0, strength=128))
    assert pdf.read(data, "x.pdf", BOOK).text.startswith(SENTENCE[:34])


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\0" * 5000])
def test_a_damaged_file_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "x.pdf", book=BOOK)
    assert caught.value.code == "corrupt"
    assert caught.value.where == "x.pdf"


def test_file_properties_are_kept_apart() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("年度报告")
        body(canvas)

    assert pdf.read(make(draw), "x", BOOK).metadata["file_title"] == "年度报告"


def test_an_empty_page_holds_no_text() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(make(lambda canvas: None), "x.pdf", book=BOOK)
    assert caught.value.code == "empty"


def packed_page(content: bytes) -> bytes:
    """A PDF of one page whose content stream is the given bytes, said to be packed."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content),
    )
    made = b"%PDF-1.4\n"
    for number, body_of in enumerate(objects, 1):
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body_of)
    return made + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"


def test_a_stream_that_unpacks_to_far_more_is_refused_before_it_is_unpacked() -> None:
    once = zlib.compress(b" " * 50_000_000, 9)
    for stream in (once, zlib.compress(once, 9)):
        with pytest.raises(ReadError) as caught:
            read_bytes(packed_page(stream), "x.pdf", book=BOOK)
        assert caught.value.code == "bomb"


def test_a_page_of_too_many_objects_is_refused() -> None:
    drawing = b"".join(b"%d %d m 9 9 l S\n" % (at % 7, at % 11) for at in range(310_000))
    with pytest.raises(ReadError) as caught:
        read_bytes(packed_page(zlib.compress(drawing)), "x.pdf", book=BOOK)
    assert caught.value.code == "too_large"


RARE = "𬇙河镇、𠮷家村、石𥔵村、王𬴊、织𬕂镇"


@pytest.mark.parametrize("words", [RARE, "𬴊", "\U0002a6d6a𠀀", "全年28件"])
def test_signs_outside_the_basic_plane_are_whole(words: str) -> None:
    made = make(lambda canvas: write(canvas, (100, 120, words)))
    assert read_bytes(made, "x.pdf", book=BOOK).clean == words


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    def draw(canvas: Canvas) -> None:
        write(
            canvas,
            (104, 120, SENTENCE[:29] + "，COVID-"),
            (80, 142, "19疫情防控平稳有序。"),
            (104, 164, SENTENCE[:31] + "第1-"),
            (80, 186, "11月受理信访件35件。"),
            (104, 208, "坚持A-B级。"),
        )

    assert read_bytes(make(draw), "x.pdf", book=BOOK).clean.split("\n") == [
        SENTENCE[:29] + "，COVID-19疫情防控平稳有序。",
        SENTENCE[:31] + "第1-11月受理信访件35件。",
        "坚持A-B级。",
    ]
