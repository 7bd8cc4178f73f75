"""fazhi: annual reports on rule-of-law government, read into tables and checkable write-ups.

The public names load what they need when first used:

    build(raw, out)        a folder of reports into tables
    read(path)             one file into a Report
    explain(indicator)     one entry of the codebook in words
    load(tables)           the tables to ask, to search and to draw
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

# First of all: whatever is imported later is held against what lay on disk now.
from fazhi import sources as sources
from fazhi.expressions import expressions_kept
from fazhi.garbage import collecting_seldom

if TYPE_CHECKING:
    from fazhi.codebook.indicators import explain
    from fazhi.pipeline.build import build
    from fazhi.pipeline.report import read
    from fazhi.publish.explore import load

__all__ = ["build", "explain", "load", "read"]

_HOMES = {
    "build": "fazhi.pipeline.build",
    "explain": "fazhi.codebook.indicators",
    "load": "fazhi.publish.explore",
    "read": "fazhi.pipeline.report",
}


def __dir__() -> list[str]:
    """The public names, which a notebook offers before they are imported."""
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> object:
    """Import a public name from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"fazhi has no {name!r}; it has {', '.join(__all__)}")
    with collecting_seldom(), expressions_kept():
        return getattr(import_module(_HOMES[name]), name)
