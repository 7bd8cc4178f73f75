"""Figures that coders saw and the machine did not, as corrections that add them.

A coder copies the words of such a figure from the workbook. They are looked for in the raw text,
where a sentence was asked about in it, where a whole report was in all of it; blanks, breaks of
lines and full or half width make no difference. Words that stand there twice, in a report, tell no
place. Where the machine has a mention at the words, that one is corrected.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl
from msgspec.structs import replace

from fazhi.mentions import ADDED, KEY_SIGNS, Correction
from fazhi.tables.view import Tables
from fazhi.trust.review.answers import Answer
from fazhi.trust.review.columns import NO_FIGURE, NO_INDICATOR, NOT_STATED, OWN, PART
from fazhi.trust.review.sample import Asked, Sample
from fazhi.trust.review.settle import EXACT, YEAR, Settled
from fazhi.trust.review.units import MENTION, REPORT, SENTENCE

SILENT = (NO_FIGURE, NOT_STATED)


class Missed(NamedTuple):
    """What adds figures, and the keys of units whose figure has no place that could be told."""

    corrections: list[Correction]
    unplaced: list[str]


def unseen(stand: Mapping[str, Settled], sample: Sample) -> list[str]:
    """The keys of the answers that stand with a figure that the machine does not have."""
    return [
        one.key
        for one in sample.units
        if one.kind != MENTION and one.key in stand and _found(stand[one.key].answer, one)
    ]


def missed(
    asked: Sequence[str], stand: Mapping[str, Settled], sample: Sample, tables: Tables
) -> Missed:
    """The figures of the answers of some keys (`unseen`) as corrections.

    Args:
        tables: those of the reports asked about: their texts tell where words stand.
    """
    units = {one.key: one for one in sample.units}
    texts = _texts(tables, {key[:KEY_SIGNS] for key in asked})
    made: list[Correction] = []
    unplaced: list[str] = []
    for key in asked:
        digest = key[:KEY_SIGNS]
        report, raw = texts.get(digest, ("", ""))
        place = _place(raw, units[key], stand[key].answer.said or "")
        if place is None:
            unplaced.append(key)
        else:
            made += _said(stand[key], digest, place, raw, tables.of("quantities", report))
    return Missed(made, unplaced)


def _found(answer: Answer, unit: Asked) -> bool:
    """Whether a coder has a figure where the machine has none, or another one."""
    if answer.indicator in SILENT:
        return False
    return unit.kind == SENTENCE or answer.value != unit.value


def _texts(tables: Tables, digests: set[str]) -> dict[str, tuple[str, str]]:
    """Report and raw text by the beginning of the file's digest."""
    rows = (
        tables.scan("reports")
        .select("report_id", file=pl.col("sha256").str.head(KEY_SIGNS))
        .filter(pl.col("file").is_in(sorted(digests)))
        .join(tables.scan("texts").select("report_id", "raw_text"), on="report_id")
    )
    return {
        row["file"]: (row["report_id"], row["raw_text"])
        for row in rows.collect().iter_rows(named=True)
    }


def _place(raw: str, unit: Asked, said: str) -> tuple[int, int] | None:
    """Where the words stand; of a sentence without words the whole of it."""
    low, high = (unit.start, unit.end) if unit.kind == SENTENCE else (0, len(raw))
    signs = [(sign, at) for at in range(low, min(high, len(raw))) for sign in _plain(raw[at])]
    text, words = "".join(sign for sign, _ in signs), "".join(map(_plain, said))
    if not signs or not words:
        return (signs[0][1], signs[-1][1] + 1) if signs and unit.kind == SENTENCE else None
    at = text.find(words)
    if at < 0 or (unit.kind == REPORT and text.find(words, at + 1) >= 0):
        return None
    return signs[at][1], signs[at + len(words) - 1][1] + 1


def _plain(sign: str) -> str:
    """A sign as it counts: blanks do not, full width is half width."""
    return "" if sign.isspace() else unicodedata.normalize("NFKC", sign)


def _said(
    one: Settled, digest: str, place: tuple[int, int], raw: str, mentions: pl.DataFrame
) -> Iterator[Correction]:
    """The correction: of the mention that the machine has there, else one that adds the figure."""
    start, end = place
    under = mentions.filter(pl.col("start") < end, pl.col("end") > start).to_dicts()
    machine: Mapping[str, Any] = under[0] if len(under) == 1 else {}
    answer = one.answer
    made = Correction(
        mention=machine["mention_key"] if machine else f"{digest}:{start}-{end}",
        indicator=None if answer.indicator == NO_INDICATOR else answer.indicator,
        value=answer.value,
        unit=answer.unit or machine.get("unit"),
        approx=answer.approx or machine.get("approx") or EXACT,
        period=answer.period or machine.get("period") or YEAR,
        part=answer.counted == PART if answer.counted in (OWN, PART) else None,
        words=raw[start:end],
        by=one.by,
    )
    if not machine:
        yield replace(made, kind=ADDED)
    elif any(getattr(made, name) != machine[name] for name in ("indicator", "value", "unit")):
        yield made
