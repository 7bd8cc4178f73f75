"""What reports give beside one another: words they share, years, plans and accounts, estimates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from fazhi.errors import FazhiError, NotFoundError
from fazhi.publish.explore.shelf import Shelf, speaking
from fazhi.publish.pages import names

if TYPE_CHECKING:
    from fazhi.trust.estimates.estimate import Of


@speaking
class Across:
    """The part of `Corpus` that sets reports side by side."""

    _shelf: Shelf

    def reuse(self) -> pl.DataFrame:
        """Every passage that stands elsewhere, too: the table `reuse` with the words of both sides.

        `quote` and `other_quote` are the authors' words, `kind` whose they may be (docs/tables.md);
        `similarity` is a share of letters, 0 to 1. Where nothing is set beside a passage, it is the
        first by date.
        """
        from fazhi.publish.explore.shared import shared

        return shared(self._shelf)

    def promises(self) -> pl.DataFrame:
        """Every item of a plan beside what the next year's report says: the table `promises`.

        `quote` and `next_quote` are the authors' words, `words` what both share, `score` the share
        of the item that the passage holds (0 to 1): from .6 on it nearly always does, below .5
        look. `status` (`label` in words) is what the next report says, never whether it was done.
        """
        from fazhi.publish.explore.promised import promised

        return promised(self._shelf)

    def recurring(self) -> pl.DataFrame:
        """Every shortcoming that an earlier year of the same authority tells of, too.

        The table `recurring` with the words of both years, a row for each earlier year.
        """
        from fazhi.publish.explore.promised import returning

        return returning(self._shelf)

    def panel(self, indicator: str, wide: bool = False) -> pl.DataFrame:
        """What each authority states of an indicator through its years.

        One row an authority (`place_id`) and year, also where it is not stated: the table `panel`
        (docs/tables.md) with `town` and `link`. `comparable` tells whether the figure may be set
        beside that of the year before, `why_not` why not.

        Args:
            indicator: its id or label.
            wide: one row an authority and one column a year instead, two rows where it counts
                otherwise in some years (`unit`, `period`, `months`): what stands in one row may
                be compared. A conflict is an empty cell; `empty` tells of each why, and
                `approximate` names the years whose figure is not exact.

        Raises `NotFoundError` listing near indicators.

        Example:
            >>> import fazhi
            >>> fazhi.load().panel("capacity.villages", wide=True)["2023"].to_list()
            [18.0, 9.0]
        """
        from fazhi.publish.explore import years

        rows = years.panel(self._shelf, self._indicator(indicator))
        return years.wide(rows) if wide else rows

    def changes(self) -> pl.DataFrame:
        """How much of each report stood in the one before it of the same authority.

        The table `changes` (docs/tables.md) with `town`, `year` and `previous_year`: shares from
        0 to 1, a row a part of the report, and `all`. One year alone has no row.
        """
        from fazhi.publish.explore import years

        return years.changes(self._shelf)

    def aligned(self) -> pl.DataFrame:
        """What became of each sentence and heading from one report to the next, with its words.

        The table `aligned` with `quote` and `previous_quote`, the authors' words without line
        breaks, and the links to both.
        """
        from fazhi.publish.explore import years

        return years.aligned(self._shelf)

    def years(self, key: names.Key) -> pl.DataFrame:
        """What an authority states in two years or more, by indicator and year.

        Rows of the table `panel` with `label`; `comparable` tells whether a figure may be set
        beside that of the year before, `why_not` why not. `Years(key).chart_figures()` draws them
        (`fazhi.publish.writeup.years`).

        Args:
            key: a report of it, as for `corpus[key]`.

        Raises `NotFoundError` where no report is meant, several are, or it stands in no series.
        """
        from fazhi.publish.explore import years

        return years.figures(self._shelf, self._authority(key))

    def _authority(self, key: names.Key) -> str:
        """Id of the authority of a report."""
        shelf = self._shelf
        report = names.find_report(key, shelf.reports, shelf.who, shelf.book)
        row = shelf.tables.of("authorities", report).row(0, named=True)
        if row["place_id"] is None:
            hint = "Say in manifest.csv which place and year it is of, and build again."
            raise NotFoundError("the report stands in no series of years", where=report, hint=hint)
        return str(row["place_id"])

    def estimate(
        self, indicator: str, of: Of = "total", by: str = "", sample: Path | str = "review"
    ) -> pl.DataFrame:
        """What the figures of an indicator come to as coded, and corrected by a checked sample.

        One row a group, the empty one all reports: `machine` as coded, `corrected` with `low` and
        `high` of its 95 % interval (null where too few were checked), `reports` and `checked`
        (units of the population, and of the sample), `weak` where fewer than 200 were. How it is
        worked out is in docs/method.md.

        Args:
            of: `total`, `mean` over the reports that state one, or `share_stating`.
            by: `year`, `level`, `province` or `county`.
            sample: the folder of `fazhi review sample`, after `fazhi review read`.

        Raises `NotFoundError` where there is no sample or no such indicator, `FazhiError` where
        the sample cannot tell what is asked.
        """
        from fazhi.trust.review.estimated import as_frame, estimates
        from fazhi.trust.review.sample import kept
        from fazhi.trust.review.settle import kept_answers

        code = self._indicator(indicator)
        drawn, answers = kept(Path(sample)), kept_answers(Path(sample))
        return as_frame(estimates(drawn, answers, code, of, by))

    def _indicator(self, asked: str) -> str:
        if not isinstance(asked, str):
            raise FazhiError(
                f"an indicator is named by one id or label, and this is a {type(asked).__name__}",
                hint='For example "disputes.handled"; of several ask one after another.',
            )
        present = self._shelf.tables.scan("indicators").select("indicator").unique().collect()
        return names.find_indicator(asked, self._shelf.book, sorted(present.to_series()))
