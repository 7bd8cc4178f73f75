"""What style sheets inside a page say of three things that change its text.

Only rules of plain selectors are understood (`tag`, `.class`, `#id`, one inside another), and
only those for the screen: whether an element is shown, how its white space is kept, and which
marks its lists have. What a page loads from elsewhere is not there to be read.
"""

from __future__ import annotations

import re

from fazhi.reading.formats.html.tree import BLOCKS, Element, Tree
from fazhi.reading.symbols import LONGEST, as_shown, is_symbol_font, raised

COMMENT = re.compile(r"/\*.*?\*/", re.S)
LONGEST_SELECTOR, LONGEST_SAID = 2_000, 4_000
TOLD = re.compile(
    r"list-style|white-space|display|visibility|line-through|:\s*-\d{4}|clip\s*:|font-size\s*:\s*0"
    r"|opacity\s*:\s*0|(?<![-\w])color\s*:\s*transparent|vertical-align\s*:\s*super",
    re.I,
)
PLAIN = re.compile(r"(?:(?:[\w-]+|\*)?(?:[.#][\w-]+)*)(?:[ >]+(?:[\w-]+)?(?:[.#][\w-]+)*)*")
LARGEST, MOST_RULES, MOST_MATCHES = 400_000, 1_000, 200_000
HIDDEN = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I
)
COMMENT_OF_WORD = re.compile(r"mso-(?:special-character\s*:\s*comment|element\s*:\s*comment)", re.I)
# A place that no window reaches: words for programs that read pages aloud, and for searches.
OUT_OF_SIGHT = re.compile(
    r"text-indent\s*:\s*-\d{4}|position\s*:\s*(?:absolute|fixed).*?(?:left|top)\s*:\s*-\d{4}"
    r"|(?:left|top)\s*:\s*-\d{4}.*?position\s*:\s*(?:absolute|fixed)",
    re.I,
)
# Cut down to nothing, as words for programs that read pages aloud are.
CLIPPED = re.compile(
    r"(?:^|[;\s])clip\s*:\s*rect\(\s*([01])(?:px)?(?:[\s,]+\1(?:px)?){3}\s*\)", re.I
)
# Letters of no size, between the others for those who copy the page.
NO_SIZE = re.compile(r"(?:^|[;\s])font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:!|;|$)", re.I)
# Letters that cannot be seen, for the same end. Whole blocks are often faded in by a script.
NO_INK = re.compile(
    r"(?:^|[;\s])(?:opacity\s*:\s*0(?:\.0+)?|color\s*:\s*transparent)\s*(?:!|;|$)", re.I
)
WHITE = re.compile(r"white|#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)", re.I)
SIGNS_OF_WHITE = ("fff", "FFF", "255", "white", "White")
GROUND = re.compile(r"background(?:-color|-image)?\s*:\s*(?!white|#fff|transparent|none)", re.I)
RAISED = re.compile(r"vertical-align\s*:\s*super", re.I)
LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
SYMBOL_FONT = re.compile(r"wingdings|webdings|symbol", re.I)
MADE_BLOCK = re.compile(r"(?:^|[;\s])display\s*:\s*(?:block|flex|grid|list-item|table)\b", re.I)
KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)


def apply_styles(tree: Tree) -> None:
    """Give each element what the page's own style sheets, and then its attribute, say of it."""
    matches = 0
    for selector, said in rules_of(tree, TOLD):
        for rule in selector.split(","):
            plain = " ".join(rule.replace(">", " ").split())
            if not plain or not PLAIN.fullmatch(plain) or "*" in plain:
                continue
            for element in tree.select(plain):
                element.style += f";{said}"
                matches += 1
            if matches > MOST_MATCHES:
                return
    for element in tree.elements:
        if "style" in element.attributes:
            element.style += ";" + element.attributes["style"]
        style = element.style
        if style and (
            ("font-size" in style and _has_no_size(element))
            or (("opacity" in style or "transparent" in style) and _has_no_ink(element))
        ):
            element.style += ";display:none"
        if element.name == "sup" or ("super" in style and RAISED.search(style)):
            element.children = [
                raised(one) if isinstance(one, str) else one for one in element.children
            ]
        elif font := _symbol_font(element):
            _show_signs(element, font)
    for element in [one for one in tree.elements if _is_taken_back(one)]:
        element.style += ";display:none"


def _is_taken_back(element: Element) -> bool:
    """Whether some words of a paragraph are struck out or white; one that is whole is kept."""
    parent = element.parent
    if parent is None or element.name in BLOCKS or not _is_out(element):
        return False
    beside = (one for one in parent.children if one is not element)
    return any(
        one.strip() if isinstance(one, str) else not _is_out(one) and one.text().strip()
        for one in beside
    )


def _is_out(element: Element) -> bool:
    style = element.style
    if "line-through" in style and LINE_THROUGH.search(style) is not None:
        return True
    may_be = "color" in element.attributes or any(sign in style for sign in SIGNS_OF_WHITE)
    return may_be and _is_white(element)


def _is_white(element: Element) -> bool:
    """Whether letters are white where nothing in the page's markup gives them a ground.

    An element with a name for styles may have its ground from a sheet that is not here.
    """
    told = declared(element.style, "color") or element.attributes.get("color", "")
    if not WHITE.fullmatch(told.strip()) or "class" in element.attributes:
        return False
    return not any(
        GROUND.search(one.style) or not {"bgcolor", "background"}.isdisjoint(one.attributes)
        for one in (element, *element.ancestors())
    )


def _symbol_font(element: Element) -> str:
    """The symbol font in which the element itself says that its letters are, or nothing."""
    said = element.attributes.get("style", "") + element.attributes.get("face", "")
    if not said or not SYMBOL_FONT.search(said):
        return ""
    named = element.attributes.get("face") or declared(said.replace("&quot;", ""), "font-family")
    first = named.split(",")[0]
    return first if is_symbol_font(first) else ""


def _show_signs(element: Element, font: str) -> None:
    """Put what the font shows in place of a bullet or tick that is all that the element holds."""
    if len(element.text().strip()) > LONGEST:
        return
    waiting = [element]
    while waiting:
        one = waiting.pop()
        waiting += [inner for inner in one.children if isinstance(inner, Element)]
        one.children = [
            as_shown(inner, font) if isinstance(inner, str) else inner for inner in one.children
        ]


def _has_no_size(element: Element) -> bool:
    """Whether the letters of an element have no size; what stands in it may have its own."""
    size = declared(element.style, "font-size")
    is_leaf = all(isinstance(child, str) for child in element.children)
    return is_leaf and NO_SIZE.search(f"font-size:{size}") is not None


def _has_no_ink(element: Element) -> bool:
    is_leaf = all(isinstance(child, str) for child in element.children)
    return is_leaf and element.name not in BLOCKS and NO_INK.search(element.style) is not None


def rules_of(tree: Tree, told: re.Pattern[str]) -> list[tuple[str, str]]:
    """The rules of the page's own style sheets, selectors and words, that say what is asked."""
    rules: list[tuple[str, str]] = []
    for sheet in tree.named("style"):
        if "print" in sheet.attributes.get("media", "").lower():
            continue
        source = _without_at_rules(COMMENT.sub(" ", sheet.source()[:LARGEST]))
        for rule in source.split("}"):
            selector, _, said = rule.rpartition("{")
            if len(selector) < LONGEST_SELECTOR and told.search(said[:LONGEST_SAID]):
                rules.append((selector, said[:LONGEST_SAID]))
    return rules[:MOST_RULES]


def _without_at_rules(source: str) -> str:
    """The style sheet without `@media print {…}` and its like, and without `<!-- -->`."""
    kept: list[str] = []
    depth, at = 0, 0
    skipping = False
    for match in re.finditer(r"@[\w-]+|[{};]", source):
        sign = match[0]
        if sign[0] == "@" and depth == 0 and not skipping:
            kept.append(source[at : match.start()])
            skipping = True
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
            if skipping and depth == 0:
                skipping, at = False, match.end()
        elif sign == ";" and skipping and depth == 0:
            skipping, at = False, match.end()
    if not skipping:
        kept.append(source[at:])
    return "".join(kept).replace("<!--", "").replace("-->", "")


def declared(style: str, name: str) -> str:
    """The last value that a style gives to a property, in lower case; empty where none does."""
    found = re.findall(rf"(?:^|[;\s]){name}\s*:\s*([^;]+)", style, re.I)
    return found[-1].replace("!important", "").strip() if found else ""


def is_hidden(style: str) -> bool:
    """Whether the last word on showing the element is that it is not shown."""
    if "-" in style and OUT_OF_SIGHT.search(style):
        return True
    if "clip" in style and CLIPPED.search(style):
        return True
    if not HIDDEN.search(style):
        return _is_comment(style)
    shown = declared(style, "display"), declared(style, "visibility")
    return shown[0].lower() == "none" or shown[1].lower() == "hidden" or "mso-hide" in style


def _is_comment(style: str) -> bool:
    """Whether it is the mark of a comment, or the list of them, in a page that Word saved."""
    return "comment" in style and COMMENT_OF_WORD.search(style) is not None


def is_block(name: str, style: str) -> bool:
    """Whether an element begins a line of its own, by its name or because a style says so."""
    return name in BLOCKS or (bool(style) and MADE_BLOCK.search(style) is not None)
