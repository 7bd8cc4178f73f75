"""In which language an error is told to whoever works in Python: that of what raised it."""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, wraps
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

from fazhi.codebook.book import WORDS, Codebook, load_codebook
from fazhi.codebook.said import said_in
from fazhi.errors import FazhiError

# What needs no words, and no loading of them: the language of the code.
OF_THE_CODE = ("en", "c", "posix", "")
# The kinds of error whose reasons the words tell by code.
REASON = "reason."
STOPS = ("。", "？", "！")
CHINESE = re.compile("[\u3400-\u9fff]")
# The line of a file of the user's own.
LINE = re.compile(r", line (\d+)$")

P = ParamSpec("P")
T = TypeVar("T")


def of_system() -> str:
    """The language that the system speaks, as a short name (`zh`, `en`, `c`)."""
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "zh" if named.startswith("Chinese") else re.split("[-_.]", named.lower())[0]


def error_in(words: Mapping[str, str], error: FazhiError) -> str:
    """An error in one line: where, what, and what to do next; in English what has no words."""
    what = said_in(words, error.message)
    reason = words.get(REASON + error.code)
    by_code = reason is not None and what == error.message
    if not (by_code or CHINESE.search(what)):
        return error.in_english(what, said_in(words, error.hint))
    where = LINE.sub(lambda found: said_in(words, found[0]), error.where)
    place = f"{where}：" if where else ""
    if reason is not None and by_code:
        return place + reason
    stop = "" if what.endswith(STOPS) else "。"
    return f"{place}{what}{stop}{said_in(words, error.hint) if error.hint else ''}"


@contextmanager
def told_in(language: str, book: Codebook | None = None) -> Iterator[None]:
    """Errors of ours that leave the block tell themselves in a language; the innermost decides.

    Args:
        language: a short name; in one without words they speak as the system does, or English.
        book: where the words are looked for; without it ours.
    """
    try:
        yield
    except FazhiError as error:
        if not error.said:
            error.said = _said(error, language, book)
        raise


def _said(error: FazhiError, language: str, book: Codebook | None) -> str:
    try:
        book = book or load_codebook()
        known = {*OF_THE_CODE, *(name.partition("/")[2] for name in book.within(WORDS))}
        spoken = language if language in known else of_system()
        if spoken in known.difference(OF_THE_CODE):
            return error_in(book.book(f"{WORDS}/{spoken}", dict[str, str]), error)
    except FazhiError:
        # Where the words themselves cannot be read, the error is told as it is.
        pass
    return error.in_english()


def as_system_speaks(function: Callable[P, T]) -> Callable[P, T]:
    """A public function whose errors are told in the language of the system."""

    @wraps(function)
    def telling(*given: P.args, **named: P.kwargs) -> T:
        with told_in(of_system()):
            return function(*given, **named)

    return telling


def as_it_speaks(spoken: Callable[[Any], tuple[str, Codebook]]) -> Callable[[type[T]], type[T]]:
    """A class whose methods tell errors in the language of the object.

    Args:
        spoken: of an object its language and the codebook that holds the words.
    """

    def told(method: Callable[P, object]) -> Callable[P, object]:
        @wraps(method)
        def telling(*given: P.args, **named: P.kwargs) -> object:
            with told_in(*spoken(given[0])):
                return method(*given, **named)

        return telling

    def of(kind: type[T]) -> type[T]:
        for name, held in list(vars(kind).items()):
            # While it is made it has no language yet; what is its own is called by the others.
            if name == "__init__" or re.match("_[^_]", name):
                continue
            if isinstance(held, FunctionType):
                setattr(kind, name, told(held))
            elif isinstance(held, property) and held.fget:
                setattr(kind, name, property(told(held.fget)))
            elif isinstance(held, cached_property):
                held.func = told(held.func)
        return kind

    return of
