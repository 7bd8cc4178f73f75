"""The rows of one report after another are those of a look at the whole table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from fazhi.errors import TablesError
from fazhi.pipeline.build import build
from fazhi.publish.site.keys import Digest, digest
from fazhi.tables.some import windows
from fazhi.tables.view import Tables
from tests.fixtures.make_towns import make


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seventy reports: more than are read at once."""
    place = tmp_path_factory.mktemp("seventy")
    make(70, place / "raw")
    build(place / "raw", place / "tables", jobs=1)
    return place / "tables"


def told_of(tables: Tables) -> Iterator[str]:
    """The names of the tables whose rows are of a report."""
    for name in tables.names():
        if "report_id" in tables.scan(name).collect_schema():
            yield name


@pytest.mark.parametrize("way", ["from the file", "from memory", "of some"])
def test_a_reports_rows_are_those_that_name_it(folder: Path, way: str) -> None:
    whole, asked = Tables(folder), Tables(folder)
    reports = whole.reports()
    assert len(reports) > windows.SOME
    if way == "of some":
        reports = reports[::3]
        asked = asked.only(reports)
    for name in told_of(whole):
        if way == "from memory":
            asked.frame(name)
        rows = whole.scan(name).collect()
        # There and back: what lies before is read again.
        for report in (*reports, *reports[:3]):
            assert asked.of(name, report).equals(rows.filter(pl.col("report_id") == report))


def test_a_report_that_is_not_there_has_no_rows(folder: Path) -> None:
    tables = Tables(folder)
    for report in ("", "411323102-2023", "\U0010ffff"):
        found = tables.of("quantities", report)
        assert (found.height, found.columns) == (
            0,
            tables.scan("quantities").collect_schema().names(),
        )


def test_rows_in_another_order_are_sought_in_all(folder: Path) -> None:
    ids = pl.Series("report_id", ["b", "a", "b"])
    assert not windows.of_frame(ids.to_frame()).is_sorted
    assert windows.of_frame(ids.sort().to_frame()).is_sorted


def test_pieces_together_are_the_table(folder: Path) -> None:
    lazy = Tables(folder).scan("quantities")
    whole = lazy.collect()
    for rows in (1_000, whole.height, whole.height + 1):
        pieces = list(windows.pieces(lazy, rows))
        assert max(piece.height for piece in pieces) <= rows
        assert pl.concat(pieces).equals(whole)


def test_a_file_that_changed_meanwhile_is_not_read_further(folder: Path, tmp_path: Path) -> None:
    for file in (*folder.glob("*.parquet"), folder / "state.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    tables = Tables(tmp_path)
    first, *_, last = tables.reports()
    assert tables.of("quantities", first).height
    file = tmp_path / "quantities.parquet"
    pl.read_parquet(file).head(5).write_parquet(file)
    with pytest.raises(TablesError, match=r"quantities\.parquet is not as fazhi build wrote it"):
        tables.of("quantities", last)


def test_a_digest_of_parts_in_pieces_is_that_of_the_parts() -> None:
    pieces = Digest([b"known"])
    pieces.add([b"ro", b"w", b"s"])
    assert pieces.told() == digest([b"known", b"rows"]) != digest([b"known", b"ro", b"ws"])
