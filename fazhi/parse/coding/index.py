"""The codebook compiled for matching: one lexicon for all words, bit sets for all rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, get_args

import msgspec
from ahocorasick_rs import AhoCorasick

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.entries import Indicator, Indicators, RuleEntry, Where, plain_unit
from fazhi.codebook.indicators import indicators
from fazhi.language.units import any_of
from fazhi.sources import ours_once

STOP_LIST = "$stop"
NOISE_LIST = "$noise"
EACH_LIST = "$each"
SHAPE_LIST = "$shape"
# What is studied and spoken of that is no law, what law is told by, and the groups that ask for it.
CREED_LIST, LAW_LIST, OF_LAW_LIST = "$creed", "$law_word", "$of_law"
# A verb with one of these behind it is the same verb (排查各类, 检查了).
LIGHT_ENDS = ("各类", "各", "了", "出", "到", "过", "辖区")
# So is one with such an adverb before it (先后研究).
LIGHT_BEGINNINGS = ("先后", "分别", "多次", "及时", "定期")

# What a word may be to a rule: object, verb, context, without, actor, also.
ROLES = 6
ACTOR = 4
# So many texts are looked through for the words that may stand in them; what that takes for ten is
# what an automaton of all words takes.
FEW = 5
# Words, of each a number, and by number what it serves, by role.
Served = tuple[list[str], list[int], list[tuple[int, ...]]]


def group_of(indicator: str) -> str:
    """The group an indicator belongs to: `disputes` of `disputes.handled`."""
    return indicator.partition(".")[0]


class Rule(NamedTuple):
    """One rule, ready to be scored."""

    indicator: str | None
    group: str
    name: str
    weight: int
    bit: int
    yields: bool
    some: bool
    attends: bool = False


class Word(msgspec.Struct, frozen=True, gc=False):
    """What a word of the lexicon means: the rules it serves, as bit sets by role.

    A longer word stands for the shorter ones in it as context and as exclusion, never as object
    or verb (调解 in 人民调解员): a `solid` word hides those inside it. `kind` are the rules of the
    shorter objects it ends with (政府规范性文件 is a 规范性文件), where no rule of its own fits;
    `also` the rules that ask for other words `near` and have it as their context;
    `actors` the groups, as bits, whom it or a word in it names.
    """

    object: int
    kind: int
    verb: int
    context: int
    also: int
    without: int
    actors: int
    stop: bool
    solid: bool
    noise: bool


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A word of the lexicon at a place of the clean text."""

    start: int
    end: int
    word: Word


def named_in(hits: Iterable[Hit]) -> int:
    """Rules whose object, or what it may end with, is among some words, as a bit set."""
    bits = 0
    for hit in hits:
        bits |= hit.word.object | hit.word.kind
    return bits


def verbs_in(hits: Iterable[Hit]) -> int:
    """Rules whose verb is among some words."""
    bits = 0
    for hit in hits:
        bits |= hit.word.verb
    return bits


def contexts_in(hits: Iterable[Hit]) -> int:
    """Rules whose context is among some words."""
    bits = 0
    for hit in hits:
        bits |= hit.word.context
    return bits


def served(codebook: Indicators) -> Served:
    """What the words of all rules serve: rules, of actors groups (`groups_of`), as bits.

    Thousands of words serve the same, so they are numbers here: that is kept and read in less time.
    """
    found: dict[str, list[int]] = {}
    bit = 1
    for rule in _rules(codebook):
        also = rule.context if rule.near else ()
        for role, words in enumerate(
            (rule.object, rule.verb, rule.near or rule.context, rule.without, (), also)
        ):
            for word in words:
                bits = found.get(word)
                if bits is None:
                    bits = found[word] = [0] * ROLES
                bits[role] |= bit
        bit <<= 1
    for words, group in groups_of(codebook).items():
        for word in words:
            found.setdefault(word, [0] * ROLES)[ACTOR] |= group
    roles: dict[tuple[int, ...], int] = {}
    numbers = [roles.setdefault(tuple(bits), len(roles)) for bits in found.values()]
    return list(found), numbers, list(roles)


def groups_of(codebook: Indicators) -> dict[tuple[str, ...], int]:
    """Those who may have done what is counted, group by group, and the bit of each."""
    asked = (words for rule in _rules(codebook) for words in (rule.by, rule.unless) if words)
    return {words: 1 << number for number, words in enumerate(dict.fromkeys(asked))}


def _rules(codebook: Indicators) -> Iterator[RuleEntry]:
    """All rules, in the order of their bits."""
    for entry in codebook.entries.values():
        yield from entry.rules.values()


# Where a word begins, the negative of where it ends, and its number in the lexicon.
Match = tuple[int, int, int]


class Lexicon:
    """Finds words in texts.

    An automaton of all words takes as long to make as eight reports to understand. For each of the
    first `FEW` texts it is made of those alone that may stand there, by how they begin and end;
    from then on it is of all.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = [word for word in words if word]
        self._text: str | None = None
        self._texts = 0
        self._finder = AhoCorasick([])
        self._numbers: Sequence[int] = ()
        self._whole = False

    def matches(self, text: str, start: int, end: int) -> list[Match]:
        """Every word in a stretch, at one place the longest first."""
        if not self._whole and text is not self._text:
            self._make_ready(text)
        found = self._finder.find_matches_as_indexes(text[start:end], overlapping=True)
        numbers = self._numbers
        return sorted([(start + low, -start - high, numbers[which]) for which, low, high in found])

    def _make_ready(self, text: str) -> None:
        self._texts += 1
        if self._texts <= FEW:
            # Of all words one in thirty begins and ends with three signs that stand there so.
            said = {*text, *map("".join, pairwise(text))}
            said.update(map("".join, zip(text, text[1:], text[2:], strict=False)))
            numbers = [
                at for at, word in enumerate(self.words) if word[:3] in said and word[-3:] in said
            ]
            self._text, self._numbers = text, numbers
            self._finder = AhoCorasick([self.words[at] for at in numbers])
        else:
            self._text, self._whole = None, True
            self._numbers = range(len(self.words))
            self._finder = AhoCorasick(self.words)


class Index:
    """All rules of a codebook, tested together by bit sets.

    A word inside a longer word of the lexicon does not count (调解 in 人民调解员); words that
    merely overlap both do.

    Args:
        codebook: the rules.
        kept: what `served` gives of them, where that is known.
    """

    def __init__(self, codebook: Indicators, kept: Served | None = None) -> None:
        self.rules: list[Rule] = []
        self.by_unit: dict[str | None, int] = defaultdict(int)
        self.verbless = self.free = self.unitary = 0
        self.where: dict[str, int] = dict.fromkeys((*get_args(Where), "earlier"), 0)
        self.near = self.both = self.no_zeros = self.alone = 0
        self.own_clause = self.own_parts = 0
        # Rules that speak only where no other mention of the report has their indicator.
        self.last_resort: set[str] = set()
        # Of each group of those who may have done what is counted the rules that ask for them
        # alone, and the rules that ask for none of them.
        self._by: dict[int, int] = {}
        self._unless: dict[int, int] = {}
        self._groups = groups_of(codebook)
        self.summed = {key for key, entry in codebook.entries.items() if entry.combine == "sum"}
        self.wider = {key: entry.of for key, entry in codebook.entries.items() if entry.of}
        # The group that each counts in: a kind (of) in that of its wider indicator.
        self.groups = {key: group_of(entry.of or key) for key, entry in codebook.entries.items()}
        self.by_indicator: dict[str, int] = defaultdict(int)
        for key, entry in codebook.entries.items():
            for name, rule in entry.rules.items():
                self._add(key, entry, name, rule)
        words, numbers, roles = kept or served(codebook)
        self._roles = dict(zip(words, map(roles.__getitem__, numbers), strict=True))
        self._asked = sum(self._by)
        self.acted = sum(self._by.values()) | sum(self._unless.values())
        self._stops = dict.fromkeys(codebook.words.get(STOP_LIST, ()))
        self._noise = dict.fromkeys(codebook.words.get(NOISE_LIST, ()))
        self._each = frozenset(codebook.words.get(EACH_LIST, ()))
        # Divisions of a whole, which count nothing (6个部分).
        self.shapes = tuple(codebook.words.get(SHAPE_LIST, ()))
        self.of_law = self._of_groups(codebook.words.get(OF_LAW_LIST, ()))
        self.subjects = tuple(
            re.compile(any_of(codebook.words.get(name, ()))) for name in (CREED_LIST, LAW_LIST)
        )
        self._lexicon = Lexicon(self._roles | self._stops | self._noise)
        self._words: dict[int, Word] = {}

    def _add(self, key: str, entry: Indicator, name: str, rule: RuleEntry) -> None:
        bit = 1 << len(self.rules)
        indicator = None if entry.proposed else key
        flags = (rule.yields, rule.some, rule.attends)
        self.rules.append(Rule(indicator, group_of(key), f"{key}#{name}", rule.weight, bit, *flags))
        if rule.some and rule.yields:
            self.last_resort.add(f"{key}#{name}")
        self.by_indicator[key] |= bit
        for unit in rule.unit or (*entry.units, *entry.unlike):
            self.by_unit[unit] |= bit
        if rule.object and entry.dimension in ("count", "persons"):
            self.by_unit[None] |= bit
        self.verbless |= 0 if rule.verb else bit
        self.free |= 0 if rule.context or rule.near else bit
        self.near |= bit if rule.near else 0
        self.both |= bit if rule.near and rule.context else 0
        self.no_zeros |= 0 if rule.zeros else bit
        self.unitary |= 0 if rule.object else bit
        self.alone |= bit if rule.alone else 0
        self.own_clause |= bit if rule.own == "clause" else 0
        self.own_parts |= bit if rule.own == "parts" else 0
        for place in rule.where:
            self.where[place] |= bit
        if rule.verb:
            self.where["earlier"] |= bit
        for words, rules in ((rule.by, self._by), (rule.unless, self._unless)):
            if words:
                group = self._groups[words]
                rules[group] = rules.get(group, 0) | bit

    def _of_groups(self, names: Iterable[str]) -> int:
        """The rules of the entries of some groups."""
        rules = 0
        for key, bits in self.by_indicator.items():
            rules |= bits if group_of(key) in names else 0
        return rules

    def barred(self, told: int) -> int:
        """The rules that ask for others than those told (bits of groups), or for none of them."""
        asked = told & self._asked
        rules = 0
        for group, bits in self._by.items():
            rules |= bits if asked != group else 0
        for group, bits in self._unless.items():
            rules |= bits if told & group else 0
        return rules

    def matches(self, text: str, start: int, end: int) -> list[Match]:
        """Every word of the lexicon in a stretch, at one place the longest first."""
        return self._lexicon.matches(text, start, end)

    def hits(self, matches: Iterable[Match]) -> list[Hit]:
        """The words that count among the matches of a stretch, in order of place.

        Nothing that begins with a solid word and is shorter counts, nor a solid word in another.
        """
        found: list[Hit] = []
        last, settled = 0, -1
        words = self._words
        for low, minus_high, which in matches:
            word = words.get(which) or self._word(which)
            if low == settled or (word.solid and -minus_high <= last):
                continue
            found.append(Hit(low, -minus_high, word))
            if word.solid:
                last, settled = -minus_high, low
        return found

    def is_each(self, word: str) -> bool:
        """Whether a word says that each of several has what is counted (村均配备)."""
        return word in self._each

    def _word(self, which: int) -> Word:
        """The meaning of a word of the lexicon, put together when it is first met."""
        name = self._lexicon.words[which]
        counted, verb, context, without, actors, also = self._roles.get(name, (0,) * 6)
        kind, noise, own = 0, name in self._noise, actors
        for end in LIGHT_ENDS:
            if verb and name.endswith(end) and name[: -len(end)] in self._roles:
                verb |= self._roles[name[: -len(end)]][1]
        for beginning in LIGHT_BEGINNINGS:
            if verb and name.startswith(beginning) and name[len(beginning) :] in self._roles:
                verb |= self._roles[name[len(beginning) :]][1]
        if not noise:
            for low in range(len(name)):
                for high in range(low + 1, len(name) + 1):
                    inside = self._roles.get(name[low:high])
                    if inside:
                        kind |= inside[0] if high == len(name) > high - low else 0
                        context |= inside[2]
                        without |= inside[3]
                        also |= inside[5]
                        actors |= 0 if own else inside[4]
        stop = any(name[:length] in self._stops for length in (2, 3, len(name)))
        solid = bool(counted or verb or stop or noise)
        # Inside a word that is not, the shorter object counts for itself, where nothing hides it.
        kind = kind if solid else 0
        word = Word(counted, kind, verb, context, also, without, actors, stop, solid, noise)
        self._words[which] = word
        return word

    def of_unit(self, unit: str | None) -> int:
        """The rules that accept a measure word; 件（次） is 件次."""
        return self.by_unit.get(plain_unit(unit), 0)

    def lowest(self, bits: int) -> Rule:
        """The first rule of a bit set."""
        return self.rules[(bits & -bits).bit_length() - 1]


@derived
def index_of(book: Codebook) -> Index:
    """The compiled index of a codebook, made once."""
    # To note a hundred thousand times which rule a word serves takes as long as two reports.
    kept: Served = ours_once("served", book.digest, lambda: served(indicators(book)))
    return Index(indicators(book), kept)
