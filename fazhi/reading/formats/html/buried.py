"""The article where a page shows none, but carries it: in a text area, a script's data, a frame.

Nothing runs: strings of scripts are read as text. One is taken only if it plainly holds an
article, that is 100 characters of Chinese running text with two full stops.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from html import escape, unescape
from urllib.parse import unquote

from fazhi.reading.formats.html.tree import Tree
from fazhi.reading.limits import check_time

LEAST, FEWEST_STOPS = 100, 2
LARGEST_SCRIPT = 2_000_000
CHINESE = re.compile("[\u3400-\u9fff]")
# String literals of scripts and JSON, with what a backslash may stand before.
STRING = re.compile(
    r'"((?:[^"\\\n]|\\.){60,})"|\'((?:[^\'\\\n]|\\.){60,})\'|`((?:[^`\\]|\\.){60,})`', re.S
)
# One piece of markup after another, written to the page or put to what was there.
PUT = re.compile(
    r"(?:document\.write(?:ln)?\(|\+=)\s*"
    r"(?:\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`)",
    re.S,
)
FEWEST_PUT = 3
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|x[0-9a-fA-F]{2}|.)", re.S)
SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "v": "", "0": "", "\n": ""}
PERCENT = re.compile(r"%(?:u([0-9A-Fa-f]{4})|([0-9A-Fa-f]{2}))")
# What scripts unpack before they show it: base 64, and the bytes of UTF-8 in percent signs.
PACKED = re.compile(r"[A-Za-z0-9+/\s]{200,}={0,2}\s*")
IN_BYTES = re.compile(r"%[4-9A-Fa-f][0-9A-Fa-f]")
TAG = re.compile(r"<(?:p|br|div|span|section|table|h\d)\b", re.I)


def buried_article(tree: Tree) -> str:
    """Markup of the article that the page carries without showing it; empty where none does."""
    return held_article(_carried(tree))


def held_article(texts: Iterable[str]) -> str:
    """Markup of the longest of the texts that plainly holds an article; empty where none does."""
    best, weight = "", 0
    for markup in texts:
        check_time()
        held = _weight(markup)
        if held > weight:
            best, weight = markup, held
    if not best:
        return ""
    if TAG.search(best):
        return best
    return "".join(f"<p>{escape(line)}</p>" for line in best.splitlines() if line.strip())


def _carried(tree: Tree) -> Iterator[str]:
    for one in tree.named("textarea", "template"):
        yield one.source()
    for one in tree.named("noscript"):
        yield "".join(f"<p>{escape(line)}</p>" for line in one.text().splitlines() if line.strip())
    for one in tree.named("iframe"):
        yield one.attributes.get("srcdoc", "")
    for one in tree.named("input"):
        yield one.attributes.get("value", "")
    for one in tree.elements:
        for name, value in one.attributes.items():
            if name.startswith("data-") and len(value) >= LEAST:
                yield _shown_by_script(value)
    for one in tree.named("script"):
        source = one.source()[:LARGEST_SCRIPT]
        if one.attributes.get("type", "").lower() in ("text/html", "text/template", "text/plain"):
            yield source
            continue
        put = pieces_put(source)
        if len(put) >= FEWEST_PUT:
            yield "\n".join(put)
        for match in STRING.finditer(source):
            yield _shown_by_script(match[1] or match[2] or match[3])


def pieces_put(source: str) -> list[str]:
    """The pieces of markup that a script writes to its page, in their order."""
    return [_written_out(match[1] or match[2] or match[3] or "") for match in PUT.finditer(source)]


def _shown_by_script(string: str) -> str:
    """What a string of a script, or of an attribute that one reads, stands for."""
    return _unpacked(string) if PACKED.fullmatch(string) else _written_out(string)


def _written_out(string: str) -> str:
    """The characters that a string literal stands for."""
    text = ESCAPE.sub(_sign, string) if "\\" in string else string
    if "%u" in text:
        text = PERCENT.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
    elif len(IN_BYTES.findall(text)) > LEAST:
        text = unquote(text)
    # Markup inside data is often escaped a second time.
    return unescape(text) if "&lt;" in text else text


def _unpacked(string: str) -> str:
    """What base 64 stands for, empty where it is no text in UTF-8."""
    try:
        return b64decode("".join(string.split()), validate=True).decode("utf-8")
    except ValueError:
        return ""


def _sign(match: re.Match[str]) -> str:
    said = match[1]
    if said[0] in "ux" and len(said) > 1:
        number = int(said.strip("ux{}"), 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    return SIMPLE.get(said, said)


def _weight(markup: str) -> int:
    """Chinese characters of a markup that plainly holds an article, else 0."""
    if markup.count("。") < FEWEST_STOPS:
        return 0
    held = len(CHINESE.findall(markup))
    return held if held >= LEAST else 0
