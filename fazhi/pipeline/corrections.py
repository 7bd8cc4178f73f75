"""`corrections.yaml`: what people settled about mentions, laid over the coding at a build.

A list of entries, each a `Correction`; written by `fazhi review read`, and by hand where one likes.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import msgspec
from msgspec.structs import replace

from fazhi.codebook.book import Codebook
from fazhi.codebook.files.plain import parsed
from fazhi.codebook.indicators import indicators
from fazhi.codebook.loader import typed
from fazhi.errors import CodebookError, NotFoundError
from fazhi.later import pl
from fazhi.mentions import ADDED, CODING, Correction, place_of
from fazhi.reading.intake import take_in_small
from fazhi.trust.gold import APPROX, PERIODS

# Of no indicator.
NONE = "none"


def read_corrections(file: Path, book: Codebook) -> list[Correction]:
    """The corrections of a file.

    Raises `NotFoundError` where there is none, `CodebookError` naming the entry where one cannot be
    understood: an indicator that the codebook lacks, a mention named twice, one that was added
    without its words or its place.
    """
    if not file.is_file():
        raise NotFoundError("there is no such file of corrections", where=str(file))
    rows = typed(parsed(take_in_small(file), file.name) or [], list[Correction], file.name)
    found = [replace(one, indicator=None) if one.indicator == NONE else one for one in rows]
    known = {"indicator": list(indicators(book)), "approx": APPROX, "period": PERIODS,
             "kind": (CODING, ADDED)}  # fmt: skip
    met: set[str] = set()
    for number, one in enumerate(found, start=1):
        where = f"{file.name}, entry {number} ({one.mention})"
        if one.mention in met:
            raise CodebookError("this mention is corrected twice", where=where)
        met.add(one.mention)
        if one.kind == ADDED and not (one.words.strip() and place_of(one.mention)[1]):
            hint = "Write mention: DIGEST:START-END (raw offsets) and words: what stands there."
            raise CodebookError("an added figure needs its place and words", where=where, hint=hint)
        for name, values in known.items():
            value = getattr(one, name)
            if value is not None and value not in values:
                near = get_close_matches(value, values, n=1)
                hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(values[:9])}."
                raise CodebookError(f"there is no {name} {value!r}", where=where, hint=hint)
    return found


def idle(corrections: Sequence[Correction], out: Path) -> list[Correction]:
    """Corrections of which the tables of a folder have no file, or no such mention."""
    if not corrections:
        return []
    made = pl.scan_parquet(out / "corrections.parquet", glob=False).select("mention_key").collect()
    known = set(made["mention_key"])
    return [one for one in corrections if one.mention not in known]


def written(corrections: Sequence[Correction]) -> bytes:
    """The corrections as YAML, in the order of their mentions."""
    return msgspec.yaml.encode(
        [_told(one) for one in sorted(corrections, key=lambda one: one.mention)]
    )


def _told(one: Correction) -> dict[str, object]:
    """An entry with what is said in it."""
    told = msgspec.structs.asdict(one) | {"indicator": one.indicator or NONE}
    usual = {"kind": CODING}
    return {
        name: value
        for name, value in told.items()
        if value not in (None, "") and usual.get(name) != value
    }
