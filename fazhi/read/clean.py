"""From raw text to clean text: regular width, simplified script, whole paragraphs."""

from __future__ import annotations

import re

from fazhi.read.draft import Draft, Edit
from fazhi.read.script import simplify_draft
from fazhi.records import Mark, RawText, Text

CJK = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
FULL_WIDTH = {
    code: chr(code - 0xFEE0)
    for code in (
        *range(0xFF10, 0xFF1A),
        *range(0xFF21, 0xFF3B),
        *range(0xFF41, 0xFF5B),
        0xFF05,
        0xFF0E,
    )
}
SPACES = dict.fromkeys(map(ord, "\u00a0\u3000\t\u2002\u2003\u2009\ufeff\u200b"), " ")
BREAKS = {0x0D: "\n", 0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
TABLE = {**FULL_WIDTH, **SPACES, **BREAKS}
TO_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
HALF_PUNCTUATION = re.compile(
    rf"(?<=[{CJK}”》）%])[,;:?!()]|[,;:?!()](?=[{CJK}“《（])|(?<=[0-9年月日])\)|(?<=\))[,;:]"
)
INNER_SPACES = re.compile(
    rf"(?<=[^ \nA-Za-z]) +(?=[^ \n])|(?<=[A-Za-z]) +(?=[{CJK}，。；：、（）])"
)
EDGE_SPACES = re.compile(r"^ +| +$", re.M)
MARKDOWN = re.compile(r"^(?:#{1,6} *|-{3,}$|\*{3,}$|> *)", re.M)
FURNITURE = re.compile(r"扫一扫 ?手机浏览|[（(]此页无正文[）)]|\?{2,}|？{2,}")
MARKER = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．](?!\d)"
    r"|[（(]\d{1,2}[）)]|[①-⑳]|第[一二三四五六七八九十]+[，、]|[一二三四五六七八九十]{1,2}是"
)
ENDS = "。！？：:；;”》）)…"
BLANK_LINES = re.compile(r"\n{2,}")
LONGEST_TITLE = 30


def clean(source: RawText) -> Text:
    """Make the clean text of a raw one, with the map, the repairs and the damages."""
    draft = Draft(source.text)
    drops = [Edit(mark.start, mark.end, "", mark.kind) for mark in source.drops]
    draft.apply(sorted([*drops, *(Edit(at, at + 1, "") for at in source.joins)]))
    draft.translate(TABLE)
    draft.apply(Edit(m.start(), m.end(), "") for m in MARKDOWN.finditer(draft.text))
    script = simplify_draft(draft)
    draft.apply(
        Edit(m.start(), m.end(), TO_FULL[m.group()]) for m in HALF_PUNCTUATION.finditer(draft.text)
    )
    draft.apply(Edit(m.start(), m.end(), "", "furniture") for m in FURNITURE.finditer(draft.text))
    draft.apply(Edit(m.start(), m.end(), "") for m in EDGE_SPACES.finditer(draft.text))
    draft.apply(Edit(m.start(), m.end(), "") for m in INNER_SPACES.finditer(draft.text))
    draft.apply(Edit(m.start(), m.end(), "\n") for m in BLANK_LINES.finditer(draft.text))
    damages = _join_lines(draft)
    return Text(
        raw=source.text,
        clean=draft.text,
        offsets=draft.offsets,
        format=source.format,
        script=script,
        metadata=source.metadata,
        repairs=tuple(sorted(draft.repairs, key=lambda mark: (mark.start, mark.end))),
        damages=tuple(damages),
        pages=source.pages,
        encoding=source.encoding,
        confidence=source.confidence,
        doubtful=source.doubtful,
    )


def _join_lines(draft: Draft) -> list[Mark]:
    """Join sentences broken across lines; a first version that the five reports need."""
    edits: list[Edit] = []
    damages: list[Mark] = []
    text = draft.text
    offsets = draft.offsets
    for match in re.finditer(r"\n", text):
        at = match.start()
        line = text[text.rfind("\n", 0, at) + 1 : at]
        after = text[at + 1 : at + 40].split("\n")[0]
        if not line or not after or line[-1] in ENDS or MARKER.match(after):
            continue
        if line[-1] == "、" and re.match(rf"[{CJK}]，", after):
            place = offsets.raw_end(at)
            damages.append(Mark("break", place - 1, place))
        elif len(line) > LONGEST_TITLE:
            edits.append(Edit(at, at + 1, "", "joined"))
    draft.apply(edits)
    return damages
