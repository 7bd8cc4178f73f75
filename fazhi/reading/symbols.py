"""Signs that their look gives a meaning: those of symbol fonts, and digits above the line."""

from __future__ import annotations

from collections.abc import Mapping

# What forms and lists show of each font; other signs are ornaments with nothing to quote.
_WINGDINGS = (
    {0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}
    | {0x6C: "●", 0x6E: "■", 0x75: "◆", 0x76: "❖", 0xA7: "▪", 0xAB: "★", 0xD8: "➢", 0xE0: "→"}
    | {0x81 + at: chr(ord("①") + at) for at in range(10)}
    | {0x8C + at: chr(ord("❶") + at) for at in range(10)}
)
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"} | {
    0x6A + at: chr(ord("①") + at) for at in range(10)
}
# Figures and the marks about them stand where they do in any font (18 set in Symbol shows 18).
_SYMBOL = {code: chr(code) for code in (0x25, 0x28, 0x29, 0x2B, 0x2C, 0x2E, *range(0x30, 0x3A))} | {
    0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB0: "°"
}  # fmt: skip
_FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "symbol": _SYMBOL,
    "wingdings 3": {},
    "webdings": {},
}
# Where a font puts its signs in Unicode: private numbers, of which nothing else is known.
PRIVATE = 0xF000
# A private number whose font is not told is most likely one of these.
USUAL_SIGNS = {chr(PRIVATE | code): sign for code, sign in _WINGDINGS.items()} | {
    chr(PRIVATE | code): sign for code, sign in ((0x52, "☑"), (0xA3, "☐"), (0xB7, "•"))
}
# Bullets and ticks stand alone; a longer text in such a font is words that somebody mistook.
LONGEST = 2


RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A longer row of raised digits is a figure that somebody set high.
LONGEST_MARK = 2


def raised(text: str) -> str:
    """Digits above the line as signs of their own: of 46 with a note 1 no 461 may be made."""
    digits = text.strip()
    is_mark = len(digits) <= LONGEST_MARK and digits.isascii() and digits.isdecimal()
    return text.translate(RAISED) if is_mark else text


def is_symbol_font(font: str) -> bool:
    """Whether a font by that name has signs in place of letters."""
    return font.strip(" \"'").lower() in _FONTS


def sign_of(code: int, font: str) -> str | None:
    """What a symbol font shows for a number, empty for an ornament; null if it is no such font."""
    signs = _FONTS.get(font.strip(" \"'").lower())
    if signs is None or not (code < 0x100 or code >> 8 == 0xF0):
        return None
    return signs.get(code & 0xFF, "")


def as_shown(text: str, font: str) -> str:
    """A short text as a symbol font shows it; spaces, and what is no sign of it, as they are."""
    if len(text.strip()) > LONGEST or not is_symbol_font(font):
        return text
    shown = (sign if sign <= " " or sign == "\xa0" else sign_of(ord(sign), font) for sign in text)
    return "".join(sign if made is None else made for sign, made in zip(text, shown, strict=True))
