"""From texts to the letters by which shared wording is known, each with its place in the text.

Letters are what stays when a text is taken over: simplified script, no punctuation, no blanks, no
figures in digits or signs, no names of the places that the report speaks for nor, in two signs, of
any town, and no words for their rank (镇, 街道, 县 ...), as 我镇 becomes 全乡 in another's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from fazhi.codebook.book import Codebook, derived
from fazhi.later import pl

PLANE = 1 << 16
BLOCK = 1 << 8
FIGURES = frozenset("〇零一二三四五六七八九十百千万亿两几")
TOWNS, RANKS = frozenset("镇乡街"), frozenset("县区市省州旗盟")
TOWN = 1
# What stands in place of signs that are none: of a name, or beyond the first plane.
NO_LETTER = "\0"
BEYOND = re.compile("[\U00010000-\U0010ffff]")
ENDING = re.compile("(?:镇|乡|街道|民族乡|苏木|自治县|县|区|市|省|自治州|州|盟|旗)$")
# Few signs, with which all forms of a name begin: where these are not, none of them is.
HEAD = 2
# So many names, and reports' names, are remembered.
REMEMBERED = 1 << 12
# Behind the stem of a name these make it the name (西坪党委); elsewhere it may be a common word.
SPEAKERS = ("党委", "政府", "人民政府", "人大", "综治", "司法所", "派出所")


@derived
def alphabet(book: Codebook) -> pl.Series:
    """For each sign of the first plane the code of its letter.

    What is no letter has 0, `TOWN` what ends the name of a town.
    """
    from fazhi.reading.clean.script import folding

    plain: list[int] = []
    for first in range(0, PLANE, BLOCK):
        plain += _plain(range(first, first + BLOCK))
    for sign in (*FIGURES, *RANKS):
        plain[ord(sign)] = 0
    for sign in TOWNS:
        plain[ord(sign)] = TOWN
    codes = plain.copy()
    for old, new in folding(book).items():
        if ord(new) < PLANE:
            codes[ord(old)] = plain[ord(new)]
    return pl.Series("code", codes, dtype=pl.UInt16)


def _plain(codes: range) -> Iterable[int]:
    """The codes of the letters of a block, in small; most blocks are letters without capitals."""
    block = "".join(map(chr, codes))
    if block.isalpha() and block == block.lower():
        return codes
    return map(_small, block)


def _small(sign: str) -> int:
    """The code of a letter, of a capital that of the small one; of what is no letter 0."""
    if not sign.isalpha():
        return 0
    lower = sign.lower()
    return ord(lower) if len(lower) == 1 and ord(lower) < PLANE else ord(sign)


class _Bare(dict[int, str | None]):
    """A table for `str.translate` that learns signs as it meets them: texts hold few of all."""

    def __init__(self, codes: Sequence[int]) -> None:
        self._codes = codes

    def __missing__(self, sign: int) -> str | None:
        code = self._codes[sign] if sign < PLANE else sign
        letter = self[sign] = chr(code) if code > TOWN else None
        return letter


@derived
def bare(book: Codebook) -> dict[int, str | None]:
    """The alphabet as a table for `str.translate`: what is no letter goes."""
    return _Bare(alphabet(book).to_list())


def without_names(text: str, names: Sequence[str]) -> str:
    """The text with the names blanked; lengths stay, signs beyond the first plane are blanked."""
    names = tuple(names)
    here = tuple(head for head in _heads(names) if head in text)
    for name in names if here else ():
        if name.startswith(here):
            text = text.replace(name, NO_LETTER * len(name))
    # A sign beyond takes four bytes in place of two; nearly no text has one.
    within = text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
    return text if within else BEYOND.sub(NO_LETTER, text)


@lru_cache(REMEMBERED)
def _heads(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name[:HEAD] for name in names))


def spoken_names(names: Sequence[str | None]) -> tuple[str, ...]:
    """What is blanked for a report that bears these names, the longest first."""
    found = {form for name in names if name for form in _forms(name)}
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


@lru_cache(REMEMBERED)
def _forms(name: str) -> tuple[str, ...]:
    """A name, and those who speak for it; one sign alone is none."""
    if len(name) < HEAD:
        return ()
    stem = ENDING.sub("", name)
    return name, *(stem + speaker for speaker in SPEAKERS if len(stem) >= HEAD)


class Letters(NamedTuple):
    """The letters of texts, one after the other.

    `codes` and `places`: of each letter its code, and its place in all texts joined; `counts` and
    `begins`: of each text how many letters it has, and the place where it begins; `kept`: of each
    place whether it is that of a letter.
    """

    codes: pl.Series
    places: pl.Series
    counts: pl.Series
    begins: pl.Series
    kept: pl.Series

    def firsts(self) -> pl.Series:
        """How many letters are before those of each text."""
        return self.counts.cum_sum() - self.counts


def letters_of(texts: Sequence[str], book: Codebook) -> Letters:
    """The letters of texts one after the other.

    Args:
        texts: without names and signs beyond the first plane (`without_names`).
    """
    # A sign that is no letter stands between texts: a town's name does not reach across.
    joined = NO_LETTER.join([*texts, NO_LETTER])
    signs = pl.Series([joined.encode("utf-16-le")]).bin.reinterpret(
        dtype=pl.Array(pl.UInt16, len(joined)), endianness="little"
    )
    code = pl.col("code")
    told = (
        pl.DataFrame({"code": alphabet(book).gather(signs.explode().cast(pl.UInt32))})
        .lazy()
        .with_columns(kept=(code > TOWN) & ~_is_of_a_town())
        .collect()
    )
    sizes = pl.Series(map(len, texts), dtype=pl.UInt32)
    return letters_at(sizes, told["kept"], told["code"].filter(told["kept"]))


def letters_at(sizes: pl.Series, kept: pl.Series, codes: pl.Series) -> Letters:
    """The letters of texts of so many signs, by the places that are `kept`, and their codes."""
    ends = (sizes + 1).cum_sum()
    places = kept.arg_true()
    until = places.search_sorted(ends)
    counts = until - until.shift(1, fill_value=0)
    return Letters(codes, places, counts, ends.shift(1, fill_value=0), kept)


def _is_of_a_town() -> pl.Expr:
    """Whether a sign is one of the two before 镇, 乡 or 街道: a town's name, or 全镇 for 我镇.

    A name that was left over in a copy is so no break in it.
    """
    ahead, further = (pl.col("code").shift(-by, fill_value=0) for by in (1, 2))
    return (ahead == TOWN) | ((further == TOWN) & (ahead > TOWN))


def repeated(values: pl.Series, times: pl.Series) -> pl.Series:
    """Each value so many times; none of them null."""
    some = pl.DataFrame({"value": values, "times": times}).filter(pl.col("times") > 0)
    if not len(some):
        return some["value"]
    ends = some["times"].cum_sum()
    # Each value where it begins, and from there on: a third less than to count and to look up.
    unset = pl.Series([None], dtype=values.dtype).new_from_index(0, int(ends[-1]))
    begun = unset.scatter(ends.shift(1, fill_value=0), some["value"])
    return begun.fill_null(strategy="forward")


def ranges(begins: pl.Series, counts: pl.Series) -> pl.Series:
    """The numbers from each beginning on, so many of each, one after the other."""
    some = pl.DataFrame({"begin": begins, "count": counts}).cast(pl.Int64)
    some = some.filter(pl.col("count") > 0)
    first, count = some["begin"], some["count"]
    if not len(some):
        return first
    ends = count.cum_sum()
    # Each is one more than the one before it, but for the first of each beginning.
    ones = pl.repeat(1, int(ends[-1]), dtype=pl.Int64, eager=True)
    return ones.scatter(ends - count, first - (first + count - 1).shift(1, fill_value=0)).cum_sum()
