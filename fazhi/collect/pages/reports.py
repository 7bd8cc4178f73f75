"""Which of the files that came for an address are the report, and in what form a build reads it.

A page that is only a cover is none, its attachment is; of the same document in several forms one
is taken; an article of several pages is put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.collect.kept.names import ending_in, safe, stem_in
from fazhi.collect.kept.saved import Leaf, as_one_file
from fazhi.collect.pages.book import collecting, expressions
from fazhi.collect.pages.walk import Got, goes_on
from fazhi.errors import ReadError
from fazhi.reading.limits import Limits, within
from fazhi.reading.reader import endings
from fazhi.reading.zipped import Package, files_in

MOST_INSIDE = 200
Read = Callable[[str], bytes]


class Report(NamedTuple):
    """A file for a build.

    Args:
        label: what it is called among several, without ending.
        ending: of its name.
        body: its bytes.
        parts: the files of captures that it is made of.
        published: the day, where the page that leads to it states one.
        inside: the name within the packed folder it lies in, with that folder's address.
    """

    label: str
    ending: str
    body: bytes
    parts: tuple[str, ...]
    published: str = ""
    inside: tuple[str, str] | None = None


def reports_of(got: Sequence[Got], read: Read, book: Codebook) -> list[Report]:
    """The reports among what came for one listed address; none where nothing is one."""
    main = next((one for one in reversed(_of(got, "page")) if not _leads_on(one)), None)
    if main is None:
        return []
    if main.found is None:
        return [one for one in _documents([main], main, read, book) if _is_readable(one)]
    found = main.found
    attached = _of(got, "attachment")
    if not found.code and not (found.elsewhere and attached):
        return [_page(main, got, read)]
    if found.code == "framed_page":
        frames = [one for one in _of(got, "frame") if one.found and not one.found.code]
        if frames:
            return [_together([main, *frames], read)]
    return _chosen(list(_documents(attached, main, read, book)), found.title, book)


def _of(got: Sequence[Got], role: str) -> list[Got]:
    return [one for one in got if one.link.role == role and one.capture.file]


def _leads_on(one: Got) -> bool:
    return one.found is not None and bool(one.found.onward)


def _page(main: Got, got: Sequence[Got], read: Read) -> Report:
    """The page, with the other pages of its article."""
    later = [one for one in _of(got, "later_page") if goes_on(one.found, main.found)]
    if later:
        return _together([main, *later], read)
    file = main.capture.file
    return Report("", ending_in(file), read(file), (file,))


def _together(pages: Sequence[Got], read: Read) -> Report:
    """Pages in one file, each under the address by which another links it."""
    linked = {
        one.found.following: one.found.linked for one in pages if one.found and one.found.following
    }
    leaves = [
        Leaf(linked.get(one.capture.asked, one.capture.asked), read(one.capture.file))
        for one in pages
    ]
    return Report("", "mhtml", as_one_file(leaves), tuple(one.capture.file for one in pages))


def _documents(got: Sequence[Got], main: Got, read: Read, book: Codebook) -> Iterator[Report]:
    """Each document that hangs on a page, and each in a packed folder."""
    stem = stem_in(main.capture.file)
    day = main.found.published if main.found else ""
    for one in got:
        file = one.capture.file
        body, ending = read(file), ending_in(file)
        if ending in collecting(book).packed:
            for name, inner in _inside(body):
                label = safe(PurePosixPath(name.replace("\\", "/")).stem) or "file"
                place = (name, one.capture.asked)
                yield Report(label, ending_in(name), inner, (file,), day, place)
        elif one.found is None:
            label = stem_in(file).removeprefix(stem).removeprefix(".")
            yield Report(label, ending, body, (file,), day)


def _inside(packed: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the files in a packed folder; what cannot be unpacked is passed over."""
    with within(Limits()):
        try:
            package = Package(packed)
        except ReadError:
            return
        # Names as stored are asked for, names as meant are shown.
        stored = [name for name in package.names() if not name.endswith("/")][:MOST_INSIDE]
        meant = files_in(packed)
        for name in stored:
            try:
                body = package.read(name)
            except ReadError:
                continue
            if body:
                yield _meant(name, meant), body


def _meant(name: str, meant: Sequence[str]) -> str:
    """The name in its right encoding: the one that the same bytes stand for."""
    if name in meant:
        return name
    try:
        stored = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    encoded = ((one, code) for one in meant for code in ("gb18030", "utf-8"))
    return next((one for one, code in encoded if one.encode(code, "ignore") == stored), name)


def _is_readable(one: Report) -> bool:
    return one.ending in endings()


def _chosen(documents: Sequence[Report], title: str, book: Codebook) -> list[Report]:
    """Of the documents of a cover those that are the report, each in the form that reads best."""
    order = collecting(book).documents
    best: dict[str, Report] = {}
    for one in documents:
        if not _is_readable(one):
            continue
        key = "".join(one.label.split())
        known = best.get(key)
        if known is None or _rank(one, order) < _rank(known, order):
            best[key] = one
    named = [one for one in best.values() if "报告" in one.label or (title and title in one.label)]
    # A table beside the report is none; where nothing tells, all may be.
    return named or list(best.values())


def _rank(one: Report, order: Sequence[str]) -> int:
    return order.index(one.ending) if one.ending in order else len(order)


def label_of(one: Report, several: bool, book: Codebook) -> str:
    """What stands behind the row's stem in a file's name, with a dot before it; empty for one."""
    says_nothing = not one.label or expressions(book).says_nothing.search(one.label)
    return "" if not several or (says_nothing and not one.label) else f".{one.label}"
