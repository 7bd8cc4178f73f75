"""Text that a page folds away behind words such as 展开全文 (“read on”) which a script listens to.

Nothing runs. Where what is folded lies in the page, hidden or cut off by a style, it is read in
its place; a short copy that stands before it, and the dots between, are left out. Where the page
does not show that it holds the rest, the rest is told as missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fazhi.codebook.book import Codebook
from fazhi.reading.formats.html.article import Article
from fazhi.reading.formats.html.lines import Line, Walker, is_prose
from fazhi.reading.formats.html.portals import bare, patterns, portals
from fazhi.reading.formats.html.styles import rules_of
from fazhi.reading.formats.html.tree import Element, Tree

NO_WAY = ("#", "javascript:")
LONGEST_WORDS, HIGHEST = 60, 4
ROUND_WORDS = "▼▽▾↓∨⌄＞>»›+….。 [【（(［])）)】］-—_"
DOTS = "….。·"
# A box of a fixed height whose rest is cut off; class names that say so.
CUT_OFF = re.compile(r"overflow(?:-y)?\s*:\s*(?:hidden|clip)|line-clamp", re.I)
OF_A_HEIGHT = re.compile(r"(?:^|[;\s])(?:max-)?height\s*:\s*[\d.]+|line-clamp\s*:\s*\d", re.I)
NAMED_SO = re.compile(r"fold|collaps|clamp|ellips|truncat|shrink|read-?more|limit-?height", re.I)
# Scripts that change how high a box is, and scripts that fetch.
STRETCHES = re.compile(
    r"height\b|overflow|(?:add|remove|toggle)Class|classList|className|slide(?:Down|Toggle)", re.I
)
FETCHES = re.compile(
    r"\$\.(?:get|post|ajax|getJSON)\b|\bfetch\(|XMLHttpRequest|axios|\.load\(\s*[\"']"
)
DAY_AT_END = re.compile(r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日$")
CLOSED = "。！？；：”’）》】!?;:)"
ELLIPSES = ("…", "...", "。。。")
LEAST_COPIED = 12


def read_on(tree: Tree, markup: str, book: Codebook) -> list[Element]:
    """The elements that are words to read on and lead to no other address, outermost of each."""
    if tree.body is None or not _has_hint(markup, book):
        return []
    found: dict[int, Element] = {}
    for one in _with_few_words(tree):
        outer = None
        for above in [one, *one.ancestors()][:HIGHEST]:
            if not patterns(book).read_on.fullmatch(_words(above)):
                break
            outer = above
        if outer is not None and not _leads_away(outer):
            found[outer.number] = outer
    return list(found.values())


def _has_hint(markup: str, book: Codebook) -> bool:
    """Whether words to read on stand alone between tags or quotation marks.

    A whole page is searched a hundred times faster for signs of such words than for the words.
    """
    known = patterns(book)
    data = markup.encode(errors="replace")
    found = known.read_signs.find_matches_as_indexes(data)
    if not any(which < len(portals(book).read_signs) for which, _, _ in found):
        return False
    for _, start, _ in found:
        at = len(data[:start].decode())
        tag = max(markup.rfind(">", 0, at), 0)
        begins = max(tag, markup.rfind('"', tag, at), markup.rfind("'", tag, at))
        if known.read_on_hint.match(markup, begins):
            return True
    return False


def _with_few_words(tree: Tree) -> Iterator[Element]:
    for one in tree.elements:
        is_button = one.name == "input" and one.attributes.get("type", "") in ("button", "submit")
        if is_button or any(
            isinstance(child, str) and len(child) < LONGEST_WORDS and not child.isspace()
            for child in one.children
        ):
            yield one


def _words(one: Element) -> str:
    said = one.attributes.get("value", "") if one.name == "input" else one.text()
    return bare(said).strip(ROUND_WORDS)


def _leads_away(one: Element) -> bool:
    links = [each for each in (one, *one.ancestors()) if each.name == "a"]
    links += [child for child in one.children if isinstance(child, Element) and child.name == "a"]
    addresses = (link.attributes.get("href", "") for link in links)
    return any(address and not address.lower().startswith(NO_WAY) for address in addresses)


class Fold:
    """What a page folds away: the elements to show and to leave out, and whether it is all."""

    def __init__(
        self, tree: Tree, article: Article, controls: Sequence[Element], book: Codebook
    ) -> None:
        self._tree, self._book = tree, book
        self._root = article.root
        self._weights = article.weights
        self._controls = [one for one in controls if self._is_near(one)]
        self.left_out = {one.number for one in self._controls}
        self._seen = bare("".join(line.text for line in article.lines))
        self.shown: set[int] = set()
        self._unfolded: list[str] = []
        if self._controls:
            self._unfold()

    def _around(self, control: Element) -> Element | None:
        """The smallest element that holds both the article and the words."""
        root = self._root
        return next((one for one in control.ancestors() if root and one.holds(root)), None)

    def _is_near(self, control: Element) -> bool:
        """Whether words stand with the article, not somewhere else on the page."""
        around = self._around(control)
        if around is None or around is not self._tree.body:
            return around is not None
        return control.parent is around or (
            control.parent is not None and control.parent.parent is around
        )

    def _unfold(self) -> None:
        hidden = [one for one in self._weights.hidden if self._is_beside(one)]
        own = [
            one
            for one in hidden
            if any(map(is_prose, _lines_of(one, self._book))) and self._is_new(one)
        ]
        places = {one.parent for one in own}
        own = [one for one in hidden if one in own or (one.parent in places and self._is_new(one))]
        self.shown = {one.number for one in own}
        for one in own:
            self._leave_out_dots(one)
            self._unfolded += _lines_of(one, self._book)

    def _is_new(self, one: Element) -> bool:
        """Whether what is hidden is no copy of what is seen (for telephones, for print)."""
        lines = [bare(line) for line in _lines_of(one, self._book)]
        seen = sum(len(line) for line in lines if line in self._seen)
        return seen < 0.9 * sum(map(len, lines))

    def _is_beside(self, one: Element) -> bool:
        """Whether a hidden element lies in the article, or next to it or to the words."""
        root = self._root
        if root is None or one.parent is None or any(each is one for each in self._controls):
            return False
        places = {root.number} | ({root.parent.number} if root.parent is not None else set())
        for control in self._controls:
            if control.parent is not None:
                places.add(control.parent.number)
                above = control.parent.parent
                places |= {above.number} if above is not None else set()
        return root.holds(one) or one.parent.number in places

    def _leave_out_dots(self, one: Element) -> None:
        """The dots before what is hidden stand for it."""
        siblings = one.parent.children if one.parent is not None else []
        at = next(number for number, each in enumerate(siblings) if each is one)
        for place in range(at - 1, max(-1, at - 6), -1):
            before = siblings[place]
            if isinstance(before, str):
                if before.strip():
                    siblings[place] = before.rstrip().rstrip("….·") if _has_dots(before) else before
                    return
            elif before.number not in self.left_out:
                if not bare(before.text()).strip(DOTS):
                    self.left_out.add(before.number)
                return

    def without_copies(self, lines: Sequence[Line]) -> list[Line]:
        """The lines, without those that stood before in short for what is now shown."""
        waiting, own = list(self._unfolded), [bare(one) for one in self._unfolded]
        kept: list[Line] = []
        for line in reversed(lines):
            if line.text in waiting:
                waiting.remove(line.text)
            elif own and not waiting and _stands_for(bare(line.text), own):
                continue
            kept.append(line)
        return kept[::-1]

    def lacks_rest(self, lines: Sequence[Line]) -> bool:
        """Whether the page does not show that it holds what the words would show."""
        strong = patterns(self._book).read_all
        controls = [one for one in self._controls if not self._is_hidden(one)]
        if not controls or not lines:
            return False
        if any(line.prose and line.text.rstrip().endswith(ELLIPSES) for line in lines):
            return True
        if self.shown or not any(strong.fullmatch(_words(one)) for one in controls):
            return False
        last = lines[-1]
        if last.prose and last.text[-1] not in CLOSED:
            return True
        is_held = any(one.name in ("summary", "label") for one in controls)
        return not (is_held or DAY_AT_END.search(bare(last.text)) or self._is_cut_by_a_style())

    def _is_hidden(self, one: Element) -> bool:
        return any(hidden.holds(one) for hidden in self._weights.hidden)

    def _is_cut_by_a_style(self) -> bool:
        """Whether the article's box, or one around or in it, is made lower than its text."""
        root, tree = self._root, self._tree
        if root is None:
            return False
        half = self._weights.prose[root.number] / 2
        boxes = [root, *root.ancestors()]
        boxes += [
            one
            for one in tree.elements
            if root.holds(one) and self._weights.prose[one.number] > half
        ]
        numbers = {one.number for one in boxes if one is not tree.body}
        cut = {
            one.number
            for selector, said in rules_of(tree, CUT_OFF)
            if OF_A_HEIGHT.search(said)
            for rule in selector.split(",")
            for one in tree.select(" ".join(rule.replace(">", " ").split()))
        }
        styled = any(CUT_OFF.search(one.style) and OF_A_HEIGHT.search(one.style) for one in boxes)
        if styled or cut & numbers:
            return True
        scripts = "\n".join(one.source()[:50_000] for one in tree.named("script"))
        scripts += "\n".join(one.attributes.get("onclick", "") for one in self._controls)
        is_named = any(
            NAMED_SO.search(f"{one.id} {' '.join(one.classes)}")
            for one in boxes
            if one is not tree.body
        )
        return bool(is_named or STRETCHES.search(scripts)) and not FETCHES.search(scripts)


def _has_dots(text: str) -> bool:
    return text.rstrip().endswith(("…", "..."))


def _lines_of(one: Element, book: Codebook) -> list[str]:
    return [line.text for line in Walker((), (one.number,), book=book).walk(one)]


def _stands_for(text: str, own: Sequence[str]) -> bool:
    """Whether a line is one that is now shown, or its beginning."""
    opening = text.rstrip(DOTS)
    return text in own or (
        len(opening) >= LEAST_COPIED and any(one.startswith(opening) for one in own)
    )
