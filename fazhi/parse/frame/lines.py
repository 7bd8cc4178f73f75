"""The lines at the head of a text, as the source broke them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import NamedTuple

from fazhi.records import Text

HEAD = 2500
HEADING = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）")
BLANK = re.compile(r"[ \u00a0\u3000\t]")


class Piece(NamedTuple):
    """Words found at a place of the clean text; `spaced` keeps the source's spaces."""

    start: int
    end: int
    words: str
    spaced: str = ""


def head_lines(text: Text) -> list[Piece]:
    """The lines before the first heading, as the source broke them."""
    lines: list[Piece] = []
    at, words, spaced = 0, "", ""
    for stretch, gap in _stretches(text):
        words += stretch
        spaced += stretch + ("" if gap == "\n" else gap)
        if gap != "\n":
            continue
        if words and HEADING.match(words) and lines:
            return lines
        if words:
            lines.append(Piece(at, at + len(words), words, spaced))
        at += len(words) + (text.clean[at + len(words) : at + len(words) + 1] == "\n")
        words = spaced = ""
    return lines


def _stretches(text: Text) -> Iterator[tuple[str, str]]:
    """The clean text's head in stretches, each with the break or space that the source has next."""
    runs = text.offsets.runs
    for run, after in zip_longest(runs, islice(runs, 1, None)):
        if run.clean_start >= HEAD:
            break
        gap = text.raw[run.raw_end : after.raw_start] if after else ""
        lines = text.clean[run.clean_start : run.clean_end].split("\n")
        yield from ((line, "\n") for line in lines[:-1])
        yield lines[-1], "\n" if "\n" in gap else " " if BLANK.search(gap) else ""
    yield "", "\n"
