"""`ro-crate-metadata.json`: who made what, with which program, of what (RO-Crate 1.1).

It follows the profile Process Run Crate: one action whose instrument is the program, whose objects
are the reports (their list where they are not in the package) and whose results are the tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from fazhi.publish.package.archive import Entry
from fazhi.publish.package.study import Author, Study

CRATE = "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.1/context"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
SPDX = "https://spdx.org/licenses/"
KINDS: Mapping[str, str] = {
    ".csv": "text/csv", ".parquet": "application/vnd.apache.parquet", ".json": "application/json",
    ".yaml": "application/yaml", ".html": "text/html", ".md": "text/markdown",
    ".py": "text/x-python", ".txt": "text/plain", ".cff": "application/yaml",
    ".bib": "application/x-bibtex", ".R": "text/x-r-source",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
PROGRAM, ACTION, ROOT = "#fazhi", "#build", "./"


def metadata(
    study: Study, title: str, edition: Mapping[str, str], day: str, entries: Mapping[str, Entry]
) -> dict[str, Any]:
    """The whole crate; every file of the archive is an entity with size and digest."""
    files = [_file(name, entry) for name, entry in sorted(entries.items())]
    people = [_person(number, one) for number, one in enumerate(study.authors, start=1)]
    root: dict[str, Any] = {
        "@id": ROOT,
        "@type": "Dataset",
        "name": title,
        "description": study.description or title,
        "datePublished": study.date or day,
        "conformsTo": {"@id": PROFILE},
        "hasPart": _ids(files),
        "mentions": {"@id": ACTION},
    }
    if people:
        root["author"] = _ids(people)
    licence = []
    if study.licence:
        licence = [{"@id": SPDX + study.licence, "@type": "CreativeWork", "name": study.licence}]
        root["license"] = {"@id": SPDX + study.licence}
    return {
        "@context": CONTEXT,
        "@graph": [_self(), root, *_run(edition, entries), *people, *licence, *files],
    }


def _self() -> dict[str, Any]:
    return {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": ROOT},
    }


def _run(edition: Mapping[str, str], entries: Mapping[str, Entry]) -> list[dict[str, Any]]:
    raw = [name for name in sorted(entries) if name.startswith("raw/")] or ["raw.csv"]
    made = [name for name in sorted(entries) if name.startswith("data/parquet/")]
    return [
        {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
        {
            "@id": PROGRAM,
            "@type": "SoftwareApplication",
            "name": "fazhi",
            "softwareVersion": edition["fazhi"],
            "identifier": f"code {edition['code']}, codebook {edition['codebook']}",
        },
        {
            "@id": ACTION,
            "@type": "CreateAction",
            "name": "fazhi build",
            "instrument": {"@id": PROGRAM},
            "object": [{"@id": _address(name)} for name in raw],
            "result": [{"@id": name} for name in made],
        },
    ]


def _file(name: str, entry: Entry) -> dict[str, Any]:
    told = {
        "@id": _address(name),
        "@type": "File",
        "name": PurePosixPath(name).name,
        "contentSize": str(entry.size),
        "sha256": entry.digest,
    }
    kind = KINDS.get(PurePosixPath(name).suffix)
    return {**told, "encodingFormat": kind} if kind else told


def _address(name: str) -> str:
    """A path as an address: blanks and signs are written out, Chinese stays."""
    return "".join(quote(one) if one.isascii() else one for one in name)


def _person(number: int, one: Author) -> dict[str, Any]:
    told = {
        "@id": one.orcid or f"#author-{number}",
        "@type": "Organization" if one.name else "Person",
        "name": one.full,
        "familyName": "" if one.name else one.family,
        "givenName": "" if one.name else one.given,
        "affiliation": one.affiliation,
    }
    return {name: value for name, value in told.items() if value}


def _ids(entities: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"@id": str(one["@id"])} for one in entities]
