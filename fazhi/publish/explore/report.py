"""One report of the explorer: who speaks, what it states, where it contradicts itself."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import polars as pl

from fazhi.codebook.indicators import ids_telling
from fazhi.publish.explore.cards import Card, Line, Note, Piece
from fazhi.publish.explore.shelf import PLACES, Shelf, speaking
from fazhi.publish.pages import links, prose
from fazhi.records import CONFLICTING, ZERO

CONFLICTS = 4


@speaking
class ReportView:
    """One report of a corpus, with the frames of `Corpus` for it alone.

    Args:
        report_id: its id in every table.
    """

    def __init__(self, shelf: Shelf, report_id: str) -> None:
        self._shelf, self.report_id = shelf, report_id

    @cached_property
    def about(self) -> dict[str, Any]:
        """The report's row of the table `reports` (docs/tables.md)."""
        return self._shelf.reports.row(
            by_predicate=pl.col("report_id") == self.report_id, named=True
        )

    @property
    def town(self) -> str:
        """The place that speaks."""
        return str(self._who["town"])

    @property
    def year(self) -> int | None:
        """The year written about; None where the report does not say."""
        year: int | None = self._who["year"]
        return year

    @property
    def page(self) -> str | None:
        """Address of the report's write-up from the working folder; None where none is made."""
        return self._shelf.address(links.town(self.report_id))

    @cached_property
    def raw_text(self) -> str:
        """The text as the author wrote it: `raw_text[start:end]` for any row of a frame."""
        return self._text("raw_text")

    @cached_property
    def clean_text(self) -> str:
        """The text in simplified script, one paragraph a line."""
        return self._text("clean_text")

    def indicators(self) -> pl.DataFrame:
        """What the report states, one row an indicator (columns as `Corpus.indicators`)."""
        return self._shelf.indicators(self.report_id).drop("parts").collect()

    def quantities(self) -> pl.DataFrame:
        """Every mention of a quantity, in reading order."""
        return self._shelf.quantities(self.report_id).collect()

    def sections(self) -> pl.DataFrame:
        """The headings, in reading order."""
        return self._shelf.named("sections", self.report_id).collect()

    def citations(self) -> pl.DataFrame:
        """The documents cited, in reading order."""
        return self._shelf.named("citations", self.report_id).collect()

    def findings(self) -> pl.DataFrame:
        """What an attentive reader would look at again."""
        return self._shelf.named("findings", self.report_id).collect()

    def reuse(self) -> pl.DataFrame:
        """Passages that stand elsewhere, too, in reading order (columns as `Corpus.reuse`)."""
        from fazhi.publish.explore.shared import shared

        return shared(self._shelf, self.report_id)

    def promises(self) -> pl.DataFrame:
        """What its plan announces, beside the next year's report (columns as `Corpus.promises`)."""
        from fazhi.publish.explore.promised import promised

        return promised(self._shelf, self.report_id)

    def recurring(self) -> pl.DataFrame:
        """Its shortcomings that earlier years tell of, too (columns as `Corpus.recurring`)."""
        from fazhi.publish.explore.promised import returning

        return returning(self._shelf, self.report_id)

    def changes(self) -> pl.DataFrame:
        """How much of it stood in the same authority's report before it (`Corpus.changes`)."""
        from fazhi.publish.explore import years

        return years.changes(self._shelf, self.report_id)

    def aligned(self) -> pl.DataFrame:
        """What became of each sentence since the report before it (`Corpus.aligned`)."""
        from fazhi.publish.explore import years

        return years.aligned(self._shelf, self.report_id)

    @property
    def before(self) -> ReportView | None:
        """The same authority's report of the nearest year before; None where there is none."""
        return self._neighbour("previous_report_id")

    @property
    def after(self) -> ReportView | None:
        """The same authority's report of the nearest year after; None where there is none."""
        return self._neighbour("next_report_id")

    def _neighbour(self, column: str) -> ReportView | None:
        other = self._shelf.tables.of("authorities", self.report_id)[column][0]
        return ReportView(self._shelf, other) if other else None

    def why(self, at: str = "") -> Note:
        """By which rule each figure has its indicator, and which others came into question.

        The text kept in the tables is coded once more and watched; where people corrected the
        answer, theirs is told behind it.

        Args:
            at: words of the author; only figures in whose clause they stand are told.
        """
        from fazhi.pipeline.report import understand
        from fazhi.publish.pages.why import why
        from fazhi.reading.reader import read_bytes

        text = read_bytes(self.raw_text.encode(), f"{self.report_id}.txt", book=self._shelf.book)
        report = understand(text, self._shelf.book, str(self.about["path"]), "", {})
        said = self._shelf.tables.of("corrections", self.report_id).to_dicts()
        by_place = {(row["start"], row["end"]): row for row in said}
        told = why(report, self._shelf.book, self._shelf.words, at, by_place)
        return Note(f"```\n{told}\n```")

    @cached_property
    def _who(self) -> dict[str, Any]:
        mine = pl.col("report_id") == self.report_id
        return self._shelf.who.row(by_predicate=mine, named=True)

    def _text(self, column: str) -> str:
        rows = self._shelf.tables.of("texts", self.report_id)
        return str(rows[column][0]) if rows.height else ""

    def _card(self) -> Card:
        words, about = self._shelf.words, self.about
        comma = words("list.comma")
        place = " ".join(str(about[name]) for name in reversed(PLACES) if about[name])
        issuers = comma.join(about["issuers"] or ())
        whole = words("complete.no" if about["complete"] is False else "complete.yes")
        issued = words(
            "explore.issued.on",
            date=about["issued_date"] or words("explore.undated"),
            by=issuers or "—",
        )
        lines: list[Line] = [
            (words("explore.place"), [Piece(f"{place or '—'}（{about['adcode'] or '—'}）")]),
            (words("explore.issued"), [Piece(issued)]),
            (words("explore.text"), [Piece(f"{self._extent()}{comma}{whole}")]),
            (words("explore.figures"), [Piece(self._figures())]),
            (words("explore.conflicts"), self._conflicts()),
        ]
        if self.page:
            marked = str(self._who["page"] or "")
            page = [Piece(words("nav.town"), self.page), Piece("  ")]
            lines.append((words("explore.page"), [*page, Piece(words("nav.source"), marked)]))
        calls = [
            ("report.quantities()", words("explore.call.quantities")),
            ("report.indicators()", words("explore.call.stated")),
            ("report.raw_text[start:end]", words("explore.call.raw")),
        ]
        title = words("town.title", place=self.town, year=self.year or "—")
        return Card(f"{title} · {self.report_id}", lines, words("explore.next"), calls)

    def _extent(self) -> str:
        words, about = self._shelf.words, self.about
        script = words.of("script", about["script"])
        return words("explore.extent", n=f"{about['characters']:,}", script=script)

    def _figures(self) -> str:
        rows, stated = self._shelf.tables.of("quantities", self.report_id), self.indicators()
        stated = stated.filter(~pl.col("by_kinds"))
        zero = stated.filter(pl.col("state") == ZERO).height
        words = self._shelf.words
        return words("explore.figures.n", n=rows.height, indicators=stated.height, zero=zero)

    def _conflicts(self) -> list[Piece]:
        """The indicators whose mentions disagree, each rival leading to its words."""
        words = self._shelf.words
        rows = self.indicators().filter(pl.col("state") == CONFLICTING).to_dicts()
        mentions = self.quantities()
        pieces: list[Piece] = []
        for row in rows[:CONFLICTS]:
            ids = ids_telling(row["indicator"], set(mentions["indicator"]), words.book)
            rivals = mentions.filter(pl.col("indicator").is_in(ids)).to_dicts()
            pieces.append(Piece(f"{'；' if pieces else ''}{row['label']} "))
            for number, rival in enumerate(rivals):
                pieces.append(Piece(" ≠ " if number else ""))
                pieces.append(Piece(prose.amount(rival, words), rival["link"] or ""))
        if len(rows) > CONFLICTS:
            pieces.append(Piece(f" … ({len(rows)})"))
        return pieces or [Piece(words("explore.conflicts.none"))]

    def __repr__(self) -> str:
        return self._card().plain()

    def _repr_html_(self) -> str:
        return self._card().html()
