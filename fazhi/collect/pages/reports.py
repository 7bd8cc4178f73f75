"""Which of the files that came for an address are the report, and in what form a build reads it.

A page that is only a cover is none, its attachment is; of the same document in several forms one
is taken; an article of several pages is put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from fazhi.codebook.book import Codebook
from fazhi.collect.kept.names import ending_in, stem_in
from fazhi.collect.pages.book import collecting, expressions
from fazhi.collect.pages.chosen import Report, Sorted, chosen, label_inside
from fazhi.collect.pages.walk import Got, goes_on, main_of
from fazhi.reading.archives.packed import files_inside
from fazhi.reading.formats.mhtml import FRAMES_BESIDE
from fazhi.reading.limits import Limits, within
from fazhi.reading.saved.one_file import Leaf, as_one_file

Read = Callable[[str], bytes]


def reports_of(got: Sequence[Got], read: Read, book: Codebook) -> Sorted:
    """The reports among what came for one listed address; none where nothing is one."""
    main = main_of(got)
    if main is None:
        return Sorted([], [], [])
    if main.found is None:
        return chosen(list(_documents([main], main, read, book)), book)
    found, frames = main.found, _frames(got)
    attached = _of(got, "attachment")
    if not found.code and not (found.elsewhere and attached):
        return Sorted([_page(main, got, read)], [], [])
    if found.code == "framed_page" and any(one.found and not one.found.code for one in frames):
        return Sorted([_together([main, *frames], read)], [], [])
    return chosen(list(_documents(attached, main, read, book)), book)


def _of(got: Sequence[Got], role: str) -> list[Got]:
    return [one for one in got if one.link.role == role and one.capture.file]


def _frames(got: Sequence[Got]) -> list[Got]:
    """What is shown in frames, also what holds no text: else it would count as wanting."""
    return [
        one
        for one in _of(got, "frame")
        if one.found is not None and (not one.found.code or one.found.code in FRAMES_BESIDE)
    ]


def _page(main: Got, got: Sequence[Got], read: Read) -> Report:
    """The page, with the other pages of its article, and what stands in frames among its text."""
    later = [one for one in _of(got, "later_page") if goes_on(one.found, main.found)]
    beside = [*later, *_frames(got)]
    if beside:
        return _together([main, *beside], read)
    file = main.capture.file
    return Report("", ending_in(file), read(file), (file,))


def _together(pages: Sequence[Got], read: Read) -> Report:
    """Pages in one file, each under the address by which another links it."""
    linked: dict[str, str] = {}
    for one in pages:
        if one.found is not None:
            linked |= {each.address: each.words for each in one.found.frames}
            linked |= {one.found.following: one.found.linked}
    leaves = []
    for at, one in enumerate(pages):
        # The first page is known by where it was in the end, others by where they were sought.
        known = one.capture.asked if not at else (*one.link.chain, one.capture.asked)[0]
        leaves.append(Leaf(linked.get(known, known), read(one.capture.file)))
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
        elif one.found is None or not one.found.code:
            label = stem_in(file).removeprefix(stem).removeprefix(".")
            yield Report(label, ending, body, (file,), day, words=one.link.words)


def _inside(packed: bytes) -> list[tuple[str, bytes, str]]:
    with within(Limits()):
        return list(files_inside(packed))


def label_of(one: Report, several: bool, book: Codebook) -> str:
    """What stands behind the row's stem in a file's name, with a dot before it; empty for one."""
    says_nothing = not one.label or expressions(book).says_nothing.search(one.label)
    return "" if not several or (says_nothing and not one.label) else f".{one.label}"
