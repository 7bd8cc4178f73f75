"""Regular expressions as they were compiled once: for Chinese, Python takes long to compile them.

One range of Chinese characters costs up to two milliseconds, all that a report needs a fifth of a
small build. What was compiled is kept beside our compiled code, where Python keeps it, and only if
it keeps any; whatever is not there, or not as it was written, is compiled as usual. The expressions
are the same: what is kept is the code that Python's own compiler made of the same words.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, NamedTuple

from fazhi.beside import found, put

Compile = Callable[..., "re.Pattern[Any]"]
# Flags and code of an expression, the number of its groups, their names, and these in order.
Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
# What is behind `re`: no promise of the library, so `_inside` looks before it is used.
UNSIGNED = "I"
# Of all that the compiler has a way of its own for: groups, sets, repeats, looks behind, atoms.
TRIAL = "(?P<one>[一-二丙]|(b))\\1+(?<![^0-9甲])(?>x*)(?(2)y|z)*?"
# What a library of another form may raise where it is used as this one is.
OTHERWISE = (
    *(ImportError, OSError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError),
    *(LookupError, AssertionError, EOFError),
)
DIGEST = 16
# Of these in a set of signs Python warns that they may mean something else one day, each time.
WARNED = ("[[", "--", "&&", "~~", "||")
# Ours are some 700; where there are many more, those of other versions go.
MOST = 4096


class Inside(NamedTuple):
    """The compiler of `re`, its parser, what runs its code, and what tells one code from others."""

    compiler: Any
    parser: Any
    engine: Any
    edition: bytes


@contextmanager
def expressions_kept() -> Iterator[None]:
    """Have expressions that were compiled once taken from what is kept, until the end."""
    inside = _inside()
    # Looked at once: what another thread puts there meanwhile is never put back as the usual one.
    usual: Any = inside and inside.compiler.compile
    if inside is None or isinstance(usual, _Keeper):
        yield
        return
    keeper = inside.compiler.compile = _Keeper(inside, usual)
    try:
        yield
    finally:
        inside.compiler.compile = usual
        keeper.close()


@cache
def _inside() -> Inside | None:
    """What is behind `re`, where it is as we know it and gives what `re` gives."""
    try:
        compiler, parser, engine = map(import_module, ("re._compiler", "re._parser", "_sre"))
        python = f"{sys.version} {sys.byteorder} {engine.MAGIC} {engine.MAXGROUPS}"
        # What other code of ours kept may have another form.
        edition = python.encode() + Path(__file__).read_bytes()
        inside = Inside(compiler, parser, engine, edition)
        trial = _made(_code(TRIAL, 0, inside), TRIAL, inside)
    except OTHERWISE:
        return None
    # Two are equal whose words, flags and codes are.
    same = trial == re.compile(TRIAL) and trial.groupindex == re.compile(TRIAL).groupindex
    return inside if same else None


class _Keeper:
    """Stands in place of the compiler of `re`: what is kept is not compiled again.

    Whatever it cannot do as it knows it, the usual compiler does, or says why not.

    Args:
        inside: what is behind `re`.
        usual: the compiler.
    """

    def __init__(self, inside: Inside, usual: Compile) -> None:
        self._inside, self._usual = inside, usual
        self._kept: dict[bytes, Code] | None = None
        self._new: dict[bytes, Code] = {}

    def __call__(self, pattern: Any, flags: int = 0, *more: Any, **named: Any) -> re.Pattern[Any]:
        # Of another class of texts `format` may tell a name, the same for two expressions.
        plain = type(pattern) is str and not (more or named or flags & re.DEBUG)
        if plain and not any(map(pattern.__contains__, WARNED)):
            # An expression that is wrong is refused below, as Python refuses it.
            with suppress(re.error, *OTHERWISE):
                return self._without_compiling(pattern, flags)
        return self._usual(pattern, flags, *more, **named)

    def _without_compiling(self, pattern: str, flags: int) -> re.Pattern[Any]:
        name = blake2b(f"{flags:d} {pattern}".encode("utf-8", "surrogatepass"), digest_size=DIGEST)
        key = name.digest()
        if self._kept is None:
            self._kept = _read(self._inside.edition)
        code = self._kept.get(key) or self._new.get(key)
        if code is None:
            code = self._new[key] = _code(pattern, flags, self._inside)
        return _made(code, pattern, self._inside)

    def close(self) -> None:
        """Keep what was new."""
        if self._new and self._kept is not None and not sys.dont_write_bytecode:
            every = {**self._kept, **self._new}
            told = every if len(every) <= MOST else self._new
            put(_file(), self._inside.edition, marshal.dumps(told))


def _code(pattern: str, flags: int, inside: Inside) -> Code:
    """What the compiler of `re` makes of an expression; raises `re.error`."""
    parsed = inside.parser.parse(pattern, flags)
    code = array(UNSIGNED, inside.compiler._code(parsed, flags))
    names = dict(parsed.state.groupdict)
    order: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        order[number] = name
    groups = parsed.state.groups - 1
    return int(flags | parsed.state.flags), code.tobytes(), groups, names, tuple(order)


def _made(code: Code, pattern: str, inside: Inside) -> re.Pattern[Any]:
    flags, words, groups, names, order = code
    every = array(UNSIGNED, words).tolist()
    made: re.Pattern[Any] = inside.engine.compile(pattern, flags, every, groups, names, order)
    return made


def _read(edition: bytes) -> dict[bytes, Code]:
    content = found(_file(), edition)
    kept: dict[bytes, Code] = marshal.loads(content) if content else {}
    return kept


def _file() -> Path:
    return Path(cache_from_source(__file__)).with_suffix(".kept")
