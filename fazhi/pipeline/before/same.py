"""Which rows of before another codebook would make again, where only rules of indicators differ."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from ahocorasick_rs import AhoCorasick

from fazhi.codebook.book import Codebook, restored
from fazhi.codebook.indicators import indicators
from fazhi.errors import CodebookError, TablesError
from fazhi.parse.coding.unaffected import words_of_change
from fazhi.pipeline.desk import Desk, Job
from fazhi.pipeline.store import is_kept
from fazhi.tables.sealed import unsealed
from fazhi.tables.tabulate import Columns


def same_rows(
    jobs: Sequence[Job], names: Sequence[str], former: bytes, desk: Desk
) -> dict[str, str]:
    """By the name that rows would have now that of those of before which are the same.

    Args:
        jobs: all files.
        names: of each the name of its rows of before, which may not be there.
        former: the codebook of before as `Codebook.kept` writes it down, of which nothing but
            rules of indicators differs.
        desk: the codebook of now, and the rows.
    """
    changed = _words(former, desk.book)
    if changed is None:
        return {}
    finder = AhoCorasick(sorted(changed))
    found: dict[str, str] = {}
    for job, name in zip(jobs, names, strict=True):
        # What people said of it is laid beside the rules, too.
        if job.gold or job.corrections or is_kept(desk.store.rows / job.key):
            continue
        clean = _clean(desk.store.rows / name)
        if clean is not None and "\t" not in clean and not finder.find_matches_as_indexes(clean):
            found[job.key] = name
    return found


def _words(former: bytes, book: Codebook) -> frozenset[str] | None:
    try:
        return words_of_change(indicators(restored(former)), indicators(book))
    except CodebookError:
        return None


class _Texts(msgspec.Struct):
    """Of a report's kept rows its text."""

    texts: Columns = {}


def _clean(rows: Path) -> str | None:
    """The clean text that rows were made of; nothing where there are none, or they are damaged."""
    try:
        texts = msgspec.msgpack.decode(unsealed(rows), type=_Texts).texts
    except TablesError:
        return None
    return str(texts["clean_text"][0]) if texts else None
