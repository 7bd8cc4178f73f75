"""Which element of a page holds the article, and which lines of it are the article's own.

Whatever holds most of the running text is no furniture, whatever its name; a menu is told by
what it is: short lines that are links, one after another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from fazhi.codebook.book import Codebook
from fazhi.reading.formats.html.lines import COMMA, STOP, Line, Walker, is_prose
from fazhi.reading.formats.html.portals import bare, patterns, portals
from fazhi.reading.formats.html.shown.beside import LONGEST_DAY, Numbered, goes_on, is_its_day
from fazhi.reading.formats.html.styles import is_block, is_hidden
from fazhi.reading.formats.html.tree import BLOCKS, CELLS, SILENT, Element, Tree
from fazhi.reading.limits import check_time

# A link longer than this that holds a full stop is a paragraph that someone made a link.
LONGEST_LINK = 60
MOST = 0.7
# Furniture by name that holds this share of the running text, and no less than this of it, or
# half of all the page shows outside links, is a wrapper.
WRAPS, LEAST_WRAPPED = 0.4, 60
# Fewer visible characters of running text than this, and more of them hidden, is a page that a
# script would uncover.
LEAST_VISIBLE = 60
PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "blockquote"))
INLINE = frozenset(("p", "span", "font", "b", "strong", "em", "i", "u", "a", "h1", "h2", "h3"))
FIRST_LINES = 8
STRUCK = ("s", "strike")
LONGEST_STATEMENT = 200
HEADING = re.compile(
    r"[ \u3000]*(?:第?[一二三四五六七八九十]{1,3}[、．.章节部]"
    r"|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[)）])"
)
LEADING_DAY = re.compile(
    r"\d{4} ?[-年/.] ?\d{1,2} ?[-月/.] ?\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?[\s|]*"
)
CRUMBS = re.compile(r"[>›»＞]|::|/")
# A copy repeats nearly all of what came before it, and with it makes up most of the lines.
COPY_SHARE, COPY_SIZE, MOST_COPIES = 0.9, 0.35, 20


class Weights:
    """How much running text, and how much unlinked text, stands below each element."""

    def __init__(self, tree: Tree, shown: frozenset[int] = frozenset(), *, book: Codebook) -> None:
        self.book = book
        count = len(tree.elements)
        self.prose = [0] * count
        self.plain = [0] * count
        self.hidden: list[Element] = []
        if tree.body is not None:
            self._weigh(tree, shown)

    def _weigh(self, tree: Tree, shown: frozenset[int]) -> None:
        blocks: list[int] = [-1] * len(tree.elements)
        texts: defaultdict[int, list[str]] = defaultdict(list)
        for one in tree.elements:
            around = blocks[one.parent.number] if one.parent is not None else -1
            if around == -1 and one is not tree.body:
                continue
            name = one.name
            is_silent = name in SILENT
            is_veiled = "hidden" in one.attributes or (bool(one.style) and is_hidden(one.style))
            is_out = is_silent or is_veiled or (name == "a" and _is_link(one))
            if is_out and one.number not in shown:
                if around != -1 and is_veiled and not is_silent:
                    self.hidden.append(one)
                continue
            if one is tree.body or name in CELLS or is_block(name, one.style):
                around = one.number
            blocks[one.number] = around
            for text in one.children:
                if isinstance(text, str):
                    texts[around].append(text)
        site_words = patterns(self.book).site_words
        for number, pieces in texts.items():
            text = bare("".join(pieces))
            if not text:
                continue
            if not (len(text) < LONGEST_STATEMENT and site_words.search(text)):
                self.plain[number] = len(text)
                self.prose[number] = len(text) if is_prose(text) else 0
        for one in reversed(tree.elements):
            if self.plain[one.number] and one.parent is not None:
                self.prose[one.parent.number] += self.prose[one.number]
                self.plain[one.parent.number] += self.plain[one.number]


def _is_link(one: Element) -> bool:
    address = one.attributes.get("href")
    if not address or address.startswith("#"):
        return False
    text = one.text()
    return len(text) < LONGEST_LINK or not STOP.search(text)


def _strikes_paragraphs(one: Element) -> bool:
    """Whether a line through words goes through whole paragraphs: old editors left such wrappers.

    What an author takes back in a report is a word or a figure; a paragraph is kept.
    """
    if one.name not in STRUCK or one.parent is None:
        return False
    around = (child for child in one.parent.children if child is not one)
    beside = any(child.strip() if isinstance(child, str) else child.text() for child in around)
    is_whole = one.parent.name in BLOCKS and not beside
    return is_whole or _has_blocks(one)


def _has_blocks(one: Element) -> bool:
    return any(isinstance(child, Element) and child.name in BLOCKS for child in one.children)


class Article:
    """The article of a page: its element, its lines, and what was taken for furniture."""

    def __init__(
        self,
        tree: Tree,
        book: Codebook,
        shown: frozenset[int] = frozenset(),
        left_out: frozenset[int] = frozenset(),
    ) -> None:
        """Elements by number: those to read though hidden, those to leave out."""
        self.book = book
        self._tree = tree
        self.shown = shown
        # The numbers of the parts in boxes that were looked at.
        self._parts: dict[int, list[Numbered]] = {}
        self.weights = Weights(tree, shown, book=book)
        body = tree.body
        if body is not None and self.weights.prose[body.number] < LEAST_VISIBLE:
            self._uncover(body)
        self.skipped = self._furniture() | left_out
        self._forget_furniture()
        self.root = self._container(body) if body is not None else None
        self.all_lines: list[Line] = []
        if self.root is not None:
            self.all_lines = Walker(self.skipped, self.shown, book=book).walk(self.root)
        self.lines = without_copy(
            until_the_end(without_menus(_without_open_link(self.all_lines), book), book)
        )

    @property
    def prose(self) -> int:
        """Characters of running text outside links in the article's lines."""
        return sum(len(one.text) - one.linked for one in self.lines if one.prose)

    def _uncover(self, body: Element) -> None:
        """Take as shown what a script would show, where it holds the page's running text."""
        hidden = frozenset(one.number for one in self.weights.hidden)
        uncovered = Weights(self._tree, hidden, book=self.book) if hidden else None
        if uncovered is not None and uncovered.prose[body.number] > 2 * LEAST_VISIBLE:
            heaviest = max(self.weights.hidden, key=lambda one: uncovered.prose[one.number])
            self.shown = frozenset((heaviest.number,))
            self.weights = Weights(self._tree, self.shown, book=self.book)

    def _furniture(self) -> frozenset[int]:
        body = self._tree.body
        if body is None:
            return frozenset()
        prose, plain = self.weights.prose, self.weights.plain
        most = max(WRAPS * prose[body.number], LEAST_WRAPPED)
        half = max(plain[body.number] / 2, 1)
        comments = frozenset(
            one.number
            for rule in portals(self.book).comments
            for one in self._tree.select(rule)
            if prose[body.number] - prose[one.number] >= LEAST_WRAPPED
        )
        return comments | frozenset(
            one.number
            for rule in portals(self.book).furniture
            for one in self._tree.select(rule)
            if prose[one.number] < most
            and plain[one.number] < half
            and not _strikes_paragraphs(one)
        )

    def _container(self, body: Element) -> Element:
        """The element of the article: a known container, or the smallest with most prose."""
        prose = self.weights.prose
        total = prose[body.number]
        if not total:
            return self._without_prose(body)
        for rule in portals(self.book).containers:
            for one in self._tree.select(rule):
                if prose[one.number] >= MOST * total:
                    return self._with_paragraphs_beside(one, body)
        node = body
        while True:
            inside = [one for one in node.children if isinstance(one, Element)]
            heavy = next((one for one in inside if prose[one.number] >= MOST * total), None)
            if heavy is None or heavy.name in INLINE:
                return self._with_paragraphs_beside(node, body)
            node = heavy

    def _with_paragraphs_beside(self, one: Element, body: Element) -> Element:
        """The element, or one around it where paragraphs of the article stand beside it."""
        found = inner = one
        for outer in one.ancestors():
            if inner is body:
                break
            if any(
                self._is_paragraph(child, inner, found) or self._goes_on(child, inner)
                for child in outer.children
            ):
                found = outer
            inner = outer
        return found

    def _is_paragraph(self, one: Element | str, inner: Element, found: Element) -> bool:
        """Whether a sibling of `inner` is running text by itself, not a box of the page."""
        if isinstance(one, str) or one is inner or one.number in self.skipped:
            return False
        is_leaf = inner is found and one.name in BLOCKS and not _has_blocks(one)
        return (one.name in PARAGRAPHS or is_leaf) and self.weights.prose[one.number] > 0

    def _goes_on(self, one: Element | str, inner: Element) -> bool:
        """Whether a sibling of `inner` is a box that goes on with the article."""
        if isinstance(one, str) or one is inner or one.number in self.skipped:
            return False
        if not self.weights.prose[one.number]:
            return 0 < self.weights.plain[one.number] <= LONGEST_DAY and is_its_day(one, inner)
        return goes_on(one, inner, self._parts)

    def _forget_furniture(self) -> None:
        """Take what stands in furniture out of the weights of the elements around it."""
        for one in (self._tree.elements[number] for number in self.skipped):
            check_time()
            if not any(outer.number in self.skipped for outer in one.ancestors()):
                for outer in one.ancestors():
                    self.weights.prose[outer.number] -= self.weights.prose[one.number]

    def _without_prose(self, body: Element) -> Element:
        """A known container that holds something, where the page has no running text."""
        for rule in portals(self.book).containers:
            for one in self._tree.select(rule):
                if self.weights.plain[one.number] or one.children:
                    return one
        return body

    @property
    def is_clear_of_furniture(self) -> bool:
        """Whether nothing in the article's element was left out for its name."""
        root = self.root
        if root is None:
            return False
        for number in self.skipped:
            check_time()
            if root.holds(self._tree.elements[number]):
                return False
        return True


def _without_open_link(lines: list[Line]) -> list[Line]:
    """The lines, none of them a link where one link that nobody closed holds all paragraphs."""
    prose = [one for one in lines if one.prose]
    linked = [one for one in prose if one.linked >= 0.9 * len(one.text)]
    if len(linked) < 2 or 2 * len(linked) < len(prose) or len({one.address for one in linked}) > 1:
        return lines
    return [one._replace(linked=0) if one.address == linked[0].address else one for one in lines]


def without_menus(lines: Sequence[Line], book: Codebook) -> list[Line]:
    """The lines that are no part of a menu, of a table of contents, of crumbs or of a footer."""
    texts = [bare(one.text) for one in lines]
    later: dict[str, int] = {text: at for at, text in enumerate(texts)}
    last = max((at for at, one in enumerate(lines) if _is_running(one)), default=-1)
    site_words, pager = patterns(book).site_words, patterns(book).pager
    kept: list[Line] = []
    for at, line in enumerate(lines):
        text = texts[at]
        if line.inner >= 0.9 * len(text) and later[text] > at:
            continue
        if _is_menu(line) and not (at < last and HEADING.match(line.text)):
            continue
        if len(text) < LONGEST_STATEMENT:
            is_foot = site_words.search(text) is not None or _is_crumbs(line)
            if is_foot and not _is_inside(at, last, lines):
                continue
            if pager.fullmatch(line.text):
                continue
        kept.append(line)
    return kept


def _is_running(line: Line) -> bool:
    return line.prose and line.linked < 0.5 * len(line.text)


def _is_inside(at: int, last: int, lines: Sequence[Line]) -> bool:
    """Whether a line has running text before and after it."""
    return at < last and any(_is_running(one) for one in lines[max(0, at - 3) : at])


def _is_menu(line: Line) -> bool:
    """A line that is links alone: part of a menu, or the way to another page."""
    return (
        line.linked >= 0.9 * len(line.text)
        and not STOP.search(line.text)
        and not COMMA.search(line.text)
        and not line.text.startswith("附件")
    )


def _is_crumbs(line: Line) -> bool:
    return (
        line.linked > 0
        and len(line.text) < 120
        and CRUMBS.search(line.text) is not None
        and not STOP.search(line.text)
    )


def until_the_end(lines: Sequence[Line], book: Codebook) -> list[Line]:
    """The lines before those that lead to other articles."""
    total = sum(len(one.text) for one in lines if one.prose)
    after, passed = patterns(book).after, 0
    for at, line in enumerate(lines):
        if at and passed >= 0.6 * total and after.match(line.text):
            return list(lines[:at])
        passed += len(line.text) if line.prose else 0
    return list(lines)


def without_copy(lines: list[Line]) -> list[Line]:
    """The lines once, where the page holds the whole article a second time for telephones."""
    texts = [bare(one.text) for one in lines]
    total = sum(map(len, texts))
    for start, first in enumerate(texts[:FIRST_LINES]):
        repeats = [at for at in range(start + 3, len(texts)) if texts[at] == first and first]
        for again in repeats[:MOST_COPIES]:
            span = min(again - start, len(texts) - again)
            size = sum(map(len, texts[start:again]))
            same = sum(
                len(texts[start + at])
                for at in range(span)
                if texts[start + at] == texts[again + at]
            )
            if size >= COPY_SIZE * total and same >= COPY_SHARE * size:
                return lines[:again] + lines[again + span :]
    return lines


def is_sentence(line: str) -> bool:
    """A line of words that no label has."""
    return "。" in line or line.count("，") > 1


def is_statement(line: str, book: Codebook) -> bool:
    """A line of labels and values (发布时间：… 来源：… 浏览次数：…), or of a day and these."""
    day = LEADING_DAY.match(line)
    return (
        len(line) <= LONGEST_STATEMENT
        and patterns(book).label.match(line, day.end() if day else 0) is not None
        and not is_sentence(line)
    )
