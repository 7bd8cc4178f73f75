"""In which order two reports are read side by side: that of the later, with what was dropped put
where it stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

KEPT, CHANGED, DROPPED = "kept", "changed", "dropped"
Row = Mapping[str, Any]


class Line(NamedTuple):
    """What is shown in one row: a heading, a sentence, or several kept ones of a section."""

    state: str
    heading: bool
    rows: tuple[Row, ...]


def lines(rows: Sequence[Row]) -> list[Line]:
    """The rows of `aligned` of two reports as they are read; kept sentences in a row are one."""
    return [
        Line(state, heading, tuple(held))
        for (state, heading, _), held in _grouped(list(_placed(rows)))
    ]


def _grouped(rows: list[Row]) -> Iterator[tuple[tuple[str, bool, object], list[Row]]]:
    def together(numbered: tuple[int, Row]) -> tuple[str, bool, object]:
        at, row = numbered
        run = row["state"] == KEPT and not row["heading"]
        return row["state"], row["heading"], ("section", row["section_id"]) if run else at

    for key, held in groupby(enumerate(rows), key=together):
        yield key, [row for _, row in held]


def _placed(rows: Sequence[Row]) -> Iterator[Row]:
    """Each dropped row behind what stood before it in the earlier report and still is in place."""
    later = [row for row in rows if row["state"] != DROPPED]
    dropped = sorted(
        (row for row in rows if row["state"] == DROPPED), key=lambda row: int(row["previous_start"])
    )
    anchors = [(row["previous_start"], at) for at, row in enumerate(later) if _in_place(row)]
    behind: dict[int, list[Row]] = {}
    for row in dropped:
        before = [at for start, at in anchors if start < row["previous_start"]]
        behind.setdefault(before[-1] if before else -1, []).append(row)
    yield from behind.get(-1, ())
    for at, row in enumerate(later):
        yield row
        yield from behind.get(at, ())


def _in_place(row: Row) -> bool:
    return row["state"] in (KEPT, CHANGED) and not row["elsewhere"]
