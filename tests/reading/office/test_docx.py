"""Word files: numbering as Word shows it, tracked changes, boxes, notes, tables, hostile files."""

from __future__ import annotations

import io
import zipfile

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.language.counting import write_number
from fazhi.reading.formats import docx
from fazhi.records import RawText

BOOK = load_codebook()

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def pack(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A DOCX with the given body; other parts by the name of file and root."""
    others = {
        f"word/{name}.xml": f"<w:{name} {SPACES}>{content}</w:{name}>"
        for name, content in parts.items()
    }
    return pack(
        {
            "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
            **others,
        }
    )


def read(body: str, **parts: str) -> RawText:
    return docx.read(word(body, **parts), "x.docx", BOOK)


def lines(body: str, **parts: str) -> list[str]:
    return read(body, **parts).text.split("\n")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def par(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def item(text: str, level: int = 0, number: int = 1) -> str:
    return par(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NOTHING = '<w:suff w:val="nothing"/>'
NUM = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def abstract(*levels: str, identity: int = 0, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{more}{"".join(levels)}</w:abstractNum>'


CHINESE = abstract(
    level(0, "chineseCounting", "%1、", NOTHING),
    level(1, "chineseCounting", "（%2）", NOTHING),
    level(2, "decimal", "%3.", NOTHING),
)


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 11, "十一"),
        ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseCountingThousand", 10003, "一万零三"),
        ("japaneseCounting", 12, "十二"),
        ("japaneseCounting", 105, "百五"),
        ("taiwaneseCounting", 30, "三十"),
        ("taiwaneseCountingThousand", 15, "十五"),
        ("ideographDigital", 10, "一〇"),
        ("ideographDigital", 23, "二三"),
        ("taiwaneseDigital", 20, "二○"),
        ("chineseLegalSimplified", 3, "叁"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographLegalTraditional", 6, "陸"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 21, "21"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 3, "⒊"),
        ("ideographEnclosedCircle", 10, "㊉"),
        ("ideographTraditional", 4, "丁"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 13, "丙子"),
        ("upperRoman", 4, "IV"),
        ("lowerRoman", 1999, "mcmxcix"),
        ("upperLetter", 26, "Z"),
        ("lowerLetter", 28, "bb"),
        ("none", 5, ""),
        ("noSuchForm", 5, "5"),
        ("upperRoman", 0, "0"),
        ("chineseCounting", 99999999, "99999999"),
    ],
)
def test_numbers_are_written_as_word_writes_them(form: str, number: int, shown: str) -> None:
    assert write_number(number, form) == shown


def test_levels_count_and_restart() -> None:
    body = "".join(
        [
            item("主要做法"),
            item("强化领导", 1),
            item("压实责任", 2),
            item("抓好落实", 2),
            item("强化宣传", 1),
            item("以案释法", 2),
            item("存在问题"),
            item("力量薄弱", 1),
        ]
    )
    assert lines(body, numbering=CHINESE + NUM) == [
        "一、主要做法",
        "（一）强化领导",
        "1.压实责任",
        "2.抓好落实",
        "（二）强化宣传",
        "1.以案释法",
        "二、存在问题",
        "（一）力量薄弱",
    ]


def test_a_level_told_not_to_restart_goes_on() -> None:
    going_on = abstract(
        level(0, "chineseCounting", "%1、", NOTHING),
        level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>' + NOTHING),
    )
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 1)
    assert lines(body, numbering=going_on + NUM) == ["一、甲", "1.乙", "二、丙", "2.丁"]


def test_a_new_list_starts_where_it_is_told_and_one_that_is_not_goes_on() -> None:
    lists = (
        NUM
        + '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        + '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("甲") + item("乙") + item("丙", 0, 2) + item("丁", 0, 2) + item("戊", 0, 3)
    assert lines(body, numbering=CHINESE + lists) == [
        "一、甲",
        "二、乙",
        "一、丙",
        "二、丁",
        "三、戊",
    ]


def test_a_level_overridden_is_written_its_own_way() -> None:
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "decimal", "第%1条 ", NOTHING)
        + "</w:lvlOverride></w:num>"
    )
    assert lines(item("甲"), numbering=CHINESE + lists) == ["第1条 甲"]


def test_legal_levels_show_digits_and_upper_levels_begin_with_their_start() -> None:
    legal = abstract(
        level(0, "chineseCounting", "第%1章", NOTHING),
        level(1, "decimal", "%1.%2", '<w:isLgl/><w:suff w:val="space"/>'),
    )
    body = item("总则") + item("目的", 1) + item("附则") + item("解释", 1)
    assert lines(body, numbering=legal + NUM) == [
        "第一章总则",
        "1.1 目的",
        "第二章附则",
        "2.1 解释",
    ]
    assert lines(item("目的", 1), numbering=legal + NUM) == ["1.1 目的"]


def test_numbering_by_style_along_the_chain() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="H2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Bare"><w:basedOn w:val="H1"/><w:pPr><w:numPr>'
        '<w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )

    def styled(text: str, style: str, more: str = "") -> str:
        return par(text, f'<w:pStyle w:val="{style}"/>{more}')

    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = styled("甲", "H1") + styled("乙", "Mine") + styled("丙", "H2")
    body += styled("丁", "Bare") + styled("戊", "H1", off) + styled("己", "H1")
    shown = ["一、甲", "（一）乙", "（二）丙", "丁", "戊", "二、己"]
    assert lines(body, numbering=CHINESE + NUM, styles=styles) == shown


def test_a_list_tied_to_styles_by_its_levels() -> None:
    tied = abstract(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="A"/>' + NOTHING),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="B"/>' + NOTHING),
    )
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}">{numbered}</w:style>' for name in "AB"
    )
    body = par("甲", '<w:pStyle w:val="A"/>') + par("乙", '<w:pStyle w:val="B"/>')
    assert lines(body, numbering=tied + NUM, styles=styles) == ["一、甲", "（一）乙"]


def test_a_list_that_names_a_numbering_style() -> None:
    linked = abstract(more='<w:numStyleLink w:val="S"/>', identity=5)
    styles = (
        '<w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    lists = NUM + '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    body = item("甲", 0, 2) + item("乙", 0, 2)
    assert lines(body, numbering=CHINESE + linked + lists, styles=styles) == ["一、甲", "二、乙"]


def test_paragraphs_without_text_count_and_bullets_are_shown() -> None:
    bullets = abstract(level(0, "bullet", "\uf06c", NOTHING))
    assert lines(item("甲") + item("") + item("乙"), numbering=CHINESE + NUM) == [
        "一、甲",
        "二、",
        "三、乙",
    ]
    assert lines(item("甲"), numbering=bullets + NUM) == ["•甲"]


def test_tracked_changes_are_taken_as_made() -> None:
    body = (
        "<w:p>" + run("办理案件") + f"<w:del><w:r><w:delText>30</w:delText></w:r></w:del>"
        f"<w:ins>{run('31')}</w:ins>" + run("起") + "</w:p>"
        f"<w:p><w:moveFrom>{run('移走')}</w:moveFrom></w:p>"
        f"<w:p><w:moveTo>{run('移来')}</w:moveTo></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半')}</w:p>{par('后半')}"
    )
    assert lines(body) == ["办理案件31起", "", "移来", "前半后半"]


def test_hidden_text_and_field_codes_stay_out() -> None:
    styles = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
        f'{run("码")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("果")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = (
        "<w:p>" + run("见") + run("藏", "<w:vanish/>") + run("隐", '<w:rStyle w:val="Secret"/>')
        + run("显", '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>') + field
        + f'<w:fldSimple w:instr="DATE">{run("日")}</w:fldSimple></w:p>'
    )  # fmt: skip
    assert lines(body, styles=styles) == ["见显果日"]


def test_line_breaks_tabs_and_special_signs() -> None:
    body = (
        '<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:br w:type="page"/>'
        '<w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/>'
        '<w:sym w:font="Arial" w:char="2103"/></w:r></w:p>'
    )
    assert lines(body) == ["甲", "乙\t丙", "-✓℃"]


def test_text_boxes_once_and_notes_at_the_end() -> None:
    box = f"<w:txbxContent>{par('框中文字')}</w:txbxContent>"
    body = (
        "<w:p>" + run("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r>'
        f"<mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        + par("下段")
    )
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{par("脚注文字")}</w:footnote>'
    )
    assert lines(body, footnotes=notes) == ["正文", "框中文字", "下段", "脚注文字"]


def test_tables_one_row_a_line_and_layout_tables_as_paragraphs() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = [
            "".join(f"<w:tc>{''.join(map(par, cell.split('|')))}</w:tc>" for cell in row)
            for row in rows
        ]
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"

    deleted = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    body = table(("项目", "数量"), ("案件", "31起|已结")) + table(("第一段|第二段",)) + deleted
    assert lines(body) == ["项目\t数量", "案件\t31起 已结", "第一段", "第二段"]


def test_content_controls_links_and_formulas() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{par('控件')}</w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink>{run('链接')}</w:hyperlink><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
        f"<w:smartTag>{run('标签')}</w:smartTag>"
        "<w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:p>"
    )
    assert lines(body) == ["控件", "链接x标签字"]


def test_the_table_of_contents_is_furniture() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    raw = read(par("一、做法 1", '<w:pStyle w:val="T"/>') + par("正文"), styles=styles)
    assert [raw.text[mark.start : mark.end] for mark in raw.drops] == ["一、做法 1"]


def test_file_properties_are_kept_apart_from_the_text() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:t="t"><dc:title>模板</dc:title>'
        "<t:created>2024-01-15T08:00:00Z</t:created></cp:coreProperties>"
    )
    body = f"<w:document {W}><w:body>{par('正文')}</w:body></w:document>"
    raw = docx.read(pack({"word/document.xml": body, "docProps/core.xml": core}), "x.docx", BOOK)
    assert dict(raw.metadata) == {"file_title": "模板", "file_created": "2024-01-15T08:00:00Z"}


def test_the_strict_form_of_the_standard() -> None:
    body = word(item("甲"), numbering=CHINESE + NUM)
    common = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = zipfile.ZipFile(io.BytesIO(body))
    strict = {
        name: parts.read(name).replace(common, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name in parts.namelist()
    }
    assert docx.read(pack(strict), "x.docx", BOOK).text == "一、甲"


def test_locked_damaged_and_hostile_files_are_one_clear_error() -> None:
    good = word(par("正文"))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    bomb = pack({"word/document.xml": b" " * 40_000_000})
    entity = f'<!DOCTYPE d [<!ENTITY a "aa">]><w:document {W}><w:p>&a;</w:p></w:document>'
    deep = f"<w:document {W}>{'<w:sdt>' * 200}{'</w:sdt>' * 200}</w:document>"
    cases = {
        "encrypted": ole,
        "corrupt": good[:-30],
        "bomb": bomb,
        "unsafe_xml": pack({"word/document.xml": entity}),
    }
    for code, data in cases.items():
        assert docx.sniff(data, "x.docx", BOOK)
        with pytest.raises(ReadError) as caught:
            docx.read(data, "x.docx", BOOK)
        assert caught.value.code == code
    for data in (pack({"word/document.xml": deep}), pack({"word/other.xml": "<a/>"})):
        with pytest.raises(ReadError) as caught:
            docx.read(data, "x.docx", BOOK)
        assert caught.value.code == "corrupt"


def test_an_external_entity_is_never_fetched(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("不可外泄", encoding="utf-8")
    entity = (
        f'<!DOCTYPE d [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(ReadError):
        docx.read(pack({"word/document.xml": entity}), "x.docx", BOOK)
