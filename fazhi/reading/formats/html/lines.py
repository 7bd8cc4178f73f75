"""A tree of HTML elements as lines of text, as a browser would show them."""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from fazhi.reading.limits import check_time

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "audio",
        "video",
        "canvas",
        "svg",
        "math",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "select",
        "option",
        "input",
        "textarea",
        "button",
        "map",
        "area",
        "frameset",
        "frame",
        "noframes",
        "-comment",
        "-doctype",
        "_comment",
    ]
)
CELLS = frozenset(("td", "th"))
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
WHITE = re.compile(r"[ \t\r\n\f]+")
# A table cell longer than this is a frame of the layout, not data.
LONGEST_CELL = 300
CHINESE_LISTS = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal")
DIGITS = "零一二三四五六七八九十"


class Line(NamedTuple):
    """One line: its text, how many of its characters are links, the element it stands in."""

    text: str
    linked: int
    tag: str


class Walker:
    """Walks once through the elements below a node, in reading order."""

    def __init__(self, skipped: frozenset[int]) -> None:
        self._skipped = skipped
        self._pieces: list[str] = []
        self._linked = 0
        self._tag = ""
        self._links = 0
        self._data_tables: list[int] = []
        self._preformatted = 0
        self.lines: list[Line] = []

    def walk(self, root: LexborNode) -> list[Line]:
        """The lines below `root`."""
        node: LexborNode | None = root.child
        while node is not None:
            check_time()
            child = None
            if node.is_text_node:
                self._text(node.text_content or "")
            elif not self._is_silent(node):
                self._open(node)
                child = node.child
                if child is None:
                    self._close(node)
            node = child if child is not None else self._next(node, root)
        self._end_line()
        return self.lines

    def _next(self, node: LexborNode, root: LexborNode) -> LexborNode | None:
        while node.next is None:
            parent = node.parent
            if parent is None or parent.mem_id == root.mem_id:
                return None
            node = parent
            self._close(node)
        return node.next

    def _is_silent(self, node: LexborNode) -> bool:
        if node.tag in SILENT or node.mem_id in self._skipped:
            return True
        attributes = node.attributes
        return bool(
            attributes and ("hidden" in attributes or HIDDEN.search(attributes.get("style") or ""))
        )

    def _open(self, node: LexborNode) -> None:
        tag = str(node.tag)
        if tag == "br":
            self._end_line()
        elif tag in CELLS:
            if not self._data_tables:
                self._end_line()
        elif tag in BLOCKS and not (self._data_tables and tag != "tr"):
            self._end_line()
        if tag == "table":
            if self._data_tables or _is_data(node):
                self._data_tables.append(node.mem_id)
        elif tag == "a":
            self._links += 1
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "li":
            self._pieces.append(_list_mark(node))
        if tag in BLOCKS:
            self._tag = tag

    def _close(self, node: LexborNode) -> None:
        tag = str(node.tag)
        if tag in CELLS and self._data_tables:
            self._pieces.append("\t" if _has_next_cell(node) else "")
        elif tag in CELLS or (tag in BLOCKS and not (self._data_tables and tag != "tr")):
            self._end_line()
        if tag == "table" and self._data_tables and self._data_tables[-1] == node.mem_id:
            self._data_tables.pop()
            if not self._data_tables:
                self._end_line()
        elif tag == "a":
            self._links -= 1
        elif tag == "pre":
            self._preformatted -= 1

    def _text(self, text: str) -> None:
        if self._preformatted:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self._pieces.append(first)
            for line in rest:
                self._end_line()
                self._pieces.append(line)
            return
        text = WHITE.sub(" ", text)
        self._pieces.append(text)
        if self._links > 0:
            self._linked += len(text.strip())

    def _end_line(self) -> None:
        text = "".join(self._pieces).strip(" \n")
        if text.strip():
            self.lines.append(Line(text.rstrip("\t"), self._linked, self._tag))
        self._pieces.clear()
        self._linked = 0


def _is_data(table: LexborNode) -> bool:
    """Whether a table shows data, rather than laying out the page."""
    if table.css_first("table table") is not None:
        return False
    rows = table.css("tr")
    cells = table.css("td, th")
    if len(rows) < 2 or len(cells) < 2 * len(rows) - 1:
        return False
    return all(len(cell.text()) <= LONGEST_CELL for cell in cells)


def _has_next_cell(cell: LexborNode) -> bool:
    following = cell.next
    while following is not None and following.tag not in CELLS:
        following = following.next
    return following is not None


def _list_mark(item: LexborNode) -> str:
    """The number a browser shows before an item of an ordered list."""
    parent = item.parent
    if parent is None or parent.tag != "ol":
        return ""
    style = (parent.attributes.get("style") or "") + (item.attributes.get("style") or "")
    if "none" in style:
        return ""
    start = parent.attributes.get("start") or "1"
    number = int(start) if start.isdecimal() and len(start) < 5 else 1
    before = item.prev
    while before is not None:
        number += before.tag == "li"
        before = before.prev
    if any(kind in style for kind in CHINESE_LISTS) and number <= 10:
        return f"{DIGITS[number]}、"
    return f"{number}. "
