"""A coders' workbook (XLSX): a row a unit, lists to choose from, what is given locked, and a guide.

Excel, WPS and LibreOffice open it alike: it uses validation by lists, protection without password,
and no formula. The sheets are the rows, how to code (made of the codebook), and the lists.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.codebook.entries import MARKED
from fazhi.codebook.indicators import indicators, kinds
from fazhi.language.units import measure_words
from fazhi.publish.pages.files.workbook import LONGEST, NOT_IN_XML, WRITTEN
from fazhi.publish.pages.words import Words
from fazhi.trust.review.columns import (
    ANSWERED,
    GIVEN,
    NO_FIGURE,
    NO_INDICATOR,
    NOT_STATED,
    Choices,
    choices,
    heads,
    sheet_names,
    told,
)
from fazhi.trust.review.shown import Shown

WIDTHS = {
    "no": 5, "key": 12, "place": 14, "file": 16, "before": 30, "words": 14, "after": 30,
    "sentence": 60, "indicator": 34, "value": 12, "unit": 8, "approx": 14, "period": 14,
    "counted": 16, "said": 16, "note": 24,
}  # fmt: skip
GUIDE_WIDTHS = (34, 26, 8, 60, 40, 40)
MAY = {
    "autofilter": True,
    "sort": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
}
LINES_OF_GUIDE = 8
# Sentences shown of each side of the line, the mention in brackets.
MOST = 5
MARK = r"【\1】"


class Asked(NamedTuple):
    """What a workbook is made of.

    Args:
        rows: the units.
        indicator: the one that whole reports are asked for; else empty.
        beside: further locked columns by their heads, a cell a row: the machine's answers, or
            those of coders who disagree.
    """

    rows: Sequence[Shown]
    indicator: str
    beside: Mapping[str, Sequence[str]]


def as_review(asked: Asked, words: Words) -> bytes:
    """The workbook, the same bytes whenever it is made of the same."""
    import xlsxwriter

    held = io.BytesIO()
    # No formula and no link is made of an author's words.
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, plain) as book:
        book.set_properties({"created": WRITTEN})
        names = sheet_names(words.language, words.book)
        lists = _lists(asked.indicator, words)
        sheets = {name: book.add_worksheet(title) for name, title in names.items()}
        ranges = _codes(sheets["codes"], lists, words, names["codes"])
        _rows(book, sheets["coding"], asked, words, ranges)
        _guide(book, sheets["guide"], asked, words)
    return held.getvalue()


def _lists(indicator: str, words: Words) -> dict[str, list[str]]:
    """What a coder can choose, as cells hold it, by column."""
    offered = _offered(indicator, choices(words.language, words.book))
    told_of = {
        column: [told(code, name) for code, name in named.items()]
        for column, named in offered.items()
    }
    return {**told_of, "unit": _units(indicator, words.book)}


def _offered(indicator: str, all_: Choices) -> Choices:
    """The codes: of whole reports the one indicator, or that it is not stated."""
    named = all_["indicator"]
    if indicator:
        allowed = [indicator, NOT_STATED]
    else:
        allowed = [NO_INDICATOR, NO_FIGURE, *(one for one in named if "." in one)]
    return {**all_, "indicator": {one: named[one] for one in allowed if one in named}}


def _units(indicator: str, book: Codebook) -> list[str]:
    """Measure words: those of the indicator, or of all of the codebook, then the others."""
    entries = indicators(book).entries
    asked = [entries[indicator]] if indicator else list(entries.values())
    own = [word for one in asked for word in (one.unit, *one.units)]
    return list(dict.fromkeys(word for word in (*own, *measure_words(book)) if word))


def _codes(
    page: Any, lists: Mapping[str, Sequence[str]], words: Words, title: str
) -> dict[str, str]:
    """The lists, a column each; gives where each stands."""
    where, named = {}, heads(words.language, words.book)
    for at, (column, cells) in enumerate(lists.items()):
        page.write_string(0, at, named[column])
        for down, cell in enumerate(cells, start=1):
            page.write_string(down, at, cell)
        letter = chr(ord("A") + at)
        where[column] = f"='{title}'!${letter}$2:${letter}${len(cells) + 1}"
        page.set_column(at, at, 40)
    page.protect("", MAY)
    return where


def _rows(book: Any, page: Any, asked: Asked, words: Words, lists: Mapping[str, str]) -> None:
    named = heads(words.language, words.book)
    wrapped = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#d0d0d0"}
    given = book.add_format({**wrapped, "bg_color": "#f3f3f3"})
    marked = book.add_format({**wrapped, "bg_color": "#f3f3f3", "bold": True})
    answer = book.add_format({**wrapped, "locked": False})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    columns = [*GIVEN, *asked.beside, *ANSWERED]
    for at, column in enumerate(columns):
        page.write_string(0, at, named.get(column, column), head)
        page.set_column(at, at, WIDTHS.get(column, 26))
    last = max(len(asked.rows), 1)
    for down, row in enumerate(asked.rows, start=1):
        page.write_number(down, 0, down, given)
        for at, cell in enumerate(row.cells(), start=1):
            page.write_string(down, at, _cell(cell), marked if GIVEN[at] == "words" else given)
        for at, column in enumerate(asked.beside, start=len(GIVEN)):
            page.write_string(down, at, _cell(asked.beside[column][down - 1]), given)
        for at in range(len(columns) - len(ANSWERED), len(columns)):
            page.write_blank(down, at, None, answer)
    for column, source in lists.items():
        at = columns.index(column)
        page.data_validation(1, at, last, at, {
            "validate": "list", "source": source, "error_title": named[column],
            # Reports have measure words that no list holds.
            "error_message": words("review.choose"), "show_error": column != "unit",
        })  # fmt: skip
    page.freeze_panes(1, GIVEN.index("sentence"))
    page.autofilter(0, 0, last, len(columns) - 1)
    page.protect("", MAY)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _cell(words: str) -> str:
    return NOT_IN_XML.sub("�", words)[:LONGEST]


def _guide(book: Any, page: Any, asked: Asked, words: Words) -> None:
    """How to code, line by line; then the definitions, with sentences on both sides of the line."""
    body = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    form = "report" if asked.indicator else "mention"
    lines = [words(f"review.guide.{form}")]
    lines += [words(f"review.guide.{at}") for at in range(1, LINES_OF_GUIDE + 1)]
    for down, line in enumerate(lines):
        page.merge_range(down, 0, down, len(GUIDE_WIDTHS) - 1, line, body)
        page.set_row(down, 32)
    top = len(lines) + 1
    for at, width in enumerate(GUIDE_WIDTHS):
        page.write_string(top, at, words(f"review.define.{at + 1}"), head)
        page.set_column(at, at, width)
    for down, row in enumerate(_definitions(asked.indicator, words.language, words.book), start=1):
        for at, cell in enumerate(row):
            page.write_string(top + down, at, _cell(cell), body)
    page.protect("", MAY)


def _definitions(indicator: str, language: str, book: Codebook) -> list[tuple[str, ...]]:
    entries = indicators(book).entries
    wanted = (indicator, *kinds(book).get(indicator, ())) if indicator else tuple(entries)
    rows: list[tuple[str, ...]] = []
    for key in wanted:
        one = entries[key]
        chinese = language == "zh"
        rows.append(
            (
                key,
                one.zh if chinese else one.en,
                one.unit,
                one.definition_zh if chinese else one.definition,
                "\n".join(MARKED.sub(MARK, sentence) for sentence in one.match[:MOST]),
                "\n".join(MARKED.sub(MARK, sentence) for sentence in one.mismatch[:MOST]),
            )
        )
    return rows
