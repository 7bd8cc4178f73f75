"""One mention on the clean text, and the words round a number that make it inexact."""

from __future__ import annotations

import re

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import Approximator, wording
from fazhi.records import Saying

LONGEST_APPROXIMATOR = 5
# What is passed is a mark (突破30万件, 突破95%); a few are overcome (突破5个难题).
LARGE = re.compile(r"[0-9.,，]*(?:[0-9]{3}|[百千万亿%])|[一二两三四五六七八九十]*[百千万亿]")


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A mention on the clean text: where, how much, of what unit, how exact.

    `value` is null where vague; `zero` true where it states that there was none. `saying` is what
    the heads of a table say of it, null in running text.
    """

    start: int
    end: int
    value: float | None
    high: float | None
    unit: str | None
    approx: str
    zero: bool = False
    saying: Saying | None = None


@derived
def words_after(book: Codebook) -> dict[str, str]:
    """What words right behind the measure word make of a number (以上: over)."""
    return {word: entry.approx for entry in wording(book).after for word in entry.words}


@derived
def _before(
    book: Codebook,
) -> tuple[re.Pattern[str], dict[str, Approximator], frozenset[str], frozenset[str]]:
    entries = {word: entry for entry in wording(book).before for word in entry.words}
    words = sorted(entries, key=len, reverse=True)
    lasts = frozenset(word[-1] for word in words)
    return re.compile(f"({'|'.join(words)})$"), entries, lasts, wording(book).apart


def approximator_before(text: str, start: int, book: Codebook) -> tuple[str, str]:
    """What stands before the number: its approximation and the words, both empty for none."""
    pattern, entries, lasts, apart = _before(book)
    last = text[start - 1] if start else ""
    if last in apart:
        # 约有30人, 约占七成: the word between is none of the mention.
        return approximator_before(text, start - 1, book)[0], ""
    if last not in lasts:
        return "", ""
    match = pattern.search(text, max(start - LONGEST_APPROXIMATOR, 0), start)
    if not match:
        return "", ""
    word = match[1]
    entry = entries[word]
    if len(word) == 1 and text.endswith(entry.not_after, 0, match.start()):
        return "", ""
    if (word == "上" and text[start] not in "百千万亿") or (
        word == "突破" and not LARGE.match(text, start)
    ):
        return "", ""
    return entry.approx, word
