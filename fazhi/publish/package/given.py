"""What the tables were made of: reports, the user's own statements, and what people coded."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fazhi.captures import TABLE as CAPTURED
from fazhi.codebook.book import KEPT, Codebook
from fazhi.errors import FazhiError, NotFoundError
from fazhi.mentions import Correction
from fazhi.pipeline.corrections import read_corrections
from fazhi.pipeline.found.files import MANIFEST
from fazhi.pipeline.keys import edition
from fazhi.pipeline.one import PASSING
from fazhi.publish.package.archive import Archive
from fazhi.publish.package.made_of import Lying, lying_in
from fazhi.tables.sealed import digest_of
from fazhi.tables.view import Tables
from fazhi.trust.review.sample import POPULATION, SAMPLE
from fazhi.trust.review.settle import ANSWERS, CODERS
from fazhi.trust.review.shown import ROWS

RAW_LIST = "raw.csv"
RAW, GOLD, REVIEW, OWN = "raw", "gold", "review", "codebook/own"
CORRECTIONS = "corrections.yaml"
HEADS = ("path", "sha256", "bytes", "report_id", "source_url", "failure", "archive")
BUILD_AGAIN = "Make the tables again: fazhi build."
OTHER_RAW = "Name their folder: --raw; or make the tables again: fazhi build."


class Inputs(NamedTuple):
    """Where what the tables were made of lies; nothing where there is none.

    Args:
        raw: the folder of reports.
        corrections: what people settled.
        gold: the folder of hand annotations.
        review: the folder of a sample, with its workbooks and answers.
        with_raw: whether the reports themselves are packed.
    """

    raw: Path | None = None
    corrections: Path | None = None
    gold: Path | None = None
    review: Path | None = None
    with_raw: bool = False


def check(tables: Tables, given: Inputs) -> None:
    """Raise `FazhiError` where the tables could not be made again of what is given."""
    if tables.edition != edition(tables.book):
        what = "another edition of fazhi or of the codebook made these tables"
        raise FazhiError(what, where=str(tables.folder), hint=BUILD_AGAIN)
    _check_corrections(tables, given.corrections)
    if not tables.frame("evaluation").is_empty() and not _annotated(tables, given.gold):
        what = "these reports were scored against hand annotations"
        raise FazhiError(what, where=str(tables.folder), hint="Name their folder: --gold.")


def _check_corrections(tables: Tables, file: Path | None) -> None:
    """Raise `FazhiError` unless a file holds the corrections that the tables were made with."""
    columns = ("mention_key", "indicator", "value", "period")
    held = {key: told for key, *told in tables.frame("corrections").select(columns).iter_rows()}
    if file is None:
        if held:
            what, hint = "these tables hold corrections", "Name their file: --corrections."
            raise FazhiError(what, where=str(tables.folder), hint=hint)
        return
    said = {one.mention: one for one in read_corrections(file, tables.book)}
    if held.keys() - said.keys():
        what = "the tables hold corrections that this file lacks"
        raise FazhiError(what, where=str(file), hint=BUILD_AGAIN)
    mentions = set(tables.frame("quantities")["mention_key"])
    late = said.keys() & mentions - held.keys()
    other = (key for key, told in held.items() if told != _as_told(said[key]))
    if late or any(other):
        what = "the tables were made before these corrections"
        raise FazhiError(what, where=str(file), hint=BUILD_AGAIN)


def _as_told(one: Correction) -> list[object]:
    return [one.indicator, one.value, one.period]


def raw_files(tables: Tables, given: Inputs) -> list[dict[str, Any]]:
    """Every file that was read or failed, in the order of the paths.

    Raises `FazhiError` where the folder of reports is not that of the tables.
    """
    columns = ("path", "sha256", "report_id", "source_url")
    rows = [
        {**dict.fromkeys(HEADS), **row}
        for row in tables.frame("reports").select(columns).iter_rows(named=True)
    ]
    failed = tables.frame("failures").select("path", "reason").iter_rows()
    rows += [{**dict.fromkeys(HEADS), "path": path, "failure": why} for path, why in failed]
    rows.sort(key=lambda row: str(row["path"]))
    if given.raw is not None:
        said = read_corrections(given.corrections, tables.book) if given.corrections else ()
        lying = lying_in(given.raw, tables, given.gold, said)
        _look(rows, given.raw, lying)
        _check_rest(tables, given.raw, lying)
        rows += [_listed(name, lying.files[name]) for name in lying.archives]
    elif given.with_raw:
        hint = "Name it: --raw."
        raise NotFoundError("the folder of the reports is not there", hint=hint)
    return sorted(rows, key=lambda row: str(row["path"]))


def _look(rows: list[dict[str, Any]], raw: Path, lying: Lying) -> None:
    """Hold files against what the tables tell of them, and add what they do not tell."""
    named = {str(row["path"]) for row in rows}
    if gone := sorted(named - lying.parts.keys()):
        what = f"reports of the tables are not in this folder: {len(gone)}, the first is {gone[0]}"
        raise FazhiError(what, where=str(raw), hint=OTHER_RAW)
    if new := sorted(lying.parts.keys() - named):
        what = f"the tables lack files of this folder: {len(new)}, the first is {new[0]}"
        raise FazhiError(what, where=str(raw), hint=OTHER_RAW)
    for at, row in enumerate(rows):
        name, digest = row["path"], lying.parts[row["path"]]
        if row["sha256"] not in (None, digest):
            what = "this file is not what it was when the tables were made"
            raise FazhiError(what, where=str(raw / name), hint=BUILD_AGAIN)
        file = lying.files.get(name)
        if file is None:
            inside = (one for one in lying.archives if name.startswith(f"{one}/"))
            row["archive"] = next(inside, None)
        elif file.is_file():
            rows[at] = _listed(name, file, row)


def _listed(name: str, file: Path, row: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A file of the folder as it is listed."""
    told = {"path": name, "sha256": digest_of(file), "bytes": file.stat().st_size}
    return {**dict.fromkeys(HEADS), **(row or {}), **told}


def _check_rest(tables: Tables, raw: Path, lying: Lying) -> None:
    """Raise `FazhiError` where what is stated of the reports is not what it was."""
    # What failed for a reason that passes is read again at each build, and is never the same.
    if lying.same or not PASSING.isdisjoint(tables.frame("failures")["reason"]):
        return
    what = "manifest, captures or annotations are not what they were when the tables were made"
    raise FazhiError(what, where=str(raw), hint=BUILD_AGAIN)


def beside(raw: Path) -> list[str]:
    """The names of files that tell of reports: the manifest, and of what was collected whence."""
    proof = sorted(file.relative_to(raw).as_posix() for file in raw.rglob(CAPTURED))
    return [name for name in (MANIFEST, *proof) if (raw / name).is_file()]


def add(rows: Sequence[Mapping[str, Any]], tables: Tables, given: Inputs, to: Archive) -> None:
    """Write into the archive what the tables were made of."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows([row[name] for name in HEADS] for row in rows)
    to.add(RAW_LIST, held.getvalue().encode("utf-8", "backslashreplace"))
    if given.raw is not None:
        files = [str(row["path"]) for row in rows] if given.with_raw else []
        for name in [*files, *beside(given.raw)]:
            if (given.raw / name).is_file():
                to.copy(f"{RAW}/{name}", given.raw / name)
    if given.corrections is not None:
        to.copy(CORRECTIONS, given.corrections)
    for file in _annotated(tables, given.gold):
        to.copy(f"{GOLD}/{file.parent.name}/{file.name}", file)
    for folder in samples(given.review):
        for file in reviewed(folder):
            to.copy(f"{REVIEW}/{within(folder, given.review)}{file.name}", file)
    for name, content in own_books(tables.book).items():
        to.add(name, content)


def _annotated(tables: Tables, gold: Path | None) -> list[Path]:
    """The files of the annotations of these reports."""
    if gold is None or not gold.is_dir():
        return []
    stems = sorted({Path(path).stem for path in tables.frame("reports")["path"]})
    return [
        file
        for stem in stems
        if (gold / stem).is_dir()
        for file in sorted((gold / stem).iterdir())
        if file.is_file()
    ]


def samples(review: Path | None) -> list[Path]:
    """The folders of samples: the one named, and those in it."""
    if review is None or not review.is_dir():
        return []
    inside = sorted(one for one in review.iterdir() if one.is_dir())
    return [one for one in (review, *inside) if (one / SAMPLE).is_file()]


def within(folder: Path, review: Path | None) -> str:
    """The folder of a sample as names in the package have it; empty for the one named."""
    return "" if folder == review else f"{folder.name}/"


def reviewed(folder: Path) -> list[Path]:
    """The files of a sample: what was drawn, the workbooks, the answers."""
    names = (SAMPLE, POPULATION, ROWS, ANSWERS, CODERS, KEPT)
    known = [folder / name for name in names if (folder / name).is_file()]
    # A lock file of a program that has a workbook open begins so.
    books = (one for one in folder.glob("*.xlsx") if not one.name.startswith(("~", ".")))
    return known + sorted(books)


def own_books(book: Codebook) -> dict[str, bytes]:
    """A researcher's own books as files: a folder a layer, in the order in which they lie."""
    found: dict[str, bytes] = {}
    for name, sources in book.own.items():
        folder, _, stem = name.rpartition("/")
        for layer, source in enumerate(sources, start=1):
            # One file of indicators in a folder of books is called after its book.
            at_root = stem == "own" and Path(source.name).stem == folder
            inside = source.name if at_root or not folder else f"{folder}/{source.name}"
            found[f"{OWN}/{layer}/{inside}"] = source.content
    return dict(sorted(found.items()))


def arguments(tables: Tables, given: Inputs) -> dict[str, Any]:
    """What `rebuild.py` gives to `fazhi build`, by the names of its options."""
    layers = sorted({name.split("/")[2] for name in own_books(tables.book)}, key=int)
    return {
        "kind": tables.book.kind,
        "codebook": [f"{OWN}/{layer}" for layer in layers],
        "corrections": CORRECTIONS if given.corrections else "",
        "gold": GOLD if _annotated(tables, given.gold) else "",
    }
