"""The records of a web archive one after another, of files of any size."""

from __future__ import annotations

import re
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from io import BufferedIOBase, StringIO
from typing import Any

from fazhi.errors import ReadError
from fazhi.reading.archives.payload import GZIP_START, broken_off, payload
from fazhi.reading.faults import corrupt, too_large
from fazhi.reading.limits import check_time, limits_in_force

CHUNK = 1 << 16
ZSTANDARD_START = b"\x28\xb5\x2f\xfd"
MOST_RECORDS = 5_000_000
LONGEST_HEAD = 16_384
HEADS = re.compile(rb"(?:\A|\n)WARC/1\.")
# What a record may say of an answer that the crawler did not take whole.
CUT = "WARC-Truncated"
SEGMENT = "WARC-Segment-Number"


@dataclass
class Record:
    """One record: what it is, of which address, when it was made; its content when asked for.

    Args:
        kind: `response`, `resource`, `revisit`, `request`, ...
        address: the address asked.
        captured: day and hour as the archive writes them (`2024-03-01T08:00:00Z`).
        status: of the server's answer, null where the record holds none.
        headers: of the answer, or what the record itself says of its content; lower case.
        digest: of the payload, as the archive writes it; empty where it does not.
        refers: the address whose earlier capture a revisit equals; else empty.
    """

    kind: str
    address: str
    captured: str
    status: int | None
    headers: Mapping[str, str]
    digest: str
    refers: str
    _record: Any = field(repr=False)
    _spent: bool = field(default=False, repr=False)

    def content(self) -> bytes:
        """The page or document that was sent; raises `ReadError` where it is not whole."""
        self._spent = True
        said = self._record.rec_headers
        if said.get_header(CUT) or said.get_header(SEGMENT):
            self._pass_over()
            raise broken_off()
        most = limits_in_force().bytes
        parts: list[bytes] = []
        taken = 0
        while taken <= most and (part := self._record.raw_stream.read(CHUNK)):
            parts.append(part)
            taken += len(part)
            check_time()
        self._pass_over()
        if taken > most:
            raise too_large(f"a page or document of more than {most:,} bytes")
        return payload(b"".join(parts), self.headers)

    def finish(self) -> None:
        """Pass over what was not asked for; raises `ReadError` where the file ends inside."""
        if not self._spent:
            self._pass_over()

    def _pass_over(self) -> None:
        stream = self._record.raw_stream
        while stream.read(CHUNK):
            check_time()
        if getattr(stream, "limit", 0) > 0:
            raise cut_short()


class Records:
    """The records in an open file, read from its beginning to its end.

    Each is to be finished (`Record.content`, `Record.finish`) before the next is asked for.

    Args:
        file: of a WARC, packed record by record, as a whole, or not at all.

    Raises:
        ReadError: no WARC, broken, or the library that reads it is not installed.
    """

    def __init__(self, file: BufferedIOBase) -> None:
        iterator = _library()
        start = file.read(4)
        file.seek(0)
        if start == ZSTANDARD_START:
            raise ReadError(
                "the web archive is packed with Zstandard",
                hint="Unpack it (zstd -d) and give the file that comes out.",
                code="archive",
            )
        packed = start.startswith(GZIP_START)
        self._stream: _Plain = _Unpacked(file) if packed else _Plain(file)
        self._records = iter(iterator(self._stream))
        self.count = 0

    def next(self) -> Record | None:
        """The next record, null behind the last."""
        # What the library finds amiss it writes to the terminal of whoever runs it.
        with redirect_stderr(StringIO()) if sys.stderr else StringIO():
            try:
                found = next(self._records, None)
            except ReadError:
                raise
            except _broken() as error:
                raise no_archive() if not self.count else corrupt() from error
        # The length of what lies in a record is the one thing that finds its end.
        if found is None or found.length is None:
            if self._stream.ends_in_head():
                raise cut_short()
            if found is None:
                return None
            raise corrupt() if self.count else no_archive()
        self.count += 1
        if self.count > MOST_RECORDS:
            raise too_large(f"more than {MOST_RECORDS:,} records")
        return _record(found)


class _Plain:
    """A file of records that are not packed, read from where it stands."""

    def __init__(self, file: BufferedIOBase) -> None:
        self._file = file
        self._taken = 0
        self._end = b""

    def read(self, size: int) -> bytes:
        data = self._more(size)
        self._taken += len(data)
        if data:
            self._end = (self._end + data)[-LONGEST_HEAD:]
        return data

    def ends_in_head(self) -> bool:
        """Whether what was read ends in the head of a record, which the library passes over."""
        head = HEADS.split(self._end)[-1] if HEADS.search(self._end) else b"\n\n"
        return re.search(rb"\n\r?\n", head) is None

    def tell(self) -> int:
        return self._taken

    def _more(self, size: int) -> bytes:
        try:
            return self._file.read(size)
        except (EOFError, OSError, zipfile.BadZipFile, zlib.error) as error:
            raise corrupt() from error


class _Unpacked(_Plain):
    """A file packed with gzip, record by record or as a whole; all that can be had of a torn one.

    What is before the tear comes out first: the library, which takes such an end for the end of
    all, is told of it only when it asks for more.
    """

    def __init__(self, file: BufferedIOBase) -> None:
        super().__init__(file)
        self._unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._packed = b""
        # Whether some of the part at hand has been seen; between parts a file may end.
        self._begun = False

    def _more(self, size: int) -> bytes:
        while True:
            if self._unpacking.eof:
                self._packed = self._unpacking.unused_data.lstrip(b"\x00")
                self._unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
                self._begun = False
            self._packed = self._packed or super()._more(CHUNK)
            if not self._packed and not self._begun:
                return b""
            self._begun = True
            try:
                data = self._unpacking.decompress(self._packed, size)
            except zlib.error as error:
                raise corrupt() from error
            if data:
                self._packed = self._unpacking.unconsumed_tail
                return data
            if not self._packed:
                raise cut_short()
            self._packed = self._unpacking.unconsumed_tail


def _record(found: Any) -> Record:
    said = found.rec_headers
    answer = found.http_headers
    status = answer.get_statuscode() if answer else ""
    own = {"content-type": said.get_header("Content-Type") or ""}
    return Record(
        kind=found.rec_type or "",
        address=said.get_header("WARC-Target-URI") or "",
        captured=said.get_header("WARC-Date") or "",
        status=int(status) if status and status.isdigit() and len(status) == 3 else None,
        headers=dict(_lower(answer.headers)) if answer else own,
        digest=said.get_header("WARC-Payload-Digest") or "",
        refers=said.get_header("WARC-Refers-To-Target-URI") or "",
        _record=found,
    )


def _lower(headers: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Names in lower case; of one that stands twice the first counts, as in browsers."""
    for name, value in reversed(headers):
        yield name.strip().lower(), value.strip()


def _library() -> Any:
    try:
        from warcio.archiveiterator import WARCIterator
    except ImportError as error:
        raise ReadError(
            "this is a web archive, and the part that reads it is not installed",
            hint='Install it with: pip install "fazhi[collect]"',
            code="missing_part",
        ) from error
    return WARCIterator


def _broken() -> tuple[type[Exception], ...]:
    """What the library raises at broken records; it does not say so itself."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    return (
        *(ArchiveLoadFailed, StatusAndHeadersParserException),
        *(AttributeError, EOFError, LookupError, OSError, TypeError, ValueError, zlib.error),
    )


def cut_short() -> ReadError:
    """The error for an archive whose end is missing; all before that holds."""
    return ReadError(
        "the end of the web archive is missing",
        hint="Copy it again from where it was made; what stands before its end was read.",
        code="truncated",
    )


def no_archive() -> ReadError:
    """The error for a file that is called a web archive and is none."""
    return ReadError(
        "the file is no web archive, or damaged from its beginning",
        hint="Copy it again from where it was made.",
        code="corrupt",
    )
