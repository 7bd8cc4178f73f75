"""Hand annotations of a report (format: tests/gold/README.md), each mention put at its place."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

import msgspec

from fazhi.errors import NotFoundError, ReadError
from fazhi.reading.intake import take_in_small
from fazhi.records import LINE_BREAKS

Record = dict[str, Any]
APPROX = ("exact", "over", "under", "about")
PERIODS = ("year", "stock", "rate", "plan", "previous")


class Gold(msgspec.Struct, frozen=True):
    """The annotations of one report; `None` where a kind was not annotated."""

    stem: str
    metadata: Record | None
    outline: list[Record] | None
    quantities: list[Record] | None
    citations: list[Record] | None
    findings: list[Record] | None


def read_gold(folder: Path) -> Iterator[Gold]:
    """The annotations under a folder, one sub-folder a report, named after its file's stem."""
    if not folder.is_dir():
        raise NotFoundError("there is no such folder", where=str(folder), hint="Give --gold DIR.")
    folders = sorted(path for path in folder.iterdir() if path.is_dir())
    if not folders:
        raise NotFoundError(
            "the folder holds no annotations", where=str(folder), hint="One sub-folder a report."
        )
    for one in folders:
        yield read_one(one)


def read_one(folder: Path) -> Gold:
    """The annotations of one report, from the folder named after it."""
    meta = folder / "metadata.json"
    return Gold(
        stem=folder.name,
        metadata=_decoded(_words(meta), str(meta)) if meta.exists() else None,
        outline=_lines(folder / "outline.jsonl", ("level", "title")),
        quantities=_lines(folder / "quantities.jsonl", ("quote", "raw", "value", "indicator")),
        citations=_lines(folder / "citations.jsonl", ("raw", "kind")),
        findings=_lines(folder / "findings.jsonl"),
    )


def strange_words(gold: Gold, known: Container[str]) -> Iterator[str]:
    """Ids, approximations and periods that nothing can match: slips of the annotator, one a line.

    They are scored all the same, as misses.
    """
    for number, record in enumerate(gold.quantities or (), start=1):
        for field, right in (("approx", APPROX), ("period", PERIODS), ("indicator", known)):
            value = record.get(field)
            if value is not None and value not in right:
                yield f"{gold.stem}: quantities.jsonl, annotation {number}: no {field} {value!r}"


def _lines(path: Path, fields: tuple[str, ...] = ()) -> list[Record] | None:
    if not path.exists():
        return None
    lines = enumerate(_words(path).split("\n"), start=1)
    return [
        _decoded(line, f"{path}, line {number}", fields) for number, line in lines if line.strip()
    ]


def _words(path: Path) -> str:
    try:
        return take_in_small(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(
            "the annotations are not UTF-8", where=str(path), hint="Save them as UTF-8."
        ) from error


def _decoded(words: str, where: str, fields: tuple[str, ...] = ()) -> Record:
    try:
        record = msgspec.json.decode(words, type=Record)
    except msgspec.DecodeError as error:
        raise ReadError(f"this is no annotation ({error})", where=where) from error
    missing = [name for name in fields if name not in record]
    if missing:
        raise ReadError(f"the annotation lacks {', '.join(missing)}", where=where)
    return record


class Squeezed:
    """A raw text without its line breaks, which knows where each character stood."""

    def __init__(self, raw: str) -> None:
        self.text = raw.translate(LINE_BREAKS)
        kept = [at for at, sign in enumerate(raw) if sign.translate(LINE_BREAKS)]
        self._to_squeezed = {at: index for index, at in enumerate(kept)}

    def position(self, raw_offset: int) -> int:
        """Offset in the squeezed text of a raw offset that is no line break."""
        return self._to_squeezed[raw_offset]


def locate(mentions: list[Record], raw: str) -> list[tuple[int, int] | None]:
    """Span in the squeezed text of every mention, by its quote and in reading order.

    `None` for a mention whose quote is not in the text: the annotation is wrong by its guide.
    """
    text = raw.translate(LINE_BREAKS)
    taken: set[tuple[int, int]] = set()
    spans: list[tuple[int, int] | None] = []
    begin = 0
    for mention in mentions:
        span = _find(text, mention, begin, taken) or _find(text, mention, 0, taken)
        spans.append(span)
        if span:
            taken.add(span)
            begin = max(begin, text.rfind(mention["quote"], 0, span[1] + len(mention["quote"])))
    return spans


def _find(
    text: str, mention: Record, begin: int, taken: set[tuple[int, int]]
) -> tuple[int, int] | None:
    quote, words = mention["quote"], mention["raw"]
    at = text.find(quote, begin)
    while at >= 0:
        inner = text.find(words, at, at + len(quote))
        while inner >= 0:
            span = (inner, inner + len(words))
            if span not in taken and not _inside_number(text, span):
                return span
            inner = text.find(words, inner + 1, at + len(quote))
        at = text.find(quote, at + 1)
    return None


def _inside_number(text: str, span: tuple[int, int]) -> bool:
    """Whether the span begins in the middle of a number, as 2件 does in 52件."""
    return span[0] > 0 and text[span[0]].isdigit() and text[span[0] - 1].isdigit()
