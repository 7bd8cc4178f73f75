"""Words from files and names of files made fit for one line that a person reads."""

from __future__ import annotations

import unicodedata


def printable(words: object) -> str:
    """The words with every sign written out that shows nothing or steers a terminal.

    Control signs, escape sequences, turns of direction, signs without width and halves of
    characters become `\\u001b` and the like; a space of any width stays a space.
    """
    text = str(words)
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(sign: str) -> str:
    if sign.isprintable():
        return sign
    if unicodedata.category(sign) == "Zs":
        return " "
    code = ord(sign)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def in_utf8(name: str) -> str:
    """The name as UTF-8 can hold it: bytes of it that are none are written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
