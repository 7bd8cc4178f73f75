"""Required parts that are missing or only touched upon."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.analyse.registry import ERROR, WARNING, check, found_at
from fazhi.analyse.requirements import NO, YES, requirement_place, requirements
from fazhi.analyse.wholeness import is_cut
from fazhi.codebook.book import Codebook
from fazhi.codebook.requirements import requirement_entries
from fazhi.records import Finding, Report

# An excerpt cannot be blamed for what it does not show.
SHORTEST_WHOLE = 900
ENDS = ("。", "！", "”", "）")


@check("missing_part")
def missing_parts(report: Report, book: Codebook) -> Iterator[Finding]:
    """A finding for each requirement not or only partly met; sure only of a whole text."""
    if is_cut(report, book):
        # What is absent may stand in the part that is cut.
        return
    entries = {one.id: one for one in requirement_entries(book)}
    whole = _is_whole(report)
    for met in requirements(report, book):
        entry = entries[met.requirement]
        severity: str = entry.no if met.met == NO else entry.partly_as
        if met.met == YES or not severity:
            continue
        if severity == ERROR and not whole:
            severity = WARNING
        words = (entry.zh_no, entry.en_no) if met.met == NO else (entry.zh_partly, entry.en_partly)
        place = requirement_place(report, met, entry)
        yield found_at(report, "missing_part", severity, place, words)


def _is_whole(report: Report) -> bool:
    """Whether a text is long enough and ends as a text does, so that what is absent is absent."""
    clean = report.text.clean.rstrip()
    ends = report.outline.closing is not None or clean.endswith(ENDS)
    return ends and not report.text.damages and len(clean) >= SHORTEST_WHOLE
