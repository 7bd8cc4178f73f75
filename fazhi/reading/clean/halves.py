"""A report published in two or three files: its title says which of them this is (……报告（上）)."""

from __future__ import annotations

import re

from fazhi.language.numerals import read_number
from fazhi.records import Lack

PART = r"[（(]{}(?:篇|部|部分|集)?[）)]"
# Among the first lines; what a heading further down is called says nothing of the file.
TITLE = re.compile(
    rf"(?:[^\n。]{{0,60}}\n){{0,3}}?[^\n。，]{{0,60}}报告[^\n]{{0,8}}{PART.format('([上中下])')}\n"
)
LAST = re.compile(rf"\n[^\n]{{0,80}}{PART.format('下')}\n")
LACKS = {"上": ("next_page",), "中": ("next_page", "previous_pages"), "下": ("previous_pages",)}
# The same at the end of a file's name.
OF_FILE = re.compile(
    rf"(?:{PART.format('(?P<half>[上中下])')}|[-_ ](?P<bare>[上中下])(?:篇|部|部分|集)?"
    r"|[（(_ -]?第(?P<number>[一二三四五六七八九十\d]{1,2})部分[）)]?)$"
)
FIRST = frozenset(("上", "一", "1"))
IN_ORDER = "上中下"


def part_of_name(stem: str) -> tuple[str, int] | None:
    """What a file is called without its part, and which part it is, from 0; null where it is none.

    Args:
        stem: the name of the file without its ending.
    """
    found = OF_FILE.search(stem)
    if found is None:
        return None
    told = found["half"] or found["bare"]
    number = IN_ORDER.index(told) if told else int(read_number(found["number"]) or 1) - 1
    return stem[: found.start()], number


def halves_beside(stem: str, clean: str) -> tuple[Lack, ...]:
    """What of the report is in other files, by the name of this one; nothing where all is here."""
    found = OF_FILE.search(stem)
    if found is None or LAST.search(clean):
        return ()
    told = found["half"] or found["bare"] or ("上" if found["number"] in FIRST else "下")
    return tuple(map(Lack, LACKS[told]))


def other_halves(clean: str) -> tuple[Lack, ...]:
    """What of the report is in other files, by its title; nothing where the last part is here."""
    title = TITLE.match(clean)
    if title is None or (title[1] == "上" and LAST.search(clean, title.end())):
        return ()
    return tuple(map(Lack, LACKS[title[1]]))
