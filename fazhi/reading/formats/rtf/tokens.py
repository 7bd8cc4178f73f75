"""What an RTF is made of: groups, control words, coded bytes and plain ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi.reading.symbols import PRIVATE, USUAL_SIGNS

TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<text>[^\\{}\r\n\x00]+)|(?P<other>.)",
    re.S,
)
# Words that stand for signs; breaks of page and column end a line as well.
SIGNS = {
    **dict.fromkeys(("line", "page", "column"), "\n"), "tab": "\t", "emdash": "—", "endash": "–",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "_": "-",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "~": "\u00a0",
    "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
# Fonts name a character set by Windows' number; it is that of the bytes of their text.
SYMBOLS = "symbols"
CHARSETS = {
    0: "cp1252", 2: SYMBOLS, 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
CODE_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 10008: "gb18030"}


class Token(NamedTuple):
    """`kind`: open, close, word, sign, byte, text; `text`: its name or signs; `number`: its value.

    Bytes (`data`) are those of the document's code page.
    """

    kind: str
    text: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of an RTF, binary data passed over."""
    at = 0
    while (match := TOKEN.match(data, at)) is not None:
        at = match.end()
        kind = str(match.lastgroup)
        if kind in ("word", "number"):
            number = None if match["number"] is None else int(match["number"])
            word = match["word"].decode("ascii")
            if word == "bin":
                at += max(number or 0, 0)
            else:
                yield Token("word", word, number)
        elif kind == "byte":
            yield Token("byte", data=bytes([int(match["byte"], 16)]))
        elif kind == "sign":
            yield Token("sign", match["sign"].decode("latin-1"))
        elif kind == "text":
            yield Token("text", data=match["text"])
        elif kind != "other":
            yield Token(kind)


def code_page(number: int) -> str:
    """The name of a Windows code page's encoding."""
    return CODE_PAGES.get(number, f"cp{number}")


def decoded(data: bytes, encoding: str, default: str) -> str:
    """Text of these bytes; a bullet or tick alone in a symbol font as the sign that is shown.

    A byte that is half a character to the font's encoding stands for a sign of Western Windows.
    """
    is_alone = len(data.strip()) == 1
    if encoding == SYMBOLS:
        sign = USUAL_SIGNS.get(chr(PRIVATE | data.strip()[0])) if is_alone else None
        if sign is not None:
            return data.decode("latin-1").replace(chr(data.strip()[0]), sign)
        encoding = default
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        text = data.decode("cp1252", "replace")
    return data.decode("cp1252", "replace") if is_alone and "\ufffd" in text else text
