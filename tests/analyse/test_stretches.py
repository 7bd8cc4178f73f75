"""What stands at a place is found as a look at every stretch would find it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fazhi.analyse.stretches import Stretches
from fazhi.records import Place


@given(st.lists(st.integers(0, 60), unique=True), st.randoms())
def test_it_is_the_one_that_a_look_at_all_finds(cuts: list[int], chance: object) -> None:
    places = [Place(0, 0, low, high) for low, high in list(pairwise(sorted(cuts)))[::2]]
    chance.shuffle(places)  # type: ignore[attr-defined]
    stretches = Stretches((place, place) for place in places)
    for at in range(62):
        over = [one for one in places if one.clean_start <= at < one.clean_end]
        assert stretches.at(at) == (over[0] if over else None)
