"""polars, taken into use when first asked for something: its import takes as long as a report.

A check of one draft, or a build that finds nothing new, makes no table and never asks.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

__all__ = ["pl"]


class _Later(ModuleType):
    """Stands for polars until something of it is wanted."""

    def __getattr__(self, name: str) -> object:
        import polars

        # Kept here, so that it is found at once the next time.
        value = self.__dict__[name] = getattr(polars, name)
        return value


if TYPE_CHECKING:
    import polars as pl
else:
    pl = _Later("polars")
