"""The name that a server gives the file it sends, in the forms in which servers write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header
from urllib.parse import unquote_to_bytes

from fazhi.reading.covers import decoded_name

# RFC 6266: `filename*=UTF-8''%E6...`; it wins over the plain form beside it.
EXTENDED = re.compile(r"filename\*\s*=\s*\"?([\w.-]*)'[^']*'([^;\"]+)", re.I)
# RFC 2231: a long name in pieces, `filename*0*=GBK''…; filename*1*=…`.
PIECE = re.compile(r"filename\*(\d{1,2})(\*?)\s*=\s*(?:\"([^\"]*)\"|([^;\s]+))", re.I)
QUOTED = re.compile(r'filename\s*=\s*"((?:[^"\\]|\\.)*)"', re.I)
BARE = re.compile(r"filename\s*=\s*([^;\s][^;]*)", re.I)
LAST_OF_LATIN = 0xFF
ENCODED_WORD = re.compile(r"=\?[\w-]+\?[bq]\?[^?]*\?=", re.I)


def sent_name(header: str) -> str:
    """The name in a `Content-Disposition`, without folders; empty where it gives none.

    Understood are percent signs with a charset (`filename*=`) and without, encoded words of
    mail, and bytes of UTF-8 or GBK as they are, which a reader of headers gives as Latin-1.
    """
    if pieces := sorted(PIECE.findall(header), key=lambda one: int(one[0])):
        name = _in_pieces(pieces)
    elif found := EXTENDED.search(header):
        name = _decoded(unquote_to_bytes(found[2].strip()), found[1])
    elif found := QUOTED.search(header) or BARE.search(header):
        name = _plain(re.sub(r'\\(["\\])', r"\1", found[1]).strip())
    else:
        return ""
    return name.replace("\\", "/").rpartition("/")[2].strip()


def _in_pieces(pieces: Sequence[tuple[str, str, str, str]]) -> str:
    """A name whose pieces are numbered; the first tells in which charset percent signs are."""
    charset, data = "", b""
    for _, is_extended, quoted, bare in pieces:
        told = quoted or bare
        if is_extended and not data and told.count("'") >= 2:
            charset, _, told = told.split("'", 2)
        data += unquote_to_bytes(told) if is_extended else told.encode("latin-1", "replace")
    return _decoded(data, charset)


def _plain(told: str) -> str:
    if ENCODED_WORD.search(told):
        try:
            parts = decode_header(told)
        except (HeaderParseError, ValueError):
            return told
        return "".join(
            part if isinstance(part, str) else _decoded(part, charset or "")
            for part, charset in parts
        )
    if re.search(r"%[0-9a-fA-F]{2}", told):
        return decoded_name(unquote_to_bytes(told))
    try:
        return _undoubled(decoded_name(told.encode("latin-1")))
    except UnicodeEncodeError:
        return told


def _undoubled(name: str) -> str:
    """A name that a server took for Latin-1 and wrote in UTF-8 once more, as it was."""
    if name.isascii() or ord(max(name)) > LAST_OF_LATIN:
        return name
    for charset in ("utf-8", "gb2312"):
        with suppress(UnicodeDecodeError):
            return name.encode("latin-1").decode(charset)
    return name


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decoded_name(data)
