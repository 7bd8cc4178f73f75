"""How the tables are cited: as CITATION.cff, as BibTeX, and in words by GB/T 7714 and in English.

Each names version and digests of the program that made them, and the digest of the file that lists
those of all tables, so that two states of one study are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import yaml

from fazhi.publish.package.study import UNKNOWN, Author, Study

PROGRAM = "fazhi: Chinese annual reports on rule-of-law government as tables"
MAKERS = "The fazhi authors"
# The file whose digest is told; it lists those of all tables.
LISTED = "data/parquet/state.json"
# GB/T 7714 names three authors, then 等.
NAMED = 3
HAN = re.compile(r"[\u3400-\u9fff]")
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


class Made(NamedTuple):
    """The study, its title, the edition of the program, and the digest of `LISTED`."""

    study: Study
    title: str
    edition: Mapping[str, str]
    digest: str

    @property
    def by(self) -> str:
        """The program with its version and digests."""
        told = self.edition
        return f"fazhi {told['fazhi']} (code {told['code']}, codebook {told['codebook']})"

    @property
    def whole(self) -> str:
        """The digest of the tables."""
        return f"sha256:{self.digest}"


def as_cff(made: Made) -> bytes:
    """`CITATION.cff` of the tables: who made them, and with which version of the program."""
    study = made.study
    told: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use these tables, please cite them and the program that made them.",
        "type": "dataset",
        "title": made.title,
        "authors": [_person(one) for one in study.authors] or [{"name": UNKNOWN}],
    }
    stated = {
        "abstract": study.description,
        "version": study.version,
        "doi": study.doi,
        "date-released": study.date,
        "license": study.licence,
        "keywords": list(study.keywords),
    }
    told |= {name: value for name, value in stated.items() if value}
    identifies = f"digest of {LISTED}, which lists those of all tables"
    told["identifiers"] = [{"type": "other", "value": made.whole, "description": identifies}]
    program = {
        "type": "software",
        "title": PROGRAM,
        "authors": [{"name": MAKERS}],
        "version": made.edition["fazhi"],
        "license": "MIT",
        "notes": made.by,
    }
    told["references"] = [program]
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=100).encode()


def as_bibtex(made: Made) -> bytes:
    """`CITATION.bib`: the tables and the program, for BibTeX and biblatex alike."""
    study = made.study
    tables = {
        "author": " and ".join(map(_in_bibtex, study.authors)) or f"{{{UNKNOWN}}}",
        "title": f"{{{_escaped(made.title)}}}",
        "year": study.date[:4],
        "howpublished": "Data set",
        "version": _escaped(study.version),
        "doi": study.doi,
        "note": _escaped(f"{made.whole}; made with {made.by}"),
    }
    program = {
        "author": f"{{{MAKERS}}}",
        "title": f"{{{PROGRAM}}}",
        "howpublished": "Computer program",
        "version": made.edition["fazhi"],
        "note": _escaped(made.by),
    }
    entries = (("tables", tables), ("fazhi", program))
    return "\n".join(_entry(key, told) for key, told in entries).encode()


def _entry(key: str, told: Mapping[str, str]) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in told.items() if value)
    return f"@misc{{{key},\n{fields}}}\n"


def _in_bibtex(one: Author) -> str:
    if one.name or not (one.family and one.given):
        return f"{{{_escaped(one.full)}}}"
    return f"{_escaped(one.family)}, {_escaped(one.given)}"


def _escaped(words: str) -> str:
    return "".join(SPECIAL.get(sign, sign) for sign in words)


def in_chinese(made: Made) -> str:
    """The tables as GB/T 7714—2015 writes a data set."""
    study = made.study
    people = [_by_standard(one) for one in study.authors[:NAMED]]
    others = ["等"] if len(study.authors) > NAMED else []
    version = f"{study.version}版" if study.version else ""
    parts = ["，".join([*people, *others]) or "佚名", f"{made.title}[DS]", version, study.date]
    rest = f"{made.whole}. 由 {made.by} 生成"
    return f"{_joined([*parts, rest])}.{_doi(study)}"


def _by_standard(one: Author) -> str:
    """A name as the standard writes it: the family's in capitals, initials behind it."""
    if one.name or HAN.search(one.family) or not one.given:
        return one.full
    initials = " ".join(part[0].upper() for part in re.split(r"[\s-]+", one.given) if part)
    return f"{one.family.upper()} {initials}"


def in_english(made: Made) -> str:
    """The same in English."""
    study = made.study
    people = [one.full for one in study.authors]
    version = f"Version {study.version}" if study.version else ""
    parts = [", ".join(people) or UNKNOWN, f"{made.title} [Data set]", version, study.date]
    return f"{_joined([*parts, f'{made.whole}. Made with {made.by}'])}.{_doi(study)}"


def _joined(parts: Sequence[str]) -> str:
    return ". ".join(part for part in parts if part)


def _doi(study: Study) -> str:
    return f" DOI: {study.doi}." if study.doi else ""


def _person(one: Author) -> dict[str, str]:
    told = {
        "name": one.name,
        "family-names": "" if one.name else one.family,
        "given-names": "" if one.name else one.given,
        "orcid": one.orcid,
        "affiliation": "" if one.name else one.affiliation,
    }
    return {name: value for name, value in told.items() if value}
