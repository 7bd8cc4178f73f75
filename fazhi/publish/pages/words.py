"""Words of the interface and names of coded things, in the reader's language."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.entries import Indicator
from fazhi.codebook.indicators import indicators, own_indicators
from fazhi.codebook.names import name_in
from fazhi.codebook.requirements import requirement_entries
from fazhi.codebook.said import said_in
from fazhi.errors import NotFoundError
from fazhi.language.romanised import romanised
from fazhi.language.units import measure_words
from fazhi.records import Finding

# What is not said in another language is said in this one.
FALLBACK = "en"
CHINESE = re.compile("[\u3400-\u9fff]")
# What a text says of one, and of any other number: {n} [n:report states|reports state] …
NUMBERED = re.compile(r"\[(\w+):([^|\]]*)\|([^\]]*)\]")


class Elsewhere(NamedTuple):
    """The same pages in another language: how browsers and readers call it, and its folder."""

    tag: str
    name: str
    folder: str


@derived
def languages(book: Codebook) -> tuple[str, ...]:
    """The languages of pages and terminal: a file of words each."""
    return tuple(name.partition("/")[2] for name in book.within("words"))


class Words:
    """Looks texts up in one language: `words("disputes.none", n=3)` fills the braces.

    Of `[n:report|reports]` in a text the first stands where `n` is 1.

    Args:
        language: one of `languages`.
        book: what things are called in, a researcher's own entries among them.
        elsewhere: where the same pages are, in other languages.
    """

    def __init__(self, language: str, book: Codebook, elsewhere: Sequence[Elsewhere] = ()) -> None:
        if language not in languages(book):
            raise NotFoundError(
                "there are no words in this language",
                where=f"language {language!r}",
                hint=f"Languages: {', '.join(languages(book))}. "
                "One of your own is a file words/NAME.yaml in your codebook folder.",
            )
        self.language = language
        self.book = book
        self.elsewhere = tuple(elsewhere)
        spoken = (book.book(f"words/{one}", dict[str, str]) for one in (language, FALLBACK))
        self._texts = ChainMap(*spoken)

    def __call__(self, key: str, **values: object) -> str:
        """The text `key`; raises `NotFoundError` where the codebook has none."""
        if key not in self._texts:
            where = f"words/{self.language}.yaml, {key}"
            raise NotFoundError("the codebook has no such text", where=where)
        text = self._texts[key]
        return _numbered(text, values).format(**values) if values else text

    def of(self, kind: str, code: str | None, otherwise: str = "") -> str:
        """Name of a coded value (`role`, `achievements`); `otherwise` or the code without one."""
        return self._texts.get(f"{kind}.{code}") or otherwise or code or "—"

    def said(self, english: str) -> str:
        """What the code says in English, in this language; itself where there are no words."""
        return said_in(self._texts, english)

    def codes(self, kind: str) -> tuple[str, ...]:
        """The coded values of a kind that have a name, in the order of the words."""
        begins = f"{kind}."
        found = (key.removeprefix(begins) for key in self._texts.maps[-1] if key.startswith(begins))
        return tuple(code for code in found if "." not in code)

    def message(self, finding: Finding) -> str:
        """What a finding says; they speak Chinese and English."""
        return finding.message_zh if self.language == "zh" else finding.message_en

    def place(self, name: str) -> str:
        """A place by its name, in other languages with its Latin letters: 西坪镇 Xiping Zhen."""
        latin = "" if self.language == "zh" else romanised(name, self.book)
        return f"{name} {latin}" if latin else name

    def places(self, names: Sequence[str]) -> str:
        """Places one inside the other, the widest first."""
        return (" " if self.language == "zh" else ", ").join(map(self.place, names))

    @property
    def named_in(self) -> str:
        """The language in which names of the codebook and findings are told: `zh` or `en`."""
        return "zh" if self.language == "zh" else FALLBACK

    @property
    def tag(self) -> str:
        """The language as pages name it to browsers."""
        return "zh-Hans" if self.language == "zh" else self.language

    def indicator(self, code: str) -> str:
        """Name of an indicator."""
        entry = self.entry(code)
        return name_in(self.language, entry) if entry else code

    def phrase(self, code: str) -> str:
        """Name of an indicator as it stands in a sentence: 排查调处纠纷, not 排查调处纠纷件数."""
        name = self.indicator(code)
        ends = (end.partition("/") for end in self("phrase.ends").split())
        end, _, left = next((one for one in ends if name.endswith(one[0])), ("", "", ""))
        name = (name.removesuffix(end) + left) or name
        # An abbreviation keeps its capitals.
        return name[:1].lower() + name[1:] if name[1:2].islower() else name

    def listed(self, items: Sequence[str]) -> str:
        """Items of ready markup as a sentence lists them: A、B和C."""
        if len(items) < 2:
            return "".join(items)
        return self("list.comma").join(items[:-1]) + self("list.and") + items[-1]

    def entry(self, code: str) -> Indicator | None:
        """The codebook's entry of an indicator."""
        return indicators(self.book).entries.get(code)

    def requirement(self, code: str) -> str:
        """Name of something a report has to hold."""
        names = {entry.id: entry for entry in requirement_entries(self.book)}
        return name_in(self.language, names[code]) if code in names else code

    def tallied(self, tallies: Mapping[str, tuple[int, int]]) -> str:
        """By group how many requirements are met, of how many: 法定内容 4/5，公文格式 3/4."""
        told = (
            self("roll.tally", group=self.of("group", group), met=met, all=every)
            for group, (met, every) in tallies.items()
        )
        return self("list.sum").join(told)

    def unit(self, code: str, stated: str | None) -> str:
        """Measure word in which the values of an indicator are told."""
        entry = self.entry(code)
        unit = entry.unit if entry else (stated or "")
        return self.measure(unit, code) or (self("unit.number") if unit else "")

    def measure(self, unit: str, code: str | None, one: bool = False) -> str:
        """A measure word in the reader's language; empty where that language has none for it."""
        if self.language == "zh" or not CHINESE.search(unit):
            return unit
        entry = measure_words(self.book).get(unit)
        named: tuple[str, ...] = entry.en if entry else ()
        field = (code or "").partition(".")[0]
        if entry and entry.en_outside_cases and field not in _case_fields(self.book):
            named = entry.en_outside_cases
        return named[0 if one else -1] if named else ""

    def field(self, code: str) -> str:
        """Name of the field an indicator belongs to (the part of its id before the dot)."""
        field = code.partition(".")[0]
        if code in own_indicators(self.book) and f"field.{field}" not in self._texts:
            return self("own.field", field=field)
        return self.of("field", field)


class _Fields(msgspec.Struct, frozen=True):
    case_fields: frozenset[str] = frozenset()


def _numbered(text: str, values: Mapping[str, object]) -> str:
    """A text with what it says of one, or of many, by the value named."""
    return NUMBERED.sub(lambda told: told[2 if str(values.get(told[1])) == "1" else 3], text)


@derived
def _case_fields(book: Codebook) -> frozenset[str]:
    return book.book("writeup", _Fields).case_fields


@derived
def indicator_order(book: Codebook) -> dict[str, tuple[int, int, int]]:
    """Place of each indicator: by field in the order of the words, then as in the codebook, the
    kinds of a wider one behind it.
    """
    texts = book.book(f"words/{FALLBACK}", dict[str, str])
    fields = [key.partition(".")[2] for key in texts if key.startswith("field.")]
    place = {field: number for number, field in enumerate(fields)}
    entries = indicators(book).entries
    number = {code: at for at, code in enumerate(entries)}
    return {
        code: (
            place.get(code.partition(".")[0], len(fields)),
            number[entry.of or code],
            number[code] if entry.of else -1,
        )
        for code, entry in entries.items()
    }
