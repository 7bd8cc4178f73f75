"""Word files: numbers that are hidden, moved or of the file's own making; signs and shapes."""

from __future__ import annotations

import pytest

from tests.reading.office.test_docx import (
    CHINESE,
    NOTHING,
    NUM,
    abstract,
    item,
    level,
    lines,
    par,
    run,
)


def gone(kind: str) -> str:
    made = item("移走").replace("</w:numPr>", f"</w:numPr><w:rPr><w:{kind}/></w:rPr>", 1)
    return made.replace("<w:r>", f"<w:{kind}><w:r>").replace("</w:r>", f"</w:r></w:{kind}>")


@pytest.mark.parametrize("kind", ["moveFrom", "del"])
def test_an_item_moved_or_taken_away_counts_no_more(kind: str) -> None:
    body = item("甲") + gone(kind) + item("乙")
    assert lines(body, numbering=CHINESE + NUM) == ["一、甲", "二、乙"]


@pytest.mark.parametrize(("hidden", "shown"), [("", ""), ('w:val="0"', "一、")])
def test_the_number_of_a_level_may_be_hidden(hidden: str, shown: str) -> None:
    first = level(0, "chineseCounting", "%1、", NOTHING)
    first = first.replace("</w:lvl>", f"<w:rPr><w:vanish {hidden}/></w:rPr></w:lvl>")
    numbering = abstract(first, level(1, "decimal", "%1.%2", NOTHING)) + NUM
    assert lines(item("甲") + item("乙", 1), numbering=numbering) == [f"{shown}甲", "一.1乙"]


@pytest.mark.parametrize(
    ("form", "shown"), [("01, 02, 03, ...", "01"), ("001, 002, ...", "001"), ("0001, 0002", "0001")]
)
def test_numbers_with_leading_zeros(form: str, shown: str) -> None:
    own = (
        f'<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="{form}'
    )
    own += '"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
    own += "</mc:AlternateContent>"
    first = level(0, "x", "%1", NOTHING).replace('<w:numFmt w:val="x"/>', own)
    assert lines(item("东坪村"), numbering=abstract(first) + NUM) == [f"{shown}东坪村"]


@pytest.mark.parametrize("kind", ["page", "column", "textWrapping"])
def test_what_follows_a_break_within_a_paragraph_is_a_line_of_its_own(kind: str) -> None:
    broken = f'<w:p>{run("办理57件。")}<w:r><w:br w:type="{kind}"/></w:r>{run("二、问题")}</w:p>'
    assert lines(broken) == ["办理57件。", "二、问题"]


def test_a_break_before_a_numbered_heading_leaves_its_number_with_it() -> None:
    first = item("甲").replace("<w:r>", '<w:r><w:br w:type="page"/></w:r><w:r>', 1)
    assert lines(first, numbering=CHINESE + NUM) == ["一、甲"]


def test_a_cell_taken_away_is_no_column() -> None:
    taken = '<w:tc><w:tcPr><w:cellDel w:id="1" w:author="a"/></w:tcPr><w:p/></w:tc>'
    row = f"<w:tc>{par('东坪村')}</w:tc>{taken}<w:tc>{par('126')}</w:tc>"
    assert lines(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>") == ["东坪村\t126"]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "00FE", "☑"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F0A3", "☐"),
        ("Wingdings", "F083", "③"),
        ("Wingdings 2", "F06C", "③"),
        ("Wingdings", "F04A", ""),
        ("Symbol", "F032", "2"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F061", ""),
        ("宋体", "2462", "③"),
    ],
)
def test_signs_of_symbol_fonts(font: str, code: str, shown: str) -> None:
    sign = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    assert lines(f"<w:p>{run('是')}{sign}{run('否')}</w:p>") == [f"是{shown}否"]


@pytest.mark.parametrize(
    ("text", "shown"), [("n", "■"), ("\uf0d8", "➢"), ("4", ""), ("是", "是"), ("2024", "2024")]
)
def test_what_is_typed_in_a_symbol_font(text: str, shown: str) -> None:
    font = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:eastAsia="宋体"/>'
    assert lines(f"<w:p>{run(text, font)}{run('否')}</w:p>") == [f"{shown}否"]


def test_figures_set_in_symbol_are_figures() -> None:
    font = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    assert lines(f"<w:p>{run('处罚')}{run('18', font)}{run('件')}</w:p>") == ["处罚18件"]


def test_the_words_of_a_shape_that_is_no_box_of_words() -> None:
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    words = "".join(f"<a:p><a:r><a:t>{one}</a:t></a:r></a:p>" for one in ("平安镇", "人民政府"))
    shape = f"<w:drawing><a:graphic {a}><a:sp><a:txSp><a:txBody>{words}</a:txBody></a:txSp></a:sp>"
    shape += "</a:graphic></w:drawing>"
    assert lines(f"<w:p><w:r>{shape}</w:r></w:p>{par('正文')}") == [
        "",
        "平安镇",
        "人民政府",
        "正文",
    ]


@pytest.mark.parametrize(("value", "shown"), [("", False), ('w:val="0"', True)])
def test_a_hidden_row_of_a_table(value: str, shown: bool) -> None:
    cells = f"<w:tc>{par('藏')}</w:tc><w:tc>{par('999')}</w:tc>"
    row = f"<w:tc>{par('东坪村')}</w:tc><w:tc>{par('126')}</w:tc>"
    table = f"<w:tbl><w:tr>{row}</w:tr><w:tr><w:trPr><w:hidden {value}/></w:trPr>{cells}</w:tr>"
    assert lines(f"{table}</w:tbl>") == ["东坪村\t126", *["藏\t999"] * shown]


@pytest.mark.parametrize(
    ("between", "shown"),
    [
        ("<w:br/>", ["复议12", "15件"]),
        ("<w:cr/>", ["复议12", "15件"]),
        ('<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/>', ["复议12\t15件"]),
    ],
)
def test_breaks_of_every_kind_part_figures(between: str, shown: list[str]) -> None:
    """findings/line_broken_by_a_return_is_one_number.sh: others have 1215."""
    assert lines(f"<w:p>{run('复议12')}<w:r>{between}</w:r>{run('15件')}</w:p>") == shown
