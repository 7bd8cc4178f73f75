"""The names of mentions, and what people say of them by these names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

# Kinds of corrections: another answer about a mention, a mention that the machine did not see.
CODING, ADDED = "coding", "added"


class Correction(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What people say of a mention in place of the machine; null where it has no such thing.

    `kind` is `coding`, or `added` for a figure that the machine did not see. `mention` is its key
    (file and place, as `quantities.mention_key`); `words` are there for the reader, but an added
    figure holds only as long as they stand there; `by` tells how the answer came about. Whether
    the figure is part of a stated total is as the machine has it where `part` is null. `asked` is
    the row of a sample whose answer it comes of, where that is not the mention's own.
    """

    mention: str
    indicator: str | None = None
    value: float | None = None
    unit: str | None = None
    approx: str = "exact"
    period: str = "year"
    part: bool | None = None
    kind: str = CODING
    words: str = ""
    by: str = ""
    asked: str = ""


# Of the digest of a file: enough to tell all files of a country apart.
KEY_SIGNS = 16
ByFile = Mapping[str, tuple[Correction, ...]]


def mention_key(sha256: str, start: int, end: int) -> str:
    """The name of a mention by file and place: no change of the codebook gives it another."""
    return f"{sha256[:KEY_SIGNS]}:{start}-{end}"


def place_of(key: str) -> tuple[int, int]:
    """The raw offsets that a mention's name holds; nothing (0 to 0) where it is no such name."""
    start, _, end = key.partition(":")[2].partition("-")
    return (int(start), int(end)) if start.isdecimal() and end.isdecimal() else (0, 0)


def by_file(corrections: Sequence[Correction]) -> ByFile:
    """The corrections by the beginning of the file's digest."""
    found: dict[str, tuple[Correction, ...]] = {}
    for one in corrections:
        file = one.mention.partition(":")[0]
        found[file] = (*found.get(file, ()), one)
    return found


def of_file(corrections: ByFile, digest: str) -> tuple[Correction, ...]:
    """Those of a file by its digest."""
    return corrections.get(digest[:KEY_SIGNS], ())
