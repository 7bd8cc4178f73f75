"""OFD: places of signs, matrices, templates, hostile files."""

from __future__ import annotations

import io
import zipfile

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading.formats import ofd

BOOK = load_codebook()

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROOT = (
    f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocInfo><ofd:Title>年度报告</ofd:Title>"
    "<ofd:CreationDate>2024-01-15</ofd:CreationDate></ofd:DocInfo>"
    "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
)


def make(*contents: str, template: str = "", **others: str) -> bytes:
    """An OFD with a page for each content, all on one template if given."""
    pages = "".join(
        f'<ofd:Page ID="{at}" BaseLoc="Pages/P{at}/Content.xml"/>' for at in range(len(contents))
    )
    common = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    parts = {"OFD.xml": ROOT}
    if template:
        common += '<ofd:TemplatePage ID="9" BaseLoc="Tpls/T0/Content.xml"/>'
        parts["Doc_0/Tpls/T0/Content.xml"] = page(template)
    parts["Doc_0/Document.xml"] = (
        f"<ofd:Document {OFD}><ofd:CommonData>{common}</ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    )
    use = '<ofd:Template TemplateID="9"/>' if template else ""
    for at, content in enumerate(contents):
        parts[f"Doc_0/Pages/P{at}/Content.xml"] = page(content, use)
    return pack({**parts, **others})


def page(content: str, use: str = "") -> str:
    return (
        f'<ofd:Page {OFD}>{use}<ofd:Content><ofd:Layer ID="1">{content}</ofd:Layer></ofd:Content>'
        "</ofd:Page>"
    )


def pack(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def text(words: str, left: float, top: float, deltas: str = "", more: str = "") -> str:
    steps = f' DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:TextObject ID="2" Boundary="{left} {top} 150 6" Size="5" {more}>'
        f'<ofd:TextCode X="0" Y="4.3"{steps}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def test_signs_placed_one_by_one_and_with_repeated_steps() -> None:
    data = make(
        text("办理案件31起。", 30, 60, "g 4 5 2.5 2.5 5") + text("第一行在上。", 30, 40, "g 5 5")
    )
    assert ofd.sniff(data, "x.bin", BOOK)
    assert ofd.read(data, "x.ofd", BOOK).text.split("\n") == ["第一行在上。", "办理案件31起。"]


def test_codes_in_one_object_and_rows_by_delta_y() -> None:
    two = (
        '<ofd:TextObject ID="2" Boundary="30 40 150 20" Size="5"><ofd:TextCode X="0" Y="4">甲乙'
        '</ofd:TextCode><ofd:TextCode X="10" Y="4">丙丁</ofd:TextCode></ofd:TextObject>'
        '<ofd:TextObject ID="3" Boundary="30 60 150 20" Size="5"><ofd:TextCode X="0" Y="4"'
        ' DeltaX="5 -5 5" DeltaY="0 8 0">子丑寅卯</ofd:TextCode></ofd:TextObject>'
    )
    assert ofd.read(make(two), "x", BOOK).text.split("\n") == ["甲乙丙丁", "子丑", "寅卯"]


def test_a_matrix_scales_sign_size_and_place() -> None:
    scaled = (
        '<ofd:TextObject ID="2" Boundary="20 40 150 6" Size="1" CTM="5 0 0 5 10 0">'
        '<ofd:TextCode X="0" Y="0.86" DeltaX="1">后半</ofd:TextCode></ofd:TextObject>'
    )
    assert ofd.read(make(text("前半", 20, 40) + scaled), "x", BOOK).text == "前半后半"


def test_the_template_of_all_pages_is_a_running_title() -> None:
    raw = ofd.read(
        make(text("第一页。", 40, 60), text("第二页。", 40, 60), template=text("某镇文件", 90, 10)),
        "x",
        BOOK,
    )
    assert raw.text.split("\n") == ["某镇文件", "第一页。", "某镇文件", "第二页。"]
    assert {raw.text[mark.start : mark.end] for mark in raw.drops} == {"某镇文件\n"}
    assert raw.metadata["file_title"] == "年度报告"


def test_a_template_is_read_on_the_page_that_names_it() -> None:
    """findings/template_goes_to_the_first_page.sh: others put it on the first."""
    cover = text("材料汇编", 40, 60)
    data = make(
        cover,
        text("第二页。", 40, 60),
        template=text("某镇文件", 90, 10),
        **{"Doc_0/Pages/P0/Content.xml": page(cover)},
    )
    assert ofd.read(data, "x", BOOK).text.split("\n") == ["材料汇编", "某镇文件", "第二页。"]


def test_damaged_and_hostile_files_are_one_clear_error() -> None:
    entity = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    cases = {
        "corrupt": make(text("甲", 1, 1))[:-40],
        "unsafe_xml": pack({"OFD.xml": entity}),
        "bomb": pack({"OFD.xml": " " * 40_000_000}),
    }
    for code, data in cases.items():
        with pytest.raises(ReadError) as caught:
            ofd.read(data, "x.ofd", BOOK)
        assert caught.value.code == code


@pytest.mark.parametrize("steps", ["g 999999999 5", "g x y", "nan inf", "1e999", "g", "- ,"])
def test_wild_steps_cost_nothing(steps: str) -> None:
    assert "甲" in ofd.read(make(text("甲乙丙", 30, 40, steps)), "x", BOOK).text


def test_a_path_out_of_the_file_finds_nothing() -> None:
    data = make(text("甲", 1, 1))
    root = ROOT.replace("Doc_0/Document.xml", "../../../etc/passwd")
    with pytest.raises(ReadError):
        ofd.read(pack({"OFD.xml": root}), "x.ofd", BOOK)
    assert ofd.read(data, "x.ofd", BOOK).text == "甲"
