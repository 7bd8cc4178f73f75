"""What people corrected, told one way everywhere: the mark beside a figure, the machine's answer.

A correction is a row of the table `corrections`. The mark says that people had the last word; what
the machine had in its place stands behind it, shown to who asks (pointing at it, or its card).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fazhi.mentions import ADDED
from fazhi.publish.pages import prose
from fazhi.publish.pages.words import Words

Row = Mapping[str, Any]
# Of a correction: what it changes of how a figure is told.
TOLD = ("value", "unit", "approx")


def bearing(corrections: Iterable[Row], codes: Iterable[str]) -> list[Row]:
    """Those by which a figure came to indicators (ids), changed in them or left them."""
    asked = frozenset(codes)
    return [row for row in corrections if asked & {row["indicator"], row["machine_indicator"]}]


def retold(correction: Row | None) -> bool:
    """Whether the author's words do not say the figure as it stands now."""
    return bool(correction) and any(
        correction[name] != correction[f"machine_{name}"] for name in TOLD if correction
    )


def mark(correction: Row, words: Words) -> str:
    """The mark, plain."""
    return words("corrected.added" if correction["kind"] == ADDED else "corrected.mark")


def machine(corrections: Sequence[Row], words: Words) -> str:
    """What the machine had in place of each, plain; empty where nothing was corrected."""
    return words("list.semicolon").join(_machine(row, words) for row in corrections)


def _machine(row: Row, words: Words) -> str:
    if row["kind"] == ADDED:
        return words("corrected.machine.none")
    had: dict[str, Any] = {
        name: row[f"machine_{name}"] for name in ("indicator", "value", "unit", "approx")
    }
    told = [prose.amount({**had, "zero": had["value"] == 0}, words)]
    told.append(words.indicator(had["indicator"]) if had["indicator"] else words("why.uncoded"))
    if row["machine_period"] != row["period"]:
        told.append(words.of("period", row["machine_period"]))
    if row["machine_part"] != row["part"]:
        told.append(words("corrected.part" if row["machine_part"] else "corrected.whole"))
    return words("corrected.machine", told=words("list.comma").join(told))


def shown(amount: str, corrections: Sequence[Row], words: Words, whole: bool = False) -> str:
    """An amount with the mark behind it, plain; `whole` with the machine's answer, too."""
    if not corrections:
        return amount
    marked = words("list.comma").join(dict.fromkeys(mark(one, words) for one in corrections))
    if whole:
        had = machine(corrections, words)
        return words("corrected.marked.whole", amount=amount, mark=marked, machine=had)
    return words("corrected.marked", amount=amount, mark=marked)


def markup(correction: Row | None, href: str, words: Words) -> str:
    """The mark as a link to the figure's card, the machine's answer inside it, shown on demand."""
    if not correction:
        return ""
    had = prose.mixed(machine([correction], words), words)
    return (
        f'<a class="corrected" href="{prose.text(href)}">{prose.text(mark(correction, words))}'
        f'<span class="had">{prose.text(words("corrected.colon"))}{had}</span></a>'
    )


def facts(correction: Row, words: Words) -> list[tuple[str, str]]:
    """What a card says of it: how it came about, and what the machine had."""
    by = correction["by"]
    how = words.of("corrected.by", by) if by else words("corrected.by.hand")
    return [(mark(correction, words), how), (words("corrected.had"), machine([correction], words))]
