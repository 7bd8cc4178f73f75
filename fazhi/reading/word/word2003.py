"""Word 2003 XML, renamed to what later versions write and then read as DOCX is."""

from __future__ import annotations

from lxml import etree

from fazhi.language.counting import COUNTING
from fazhi.reading.faults import corrupt
from fazhi.reading.word.body import Trees, read_trees
from fazhi.records import RawText

OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANGE = "{http://schemas.microsoft.com/aml/2001/core}annotation"
CHANGE_KIND = f"{OLD}type"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
# Elements that are called otherwise; all others keep their local name.
RENAMED = {
    "listPr": "numPr", "ilfo": "numId", "listDef": "abstractNum", "list": "num",
    "ilst": "abstractNumId", "nfc": "numFmt", "listStyleLink": "numStyleLink",
    "hlink": "hyperlink",
}  # fmt: skip
ATTRIBUTES = {
    "listDefId": "abstractNumId", "ilfo": "numId",
}  # fmt: skip
VALUES = {
    "suff": {"Space": "space", "Nothing": "nothing", "Tab": "tab"},
}
BREAKS = {"text-wrapping": "textWrapping"}
CHANGES = {"Word.Deletion": "del", "Word.Insertion": "ins", "Word.Comment": "del"}
PROPERTIES = {"Title": "file_title", "Author": "file_author", "Created": "file_created"}


def read_word_2003(root: etree._Element) -> RawText:
    """Read the tree of a Word 2003 XML; changes the tree."""
    metadata = _properties(root)
    for node in list(root.iter(tag=etree.Element)):
        _rename(node)
    body = root.find(f"{W}body")
    if body is None:
        raise corrupt()
    trees = Trees(body, root.find(f"{W}styles"), root.find(f"{W}lists"), _notes(body))
    return read_trees(trees, "wordml", metadata)


def _rename(node: etree._Element) -> None:
    if node.tag == CHANGE:
        node.tag = f"{W}{CHANGES.get(str(node.get(CHANGE_KIND)), 'ins')}"
        return
    if not str(node.tag).startswith(OLD):
        return
    local = str(node.tag)[len(OLD) :]
    node.tag = f"{W}{RENAMED.get(local, local)}"
    for name, value in list(node.attrib.items()):
        if str(name).startswith(OLD):
            del node.attrib[name]
            short = str(name)[len(OLD) :]
            node.set(f"{W}{ATTRIBUTES.get(short, short)}", _value(local, short, str(value)))


def _value(element: str, attribute: str, value: str) -> str:
    if element == "nfc":
        return COUNTING.get(value, "decimal")
    if element == "style" and attribute == "type" and value == "list":
        return "numbering"
    if attribute == "type":
        return BREAKS.get(value, value)
    return VALUES.get(element, {}).get(value, value)


def _notes(body: etree._Element) -> list[etree._Element]:
    """The notes, which stand where they are referred to, taken out and put together."""
    made = []
    for kind in ("footnote", "endnote"):
        notes = etree.Element(f"{W}{kind}s")
        for note in list(body.iter(f"{W}{kind}")):
            if note.find(f".//{W}p") is not None:
                notes.append(note)
        made.append(notes)
    return made


def _properties(root: etree._Element) -> dict[str, str]:
    known = root.find(f"{OFFICE}DocumentProperties")
    found: dict[str, str] = {}
    for node in known if known is not None else ():
        key = PROPERTIES.get(str(node.tag).rpartition("}")[2])
        value = (node.text or "").strip()
        if key and value:
            found[key] = value
    return found
