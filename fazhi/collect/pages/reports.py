"""Which of the files that came for an address are the report, and in what form a build reads it.

A page that is only a cover is none, its attachment is; of the same document in several forms one
is taken; an article of several pages is put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from fazhi.codebook.book import Codebook
from fazhi.collect.kept.names import ending_in, stem_in
from fazhi.collect.kept.saved import Leaf, as_one_file
from fazhi.collect.pages.book import collecting, expressions
from fazhi.collect.pages.chosen import Report, Sorted, chosen, is_of_programs, label_inside
from fazhi.collect.pages.walk import TOO_MANY, Got, goes_on, main_of
from fazhi.errors import ReadError
from fazhi.reading.limits import Limits, within
from fazhi.reading.zipped import Package, files_in

MOST_INSIDE = 1_000
Read = Callable[[str], bytes]


def reports_of(got: Sequence[Got], read: Read, book: Codebook) -> Sorted:
    """The reports among what came for one listed address; none where nothing is one."""
    main = main_of(got)
    if main is None:
        return Sorted([], [], [])
    if main.found is None:
        return chosen(list(_documents([main], main, read, book)), book)
    found = main.found
    attached = _of(got, "attachment")
    if not found.code and not (found.elsewhere and attached):
        return Sorted([_page(main, got, read)], [], [])
    if found.code == "framed_page":
        frames = [one for one in _of(got, "frame") if one.found and not one.found.code]
        if frames:
            return Sorted([_together([main, *frames], read)], [], [])
    return chosen(list(_documents(attached, main, read, book)), book)


def _of(got: Sequence[Got], role: str) -> list[Got]:
    return [one for one in got if one.link.role == role and one.capture.file]


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
            for name, inner, code in _inside(body):
                place = (name, one.capture.asked)
                label = label_inside(name, book)
                yield Report(label, ending_in(name), inner, (file,), day, place, code=code)
        elif one.found is None:
            label = stem_in(file).removeprefix(stem).removeprefix(".")
            yield Report(label, ending, body, (file,), day, words=one.link.words)


def _inside(packed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Names and bytes of the files in a packed folder, and why there are none of one.

    A folder that cannot be opened holds nothing.
    """
    with within(Limits()):
        try:
            package = Package(packed)
        except ReadError:
            return
        # Names as stored are asked for, names as meant are shown.
        stored = [name for name in package.names() if not name.endswith("/")]
        meant = files_in(packed)
        for at, name in enumerate(stored):
            body, code = b"", TOO_MANY if at >= MOST_INSIDE else ""
            try:
                body = (package.read(name) if not code else None) or b""
            except ReadError:
                code = "not_unpacked"
            told = _meant(name, meant)
            if (body or code) and not is_of_programs(told):
                yield told, body, code


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


def label_of(one: Report, several: bool, book: Codebook) -> str:
    """What stands behind the row's stem in a file's name, with a dot before it; empty for one."""
    says_nothing = not one.label or expressions(book).says_nothing.search(one.label)
    return "" if not several or (says_nothing and not one.label) else f".{one.label}"
