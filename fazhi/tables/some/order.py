"""Rows in the order of a table's key: whether they are, and few more put among many."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.later import pl

# More new values of the first column of a key are sorted together with all that is there.
FEW = 64


def is_sorted(frame: pl.DataFrame, key: Sequence[str]) -> bool:
    """Whether rows are in order, which is told in a fifth of the time that sorting them takes."""
    rises, same = _steps(key)
    return frame.select((rises | same).slice(1).all(ignore_nulls=False)).item() is True


def rises(frame: pl.DataFrame, key: Sequence[str]) -> bool:
    """Whether rows are in order and no two have one key; of a key without null."""
    risen, _ = _steps(key)
    return frame.select(risen.slice(1).all(ignore_nulls=False)).item() is True


def _steps(key: Sequence[str]) -> tuple[pl.Expr, pl.Expr]:
    """Whether the key of each row is above that of the one before, and whether it is the same."""
    risen, same = pl.lit(False), pl.lit(True)
    for name in key:
        here, before = pl.col(name), pl.col(name).shift()
        risen |= same & (here > before)
        same &= here == before
    return risen, same


def inserted(rows: pl.DataFrame, more: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Rows and more of them in the order of a key, those that were there before others of theirs.

    Args:
        rows: in that order.
        more: of the same columns, in any.
        key: the columns by which they are sorted.
    """
    first, *_ = key
    column, values = rows[first], more[first].unique().sort()
    if len(values) > FEW or column.has_nulls() or values.has_nulls():
        return pl.concat([rows, more]).sort(key, maintain_order=True)
    parts, done = [rows.clear()], 0
    for value in values:
        low = int(column.search_sorted(value, "left"))
        high = int(column.search_sorted(value, "right"))
        own = pl.concat([rows[low:high], more.filter(pl.col(first) == value)])
        parts += [rows[done:low], own.sort(key, maintain_order=True)]
        done = high
    return pl.concat([*parts, rows[done:]], rechunk=True)
