"""When cyclic garbage is looked for: seldom, where books are loaded and reports understood."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# A book or a report makes thousands of records and hardly a cycle: looking for cycles at the usual
# 700 new objects takes an eighth of all time.
OBJECTS_A_COLLECTION = 500_000


def collect_seldom() -> None:
    """Look for cyclic garbage less often, from now on."""
    gc.set_threshold(OBJECTS_A_COLLECTION, *gc.get_threshold()[1:])


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look for cyclic garbage less often, and as before afterwards."""
    usual = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        _look_later()
        gc.set_threshold(*usual)


def _look_later() -> None:
    """Count all there is among what is old, which is looked through in its turn.

    It would else be looked through at once, a twentieth of the time of a small build. What the
    user had taken out of the search for garbage (`gc.freeze`) stays out.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()


@contextmanager
def ending_at_once() -> Iterator[None]:
    """Look for cyclic garbage seldom in a process of our own, and not at all at its end.

    An ending Python looks through all that was loaded, a tenth of the time of a check: what is
    left goes with the process.
    """
    collect_seldom()
    try:
        yield
    finally:
        gc.freeze()
