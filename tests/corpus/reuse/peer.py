"""Finding beside MinHash LSH on the same letters: `python -m tests.corpus.reuse.peer 200 2000`.

For so many made reports, each way in a process of its own: processor time and peak memory from the
masked passages on (those of equal letters are one already), and recall by kind. The peer is rensa
(`pip install rensa`, 0.5 or later): 128 hashes of runs of four letters, threshold .5, 32 bands.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec

import polars as pl

from tests.corpus.reuse.made import KINDS, PASSAGES, Made, make_corpus
from tests.corpus.reuse.score import Gathered, batches, pairs_of, scored

HASHES, BANDS, THRESHOLD, RUN, SEED = 128, 32, 0.5, 4, 42
Pairs = set[tuple[int, int]]


def gathered(made: Sequence[Made]) -> Gathered:
    """The masked passages, with their seeds, as finding begins with."""
    found = Gathered()
    for batch in batches(made):
        found.add(batch)
    return found


def ours(found: Gathered, made: Sequence[Made]) -> Callable[[], Pairs]:
    """Find, then say which passages are pairs."""
    corpus = found.corpus()
    return lambda: pairs_of(corpus, made)


def rensa(found: Gathered, made: Sequence[Made]) -> Callable[[], Pairs]:
    """Sketch every passage and ask for its candidates."""
    from rensa import RMinHash, RMinHashLSH

    letters = pl.concat(found.letters)
    sizes = pl.concat(found.lengths).to_list()
    # Each is UTF-16, without signs beyond the first plane: two bytes a letter.
    joined = "".join(map(chr, letters["code"].to_list()))
    sets, start = [], 0
    for size in sizes:
        words = joined[start : start + size]
        sets.append({words[at : at + RUN] for at in range(size - RUN + 1)})
        start += size
    sketches = RMinHash.from_token_sets(sets, HASHES, SEED)
    index = RMinHashLSH(THRESHOLD, HASHES, BANDS)
    index.insert_many(sketches)
    candidates = index.query_all(sketches)

    def pairs() -> Pairs:
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


WAYS = {"fazhi": ours, "rensa": rensa}


def _told(way: str, reports: int) -> None:
    made, plan = make_corpus(reports)
    begun = time.process_time()
    found = gathered(made)
    masked = time.process_time() - begun
    begun = time.process_time()
    pairs = WAYS[way](found, made)
    took = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{way}  {reports * PASSAGES:,} passages: {took:.1f} s, {peak:,} MB; before, {masked:.1f} s"
    )
    if reports * PASSAGES <= LARGEST_SCORED:
        score = scored(pairs(), made, plan)
        print("  " + "  ".join(f"{kind} {score.recall[kind]:.2f}" for kind in KINDS))
        print(f"  precision {score.precision:.3f}, pairs inside the frame {score.frame:,}")


LARGEST_SCORED = 500_000


def main(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] in WAYS:
        _told(arguments[0], int(arguments[1]))
        return 0
    ways = [way for way in WAYS if way == "fazhi" or find_spec("rensa")]
    if len(ways) < len(WAYS):
        print("rensa is not installed: pip install rensa")
    for size in arguments or ("200", "2000"):
        for way in ways:
            command = [sys.executable, "-m", "tests.corpus.reuse.peer", way, size]
            subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
