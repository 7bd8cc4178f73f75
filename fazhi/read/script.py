"""Traditional or simplified: told by the characters, turned to simplified with the map kept."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from typing import Protocol

from opencc import OpenCC

from fazhi.read.draft import Draft, Edit

# A simplified text holds a handful of characters that OpenCC would change (names, quotations).
MIXED_SHARE = 0.01


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    converter: _Converter = OpenCC("t2s")
    return converter


def simplify(text: str) -> str:
    """The text in simplified script (OpenCC t2s); lengths may differ in rare cases."""
    return _converter().convert(text)


def simplify_draft(draft: Draft) -> str:
    """Turn the draft to simplified script and say what it was: `traditional` or `simplified`."""
    before = draft.text
    after = simplify(before)
    if after == before:
        return "simplified"
    if len(after) == len(before):
        changed = sum(1 for old, new in zip(before, after, strict=True) if old != new)
        draft.replace_same_length(after)
    else:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        edits = [
            Edit(low, high, after[new_low:new_high])
            for tag, low, high, new_low, new_high in matcher.get_opcodes()
            if tag != "equal"
        ]
        changed = sum(edit.end - edit.start for edit in edits)
        draft.apply(edits)
    return "traditional" if changed > MIXED_SHARE * len(before) else "simplified"
