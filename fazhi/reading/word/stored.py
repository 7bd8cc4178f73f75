"""Old Word files whose fields keep the results that are stored in them.

A program that converts the file computes dates and references anew, on the day and the machine
where it runs. In the table of fields each has its kind as a number; a kind that asks for nothing
to be computed leaves the stored words.
"""

from __future__ import annotations

import struct
from itertools import islice

HEADER = struct.Struct("<8s16sHHHHH6s9I")
FREE = 0xFFFFFFFA
DIRECTORY_ENTRY = 128
MOST_SECTORS = 1 << 20
# Where the head of Word's main stream says which table it uses, and where its fields stand: those
# of the text, of notes, of endnotes, of boxes.
TABLE_FLAG = 0x0A
FIELD_TABLES = (0x011A, 0x012A, 0x0222, 0x026A)
BEGIN = 0x13
# Dates and times, names and counts of the file and its user, references, sequences, pages.
COMPUTED = frozenset(
    (3, 5, 7, 10, 12, *range(14, 35), 37, 59, 60, 61, 62, 64, 69, 72, 85)
)  # fmt: skip
# The kind of QUOTE, whose words are its result.
KEPT_AS_IT_IS = 35


def with_stored_results(data: bytes) -> bytes:
    """The same file, its fields marked so that their stored results are taken.

    A file that is not laid out as Word's are is given back as it is.
    """
    try:
        return _Compound(data).frozen()
    except (struct.error, LookupError, ValueError):
        return data


class _Compound:
    """The streams of a compound file, as places in its bytes."""

    def __init__(self, data: bytes) -> None:
        head: tuple[int, ...] = HEADER.unpack_from(data)
        self._data = bytearray(data)
        self._chains: dict[str, list[int]] = {}
        self._size: int = 1 << head[5]
        self._small: int = 1 << head[6]
        if self._size not in (512, 4096) or self._small != 64:
            raise ValueError("unknown size of sectors")
        self._next = self._allocation(head[9], head[15], head[16])
        self._least: int = head[12]
        directory = self._chain(head[10], self._next)
        entries = b"".join(self._sector(one) for one in directory)
        self._streams: dict[str, tuple[int, int]] = {}
        for at in range(0, len(entries), DIRECTORY_ENTRY):
            entry = entries[at : at + DIRECTORY_ENTRY]
            length = max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)
            name = entry[: min(length, 64)].decode("utf-16-le")
            self._streams.setdefault(name, struct.unpack_from("<II", entry, 116))
        root = self._streams.get("Root Entry", (FREE, 0))
        self._root = self._chain(root[0], self._next)
        small = b"".join(self._sector(one) for one in self._chain(head[13], self._next))
        self._next_small = struct.unpack(f"<{len(small) // 4}I", small)

    def frozen(self) -> bytes:
        """The bytes of the file, kinds of fields that would be computed replaced."""
        (flags,) = struct.unpack("<H", self._read("WordDocument", TABLE_FLAG, 2))
        table = "1Table" if flags & 0x0200 else "0Table"
        for place in FIELD_TABLES:
            start, size = struct.unpack("<II", self._read("WordDocument", place, 8))
            count = (size - 4) // 6 if size > 4 else 0
            first = start + (count + 1) * 4
            for at in range(first, first + 2 * count, 2):
                sign, kind = self._read(table, at, 2)
                if sign & 0x1F == BEGIN and kind in COMPUTED:
                    self._data[self._place(table, at + 1)] = KEPT_AS_IT_IS
        return bytes(self._data)

    def _allocation(self, count: int, more: int, more_count: int) -> tuple[int, ...]:
        """The table of next sectors, whose own sectors are listed in the head and beyond it."""
        listed = list(struct.unpack_from("<109I", self._data, 76))
        while more < FREE and more_count > 0:
            block = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            listed += block[:-1]
            more, more_count = block[-1], more_count - 1
        used = islice((one for one in listed if one < FREE), min(count, MOST_SECTORS))
        joined = b"".join(self._sector(one) for one in used)
        return struct.unpack(f"<{len(joined) // 4}I", joined)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        found = bytes(self._data[start : start + self._size])
        return found.ljust(self._size, b"\0") if found else b""

    def _chain(self, first: int, following: tuple[int, ...]) -> list[int]:
        found: list[int] = []
        while first < FREE and len(found) <= len(following):
            found.append(first)
            first = following[first]
        return found

    def _place(self, stream: str, at: int) -> int:
        """Where the byte of a stream stands in the file."""
        first, size = self._streams[stream]
        if not 0 <= at < size:
            raise ValueError("outside the stream")
        if size >= self._least:
            sector = self._cached(stream, first, self._next)[at // self._size]
            return (sector + 1) * self._size + at % self._size
        small = self._cached(stream, first, self._next_small)[at // self._small]
        inside = small * self._small + at % self._small
        return (self._root[inside // self._size] + 1) * self._size + inside % self._size

    def _cached(self, stream: str, first: int, following: tuple[int, ...]) -> list[int]:
        if stream not in self._chains:
            self._chains[stream] = self._chain(first, following)
        return self._chains[stream]

    def _read(self, stream: str, at: int, size: int) -> bytes:
        return bytes(self._data[self._place(stream, at + step)] for step in range(size))
