"""Few rows put among many in the order of a key, and numbers that tell rows apart."""

from __future__ import annotations

from io import BytesIO

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.tables.among import beside
from fazhi.tables.kept import hashed, summed
from fazhi.tables.over import _shaped
from fazhi.tables.schema import Table
from fazhi.tables.some import order
from fazhi.tables.some.order import inserted, is_sorted, rises

KEY = ("place", "year")
NAMES = st.sampled_from(["安中", "宁清", "南宁", "平安镇", None])
ROWS = st.lists(st.tuples(NAMES, st.integers(2019, 2022)), max_size=12)


def frame(rows: list[tuple[str | None, int]], mark: str) -> pl.DataFrame:
    """Rows that can be told apart where their keys are the same."""
    kinds = {"place": pl.String, "year": pl.Int16}
    told = pl.DataFrame(rows, schema=kinds, orient="row")
    return told.with_columns(at=pl.format("{} {}", pl.lit(mark), pl.int_range(pl.len())))


@given(ROWS, ROWS, st.sampled_from([1, 64]))
def test_few_rows_lie_where_sorting_all_would_put_them(
    rows: list[tuple[str | None, int]], more: list[tuple[str | None, int]], few: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "FEW", few)
        known = frame(rows, "before").sort(KEY, maintain_order=True)
        new = frame(more, "new")
        found = inserted(known, new, KEY)
    assert found.equals(pl.concat([known, new]).sort(KEY, maintain_order=True))


def test_rows_that_lie_in_order_in_several_pieces_are_written_as_those_of_one() -> None:
    """As a table looks after few of its rows were made again."""
    table = Table({"place": "String"}, ("place",))
    # Of fewer rows the bytes are the same.
    number = pl.int_range(300_000, eager=True).cast(pl.String).str.zfill(6)
    whole = pl.DataFrame({"place": number})
    parts = [whole[:100_001], whole[100_001:100_004], whole[100_004:]]
    files = [BytesIO(), BytesIO()]
    for file, frame in zip(files, (whole, pl.concat(parts)), strict=True):
        _shaped(frame, table).write_parquet(file, compression="zstd")
    assert files[0].getvalue() == files[1].getvalue()
    assert inserted(pl.concat([parts[0], parts[2]]), parts[1], table.key).n_chunks() == 1


@given(ROWS)
def test_what_is_told_of_the_order_of_rows_holds(rows: list[tuple[str | None, int]]) -> None:
    known = frame([one for one in rows if one[0]], "")
    assert is_sorted(known, KEY) == known.equals(known.sort(KEY, maintain_order=True))
    twice = known.select(KEY).is_duplicated().any()
    assert rises(known, KEY) == (is_sorted(known, KEY) and not twice)


@given(ROWS, st.randoms(use_true_random=False))
def test_a_number_does_not_hang_on_the_order_of_rows(
    rows: list[tuple[str | None, int]], lot: object
) -> None:
    mixed = sorted(rows, key=lambda _: lot.random())  # type: ignore[attr-defined]
    one, other = (summed(frame(some, "").drop("at"), "place") for some in (rows, mixed))
    assert one == other


def test_numbers_tell_which_value_stands_beside_which() -> None:
    columns = {"report": ["a"] * 2, "start": ["1", "2"], "kind": ["x", "y"]}
    other = {**columns, "kind": ["y", "x"]}
    crossed = {**columns, "start": ["x", "y"], "kind": ["1", "2"]}
    less = {**columns, "kind": ["x", None]}
    found = {summed(pl.DataFrame(one), "report")["a"] for one in (columns, other, crossed, less)}
    assert len(found) == 4


def test_a_row_said_twice_is_not_one_said_once() -> None:
    once = pl.DataFrame({"report": ["a"], "start": [1]})
    assert summed(once, "report") != summed(pl.concat([once, once]), "report")
    assert once.select(hashed(("start",))).item() == summed(once, "report")["a"]


@given(st.lists(st.sampled_from(["a", "b", "c", None]), max_size=8))
def test_what_is_told_of_a_report_stands_beside_each_of_its_rows(reports: list[str | None]) -> None:
    told = pl.DataFrame({"report_id": ["a", "b"], "level": ["town", "county"]})
    rows = pl.Series("report", reports, dtype=pl.String)
    known = {"a": "town", "b": "county"}
    assert beside(rows, told)["level"].to_list() == [known.get(one or "") for one in reports]
