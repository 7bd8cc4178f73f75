"""How often the right entry is among those suggested: `python -m tests.nearest`.

Two measures: each example sentence of the codebook, hidden while its mention is asked about; and
each coded mention of the five reports' gold, by its words alone, no rule being used.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from fazhi.codebook.book import load_codebook
from fazhi.codebook.entries import examples
from fazhi.codebook.indicators import indicators
from fazhi.reading.clean.script import simplify
from fazhi.trust.interval import wilson
from fazhi.trust.nearest import Mention, Near, nearest

BOOK = load_codebook()
GOLD = Path(__file__).parent / "gold"
# Right among how many, in this order: those suggested, and the first alone.
AMONG = (3, 1)

Asked = tuple[str, list[Near]]


def hidden_examples() -> Iterator[Asked]:
    """Every example sentence that codes, with what is near its mention while it is hidden."""
    for key, entry in indicators(BOOK).entries.items():
        if entry.proposed:
            continue
        for sentence in entry.match:
            for one in examples(sentence):
                mention = Mention(one.text, one.start, one.start + len(one.raw))
                yield key, nearest(BOOK).of([mention], hidden=[sentence])


def gold_mentions(folder: Path = GOLD) -> Iterator[Asked]:
    """Every coded mention of a gold that says a number, with what is near its quote."""
    for file in sorted(folder.glob("*/quantities.jsonl")):
        for line in map(json.loads, file.read_text("utf-8").splitlines()):
            if line["indicator"] and not line.get("zero"):
                at = line["quote"].find(line["raw"])
                text = simplify(line["quote"], BOOK)
                mention = Mention(text, at, at + len(line["raw"]))
                yield line["indicator"], nearest(BOOK).of([mention])


def right(asked: Iterable[Asked], among: int) -> tuple[int, int]:
    """How many are right among the first so many, and of how many."""
    found = [key in [one.indicator for one in near[:among]] for key, near in asked]
    return sum(found), len(found)


if __name__ == "__main__":
    for name, asked in (("hidden examples", hidden_examples()), ("gold", gold_mentions())):
        every = list(asked)
        for among in AMONG:
            good, of = right(every, among)
            low, high = wilson(good, of)
            print(f"{name}: {good} of {of} among {among} ({low:.3f} to {high:.3f})")
