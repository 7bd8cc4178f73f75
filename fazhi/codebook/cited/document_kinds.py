"""The words by which the kind of an unknown document is told, and the expressions made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from fazhi.codebook.book import Codebook, derived


class KindWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`document_kinds.yaml` as it stands."""

    carriers: tuple[str, ...]
    no_laws: tuple[str, ...]
    books: tuple[str, ...]
    rules: tuple[str, ...]
    party: tuple[str, ...]
    plans: tuple[str, ...]
    others: tuple[str, ...]
    fillers: tuple[str, ...]


class Kinds:
    """Expressions over a title without brackets at its end."""

    def __init__(self, words: KindWords) -> None:
        carriers = _any_of(words.carriers)
        # The inner brackets may be lost, or of the outer kind.
        self.carried = re.compile(
            rf"^(?P<by>.*?(?:关于)?(?:{carriers}))(?P<open>[〈《<])?(?P<title>.+?)"
            r"(?(open)(?:[〉》>].*|$)|的(?:通知|公告|决定|命令|令)$)"
        )
        self.no_law = re.compile(rf"(?:{_any_of(words.no_laws)})$")
        self.book = re.compile(rf"(?:{_any_of(words.books)})$")
        self.rule = re.compile(rf"(?:{_any_of(words.rules)})$")
        self.party = re.compile(rf"^(?:{_any_of(words.party)})")
        self.plan = re.compile(rf"(?:{_any_of(words.plans)})$")
        forms = _any_of((*words.rules, *words.plans, *words.others))
        self._nameless = re.compile(
            rf"(?:\d{{4}}年?|{_any_of(words.fillers)}|{forms})*(?:{forms})(?:（[^（）]*）)*"
        )

    def is_one(self, title: str) -> bool:
        """Whether a title tells which document it is: by more than the form and the year."""
        return not self._nameless.fullmatch("".join(title.split()))


@derived
def document_kinds(book: Codebook) -> Kinds:
    """The expressions, made once."""
    return Kinds(book.book("document_kinds", KindWords))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
