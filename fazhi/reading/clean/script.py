"""Traditional or simplified: told by the characters, turned to simplified with the map kept."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec
import opencc
from opencc import OpenCC

from fazhi.beside import made_once
from fazhi.codebook.book import Codebook, derived
from fazhi.reading.clean.draft import Draft, Edit

# A simplified text holds a handful of characters that OpenCC would change (names, quotations).
TRADITIONAL_SHARE = 0.01
# The planes beyond the first hold characters too rare to decide anything, and slow the search.
PARTS = re.compile(r"([，。；：、\n ])")
BASIC_IDEOGRAPHS = (0x3400, 0xA000)


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


class Example(msgspec.Struct, frozen=True):
    """A text before and after."""

    before: str
    after: str


class Particle(msgspec.Struct, frozen=True):
    """Where 著 is 着."""

    pattern: str
    examples: tuple[Example, ...]


class ScriptBook(msgspec.Struct, frozen=True):
    """Codebook file `script.yaml`."""

    names: tuple[str, ...]
    variants: dict[str, str]
    particle: Particle


class _Tools(NamedTuple):
    converter: _Converter
    changing: re.Pattern[str]
    names: dict[str, str]
    named: re.Pattern[str]
    variants: dict[str, str]
    variant: re.Pattern[str]
    particle: re.Pattern[str]


def edition() -> str:
    """What tells which signs are turned to which, beside our own files."""
    told: str = opencc.__version__
    return told


@cache
def _signs() -> dict[str, str]:
    """Every character of the first plane that OpenCC changes when it stands alone."""
    # Asking it for each of so many takes as long as a report: so its edition is asked instead.
    made_of = f"{edition()} ".encode() + Path(__file__).read_bytes()
    signs: dict[str, str] = made_once("signs", made_of, _changed)
    return signs


def _changed() -> dict[str, str]:
    converter: _Converter = OpenCC("t2s")
    every = "\n".join(map(chr, range(*BASIC_IDEOGRAPHS)))
    pairs = zip(every.split("\n"), converter.convert(every).split("\n"), strict=True)
    return {old: new for old, new in pairs if old != new}


@derived
def folding(book: Codebook) -> dict[str, str]:
    """Characters and those they are to be taken for when script must not matter, one for one.

    Unlike `simplify` it looks at no neighbours (乾 is 干, in 乾隆 too): both sides of a comparison
    must be folded.
    """
    pairs = {**_signs(), **book.book("script", ScriptBook).variants, "著": "着"}
    return {old: pairs.get(new, new) for old, new in pairs.items() if len(new) == 1}


@derived
def _tools(book: Codebook) -> _Tools:
    known = book.book("script", ScriptBook)
    converter: _Converter = OpenCC("t2s")
    signs = "".join(_signs())
    names = {written: name for name in known.names for written in _in_either_script(name)}
    return _Tools(
        converter,
        re.compile(f"[{signs}{''.join(known.variants)}]"),
        names,
        # Words alone, none in brackets: the search skips to signs with which one may begin.
        re.compile("|".join(names)),
        known.variants,
        re.compile(f"[{''.join(known.variants)}]"),
        re.compile(known.particle.pattern),
    )


def _in_either_script(name: str) -> list[str]:
    """The name with each character as given or as one that is simplified to it."""
    simplified = _simplified_to()
    written = ([sign, *simplified.get(sign, ())] for sign in name)
    return list(map("".join, product(*written)))


@cache
def _simplified_to() -> dict[str, list[str]]:
    """By sign those that OpenCC turns to it, in their order."""
    found: dict[str, list[str]] = {}
    for old, new in _signs().items():
        found.setdefault(new, []).append(old)
    return found


def simplify(text: str, book: Codebook) -> str:
    """The text in simplified script; lengths may differ in rare cases."""
    return _simplified(text, _traditional_signs(text, book), book)


def simplify_draft(draft: Draft, book: Codebook) -> str:
    """Turn the draft to simplified script and say what it was: `traditional` or `simplified`.

    A mixed text counts as traditional: more than one character in a hundred is.
    """
    before = draft.text
    count = _traditional_signs(before, book)
    after = _simplified(before, count, book)
    if len(after) != len(before):
        draft.apply(_longer_or_shorter(before, after))
    draft.replace_same_length(after)
    return "traditional" if _is_traditional(before, count, _tools(book)) else "simplified"


def _traditional_signs(text: str, book: Codebook) -> int:
    return len(_tools(book).changing.findall(text))


def _is_traditional(text: str, count: int, tools: _Tools) -> bool:
    """Whether more than a handful of signs are traditional, those of names that stay left out."""
    some = TRADITIONAL_SHARE * len(text)
    if count <= some:
        return False
    kept = (tools.names[match[0]] for match in tools.named.finditer(text))
    return count - len(tools.changing.findall("".join(kept))) > some


def _converted(text: str, tools: _Tools) -> str:
    """What OpenCC makes of the text, but for names: 於潜镇 is no 于潜镇, 乾安县 no 干安县."""
    parts, at = [], 0
    for match in tools.named.finditer(text):
        parts += [tools.converter.convert(text[at : match.start()]), tools.names[match[0]]]
        at = match.end()
    return "".join([*parts, tools.converter.convert(text[at:])])


def _simplified(text: str, count: int, book: Codebook) -> str:
    if not count:
        return text
    tools = _tools(book)
    traditional = _is_traditional(text, count, tools)
    text = _converted(text, tools)
    # `str.translate` takes a dozen times as long.
    text = tools.variant.sub(lambda match: tools.variants[match[0]], text)
    # In simplified text 著 was the author's choice.
    return tools.particle.sub("着", text) if traditional else text


def _longer_or_shorter(before: str, after: str) -> list[Edit]:
    """Edits for the stretches whose length changes; the rest corresponds one to one."""
    old_parts, new_parts = PARTS.split(before), PARTS.split(after)
    if len(old_parts) != len(new_parts):
        return [Edit(0, len(before), after)]
    edits: list[Edit] = []
    at = 0
    for old, new in zip(old_parts, new_parts, strict=True):
        if len(old) != len(new):
            edits.append(_trimmed(at, old, new))
        at += len(old)
    return edits


def _trimmed(at: int, old: str, new: str) -> Edit:
    """The edit without what both have in common at either end."""
    head = _in_common(old, new)
    tail = _in_common(old[head:][::-1], new[head:][::-1])
    return Edit(at + head, at + len(old) - tail, new[head : len(new) - tail])


def _in_common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
