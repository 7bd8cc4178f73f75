"""A write-up that is run outside the folder of pages still leads to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, TypeVar

from fazhi.codebook.indicators import indicators
from fazhi.codebook.told import as_it_speaks, told_in
from fazhi.publish.charts.figure import Figure
from fazhi.publish.pages import links
from fazhi.publish.pages.folders import find_tables, from_here, pages_of, served
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.asked import reports_asked
from fazhi.tables.view import Tables

Kind = TypeVar("Kind", bound=type)


@dataclass(frozen=True, slots=True)
class Section:
    """The heading of a section, and what it is about, in the write-up's language alone."""

    name: str
    words: str

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, Any]]:
        heading = f"## {self.words}"
        return {"text/markdown": heading, "text/plain": heading}, {"fazhi": {"section": self.name}}


# What a write-up shows tells its errors in the write-up's language.
speaking = as_it_speaks(lambda one: (one._words.language, one._words.book))


@speaking
class WriteUp:
    """What write-ups have in common: tables, language, and where the pages lie they lead to.

    `kind` names the write-up in the texts of its sections.

    Args:
        tables: the folder of tables; empty: `data/processed` here or in a folder above.
        site: the folder of pages as seen from the notebook (`.`: they lie beside it); empty:
            `site` beside `data`, as `make analysis` leaves it.
        language: `zh` or `en`; quotes stay in the authors' script.
    """

    kind = ""

    def __init__(
        self, tables: str | Path = "", site: str | Path = "", language: str = "zh"
    ) -> None:
        with told_in(language):
            self._open(tables, site, language)

    def _open(self, tables: str | Path, site: str | Path, language: str) -> None:
        # A folder 2023 is a number where papermill was given it.
        self.folder = Path(str(tables)) if tables else find_tables()
        pages = str(site) or pages_of(self.folder)
        there = from_here(Path(pages)) if pages else "."
        self.pages = "" if there == "." else f"{there}/"
        self.marks = (served(Path(pages)) if pages and self.pages else "") or self.pages
        self._tables = Tables(self.folder)
        self._words = Words(language, self._tables.book)

    def only(self, report: str | Sequence[str] | float) -> None:
        """Show some reports alone; raises `NotFoundError` where none is meant, or several are."""
        self._tables = self._tables.only(reports_asked(self._tables, report))

    @cached_property
    def _defined(self) -> dict[str, str]:
        """The names of indicators, alone and with their measure word, each with its definition."""
        words = self._words
        found: dict[str, str] = {}
        for code in indicators(words.book):
            name = words.indicator(code)
            with_unit = words("label.unit", label=name, unit=words.unit(code, None))
            found |= {told: links.definition(code) for told in (name, with_unit)}
        return found

    def section(self, name: str) -> Section:
        """The heading of a section; raises `NotFoundError` where the words have none so named."""
        return Section(name, self._words(f"section.{self.kind}.{name}"))


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
        if isinstance(made, Figure):
            name = section.__name__.removeprefix("chart_").replace("_", "-")
            made = replace(made, defined=self._defined, name=name)
        if not self.pages:
            return made
        if isinstance(made, Html):
            return made.from_folder(self.pages)
        if isinstance(made, Figure):
            return replace(made, folder=self.marks)
        return made

    return shown
