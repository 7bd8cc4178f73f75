"""The answers that stand as corrections, which a build lays over the machine's coding.

Of a mention what coders say of it; of a sentence without one the figure that they add; of a whole
report what makes it state their figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl
from msgspec.structs import replace

from fazhi.mentions import ADDED, KEY_SIGNS, Correction
from fazhi.tables.view import Tables
from fazhi.trust.review.answers import Answer
from fazhi.trust.review.columns import INSTEAD, NO_FIGURE, OWN, PART
from fazhi.trust.review.missed import in_sentence, is_missed
from fazhi.trust.review.sample import Asked, Sample
from fazhi.trust.review.settle import Settled, corrections_of
from fazhi.trust.review.units import MENTION, SENTENCE
from fazhi.trust.review.whole import Read, as_machine, differs, in_report

# Why an answer corrects nothing: the tables have no such report, the words were not found, or the
# figure is that of the indicator's kinds.
GONE, WORDS, KINDS = "gone", "words", "kinds"


class Made(NamedTuple):
    """Corrections by mention; and by row those answers that none could be made of, with why."""

    corrections: dict[str, Correction]
    unplaced: dict[str, str]


def corrections(
    stand: Mapping[str, Settled],
    sample: Sample,
    tables: Path,
    former: Sequence[Correction] = (),
) -> Made:
    """What of the answers differs from the machine's.

    Args:
        tables: the folder of the tables; opened only where a sentence or a report tells another
            figure, since their texts tell where it stands.
        former: corrections that were made before; those of the same rows are made anew.
    """
    again = {one.asked for one in former}
    made = Made({one.mention: one for one in corrections_of(stand, sample)}, {})
    asked = {
        one.key: one
        for one in sample.units
        if one.kind != MENTION
        and one.key in stand
        and (one.key in again or _may_differ(stand[one.key].answer, one))
    }
    read = _reports(asked, Tables(tables)) if asked else {}
    for key, unit in asked.items():
        found = _of(stand[key], unit, sample.indicator, read.get(key[:KEY_SIGNS]))
        if isinstance(found, str):
            made.unplaced[key] = found
        else:
            made.corrections.update({one.mention: one for one in found})
    return made


def _may_differ(answer: Answer, unit: Asked) -> bool:
    return is_missed(answer) if unit.kind == SENTENCE else differs(answer, unit)


def _of(one: Settled, unit: Asked, indicator: str, read: Read | None) -> list[Correction] | str:
    """The corrections of one answer, or why there are none."""
    if read is None:
        return GONE
    if unit.kind == SENTENCE:
        if not is_missed(one.answer):
            return []
        added = in_sentence(one, unit, read.raw)
        return [added] if added else WORDS
    found = in_report(one, unit, indicator, read)
    if found is None:
        return KINDS if one.answer.indicator in INSTEAD else WORDS
    return found


def _reports(digests: Iterable[str], tables: Tables) -> dict[str, Read]:
    """The reports as the machine has them, by the beginning of the file's digest."""
    rows = (
        tables.scan("reports")
        .select("report_id", file=pl.col("sha256").str.head(KEY_SIGNS))
        .filter(pl.col("file").is_in(sorted({one[:KEY_SIGNS] for one in digests})))
        .join(tables.scan("texts").select("report_id", "raw_text"), on="report_id")
        .collect()
    )
    return {
        file: as_machine(
            raw,
            tables.of("quantities", report).to_dicts(),
            tables.of("corrections", report).to_dicts(),
            tables.book,
        )
        for report, file, raw in rows.select("report_id", "file", "raw_text").iter_rows()
    }


def laid_over(
    former: Sequence[Correction], made: Made, stand: Mapping[str, Settled]
) -> list[Correction]:
    """Corrections made before with those made now.

    What coders were asked again and leave as it is stays where they say the same, and is no
    correction any more where they do not. A figure that was added stays an added one.
    """
    now = dict(made.corrections)
    for one in former:
        if one.mention in now:
            if one.kind == ADDED and one.mention in stand:
                new = replace(now[one.mention], kind=ADDED, words=one.words, asked=one.asked)
                now[one.mention] = new
        elif one.mention in stand:
            if _says(one, stand[one.mention].answer):
                now[one.mention] = one
        elif one.asked not in stand:
            now[one.mention] = one
    gone = [one.mention for one in former if one.kind == ADDED and _is_none(stand, one.mention)]
    return [one for key, one in now.items() if key not in gone]


def _is_none(stand: Mapping[str, Settled], key: str) -> bool:
    return key in stand and stand[key].answer.indicator == NO_FIGURE


def _says(one: Correction, answer: Answer) -> bool:
    """Whether a correction says what coders say of the mention; what they left empty, too."""
    if answer.counted in (OWN, PART) and one.part != (answer.counted == PART):
        return False
    indicator = None if answer.indicator in INSTEAD else answer.indicator
    told = (answer.value, answer.unit, answer.approx, answer.period)
    held = (one.value, one.unit, one.approx, one.period)
    return one.indicator == indicator and all(
        said in (None, mine) for said, mine in zip(told, held, strict=True)
    )
