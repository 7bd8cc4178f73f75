"""The tables as the write-ups read them: lazily, one table a file, one report at a time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import polars as pl

from fazhi.codebook.entries import Indicator
from fazhi.codebook.indicators import KEPT, kept_entries
from fazhi.errors import NotFoundError
from fazhi.tables.schema import TABLES, empty


class Tables:
    """A folder of tables; frames are read when asked for and kept.

    Raises `NotFoundError` where the folder holds no table of reports.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        if not (self.folder / "reports.parquet").is_file():
            there = self.folder.is_dir()
            raise NotFoundError(
                "the folder holds no table of reports" if there else "there is no such folder",
                where=str(self.folder),
                hint="Make the tables first: fazhi build.",
            )
        self._frames: dict[str, pl.DataFrame] = {}

    @cached_property
    def own(self) -> Mapping[str, Indicator]:
        """The indicators of a researcher's own with which the tables were made."""
        file = self.folder / KEPT
        return kept_entries(file.read_bytes()) if file.is_file() else {}

    def scan(self, name: str) -> pl.LazyFrame:
        """The table `name` unread; an empty one where it has not been written."""
        if name not in TABLES:
            raise NotFoundError("there is no such table", where=name, hint=", ".join(TABLES))
        file = self.folder / f"{name}.parquet"
        return pl.scan_parquet(file) if file.is_file() else empty(name).lazy()

    def frame(self, name: str) -> pl.DataFrame:
        """The whole table `name`."""
        if name not in self._frames:
            self._frames[name] = self.scan(name).collect()
        return self._frames[name]

    def of(self, name: str, report: str) -> pl.DataFrame:
        """The rows of one report in the table `name`."""
        rows = pl.col("report_id") == report
        if name in self._frames:
            return self._frames[name].filter(rows)
        return self.scan(name).filter(rows).collect()

    def reports(self) -> list[str]:
        """The ids of all reports, in the order of the table (by place code, then year)."""
        return self.frame("reports")["report_id"].to_list()
