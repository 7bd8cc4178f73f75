"""A text as it is kept between two builds: reading a scan takes seconds, taking this none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from fazhi.errors import TablesError
from fazhi.offsets import OffsetMap, Run
from fazhi.records import Text
from fazhi.tables.sealed import seal, unsealed


def packed_text(text: Text, name: str) -> bytes:
    """A text with its exact map, behind its digest, for a file of this name."""
    return seal(msgspec.msgpack.encode(text, enc_hook=_plain), name)


def kept_text(file: Path) -> Text | None:
    """What `packed_text` made; nothing where there is none or where it is damaged."""
    try:
        return msgspec.msgpack.decode(unsealed(file), type=Text, dec_hook=_made)
    except TablesError:
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, OffsetMap):
        return value.runs
    raise NotImplementedError(type(value).__name__)


def _made(kind: type, value: Any) -> Any:
    if kind is OffsetMap:
        return OffsetMap(tuple(Run(*run) for run in value))
    raise NotImplementedError(kind.__name__)
