"""What stands round the text of pages: numbers, titles that run along, what a browser adds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from fazhi.reading.layout.frames import Frame
from fazhi.reading.layout.rows import EDGE, Line

PAGE_NUMBER = re.compile(
    r"[-—–―－─一·•~～\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*页)?"
    r"(?:\s*[/／,，、]?\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–―－─一·•~～\s]*",
    re.I,
)
# What a browser prints around a page: time and title above, address below.
BROWSER = re.compile(
    r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4},?\s*(?:上午|下午)?\s*\d{1,2}:\d{2}.*|(?:https?|file)://\S*(?:\s.*)?",
    re.I,
)
FIGURES = re.compile(r"[\d.,，%\s]+")
DIGITS = re.compile(r"\d+")
# A number of so many pages stands on a page of its own without others to tell it by.
LOWEST = 9


@dataclass(slots=True)
class FramedPage:
    """A frame of a page on its way: columns of lines in reading order, which are furniture."""

    frame: Frame
    number: int
    columns: list[list[Line]]
    furniture: dict[Line, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[Line]:
        """The lines of all columns in reading order."""
        return [line for column in self.columns for line in column]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at the edge of a page: its words without their digits, its height in hundredths."""

    page: FramedPage
    line: Line
    words: str
    height: int


def mark_furniture(pages: list[FramedPage], count_of_pages: int) -> None:
    """Find page numbers, and titles that stand at one height of the edge on several pages."""
    edges: list[_Edge] = []
    for page in pages:
        if page.frame.watermark:
            page.furniture = dict.fromkeys(page.lines, "watermark")
            continue
        for line in _edge_lines(page.lines, page.frame.height):
            # Pages of one file differ by a hair; a hundred steps to a page forgive that.
            step = round((line.top + line.bottom) / 2 / page.frame.height * 100)
            edges.append(_Edge(page, line, DIGITS.sub("0", line.text), step))
    places = {(edge.words, edge.height, edge.page.number) for edge in edges}
    seen = Counter((words, height) for words, height, _ in places)
    counted = _counted(edges)
    for edge in edges:
        count = sum(seen[(edge.words, edge.height + near)] for near in (-1, 0, 1))
        if PAGE_NUMBER.fullmatch(edge.line.text) and _is_number(edge, counted, count_of_pages):
            edge.page.furniture[edge.line] = "page_number"
        elif FIGURES.fullmatch(edge.line.text):
            # Figures of a table stand at the edge of pages too.
            continue
        elif BROWSER.fullmatch(edge.line.text) or (count >= 2 and count * 3 >= count_of_pages):
            edge.page.furniture[edge.line] = "running_title"


def _edge_lines(lines: list[Line], height: float) -> list[Line]:
    top = [line for line in lines if line.bottom < EDGE * height]
    bottom = [line for line in lines if line.top > (1 - EDGE) * height]
    return (
        sorted(top, key=lambda line: line.top)[:3] + sorted(bottom, key=lambda line: line.top)[-3:]
    )


def _counted(edges: list[_Edge]) -> set[tuple[int, int]]:
    """Height and lead (number less place of the page) of bare figures that count the pages."""
    leads: dict[tuple[int, int], set[int]] = defaultdict(set)
    for edge in edges:
        if edge.line.text.isdigit():
            leads[(edge.height, int(edge.line.text) - edge.page.number)].add(edge.page.number)
    near = {
        (height, lead)
        for height, lead in leads
        if len(set().union(*(leads.get((height + step, lead), set()) for step in (-1, 0, 1)))) > 1
    }
    return near


def _is_number(edge: _Edge, counted: set[tuple[int, int]], count_of_pages: int) -> bool:
    """Whether what looks like a page number is one, and no figure of the text."""
    text = edge.line.text
    if "\t" in text and "页" not in text:
        return False
    if not text.isdigit():
        return True
    lead = int(text) - edge.page.number
    if (edge.height, lead) in counted:
        return True
    return lead in (0, 1) if count_of_pages > 1 else int(text) <= LOWEST
