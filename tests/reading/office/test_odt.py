"""ODT, packed and in one XML: numbering, changes, tables, notes, boxes, hidden text, hostile."""

from __future__ import annotations

import io
import zipfile

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from fazhi.reading.clean import clean
from fazhi.reading.formats import odt
from fazhi.records import RawText

BOOK = load_codebook()

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("draw", "drawing"), ("meta", "meta"), ("manifest", "manifest"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
KIND = "application/vnd.oasis.opendocument.text"


def flat(body: str, styles: str = "", meta: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {SPACES}>'
        f"<office:meta>{meta}</office:meta><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document>"
    ).encode()


def packed(body: str, styles: str = "", manifest: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", KIND)
        for name, content in (
            (
                "content.xml",
                f"<office:document-content {SPACES}><office:body><office:text>{body}</office:text>"
                "</office:body></office:document-content>",
            ),
            (
                "styles.xml",
                f"<office:document-styles {SPACES}><office:styles>{styles}</office:styles>"
                "</office:document-styles>",
            ),
            (
                "META-INF/manifest.xml",
                f"<manifest:manifest {SPACES}>{manifest}</manifest:manifest>",
            ),
        ):
            package.writestr(name, content)
    return file.getvalue()


def raw(body: str, styles: str = "") -> RawText:
    """What both forms give."""
    one, two = odt.read(flat(body, styles), "x", BOOK), odt.read(packed(body, styles), "x", BOOK)
    assert one.text == two.text
    return one


def lines(body: str, styles: str = "") -> list[str]:
    return raw(body, styles).text.split("\n")


def par(words: str, more: str = "") -> str:
    return f"<text:p {more}>{words}</text:p>"


def level(depth: int, form: str, before: str, after: str, more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{depth}" style:num-format="{form}"'
        f' style:num-prefix="{before}" style:num-suffix="{after}" {more}/>'
    )


LIST = (
    '<text:list-style style:name="L">'
    + level(1, "一, 二, 三, ...", "", "、")
    + level(2, "一, 二, 三, ...", "（", "）")
    + level(3, "1", "", ".")
    + "</text:list-style>"
)


def numbered(items: str, more: str = "") -> str:
    return f'<text:list text:style-name="L" {more}>{items}</text:list>'


def item(inner: str, more: str = "") -> str:
    return f"<text:list-item {more}>{inner}</text:list-item>"


def test_lists_count_by_level_and_go_on_where_told() -> None:
    inner = f"<text:list>{item(par('宣传'))}{item(par('执法'))}</text:list>"
    deep = f"<text:list>{item(f'<text:list>{item(par(str(1)))}</text:list>')}</text:list>"
    body = (
        numbered(item(par("做法") + inner), 'xml:id="a"')
        + par("正文")
        + numbered(item(deep), 'text:continue-numbering="true"')
        + numbered(item(par("问题")), 'text:continue-list="a"')
        + numbered(item(par("另表")))
        + numbered(item(par("第五"), 'text:start-value="5"'))
    )
    assert lines(body, LIST) == [
        "一、做法", "（一）宣传", "（二）执法", "正文", "1. 1", "二、问题", "一、另表", "五、第五",
    ]  # fmt: skip


def test_items_without_words_and_headers_of_lists() -> None:
    body = numbered(
        item(par("甲")) + item(par("")) + f"<text:list-header>{par('题')}</text:list-header>"
        + item(par("乙") + par("续段"))
    )  # fmt: skip
    assert lines(body, LIST) == ["一、甲", "二、", "题", "三、乙", "续段"]


def test_headings_are_numbered_by_the_outline() -> None:
    outline = (
        "<text:outline-style>"
        + '<text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..."'
        + ' style:num-prefix="第" style:num-suffix="章"/>'
        + '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        + "</text:outline-style>"
    )

    def head(words: str, depth: int) -> str:
        return f'<text:h text:outline-level="{depth}">{words}</text:h>'

    body = head("总则", 1) + head("目的", 2) + head("附则", 1) + head("解释", 2)
    assert lines(body, outline) == ["第一章 总则", "一.1 目的", "第二章 附则", "二.1 解释"]


def test_stored_numbers_and_bullets() -> None:
    bullets = (
        '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1"'
        ' text:bullet-char="\uf0b7"/></text:list-style>'
    )
    assert lines(numbered(item(par("甲"))), bullets) == ["• 甲"]
    assert lines(numbered(item(par("<text:number>七、</text:number>甲"))), LIST) == ["七、甲"]


def test_changes_notes_comments_and_hints_stay_out_of_the_line() -> None:
    tracked = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"{par('删去30')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        f"{par('脚注')}</text:note-body></text:note>"
    )
    body = tracked + par(
        f'调解<text:change text:change-id="1"/>31起{note}<office:annotation>{par("批注")}'
        "</office:annotation><text:placeholder>&lt;填写&gt;</text:placeholder>。"
        "<text:ruby><text:ruby-base>千</text:ruby-base><text:ruby-text>qian</text:ruby-text></text:ruby>"
    )
    assert lines(body) == ["调解31起。千", "脚注"]


def test_struck_out_words_stay_out_and_a_struck_out_paragraph_is_kept() -> None:
    styles = (
        '<style:style style:name="S" style:family="text">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    struck = '<text:span text:style-name="S">{}</text:span>'
    body = par(f"调解{struck.format('30')}31起") + par(struck.format("整") + struck.format("段"))
    assert lines(body, styles) == ["调解31起", "整段"]


@pytest.mark.parametrize(("ground", "shown"), [("", "调解31起"), ("#c00000", "调解9931起")])
def test_words_in_white_on_white_are_not_shown(ground: str, shown: str) -> None:
    fo = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
    said = f'xmlns:fo="{fo}"' + (f' fo:background-color="{ground}"' if ground else "")
    styles = (
        '<style:style style:name="W" style:family="text">'
        f'<style:text-properties {said} fo:color="#FFFFFF"/></style:style>'
    )
    white = '<text:span text:style-name="W">{}</text:span>'
    body = par(f"调解{white.format('99')}31起") + par(white.format("整段"))
    assert lines(body, styles) == [shown, "整段"]


def test_hidden_text_by_style_section_and_field() -> None:
    styles = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="C" style:parent-style-name="H"/>'
    )
    body = (
        par(
            '见<text:span text:style-name="C">藏</text:span>显'
            "<text:hidden-text>密</text:hidden-text>"
        )
        + par("整段", 'text:style-name="H"')
        + f'<text:section text:display="none">{par("节")}</text:section>'
    )
    assert lines(body, styles) == ["见显", ""]


def test_fields_show_what_is_stored_and_spaces_are_counted() -> None:
    body = par(
        'a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>'
        '<text:date text:date-value="2024-01-05">2024年1月5日</text:date>'
    )
    assert lines(body) == ["a   b\tc", "2024年1月5日"]


def test_what_was_put_into_fields_is_read() -> None:
    """findings/figures_in_fields_of_an_odt_are_gone.sh: elsewhere 受理件，合计件，类别，县."""
    body = par(
        '受理<text:text-input text:description="件数">126</text:text-input>件，'
        '合计<text:expression text:formula="ooow:12+35">47</text:expression>件，'
        '类别<text:drop-down text:name="kind"><text:label text:value="许可"/>处罚</text:drop-down>'
        "，<text:ruby><text:ruby-base>盱眙</text:ruby-base>"
        "<text:ruby-text>xu yi</text:ruby-text></text:ruby>县"
    )
    assert lines(body) == ["受理126件，合计47件，类别处罚，盱眙县"]


def test_tables_keep_their_columns() -> None:
    def cell(words: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{par(words)}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    twice = 'table:number-columns-repeated="2"'
    rows = (
        f"<table:table-header-rows><table:table-row>{cell('类别')}{cell('项目')}{cell('数量')}"
        "</table:table-row></table:table-header-rows>"
        f"<table:table-row>{covered}{cell('邻里')}{cell('52起')}</table:table-row>"
        f"<table:table-row>{cell('合计')}{covered}{cell('88起')}</table:table-row>"
        f"<table:table-row>{cell('', twice)}"
        f"{cell('9')}</table:table-row>"
    )
    body = f"<table:table>{rows}</table:table>" + par("文。")
    expected = ["类别\t项目\t数量", "\t邻里\t52起", "合计\t\t88起", "9", "文。"]
    assert clean(raw(body), BOOK).clean.split("\n") == expected


@pytest.mark.parametrize(
    ("position", "shown"),
    [("super 58%", "126¹件"), ("33% 58%", "126¹件"), ("-33% 58%", "1261件"), ("0% 100%", "1261件")],
)
def test_the_mark_of_a_note_is_no_digit_of_the_figure_before_it(position: str, shown: str) -> None:
    style = (
        '<style:style style:name="High" style:family="text">'
        f'<style:text-properties style:text-position="{position}"/></style:style>'
    )
    assert lines(par('126<text:span text:style-name="High">1</text:span>件'), style) == [shown]


def test_a_line_broken_in_a_cell_ends_no_row() -> None:
    cells = "".join(
        f"<table:table-cell>{par(words)}</table:table-cell>"
        for words in ("调解", "126<text:line-break/>98", "5")
    )
    body = f"<table:table><table:table-row>{cells}</table:table-row></table:table>" + par("文。")
    assert clean(raw(body), BOOK).clean.split("\n") == ["调解\t126 98\t5", "文。"]


def test_boxes_stand_behind_their_paragraph_and_objects_are_told() -> None:
    box = f"<draw:frame><draw:text-box>{par('框中')}</draw:text-box></draw:frame>"
    made = raw(par(f"正文{box}") + par("<draw:frame><draw:object/></draw:frame>后"))
    assert made.text.split("\n") == ["正文", "框中", "后"]
    assert [mark.kind for mark in made.losses] == ["part"]


def test_the_table_of_contents_is_furniture_and_properties_are_kept() -> None:
    contents = (
        f"<text:table-of-content><text:index-body>{par('一、做法 1')}</text:index-body>"
        "</text:table-of-content>"
    )
    made = odt.read(flat(contents + par("正文"), meta="<dc:title>模板</dc:title>"), "x", BOOK)
    assert [made.text[mark.start : mark.end] for mark in made.drops] == ["一、做法 1"]
    assert made.metadata["file_title"] == "模板"


@pytest.mark.parametrize("name", ["x.odt", "x.fodt", "x.doc", "x.xml", "x"])
def test_told_by_content_whatever_the_name(name: str) -> None:
    for data in (flat(par("汉字。")), packed(par("汉字。"))):
        text = read_bytes(data, name, book=BOOK)
        assert (text.format, text.clean) == ("odt", "汉字。")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed(par("甲"), manifest="<manifest:encryption-data/>"), "encrypted"),
        (packed(par("甲"))[:-40], "corrupt"),
        (flat(par("甲"))[:-40], "corrupt"),
        (flat("<text:section>" * 200 + "</text:section>" * 200), "corrupt"),
        (
            b'<office:document xmlns:office="opendocument"><a/></office:document>',
            "corrupt",
        ),
    ],
)
def test_what_is_locked_or_damaged_is_one_clear_error(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "x.odt", book=BOOK)
    assert caught.value.code == code


def table(*rows: str) -> str:
    inside = "".join(f"<table:table-row>{one}</table:table-row>" for one in rows)
    return f"<table:table>{inside}</table:table>"


def cell(words: str, wide: int = 1, high: int = 1, kind: str = "table-cell") -> str:
    spans = f'table:number-columns-spanned="{wide}"' if wide > 1 else ""
    spans += f' table:number-rows-spanned="{high}"' if high > 1 else ""
    return f"<table:{kind} {spans}>{par(words)}</table:{kind}>"


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([cell("合计", 2) + cell("88起"), cell("邻里") * 2 + cell("52起")],
         ["合计\t\t88起", "邻里\t邻里\t52起"]),
        ([cell("类别", high=2) + cell("甲") + cell("乙"), cell("1") + cell("2")],
         ["类别\t甲\t乙", "\t1\t2"]),
        ([cell("一", 2, 2) + cell("二") + cell("三"), cell("四") + cell("五")],
         ["一\t\t二\t三", "\t\t四\t五"]),
        ([cell("甲") + cell("乙", high=2), cell("1"), cell("2") + cell("3")],
         ["甲\t乙", "1", "2\t3"]),
    ],
)  # fmt: skip
def test_spans_without_covered_cells_written_down(rows: list[str], shown: list[str]) -> None:
    assert lines(table(*rows)) == shown


def test_what_a_covered_cell_holds_is_not_shown() -> None:
    rows = [
        cell("合计", 2) + cell("旧", kind="covered-table-cell") + cell("88起"),
        cell("邻里") + cell("调解") + cell("52起"),
    ]
    assert lines(table(*rows)) == ["合计\t\t88起", "邻里\t调解\t52起"]


@pytest.mark.parametrize("inside", ["", "<text:section/>", par("文。")])
def test_a_section_kept_in_another_file_is_told(inside: str) -> None:
    section = f'<text:section><text:section-source text:section-name="s"/>{inside}</text:section>'
    made = raw(par("前文。") + section)
    assert [mark.kind for mark in made.losses] == ([] if "文。" in inside else ["part"])


def change(name: str, kind: str) -> str:
    return f'<text:changed-region text:id="{name}"><text:{kind}/></text:changed-region>'


def between(name: str, words: str) -> str:
    start, end = (f'<text:change-{one} text:change-id="{name}"/>' for one in ("start", "end"))
    return f"{start}{words}{end}"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (par("调解" + between("a", "32") + between("b", "35") + "件。"), ["调解35件。"]),
        (par("调解" + between("a", "<text:span>32<text:tab/></text:span>") + "件。"), ["调解件。"]),
        # What is deleted over the end of a paragraph joins it to the next.
        (par(between("a", "32件。</text:p><text:p>另") + "35件。"), ["35件。"]),
        (par("甲") + between("a", par("删去的一段。")) + par("乙"), ["甲", "乙"]),
    ],
)
def test_deleted_words_that_stand_between_their_marks_stay_out(body: str, shown: list[str]) -> None:
    changes = change("a", "deletion") + change("b", "insertion")
    assert lines(f"<text:tracked-changes>{changes}</text:tracked-changes>{body}") == shown
