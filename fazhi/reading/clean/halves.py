"""A report published in two or three files: its title says which of them this is (……报告（上）)."""

from __future__ import annotations

import re

from fazhi.records import Lack

PART = r"[（(]{}(?:篇|部|部分|集)?[）)]"
# Among the first lines; what a heading further down is called says nothing of the file.
TITLE = re.compile(
    rf"(?:[^\n。]{{0,60}}\n){{0,3}}?[^\n。，]{{0,60}}报告[^\n]{{0,8}}{PART.format('([上中下])')}\n"
)
LAST = re.compile(rf"\n[^\n]{{0,80}}{PART.format('下')}\n")
LACKS = {"上": ("next_page",), "中": ("next_page", "previous_pages"), "下": ("previous_pages",)}


def other_halves(clean: str) -> tuple[Lack, ...]:
    """What of the report is in other files, by its title; nothing where the last part is here."""
    title = TITLE.match(clean)
    if title is None or (title[1] == "上" and LAST.search(clean, title.end())):
        return ()
    return tuple(map(Lack, LACKS[title[1]]))
