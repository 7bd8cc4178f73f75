"""From raw text to clean text: an ordered list of small steps, the map exact through all."""

from __future__ import annotations

from fazhi.codebook.book import Codebook
from fazhi.reading.clean.contents import typed_contents
from fazhi.reading.clean.draft import Draft, Edit
from fazhi.reading.clean.halves import other_halves
from fazhi.reading.clean.lines import tidy
from fazhi.reading.clean.piped import FORMATS, piped
from fazhi.reading.clean.residue import residue
from fazhi.reading.clean.script import simplify_draft
from fazhi.reading.clean.width import regular_punctuation, regular_singles
from fazhi.reading.pictures import signs_of
from fazhi.records import Mark, RawText, Text


def clean(source: RawText, book: Codebook) -> Text:
    """Make the clean text of a raw one, with the map, the repairs and the damages."""
    draft = Draft(source.text)
    draft.apply(_format_edits(source))
    draft.replace_same_length(regular_singles(draft.text))
    draft.replace_same_length(regular_punctuation(draft.text))
    script = simplify_draft(draft, book)
    if source.format in FORMATS:
        draft.apply(piped(draft.text))
    draft.apply(residue(draft.text, book))
    draft.apply(typed_contents(draft.text))
    tidied = tidy(draft.text)
    offsets = draft.offsets
    damages = tuple(
        Mark("break", offsets.raw_end(start) - 1, offsets.raw_end(start))
        for start, _ in tidied.breaks
    )
    pictures = (Mark("picture", start, end) for start, end in signs_of(source.text))
    losses = {*damages, *source.losses, *pictures}
    draft.apply(tidied.edits)
    return Text(
        raw=source.text,
        clean=draft.text,
        offsets=draft.offsets,
        format=source.format,
        script=script,
        metadata=source.metadata,
        repairs=tuple(sorted(draft.repairs, key=lambda mark: (mark.start, mark.end))),
        damages=tuple(sorted(losses, key=lambda mark: (mark.start, mark.end))),
        pages=source.pages,
        encoding=source.encoding,
        confidence=source.confidence,
        doubtful=source.doubtful,
        lacks=source.lacks or other_halves(draft.text),
    )


def _format_edits(source: RawText) -> list[Edit]:
    """What the format itself knows to be furniture or layout."""
    edits = [Edit(mark.start, mark.end, "", mark.kind) for mark in source.drops]
    edits += [Edit(at, at + 1, "", "layout") for at in source.joins]
    apart: list[Edit] = []
    for edit in sorted(edits):
        if not apart or edit.start >= apart[-1].end:
            apart.append(edit)
    return apart
