"""One part of a folder, read on a machine of its own: `fazhi build --shard 3/20`.

A part holds kept rows and texts as a build does, and no tables: `merge` makes them of all parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from fazhi.codebook.book import KIND, Codebook, load_codebook
from fazhi.errors import FazhiError, TablesError
from fazhi.mentions import by_file
from fazhi.pipeline import keys
from fazhi.pipeline.build import (
    Hands,
    Progress,
    readable,
    rows_of,
    said_in,
)
from fazhi.pipeline.desk import Desk, Job
from fazhi.pipeline.found.files import MANIFEST, list_files
from fazhi.pipeline.found.jobs import found_in, jobs_of
from fazhi.pipeline.lock import held
from fazhi.pipeline.store import is_kept
from fazhi.reading.intake import report_path
from fazhi.tables.pack import head, unpack
from fazhi.tables.sealed import digest_of, seal, unsealed
from fazhi.tables.state import PART, STATE
from fazhi.tables.tabulate import Row

AGAIN = "Read this part again: fazhi build … --shard {0}/{1}."
NUMBERS = re.compile(r"([0-9]{1,6})/([0-9]{1,6})")


class Shard(NamedTuple):
    """Part `number` of `of`, counted from 1; a file's path alone tells which part it is of."""

    number: int
    of: int

    def has(self, path: str) -> bool:
        """Whether the file of this path (as tables hold it) is of this part."""
        return (
            int.from_bytes(sha256(path.encode()).digest()[:8], "big") % self.of + 1 == self.number
        )


class PartFile(msgspec.Struct):
    """A file of a part: its path, the names of its kept rows and text, rows that are not kept.

    `passing` are the rows of a failure that the next run may not meet.
    """

    path: str
    rows: str
    text: str
    passing: bytes = b""


class Part(msgspec.Struct):
    """What lies in the folder of a part.

    Args:
        number: which part it is.
        of: of how many.
        raw: digest of the names of all files of the folder and of its manifest.
        made: what rows were made with, by name of the stage.
        files: those of this part, in the order of their paths.
    """

    number: int
    of: int
    raw: str
    made: dict[str, str]
    files: list[PartFile]


class PartSummary(NamedTuple):
    """What was done: files of the part read now and taken over, and those that failed."""

    read: int
    kept: int
    failed: list[Row]


def shard_named(name: str) -> Shard:
    """`3/20` as a `Shard`; raises `FazhiError` where it is none."""
    numbers = NUMBERS.fullmatch(name.strip())
    shard = Shard(int(numbers[1]), int(numbers[2])) if numbers else Shard(0, 0)
    if not 1 <= shard.number <= shard.of:
        raise FazhiError(
            f"{name} names no part", hint="Say which part of how many: 3/20 is the third of twenty."
        )
    return shard


# Each is a choice of its own, named as in `build`.
def build_part(  # noqa: PLR0913
    raw: Path,
    out: Path,
    shard: Shard,
    *,
    jobs: int = 0,
    codebooks: Sequence[Path] = (),
    progress: Progress | None = None,
    gold: Path | None = None,
    kind: str = KIND,
    corrections: Path | None = None,
    on: str | None = None,
) -> PartSummary:
    """Read the files of one part of a folder; `out` is then what `merge` takes.

    Args and errors are those of `build`; `NotOursError` also where `out` holds tables.
    """
    book = readable(load_codebook([Path(path) for path in codebooks], kind))
    desk = Desk(str(out), book, keys.stages())
    said = by_file(said_in(corrections, book))
    files = list_files(raw)
    with held(out):
        if (out / STATE).exists():
            raise _holds_tables(out)
        desk.store.open()
        (out / PART).unlink(missing_ok=True)
        found = found_in(raw, files, desk, shard.has)
        todo = list(jobs_of(raw, found, desk, gold, said))
        rows = {job.path: desk.store.rows / job.key for job in todo}
        new = [job for job in todo if not (is_kept(rows[job.path]) and _is_whole(rows[job.path]))]
        rows |= rows_of(new, desk, Hands(jobs, on, progress))
        part = Part(*shard, _folder(raw), made_with(book), [_file(one, rows) for one in todo])
        desk.store.keep(out / PART, seal(msgspec.json.encode(part), PART))
        failed = [row for one in todo for row in _failures(rows[one.path])]
        desk.store.close(found.alive.union(*((job.text_key, job.key) for job in todo)))
    return PartSummary(len(new), len(todo) - len(new), failed)


def read_part(folder: Path) -> Part:
    """The part that lies in a folder; raises `TablesError` where there is none or it is damaged."""
    if not (folder / PART).is_file():
        raise TablesError(
            "this folder holds no part of a build",
            where=str(folder),
            hint="Make it first: fazhi build … --shard 1/20 --out FOLDER.",
        )
    try:
        return msgspec.json.decode(unsealed(folder / PART), type=Part)
    except (TablesError, msgspec.DecodeError) as error:
        hint = "Read this part again: fazhi build … --shard."
        raise TablesError("the part is damaged", where=str(folder), hint=hint) from error


def made_with(book: Codebook) -> dict[str, str]:
    """What the rows of a part depend on, beside its files: code and books of reading and coding."""
    stages = keys.stages()
    return {
        name: f"{stages[name]} {book.digest_of(keys.books(name))}"
        for name in ("read", "understand")
    }


def _holds_tables(out: Path) -> TablesError:
    return TablesError(
        "the folder holds tables, and a part is none",
        where=str(out),
        hint="Give each part a folder of its own (--out).",
    )


def _is_whole(rows: Path) -> bool:
    """Whether kept rows are as they were written."""
    try:
        head(rows)
    except TablesError:
        return False
    return True


def _file(job: Job, rows: dict[str, Path]) -> PartFile:
    made = rows[job.path]
    passing = b"" if made.name == job.key else made.read_bytes()
    return PartFile(job.path, made.name, job.text_key, passing)


def _failures(rows: Path) -> list[Row]:
    columns = unpack(rows).get("failures", {})
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]


def _folder(raw: Path) -> str:
    """Digest of what all parts of a folder must have in common."""
    names = "\n".join(report_path(path, raw) for path in list_files(raw))
    manifest = raw / MANIFEST
    told = digest_of(manifest) if manifest.is_file() else ""
    return sha256(f"{names}\0{told}".encode()).hexdigest()
