"""What a draft leaves to be filled in: ×× for a figure or a name, lines, notes to the writer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi.analyse.registry import NOTE, WARNING, check, clip, finding
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.records import Finding, Report

# One of these stands in a blank: looked for first, as few texts hold any.
SIGNS = "×xX*○〇"
RUN = re.compile("[×xX*○〇]+")
LINES = "_＿"
AROUND = 10
STAR = "*"


class _Blanks(NamedTuple):
    year: re.Pattern[str]
    figure: re.Pattern[str]
    name: re.Pattern[str]
    line: re.Pattern[str]
    note: re.Pattern[str]
    words: tuple[str, ...]


@check("blank")
def blanks(report: Report, book: Codebook) -> Iterator[Finding]:
    """Places that were to be filled in before the report is sent."""
    text, known = report.text.clean, _blanks(book)
    done = 0
    for match, words, severity in sorted(_found(text, known), key=lambda one: one[0].start()):
        # Of markdown the stars are marks.
        marks = report.text.format == "md" and STAR in match.group()
        if match.start() >= done and not marks:
            done = match.end()
            low, high = max(0, match.start() - AROUND), min(len(text), match.end() + AROUND)
            start = text.rfind("\n", low, match.start()) + 1 or low
            stop = text.find("\n", match.end(), high)
            yield finding(report, "blank", severity, (start, high if stop < 0 else stop), words)


def _found(text: str, known: _Blanks) -> Iterator[tuple[re.Match[str], tuple[str, str], str]]:
    """What looks like a blank, with its message and how sure it is."""
    if any(sign in text for sign in SIGNS):
        # Looked at where a sign stands alone: expressions over all of a text cost more.
        for run in RUN.finditer(text):
            start = run.start()
            if year := known.year.match(text, max(start - 2, 0)):
                yield year, _to_fill_in(year), WARNING
            elif figure := known.figure.match(text, start):
                yield figure, _to_fill_in(figure), WARNING
            elif name := known.name.match(text, start):
                yield name, _name(name), NOTE
    if any(sign in text for sign in LINES):
        yield from ((one, _to_fill_in(one), WARNING) for one in known.line.finditer(text))
    if any(word in text for word in known.words):
        yield from ((one, _note(one), WARNING) for one in known.note.finditer(text))


def _shown(match: re.Match[str]) -> str:
    """The blank and the words after it that tell what was to stand there."""
    return clip(match.group() + next(filter(None, match.groups()), ""))


def _to_fill_in(match: re.Match[str]) -> tuple[str, str]:
    shown = _shown(match)
    return (
        f"“{shown}”像是没有填写的空白，请填写或删去。",
        f"“{shown}” seems to be a blank: fill it in or remove it.",
    )


def _name(match: re.Match[str]) -> tuple[str, str]:
    shown = _shown(match)
    return (
        f"“{shown}”像是没有填写的名称，请补上；如系有意隐去，可不改。",
        f"“{shown}” seems to be a name not filled in; leave it if it is withheld on purpose.",
    )


def _note(match: re.Match[str]) -> tuple[str, str]:
    shown = clip(match.group())
    return (
        f"“{shown}”像是留给起草人的话，请补齐内容后删去。",
        f"“{shown}” seems to be a note to the writer: fill in what it asks, and remove it.",
    )


@derived
def _blanks(book: Codebook) -> _Blanks:
    words = audit_words(book).blanks
    sign = r"(?:(?<![0-9a-zA-Z])[xX]{1,4}(?![a-zA-Z])|(?<!\d)×{1,4}|(?<!\*)\*{1,4}(?!\*))"
    # 二〇〇八年 is a year, ○○ stands for a name or a figure.
    rings = "(?<![一二三四五六七八九十○〇])[○〇]{2,4}"
    figures, names = "|".join(words.before_figures), "|".join(words.before_names)
    return _Blanks(
        re.compile(r"(?<!\d)20(?:[xX]{2}|×{2}|\*{2})(?=(年))"),
        re.compile(f"(?:{sign}|{rings})(?=({figures}))"),
        re.compile(f"(?:{sign}|{rings})(?=({names}))"),
        re.compile(
            r"(?<=[\u4e00-\u9fff，：])[_＿]{2,}(?=(.{0,2}))|[_＿]{2,}(?=([\u4e00-\u9fff]{1,2}))"
        ),
        re.compile(
            rf"[（【\[][^（）【】\[\]\n]{{0,12}}(?:{'|'.join(words.notes)})[^（）【】\[\]\n]{{0,16}}[）】\]]"
        ),
        words.notes,
    )
