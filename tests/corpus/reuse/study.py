"""A made study: towns of several counties over several years, with shared wording of known kinds.

Each report holds passages of the centre (in all), of its county's model, kept from its own year
before, taken over from a town elsewhere (with that town's name or year left over in some), and of
its own. `plant` writes the files and tells what was planted.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from fazhi.codebook.book import load_codebook
from fazhi.codebook.divisions import FILE, divisions
from tests.corpus.reuse.made import MARK, Maker

FIRST_YEAR = 2021
CENTRE, MODEL, OWN = 2, 2, 6
# One report in so many takes over a passage from a town elsewhere.
TAKES_OVER = 6
COUNTIES_A_PROVINCE = 3
BOOK = load_codebook()
HEADS = ("一、主要举措和成效", "二、存在的问题", "三、下一步打算")


class Planted(NamedTuple):
    """A shared passage: its kind, the report's file, its words, and what was left over in it."""

    kind: str
    file: str
    words: str
    left_over: str = ""


class Town(NamedTuple):
    """A town and what holds it."""

    name: str
    county: str
    prefecture: str
    province: str


@dataclass(slots=True)
class Study:
    """Files by name, and all that was planted in them."""

    texts: dict[str, str] = field(default_factory=dict)
    stated: list[list[str]] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)

    def write(self, folder: Path) -> None:
        """Write the reports and their manifest."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.texts.items():
            (folder / name).write_text(text, "utf-8")
        head = ["file", "town", "county", "prefecture", "province", "year", "issued_date"]
        with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([head, *self.stated])


def make_study(counties: int, towns: int, years: int, seed: int = 1) -> Study:
    """So many towns of so many counties, each with a report of so many years."""
    draw = Random(seed)
    maker, study = Maker(draw), Study()
    centre = [[maker.passage() for _ in range(CENTRE)] for _ in range(years)]
    places = _counties(counties, towns)
    before: dict[Town, list[str]] = {}
    for year in range(years):
        spoken: list[tuple[Town, str, str]] = []
        for held in places:
            model = [maker.passage() for _ in range(MODEL)]
            for town in held:
                file = f"{town.county}{town.name}-{FIRST_YEAR + year}.txt"
                own = [maker.passage() for _ in range(OWN)]
                kept = [_updated(words, maker) for words in before.get(town, [])[:2]]
                parts = [("mandatory", words) for words in centre[year]]
                parts += [("template", words) for words in model]
                shared = [_planted(*part, file, town, year) for part in parts]
                shared += [_kept(words, file, town, year, draw) for words in kept]
                if spoken and draw.randrange(TAKES_OVER) == 0:
                    shared += _taken_over(spoken, town, file, year, draw)
                study.planted += shared
                passages = [one.words for one in shared]
                passages += [_told(words, town, year) for words in own]
                study.texts[file] = _report(town, year, passages)
                study.stated.append(_stated(file, town, year, len(study.stated)))
                # What is given away is no longer kept: a family has one kind.
                before[town] = own[:4]
                spoken.append((town, own[5], file))
    return study


def _planted(kind: str, words: str, file: str, town: Town, year: int) -> Planted:
    return Planted(kind, file, _told(words, town, year))


def _kept(words: str, file: str, town: Town, year: int, draw: Random) -> Planted:
    """Last year's passage, with last year's number left in some."""
    left = "{year}" in words and draw.random() < 0.5
    told = _told(words, town, year - 1 if left else year)
    return Planted("own_past", file, told, f"{FIRST_YEAR + year - 1}年" if left else "")


def _taken_over(
    spoken: list[tuple[Town, str, str]], town: Town, file: str, year: int, draw: Random
) -> list[Planted]:
    """A passage of a town of another county, its name and the year's rest left over in some."""
    elsewhere = [one for one in spoken if one[0].county != town.county]
    if not elsewhere:
        return []
    source = draw.choice(elsewhere)
    spoken.remove(source)
    left = MARK in source[1] and draw.random() < 0.5
    words = _told(source[1], source[0] if left else town, year)
    return [Planted("other_place", file, words, source[0].name if left else "")]


def _updated(words: str, maker: Maker) -> str:
    """The same with other figures and two signs changed: last year's passage told again."""
    draw = maker.draw
    signs = [str(draw.randint(1, 9)) if one.isdigit() else one for one in words]
    for at in draw.sample(range(len(signs)), 2):
        if signs[at] not in "{}year" + MARK:
            signs[at] = draw.choice("宜当须更再")
    return "".join(signs)


def _told(words: str, town: Town, year: int) -> str:
    return words.replace(MARK, town.name).replace("{year}", str(FIRST_YEAR + year))


def _report(town: Town, year: int, passages: Sequence[str]) -> str:
    number = FIRST_YEAR + year
    third = max(1, len(passages) - 2)
    parts = [passages[:third], passages[third : third + 1], passages[third + 1 :]]
    lines = [f"{town.name}{number}年度法治政府建设情况报告"]
    for head, some in zip(HEADS, parts, strict=True):
        lines += [head, *some]
    return "\n".join([*lines, f"{town.name}人民政府", f"{number + 1}年1月20日"])


def _stated(file: str, town: Town, year: int, count: int) -> list[str]:
    day = f"{FIRST_YEAR + year + 1}-{1 + count % 3:02}-{1 + count % 28:02}"
    names = [town.name, town.county, town.prefecture, town.province]
    return [file, *names, str(FIRST_YEAR + year), day]


@cache
def _towns() -> dict[str, list[Town]]:
    """The towns of every county by its code."""
    known = divisions(BOOK)
    _, townships, _ = gzip.decompress(BOOK.packed(FILE)).decode().split("\n\n")
    found: dict[str, list[Town]] = {}
    for line in townships.split("\n"):
        name, codes = line.split("\t")
        for code in codes.split() if name.endswith(("镇", "乡")) else ():
            above = known.ancestry(code)
            if above.county and above.province:
                town = Town(name, above.county, above.prefecture or "", above.province)
                found.setdefault(code[:6], []).append(town)
    return found


def _counties(count: int, towns: int) -> list[list[Town]]:
    """Counties with towns enough, three of each of several provinces."""
    chosen: dict[str, list[list[Town]]] = {}
    for code, held in sorted(_towns().items()):
        some = chosen.setdefault(code[:2], [])
        if len(held) >= towns and len(some) < COUNTIES_A_PROVINCE:
            some.append(sorted(held)[:towns])
    full = [one for some in chosen.values() if len(some) == COUNTIES_A_PROVINCE for one in some]
    return full[:count]
