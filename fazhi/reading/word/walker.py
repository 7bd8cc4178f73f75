"""The words of a Word document in reading order, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from lxml import etree

from fazhi.errors import ReadError
from fazhi.reading.clean.rows import row_lines
from fazhi.reading.inside import Chunk
from fazhi.reading.limits import check_time
from fazhi.reading.pictures import IN_LINE, settled, unread
from fazhi.reading.symbols import LONGEST
from fazhi.reading.word.autonumbers import BODY, Autonumbers, behind_result
from fazhi.reading.word.drawn import Drawn
from fazhi.reading.word.fields import Field, shown_without_result
from fazhi.reading.word.ink import is_without_ink
from fazhi.reading.word.numbering import Numbering
from fazhi.reading.word.shapes import (
    SHAPE_TEXT,
    chosen_branch,
    diagram_data,
    holds_document,
    in_own_font,
    is_heading_over,
    is_placeholder,
    shape_lines,
    symbol,
    word_art,
)
from fazhi.reading.word.styles import (
    Styles,
    child,
    is_first_letter,
    is_on,
    is_taken_back,
    read_list_place,
)
from fazhi.records import Mark

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATH_TEXT = f"{MATH}t"
# What stands between the parts of a fraction and of a power in one line: 135/138, 10^4.
BETWEEN = {f"{MATH}f": "/", f"{MATH}sSup": "^"}
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
DEEPEST = 120
# Word's tables have 63 columns; a span beyond it is made to trouble readers.
WIDEST = 63

PARAGRAPH, TABLE, RUN, TEXT = f"{W}p", f"{W}tbl", f"{W}r", f"{W}t"
PROPERTIES, RUN_PROPERTIES = f"{W}pPr", f"{W}rPr"
STYLE, VANISH = f"{W}pStyle", f"{W}vanish"
ALTERNATIVES, CHUNK, CONTROL = f"{MC}AlternateContent", f"{W}altChunk", f"{W}sdt"
# Deleted and moved-away text, properties, codes of fields, marks of notes and comments.
SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        "del", "moveFrom", "delText", "delInstrText", "rPr", "pPr", "sdtPr",
        "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "rt", "rubyPr", "pgNum",
        "footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "annotationRef",
        "separator", "continuationSeparator", "softHyphen", "fldData",
    )
)  # fmt: skip
GONE = ("del", "moveFrom")
WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


class Embedded(Protocol):
    """What a document shows that lies in other parts of its file."""

    def chunk(self, identity: str, /) -> Chunk:
        """The document embedded under a relationship."""

    def diagram(self, identity: str, /) -> list[str]:
        """The words of a diagram."""


class Walker:
    """Collects the lines of a body; counts lists and keeps open fields on the way."""

    def __init__(self, styles: Styles, numbering: Numbering, embedded: Embedded | None) -> None:
        self.lines: list[str] = []
        self._contents: set[int] = set()
        # Lines behind which something stands that could not be read.
        self._losses: set[int] = set()
        self._drawn_pictures = Drawn()
        # How many pictures may be parts of lines.
        self._signs = 0
        self._styles = styles
        self._numbering = numbering
        self._embedded = embedded
        self._autonumbers = Autonumbers()
        # The properties and the style of the paragraph that is read.
        self._open: tuple[etree._Element | None, str] = (None, "")
        self._fields: list[Field] = []
        self._boxes: list[etree._Element | list[str]] = []
        self._carried: list[str] = []

    def finish(self) -> None:
        """Take up what waits for a next paragraph that does not come."""
        if self._carried:
            self.lines.append("".join(self._carried))

    def contents_marks(self) -> list[Mark]:
        """Places of the lines of an automatic table of contents, with their line breaks."""
        return [
            Mark("contents", start, end)
            for index, start, end in self._line_places()
            if index in self._contents
        ]

    def loss_marks(self) -> list[Mark]:
        """Places behind the lines at which a document or a picture could not be read."""
        ends = [end for _, _, end in self._line_places()] or [0]
        pictures = unread(self._drawn_pictures.pictures(), self.lines)
        return [
            Mark(kind, at, at)
            for kind, lost in (("part", self._losses), ("picture", pictures))
            for index in sorted(lost)
            for at in [ends[min(index, len(ends) - 1)] if index >= 0 else 0]
        ]

    def _line_places(self) -> Iterator[tuple[int, int, int]]:
        at = 0
        for index, line in enumerate(self.lines):
            yield index, at, at + len(line)
            at += len(line) + 1

    def walk_blocks(self, parent: etree._Element, depth: int) -> None:
        """Take up all paragraphs and tables under `parent`, in order."""
        self._check_depth(depth)
        for node in parent:
            if node.tag == PARAGRAPH:
                self._add_paragraph(node, depth)
            elif node.tag == TABLE:
                self._add_table(node, depth)
            elif node.tag == CHUNK:
                self._add_chunk(str(node.get(f"{RELATION}id") or ""))
            elif node.tag == f"{W}subDoc":
                self._losses.add(len(self.lines) - 1)
            elif node.tag == ALTERNATIVES:
                chosen = chosen_branch(node)
                if chosen is not None:
                    self.walk_blocks(chosen, depth + 1)
            elif node.tag == CONTROL and is_placeholder(node, self._styles):
                continue
            elif isinstance(node.tag, str) and node.tag not in SKIPPED:
                self.walk_blocks(node, depth + 1)

    def _add_chunk(self, identity: str) -> None:
        chunk = Chunk([], whole=False) if self._embedded is None else self._embedded.chunk(identity)
        self.lines += chunk.lines
        if not chunk.whole:
            self._losses.add(len(self.lines) - 1)

    def _add_paragraph(self, node: etree._Element, depth: int) -> None:
        properties = child(node, PROPERTIES)
        mark = None if properties is None else child(properties, RUN_PROPERTIES)
        style = self._style_of(properties)
        hidden = self._styles.hidden(style)
        self._open = (properties, style)
        text = self._inline(node, hidden, depth)
        # A paragraph mark deleted or moved away joins this paragraph to the next, as does a large
        # first letter in a frame of its own.
        if is_first_letter(properties) or (
            mark is not None and any(mark.find(f"{W}{kind}") is not None for kind in GONE)
        ):
            self._carried.append(text)
            return
        number = self._marker(properties, style)
        unseen = is_on(None if mark is None else child(mark, VANISH))
        # The number of a hidden paragraph is hidden, and counts.
        if not text.strip() and not self._carried and (hidden if unseen is None else unseen):
            number = ""
        text = settled(number + ("".join(self._carried) + text).lstrip("\n"))
        self._carried.clear()
        boxes, self._boxes = self._boxes, []
        if text and boxes and is_heading_over(node, boxes[0]):
            self._add_boxes(boxes[:1], depth)
            del boxes[0]
        if self._styles.is_contents(style):
            self._contents.add(len(self.lines))
        self.lines.append(text)
        self._add_boxes(boxes, depth)

    def _add_boxes(self, boxes: list[etree._Element | list[str]], depth: int) -> None:
        for box in boxes:
            if isinstance(box, list):
                self.lines += box
            else:
                self.walk_blocks(box, depth + 1)

    def _style_of(self, properties: etree._Element | None) -> str:
        node = None if properties is None else child(properties, STYLE)
        return self._styles.default if node is None else str(node.get(f"{W}val") or "")

    def _level(self) -> int:
        """The level of the paragraph in the outline, as its own properties or its style say."""
        properties, style = self._open
        own = None if properties is None else child(properties, f"{W}outlineLvl")
        said = "" if own is None else str(own.get(f"{W}val") or "")
        level = self._styles.level(style) if style else None
        return min(int(said), BODY) if said.isdecimal() else BODY if level is None else level

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
                    text = self._inline(node, hidden, depth + 1)
                    # Looking at the font of every run takes long.
                    is_short = 0 < len(text) <= LONGEST and "\n" not in text
                    pieces.append(in_own_font(text, node, self._styles) if is_short else text)
                else:
                    self._follow_fields(node)
            elif tag in (TEXT, MATH_TEXT):
                pieces.append(self._shown(node.text or ""))
            elif tag in SIGNS:
                pieces.append(self._shown(SIGNS[tag]))
            elif tag not in SKIPPED:
                pieces.append(self._special(node, hidden, depth))
        return "".join(pieces)

    def _shown(self, text: str) -> str:
        """The text where no field's code is being read; inside one it belongs to the code."""
        for one in reversed(self._fields):
            if one.in_code:
                one.code.append(text)
                return ""
        return text

    def _special(self, node: etree._Element, hidden: bool, depth: int) -> str:
        tag = node.tag
        text = ""
        if tag == f"{W}fldChar":
            text = self._turn_field(node)
        elif tag == f"{W}instrText":
            self._shown(node.text or "") if self._fields else ""
        elif tag == f"{W}fldSimple":
            text = self._inline(node, hidden, depth + 1)
            text = text or self._shown(self._without_result(Field([str(node.get(f"{W}instr"))])))
        elif tag == f"{W}br":
            text = self._shown("\n")
        elif tag == f"{W}sym":
            text = self._shown(symbol(node))
        elif tag in BETWEEN:
            parts = [self._inline(one, hidden, depth + 1) for one in node]
            text = BETWEEN[tag].join(one for one in parts if one)
        elif tag == f"{W}txbxContent":
            self._boxes.append(node)
        elif tag == ALTERNATIVES:
            chosen = chosen_branch(node)
            text = "" if chosen is None else self._inline(chosen, hidden, depth + 1)
        elif isinstance(tag, str):
            text = self._drawn(node, hidden, depth)
        return text

    def _drawn(self, node: etree._Element, hidden: bool, depth: int) -> str:
        """What shapes, diagrams, embedded documents and anything else inside a run show."""
        if node.tag == CONTROL and is_placeholder(node, self._styles):
            return ""
        if self._drawn_pictures.see(node, len(self.lines)):
            self._signs += 1
            return self._shown(IN_LINE)
        if art := word_art(node):
            self._boxes.append([art])
        elif node.tag == SHAPE_TEXT:
            self._boxes.append(shape_lines(node))
            return ""
        elif node.tag == DIAGRAM and self._embedded is not None:
            self._boxes.append(self._embedded.diagram(diagram_data(node)))
        elif holds_document(node):
            self._losses.add(len(self.lines))
        return self._inline(node, hidden, depth + 1)

    def _run_hidden(self, run: etree._Element, hidden: bool) -> bool:
        properties = child(run, RUN_PROPERTIES)
        if properties is None:
            return hidden
        direct = is_on(child(properties, VANISH))
        if direct is not None:
            return direct
        if is_taken_back(run) or is_without_ink(run):
            return True
        style = properties.find(f"{W}rStyle")
        return hidden or (
            style is not None and self._styles.hidden(str(style.get(f"{W}val") or ""))
        )

    def _follow_fields(self, run: etree._Element) -> None:
        for node in run.iter(f"{W}fldChar"):
            self._turn_field(node)

    def _turn_field(self, node: etree._Element) -> str:
        """Open, turn or close a field; what it shows where it closes without a result."""
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(Field(form=node.find(f"{W}ffData")))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_code = False
        elif kind == "end" and self._fields:
            closed = self._fields.pop()
            if closed.in_code:
                return self._shown(self._without_result(closed))
            return self._shown(behind_result("".join(closed.code)))
        return ""

    def _without_result(self, one: Field) -> str:
        """What a field without a result shows: a number that is counted, or what its code says."""
        number = self._autonumbers.number("".join(one.code), self._level())
        return number or shown_without_result(one)

    def _add_table(self, table: etree._Element, depth: int) -> None:
        self._check_depth(depth)
        for row in _own(table, f"{W}tr"):
            unseen = is_on(row.find(f"{W}trPr/{W}hidden"))
            if row.find(f"{W}trPr/{W}del") is None and not unseen:
                self._add_row(row, depth)

    def _add_row(self, row: etree._Element, depth: int) -> None:
        outer, contents, losses = self.lines, self._contents, self._losses
        texts: list[list[str]] = [[] for _ in range(_span(row.find(f"{W}trPr"), "gridBefore"))]
        lost, seen, cells = False, len(self._drawn_pictures), 0
        for cell in _own(row, f"{W}tc"):
            if cell.find(f"{W}tcPr/{W}cellDel") is not None:
                continue
            cells += 1
            self.lines, self._contents, self._losses = [], set(), set()
            signs = self._signs
            self.walk_blocks(cell, depth + 1)
            words = [line.strip(" ") for line in self.lines if line.strip()]
            # A picture alone in a cell beside words stands for a figure.
            is_sign = not words and self._signs > signs and any(texts)
            texts.append([IN_LINE] if is_sign else words)
            texts += [[] for _ in range(_span(cell.find(f"{W}tcPr"), "gridSpan") - 1)]
            lost = lost or bool(self._losses)
        self.lines, self._contents, self._losses = outer, contents, losses
        self.lines += row_lines(texts, is_merged=cells == 1)[0]
        self._drawn_pictures.gather(seen, len(self.lines) - 1)
        if lost:
            self._losses.add(len(self.lines) - 1)

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
    for inner in node:
        if inner.tag == tag:
            yield inner
        elif inner.tag in WRAPPERS:
            yield from _own(inner, tag)


def _span(properties: etree._Element | None, name: str) -> int:
    node = None if properties is None else properties.find(f"{W}{name}")
    value = "" if node is None else str(node.get(f"{W}val") or "")
    return min(int(value), WIDEST) if value.isdecimal() else 0
