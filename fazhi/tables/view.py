"""The tables as the write-ups read them: lazily, one table a file, one report at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from fazhi.codebook.book import KEPT, Codebook, load_codebook, restored
from fazhi.errors import NotFoundError
from fazhi.later import pl
from fazhi.tables.among import among
from fazhi.tables.schema import TABLES
from fazhi.tables.some import windows
from fazhi.tables.state import check, other_version, state_of


class Tables:
    """A folder of tables; frames are read when asked for and kept.

    A table is held against what the build wrote when it is first read. Raises `NotFoundError`
    where the folder holds no tables, `TablesError` where they are not those of one whole build,
    here or when a table is asked for.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self._state = state_of(self.folder)
        self._frames: dict[str, pl.DataFrame] = {}
        self._windows: dict[str, windows.Windows] = {}
        self._chosen: frozenset[str] | None = None

    def only(self, reports: Iterable[str]) -> Tables:
        """The same tables with the rows of some reports alone; those over reports stay whole."""
        some = Tables(self.folder)
        some._chosen = frozenset(reports)
        return some

    @cached_property
    def book(self) -> Codebook:
        """The codebook with which the tables were made, as it stands now."""
        if KEPT not in self._state.files:
            return load_codebook()
        check(self.folder, self._state, [KEPT])
        return restored((self.folder / KEPT).read_bytes())

    @property
    def edition(self) -> dict[str, str]:
        """`fazhi` (version) and digests of `code` and `codebook` that made the tables."""
        return self._state.edition

    def names(self) -> list[str]:
        """The names of all tables: those of single reports, then those over reports."""
        return [*TABLES, *self._state.over]

    def about(self, name: str) -> str:
        """What a table over reports holds, in a line; nothing of other tables."""
        over = self._state.over.get(name)
        return over.about.partition("\n")[0].rstrip(".") if over else ""

    def over(self, name: str, columns: Iterable[str]) -> pl.DataFrame:
        """Columns of a table over reports; raises `TablesError` where it is of another version."""
        if name not in self._state.over or not set(columns) <= set(
            self.scan(name).collect_schema()
        ):
            raise other_version(self.folder)
        return self.frame(name).select(columns)

    def scan(self, name: str) -> pl.LazyFrame:
        """The table `name` unread; raises `NotFoundError` listing all where there is none."""
        if name not in self.names():
            known = ", ".join(self.names())
            raise NotFoundError("there is no such table", where=name, hint=known)
        check(self.folder, self._state, [f"{name}.parquet"])
        # A folder's name may hold what would else be taken for a pattern of names.
        rows = pl.scan_parquet(self.folder / f"{name}.parquet", glob=False)
        if self._chosen is None or "report_id" not in rows.collect_schema().names():
            return rows
        return rows.filter(among("report_id", self._chosen))

    def pieces(self, name: str) -> Iterator[pl.DataFrame]:
        """The table `name` in frames of bounded size, in its order: never all of it in memory."""
        return windows.pieces(self.scan(name), windows.TEXTS if name == "texts" else windows.ROWS)

    def check_all(self) -> None:
        """Raise `TablesError` where any table is not as it was written."""
        check(self.folder, self._state, self._state.files)

    def frame(self, name: str) -> pl.DataFrame:
        """The whole table `name`."""
        if name not in self._frames:
            self._frames[name] = self.scan(name).collect()
        return self._frames[name]

    def of(self, name: str, report: str) -> pl.DataFrame:
        """The rows of one report in the table `name`; of its neighbours as well it is read."""
        if name not in self._windows:
            self._windows[name] = self._windows_of(name)
        found = self._windows[name]
        if found.is_sorted:
            return found.of(report)
        return self.scan(name).filter(pl.col("report_id") == report).collect()

    def _windows_of(self, name: str) -> windows.Windows:
        if name in self._frames or self._chosen is not None:
            return windows.of_frame(self.frame(name))
        self.scan(name)
        file = f"{name}.parquet"
        return windows.of_file((self.folder / file).absolute(), self._state.files[file])

    def reports(self) -> list[str]:
        """The ids of all reports, in the order of the table (by place code, then year)."""
        return self.frame("reports")["report_id"].to_list()
