"""An article of several pages as one file (MHTML, RFC 2557), which browsers and a build open.

The pages lie in it byte for byte, as they were sent, each under its address.
"""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple


class Leaf(NamedTuple):
    """One page: its address as the page before links it, and its bytes."""

    address: str
    body: bytes


def as_one_file(leaves: Sequence[Leaf]) -> bytes:
    """The pages in one file, the first to be shown; the same bytes for the same pages."""
    mark = sha256(b"".join(one.body for one in leaves)).hexdigest()[:24]
    head = (
        "From: <Saved by fazhi collect>\r\n"
        f"Snapshot-Content-Location: {leaves[0].address}\r\n"
        "MIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="----{mark}"\r\n\r\n'
    )
    parts = [
        (
            f"------{mark}\r\n"
            "Content-Type: text/html\r\n"
            "Content-Transfer-Encoding: base64\r\n"
            f"Content-Location: {one.address}\r\n\r\n"
        ).encode()
        + encodebytes(one.body).replace(b"\n", b"\r\n")
        for one in leaves
    ]
    return head.encode() + b"\r\n".join(parts) + f"\r\n------{mark}--\r\n".encode()
