"""What is irregular about the numbering: gaps, lost numbers, rows begun anew, orphans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi.parse.outline.markers import Head
from fazhi.parse.outline.tree import Irregular, marker_for


def find_facts(heads: Sequence[Head]) -> Iterator[Irregular]:
    """Irregularities in reading order, apart from first-level marks used again inside."""
    last: dict[tuple[int | None, str], int] = {}
    running: dict[str, int] = {}
    for head in heads:
        if head.number is None:
            continue
        row = (head.parent_id, "item" if head.inline else str(head.level))
        expected = last.get(row, 0) + 1
        number = head.number
        if head.inferred:
            yield Irregular("lost_number", head, marker_for(head.level, number))
        elif head.inline:
            if number not in (1, expected) and head.kind != "circle":
                yield Irregular("orphan", head, f"{marker_for(1, number - 1)[:-1]}是")
        elif number != expected and number != running.get(head.kind, 0) + 1:
            kind = "gap" if number > expected else "restart"
            yield Irregular(kind, head, marker_for(head.level, expected), expected)
        last[row] = number
        if not head.inline:
            running[head.kind] = number
