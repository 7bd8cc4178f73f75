"""Tables in cells and headings in boxes, in Word and ODT files: rows and order stay."""

from __future__ import annotations

from collections.abc import Callable

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from tests.reading.office.test_docx import par, run, word
from tests.reading.office.test_odt import flat

BOOK = load_codebook()
Rows = list[list[str]]
INNER = [["纠纷类型", "件数"], ["邻里", "12"], ["婚姻", "8"]]


def _docx_table(rows: Rows) -> str:
    return _table(rows, "<w:tbl>{}</w:tbl>", "<w:tr>{}</w:tr>", "<w:tc>{}</w:tc>", par)


def _odt_table(rows: Rows) -> str:
    forms = (f"<table:{name}>{{}}</table:{name}>" for name in ("table", "table-row", "table-cell"))
    return _table(rows, *forms, "<text:p>{}</text:p>".format)


def _table(rows: Rows, table: str, row: str, cell: str, paragraph: Callable[[str], str]) -> str:
    made = (
        row.format("".join(cell.format(one if "<" in one else paragraph(one)) for one in each))
        for each in rows
    )
    return table.format("".join(made))


def test_the_rows_of_a_table_in_a_cell_stay_rows() -> None:
    wanted = ["甲村", "纠纷类型\t件数", "邻里\t12", "婚姻\t8", "乙村\t5件"]
    for make, name, whole in ((_docx_table, "a.docx", word), (_odt_table, "a.odt", flat)):
        body = make([["甲村", make(INNER)], ["乙村", "5件"]])
        assert read_bytes(whole(body), name, book=BOOK).clean.split("\n") == wanted


def test_words_around_a_table_in_a_cell_are_lines_beside_its_rows() -> None:
    cell = par("调解情况：") + _docx_table(INNER) + par("合计20件")
    read = read_bytes(word(_docx_table([["甲村", cell]])), "a.docx", book=BOOK)
    wanted = ["甲村", "调解情况：", "纠纷类型\t件数", "邻里\t12", "婚姻\t8", "合计20件"]
    assert read.clean.split("\n") == wanted


def test_a_single_row_in_a_cell_is_part_of_the_row_around_it() -> None:
    body = _docx_table([["甲村", _docx_table([["邻里", "12"]]), "5件"]])
    assert read_bytes(word(body), "a.docx", book=BOOK).clean == "甲村\t邻里\t12\t5件"


def _box(words: str) -> str:
    space = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    inside = f"<v:textbox><w:txbxContent>{par(words)}</w:txbxContent></v:textbox>"
    return f"<w:r><w:pict><v:shape {space}>{inside}</v:shape></w:pict></w:r>"


def test_a_heading_in_a_box_before_the_words_of_a_paragraph_stands_over_them() -> None:
    body = par("全年检查46次。") + f"<w:p>{_box('二、存在的问题')}{run('力量薄弱。')}</w:p>"
    read = read_bytes(word(body), "a.docx", book=BOOK)
    assert read.clean.split("\n") == ["全年检查46次。", "二、存在的问题", "力量薄弱。"]


def test_other_boxes_come_behind_the_paragraph_that_holds_them() -> None:
    for box, before in (("内部资料", ""), ("二、存在的问题", "全年检查46次。")):
        body = f"<w:p>{run(before)}{_box(box)}{run('力量薄弱。')}</w:p>"
        read = read_bytes(word(body), "a.docx", book=BOOK)
        assert read.clean.split("\n") == [f"{before}力量薄弱。", box]
