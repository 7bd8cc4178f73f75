"""How far to trust the tables, as the pages tell it, and what people who checked a sample say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from fazhi.publish.package.given import samples, within
from fazhi.publish.pages.files.workbook import Cell, Sheet, as_csv
from fazhi.tables.view import Tables
from fazhi.trust.estimates.estimate import Of
from fazhi.trust.evaluate import Score, by_indicator, total
from fazhi.trust.first_scores import SCORED, first_scores
from fazhi.trust.review.agree import MACHINE, agreements, of_machine
from fazhi.trust.review.estimated import estimates
from fazhi.trust.review.sample import Drawn, kept
from fazhi.trust.review.settle import ANSWERS, kept_answers, kept_coders

FOLDER = "scores"
STANDING = "people"
HEADS = ("kind", "right", "wrong", "missed", "precision", "recall", "f1", "low", "high")


def files(tables: Tables, review: Path | None) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of scores."""
    rows = tables.frame("evaluation").select("kind", "right", "wrong", "missed").rows()
    yield _csv("annotated", total(Score(*row) for row in rows))
    columns = ("indicator", "gold_indicator", "value", "gold_value")
    pairs = tables.frame("evaluation_pairs").select(columns).rows()
    yield _csv("by_indicator", by_indicator(pairs))
    yield f"{FOLDER}/unseen.csv", as_csv(_unseen(tables))
    for folder in samples(review):
        if (folder / ANSWERS).is_file():
            drawn, place = kept(folder), f"{FOLDER}/{within(folder, review)}"
            yield f"{place}agreement.csv", as_csv(_agreement(drawn, folder))
            if drawn.sample.indicator:
                yield f"{place}estimates.csv", as_csv(_estimates(drawn, folder))


def _csv(name: str, scores: dict[str, Score]) -> tuple[str, bytes]:
    rows: list[tuple[Cell, ...]] = [
        (kind, one.right, one.wrong, one.missed, *shares)
        for kind, one in scores.items()
        for shares in [map(_short, (one.precision, one.recall, one.f1, *one.interval))]
    ]
    return f"{FOLDER}/{name}.csv", as_csv(Sheet(name, HEADS, rows))


def _short(share: float) -> float:
    return round(share, 4)


def _unseen(tables: Tables) -> Sheet:
    """Scores of reports that took no part in writing the rules."""
    heads = ("batch", "含义", "kind", "documents", "mentions", "what", "f1", "low", "high")
    rows: list[tuple[Cell, ...]] = [
        (one.en, one.zh, one.kind, one.documents, one.mentions, what, *_three(one.scores[what]))
        for one in first_scores(tables.book)
        for what in SCORED
        if what in one.scores
    ]
    return Sheet("unseen", heads, rows)


def _three(score: tuple[float, ...]) -> tuple[Cell, ...]:
    return (*score, None, None)[:3]


def _agreement(drawn: Drawn, review: Path) -> Sheet:
    """How coders agree with one another and with the machine, by variable."""
    standing = {key: one.answer for key, one in kept_answers(review).items()}
    given = {name: answers for name, answers in kept_coders(review).items() if answers}
    every = {**given, STANDING: standing, MACHINE: of_machine(drawn.sample)}
    heads = ("one", "other", "variable", "units", "equal", "alpha", "low", "high")
    rows = [
        tuple(getattr(one, name) for name in heads) for one in agreements(every, drawn.sample.seed)
    ]
    return Sheet("agreement", heads, rows)


def _estimates(drawn: Drawn, review: Path) -> Sheet:
    """What the figures come to as coded, and corrected by the sample."""
    heads = ("indicator", "of", "machine", "corrected", "low", "high", "reports", "checked")
    code, answers = drawn.sample.indicator, kept_answers(review)
    rows: list[tuple[Cell, ...]] = [
        (code, of, *(getattr(one.estimate, name) for name in heads[2:]))
        for of in get_args(Of)
        for one in estimates(drawn, answers, code, of)
    ]
    return Sheet("estimates", heads, rows)
