"""Numbers that share a measure word: the ends of a range (三至五万元), the members of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from fazhi.codebook.book import Codebook, derived
from fazhi.language.numerals import CHINESE_DIGITS, MULTIPLIERS, read_number, scale_of
from fazhi.language.units import unit_pattern
from fazhi.parse.quantities.amount import Amount, approximator_before
from fazhi.parse.quantities.names import tens_stand_apart

LONGEST_LOWER_BOUND = 16
RANGE_SIGNS = "至到—－–~～-"
BEFORE_LIST = re.compile(r"(?<![0-9.第月年])([0-9]+(?:\.[0-9]+)?)(?:、|和|及)$")
# Two neighbours before one measure word are a guess (3、4次), but for what counts two things.
GUESS = re.compile(
    rf"(?<![0-9.第月年、{CHINESE_DIGITS}{MULTIPLIERS}])((?:[二三四五六七八九]?十)?[1-9一二两三四五六七八])、$"
)
LONGEST_GUESS = 5
GUESSED = frozenset(
    ("次", "件", "起", "人", "名", "家", "户", "个", "天", "场", "处", "份", "项", "例", "位")
)
NO_GUESS_BEHIND = frozenset("\n。；：（ \u3000")
NO_GUESS = ("分别", "各为", "依次")
NUMBER = re.compile(rf"[0-9{CHINESE_DIGITS}{MULTIPLIERS}.．点,，余多来]+")
SOFT = str.maketrans("", "", "余多来")
TAIL = re.compile(r"(?P<small>(?<=.)[十百千])?(?P<big>[万亿]*)$")

# Tens and hundreds before 有 or 又 (四十有二起, 一百又六件).
TENS = re.compile(
    rf"(?<![0-9.第{CHINESE_DIGITS}{MULTIPLIERS}])[{CHINESE_DIGITS}百十]*([十百])[有又]$"
)
LONGEST_TENS = 8


def with_tens(text: str, amount: Amount) -> Amount:
    """The amount with the tens that stand apart before it (四十有二起: 42, not 2)."""
    start, value = amount.start, amount.value
    if not tens_stand_apart(text, start):
        return amount
    match = TENS.search(text, max(start - LONGEST_TENS, 0), start)
    tens = read_number(match[0][:-1]) if match else None
    if not match or tens is None or value is None or amount.high is not None:
        return amount
    if not 0 < value < scale_of(match[1]) or text[start] not in CHINESE_DIGITS + MULTIPLIERS:
        return amount
    return replace(amount, start=match.start(), value=tens + value)


@derived
def _before_range(book: Codebook) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![0-9.第年{CHINESE_DIGITS}{MULTIPLIERS}])"
        rf"(?P<number>(?:[0-9]+(?:\.[0-9]+)?|[{CHINESE_DIGITS}{MULTIPLIERS}]+)[百千万亿]*)"
        rf"(?P<unit>{unit_pattern(book)})?[{RANGE_SIGNS}]{{1,2}}$"
    )


def with_lower_bound(text: str, amount: Amount, book: Codebook) -> Amount:
    """The amount, or the range of which it is the upper end (3至5次).

    Without value where the words leave open what the lower end is (三至五十人: 3 or 30).
    """
    start, high = amount.start, amount.value
    if not start or text[start - 1] not in RANGE_SIGNS or high is None:
        return amount
    match = _before_range(book).search(text, max(start - LONGEST_LOWER_BOUND, 0), start)
    if not match or (match["unit"] and match["unit"] != amount.unit):
        return amount
    low = read_number(match["number"])
    if low is None:
        return amount
    words = text[start : amount.end]
    shared = (low, True) if match["unit"] else _shared(low, match["number"], words, high)
    low, sure = shared
    if low >= high:
        return amount
    word = approximator_before(text, match.start(), book)[1]
    return replace(
        amount,
        start=match.start() - len(word),
        value=low if sure else None,
        high=high if sure else None,
        approx="about",
        zero=False,
    )


def _shared(low: float, number: str, upper: str, high: float) -> tuple[float, bool]:
    """The lower end with what it shares of the upper's scale, and whether that is sure.

    It shares a scale wherever it stays below the upper end (五百至一千万, but 八千至一万).
    """
    found = NUMBER.search(upper)
    tail = TAIL.search(found[0].translate(SOFT)) if found else None
    if not tail:
        return low, True
    big = scale_of(tail["big"])
    if big > 1 and number[-1] not in "万亿" and low * big < high:
        low *= big
    small = scale_of(tail["small"] or "")
    if small == 1 or number[-1] in MULTIPLIERS or low * small >= high:
        return low, True
    return (low, False) if small == 10 else (low * small, True)


def with_guess(text: str, amount: Amount) -> Amount:
    """The amount, or the guess of which it is the upper end (3、4次 is three or four times).

    The two share what one alone says (十二、三起, 七、八十人).
    """
    start, high, unit = amount.start, amount.value, amount.unit or ""
    if text[start - 1 : start] != "、" or high is None or amount.high is not None:
        return amount
    if unit not in GUESSED and unit.removesuffix("次") not in GUESSED:
        return amount
    match = GUESS.search(text, max(start - LONGEST_GUESS, 0), start)
    if not match or not match.start() or text[match.start() - 1] in NO_GUESS_BEHIND:
        return amount
    low = read_number(match[1])
    near = text[max(start - LONGEST_LOWER_BOUND, 0) : start]
    if low is None or low % 10 == 9 or any(word in near for word in NO_GUESS):
        return amount
    tens, scale = low - low % 10, text[start + 1]
    shared = scale_of(scale) if scale in MULTIPLIERS and not tens else 1
    if high != (low % 10 + 1) * shared:
        return amount
    low, high = low * shared, tens + high
    return replace(amount, start=match.start(), value=low, high=high, approx="about", zero=False)


def listed_before(text: str, amount: Amount) -> Iterator[Amount]:
    """The numbers of a list that shares the measure word of its last (12、10、8件)."""
    listed: list[Amount] = []
    start = amount.start
    while start and text[start - 1] in "、和及":
        match = BEFORE_LIST.search(text, max(start - LONGEST_LOWER_BOUND, 0), start)
        at = match.start() if match else 0
        if not match or at == 0 or text[at - 1] in "\n。（":
            break
        value = read_number(match[1])
        listed.append(Amount(at, match.end(1), value, None, amount.unit, "exact", value == 0))
        start = at
    return reversed(listed)
