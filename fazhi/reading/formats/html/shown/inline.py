"""Small elements inside lines: fields that show a value, and marks of notes, which are no text."""

from __future__ import annotations

import re

from fazhi.reading.formats.html.styles import RAISED
from fazhi.reading.formats.html.tree import CELLS, Element

FIELDS = frozenset(("input", "select"))
# Fields in which a browser shows their value as words.
WRITTEN = frozenset(("", "text", "number", "tel", "date", "month"))
LONGEST_VALUE = 60
NUMBERED = r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[①-⑳]|[a-z]|[*†‡※]"
MARK = re.compile(rf"[\[［【〔(（]?(?:注|{NUMBERED}|注(?:{NUMBERED}))[\]］】〕)）]?")
# Raised without a link: a power (m²) is not in brackets.
RAISED_MARK = re.compile(r"[\[［【〔](?:注?\d{1,3}|注)[\]］】〕]|[①-⑳]")
# Where the links between a mark and its note lead in files of Word, LibreOffice and wikis.
NOTES = re.compile(r"#_?(?:ftn|edn|fn|sdfootnote|sdendnote|cite_|note|footnote|endnote)", re.I)


def field_value(one: Element, *, in_table: bool) -> str:
    """The words that a field shows in a cell or in the line around it; empty where none."""
    around = one.parent
    if around is None or "hidden" in one.attributes:
        return ""
    if not (in_table and around.name in CELLS) and not _is_within_words(around):
        return ""
    if one.name == "select":
        chosen = [each for each in _options(one) if "selected" in each.attributes]
        shown = (chosen or _options(one))[:1]
        value = shown[0].text() if shown else ""
    elif one.attributes.get("type", "").lower() in WRITTEN:
        value = one.attributes.get("value", "")
    else:
        return ""
    value = " ".join(value.split())
    return value if len(value) <= LONGEST_VALUE else ""


def _is_within_words(around: Element) -> bool:
    """Whether a sentence stands around a field, not the name of a field."""
    own = "".join(one for one in around.children if isinstance(one, str))
    return "。" in own or "，" in own or "；" in own


def _options(one: Element) -> list[Element]:
    return [each for each in one.children if isinstance(each, Element) and each.name == "option"]


def is_note_mark(one: Element) -> bool:
    """Whether an element (`a` or `sup`) is the mark of a note."""
    if one.name == "sup":
        return RAISED_MARK.fullmatch(one.text().strip()) is not None
    address = one.attributes.get("href", "")
    if not address.startswith("#") or not MARK.fullmatch(one.text().strip()):
        return False
    return NOTES.match(address) is not None or _is_raised(one)


def _is_raised(one: Element) -> bool:
    """Whether a link stands above the line."""
    inside = (each for each in one.children if isinstance(each, Element))
    return any(
        each is not None and (each.name == "sup" or RAISED.search(each.style))
        for each in (one, one.parent, *inside)
    )
