"""One archive of the site for any static host, and the notebooks to run."""

from __future__ import annotations

import zipfile
from pathlib import Path

from fazhi.errors import NotFoundError
from fazhi.pipeline.lock import held
from fazhi.publish.pages.folders import NOTEBOOKS
from fazhi.publish.site.owned import Owned, nested_in

FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def find_notebooks(chosen: Path | None = None) -> Path:
    """The notebooks that were chosen, else our own: what lies where we stand is not run unasked.

    Raises `NotFoundError` where there are none.
    """
    homes = NOTEBOOKS if chosen is None else (chosen,)
    for home in homes:
        if (home / "town.ipynb").is_file():
            return home
    raise NotFoundError(
        "the folder holds no town.ipynb" if chosen else "fazhi was installed without its notebooks",
        where=str(chosen or NOTEBOOKS[0].parent),
        hint="Name the folder of the notebooks: --notebooks.",
    )


def pack_site(site: Path) -> Path:
    """Pack the pages as `site.zip` beside their folder: equal sites give equal archives.

    Raises `BusyError` where another run is at work in the site, `TablesError` where a page is no
    longer as it was written.
    """
    with held(site):
        return _packed(site)


def _listed(site: Path) -> dict[str, tuple[Owned, str]]:
    """Every file of the site and of those in other languages within it: whose it is, its name."""
    every = {name: (owned, name) for owned in [Owned(site)] for name in owned.files()}
    for nested in nested_in(site):
        owned = Owned(nested)
        every |= {f"{nested.name}/{name}": (owned, name) for name in owned.files()}
    return every


def _packed(site: Path) -> Path:
    target = site.resolve().parent / f"{site.resolve().name}.zip"
    part = target.with_suffix(".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            # What is not in the list was not made here: another's file, or a report's withdrawn.
            for name, (owned, own) in sorted(_listed(site).items()):
                with archive.open(_entry(name, owned.site / own), "w") as file:
                    for chunk in owned.read(own):
                        file.write(chunk)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _entry(name: str, file: Path) -> zipfile.ZipInfo:
    """A file of the archive, the same at any time and wherever it is packed."""
    entry = zipfile.ZipInfo(name, FIXED_TIME)
    # Beyond 2 GB it is written in another way.
    entry.file_size = file.stat().st_size if file.is_file() else 0
    entry.compress_type = zipfile.ZIP_DEFLATED
    # Of Unix.
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
