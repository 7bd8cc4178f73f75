"""Reports put where a build reads them; what is the user's own is never touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from fazhi.captures import Capture
from fazhi.codebook.book import Codebook
from fazhi.collect.kept.folder import digest
from fazhi.collect.kept.journal import Placed
from fazhi.collect.kept.ledger import Ledger
from fazhi.collect.kept.names import apart, ending_in
from fazhi.collect.listed import Wanted
from fazhi.collect.pages.chosen import Report
from fazhi.collect.pages.reports import label_of, reports_of
from fazhi.collect.pages.walk import Got, stem_of_row
from fazhi.collect.pages.whose import Whose, is_another, whose, without_others
from fazhi.pipeline.manifest import COLUMNS


class Put(NamedTuple):
    """What came of putting reports in place: names, as `journal.Finished` tells them."""

    differing: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


def put_in_place(wanted: Wanted, got: Sequence[Got], ledger: Ledger, book: Codebook) -> Put:
    """Put the reports of a listed address into the folder; what differs from ours is told.

    What lay there for the address before and was an earlier form of one of its reports is taken
    away, if it is still as we put it: its bytes lie in `captures` all the same. Another article
    that lay there stays, and is told.
    """
    found, others, left = reports_of(got, lambda file: ledger.folder.read(file) or b"", book)
    for one in left:
        _tell_inside(wanted, one, "", ledger)
    if not found:
        return Put()
    beside = tuple("#".join((one.parts[0], *(one.inside or ())[:1])) for one in others)
    mine = ("", wanted.address)
    own = [one for one in found if any(ledger.owner_of(part) in mine for part in one.parts)]
    formers = _Formers(wanted.address, found, ledger, book)
    stem = stem_of_row(got)
    differing: list[str] = []
    names: set[str] = set()
    for one in own:
        file = f"{stem}{label_of(one, len(own) > 1, book)}.{one.ending}"
        stated = _stated(wanted, got, one, ledger)
        if formers.has_another(one):
            stated = without_others(stated, formers.whose(one.body, one.ending))
        name = _placed(file, one, stated, formers)
        names.add(name or file)
        differing += [] if name else [file]
        _tell_inside(wanted, one, name or "", ledger)
    return Put(tuple(differing), beside, tuple(formers.taken_away(names)))


class _Formers:
    """What earlier runs put in place for an address, held against what it leads to now."""

    def __init__(
        self, address: str, found: Sequence[Report], ledger: Ledger, book: Codebook
    ) -> None:
        self.address, self.ledger = address, ledger
        self._found = found
        self._before = ledger.places_of(address)
        self.whose: Callable[[bytes, str], Whose] = lru_cache(None)(
            lambda body, ending: whose(body, ending, book)
        )

    def has_another(self, one: Report) -> bool:
        """Whether another article was put in place for this address before."""
        sha256 = digest(one.body)
        return any(
            former.sha256 != sha256 and self.is_another(former, one) for former in self._before
        )

    def is_another(self, former: Placed, one: Report) -> bool:
        """Whether a report is another than the one put in place; false where that is edited."""
        there = self.ledger.folder.read(former.file)
        if there is None or there == one.body or digest(there) != former.sha256:
            return False
        known = self.whose(there, ending_in(former.file))
        return is_another(known, self.whose(one.body, one.ending))

    def taken_away(self, names: set[str]) -> Iterator[str]:
        """Take away earlier forms of what lies under `names` now; gives what stays beside it."""
        for former in self._before:
            if former.file in names:
                continue
            if all(self.is_another(former, one) for one in self._found):
                yield former.file
            else:
                _take_away(former, self.ledger)


def _placed(file: str, one: Report, stated: dict[str, str], formers: _Formers) -> str | None:
    """Put one report under its name, or one like it; null where a file of the user's lies there."""
    sha256, address, ledger = digest(one.body), formers.address, formers.ledger
    for name in _ways(file, address, sha256):
        there = ledger.folder.read(name)
        known = ledger.placed.get(name)
        is_ours = known is not None and known.address == address
        if known is not None and known.sha256 and not is_ours:
            continue
        if known is not None and is_ours and known.sha256 and formers.is_another(known, one):
            continue
        if there is None or (is_ours and known and digest(there) == known.sha256):
            if there != one.body:
                ledger.folder.write(name, one.body)
        elif there != one.body:
            return None
        placed = Placed(name, sha256, address, one.parts, stated)
        if known != placed:
            ledger.add(placed)
        return name
    return None


def _ways(file: str, *marks: str) -> Iterator[str]:
    """The name, then the same told apart by each mark."""
    path = PurePosixPath(file)
    yield file
    for mark in marks:
        yield apart(path.stem, mark) + path.suffix


def _take_away(former: Placed, ledger: Ledger) -> None:
    there = ledger.folder.read(former.file)
    if there is not None and digest(there) == former.sha256:
        ledger.folder.remove(former.file)
    if there is None or digest(there) == former.sha256:
        ledger.add(Placed(former.file, "", former.address))


def _stated(wanted: Wanted, got: Sequence[Got], one: Report, ledger: Ledger) -> dict[str, str]:
    """What the manifest says of a report: the list's words, where it came from, when, its day.

    The time is that at which these bytes came first: asking again changes nothing about them.
    """
    stated = {name: value for name, value in wanted.stated.items() if name in COLUMNS}
    stated.pop("file", None)
    stated["source_url"] = wanted.address
    capture = next((each.capture for each in got if each.capture.file == one.parts[0]), None)
    first = ledger.held_under(capture.sha256) if capture is not None else None
    if capture is not None and first is not None:
        stated["final_url"] = capture.reached
        stated["captured_at"] = first.at
        stated["captured_sha256"] = digest(one.body)
    if one.published:
        stated.setdefault("published_date", one.published)
    return stated


def _tell_inside(wanted: Wanted, one: Report, name: str, ledger: Ledger) -> None:
    """A line of proof for a file out of a packed folder."""
    if one.inside is None:
        return
    inner, folder = one.inside
    around = ledger.now.get(folder)
    address = f"{folder}#{inner}"
    if around is None or address in ledger.now:
        return
    ledger.take(
        Capture(
            run=ledger.run,
            row=wanted.row,
            asked=address,
            reached=address,
            parent=folder,
            role="inside",
            link=inner,
            state="refused" if one.code else around.state,
            code=one.code,
            at=around.at,
            size=len(one.body),
            sha256="" if one.code else digest(one.body),
            file="" if one.code else around.file,
            report=name,
        )
    )
