"""What notebooks/town.ipynb calls: each section of a report's write-up, made from the tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from fazhi.publish.charts import common as charts
from fazhi.publish.charts import town as charts_town
from fazhi.publish.charts.figure import Figure
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.writeup import disputes, ranges
from fazhi.publish.writeup.asked import reports_asked
from fazhi.publish.writeup.beside import executed
from fazhi.publish.writeup.frames import frame
from fazhi.publish.writeup.leading import WriteUp, leading
from fazhi.publish.writeup.peers import Peers, peers
from fazhi.publish.writeup.town import lists, short
from fazhi.publish.writeup.town import rows as town_rows
from fazhi.publish.writeup.town.head import head
from fazhi.publish.writeup.town.themes import theme_rows, topics
from fazhi.records import CONFLICTING

PARTS = ("achievements", "problems", "head_duties", "plan")
ENFORCEMENT = frozenset({"enforcement", "review", "rules", "decisions"})
PUBLICITY = frozenset({"publicity", "study", "legal_service"})


@leading
class Town(WriteUp):
    """The write-up of one report.

    Args:
        report: the `report_id`, or the place (`平安镇`, `平安镇 2023`) where one report is meant;
            several with commas between them, in a list or in a text file with one a line: this is
            then the write-up of the first, and each other is executed into a notebook beside it.
        tables, language, site: as of every `WriteUp`.
    """

    kind = "town"

    def __init__(
        self,
        report: str | Sequence[str],
        tables: str | Path = "",
        language: str = "zh",
        site: str | Path = "",
    ) -> None:
        super().__init__(tables, site, language)
        asked, *others = reports_asked(self._tables, report)
        given = {"language": language, "tables": str(tables), "site": str(site)}
        self._beside = executed(others, self.kind, given)
        self._reading = Reading(self._tables, asked, self._words)
        level = self._reading.about["level"]
        self._peers: Peers = peers(self._tables)[level]

    def head(self) -> Html:
        """Who speaks, of which year, when, in which file."""
        shown = head(self._reading)
        if self._beside:
            names = self._words("list.comma").join(self._beside)
            shown = prose.line(self._words("town.beside", names=names)) + shown
        return shown

    def in_short(self) -> Html:
        """Some sentences that say what the report states, leaves out, and has alone."""
        return short.in_short(self._reading, self._peers)

    def required(self) -> Html:
        """The national rule point by point, each with the words that show it."""
        return lists.required(self._reading, self._peers)

    def disputes(self) -> Html:
        """What the report states on disputes: kinds, their sum, totals, agreement."""
        return disputes.text(self._reading)

    def dispute_rows(self) -> pl.DataFrame:
        """The kinds of disputes, their sum and the totals; nothing where no kinds are listed."""
        return frame(disputes.rows(self._reading))

    def chart_disputes(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """The kinds of disputes beside the totals."""
        drawn = (self.dispute_rows() if rows is None else rows).to_dicts()
        if not drawn and not disputes.stated(self._reading):
            return Html("")
        if not drawn:
            return prose.line(self._words("disputes.none"))
        return charts.dispute_kinds(drawn, self._words)

    def figure_rows(self) -> pl.DataFrame:
        """Every figure the report states, a row a mention."""
        return frame(town_rows.stated(self._reading))

    def chart_fields(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """In which fields the report gives figures."""
        drawn = town_rows.by_field((self.figure_rows() if rows is None else rows).to_dicts())
        if not drawn:
            return prose.line(self._words("figures.none"))
        return charts.fields(drawn, self._words)

    def figures(self) -> Html:
        """Every figure by field: as stated, with its sentence and the way to it."""
        r, words = self._reading, self._words
        if not r.quantities:
            return prose.line(words("figures.none"))
        head = [words(f"head.{name}") for name in ("indicator", "stated", "others_state", "quote")]
        groups: dict[str, list[dict[str, Any]]] = {}
        for row in [*r.coded, *(row for row in r.quantities if not row["indicator"])]:
            groups.setdefault(words.field(row["indicator"] or "none"), []).append(row)
        cells = {
            field: [
                (self._named(row), r.evidence(row), self._others(row), r.quoted(row))
                for row in rows
            ]
            for field, rows in groups.items()
        }
        table = prose.grouped(head, cells, "lntq", words("figures.caption"))
        drawn = any(self._range(row) for row in r.coded)
        return prose.line(words("range.how")) + table if drawn else table

    def enforcement(self) -> Html:
        """What is stated on enforcement, review and litigation."""
        return lists.said_of(self._reading, self._peers, ENFORCEMENT, "enforcement.none")

    def publicity(self) -> Html:
        """What is stated on publicity, study of law and legal services."""
        return lists.said_of(self._reading, self._peers, PUBLICITY, "publicity.none")

    def space_rows(self) -> pl.DataFrame:
        """What share of the text each part takes."""
        return frame(town_rows.space(self._reading))

    def chart_space(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """What share of the text each part takes."""
        drawn = (self.space_rows() if rows is None else rows).to_dicts()
        return charts.space(drawn, self._words) if drawn else prose.line(self._words("space.none"))

    def position_rows(self) -> pl.DataFrame:
        """Where figures and citations stand, in percent of the text."""
        return frame(town_rows.positions(self._reading))

    def chart_positions(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """Where figures and citations stand."""
        drawn = (self.position_rows() if rows is None else rows).to_dicts()
        if not drawn:
            return prose.line(self._words("figures.none"))
        return charts.positions(drawn, self._words)

    def theme_rows(self) -> pl.DataFrame:
        """What share of the text speaks of each task of the national outline."""
        return frame(theme_rows(self._reading, self._peers))

    def chart_themes(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """How much of the text speaks of each task of the national outline."""
        drawn = (self.theme_rows() if rows is None else rows).to_dicts()
        if not drawn:
            return prose.line(self._words("themes.none"))
        return charts_town.themes(drawn, self._words)

    def topics(self) -> Html:
        """Which topics of a township's work are spoken of, and which are not."""
        return topics(self._reading, self._peers)

    def problems(self) -> Html:
        """The shortcomings, as the report lists them."""
        return lists.listed(self._reading, "problems", "problems.none")

    def plans(self) -> Html:
        """What is announced for the next year, as the report lists it."""
        return lists.listed(self._reading, "plan", "plan.none")

    def citations(self) -> Html:
        """The documents cited, their kind and state in the report year."""
        return lists.citations(self._reading)

    def findings(self) -> Html:
        """What an attentive reviewer would look at again."""
        return lists.findings(self._reading)

    def twice(self) -> Html:
        """Passages that stand twice in the report."""
        return lists.twice(self._reading)

    def unread(self) -> Html:
        """What could not be read, is visibly lost, or was repaired."""
        return lists.unread(self._reading)

    def _named(self, row: dict[str, Any]) -> str:
        words = self._words
        code = row["indicator"]
        name = prose.text(words.indicator(code) if code else words("figures.uncoded"))
        if code and words.entry(code):
            name = prose.link(links.definition(code), name, "definition")
        period = f' <small class="period">{prose.text(words.of("period", row["period"]))}</small>'
        return name + ("" if row["period"] == "year" else period)

    def _others(self, row: dict[str, Any]) -> str:
        if self._peers.alone or not row["indicator"]:
            return "—"
        told = self._peers.told(self._peers.count("indicator", row["indicator"]), self._words)
        found = self._range(row)
        drawn = ranges.strip(row, found, self._words) if found else ""
        return lists.others(self._words("head.others_state"), told) + drawn

    def _range(self, row: dict[str, Any]) -> ranges.Range | None:
        """Where the others' figures lie, if this is the report's figure and no part of it."""
        own = self._own.get(row["indicator"])
        whole = own and (own["state"] == CONFLICTING or own["value"] == row["value"])
        if not whole or row["change"] or row["period"] not in ("year", "stock"):
            return None
        return (
            self._peers.range(row["indicator"], row["unit"]) if row["value"] is not None else None
        )

    @cached_property
    def _own(self) -> dict[str, dict[str, Any]]:
        """The report's rows of `indicators`."""
        return {row["indicator"]: row for row in self._reading.rows("indicators")}
