"""Page residue: what the codebook's `repairs.yaml` knows, taken out of the clean text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from ahocorasick_rs import BytesAhoCorasick

from fazhi.codebook.book import Codebook, derived
from fazhi.errors import CodebookError
from fazhi.reading.clean.draft import Edit

LONGEST_LINE = 200


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text before and after the repair."""

    before: str
    after: str


class Repair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of `repairs.yaml`."""

    id: str
    kind: str
    needs: tuple[str, ...]
    pattern: str
    examples: tuple[Example, ...]
    keeps: tuple[str, ...] = ()
    scope: str = "anywhere"
    new: str = ""

    def __post_init__(self) -> None:
        if self.scope not in {"anywhere", "line"} or not self.examples or not self.needs:
            raise ValueError(f"{self.id}: scope is anywhere or line; examples and needs must be")


class _Compiled(NamedTuple):
    entry: Repair
    pattern: re.Pattern[str]


@derived
def repairs(book: Codebook) -> tuple[_Compiled, ...]:
    """The entries with their patterns compiled; raises `CodebookError` naming a wrong one."""
    compiled = []
    for entry in book.book("repairs", tuple[Repair, ...]):
        try:
            compiled.append(_Compiled(entry, re.compile(entry.pattern)))
        except re.error as error:
            raise CodebookError(
                f"the pattern is wrong: {error}", where=f"repairs.yaml ({entry.id})"
            ) from error
    return tuple(compiled)


@derived
def _needed(book: Codebook) -> tuple[BytesAhoCorasick, list[str]]:
    """A finder of the words without which no entry applies, and the words."""
    words = list(dict.fromkeys(word for item in repairs(book) for word in item.entry.needs))
    return BytesAhoCorasick([word.encode() for word in words]), words


def residue(text: str, book: Codebook) -> list[Edit]:
    """Edits that take page residue out of a text, in order and apart from each other."""
    finder, words = _needed(book)
    found = finder.find_matches_as_indexes(text.encode(errors="replace"), overlapping=True)
    met = {words[which] for which, _, _ in found}
    tried = [item for item in repairs(book) if not met.isdisjoint(item.entry.needs)]
    if not tried:
        return []
    edits = [
        Edit(match.start(), match.end(), item.entry.new, item.entry.kind)
        for item in tried
        if item.entry.scope == "anywhere"
        for match in item.pattern.finditer(text)
    ]
    whole = [item for item in tried if item.entry.scope == "line"]
    if whole:
        edits += _whole_lines(text, whole)
    return list(_apart(edits))


def _whole_lines(text: str, items: list[_Compiled]) -> Iterator[Edit]:
    at = 0
    for line in text.split("\n"):
        if 0 < len(line) <= LONGEST_LINE:
            bare = line.strip(" \t\u200b")
            for item in items if bare else ():
                if item.pattern.fullmatch(bare):
                    yield Edit(at, at + len(line), item.entry.new, item.entry.kind)
                    break
        at += len(line) + 1


def _apart(edits: list[Edit]) -> Iterator[Edit]:
    """The edits in order; of two that overlap, the one that begins first or is longer."""
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= done and edit.end > edit.start:
            yield edit
            done = edit.end
