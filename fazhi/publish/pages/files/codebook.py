"""The codebook of indicators as data: YAML, JSON, and the sheets of a workbook."""

from __future__ import annotations

import msgspec
import yaml

from fazhi.codebook.document import COMBINATIONS, records
from fazhi.codebook.entries import Indicators
from fazhi.publish.pages.files.workbook import Cell, Sheet, as_workbook

HEADS = ("indicator", "field", "中文", "English", "unit", "comparable", "unlike", "dimension",
         "combine", "定义", "definition", "proposed")  # fmt: skip
RULE_HEADS = ("indicator", "rule", "object", "where", "verb", "context", "near", "without",
              "by", "unless", "unit", "weight")  # fmt: skip
WIDTHS = (30, 14, 24, 34, 8, 24, 14, 12, 40, 50, 50, 10)


def as_bytes(book: Indicators, form: str) -> bytes:
    """The whole codebook as `yaml`, `json` or `xlsx`; the same bytes for the same entries."""
    if form == "xlsx":
        return as_workbook(sheets(book))
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(records(book)), indent=2) + b"\n"
    told = {one["id"]: {**one} for one in records(book)}
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=100).encode()


def sheets(book: Indicators) -> tuple[Sheet, ...]:
    """What each indicator counts, by which rules it is told, and sentences that are it or not."""
    return (definitions(book), _rules(book), sentences(book))


def definitions(book: Indicators) -> Sheet:
    """A row an indicator: names, measure words, how mentions combine, definition."""
    rows: list[tuple[Cell, ...]] = [
        (key, key.partition(".")[0], one.zh, one.en, one.unit, "、".join(one.units),
         "、".join(one.unlike), one.dimension, COMBINATIONS[one.combine], one.definition_zh,
         one.definition, one.proposed)
        for key in sorted(book)
        for one in [book[key]]
    ]  # fmt: skip
    return Sheet("indicators", HEADS, rows, WIDTHS)


def _rules(book: Indicators) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (key, name, *("、".join(words) for words in (rule.object, rule.where, rule.verb,
         rule.context, rule.near, rule.without, rule.by, rule.unless, rule.unit)), rule.weight)
        for key in sorted(book)
        for name, rule in book[key].rules.items()
    ]  # fmt: skip
    return Sheet("rules", RULE_HEADS, rows, (30, 16, 50, 20, 30, 30, 30, 30, 30, 30, 14, 8))


def sentences(book: Indicators) -> Sheet:
    """Sentences that state an indicator and that do not, the figure and its value in braces."""
    rows = [
        (key, kind, sentence)
        for key in sorted(book)
        for kind, told in (("match", book[key].match), ("mismatch", book[key].mismatch))
        for sentence in told
    ]
    return Sheet("sentences", ("indicator", "kind", "sentence"), rows, (30, 12, 90))
