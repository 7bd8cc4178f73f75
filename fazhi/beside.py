"""What is made of our own files once and kept where Python keeps our compiled code.

A file bears a digest of all it was made of and one of itself: what is not so is no more than not
there. Nobody needs it: a folder that may not be written keeps none.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

SIZE = sha256().digest_size


def made_once(name: str, made_of: bytes, make: Callable[[], Any]) -> Any:
    """What `make` gives, made once where Python keeps compiled code.

    Args:
        name: tells it from what else is kept.
        made_of: all that it depends on beside this Python, the code of `make` included.
        make: gives texts, numbers, and lists, tuples and mappings of such.
    """
    file = Path(cache_from_source(str(Path(__file__).with_stem(name)))).with_suffix(".kept")
    depends = sys.version.encode() + made_of
    if (content := found(file, depends)) is not None:
        return marshal.loads(content)
    made = make()
    if not sys.dont_write_bytecode:
        put(file, depends, marshal.dumps(made))
    return made


def found(file: Path, made_of: bytes) -> bytes | None:
    """What was kept in a file and made of the same; nothing where there is none, or damaged."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    head, content = data[: 2 * SIZE], data[2 * SIZE :]
    return content if head == _head(made_of, content) else None


def put(file: Path, made_of: bytes, content: bytes) -> None:
    """Put it there whole or not at all."""
    part = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_head(made_of, content) + content)
        part.replace(file)
    except OSError:
        # A file that another process reads is not replaced everywhere: what was to be is no litter.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _head(made_of: bytes, content: bytes) -> bytes:
    return sha256(made_of).digest() + sha256(content).digest()
