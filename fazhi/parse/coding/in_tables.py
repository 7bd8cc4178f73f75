"""Coding of figures in tables: each row is coded as the sentence that the heads make of it.

What the heads say of every row alike (受理矛盾纠纷 over each village) is told by the sum of the
rows, by the only row, by rows that all say none (败诉 0), or, where no sum is told, by rows for
parts of the year (一季度 … 四季度), which add up; in other rows an indicator is given where the row
names what it counts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from msgspec.structs import replace

from fazhi.parse.coding.index import contexts_in, group_of
from fazhi.parse.coding.scene import Scene, Sentence
from fazhi.records import Place, Quantity, Saying

# A row that names no more than a year or a part of it: what its heads say is told of that.
OF_TIME = re.compile(
    "(?:20[0-9]{2}年度?|[去上前本今当]年度?|上一年度?)?(?:第?[一二三四1-4]季度|[上下]半年|全年)?"
)

# What is told of another figure: how much money it came to, what share of it.
OF_ANOTHER = ("money", "percent")


class _OfRow(Sentence):
    """The sentence of a row, in which the title of its table stands too."""

    @cached_property
    def context(self) -> int:
        """Rules whose context stands in the row, its heads or the title."""
        return contexts_in((*self.hits, *self.before))


CodeSentence = Callable[[Sentence], list[Quantity]]


def code_tables(scene: Scene, quantities: Sequence[Quantity], code: CodeSentence) -> list[Quantity]:
    """The mentions with a saying, with `indicator`, `rule` and `margin` where an entry fits.

    `code` codes the mentions of one sentence.
    """
    found: list[Quantity] = []
    for _, members in groupby(quantities, key=lambda one: _saying(one).row[0]):
        found += _of_table(scene, list(members), code)
    return found


def sentences_of_rows(scene: Scene, quantities: Sequence[Quantity]) -> Iterator[Sentence]:
    """The sentence of each row of tables, with its mentions placed in it."""
    for _, members in groupby(quantities, key=lambda one: _saying(one).row):
        yield _sentence(scene, list(members), is_named=True)


def _saying(mention: Quantity) -> Saying:
    assert mention.saying is not None
    return mention.saying


def _of_table(scene: Scene, mentions: list[Quantity], code: CodeSentence) -> list[Quantity]:
    """The mentions of one table; the sum of a column whose rows name what they count has none."""
    coded: list[Quantity] = []
    alone = _told_of_all(mentions)
    has_sum = any(_saying(one).is_sum for one in mentions)
    above: list[Quantity] = []
    for _, members in groupby(mentions, key=lambda one: _saying(one).row):
        row = _of_row(scene, list(members), None if has_sum else alone, code)
        row = _of_what_stands_above(scene, row, above, code)
        coded += row
        if not all(one.dimension in OF_ANOTHER for one in row):
            above = row
    coded = _kinds_told_once(coded, alone)
    own = {_saying(one).column for one in coded if one.indicator and not _saying(one).is_sum}
    known: list[Quantity] = []
    for one in coded:
        saying = _saying(one)
        if saying.is_sum and saying.column in own:
            known.append(replace(one, indicator=None, rule=None, margin=None))
        else:
            is_part = has_sum and not saying.is_sum and not one.indicator
            known.append(replace(one, part=True) if is_part else one)
    return known


def _of_what_stands_above(
    scene: Scene, row: list[Quantity], above: list[Quantity], code: CodeSentence
) -> list[Quantity]:
    """A row of sums of money or shares, without an indicator, told behind the row above it.

    挽回损失 below 受理消费投诉, 办复率 below 人大建议: alone they do not say of what they are.
    """
    told = next((one for one in reversed(above) if one.indicator), None)
    if told is None or any(
        one.indicator or _saying(one).is_sum or one.dimension not in OF_ANOTHER for one in row
    ):
        return row
    before = _saying(told)
    words = before.sentence[before.begins :] + "，"
    longer = [replace(one, saying=_told_behind(_saying(one), words)) for one in row]
    found = code(_sentence(scene, longer, is_named=True))
    return [
        replace(one, indicator=it.indicator, rule=it.rule, margin=it.margin)
        for one, it in zip(row, found, strict=True)
    ]


def _told_behind(saying: Saying, words: str) -> Saying:
    """What a row says, with other words before it."""
    length, at = len(words), saying.begins
    return replace(
        saying,
        sentence=saying.sentence[:at] + words + saying.sentence[at:],
        start=saying.start + length,
        end=saying.end + length,
        name=(saying.name[0] + length, saying.name[1] + length),
    )


def _kinds_told_once(coded: Sequence[Quantity], alone: frozenset[int]) -> list[Quantity]:
    """Later stages of kinds of one thing have no indicator: the first column has that of the kind.

    邻里纠纷受理168件，调结165件: what was settled of each kind is a part of all that was.
    """
    columns, firsts = defaultdict[int, set[str]](set), dict[tuple[int, int], Quantity]()
    for one in coded:
        if one.indicator and not _saying(one).is_sum:
            columns[_saying(one).column].add(one.indicator)
            firsts.setdefault(_saying(one).row, one)
    found: list[Quantity] = []
    for one in coded:
        first, saying = firsts.get(_saying(one).row, one), _saying(one)
        is_stage = (
            one.indicator
            and first.indicator
            and not (saying.is_only or saying.is_sum or saying.column in alone)
            and len(columns[saying.column]) == 1 < len(columns[_saying(first).column])
            and first.indicator != one.indicator
            and group_of(first.indicator) == group_of(one.indicator)
        )
        found.append(replace(one, indicator=None, rule=None, margin=None) if is_stage else one)
    return found


def _told_of_all(mentions: Sequence[Quantity]) -> frozenset[int]:
    """The columns of which every row says that there was none, which a sum would say too."""
    rows = {_saying(one).row for one in mentions}
    if any(_saying(one).is_sum for one in mentions):
        return frozenset()
    nones = Counter(_saying(one).column for one in mentions if one.zero)
    return frozenset(column for column, count in nones.items() if count == len(rows))


def _of_row(
    scene: Scene, mentions: list[Quantity], alone: frozenset[int] | None, code: CodeSentence
) -> list[Quantity]:
    """The mentions of one row; what is planned leaves the indicator to what was done."""
    found: list[Quantity] = []
    for is_plan in (False, True):
        alike = [one for one in mentions if (one.period == "plan") == is_plan]
        found += _alike(scene, alike, alone, code) if alike else []
    return sorted(found, key=lambda one: one.place.clean_start)


def _alike(
    scene: Scene, mentions: list[Quantity], alone: frozenset[int] | None, code: CodeSentence
) -> list[Quantity]:
    """The mentions of one row; `alone` are columns that all rows share, null beside a sum."""
    saying = _saying(mentions[0])
    named = of_heads = code(_sentence(scene, mentions, is_named=True))
    if not (saying.is_sum or saying.is_only):
        of_heads = code(_sentence(scene, mentions, is_named=False))
    is_of_time = OF_TIME.fullmatch(saying.sentence, *saying.name) is not None
    found: list[Quantity] = []
    for mention, one, other in zip(mentions, named, of_heads, strict=True):
        is_own = saying.is_sum or saying.is_only or one.indicator != other.indicator
        if alone is not None:
            is_of_a_part = bool(one.months) and not other.months
            is_own = is_own or is_of_time or _saying(mention).column in alone or is_of_a_part
        name, rule, margin = (one.indicator, one.rule, one.margin) if is_own else (None, None, None)
        found.append(replace(mention, indicator=name, rule=rule, margin=margin, months=one.months))
    return found


def _sentence(scene: Scene, mentions: Sequence[Quantity], *, is_named: bool) -> Sentence:
    """The sentence of a row, with what the row names or of its heads alone, and its mentions."""
    saying = _saying(mentions[0])
    low, high = saying.name
    clean, gone = saying.sentence, 0
    if not is_named:
        clean, gone = clean[:low] + clean[high:], high - low
    # The sum and what heads alone say are not about what a heading above names.
    other = scene.of_other(clean, under_headings=is_named and not saying.is_sum)
    sentence = _OfRow(other, saying.begins, len(clean))
    for mention in mentions:
        start, end = _saying(mention).start - gone, _saying(mention).end - gone
        sentence.mentions.append(replace(mention, place=Place(start, end, start, end)))
    sentence.spans = [""] * len(sentence.mentions)
    return sentence
