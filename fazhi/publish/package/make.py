"""Packs a study: everything in one archive, whole or not at all."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from fazhi.codebook.indicators import indicators
from fazhi.errors import FazhiError
from fazhi.pipeline.lock import held
from fazhi.publish.package import cited, crate, described, environment, given, scores
from fazhi.publish.package.archive import Archive
from fazhi.publish.package.document import codebook, dictionary
from fazhi.publish.package.given import Inputs
from fazhi.publish.package.study import Study, read_study
from fazhi.publish.pages.files.codebook import as_bytes
from fazhi.publish.pages.files.workbook import Sheet, as_csv
from fazhi.publish.pages.words import Words
from fazhi.tables.state import STATE
from fazhi.tables.view import Tables
from fazhi.trust.review.sample import kept

HERE = Path(__file__).parent
SCRIPT, READER = "rebuild.py", "read.R"
# What the script builds with, told by us.
REBUILD = "rebuild.json"
COLUMN_HEADS = ("table", "column", "type", "含义", "meaning", "单位", "unit")
Progress = Callable[[str, int, int], None]


class Packed(NamedTuple):
    """What was packed: reports, tables, files in the archive, and what the study leaves unsaid."""

    reports: int
    tables: int
    files: int
    unsaid: tuple[str, ...]


def package(
    tables: Path, out: Path, inputs: Inputs, study: Path | None, progress: Progress | None = None
) -> Packed:
    """Pack tables and all that is needed to understand them and to make them again.

    Args:
        tables: the folder of the tables.
        out: the archive, a zip; the same tables and inputs give the same bytes.
        inputs: what the tables were made of.
        study: a file that says who made the study (`study.yaml`); nothing where there is none.
        progress: called with (file, done, total) after each table.

    Raises `FazhiError` where the tables could not be made again of the inputs, or the archive would
    lie among the tables; `CodebookError` where the study's file is wrong.
    """
    if out.resolve().is_relative_to(tables.resolve()):
        hint = "Write it beside them: --out study.zip."
        raise FazhiError("the package would lie among its tables", where=str(out), hint=hint)
    said = read_study(study)
    with held(tables):
        read = Tables(tables)
        read.check_all()
        given.check(read, inputs)
        raw = given.raw_files(read, inputs)
        part = out.with_name(f"{out.name}.part")
        part.parent.mkdir(parents=True, exist_ok=True)
        try:
            with zipfile.ZipFile(part, "w") as opened:
                archive = Archive(opened)
                _fill(archive, read, said, inputs, raw, progress)
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    unsaid = [name for name in ("title", "authors", "licence") if not getattr(said, name)]
    return Packed(len(read.reports()), len(read.names()), len(archive.entries), tuple(unsaid))


def _fill(
    to: Archive,
    tables: Tables,
    study: Study,
    inputs: Inputs,
    raw: Sequence[dict[str, Any]],
    progress: Progress | None,
) -> None:
    """Write every file; those that tell of others come after them."""
    zh, en = Words("zh", tables.book), Words("en", tables.book)
    n = len(tables.reports())
    title = study.title or f"{zh('package.title', n=n)} · {en('package.title', n=n)}"
    names = tables.names()
    for done, name in enumerate(names, start=1):
        to.stream(described.csv_name(name), described.csv_of(tables, name))
        to.copy(described.parquet_name(name), tables.folder / f"{name}.parquet")
        if progress:
            progress(name, done, len(names))
    for beside in (STATE, "codebook.json"):
        if (tables.folder / beside).is_file():
            to.copy(f"data/parquet/{beside}", tables.folder / beside)
    given.add(raw, tables, inputs, to)
    facts = {words.language: list(_facts(tables, inputs, words)) for words in (zh, en)}
    both = [
        (name if name == other else f"{name} · {other}", told)
        for (name, told), (other, _) in zip(facts["zh"], facts["en"], strict=True)
    ]
    for name, content in _codebook(tables, title, both):
        to.add(name, content)
    for name, content in scores.files(tables, inputs.review):
        to.add(name, content)
    environment.add(to, tables.edition, set(tables.frame("reports")["format"]))
    to.add(REBUILD, msgspec.json.format(msgspec.json.encode(given.arguments(tables, inputs))))
    for script in (SCRIPT, READER):
        to.copy(script, HERE / script)
    made_by = cited.Made(study, title, tables.edition, to.entries[cited.LISTED].digest)
    to.add("CITATION.cff", cited.as_cff(made_by))
    to.add("CITATION.bib", cited.as_bibtex(made_by))
    citing = {"chinese": cited.in_chinese(made_by), "english": cited.in_english(made_by)}
    for language, words in (("", en), (".zh", zh)):
        stated = {"title": title, "facts": _listed(facts[words.language])}
        told: dict[str, object] = {**tables.edition, **stated, **citing, **_counts(tables)}
        to.add(f"README{language}.md", words("package.readme", **told).encode())
    to.add("datapackage.json", described.as_bytes(described.descriptor(tables, study, title, to)))
    made = crate.metadata(study, title, tables.edition, _day(tables), to.entries)
    to.add(crate.CRATE, described.as_bytes(made))
    to.sign()


def _codebook(
    tables: Tables, title: str, facts: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, bytes]]:
    book = indicators(tables.book)
    for form in ("yaml", "json", "xlsx"):
        yield f"codebook/indicators.{form}", as_bytes(book, form)
    yield "codebook/codebook.html", codebook(tables, title, facts)
    rows = [(name, *row) for name, columns in dictionary(tables).items() for row in columns]
    yield "codebook/columns.csv", as_csv(Sheet("columns", COLUMN_HEADS, rows))


def _facts(tables: Tables, inputs: Inputs, words: Words) -> Iterator[tuple[str, str]]:
    """Versions, digests, counts and how a sample was drawn, each with its name."""
    yield from (
        ("fazhi", tables.edition["fazhi"]),
        ("code", tables.edition["code"]),
        ("codebook", tables.edition["codebook"]),
        ("codebook (sha256)", tables.book.digest),
    )
    for name, n in _counts(tables).items():
        yield words(f"package.count.{name}"), str(n)
    for folder in given.samples(inputs.review):
        sample = kept(folder).sample
        told = {"n": sample.n, "seed": sample.seed, "of": sum(sample.sizes.values())}
        said = words("package.sample.told", **told)
        if sample.indicator:
            said = words("list.comma").join((said, words.indicator(sample.indicator)))
        yield words("package.sample"), said


def _counts(tables: Tables) -> dict[str, int]:
    reports = tables.frame("reports")
    return {
        "reports": reports.height,
        "failures": tables.frame("failures").height,
        "incomplete": reports.filter(complete=False).height,
        "quantities": tables.frame("quantities").height,
        "uncoded": tables.frame("quantities")["indicator"].null_count(),
        "corrections": tables.frame("corrections").height,
        "annotated": tables.frame("evaluation")["report_id"].n_unique(),
    }


def _listed(facts: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"- {name}: {told}" for name, told in facts)


def _day(tables: Tables) -> str:
    """The day on which the tables were written."""
    written = (tables.folder / STATE).stat().st_mtime
    return datetime.fromtimestamp(written, UTC).date().isoformat()
