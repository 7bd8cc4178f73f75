"""The rows behind a figure, as a frame that can be sorted, filtered and changed before it is drawn.

Columns named as a figure's are what is drawn (`label`, `value`, `town`); `shown` is how the page
tells a value, `href` the address of its sentence in the pages, `rank` its place in a stack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl


def frame(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows as a frame, one a row, in their order; without columns where there are none."""
    return pl.DataFrame(list(rows), infer_schema_length=None)
