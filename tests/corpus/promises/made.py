"""Made reports of towns through years with known answers: `make(parts, seed)`.

What a plan announces is told by the next report in like words, in other words, or not at all; then
something of the same theme may stand there instead. Shortcomings return in other words, or
another of the same theme takes their place. Every year has wording that all towns share.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
YEARS = (2020, 2021, 2022, 2023)
# Town, county, prefecture, province: towns that are none, in counties that are.
PLACES = [
    ("青石镇", "西峡县", "南阳市", "河南省"),
    ("柳河镇", "武冈市", "邵阳市", "湖南省"),
    ("古渡镇", "原州区", "固原市", "宁夏回族自治区"),
    ("云岭镇", "云阳县", "重庆市", "重庆市"),
    ("白沙乡", "永城市", "商丘市", "河南省"),
    ("双塘镇", "桐城市", "安庆市", "安徽省"),
    ("石桥乡", "兴国县", "赣州市", "江西省"),
    ("东湾镇", "靖江市", "泰州市", "江苏省"),
    ("南坪镇", "莱州市", "烟台市", "山东省"),
    ("清溪镇", "仁寿县", "眉山市", "四川省"),
    ("松林镇", "海城市", "鞍山市", "辽宁省"),
    ("河口镇", "永安市", "三明市", "福建省"),
    ("高桥镇", "麻城市", "黄冈市", "湖北省"),
    ("长岗镇", "藤县", "梧州市", "广西壮族自治区"),
]
PLANNED, PROBLEMS, ELSE = 5, 4, 4
NUMERALS = "一二三四五六七八九十"
KEPT, REWORDED, NEAR, GONE = "kept", "reworded", "near", "gone"
FATES = (KEPT, REWORDED, REWORDED, NEAR, NEAR, GONE)


class Planned(NamedTuple):
    """An item: town and year of its plan, its words, and the status that a reader would give."""

    town: str
    year: int
    words: str
    status: str
    fate: str


class Lack(NamedTuple):
    """A shortcoming: town and year, its words, and what it is about; equal ones return."""

    town: str
    year: int
    words: str
    about: str


class Made(NamedTuple):
    """The texts by file name, the manifest, and what is known of them."""

    texts: dict[str, str]
    manifest: str
    planned: list[Planned]
    lacks: list[Lack]


def parts(name: str) -> dict[str, Any]:
    """A set of parts: `parts` or `parts_kept`."""
    held: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return held


def make(name: str = "parts", seed: int = 1) -> Made:
    """Reports of every place and year but one, which is a gap."""
    given, made = parts(name), Made({}, "", [], [])
    lines = ["file,town,county,prefecture,province,year"]
    for number, place in enumerate(PLACES):
        draw = Random(f"{name} {seed} {number}")
        gap = YEARS[2] if number == 0 else None
        for year, text in _town(place[0], given, draw, made, gap):
            lines.append(",".join([f"{place[0]}-{year}.txt", *place, str(year)]))
            made.texts[f"{place[0]}-{year}.txt"] = text
    return made._replace(manifest="\n".join(lines))


def _town(
    town: str, given: dict[str, Any], draw: Random, made: Made, gap: int | None
) -> list[tuple[int, str]]:
    stock = draw.sample(given["plans"], len(given["plans"]))
    answers: list[str] = []
    held: list[tuple[int, str]] = []
    lacks: list[Lack] = []
    for year in YEARS:
        plan = stock[: PLANNED if len(stock) > PLANNED else 3]
        stock = stock[len(plan) :] + plan
        lacks = _lacks(town, year, given, draw, lacks)
        told = [*answers, *draw.sample(given["achievements"], ELSE)]
        draw.shuffle(told)
        items = [_answered(one, draw) for one in plan]
        answers = [words for _, _, _, words in items if words]
        has_next = year + 1 in YEARS and gap not in (year, year + 1)
        if year == gap:
            continue
        made.planned.extend(
            Planned(town, year, words, status if has_next else "next_report_missing", fate)
            for words, status, fate, _ in items
        )
        made.lacks.extend(lacks)
        held.append((year, _text(town, year, told, lacks, [one[0] for one in items], given, draw)))
    return held


def _answered(one: dict[str, Any], draw: Random) -> tuple[str, str, str, str]:
    """An item's words, its status, its fate, and what the next report tells (or nothing)."""
    fate = draw.choice(FATES)
    figure = one.get("figure")
    aim = draw.randint(figure["low"], figure["high"]) if figure else 0
    words = one["plan"].replace("@n", str(aim))
    if fate in (NEAR, GONE):
        return words, "not_spoken_of", fate, draw.choice(one["near"]) if fate == NEAR else ""
    told = draw.choice(one[fate])
    if not figure:
        return words, "spoken_of", fate, told
    met = draw.random() < 0.6
    step = draw.randint(0, 4) if met else -draw.randint(1, max(1, min(4, aim - 1)))
    number = aim - step if figure.get("kind") == "most" else aim + step
    number = max(1, min(number, figure.get("most_told", number)))
    reached = number <= aim if figure.get("kind") == "most" else number >= aim
    status = "figure_met" if reached else "figure_not_met"
    return words, status, fate, told.replace("@m", str(number))


def _lacks(
    town: str, year: int, given: dict[str, Any], draw: Random, before: list[Lack]
) -> list[Lack]:
    """Shortcomings of a year: some of those before in other words, some like them, some new."""
    groups = {one["ways"][0]: one for one in given["problems"]}
    found: list[Lack] = []
    for one in before:
        group = groups.get(one.about)
        chance = draw.random()
        if group is None:
            continue
        if chance < 0.5:
            other = [way for way in group["ways"] if way != one.words]
            found.append(Lack(town, year, draw.choice(other), one.about))
        elif chance < 0.8:
            near = draw.choice(group["near"])
            found.append(Lack(town, year, near, near))
    taken = {one.about for one in found} | {one.about for one in before}
    fresh = [about for about in groups if about not in taken]
    for about in draw.sample(fresh, max(0, min(len(fresh), PROBLEMS - len(found)))):
        found.append(Lack(town, year, draw.choice(groups[about]["ways"]), about))
    return found


def _text(
    town: str,
    year: int,
    told: list[str],
    lacks: list[Lack],
    plan: list[str],
    given: dict[str, Any],
    draw: Random,
) -> str:
    style = draw.randrange(3)
    shared = draw.choice(given["boilerplate"])
    half = len(told) // 2
    return "\n".join(
        [
            f"{town}{year}年度法治政府建设情况报告",
            f"{year}年，{town}{shared}现将有关情况报告如下：",
            f"一、{year}年主要举措和成效",
            "（一）统筹推进依法行政",
            *told[:half],
            "（二）持续夯实基层治理",
            "".join(told[half:]),
            "二、存在的不足和原因",
            *_shortcomings(lacks, given, draw, style),
            f"三、{year + 1}年工作安排",
            f"{year + 1}年，我镇将{given['boilerplate'][-1]}",
            *_plan(plan, style),
            f"{town}人民政府",
            f"{year + 1}年1月15日",
        ]
    )


def _shortcomings(lacks: list[Lack], given: dict[str, Any], draw: Random, style: int) -> list[str]:
    words = [one.words for one in lacks]
    reasons = [draw.choice(given["reasons"]) if draw.random() < 0.4 else "" for _ in words]
    if style == 0:
        items = [f"{NUMERALS[at]}是{one}。{reasons[at]}" for at, one in enumerate(words)]
        return [f"虽然取得了一定成绩，但还存在一些问题：{''.join(items)}"]
    if style == 1:
        return [f"{NUMERALS[at]}是{one}。{reasons[at]}" for at, one in enumerate(words)]
    return ["一年来的工作还有差距，主要表现在：" + "；".join(words) + "。"]


def _plan(plan: list[str], style: int) -> list[str]:
    if style == 0:
        return ["".join(f"{NUMERALS[at]}是{one}。" for at, one in enumerate(plan))]
    if style == 1:
        return [f"（{NUMERALS[at]}）{one}。" for at, one in enumerate(plan)]
    return ["；".join(plan) + "。"]
