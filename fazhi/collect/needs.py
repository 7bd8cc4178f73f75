"""The libraries of the optional part that collecting needs."""

from __future__ import annotations

from importlib.util import find_spec

from fazhi.errors import FazhiError

LIBRARIES = ("protego", "urllib3", "warcio")


def require() -> None:
    """Raise `FazhiError` (`missing_part`) where a library is missing, with what to install."""
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        raise FazhiError(
            f"collecting needs an optional part of fazhi ({', '.join(missing)} not installed)",
            hint="Install it: pip install 'fazhi[collect]'.",
            code="missing_part",
        )
