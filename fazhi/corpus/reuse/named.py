"""Holders whose names stand in another's words: the surest sign from where these may come.

Who took over a passage with the name in it may stand behind others that took it over before, by
date: beside the nearest of these the name would look like nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick

from fazhi.corpus.reuse.sources import HOLDER, Holder
from fazhi.later import pl

Names = tuple[str, ...]


def names_in(
    words: Mapping[int, str], names: Sequence[Names], every: Iterable[str]
) -> dict[int, list[str]]:
    """Of rows of places the names of others in their words, in order; never the author's own.

    Args:
        words: of each row that is looked at.
        names: of each place the town and county of its report.
        every: the names that are sought.
    """
    sought = sorted(set(every))
    if not sought:
        return {}
    found = AhoCorasick(sought).find_matches_as_strings
    told = {
        row: sorted(_foreign(set(found(one, overlapping=True)), names[row]))
        for row, one in words.items()
    }
    return {row: some for row, some in told.items() if some}


def named_holders(
    places: pl.DataFrame, named: Mapping[int, Sequence[str]], names: Sequence[Names]
) -> Iterator[tuple[int, int]]:
    """Rows of places, each with the row of the first holder of its family that its words name.

    Never of one that is later by date.

    Args:
        places: as `sources` takes them.
        named: as `names_in` gives it.
        names: of each place the town and county of its report.
    """
    families = places["family"].to_list()
    wanted = {(families[row], name) for row, some in named.items() for name in some}
    if not wanted:
        return
    first = _first_named(families, names, wanted)
    holders = places.with_row_index("row").select(HOLDER)
    for row, some in named.items():
        one = Holder(*holders.row(row))
        for name in some:
            other = first.get((families[row], name))
            if other is not None and Holder(*holders.row(other)).may_be_before(one):
                yield row, other
                break


def _foreign(found: set[str], own: Names) -> set[str]:
    """The names that are not the author's own, nor parts of them."""
    return {name for name in found if not any(name in one or one in name for one in own)}


def _first_named(
    families: Sequence[int], names: Sequence[Names], wanted: set[tuple[int, str]]
) -> dict[tuple[int, str], int]:
    """Of each family and name the first place whose report bears it."""
    first: dict[tuple[int, str], int] = {}
    for row, family in enumerate(families):
        for name in names[row]:
            if (family, name) in wanted:
                first.setdefault((family, name), row)
    return first
