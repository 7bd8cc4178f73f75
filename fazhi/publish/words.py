"""Words of the interface and names of coded things, in the reader's language."""

from __future__ import annotations

from functools import cache

import msgspec

from fazhi.codebook.indicators import load_indicators
from fazhi.codebook.loader import load
from fazhi.errors import NotFoundError

LANGUAGES = ("zh", "en")


class Pair(msgspec.Struct, frozen=True):
    """One text in Chinese and in English."""

    zh: str
    en: str


class Named(msgspec.Struct, frozen=True):
    """A codebook entry as far as a page shows it."""

    id: str
    zh: str
    en: str


class Words:
    """Looks texts up in one language: `words("disputes.none", n=3)` fills the braces."""

    def __init__(self, language: str = "zh") -> None:
        if language not in LANGUAGES:
            raise NotFoundError(
                "pages are made in Chinese (zh) or English (en)", where=f"language {language!r}"
            )
        self.language = language
        self._texts = load("words", dict[str, Pair])

    def __call__(self, key: str, **values: object) -> str:
        """The text `key`; raises `NotFoundError` where the codebook has none."""
        if key not in self._texts:
            raise NotFoundError("the codebook has no such text", where=f"words.yaml, {key}")
        text: str = getattr(self._texts[key], self.language)
        return text.format(**values) if values else text

    def of(self, kind: str, code: str | None) -> str:
        """Name of a coded value (`role`, `achievements`); the code itself where it has none."""
        entry = self._texts.get(f"{kind}.{code}")
        return getattr(entry, self.language) if entry else (code or "—")

    def indicator(self, code: str) -> str:
        """Name of an indicator."""
        entry = indicators().get(code)
        return getattr(entry, self.language) if entry else code

    def field(self, code: str) -> str:
        """Name of the field an indicator belongs to (the part of its id before the dot)."""
        return self.of("field", code.partition(".")[0])


@cache
def indicators() -> dict[str, Named]:
    """The indicators by id, in the order of the codebook."""
    book = load_indicators()
    return {code: Named(code, book[code].zh, book[code].en or code) for code in book}


@cache
def indicator_order() -> dict[str, int]:
    """Place of each indicator in the codebook."""
    return {code: place for place, code in enumerate(indicators())}
