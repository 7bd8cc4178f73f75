"""Word files in one XML, whatever they are named: read as DOCX, never as text with its marks."""

from __future__ import annotations

import base64

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes

BOOK = load_codebook()

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Word.Document"?>\n'
OLD = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
LISTS = (
    '<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/>'
    '<w:suff w:val="Nothing"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1">'
    '<w:start w:val="1"/><w:nfc w:val="37"/><w:suff w:val="Nothing"/><w:lvlText w:val="（%2）"/>'
    '</w:lvl></w:listDef><w:list w:ilfo="1"><w:ilst w:val="0"/></w:list></w:lists>'
)


def old(body: str, before: str = "") -> bytes:
    return f"{HEAD}<w:wordDocument {OLD}>{before}<w:body>{body}</w:body></w:wordDocument>".encode()


def par(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def item(words: str, level: int = 0) -> str:
    return par(words, f'<w:listPr><w:ilvl w:val="{level}"/><w:ilfo w:val="1"/></w:listPr>')


def lines(data: bytes, name: str = "x.doc") -> list[str]:
    return read_bytes(data, name, book=BOOK).clean.split("\n")


@pytest.mark.parametrize("name", ["x.doc", "x.xml", "x.txt", "x"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_automatic_numbers_of_word_2003(name: str, encoding: str) -> None:
    body = (
        f"<wx:sect><wx:sub-section>{item('做法')}{item('宣传', 1)}</wx:sub-section>{item('问题')}"
    )
    text = old(body + "</wx:sect>", LISTS).decode()
    data = text.replace('"UTF-8"', f'"{encoding.removesuffix("-sig")}"').encode(encoding)
    assert lines(data, name) == ["一、做法", "（一）宣传", "二、问题"]


def test_changes_comments_boxes_and_notes_of_word_2003() -> None:
    def change(kind: str, words: str, tag: str = "t") -> str:
        run = f"<w:r><w:{tag}>{words}</w:{tag}></w:r>"
        return (
            f'<aml:annotation aml:id="1" w:type="Word.{kind}"><aml:content>{run}</aml:content>'
            "</aml:annotation>"
        )

    box = f"<w:pict><v:textbox><w:txbxContent>{par('框中')}</w:txbxContent></v:textbox></w:pict>"
    body = (
        "<w:p><w:r><w:t>调解</w:t></w:r>" + change("Deletion", "30", "delText")
        + change("Insertion", "31") + "<w:r><w:t>起</w:t></w:r>" + change("Comment", "批注")
        + f"<w:r><w:footnote>{par('脚注')}</w:footnote></w:r><w:r>{box}</w:r></w:p>"
        + "<w:sectPr><w:hdr>" + par("页眉") + "</w:hdr></w:sectPr>"
    )  # fmt: skip
    properties = "<o:DocumentProperties><o:Title>模板</o:Title></o:DocumentProperties>"
    text = read_bytes(old(body, properties), "x.doc", book=BOOK)
    assert text.clean.split("\n") == ["调解31起", "框中", "脚注"]
    assert text.metadata["file_title"] == "模板"


def test_tables_styles_and_hidden_words_of_word_2003() -> None:
    styles = (
        '<w:styles><w:style w:type="character" w:styleId="a5"><w:rPr><w:vanish/></w:rPr></w:style>'
        "</w:styles>"
    )
    cells = "".join(f"<w:tc><w:tcPr/>{par(words)}</w:tc>" for words in ("调解", "31起"))
    secret = '<w:p><w:r><w:rPr><w:rStyle w:val="a5"/></w:rPr><w:t>藏</w:t></w:r></w:p>'
    body = f"<w:tbl><w:tblPr/><w:tr>{cells}</w:tr></w:tbl>{secret}{par('文。')}"
    assert lines(old(body, styles)) == ["调解\t31起", "文。"]


PKG = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def part(name: str, content: str) -> str:
    return f'<pkg:part pkg:name="{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'


def relations(*targets: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="r{at}" Type="{KIND}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{made}</Relationships>'


def flat(*parts: str) -> bytes:
    return f"{HEAD}<pkg:package {PKG}>{''.join(parts)}</pkg:package>".encode()


@pytest.mark.parametrize("name", ["x.doc", "x.xml", "x.docx"])
def test_a_flat_package_with_lists_and_an_embedded_page(name: str) -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    chunk = f'<w:altChunk xmlns:r="{KIND}" r:id="r1"/>'
    body = par("做法", numbered) + chunk + par("问题", numbered)
    page = base64.b64encode("<html><body><p>网页段</p></body></html>".encode()).decode()
    data = flat(
        part("/_rels/.rels", relations(("officeDocument", "word/document.xml"))),
        part("/word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"),
        part(
            "/word/_rels/document.xml.rels",
            relations(("numbering", "numbering.xml"), ("aFChunk", "a.htm")),
        ),
        part("/word/numbering.xml", numbering),
        f'<pkg:part pkg:name="/word/a.htm"><pkg:binaryData>{page}</pkg:binaryData></pkg:part>',
    )
    assert lines(data, name) == ["一、做法", "网页段", "二、问题"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (old(par("甲"))[:-40], "corrupt"),
        (flat(), "archive"),
        (flat(part("/word/document.xml", "")), "corrupt"),
        (old("", '<!DOCTYPE a [<!ENTITY b "c">]>'), "corrupt"),
        (HEAD.encode() + b"<w:wordDocument " + OLD.encode() + b"/>", "corrupt"),
    ],
)
def test_what_is_damaged_is_one_clear_error(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "x.doc", book=BOOK)
    assert caught.value.code == code


@pytest.mark.parametrize("name", ["x.xml", "x.doc", "x.txt"])
def test_xml_of_an_unknown_kind_is_no_text(name: str) -> None:
    feed = '<?xml version="1.0"?>\n<rss><channel><title>西坪镇</title></channel></rss>'
    with pytest.raises(ReadError) as caught:
        read_bytes(feed.encode(), name, book=BOOK)
    assert caught.value.code == "not_text"
