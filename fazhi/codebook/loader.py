"""From plain entries of a book to typed ones: converted, or refused by file and entry."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from fazhi.errors import CodebookError

# What helps where words of the checking library are all that is known.
FORM = "docs/extend.md shows how it is written."
NAMING_KEYS = ("id", "name", "title", "key")

T = TypeVar("T")


def typed(entries: Any, kind: type[T], name: str) -> T:
    """Plain entries as `kind`; raises `CodebookError` naming file and entry."""
    try:
        return msgspec.convert(entries, kind, strict=False)
    except (msgspec.ValidationError, CodebookError) as error:
        where = f"{name}{_entry(entries, str(error))}"
        raise CodebookError(str(error), where=where, hint=FORM) from error


def _entry(entries: Any, message: str) -> str:
    """The entry that a msgspec message speaks of, in words a researcher can search for."""
    found = re.search(r"at `(?:key in )?\$([^`]*)`", message)
    words = ""
    here = entries
    for key, index in re.findall(r"\.(\w+)|\[(\d+)\]", found[1] if found else ""):
        if key and isinstance(here, dict) and key in here:
            here = here[key]
        elif index and isinstance(here, list) and int(index) < len(here):
            here = here[int(index)]
            words = f", entry {int(index) + 1}"
        else:
            break
        if isinstance(here, dict):
            called = next((here[word] for word in NAMING_KEYS if word in here), "")
            words += f" ({called})" if called else ""
    return words
