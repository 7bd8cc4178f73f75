"""The codebook in words, in Chinese and English, for `docs/codebook.md` and `explain`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import msgspec

from fazhi.codebook.entries import Indicator, Indicators, RuleEntry, examples

COMBINATIONS = {
    "rivals": "多处数值不一即为矛盾 / mentions that differ contradict",
    "sum": "并列的各项相加 / mentions of one enumeration add up",
    "last": "以最后一处为准 / the last mention holds",
    "only": "各处互不相干，取第一处 / each mention stands for itself, the first is taken",
}
PLACES = {
    "next": "紧接数字之后 / right after the number",
    "head": "数字后的名词 / noun after the number",
    "before": "数字之前 / before the number",
    "after": "同一小句之后 / later in the clause",
    "inherit": "承前文或标题 / from the text before or the heading",
}
MOST_WORDS = 12
HEADING = "# 指标编码手册 / Codebook of indicators"
INTRODUCTION = (
    "由 `fazhi/codebook/data/kinds/rule_of_law/indicators/` 生成，请勿手改。\n\n"
    "Generated from `fazhi/codebook/data/kinds/rule_of_law/indicators/`; do not edit by hand."
)


def document(codebook: Indicators) -> str:
    """The whole codebook as Markdown, a section a group, an entry an indicator."""
    parts = [HEADING, INTRODUCTION]
    for group, keys in groupby(sorted(codebook), key=lambda key: key.split(".")[0]):
        parts.append(f"## {group}")
        parts += [describe(key, codebook[key]) for key in keys]
    return "\n\n".join(parts) + "\n"


def records(codebook: Indicators) -> list[dict[str, Any]]:
    """Every entry as plain values, `id` and `field` first, word lists written out in full."""
    return [
        {"id": key, "field": key.partition(".")[0], **msgspec.to_builtins(codebook[key])}
        for key in sorted(codebook)
    ]


def describe(indicator: str, entry: Indicator) -> str:
    """One entry as Markdown: labels, definition, unit, rules in words, combination, examples."""
    return "\n".join(_lines(indicator, entry))


def _lines(indicator: str, entry: Indicator) -> Iterator[str]:
    yield f"### `{indicator}` {entry.zh} / {entry.en}"
    yield ""
    if entry.definition_zh:
        yield f"{entry.definition_zh}。"
    if entry.definition:
        yield f"{entry.definition}."
    if entry.of:
        yield f"属于 / a kind of `{entry.of}`."
    if entry.proposed:
        yield "候选条目，暂不编码 / proposed: holds mentions back, codes none."
    yield ""
    unlike = f"；不可比 / unlike: {_some(entry.unlike)}" if entry.unlike else ""
    yield (
        f"- 单位 / unit: {entry.unit}（{entry.dimension}）；可比 / comparable: "
        f"{_some(entry.units)}{unlike}"
    )
    yield f"- 合并 / combination: {COMBINATIONS[entry.combine]}"
    for name, rule in entry.rules.items():
        yield f"- 规则 / rule `{name}`: {'; '.join(_conditions(rule))}"
    for title, sentences in (("符合 / yes", entry.match), ("不符合 / no", entry.mismatch)):
        for sentence in sentences:
            yield f"- {title}: {_shown(sentence)}"


def _conditions(rule: RuleEntry) -> Iterator[str]:
    if rule.object:
        places = "、".join(PLACES[place] for place in rule.where)
        yield f"对象 / object {_some(rule.object)}（{places}）"
    if rule.verb:
        yield f"动词 / verb {_some(rule.verb)}"
    if rule.context:
        yield f"上下文 / context {_some(rule.context)}"
    if rule.near:
        yield f"句中 / in the sentence {_some(rule.near)}"
    if rule.by:
        yield f"谁 / by {_some(rule.by)}"
    if rule.unless:
        yield f"不是谁 / unless {_some(rule.unless)}"
    if rule.without:
        yield f"不含 / without {_some(rule.without)}"
    if rule.unit:
        yield f"单位 / unit {_some(rule.unit)}"


def _some(words: Iterable[str]) -> str:
    """The first words of a list, and how many there are in all."""
    known = list(words)
    shown = " / ".join(known[:MOST_WORDS])
    return f"{shown} … ({len(known)})" if len(known) > MOST_WORDS else shown


def _shown(sentence: str) -> str:
    """An example with its mention in bold."""
    text, marks = sentence, list(examples(sentence))
    if marks:
        text = marks[0].text
        for mark in reversed(marks):
            end = mark.start + len(mark.raw)
            text = f"{text[: mark.start]}**{mark.raw}**{text[end:]}"
    return text
