"""One archive of the site for any static host, and the notebooks to run."""

from __future__ import annotations

import zipfile
from pathlib import Path

from fazhi.pipeline.lock import held

NOTEBOOKS = Path("notebooks")
PACKAGE = Path(__file__).parents[1]
# Those of the folder we stand in, of an installed package, of a clone installed in place.
HOMES = (NOTEBOOKS, PACKAGE / "notebooks", PACKAGE.parent.parent / "notebooks")
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def find_notebooks() -> Path:
    """The project's notebooks where we stand in one, else those that came with the package."""
    return next((home for home in HOMES if (home / "town.ipynb").is_file()), NOTEBOOKS)


def pack_site(site: Path) -> Path:
    """Pack the pages as `site.zip` beside their folder: equal sites give equal archives.

    Raises `BusyError` where another run is at work in the site.
    """
    with held(site):
        return _packed(site)


def _packed(site: Path) -> Path:
    target = site.resolve().parent / f"{site.resolve().name}.zip"
    part = target.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(site.rglob("*")):
            inside = path.relative_to(site)
            if path.is_file() and not any(name.startswith(".") for name in inside.parts):
                entry = zipfile.ZipInfo(inside.as_posix(), FIXED_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes())
    part.replace(target)
    return target
