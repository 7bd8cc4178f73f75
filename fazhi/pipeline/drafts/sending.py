"""What a codebook knows of lists of who should send, and of how offices are called in them."""

from __future__ import annotations

import msgspec

from fazhi.codebook.book import Codebook, derived


class Sending(msgspec.Struct, frozen=True):
    """`sending.yaml`.

    `heads`: by column the words that may head it; `endings`: what names of offices end with;
    `ranks`: what may stand before the name of an office; `short_endings`: by an ending of its whole
    name that of a short one.
    """

    heads: dict[str, tuple[str, ...]]
    endings: tuple[str, ...]
    ranks: tuple[str, ...]
    short_endings: dict[str, str]


@derived
def sending(book: Codebook) -> Sending:
    """All of `sending.yaml`; raises `CodebookError` where the file is wrong."""
    return book.book("sending", Sending)
