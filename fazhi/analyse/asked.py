"""All that was asked of a report, group by group: one count for checks and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fazhi.codebook.book import Codebook
from fazhi.codebook.requirements import GROUPS, Requirement, requirement_entries

# Nothing can be asked of a part that is missing (reasons of shortcomings that are not told).
FREE = "free"


def asked(
    met: Mapping[str, str], year: int | None, book: Codebook
) -> list[tuple[Requirement, str]]:
    """Each requirement that binds a report of that year, with its verdict, in the book's order.

    Args:
        met: verdicts (`yes`, `partly`, `no`, `lost`) by requirement; empty for a text that is no
            annual report, of which nothing is asked.
        year: the year reported on; null where it is not known.
        book: the codebook with the requirements.

    What hangs on a part that is missing is `free`, or `lost` as its part is; a requirement on
    days is left out where the day is not known.
    """
    if not met:
        return []
    found: list[tuple[Requirement, str]] = []
    for entry in requirement_entries(book):
        if entry.id in met:
            found.append((entry, met[entry.id]))
        elif entry.holds_in(year) and entry.group != "day":
            found.append((entry, _of_its_part(entry, met, book)))
    return found


def _of_its_part(entry: Requirement, met: Mapping[str, str], book: Codebook) -> str:
    parts = [
        met.get(one.id)
        for one in requirement_entries(book)
        if one.how == "part" and one.role == entry.role
    ]
    return "lost" if "lost" in parts else FREE


def tallies(found: Iterable[tuple[Requirement, str]]) -> dict[str, tuple[int, int]]:
    """By group how many requirements are met in full, and how many there are."""
    each = list(found)
    own = {name: [met for entry, met in each if entry.group == name] for name in GROUPS}
    return {name: (mets.count("yes"), len(mets)) for name, mets in own.items() if mets}


def contents_met(
    verdicts: Iterable[tuple[str, str, int]], book: Codebook
) -> list[tuple[str, int, int]]:
    """The contents asked of several reports, the least often met first.

    Args:
        verdicts: requirement, verdict, and of how many reports this is the verdict.
        book: the codebook with the requirements.

    Returns:
        Requirement, how many reports meet it in full, of how many it could be told. Of equal shares
        what more reports were asked stands first, then what the codebook names first.
    """
    entries = [one.id for one in requirement_entries(book) if one.group == "content"]
    each = dict.fromkeys(entries, (0, 0))
    for code, met, n in verdicts:
        if code in each and met in ("yes", "partly", "no"):
            had, of = each[code]
            each[code] = had + n * (met == "yes"), of + n
    found = [(code, had, of) for code, (had, of) in each.items() if of]
    return sorted(found, key=lambda one: (one[1] / one[2], -one[2]))
