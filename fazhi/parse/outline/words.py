"""The word lists of `codebook/headings.yaml`, compiled once."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from fazhi.codebook.loader import load


class WordList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry: the words of a role, a turn or an opening, with sentences that prove them."""

    id: str
    words: tuple[str, ...]
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


@cache
def role_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Role and its words, to be searched in a heading."""
    return tuple((entry.id, re.compile(entry.pattern())) for entry in _headings().roles)


@cache
def turn_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Role and the words with which a paragraph turns to it."""
    return tuple((entry.id, re.compile(entry.pattern())) for entry in _headings().turns)


@cache
def opening_words() -> re.Pattern[str]:
    """First clauses that say nothing yet, to be matched whole."""
    return re.compile("|".join(entry.pattern() for entry in _headings().openings))


@cache
def body_words() -> re.Pattern[str]:
    """Words with which text begins, to be searched where it follows a heading without a stop."""
    return re.compile("|".join(entry.pattern() for entry in _headings().bodies))


@lru_cache(maxsize=4096)
def roles_of(title: str) -> tuple[str, ...]:
    """The roles that a heading (clean text) names, in the order in which it names them."""
    found = [
        (match.start(), role) for role, words in role_words() if (match := words.search(title))
    ]
    found.sort(key=lambda place: place[0])
    return tuple(role for _, role in found)


def _headings() -> Headings:
    return load("kinds/rule_of_law/headings", Headings)
