"""An archive opened: the pages and documents in it, what was passed over, what is broken."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BufferedIOBase
from pathlib import Path
from typing import cast
from urllib.parse import urljoin

import msgspec

from fazhi.errors import ReadError, Telling, internal_error
from fazhi.language.printable import printable
from fazhi.reading.archives.chosen import (
    KINDS,
    is_report_like,
    lies_where_pages_do,
    may_be_inside,
    may_be_report,
)
from fazhi.reading.archives.naming import apart, path_inside, path_of
from fazhi.reading.archives.packed import files_inside, is_folder
from fazhi.reading.archives.records import Record, Records
from fazhi.reading.faults import ZIP_START, corrupt
from fazhi.reading.limits import Limits, within
from fazhi.reading.sent_name import sent_name
from fazhi.reading.zipped import ZIP_ERRORS

# Where a WACZ (a ZIP) keeps its records.
INSIDE, INSIDE_ENDINGS = "archive/", (".warc", ".warc.gz")
MOST_MEMBERS = 200_000
MOST_BYTES = 20_000_000_000
REDIRECTS = frozenset({301, 302, 303, 307, 308})

EMPTY = ReadError("the web archive is empty", hint="Copy it again.", code="empty")

Keep = Callable[[str, bytes], object]


class Member(msgspec.Struct, frozen=True):
    """A page or document in an archive.

    Args:
        path: its path in the folder that the archive is.
        content: SHA-256 of its content.
        address: where it lay.
        captured: when it was fetched, as the archive writes it.
        asked: the address that was asked first, where the server led on; else empty.
        payload: the digest by which other records refer to it, as the archive writes it.
    """

    path: str
    content: str
    address: str
    captured: str
    asked: str = ""
    payload: str = ""


class Again(msgspec.Struct, frozen=True):
    """A record that says that a page was still the same, without its content (a revisit)."""

    path: str
    address: str
    captured: str
    payload: str
    refers: str


class Broken(msgspec.Struct, frozen=True):
    """What of an archive cannot be had: the whole from some place on (`path` empty), or a page."""

    path: str
    code: str
    message: str
    hint: str


class Opened(msgspec.Struct, frozen=True):
    """All that is known of an archive, its contents apart.

    Args:
        members: pages and documents, in the order of the archive.
        again: captures that refer to an earlier one.
        broken: what cannot be had.
        passed: addresses of pages that were passed over, as answers that are no page.
        records: how many records it has.
    """

    members: tuple[Member, ...]
    again: tuple[Again, ...]
    broken: tuple[Broken, ...]
    passed: tuple[str, ...]
    records: int


def opened(file: Path, keep: Keep, limits: Limits | None = None) -> Opened:
    """Read an archive to its end; what cannot be read is in the answer, and no error.

    Args:
        file: the archive, of any size.
        keep: called with the SHA-256 and the content of each page and document.
        limits: what one record may cost.
    """
    told = _Told(keep, limits or Limits())
    try:
        for stream in _streams(file):
            told.take(stream)
    except ReadError as error:
        told.broken.append(_broken("", error))
    except OSError as error:
        unreadable = ReadError(
            f"the web archive cannot be read ({error.strerror})",
            hint="Check that you may read it.",
            code="unreadable",
        )
        told.broken.append(_broken("", unreadable))
    return told.answer()


def _streams(file: Path) -> Iterator[BufferedIOBase]:
    """What records are read from: the file, or the archives that a WACZ packs."""
    with file.open("rb") as stream:
        start = stream.read(len(ZIP_START))
        stream.seek(0)
        if start != ZIP_START:
            yield stream
            return
        try:
            packed = zipfile.ZipFile(stream)
            names = [one for one in packed.namelist() if one.startswith(INSIDE)]
        except (*ZIP_ERRORS, UnicodeDecodeError) as error:
            raise corrupt() from error
        for name in sorted(names):
            if name.lower().endswith(INSIDE_ENDINGS):
                try:
                    inner = packed.open(name)
                except ZIP_ERRORS as error:
                    raise corrupt() from error
                with inner:
                    yield cast("BufferedIOBase", inner)


class _Told:
    """What has been learned of an archive so far."""

    def __init__(self, keep: Keep, limits: Limits) -> None:
        self._keep, self._limits = keep, limits
        self._members: dict[str, Member] = {}
        self._taken: set[str] = set()
        self._again: list[Again] = []
        self._passed: list[str] = []
        # Where servers led on to: the address asked, by the one that was reached.
        self._led: dict[str, str] = {}
        self._bytes = self._records = 0
        self.broken: list[Broken] = []
        # Pages that did not come whole, by their addresses: another capture may be.
        self._torn: list[tuple[str, Broken]] = []

    def take(self, stream: BufferedIOBase) -> None:
        """All records of a stream; raises `ReadError` where it is broken."""
        records = Records(stream)
        while True:
            with within(self._limits), Telling(internal_error):
                record = records.next()
                if record is None:
                    break
                self._records += 1
                self._look_at(record)
                record.finish()
                if len(self._members) > MOST_MEMBERS or self._bytes > MOST_BYTES:
                    raise ReadError(
                        "the web archive holds more pages than fazhi takes from one file",
                        hint="Cut it into several archives.",
                        code="too_large",
                    )

    def answer(self) -> Opened:
        """What was learned, in the order of the archive."""
        if not self._records and not self.broken:
            self.broken.append(_broken("", EMPTY))
        members = (
            msgspec.structs.replace(one, asked=self._first_asked(one.address))
            for one in self._members.values()
        )
        whole = {one.address for one in self._members.values()}
        torn = (one for address, one in self._torn if address not in whole)
        return Opened(
            tuple(members),
            tuple(self._again),
            (*self.broken, *torn),
            tuple(dict.fromkeys(self._passed)),
            self._records,
        )

    def _look_at(self, record: Record) -> None:
        if record.kind == "response" and record.status in REDIRECTS:
            self._led_on(record)
        if not may_be_report(record):
            self._pass(record)
            return
        path = path_of(record.address, record.headers.get("content-type", ""), b"")
        if record.kind == "revisit":
            self._again.append(
                Again(path, record.address, record.captured, record.digest, record.refers)
            )
            return
        try:
            content = record.content()
        except ReadError as error:
            self._torn.append((record.address, _broken(path, error)))
            return
        if is_report_like(record, content):
            self._add(record, content)
        else:
            self._pass(record)

    def _pass(self, record: Record) -> None:
        """Remember a page that was passed over: a later record may say that it is still such."""
        if record.kind in KINDS and lies_where_pages_do(record.address):
            self._passed.append(record.address)

    def _add(self, record: Record, content: bytes) -> None:
        digest = sha256(content).hexdigest()
        # The same content a second time is the same report, whatever its address.
        if digest in self._taken:
            return
        self._taken.add(digest)
        sent_as = sent_name(record.headers.get("content-disposition", ""))
        path = path_of(record.address, record.headers.get("content-type", ""), content, sent_as)
        inside = list(files_inside(content)) if is_folder(content) else []
        if any(may_be_inside(name) for name, *_ in inside):
            self._passed.append(record.address)
            for name, body, code in inside:
                self._add_inside(record, f"{path}/{path_inside(name)}", name, body, code)
        else:
            self._hold(path, record, record.address, digest, content)

    def _add_inside(self, record: Record, path: str, name: str, body: bytes, code: str) -> None:
        """A file of a packed folder that the archive holds; tables and the like are passed over."""
        digest = sha256(body).hexdigest()
        if not may_be_inside(name) or (not code and digest in self._taken):
            return
        if code:
            self.broken.append(_broken(path, not_unpacked()))
            return
        self._taken.add(digest)
        self._hold(path, record, f"{record.address}#{name}", digest, body)

    def _hold(self, path: str, record: Record, address: str, digest: str, content: bytes) -> None:
        if path in self._members:
            path = apart(path, record.captured)
        if path in self._members:
            path = apart(path, digest)
        self._keep(digest, content)
        self._bytes += len(content)
        self._members[path] = Member(path, digest, address, record.captured, payload=record.digest)

    def _led_on(self, record: Record) -> None:
        if target := record.headers.get("location", ""):
            try:
                self._led.setdefault(urljoin(record.address, target), record.address)
            except ValueError:
                return

    def _first_asked(self, address: str) -> str:
        """The address from which servers led to this one, step by step; empty where none did."""
        seen = {address}
        while (before := self._led.get(address)) and before not in seen:
            seen.add(before)
            address = before
        return address if len(seen) > 1 else ""


def not_unpacked() -> ReadError:
    """The error for a file that cannot be taken out of its packed folder."""
    return ReadError(
        "the file could not be taken out of its ZIP",
        hint="Unpack it by hand, with its password if it has one.",
        code="corrupt",
    )


def _broken(path: str, error: ReadError) -> Broken:
    return Broken(path, error.code, printable(error.message), error.hint)
