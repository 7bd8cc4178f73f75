"""The foot of a Parquet file: where its row groups lie, so that files become parts of another.

The foot is Thrift in its compact form. All of it stays as the library wrote it, but for the places
in the file that it names and the numbers of the groups; nothing is read or compressed anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

MAGIC = b"PAR1"
# The length of the foot and the magic word stand behind it.
BEHIND = 8
# Kinds of values in the compact form of Thrift; maps stand in no foot.
BYTE, BINARY, LIST, SET, STRUCT = 3, 8, 9, 10, 12
TRUE, FALSE, DOUBLE, MOST_OF_SHORT = 1, 2, 7, 15
# Fields of the foot, of a group, of a column and of what is told of it (parquet.thrift).
ROWS, GROUPS = 3, 4
COLUMNS_OF, GROUP_AT, GROUP_NUMBER = 1, 5, 7
COLUMN_AT, COLUMN_TOLD, INDEX_AT, PAGES_AT = 2, 3, 4, 6
PLACES_TOLD = (9, 10, 11, 14)
PLACE, NUMBER = "place", "number"
# Seven bits of a number: with more behind them, and the last.
MORE, LAST = ([bytes([mark | bits]) for bits in range(128)] for mark in (128, 0))


class Gap(NamedTuple):
    """A number among the bytes of a foot that is another in another file, and what is before it."""

    before: bytes
    kind: str
    value: int


# Where a number stands, of what kind it is, and which.
Found = tuple[int, int, str, int]


class Groups(NamedTuple):
    """The row groups of a file: how many, their rows, and their part of the foot."""

    number: int
    rows: int
    gaps: Sequence[Gap]
    rest: bytes


class _Foot:
    """Walks through a foot."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def varint(self) -> int:
        """The next number."""
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def number(self) -> int:
        """The next number that may be less than nothing."""
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def fields(self) -> Iterator[tuple[int, int]]:
        """The fields of a struct, number and kind; whoever asks goes over each value."""
        field = 0
        while byte := self._byte():
            step = byte >> 4
            field = field + step if step else self.number()
            yield field, byte & 15

    def held(self) -> tuple[int, int]:
        """Of a list how many it holds, and of what kind."""
        byte = self._byte()
        count = byte >> 4
        return (self.varint() if count == MOST_OF_SHORT else count), byte & 15

    def skip(self, kind: int) -> None:
        """Go over a value."""
        if kind in (TRUE, FALSE):
            return
        if kind == BINARY:
            size = self.varint()
            self.at += size
        elif kind in (LIST, SET):
            count, of = self.held()
            for _ in range(count):
                self._skip_held(of)
        elif kind == STRUCT:
            for _, of in self.fields():
                self.skip(of)
        elif kind == DOUBLE:
            self.at += 8
        elif kind == BYTE:
            self.at += 1
        else:
            self.varint()

    def _skip_held(self, kind: int) -> None:
        """Go over a member of a list, in which a truth has a byte of its own."""
        if kind in (TRUE, FALSE):
            self.at += 1
        else:
            self.skip(kind)

    def _byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]


def foot_of(file: bytes) -> bytes:
    """The foot of a whole file."""
    return file[len(file) - BEHIND - _size(file) : len(file) - BEHIND]


def body_of(file: bytes) -> bytes:
    """What stands between the magic word and the foot: the values of all columns."""
    return file[len(MAGIC) : len(file) - BEHIND - _size(file)]


def _size(file: bytes) -> int:
    return int.from_bytes(file[-BEHIND : -len(MAGIC)], "little")


def groups_of(foot: bytes) -> Groups:
    """The row groups that a foot tells of."""
    walk = _Foot(foot)
    rows = number = begun = end = 0
    places: list[Found] = []
    for field, kind in walk.fields():
        if field == ROWS:
            rows = walk.number()
        elif field == GROUPS:
            number, _ = walk.held()
            begun = walk.at
            places = [found for _ in range(number) for found in _in_group(walk)]
            end = walk.at
        else:
            walk.skip(kind)
    gaps = []
    for start, after, name, value in places:
        gaps.append(Gap(foot[begun:start], name, value))
        begun = after
    return Groups(number, rows, gaps, foot[begun:end])


def _in_group(walk: _Foot) -> Iterator[Found]:
    for field, kind in walk.fields():
        if field == COLUMNS_OF:
            for _ in range(walk.held()[0]):
                yield from _in_column(walk)
        elif field in (GROUP_AT, GROUP_NUMBER):
            yield _found(walk, PLACE if field == GROUP_AT else NUMBER)
        else:
            walk.skip(kind)


def _in_column(walk: _Foot) -> Iterator[Found]:
    for field, kind in walk.fields():
        if field == COLUMN_TOLD:
            for told, of in walk.fields():
                if told in PLACES_TOLD:
                    yield _found(walk, PLACE)
                else:
                    walk.skip(of)
        elif field in (COLUMN_AT, INDEX_AT, PAGES_AT):
            yield _found(walk, PLACE)
        else:
            walk.skip(kind)


def _found(walk: _Foot, name: str) -> Found:
    start = walk.at
    value = walk.number()
    return start, walk.at, name, value


def told_at(groups: Groups, moved: int, number: int) -> bytes:
    """The part of a foot that tells of groups, `moved` by so many bytes and numbered from there."""
    parts: list[bytes] = []
    for before, kind, value in groups.gaps:
        parts.append(before)
        # No place is nought, since every file begins with its magic word: nought tells of none.
        left = (value + number if kind == NUMBER else value + moved if value else 0) << 1
        # As `packed` does: of so many numbers a call for each would take twice as long.
        while left > 127:
            parts.append(MORE[left & 127])
            left >>= 7
        parts.append(LAST[left])
    parts.append(groups.rest)
    return b"".join(parts)


def packed(value: int) -> bytes:
    """A number as it stands in a foot."""
    return _varint(value << 1 if value >= 0 else (-value << 1) - 1)


def _varint(value: int) -> bytes:
    signs = bytearray()
    while value > 127:
        signs.append(value & 127 | 128)
        value >>= 7
    signs.append(value)
    return bytes(signs)


def foot_with(empty: bytes, rows: int, count: int, told: Sequence[bytes]) -> bytes:
    """The foot of a file of many groups, from that of a file without any.

    Args:
        empty: the foot of a file of the same columns without rows.
        rows: of all groups.
        count: of groups.
        told: what is told of them, in their order.
    """
    walk = _Foot(empty)
    parts: list[bytes] = []
    last = 0
    for field, kind in walk.fields():
        begun = walk.at
        walk.skip(kind)
        if field == ROWS:
            parts += (empty[last:begun], packed(rows))
        elif field == GROUPS:
            parts += (empty[last:begun], _list_of(count), *told)
        else:
            continue
        last = walk.at
    return b"".join((*parts, empty[last:]))


def _list_of(count: int) -> bytes:
    if count < MOST_OF_SHORT:
        return bytes([count << 4 | STRUCT])
    return bytes([MOST_OF_SHORT << 4 | STRUCT]) + _varint(count)
