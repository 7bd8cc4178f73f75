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
    told = "\0".join((words, *names)).encode("utf-8", "replace")
    return int.from_bytes(blake2b(told, digest_size=DIGEST).digest(), "little")


class Comparer:
    """Compares stretches of raw text of two reports.

    Args:
        book: tells letters from other signs.
    """

    def __init__(self, book: Codebook) -> None:
        from fazhi.reading.clean.script import folding

        self.letters = bare(book)
        self.folded = str.maketrans(folding(book))
        self.signs = lru_cache(KEPT)(self._signs)
        self.compare = lru_cache(KEPT)(self._compare)

    def _signs(self, words: str, names: tuple[str, ...]) -> tuple[str, str, str]:
        """All letters and figures; those without names; the letters that stay of a copy."""
        told = NO_SIGN.sub("", words).translate(self.folded)
        unnamed = without_names(words, names)
        blank = NO_SIGN.sub("", unnamed).translate(self.folded)
        return told, blank, unnamed.translate(self.letters)

    def _compare(self, words: Named, other: Named) -> tuple[str, float]:
        """The strongest change, and the share of letters in both, from 0 to 1."""
        if words[0] == other[0]:
            return VERBATIM, 1.0
        first, second = self.signs(*words), self.signs(*other)
        if first[0] == second[0]:
            return VERBATIM, 1.0
        if first[1] == second[1]:
            return NAMES, 1.0
        if first[2] == second[2]:
            return FIGURES, 1.0
        size = max(len(first[2]), len(second[2]))
        alike = letters_in_order(first[2], second[2]) / size
        if alike < ORDERED:
            moved = (self._by_clause(one) for one in (words, other))
            alike = max(alike, letters_in_order(*moved) / size)
        return WORDS, alike

    def _by_clause(self, told: Named) -> str:
        """The letters, clauses sorted: equal where clauses were only moved."""
        unnamed = without_names(told[0], told[1])
        return "".join(sorted(one.translate(self.letters) for one in CLAUSE.split(unnamed)))
