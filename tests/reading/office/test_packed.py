"""Packed files are told by the names in their own directory, not by those of what lies in them."""

from __future__ import annotations

import io
import zipfile

import pytest

from fazhi.codebook.book import Codebook, load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from fazhi.reading.formats import packed as packed_folder
from fazhi.reading.formats import scan
from fazhi.reading.zipped import part_names
from fazhi.records import Mark, RawText
from tests.reading.ofd.test_ofd import text
from tests.reading.ofd.test_ofd_shown import make
from tests.reading.office.test_docx import par, word
from tests.reading.office.test_odt import packed

BOOK = load_codebook()
WORD = word(par("全镇组织学法6次。"))
KINDS = {
    "ofd": make(text("全镇调解矛盾纠纷46件。", 20, 20)),
    "odt": packed("<text:p>全镇调解矛盾纠纷46件。</text:p>"),
    "docx": word(par("全镇调解矛盾纠纷46件。")),
}


def folder(**files: str | bytes) -> bytes:
    """A ZIP whose parts are stored as they are, so that their own names stand in its bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as made:
        made.writestr(name, part)
    return file.getvalue()


SHEET = folder(**{"[Content_Types].xml": "<x/>", "xl__workbook.xml": "<x/>"})


@pytest.mark.parametrize("inside", [WORD, SHEET, KINDS["ofd"]], ids=["word", "sheet", "ofd"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_told_whatever_is_packed_into_it(kind: str, inside: bytes) -> None:
    found = read_bytes(with_part(KINDS[kind], "attached/1.bin", inside), "某某镇", book=BOOK)
    assert (found.format, found.clean) == (kind, "全镇调解矛盾纠纷46件。")


@pytest.mark.parametrize(
    "files",
    [
        {"a.docx": WORD, "b.docx": WORD},
        {"a.ofd": KINDS["ofd"], "b.odt": KINDS["odt"]},
        {"word__a.txt": "一", "b.txt": "二"},
        {"password__a.txt": "一", "password__b.txt": "二"},
        {"a.xlsx": SHEET, "b.rar": "Rar!"},
    ],
)
def test_a_folder_is_told_whatever_is_packed_into_it(files: dict[str, bytes]) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(folder(**files), "某某镇.zip", book=BOOK)
    assert caught.value.code == "archive"
    assert next(iter(files)).replace("__", "/") in caught.value.message


def test_a_sheet_with_a_text_in_it_is_no_text() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(with_part(SHEET, "xl/embeddings/a.docx", WORD), "某某镇.xlsx", book=BOOK)
    assert caught.value.code == "not_text"


def test_names_are_those_of_the_directory() -> None:
    data = folder(**{"甲.txt": "一", "b__c.docx": WORD})
    assert part_names(data) == ["甲.txt", "b/c.docx"]
    assert part_names(b"bytes before it" + data) == ["甲.txt", "b/c.docx"]
    assert part_names(data[:-30]) is None
    assert part_names(b"PK\x05\x06") is None


@pytest.mark.parametrize("name", ["某某镇.zip", "某某镇.docx", "某某镇.ofd"])
@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_folder_that_is_cut_is_not_read_as_what_lies_in_it(name: str, cut: int) -> None:
    """A packed file is found by its end, which is then that of one inside."""
    data = folder(**{"a.docx": WORD, "b.docx": KINDS["docx"], "c.txt": "末" * 200})
    with pytest.raises(ReadError) as caught:
        read_bytes(data[:-cut], name, book=BOOK)
    assert caught.value.code == "corrupt"


def test_bytes_behind_a_whole_file_are_no_cut() -> None:
    data = with_part(WORD, "word/embeddings/a.docx", KINDS["docx"])
    assert read_bytes(data + bytes(9), "某某镇.docx", book=BOOK).clean == "全镇组织学法6次。"


@pytest.mark.parametrize(
    "beside",
    [{}, {"附表.xlsx": SHEET}, {"1.jpg": "x", "甲__._稿.docx": "x"}, {"甲__~$稿.docx": "x"}],
    ids=["alone", "table", "picture", "of programs"],
)
def test_a_folder_that_brings_one_document_is_read_as_that(beside: dict[str, bytes]) -> None:
    """A town packs its report with a table: an officer had to unpack each by hand."""
    brought = folder(**beside, **{"甲__稿.docx": WORD})
    found = read_bytes(brought, "某某镇.zip", book=BOOK)
    assert (found.format, found.clean) == ("docx", "全镇组织学法6次。")
    assert found.metadata["file_inside"] == "甲/稿.docx"


def test_what_is_wrong_with_the_one_document_is_told() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(folder(**{"甲.pdf": "%PDF-1.4 x"}), "某某镇.zip", book=BOOK)
    assert caught.value.code == "corrupt"


def test_pictures_in_a_folder_are_pages_in_the_order_of_their_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def shown(data: bytes, name: str, book: Codebook) -> RawText:
        said = data.removeprefix(scan.STARTS[1]).decode()
        mark = Mark("low_confidence", 0, 2)
        return RawText(said, "scan", pages=(0,), confidence=0.9, doubtful=(mark,))

    monkeypatch.setattr(scan, "read", shown)
    pages = {
        "IMG_10.jpg": "丙镇人民政府",
        "IMG_2.jpg": "乙镇调解纠纷36件。",
        "IMG_1.JPG": "甲镇报告",
    }
    files = {name: scan.STARTS[1] + said.encode() for name, said in pages.items()}
    raw = packed_folder.read(folder(**files), "某某镇.zip", BOOK)
    assert raw.text == "甲镇报告\n乙镇调解纠纷36件。\n丙镇人民政府"
    assert (raw.pages, raw.format, raw.confidence) == ((0, 5, 16), "scan", 0.9)
    assert [raw.text[one.start : one.end] for one in raw.doubtful] == ["甲镇", "乙镇", "丙镇"]


def test_a_folder_in_a_folder_may_bring_the_one_document() -> None:
    found = read_bytes(folder(**{"甲.zip": folder(**{"乙.docx": WORD})}), "某某镇.zip", book=BOOK)
    assert found.clean == "全镇组织学法6次。"


def test_parts_of_one_report_in_a_folder_are_one_text_in_their_order() -> None:
    """Two files of one report were told as half a report each, and could not be put together."""
    title = "平安镇2025年法治政府建设年度报告"
    second = f"{title}（下）\n二、存在的问题\n执法力量薄弱，持证人员8名。"
    first = f"{title}（上）\n一、主要举措\n全年开展执法检查46次。"
    files = {f"{title}（下）.txt": second, f"{title}（上）.txt": first}
    found = read_bytes(folder(**files), "平安镇.zip", book=BOOK)
    assert found.raw == f"{first}\n{second}"
    assert (found.lacks, found.pages) == ((), ())
    assert found.metadata["file_inside"] == f"{title}（上）.txt、{title}（下）.txt"


@pytest.mark.parametrize(
    "names",
    [("甲（上）.txt", "乙（下）.txt"), ("甲（上）.txt", "甲.txt"), ("甲（上）.txt", "甲_上.txt")],
)
def test_documents_that_are_not_parts_of_one_are_not_put_together(names: tuple[str, ...]) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(folder(**dict.fromkeys(names, "一")), "某某镇.zip", book=BOOK)
    assert caught.value.code == "archive"
