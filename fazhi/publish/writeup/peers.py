"""What a town's page says of the other reports: counts and ranges, never ranks.

A page shows only how many reports of its level state an indicator, meet a requirement or touch a
theme, and for the indicators it states itself between which figures the others lie. So a change
in one report changes another's page only where such a count, end or middle changes; where reports
are many, counts are told in tenths and ranges to one figure, and few changes show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fazhi.codebook.book import Codebook
from fazhi.language.side_by_side import kind_counted
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.ranges import Range, range_of
from fazhi.tables.view import Tables

# Up to this many reports each is counted; beyond, shares are told in tenths.
FEW = 30
# What this share of the reports states, a page names where its own report does not.
MOST = 0.6
# The columns read of the two tables over reports, and the code of the row that counts them all.
COUNTS = ("level", "kind", "code", "reports")
ENDS = ("low", "tenth", "ninetieth", "high")
RANGES = (
    *("level", "indicator", "kind", "median"),
    *(f"{name}{part}" for name in ENDS for part in ("", "_approx", "_unit")),
)
ALL = "all"


@dataclass(frozen=True, slots=True)
class Peers:
    """The reports of one level: how many there are, how many state, meet or touch what, and where
    their figures lie, by indicator and kind of unit."""

    total: int
    counts: Mapping[str, Mapping[str, int]]
    book: Codebook
    ranges: Mapping[str, Mapping[str, Range]] = field(default_factory=dict)

    def count(self, kind: str, code: str) -> int:
        """How many reports state the indicator, meet the requirement or touch the theme."""
        return self.counts.get(kind, {}).get(code, 0)

    def range(self, code: str, unit: str | None) -> Range | None:
        """Where the reports' figures for an indicator lie, in units like this one."""
        return self.ranges.get(code, {}).get(kind_counted(code, unit, self.book))

    @property
    def alone(self) -> bool:
        """True where there is nothing to compare with."""
        return self.total < 2

    def told(self, n: int, words: Words, of: int | None = None) -> str:
        """`n` of the reports in words: exact where they are few, else in tenths."""
        total = self.total if of is None else of
        if total <= FEW:
            return words("peers.of", n=n, total=total)
        return words(f"peers.tenth.{self.tenth(n, total)}")

    @staticmethod
    def tenth(n: int, total: int) -> int:
        """The share in tenths; 1 where it is not nothing, 9 where it is not all."""
        if n in (0, total):
            return 10 * n // total if total else 0
        return min(9, max(1, round(10 * n / total)))

    def usual(self, kind: str) -> list[str]:
        """What most of the reports state, meet or touch, most frequent first."""
        found = [(n, code) for code, n in self.counts.get(kind, {}).items() if self.most(n)]
        return [code for _, code in sorted(found, key=lambda one: (-one[0], one[1]))]

    def most(self, n: int) -> bool:
        """Whether `n` reports are most of them."""
        return not self.alone and n >= MOST * self.total

    def signature(self, stated: Iterable[str]) -> str:
        """All that a page which states these indicators can show of the other reports."""
        stated = list(stated)
        bucket = self.total if self.total <= FEW else FEW + 1
        named = sorted({*stated, *self.usual("indicator")})
        shown = [f"indicator {code} {self._shown(self.count('indicator', code))}" for code in named]
        shown += [
            f"{kind} {code} {self._shown(n)}"
            for kind in ("met", "asked", "theme")
            for code, n in sorted(self.counts.get(kind, {}).items())
        ]
        shown += [
            f"range {code} {kind} {found}"
            for code in sorted(set(stated))
            for kind, found in sorted(self.ranges.get(code, {}).items())
        ]
        return f"{bucket} {'; '.join(shown)}"

    def _shown(self, n: int) -> str:
        if self.total <= FEW:
            return str(n)
        return f"{self.tenth(n, self.total)} {n == 1} {self.most(n)}"


def peers(tables: Tables) -> dict[str | None, Peers]:
    """For each level of government, what its reports have in common: tables `peers`, `ranges`."""
    counts: dict[str | None, dict[str, dict[str, int]]] = {}
    for level, kind, code, n in tables.over("peers", COUNTS).iter_rows():
        counts.setdefault(level, {}).setdefault(kind, {})[code] = n
    totals = {level: found.pop("report")[ALL] for level, found in counts.items()}
    lying: dict[str | None, dict[str, dict[str, Range]]] = {level: {} for level in totals}
    for row in tables.over("ranges", RANGES).iter_rows(named=True):
        level = row["level"]
        of = lying[level].setdefault(row["indicator"], {})
        of[row["kind"]] = range_of(row, totals[level] > FEW)
    return {
        level: Peers(total, counts[level], tables.book, lying[level])
        for level, total in totals.items()
    }


def signatures(tables: Tables) -> dict[str, str]:
    """For each report, what its page can show of the others."""
    found = peers(tables)
    stated: dict[str, list[str]] = {}
    told = tables.scan("indicators").select("report_id", "indicator").collect()
    for row in told.iter_rows():
        stated.setdefault(row[0], []).append(row[1])
    return {
        report: found[level].signature(stated.get(report, ()))
        for report, level in tables.frame("reports").select("report_id", "level").iter_rows()
    }
