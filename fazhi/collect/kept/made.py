"""The tables that a run leaves: what was asked in `captures.csv`, reports in `manifest.csv`."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Mapping

import msgspec

from fazhi.captures import TABLE, Capture, table_of
from fazhi.collect.kept.ledger import Ledger
from fazhi.pipeline.found.files import MANIFEST
from fazhi.pipeline.manifest import COLUMNS, read_manifest

Rows = Mapping[str, Mapping[str, str]]
# Of its time a run writes tables one part in so many: all are written anew.
SELDOM = 20


def own_rows(ledger: Ledger) -> Rows:
    """The rows of the folder's manifest; raises `ReadError` where it is none, before any work."""
    path = ledger.folder.path / MANIFEST
    return read_manifest(path) if path.exists() else {}


def write_tables(ledger: Ledger, own: Rows) -> None:
    """Write both tables anew; rows and cells of the manifest that are the user's own stay."""
    ledger.folder.write(TABLE, table_of(_captures(ledger)))
    rows = {file: dict(row) for file, row in own.items()}
    for placed in ledger.placed.values():
        if placed.sha256:
            rows[placed.file] = {**rows.get(placed.file, {}), **placed.stated}
        elif not (ledger.folder.path / placed.file).exists():
            rows.pop(placed.file, None)
    if rows:
        ledger.folder.write(MANIFEST, _manifest(rows))


class Kept:
    """Writes the tables as a run goes on: whoever is killed leaves no report without its proof.

    After each address they are written, but in a long run only every few seconds.
    """

    def __init__(self, ledger: Ledger, own: Rows) -> None:
        self._ledger, self._own = ledger, own
        self._next = 0.0

    def now_and_then(self) -> None:
        """Write both tables, where that was not done a moment ago."""
        began = time.monotonic()
        if began >= self._next:
            write_tables(self._ledger, self._own)
            ended = time.monotonic()
            self._next = ended + SELDOM * (ended - began)


def _captures(ledger: Ledger) -> list[Capture]:
    """The last capture of each address in each run, by run and row of the list.

    Each with the report that it is in now.
    """
    within = {part: one.file for one in ledger.placed.values() if one.sha256 for part in one.parts}
    # Of one row the order is that of the requests; which host was free first tells nothing.
    last = {(one.run, one.asked): one for one in ledger.captures}
    ordered = sorted(
        last.values(), key=lambda one: (one.run, one.row, one.asked if not one.row else "")
    )
    return [
        one
        if one.role == "inside"
        else msgspec.structs.replace(one, report=within.get(one.file, ""))
        for one in ordered
    ]


def _manifest(rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    write = csv.DictWriter(out, COLUMNS, lineterminator="\n", restval="")
    write.writeheader()
    for file in sorted(rows):
        write.writerow({"file": file, **rows[file]})
    return out.getvalue().encode("utf-8-sig")
