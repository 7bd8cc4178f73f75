"""The id of every report: from its own words and bytes, whatever else lies in the folder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import sha256

from fazhi.reading.intake import stem_of
from fazhi.tables.tabulate import Row

SIGNS = 8


def report_ids(reports: Sequence[tuple[str, Row]]) -> list[str]:
    """The ids of reports, given by path and row of the table `reports`.

    Where several speak of one town and year each of them gets a suffix from its content, so that
    no id passes from one file to another when a file is added, renamed or taken away; files of
    equal content are told apart by their paths.
    """
    alike: dict[str, list[int]] = defaultdict(list)
    for place, (path, row) in enumerate(reports):
        alike[report_name(path, row)].append(place)
    ids = [""] * len(reports)
    for name, places in alike.items():
        contents = [str(reports[place][1].get("sha256")) for place in places]
        counts = Counter(contents)
        for place, content in zip(places, contents, strict=True):
            twice = counts[content] > 1
            told = f"{content}\0{reports[place][0]}" if twice else content
            suffix = f"-{sha256(told.encode()).hexdigest()[:SIGNS]}" if len(places) > 1 else ""
            ids[place] = name + suffix
    return ids


def report_name(path: str, report: Row) -> str:
    """Code (or file stem) and year of a report; a file stem that holds the year stays as it is."""
    year = report.get("report_year")
    stem = str(report.get("adcode") or stem_of(path))
    return stem if year is None or str(year) in stem else f"{stem}-{year}"
