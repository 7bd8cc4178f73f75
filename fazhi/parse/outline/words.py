"""The word lists of `codebook/headings.yaml`, compiled once."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from fazhi.codebook.book import Codebook, derived

# Matches nothing.
NEVER = "(?!)"
YEAR = re.compile(r"(20\d\d)(?:年|-)")


class WordList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry: the words of a role, a turn or an opening, with sentences that prove them."""

    id: str
    words: tuple[str, ...]
    # Words of a heading beside which those above name nothing.
    unless: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def pattern(self) -> str:
        """All words as one regular expression."""
        return "|".join(f"(?:{word})" for word in self.words)


class Headings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    roles: tuple[WordList, ...]
    turns: tuple[WordList, ...]
    openings: tuple[WordList, ...]
    bodies: tuple[WordList, ...]
    run_ins: tuple[WordList, ...] = ()
    aims: tuple[WordList, ...] = ()


@derived
def role_words(book: Codebook) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Role, its words, to be searched in a heading, and those beside which they name nothing."""
    return tuple(
        (entry.id, re.compile(entry.pattern()), re.compile("|".join(entry.unless) or NEVER))
        for entry in _headings(book).roles
    )


@derived
def turn_words(book: Codebook) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Role and the words with which a paragraph turns to it."""
    return tuple((entry.id, re.compile(entry.pattern())) for entry in _headings(book).turns)


@derived
def opening_words(book: Codebook) -> re.Pattern[str]:
    """First clauses that say nothing yet, to be matched whole."""
    return re.compile("|".join(entry.pattern() for entry in _headings(book).openings))


@derived
def body_words(book: Codebook) -> re.Pattern[str]:
    """Words with which text begins, to be searched where it follows a heading without a stop."""
    return re.compile("|".join(entry.pattern() for entry in _headings(book).bodies))


@derived
def run_in_words(book: Codebook) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Role and the words (`title`) with which a paragraph of it begins, its sign behind them."""
    return tuple(
        (entry.id, re.compile(f"(?P<title>{entry.pattern()})[：:。]"))
        for entry in _headings(book).run_ins
    )


@derived
def aim_words(book: Codebook) -> re.Pattern[str]:
    """Words with which a part tells what is aimed at, to be searched in its opening."""
    return re.compile("|".join(entry.pattern() for entry in _headings(book).aims) or NEVER)


def years_in(clean: str, start: int, end: int) -> list[int]:
    """The years that a stretch of clean text names, in reading order."""
    return [int(match.group(1)) for match in YEAR.finditer(clean, start, end)]


@lru_cache(maxsize=4096)
def roles_of(title: str, book: Codebook) -> tuple[str, ...]:
    """The roles that a heading (clean text) names, in the order in which it names them."""
    found = [
        (match.start(), role)
        for role, words, unless in role_words(book)
        if (match := words.search(title)) and not unless.search(title)
    ]
    found.sort(key=lambda place: place[0])
    return tuple(dict.fromkeys(role for _, role in found))


def _headings(book: Codebook) -> Headings:
    return book.book("headings", Headings)
