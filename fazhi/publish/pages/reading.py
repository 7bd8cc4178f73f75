"""One report as a write-up reads it: its rows, its names, its links, its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from fazhi.errors import NotFoundError
from fazhi.parse.identity.office import own_name
from fazhi.publish.pages import corrected, links, prose, theme
from fazhi.publish.pages.words import Words, indicator_order
from fazhi.tables.view import Tables

Row = Mapping[str, Any]
# Of more reports than these the rows of one at a time stay in memory.
FEW = 100
LARGE = ("quantities", "coded", "citations", "sections", "paragraphs")


class Reading:
    """The rows of one report; raises `NotFoundError` where the tables do not hold it.

    `one_of` are many of which only that whose rows were asked for last keeps them.
    """

    def __init__(
        self, tables: Tables, report: str, words: Words, one_of: list[Reading] | None = None
    ) -> None:
        rows = tables.of("reports", report).to_dicts()
        if not rows:
            raise NotFoundError(
                "the tables hold no such report",
                where=report,
                hint=f"They hold {', '.join(tables.reports()[:8])}.",
            )
        self.about: Row = rows[0]
        self.report = report
        self.more = ""
        self.words = words
        self.script = str(self.about["script"])
        self._tables = tables
        self._one_of = one_of

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The report's rows of a table, as dictionaries in the order of its key."""
        if self._one_of is not None and self not in self._one_of:
            for other in self._one_of:
                other.let_go()
            self._one_of[:] = [self]
        return self._tables.of(name, self.report).to_dicts()

    def let_go(self) -> None:
        """Let go of rows; they are read again when they are asked for."""
        for name in LARGE:
            self.__dict__.pop(name, None)

    def of(self, report: str) -> Reading:
        """Another report of the same tables."""
        return Reading(self._tables, report, self.words)

    @cached_property
    def quantities(self) -> list[dict[str, Any]]:
        """The mentions of quantities, in reading order."""
        return self.rows("quantities")

    @cached_property
    def corrections(self) -> dict[int, dict[str, Any]]:
        """What people corrected, by the mention that it stands in."""
        return {row["quantity_id"]: row for row in self.rows("corrections")}

    def corrected(self, *mentions: Row) -> list[Row]:
        """The corrections of some mentions."""
        ids = dict.fromkeys(row["quantity_id"] for row in mentions)
        return [self.corrections[one] for one in ids if one in self.corrections]

    @cached_property
    def coded(self) -> list[dict[str, Any]]:
        """The mentions that speak of an indicator, in the order of the codebook."""
        place = indicator_order(self.words.book)
        last = (len(place), 0)
        mentions = [row for row in self.quantities if row["indicator"]]
        return sorted(
            mentions,
            key=lambda row: (place.get(row["indicator"], last), row["quantity_id"]),
        )

    @cached_property
    def citations(self) -> list[dict[str, Any]]:
        """The mentions of documents in title marks."""
        return [row for row in self.rows("citations") if row["bracketed"]]

    @property
    def documents(self) -> int:
        """How many documents are cited, with title marks or without, each once."""
        return len({row["title"] for row in self.rows("citations")})

    @cached_property
    def sections(self) -> list[dict[str, Any]]:
        """The headings, in reading order."""
        return self.rows("sections")

    def points(self, role: str) -> list[dict[str, Any]]:
        """The points that a part lists (a plan, shortcomings): its headings, or those in a line."""
        inside = [row for row in self.sections if row["role"] == role and row["level"] > 1]
        items = [row for row in inside if row["inline"]] or inside
        own = {row["section_id"] for row in items}
        return [row for row in items if row["parent_id"] not in own]

    @cached_property
    def paragraphs(self) -> list[dict[str, Any]]:
        """The paragraphs of clean text."""
        return self.rows("paragraphs")

    @cached_property
    def letters(self) -> dict[str, int]:
        """Characters without blanks in each part (role) of the report."""
        counted = dict.fromkeys(theme.ROLES, 0)
        for row in self.paragraphs:
            role = row["role"] if row["role"] in counted else "other"
            counted[role] += len("".join(row["text"].split()))
        return counted

    @cached_property
    def raw(self) -> str:
        """The text as its author wrote it."""
        texts = self.rows("texts")
        return str(texts[0]["raw_text"]) if texts else ""

    @property
    def name(self) -> str:
        """The place as a heading names it, a department with its own name; the file's name where
        neither is known.
        """
        keys = ("town", "county", "prefecture", "province")
        place = next((str(self.about[key]) for key in keys if self.about[key]), "")
        level = self.about["level"]
        if level in ("department", "county") and not self.about["town"]:
            place = own_name(level, self.about["issuers"] or (), place, self.words.book) or place
        return place or PurePosixPath(str(self.about["path"])).stem

    @property
    def named(self) -> str:
        """The same, on a page in another language with its Latin letters."""
        return self.words.place(self.name)

    @property
    def label(self) -> str:
        """Place and year for the axis of a chart, and what tells the report from its namesakes."""
        year = self.about["report_year"]
        named = f"{self.named} {year}" if year else self.named
        return f"{named} {self.more}" if self.more else named

    def role_at(self, position: int) -> str:
        """Role of the part that holds a position of the raw text, one of those that pages tell."""
        for row in reversed(self.paragraphs):
            if row["start"] <= position:
                return row["role"] if row["role"] in theme.ROLES else "other"
        return "preamble"

    def paragraph_at(self, position: int | None) -> int | None:
        """Number of the paragraph that holds a position of the raw text, if one does."""
        for row in self.paragraphs:
            if position is not None and row["start"] <= position < row["end"]:
                return int(row["paragraph_id"])
        return None

    def evidence(self, row: Row, markup: str = "") -> str:
        """A mention's value as a link to its marked sentence, with the mark of a correction.

        `markup` is the value as it is shown, where it is not told as in tables (ready markup).
        """
        href, said = self.href(row), self.corrections.get(row["quantity_id"])
        shown = prose.link(href, markup or prose.shown_amount(row, self.words))
        return shown + corrected.markup(said, href, self.words)

    def amount(self, row: Row, *told_by: Row) -> str:
        """A value as tooltips show it, with the mark and the machine's answer (plain).

        `told_by` are the mentions that it is made of, where these are not the row itself.
        """
        told = prose.amount(row, self.words)
        return corrected.shown(told, self.corrected(*told_by or (row,)), self.words, whole=True)

    def figure(self, *same: Row) -> str:
        """The value of mentions of one, beside what it counts, with the mark alone (plain)."""
        told = prose.figure(same[0], self.words)
        return corrected.shown(told, self.corrected(*same), self.words)

    def href(self, row: Row) -> str:
        """Address of a mention in the marked source."""
        return links.source(self.report, "quantity", row["quantity_id"])

    def quoted(self, row: Row) -> str:
        """A row's quote in the author's script (ready markup)."""
        return prose.quote(row["quote"], self.script)


def readings(tables: Tables, words: Words) -> list[Reading]:
    """Every report, in the order of place code and year: never by value."""
    order = tables.frame("reports").sort("adcode", "report_year", "report_id", nulls_last=True)
    last: list[Reading] | None = [] if order.height > FEW else None
    found = [Reading(tables, report, words, last) for report in order["report_id"]]
    for tell_apart in ("county", "report_id"):
        often = Counter(reading.label for reading in found)
        for reading in found:
            if often[reading.label] > 1:
                told = str(reading.about[tell_apart] or "")
                reading.more = words.place(told) if tell_apart == "county" else told
    return found
