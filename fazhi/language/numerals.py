"""Numbers as reports write them: digits, Chinese numerals, and mixtures of both."""

from __future__ import annotations

import re
from functools import lru_cache
from math import prod

CHINESE_DIGITS = "零〇一二两三四五六七八九廿卅"
MULTIPLIERS = "十百千万亿"
# The forms of banknotes; alone they are parts of other words (队伍, 大陆).
FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# cn2an knows 廿, and not 卅 (findings/thirty_in_one_sign_becomes_two.sh).
SEPARATORS = str.maketrans({"．": ".", "卅": "三十"} | dict.fromkeys(", ，\n"))
# 三五 is said for three to five, 三两 for two or three; all others are neighbours (两三, 七八).
PAIR = re.compile(
    r"(?P<head>[零〇一二两三四五六七八九十百千万亿廿卅]*[十百千万亿零])?"
    r"(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])"
    r"(?P<scale>[十百千]?)(?P<big>[万亿]*)"
)
SAID_TOGETHER = ((3.0, 5.0), (3.0, 2.0))
# The unit at the end of a head (一百二三十) is the next above that of the pair.
ABOVE = {"十": 1, "百": 10, "千": 100, "万": 1000, "亿": 10**7}
DECIMAL = re.compile(r"([^.点]+)[.点]([零〇一二三四五六七八九]+|[0-9]+)([十百千万亿]*)")
UNITS_OF_ONE = {
    word: value
    for value, words in enumerate(
        ("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九", "十")
    )
    for word in words
}
TENS = {
    f"{tens}十{ones}": float(10 * (UNITS_OF_ONE[tens] if tens else 1) + (UNITS_OF_ONE.get(ones, 0)))
    for tens in ("", *"一二三四五六七八九")
    for ones in ("", *"一二三四五六七八九")
}
BARE = re.compile(r"(?:^|(?<=零))(?=[百千万亿佰仟])")
# The usual forms, those of 上百 and 近千万 with them, are read without loading cn2an.
SCALED = re.compile(
    r"(\d+(?:\.\d+)?)([十百千万亿]+)"
    r"|([一二两三四五六七八九]?)([百千](?:万亿|[万亿])?|万亿?|亿)"
    r"|([一二三四五六七八九]?十[一二三四五六七八九]?)(万亿?|亿)"
)
# A year is told sign by sign (二〇二四).
SIGN_BY_SIGN = re.compile("[零〇一二三四五六七八九]+")
# An Arabic number runs into a Chinese one (19.一 of a list): together they are none.
RUN_TOGETHER = re.compile(r"[0-9]\.?[零〇一二两三四五六七八九]|[0-9]\.[十百千]")
# Decimals carry no more than this many places: beyond it lies the dust of binary fractions.
PLACES = 15


@lru_cache(maxsize=8192)
def read_number(text: str) -> float | None:
    """The value of a number without approximator (1,200 / 1.2万 / 两千三百); null where none."""
    plain = text.translate(SEPARATORS)
    if plain in UNITS_OF_ONE:
        return float(UNITS_OF_ONE[plain])
    if plain in TENS:
        return TENS[plain]
    if SIGN_BY_SIGN.fullmatch(plain):
        plain = "".join(str(UNITS_OF_ONE[sign]) for sign in plain)
    try:
        return float(plain)
    except ValueError:
        return _read_scaled(plain)


def _read_scaled(plain: str) -> float | None:
    if scaled := SCALED.fullmatch(plain):
        digits, multiplied, one, above, tens, far_above = scaled.groups()
        number = TENS[tens] if tens else float(digits or UNITS_OF_ONE.get(one, 1))
        return round(number * scale_of(multiplied or above or far_above), 6)
    if not plain or RUN_TOGETHER.search(plain):
        return None
    if decimal := DECIMAL.fullmatch(plain):
        whole = read_number(decimal[1])
        digits = "".join(str(UNITS_OF_ONE.get(sign, sign)) for sign in decimal[2])
        if whole is None or whole % 1:
            return None
        value = float(f"{whole:.0f}.{digits}")
        return round(value * scale_of(decimal[3]), 6) if decimal[3] else value
    # Loading it takes a third of a second, which a report of simple numerals is spared.
    from cn2an import cn2an

    try:
        return round(float(cn2an(BARE.sub("一", plain), "smart")), PLACES)
    except (ValueError, KeyError):
        # cn2an looks up a unit below ten, and finds none, for words like 二十0.
        return None


def write_number(number: int) -> str:
    """A whole number from 1 on as a heading bears it: 十, 二十一, 一百一十."""
    if number < 100:
        tens, ones = divmod(number, 10)
        digits = ("", *"一二三四五六七八九")
        return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones]}"
    from cn2an import an2cn

    return str(an2cn(number, "low"))


def scale_of(words: str) -> int:
    """What multipliers make together: 千万 is 10,000,000, no word 1."""
    return prod(SCALES[word] for word in words)


@lru_cache(maxsize=1024)
def read_pair(text: str) -> tuple[float, float] | None:
    """Lower and upper bound of two numerals said together, or null.

    三五 is 3 to 5, 一两千 1,000 to 2,000, 十二三万 120,000 to 130,000, 一百二三十 120 to 130.
    """
    match = PAIR.fullmatch(text)
    if not match:
        return None
    first, second = float(UNITS_OF_ONE[match["low"]]), float(UNITS_OF_ONE[match["high"]])
    if second - first != 1 and (first, second) not in SAID_TOGETHER:
        return None
    low, high = min(first, second), max(first, second)
    head, scale, big = match["head"], scale_of(match["scale"]), scale_of(match["big"])
    before = 0.0
    if head:
        if head[-1] not in "零〇" and ABOVE[head[-1]] != scale:
            return None
        said = read_number(head.rstrip("零〇"))
        if said is None:
            return None
        before = said
    return (before + low * scale) * big, (before + high * scale) * big
