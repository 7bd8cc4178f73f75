"""An answer of a portal's interface, saved in place of the page: JSON that carries the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from fazhi.errors import ReadError

# Data in a function's brackets or bare; most texts are told by their first sign.
OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[\w.$]{1,60}\(\s*)?[\[{]\s*[\"\[{]")
CALL = re.compile(r"\s*[\w.$]{1,60}\(\s*(.*?)\s*\)\s*;?\s*", re.S)
TITLES = ("title", "articletitle", "doctitle", "subject", "bt")
DAYS = ("pubdate", "publishdate", "publishtime", "pubtime", "publisheddate", "docpubtime", "fbsj")
MOST = 100_000


def data_in(data: bytes) -> Any:
    """The lists and mappings of JSON in UTF-8, null where the bytes are none."""
    if not OPENING.match(data[:200]):
        return None
    try:
        text = data.decode("utf-8-sig")
        called = None if text.lstrip()[:1] in "[{" else CALL.fullmatch(text)
        found = json.loads(called[1] if called else text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None


def page_of(found: Any) -> str:
    """A page of the article that data carry, with the title and day that stand beside it.

    Raises `ReadError` (`not_text`) where they carry none.
    """
    from fazhi.reading.formats.html.buried import held_article

    texts = list(_texts(found))
    body = held_article(words for _, words in texts)
    if not body:
        raise ReadError(
            "the file is data (JSON) that carry no article",
            hint="Open the report in a browser and save the page.",
            code="not_text",
        )
    title = next((words for name, words in texts if name in TITLES and words != body), "")
    day = next((words for name, words in texts if name in DAYS), "")
    return (
        f'<html><head><meta name="ArticleTitle" content="{escape(title)}">'
        f'<meta name="PubDate" content="{escape(day)}"></head><body>{body}</body></html>'
    )


def _texts(found: Any) -> Iterator[tuple[str, str]]:
    """The texts in data, each with its name in small letters, in their order."""
    waiting: list[tuple[str, Any]] = [("", found)]
    for _ in range(MOST):
        if not waiting:
            return
        name, one = waiting.pop()
        if isinstance(one, str):
            yield name, one
        elif isinstance(one, dict):
            waiting += [(str(key).lower(), value) for key, value in one.items()][::-1]
        elif isinstance(one, list):
            waiting += [(name, value) for value in one][::-1]
