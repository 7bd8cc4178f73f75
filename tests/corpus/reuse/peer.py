"""Finding beside MinHash LSH on the same letters: `python -m tests.corpus.reuse.peer 200 27000`.

For so many made reports of 60 passages each (27,000 are a nation's year of 1.6 million), every way
in a process of its own that reads them from disk: processor time, time on the clock and peak memory
from the texts on. `masked` is what all ways begin with: letters, those of equal letters one
passage. The peer is rensa (0.5 or later) in its two bulk forms: `rensa` tells
which passages are alike, as `fazhi` does (sketches of runs of four letters as strings, 128 hashes,
threshold .5, 32 bands, some reports at a time); `rensa-flags` (tokens as numbers, sketches as a
matrix) is its fastest, and tells only whether a passage is like another at all. Recall by kind
follows where scoring is no more work than finding.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from fazhi.corpus.reuse.finding.batches import Batch
from fazhi.corpus.reuse.finding.kept import Taken
from fazhi.corpus.reuse.finding.letters import ranges
from fazhi.corpus.reuse.finding.passages import Gathered
from tests.corpus.reuse.made import KINDS, PASSAGES, Made, make_corpus
from tests.corpus.reuse.score import REPORTS_A_BATCH, batches, pairs_of, scored

HASHES, BANDS, THRESHOLD, RUN, SEED = 128, 32, 0.5, 4, 42
LARGEST_SCORED = 500_000
TOLD = re.compile(r"(\S+) +[\d,]+ passages: +([\d.]+) s .*, ([\d,]+) MB")
MASK = "masked"
Pairs = set[tuple[int, int]]


class Classes(Gathered):
    """Passages for the peer, which wants their letters and no seeds."""

    def __init__(self) -> None:
        super().__init__(take=_no_seeds)

    def add(self, batch: Batch) -> None:
        """Only the letters of the last batch are kept."""
        self.kept.codes.clear()
        self.kept.lengths.clear()
        super().add(batch)

    def sets(self) -> Iterator[set[str]]:
        """The runs of each passage that the last batch brought."""
        words = "".join(map(chr, self.kept.codes[-1].to_list()))
        end = 0
        for size in self.kept.lengths[-1].to_list():
            start, end = end, end + size
            yield {words[at : at + RUN] for at in range(start, end - RUN + 1)}

    def numbers(self) -> tuple[array[int], list[int]]:
        """The same as numbers, one after the other, and where each passage's begin."""
        code, lengths = self.kept.codes[-1].cast(pl.UInt64), self.kept.lengths[-1]
        runs = code * (1 << 16 * (RUN - 1))
        for by in range(1, RUN):
            runs += code.shift(-by, fill_value=0) * (1 << 16 * (RUN - 1 - by))
        counts = lengths - RUN + 1
        rows = ranges(lengths.cum_sum() - lengths, counts)
        return array("Q", runs.gather(rows).to_list()), [0, *counts.cum_sum().to_list()]


def _no_seeds(codes: pl.Series, lengths: pl.Series, _first: int) -> Taken:
    none = pl.Series(dtype=pl.UInt64)
    at, counts = none.cast(pl.UInt32), lengths * 0
    return Taken(codes, lengths, none, at, counts, none, none, none)


def ours(read: Iterator[Batch]) -> Callable[[Sequence[Made]], Pairs]:
    """Find, then say which passages are pairs."""
    found = Gathered()
    for batch in read:
        found.add(batch)
    corpus = found.corpus()
    return lambda made: pairs_of(corpus, made)


def masked(read: Iterator[Batch]) -> None:
    """What all begin with."""
    found = Classes()
    for batch in read:
        found.add(batch)


def rensa(read: Iterator[Batch]) -> Callable[[Sequence[Made]], Pairs]:
    """Sketch every passage and ask for its candidates among those before it."""
    from rensa import RMinHash, RMinHashLSH

    found = Classes()
    index = RMinHashLSH(THRESHOLD, HASHES, BANDS)
    candidates: list[list[int]] = []
    for batch in read:
        first = found.kept.count
        found.add(batch)
        sketches = RMinHash.from_token_sets(list(found.sets()), HASHES, SEED)
        index.insert_many(sketches, first)
        candidates += index.query_all(sketches)

    def pairs(made: Sequence[Made]) -> Pairs:
        paragraphs = pl.concat(found.paragraphs)
        number = pl.col("report_id").cast(pl.UInt32) * PASSAGES + pl.col("paragraph_id")
        held: dict[int, list[int]] = {}
        for passage, one in paragraphs.select("passage", number.alias("number")).iter_rows():
            held.setdefault(passage, []).append(one)
        equal = {(some[0], one) for some in held.values() for one in some[1:]}
        return equal | {
            (min(held[a][0], held[b][0]), max(held[a][0], held[b][0]))
            for a, others in enumerate(candidates)
            for b in others
            if a != b
        }

    return pairs


def rensa_flags(read: Iterator[Batch]) -> None:
    """Sketch every passage and ask whether one before it is like it."""
    from rensa import RMinHash, RMinHashLSH

    found = Classes()
    index = RMinHashLSH(THRESHOLD, HASHES, BANDS)
    for batch in read:
        first = found.kept.count
        found.add(batch)
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(*found.numbers(), HASHES, SEED)
        index.insert_matrix_and_query_duplicate_flags(matrix, first)


WAYS = {MASK: masked, "fazhi": ours, "rensa": rensa, "rensa-flags": rensa_flags}


def _read(file: Path) -> Iterator[Batch]:
    """Made reports from disk, some at a time."""
    rows = pl.scan_parquet(file)
    first = 0
    while some := [Made(*row) for row in rows.slice(first, REPORTS_A_BATCH).collect().iter_rows()]:
        yield from batches(some, first)
        first += len(some)


def _write(file: Path, reports: int) -> None:
    made, _ = make_corpus(reports)
    columns = ("town", "county", "province", "year", "passages")
    told = {name: [getattr(one, name) for one in made] for name in columns}
    pl.DataFrame(told).write_parquet(file, row_group_size=REPORTS_A_BATCH)


def _told(way: str, file: Path, reports: int) -> None:
    begun, clock = time.process_time(), time.monotonic()
    pairs = WAYS[way](_read(file))
    took, clock = time.process_time() - begun, time.monotonic() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    count = reports * PASSAGES
    print(
        f"{way:<12}{count:>10,} passages: {took:6.1f} s ({clock:.0f} s on the clock), {peak:,} MB"
    )
    if pairs and count <= LARGEST_SCORED:
        made, plan = make_corpus(reports)
        score = scored(pairs(made), made, plan)
        print("  " + "  ".join(f"{kind} {score.recall[kind]:.2f}" for kind in KINDS))
        print(f"  precision {score.precision:.3f}, pairs inside the frame {score.frame:,}")


def _beside(size: str, file: str, ways: Sequence[str]) -> None:
    """Every way in a process of its own, and ours as a share of the others."""
    command = [sys.executable, "-m", "tests.corpus.reuse.peer"]
    subprocess.run([*command, "make", file, size], check=True)
    took: dict[str, tuple[float, int]] = {}
    for way in ways:
        done = subprocess.run(
            [*command, way, file, size], check=True, stdout=subprocess.PIPE, text=True
        )
        print(done.stdout, end="", flush=True)
        if told := TOLD.match(done.stdout):
            took[told[1]] = float(told[2]), int(told[3].replace(",", ""))
    seconds, memory = took["fazhi"]
    for way, (theirs, held) in took.items():
        if way not in ("fazhi", MASK):
            print(f"  fazhi takes {seconds / theirs:.2f} of the time of {way}", end="")
            print(f" and {memory / held:.2f} of its memory", flush=True)


def main(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] == "make":
        _write(Path(arguments[1]), int(arguments[2]))
        return 0
    if arguments and arguments[0] in WAYS:
        _told(arguments[0], Path(arguments[1]), int(arguments[2]))
        return 0
    ways = [way for way in WAYS if "rensa" not in way or find_spec("rensa")]
    if len(ways) < len(WAYS):
        print("rensa is not installed, so it is not measured: pip install rensa")
    else:
        print(f"rensa {version('rensa')}, polars {version('polars')}")
    for size in arguments or ("200", "2000"):
        with tempfile.TemporaryDirectory() as folder:
            _beside(size, str(Path(folder, "made.parquet")), ways)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
