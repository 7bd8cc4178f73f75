"""What notebooks/cross_town.ipynb calls: all reports side by side, never ranked.

Up to `GRID_TOWNS` reports each has a column or a row of its own; beyond, the same questions are
answered by counts and spreads, which can be had for one year, level or province.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from fazhi.codebook.requirements import requirement_entries
from fazhi.publish.charts import common as charts
from fazhi.publish.charts import cross_town as charts_corpus
from fazhi.publish.charts.figure import Figure
from fazhi.publish.pages import links, prose, slices, theme
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading, readings
from fazhi.publish.pages.words import Words, indicator_order
from fazhi.publish.writeup import disputes
from fazhi.publish.writeup.comparable import comparable
from fazhi.publish.writeup.cross_town.cells import GLYPHS, cell
from fazhi.publish.writeup.cross_town.text import CorpusText
from fazhi.publish.writeup.leading import WriteUp, leading
from fazhi.publish.writeup.town import space
from fazhi.records import SEVERITIES
from fazhi.tables.view import Tables

COMPARED_ROWS = 24
# On a telephone the columns of this many reports still have room for their names.
GRID_TOWNS = 20
MEASURES = ("specificity", "candour", "coverage")
Row = dict[str, Any]


@leading
class Corpus(WriteUp):
    """The write-up of all reports of a folder of tables.

    Args:
        tables, site: as of every `WriteUp`.
        language: `zh` or `en`; quotes stay in the authors' script.
    """

    def __init__(
        self, tables: str | Path = "", language: str = "zh", site: str | Path = ""
    ) -> None:
        super().__init__(tables, site)
        self._tables = Tables(self.folder)
        self._words = Words(language, self._tables.book)

    @cached_property
    def _readings(self) -> list[Reading]:
        return readings(self._tables, self._words)

    @cached_property
    def _text(self) -> CorpusText:
        return CorpusText(self._tables, self._words, self._readings, self._parts)

    @cached_property
    def _parts(self) -> list[slices.Cell]:
        return slices.cells(self._readings, self._words.book) if self._many else []

    @property
    def _many(self) -> bool:
        return len(self._readings) > GRID_TOWNS

    @cached_property
    def _values(self) -> dict[tuple[str, str], Row]:
        """The row of `indicators` for a report and an indicator."""
        rows = self._tables.frame("indicators").to_dicts()
        return {(row["report_id"], row["indicator"]): row for row in rows}

    def head(self) -> Html:
        """How many reports, of which years."""
        return self._text.head()

    def who(self) -> Html:
        """Every report with what it holds and what it lacks; where many, how many of each kind."""
        return self._text.who()

    def how_read(self) -> Html:
        """Formats, scripts, repairs, and what could not be told for certain."""
        return self._text.how_read()

    def failed(self) -> Html:
        """The files that could not be read: missing reports are data too."""
        return self._text.failed()

    def chart_requirements(self) -> Figure | Html:
        """Which required contents each report has."""
        words = self._words
        found = {
            (row["report_id"], row["requirement"]): row
            for row in self._tables.frame("requirements").to_dicts()
        }
        codes = {code for _, code in found}
        present = [entry.id for entry in requirement_entries(self._words.book) if entry.id in codes]
        if not present:
            return prose.line(words("requirements.none"))
        rows = [
            {
                "town": r.label,
                "label": words.requirement(code),
                "code": row["met"] if (row := found.get((r.report, code))) else "free",
                "quote": (row["quote"] or "") if row else "",
                "href": links.source(r.report) if row else None,
                "shown": words.of("state", row["met"]) if row else "",
            }
            for code in present
            for r in self._readings
        ]
        return self._states(rows, "requirements", charts.MET)

    def chart_indicators(self) -> Figure | Html:
        """Indicators by towns, the states told apart."""
        place, last = indicator_order(self._words.book), (len(indicator_order(self._words.book)), 0)
        present = sorted({code for _, code in self._values}, key=lambda c: (place.get(c, last), c))
        if not present:
            return prose.line(self._words("figures.none"))
        rows = [
            cell(r, code, self._values.get((r.report, code)), self._many)
            for code in present
            for r in self._readings
        ]
        return self._states(rows, "indicators", charts.STATES)

    def chart_compared(self) -> Figure | Html:
        """Amounts stated by at least two towns, in comparable units only."""
        words, place = self._words, indicator_order(self._words.book)
        found = comparable(self._readings, self._values)
        shared = [code for code, some in found.items() if len({r.report for r, _ in some}) > 1]
        last = (len(place), 0)
        shared.sort(key=lambda c: (-len({r.report for r, _ in found[c]}), place.get(c, last)))
        if not shared:
            return prose.line(words("compared.none"))
        return self._amounts_chart({code: found[code] for code in shared[:COMPARED_ROWS]})

    def chart_disputes(self) -> Figure | Html:
        """The kinds of disputes that reports tell apart."""
        words = self._words
        every = comparable(self._readings, self._values)
        found = {
            code: some
            for code, some in every.items()
            if code in disputes.picked(words.book).dispute_kinds
        }
        if not found:
            return prose.line(words("disputes.none.all"))
        codes = sorted(found, key=lambda code: indicator_order(self._words.book).get(code, (0, 0)))
        if self._many:
            return self._amounts_chart({code: found[code] for code in codes}, "disputes")
        rows = [
            cell(r, code, self._values.get((r.report, code)), self._many)
            for code in codes
            for r in self._readings
        ]
        return self._states(rows, "disputes", charts.STATES)

    def chart_space(self) -> Figure:
        """What share of its text each report gives to each part."""
        if not self._many:
            return charts.space([row for r in self._readings for row in space(r)], self._words)
        totals = [sum(r.letters.values()) or 1 for r in self._readings]
        values = {
            self._words.of("role", role): [
                r.letters[role] / total for r, total in zip(self._readings, totals, strict=True)
            ]
            for role in theme.ROLES
        }
        return self._spreads(values, "space")

    def chart_themes(self) -> Figure | Html:
        """What share of its paragraphs' characters each report gives to each theme."""
        values = self._text.themes()
        if not values:
            return prose.line(self._words("themes.none"))
        if self._many:
            return self._spreads(values, "all_themes")
        rows = [
            {"town": r.label, "label": label, "value": round(share, 4), "shown": f"{share:.0%}"}
            for label, some in values.items()
            for r, share in zip(self._readings, some, strict=True)
        ]
        return charts_corpus.heat(rows, self._words, "all_themes")

    def chart_measures(self) -> Figure | Html:
        """How concrete, how candid, how wide each report is."""
        words = self._words
        known = {row["report_id"]: row for row in self._tables.frame("measures").to_dicts()}
        values = {
            words.of("measure", name): [known.get(r.report, {}).get(name) for r in self._readings]
            for name in MEASURES
        }
        values = {label: some for label, some in values.items() if any(v is not None for v in some)}
        if not values:
            return prose.line(words("measures.none"))
        if self._many:
            return self._spreads(values, "measures")
        rows = [
            {"town": r.label, "label": label, "value": round(value, 4), "shown": f"{value:.1%}"}
            for label, some in values.items()
            for r, value in zip(self._readings, some, strict=True)
            if value is not None
        ]
        return charts_corpus.shares(rows, words, "measures")

    def chart_concreteness(self) -> Figure | Html:
        """Figures in a thousand characters, by part."""
        words = self._words
        counted = [Counter(r.role_at(row["start"]) for row in r.quantities) for r in self._readings]
        if self._many:
            return self._spreads(
                {
                    words.of("role", role): [
                        1000 * n[role] / r.letters[role] if r.letters[role] else None
                        for r, n in zip(self._readings, counted, strict=True)
                    ]
                    for role in theme.ROLES[:4]
                },
                "concreteness",
            )
        rows = []
        for r, n in zip(self._readings, counted, strict=True):
            for role in theme.ROLES[:4]:
                if letters := r.letters[role]:
                    density = round(1000 * n[role] / letters, 2)
                    shown = words("density.shown", density=density, n=n[role], of=letters)
                    part = words.of("role", role)
                    rows.append({"town": r.label, "part": part, "density": density, "shown": shown})
        return charts.concreteness(rows, words) if rows else prose.line(words("concreteness.none"))

    def chart_citations(self) -> Figure | Html:
        """Kinds of documents cited, by report."""
        words, rows = self._words, []
        counted = [Counter(row["kind"] for row in r.citations) for r in self._readings]
        if not any(counted):
            return prose.line(words("citations.none"))
        if self._many:
            return self._spreads(
                {
                    words.of("cited", kind): [float(n[kind]) for n in counted]
                    for kind in charts.CITED
                },
                "citations",
            )
        for r, n in zip(self._readings, counted, strict=True):
            for rank, kind in enumerate(charts.CITED):
                titles = dict.fromkeys(row["title"] for row in r.citations if row["kind"] == kind)
                cell = {"kind": words.of("cited", kind), "rank": rank, "n": n[kind]}
                rows.append({"town": r.label, **cell, "quote": words("list.comma").join(titles)})
        return charts.citations(rows, words)

    def shared_documents(self) -> Html:
        """Documents that more than one report cites."""
        return self._text.shared_documents()

    def chart_findings(self) -> Figure | Html:
        """Findings of the audit, by kind and severity."""
        words = self._words
        rows = self._text.finding_rows()
        if not rows:
            return prose.line(words("findings.none"))
        stack = [
            (words.of("severity", name), colour)
            for name, colour in zip(SEVERITIES, charts_corpus.SEVERITY_COLOURS, strict=True)
        ]
        return self._counts(rows, "findings", stack)

    def findings(self) -> Figure | Html:
        """How many findings of each kind each report has; where many, the chart says it."""
        return self._text.findings() if not self._many else Html("")

    def reliability(self) -> Html:
        """How well this build reads what people annotated by hand."""
        return self._text.reliability()

    def downloads(self) -> Html:
        """Where the whole tables are."""
        return self._text.downloads()

    def _states(self, rows: Sequence[Row], what: str, states: Sequence[str]) -> Figure:
        """A grid where towns are few, else how many reports are in each state."""
        words = self._words
        named = [
            {
                **row,
                "state": words.of("state", row["code"]),
                "glyph": row.get("glyph") or GLYPHS.get(row["code"], "·"),
            }
            for row in rows
        ]
        if not self._many:
            for row in named:
                del row["code"]
            return charts.grid(named, words, what, states)
        each: dict[str, list[str]] = defaultdict(list)
        for row in named:
            each[row["label"]].append(row["code"])
        counted = [
            {
                "label": label,
                "state": words.of("state", state),
                "rank": rank,
                "each": [int(code == state) for code in codes],
            }
            for label, codes in each.items()
            for rank, state in enumerate(states)
        ]
        stack = [(words.of("state", state), charts.STATE_COLOURS[state]) for state in states]
        return self._counts(counted, f"{what}.many", stack)

    def _counts(self, rows: list[Row], what: str, stack: list[tuple[str, str]]) -> Figure:
        parts = slices.counts([row["each"] for row in rows], self._parts)
        whole = [
            {
                **{name: value for name, value in row.items() if name != "each"},
                "n": sum(row["each"]),
            }
            for row in rows
        ]
        return charts_corpus.counts(whole, self._words, what, stack, parts)

    def _spreads(self, values: dict[str, list[Any]], what: str, log: bool = False) -> Figure:
        """Spreads of one value (or several, as a list) a report."""
        each = [
            [
                [v for v in (one if isinstance(one, list) else [one]) if v is not None]
                for one in some
            ]
            for some in values.values()
        ]
        parts = slices.spreads(each, self._parts, what not in charts_corpus.AMOUNTS)
        rows = [
            {"label": label, **dict(zip(slices.SPREAD, slices.spread(flat), strict=True))}
            for label, some in zip(values, each, strict=True)
            for flat in [sorted(v for one in some for v in one)]
        ]
        return charts_corpus.spreads(rows, self._words, what, parts, log)

    def _amounts_chart(
        self, found: dict[str, list[tuple[Reading, Row]]], what: str = "compared"
    ) -> Figure:
        words = self._words
        named = {
            code: words("label.unit", label=words.indicator(code), unit=words.unit(code, None))
            for code in found
        }
        if self._many:
            place = {r.report: at for at, r in enumerate(self._readings)}
            values: dict[str, list[list[float]]] = {}
            for code, some in found.items():
                each: list[list[float]] = [[] for _ in place]
                for r, row in some:
                    each[place[r.report]].append(row["value"])
                values[named[code]] = each
            return self._spreads(values, what, log=True)
        rows = [
            {
                "label": named[code],
                "name": words.indicator(code),
                "town": r.label,
                "value": row["value"],
                "firm": words("firm.exact" if row["approx"] == "exact" else "firm.approx"),
                "shown": prose.amount(row, words),
                "quote": row["quote"],
                "href": r.href(row),
            }
            for code, some in found.items()
            for r, row in some
        ]
        return charts.compared(rows, words, [r.label for r in self._readings])
