"""What the tests of collecting use: a portal, and a pause that no user can choose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fazhi.collect import manners
from tests.collect.portal import Portal


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a pause be shorter than any that a user can ask for."""
    monkeypatch.setattr(manners, "LEAST_PAUSE", 0.0)


@pytest.fixture
def portal() -> Iterator[Portal]:
    """An empty portal."""
    with Portal() as one:
        yield one
