"""What coders are shown of each unit: whose report, which words, and what is around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from fazhi.codebook.book import Codebook
from fazhi.codebook.indicators import indicators, kinds
from fazhi.errors import ReadError
from fazhi.language.clauses import bounds_of
from fazhi.records import LINE_BREAKS
from fazhi.tables.among import among
from fazhi.tables.view import Tables
from fazhi.trust.review.sample import Asked, Sample
from fazhi.trust.review.units import REPORT, SENTENCE

ROWS = "rows.json"
# Signs shown on either side.
ROUND = 60
# Sentences of a report that are shown, so that a cell stays legible.
PASSAGES = 12


class Shown(msgspec.Struct, frozen=True):
    """A row of a workbook; `words` is empty for a whole report."""

    key: str
    place: str
    file: str
    before: str
    words: str
    after: str
    sentence: str

    def cells(self) -> tuple[str, ...]:
        """The row, in the order of the columns."""
        return msgspec.structs.astuple(self)


def shown(sample: Sample, tables: Tables) -> list[Shown]:
    """The rows of a sample, in its order; one for files of the same content."""
    who = {row["report_id"]: row for row in tables.frame("reports").iter_rows(named=True)}
    ids = [one.report_id for one in sample.units]
    texts = tables.scan("texts").filter(among("report_id", ids))
    raw = dict(texts.select("report_id", "raw_text").collect().iter_rows())
    names = names_of(sample.indicator, tables.book) if sample.indicator else frozenset[str]()
    spans, paragraphs = _mentions(sample, tables), _paragraphs(ids, tables)
    rows = []
    for one in {unit.key: unit for unit in sample.units}.values():
        row, text = who[one.report_id], raw[one.report_id]
        place = f"{row['town'] or row['county'] or row['prefecture'] or row['province'] or ''}"
        told = (
            ("", "", "", _passages(text, names, spans.get(one.report_id, ())))
            if one.kind == REPORT
            else _around(text, one, paragraphs.get(one.report_id, ()))
        )
        rows.append(
            Shown(one.key, f"{place} {row['report_year'] or ''}".strip(), row["path"], *told)
        )
    return rows


def names_of(indicator: str, book: Codebook) -> frozenset[str]:
    """The words by which rules find an indicator and its kinds: where coders look first."""
    entries = indicators(book).entries
    ids = (indicator, *kinds(book).get(indicator, ()))
    return frozenset(
        word
        for one in ids
        for rule in entries[one].rules.values()
        for word in rule.object
        if len(word) > 1
    )


def _mentions(sample: Sample, tables: Tables) -> Mapping[str, list[tuple[int, int]]]:
    """Where the mentions of the indicator asked for stand, by report."""
    if not sample.indicator:
        return {}
    ids = (sample.indicator, *kinds(tables.book).get(sample.indicator, ()))
    rows = tables.scan("quantities").filter(among("indicator", ids))
    found: dict[str, list[tuple[int, int]]] = {}
    for report, start, end in rows.select("report_id", "start", "end").collect().iter_rows():
        found.setdefault(report, []).append((start, end))
    return found


def _paragraphs(ids: Sequence[str], tables: Tables) -> Mapping[str, list[tuple[int, int]]]:
    """Where the paragraphs of reports begin and end."""
    rows = tables.scan("paragraphs").filter(among("report_id", ids))
    found: dict[str, list[tuple[int, int]]] = {}
    for report, start, end in rows.select("report_id", "start", "end").collect().iter_rows():
        found.setdefault(report, []).append((start, end))
    return found


def _around(
    text: str, one: Asked, paragraphs: Sequence[tuple[int, int]]
) -> tuple[str, str, str, str]:
    """What is before, in and after the words, and their sentence, within its paragraph."""
    low, high = one.start, one.end
    if one.kind != SENTENCE:
        low, high = bounds_of(_flat(text)).sentence(one.start, one.end)
        high += 1  # With its full stop.
        for start, end in paragraphs:
            if start <= one.start and one.end <= end:
                low, high = max(low, start), min(high, end)
    return (
        _joined(text[max(0, one.start - ROUND) : one.start]),
        _joined(text[one.start : one.end]),
        _joined(text[one.end : one.end + ROUND]),
        _joined(text[low:high]).strip(),
    )


def _passages(text: str, names: frozenset[str], spans: Sequence[tuple[int, int]]) -> str:
    """Sentences that hold a mention of the machine's or a word of the indicator, one a line."""
    words = _flat(text)
    begin, found = 0, []
    for stop in [*bounds_of(words).sentences, len(words)]:
        sentence = text[begin : stop + 1]
        mentioned = any(begin <= start < stop for start, _ in spans)
        if mentioned or any(name in sentence for name in names):
            found.append(_joined(sentence).strip())
        begin = stop + 1
    return "\n".join(found[:PASSAGES])


def _flat(text: str) -> str:
    """As long as the text, without breaks of lines inside sentences."""
    return text.replace("\r", " ").replace("\n", " ")


def _joined(words: str) -> str:
    return words.translate(LINE_BREAKS)


def keep_rows(rows: Sequence[Shown], folder: Path) -> None:
    """Write them beside the sample: disagreements are shown later without the tables."""
    (folder / ROWS).write_bytes(msgspec.json.format(msgspec.json.encode(rows), indent=1))


def kept_rows(folder: Path) -> list[Shown]:
    """The rows of a sample's folder; raises `ReadError` where they are missing or damaged."""
    file = folder / ROWS
    try:
        return msgspec.json.decode(file.read_bytes(), type=list[Shown])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        hint = "Draw the sample again with the same seed: fazhi review sample."
        raise ReadError(
            "the rows of the sample cannot be read", where=str(file), hint=hint
        ) from error
