"""What notebooks/cross_town.ipynb calls: all reports side by side, never ranked.

Up to `GRID_TOWNS` reports each has a column or a row of its own; beyond, the same questions are
answered by counts and spreads, which can be had for one year, level or province.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from fazhi.publish.charts import bars
from fazhi.publish.charts import common as charts
from fazhi.publish.charts import cross_town as charts_corpus
from fazhi.publish.charts import years as charts_years
from fazhi.publish.charts.figure import Figure
from fazhi.publish.pages import prose, slices, theme
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading, readings
from fazhi.publish.writeup import disputes
from fazhi.publish.writeup.comparable import comparable, most_stated
from fazhi.publish.writeup.cross_town import rows as town_rows
from fazhi.publish.writeup.cross_town.answers import Answers
from fazhi.publish.writeup.cross_town.cells import CORRECTED
from fazhi.publish.writeup.cross_town.coverage import covered
from fazhi.publish.writeup.cross_town.estimates import estimated
from fazhi.publish.writeup.cross_town.many import Many
from fazhi.publish.writeup.cross_town.sharing import Sharing
from fazhi.publish.writeup.cross_town.text import CorpusText
from fazhi.publish.writeup.cross_town.trust import reliability
from fazhi.publish.writeup.cross_town.years import Through
from fazhi.publish.writeup.frames import Drawn, frame
from fazhi.publish.writeup.leading import WriteUp, leading, speaking
from fazhi.publish.writeup.town.rows import space
from fazhi.records import SEVERITIES

COMPARED_ROWS = 24
# On a telephone the columns of this many reports still have room for their names.
GRID_TOWNS = 20
# More rows than these are not all in memory while a figure of many reports is counted.
AT_ONCE = 10_000
Row = dict[str, Any]


@leading
@speaking
class Corpus(WriteUp):
    """The write-up of all reports of a folder of tables.

    Args:
        tables, language, site: as of every `WriteUp`.
        report: only these: ids, places or files' names with commas between them or in a list, or
            the path of a text file with one a line; empty: all.
    """

    kind = "cross_town"

    def __init__(
        self,
        tables: str | Path = "",
        language: str = "zh",
        site: str | Path = "",
        report: str | Sequence[str] | float = "",
    ) -> None:
        super().__init__(tables, site, language)
        if report:
            self.only(report)

    @cached_property
    def _readings(self) -> list[Reading]:
        return readings(self._tables, self._words)

    @cached_property
    def _text(self) -> CorpusText:
        return CorpusText(self._tables, self._words, self._readings, self._parts)

    @cached_property
    def _parts(self) -> list[slices.Cell]:
        return slices.cells(self._readings, self._words.book) if self._many else []

    @cached_property
    def _place(self) -> dict[str, int]:
        """Where each report stands among all."""
        return {r.report: at for at, r in enumerate(self._readings)}

    @cached_property
    def _many_of(self) -> Many:
        return Many(self._words, self._place, self._parts)

    @cached_property
    def _comparable(self) -> dict[str, list[tuple[Reading, Row]]]:
        return comparable(self._readings, self._values)

    @cached_property
    def _shared(self) -> list[str]:
        """The indicators that several reports state amounts of; what most state first."""
        often = {code: len({r.report for r, _ in some}) for code, some in self._comparable.items()}
        shared = town_rows.in_order((code for code, n in often.items() if n > 1), self._readings)
        return sorted(shared, key=lambda code: -often[code])

    @cached_property
    def _sharing(self) -> Sharing:
        return Sharing(self._tables, self._words, self._readings)

    @cached_property
    def _through(self) -> Through:
        return Through(self._tables, self._readings, self._words)

    @property
    def _many(self) -> bool:
        return len(self._readings) > GRID_TOWNS

    @cached_property
    def _values(self) -> dict[tuple[str, str], Row]:
        """The row of `indicators` for a report and an indicator."""
        rows = self._tables.frame("indicators").to_dicts()
        return {(row["report_id"], row["indicator"]): row for row in rows}

    def head(self) -> Html:
        """How many reports, of which years, and what stands out in them."""
        found = Answers(self._tables, self._words, self._readings, self._comparable)
        return self._text.head(list(found.told()))

    def who(self) -> Html:
        """Every report with what it holds and what it lacks; where many, how many of each kind."""
        return self._text.who()

    def how_read(self) -> Html:
        """Formats, scripts, repairs, and what could not be told for certain."""
        return self._text.how_read()

    def coverage(self) -> Html:
        """Which authority reports in which year; one line where none has two years."""
        return covered(self._tables, self._readings, self._words)

    def through_rows(self) -> pl.DataFrame:
        """What authorities state in two years or more: a row an indicator, authority and year."""
        return frame(self._through.rows())

    def chart_through(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """Figures through the years, joined where they compare; nothing where none has two."""
        drawn = _drawn(rows, self.through_rows)
        return charts_years.several(drawn, self._words, self._through.many) if drawn else Html("")

    def through(self) -> Html:
        """Plans and shortcomings that return, counted, with the way to each place's page."""
        return self._through.told()

    def failed(self) -> Html:
        """The files that could not be read: missing reports are data too."""
        return self._text.failed()

    def requirement_rows(self) -> pl.DataFrame:
        """The verdict on each required content for each report."""
        verdicts = self._tables.frame("requirements").to_dicts()
        return frame(town_rows.requirements(self._readings, verdicts))

    def chart_requirements(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """Which required contents each report has."""
        drawn = _drawn(rows, self.requirement_rows)
        if not drawn:
            return prose.line(self._words("requirements.none"))
        return self._states(drawn, "requirements", charts.MET)

    def indicator_rows(self) -> pl.DataFrame:
        """The state of each indicator that any report states, for each report.

        One that is told by its kinds in every report would only say their figures again.
        """
        told = {code for (_, code), row in self._values.items() if not row["by_kinds"]}
        codes = town_rows.in_order(told, self._readings)
        return frame(town_rows.states(self._readings, codes, self._values, self._many))

    def chart_indicators(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """Indicators by towns, the states told apart."""
        drawn = _drawn(rows, self.indicator_rows)
        if not drawn:
            return prose.line(self._words("figures.none"))
        return self._states(drawn, "indicators", charts.STATES)

    def compared_rows(self) -> pl.DataFrame:
        """Amounts stated by at least two towns, in comparable units; what most state first."""
        found = self._comparable
        return frame(
            town_rows.amounts({code: found[code] for code in self._shared[:COMPARED_ROWS]})
        )

    def chart_compared(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """Amounts stated by at least two towns, in comparable units only."""
        drawn = _drawn(rows, self.compared_rows)
        if not drawn:
            return prose.line(self._words("compared.none"))
        if self._many:
            figure = self._many_of.spreads(drawn, "compared", log=True)
        else:
            figure = charts.compared(drawn, self._words, [r.label for r in self._readings])
        of = len(self._shared)
        if of <= COMPARED_ROWS:
            return figure
        return self._also(figure, self._words("chart.compared.most", n=COMPARED_ROWS, of=of))

    def dispute_rows(self) -> pl.DataFrame:
        """The kinds of disputes by report: their states, or where reports are many the amounts."""
        kinds = disputes.picked(self._words.book).dispute_kinds
        codes = town_rows.in_order(kinds & set(self._comparable), self._readings)
        if self._many:
            return frame(town_rows.amounts({code: self._comparable[code] for code in codes}))
        return frame(town_rows.states(self._readings, codes, self._values, self._many))

    def chart_disputes(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """The kinds of disputes that reports tell apart."""
        drawn = _drawn(rows, self.dispute_rows)
        if not drawn:
            return prose.line(self._words("disputes.none.all"))
        if self._many:
            return self._many_of.spreads(drawn, "disputes", log=True)
        return self._states(drawn, "disputes", charts.STATES)

    def space_rows(self) -> pl.DataFrame:
        """What share of its text each report gives to each part."""
        return frame(row for r in self._readings for row in space(r))

    def chart_space(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """What share of its text each report gives to each part."""
        drawn = _drawn(rows, self.space_rows)
        if not drawn:
            return prose.line(self._words("space.none"))
        if not self._many:
            return bars.space(drawn, self._words)
        parts = [self._words.of("role", role) for role in theme.ROLES]
        return self._many_of.spreads(drawn, "space", "part", "share", labels=parts, absent=0.0)

    def theme_rows(self) -> pl.DataFrame:
        """What share of its paragraphs' characters each report gives to each theme."""
        return frame(town_rows.shares(self._readings, self._text.themes()))

    def chart_themes(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """What share of its paragraphs' characters each report gives to each theme."""
        drawn = _drawn(rows, self.theme_rows)
        if not drawn:
            return prose.line(self._words("themes.none"))
        if self._many:
            return self._many_of.spreads(drawn, "all_themes")
        return charts_corpus.heat(drawn, self._words, "all_themes")

    def measure_rows(self) -> pl.DataFrame:
        """How concrete, how candid, how wide each report is."""
        known = {row["report_id"]: row for row in self._tables.frame("measures").to_dicts()}
        return frame(town_rows.measures(self._readings, known))

    def chart_measures(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """How concrete, how candid, how wide each report is."""
        drawn = _drawn(rows, self.measure_rows)
        if not drawn:
            return prose.line(self._words("measures.none"))
        if self._many:
            return self._many_of.spreads(drawn, "measures")
        return charts_corpus.shares(drawn, self._words, "measures")

    def year_rows(self) -> pl.DataFrame:
        """The measures of each report with its year; years of very few reports are left out."""
        return frame(town_rows.years(self._readings, self.measure_rows().to_dicts()))

    def chart_years(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """How the measures lie year by year; nothing where too few years can be compared."""
        drawn = _drawn(rows, self.year_rows)
        if len({row["year"] for row in drawn}) < 2:
            return Html("")
        return self._many_of.years(drawn)

    def concreteness_rows(self) -> pl.DataFrame:
        """Figures in a thousand characters, by report and part."""
        return frame(town_rows.concreteness(self._readings))

    def chart_concreteness(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """Figures in a thousand characters, by part."""
        drawn = _drawn(rows, self.concreteness_rows)
        if not drawn:
            return prose.line(self._words("concreteness.none"))
        if self._many:
            parts = [self._words.of("role", role) for role in town_rows.MAIN_PARTS]
            return self._many_of.spreads(drawn, "concreteness", "part", "density", labels=parts)
        return charts.concreteness(drawn, self._words)

    def citation_rows(self) -> pl.DataFrame:
        """How many documents of each kind each report cites."""
        return frame(town_rows.citations(self._readings))

    def chart_citations(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """Kinds of documents cited, by report."""
        drawn = _drawn(rows, self.citation_rows)
        if not drawn:
            return prose.line(self._words("citations.none"))
        if self._many:
            return self._many_of.spreads(drawn, "citations", "kind", "n")
        return bars.citations(drawn, self._words)

    def shared_documents(self) -> Html:
        """Documents that more than one report cites."""
        return self._text.shared_documents()

    def finding_rows(self) -> pl.DataFrame:
        """How many findings of each kind and weight each report has."""
        return frame(self._text.finding_rows())

    def chart_findings(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """Findings of the audit, by kind and severity."""
        words, drawn = self._words, _drawn(rows, self.finding_rows)
        if not drawn:
            return prose.line(words("findings.none"))
        stack = [
            (words.of("severity", name), colour)
            for name, colour in zip(SEVERITIES, charts_corpus.SEVERITY_COLOURS, strict=True)
        ]
        each: dict[tuple[str, str, int], list[int]] = defaultdict(self._many_of.zeros)
        for row in drawn:
            each[row["label"], row["state"], row["rank"]][self._place[row["report_id"]]] += row["n"]
        return self._many_of.counts(each, "findings", stack)

    def chart_findings_by_report(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """How many findings of each kind each report has; where many, the chart says it."""
        drawn = _drawn(rows, self.finding_rows)
        if self._many or not drawn:
            return Html("")
        counted: Counter[tuple[str, str]] = Counter()
        for row in drawn:
            counted[row["label"], row["town"]] += row["n"]
        cells = [
            {"label": label, "town": r.label, "value": n, "shown": str(n)}
            for label in dict.fromkeys(row["label"] for row in drawn)
            for r in self._readings
            for n in [counted[label, r.label]]
        ]
        return charts_corpus.heat(cells, self._words, "findings.towns")

    def wording_rows(self) -> pl.DataFrame:
        """What share of each report's characters is its own, and of what kind the others are."""
        return frame(self._sharing.wording_rows())

    def chart_wording(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """Whose words each report holds."""
        drawn = _drawn(rows, self.wording_rows)
        if not drawn:
            return prose.line(self._words("shared.none"))
        if self._many:
            return self._many_of.spreads(drawn, "wording")
        return bars.wording(drawn, self._words)

    def chart_sharing(self) -> Figure | Html:
        """Which reports share passages with which; where many, the tables name the pairs."""
        drawn = self._sharing.matrix_rows()
        if not drawn:
            return Html("")
        return replace(charts_corpus.heat(drawn, self._words, "sharing"), chinese=(0, 1))

    def sharing(self) -> Html:
        """The pairs that share most, the wordings that most hold, the counties."""
        return self._sharing.told()

    def reliability(self) -> Html:
        """How well reports are read: unseen ones at first sight, annotated ones by this build."""
        return reliability(self._tables, self._words, len(self._readings))

    def estimates(self) -> Html:
        """What totals come to by the samples that people checked; else how many to check."""
        return estimated(self._tables, self._words, self._readings, most_stated(self._comparable))

    def downloads(self) -> Html:
        """Where the whole tables are."""
        return self._text.downloads()

    def _states(self, rows: Sequence[Row], what: str, states: Sequence[str]) -> Figure:
        """A grid where towns are few, else how many reports are in each state."""
        if self._many:
            return self._many_of.states(rows, what, states)
        cells = [{name: row[name] for name in row if name != "code"} for row in rows]
        figure = charts.grid(cells, self._words, what, states)
        if not any(row["glyph"].endswith(CORRECTED) for row in cells):
            return figure
        return self._also(figure, self._words("chart.corrected.how"))

    def _also(self, figure: Figure, said: str) -> Figure:
        """A figure with a sentence more in its description."""
        told = self._words("sentence.space").join((figure.description, said))
        return replace(figure, description=told)


def _drawn(rows: pl.DataFrame | None, every: Callable[[], pl.DataFrame]) -> Sequence[Row]:
    """The rows of a figure as given, else every one."""
    drawn = every() if rows is None else rows
    return Drawn(drawn) if drawn.height > AT_ONCE else drawn.to_dicts()
