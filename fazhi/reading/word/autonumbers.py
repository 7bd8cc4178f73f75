"""Numbers that fields of Word count and no file stores: AUTONUM, its kin, and LISTNUM.

Written after ECMA-376 part 1, 17.16.5, and what Word shows: each kind counts for itself, a level
begins anew behind a higher one, and a paragraph of running text is deeper than any heading.
"""

from __future__ import annotations

import re
from collections import defaultdict

from fazhi.language.counting import WIDE_END, write_number

PARAGRAPHS = ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT")
# The level of running text, behind the nine of headings.
BODY = 9
SEPARATOR = re.compile(r"\\s\s*(?:\"([^\"]*)\"|(\S))", re.I)
FORMAT = re.compile(r"\\\*\s*(\w+)")
LEVEL = re.compile(r"\\l\s*\"?([1-9])\"?", re.I)
START = re.compile(r"\\s\s*\"?(\d{1,4})\"?", re.I)
CONVERTED = re.compile(r"\s*SEQ\s+AutoNr\b")
WAYS = {
    "ALPHABETIC": "upperLetter", "ROMAN": "upperRoman", "CHINESENUM1": "chineseCounting",
    "CHINESENUM2": "chineseLegalSimplified", "CHINESENUM3": "chineseCountingThousand",
    "GB1": "decimalEnclosedFullstop", "GB2": "decimalEnclosedParen",
    "GB3": "decimalEnclosedCircle", "GB4": "ideographEnclosedCircle",
    "ZODIAC1": "ideographTraditional", "ZODIAC2": "ideographZodiac",
}  # fmt: skip
OUTLINE = (
    ("upperRoman", "{}."), ("upperLetter", "{}."), ("decimal", "{}."), ("lowerLetter", "{})"),
    ("decimal", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})"), ("lowerLetter", "({})"),
    ("lowerRoman", "({})"),
)  # fmt: skip
# The list that a LISTNUM counts in where it names none.
USUAL = tuple(
    (form, around)
    for around in ("{})", "({})", "{}.")
    for form in ("decimal", "lowerLetter", "lowerRoman")
)


class Autonumbers:
    """Where each kind of field stands; fields must come in reading order."""

    def __init__(self) -> None:
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def number(self, code: str, level: int = BODY) -> str:
        """Count one field in a paragraph of a level (0 to 8, 9 for running text) and write it.

        Empty where the code is that of another field.
        """
        words = code.split(None, 1)
        kind = words[0].upper() if words else ""
        if kind == "LISTNUM":
            return self._of_list(words[1] if len(words) > 1 else "")
        if kind not in PARAGRAPHS:
            return ""
        counts = self._count(kind, level)
        if kind == "AUTONUMOUT":
            form, around = OUTLINE[min(level, len(OUTLINE) - 1)] if level < BODY else OUTLINE[0]
            return _spaced(around.format(write_number(counts[level], form)))
        way = FORMAT.search(code)
        form = _way(way[1]) if way else "decimal"
        shown = sorted(counts) if kind == "AUTONUMLGL" else [level]
        number = ".".join(write_number(counts[one], form) for one in shown)
        said = SEPARATOR.search(code)
        end = "" if "\\e" in code.lower() else (said[1] or said[2] or "" if said else ".")
        return _spaced(number + end)

    def _of_list(self, options: str) -> str:
        name = options.partition("\\")[0].strip(' "').lower()
        told = LEVEL.search(options)
        level = int(told[1]) - 1 if told else 0
        counts = self._count(f"LISTNUM {name}", level)
        if start := START.search(options):
            counts[level] = int(start[1])
        if name == "legaldefault":
            return _spaced(".".join(str(counts[one]) for one in sorted(counts)) + ".")
        form, around = (OUTLINE if name == "outlinedefault" else USUAL)[level]
        return _spaced(around.format(write_number(counts[level], form)))

    def _count(self, kind: str, level: int) -> dict[int, int]:
        """The counts of a kind after one more at a level."""
        counts = self._counts[kind]
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        counts[level] = counts.get(level, 0) + 1
        return counts


def behind_result(code: str) -> str:
    """What belongs behind the stored result of a field: the full stop that LibreOffice leaves out
    where it turns AUTONUM of an old Word file into a sequence of its own."""
    return ". " if CONVERTED.match(code) else ""


def _way(name: str) -> str:
    """How a format of fields counts; Word tells small letters by the name's own."""
    form = WAYS.get(name.upper(), "decimal")
    return form.replace("upper", "lower") if name.islower() else form


def _spaced(number: str) -> str:
    """The number, and a blank where digits of the sentence could run into it."""
    return number if not number or number[-1] in WIDE_END else f"{number} "
