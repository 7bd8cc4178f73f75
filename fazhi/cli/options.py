"""Options that several commands share: books of one's own, the kind of document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
