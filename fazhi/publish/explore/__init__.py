"""`fazhi.load()`: the tables of a folder to ask, to search and to draw.

Nothing is read before it is asked for, and what draws or searches is imported when it first
does; what is given are polars frames and Altair charts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from fazhi.codebook.book import load_codebook
from fazhi.codebook.document import describe
from fazhi.codebook.indicators import ids_telling, indicators
from fazhi.codebook.told import told_in
from fazhi.errors import FazhiError, NotFoundError
from fazhi.publish.explore import shelf as explore_shelf
from fazhi.publish.explore.across import Across
from fazhi.publish.explore.cards import Note, linked
from fazhi.publish.explore.overview import overview
from fazhi.publish.explore.report import ReportView
from fazhi.publish.pages import names, prose
from fazhi.publish.pages.folders import find_tables, pages_of
from fazhi.publish.pages.words import Words
from fazhi.tables.among import among
from fazhi.tables.view import Tables

if TYPE_CHECKING:
    import altair as alt


def load(
    folder: Path | str | None = None,
    *,
    language: str = "zh",
    codebooks: Sequence[Path | str] = (),
    site: Path | str | None = None,
) -> Corpus:
    """The corpus in a folder of tables; only the list of reports is read.

    In a notebook every Altair chart is drawn offline from then on, unless a renderer was chosen.

    Args:
        folder: the tables; without it `data/processed` here or in a folder above.
        language: of labels and charts, `zh` or `en`; quotes stay as written.
        codebooks: folders of your own books, or files of indicators, where they say more than when
            the tables were built with them: those entries are known without it.
        site: the folder of pages to link to; without it, of `data/processed`, `site` beside
            `data`.

    Raises:
        NotFoundError: the folder holds no tables; the hint says how to make them.

    Example:
        >>> import fazhi
        >>> corpus = fazhi.load()
        >>> len(corpus)
        5
    """
    if "ipykernel" in sys.modules:
        # In a notebook a chart of the reader's own is drawn offline too; elsewhere none is shown.
        from fazhi.publish.charts.offline import drawn_here

        drawn_here()
    with told_in(language):
        return _opened(folder, language, codebooks, site)


def _opened(
    folder: Path | str | None,
    language: str,
    codebooks: Sequence[Path | str],
    site: Path | str | None,
) -> Corpus:
    found = Path(folder) if folder is not None else find_tables()
    pages = Path(site) if site is not None else pages_of(found)
    books = tuple(Path(path) for path in codebooks)
    tables = Tables(found)
    book = load_codebook(books, tables.book.kind) if books else tables.book
    return Corpus(explore_shelf.Shelf(tables, Words(language, book), pages))


@explore_shelf.speaking
class Corpus(Across):
    """All reports of a folder of tables. Made by `fazhi.load`.

    In every frame `report_id` is the key, `town` the place that speaks (of a county's report the
    county) and `year` the year written about; rows stand by place code and year, never by value.
    `start` and `end` count characters of the raw text; `link` leads to the marked page, and is
    null where no page has been made.
    """

    def __init__(self, shelf: explore_shelf.Shelf) -> None:
        self._shelf = shelf

    @property
    def folder(self) -> Path:
        """The folder of tables that was loaded."""
        return self._shelf.tables.folder

    def __len__(self) -> int:
        return self._shelf.who.height

    def __iter__(self) -> Iterator[ReportView]:
        return (ReportView(self._shelf, report) for report in self._shelf.who["report_id"])

    def __getitem__(self, key: names.Key) -> ReportView:
        """One report, by id, place, or places and year.

        Raises `NotFoundError` listing candidates where several are meant, near names where none.

        Example:
            >>> import fazhi
            >>> fazhi.load()["西坪镇", 2023].report_id
            '411323102-2023'
        """
        shelf = self._shelf
        return ReportView(shelf, names.find_report(key, shelf.reports, shelf.who, self._shelf.book))

    def __contains__(self, key: names.Key) -> bool:
        try:
            return bool(self[key].report_id)
        except NotFoundError as error:
            return error.code == "ambiguous"

    def _ipython_key_completions_(self) -> list[str]:
        who = self._shelf.who
        return [*who["town"].unique(maintain_order=True), *who["report_id"]]

    def reports(self) -> pl.DataFrame:
        """Every report: the table `reports` (docs/tables.md), by place code and year."""
        return self._shelf.reports

    def indicators(self, wide: bool = False) -> pl.DataFrame:
        """What the reports state, one row a report and indicator.

        Columns: `report_id`, `town`, `year`, `indicator` (id), `label`, `value` (in `unit`),
        `approx` (`exact`, `over`, `under`, `about`), `state` (`stated`, `zero`, `conflicting`;
        what is not stated has no row), `mentions`, `quantity_id`, `by_kinds` (a wider one
        of which the text has no figure but those of its kinds), `corrected` (people changed
        the coding that the value comes from) and then `machine` (what the program had, in words),
        `link`.

        Args:
            wide: one row a report and one column an indicator instead. There null is not
                stated, save for the indicators that the column `conflicting` names: their
                mentions disagree, and no value is chosen. `corrected` names those that
                people changed.

        Raises `FazhiError` where `wide` is neither True nor False, as a name of an indicator.
        """
        if not isinstance(wide, bool):
            raise FazhiError(
                f"`wide` is True or False, and this is a {type(wide).__name__}",
                hint='Of one indicator: compare("disputes.handled").',
            )
        rows = self._shelf.indicators().drop("parts").collect()
        return explore_shelf.wide(rows, self._shelf.who) if wide else rows

    def write_wide(self, file: Path | str) -> None:
        """What the reports state as a workbook (XLSX): a row a report, a column an indicator.

        A second sheet defines each indicator that has a column (label, unit, comparable measure
        words, definition); a third lists the rivals of every conflict, whose cells are
        empty in the first.

        Raises `FazhiError` where its name does not end in `.xlsx`.
        """
        from fazhi.publish.explore import wide_workbook

        if (named := Path(file)).suffix.lower() != ".xlsx":
            raise FazhiError(
                "no program opens what is written here under a name that ends so",
                where=str(file),
                hint=f"Give a name with the right ending: {named.with_suffix('.xlsx')}.",
                code="ending",
            )

        Path(file).write_bytes(wide_workbook.made(self._shelf, self.indicators(wide=True)))

    def quantities(self, indicator: str | None = None, coded: bool | None = None) -> pl.DataFrame:
        """Every mention of a quantity: the table `quantities` with `label` and `link`.

        `corrected` tells what people changed, `machine` what the program had, in words.

        Args:
            indicator: only mentions of this one (id or label), of a wider one with its kinds.
            coded: True for mentions an indicator fits, False for those none fits.

        Raises:
            NotFoundError: there is no such indicator; the hint lists near ones.
        """
        rows = self._shelf.quantities()
        if indicator is not None:
            ids = ids_telling(self._indicator(indicator), (), self._shelf.book)
            rows = rows.filter(among("indicator", ids))
        if coded is not None:
            rows = rows.filter(pl.col("indicator").is_not_null() == coded)
        return rows.collect()

    def citations(self) -> pl.DataFrame:
        """Every law, plan or document cited: the table `citations` with `link`."""
        return self._shelf.named("citations").collect()

    def findings(self) -> pl.DataFrame:
        """What an attentive reader would look at again: the table `findings` with `link`."""
        return self._shelf.named("findings").collect()

    def themes(self) -> pl.DataFrame:
        """What paragraphs speak of: the table `themes`."""
        return self._shelf.named("themes").collect()

    def texts(self) -> pl.DataFrame:
        """`raw_text` and `clean_text` of every report: all of it is read."""
        return self._shelf.named("texts").collect()

    def table(self, name: str) -> pl.LazyFrame:
        """Any table with place and year, unread until `.collect()` (docs/tables.md).

        Raises `NotFoundError` listing the tables where there is none of that name.
        """
        return self._shelf.named(name)

    def find(self, word: str, width: int = 20, regex: bool = False) -> pl.DataFrame:
        """Keyword in context: every place where the reports use a word.

        A query in either script finds both, and words that the page layout broke. `left`,
        `keyword` and `right` are the author's words without layout line breaks; `start` and
        `end` are the keyword's place in the raw text; `part` the role of its part.

        Args:
            word: what to look for.
            width: characters of context to either side.
            regex: `word` is a regular expression over the clean text (one paragraph a line).

        Raises:
            FazhiError: the word is empty, or the regular expression cannot be read.

        Example:
            >>> import fazhi
            >>> fazhi.load().find("普法责任制", width=4).columns[:3]
            ['report_id', 'town', 'year']
        """
        from fazhi.publish.explore import find as explore_find

        return explore_find.find(self._shelf, word, width, regex)

    def show(self, rows: pl.DataFrame, most: int = 50) -> prose.Html:
        """Rows of any frame of the corpus as a table whose figures and words are links.

        Args:
            rows: what `find`, `compare`, `quantities` and the others give.
            most: how many rows are shown.
        """
        return linked(rows, most)

    def compare(self, indicator: str) -> pl.DataFrame:
        """Who states an indicator, and in which words.

        One row a report; where its mentions disagree (`state` is `conflicting`) one row a
        mention. `raw` is the figure as written (`6村 + 3社區` where mentions are added up),
        `quote` its clause. Reports that do not state it have no row. Rows stand by place code:
        what towns count differs, and this is no ranking.

        Raises `NotFoundError` listing near indicators where there is none of that id or label.

        Example:
            >>> import fazhi
            >>> fazhi.load().compare("capacity.villages")["value"].to_list()
            [18.0, 9.0]
        """
        return explore_shelf.compared(self._shelf, self._indicator(indicator))

    def explain(self, indicator: str) -> Note:
        """The codebook's entry of an indicator (id or label), and how many reports state it.

        Raises `NotFoundError` listing near indicators.
        """
        code, shelf = self._indicator(indicator), self._shelf
        stating = shelf.tables.scan("indicators").filter(pl.col("indicator") == code)
        n = stating.select(pl.len()).collect().item()
        entries = indicators(shelf.book).entries
        told = describe(code, entries[code]) if code in entries else f"### `{code}`"
        return Note(f"{told}\n\n{shelf.words('explore.stating', n=n, of=len(self))}")

    def why(self, key: names.Key, at: str = "") -> Note:
        """Why figures of one report have their indicators (`ReportView.why`).

        Args:
            key: a report as for `corpus[key]`.
            at: words of the author in the clause of the figures asked for.

        Raises `NotFoundError` where no report is meant, or several are.
        """
        return self[key].why(at)

    def chart_compare(self, indicator: str) -> alt.LayerChart:
        """The values of an indicator, one row a report; hollow marks are approximate.

        Of more than 40 reports rows are provinces, or years where all are of one province.

        Raises `NotFoundError` listing near indicators.
        """
        from fazhi.publish.explore import charts as explore_charts

        code, shelf = self._indicator(indicator), self._shelf
        rows = explore_shelf.compared(shelf, code)
        unit = shelf.words.unit(code, "—")
        return explore_charts.compare(
            rows, shelf.label(code), unit, shelf.words, len(self), shelf.groups
        )

    def chart_states(self, field: str = "") -> alt.Chart:
        """Which report states which indicator, zero and conflict told apart from silence.

        Args:
            field: the part of ids before the dot (`disputes`); without it all.
        """
        from fazhi.publish.explore import charts as explore_charts

        rows, shelf = self.indicators(), self._shelf
        # Told by its kinds in every report a wider one would only say their figures again.
        own = rows.filter(~pl.col("by_kinds"))["indicator"].unique()
        rows = rows.filter(pl.col("indicator").is_in(own.implode()))
        if field:
            fields = rows["indicator"].str.extract(r"^([^.]*)\.")
            names.check_field(field, fields.unique().drop_nulls().sort().to_list())
            rows = rows.filter(fields == field)
        rivals = explore_shelf.rivals(shelf)
        return explore_charts.states(rows, shelf.who, shelf.words, shelf.groups, rivals)

    def chart_find(self, word: str, regex: bool = False) -> alt.Chart:
        """How often each report uses a word, by part of the report."""
        from fazhi.publish.explore import charts as explore_charts

        rows, shelf = self.find(word, regex=regex), self._shelf
        return explore_charts.uses(rows, word, shelf.who, shelf.words, shelf.groups)

    def __repr__(self) -> str:
        return overview(self._shelf).plain()

    def _repr_html_(self) -> str:
        return overview(self._shelf).html()
