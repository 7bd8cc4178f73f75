"""Made reports of several years of each town, with what became of every sentence known.

`make_years(towns, years, seed)`: each year's report is the one before with sentences kept, changed,
moved, dropped and put in, sections renamed, put in another order, added and left out (so all are
renumbered), and figures that stay, change, stop in October or change their measure word.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

PARTS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "parts.yaml").read_text("utf-8"))
THEMES, TOWNS = PARTS["themes"], [tuple(town) for town in PARTS["towns"]]
PLACES: dict[str, Any] = {**THEMES, "problems": PARTS["problems"], "plan": PARTS["plan"]}
FLOWS, STANDING = PARTS["flows"], PARTS["standing"]
FIRST_YEAR = 2020
SECTIONS, SENTENCES = 5, 4
NUMERALS = "一二三四五六七八九十"
# Of the sentences of a year so many become the next year's.
FATES = {"kept": 45, "changed": 25, "moved": 8, "dropped": 12}
FIGURE_FATES = ("same", "same", "changed", "part", "unit", "left_out")
# Figures below this recur by chance.
TINY = 10
# Every so many towns one skips a year, and one has a second report of its last year.
SKIPS, TWICE = 5, 7
TITLE = "{county}{town}{year}年法治政府建设情况报告"


@dataclass(frozen=True)
class Sentence:
    """A sentence that keeps its `key` through the years, whatever becomes of its words."""

    key: str
    words: str


@dataclass(frozen=True)
class Section:
    """A section that keeps its `key`: the heading it has now, and its sentences."""

    key: str
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Year:
    """A report as it is made: what stands first (figures, by indicator), and its sections."""

    lines: Section
    inner: tuple[Section, ...]
    last: tuple[Section, ...]
    figures: dict[str, int]


class Fate(NamedTuple):
    """What became of a sentence: state and its places (start, end) before and now, if any."""

    state: str
    before: tuple[int, int] | None
    now: tuple[int, int] | None


@dataclass
class Known:
    """What is known of a report and the one before it (names of files).

    `sections` holds where headings begin, the earlier report's to the later's; `sizes` how many
    headings both have. `stale` are the indicators told word for word again, `coded` all told.
    """

    file: str
    before: str
    gap: int
    fates: list[Fate] = field(default_factory=list)
    sections: dict[int, int] = field(default_factory=dict)
    stale: set[str] = field(default_factory=set)
    coded: set[str] = field(default_factory=set)


@dataclass
class Study:
    """Files by name, the manifest's rows, and what is known of each pair of reports."""

    texts: dict[str, str] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)

    def write(self, folder: Path) -> None:
        """Write the reports and their manifest."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.texts.items():
            (folder / name).write_text(text, "utf-8")
        head = ["file", "town", "county", "prefecture", "province", "year"]
        with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([head, *self.rows])


class Town:
    """The reports of a town: what it has not yet said, and what it says year by year."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw
        self._keys = count()
        self._openers = {
            name: draw.sample(part["openers"], len(part["openers"]))
            for name, part in PLACES.items()
        }

    def first(self) -> Year:
        """The report of the first year; one of its figures is tiny."""
        names = self.draw.sample(sorted(THEMES), SECTIONS)
        figures = {one: self.draw.randint(13, 400) for one in (*FLOWS, *STANDING)}
        figures[self.draw.choice(sorted(FLOWS))] = self.draw.randint(1, 3)
        lines = self._lines(figures, dict.fromkeys(figures, "same"))
        inner = tuple(self._section(name, SENTENCES) for name in names)
        return Year(lines, inner, (self._section("problems", 3), self._section("plan", 3)), figures)

    def next(self, year: Year) -> tuple[Year, dict[str, str]]:
        """The report of the next year, and what became of the sentences by key."""
        fates: dict[str, str] = {}
        inner = [self._sentences(section, fates) for section in year.inner]
        self._move(inner, fates)
        self._rearrange(inner, fates)
        figures = dict(year.figures)
        told = {one: self.draw.choice(FIGURE_FATES) for one in FLOWS}
        told |= {one: self.draw.choice(("same", "same", "changed")) for one in STANDING}
        for one, fate in told.items():
            if fate == "changed" and figures[one] >= TINY:
                figures[one] += self.draw.choice((-3, 4, 11, 26))
        lines = self._lines(figures, told)
        before = {one.key: one.words for one in year.lines.sentences}
        for one in lines.sentences:
            if one.key in before:
                fates[one.key] = "kept" if before[one.key] == one.words else "changed"
        for key in before.keys() - {one.key for one in lines.sentences}:
            fates[key] = "dropped"
        last = [self._sentences(section, fates) for section in year.last]
        last = [replace(section, title=self._title(section)) for section in last]
        return Year(lines, tuple(inner), tuple(last), figures), fates

    def _section(self, name: str, sentences: int) -> Section:
        made = tuple(self._sentence(name) for _ in range(sentences))
        return Section(name, self.draw.choice(PLACES[name]["titles"]), made)

    def _sentence(self, name: str) -> Sentence:
        """A sentence that the town has not said before."""
        part = PLACES[name]
        clauses = [self._openers[name].pop(), self.draw.choice(part["details"])]
        if "results" in part:
            clauses.append(self.draw.choice(part["results"]))
        return Sentence(f"{name} {next(self._keys)}", "，".join(clauses) + "。")

    def _sentences(self, section: Section, fates: dict[str, str]) -> Section:
        """The section with its sentences kept, changed or dropped, and one put in."""
        made: list[Sentence] = []
        for sentence in section.sentences:
            fate = self.draw.choices([*FATES], [*FATES.values()])[0]
            if fate == "moved" and section.key not in THEMES:
                fate = "kept"
            fates[sentence.key] = fate
            if fate != "dropped":
                changed = fate == "changed"
                made.append(self._changed(sentence, section.key) if changed else sentence)
        if self._openers[section.key] and self.draw.random() < 0.7:
            made.insert(self.draw.randint(0, len(made)), self._sentence(section.key))
        return replace(section, sentences=tuple(made))

    def _move(self, sections: list[Section], fates: dict[str, str]) -> None:
        """Put each sentence that moves at the end of another section."""
        going = [
            (at, one)
            for at, section in enumerate(sections)
            for one in section.sentences
            if fates.get(one.key) == "moved"
        ]
        for at, one in going:
            stay = tuple(each for each in sections[at].sentences if each != one)
            sections[at] = replace(sections[at], sentences=stay)
        for at, one in going:
            to = self.draw.choice([place for place in range(len(sections)) if place != at])
            sections[to] = replace(sections[to], sentences=(*sections[to].sentences, one))

    def _rearrange(self, sections: list[Section], fates: dict[str, str]) -> None:
        """Rename a section, change the order, leave one out, put one in."""
        if self.draw.random() < 0.2 and len(sections) > 4:
            gone = sections.pop(self.draw.randrange(len(sections)))
            fates |= {one.key: "dropped" for one in gone.sentences}
        for at in self.draw.sample(range(len(sections)), 2):
            sections[at] = replace(sections[at], title=self._title(sections[at]))
        if self.draw.random() < 0.4:
            at = self.draw.randrange(len(sections) - 1)
            sections[at], sections[at + 1] = sections[at + 1], sections[at]
        there = {section.key for section in sections}
        fresh = [
            name
            for name in sorted(THEMES)
            if name not in there and len(self._openers[name]) == len(THEMES[name]["openers"])
        ]
        if fresh and self.draw.random() < 0.4:
            new = self._section(self.draw.choice(fresh), 3)
            sections.insert(self.draw.randrange(len(sections)), new)

    def _changed(self, sentence: Sentence, name: str) -> Sentence:
        """The sentence with another detail, a clause more, or other words."""
        clauses = sentence.words.rstrip("。").split("，")
        kind = self.draw.choice(("detail", "more", "words"))
        others = [one for one in PLACES[name]["details"] if one not in clauses]
        if kind == "detail":
            clauses[-1 if len(clauses) == 2 else 1] = self.draw.choice(others)
        elif kind == "more":
            clauses.append(self.draw.choice(others))
        else:
            new = clauses[0]
            for one, other in PARTS["synonyms"].items():
                new = new.replace(one, other)
            clauses[0] = new if new != clauses[0] else f"继续{new}"
        return replace(sentence, words="，".join(clauses) + "。")

    def _title(self, section: Section) -> str:
        titles = PLACES[section.key]["titles"]
        return str(self.draw.choice([one for one in titles if one != section.title]))

    @staticmethod
    def _lines(figures: dict[str, int], told: dict[str, str]) -> Section:
        """The figures in their order, each told as its fate says."""
        lines = []
        for one, fate in told.items():
            if fate == "left_out":
                continue
            words = {**FLOWS, **STANDING}[one].replace("{n}", str(figures[one]))
            if fate == "part":
                words = f"截至10月底，{words}"
            if fate == "unit":
                words = words.replace("件。", "件次。")
            lines.append(Sentence(one, words))
        return Section("lines", "主要举措和成效", tuple(lines))


class Written(NamedTuple):
    """A report as text, with the places of its sentences and headings by key."""

    text: str
    sentences: dict[str, tuple[int, int]]
    headings: dict[str, int]


def written(year: Year, title: str) -> Written:
    """The report as a file holds it."""
    made = Written(f"{title}\n", {}, {})
    sections = [("一、", year.lines)]
    sections += [(f"（{NUMERALS[number]}）", section) for number, section in enumerate(year.inner)]
    sections += [(f"{mark}、", section) for mark, section in zip("二三", year.last, strict=True)]
    text = made.text
    for mark, section in sections:
        made.headings[section.key] = len(text)
        text += f"{mark}{section.title}\n"
        for sentence in section.sentences:
            made.sentences[sentence.key] = len(text), len(text) + len(sentence.words)
            text += sentence.words
        text += "\n" if section.sentences else ""
    return made._replace(text=text)


def make_years(towns: int, years: int, seed: int = 1) -> Study:
    """So many towns with reports of so many years."""
    study = Study()
    for number in range(towns):
        draw = Random(f"{seed} {number}")
        names = TOWNS[number % len(TOWNS)]
        _add(study, Town(draw), names, (years, number, number // len(TOWNS)))
    return study


def _add(study: Study, town: Town, names: tuple[str, ...], which: tuple[int, int, int]) -> None:
    years, number, copy = which
    # Beyond the towns of the list there are towns that no list has.
    more = "".join(NUMERALS[int(digit)] for digit in str(copy))
    name = f"{more}{names[0]}" if copy else names[0]
    year, before = town.first(), None
    for step in range(years):
        gap = int(number % SKIPS == 1 and step == years - 2)
        label = FIRST_YEAR + step + int(number % SKIPS == 1 and step >= years - 2)
        title = TITLE.format(county=names[1], town=name, year=label)
        file = f"{names[3]}{names[1]}{name}-{number}-{label}.txt"
        fates: dict[str, str] = {}
        former = year
        if step:
            year, fates = town.next(year)
        now = written(year, title)
        twice = number % TWICE == 3 and step == years - 1
        if before and not twice:
            known = Known(file, before[0], gap, *_known(before[1], now, fates))
            _figures(known, former, year)
            study.known.append(known)
        before = file, now
        study.texts[file] = now.text
        study.rows.append([file, name, *names[1:], str(label)])
        if twice:
            again = f"{file.removesuffix('.txt')}-b.txt"
            study.texts[again] = now.text.replace("法治", "依法", 3)
            study.rows.append([again, name, *names[1:], str(label)])


def _known(
    before: Written, now: Written, fates: dict[str, str]
) -> tuple[list[Fate], dict[int, int]]:
    """The fates of all sentences with their places, and which heading answers which."""
    told = [
        Fate(
            "dropped" if key not in now.sentences else fates[key],
            place,
            now.sentences.get(key),
        )
        for key, place in before.sentences.items()
    ]
    told += [
        Fate("new", None, place)
        for key, place in now.sentences.items()
        if key not in before.sentences
    ]
    both = {
        place: now.headings[key] for key, place in before.headings.items() if key in now.headings
    }
    return told, both


def _figures(known: Known, before: Year, now: Year) -> None:
    """Which figures of the year are told word for word again."""
    former = {one.key: one.words for one in before.lines.sentences}
    known.coded = {one.key for one in now.lines.sentences}
    if not known.gap:
        known.stale = {
            one.key
            for one in now.lines.sentences
            if one.key in FLOWS and former.get(one.key) == one.words
            if now.figures[one.key] >= TINY
        }
