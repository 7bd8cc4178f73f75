"""How many planted copies are found, and what it costs: `python -m tests.corpus.reuse.score`.

`score.py 200 2000` finds the copies in so many made reports of 60 passages each, every number in
a process of its own, and prints recall by kind, precision, rows for wording that all hold, the
processor time and the peak memory of finding them.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from fazhi.codebook.book import load_codebook
from fazhi.corpus.reuse.finding.batches import Batch
from fazhi.corpus.reuse.finding.letters import letters_of, spoken_names, without_names
from fazhi.corpus.reuse.finding.passages import Corpus, Gathered
from fazhi.corpus.reuse.finding.places import CLOSING
from tests.corpus.reuse.made import KINDS, PASSAGES, Copied, Made, frame_of, make_corpus

BOOK = load_codebook()
REPORTS_A_BATCH = 400
LEAST_CHARACTERS = 24


class Score(NamedTuple):
    """Recall by kind, precision over all pairs, and pairs of wording that all hold."""

    recall: dict[str, float]
    precision: float
    frame: int


def batches(made: Sequence[Made], before: int = 0) -> Iterator[Batch]:
    """Made reports as the tables would give them, a paragraph a passage, numbered on."""
    for first in range(0, len(made), REPORTS_A_BATCH):
        some = made[first : first + REPORTS_A_BATCH]
        rows = [
            (f"{before + first + number:06}", at)
            for number in range(len(some))
            for at in range(PASSAGES)
        ]
        texts: list[str] = []
        for one in some:
            names = spoken_names([one.town, one.county, one.province])
            texts += without_names("\n".join(one.passages), names).split("\n")
        kinds = {"report_id": pl.String, "paragraph_id": pl.UInt32}
        yield Batch(pl.DataFrame(rows, schema=kinds, orient="row"), letters_of(texts, BOOK))


def found_in(made: Sequence[Made]) -> Corpus:
    gathered = Gathered()
    for batch in batches(made):
        gathered.add(batch)
    return gathered.corpus()


def pairs_of(corpus: Corpus, made: Sequence[Made]) -> set[tuple[int, int]]:
    """Pairs of passages, numbered through, that share 24 characters or more, or all letters."""
    paragraphs = corpus.paragraphs.with_columns(
        number=pl.col("report_id").cast(pl.UInt32) * PASSAGES + pl.col("paragraph_id")
    )
    first: dict[int, int] = {}
    found: set[tuple[int, int]] = set()
    held: dict[int, list[int]] = {}
    for passage, number in paragraphs.select("passage", "number").iter_rows():
        held.setdefault(passage, []).append(number)
        if first.setdefault(passage, number) != number:
            found.add((first[passage], number))
    for row in corpus.shared.iter_rows(named=True):
        a, b = held[row["a"]][0], held[row["b"]][0]
        if _characters(made, a, row["a_start"], row["a_end"]) >= LEAST_CHARACTERS:
            found.add((min(a, b), max(a, b)))
    return found


def _characters(made: Sequence[Made], number: int, start: int, end: int) -> int:
    """Characters of the passage that the letters from `start` to `end` span."""
    report = made[number // PASSAGES]
    names = spoken_names([report.town, report.county, report.province])
    words = without_names(report.passages[number % PASSAGES], names)
    at = letters_of([words], BOOK).places
    last = int(at[end - 1])
    return last - int(at[start]) + 1 + (words[last + 1 : last + 2] in CLOSING)


def scored(found: set[tuple[int, int]], made: Sequence[Made], plan: Sequence[Copied]) -> Score:
    """Planted copies found; a pair that was not planted is wrong, whatever it shares."""
    frame = {number * PASSAGES + at for number, at in frame_of(list(made))}
    planted = {_pair(one): one.kind for one in plan}
    right = Counter(planted[one] for one in found if one in planted)
    total = Counter(planted.values())
    own = [one for one in found if not (one[0] in frame and one[1] in frame)]
    return Score(
        {kind: right[kind] / total[kind] for kind in KINDS},
        sum(right.values()) / max(len(own), 1),
        len(found) - len(own),
    )


def _pair(one: Copied) -> tuple[int, int]:
    first, second = (report * PASSAGES + at for report, at in (one.copy, one.source))
    return min(first, second), max(first, second)


def _told(reports: int) -> None:
    made, plan = make_corpus(reports)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    begun = time.process_time()
    corpus = found_in(made)
    took = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    score = scored(pairs_of(corpus, made), made, plan)
    print(f"{reports * PASSAGES:>9,} passages: {took:.1f} s, {peak:,} MB ({before:,} before)")
    print("  " + "  ".join(f"{kind} {share:.3f}" for kind, share in score.recall.items()))
    print(f"  precision {score.precision:.3f}, pairs inside wording that all hold {score.frame:,}")


def main(arguments: Sequence[str]) -> int:
    if len(arguments) == 1:
        _told(int(arguments[0]))
        return 0
    for size in arguments or ("200", "2000"):
        command = [sys.executable, "-m", "tests.corpus.reuse.score", size]
        subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
