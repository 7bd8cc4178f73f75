"""Numbers of lists, written in the ways that Word and the web know."""

from __future__ import annotations

import re
from collections.abc import Callable

# Word's counters are 15 bit; beyond it the file is made to trouble readers.
HIGHEST = 32767
# Signs that a font of its own draws, and signs behind which no blank stands.
PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")
WIDE_END = "、，。．：）》】〕"
LEADING_ZEROS = re.compile("0+1")

DIGITS = "〇一二三四五六七八九"
LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
LEGAL_JAPANESE = "〇壱弐参四伍六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _counting(digits: str, units: str, zero: str, one_ten: str) -> Callable[[int], str]:
    """A writer of numbers with 十百千万; `one_ten` stands for ten to nineteen's first sign(s)."""

    def group(number: int) -> str:
        signs = ""
        for power in range(3, -1, -1):
            digit = number // 10**power % 10
            if digit:
                signs += digits[digit] + (units[power - 1] if power else "")
            elif signs and not signs.endswith(zero) and number % 10**power:
                signs += zero
        return signs

    def write(number: int) -> str:
        high, low = divmod(number, 10000)
        signs = group(low)
        if high:
            signs = group(high) + units[3] + (zero if low and low < 1000 else "") + signs
        ten = digits[1] + units[0]
        return one_ten + signs[len(ten) :] if signs.startswith(ten) else signs

    return write


def _digital(zero: str) -> Callable[[int], str]:
    table = str.maketrans("0123456789", zero + DIGITS[1:])
    return lambda number: str(number).translate(table)


def _series(first: str, length: int) -> Callable[[int], str]:
    """Ready-made signs such as ① to ⑳; beyond the last one Word falls back to digits."""
    return lambda number: chr(ord(first) + number - 1) if number <= length else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _letter(number: int) -> str:
    times, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def _roman(number: int) -> str:
    signs = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        signs += sign * times
    return signs


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_CHINESE = _counting(DIGITS, "十百千万", "零", "十")
_LEGAL = _counting(LEGAL_SIMPLIFIED, "拾佰仟万", "零", "壹拾")
_LEGAL_OLD = _counting(LEGAL_TRADITIONAL, "拾佰仟萬", "零", "壹拾")
_JAPANESE_ONES = re.compile("一(?=[十百千])")
WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _series("①", 20),
    "decimalEnclosedCircleChinese": _series("①", 20),
    "decimalEnclosedParen": _series("⑴", 20),
    "decimalEnclosedFullstop": _series("⒈", 20),
    "ideographEnclosedCircle": _series("㊀", 10),
    "chineseCounting": _CHINESE,
    "chineseCountingThousand": _CHINESE,
    "taiwaneseCounting": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "japaneseCounting": lambda number: _JAPANESE_ONES.sub("", _CHINESE(number)).replace("零", ""),
    "ideographDigital": _digital("〇"),
    "japaneseDigitalTenThousand": _digital("〇"),
    "taiwaneseDigital": _digital("○"),
    "chineseLegalSimplified": _LEGAL,
    "ideographLegalTraditional": _LEGAL_OLD,
    "japaneseLegal": _counting(LEGAL_JAPANESE, "拾百千万", "", "壱拾"),
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "ideographZodiacTraditional": lambda number: _cycle(STEMS)(number) + _cycle(BRANCHES)(number),
    "none": lambda number: "",
}

# Names of the ways of counting, by Word's own numbers of them.
COUNTING = {
    str(number): form
    for number, form in enumerate(
        (
            "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal",
            "cardinalText", "ordinalText", "hex", "chicago", "ideographDigital",
            "japaneseCounting", "aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth",
            "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle",
            "decimalFullWidth2", "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet",
            "ganada", "chosung", "decimalEnclosedFullstop", "decimalEnclosedParen",
            "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
            "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting",
            "ideographLegalTraditional", "taiwaneseCountingThousand", "taiwaneseDigital",
            "chineseCounting", "chineseLegalSimplified", "chineseCountingThousand",
        )
    )
} | {"255": "none"}  # fmt: skip


def write_number(number: int, form: str) -> str:
    """The number written in a `w:numFmt`; an unknown form is written in digits as Word does."""
    if LEADING_ZEROS.fullmatch(form):
        return str(number).zfill(len(form))
    if number > HIGHEST or (number < 1 and not form.startswith("decimal")):
        return str(number)
    return WRITERS.get(form, str)(number)
