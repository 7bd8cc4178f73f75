"""Words that style sheets put before and behind elements, with the counters that they count.

Content systems number headings so: `h3:before {counter-increment: h; content: counter(h,
cjk-ideographic) "、"}`. Signs that only adorn (dots, arrows, icons of a font) are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from fazhi.language.counting import write_number
from fazhi.reading.formats.html.lists import WRITTEN
from fazhi.reading.formats.html.styles import PLAIN, is_hidden, rules_of
from fazhi.reading.formats.html.tree import SILENT, Element, Tree
from fazhi.reading.limits import check_time

BEFORE, BEHIND = "before", "after"
PSEUDO = re.compile(r"::?(before|after)$", re.I)
TOLD = re.compile(r"(?:^|[;\s{])(?:content|counter-(?:reset|increment|set))\s*:", re.I)
DECLARED = re.compile(
    r"(?:^|[;\s])(content|counter-(?:reset|increment|set)|display|visibility)\s*:\s*"
    r"((?:\"[^\"]*\"|'[^']*'|[^;\"'])*)",
    re.I,
)
PIECE = re.compile(
    r"""(?P<quote>["'])(?P<text>.*?)(?P=quote)
    |counters?\(\s*(?P<name>[\w-]+)\s*(?:,\s*(?P<between>"[^"]*"|'[^']*'))?\s*
        (?:,\s*(?P<form>[\w-]+)\s*)?\)
    |attr\(\s*(?P<attribute>[\w-]+)\s*\)""",
    re.X | re.S,
)
COUNTED = re.compile(r"([A-Za-z_-][\w-]*)(?:\s+(-?\d{1,5}))?")
CODE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.S)
# Words and numbers; all else adorns.
WORDS = re.compile("[\u3007\u3220-\u32b0\u3400-\u9fff\u2460-\u24ff\\d]")
UNWRITTEN = frozenset(("none", "disc", "circle", "square"))
# The counter of list items, which browsers count by themselves.
OF_LISTS = "list-item"
HIDING = frozenset(("display", "visibility"))
MOST_MATCHES, LONGEST = 50_000, 80

Said = dict[str, str]


def apply_generated(tree: Tree) -> None:
    """Write what style sheets show before and behind elements into these, as text."""
    sheets = "".join(one.source() for one in tree.named("style"))
    if "content" not in sheets or not (":before" in sheets or ":after" in sheets):
        return
    rules = rules_of(tree, TOLD)
    plain: defaultdict[int, Said] = defaultdict(dict)
    shown: dict[str, defaultdict[int, Said]] = {
        BEFORE: defaultdict(dict),
        BEHIND: defaultdict(dict),
    }
    matches = 0
    for selector, said in rules:
        declared = _declared(said)
        for rule in selector.split(","):
            pseudo = PSEUDO.search(rule.strip())
            place = shown[pseudo[1].lower()] if pseudo else plain
            bare = " ".join(PSEUDO.sub("", rule.strip()).replace(">", " ").split())
            if not bare or not PLAIN.fullmatch(bare) or "*" in bare:
                continue
            for element in tree.select(bare):
                place[element.number].update(declared)
                matches += 1
            if matches > MOST_MATCHES:
                return
    _Counting(plain, shown[BEFORE], shown[BEHIND]).walk(tree)


def _declared(said: str) -> Said:
    return {name.lower(): value.strip() for name, value in DECLARED.findall(said)}


class _Counting:
    """The counters of a page in document order; each holds in the element that began it."""

    def __init__(
        self,
        plain: defaultdict[int, Said],
        before: defaultdict[int, Said],
        behind: defaultdict[int, Said],
    ) -> None:
        self._plain, self._before, self._behind = plain, before, behind
        # Of each counter the elements within which it was begun, and where it stands.
        self._open: defaultdict[str, list[tuple[Element | None, int]]] = defaultdict(list)

    def walk(self, tree: Tree) -> None:
        waiting: list[Element | tuple[Element]] = [] if tree.body is None else [tree.body]
        while waiting:
            one = waiting.pop()
            if isinstance(one, tuple):
                self._close(one[0])
                continue
            check_time()
            said = self._plain.get(one.number, {})
            if one.style and "counter-" in one.style:
                said = said | _declared(one.style)
            if one.name in SILENT or is_hidden(one.style) or "hidden" in one.attributes:
                continue
            self._count(said, one.parent)
            inside = [child for child in one.children if isinstance(child, Element)]
            if words := self._words(self._before.get(one.number), one):
                one.children.insert(0, words)
            waiting.append((one,))
            waiting += inside[::-1]

    def _close(self, one: Element) -> None:
        """Behind an element what was begun in it holds no longer."""
        if words := self._words(self._behind.get(one.number), one):
            one.children.append(words)
        for stands in self._open.values():
            while stands and stands[-1][0] is one:
                stands.pop()

    def _count(self, said: Said, around: Element | None) -> None:
        for name, number in _counted(said.get("counter-reset", ""), 0):
            stands = self._open[name]
            if stands and stands[-1][0] is around:
                stands.pop()
            stands.append((around, number))
        for name, number in _counted(said.get("counter-increment", ""), 1):
            self._stand(name, around, by=number)
        for name, number in _counted(said.get("counter-set", ""), 0):
            self._stand(name, around, to=number)

    def _stand(self, name: str, around: Element | None, by: int = 0, to: int | None = None) -> None:
        stands = self._open[name]
        if not stands:
            stands.append((around, 0))
        begun, number = stands[-1]
        stands[-1] = (begun, number + by if to is None else to)

    def _words(self, said: Said | None, one: Element) -> str:
        """What a style shows at one end of an element; empty where it only adorns."""
        if not said or is_hidden(";".join(f"{name}:{said[name]}" for name in HIDING & said.keys())):
            return ""
        self._count(said, one)
        content = said.get("content", "")
        words = "".join(self._piece(match, one) for match in PIECE.finditer(content))
        return words[:LONGEST] if WORDS.search(words) else ""

    def _piece(self, match: re.Match[str], one: Element) -> str:
        if match["text"] is not None:
            return CODE.sub(_sign, match["text"])
        if match["attribute"]:
            return one.attributes.get(match["attribute"].lower(), "")
        stands = [number for _, number in self._open[match["name"]]] or [0]
        form = (match["form"] or "decimal").lower()
        if form in UNWRITTEN or match["name"] == OF_LISTS:
            return ""
        written = WRITTEN.get(form, ("decimal", ""))[0]
        if match["between"] is None:
            return write_number(stands[-1], written)
        between = CODE.sub(_sign, match["between"][1:-1])
        return between.join(write_number(number, written) for number in stands)


def _counted(said: str, usual: int) -> Iterator[tuple[str, int]]:
    for name, number in COUNTED.findall(said):
        if name.lower() not in ("none", "inherit", "initial"):
            yield name, int(number) if number else usual


def _sign(match: re.Match[str]) -> str:
    if match[2] is not None:
        return match[2]
    number = int(match[1], 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
