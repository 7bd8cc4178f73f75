"""The codebook compiled for matching: one pattern for all words, bit sets for all rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from math import isqrt
from typing import Any, NamedTuple, get_args

from fazhi.codebook.entries import Codebook, Indicator, RuleEntry, Where

STOP_LIST = "$stop"


class Rule(NamedTuple):
    """One rule, ready to be scored."""

    indicator: str | None
    name: str
    weight: int
    bit: int


class Word(NamedTuple):
    """What a word of the lexicon means: the rules it serves, as bit sets by role."""

    object: int
    verb: int
    context: int
    without: int
    stop: bool


class Hit(NamedTuple):
    """A word of the lexicon at a place of the clean text."""

    start: int
    end: int
    word: Word


class Index:
    """All rules of a codebook, tested together by bit sets.

    A word inside a longer word of the lexicon does not count (调解 in 人民调解员); words that
    merely overlap both do.
    """

    def __init__(self, codebook: Codebook) -> None:
        self.rules: list[Rule] = []
        self.by_unit: dict[str | None, int] = defaultdict(int)
        self.verbless = self.free = self.unitary = 0
        self.where: dict[str, int] = dict.fromkeys(get_args(Where), 0)
        roles: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for key, entry in codebook.entries.items():
            for name, rule in entry.rules.items():
                self._add(key, entry, name, rule, roles)
        stops = set(codebook.words.get(STOP_LIST, ()))
        self.words = {
            word: Word(*roles[word], word in stops) for word in sorted({*roles, *stops}) if word
        }
        self.longest = max(map(len, self.words), default=0)
        self._pattern = re.compile(_overlapping(_trie(self.words)))

    def _add(
        self, key: str, entry: Indicator, name: str, rule: RuleEntry, roles: dict[str, list[int]]
    ) -> None:
        bit = 1 << len(self.rules)
        indicator = None if entry.proposed else key
        self.rules.append(Rule(indicator, f"{key}#{name}", rule.weight, bit))
        for unit in rule.unit or (*entry.units, *entry.unlike):
            self.by_unit[unit] |= bit
        if entry.dimension in ("count", "persons"):
            self.by_unit[None] |= bit
        self.verbless |= 0 if rule.verb else bit
        self.free |= 0 if rule.context else bit
        self.unitary |= 0 if rule.object else bit
        for place in rule.where:
            self.where[place] |= bit
        if rule.verb:
            self.where["inherit"] |= bit
        for role, words in enumerate((rule.object, rule.verb, rule.context, rule.without)):
            for word in words:
                roles[word][role] |= bit

    def hits(self, text: str, start: int, end: int) -> list[Hit]:
        """The words of the lexicon in a stretch, in order, none inside another."""
        found: list[Hit] = []
        last = start
        words = self.words
        for match in self._pattern.finditer(text, start, end):
            low, high = match.span(1)
            if high > last and high <= end:
                found.append(Hit(low, high, words[match[1]]))
                last = high
        return found

    def lowest(self, bits: int) -> Rule:
        """The first rule of a bit set."""
        return self.rules[(bits & -bits).bit_length() - 1]


@cache
def index_of(codebook: Codebook) -> Index:
    """The compiled index of a codebook, made once."""
    return Index(codebook)


def _trie(words: Iterable[str]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return root


def _alternation(node: dict[str, Any]) -> str:
    """A regular expression for the words of a trie, longest first."""
    branches = [re.escape(char) + _alternation(rest) for char, rest in node.items() if char]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if "" not in node:
        return body
    return f"(?:{body})?"


def _overlapping(root: dict[str, Any]) -> str:
    """A pattern that finds the longest word at every character, overlaps included.

    It consumes one character and looks ahead for the rest, so that the engine can skip by the
    set of first characters; the branches stand in groups, so that few are tried in vain.
    """
    characters = sorted(root)
    size = max(isqrt(len(characters)), 1)
    groups = []
    for low in range(0, len(characters), size):
        part = characters[low : low + size]
        branches = "|".join(re.escape(char) + _alternation(root[char]) for char in part)
        groups.append(f"(?=[{''.join(map(re.escape, part))}])(?:{branches})")
    first = f"[{''.join(map(re.escape, characters))}]"
    return f"{first}(?<=(?=({'|'.join(groups)})).)"
