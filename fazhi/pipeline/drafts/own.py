"""What an earlier check wrote lies among the drafts, and is none."""

from __future__ import annotations

import zipfile
from pathlib import Path

# Stands in each list that a check writes: in the page's head, in the workbook's properties.
SIGN = "fazhi check"
HEAD = 400
PROPERTIES = "docProps/core.xml"
LARGEST = 100_000


def is_own_list(path: Path) -> bool:
    """Whether a file is a page or a workbook that `fazhi check` wrote."""
    try:
        if path.suffix.lower() == ".html" and path.is_file():
            with path.open("rb") as stream:
                return SIGN.encode() in stream.read(HEAD)
        if path.suffix.lower() == ".xlsx" and path.is_file():
            with zipfile.ZipFile(path) as book, book.open(PROPERTIES) as stream:
                return SIGN.encode() in stream.read(LARGEST)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, RuntimeError):
        # What it is, is told when it is read.
        return False
    return False
