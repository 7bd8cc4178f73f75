"""The columns of a coders' workbook and the codes that stand in them, in every language.

A cell of a code holds it with its name (`exact 确数`), so that coders read it and programs find it;
read back, the code alone, the name alone and both will do, in any language of the words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.indicators import indicators
from fazhi.trust.gold import APPROX, PERIODS

# What is given, and locked: a row's number and key, whose report, and the words in question.
GIVEN = ("no", "key", "place", "file", "before", "words", "after", "sentence")
# What a coder writes.
ANSWERED = ("indicator", "value", "unit", "approx", "period", "counted", "said", "note")
SHEETS = ("coding", "guide", "codes")
# Instead of an indicator: a quantity of none, no quantity at all; of a report: it states none.
NO_INDICATOR, NO_FIGURE, NOT_STATED = "none", "no_figure", "not_stated"
INSTEAD = (NO_INDICATOR, NO_FIGURE, NOT_STATED)
# Whether a figure is the report's own, said once more, or part of one that it states.
OWN, AGAIN, PART = "own", "again", "part"
COUNTED = (OWN, AGAIN, PART)
Choices = Mapping[str, Mapping[str, str]]


def _words(language: str, book: Codebook) -> Mapping[str, str]:
    return book.book(f"words/{language}", dict[str, str])


def _languages(book: Codebook) -> list[str]:
    return [name.partition("/")[2] for name in book.within("words")]


def heads(language: str, book: Codebook) -> dict[str, str]:
    """The head of every column."""
    words = {**_words("en", book), **_words(language, book)}
    return {one: words[f"review.head.{one}"] for one in (*GIVEN, *ANSWERED)}


def sheet_names(language: str, book: Codebook) -> dict[str, str]:
    """The names of the sheets."""
    words = {**_words("en", book), **_words(language, book)}
    return {one: words[f"review.sheet.{one}"] for one in SHEETS}


@derived
def columns_by_head(book: Codebook) -> dict[str, str]:
    """The column of every head, in all languages."""
    return {
        head: column
        for language in _languages(book)
        for column, head in heads(language, book).items()
    }


@derived
def titles(book: Codebook) -> frozenset[str]:
    """The names of the sheet of rows, in all languages."""
    return frozenset(sheet_names(language, book)["coding"] for language in _languages(book))


def heads_met(met: Sequence[str], book: Codebook) -> dict[str, str]:
    """The head of every column, in the language of most of the heads that were met."""
    named = [heads(language, book) for language in _languages(book)]
    return max(named, key=lambda one: len(set(one.values()) & set(met)))


def choices(language: str, book: Codebook) -> Choices:
    """By column of codes: each code and its name in a language, in the order they are offered."""
    words = {**_words("en", book), **_words(language, book)}
    entries = indicators(book).entries
    named = {key: entry.zh if language == "zh" else entry.en for key, entry in entries.items()}
    return {
        "indicator": {one: words[f"review.instead.{one}"] for one in INSTEAD} | named,
        "approx": {one: words[f"approx.{one}"] for one in APPROX},
        "period": {one: words[f"period.{one}"] for one in PERIODS},
        "counted": {one: words[f"review.counted.{one}"] for one in COUNTED},
    }


@derived
def codes_by_name(book: Codebook) -> dict[str, dict[str, str]]:
    """By column: the code of every way in which a cell may tell it."""
    found: dict[str, dict[str, str]] = {}
    for language in _languages(book):
        for column, named in choices(language, book).items():
            known = found.setdefault(column, {})
            for code, name in named.items():
                known |= {code: code, name: code, told(code, name): code}
    return found


def told(code: str, name: str) -> str:
    """A code with its name, as a cell holds it."""
    return f"{code} {name}"
