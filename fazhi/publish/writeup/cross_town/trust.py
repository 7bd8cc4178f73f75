"""How far to trust the figures: scores of unseen reports, and of those the rules were made on."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.codebook.indicators import own_indicators
from fazhi.publish.pages import prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.words import Words
from fazhi.tables.view import Tables
from fazhi.trust.evaluate import Score, alphas
from fazhi.trust.first_scores import SCORED, Batch, first_scores, of_kind, outlook


def reliability(tables: Tables, words: Words, reports: int) -> Html:
    """Scores of reports that nobody had seen, then those of this build on annotated ones."""
    return (
        _heading(words, "unseen")
        + _unseen(words)
        + _heading(words, "seen")
        + _seen(tables, words, reports)
    )


def _heading(words: Words, name: str) -> Html:
    return Html(f"<h3>{prose.text(words(f'reliability.{name}'))}</h3>")


def _unseen(words: Words) -> Html:
    """What to expect of a report like those of the corpus, and every batch behind it."""
    batches = first_scores(words.book)
    if not batches:
        return prose.line(words("reliability.unseen.none"))
    said = [
        told
        for kind in ("whole", "openings")
        if (told := _expected(of_kind(batches, kind), words, kind))
    ]
    said.append(words("reliability.unseen.how"))
    if own_indicators(words.book):
        said.append(words("reliability.unseen.own"))
    names = [words("head.batch"), words("head.mentions"), *(words(f"gold.{one}") for one in SCORED)]
    rows = [
        [
            prose.text(batch.zh if words.language == "zh" else batch.en),
            _named(names[1], f"{batch.mentions:,}"),
            *(
                _named(name, prose.text(_shown(batch, what, words)))
                for name, what in zip(names[2:], SCORED, strict=True)
            ),
        ]
        for batch in batches
    ]
    table = prose.table(names, rows, "snnnnnn", words("reliability.unseen"))
    every = prose.folded(words("reliability.batches", n=len(batches)), table, told=True)
    return prose.paragraphs(prose.text(one) for one in said) + every


def _expected(batches: Sequence[Batch], words: Words, kind: str) -> str:
    """In words, what batches of a kind let expect of figures and of their indicators."""
    found, coded = outlook(batches, "quantities"), outlook(batches, "indicators")
    if not found or not coded:
        return ""
    return words(
        f"reliability.unseen.{kind}",
        n=sum(batch.documents for batch in batches),
        mentions=f"{sum(batch.mentions for batch in batches):,}",
        found=_of_hundred(found.least, found.most),
        coded=_of_hundred(coded.least, coded.most),
        low=f"{coded.low:.2f}",
        high=f"{coded.high:.2f}",
        every=round(1 / (1 - (coded.least + coded.most) / 2)),
    )


def _of_hundred(least: float, most: float) -> str:
    low, high = round(100 * least), round(100 * most)
    return str(low) if low == high else f"{low}–{high}"


def _shown(batch: Batch, what: str, words: Words) -> str:
    """A score with its interval, or that it was not computed."""
    if what in batch.ranges:
        return "–".join(f"{bound:g}" for bound in batch.ranges[what])
    if what not in batch.scores:
        return words("reliability.not_computed")
    first, *bounds = batch.scores[what]
    told = "–".join(f"{bound:.3f}" for bound in bounds)
    return f"{first:.3f} ({told})" if bounds else f"{first:.3f}"


def _named(column: str, markup: str) -> str:
    return f'<span class="narrow">{prose.text(column)} </span>{markup}'


def _seen(tables: Tables, words: Words, reports: int) -> Html:
    """Precision, recall and F1 of this build by kind of find, and alpha, against annotations."""
    rows = tables.frame("evaluation").to_dicts()
    if not rows:
        return prose.line(words("reliability.none"))
    sums: dict[str, Score] = {}
    for row in rows:
        score = sums.setdefault(row["kind"], Score(row["kind"]))
        score.add(Score(row["kind"], row["right"], row["wrong"], row["missed"]))
    cells = [
        (
            prose.text(words.of("gold", kind)),
            *(str(n) for n in (score.right, score.wrong, score.missed)),
            *(f"{share:.3f}" for share in (score.precision, score.recall, score.f1)),
            "–".join(f"{share:.3f}" for share in score.interval),
        )
        for kind, score in sums.items()
    ]
    names = ("find", "right", "wrong", "missed", "precision", "recall", "f1", "interval")
    table = prose.table([words(f"head.{name}") for name in names], cells, "tnnnnnnn")
    pairs = tables.frame("evaluation_pairs")
    found = alphas(pairs.select("indicator", "gold_indicator", "value", "gold_value").rows())
    of = len({row["report_id"] for row in rows})
    said = [words("reliability.of", n=of, of=reports)]
    said += [
        words("reliability.alpha", what=words.of("alpha", name), alpha=f"{alpha:.3f}")
        for name, alpha in found.items()
    ]
    return prose.paragraphs(prose.text(one) for one in said) + table
