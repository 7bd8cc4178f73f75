"""A parsed page as plain elements that are walked, matched and weighed many times over."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fazhi.reading.limits import check_time

# What a browser never shows as text; the text of some may be the article all the same.
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
        "datalist",
    ]
)
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
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "plaintext",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
# Blocks whose line ends are shown as they are.
KEPT = frozenset(("pre", "xmp", "listing", "plaintext"))
CELLS = frozenset(("td", "th"))
# How the parser calls a stretch of text.
TEXT = "-text"
SIMPLE = re.compile(r"[.#]?[\w-]+|\[\w+\]")


class Element:
    """One element: its attributes, what stands in it, and what a style sheet says of it."""

    __slots__ = ("attributes", "children", "name", "number", "parent", "style")

    def __init__(
        self, name: str, attributes: dict[str, str], parent: Element | None, number: int
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.number = number
        self.children: list[Element | str] = []
        self.style = ""

    def __repr__(self) -> str:
        return f"<{self.name}#{self.id}.{'.'.join(self.classes)}>"

    @property
    def classes(self) -> list[str]:
        """The names of its classes."""
        return self.attributes.get("class", "").split()

    @property
    def id(self) -> str:
        """Its identity; empty where it has none."""
        return self.attributes.get("id", "")

    def ancestors(self) -> Iterator[Element]:
        """The elements around this one, the nearest first."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    def holds(self, other: Element) -> bool:
        """Whether the other element is this one or lies in it."""
        return other is self or any(one is self for one in other.ancestors())

    def text(self) -> str:
        """All text below, silent elements left out, in reading order."""
        if len(self.children) == 1 and isinstance(self.children[0], str):
            return self.children[0]
        pieces: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                pieces.append(one)
            elif one is self or one.name not in SILENT:
                waiting.extend(reversed(one.children))
        return "".join(pieces)

    def source(self) -> str:
        """The text that stands directly in it: the content of a script or text area."""
        return "".join(one for one in self.children if isinstance(one, str))


class Tree:
    """The elements of a page in document order, and the ways to find them."""

    def __init__(self, markup: str) -> None:
        self.elements: list[Element] = []
        self._named: defaultdict[str, list[Element]] = defaultdict(list)
        parser = LexborHTMLParser(markup)
        self._grow(parser.root)
        self.body = next(iter(self._named.get("body", ())), None)

    def _grow(self, root: LexborNode | None) -> None:
        node, parent = root, None
        while node is not None:
            tag = node.tag
            if tag == TEXT:
                if parent is not None:
                    parent.children.append(node.text_content or "")
            elif tag and tag[0] not in "-_!":
                element = self._add(node, tag, parent)
                child = node.child
                if child is not None:
                    node, parent = child, element
                    continue
            following = node.next
            while following is None:
                node = node.parent
                if node is None:
                    return
                parent = parent.parent if parent is not None else None
                following = node.next
            node = following

    def _add(self, node: LexborNode, tag: str, parent: Element | None) -> Element:
        number = len(self.elements)
        if not number % 64:
            check_time()
        told = node.attributes
        given = {name: value or "" for name, value in told.items()} if told else {}
        element = Element(tag, given, parent, number)
        if element.name == "template":
            # Its content is no child of it, and the parser's inner markup leaves it out.
            markup = node.html or ""
            element.children.append(markup[markup.find(">") + 1 : markup.rfind("<")])
        self.elements.append(element)
        if parent is not None:
            parent.children.append(element)
        self._named[tag].append(element)
        if given:
            if given.get("id"):
                self._named[f"#{given['id']}"].append(element)
            for one in dict.fromkeys(given.get("class", "").split()):
                self._named[f".{one}"].append(element)
        return element

    def select(self, rule: str) -> list[Element]:
        """The elements that a rule names: `tag`, `.class`, `#id`, and `a b` for b inside a."""
        known = self._named.get(rule)
        if known is not None:
            return known
        *outer, parts = _compounds(rule)
        if not outer and len(parts) == 1 and parts[0][0] != "[":
            return []
        found = min((self._named.get(part, []) for part in parts if part[0] != "["), key=len)
        return [
            one for one in found if all(_is(one, part) for part in parts) and _lies_in(one, outer)
        ]

    def named(self, *names: str) -> list[Element]:
        """The elements of these tag names, in document order."""
        if len(names) == 1:
            return self._named.get(names[0], [])
        found = [one for name in names for one in self._named.get(name, ())]
        return sorted(found, key=lambda one: one.number)


@lru_cache(maxsize=1024)
def _compounds(rule: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(SIMPLE.findall(one)) for one in rule.split())


def _is(element: Element, part: str) -> bool:
    if part[0] == ".":
        return part[1:] in element.classes
    if part[0] == "#":
        return part[1:] == element.id
    if part[0] == "[":
        return part[1:-1] in element.attributes
    return part == element.name


def _lies_in(element: Element, outer: list[tuple[str, ...]]) -> bool:
    waiting = list(outer)
    if not waiting:
        return True
    check_time()
    for one in element.ancestors():
        if not waiting:
            break
        if all(_is(one, part) for part in waiting[-1]):
            waiting.pop()
    return not waiting
