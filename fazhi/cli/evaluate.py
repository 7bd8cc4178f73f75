"""`fazhi evaluate`: the machine against hand annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi.cli.codebook.sentences import tell_unmet
from fazhi.cli.options import GOLD, RAW, Codebooks
from fazhi.cli.speech import say
from fazhi.cli.terminal import err, out, plain, wide
from fazhi.errors import NotFoundError

if TYPE_CHECKING:
    from fazhi.trust.evaluate import Pair, Score


def evaluate(
    gold: Annotated[Path, typer.Option("--gold", help="Folder of hand annotations.")] = GOLD,
    raw: Annotated[Path, typer.Option("--raw", help="Folder of the reports.")] = RAW,
    codebook: Codebooks = None,
    each: Annotated[
        bool, typer.Option("--by-indicator", help="Scores of every indicator, too.")
    ] = False,
) -> None:
    """Score the machine against hand annotations, with every miss in a line of its own."""
    from fazhi.cli.show import score_table
    from fazhi.trust.evaluate import alphas, by_indicator, total

    scores, pairs = _scores(gold, raw, codebook or [])
    for score in scores:
        for miss in score.misses:
            out.print(plain(miss))
    wide.print(score_table(total(scores), say("{0} against {1}", gold, raw)))
    if each:
        wide.print(score_table(by_indicator(pairs), say("by indicator")))
    for name, alpha in alphas(pairs).items():
        told = say(
            "Krippendorff's alpha, machine against gold, {0}: {1}", say(name), f"{alpha:.3f}"
        )
        out.print(plain(told))


def _scores(gold: Path, raw: Path, own: list[Path]) -> tuple[list[Score], list[Pair]]:
    from fazhi.codebook.book import load_codebook
    from fazhi.codebook.indicators import indicators
    from fazhi.pipeline.found.files import list_files
    from fazhi.pipeline.report import read_report
    from fazhi.trust.evaluate import evaluate as score_report
    from fazhi.trust.evaluate import pairs
    from fazhi.trust.gold import read_gold, strange_words

    files = {path.stem: path for path in list_files(raw)}
    book = load_codebook(own)
    tell_unmet(book)
    scores: list[Score] = []
    rows: list[Pair] = []
    for one in read_gold(gold):
        if one.stem not in files:
            raise NotFoundError(f"no report is called {one.stem}", where=str(raw))
        for words in strange_words(one, indicators(book).entries):
            err.print(f"[yellow]{say('look again')}[/yellow] {plain(words)}")
        report = read_report(files[one.stem], book, root=raw)
        scores += score_report(report, one, book)
        rows += pairs(report, one)
    return scores, rows
