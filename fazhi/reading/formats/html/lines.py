"""Elements as lines of text, as a browser would show them."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.reading.formats.html.lists import LISTS, Counters
from fazhi.reading.formats.html.shown.inline import FIELDS, field_value, is_note_mark
from fazhi.reading.formats.html.styles import KEEPS_LINES, declared, is_block, is_hidden
from fazhi.reading.formats.html.tables import GROUPS, Grid, is_data
from fazhi.reading.formats.html.tree import BLOCKS, CELLS, KEPT, SILENT, Element
from fazhi.reading.limits import check_time
from fazhi.reading.pictures import IN_LINE, UNSURE, centimetres, settled, sign_of, sure

WHITE = re.compile(r"[ \t\r\n\f]+")
# Elements that change neither lines nor links, unless a style makes them.
PLAIN = frozenset(("span", "font", "b", "strong", "i", "em", "u", "small", "big", "sup", "sub"))
# Elements that begin and end a line, and do no more.
ONLY_BLOCKS = BLOCKS - {"table", "tr", "li", *KEPT}
# What may be the mark of a note.
MARKS = frozenset(("a", "sup"))

# Running text has full stops, or commas in a long line; menus and lists of news have neither.
STOP, COMMA = re.compile("[。；！？;]"), re.compile("[，,]")
SHORTEST_WITH_COMMA = 15
# Pictures that words flow round, and those that only count visitors.
BESIDE = ("left", "right")
FLOATS = re.compile(r"(?:^|[;\s])(?:float\s*:\s*(?:left|right)|position\s*:\s*(?:abs|fix))", re.I)
NOTHING = re.compile(r"\s*0+(?:px)?\s*", re.I)


class Line(NamedTuple):
    """One line: its text, whether it is running text, how many of its characters are links, how
    many lead within the page, and the address of its first link."""

    text: str
    prose: bool
    linked: int
    inner: int
    address: str


class Walker:
    """Walks once through the elements below one, in reading order."""

    def __init__(
        self,
        skipped: Container[int],
        shown: Container[int] = (),
        known: Mapping[int, Sequence[Line]] | None = None,
        *,
        book: Codebook,
    ) -> None:
        """Elements by number: those left out, those shown though hidden, those walked before."""
        self._skipped = skipped
        self._shown = shown
        self._known = known or {}
        self._book = book
        self._pieces: list[str] = []
        self._linked = self._inner = 0
        self._address = ""
        self._grid = Grid()
        # The mark of a list item that waits for the first words of the item.
        self._mark = ""
        # The addresses of the links that are open.
        self._links: list[str] = []
        self._data_tables: list[Element] = []
        self._keeping: list[Element] = []
        self._counters = Counters()
        # Whether a line ends within a cell, whose words stay apart.
        self._is_parted = False
        self.lines: list[Line] = []

    def walk(self, root: Element) -> list[Line]:
        """The lines below `root`."""
        outer = [one for one in root.ancestors() if _keeps_lines(one)]
        self._keeping = outer + ([root] if _keeps_lines(root) else [])
        # The end of an element waits as the element in a pair of its own.
        waiting: list[Element | str | tuple[Element]] = list(root.children[::-1])
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                self._text(one)
            elif isinstance(one, tuple):
                self._close(one[0])
            elif one.number in self._known:
                self._end_line()
                self.lines += self._known[one.number]
            elif one.name in FIELDS:
                self._pieces.append(field_value(one, in_table=bool(self._data_tables)))
            elif not self._is_left_out(one):
                if not one.number % 64:
                    check_time()
                if one.style or one.name not in PLAIN:
                    self._open(one)
                    waiting.append((one,))
                # Where one text is all, it need not wait.
                if len(one.children) == 1 and isinstance(one.children[0], str):
                    self._text(one.children[0])
                else:
                    waiting += one.children[::-1]
        self._end_line()
        return self.lines

    def _is_left_out(self, one: Element) -> bool:
        if one.number in self._shown:
            return False
        return (
            one.name in SILENT
            or one.number in self._skipped
            or "hidden" in one.attributes
            or (bool(one.style) and is_hidden(one.style))
            or (one.name in MARKS and is_note_mark(one))
        )

    def _open(self, one: Element) -> None:
        name = one.name
        if name in ONLY_BLOCKS and not self._data_tables and not one.style:
            if not (self._mark and self._begins_item(name)):
                self._end_line()
            return
        self._begin(one)
        if name == "table":
            if self._data_tables or is_data(one):
                self._grid = self._grid if self._data_tables else Grid()
                self._data_tables.append(one)
        elif name == "a":
            self._open_link(one)
        elif name == "li":
            self._mark = self._counters.mark(one)
            self._keep_apart()
            self._pieces.append(self._mark)
        elif name == "img" and (sign := _sign(one)) and not (self._links and self._is_icon(one)):
            self._pieces.append(UNSURE if self._links else sign)
        if name in KEPT or (one.style and _keeps_lines(one)):
            self._keeping.append(one)

    def _begin(self, one: Element) -> None:
        """Begin the line, row, cell or line in a cell that an element begins, if it does."""
        name = one.name
        if name == "br":
            self._part()
        elif not self._data_tables or name == "tr":
            is_first = bool(self._mark) and name in ONLY_BLOCKS and self._begins_item(name)
            if not is_first and (name in CELLS or is_block(name, one.style)):
                self._end_line()
                self._grid.begin_row()
        elif name in CELLS:
            self._pieces.append("\t" * self._grid.place(one))
            self._is_parted = False
        elif name in GROUPS:
            self._grid.begin_group()
        elif is_block(name, one.style):
            self._part()

    def _begins_item(self, name: str) -> bool:
        """Whether a block is the first of a list item: its words stand beside the item's mark."""
        return name not in LISTS and "".join(self._pieces).rstrip() == self._mark.rstrip()

    def _is_icon(self, picture: Element) -> bool:
        """Whether a picture in a link is an icon beside its words, or what a cell leads on with.

        Portals make each picture of an article a link to a larger one.
        """
        link = next(around for around in picture.ancestors() if around.name == "a")
        return bool(self._data_tables or link.text().strip())

    def _open_link(self, one: Element) -> None:
        address = one.attributes.get("href", "")
        self._links.append(address)
        # A picture right before a link is its icon, if no figure is wanted there.
        last = next(
            (at for at in reversed(range(len(self._pieces))) if self._pieces[at].strip()), 0
        )
        if self._pieces and self._pieces[last] == IN_LINE:
            self._pieces[last] = UNSURE
        if address and not self._address:
            self._address = address

    def _close(self, one: Element) -> None:
        name = one.name
        if name in ONLY_BLOCKS and not self._data_tables and not one.style:
            self._end_line()
            return
        if name in CELLS or is_block(name, one.style):
            if not self._data_tables or name == "tr":
                self._end_line()
            else:
                self._part()
        if self._data_tables and self._data_tables[-1] is one:
            self._data_tables.pop()
            if not self._data_tables:
                self._end_line()
        elif name == "a":
            self._links.pop()
        if self._keeping and self._keeping[-1] is one:
            self._keeping.pop()

    def _text(self, text: str) -> None:
        if self._keeping and not self._data_tables:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self._piece(first)
            for line in rest:
                self._end_line()
                self._piece(line)
            return
        # Most texts hold no white space: looking for each of its signs is quicker.
        is_white = " " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text
        text = WHITE.sub(" ", text) if is_white else text
        if self._is_parted and not text.isspace():
            self._keep_apart()
        if self._links:
            self._piece(text)
        else:
            self._pieces.append(text)

    def _part(self) -> None:
        """End a line; within a cell of data, keep what follows in its row, apart."""
        if self._data_tables:
            self._is_parted = "".join(self._pieces[-2:]).rstrip(" ")[-1:] not in ("", "\t")
        else:
            self._end_line()

    def _keep_apart(self) -> None:
        if self._is_parted:
            self._pieces.append(" ")
            self._is_parted = False

    def _piece(self, text: str) -> None:
        self._pieces.append(text)
        if self._links:
            if any(map(_leads_out, self._links)):
                self._linked += len(text.strip())
            elif self._address:
                self._inner += len(text.strip())

    def _end_line(self) -> None:
        address = self._address
        # A link may go on over several lines.
        self._address = self._links[-1] if self._links else ""
        pieces = self._pieces
        if not pieces:
            return
        self._mark = ""
        text = (pieces[0] if len(pieces) == 1 else "".join(pieces)).strip(" \n")
        if IN_LINE in text or UNSURE in text:
            # Lines that are no running text are made of words and icons.
            text = text if is_prose(text) else text.replace(IN_LINE, UNSURE)
            text = settled(sure(text, self._book))
        if text and not text.isspace():
            self.lines.append(Line(text, is_prose(text), self._linked, self._inner, address))
        pieces.clear()
        self._linked = self._inner = 0


def _sign(picture: Element) -> str:
    """What stands in the line for a picture; empty where it cannot be a part of it."""
    told, style = picture.attributes, picture.style
    if told.get("align", "").lower() in BESIDE or (style and FLOATS.search(style)):
        return ""
    said = [declared(style, side) or told.get(side, "") for side in ("width", "height")]
    if any(NOTHING.fullmatch(one) for one in said):
        return ""
    sign = sign_of(*map(centimetres, said))
    is_face = "emo" in told.get("class", "") or told.get("alt", "").startswith("[")
    return UNSURE if sign and is_face else sign


def _leads_out(address: str) -> bool:
    """A bookmark is no link, and one that leads within the page is no way out of it."""
    return bool(address) and not address.startswith("#")


def _keeps_lines(one: Element) -> bool:
    return one.name in KEPT or bool(KEEPS_LINES.search(one.style))


def is_prose(text: str) -> bool:
    """Whether a line is running text."""
    return (
        "。" in text
        or bool(STOP.search(text))
        or (len(text) >= SHORTEST_WITH_COMMA and COMMA.search(text) is not None)
    )
