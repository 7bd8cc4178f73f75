"""Numbers with a measure word: one pass of one pattern, then exact work on what it found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec
from msgspec.structs import replace

from fazhi.codebook.wording import Approximator, wording
from fazhi.language.numerals import (
    CHINESE_DIGITS,
    FORMAL,
    MULTIPLIERS,
    UNITS_OF_ONE,
    read_number,
    read_pair,
    scale_of,
)
from fazhi.language.units import any_of, measure_words, unit_pattern
from fazhi.parse.quantities.names import is_indefinite, is_name

CHINESE = CHINESE_DIGITS + MULTIPLIERS
FIRST = rf"[0-9{CHINESE}{FORMAL}数几]"
# A digit right behind a Chinese one begins a number of its own (退役之一12名).
SEAM = re.compile(r".*[零一二两三四五六七八九](?=[0-9])")
LIST_STARTS = "\n。；："
ASCII_DIGITS = "0123456789"
LONGEST_APPROXIMATOR = 5
LONGEST_LOWER_BOUND = 16
PERCENT_OF = re.compile(rf"百分之(?P<number>[0-9{CHINESE}]+(?:[.点][0-9{CHINESE}]+)?)(?P<over>多)?")
FRACTION = re.compile(
    rf"(?<![百千万{CHINESE_DIGITS}])(?P<below>[二三四五六七八九十]|[2-9])分之"
    r"(?P<above>[一二两三四五六七八九]|[1-9])"
)
RANGE_SIGNS = "至到—－–~～-"
BEFORE_LIST = re.compile(r"(?<![0-9.第月年])([0-9]+(?:\.[0-9]+)?)(?:、|和|及)$")
LIST_NUMBER = re.compile(r"[1-9][0-9]?[.．](?=[0-9]+$)")
# Measure words of these kinds take decimals; a decimal number of others begins with a list number.
CONTINUOUS = {
    "percent",
    "percentage_points",
    "money",
    "area",
    "length",
    "weight",
    "volume",
    "ratio",
    "score",
    "duration",
}


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A mention on the clean text: where, how much, of what unit, how exact.

    `value` is null where vague; `zero` true where it states that there was none.
    """

    start: int
    end: int
    value: float | None
    high: float | None
    unit: str | None
    approx: str
    zero: bool = False


def find_amounts(text: str) -> list[Amount]:
    """Every number with a measure word that states how much or how many, in order."""
    found: list[Amount] = []
    for match in _pattern().finditer(text):
        amount = _read(text, match)
        if amount is None:
            continue
        ranged = _with_lower_bound(text, amount)
        while found and found[-1].end > ranged.start:
            found.pop()
        found.extend(_listed_before(text, ranged))
        found.append(ranged)
    return _with_shares(text, found) if "分之" in text else found


@cache
def _pattern() -> re.Pattern[str]:
    """Number, approximators, measure word; its first character is what the scan looks for."""
    after = any_of(word for entry in wording().after for word in entry.words)
    return re.compile(
        rf"(?P<number>{FIRST}(?<![0-9.．{CHINESE}]{FIRST})"
        rf"(?:(?<![数几])|(?=[{MULTIPLIERS}]))(?:(?<![{FORMAL}])|(?=[{FORMAL}万亿])|(?<=[^收捡俭]拾))"
        rf"(?:(?<=[0-9])[0-9]{{0,2}}(?:[,，][0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?"
        rf"|[0-9{CHINESE}{FORMAL}]*+(?:[.．点][0-9{CHINESE}]++)?)[{MULTIPLIERS}]*+)"
        r"(?P<few>几)?(?P<more>余|多|来)?(?P<scale>[百千万亿]*+)(?P<more_scale>余|多)?"
        rf"(?P<blank>[ \n]?)(?P<unit>个(?P<over_time>余|多|半)(?:小时|月|工作日)"
        rf"|成(?P<tenth>[一二三四五六七八九])(?=[，。；、）以左的\n]|$)|{unit_pattern()})"
        rf"(?P<after>{after})?"
    )


def _read(text: str, match: re.Match[str]) -> Amount | None:
    """The amount of a candidate, or null where it is no quantity."""
    start, end = match.span()
    # The groups of the pattern in the order in which they open.
    number, few, more, scale, more_scale, blank, unit, over_time, tenth, after = match.groups()
    if unit == "年" and len(number) > 2:
        # Most candidates are calendar years: settled before all else.
        return None
    half = over_time == "半"
    over = few or more or more_scale or (over_time and not half)
    if over_time:
        unit = unit.replace(over_time, "")
    if tenth:
        unit = "成"
    seam = None if number.isascii() else SEAM.match(number)
    if seam:
        start, number = start + seam.end(), number[seam.end() :]
    cut = LIST_NUMBER.match(number) if not start or text[start - 1] in LIST_STARTS else None
    if cut and measure_words()[unit].dimension not in CONTINUOUS and not scale:
        start, number = start + cut.end(), number[cut.end() :]
    if _is_no_unit(text, start, blank, unit) or is_name(
        text, start, end - len(after or ""), number, unit
    ):
        return None
    before, word = _approximator_before(text, start)
    start -= len(word)
    if not (before or over):
        bare = number[0] in "百千万亿"
        if bare or (number == "一" and is_indefinite(text, start, end, unit)):
            return None
    value, high = _value(number, scale)
    if value is None and number[0] not in "数几":
        return None
    if half and value is not None:
        value += 0.5
    vague = "about" if high is not None or value is None else "exact"
    approx = before or ("over" if over else _after().get(after or "", vague))
    if unit == "成":
        ones = UNITS_OF_ONE[tenth] if tenth else 0
        value, high, unit = value and value * 10 + ones, high and high * 10, "%"
    return Amount(start, end, value, high, unit, approx, value == 0)


def _is_no_unit(text: str, start: int, blank: str, unit: str) -> bool:
    """Whether the measure word is a noun here, or stands on the next line by chance."""
    if text[start] in ASCII_DIGITS:
        return blank == "\n" and (not start or text[start - 1] == "\n")
    entry = measure_words()[unit]
    return bool(blank) or entry.digits_only or (entry.long_numerals and _is_lone(text, start))


def _is_lone(text: str, start: int) -> bool:
    """Whether one Chinese numeral stands alone; only 两 is no part of another word then."""
    return text[start] != "两" and text[start + 1] not in CHINESE


def _value(number: str, scale: str) -> tuple[float | None, float | None]:
    """Value and upper bound of a number; both null where it is vague (数十)."""
    if number[0] in "数几":
        return None, None
    factor = scale_of(scale) if scale else 1
    if number.isascii():
        value = float(number) if number.isdigit() else read_number(number)
    elif pair := read_pair(number):
        return pair[0] * factor, pair[1] * factor
    else:
        value = read_number(number)
    return (value if value is None or factor == 1 else round(value * factor, 6)), None


@cache
def _after() -> dict[str, str]:
    return {word: entry.approx for entry in wording().after for word in entry.words}


@cache
def _before() -> tuple[re.Pattern[str], dict[str, Approximator], frozenset[str]]:
    entries = {word: entry for entry in wording().before for word in entry.words}
    words = sorted(entries, key=len, reverse=True)
    lasts = frozenset(word[-1] for word in words)
    return re.compile(f"({'|'.join(words)})$"), entries, lasts


def _approximator_before(text: str, start: int) -> tuple[str, str]:
    """What stands before the number: its approximation and the words, both empty for none."""
    pattern, entries, lasts = _before()
    if not start or text[start - 1] not in lasts:
        return "", ""
    match = pattern.search(text, max(start - LONGEST_APPROXIMATOR, 0), start)
    if not match:
        return "", ""
    word = match[1]
    entry = entries[word]
    if len(word) == 1 and match.start() and text[match.start() - 1] in entry.not_after:
        return "", ""
    if word == "上" and text[start] not in "百千万亿":
        return "", ""
    return entry.approx, word


@cache
def _before_range() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![0-9.第年{CHINESE}])(?P<number>(?:[0-9]+(?:\.[0-9]+)?|[{CHINESE}]+)[百千万亿]*)"
        rf"(?P<unit>{unit_pattern()})?[{RANGE_SIGNS}]{{1,2}}$"
    )


def _with_lower_bound(text: str, amount: Amount) -> Amount:
    """The amount, or the range of which it is the upper end (3至5次)."""
    start = amount.start
    if not start or text[start - 1] not in RANGE_SIGNS or amount.value is None:
        return amount
    match = _before_range().search(text, max(start - LONGEST_LOWER_BOUND, 0), start)
    if not match or (match["unit"] and match["unit"] != amount.unit):
        return amount
    low = read_number(match["number"])
    if low is None:
        return amount
    own = text[amount.start : amount.end]
    scale = re.search(r"[百千万亿]+", own) if match["number"][-1].isdigit() else None
    if not match["unit"] and scale and own[0].isdigit():
        low *= scale_of(scale[0])
    if low >= amount.value:
        return amount
    word = _approximator_before(text, match.start())[1]
    return replace(
        amount,
        start=match.start() - len(word),
        value=low,
        high=amount.value,
        approx="about",
        zero=False,
    )


def _listed_before(text: str, amount: Amount) -> Iterator[Amount]:
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


def _with_shares(text: str, found: list[Amount]) -> list[Amount]:
    """The amounts and the shares in order; a share's own numerals are no amounts."""
    shares: list[Amount] = []
    for share in sorted(_shares(text), key=lambda amount: amount.start):
        if not shares or shares[-1].end <= share.start:
            shares.append(share)
    kept = [
        amount
        for amount in found
        if not any(share.start < amount.end and amount.start < share.end for share in shares)
    ]
    return sorted(kept + shares, key=lambda amount: amount.start)


def _shares(text: str) -> Iterator[Amount]:
    """Percentages in words (百分之九十八) and fractions (三分之二)."""
    for match in PERCENT_OF.finditer(text):
        value = read_number(match["number"])
        if value is None or text[match.start() : match.end()] == "百分之百":
            value = 100.0 if match["number"] == "百" else value
        if value is not None:
            yield _share(text, match, value, "%")
    for match in FRACTION.finditer(text):
        above, below = read_number(match["above"]), read_number(match["below"])
        if above and below and above < below:
            yield _share(text, match, round(above / below, 6), None)


def _share(text: str, match: re.Match[str], value: float, unit: str | None) -> Amount:
    before, word = _approximator_before(text, match.start())
    end, approx = match.end(), before or "exact"
    for after, kind in _after().items():
        if text.startswith(after, end):
            end, approx = end + len(after), before or kind
            break
    return Amount(match.start() - len(word), end, value, None, unit, approx, value == 0)
