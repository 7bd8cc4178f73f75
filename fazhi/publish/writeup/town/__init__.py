"""What notebooks/town.ipynb calls: each section of a report's write-up, made from the tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import polars as pl

from fazhi.codebook.told import told_in
from fazhi.publish.charts import bars
from fazhi.publish.charts import town as charts_town
from fazhi.publish.charts.figure import Figure
from fazhi.publish.pages import prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.writeup.asked import reports_asked
from fazhi.publish.writeup.beside import executed
from fazhi.publish.writeup.frames import frame
from fazhi.publish.writeup.leading import WriteUp, leading, speaking
from fazhi.publish.writeup.peers import Peers, peers
from fazhi.publish.writeup.town import figures, lists
from fazhi.publish.writeup.town import rows as town_rows
from fazhi.publish.writeup.town.head import head
from fazhi.publish.writeup.town.shared import shared
from fazhi.publish.writeup.town.story import DISPUTES, FIELDS, RIVALS, SPACE, Story, story
from fazhi.publish.writeup.town.themes import attention, theme_rows, topics
from fazhi.publish.writeup.town.unread import incomplete

STORIES = {
    DISPUTES: charts_town.dispute_kinds,
    RIVALS: charts_town.rivals,
    FIELDS: charts_town.fields,
    SPACE: bars.space,
}


@leading
@speaking
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
        report: str | Sequence[str] | float,
        tables: str | Path = "",
        language: str = "zh",
        site: str | Path = "",
    ) -> None:
        super().__init__(tables, site, language)
        given = {"language": language, "tables": str(tables), "site": str(site)}
        with told_in(language):
            asked, *others = reports_asked(self._tables, report)
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

    @cached_property
    def _story(self) -> Story:
        """What is told first."""
        return story(self._reading)

    def story(self) -> Html:
        """What is remarkable about the report, with the author's words."""
        lost = list(incomplete(self._reading))
        warned = f"<p><b>{' '.join(lost)}</b></p>" if lost else ""
        return Html(warned) + self._story.shown(self._reading)

    def story_rows(self) -> pl.DataFrame:
        """What the chart of the story draws: figures that clash, fields or parts of the text."""
        return frame(self._story.rows)

    def chart_story(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """The chart of what is told first; nothing where there is nothing to draw."""
        drawn = (self.story_rows() if rows is None else rows).to_dicts()
        return STORIES[self._story.kind](drawn, self._words) if drawn else Html("")

    def required(self) -> Html:
        """The national rule: what of it is met, what is not, each with the words that show it."""
        return lists.required(self._reading, self._peers)

    def figure_rows(self) -> pl.DataFrame:
        """Every figure the report states, a row a mention."""
        return frame(town_rows.stated(self._reading))

    def chart_fields(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """In which fields the report gives figures; nothing where the story has shown it."""
        if self._story.kind == FIELDS:
            return Html("")
        drawn = town_rows.by_field((self.figure_rows() if rows is None else rows).to_dicts())
        if not drawn:
            return prose.line(self._words("figures.none"))
        return charts_town.fields(drawn, self._words)

    def figures(self) -> Html:
        """The figures by field in sentences; folded, each with its quote and the others' range."""
        return figures.by_field(self._reading, self._peers, self._story)

    def space_rows(self) -> pl.DataFrame:
        """What share of the text each part takes."""
        return frame(town_rows.space(self._reading))

    def chart_space(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """What share of the text each part takes; nothing where the story has shown it."""
        if self._story.kind == SPACE:
            return Html("")
        drawn = (self.space_rows() if rows is None else rows).to_dicts()
        return bars.space(drawn, self._words) if drawn else prose.line(self._words("space.none"))

    def position_rows(self) -> pl.DataFrame:
        """Where figures and citations stand, in percent of the text."""
        return frame(town_rows.positions(self._reading))

    def chart_positions(self, rows: pl.DataFrame | None = None) -> Figure | Html:
        """Where figures and citations stand."""
        drawn = (self.position_rows() if rows is None else rows).to_dicts()
        if not drawn:
            return prose.line(self._words("figures.none"))
        return charts_town.positions(drawn, self._words)

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

    def attention(self) -> Html:
        """To which parts and tasks the report gives its words, in sentences."""
        return attention(self._reading, self._peers)

    def problems(self) -> Html:
        """The shortcomings, as the report lists them."""
        return lists.listed(self._reading, "problems")

    def plans(self) -> Html:
        """What is announced for the next year, as the report lists it."""
        return lists.listed(self._reading, "plan")

    def citations(self) -> Html:
        """The documents cited, their kind and state in the report year."""
        return lists.citations(self._reading)

    def findings(self) -> Html:
        """What an attentive reviewer would look at again and is not told above."""
        told = self._story.told
        mentions = (row for row in self._reading.quantities if row["quantity_id"] in told)
        return lists.findings(self._reading, [(row["start"], row["end"]) for row in mentions])

    def shared(self) -> Html:
        """What share of the text other reports hold, too, and the passages side by side."""
        return shared(self._reading)
