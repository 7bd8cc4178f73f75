"""Made reports with known copies, deterministic by seed: `make_corpus(reports, seed)`.

Each report holds headings and template paragraphs that all share but for town and year (the
frame) and passages of its own, which are new whatever the size: a clause takes its words from
millions of combinations. Of all passages 12 % are copies of another report's, one in twelve of
each kind of `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from tests.corpus.reuse.parts import (
    BODIES,
    FIRST,
    FRAME,
    HEADINGS,
    LAST,
    MANNERS,
    NOUNS,
    OPENERS,
    PATTERNS,
    UNITS,
    VERBS,
)

PASSAGES, OWN_FRAME = 60, 4
COPIED = 0.12
KINDS = (
    "verbatim",
    "punctuation",
    "names",
    "figures",
    "few",
    "inserted",
    "deleted",
    "order",
    "half",
    "run",
    "tenth",
    "quarter",
)
MARK = "\ue000"


class Copied(NamedTuple):
    """A planted copy: its kind, and report and passage of the copy and of what was copied."""

    kind: str
    copy: tuple[int, int]
    source: tuple[int, int]


@dataclass(slots=True)
class Made:
    """A made report: who and when, and its passages."""

    town: str
    county: str
    province: str
    year: int
    passages: list[str] = field(default_factory=list)


class Maker:
    """Makes passages; `draw` decides everything."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw

    def name(self) -> str:
        """Two or three signs that may be the name of a place."""
        draw = self.draw
        middle = draw.choice(FIRST) if draw.random() < 0.3 else ""
        return draw.choice(FIRST) + middle + draw.choice(LAST)

    def clause(self) -> str:
        """A clause; the author's town is written as `MARK`."""
        draw = self.draw
        pattern = draw.choice(PATTERNS)
        made = []
        for piece in pattern.split("{")[0:1] + ["{" + one for one in pattern.split("{")[1:]]:
            slot, _, rest = piece.partition("}") if piece.startswith("{") else ("", "", piece)
            made.append(self._filled(slot[1:]) + rest)
        return "".join(made)

    def _filled(self, slot: str) -> str:
        draw = self.draw
        words = {"v": VERBS, "n": NOUNS, "m": MANNERS, "b": BODIES}
        if slot in words:
            return str(draw.choice(words[slot]))
        if slot == "f":
            return f"{draw.randint(2, 980)}{draw.choice(UNITS)}"
        if slot == "p":
            return draw.choice((f"{self.name()}村", f"{MARK}{self.name()}社区", MARK, "辖区"))
        return ""

    def passage(self) -> str:
        """Some eight clauses in two to four sentences, with the year at times."""
        draw = self.draw
        clauses = [self.clause() for _ in range(draw.randint(6, 11))]
        opener = draw.choice(OPENERS).replace("{n}", draw.choice(NOUNS))
        year = "{year}年，" if draw.random() < 0.3 else ""
        words = year + opener + clauses[0]
        for one in clauses[1:]:
            words += draw.choice("，，，；。") + one
        return words + "。"


def make_corpus(reports: int, seed: int = 1) -> tuple[list[Made], list[Copied]]:
    """So many reports of 60 passages each, and what in them was copied from where."""
    draw = Random(seed)
    maker = Maker(draw)
    made = [
        Made(
            f"{maker.name()}镇",
            f"{'甲乙丙丁戊己庚辛壬癸'[number // 20 % 10]}{LAST[number // 200 % 40]}县",
            f"{'东南西北中'[number // 4000 % 5]}省",
            2021 + number % 3,
        )
        for number in range(reports)
    ]
    plan = _plan(reports, draw)
    places = {one.copy: one for one in plan}
    templates: dict[tuple[int, int], str] = {}
    sources = {one.source for one in plan}
    for number, report in enumerate(made):
        frame = [*HEADINGS, *draw.sample(FRAME, OWN_FRAME)]
        for at in range(PASSAGES):
            if at < len(frame):
                words = frame[at]
            elif (number, at) in places:
                words = ""
            else:
                words = maker.passage()
                if (number, at) in sources:
                    templates[number, at] = words
            report.passages.append(_told(words, report))
    for one in plan:
        report, source = made[one.copy[0]], made[one.source[0]]
        report.passages[one.copy[1]] = _copy(one, templates[one.source], report, source, maker)
    return made, plan


def _plan(reports: int, draw: Random) -> list[Copied]:
    """Which passages are copies, and of which: no passage is used twice."""
    first = len(HEADINGS) + OWN_FRAME
    free = [(number, at) for number in range(reports) for at in range(first, PASSAGES)]
    draw.shuffle(free)
    count = int(COPIED * reports * PASSAGES)
    plan = []
    for number in range(count):
        copy, source = free.pop(), free.pop()
        while source[0] == copy[0]:
            free.insert(0, source)
            source = free.pop()
        plan.append(Copied(KINDS[number % len(KINDS)], copy, source))
    return plan


def _told(words: str, report: Made) -> str:
    return (
        words.replace(MARK, report.town)
        .replace("{town}", report.town)
        .replace("{year}", str(report.year))
    )


def _copy(one: Copied, words: str, report: Made, source: Made, maker: Maker) -> str:
    """The copy of a passage; all but the kinds that say so keep the source's names and years."""
    told = _told(words, report if one.kind == "names" else source)
    return _told(CHANGES[one.kind](told, maker), report)


def _clauses(words: str) -> list[str]:
    """The clauses, each with the mark behind it."""
    made, rest = [], ""
    for sign in words:
        rest += sign
        if sign in "，；。":
            made.append(rest)
            rest = ""
    return [*made, rest] if rest else made


def _punctuation(words: str, maker: Maker) -> str:
    signs = [maker.draw.choice("，；。、 ") if sign in "，；。" else sign for sign in words]
    return "　".join(("", "".join(signs)))


def _figures(words: str, maker: Maker) -> str:
    return "".join(str(maker.draw.randint(1, 9)) if one.isdigit() else one for one in words)


def _replaced(words: str, maker: Maker, count: int) -> str:
    signs = list(words)
    for at in maker.draw.sample(range(len(signs)), count):
        signs[at] = maker.draw.choice(maker.draw.choice(NOUNS))
    return "".join(signs)


def _inserted(words: str, maker: Maker) -> str:
    clauses = _clauses(words)
    clauses.insert(maker.draw.randint(1, len(clauses) - 1), maker.clause() + "，")
    return "".join(clauses)


def _deleted(words: str, maker: Maker) -> str:
    clauses = _clauses(words)
    del clauses[maker.draw.randint(1, len(clauses) - 2)]
    return "".join(clauses)


def _order(words: str, maker: Maker) -> str:
    clauses = [one.rstrip("，；。") for one in _clauses(words)]
    maker.draw.shuffle(clauses)
    return "，".join(clauses) + "。"


def _half(words: str, maker: Maker) -> str:
    own = maker.passage()
    return words[: len(words) // 2] + own[len(own) // 2 :]


def _run(words: str, maker: Maker) -> str:
    clauses = _clauses(words)
    first = maker.draw.randint(0, len(clauses) - 4)
    run = clauses[first]
    while len(run) < 24:
        first += 1
        run += clauses[first % len(clauses)]
    own = _clauses(maker.passage())
    own.insert(maker.draw.randint(1, len(own) - 1), run)
    return "".join(own)


CHANGES: dict[str, Callable[[str, Maker], str]] = {
    "verbatim": lambda words, maker: words,
    "punctuation": _punctuation,
    "names": lambda words, maker: words,
    "figures": _figures,
    "few": lambda words, maker: _replaced(words, maker, maker.draw.randint(1, 3)),
    "inserted": _inserted,
    "deleted": _deleted,
    "order": _order,
    "half": _half,
    "run": _run,
    "tenth": lambda words, maker: _replaced(words, maker, len(words) // 10),
    "quarter": lambda words, maker: _replaced(words, maker, len(words) // 4),
}


def frame_of(made: list[Made]) -> Iterator[tuple[int, int]]:
    """Report and passage of all wording that many share."""
    for number in range(len(made)):
        for at in range(len(HEADINGS) + OWN_FRAME):
            yield number, at
