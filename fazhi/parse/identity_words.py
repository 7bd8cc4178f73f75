"""The codebook's words about speakers and titles, and the expressions made of them once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from fazhi.codebook.loader import load

CJK = r"\u3400-\u9fff\U00020000-\U0003ffff"


class IdentityWords(msgspec.Struct, frozen=True):
    """`identity.yaml` as it stands."""

    title_subjects: tuple[str, ...]
    title_endings: tuple[str, ...]
    bodies: tuple[str, ...]
    departments: tuple[str, ...]
    zones: tuple[str, ...]
    zone_bodies: tuple[str, ...]
    pronouns: dict[str, tuple[str, ...]]
    addressee_endings: tuple[str, ...]
    portal: dict[str, tuple[str, ...]]


class Patterns:
    """The expressions that the words make together."""

    def __init__(self, words: IdentityWords) -> None:
        self.words = words
        subjects = any_of(words.title_subjects)
        endings = any_of(words.title_endings)
        bodies = any_of((*words.bodies, *words.departments, *words.zone_bodies))
        body_name = rf"[{CJK}]{{2,40}}?(?:{bodies})"
        self.body = re.compile(rf"(?:[{CJK}（）]{{2,40}}?(?:{bodies})(?:（[^）]*）)?)+")
        self.title = re.compile(
            rf"[^。，；：\n]{{0,70}}?(?:{endings})(?:》)?(?:（[^）\n]{{1,20}}）)?"
            rf"(?=$|\n|20\d\d年|[各中市县区省州旗乡镇][^。\n]{{0,60}}：)"
        )
        self.subject = re.compile(subjects)
        self.title_end = re.compile(rf"(?:{endings})(?:》)?(?:（[^）\n]{{1,20}}）)?$")
        self.joint = re.compile(
            r"(?P<party>(?:中共|中国共产党).+?(?:工作委员会|委员会|党工委|工委|党委|(?<=[县市区省州旗镇乡])委))"
            rf"(?P<other>(?!办公室){body_name})"
        )
        self.addressee = re.compile(rf"(?:{any_of(words.addressee_endings)})(?:（[^）]*）)?$")
        self.body_end = re.compile(rf"(?:{bodies})$")
        self.zone = re.compile(rf"(?:{any_of(words.zones)})")
        levels = ((level, word) for level, many in words.pronouns.items() for word in many)
        self.level_of = {word: level for level, word in levels}
        self.pronoun = re.compile(any_of(self.level_of))


def any_of(words: Iterable[str]) -> str:
    """An alternation of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def patterns() -> Patterns:
    """The expressions, made once."""
    return Patterns(load("identity", IdentityWords))
