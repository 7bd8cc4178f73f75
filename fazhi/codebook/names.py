"""What an entry of the codebook is called in a language; every entry has an English name."""

from __future__ import annotations

from typing import Protocol


class Named(Protocol):
    """What the codebook calls by a name in Chinese and in English."""

    @property
    def zh(self) -> str:
        """Its Chinese name."""

    @property
    def en(self) -> str:
        """Its English name; may be empty."""


def name_in(language: str, entry: Named) -> str:
    """Name of an entry: the English one in any language but Chinese, where there is one."""
    return entry.zh if language == "zh" or not entry.en else entry.en
