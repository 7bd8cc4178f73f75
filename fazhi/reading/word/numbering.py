"""Automatic numbering of Word files, counted and written as Word shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from fazhi.language.counting import LEADING_ZEROS, PRIVATE_USE, WIDE_END, write_number
from fazhi.reading.word.styles import child, is_on

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 9
PLACEHOLDER = re.compile(r"%([1-9])")


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


def _child_value(node: etree._Element | None, name: str) -> str:
    return "" if node is None else _value(child(node, f"{W}{name}"), "val")


def _number(text: str, default: int) -> int:
    try:
        return int(text)
    except ValueError:
        return default
