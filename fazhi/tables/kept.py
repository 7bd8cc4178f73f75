"""What a table over reports keeps of one build for the next: made again only of what is new.

A frame is kept under a name and the digest of the code and books that made it: a build with others
does not find it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zlib import crc32

import msgspec

from fazhi.errors import TablesError
from fazhi.later import pl
from fazhi.tables.among import among
from fazhi.tables.sealed import seal, unsealed
from fazhi.tables.some.order import inserted

OF, BUCKET, BY = "report_id", "bucket", "by {}"
# Of so many reports one ends a bucket: told by its own id, as one more leaves the others as they
# were.
REPORTS_A_BUCKET = 1024
# An odd number whose multiples spread over all 64 bits (the golden ratio).
FACTOR = 0x9E3779B97F4A7C15


class Files:
    """Files of a folder under the digest of what they were made of, told from damaged ones.

    Args:
        folder: where they lie; none where nothing is kept.
        key: digest of the code and books that make them.
    """

    def __init__(self, folder: Path | None = None, key: str = "") -> None:
        self.folder = folder
        self.key = f"{key} polars {pl.__version__}"
        self._used: set[str] = set()

    def found(self, name: str) -> bytes | None:
        """What is kept under a name; nothing where there is none or where it is damaged."""
        self.hold(name)
        return self._content(name)

    def put(self, name: str, content: bytes) -> None:
        """Keep something under a name: it is there whole or not at all."""
        if self.folder is None:
            return
        self.hold(name)
        file = self._file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_bytes(seal(content, file.name))
        part.replace(file)

    def hold(self, name: str) -> None:
        """Leave what was kept under a name for the next build, as it is."""
        self._used.add(self._file(name).name)

    def _content(self, name: str) -> bytes | None:
        file = self._file(name)
        try:
            return unsealed(file) if self.folder else None
        except TablesError:
            return None

    def _file(self, name: str) -> Path:
        return (self.folder or Path()) / sha256(f"{self.key} {name}".encode()).hexdigest()

    def close(self) -> None:
        """Remove what this build had no use for."""
        if self.folder is not None and self.folder.is_dir():
            for file in self.folder.iterdir():
                if file.name not in self._used:
                    file.unlink()


class ByReport(msgspec.Struct):
    """Rows of a table over reports, and of each report the digest of what its rows are made of."""

    digests: dict[str, str]
    rows: bytes


class Kept(Files):
    """The frames that one table keeps.

    Args:
        folder: as above.
        key: as above.
        digests: by report that of all its rows in the tables of single reports.
    """

    def __init__(
        self, folder: Path | None = None, key: str = "", digests: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(folder, key)
        self._digests = digests or {}

    def digest(self, *told: str | None) -> str:
        """Digest of all that some reports, given by their ids, hold, and of what else is told."""
        rows = self._digests.get
        # Asked for every report several times a build: of one alone its own digest tells all.
        if len(told) == 1 and (held := rows(told[0] or "")):
            return held
        return sha256(
            "\0".join([f"{one} {rows(one or '', '')}" for one in told]).encode()
        ).hexdigest()

    def rows_of(self, report: str) -> str | None:
        """Digest of all that one report holds in the tables of single reports, where it is told."""
        return self._digests.get(report)

    def told(self, numbers: Mapping[str, int]) -> dict[str, str]:
        """By report what tells all that it holds, and the number of what else decides its rows."""
        rows = self._digests.get
        return {one: f"{rows(one, '')} {number}" for one, number in numbers.items()}

    def by_report(
        self,
        digests: Mapping[str, str],
        make: Callable[[list[str]], pl.DataFrame],
        of: str = OF,
        key: Sequence[str] = (),
    ) -> pl.DataFrame:
        """The rows of some reports, those taken over that are made of the same as before.

        Args:
            digests: by report that of all that its rows are made of (`digest`).
            make: makes the rows of reports, `of` of each row one of them.
            of: a column; under its name the rows are kept.
            key: columns in whose order the rows are given and kept; none where they are sorted
                afterwards, which takes longer where few of many are new.
        """
        content = self.found(BY.format(of)) if self._digests else None
        former = content and msgspec.msgpack.decode(content, type=ByReport)
        known = former.digests if former else {}
        now = digests.items()
        new = {one for one, _ in now - known.items()}
        gone = [one for one, _ in known.items() - now]
        if former and not new and not gone:
            # It stays as it lies: whoever asked for it holds it for the next build.
            return pl.read_ipc(former.rows)
        made = make([one for one in digests if one in new])
        if former:
            rows = pl.read_ipc(former.rows)
            rows = rows.filter(~among(of, gone)) if gone else rows
            made = made.select(rows.columns)
            made = inserted(rows, made, key) if key else pl.concat([rows, made], rechunk=True)
        elif key:
            made = made.sort(key, maintain_order=True)
        if self._digests:
            told = ByReport(dict(digests), packed(made))
            self.put(BY.format(of), msgspec.msgpack.encode(told))
        return made

    def by_bucket(
        self, reports: Sequence[str], make: Callable[[pl.DataFrame], pl.DataFrame]
    ) -> pl.DataFrame:
        """What is counted in many reports: in each bucket of them, taken over where all are same.

        Args:
            reports: their ids in order.
            make: of `report_id` and `bucket` of some reports makes the rows of each `bucket`.
        """
        some = {held[0]: held for held in _buckets(reports)}

        def made(names: list[str]) -> pl.DataFrame:
            rows = [(one, name) for name in names for one in some[name]]
            return make(pl.DataFrame(rows, {OF: pl.String, BUCKET: pl.String}, orient="row"))

        digests = {name: self.digest(*held) for name, held in some.items()}
        return self.by_report(digests, made, BUCKET)

    def former(self, name: str) -> pl.DataFrame | None:
        """What was kept under a name, the last time that the same code and books made the table.

        It is removed at the end of this build but where it is held or kept again.
        """
        kept = self._content(name)
        try:
            return None if kept is None else pl.read_ipc(kept)
        except pl.exceptions.PolarsError:
            return None

    def keep(self, name: str, frame: pl.DataFrame) -> None:
        """Keep a frame under a name for the next build."""
        if self.folder is not None:
            self.put(name, packed(frame))


def summed(rows: pl.DataFrame, of: str) -> dict[str, int]:
    """By each value of a column a number that all its rows decide, in whatever order they come.

    It is the same in every build with one polars, of which the version is part of what names all
    that is kept here.
    """
    numbered = rows.select(of, number=hashed([name for name in rows.columns if name != of]))
    every = numbered.group_by(of, maintain_order=True).agg(pl.col("number").sum())
    return dict(every.iter_rows())


def hashed(columns: Sequence[str]) -> pl.Expr:
    """A number of 64 bits that the values of some columns of a row decide, each in its column."""
    number = pl.lit(0, dtype=pl.UInt64)
    for name in columns:
        number = number * pl.lit(FACTOR, dtype=pl.UInt64) + pl.col(name).hash()
    # Mixed once more: sums of numbers would else be the same where two rows changed their values.
    return number.hash()


def _buckets(reports: Sequence[str]) -> Iterator[Sequence[str]]:
    """The reports some at a time."""
    first = 0
    for end, one in enumerate(reports, 1):
        if end == len(reports) or crc32(one.encode()) % REPORTS_A_BUCKET == 0:
            yield reports[first:end]
            first = end


def packed(frame: pl.DataFrame) -> bytes:
    """A frame as it is kept."""
    stream = BytesIO()
    frame.write_ipc(stream, compression="lz4")
    return stream.getvalue()
