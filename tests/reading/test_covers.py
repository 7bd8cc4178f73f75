"""Documents whose report is in a file inside them: refused, and the file named."""

from __future__ import annotations

import io
import zipfile

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from fazhi.reading.covers import refuse_cover
from tests.reading.ofd.test_ofd import OFD, make, text
from tests.reading.office.test_docx import pack, word
from tests.reading.office.test_odt import packed

BOOK = load_codebook()
COVER = "2024年法治政府建设年度报告，详见附件。"
LONG = [f"{number}月，镇司法所调解纠纷{number + 20}件，办理法律援助。" for number in range(1, 13)]
OLE = b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le")


def with_part(data: bytes, parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def ofd(lines: list[str], *attached: str, inside: bytes = b"%PDF-1.7") -> bytes:
    shown = "".join(text(line, 20, 20 + 8 * at) for at, line in enumerate(lines))
    whole = make(shown)
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    main = parts["Doc_0/Document.xml"]
    assert isinstance(main, bytes)
    link = b"<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>"
    parts["Doc_0/Document.xml"] = main.replace(b"</ofd:Document>", link)
    parts["Doc_0/Attachs/Attachments.xml"] = (
        f"<ofd:Attachments {OFD}>{''.join(attached)}</ofd:Attachments>"
    )
    return pack({**parts, "Doc_0/Attachs/1.pdf": inside})


def one(attributes: str, file: str = "1.pdf") -> str:
    return f'<ofd:Attachment ID="1" {attributes}><ofd:FileLoc>{file}</ofd:FileLoc></ofd:Attachment>'


def packed_file(name: str) -> bytes:
    """The object into which Word packs a file of any kind: the stream that tells its name."""
    path = b"C:\\Users\\a\\" + name.encode("gbk")
    head = b"\x02\x00" + name.encode("gbk") + b"\x00" + path + b"\x00\x00\x00\x03\x00"
    body = head + len(path).to_bytes(4, "little") + path + b"\x00\x04\x00\x00\x00%PDF"
    stream = "\x01Ole10Native".encode("utf-16-le")
    return OLE[:8] + bytes(512) + stream + bytes(64) + len(body).to_bytes(4, "little") + body


def docx(lines: list[str], maker: str, target: str, inside: bytes = b"x") -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    shown = (
        '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        f' r:id="r1" ProgID="{maker}" DrawAspect="Icon"/></w:object></w:r></w:p>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="x/package" Target="embeddings/{target}"/></Relationships>'
    )
    parts = {"word/_rels/document.xml.rels": links.encode(), f"word/embeddings/{target}": inside}
    return with_part(word(body + shown), parts)


def odt(lines: list[str], kind: str, part: str, data: bytes, media: str = "") -> bytes:
    link = f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="./{part}"'
    frame = f"<text:p><draw:frame><draw:{kind} {link}/></draw:frame></text:p>"
    entry = f'<manifest:file-entry manifest:full-path="{part}/" manifest:media-type="{media}"/>'
    whole = packed("".join(f"<text:p>{line}</text:p>" for line in lines) + frame, "", entry)
    return with_part(whole, {part: data} if data else {})


TEXT_KIND = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (ofd([COVER], one('Name="年度报告.pdf" Format="pdf"')), "年度报告.pdf"),
        (ofd([COVER], one('Name="年度报告" Format="docx"')), "年度报告.docx"),
        (ofd([COVER], one('Name="年度报告"')), "年度报告.pdf"),
        (ofd([COVER], one("", "files/1.ofd")), "1.ofd"),
        (ofd([COVER], one('Name="a.pdf"'), one('Name="b.pdf"')), "a.pdf, b.pdf"),
        (docx([COVER], "Word.Document.12", "报告.docx"), "报告.docx"),
        (docx([COVER], "AcroExch.Document.DC", "oleObject1.bin"), "oleObject1.bin.pdf"),
        (docx([COVER], "Word.Document.8", "oleObject1.bin"), "oleObject1.bin.doc"),
        (docx([COVER], "Package", "report.pdf"), "report.pdf"),
        (docx([COVER], "Package", "oleObject1.bin", packed_file("年度报告.pdf")), "年度报告.pdf"),
        (docx([COVER], "Package", "oleObject1.bin", packed_file("C:\\稿\\a.docx")), "a.docx"),
        (odt([COVER], "object-ole", "Object 4", packed_file("年度报告.pdf")), "年度报告.pdf"),
        (odt([COVER], "object", "Object 1", b"", TEXT_KIND), "Object 1.odt"),
        (odt([COVER], "object-ole", "Object 2", OLE), "Object 2.doc"),
        (odt([COVER], "object-ole", "Object 3", b"\xd0\xcf%PDF-1.7"), "Object 3.pdf"),
    ],
)
def test_a_cover_names_the_file_that_holds_the_report(data: bytes, named: str) -> None:
    with pytest.raises(ReadError, match="in a file inside this one") as caught:
        read_bytes(data, "x", book=BOOK)
    assert caught.value.code == "attachment_only"
    assert str(caught.value.message).endswith(f": {named}")


@pytest.mark.parametrize(
    "data",
    [
        ofd(LONG, one('Name="统计表.xlsx"')),
        docx(LONG, "Word.Document.12", "附表.docx"),
        odt(LONG, "object", "Object 1", b"", TEXT_KIND),
        ofd([COVER], one('Name="发票.xml" Format="xml"')),
        docx([COVER], "Equation.3", "oleObject1.bin"),
        docx([COVER], "Excel.Sheet.12", "sheet.xlsx"),
        odt([COVER], "object", "Object 1", b"", "application/vnd.oasis.opendocument.chart"),
    ],
)
def test_a_report_with_files_inside_and_what_is_no_text_are_read(data: bytes) -> None:
    clean = read_bytes(data, "x", book=BOOK).clean
    assert clean.startswith((COVER, LONG[0]))


def test_a_file_inside_without_an_ending_is_known_by_its_name() -> None:
    with pytest.raises(ReadError) as caught:
        refuse_cover(["高阳镇年度报告", "签章", "报告元数据.xml"], 29)
    assert caught.value.code == "attachment_only"
    assert "inside this one: 高阳镇年度报告" in str(caught.value)
    refuse_cover(["签章", "报告元数据.xml"], 29)
    refuse_cover(["高阳镇年度报告"], 2_000)
