"""The form in which proof of fetched files is kept: `captures.csv`, an address a row.

Of an address that a run tried more than once it is the last try. The table lies in the folder of
reports, beside a folder `captures` with every file as it was sent. A build reads neither; whoever
shows where a report comes from reads the table by these columns.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import msgspec

from fazhi.errors import ReadError

TABLE = "captures.csv"


class Capture(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One request and what came of it; the columns of `captures.csv` in their order.

    Args:
        run: the number of the run, 1 for the first; each asks everything once.
        row: the row of the user's list that led here; 0 for `robots.txt`.
        asked: the address that was asked, without session and fragment.
        reached: the same, or where a redirection leads.
        parent: the address of the page that links here; empty where it was listed.
        role: `page`, `later_page`, `frame`, `attachment`, `inside` (a file of a packed folder, at
            its address and `#` and its name), `robots`.
        link: the words of the link.
        state: `kept` (new), `same` (as kept before), `changed` (beside what was kept before),
            `duplicate` (bytes kept under another address), `moved` (a redirection), `gone` (no
            longer there, the copy is kept), `refused` (not asked, or nothing usable came; what
            was kept before stays).
        code: why, where it was refused or is no report, or how it changed, where it is another
            article or the same in other dress: a stable word (docs/collect.md).
        at: when, UTC, `2026-11-29T15:40:09Z`.
        status: of HTTP; 0 where there was no answer.
        media_type: as the server said.
        etag, last_modified: as the server said.
        size, sha256: of the file as kept: the bytes sent, content coding (gzip) undone.
        robots: what `robots.txt` says of it: `allowed`, `refused`, `none` (no such file).
        title: of the page.
        file: where the bytes lie, within the folder.
        report: the file that a build reads and that these bytes are in; empty where in none.
        former: where a changed page's former bytes lie.
        warc_offset: where its record begins in `captures.warc.gz`; -1 where there is none.
    """

    run: int = 0
    row: int = 0
    asked: str = ""
    reached: str = ""
    parent: str = ""
    role: str = "page"
    link: str = ""
    state: str = ""
    code: str = ""
    at: str = ""
    status: int = 0
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""
    size: int = 0
    sha256: str = ""
    robots: str = ""
    title: str = ""
    file: str = ""
    report: str = ""
    former: str = ""
    warc_offset: int = -1


def table_of(captures: Iterable[Capture]) -> bytes:
    """The rows as CSV in UTF-8 with its mark, so that a spreadsheet shows them."""
    out = io.StringIO(newline="")
    write = csv.writer(out, lineterminator="\n")
    write.writerow(Capture.__struct_fields__)
    for one in captures:
        write.writerow(getattr(one, name) for name in Capture.__struct_fields__)
    return out.getvalue().encode("utf-8-sig")


def read_captures(folder: Path) -> list[Capture]:
    """The rows of a folder's `captures.csv`, none where there is no such file.

    Raises `ReadError` (`captures`) where the file is no such table.
    """
    path = folder / TABLE
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        return [msgspec.convert(row, Capture, strict=False) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error, msgspec.ValidationError) as error:
        raise ReadError(
            "this is no table of captures as fazhi collect writes it",
            where=str(path),
            hint="Run fazhi collect again: it writes the table anew from its journal.",
            code="captures",
        ) from error
