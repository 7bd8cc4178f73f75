"""What a page depends on, as a digest: equal digests need no new page.

The page of a town depends on the rows of its own report, and of the others only on how many of
its level state an indicator, meet a requirement or touch a theme, and between which figures they
lie (`peers`): the values of a single other report stand on the cross-town page alone. So one
changed report costs its own page and the cross-town page; other pages change only where such a
count, end or middle does.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

import fazhi
from fazhi.publish.pages.layout import version_of
from fazhi.publish.writeup.peers import signatures
from fazhi.tables.schema import TABLES
from fazhi.tables.view import Tables

# The tables whose rows a town's page shows. Of `reuse` it shows pairs within its own report.
TOWN_TABLES = (
    "reports",
    "texts",
    "sections",
    "paragraphs",
    "quantities",
    "indicators",
    "citations",
    "requirements",
    "findings",
    "repairs",
    "outline_facts",
    "themes",
    "measures",
)
CORPUS_TABLES = tuple(TABLES)
TOOLS = (
    "altair",
    "fazhi",
    "jinja2",
    "mistune",
    "nbconvert",
    "papermill",
    "polars",
    "pygments",
    "vl-convert-python",
)
CODE = ("publish", "codebook")


def digest(parts: Iterable[bytes]) -> str:
    """One digest of many parts, whose borders count."""
    whole = sha256()
    for part in parts:
        whole.update(sha256(part).digest())
    return whole.hexdigest()


@cache
def _making() -> bytes:
    """Digest of the code, codebook, templates and tools that make pages."""
    package = Path(fazhi.__file__).parent
    named = [package / "__init__.py"]
    for folder in CODE:
        named += [
            file
            for file in (package / folder).rglob("*")
            if file.is_file() and file.suffix in {".py", ".yaml", ".j2", ".css", ".js", ".json"}
        ]
    parts = []
    for file in sorted(named):
        parts += [file.relative_to(package).as_posix().encode(), file.read_bytes()]
    parts += [f"{tool} {version_of(tool)}".encode() for tool in TOOLS]
    return digest(parts).encode()


def rows_by_report(tables: Tables) -> dict[str, str]:
    """Digest of what each report's page shows: its own rows, and counts of the others."""
    counts = signatures(tables)
    own = msgspec.json.encode(tables.own)
    parts: dict[str, list[bytes]] = {
        report: [counts[report].encode(), own] for report in tables.reports()
    }
    for name in TOWN_TABLES:
        frame = tables.frame(name)
        for (report,), rows in frame.partition_by(
            "report_id", as_dict=True, maintain_order=True
        ).items():
            if report in parts:
                parts[report] += [name.encode(), rows.write_ndjson().encode()]
    within = tables.frame("reuse").filter("within")
    for (report,), rows in within.partition_by("report_id", as_dict=True).items():
        if report in parts:
            parts[report].append(rows.write_ndjson().encode())
    return {report: digest(found) for report, found in parts.items()}


def rows_of_corpus(tables: Tables, rows: dict[str, str]) -> str:
    """Digest of all that the cross-town page shows."""
    others = [name for name in CORPUS_TABLES if name not in TOWN_TABLES]
    parts = [f"{report} {found}".encode() for report, found in rows.items()]
    return digest([*parts, *(tables.frame(name).write_ndjson().encode() for name in others)])


def key(rows: str, language: str, notebook: Path | None = None) -> str:
    """The key of a page: its rows, its language, its notebook, and what makes pages."""
    cells = notebook.read_bytes() if notebook else b""
    return digest([rows.encode(), language.encode(), cells, _making()])
