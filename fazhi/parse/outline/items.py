"""Enumerations inside paragraphs: 一是 …；二是 …, 一则 …, 首先 … 其次 …, 第一， …, (1) …, ① … ②."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fazhi.parse.outline.markers import CIRCLES, DIGITS, NUMERAL, Head, LineEnds, head_at

# The first set lets the search skip at the speed of C; what stands before it comes second.
ITEM_MARK = re.compile(
    rf"[{DIGITS}第首其再最（(\d⑴-⒇{CIRCLES}](?:(?<=[\n：；。，、！？…”）:;,在为有即括中到].)|(?<=\A.))(?:"
    rf"(?<=[{DIGITS}])[{DIGITS}]{{0,2}}个?(?:(?P<shi>是)|(?P<yao>要)|(?P<ze>则[，,]?|者[，,]))"
    rf"|(?<=第){NUMERAL}(?P<order>[，、：:]|是|个?方面[，、：:是]?)"
    r"|(?P<first>(?<=首)先|(?<=其)次|(?<=再)次|(?<=最)后)(?=[，、：:是要])[，、：:是]?"
    rf"|(?P<qi>(?<=其){NUMERAL})[，、：:是曰]"
    rf"|(?<=[（(])(?:(?P<bracket>\d{{1,2}})|(?P<paren>{NUMERAL}))[）)][、.，]?"
    r"|(?<=\d)\d?(?P<dot>[.、．）)])(?!\d)"
    rf"|(?P<circle>(?<=[⑴-⒇{CIRCLES}])))"
)
FIRST_WORDS = {"首先": 1, "其次": 2, "再次": 3}
# These open items only where a second one follows: alone they are ordinary words.
NEEDS_SECOND = frozenset(("yao", "ze", "order", "first", "qi", "bracket", "paren", "dot", "circle"))
# A heading without a stop that runs on into its first item (筑牢思想根基一是学习法律), told by the
# second item behind it.
RUN_ON = re.compile(r"(?<=[\u3400-\u9fff])(?:(?P<shi>一是)|(?P<yao>一要))")
SECOND_ITEM = {"shi": re.compile("[。；，]二是"), "yao": re.compile("[。；，]二要")}
LONGEST_RUN_ON = 40
# The second item is sought so far behind the first.
SIGHT = 2000
CLAUSE_ENDS = "\n：；。！？…”:;"


def find_items(clean: str, heads: list[Head], end: int) -> list[Head]:
    """The items of enumerations up to `end`, each ending at the next item or paragraph end."""
    borders = [head.start for head in heads]
    opened = frozenset(borders)
    runs: dict[tuple[int, str], list[Head]] = {}
    ends = LineEnds(clean)
    section = 0
    for match in ITEM_MARK.finditer(clean, 0, end):
        start = match.start()
        while section < len(borders) and borders[section] <= start:
            section += 1
        if start in opened:
            continue
        item = head_at(clean, match, start, ends)
        if item.kind == "first":
            item.number = FIRST_WORDS.get(clean[start : start + 2])
        runs.setdefault((section, item.kind), []).append(item)
    for section, item in _run_on(clean, heads):
        runs.setdefault((section, item.kind), []).insert(0, item)
    items = [item for (_, kind), run in runs.items() for item in _chained(clean, kind, run)]
    items.sort(key=lambda item: item.start)
    limit = len(clean)
    for item in reversed(items):
        item.inline = True
        item.level = 4
        item.end = min(item.line_end, limit)
        limit = item.start
    return items


def _run_on(clean: str, heads: list[Head]) -> Iterable[tuple[int, Head]]:
    """First items that stand right behind the words of a heading, with the section's place."""
    ends = LineEnds(clean)
    for section, head in enumerate(heads, start=1):
        limit = min(head.title_start + LONGEST_RUN_ON, head.line_end)
        found = RUN_ON.search(clean, head.title_start + 1, limit)
        if not found or any(end in clean[head.title_start : found.start()] for end in CLAUSE_ENDS):
            continue
        kind = found.lastgroup or ""
        if SECOND_ITEM[kind].search(clean, found.end(), min(head.line_end, found.end() + SIGHT)):
            yield section, head_at(clean, found, found.start(), ends)


def _chained(clean: str, kind: str, run: list[Head]) -> Iterable[Head]:
    """The marks of one kind in one section that count 1, 2, …"""
    if kind not in NEEDS_SECOND:
        return _counted(clean, run)
    chains: list[list[Head]] = []
    for item in run:
        if item.number is None and chains and kind == "first":
            item.number = (chains[-1][-1].number or 0) + 1
        if item.number == 1:
            chains.append([item])
        elif chains and item.number == (chains[-1][-1].number or 0) + 1:
            chains[-1].append(item)
        elif kind == "circle":
            # These may go on with the numbers of the section before (⑳ there, ㉑ here).
            chains.append([item])
    return [item for chain in chains if len(chain) > 1 for item in chain]


def _counted(clean: str, run: list[Head]) -> Iterable[Head]:
    """Items with 是: in sequence anywhere, out of sequence only where a clause begins."""
    expected = 1
    for item in run:
        begins = item.start == 0 or clean[item.start - 1] in CLAUSE_ENDS
        if item.number in (1, expected) or begins:
            expected = (item.number or 0) + 1
            yield item
