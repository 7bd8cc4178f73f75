"""Where tables and pages lie when nobody says: as `make analysis` leaves them, here or above."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import quote

PACKAGE = Path(__file__).parents[1]
# Those of an installed package, of a clone installed in place.
NOTEBOOKS = (PACKAGE / "notebooks", PACKAGE.parent.parent / "notebooks")
TABLES = Path("data/processed")
SITE = "site"
REVIEW = "review"
# What tells a sample that people have answered (`fazhi.trust.review`).
CHECKED = ("sample.json", "population.parquet", "answers.json")


def notebook_of(name: str, folder: Path) -> Path:
    """The notebook of a write-up in a folder; where it holds none of that name, ours."""
    own = folder / f"{name}.ipynb"
    found = (home / f"{name}.ipynb" for home in NOTEBOOKS)
    return own if own.is_file() else next((one for one in found if one.is_file()), own)


def find_tables() -> Path:
    """`data/processed` of the working folder or of the nearest folder above that has tables."""
    here = Path.cwd()
    folders = (above / TABLES for above in (here, *here.parents))
    return next((f for f in folders if (f / "reports.parquet").is_file()), TABLES)


def pages_of(tables: Path) -> Path | None:
    """The pages of the usual folder of tables; marks of other tables may be numbered otherwise."""
    parts = tables.resolve().parts
    usual = parts[-2:] == TABLES.parts
    return tables.resolve().parents[1] / SITE if usual else None


def reviews_of(tables: Path) -> list[Path]:
    """The samples that people checked (`fazhi review`), with their answers, of a study's tables.

    They lie in `review` beside `data`, or beside other tables: there, or in folders in it.
    """
    parts = tables.resolve().parts
    beside = tables.resolve().parents[1 if parts[-2:] == TABLES.parts else 0]
    review = beside / REVIEW
    inside = sorted(one for one in review.iterdir() if one.is_dir()) if review.is_dir() else []
    return [one for one in (review, *inside) if all((one / name).is_file() for name in CHECKED)]


def from_here(folder: Path) -> str:
    """The address of a folder, relative to the working folder wherever that is possible."""
    try:
        return Path(os.path.relpath(folder)).as_posix()
    except ValueError:  # Another drive of Windows cannot be reached by a relative address.
        return folder.resolve().as_posix()


def served(folder: Path) -> str:
    """The address at which the Jupyter server of this kernel gives out a folder; empty if none.

    JupyterLab 4 takes the `#` of a relative address in a chart for a letter of the file's name:
    from a chart only an address from the server's root leads to a place on a page.
    """
    server = os.environ.get("JPY_PARENT_PID", "")
    if not server.isdigit():
        return ""
    from jupyter_core.paths import jupyter_runtime_dir

    try:
        told = json.loads(Path(jupyter_runtime_dir(), f"jpserver-{server}.json").read_bytes())
        inside = folder.resolve().relative_to(Path(told["root_dir"]).resolve())
        return f"{told['base_url']}files/{quote(inside.as_posix())}/"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
