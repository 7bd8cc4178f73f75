"""What notebooks/years.ipynb calls: one authority through its years, made from the tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from fazhi.codebook.told import told_in
from fazhi.publish.charts import years as charts_years
from fazhi.publish.charts.figure import Figure
from fazhi.publish.pages import prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.writeup.asked import authority_asked
from fazhi.publish.writeup.frames import frame
from fazhi.publish.writeup.leading import WriteUp, leading, speaking
from fazhi.publish.writeup.years import changed, figures, promised, returning
from fazhi.publish.writeup.years.head import head
from fazhi.publish.writeup.years.place import Place
from fazhi.publish.writeup.years.story import story


@leading
@speaking
class Years(WriteUp):
    """The write-up of one authority's reports, set side by side.

    Args:
        report: any of its reports, by id, place, place and year or file; of a place with reports
            of several years the last is taken.
        tables, language, site: as of every `WriteUp`.
    """

    kind = "years"

    def __init__(
        self,
        report: str | float,
        tables: str | Path = "",
        language: str = "zh",
        site: str | Path = "",
    ) -> None:
        super().__init__(tables, site, language)
        with told_in(language):
            self._place = Place(self._tables, authority_asked(self._tables, report), self._words)

    def head(self) -> Html:
        """Whose reports of which years, and which are missing between."""
        return head(self._place)

    def story(self) -> Html:
        """What became of the last plan that can be followed, and what else stands out."""
        return self._told(story)

    def plans(self) -> Html:
        """Each plan beside what the next year's report says of it."""
        return self._told(promised.plans)

    def returning(self) -> Html:
        """The shortcomings that earlier years tell of, too, in the words of both."""
        return self._told(returning.returning)

    def figure_rows(self) -> pl.DataFrame:
        """A row an indicator that two years or more state, and year."""
        return frame(figures.figure_rows(self._place) if self._place.series else ())

    def chart_figures(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """The figures as small multiples: joined only where a year compares with the one before."""
        drawn = (self.figure_rows() if rows is None else rows).to_dicts()
        if not drawn:
            several = self._place.series and figures.panel(self._place)
            return prose.line(self._words(f"years.figures.{'apart.all' if several else 'none'}"))
        return charts_years.figures(drawn, self._words)

    def figures(self) -> Html:
        """Every figure of two years or more by year, and what keeps years apart; folded."""
        return figures.table(self._place)

    def stale(self) -> Html:
        """The figures told word for word as the year before; nothing where there are none."""
        return figures.stale(self._place)

    def change_rows(self) -> pl.DataFrame:
        """What share of the last report was kept, changed and new, by part."""
        return frame(changed.change_rows(self._place))

    def chart_changes(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """How much of the last report stood in the one before, by part; nothing of one year."""
        drawn = (self.change_rows() if rows is None else rows).to_dicts()
        return charts_years.changes(drawn, self._words) if drawn else Html("")

    def changed(self) -> Html:
        """How much of each report stood in the one before, and the way to both texts."""
        return self._told(changed.changed)

    def _told(self, section: Callable[[Place], Html]) -> Html:
        """What a section says; of a single year, why there is nothing to set side by side."""
        if self._place.series:
            return section(self._place)
        about = self._tables.of("authorities", self._place.asked.report).row(0, named=True)
        return prose.line(self._words.of("years.alone", about["why_not"], self._words("years.one")))
