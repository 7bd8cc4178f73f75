"""Our own books as they were parsed once: to read YAML takes ten times as long, at every start.

They are kept beside our compiled code, where Python keeps it, and only if it keeps any. Each bears
a digest of all it was made of: the bytes of the book, the code that parses and the installed
parser; and one of itself. Whatever is not so is parsed anew.
"""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source, find_spec
from pathlib import Path
from typing import Any

import msgspec

from fazhi.beside import found, put
from fazhi.sources import PACKAGE, taken


def parsed_once(content: bytes, name: str, place: str) -> Any:
    """The lists, mappings and texts of one of our own YAML files.

    Args:
        content: its bytes.
        name: what errors call it.
        place: tells it from our other books.

    Raises `CodebookError` naming the line.
    """
    made_of = _parser() + content
    file = _folder() / f"{place.replace('/', '.')}.book"
    if (kept := found(file, made_of)) is not None:
        return msgspec.msgpack.decode(kept)
    from fazhi.codebook.files.plain import parsed

    made = parsed(content, name)
    if made is not None and not sys.dont_write_bytecode:
        put(file, made_of, msgspec.msgpack.encode(made))
    return made


@cache
def _folder() -> Path:
    return Path(cache_from_source(__file__)).parent


@cache
def _parser() -> bytes:
    """What a parsed book depends on beside its bytes: our code, and the parser as installed."""
    yaml = find_spec("yaml")
    installed = Path(yaml.origin).stat() if yaml and yaml.origin else None
    told = f"{installed.st_size} {installed.st_mtime_ns}" if installed else ""
    return sha256(taken(PACKAGE / "codebook/files/plain.py")).digest() + told.encode()
