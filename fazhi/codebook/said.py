"""Sentences of the code, which are English, as another language has them.

The words of a language give each under its own English (`said.ENGLISH`, blanks numbered), so that a
sentence without one is said in English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

SAID = "said."


def said_in(words: Mapping[str, str], sentence: str) -> str:
    """A sentence whose blanks are filled already; itself where there are no words for it.

    Args:
        words: all words of a language by their keys.
        sentence: what the code says.
    """
    if SAID + sentence in words:
        return words[SAID + sentence]
    for pattern, told in _patterns(tuple(one for one in words.items() if one[0].startswith(SAID))):
        if match := pattern.fullmatch(sentence):
            return told.format(*(match.group(f"b{n}") for n in range(pattern.groups)))
    return sentence


@lru_cache(maxsize=2)
def _patterns(said: tuple[tuple[str, str], ...]) -> list[tuple[re.Pattern[str], str]]:
    """Sentences with blanks as expressions, those that say most first."""
    told = [(key.removeprefix(SAID), words) for key, words in said if "{0}" in key]
    told.sort(key=lambda one: -len(re.sub(r"{\d}", "", one[0])))
    return [
        (re.compile(re.sub(r"\\{(\d)\\}", r"(?P<b\1>.+)", re.escape(english)), re.DOTALL), words)
        for english, words in told
    ]
