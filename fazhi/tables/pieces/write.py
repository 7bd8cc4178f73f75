"""Writes the tables of single reports piece by piece: what is as before is taken over as it lies.

A piece is the rows of some reports, in every table, as they stand in Parquet. Which reports are
together is told by their own ids, not by their number: one more leaves the other pieces as they
were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import msgspec

from fazhi.later import pl
from fazhi.tables.columns import Made
from fazhi.tables.kept import Files
from fazhi.tables.pieces.frames import Kept, frames, level, rows_a_group
from fazhi.tables.pieces.spliced import Piece, Spliced, piece_of
from fazhi.tables.schema import TABLES, empty

# So few reports are one piece, of which nothing need be kept.
FEW = 200
# Of more a piece ends at one report in `REPORTS_A_PIECE`, or where it holds many or large ones.
LEAST, REPORTS_A_PIECE, MOST = 40, 128, 320
BYTES_A_PIECE = 1 << 25
Pieces = dict[str, Piece]
Hold = Callable[[str, "pl.DataFrame"], None]


def write_rows(order: Sequence[Kept], kept: Files, out: Path, made: Made, hold: Hold) -> None:
    """Write every table of the reports, in their order, one piece in memory at a time.

    Args:
        order: the reports.
        kept: the pieces.
        out: where the tables go.
        made: what makes them.
        hold: is given the rows of each table where the reports are few.

    Raises `DamagedRowsError` naming the files of rows that are damaged.
    """
    if len(order) <= FEW:
        _write_at_once(order, out, made, hold)
        return
    with ExitStack() as open_files:
        files = {
            name: open_files.enter_context(
                Spliced(file_of(out, name), empty(name), made.told(name, table))
            )
            for name, table in TABLES.items()
        }
        for some in together(order):
            for name, piece in _pieces(some, kept).items():
                files[name].add(piece)
        for one in files.values():
            one.close()


def _write_at_once(order: Sequence[Kept], out: Path, made: Made, hold: Hold) -> None:
    """Write every table of few reports."""
    for name, frame in frames(order):
        frame.write_parquet(
            file_of(out, name),
            compression="zstd",
            compression_level=level(name),
            row_group_size=rows_a_group(name),
            metadata=made.told(name, TABLES[name]),
        )
        hold(name, frame)


def file_of(out: Path, name: str) -> Path:
    """Where a table lies."""
    return out / f"{name}.parquet"


def together(order: Sequence[Kept]) -> Iterator[Sequence[Kept]]:
    """The reports some at a time."""
    first = size = 0
    for end, one in enumerate(order, 1):
        size += one.size
        count = end - first
        told = count >= LEAST and crc32((one.report_id or one.path).encode()) % REPORTS_A_PIECE == 0
        if told or count == MOST or size >= BYTES_A_PIECE or end == len(order):
            yield order[first:end]
            first, size = end, 0


def _pieces(some: Sequence[Kept], kept: Files) -> Mapping[str, Piece]:
    """Every table of some reports, taken over where they are what they were."""
    told = "\n".join(f"{one.report_id} {one.rows.name}" for one in some)
    digest = sha256(told.encode()).hexdigest()
    known = kept.found(digest)
    if known is not None:
        return msgspec.msgpack.decode(known, type=Pieces)
    pieces = {
        name: piece_of(frame, level(name), rows_a_group(name)) for name, frame in frames(some)
    }
    kept.put(digest, msgspec.msgpack.encode(pieces))
    return pieces
