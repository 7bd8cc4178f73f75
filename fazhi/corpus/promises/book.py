"""How plans, accounts and shortcomings are worded, as typed entries."""

from __future__ import annotations

import msgspec

from fazhi.codebook.book import Codebook, derived


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that are taken for one another; `id` stands for them."""

    id: str
    words: tuple[str, ...]


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a shortcoming is about: words, perhaps others besides, and ways to be lacking."""

    id: str
    ways: tuple[str, ...]
    words: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()


class PromiseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `promises.yaml`."""

    actions: tuple[str, ...]
    acts: tuple[str, ...]
    short_acts: tuple[str, ...]
    leading: tuple[str, ...]
    slogans: tuple[str, ...]
    manners: tuple[str, ...]
    creed_names: tuple[str, ...]
    general: tuple[str, ...]
    common: tuple[str, ...]
    things: tuple[str, ...]
    aims: tuple[str, ...]
    serves: tuple[str, ...]
    most: tuple[str, ...]
    least: tuple[str, ...]
    fall: tuple[str, ...]
    adds: tuple[str, ...]
    stands: tuple[str, ...]
    spans: tuple[str, ...]
    apiece: tuple[str, ...]
    of_anything: tuple[str, ...]
    often: dict[str, int]
    undone: tuple[str, ...]
    to_come: tuple[str, ...]
    ceremony: tuple[str, ...]
    led: tuple[str, ...]
    turns: tuple[str, ...]
    reasons: tuple[str, ...]
    admits: tuple[str, ...]
    solved: tuple[str, ...]
    over_marks: tuple[str, ...]
    over_verbs: tuple[str, ...]
    begun: tuple[str, ...]
    denials: tuple[str, ...]
    of_before: tuple[str, ...]
    lacks: tuple[Group, ...]
    matters: tuple[Group, ...] = ()
    same: tuple[Group, ...] = ()
    verbs: tuple[Group, ...] = ()
    people: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    creeds: tuple[str, ...] = ()


@derived
def promise_words(book: Codebook) -> PromiseWords:
    """The words of plans, accounts and shortcomings."""
    return book.book("promises", PromiseWords)
