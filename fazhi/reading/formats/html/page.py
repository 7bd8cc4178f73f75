"""One web page: which element holds the article, and what the portal says about it."""

from __future__ import annotations

import re
from functools import cache, cached_property

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from fazhi.codebook.loader import load
from fazhi.reading.formats.html.lines import SILENT, Line, Walker

# Running text has commas and full stops outside links; menus and lists of news have not.
PROSE = re.compile("[，。；,;、：:]")
MOST = 0.7
LONGEST_STATEMENT = 200
LONGEST_VALUE = 80
FIRST_LINES = 8
DATE = re.compile(r"(\d{4}) ?[-年/.] ?(\d{1,2}) ?[-月/.] ?(\d{1,2})")
PLACEHOLDERS = frozenset(("", "无", "-", "—", "--", "/"))


class Portals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Codebook file `portals.yaml`."""

    containers: tuple[str, ...]
    titles: tuple[str, ...]
    furniture: tuple[str, ...]
    meta: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]


@cache
def _portals() -> Portals:
    return load("portals", Portals)


@cache
def _label_patterns() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern that finds any label, spaces inside allowed, and the key of each label."""
    keys = {word: key for key, words in _portals().labels.items() for word in words}
    words = sorted(keys, key=len, reverse=True)
    pattern = "|".join(r"[ \u3000\u00a0]*".join(word) for word in words)
    return re.compile(
        rf"[【\[]?({pattern})[】\]]?[ \u3000\u00a0]*(?:[：:\t|]|$)[：:\t| \u00a0\u3000]*"
    ), keys


class Page:
    """A parsed page. Nothing in it runs: scripts are text to the parser and are dropped."""

    def __init__(self, markup: str) -> None:
        self._tree = LexborHTMLParser(markup)
        self._skipped = frozenset(
            node.mem_id for rule in _portals().furniture for node in self._tree.css(rule)
        )

    def article(self) -> str:
        """The title and text of the article, one paragraph a line."""
        body = self._tree.body
        if body is None:
            return ""
        lines = Walker(self._skipped).walk(self._container(body))
        kept = [line for line in lines if not _is_menu(line)]
        texts = [
            line.text
            for index, line in enumerate(kept)
            if not (index < FIRST_LINES and _is_statement(line.text))
        ]
        title = self._shown_title()
        if title and _bare(title) not in _bare("".join(texts[:FIRST_LINES])):
            texts.insert(0, title)
        return "\n".join(texts)

    def metadata(self) -> dict[str, str]:
        """What the portal states, under fixed keys; dates as YYYY-MM-DD."""
        found = self._stated()
        for key, names in _portals().meta.items():
            for name in names:
                value = self._meta(name)
                if value:
                    found.setdefault(key, value)
        title = self._shown_title() or self._window_title()
        if title:
            found.setdefault("title", title)
        for key in ("issued_date", "published_date"):
            if key in found:
                date = DATE.search(found[key])
                found[key] = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else ""
        return {key: value for key, value in found.items() if value}

    def _container(self, body: LexborNode) -> LexborNode:
        """The element of the article: a known container, or the smallest with most prose."""
        weights = _prose_weights(body, self._skipped)
        total = weights.get(body.mem_id, 0)
        for rule in _portals().containers:
            for node in self._tree.css(rule):
                if total and weights.get(node.mem_id, 0) >= MOST * total:
                    return node
        node = body
        while True:
            heavy = None
            child = node.child
            while child is not None:
                if weights.get(child.mem_id, 0) >= MOST * total > 0:
                    heavy = child
                child = child.next
            if heavy is None or heavy.tag in {"p", "span", "font", "b", "strong"}:
                return node
            node = heavy

    @cached_property
    def _all_lines(self) -> list[Line]:
        body = self._tree.body
        return Walker(frozenset()).walk(body) if body is not None else []

    def _stated(self) -> dict[str, str]:
        found: dict[str, str] = {}
        pattern, keys = _label_patterns()
        lines = [line.text for line in self._all_lines]
        for index, line in enumerate(lines):
            if len(line) > LONGEST_STATEMENT or PROSE_END.search(line):
                continue
            matches = list(pattern.finditer(line))
            for place, match in enumerate(matches):
                end = matches[place + 1].start() if place + 1 < len(matches) else len(line)
                value = _value(line[match.end() : end])
                # In a list the statement may stand on the next line.
                if not value and match.end() == len(line) and index + 1 < len(lines):
                    following = lines[index + 1]
                    value = "" if pattern.match(following) else _value(following)
                key = keys[_bare(match[1])]
                if value not in PLACEHOLDERS and key not in found:
                    found[key] = value
        return {key: value for key, value in found.items() if key not in {"topic", "visits"}}

    def _meta(self, name: str) -> str:
        for attribute in ("name", "property"):
            node = self._tree.css_first(f'meta[{attribute}="{name}" i]')
            if node is not None:
                return " ".join((node.attributes.get("content") or "").split())
        return ""

    def _shown_title(self) -> str:
        for rule in _portals().titles:
            node = self._tree.css_first(rule)
            if node is not None and node.mem_id not in self._skipped:
                title = " ".join(node.text().split())
                if len(title) >= 6:
                    return title
        return self._meta("ArticleTitle")

    def _window_title(self) -> str:
        node = self._tree.css_first("title")
        words = " ".join(node.text().split()) if node is not None else ""
        return re.split(r"\s*[_|—]\s*| - ", words)[0]


PROSE_END = re.compile("。|，.*，")


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _value(text: str) -> str:
    value = re.split(r"\t| {2,}|[\u00a0\u3000]{2,}", text.strip(" \t\u00a0\u3000|"))[0]
    value = value.strip(" \t\u00a0\u3000|[]【】")
    return value if len(value) <= LONGEST_VALUE else ""


def _is_statement(line: str) -> bool:
    """A line of labels and values (发布时间：… 来源：… 浏览次数：…)."""
    pattern, _ = _label_patterns()
    return (
        len(line) <= LONGEST_STATEMENT
        and pattern.match(line) is not None
        and not PROSE_END.search(line)
    )


def _is_menu(line: Line) -> bool:
    """A line that is links alone: part of a menu, or the way to another page."""
    return (
        line.linked >= 0.9 * len(line.text)
        and not PROSE.search(line.text)
        and not line.text.startswith("附件")
    )


def _prose_weights(body: LexborNode, skipped: frozenset[int]) -> dict[int, int]:
    """Length of running text below each element, links and furniture left out."""
    weights: dict[int, int] = {}
    for node in body.traverse(include_text=True):
        if not node.is_text_node:
            continue
        text = node.text_content or ""
        if len(text) < 10 or not PROSE.search(text):
            continue
        chain: list[int] = []
        parent = node.parent
        while parent is not None:
            if parent.tag in SILENT or parent.tag == "a" or parent.mem_id in skipped:
                break
            chain.append(parent.mem_id)
            if parent.mem_id == body.mem_id:
                for element in chain:
                    weights[element] = weights.get(element, 0) + len(text)
                break
            parent = parent.parent
    return weights
