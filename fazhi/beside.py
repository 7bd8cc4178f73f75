"""What is made of our own files once and kept where Python keeps our compiled code.

A file bears a digest of all it was made of and one of itself: what is not so is no more than not
there. Nobody needs it: a folder that may not be written keeps none.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

SIZE = sha256().digest_size


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
