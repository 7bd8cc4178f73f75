"""The words of `quantities.yaml` as typed entries."""

from __future__ import annotations

import msgspec

from fazhi.codebook.book import Codebook, derived


class Approximator(msgspec.Struct, frozen=True):
    """Words that make a number inexact, and the characters before which they do not count."""

    approx: str
    words: tuple[str, ...]
    not_after: tuple[str, ...] = ()


class Abstract(msgspec.Struct, frozen=True):
    """Nouns that a Chinese numeral only structures, and the measure words concerned."""

    heads: tuple[str, ...]
    measure_words: tuple[str, ...]


class One(msgspec.Struct, frozen=True):
    """When an indefinite 一 is an amount all the same."""

    verbs: tuple[str, ...]
    events: tuple[str, ...]
    behind_noun: tuple[str, ...]
    behind_case: tuple[str, ...]
    closing: tuple[str, ...]
    shares: tuple[str, ...]
    case_ends: tuple[str, ...]
    cues: tuple[str, ...]
    not_after: tuple[str, ...]


class PeriodCues(msgspec.Struct, frozen=True):
    """Words that tell a frequency, a state, a plan or the report year."""

    rate: tuple[str, ...]
    rate_of_each: tuple[str, ...]
    rate_directly_before: tuple[str, ...]
    rate_ended_by: tuple[str, ...]
    stock: tuple[str, ...]
    stock_behind: tuple[str, ...]
    stock_opens: tuple[str, ...]
    standing: tuple[str, ...]
    standing_words: tuple[str, ...]
    ruled: tuple[str, ...]
    cumulative: tuple[str, ...]
    registered: tuple[str, ...]
    moved: tuple[str, ...]
    mean: tuple[str, ...]
    scarce: tuple[str, ...]
    gear_words: tuple[str, ...]
    person_bodies: tuple[str, ...]
    bodies: tuple[str, ...]
    body_words: tuple[str, ...]
    posts: tuple[str, ...]
    growing: tuple[str, ...]
    institutions: tuple[str, ...]
    founded: tuple[str, ...]
    fresh: tuple[str, ...]
    hired: tuple[str, ...]
    not_in_post: tuple[str, ...]
    event_nouns: tuple[str, ...]
    duration_year: tuple[str, ...]
    produced: tuple[str, ...]
    offered: tuple[str, ...]
    doable: tuple[str, ...]
    lists: tuple[str, ...]
    lists_of_work: tuple[str, ...]
    holds: tuple[str, ...]
    joined: tuple[str, ...]
    grown: tuple[str, ...]
    named: tuple[str, ...]
    honours: tuple[str, ...]
    heard: tuple[str, ...]
    reached: tuple[str, ...]
    acted_on: tuple[str, ...]
    year: tuple[str, ...]
    since: tuple[str, ...]
    builds: tuple[str, ...]
    attended: tuple[str, ...]
    acts: tuple[str, ...]
    plan: tuple[str, ...]
    planned: tuple[str, ...]
    coming: tuple[str, ...]
    done: tuple[str, ...]


class ChangeCues(msgspec.Struct, frozen=True):
    """Words that make a figure a change against an earlier one."""

    cues: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    of_things: tuple[str, ...]
    whole: tuple[str, ...]
    others: tuple[str, ...]


class ZeroCues(msgspec.Struct, frozen=True):
    """What states that there was none."""

    verbs: tuple[str, ...]
    heads: tuple[str, ...]
    none_heads: tuple[str, ...]
    zero: tuple[str, ...]
    lost: tuple[str, ...]
    aims: tuple[str, ...]
    aimed: tuple[str, ...]


class Fraction(msgspec.Struct, frozen=True):
    """Words that make two numbers with a stroke a fraction, right before and right behind it."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class AlwaysOpen(msgspec.Struct, frozen=True):
    """Places that bear 24小时 in their name, and words that make it a time all the same."""

    places: tuple[str, ...]
    verbs: tuple[str, ...]


class Members(msgspec.Struct, frozen=True):
    """Ranks, kinds of bodies and of one matter that a list tells one by one, and what is all or
    more of them.
    """

    ranks: tuple[str, ...]
    twins: tuple[tuple[str, ...], ...]
    bodies: tuple[tuple[str, ...], ...]
    wholes: tuple[str, ...]
    beyond: tuple[str, ...]


class EarlierCues(msgspec.Struct, frozen=True):
    """Words for the year before and for this one, and what a year may only name."""

    before: tuple[str, ...]
    now: tuple[str, ...]
    named: tuple[str, ...]


class PartOfYear(msgspec.Struct, frozen=True):
    """Words for half a year, and for the year as a whole."""

    halves: tuple[str, ...]
    whole: tuple[str, ...]


class TableCues(msgspec.Struct, frozen=True):
    """Words in tables: names of columns that only count, those that hold their measure word, those
    whose numbers count nothing, how sums of rows begin, cells that hold no figure, and heads that
    the measure word of the whole table does not count: never, or only one of their dimension; how a
    line begins that says that the table above it goes on.
    """

    columns: tuple[str, ...]
    named: dict[str, str]
    no_counts: tuple[str, ...]
    sums: tuple[str, ...]
    nothing: tuple[str, ...]
    not_lent: tuple[str, ...]
    measured: dict[str, tuple[str, ...]]
    continued: tuple[str, ...]


class Example(msgspec.Struct, frozen=True):
    """A sentence and the mentions it holds, as written."""

    text: str
    finds: tuple[str, ...]


class Wording(msgspec.Struct, frozen=True):
    """All of `quantities.yaml`; the file itself explains the lists."""

    before: tuple[Approximator, ...]
    apart: frozenset[str]
    after: tuple[Approximator, ...]
    names: tuple[str, ...]
    counted_by_two: frozenset[str]
    abstract: Abstract
    one: One
    furniture: tuple[str, ...]
    money: tuple[str, ...]
    sessions: tuple[str, ...]
    period: PeriodCues
    change: ChangeCues
    part: tuple[str, ...]
    total: tuple[str, ...]
    sanctions: tuple[str, ...]
    members: Members
    fraction: Fraction
    always_open: AlwaysOpen
    earlier: EarlierCues
    part_of_year: PartOfYear
    tables: TableCues
    zero: ZeroCues
    sentences: tuple[Example, ...]


@derived
def wording(book: Codebook) -> Wording:
    """The words that tell quantities; raises `CodebookError` where the file is wrong."""
    return book.book("quantities", Wording)
