"""From tables to pages: write-ups run as notebooks, charts, marked sources, the site.

The public names are imported when first used, so that `fazhi.load` pays for no notebook tools.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi.publish.site.pack import find_notebooks, pack_site
    from fazhi.publish.site.update import Failure, SiteSummary, publish_site

__all__ = ["Failure", "SiteSummary", "find_notebooks", "pack_site", "publish_site"]

_PACKING = frozenset({"find_notebooks", "pack_site"})


def __getattr__(name: str) -> object:
    """Import a public name from its home when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"fazhi.publish has no {name!r}; it has {', '.join(__all__)}")
    home = "fazhi.publish.site.pack" if name in _PACKING else "fazhi.publish.site.update"
    return getattr(import_module(home), name)
