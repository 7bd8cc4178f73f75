"""Whether a place lies in a quotation that its author opened: words told as another's."""

from __future__ import annotations

import re

# Who quotes somebody says so before a colon; what else stands in quotation marks is a term or a
# name, and a mark that is closed nowhere was set by mistake.
OPENED = re.compile("[：:]\\s*[“「]")
MARK, OPENING = re.compile("[“「”」]"), "“「"
# What is shorter is a motto, no quotation.
LEAST = 24


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the characters from `start` to `end` lie in a quotation of many words."""
    for opened in OPENED.finditer(text, 0, start):
        closed = _closed(text, opened.end())
        if start < closed < len(text) and end <= closed and closed - opened.end() >= LEAST:
            return True
    return False


def _closed(text: str, at: int) -> int:
    """Where the mark is closed that was opened before `at`; the end where nowhere."""
    depth = 1
    for mark in MARK.finditer(text, at):
        depth += 1 if mark[0] in OPENING else -1
        if not depth:
            return mark.start()
    return len(text)
