"""The words of a Word file in reading order, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from fazhi.errors import ReadError
from fazhi.reading.faults import OFFICE_PART, archive, corrupt
from fazhi.reading.formats.docx.numbering import Numbering
from fazhi.reading.formats.docx.styles import Styles, is_on, read_list_place
from fazhi.reading.limits import check_time
from fazhi.reading.zipped import Package, parse_xml
from fazhi.records import Mark, RawText

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
COMMON = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DEEPEST = 120
# A cell with more than this is no figure of a table but a page laid out in a table.
LONGEST_CELL = 300

PARAGRAPH, TABLE, RUN, TEXT = f"{W}p", f"{W}tbl", f"{W}r", f"{W}t"
ALTERNATIVES = f"{MC}AlternateContent"
# Deleted and moved-away text, properties, codes of fields, marks of notes and comments.
SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        "del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sdtPr",
        "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "rt", "rubyPr", "pgNum",
        "footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "annotationRef",
        "separator", "continuationSeparator", "softHyphen", "fldData",
    )
)  # fmt: skip
WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
PROPERTIES = {
    "title": "file_title",
    "creator": "file_author",
    "created": "file_created",
    "modified": "file_modified",
}


def read_word(data: bytes, form: str = "docx") -> RawText:
    """Read the bytes of a DOCX; `form` is the format told to the reader of the tables."""
    package = Package(data)
    part = _main_part(package)
    body = _part_xml(package, part)
    if body is None:
        inside = any(name == OFFICE_PART or name.startswith("word/") for name in package.names())
        raise corrupt() if inside else archive()
    folder = part.rpartition("/")[0]
    styles = Styles(_part_xml(package, f"{folder}/styles.xml"))
    numbering = Numbering(_part_xml(package, f"{folder}/numbering.xml"), styles.lists())
    walker = _Walker(styles, numbering)
    walker.walk_blocks(body, 0)
    for notes in ("footnotes", "endnotes"):
        root = _part_xml(package, f"{folder}/{notes}.xml")
        for note in root if root is not None else ():
            if note.get(f"{W}type") in (None, "normal"):
                walker.walk_blocks(note, 0)
    walker.finish()
    return RawText(
        text="\n".join(walker.lines),
        format=form,
        metadata=_properties(package),
        drops=tuple(walker.contents_marks()),
    )


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type") or "").endswith("/officeDocument"):
            return str(relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _part_xml(package: Package, part: str) -> etree._Element | None:
    data = package.read(part)
    return None if data is None else parse_xml(data.replace(STRICT, COMMON))


def _properties(package: Package) -> dict[str, str]:
    """Title, author and times of the file itself; none of them is a date of issue."""
    root = package.xml("docProps/core.xml")
    found: dict[str, str] = {}
    for node in root if root is not None else ():
        key = PROPERTIES.get(str(node.tag).rpartition("}")[2])
        value = (node.text or "").strip()
        if key and value:
            found[key] = value
    return found


class _Walker:
    """Collects the lines of a body; counts lists and keeps open fields on the way."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.lines: list[str] = []
        self._contents: set[int] = set()
        self._styles = styles
        self._numbering = numbering
        # One entry for each open field: whether its code is still being read.
        self._fields: list[bool] = []
        self._boxes: list[etree._Element] = []
        self._carried: list[str] = []

    def finish(self) -> None:
        """Take up what waits for a next paragraph that does not come."""
        if self._carried:
            self.lines.append("".join(self._carried))

    def contents_marks(self) -> list[Mark]:
        """Places of the lines of an automatic table of contents, with their line breaks."""
        marks = []
        at = 0
        for index, line in enumerate(self.lines):
            if index in self._contents:
                marks.append(Mark("contents", at, at + len(line)))
            at += len(line) + 1
        return marks

    def walk_blocks(self, parent: etree._Element, depth: int) -> None:
        """Take up all paragraphs and tables under `parent`, in order."""
        self._check_depth(depth)
        for node in parent:
            if node.tag == PARAGRAPH:
                self._add_paragraph(node, depth)
            elif node.tag == TABLE:
                self._add_table(node, depth)
            elif node.tag == ALTERNATIVES:
                chosen = _alternative(node)
                if chosen is not None:
                    self.walk_blocks(chosen, depth + 1)
            elif isinstance(node.tag, str) and node.tag not in SKIPPED:
                self.walk_blocks(node, depth + 1)

    def _add_paragraph(self, node: etree._Element, depth: int) -> None:
        properties = node.find(f"{W}pPr")
        style = self._style_of(properties)
        text = self._inline(node, self._styles.hidden(style), depth)
        if text.strip():
            text = self._marker(properties, style) + text
        self._carried.append(text)
        # A paragraph mark deleted under tracked changes joins this paragraph to the next.
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            return
        text = "".join(self._carried)
        self._carried.clear()
        if self._styles.is_contents(style):
            self._contents.add(len(self.lines))
        self.lines.append(text)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.walk_blocks(box, depth + 1)

    def _style_of(self, properties: etree._Element | None) -> str:
        node = None if properties is None else properties.find(f"{W}pStyle")
        return self._styles.default if node is None else str(node.get(f"{W}val") or "")

    def _marker(self, properties: etree._Element | None, style: str) -> str:
        number, depth = read_list_place(properties)
        source = ""
        if not number:
            number, style_depth, source = self._styles.numbering(style)
            depth = style_depth if depth is None else depth
        if not number or number == "0":
            return ""
        if depth is None:
            tied = self._numbering.level_of_style(number, source or style)
            depth = 0 if tied is None else tied
        return self._numbering.next_marker(number, depth)

    def _inline(self, parent: etree._Element, hidden: bool, depth: int) -> str:
        """The visible text of a paragraph or of something inside it."""
        self._check_depth(depth)
        pieces: list[str] = []
        for node in parent:
            tag = node.tag
            if tag == RUN:
                if not self._run_hidden(node, hidden):
                    pieces.append(self._inline(node, hidden, depth + 1))
                else:
                    self._follow_fields(node)
            elif tag in (TEXT, MATH_TEXT):
                if not any(self._fields):
                    pieces.append(node.text or "")
            elif tag in SIGNS:
                pieces.append("" if any(self._fields) else SIGNS[tag])
            else:
                pieces.append(self._special(node, hidden, depth))
        return "".join(pieces)

    def _special(self, node: etree._Element, hidden: bool, depth: int) -> str:
        tag = node.tag
        text = ""
        if tag == f"{W}fldChar":
            self._turn_field(node)
        elif tag == f"{W}br":
            text = "\n" if node.get(f"{W}type") in (None, "textWrapping") else ""
        elif tag == f"{W}sym":
            text = _symbol(node)
        elif tag == f"{W}txbxContent":
            self._boxes.append(node)
        elif tag == ALTERNATIVES:
            chosen = _alternative(node)
            text = "" if chosen is None else self._inline(chosen, hidden, depth + 1)
        elif isinstance(tag, str) and tag not in SKIPPED:
            text = self._inline(node, hidden, depth + 1)
        return text

    def _run_hidden(self, run: etree._Element, hidden: bool) -> bool:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return hidden
        direct = is_on(properties.find(f"{W}vanish"))
        if direct is not None:
            return direct
        style = properties.find(f"{W}rStyle")
        return hidden or (
            style is not None and self._styles.hidden(str(style.get(f"{W}val") or ""))
        )

    def _follow_fields(self, run: etree._Element) -> None:
        for node in run.iter(f"{W}fldChar"):
            self._turn_field(node)

    def _turn_field(self, node: etree._Element) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add_table(self, table: etree._Element, depth: int) -> None:
        self._check_depth(depth)
        for row in _own(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                self._add_row(list(_own(row, f"{W}tc")), depth)

    def _add_row(self, cells: list[etree._Element], depth: int) -> None:
        outer, contents = self.lines, self._contents
        texts: list[list[str]] = []
        for cell in cells:
            self.lines, self._contents = [], set()
            self.walk_blocks(cell, depth + 1)
            texts.append([line for line in self.lines if line.strip()])
        self.lines, self._contents = outer, contents
        filled = [lines for lines in texts if lines]
        if len(filled) == 1 or any(sum(map(len, lines)) > LONGEST_CELL for lines in filled):
            self.lines.extend(line for lines in filled for line in lines)
        elif filled:
            self.lines.append("\t".join(" ".join(lines) for lines in texts))

    def _check_depth(self, depth: int) -> None:
        check_time()
        if depth > DEEPEST:
            raise ReadError(
                "the file is nested deeper than any real one",
                hint="Open it in Word or WPS and save it anew.",
                code="corrupt",
            )


def _own(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, those of tables inside it left out."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _own(child, tag)


def _alternative(node: etree._Element) -> etree._Element | None:
    """The one branch to read: the new form of a drawing, not its copy for old programs."""
    choice = node.find(f"{MC}Choice")
    return node.find(f"{MC}Fallback") if choice is None else choice


def _symbol(node: etree._Element) -> str:
    try:
        sign = chr(int(str(node.get(f"{W}char") or ""), 16))
    except (ValueError, OverflowError):
        return ""
    # Signs of symbol fonts have no Unicode meaning: a tick or a bullet, nothing to quote.
    return "" if "\ue000" <= sign <= "\uf8ff" or "\ud800" <= sign <= "\udfff" else sign
