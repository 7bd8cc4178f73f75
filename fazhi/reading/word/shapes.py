"""Words in drawings, signs and controls of Word files."""

from __future__ import annotations

import re

from lxml import etree

from fazhi.reading.symbols import as_shown, is_symbol_font, raised, sign_of
from fazhi.reading.word.styles import Styles, is_on

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VML = "{urn:schemas-microsoft-com:vml}"
OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
# Drawings and shapes whose words lie in elements that are read.
UNDERSTOOD = frozenset(
    [
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
        "http://schemas.microsoft.com/office/word/2010/wordml",
        "http://schemas.microsoft.com/office/word/2012/wordml",
        "http://schemas.microsoft.com/office/drawing/2010/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "urn:schemas-microsoft-com:vml",
    ]
)
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHAPE_TEXT = f"{DRAWING}txBody"
WORDS = (f"{W}t", f"{W}sym", f"{W}instrText", f"{DRAWING}t")
WATERMARK = "PowerPlusWaterMarkObject"
NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
LONGEST_HEADING = 40


def chosen_branch(node: etree._Element) -> etree._Element | None:
    """The one branch to read: the first that is understood and shows words, else the old form."""
    choices = [one for one in node.iterchildren(f"{MC}Choice") if _is_understood(one)]
    fallback = node.find(f"{MC}Fallback")
    chosen = next((one for one in choices if _has_words(one)), None)
    if chosen is not None or (fallback is not None and _has_words(fallback)):
        return fallback if chosen is None else chosen
    return choices[0] if choices else fallback


def _is_understood(choice: etree._Element) -> bool:
    needed = str(choice.get("Requires") or "").split()
    return all(choice.nsmap.get(prefix, prefix) in UNDERSTOOD for prefix in needed)


def _has_words(node: etree._Element) -> bool:
    texts = any((one.text or "").strip() or one.tag == WORDS[1] for one in node.iter(*WORDS))
    return texts or any(word_art(one) for one in node.iter(f"{VML}textpath"))


def word_art(node: etree._Element) -> str:
    """The words of a WordArt's path, empty for all else and for the marks under a page."""
    if node.tag != f"{VML}textpath" or node.get("on") in ("f", "false"):
        return ""
    shape = node.getparent()
    mark = shape is not None and str(shape.get("id") or "").startswith(WATERMARK)
    return "" if mark else str(node.get("string") or "").strip()


def diagram_data(node: etree._Element) -> str:
    """The relationship under which the words of a diagram lie."""
    return str(node.get(f"{RELATION}dm") or "")


def shape_lines(node: etree._Element) -> list[str]:
    """The words of a shape that is drawn and no text box of Word's, a line a paragraph."""
    paragraphs = (
        "".join(one.text or "" for one in paragraph.iter(f"{DRAWING}t"))
        for paragraph in node.iter(f"{DRAWING}p")
    )
    return [line for line in paragraphs if line.strip()]


def holds_document(node: etree._Element) -> bool:
    """Whether an element shows a document of another program (a sheet, a file), not a drawing."""
    return bool(node.tag == OLE_OBJECT)


def is_placeholder(control: etree._Element, styles: Styles) -> bool:
    """Whether a content control shows only the hint that asks for text.

    Writers leave the flag where a program filled the control; hints have a style of their own.
    """
    properties = control.find(f"{W}sdtPr")
    flag = None if properties is None else properties.find(f"{W}showingPlcHdr")
    if not is_on(flag):
        return False
    runs = [run for run in control.iter(f"{W}r") if run.find(f"{W}t") is not None]
    return all(_has_hint_style(run, styles) for run in runs)


def _has_hint_style(run: etree._Element, styles: Styles) -> bool:
    style = run.find(f"{W}rPr/{W}rStyle")
    return style is not None and styles.is_hint(str(style.get(f"{W}val") or ""))


def is_heading_over(paragraph: etree._Element, box: etree._Element | list[str]) -> bool:
    """Whether a text box anchored before the words of a paragraph holds a numbered heading."""
    if isinstance(box, list):
        return False
    words = "".join(one.text or "" for one in box.iter(f"{W}t")).strip()
    if len(words) > LONGEST_HEADING or "。" in words or not NUMBERED.match(words):
        return False
    first = next((one for one in paragraph.iter(f"{W}t") if (one.text or "").strip()), None)
    return first is not None and box in first.iterancestors()


def in_own_font(text: str, run: etree._Element, styles: Styles) -> str:
    """The text of a run, or the signs that its symbol font or its place above the line show."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return text
    if styles.above(properties):
        return raised(text)
    fonts = properties.find(f"{W}rFonts")
    name = "" if fonts is None else str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
    return as_shown(text, name) if is_symbol_font(name) else text


def symbol(node: etree._Element) -> str:
    """The character of a `w:sym`, empty where a symbol font gives it a meaning not known here."""
    try:
        code = int(str(node.get(f"{W}char") or ""), 16)
        sign = chr(code)
    except (ValueError, OverflowError):
        return ""
    shown = sign_of(code, str(node.get(f"{W}font") or ""))
    if shown is not None:
        return shown
    # Signs of symbol fonts have no Unicode meaning: a tick or a bullet, nothing to quote.
    return "" if "\ue000" <= sign <= "\uf8ff" or "\ud800" <= sign <= "\udfff" else sign
