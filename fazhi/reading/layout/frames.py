"""The frames of a page: what runs one way is read in a frame of its own, turned upright.

Most pages are one frame. Tables laid across a page, vertical columns and page numbers that stand
upright on a turned page are frames beside it; what is printed across the rows of others, aslant or
far larger than they, is a watermark.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from fazhi.reading.layout.rows import NARROW, Piece, Rule

# A page laid askew on a scanner leans by less.
ASLANT = 12.0
# Type this many times as high as that of the page, over other rows, is a watermark.
OVERSIZE = 2.2
FEWEST_STANDING = 3
# Type this many times as high as that of the page is large.
LARGE = 1.7
Stamp = tuple[str, int, int]
# Words of so many signs that stand so often on a page may be a watermark in tiles.
FEWEST_TILES = 4
FEWEST_SIGNS = 3
# So many of them are looked at: those over a row are not the last ones.
MOST_TILES = 60


class Frame(NamedTuple):
    """Pieces that run from left to right: width and height of the frame, and whether it is a
    watermark. `top` is where the pieces begin on the page."""

    width: float
    height: float
    pieces: Sequence[Piece]
    watermark: bool = False
    top: float = 0.0
    rules: Sequence[Rule] = ()


def find_frames(
    width: float,
    height: float,
    pieces: Sequence[Piece],
    rules: Sequence[Rule] = (),
    stamps: Container[Stamp] = (),
) -> list[Frame]:
    """The frames of a page from top to bottom, watermarks (`stamps` too) last; at least one."""
    stamps_here = [piece for piece in pieces if stamp_of(piece) in stamps]
    pieces = [piece for piece in pieces if stamp_of(piece) not in stamps]
    ways: dict[int, list[Piece]] = defaultdict(list)
    aslant: list[Piece] = []
    for piece in pieces:
        quarter = round(piece.turn / 90)
        leans = abs(piece.turn - 90 * quarter) > ASLANT
        (aslant if leans else ways[quarter % 4]).append(piece)
    repeated, aslant = _repeated(aslant)
    if _signs(aslant) * 2 > _signs(pieces):
        # No watermark is most of a page.
        ways[0] += aslant
        aslant = []
    standing, ways[0] = _standing(ways[0])
    ways[1] += standing
    over, ways[0] = _oversize(ways[0])
    tiles, ways[0] = _tiles(ways[0])
    frames = [
        _upright(Frame(width, height, ways[way], rules=rules), way) for way in ways if ways[way]
    ]
    frames.sort(key=lambda frame: frame.top)
    if marks := [*stamps_here, *aslant, *repeated, *over, *tiles]:
        frames.append(Frame(width, height, marks, watermark=True))
    return frames or [Frame(width, height, [])]


def stamped(pages: Sequence[Sequence[Piece]]) -> set[Stamp]:
    """Words of large type that stand at one place of most pages: watermarks of the file."""
    seen: Counter[Stamp] = Counter()
    for pieces in pages:
        usual = median(piece.bottom - piece.top for piece in pieces) if pieces else 0.0
        large = (piece for piece in pieces if piece.bottom - piece.top > LARGE * usual)
        seen.update({stamp_of(piece) for piece in large})
    return {stamp for stamp, count in seen.items() if count > 1 and count * 2 > len(pages)}


def stamp_of(piece: Piece) -> Stamp:
    """What tells a watermark that is the same on each page: its words and its place."""
    return piece.text.strip(), round(piece.left), round(piece.top)


def _repeated(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Pieces whose words stand on the page many times, and the rest."""
    counts = Counter(piece.text.strip() for piece in pieces)
    many = [piece for piece in pieces if counts[piece.text.strip()] >= FEWEST_TILES]
    return many, [piece for piece in pieces if counts[piece.text.strip()] < FEWEST_TILES]


def _tiles(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Words printed many times over the page, some of them across its rows, and the rest.

    Cells of a table may repeat too, but lie over nothing.
    """
    groups: dict[str, list[Piece]] = defaultdict(list)
    for piece in _repeated(pieces)[0]:
        if len(piece.text.strip()) >= FEWEST_SIGNS:
            groups[piece.text.strip()].append(piece)
    tiles: list[Piece] = []
    for words, group in groups.items():
        columns = {round(piece.left / _size(piece)) for piece in group}
        rows = {round(piece.top / _size(piece)) for piece in group}
        others = [piece for piece in pieces if piece.text.strip() != words]
        if len(columns) > 1 and len(rows) > 1 and _crosses(group, others):
            tiles += group
    taken = {id(piece) for piece in tiles}
    return tiles, [piece for piece in pieces if id(piece) not in taken]


def _crosses(group: list[Piece], others: list[Piece]) -> bool:
    """Whether one of the pieces is printed over, or under, a good part of another's row."""
    for piece in group[:MOST_TILES]:
        for other in others:
            wide = min(piece.right, other.right) - max(piece.left, other.left)
            high = min(piece.bottom, other.bottom) - max(piece.top, other.top)
            if min(wide, high) > 0.25 * (piece.bottom - piece.top):
                return True
    return False


def _signs(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _upright(frame: Frame, quarters: int) -> Frame:
    """The frame of pieces turned by so many quarters clockwise, turned back."""
    width, height, pieces = frame.width, frame.height, frame.pieces
    top = min(piece.top for piece in pieces)
    if not quarters:
        return frame._replace(top=top)
    turned = [turned_back(piece, width, height, quarters) for piece in pieces]
    lines = [turned_back(Piece("", *rule), width, height, quarters) for rule in frame.rules]
    rules = [Rule(*line[1:5]) for line in lines]
    across = (height, width) if quarters % 2 else (width, height)
    return Frame(*across, turned, top=top, rules=rules)


def turned_back(piece: Piece, width: float, height: float, quarters: int) -> Piece:
    """A piece of a page of this size after the page is turned by quarters, anticlockwise."""
    left, top, right, bottom = piece[1:5]
    match quarters % 4:
        case 0:
            return piece
        case 1:
            box = top, width - right, bottom, width - left
        case 2:
            box = width - right, height - bottom, width - left, height - top
        case _:
            box = height - bottom, left, height - top, right
    turn = piece.turn - 90 * quarters
    return Piece(piece.text, *box, piece.confidence, turn)


def _standing(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Columns of signs that stand one below the other, where most of a page is written so.

    Gives the columns as pieces that run downwards, and what is left.
    """
    small = [piece for piece in pieces if _is_small(piece)]
    if len(small) < FEWEST_STANDING or _signs(small) * 2 <= _signs(pieces):
        return [], pieces
    columns: list[list[Piece]] = []
    open_columns: dict[int, list[list[Piece]]] = defaultdict(list)
    step = max(median(_size(piece) for piece in small), 0.01)
    for piece in sorted(small, key=lambda piece: (piece.top, piece.left)):
        near = round((piece.left + piece.right) / 2 / step)
        column = next(
            (
                column
                for key in (near, near - 1, near + 1)
                for column in open_columns[key]
                if _goes_on(column[-1], piece)
            ),
            None,
        )
        if column is None:
            columns.append([])
            column = columns[-1]
            open_columns[near] = [column, *open_columns[near][:3]]
        column.append(piece)
    long = [column for column in columns if len(column) >= FEWEST_STANDING]
    if sum(map(len, long)) * 2 <= len(small) or _stands_in_rows(small, long):
        return [], pieces
    taken = {id(piece) for column in long for piece in column}
    return [_column(column) for column in long], [p for p in pieces if id(p) not in taken]


def _is_small(piece: Piece) -> bool:
    """Whether a piece may be one sign of a column: a sign, or some digits set side by side."""
    text = piece.text.strip()
    return len(text) == 1 or (len(text) <= 3 and len(NARROW.findall(text)) == len(text))


def _size(piece: Piece) -> float:
    return max(piece.bottom - piece.top, piece.right - piece.left)


def _goes_on(above: Piece, below: Piece) -> bool:
    size = max(_size(above), _size(below))
    aside = (above.left + above.right - below.left - below.right) / 2
    return abs(aside) < 0.3 * size and -0.5 * size < below.top - above.bottom < 0.6 * size


def _stands_in_rows(small: list[Piece], columns: list[list[Piece]]) -> bool:
    """Whether the neighbours in the row are nearer than those in the column."""
    rows: list[float] = []
    last: Piece | None = None
    for piece in sorted(small, key=lambda piece: (round(piece.top / _size(piece)), piece.left)):
        if last is not None and abs(piece.top - last.top) < 0.5 * _size(piece):
            rows.append(max(piece.left - last.right, 0.0))
        last = piece
    down = [
        max(below.top - above.bottom, 0.0)
        for column in columns
        for above, below in pairwise(column)
    ]
    return bool(rows and down) and median(rows) <= median(down) + 0.2 * _size(small[0])


def _column(signs: list[Piece]) -> Piece:
    weight = sum(piece.confidence for piece in signs) / len(signs)
    return Piece(
        "".join(piece.text.strip() for piece in signs),
        min(piece.left for piece in signs),
        signs[0].top,
        max(piece.right for piece in signs),
        signs[-1].bottom,
        weight,
        90.0,
    )


def _oversize(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Pieces of type far larger than the page's that lie over other rows, and the rest."""
    if len(pieces) < 4:
        return [], pieces
    usual = OVERSIZE * median(piece.bottom - piece.top for piece in pieces)
    large = [piece for piece in pieces if piece.bottom - piece.top > usual]
    if not large or _signs(large) * 4 > _signs(pieces):
        return [], pieces
    rest = [piece for piece in pieces if piece.bottom - piece.top <= usual]
    over = [piece for piece in large if any(_lies_over(piece, other) for other in rest)]
    kept = {id(piece) for piece in over}
    return over, [piece for piece in pieces if id(piece) not in kept]


def _lies_over(large: Piece, other: Piece) -> bool:
    middle = (other.top + other.bottom) / 2
    return large.top < middle < large.bottom and min(large.right, other.right) - max(
        large.left, other.left
    ) > 0.5 * min(large.right - large.left, other.right - other.left)
