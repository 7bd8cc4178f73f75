"""Tables written with bars, as Markdown has them: their rows become lines with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.reading.clean.draft import Edit

FORMATS = frozenset(("md", "txt"))
# The line under the heads of such a table: nothing else is written so.
RULE = re.compile(r"^ *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")
BAR = re.compile(r" *(?<!\\)\| *")
MARKUP = "markup"


def piped(text: str) -> list[Edit]:
    """Edits that turn tables with bars into lines with tabs, in order and apart."""
    if "|" not in text or "-" not in text:
        return []
    return list(_edits(text.split("\n")))


def _edits(lines: list[str]) -> Iterator[Edit]:
    start = 0
    in_table = False
    for at, line in enumerate(lines):
        rule = at + 1 < len(lines) and _is_rule(lines[at + 1])
        in_table = "|" in line and (in_table or rule)
        if in_table and _is_rule(line):
            yield Edit(start, start + len(line) + 1, "", MARKUP)
        elif in_table:
            yield from _row(start, line)
        start += len(line) + 1


def _is_rule(line: str) -> bool:
    return "|" in line and RULE.match(line) is not None


def _row(start: int, line: str) -> Iterator[Edit]:
    """The bars of a row: those at its ends go, others stand between cells."""
    bars = list(BAR.finditer(line))
    for bar in bars:
        is_end = bar.start() == 0 or bar.end() == len(line)
        yield Edit(start + bar.start(), start + bar.end(), "" if is_end else "\t", MARKUP)
