"""Automatic numbering of Word files, counted and written as Word shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from fazhi.reading.formats.docx.styles import is_on

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 9
# Word's counters are 15 bit; beyond it the file is made to trouble readers.
HIGHEST = 32767
PLACEHOLDER = re.compile(r"%([1-9])")
PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")
LEADING_ZEROS = re.compile("0+1")
WIDE_END = "、，。．：）》】〕"

DIGITS = "〇一二三四五六七八九"
LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
LEGAL_JAPANESE = "〇壱弐参四伍六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _counting(digits: str, units: str, zero: str, one_ten: str) -> Callable[[int], str]:
    """A writer of numbers with 十百千万; `one_ten` stands for ten to nineteen's first sign(s)."""

    def group(number: int) -> str:
        signs = ""
        for power in range(3, -1, -1):
            digit = number // 10**power % 10
            if digit:
                signs += digits[digit] + (units[power - 1] if power else "")
            elif signs and not signs.endswith(zero) and number % 10**power:
                signs += zero
        return signs

    def write(number: int) -> str:
        high, low = divmod(number, 10000)
        signs = group(low)
        if high:
            signs = group(high) + units[3] + (zero if low and low < 1000 else "") + signs
        ten = digits[1] + units[0]
        return one_ten + signs[len(ten) :] if signs.startswith(ten) else signs

    return write


def _digital(zero: str) -> Callable[[int], str]:
    table = str.maketrans("0123456789", zero + DIGITS[1:])
    return lambda number: str(number).translate(table)


def _series(first: str, length: int) -> Callable[[int], str]:
    """Ready-made signs such as ① to ⑳; beyond the last one Word falls back to digits."""
    return lambda number: chr(ord(first) + number - 1) if number <= length else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _letter(number: int) -> str:
    times, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def _roman(number: int) -> str:
    signs = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        signs += sign * times
    return signs


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_CHINESE = _counting(DIGITS, "十百千万", "零", "十")
_LEGAL = _counting(LEGAL_SIMPLIFIED, "拾佰仟万", "零", "壹拾")
_LEGAL_OLD = _counting(LEGAL_TRADITIONAL, "拾佰仟萬", "零", "壹拾")
_JAPANESE_ONES = re.compile("一(?=[十百千])")
WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _series("①", 20),
    "decimalEnclosedCircleChinese": _series("①", 20),
    "decimalEnclosedParen": _series("⑴", 20),
    "decimalEnclosedFullstop": _series("⒈", 20),
    "ideographEnclosedCircle": _series("㊀", 10),
    "chineseCounting": _CHINESE,
    "chineseCountingThousand": _CHINESE,
    "taiwaneseCounting": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "japaneseCounting": lambda number: _JAPANESE_ONES.sub("", _CHINESE(number)).replace("零", ""),
    "ideographDigital": _digital("〇"),
    "japaneseDigitalTenThousand": _digital("〇"),
    "taiwaneseDigital": _digital("○"),
    "chineseLegalSimplified": _LEGAL,
    "ideographLegalTraditional": _LEGAL_OLD,
    "japaneseLegal": _counting(LEGAL_JAPANESE, "拾百千万", "", "壱拾"),
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "ideographZodiacTraditional": lambda number: _cycle(STEMS)(number) + _cycle(BRANCHES)(number),
    "none": lambda number: "",
}

# Names of the ways of counting, by Word's own numbers of them.
COUNTING = {
    str(number): form
    for number, form in enumerate(
        (
            "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal",
            "cardinalText", "ordinalText", "hex", "chicago", "ideographDigital",
            "japaneseCounting", "aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth",
            "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle",
            "decimalFullWidth2", "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet",
            "ganada", "chosung", "decimalEnclosedFullstop", "decimalEnclosedParen",
            "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
            "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting",
            "ideographLegalTraditional", "taiwaneseCountingThousand", "taiwaneseDigital",
            "chineseCounting", "chineseLegalSimplified", "chineseCountingThousand",
        )
    )
} | {"255": "none"}  # fmt: skip


def write_number(number: int, form: str) -> str:
    """The number written in a `w:numFmt`; an unknown form is written in digits as Word does."""
    if LEADING_ZEROS.fullmatch(form):
        return str(number).zfill(len(form))
    if number > HIGHEST or (number < 1 and not form.startswith("decimal")):
        return str(number)
    return WRITERS.get(form, str)(number)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and how it is written."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str = ""
    hidden: bool = False


@dataclass(slots=True)
class List:
    """A `w:num`: the abstract list whose counters it shares, its levels and its fresh starts."""

    abstract: str
    levels: dict[int, Level]
    fresh: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a file and where each stands; paragraphs must come in reading order."""

    def __init__(self, root: etree._Element | None, style_lists: dict[str, str]) -> None:
        self._lists: dict[str, List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root, style_lists)

    def _load(self, root: etree._Element, style_lists: dict[str, str]) -> None:
        abstracts = {
            _value(node, "abstractNumId"): node for node in root.iterchildren(f"{W}abstractNum")
        }
        nums = {_value(node, "numId"): node for node in root.iterchildren(f"{W}num")}
        for number, node in nums.items():
            abstract = _child_value(node, "abstractNumId")
            linked = _child_value(abstracts.get(abstract), "numStyleLink")
            target = nums.get(style_lists.get(linked, ""))
            if linked and target is not None:
                abstract = _child_value(target, "abstractNumId")
            source = abstracts.get(abstract)
            if source is None:
                continue
            self._lists[number] = _read_list(node, abstract, _read_levels(source))

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level that a list ties to a paragraph style, null where it ties none."""
        found = self._lists.get(number)
        levels = found.levels.items() if found else ()
        return next((depth for depth, level in levels if level.style == style), None)

    def next_marker(self, number: str, depth: int) -> str:
        """Count one paragraph of the list at a level (0 to 8) and write its marker."""
        found = self._lists.get(number)
        if found is None or depth not in found.levels:
            return ""
        counters = self._counters.setdefault(found.abstract, {})
        for level, start in found.fresh.items():
            if level <= depth and (number, level) not in self._begun:
                self._begun.add((number, level))
                counters[level] = start - 1
        level_now = found.levels[depth]
        counters[depth] = counters.get(depth, level_now.start - 1) + 1
        for deeper in [level for level in counters if level > depth]:
            rule = found.levels.get(deeper, Level()).restart
            if rule is None or depth < rule:
                del counters[deeper]
        return self._write(found, depth, counters)

    def _write(self, found: List, depth: int, counters: dict[int, int]) -> str:
        level = found.levels[depth]

        def one(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            shown = found.levels.get(at, Level())
            form = "decimal" if level.legal else shown.form
            # A level that has not begun counts as begun from here on, as in Word.
            return write_number(counters.setdefault(at, shown.start), form)

        if level.form == "bullet":
            marker = PRIVATE_USE.sub("•", level.text)
        elif level.form == "none" and not PLACEHOLDER.search(level.text):
            marker = level.text
        else:
            marker = PLACEHOLDER.sub(one, level.text)
        if level.hidden:
            return ""
        if not marker.strip() or level.suffix == "nothing" or marker[-1] in WIDE_END:
            return marker
        return marker + " "


def _read_list(node: etree._Element, abstract: str, levels: dict[int, Level]) -> List:
    made = List(abstract, levels)
    for override in node.iterchildren(f"{W}lvlOverride"):
        depth = _number(_value(override, "ilvl"), 0)
        start = override.find(f"{W}startOverride")
        level = override.find(f"{W}lvl")
        if level is not None:
            made.levels[depth] = _read_level(level)
        if start is not None:
            made.fresh[depth] = _number(_value(start, "val"), 1)
            old = made.levels.get(depth, Level())
            made.levels[depth] = replace(old, start=made.fresh[depth])
    return made


def _read_levels(abstract: etree._Element) -> dict[int, Level]:
    levels = {}
    for node in abstract.iterchildren(f"{W}lvl"):
        depth = _number(_value(node, "ilvl"), 0)
        if 0 <= depth < DEEPEST:
            levels[depth] = _read_level(node)
    return levels


def _read_level(node: etree._Element) -> Level:
    form = node.find(f".//{W}numFmt")
    restart = _child_value(node, "lvlRestart")
    legal = node.find(f"{W}isLgl")
    return Level(
        start=_number(_child_value(node, "start"), 0 if node.find(f"{W}start") is None else 1),
        form=_form(form),
        text=_child_value(node, "lvlText"),
        suffix=_child_value(node, "suff") or "tab",
        legal=legal is not None and _value(legal, "val") not in ("0", "false", "off"),
        restart=_number(restart, 0) if restart else None,
        style=_child_value(node, "pStyle"),
        hidden=bool(is_on(node.find(f"{W}rPr/{W}vanish"))),
    )


def _form(node: etree._Element | None) -> str:
    """The way of counting; for one of the file's own with leading zeros its first number."""
    first = _value(node, "format").split(",")[0].strip()
    return first if LEADING_ZEROS.fullmatch(first) else _value(node, "val") or "decimal"


def _value(node: etree._Element | None, attribute: str) -> str:
    return "" if node is None else str(node.get(f"{W}{attribute}") or "")


def _child_value(node: etree._Element | None, child: str) -> str:
    return "" if node is None else _value(node.find(f"{W}{child}"), "val")


def _number(text: str, default: int) -> int:
    try:
        return int(text)
    except ValueError:
        return default
