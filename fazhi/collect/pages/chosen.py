"""Which of the documents on a cover, or in a packed folder, are reports, and what each is called.

Where many towns' reports hang on one page none may be lost: whatever is a document is taken for a
report unless its name says that it is something else, and what is left is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.collect.kept.names import LONGEST, apart, safe
from fazhi.collect.pages.book import collecting, expressions
from fazhi.reading.archives.packed import NO_FOLDERS
from fazhi.reading.reader import endings


class Report(NamedTuple):
    """A file for a build.

    Args:
        label: what it is called among several, without ending.
        ending: of its name.
        body: its bytes; none where `code` is why they did not come out of a packed folder.
        parts: the files of captures that it is made of.
        published: the day, where the page that leads to it states one.
        inside: the name within the packed folder it lies in, with that folder's address.
        words: of the link that led to it.
    """

    label: str
    ending: str
    body: bytes
    parts: tuple[str, ...]
    published: str = ""
    inside: tuple[str, str] | None = None
    words: str = ""
    code: str = ""


class Sorted(NamedTuple):
    """The reports among what came, the documents beside them that are none, and what is left."""

    reports: list[Report]
    beside: list[Report]
    left: list[Report]


def label_inside(name: str, book: Codebook) -> str:
    """What a file in a packed folder is called: its folders, for they name towns, and its name.

    Folders that only tell a form (`word/`, `pdf/`) are left out, and the outer where it is long.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    says_nothing, ending = expressions(book).says_nothing, expressions(book).document
    folders = [
        one
        for one in (ending.sub("", each) for each in path.parts[:-1])
        if one not in NO_FOLDERS and not one.endswith(":") and not says_nothing.search(one)
    ]
    parts = [*folders, path.stem]
    while len(parts) > 1 and len("-".join(parts).encode()) > LONGEST:
        parts = parts[1:]
    return safe("-".join(parts)) or "file"


def chosen(documents: Sequence[Report], book: Codebook) -> Sorted:
    """Of documents those that are reports, each in the form that reads best.

    Forms of one document that read less well are neither: they are kept as they came.
    """
    order = collecting(book).documents
    best: dict[tuple[str, str], Report] = {}
    whole = [one for one in documents if not one.code]
    left = [one for one in documents if one.code]
    beside = [one for one in whole if one.ending not in endings()]
    for one in _with_towns([one for one in whole if one.ending in endings()], book):
        key = ("".join(one.label.split()), _cut_of(one))
        known = best.get(key)
        if known is None or _rank(one, order) < _rank(known, order):
            best[key] = one
    found = list(best.values())
    no_report = expressions(book).no_report
    reports = [one for one in found if one.ending in order and not no_report.search(one.label)]
    # Where nothing tells, all may be reports.
    reports = reports or found
    beside += [one for one in found if one not in reports]
    return Sorted(_told_apart(reports), beside, left)


def _cut_of(one: Report) -> str:
    """The whole name in a packed folder, without its ending, where the label is cut short."""
    is_cut = one.inside and len(one.label.encode()) > LONGEST - 4
    return one.inside[0].rpartition(".")[0] if one.inside and is_cut else ""


def _with_towns(documents: Sequence[Report], book: Codebook) -> list[Report]:
    """Documents that servers call alike, under the words of their links where those differ."""
    known = expressions(book)

    def words_of(one: Report) -> str:
        words = safe(known.document.sub("", one.words))
        return "" if known.says_nothing.search(words) else words

    words: dict[str, set[str]] = {}
    for one in documents:
        words.setdefault(one.label, set()).update(filter(None, [words_of(one)]))
    return [
        one._replace(label=safe(f"{words_of(one)}.{one.label}"))
        if len(words[one.label]) > 1 and words_of(one)
        else one
        for one in documents
    ]


def _told_apart(reports: Sequence[Report]) -> list[Report]:
    """The reports, none with a name that another has."""
    times = Counter((one.label.casefold(), one.ending) for one in reports)
    return [
        one._replace(label=apart(one.label, one.inside[0] if one.inside else one.parts[0]))
        if times[one.label.casefold(), one.ending] > 1
        else one
        for one in reports
    ]


def _rank(one: Report, order: Sequence[str]) -> int:
    return order.index(one.ending) if one.ending in order else len(order)
