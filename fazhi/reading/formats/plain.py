"""Plain text and Markdown, whatever the encoding."""

from __future__ import annotations

from fazhi.reading.decode import decode, looks_like_text
from fazhi.records import RawText

NAMES = ("txt", "text", "md", "markdown")


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes are text in an encoding that reports come in."""
    return looks_like_text(data)


def read(data: bytes, name: str) -> RawText:
    """Decode plain text; raises `ReadError` (`not_text`) where the bytes are none."""
    decoded = decode(data)
    kind = "md" if name.lower().endswith((".md", ".markdown")) else "txt"
    return RawText(
        text=decoded.text,
        format=kind,
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        doubtful=decoded.doubtful,
    )
