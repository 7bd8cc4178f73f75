"""Whatever of rules changes, what holds none of the words told for it is coded as before."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from fazhi.codebook.book import load_codebook
from fazhi.codebook.entries import Indicators, RuleEntry, examples
from fazhi.codebook.indicators import indicators
from fazhi.parse import coding
from fazhi.parse.coding.index import Index
from fazhi.parse.coding.unaffected import words_of_change
from fazhi.parse.quantities import find_quantities
from fazhi.reading import read_bytes
from fazhi.records import Outline, Quantity, Report, Text

BOOK = load_codebook()
CODES = indicators(BOOK)
EMPTY = Outline((), ())
FIELDS = ("object", "verb", "context", "near", "without", "by", "unless", "unit")
CHANGES_A_SEED = 6
Found = tuple[Text, Outline, tuple[Quantity, ...]]


@pytest.fixture(scope="module")
def said(five: Mapping[str, Report]) -> list[Found]:
    """The sentences of all entries and the five reports, their mentions not yet coded."""
    sentences = [
        next((one.text for one in examples(sentence)), sentence)
        for entry in CODES.entries.values()
        for sentence in (*entry.match[:3], *entry.mismatch[:2])
    ]
    texts = [(read_bytes(one.encode(), "one.txt", book=BOOK), EMPTY) for one in sentences]
    texts += [(one.text, one.outline) for one in five.values()]
    return [(text, of, find_quantities(text, of, book=BOOK)) for text, of in texts]


def other_rule(rule: RuleEntry, others: list[RuleEntry], draw: Random) -> RuleEntry:
    """The rule with something of it made otherwise."""
    field = draw.choice(FIELDS)
    words = getattr(rule, field)
    what = draw.choice(("a word less", "a word more", "none", "weight", "where", "flag"))
    told: dict[str, Any] = {field: ()}
    if what == "a word less" and words:
        told = {field: tuple(one for one in words if one != draw.choice(words))}
    elif what == "a word more":
        more = [word for one in others for word in getattr(one, field)]
        told = {field: (*words, draw.choice(more))} if more else {}
    elif what == "weight":
        told = {"weight": rule.weight + draw.choice((-5, 20))}
    elif what == "where":
        told = {"where": tuple(draw.sample(["next", "head", "before", "after", "inherit"], 2))}
    elif what == "flag":
        flag = draw.choice(("yields", "some", "alone", "attends", "zeros"))
        told = {flag: not getattr(rule, flag)}
    return replace(rule, **told)


def new_rule(said: list[Found], draw: Random) -> RuleEntry:
    """A rule whose object stands nowhere, while other words of it do."""

    def pieces() -> tuple[str, ...]:
        cleans = [draw.choice(said)[0].clean for _ in range(12)]
        places = [draw.randrange(max(1, len(clean) - 2)) for clean in cleans]
        return tuple(clean[at : at + 2] for clean, at in zip(cleans, places, strict=True))

    return RuleEntry(object=("走马灯展",), verb=pieces(), context=pieces(), without=pieces())


def changed(codes: Indicators, said: list[Found], draw: Random) -> Indicators:
    """The indicators with one or two rules that came, went or are made otherwise."""
    entries = dict(codes.entries)
    every = [rule for entry in entries.values() for rule in entry.rules.values()]
    for _ in range(draw.randint(1, 2)):
        key = draw.choice(sorted(entries))
        rules = dict(entries[key].rules)
        name = draw.choice(sorted(rules))
        what = draw.choice(("comes", "comes", "goes", "other", "other"))
        if what == "comes":
            rules["more"] = draw.choice([draw.choice(every), new_rule(said, draw)])
        elif what == "goes" and len(rules) > 1:
            del rules[name]
        else:
            rules[name] = other_rule(rules[name], every, draw)
        entries[key] = replace(entries[key], rules=rules)
    return Indicators(entries, codes.words)


@pytest.mark.parametrize("seed", range(8))
def test_what_holds_none_of_the_words_of_a_change_is_coded_as_before(
    seed: int, said: list[Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    def coded(codes: Indicators) -> list[tuple[Quantity, ...]]:
        index = Index(codes)
        monkeypatch.setattr(coding, "index_of", lambda book: index)
        return [coding.code(*one, BOOK) for one in said]

    draw = Random(seed)
    before = coded(CODES)
    taken, differ = 0, 0
    for _ in range(CHANGES_A_SEED):
        now = changed(CODES, said, draw)
        words = words_of_change(CODES, now)
        if words is None:
            continue
        for (text, _, _), old, new in zip(said, before, coded(now), strict=True):
            if any(word in text.clean for word in words):
                differ += old != new
            else:
                taken += 1
                assert old == new, (text.clean[:80], sorted(words)[:9])
    assert taken > CHANGES_A_SEED * 100


@pytest.mark.parametrize(
    ("what", "change"),
    {
        "a list that holds everywhere": lambda: Indicators(
            CODES.entries, {**CODES.words, "$stop": CODES.words["$stop"][1:]}
        ),
        "an entry that is gone": lambda: Indicators(
            {key: CODES[key] for key in list(CODES)[1:]}, CODES.words
        ),
        "rules in another order": lambda: Indicators(
            dict(reversed(CODES.entries.items())), CODES.words
        ),
    }.items(),
)
def test_of_some_changes_no_word_tells_where_they_bear(what: str, change: Any) -> None:
    assert words_of_change(CODES, change()) is None


def test_only_the_word_that_came_is_told_of_a_rule_that_else_is_the_same() -> None:
    key, entry = next(iter(CODES.entries.items()))
    name, rule = next(iter(entry.rules.items()))
    more = replace(rule, object=(*rule.object, "走马灯展"))
    now = {**CODES.entries, key: replace(entry, rules={**entry.rules, name: more})}
    assert words_of_change(CODES, Indicators(now, CODES.words)) == {"走马灯展"}
    assert words_of_change(CODES, CODES) == frozenset()
