"""Yuan, jiao and fen (3元5角 is 3.5 yuan), and money told without its measure word (讨薪8.2亿)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from heapq import merge

from msgspec.structs import replace

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.numerals import (
    CHINESE_DIGITS,
    MULTIPLIERS,
    UNITS_OF_ONE,
    read_number,
    read_pair,
    scale_of,
)
from fazhi.language.units import any_of
from fazhi.parse.quantities.amount import Amount, approximator_before

DIGIT = "[0-9零一二两三四五六七八九]"
SMALL = re.compile(rf"零?(?:(?P<jiao>{DIGIT})角)?(?:零?(?P<fen>{DIGIT})分(?!钟))?整?")
JIAO = re.compile("角")
ALONE = re.compile(r"(?<![0-9.])(?P<jiao>[1-9])角(?:(?P<fen>[1-9])分)?(?![度落色形楼])")

# Ten thousand and a hundred million, where the clause ends behind them.
# One pattern each, as what begins with a sign is found faster than one of two.
BARE_ENDS = [re.compile(rf"{sign}[余多]?(?=[，。；、（）\n]|\Z)") for sign in "万亿"]
BARE = re.compile(
    rf"(?<![0-9.数几{CHINESE_DIGITS}{MULTIPLIERS}])(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?[百千]?"
    rf"|[十{CHINESE_DIGITS}][十百千点{CHINESE_DIGITS}]*)(?P<more>[余多])?[万亿]$"
)
LONGEST_BARE = 12


def with_bare_money(text: str, found: list[Amount], book: Codebook) -> list[Amount]:
    """The amounts, and sums of money that name no 元, behind a word for money (讨薪8.2亿)."""
    bare = [
        amount
        for ends in BARE_ENDS
        for amount in _bare(text, ends, book)
        if not any(one.start < amount.end and amount.start < one.end for one in found)
    ]
    return sorted([*found, *bare], key=lambda amount: amount.start) if bare else found


def _bare(text: str, ends: re.Pattern[str], book: Codebook) -> Iterator[Amount]:
    for found in ends.finditer(text):
        at, end = found.span()
        number = BARE.search(text, max(at - LONGEST_BARE, 0), at + 1)
        if not number:
            continue
        start = number.start()
        before, word = approximator_before(text, start, book)
        start -= len(word)
        low, high = read_pair(number["number"]) or (read_number(number["number"]), None)
        if low is not None and _money(book).search(text, max(start - 12, 0), start):
            over = "over" if number["more"] or end > at + 1 else "exact"
            factor = scale_of(text[at])
            low, high = round(low * factor, 6), high and round(high * factor, 6)
            yield Amount(start, end, low, high, "元", before or ("about" if high else over))


@derived
def _money(book: Codebook) -> re.Pattern[str]:
    return re.compile(
        rf"{any_of(wording(book).money)}(?:共计?|总计|合计|达到?|为|了|近|人民币){{0,2}}$"
    )


def with_small_money(text: str, found: Sequence[Amount]) -> list[Amount]:
    """The amounts, jiao and fen behind yuan added to them, and jiao that stand alone."""
    if "角" not in text and "分" not in text:
        return list(found)
    whole: list[Amount] = []
    for amount in found:
        if not whole or whole[-1].end <= amount.start:
            whole.append(_with_jiao(text, amount) if amount.unit == "元" else amount)
    alone = list(_alone(text, whole))
    return list(merge(whole, alone, key=lambda amount: amount.start)) if alone else whole


def _with_jiao(text: str, amount: Amount) -> Amount:
    if amount.value is None or amount.high is not None:
        return amount
    small = SMALL.match(text, amount.end)
    if not small or not (small["jiao"] or small["fen"]) or text[amount.end - 1] != "元":
        return amount
    value = round(amount.value + _yuan(small), 2)
    return replace(amount, end=small.end(), value=value, zero=False)


def _alone(text: str, found: Sequence[Amount]) -> Iterator[Amount]:
    at = 0
    for jiao in JIAO.finditer(text):
        match = ALONE.match(text, max(jiao.start() - 1, 0))
        if not match:
            continue
        while at < len(found) and found[at].end <= match.start():
            at += 1
        if at == len(found) or match.end() <= found[at].start:
            yield Amount(match.start(), match.end(), _yuan(match), None, "元", "exact")


def _yuan(small: re.Match[str]) -> float:
    jiao, fen = (_digit(small[name]) for name in ("jiao", "fen"))
    return round(jiao / 10 + fen / 100, 2)


def _digit(sign: str | None) -> int:
    return UNITS_OF_ONE.get(sign, 0) if sign and not sign.isdigit() else int(sign or 0)
