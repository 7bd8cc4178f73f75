"""How many letters of two stretches stand in the same order in both, exactly."""

from __future__ import annotations


def letters_in_order(first: str, second: str) -> int:
    """Length of the longest common subsequence, a row of it at a time as bits of one number.

    After Hyyrö (2004): 100 letters against 100 take some 20 microseconds. What both begin and end
    with, most of a copy, is counted without them.
    """
    begins = _begin_alike(first, second)
    first, second = first[begins:], second[begins:]
    ends = _begin_alike(first[::-1], second[::-1])
    first, second = first[: len(first) - ends], second[: len(second) - ends]
    places: dict[str, int] = {}
    for at, sign in enumerate(first):
        places[sign] = places.get(sign, 0) | 1 << at
    whole = (1 << len(first)) - 1
    unmatched = whole
    for here in filter(None, map(places.get, second)):
        matched = unmatched & here
        unmatched = (unmatched + matched | unmatched - matched) & whole
    return begins + ends + len(first) - unmatched.bit_count()


def _begin_alike(first: str, second: str) -> int:
    """How many letters both begin with: the half is looked at in which they begin to differ."""
    if first[:1] != second[:1]:
        return 0
    alike, most = 0, min(len(first), len(second))
    while alike < most:
        middle = (alike + most + 1) // 2
        if first[alike:middle] == second[alike:middle]:
            alike = middle
        else:
            most = middle - 1
    return alike
