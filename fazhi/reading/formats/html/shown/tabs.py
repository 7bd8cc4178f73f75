"""The rest of an article behind a tab that a script opens, or in a text area beside it.

What goes on with the next number of its parts (二、 behind 一、) is the article's own: behind a tab
it is read. What a page holds so and is not read is told, with its first words, to be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING

from fazhi.language.numerals import read_number
from fazhi.reading.formats.html.article import Article
from fazhi.reading.formats.html.folded import DAY_AT_END
from fazhi.reading.formats.html.lines import Walker, is_prose
from fazhi.reading.formats.html.portals import bare
from fazhi.reading.formats.html.shown.leaves import OPENING, is_leaf
from fazhi.reading.formats.html.tree import Element, Tree
from fazhi.records import Lack

if TYPE_CHECKING:
    from fazhi.reading.formats.html.page import Page

PART = re.compile(r"[ \u3000]*第?([一二三四五六七八九十]{1,3})(?:、|[．.](?!\d)|部分|章)")
LEAST, FEWEST_STOPS = 100, 2
LONGEST = 20


def with_all_tabs(tree: Tree, article: Article) -> Article:
    """The article with the hidden tabs that go on with the number of its parts."""
    last = _numbers([line.text for line in article.lines]) if article.weights.hidden else []
    shown: list[int] = []
    for one in _hidden(article) if last else ():
        own = _numbers(_lines_of(one, article))
        if own and own[0] == last[-1] + 1 and is_leaf(one, article):
            shown.append(one.number)
            last = own
    return Article(tree, article.book, article.shown.union(shown)) if shown else article


def hidden_rest(page: Page) -> tuple[Lack, ...]:
    """That a tab or a text area holds what seems to be the article's and is not read."""
    article = page.article
    seen = bare("".join(line.text for line in article.lines))
    ended = bool(article.lines) and DAY_AT_END.search(bare(article.lines[-1].text))
    for lines, is_area in _held(page):
        numbers = _numbers(lines)
        # A text that begins with 一、 is another; one without numbers may be anything.
        goes_on = numbers[0] > 1 if numbers else is_area and not ended
        if goes_on and _is_text(lines) and not _is_copy(lines, seen):
            return (Lack("hidden_rest", f"{bare(lines[0])[:LONGEST]}…"),)
    return ()


def _held(page: Page) -> Iterator[tuple[list[str], bool]]:
    """The lines of each text area that asks nothing, and of each hidden box beside the article."""
    for one in page.tree.named("textarea"):
        if not any(outer.name == "form" for outer in one.ancestors()):
            yield [line for line in unescape(one.source()).splitlines() if line.strip()], True
    for one in _hidden(page.article):
        if one.number not in page.article.shown and is_leaf(one, page.article):
            yield _lines_of(one, page.article), False


def _hidden(article: Article) -> Iterator[Element]:
    """The hidden boxes that hold a text: most are a menu or a few words."""
    return (one for one in article.weights.hidden if len(one.text()) >= LEAST)


def _lines_of(one: Element, article: Article) -> list[str]:
    return [line.text for line in Walker((), (one.number,), book=article.book).walk(one)]


def _numbers(lines: Sequence[str]) -> list[int]:
    """The numbers of the parts that lines begin."""
    found = (read_number(match[1]) for match in map(PART.match, lines) if match)
    return [int(number) for number in found if number]


def _is_text(lines: Sequence[str]) -> bool:
    whole = "".join(lines)
    return len(bare(whole)) >= LEAST and whole.count("。") >= FEWEST_STOPS


def _is_copy(lines: Sequence[str], seen: str) -> bool:
    """Whether running text of it stands in the article, too."""
    return any(bare(line)[:OPENING] in seen for line in lines if is_prose(line))
