"""The terminal: where commands print, and how words out of files are made safe for it."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from fazhi.language.printable import printable

# Codes such as :cn: in a report are its words, no pictures.
out = Console(highlight=False, soft_wrap=True, emoji=False)
# Scores are never cut short: a pipe has no width, and a narrow terminal breaks lines itself.
wide = Console(highlight=False, width=110, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def plain(words: object) -> str:
    """Words of a file, a path or a message: nothing in them is markup or steers the terminal."""
    return escape(printable(words))
