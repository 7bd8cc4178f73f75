"""Sentences of a researcher's own entries that do not behave: run through the coder itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.codebook.entries import Example, examples
from fazhi.codebook.indicators import indicators, own_files
from fazhi.errors import ReadError
from fazhi.parse.coding import code
from fazhi.parse.coding.trace import Trace, trace
from fazhi.parse.quantities import find_quantities
from fazhi.reading import read_bytes
from fazhi.records import LINE_BREAKS, Outline, Quantity, Text

What = Literal["unmarked", "no_figure", "uncoded", "held", "other", "value", "coded"]
NO_OUTLINE = Outline((), ())


class Unmet(NamedTuple):
    """A sentence of an entry that does not behave.

    `field` is `match` or `mismatch`, `sentence` as it is written. `what` says what came out:

    - `unmarked`: no figure stands in braces;
    - `no_figure`: none is read where the braces are, `instead` holds those that are read;
    - `uncoded`: it has no indicator, `reason` says why as `rejected.WHY` or `settled.WHY`, with the
      `words` concerned;
    - `held`: it is held back by the rule `instead` of an entry that is proposed only;
    - `other`: it is coded by the rule `instead` of another entry;
    - `value`: its value is read as `instead`;
    - `coded`: it must not be coded, and is, by the rule `instead`.
    """

    file: str
    entry: str
    field: str
    sentence: str
    what: What
    marked: str = ""
    instead: str = ""
    reason: str = ""
    words: str = ""


def unmet(book: Codebook) -> Iterator[Unmet]:
    """What does not behave of the entries that a researcher's own files add or change."""
    known = indicators(book)
    for key, file in own_files(book).items():
        entry = known[key]
        for field, sentences in (("match", entry.match), ("mismatch", entry.mismatch)):
            # A proposed entry codes nothing, so nothing of it can be missed.
            if not (entry.proposed and field == "match"):
                each = (Unmet(file, key, field, sentence, "unmarked") for sentence in sentences)
                yield from filter(None, (_of_sentence(one, book) for one in each))


def _of_sentence(asked: Unmet, book: Codebook) -> Unmet | None:
    """The first of its marked figures that does not behave."""
    marks = list(examples(asked.sentence))
    if not marks:
        return asked
    return next(filter(None, (_came_out(mark, asked, book) for mark in marks)), None)


def _came_out(mark: Example, asked: Unmet, book: Codebook) -> Unmet | None:
    asked = asked._replace(marked=mark.raw)
    text, read, coded = _coded(mark.text, book)
    here = (mark.start, mark.start + len(mark.raw))
    found = next((one for one in coded if one.place[:2] == here), None)
    if asked.field == "mismatch":
        rule = (found and found.indicator == asked.entry and found.rule) or ""
        return asked._replace(what="coded", instead=rule) if rule else None
    if not found or not text:
        told = "、".join(one.raw.translate(LINE_BREAKS) for one in coded)
        return asked._replace(what="no_figure", instead=told)
    if found.indicator is None:
        traced = trace(text, NO_OUTLINE, read, book)
        return _uncoded(next(one for one in traced if one.mention.place == found.place), asked)
    if found.indicator != asked.entry:
        return asked._replace(what="other", instead=found.rule or found.indicator)
    if mark.value in (None, found.value):
        return None
    return asked._replace(what="value", instead=f"{found.value:g}")


def _uncoded(traced: Trace, asked: Unmet) -> Unmet:
    """Why the entry's own rules did not fit, else what else has it, or why no rule was given."""
    own = (one for one in traced.rejected if one.indicator == asked.entry)
    asked = asked._replace(what="uncoded")
    if traced.settled not in ("change", "rate", "shape") and (first := next(own, None)):
        return asked._replace(reason=f"rejected.{first.reason}", words=first.words)
    if traced.settled == "proposed":
        return asked._replace(what="held", instead=traced.candidates[0].rule)
    return asked._replace(reason=f"settled.{traced.settled}")


def _coded(
    sentence: str, book: Codebook
) -> tuple[Text | None, tuple[Quantity, ...], tuple[Quantity, ...]]:
    """A sentence as text, its figures as found, and as coded; nothing of one that no text is."""
    try:
        text = read_bytes(sentence.encode(), "sentence.txt", book=book)
    except ReadError:
        return None, (), ()
    read = tuple(find_quantities(text, NO_OUTLINE, book=book))
    return text, read, tuple(code(text, NO_OUTLINE, read, book))
