"""The rule chosen for a mention, and how the choices of one sentence bear on one another."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from fazhi.parse.coding.index import Hit, Index, Rule
from fazhi.parse.coding.scene import Sentence
from fazhi.records import Quantity


class Choice(msgspec.Struct, gc=False):
    """A rule that fits, its score, whether the object was inherited, and the object.

    `margin` is how far the best rule of another indicator lies behind the best rule of all, null
    where there is none; of other rules it says nothing.
    """

    score: float
    rule: Rule
    inherited: bool
    named: Hit | None = None
    margin: float | None = None

    def held_against(self, other: Choice) -> Choice:
        """The better of the best so far and another; as good as the best is not better."""
        gap = other.score - self.score
        if other.rule.indicator == self.rule.indicator:
            if gap > 0 and self.margin is not None:
                other.margin = self.margin + gap
        elif gap > 0:
            other.margin = gap
        elif self.margin is None or -gap < self.margin:
            self.margin = -gap
        return other if gap > 0 else self


def names_some_of(sentence: Sentence, choices: Sequence[Choice | None], at: int) -> bool:
    """Whether the noun of a mention narrows that of a greater one before it.

    查处隐患375条，查处重大隐患3条: the second tells some of the first.
    """
    mention, choice = sentence.mentions[at], choices[at]
    if choice is None or choice.named is None or mention.value is None:
        return False
    clean = sentence.scene.clean
    own = clean[choice.named.start : choice.named.end]
    for other, total in zip(choices[:at], sentence.mentions, strict=False):
        if other and other.named and other.rule.indicator == choice.rule.indicator:
            wider = clean[other.named.start : other.named.end]
            longer = len(own) > len(wider) and own.endswith(wider)
            if longer and total.unit == mention.unit and (total.value or 0) > mention.value:
                return True
    return False


def leaves_it_to_the_part(
    mentions: Sequence[Quantity], choices: Sequence[Choice | None], at: int
) -> bool:
    """Whether the part told next fits the same indicator by a firmer rule (12人，其中持证10人).

    So it is where what came of a total is told after it, by a rule that yields (清理9件，废止2件).
    """
    if (total := choices[at]) and total.rule.yields:
        later = [choice.rule for choice in choices[at + 1 :] if choice]
        return any(rule.indicator == total.rule.indicator and not rule.yields for rule in later)
    if at + 1 == len(mentions) or not mentions[at + 1].part or mentions[at].part:
        return False
    mine, other = choices[at], choices[at + 1]
    return bool(
        mine
        and other
        and mine.rule.indicator == other.rule.indicator
        and mine.rule.weight < other.rule.weight
        and not other.inherited
    )


def of_all(parts: list[Choice | None]) -> Choice | None:
    """What a bare total counts: that of its parts, where they are of one indicator."""
    known = [choice for choice in parts if choice and choice.rule.indicator]
    return known[-1] if len({choice.rule.indicator for choice in known}) == 1 else None


def of_its_kinds(
    mentions: Sequence[Quantity], choices: Sequence[Choice | None], at: int, index: Index
) -> Choice | None:
    """What a bare total counts whose kinds are told behind it and add up to it.

    录入案件74件，其中普通程序1件，简易程序73件: penalties, as these are their kinds.
    """
    total, added, wider = mentions[at], 0.0, set[str]()
    for one, choice in zip(mentions[at + 1 :], choices[at + 1 :], strict=True):
        if not one.part or one.unit != total.unit or choice is None or one.value is None:
            break
        added += one.value
        wider.add(index.wider.get(choice.rule.indicator or "", ""))
        if added == total.value and len(wider) == 1 and wider != {""}:
            rule = index.lowest(index.by_indicator[wider.pop()])
            return Choice(0.0, rule, True)
    return None


def goes_on(choice: Choice | None, last: Quantity) -> bool:
    """Whether a mention set against the last has no object of its own."""
    return choice is None or (choice.inherited and last.period == "plan")


def subject_after(subject: str, choice: Choice | None) -> str:
    """The group of indicators that a sentence goes on about after a mention."""
    return choice.rule.group if choice and choice.rule.indicator else subject


def is_of_another_kind(taken: dict[str, Quantity], name: str, part: Quantity, index: Index) -> bool:
    """Whether a part (其中…) is counted like a total of another group of indicators, or of kinds
    of its own (简易案件80起，一般案件5起，其中处罚2起).
    """
    group = index.groups[name]
    totals = [
        other
        for other, total in taken.items()
        if other != name and total.unit == part.unit and not total.part
    ]
    kinds = [other for other in totals if index.wider.get(other) == name]
    return bool(kinds) or (bool(totals) and all(index.groups[other] != group for other in totals))
