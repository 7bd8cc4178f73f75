"""The names of mentions, and what people say of them by these names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fazhi.records import Correction

# Of the digest of a file: enough to tell all files of a country apart.
KEY_SIGNS = 16
ByFile = Mapping[str, tuple[Correction, ...]]


def mention_key(sha256: str, start: int, end: int) -> str:
    """The name of a mention by file and place: no change of the codebook gives it another."""
    return f"{sha256[:KEY_SIGNS]}:{start}-{end}"


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
