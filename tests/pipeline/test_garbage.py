"""Garbage is looked for seldom while much is made, and all of it in its turn afterwards."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from fazhi.garbage import collecting_seldom

MANY = 5_000
# Others may have set the process to look more seldom, or frozen what it held.
BY_ITSELF = (700, 10, 10)


class Ring:
    """Leads to itself, so that only a look for cycles lets it go."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def looks() -> Iterator[list[int]]:
    """The generation of each look for garbage, as often as an interpreter looks by itself."""
    before = gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(*BY_ITSELF)
    gc.collect()
    seen: list[int] = []

    def look(phase: str, told: dict[str, int]) -> None:
        if phase == "start":
            seen.append(told["generation"])

    gc.callbacks.append(look)
    yield seen
    gc.callbacks.remove(look)
    gc.set_threshold(*before)


def test_what_was_made_is_not_looked_through_at_the_end(looks: list[int]) -> None:
    usual = gc.get_threshold()
    with collecting_seldom():
        made = [Ring() for _ in range(MANY)]
    assert gc.get_threshold() == usual
    few = [Ring() for _ in range(usual[0] // 10)]
    assert looks == []
    assert len(made) + len(few) > usual[0]


def test_a_cycle_made_meanwhile_is_found_later() -> None:
    with collecting_seldom():
        gone = weakref.ref(Ring())
    assert gone() is not None
    gc.collect()
    assert gone() is None


def test_what_the_user_took_out_of_the_search_stays_out() -> None:
    gc.freeze()
    try:
        before = gc.get_freeze_count()
        with collecting_seldom():
            pass
        assert gc.get_freeze_count() == before
    finally:
        gc.unfreeze()
