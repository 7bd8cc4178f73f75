"""What was changed where words were taken over, and how alike two passages are."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.finding.alignment import letters_in_order
from fazhi.corpus.reuse.finding.letters import bare, without_names

# The weakest first: each stands for those before it, too.
VERBATIM, NAMES, FIGURES, WORDS = "verbatim", "names", "figures", "words"
# Signs that tell nothing; the number of a list (一是, 二要) is no figure of its own.
NO_SIGN = re.compile(r"[^\w]|_|(?<![\w])[一二三四五六七八九十]{1,2}(?=[是要])")
CLAUSE = re.compile("[，。；：！？、\n]")
# Where fewer letters are alike in order, clauses may have been moved.
ORDERED = 0.8
KEPT = 1 << 14
DIGEST = 8
# Raw words and the names that their report bears.
Named = tuple[str, tuple[str, ...]]


def digest(words: str, names: tuple[str, ...]) -> int:
    """A number of words and the names that their report bears: what is told of both hangs on it."""
    told = words.encode("utf-8", "replace") + _told(names)
    return int.from_bytes(blake2b(told, digest_size=DIGEST).digest(), "little")


@lru_cache(KEPT)
def _told(names: tuple[str, ...]) -> bytes:
    return "".join(f"\0{name}" for name in names).encode("utf-8", "replace")


class Comparer:
    """Compares stretches of raw text of two reports.

    What towns share differs in few letters: most of what is asked of a passage, or of two, was
    asked of the same words without their names, or of the same letters, before.

    Args:
        book: tells letters from other signs.
    """

    def __init__(self, book: Codebook) -> None:
        from fazhi.reading.clean.script import folding

        self._letters = bare(book)
        folded = folding(book)
        self._folded = str.maketrans(folded)
        # Few passages hold any of these: to look for them takes a tenth of the time.
        self._unfolded = re.compile(f"[{''.join(folded)}]").search
        kept = lru_cache(KEPT)
        self._unnamed = kept(without_names)
        self._signs, self._bare, self._sorted = map(kept, (self._said, self._read, self._by_clause))
        self._alike, self._in_order = kept(self._compare_unnamed), kept(letters_in_order)

    def _said(self, words: str) -> str:
        """All letters and figures."""
        signs = NO_SIGN.sub("", words)
        return signs.translate(self._folded) if self._unfolded(signs) else signs

    def _read(self, words: str) -> str:
        """The letters that stay of a copy."""
        return words.translate(self._letters)

    def _by_clause(self, words: str) -> str:
        """The letters, clauses sorted: equal where clauses were only moved."""
        return "".join(sorted(one.translate(self._letters) for one in CLAUSE.split(words)))

    def compare(self, words: Named, other: Named) -> tuple[str, float]:
        """The strongest change, and the share of letters in both, from 0 to 1."""
        if words[0] == other[0] or self._signs(words[0]) == self._signs(other[0]):
            return VERBATIM, 1.0
        return self._alike(self._unnamed(*words), self._unnamed(*other))

    def _compare_unnamed(self, words: str, other: str) -> tuple[str, float]:
        """The same of words that are not verbatim, without the names that their reports bear."""
        if words == other or self._signs(words) == self._signs(other):
            return NAMES, 1.0
        first, second = self._bare(words), self._bare(other)
        if first == second:
            return FIGURES, 1.0
        size = max(len(first), len(second))
        alike = self._in_order(first, second) / size
        if alike < ORDERED:
            moved = self._in_order(self._sorted(words), self._sorted(other))
            alike = max(alike, moved / size)
        return WORDS, alike
