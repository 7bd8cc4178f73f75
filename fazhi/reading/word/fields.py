"""Fields of Word files: what is shown is the stored result; some have none and show their code."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from fazhi.reading.symbols import sign_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SYMBOL = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]{1,6}|\d{1,7})\b(.*)", re.I | re.S)
FONT = re.compile(r"\\f\s*(?:\"([^\"]*)\"|(\S+))", re.I)
EQUATION = re.compile(r"\s*EQ\b(.*)", re.I | re.S)
FORMATTING = re.compile(r"\\\*\s*(?:\"[^\"]*\"|\S+)")
SWITCH = re.compile(r"\\([a-z]{1,2})(?![a-z])", re.I)
MEASURE = re.compile(r"\s*-?\d+")
OVERLAID = {"√": "☑", "✓": "☑", "✔": "☑", "×": "☒", "✕": "☒", "✗": "☒"}
# What an argument begins with that the switch for scripts (\s) moves up or down.
RAISED, LOWERED = "\0", "\1"
MOVED = re.compile(f"[{RAISED}{LOWERED}]")
ROUND, SQUARE = "○〇◯", "□◻☐"
DEEPEST = 20


@dataclass(slots=True)
class Field:
    """An open field: its code so far, whether that is still being read, what the result shows."""

    code: list[str] = field(default_factory=list)
    in_code: bool = True
    form: etree._Element | None = None


def shown_without_result(one: Field) -> str:
    """What a field shows that stores no result: equations, signs, ticks and choices of forms."""
    code = "".join(one.code)
    if equation := EQUATION.match(code):
        return equation_text(equation[1])
    if symbol := SYMBOL.match(code):
        number = int(symbol[1], 0)
        font = FONT.search(symbol[2])
        shown = sign_of(number, font[1] or font[2]) if font else None
        if shown is not None:
            return shown
        # Only `\u` says that the number is that of a character and not a place in a font.
        known = "\\u" in symbol[2].lower() or 32 <= number < 127
        return chr(number) if known and number < 0xD800 else ""
    word = code.split(maxsplit=1)[0].upper() if code.strip() else ""
    if word == "FORMCHECKBOX":
        return _tick(one.form)
    if word == "FORMDROPDOWN":
        return _choice(one.form)
    return ""


def equation_text(code: str) -> str:
    """The words of an EQ field in one line: overlaid signs, phonetic guides, fractions."""
    return _Equation(FORMATTING.sub("", code)).read()


class _Equation:
    """Reads the nested switches of an EQ field."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._at = 0

    def read(self) -> str:
        return MOVED.sub("", self._text(0, top=True)).strip()

    def _text(self, depth: int, *, top: bool = False) -> str:
        """Words and switches up to the end of an argument."""
        pieces: list[str] = []
        while self._at < len(self._code):
            sign = self._code[self._at]
            if not top and sign in ",;，；)":
                break
            switch = SWITCH.match(self._code, self._at)
            if depth > DEEPEST:
                self._at = len(self._code)
            elif switch is not None:
                self._at = switch.end()
                pieces.append(self._switch(switch[1].lower(), depth + 1))
            else:
                # A backslash makes a list mark or a bracket a sign like others.
                self._at += 2 if sign == "\\" else 1
                pieces.append(self._code[self._at - 1 : self._at])
        return "".join(pieces)

    def _switch(self, name: str, depth: int) -> str:
        options = self._options()
        arguments = self._arguments(depth)
        return "" if arguments is None else _laid_out(name, options, arguments)

    def _options(self) -> list[str]:
        found: list[str] = []
        while True:
            while self._at < len(self._code) and self._code[self._at].isspace():
                self._at += 1
            if measure := MEASURE.match(self._code, self._at):
                self._at = measure.end()
                continue
            switch = SWITCH.match(self._code, self._at)
            if switch is None:
                return found
            found.append(switch[1].lower())
            self._at = switch.end()

    def _arguments(self, depth: int) -> list[str] | None:
        if self._at >= len(self._code) or self._code[self._at] != "(":
            return None
        found: list[str] = []
        while self._at < len(self._code) and self._code[self._at] != ")":
            self._at += 1
            found.append(self._text(depth).strip(" "))
        self._at += 1
        return found or [""]


def _laid_out(name: str, options: list[str], arguments: list[str]) -> str:
    if name == "f" and len(arguments) == 2:
        return "/".join(arguments)
    if name == "s" and ("up" in options or "do" in options):
        return f"{RAISED if 'up' in options else LOWERED}{arguments[0]}"
    if name == "o":
        return _overlaid(arguments)
    words = (" " if name in ("a", "l") else "").join(arguments).strip()
    return {"r": f"√{words}", "b": f"({words})"}.get(name, words)


def _overlaid(arguments: list[str]) -> str:
    words = [one for one in arguments if one and one[0] not in (RAISED, LOWERED)]
    moved = [one for one in arguments if one and one[0] in (RAISED, LOWERED)]
    if not words and len({one[0] for one in moved}) == 2:
        # Signs combined into one (合并字符): the first half above the second, both are read.
        return "".join(one[1:] for one in moved)
    # Words raised over others are a guide to how these are spoken.
    words = words or [one[1:] for one in moved if one[0] == LOWERED]
    if len(words) == 2 and words[0] in ROUND and words[1].isdecimal():
        number = int(words[1])
        return chr(ord("①") + number - 1) if 1 <= number <= 20 else words[1]
    if len(words) == 2 and words[0] in SQUARE:
        return OVERLAID.get(words[1], words[1])
    return words[-1] if words else ""


def _tick(form: etree._Element | None) -> str:
    box = None if form is None else form.find(f"{W}checkBox")
    if box is None:
        return ""
    state = box.find(f"{W}checked")
    state = box.find(f"{W}default") if state is None else state
    ticked = state is not None and state.get(f"{W}val") not in ("0", "false", "off")
    return "☑" if ticked else "☐"


def _choice(form: etree._Element | None) -> str:
    choices = None if form is None else form.find(f"{W}ddList")
    if choices is None:
        return ""
    entries = [str(node.get(f"{W}val") or "") for node in choices.iterchildren(f"{W}listEntry")]
    chosen = choices.find(f"{W}result")
    chosen = choices.find(f"{W}default") if chosen is None else chosen
    index = "0" if chosen is None else str(chosen.get(f"{W}val") or "0")
    known = index.isdecimal() and int(index) < len(entries)
    return entries[int(index)] if known else ""
