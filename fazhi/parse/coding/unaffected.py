"""Which reports a changed rule codes as before: those that hold none of some words.

A rule is chosen only where its object stands, or is inherited, or where the measure word alone
says it. So one that came, went or is made otherwise bears on a report only if the report holds one
of its objects; one of which a word came or went, only if the report holds that word. Besides, words
may come to be known, or to be objects or verbs, or cease to be: they bear on what stands near them,
whatever rule they serve. Where more than this changed, any report may be coded otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from fazhi.codebook.entries import Indicators, RuleEntry
from fazhi.parse.coding.index import (
    CREED_LIST,
    LAW_LIST,
    NOISE_LIST,
    OF_LAW_LIST,
    SHAPE_LIST,
    STOP_LIST,
    Index,
)

EVERYWHERE = (STOP_LIST, NOISE_LIST, SHAPE_LIST, CREED_LIST, LAW_LIST, OF_LAW_LIST)
# Fields of a rule that hold words of the text, by the part that these play.
WORDS = (("object",), ("verb",), ("context", "near"), ("without",))
# Fields of an entry that are read by people alone.
TOLD = {"definition": "", "definition_zh": "", "match": (), "mismatch": ()}
Rules = dict[str, RuleEntry]


def words_of_change(before: Indicators, now: Indicators) -> frozenset[str] | None:
    """The words without which a report is coded as before; None where any may be coded otherwise.

    A report with figures in tables is none of them: heads and rows make words that stand nowhere.
    """
    both = [_rules(one) for one in (before, now)]
    if _differs_everywhere(before, now, *both):
        return None
    found: set[str] = set()
    for name in {**both[0], **both[1]}:
        old, new = (rules.get(name) for rules in both)
        if old == new:
            continue
        words = _of_rule(old, new)
        if words is None:
            return None
        found |= words
    return frozenset(filter(None, found.union(_of_lexicon(before, now))))


def _rules(some: Indicators) -> Rules:
    """All rules by entry and name, in their order."""
    return {
        f"{key}#{name}": rule
        for key, entry in some.entries.items()
        for name, rule in entry.rules.items()
    }


def _differs_everywhere(before: Indicators, now: Indicators, old: Rules, new: Rules) -> bool:
    """Whether anything changed of which no word tells where it bears."""
    if any(before.words.get(name, ()) != now.words.get(name, ()) for name in EVERYWHERE):
        return True
    # What an entry that is gone meant to other books nobody knows.
    if any(
        key not in now.entries or _frame(before, key) != _frame(now, key) for key in before.entries
    ):
        return True
    if [name for name in old if name in new] != [name for name in new if name in old]:
        return True
    # The first rule of a wider indicator stands for it where its kinds add up, without a word.
    return any(
        _first(before, key) != _first(now, key)
        for key in {one.of for some in (before, now) for one in some.entries.values() if one.of}
        if key in before.entries
    )


def _frame(some: Indicators, key: str) -> object:
    """An entry without its rules, and without what only people read."""
    return msgspec.structs.replace(some[key], rules={}, **TOLD)


def _first(some: Indicators, key: str) -> tuple[str, RuleEntry]:
    name, rule = next(iter(some[key].rules.items()))
    return name, _form(rule)


def _form(rule: RuleEntry) -> RuleEntry:
    """A rule without its words, but for which kinds of words it has, and who must have done it."""
    given = {name: ("",) if getattr(rule, name) else () for field in WORDS for name in field}
    return msgspec.structs.replace(rule, **given)


def _of_rule(old: RuleEntry | None, new: RuleEntry | None) -> set[str] | None:
    """The words of which one must stand where a change of a rule bears; None where none need."""
    if old and new and _form(old) == _form(new):
        return {word for fields in WORDS for word in _words(old, fields) ^ _words(new, fields)}
    either = [rule for rule in (old, new) if rule]
    if any(not rule.object or "inherit" in rule.where for rule in either):
        return None
    return {word for rule in either for word in (*rule.object, *rule.by, *rule.unless)}


def _words(rule: RuleEntry, fields: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in fields for word in getattr(rule, name))


def _of_lexicon(before: Indicators, now: Indicators) -> Iterator[str]:
    """Words that came to be known, or ceased to be, or to play some part for whatever rule."""
    old, new = (_parts(Index(one)) for one in (before, now))
    return (word for word in {**old, **new} if old.get(word) != new.get(word))


def _parts(index: Index) -> Mapping[str, tuple[object, ...]]:
    """The parts that each word plays, and the groups of those who act that it names.

    Of a group also whether rules ask for it: then it stands against all others that are.
    """
    groups = {bit: (words, bit in index._by) for words, bit in index._groups.items()}
    return {
        word: (
            *map(bool, bits[:4]),
            frozenset(told for bit, told in groups.items() if bits[4] & bit),
        )
        for word, bits in index._roles.items()
    }
