"""Options that several commands share: books of one's own, the kind of document, folders."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi.errors import FazhiError

# As `fazhi.codebook.book.KIND`, which would cost every command its import.
KIND = "rule_of_law"
Codebooks = Annotated[
    list[Path] | None,
    typer.Option(
        "--codebook",
        help="Books of your own: a folder, or a YAML file of indicators; may be repeated.",
    ),
]
Kind = Annotated[
    str, typer.Option("--kind", help="Kind of document, a folder of the codebook's kinds.")
]
RAW = Path("data/raw")
TABLES = Path("data/processed")
SITE = Path("site")
GOLD = Path("tests/gold")
RawFolder = Annotated[Path, typer.Argument(help="Folder of reports.")]
TablesFolder = Annotated[Path, typer.Option("--tables", help="Folder of the tables.")]
SiteFolder = Annotated[Path, typer.Option("--site", help="Folder the pages are written to.")]
Jobs = Annotated[int, typer.Option("--jobs", min=0, help="Processes at work; 0 chooses.")]
OutFolder = Annotated[Path, typer.Option("--out", help="Folder the tables are written to.")]
# Beside the study, taken into use where it lies.
CORRECTIONS = Path("corrections.yaml")
Corrections = Annotated[
    Path | None,
    typer.Option("--corrections", help="What people settled (fazhi review read), if there."),
]
GoldFolder = Annotated[
    Path, typer.Option("--gold", help="Hand annotations to score the reports against, if there.")
]

# What programs open a file as, by its ending; the first is proposed.
ENDINGS = {"html": (".html", ".htm"), "xlsx": (".xlsx",), "csv": (".csv", ".txt")}


def ends_rightly(path: Path | None, form: str) -> None:
    """Raise `FazhiError` where a file would be written under the ending of another kind."""
    if path is None or path.suffix.lower() in ENDINGS[form]:
        return
    named = path.with_suffix(ENDINGS[form][0]) if path.name else path
    raise FazhiError(
        "no program opens what is written here under a name that ends so",
        where=str(path),
        hint=f"Give a name with the right ending: {named}.",
        code="ending",
    )


def settled(corrections: Path | None) -> Path | None:
    """The file of what people settled: the one that is named, or the one beside the study."""
    return corrections or (CORRECTIONS if CORRECTIONS.is_file() else None)
