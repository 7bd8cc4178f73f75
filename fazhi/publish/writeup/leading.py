"""A write-up that is run outside the folder of pages still leads to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from fazhi.publish.charts.figure import Figure
from fazhi.publish.pages.folders import find_tables, from_here, pages_of, served
from fazhi.publish.pages.prose import Html

Kind = TypeVar("Kind", bound=type)


class WriteUp:
    """What write-ups have in common: their tables, and where the pages lie that they lead to.

    Args:
        tables: the folder of tables; empty: `data/processed` here or in a folder above.
        site: the folder of pages as seen from the notebook (`.`: they lie beside it); empty:
            `site` beside `data`, as `make analysis` leaves it.
    """

    def __init__(self, tables: str | Path = "", site: str | Path = "") -> None:
        self.folder = Path(tables) if tables else find_tables()
        pages = site or pages_of(self.folder)
        there = from_here(Path(pages)) if pages else "."
        self.pages = "" if there == "." else f"{there}/"
        self.marks = (served(Path(pages)) if pages and self.pages else "") or self.pages


def leading(kind: Kind) -> Kind:
    """Let what every section shows lead to the write-up's folder of pages."""
    for name, section in list(vars(kind).items()):
        if callable(section) and not name.startswith("_"):
            setattr(kind, name, _led(section))
    return kind


def _led(section: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(section)
    def shown(self: WriteUp, *args: Any, **kwargs: Any) -> Any:
        made = section(self, *args, **kwargs)
        if not self.pages:
            return made
        if isinstance(made, Html):
            return made.from_folder(self.pages)
        if isinstance(made, Figure):
            return replace(made, folder=self.marks)
        return made

    return shown
