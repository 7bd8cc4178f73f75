"""The themes codebook: what a report may speak of, and the cues that show it."""

from __future__ import annotations

from functools import cache

import msgspec

from fazhi.codebook.loader import load


class Theme(msgspec.Struct, frozen=True):
    """One theme: labels, the cues that show it, and the traps they set.

    `never` lists phrases inside which no cue counts; `needs` gives for a weak cue the words of
    which one must stand in the same sentence.
    """

    id: str
    zh: str
    en: str
    group: str
    cues: tuple[str, ...]
    source: str
    confidence: str
    parent: str = ""
    never: tuple[str, ...] = ()
    needs: dict[str, tuple[str, ...]] = {}
    traps: str = ""


@cache
def load_themes() -> tuple[Theme, ...]:
    """All themes in the order of the codebook."""
    return load("themes", tuple[Theme, ...])
