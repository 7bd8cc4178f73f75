"""OFD: what a page shows in composite units, layers, turned texts, pictures and annotations."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading.clean import clean
from fazhi.reading.formats import ofd
from fazhi.reading.formats.ofd import pages as pages_room
from fazhi.reading.formats.ofd import pictures
from fazhi.reading.layout.rows import Piece
from fazhi.reading.recognise import missing
from tests.reading.ofd.test_ofd import OFD, ROOT, pack, page, text

BOOK = load_codebook()

BOX = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"


def make(content: str, common: str = "", more: str = "", **others: str | bytes) -> bytes:
    """An OFD of one page; other parts by names in which `__` stands for `/` and `_xml` ends."""
    document = (
        f"<ofd:Document {OFD}><ofd:CommonData>{BOX}{common}</ofd:CommonData><ofd:Pages>"
        f'<ofd:Page ID="10" BaseLoc="Pages/P0/Content.xml"/></ofd:Pages>{more}</ofd:Document>'
    )
    parts: dict[str, Any] = {
        "OFD.xml": ROOT,
        "Doc_0/Document.xml": document,
        "Doc_0/Pages/P0/Content.xml": page(content),
    }
    for name, part in others.items():
        parts[name.replace("__", "/").replace("_xml", ".xml").replace("_png", ".png")] = part
    return pack(parts)


def lines(data: bytes) -> list[str]:
    return ofd.read(data, "x.ofd", BOOK).text.split("\n")


def resources(content: str, base: str = "Res") -> str:
    return f'<ofd:Res {OFD} BaseLoc="{base}">{content}</ofd:Res>'


def unit(identity: int, content: str, kind: str = "CompositeGraphicUnit") -> str:
    return (
        f'<ofd:CompositeGraphicUnits><ofd:{kind} ID="{identity}" Width="210" Height="297">'
        f"<ofd:Content>{content}</ofd:Content></ofd:{kind}></ofd:CompositeGraphicUnits>"
    )


def show(identity: int, boundary: str = "0 0 210 297", more: str = "") -> str:
    return f'<ofd:CompositeObject ID="5" Boundary="{boundary}" ResourceID="{identity}" {more}/>'


PUBLIC = "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"


# Composite units.


@pytest.mark.parametrize("location", ["PublicRes.xml", "/Doc_0/PublicRes.xml", "PUBLICRES.XML"])
@pytest.mark.parametrize("kind", ["CompositeGraphicUnit", "VectorG"])
def test_a_composite_unit_stands_where_it_is_shown(kind: str, location: str) -> None:
    data = make(
        text("第一行。", 30, 30) + show(60, "0 30 210 100") + text("第三行。", 30, 60),
        f"<ofd:PublicRes>{location}</ofd:PublicRes>",
        Doc_0__PublicRes_xml=resources(unit(60, text("第二行。", 30, 15), kind)),
    )
    assert lines(data) == ["第一行。", "第二行。", "第三行。"]


def test_units_in_units_are_moved_and_scaled_with_what_shows_them() -> None:
    inner = unit(61, text("内层", 0, 0))
    outer = unit(60, text("外层", 0, 0) + show(61, "0 40 100 20"))
    data = make(
        show(60, "20 40 100 100", 'CTM="0.5 0 0 0.5 0 0"') + text("之间", 20, 50),
        PUBLIC,
        Doc_0__PublicRes_xml=resources(outer + inner),
    )
    assert lines(data) == ["外层", "之间", "内层"]


def test_a_unit_shown_twice_is_read_twice_and_one_that_shows_itself_ends() -> None:
    data = make(
        show(60, "0 0 210 50") + show(60, "0 100 210 50") + show(99),
        PUBLIC,
        Doc_0__PublicRes_xml=resources(unit(60, text("村（居）", 30, 20) + show(60, "500 0 1 1"))),
    )
    found = ofd.read(data, "x", BOOK).text
    assert found.count("村（居）") >= 2


def test_units_that_multiply_are_refused() -> None:
    bomb = "".join(unit(at, show(at + 1) * 10) for at in range(60, 71))
    data = make(show(60), PUBLIC, Doc_0__PublicRes_xml=resources(bomb + unit(71, show(1))))
    with pytest.raises(ReadError) as caught:
        ofd.read(data, "x", BOOK)
    assert caught.value.code == "too_large"


# What is not shown.


@pytest.mark.parametrize(
    "unseen",
    [
        text("底稿999起", 30, 50, more='Visible="false"'),
        f'<ofd:PageBlock Visible="false">{text("底稿999起", 30, 50)}</ofd:PageBlock>',
        text("底稿999起", 30, 50, more='Alpha="0"'),
        text("底稿999起", 30, 50, more='Fill="false"'),
        text("底稿999起", 30, 50).replace(
            "<ofd:TextCode", '<ofd:FillColor Value="0 0 0" Alpha="0"/><ofd:TextCode'
        ),
        '<ofd:ImageObject ID="7" Boundary="0 0 9 9" ResourceID="1"><ofd:Clips>'
        + text("底稿999起", 30, 50)
        + "</ofd:Clips></ofd:ImageObject>",
    ],
)
def test_what_is_switched_off_or_without_ink_is_not_read(unseen: str) -> None:
    shown = text("调解126起，成功率九成。", 30, 40)
    assert lines(make(shown + unseen)) == ["调解126起，成功率九成。"]


def test_layers_and_units_switched_off() -> None:
    off = page(text("底稿", 30, 40)).replace("<ofd:Layer", '<ofd:Layer Visible="false"')
    data = make(
        text("正文在此。", 30, 40) + show(60, more='Visible="false"'),
        PUBLIC + '<ofd:TemplatePage ID="9" BaseLoc="T/Content.xml"/>',
        Doc_0__PublicRes_xml=resources(unit(60, text("底稿", 30, 60))),
        Doc_0__T__Content_xml=off,
    )
    assert lines(data) == ["正文在此。"]


def test_outlined_letters_are_seen() -> None:
    assert lines(make(text("空心字", 30, 40, more='Fill="false" Stroke="true"'))) == ["空心字"]


# Texts that run another way.


def turned(words: str, corner: tuple[float, float], matrix: str) -> str:
    return (
        f'<ofd:TextObject ID="2" Boundary="{corner[0]} {corner[1]} 8 120" Size="5" CTM="{matrix}">'
        f'<ofd:TextCode X="0" Y="5">{words}</ofd:TextCode></ofd:TextObject>'
    )


@pytest.mark.parametrize(
    ("matrix", "corners"),
    [
        ("0 1 -1 0 6 0", [(150, 30), (138, 30), (126, 30)]),
        ("0 -1 1 0 0 120", [(30, 30), (42, 30), (54, 30)]),
        ("-1 0 0 -1 100 6", [(50, 150), (50, 138), (50, 126)]),
    ],
    ids=["clockwise", "anticlockwise", "upside down"],
)
def test_texts_turned_by_quarters_are_read_as_they_run(
    matrix: str, corners: list[tuple[float, float]]
) -> None:
    words = ["附件：法治工作统计表", "调解纠纷126起", "法治宣传35场次"]
    data = make("".join(map(turned, words, corners, [matrix] * 3)))
    assert lines(data) == words


@pytest.mark.parametrize(
    "steps",
    ['DeltaX="g 5 0" DeltaY="g 5 8"', 'DeltaY="8 8 8 8 8" DeltaX="0 0 0 0 0"'],
)
@pytest.mark.parametrize("way", ["", 'ReadDirection="90"'])
def test_columns_of_upright_signs(steps: str, way: str) -> None:
    def column(words: str, left: float) -> str:
        return (
            f'<ofd:TextObject ID="2" Boundary="{left} 40 9 90" Size="8" {way}>'
            f'<ofd:TextCode X="0" Y="8" {steps}>{words}</ofd:TextCode></ofd:TextObject>'
        )

    data = make(column("调解一百起。", 130) + column("某镇之报告", 150))
    assert lines(data) == ["某镇之报告", "调解一百起。"]


def test_a_column_told_only_by_its_direction() -> None:
    one = (
        '<ofd:TextObject ID="2" Boundary="100 40 9 90" Size="8" ReadDirection="90">'
        '<ofd:TextCode X="0" Y="8">全年调解</ofd:TextCode></ofd:TextObject>'
    )
    assert lines(make(one)) == ["全年调解"]


@pytest.mark.parametrize("matrix", ["0.7 -0.7 0.7 0.7 0 90", "0.87 0.5 -0.5 0.87 20 0"])
def test_a_watermark_across_the_rows_is_furniture(matrix: str) -> None:
    rows = "".join(
        text(f"第{at}行写的是调解纠纷一百二十{at}起的情况。", 30, 40 + 9 * at) for at in range(1, 9)
    )
    mark = (
        f'<ofd:TextObject ID="2" Boundary="40 50 130 130" Size="20" CTM="{matrix}">'
        '<ofd:TextCode X="0" Y="20">内部使用</ofd:TextCode></ofd:TextObject>'
    )
    for data in (make(mark + rows), make(rows + mark)):
        found = clean(ofd.read(data, "x", BOOK), BOOK).clean
        assert "内部使用" not in found
        assert found.count("起的情况。") == 8


# Pictures.


def png(colour: str, size: tuple[int, int] = (20, 10)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


MEDIA = "<ofd:DocumentRes>R.xml</ofd:DocumentRes>"
TWO = resources(
    '<ofd:MultiMedias><ofd:MultiMedia ID="70"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>'
    '<ofd:MultiMedia ID="71"><ofd:MediaFile>b.png</ofd:MediaFile></ofd:MultiMedia>'
    "</ofd:MultiMedias>"
)


def image(identity: int, boundary: str, matrix: str) -> str:
    return f'<ofd:ImageObject ID="3" Boundary="{boundary}" CTM="{matrix}" ResourceID="{identity}"/>'


STRIPS = image(70, "0 0 210 100", "210 0 0 100 0 0") + image(71, "0 100 210 197", "210 0 0 197 0 0")


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The page as it is given to recognition, which finds one line in its middle."""
    pages: list[Any] = []

    def recognise(picture: Any) -> list[Piece]:
        pages.append(picture)
        high, wide = picture.shape[:2]
        return [Piece("认出的一行", wide * 0.2, high * 0.5, wide * 0.6, high * 0.52, 0.9)]

    monkeypatch.setattr(pictures, "recognise", recognise)
    return pages


def colour(picture: Any, across: float, down: float) -> tuple[int, ...]:
    high, wide = picture.shape[:2]
    return tuple(int(one) for one in picture[int(high * down), int(wide * across)])


RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def test_all_pictures_of_a_page_are_recognised_in_their_places(seen: list[Any]) -> None:
    data = make(STRIPS, MEDIA, Doc_0__R_xml=TWO, Doc_0__Res__a_png=png("red"),
                Doc_0__Res__b_png=png("blue"))  # fmt: skip
    raw = ofd.read(data, "x", BOOK)
    assert (raw.text, raw.format, raw.losses) == ("认出的一行", "scan", ())
    assert colour(seen[0], 0.5, 0.2) == RED
    assert colour(seen[0], 0.5, 0.8) == BLUE


def test_a_scan_in_the_template_under_a_line_of_the_scanner(seen: list[Any]) -> None:
    template = page(image(70, "0 0 210 297", "210 0 0 297 0 0"))
    data = make(
        text("由扫描应用生成的一行文字", 30, 280),
        MEDIA + '<ofd:TemplatePage ID="9" BaseLoc="T/Content.xml"/>',
        Doc_0__R_xml=TWO, Doc_0__Res__a_png=png("red"), Doc_0__T__Content_xml=template,
        Doc_0__Pages__P0__Content_xml=page(
            text("由扫描应用生成的一行文字", 30, 280), '<ofd:Template TemplateID="9"/>'
        ),
    )  # fmt: skip
    assert lines(data) == ["认出的一行", "由扫描应用生成的一行文字"]
    assert colour(seen[0], 0.5, 0.5) == RED


def test_a_picture_laid_on_its_side_is_turned_upright(seen: list[Any]) -> None:
    file = io.BytesIO()
    halves = Image.new("RGB", (20, 10), "red")
    halves.paste("blue", (10, 0, 20, 10))
    halves.save(file, "PNG")
    # The left half of the picture comes to lie above, as after a quarter clockwise.
    lying = image(70, "0 0 210 297", "0 297 -210 0 210 0")
    data = make(lying, MEDIA, Doc_0__R_xml=TWO, Doc_0__Res__a_png=file.getvalue())
    ofd.read(data, "x", BOOK)
    assert colour(seen[0], 0.5, 0.2) == RED
    assert colour(seen[0], 0.5, 0.8) == BLUE


def test_a_picture_that_is_missing_is_told(seen: list[Any]) -> None:
    data = make(STRIPS, MEDIA, Doc_0__R_xml=TWO, Doc_0__Res__a_png=png("red"))
    raw = ofd.read(data, "x", BOOK)
    assert [mark.kind for mark in raw.losses] == ["page"]
    assert colour(seen[0], 0.5, 0.8) == WHITE


def test_words_under_a_scan_are_not_taken_for_what_is_seen(seen: list[Any]) -> None:
    layer = "".join(text(f"2O23年调解l2{at}起，另有若干字", 30, 40 + 9 * at) for at in range(20))
    over = image(70, "0 0 210 297", "210 0 0 297 0 0")
    data = make(layer + over, MEDIA, Doc_0__R_xml=TWO, Doc_0__Res__a_png=png("red"))
    assert lines(data) == ["认出的一行"]


def test_words_under_a_scan_are_doubtful_where_nothing_can_be_recognised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def recognised(*_: object) -> list[Piece]:
        raise missing()

    monkeypatch.setattr(pages_room, "recognised", recognised)
    layer = text("2O23年调解l26起，另有若干字。", 30, 40, more='Alpha="0"')
    over = image(70, "0 0 210 297", "210 0 0 297 0 0")
    raw = ofd.read(
        make(over + layer, MEDIA, Doc_0__R_xml=TWO, Doc_0__Res__a_png=png("red")), "x", BOOK
    )
    assert raw.text == "2O23年调解l26起，另有若干字。"
    assert len(raw.doubtful) == 1
    with pytest.raises(ReadError) as caught:
        ofd.read(make(over, MEDIA, Doc_0__R_xml=TWO, Doc_0__Res__a_png=png("red")), "x", BOOK)
    assert caught.value.code == "missing_part"


def test_a_page_drawn_as_curves_is_told() -> None:
    curves = f"<ofd:AbbreviatedData>{'M 1 2 L 3 4 ' * 900}</ofd:AbbreviatedData>"
    path = f"<ofd:PathObject ID='4' Boundary='0 0 9 9'>{curves}</ofd:PathObject>"
    raw = ofd.read(make(text("第1页", 100, 280) + path), "x", BOOK)
    assert [mark.kind for mark in raw.losses] == ["page"]


def test_a_page_of_signs_without_meaning_is_told() -> None:
    raw = ofd.read(make(text("第一章\ue11e\ue236\ue28a\ue0c0\ue434浏览", 30, 40)), "x", BOOK)
    assert [mark.kind for mark in raw.losses] == ["page"]


# Parts, versions, annotations.


def test_names_that_differ_in_case_or_slashes() -> None:
    data = make(text("正文", 30, 40))
    again = pack(
        {
            "ofd.xml": ROOT,
            "DOC_0/document.XML": make_document(),
            "Doc_0\\pages\\P0\\content.xml": page(text("正文", 30, 40)),
        }
    )
    assert lines(data) == lines(again) == ["正文"]


def make_document() -> str:
    return (
        f"<ofd:Document {OFD}><ofd:CommonData>{BOX}</ofd:CommonData><ofd:Pages>"
        '<ofd:Page ID="10" BaseLoc="Pages/P0/Content.xml"/></ofd:Pages></ofd:Document>'
    )


def test_the_current_version_of_a_document_is_read() -> None:
    versions = (
        '<ofd:Versions><ofd:Version ID="1" Index="1" BaseLoc="Doc_0/V1.xml"/>'
        '<ofd:Version ID="2" Index="2" Current="true" BaseLoc="Doc_0/V2.xml"/></ofd:Versions>'
    )
    root = ROOT.replace("</ofd:DocBody>", versions + "</ofd:DocBody>")
    new = make_document().replace("Pages/P0", "Pages/P1")
    current = f"<ofd:DocVersion {OFD}><ofd:DocRoot>New.xml</ofd:DocRoot></ofd:DocVersion>"
    data = pack(
        {
            "OFD.xml": root,
            "Doc_0/Document.xml": make_document(),
            "Doc_0/Pages/P0/Content.xml": page(text("旧稿", 30, 40)),
            "Doc_0/V2.xml": current,
            "Doc_0/New.xml": new,
            "Doc_0/Pages/P1/Content.xml": page(text("新稿", 30, 40)),
        }
    )
    assert lines(data) == ["新稿"]


def annotated(kind: str, more: str = "") -> bytes:
    look = f'<ofd:Appearance Boundary="30 60 100 20">{text("补填126起。", 0, 0)}</ofd:Appearance>'
    return make(
        text("调解纠纷：", 30, 40),
        more="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        Doc_0__Annots__Annotations_xml=(
            f'<ofd:Annotations {OFD}><ofd:Page PageID="10"><ofd:FileLoc>Page_0/A.xml</ofd:FileLoc>'
            "</ofd:Page></ofd:Annotations>"
        ),
        Doc_0__Annots__Page_0__A_xml=(
            f'<ofd:PageAnnot {OFD}><ofd:Annot ID="8" Type="{kind}" {more}>{look}</ofd:Annot>'
            "</ofd:PageAnnot>"
        ),
    )


def test_what_was_typed_onto_a_page_is_read_and_stamps_are_not() -> None:
    assert lines(annotated("Path")) == ["调解纠纷：", "补填126起。"]
    assert lines(annotated("Highlight")) == ["调解纠纷：", "补填126起。"]
    for other in (annotated("Stamp"), annotated("Watermark"), annotated("Path", 'Visible="false"')):
        assert lines(other) == ["调解纠纷："]


def test_a_locked_file_is_named_as_locked() -> None:
    with pytest.raises(ReadError) as caught:
        ofd.read(pack({"Encryptions.xml": "<a/>", "x/OFD.xml": "<a/>"}), "x", BOOK)
    assert caught.value.code == "encrypted"
