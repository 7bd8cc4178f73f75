"""Themes by their cues, a paragraph at a time, so that attention can be measured in characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter

from ahocorasick_rs import AhoCorasick

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.themes import Theme, themes
from fazhi.records import Outline, Text, ThemeHit

STOPS = re.compile(r"[。！？；\n]")


def find_themes(text: Text, outline: Outline, book: Codebook) -> tuple[ThemeHit, ...]:
    """Every theme of every paragraph, with the cues found there, by paragraph and theme."""
    clean = text.clean
    paragraphs = outline.paragraphs
    starts = [paragraph.place.clean_start for paragraph in paragraphs]
    finder, owners = _cues(book)
    every = _in_order(book)
    many = len(every)
    # Paragraph and theme are one number, by which they are in order.
    found: dict[int, dict[str, None]] = {}
    for which, start, _ in finder.find_matches_as_indexes(clean, overlapping=True):
        index = bisect_right(starts, start) - 1
        if index < 0:
            continue
        cue, themes_of = owners[which]
        for number, theme in themes_of:
            cues = found.get(index * many + number)
            if cues is not None and cue in cues:
                continue
            if theme is None or _counts(theme, cue, clean, start):
                if cues is None:
                    cues = found[index * many + number] = {}
                cues[cue] = None
    hits = []
    for at in sorted(found):
        paragraph = paragraphs[at // many]
        hits.append(
            ThemeHit(
                theme=every[at % many].id,
                cues=tuple(found[at]),
                section_id=paragraph.section_id,
                paragraph_id=paragraph.paragraph_id,
                place=paragraph.place,
            )
        )
    return tuple(hits)


def themes_in(words: str, book: Codebook) -> tuple[str, ...]:
    """The ids of the themes whose cues a sentence of clean text holds, each once."""
    finder, owners = _cues(book)
    every = _in_order(book)
    found: dict[str, None] = {}
    for which, start, _ in finder.find_matches_as_indexes(words, overlapping=True):
        cue, themes_of = owners[which]
        for number, theme in themes_of:
            if theme is None or _counts(theme, cue, words, start):
                found[every[number].id] = None
    return tuple(found)


def _counts(theme: Theme, cue: str, clean: str, at: int) -> bool:
    """Whether the cue at that position shows the theme, by its traps."""
    for phrase in theme.never:
        low = clean.rfind(phrase, max(0, at - len(phrase)), at + len(phrase))
        if low >= 0 and low <= at < low + len(phrase):
            return False
    needed = theme.needs.get(cue)
    if not needed:
        return True
    before = [stop.end() for stop in STOPS.finditer(clean, max(0, at - 200), at)]
    after = STOPS.search(clean, at)
    sentence = clean[before[-1] if before else max(0, at - 200) : after.start() if after else None]
    return any(word in sentence for word in needed)


@derived
def _in_order(book: Codebook) -> tuple[Theme, ...]:
    """The themes in order of their ids."""
    return tuple(sorted(themes(book), key=attrgetter("id")))


@derived
def _cues(book: Codebook) -> tuple[AhoCorasick, list[tuple[str, list[tuple[int, Theme | None]]]]]:
    """A finder of all cues, and for each the themes it shows, by their numbers in order of ids.

    With a number stands the theme, where its traps decide whether the cue counts.
    """
    owners: dict[str, list[tuple[int, Theme | None]]] = {}
    numbers = {theme.id: number for number, theme in enumerate(_in_order(book))}
    for theme in themes(book):
        for cue in theme.cues:
            asked = theme if theme.never or cue in theme.needs else None
            owners.setdefault(cue, []).append((numbers[theme.id], asked))
    return AhoCorasick(list(owners)), list(owners.items())
