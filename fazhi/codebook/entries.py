"""What an entry of the indicator codebook consists of, as typed values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import msgspec

Where = Literal["next", "head", "before", "after", "inherit"]
Combine = Literal["rivals", "sum", "last", "only"]
MARKED = re.compile(r"\{([^{}|]+)(?:\|([^{}]*))?\}")


class RuleEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which an indicator is said.

    Args:
        object: words of which one must name what is counted (`$name` for a word list); none
            where the measure word says it (6村).
        verb: words of which one must stand in the clause of the number.
        context: words of which one must stand in the sentence, the paragraph before it or a
            heading above it.
        near: the same, but in the sentence only; of a rule that has both, one of each must stand.
        without: words none of which may stand in the clause.
        by: words of which one must name who did it: of all such lists that rules name, none may
            have a word nearer before the number, or joined to this one's.
        unless: words of which none may name who did it, or one of those who did.
        unit: measure words of this rule, where they differ from the entry's.
        where: places in which the object may stand: `next` (right after the number), `head` (the
            noun phrase after the number),
            `before` (between the number and the last comma or number), `after` (the rest of the
            clause), `inherit` (earlier in the sentence, the sentence before, the heading).
        weight: added to the score of the rule where two fit equally well.
        yields: a mention by this rule has no indicator where the sentence goes on to tell what came
            of it in a mention of the same indicator by another rule (清理267件，废止12件).
        some: what it finds is told of some only (信访积案): it takes the value where nothing else
            is told, and contradicts nothing. With `yields` besides it finds nothing where the
            report tells the indicator, or one whose id begins alike, by another rule.
        alone: the rule is not about a member of a list (决策、合同审查36件: of neither alone).
        attends: it counts who came: of sessions told right before it that count nothing it counts
            nothing either (联席会议10次，参加人数达到360人次).
        own: words of `near` and `context` do not count that tell of a later number (`clause`:
            “第一议题”学习24次，宪法专题学习3次), or of a part (`parts`: 会议24次，其中学法9次).
        zeros: false where a statement of none is not about the indicator (未发生越级上访 does not
            say how many petitions were handled).
    """

    object: tuple[str, ...] = ()
    verb: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    where: tuple[Where, ...] = ("head", "before")
    weight: int = 0
    yields: bool = False
    some: bool = False
    alone: bool = False
    attends: bool = False
    own: Literal["clause", "parts"] | None = None
    zeros: bool = True


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One indicator: what it counts, how it is said, how several mentions combine.

    Args:
        zh: Chinese label.
        unit: the measure word in which the value is told.
        units: measure words comparable with `unit`.
        unlike: measure words accepted but never compared with `unit` or added to it.
        combine: `rivals` (differing statements contradict), `sum` (mentions of one sentence add
            up, sentences are rivals), `last` (the last statement holds), `only` (each mention
            stands for itself: the first is taken, none contradicts).
        of: the wider indicator whose value takes these mentions in too (a group of kinds).
        proposed: the entry holds mentions back from others and codes none until it is adopted.
        match: sentences in which the mention in braces is this indicator: `{12件|12}`.
        mismatch: sentences in which the mention in braces is not.
    """

    zh: str
    unit: str
    rules: dict[str, RuleEntry]
    en: str = ""
    definition: str = ""
    definition_zh: str = ""
    dimension: str = "count"
    units: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    combine: Combine = "rivals"
    of: str = ""
    proposed: bool = False
    match: tuple[str, ...] = ()
    mismatch: tuple[str, ...] = ()


def plain_unit(unit: str | None) -> str | None:
    """A measure word without brackets: 件（次） is 件次."""
    return unit.replace("（", "").replace("）", "") if unit and "（" in unit else unit


class Example(NamedTuple):
    """A sentence of an entry: its text, the mention in it, and the value stated, if given."""

    text: str
    raw: str
    start: int
    value: float | None


def examples(sentence: str) -> Iterator[Example]:
    """The marked mentions of an example sentence, with their places in the bare text."""
    text = MARKED.sub(lambda found: found[1], sentence)
    taken = 0
    for found in MARKED.finditer(sentence):
        start = found.start() - taken
        taken += len(found[0]) - len(found[1])
        yield Example(text, found[1], start, float(found[2]) if found[2] else None)


@dataclass(frozen=True, eq=False)
class Indicators:
    """The entries in force, every word list written out; compared by identity."""

    entries: Mapping[str, Indicator]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, indicator: str) -> Indicator:
        return self.entries[indicator]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def document(self) -> str:
        """The whole codebook as Markdown, in Chinese and English."""
        from fazhi.codebook.document import document

        return document(self)

    def __len__(self) -> int:
        return len(self.entries)
