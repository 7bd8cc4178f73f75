"""Read any file a town publishes: bytes in, `Text` out.

What reads is imported when it is first asked for: who looks at names of files has no need of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi.reading.limits import Limits

if TYPE_CHECKING:
    from fazhi.reading.inside import FORMATS
    from fazhi.reading.reader import read_bytes, read_file

__all__ = ["FORMATS", "Limits", "read_bytes", "read_file"]


def __getattr__(name: str) -> object:
    """Import a public name from its home when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"{__name__} has no {name!r}; it has {', '.join(__all__)}")
    from fazhi.reading import inside, reader

    return getattr(inside if name == "FORMATS" else reader, name)
