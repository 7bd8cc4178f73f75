r"""RTF, read as stored: code pages, \u, tables, fields, lists, boxes, notes, hostile files."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from fazhi.reading.formats import rtf
from fazhi.records import RawText

BOOK = load_codebook()

FONTS = r"{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}{\f2\fcharset136 MingLiU;}}"


def raw(body: str, head: str = r"\ansi\ansicpg936\deff0" + FONTS) -> RawText:
    return rtf.read(
        ("{\\rtf1" + head + "\\pard\\plain\\f0 " + body + "}").encode("gb18030"), "x", BOOK
    )


def lines(body: str, **more: str) -> list[str]:
    return raw(body, **more).text.split("\n")


def coded(text: str, encoding: str = "gb18030") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


def wide(text: str, instead: str = "?") -> str:
    return "".join(
        f"\\u{ord(sign) - (65536 if ord(sign) > 32767 else 0)}{instead}" for sign in text
    )


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (coded("调解31起。"), "调解31起。"),
        (wide("调解31起。"), "调解31起。"),
        (r"{\uc2 " + wide("镇", r"\'d5\'f2") + "}" + coded("府"), "镇府"),
        (r"{\uc0 " + wide("镇", "") + "}a", "镇a"),
        (r"{\f2 " + coded("調解", "big5") + r"}\f0 " + coded("调解"), "調解调解"),
        (r"{\f1 " + coded("调解") + "}", "调解"),
        ("直接写的字", "直接写的字"),
        (r"\u-10187?\u-9023?", "\U0001d4c1"),
        (r"{\upr{x}{\*\ud{" + wide("镇") + "}}}", "镇"),
        (r"a\~b\_c\{d\}e\\f\emdash", "a\u00a0b-c{d}e\\f—"),
        (r"{\upr{skip}{\*\ud{y}}}{\*\unknown z}{\info{\title t}}{\pict 00ff}w", "yw"),
    ],
)
def test_characters_however_they_are_coded(body: str, shown: str) -> None:
    assert lines(body + r"\par") == [shown]


@pytest.mark.parametrize("spare", ["?", " ?", r"\'3f", "{}"])
def test_a_figure_behind_a_sign_with_its_spare_is_whole(spare: str) -> None:
    """findings/first_digit_behind_a_sign_is_lost.sh: another reader has 26 and no 3."""
    uc = r"\uc0" if spare == "{}" else r"\uc1"
    said = [wide(word, spare) for word in ("全年调解", "件，复议", "件。")]
    assert lines(f"{uc}{said[0]}126{said[1]}3{said[2]}\\par") == ["全年调解126件，复议3件。"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"{\f5 l}" + coded("甲"), "●甲"),
        (r"{\f5\'d8 }" + coded("甲"), "➢ 甲"),
        (coded("是") + r"{\f5\'fe}" + coded("否") + r"{\f5\'a8}", "是☑否☐"),
        # A font's set that does not know a sign of Western Windows, as LibreOffice writes bullets.
        (r"{\f6\'96}" + coded("甲"), "–甲"),
        # Words that stand in such a font by mistake are words.
        (r"{\f5 " + coded("镇") + r" 31}", "镇 31"),
    ],
)
def test_bullets_and_ticks_of_symbol_fonts(body: str, shown: str) -> None:
    fonts = r"{\fonttbl{\f5\fcharset2 Wingdings;}{\f6\fcharset128 OpenSymbol;}}"
    assert lines(fonts + body + r"\par") == [shown]


def test_hidden_and_deleted_words_stay_out() -> None:
    body = r"a{\v b}c{\deleted d}e\v f\v0 g\v h\plain i\par"
    assert lines(body) == ["acegi"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("调解{\\strike 32}35件。", "调解35件。"),
        ("调解\\striked1 32\\striked0 35件。", "调解35件。"),
        ("调解\\strike 32\\plain 35件。", "调解35件。"),
        # In a cell only the cell's own words count.
        ("\\trowd\\intbl 调解\\cell{\\strike 32}35\\cell\\row", "调解\t35"),
        # Editors leave a line through whole paragraphs; a paragraph is kept.
        ("{\\strike 调解32件。}", "调解32件。"),
    ],
)
def test_a_figure_taken_back_by_a_line_through_it_stays_out(body: str, shown: str) -> None:
    assert lines(body + r"\par")[0] == shown


def test_stored_results_of_fields_and_what_fields_without_one_show() -> None:
    def field(code: str, result: str) -> str:
        return rf"{{\field{{\*\fldinst {code}}}{{\fldrslt {result}}}}}"

    nested = field(" IF " + field("PAGE", "1") + " = 1 ", "first")
    body = (
        field(" DATE ", "2024-01-05") + " " + nested + " "
        + field(r" EQ \\o\\ac(\u9675?,8) ", "") + r"\par"
    )  # fmt: skip
    assert lines(body) == ["2024-01-05 first ⑧"]


def test_tables_keep_their_columns_and_layout_tables_are_paragraphs() -> None:
    row = r"\trowd\cellx1\cellx2\cellx3\intbl "
    body = (
        row + r"A\cell B\cell C\cell\row" + row + r"\cell b1\par b2\cell 3\cell\row"
        + r"\trowd\cellx1\intbl long\par text\cell\row\pard after\par"
    )  # fmt: skip
    assert lines(body) == ["A\tB\tC", "\tb1 b2\t3", "long", "text", "after"]


def test_tables_in_tables_and_the_words_for_readers_without_them() -> None:
    body = (
        r"\trowd\cellx1\cellx2\intbl a\par\pard\intbl\itap2 n1\nestcell n2\nestcell"
        r"{\*\nesttableprops\trowd\cellx1\nestrow}{\nonesttables old\par}"
        r"\pard\intbl\itap1 b\cell c\cell\row\pard after\par"
    )
    assert lines(body) == ["a n1 n2 b\tc", "after"]


def test_the_rows_of_a_table_in_a_cell_stay_rows() -> None:
    row = r"\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}"
    body = (
        r"\trowd\cellx1\cellx2\intbl a\cell\pard\intbl\itap2 n1\nestcell 12" + row
        + r"n2\nestcell 8" + row + r"\pard\intbl\itap1\cell\row\pard after\par"
    )  # fmt: skip
    assert lines(body) == ["a", "n1\t12", "n2\t8", "after"]


LISTS = (
    r"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc37\levelnfcn37\levelstartat1"
    r"\levelfollow2{\leveltext\'02\'00" + coded("、") + r";}{\levelnumbers\'01;}}"
    r"{\listlevel\levelnfc0\levelstartat1\levelfollow1{\leveltext\'02\'01.;}{\levelnumbers\'01;}}"
    r"\listid77}}{\*\listoverridetable{\listoverride\listid77\listoverridecount0\ls1}}"
)


def test_stored_numbers_of_list_items() -> None:
    body = (
        r"{\listtext\pard\plain\f0 " + coded("一、") + r"\tab}\ls1 " + coded("做法") + r"\par"
        r"{\pntext 1.\tab}item\par{\listtext 2)}bare\par{\listtext\u-3913?\tab}dot\par"
    )
    assert lines(body) == ["一、做法", "1. item", "2)bare", "• dot"]


def test_lists_are_counted_where_no_numbers_are_stored() -> None:
    head = r"\ansi\ansicpg936\deff0" + FONTS + LISTS
    item = r"\pard\ls1\ilvl"
    body = f"{item}0 A\\par{item}1 B\\par{item}1 C\\par{item}0 D\\par\\pard E\\par"
    assert lines(body, head=head) == ["一、A", "1. B", "2. C", "二、D", "E"]


def test_boxes_word_art_and_notes() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn fLine}{\sv 0}}{\shptxt\pard boxed\par}}{\shprslt old}}"
    art = r"{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv " + wide("红头") + "}}}}"
    body = rf"a{{\footnote\pard {{\chftn}} note\par}}b{box}{art}\par c\par"
    assert lines(body) == ["ab", "boxed", "红头", "c", " note"]


def test_the_table_of_contents_is_furniture_and_objects_are_told() -> None:
    head = r"\ansi\deff0" + FONTS + r"{\stylesheet{\s0 Normal;}{\s15 toc 1;}}"
    made = raw(r"\s15 one 1\par\pard a{\object\objemb{\*\objdata 00}{\result x}}\par", head=head)
    assert [made.text[mark.start : mark.end] for mark in made.drops] == ["one 1"]
    assert [(mark.kind, mark.start) for mark in made.losses] == [("part", 8)]


def test_only_the_style_that_is_named_so_is_one_of_contents() -> None:
    sheet = r"{\stylesheet{\s0 Normal;}{\s15 toc 1;}{\*\cs16 toc 2 Char;}{\s1 heading 1;}}"
    head = r"\ansi\deff0" + FONTS + sheet
    made = raw(r"\s15 one\par\pard\s1 two\par\pard\s0 three\par", head=head)
    assert [made.text[mark.start : mark.end] for mark in made.drops] == ["one"]


def test_properties_of_the_file() -> None:
    assert dict(raw(r"{\info{\title T}{\author A}}a\par").metadata) == {
        "file_title": "T",
        "file_author": "A",
    }


@pytest.mark.parametrize("name", ["x.rtf", "x.doc", "x.txt", "x"])
def test_an_rtf_is_told_by_its_content(name: str) -> None:
    data = rb"{\rtf1\ansi\ansicpg936 " + coded("汉字。").encode() + rb"\par}"
    text = read_bytes(data, name, book=BOOK)
    assert (text.format, text.clean) == ("rtf", "汉字。")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (rb"{\rtf1\ansi cut{\b short", "truncated"),
        (rb"{\rtf1" + b"{" * 5000 + b"}" * 5001, "corrupt"),
        (rb"{\rtf1 }", "empty"),
    ],
)
def test_what_is_damaged_is_one_clear_error(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "x.rtf", book=BOOK)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "body",
    [r"\u99999999999?a", r"\uc-5\u20013?a", r"\bin99999999 a", r"\f999999 a", r"\ls9\par a",
     r"\cell\row\nestcell a", r"}}}a", r"\'zz a", r"{\field}a", r"{\*}{\* a}a", r"{\fldrslt a}"],
)  # fmt: skip
def test_odd_words_do_no_harm(body: str) -> None:
    try:
        rtf.read(rb"{\rtf1\ansi " + body.encode() + rb"\par}", "x", BOOK)
    except ReadError as error:
        assert error.code == "truncated"


def row(*cells: tuple[str, int], left: str = "") -> str:
    """A row of cells with their right edges, as Word and WPS write it."""
    edges = "".join(rf"\cellx{edge}" for _, edge in cells)
    return rf"\trowd{left}{edges}\intbl " + "".join(rf"{text}\cell " for text, _ in cells) + r"\row"


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (
            [(("A", 1000), ("B", 2000), ("C", 3000)), (("sum", 2000), ("9", 3000))],
            ["A\tB\tC", "sum\t\t9"],
        ),
        (
            [(("m", 2000), ("n", 4000)), (("1", 1000), ("2", 2000), ("3", 3000), ("4", 4000))],
            ["m\t\tn\t", "1\t2\t3\t4"],
        ),
        # Edges that a program's rounding moved are the same.
        ([(("A", 1000), ("B", 2000)), (("C", 1020), ("D", 1985))], ["A\tB", "C\tD"]),
        # Two rows that overlap: each cell stands in its first column.
        ([(("A", 1000), ("B", 3000)), (("C", 2000), ("D", 3000))], ["A\tB\t", "C\t\tD"]),
        ([(("A", 1000), ("B", 2000)), (("title", 2000),), (("C", 1000), ("D", 2000))],
         ["A\tB", "title", "C\tD"]),
    ],
)  # fmt: skip
def test_cells_over_several_columns_keep_the_others_in_place(
    rows: list[tuple[tuple[str, int], ...]], shown: list[str]
) -> None:
    body = "".join(row(*cells) for cells in rows) + r"\pard after\par"
    assert lines(body) == [*shown, "after"]


def test_a_row_that_begins_farther_right_has_empty_columns_before_it() -> None:
    body = row(("A", 1000), ("B", 2000), ("C", 3000)) + row(
        ("2", 2000), ("3", 3000), left=r"\trgaph108\trleft1000"
    )
    assert lines(body + r"\pard after\par") == ["A\tB\tC", "\t2\t3", "after"]


def test_two_tables_have_columns_of_their_own() -> None:
    one = row(("A", 1000), ("B", 3000))
    two = row(("C", 2000), ("D", 3000))
    assert lines(one + r"\pard between\par" + two) == ["A\tB", "between", "C\tD"]


def test_the_mark_of_a_note_is_no_digit_of_the_figure_before_it() -> None:
    assert lines(r"126{\super 1} x, 30{\super 2\nosupersub 4}{\sub 5}\par") == ["126¹ x, 30²45"]


def test_a_line_broken_in_a_cell_ends_no_row() -> None:
    assert lines(row(("A", 1000), (r"126\line 98", 2000), ("5", 3000))) == ["A\t126 98\t5"]


@pytest.mark.parametrize("word", [r"\page", r"\column", r"\line"])
def test_a_break_inside_a_paragraph_parts_lines(word: str) -> None:
    assert lines("one." + word + r" two.\par") == ["one.", "two."]
