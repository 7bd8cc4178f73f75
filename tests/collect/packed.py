"""Packed folders as portals have them."""

from __future__ import annotations

import io
import zipfile


class InGbk(zipfile.ZipInfo):
    """An entry whose name is written as old programs write it, and do not say so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gb18030"), self.flag_bits


def folder(files: dict[str, bytes]) -> bytes:
    """A packed folder whose names are in GBK."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, body in files.items():
            packed.writestr(InGbk(name), body)
    return out.getvalue()
