"""Files of other kinds in a folder of reports: what each is, and what to do, whatever its name."""

from __future__ import annotations

import gzip
import io
import random
import zipfile

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from fazhi.reading.faults import OLE_START

BOOK = load_codebook()
UOF_TEXT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"'
    ' uof:mimetype="vnd.uof.text"><uof:文字处理/></uof:UOF>'
).encode()


NOISE = random.Random(4).randbytes(3000)


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name in names:
            package.writestr(name, "application/epub+zip" if name == "mimetype" else "<a/>")
    return file.getvalue()


def compound(*streams: str) -> bytes:
    """The start of an old file of Office, and the names in its directory."""
    names = b"".join(f"\0{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return OLE_START + bytes(504) + names


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (UOF_TEXT, "报告.uot", "a text in UOF"),
        (packed("_meta/meta.xml", "uof.xml", "content.xml"), "报告.uot", "a text in UOF"),
        (packed("mimetype", "META-INF/container.xml", "a.xhtml"), "报告.epub", "an e-book"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "表.xlsx", "a workbook of Excel"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), "a.pptx", "a presentation"),
        (compound("__nameid_version1.0", "__substg1.0_1000001F"), "报告.msg", "a mail"),
        (compound("__substg1.0_1000001F"), "报告.doc", "a mail"),
        (compound("Workbook"), "报告.doc", "a workbook of Excel"),
        ("单位,件数\n红狮镇,31\n".encode("gb18030"), "表.CSV", "a table of cells (CSV)"),
        (compound("PowerPoint Document"), "a.ppt", "a presentation"),
        (b"GIF89a" + NOISE, "报告.gif", "a picture in GIF"),
        (b"RIFF" + NOISE, "报告.webp", "a picture in GIF"),
        (NOISE, "报告.CEB", "a document of Founder"),
        (NOISE, "报告.docx.crdownload", "a download that was not finished"),
        (b"[InternetShortcut]\r\nURL=http://www.example.gov.cn/a.html\r\n", "a.url", "a shortcut"),
    ],
)
def test_a_file_of_another_kind_is_named(data: bytes, name: str, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name, book=BOOK)
    assert caught.value.code == "not_text"
    assert f"the file is {what}" in caught.value.message
    assert caught.value.where == name
    assert caught.value.hint.startswith(("Save", "Open"))


def test_the_name_of_another_kind_keeps_no_text_from_being_read() -> None:
    text = read_bytes("平安镇调解纠纷46件。".encode(), "报告.part", book=BOOK)
    assert text.clean == "平安镇调解纠纷46件。"


def test_what_gzip_packed_is_told_to_be_unpacked() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(gzip.compress(NOISE, mtime=0), "报告.tar.gz", book=BOOK)
    assert caught.value.code == "archive"


def test_a_folder_that_holds_such_files_is_a_folder() -> None:
    inside = packed("mimetype", "META-INF/container.xml")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("一.epub", inside)
        package.writestr("二.xlsx", packed("xl/workbook.xml"))
    with pytest.raises(ReadError) as caught:
        read_bytes(file.getvalue(), "报告.zip", book=BOOK)
    assert caught.value.code == "archive"
