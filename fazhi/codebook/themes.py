"""The themes codebook: what a report may speak of, and the cues that show it."""

from __future__ import annotations

import msgspec

from fazhi.codebook.book import Codebook, derived


class Theme(msgspec.Struct, frozen=True):
    """One theme: labels, the cues that show it, and the traps they set.

    `brief` is the English name where a chart has no room for `en`; `never` lists phrases inside
    which no cue counts; `needs` gives for a weak cue the words of which one must stand in the same
    sentence.
    """

    id: str
    zh: str
    en: str
    group: str
    cues: tuple[str, ...]
    source: str
    confidence: str
    brief: str = ""
    parent: str = ""
    never: tuple[str, ...] = ()
    needs: dict[str, tuple[str, ...]] = {}
    traps: str = ""

    def short(self, language: str) -> str:
        """The name for a row of a chart; in Chinese up to the first comma: what follows is aim."""
        return self.zh.partition("，")[0] if language == "zh" else self.brief or self.en


# The outline in force decides by which tasks a report is read; that of 2021 came in August 2021.
OUTLINES = ((2021, "outline2021"), (0, "outline2015"))


def outline_of(year: int | None) -> str:
    """The group of themes that are the tasks of the outline in force in a report's year."""
    return next(group for since, group in OUTLINES if year is None or year >= since)


@derived
def themes(book: Codebook) -> tuple[Theme, ...]:
    """All themes in the order of the codebook."""
    return book.book("themes", tuple[Theme, ...])
