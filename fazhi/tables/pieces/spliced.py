"""A Parquet file put together from others, whose row groups are taken over as they are."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import TracebackType

import msgspec

from fazhi.later import pl
from fazhi.tables.pieces.foot import (
    BEHIND,
    MAGIC,
    Groups,
    body_of,
    foot_of,
    foot_with,
    groups_of,
    told_at,
)


class Piece(msgspec.Struct):
    """Rows of one table as they stand in a file: their values, and what its foot tells of them."""

    groups: Groups
    body: bytes


def piece_of(frame: pl.DataFrame, level: int | None, rows_a_group: int) -> Piece:
    """The rows of a frame as a piece."""
    file = _written(frame, level, rows_a_group, {})
    return Piece(groups_of(foot_of(file)), body_of(file))


def _written(
    frame: pl.DataFrame, level: int | None, rows_a_group: int, told: Mapping[str, str]
) -> bytes:
    stream = BytesIO()
    frame.write_parquet(
        stream,
        compression="zstd",
        compression_level=level,
        row_group_size=rows_a_group,
        metadata=dict(told),
    )
    return stream.getvalue()


class Spliced:
    """A file to which pieces are added one after the other.

    Args:
        file: where it lies.
        empty: a frame of its columns without rows.
        told: what the file tells of itself.
    """

    def __init__(self, file: Path, empty: pl.DataFrame, told: Mapping[str, str]) -> None:
        self._empty = foot_of(_written(empty, None, 1, told))
        self._stream = file.open("wb")
        self._told: list[bytes] = []
        self._at = self.rows = self._count = 0
        self._sum = sha256()
        self._write(MAGIC)

    def add(self, piece: Piece) -> None:
        """Add the rows of a piece behind those before."""
        moved = self._at - len(MAGIC)
        self._told.append(told_at(piece.groups, moved, self._count))
        self._count += piece.groups.number
        self.rows += piece.groups.rows
        self._write(piece.body)

    def close(self) -> tuple[str, str]:
        """End the file; the digests of its rows, as `digest_of_rows` gives it, and of the whole."""
        rows = self._sum.hexdigest()
        foot = foot_with(self._empty, self.rows, self._count, self._told)
        self._write(foot + len(foot).to_bytes(BEHIND - len(MAGIC), "little") + MAGIC)
        self._stream.close()
        return rows, self._sum.hexdigest()

    def _write(self, data: bytes) -> None:
        self._stream.write(data)
        self._sum.update(data)
        self._at += len(data)

    def __enter__(self) -> Spliced:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()
