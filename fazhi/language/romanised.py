"""Names of places in Latin letters, as the standards write them, and the sounds they are sought by.

How names are written is in the book `romanisation`; pypinyin reads what the book does not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.divisions import divisions

HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
# A syllable that begins with a vowel is set off from the one before it: Xi'an, Dong'e.
VOWELS = ("a", "o", "e")
PLAIN = str.maketrans("êüÜ", "euU", "'")


class Romanisation(msgspec.Struct, frozen=True):
    """The book: kinds of places, peoples, sounds and names, by how they are written in Chinese."""

    generic: dict[str, str]
    peoples: dict[str, str]
    sounds: dict[str, str]
    also: dict[str, str]
    names: dict[str, str]


class _Book(NamedTuple):
    book: Romanisation
    generic: tuple[str, ...]
    peoples: tuple[str, ...]
    sounds: re.Pattern[str]


@derived
def _romanisation(book: Codebook) -> _Book:
    told = book.book("romanisation", Romanisation)

    def longest(names: dict[str, str]) -> tuple[str, ...]:
        return tuple(sorted(names, key=len, reverse=True))

    sounds = re.compile("|".join(map(re.escape, longest(told.sounds))))
    return _Book(told, longest(told.generic), longest(told.peoples), sounds)


def romanised(name: str, book: Codebook) -> str:
    """The name of a place as GB/T 28039 writes it; empty for what is not wholly Chinese.

    西坪镇 is Xiping Zhen, 六安市 Lu'an Shi, 呼和浩特市 Hohhot Shi, 临夏回族自治州 Linxia Huizu
    Zizhizhou. A kind of place inside a name stays in it: 景德镇市 Jingdezhen Shi. An office of a
    division is a word of its own: 内乡县司法局 Neixiang Xian Sifaju.
    """
    if not HAN.fullmatch(name):
        return ""
    known = _romanisation(book)
    if name in known.book.names:
        return known.book.names[name]
    own, kind = _parted(name, known)
    if not kind and (division := _division_of(name, book)):
        office = _joined(_syllables(name, known)[len(division) :])
        return f"{romanised(division, book)} {office}"
    written = [known.book.generic[kind]] if kind else []
    official = _official(name, own, known, book)
    while not official and (people := _people(own, known)):
        own = own.removesuffix(people)
        written.insert(0, known.book.peoples[people])
        official = _official(name, own, known, book)
    if own:
        written.insert(0, official or _joined(_syllables(name, known)[: len(own)]))
    return " ".join(written)


def _division_of(office: str, book: Codebook) -> str:
    """The division down to the county that the name of an office begins with; empty for none."""
    ends = range(len(office) - 1, 1, -1)
    return next((office[:at] for at in ends if divisions(book).upper_codes(office[:at])), "")


def sought(name: str, book: Codebook) -> str:
    """By what letters a name is found: its syllables, and other spellings behind bars.

    呼和浩特市 is sought as `hu he hao te shi|hohhot shi`; `ü` is written `v`, as on a keyboard, and
    once more as `u`.
    """
    if not HAN.fullmatch(name):
        return ""
    known = _romanisation(book)
    syllables = " ".join(_syllables(name, known))
    spelled = romanised(name, book).translate(PLAIN).lower()
    own, kind = _parted(name, known)
    while people := _people(own, known):
        own = own.removesuffix(people)
    others = [syllables.replace("ü", "v")]
    if "ü" in syllables:
        others.append(syllables.replace("ü", "u"))
    if spelled.replace(" ", "") != syllables.translate(PLAIN).replace(" ", ""):
        others.append(spelled)
    if own in known.book.also and _is_upper(name, book):
        kind_of = f" {known.book.generic[kind].lower()}" if kind else ""
        others.append(f"{known.book.also[own].lower()}{kind_of}")
    return "|".join(dict.fromkeys(others))


def _parted(name: str, known: _Book) -> tuple[str, str]:
    """The name of a place by itself, and what kind of place it is."""
    for kind in known.generic:
        if name.endswith(kind) and len(name) - len(kind) >= min(len(kind), 2):
            return name.removesuffix(kind), kind
    return name, ""


def _people(own: str, known: _Book) -> str:
    return next((people for people in known.peoples if own.endswith(people)), "")


def _official(name: str, own: str, known: _Book, book: Codebook) -> str:
    """How the list of divisions down to the county writes a name; townships are not in it."""
    return known.book.names.get(own, "") if own and _is_upper(name, book) else ""


def _is_upper(name: str, book: Codebook) -> bool:
    return bool(divisions(book).upper_codes(name)) or not divisions(book).township_codes(name)


def _syllables(name: str, known: _Book) -> list[str]:
    """A syllable a character; the dictionary takes 200 ms to read, and most commands need none."""
    from pypinyin import lazy_pinyin

    found = lazy_pinyin(name, v_to_u=True)
    for match in known.sounds.finditer(name):
        found[match.start() : match.end()] = known.book.sounds[match.group()].split()
    return found


def _joined(syllables: list[str]) -> str:
    first, *more = syllables
    rest = "".join(f"'{one}" if one.startswith(VOWELS) else one for one in more)
    return f"{first}{rest}".capitalize()
