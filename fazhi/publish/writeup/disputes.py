"""What a report states on disputes: the kinds, what they add up to, and the totals beside them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.publish.pages import prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.records import LINE_BREAKS


class Picked(msgspec.Struct, frozen=True):
    """Indicators that the write-ups treat together."""

    dispute_kinds: frozenset[str] = frozenset()
    dispute_totals: frozenset[str] = frozenset()


SENTENCE_ENDS = ("。", "！", "？")


@derived
def picked(book: Codebook) -> Picked:
    """The indicators that the write-ups treat together."""
    return book.book("writeup", Picked)


def kinds_of(reading: Reading) -> frozenset[str]:
    """The indicators that are kinds of disputes."""
    return picked(reading.words.book).dispute_kinds


def totals_of(reading: Reading) -> frozenset[str]:
    """The indicators that count disputes of all kinds."""
    return picked(reading.words.book).dispute_totals


def mentions(reading: Reading, indicators: frozenset[str]) -> list[dict[str, Any]]:
    """The mentions of certain indicators for the report year, in reading order."""
    return [
        row
        for row in reading.quantities
        if row["indicator"] in indicators
        and row["period"] == "year"
        and not row.get("months")
        and row["value"] is not None
    ]


def rows(reading: Reading) -> list[dict[str, Any]]:
    """Bars of the chart: kinds, their sum, stated totals; nothing where no kinds are listed."""
    words, kinds = reading.words, mentions(reading, kinds_of(reading))
    if len(kinds) < 2:
        return []
    total = sum(row["value"] for row in kinds)
    drawn = [
        _bar(reading, row, words("disputes.kind"), words.indicator(row["indicator"]))
        for row in sorted(kinds, key=_by_size)
    ]
    drawn.append(
        {
            "label": words("disputes.sum.label", n=len(kinds)),
            "value": total,
            "group": words("disputes.sum"),
            "shown": f"= {prose.number(total)}",
            "quote": "",
            "href": None,
        }
    )
    seen: Counter[str] = Counter()
    stated = mentions(reading, totals_of(reading))
    often = Counter(row["indicator"] for row in stated)
    for row in stated:
        seen[row["indicator"]] += 1
        label = words.indicator(row["indicator"])
        if often[row["indicator"]] > 1:
            label = words("disputes.nth", label=label, n=seen[row["indicator"]])
        drawn.append(_bar(reading, row, words("disputes.total"), label))
    return drawn


def _by_size(row: dict[str, Any]) -> tuple[bool, float, int]:
    """Largest first, the rest (其他) last."""
    return row["indicator"] == "disputes.other", -row["value"], row["quantity_id"]


def _bar(reading: Reading, row: dict[str, Any], group: str, label: str) -> dict[str, Any]:
    return {
        "label": label,
        "value": row["value"],
        "group": group,
        "shown": prose.amount(row, reading.words),
        "quote": row["quote"],
        "href": reading.href(row),
    }


def text(reading: Reading) -> Html:
    """Sentences on disputes, each figure a link to its words."""
    words = reading.words
    kinds, totals = mentions(reading, kinds_of(reading)), mentions(reading, totals_of(reading))
    if not kinds and not totals:
        return prose.line(words("disputes.nothing"))
    said = []
    if kinds:
        total = sum(row["value"] for row in kinds)
        said.append(words("disputes.kinds", n=len(kinds), total=f"<b>{prose.number(total)}</b>"))
    if totals:
        said.append(words("disputes.totals", list=_named(reading, totals)))
    if len(kinds) > 1 and totals:
        said += _agreement(reading, kinds, totals)
    body = "".join(f"<p>{sentence}</p>" for sentence in said)
    return Html(f"{body}{_quotes(reading, [*totals, *kinds])}")


def _agreement(
    reading: Reading, kinds: list[dict[str, Any]], totals: list[dict[str, Any]]
) -> list[str]:
    """Which of the stated totals the sum of the kinds bears out, and by how much others differ."""
    words, total = reading.words, sum(row["value"] for row in kinds)
    same = [row for row in totals if row["value"] == total]
    said = []
    if same:
        shown = f"<b>{prose.number(total)}</b>"
        said.append(words("disputes.agree", total=shown, list=_named(reading, same)))
    for value in dict.fromkeys(row["value"] for row in totals if row["value"] != total):
        other = [row for row in totals if row["value"] == value]
        key = "disputes.less" if value < total else "disputes.more"
        gap = f"<b>{prose.number(abs(total - value))}</b>"
        said.append(words(key, list=_named(reading, other), gap=gap))
    if same and len(same) < len(totals):
        said.append(words("disputes.why"))
    return said


def _named(reading: Reading, some: list[dict[str, Any]]) -> str:
    words = reading.words
    return words("list.comma").join(
        words(
            "disputes.figure",
            label=prose.text(words.indicator(row["indicator"])),
            shown=reading.evidence(row),
        )
        for row in some
    )


def _quotes(reading: Reading, some: list[dict[str, Any]]) -> str:
    """The sentences that hold the mentions as the author wrote them, neighbours as one passage."""
    texts = reading.rows("texts")
    if not texts:
        return ""
    raw: str = texts[0]["raw_text"]
    passages: list[tuple[int, int]] = []
    for row in sorted(some, key=lambda row: int(row["start"])):
        low = max(raw.rfind(stop, 0, row["start"]) for stop in SENTENCE_ENDS) + 1
        ends = [raw.find(stop, row["end"]) for stop in SENTENCE_ENDS]
        high = min((place for place in ends if place >= 0), default=len(raw) - 1) + 1
        # A heading has no full stop: without its paragraph's bounds a sentence would begin with it.
        for paragraph in reading.paragraphs:
            if paragraph["start"] <= row["start"] < paragraph["end"]:
                low, high = max(low, paragraph["start"]), min(high, paragraph["end"])
        if passages and low <= passages[-1][1]:
            low, high = passages[-1][0], max(high, passages.pop()[1])
        passages.append((low, high))
    quotes = (raw[low:high].translate(LINE_BREAKS).strip() for low, high in passages)
    return "".join(
        f"<blockquote>{prose.quote(words, reading.script)}</blockquote>" for words in quotes
    )


def stated(reading: Reading) -> bool:
    """Whether the report states any figure on kinds or totals of disputes."""
    return bool(mentions(reading, kinds_of(reading) | totals_of(reading)))


def kinds_told(reading: Reading) -> bool:
    """Whether the report breaks disputes down by kind, so that a sum can be told."""
    return len(mentions(reading, kinds_of(reading))) > 1


def total_indicators(reading: Reading) -> set[str]:
    """The indicators of the totals that the report states."""
    return {row["indicator"] for row in mentions(reading, totals_of(reading))}


def brief(reading: Reading) -> str:
    """One sentence (ready markup) on disputes for the summary; empty where nothing is stated."""
    words, kinds, totals = (
        reading.words,
        mentions(reading, kinds_of(reading)),
        mentions(reading, totals_of(reading)),
    )
    if not totals and len(kinds) < 2:
        return ""
    groups = [
        words(
            "disputes.group",
            shown=reading.evidence(rows[0]),
            labels=words("list.slash").join(
                dict.fromkeys(prose.text(words.indicator(row["indicator"])) for row in rows)
            ),
        )
        for value in dict.fromkeys(row["value"] for row in totals)
        if (rows := [row for row in totals if row["value"] == value])
    ]
    total = sum(row["value"] for row in kinds)
    if clash(reading):
        said = [
            words("disputes.clash", list=words("list.semicolon").join(groups)),
            words(
                "disputes.clash.sum",
                n=len(kinds),
                total=f"<b>{prose.number(total)}</b>",
                gaps=words("list.comma").join(_gaps(total, totals, words)),
            ),
            words("disputes.why"),
            f'<a href="#disputes">{prose.text(words("disputes.see"))}</a>',
        ]
        return _joined(said, words)
    said = []
    if groups:
        said.append(words("disputes.groups", list=words("list.semicolon").join(groups)))
    if len(kinds) > 1:
        said.append(words("disputes.kinds", n=len(kinds), total=f"<b>{prose.number(total)}</b>"))
    return _joined(said, words)


def _joined(sentences: list[str], words: Words) -> str:
    return words("list.blank").join(sentences)


def clash(reading: Reading) -> bool:
    """Whether the report states several totals of which the sum of its kinds bears out one."""
    kinds = mentions(reading, kinds_of(reading))
    values = {row["value"] for row in mentions(reading, totals_of(reading))}
    return len(kinds) > 1 and len(values) > 1 and sum(row["value"] for row in kinds) in values


def _gaps(total: float, totals: list[dict[str, Any]], words: Words) -> list[str]:
    """By how much the sum differs from each of the other totals."""
    others = dict.fromkeys(row["value"] for row in totals if row["value"] != total)
    return [
        words(
            "disputes.gap.more" if total > value else "disputes.gap.less",
            value=prose.number(value),
            gap=f"<b>{prose.number(abs(total - value))}</b>",
        )
        for value in others
    ]
