"""Word files: what a page shows that is no plain run of text, and what it does not show."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading.clean import clean
from fazhi.reading.formats import docx
from fazhi.reading.word.fields import equation_text
from tests.reading.office.test_docx import (
    CHINESE,
    NUM,
    SPACES,
    item,
    lines,
    pack,
    par,
    read,
    run,
)

BOOK = load_codebook()

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f'xmlns:r="{KIND}"'


def relations(*targets: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="r{at}" Type="{KIND}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{RELATIONS}">{made}</Relationships>'


def document(body: str) -> str:
    return f"<w:document {SPACES} {R}><w:body>{body}</w:body></w:document>"


def hidden_item(text: str, level: int = 0) -> str:
    made = item("", level).replace("</w:numPr>", "</w:numPr><w:rPr><w:vanish/></w:rPr>")
    return made.replace(
        "<w:rPr></w:rPr><w:t></w:t>", f"<w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t>"
    )


# Numbers of paragraphs that show no text.


def test_a_hidden_item_counts_and_its_number_is_hidden() -> None:
    body = item("甲") + hidden_item("藏") + item("乙") + hidden_item("") + item("丙")
    assert lines(body, numbering=CHINESE + NUM) == ["一、甲", "", "三、乙", "", "五、丙"]


def test_an_item_whose_words_alone_are_hidden_shows_its_number() -> None:
    body = item("甲") + item("藏").replace("<w:rPr></w:rPr>", "<w:rPr><w:vanish/></w:rPr>")
    assert lines(body + item("乙"), numbering=CHINESE + NUM) == ["一、甲", "二、", "三、乙"]


def test_an_item_merged_into_the_next_counts_once() -> None:
    merged = item("前半").replace("</w:numPr>", "</w:numPr><w:rPr><w:del/></w:rPr>")
    body = merged + item("后半") + item("乙")
    assert lines(body, numbering=CHINESE + NUM) == ["一、前半后半", "二、乙"]


def test_a_serial_column_of_numbered_empty_cells() -> None:
    def row(words: str) -> str:
        cell = f"<w:tc><w:tcPr/>{item('', 2)}</w:tc>"
        return f"<w:tr>{cell}<w:tc>{par(words)}</w:tc></w:tr>"

    body = f"<w:tbl>{row('东坪村')}{row('西坪村')}</w:tbl>"
    assert lines(body, numbering=CHINESE + NUM) == ["1.\t东坪村", "2.\t西坪村"]


# Parts found by relationships.


@pytest.mark.parametrize(
    ("main", "styles", "numbering"),
    [
        ("word/document2.xml", "styles2.xml", "numbering2.xml"),
        ("/word/document.xml", "/word/my/styles.xml", "../lists/n.xml"),
        ("Word/Document.xml", "STYLES.xml", "Numbering.XML"),
        ("content/main.xml", "a/s.xml", "a/n.xml"),
    ],
)
def test_parts_are_found_where_relationships_say(main: str, styles: str, numbering: str) -> None:
    folder, _, name = main.lstrip("/").lower().rpartition("/")

    def inside(target: str) -> str:
        return f"{folder}/{target}".replace(f"{folder}/..", "").lstrip("/").replace("//", "/")

    at = {part: inside(part) if part[0] != "/" else part[1:] for part in (styles, numbering)}
    heading = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    data = pack(
        {
            "[Content_Types].xml": "<a/>",
            "_rels/.rels": relations(("officeDocument", main)),
            f"{folder}/{name}": document(par("甲", '<w:pStyle w:val="H"/>')),
            f"{folder}/_rels/{name}.rels": relations(("styles", styles), ("numbering", numbering)),
            at[styles]: f"<w:styles {SPACES}>{heading}</w:styles>",
            at[numbering]: f"<w:numbering {SPACES}>{CHINESE}{NUM}</w:numbering>",
        }
    )
    assert docx.sniff(data, "x.bin", BOOK)
    assert docx.read(data, "x.docx", BOOK).text == "一、甲"


# Documents embedded whole.

INNER = pack({"word/document.xml": document(par("内层文字"))})
MIME = (
    b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="a"\n\n--a\n'
    b"Content-Type: text/html; charset=utf-8\n\n<html><body><p>"
    + "网页文字".encode()
    + b"</p></body></html>\n--a--\n"
)
CHUNKS: dict[str, tuple[str, str | bytes, list[str]]] = {
    "page": ("a.htm", "<html><body><p>甲段</p><p>乙段</p></body></html>", ["甲段", "乙段"]),
    "piece": ("a.html", "<p>甲段</p><ul><li>乙段</li></ul>", ["甲段", "乙段"]),
    "document": ("a.docx", INNER, ["内层文字"]),
    "text": ("a.txt", "甲段\n乙段", ["甲段", "乙段"]),
    "saved": ("a.mht", MIME, ["网页文字"]),
    # As in findings/document_made_in_the_browser_is_empty.sh: signs are not escaped, though told.
    "exported": (
        "afchunk.mht",
        MIME.replace(b"utf-8", b'"utf-8"\nContent-Transfer-Encoding: quoted-printable').replace(
            b"<p>", b'<p class=3D"a">'
        ),
        ["网页文字"],
    ),
}


def with_chunk(name: str, content: str | bytes, target: str = "") -> bytes:
    body = par("之前") + '<w:altChunk r:id="r0"/>' + par("之后")
    return pack(
        {
            "word/document.xml": document(body),
            "word/_rels/document.xml.rels": relations(("aFChunk", target or name)),
            f"word/{name}": content,
        }
    )


@pytest.mark.parametrize("kind", CHUNKS)
def test_an_embedded_document_stands_in_its_place(kind: str) -> None:
    name, content, words = CHUNKS[kind]
    raw = docx.read(with_chunk(name, content), "x.docx", BOOK)
    assert [line for line in raw.text.split("\n") if line] == ["之前", *words, "之后"]
    assert raw.losses == ()


def test_an_embedded_document_that_cannot_be_read_is_told_in_its_place() -> None:
    for data in (
        with_chunk("a.bin", b"\x00\x01\x02\x03" * 50),
        with_chunk("a.htm", "<p>甲</p>", target="missing.htm"),
    ):
        raw = docx.read(data, "x.docx", BOOK)
        assert raw.text.split("\n") == ["之前", "之后"]
        assert [(mark.kind, mark.start) for mark in raw.losses] == [("part", 2)]


def test_a_sheet_of_another_program_is_told() -> None:
    sheet = '<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object>'
    raw = read(par("之前") + f"<w:p><w:r>{sheet}</w:r></w:p>" + par("之后"))
    assert [mark.kind for mark in raw.losses] == ["part"]


def test_a_document_embedded_in_itself_ends() -> None:
    data = INNER
    for _ in range(8):
        data = with_chunk("a.docx", data)
    assert docx.read(data, "x.docx", BOOK).losses


# Words in drawings.


def art(words: str, more: str = "", shape: str = "") -> str:
    return f'<w:pict><v:shape {shape}><v:textpath {more} string="{words}"/></v:shape></w:pict>'


def test_word_art_is_read_in_its_place() -> None:
    body = f"<w:p><w:r>{art('西坪镇人民政府文件')}</w:r></w:p>" + par("正文")
    assert lines(body) == ["", "西坪镇人民政府文件", "正文"]
    drawn = (
        f"<w:drawing><wps:txbx><w:txbxContent>{par('红头')}</w:txbxContent></wps:txbx></w:drawing>"
    )
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>'
        f"<mc:Fallback>{art('旧红头')}</mc:Fallback></mc:AlternateContent>"
    )
    assert lines(f"<w:p><w:r>{both}</w:r></w:p>") == ["", "红头"]


def test_word_art_that_is_off_or_a_watermark_is_none() -> None:
    off = art("关", 'on="f"') + art("底", "", 'id="PowerPlusWaterMarkObject1"')
    assert lines(f"<w:p><w:r>{off}<w:t>正文</w:t></w:r></w:p>") == ["正文"]


def test_the_words_of_a_diagram() -> None:
    points = "".join(
        f'<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r><a:t>{word}'
        "</a:t></a:r></a:p>"
        for word in ("受理", "调查", "决定")
    )
    shown = (
        '<w:p><w:r><w:drawing><d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/'
        'diagram" r:dm="r0"/></w:drawing></w:r></w:p>'
    )
    data = pack(
        {
            "word/document.xml": document(shown),
            "word/_rels/document.xml.rels": relations(("diagramData", "diagrams/data1.xml")),
            "word/diagrams/data1.xml": f"<d>{points}</d>",
        }
    )
    assert docx.read(data, "x.docx", BOOK).text.split() == ["受理", "调查", "决定"]


@pytest.mark.parametrize(
    ("choices", "fallback", "shown"),
    [
        ('<mc:Choice Requires="w16se"><w:t>新</w:t></mc:Choice>', "<w:t>☑</w:t>", "☑"),
        ('<mc:Choice Requires="wps"><w:t>新</w:t></mc:Choice>', "<w:t>旧</w:t>", "新"),
        ('<mc:Choice Requires="wps"/>', "<w:t>旧</w:t>", "旧"),
        (
            '<mc:Choice Requires="x"><w:t>不识</w:t></mc:Choice>'
            '<mc:Choice Requires="wps"><w:t>识</w:t></mc:Choice>',
            "<w:t>旧</w:t>",
            "识",
        ),
        ('<mc:Choice Requires="wps"><w:sym w:char="2611"/></mc:Choice>', "<w:t>旧</w:t>", "☑"),
    ],
)
def test_the_branch_that_is_understood_and_shows_words(
    choices: str, fallback: str, shown: str
) -> None:
    both = (
        f"<mc:AlternateContent>{choices}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )
    assert lines(f"<w:p><w:r>{both}</w:r></w:p>") == [shown]


# Fields without a stored result.


def char(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(qiān),千)', "千"),
        (r"EQ \* jc0 \* hps21 \o \ad(\s \up 10(shí),十)", "十"),
        (r"eq \o\ac(○,8)", "⑧"),
        (r"eq \o\ac(□,√)", "☑"),
        (r"EQ \F(3,4)", "3/4"),
        (r"EQ \x\to(重点)", "重点"),
        (r"EQ m\s\up5(2)", "m2"),
        (r"EQ H\s\do5(2)O", "H2O"),
        (r'EQ \* jc0 \* "Font:仿宋" \* hps14 \o(\s\up 7(市委),\s\do 3(市政))', "市委市政"),
        (r"EQ \o\ad(\s\do 9(qiān),千)", "千"),
        (r"EQ \a\ac(甲,乙)", "甲 乙"),
        (r"EQ 一\,二", "一,二"),
        (r"EQ \b(甲)", "(甲)"),
        ("EQ " + r"\o(" * 500, ""),
    ],
)
def test_equation_fields_show_their_words(words: str, shown: str) -> None:
    assert equation_text(words.partition("Q")[2] or words.partition("q")[2]) == shown
    body = f"<w:p>{run('前')}{char('begin')}{code(words)}{char('end')}{run('后')}</w:p>"
    assert lines(body) == [f"前{shown}后"]


def test_ticks_choices_and_signs_of_fields_without_result() -> None:
    ticked = "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>"
    empty = "<w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>"
    choice = (
        "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='甲'/>"
        "<w:listEntry w:val='乙'/></w:ddList></w:ffData>"
    )
    body = "".join(
        char("begin", form) + code(words) + char("end")
        for form, words in (
            (ticked, " FORMCHECKBOX "),
            (empty, " FORMCHECKBOX "),
            (choice, " FORMDROPDOWN "),
            ("", r" SYMBOL 8451 \u "),
            ("", r" SYMBOL 252 \f Wingdings "),
        )
    )
    assert lines(f"<w:p>{body}</w:p>") == ["☑☐乙℃✓"]


def test_ticks_of_a_symbol_font_are_the_boxes_it_shows() -> None:
    """findings/ticked_box_reads_as_r.sh: others give R是 £否, or the same for both."""
    font = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'
    typed = run("R", font) + run("是 ") + run("£", font) + run("否")
    put_in = "".join(
        f'<w:r><w:sym w:font="Wingdings 2" w:char="{code}"/></w:r>' + run(word)
        for code, word in (("F052", "是 "), ("F0A3", "否"))
    )
    assert lines(f"<w:p>{typed}</w:p><w:p>{put_in}</w:p>") == ["☑是 ☐否"] * 2


def test_a_stored_result_is_taken_and_never_computed() -> None:
    nested = char("begin") + code("PAGE") + char("separate") + run("1") + char("end")
    result = char("separate") + run("2024年1月5日") + char("end")
    body = char("begin") + code("DATE ") + nested + result
    assert lines(f"<w:p>{body}</w:p>") == ["2024年1月5日"]


def test_the_result_of_a_field_is_read_in_both_forms() -> None:
    """findings/result_of_a_short_field_vanishes.sh: four readers leave the short form out."""
    for told, result in ((" =SUM(ABOVE) ", "126"), (" SEQ 表 ", "1"), ("REF a", "柳湾镇")):
        short = f'<w:fldSimple w:instr="{told}">{run(result)}</w:fldSimple>'
        long = char("begin") + code(told) + char("separate") + run(result) + char("end")
        for field in (short, long):
            assert lines(f"<w:p>{run('合计')}{field}{run('件。')}</w:p>") == [f"合计{result}件。"]


# Content controls.


def control(text: str, style: str, flag: str = "<w:showingPlcHdr/>") -> str:
    return (
        f"<w:sdt><w:sdtPr>{flag}</w:sdtPr><w:sdtContent>"
        + run(text, f'<w:rStyle w:val="{style}"/>' if style else "")
        + "</w:sdtContent></w:sdt>"
    )


def test_the_hint_of_a_control_is_no_text_and_what_stands_in_it_is() -> None:
    styles = '<w:style w:styleId="a7"><w:name w:val="Placeholder Text"/></w:style>'
    body = (
        f"<w:p>{run('前')}{control('单击此处输入文字。', 'a7')}{control('填好的', '')}"
        f"{control('已填', 'a7', '')}</w:p>"
    )
    assert lines(body, styles=styles) == ["前填好的已填"]


def test_rows_and_cells_of_a_template_are_rows_and_cells() -> None:
    """findings/filled_in_figure_is_an_empty_place.sh: another reader has neither."""

    def place(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    def cell(words: str) -> str:
        return f"<w:tc><w:p>{run(words)}</w:p></w:tc>"

    first = f"<w:tr>{cell('类型')}{place(cell('12'))}{cell('件')}</w:tr>"
    second = place(f"<w:tr>{cell('复议')}{cell('3')}{cell('件')}</w:tr>")
    assert lines(f"<w:tbl>{first}{second}</w:tbl>") == ["类型\t12\t件", "复议\t3\t件"]


def test_the_mark_of_a_note_is_no_digit_of_the_figure_before_it() -> None:
    high = '<w:vertAlign w:val="superscript"/>'
    body = (
        f"<w:p>{run('调解126')}{run('1', high)}{run('件，整治30m')}{run('2', high)}"
        f"{run('，复议3')}{run('②', high)}{run('件，检查')}{run('460', high)}{run('次。')}</w:p>"
    )
    made = clean(read(body), BOOK)
    assert made.raw == "调解126¹件，整治30m²，复议3②件，检查460次。"
    assert made.clean == "调解126件，整治30m²，复议3件，检查460次。"
    assert [mark.kind for mark in made.repairs] == ["note_mark", "note_mark"]


# Rows of tables keep their columns.


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{par(text)}</w:tc>"


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (cell("", "<w:vMerge/>") + cell("邻里") + cell("52起"), "\t邻里\t52起"),
        (cell("合计", '<w:gridSpan w:val="2"/>') + cell("88起"), "合计\t\t88起"),
        ('<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("甲") + cell("1"), "\t甲\t1"),
        (cell("甲") + cell("") + cell("3"), "甲\t\t3"),
        (cell("", '<w:gridSpan w:val="999999999"/>') + cell("甲") + cell("1"), "\t" * 63 + "甲\t1"),
        (
            cell("调解") + cell("126").replace("126", "126</w:t><w:br/><w:t>98") + cell("5"),
            "调解\t126 98\t5",
        ),
    ],
)
def test_an_empty_cell_keeps_its_column(row: str, shown: str) -> None:
    body = f"<w:tbl><w:tr>{cell('首')}{cell('行')}</w:tr><w:tr>{row}</w:tr></w:tbl>" + par("文。")
    assert clean(read(body), BOOK).clean.split("\n") == ["首\t行", shown, "文。"]
    first = clean(read(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>" + par("文。")), BOOK)
    assert first.clean.split("\n") == [shown, "文。"]


def test_the_tab_of_an_indent_is_no_cell() -> None:
    body = par("甲。") + "<w:p><w:r><w:tab/><w:t>乙段。</w:t></w:r></w:p>"
    assert clean(read(body), BOOK).clean == "甲。\n乙段。"


@pytest.mark.parametrize("kind", ["strike", "dstrike"])
def test_struck_out_words_stay_out_and_a_struck_out_paragraph_is_kept(kind: str) -> None:
    struck, kept = f"<w:{kind}/>", f'<w:{kind} w:val="0"/>'
    body = f"<w:p>{run('调解')}{run('30', struck)}{run('31起', kept)}</w:p>"
    body += f"<w:p>{run('整', struck)}{run('段', struck)}</w:p>"
    assert lines(body) == ["调解31起", "整段"]


WHITE = '<w:color w:val="FFFFFF"/>'


RED = '<w:shd w:val="clear" w:fill="C00000"/>'
MARKED = '<w:highlight w:val="red"/>'
DARK = '<w:pPr><w:shd w:val="clear" w:fill="1F4E79"/></w:pPr>'


@pytest.mark.parametrize(
    ("before", "looks", "shown"),
    [
        ("", WHITE, "立案起"),
        ("", WHITE + RED, "立案9起"),
        ("", MARKED + WHITE, "立案9起"),
        (DARK, WHITE, "立案9起"),
        ("", WHITE.replace("FFFFFF", "000000"), "立案9起"),
    ],
)
def test_words_in_white_on_white_are_not_shown(before: str, looks: str, shown: str) -> None:
    """A figure beside white digits was one with them."""
    assert lines(f"<w:p>{before}{run('立案')}{run('9', looks)}{run('起')}</w:p>") == [shown]


def test_a_paragraph_in_white_is_kept() -> None:
    assert lines(f"<w:p>{run('整', WHITE)}{run('段', WHITE)}</w:p>") == ["整段"]


def test_white_words_in_a_cell_with_a_ground_are_shown() -> None:
    dark = "<w:tcPr><w:shd w:val='clear' w:fill='1F4E79'/></w:tcPr>"
    row = f"<w:tc>{dark}<w:p>{run('受')}{run('理', WHITE)}</w:p></w:tc>{cell('化解')}"
    assert lines(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>") == ["受理\t化解"]


def test_a_large_first_letter_belongs_to_its_paragraph() -> None:
    letter = par("全", '<w:framePr w:dropCap="drop" w:lines="2"/>')
    assert lines(letter + par("年调解31起。")) == ["全年调解31起。"]


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("<m:f><m:fPr/><m:num>{}</m:num><m:den>{}</m:den></m:f>", "135/138"),
        ("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>", "135^138"),
    ],
)
def test_parts_of_a_formula_do_not_run_into_one_number(formula: str, shown: str) -> None:
    parts = [f"<m:r><m:t>{part}</m:t></m:r>" for part in ("135", "138")]
    assert lines(f"<w:p><m:oMath>{formula.format(*parts)}</m:oMath></w:p>") == [shown]
