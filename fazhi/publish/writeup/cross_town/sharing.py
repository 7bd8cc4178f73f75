"""Who shares words with whom: by report, by pair, by wording and by county; nobody is accused.

Prescribed wording, which all must use, and what a report says twice are no sharing between two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from fazhi.codebook.divisions import places_above
from fazhi.publish.charts.bars import KINDS
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.tables.view import Tables

# Up to this many reports stand in a matrix; beyond, the pairs that share most are named.
MATRIX = 40
PAIRS, FAMILIES, COUNTIES = 20, 12, 40
NOT_BETWEEN = ("mandatory", "within")
LONGEST = 120
Row = dict[str, Any]


class Sharing:
    """The tables `wording`, `reuse` and `families` as rows and tables of a page."""

    def __init__(self, tables: Tables, words: Words, readings: Sequence[Reading]) -> None:
        self._words, self._readings = words, readings
        self._of = {reading.report: reading for reading in readings}
        self._tables = tables
        self._pairs = self._shared()
        self._beside: dict[str, dict[str, int]] = defaultdict(dict)
        for (one, other), n in self._pairs.items():
            self._beside[one][other] = n

    def wording_rows(self) -> Iterator[Row]:
        """What share of its characters (0 to 1) each report holds of each kind."""
        told = {row["report_id"]: row for row in self._tables.frame("wording").to_dicts()}
        occurring = [kind for kind in KINDS if any(row[kind] for row in told.values())]
        for rank, kind in enumerate(occurring):
            for reading in self._readings:
                if reading.report in told:
                    share = round(told[reading.report][kind], 4)
                    yield {
                        "report_id": reading.report,
                        "town": reading.label,
                        "label": self._words.of("shared", kind),
                        "rank": rank,
                        "value": share,
                        "shown": f"{share:.1%}",
                    }

    def matrix_rows(self) -> list[Row]:
        """A row a pair of reports: what share of the first one's characters stands in the other."""
        if not self._pairs or len(self._readings) > MATRIX:
            return []
        sharing = {report for pair in self._pairs for report in pair}
        some = [reading for reading in self._readings if reading.report in sharing]
        whole = {one.report: sum(one.letters.values()) or 1 for one in some}
        return [
            {
                "label": one.label,
                "town": other.label,
                "value": round(share, 4),
                "shown": f"{share:.0%}",
            }
            for one in some
            for other in some
            for share in [self._pairs.get((one.report, other.report), 0) / whole[one.report]]
        ]

    def told(self) -> Html:
        """The pairs that share most, the wordings that most hold, counties of several reports."""
        return self._pair_table() + self._family_table() + self._county_table()

    def _shared(self) -> dict[tuple[str, str], int]:
        """Characters of a report that stand beside those of another, by both ids."""
        found: Counter[tuple[str, str]] = Counter()
        for row in self._tables.frame("reuse").iter_rows(named=True):
            one, other = row["report_id"], row["other_report_id"]
            both = other in self._of and one in self._of and one != other
            if both and row["kind"] not in NOT_BETWEEN:
                found[one, other] += row["end"] - row["start"]
        return dict(found)

    def _pair_table(self) -> Html:
        words = self._words
        most = self._most()
        if not most:
            return prose.line(words("sharing.none"))
        rows = [(self._link(one), self._link(other), f"{n:,}") for (one, other), n in most[:PAIRS]]
        head = [words("head.report"), words("head.beside"), words("head.shared")]
        told = prose.table(head, rows, "ssn", words("sharing.pairs"))
        of = words("sharing.pairs.of", n=min(PAIRS, len(most)), of=len(most))
        return Html(f"<h3>{prose.text(words('sharing.pairs'))}</h3>") + prose.line(of) + told

    def _most(self) -> list[tuple[tuple[str, str], int]]:
        """The pairs that share most, each once: from the side that shares more, else the later."""
        both: dict[frozenset[str], tuple[tuple[str, str], int]] = {}
        for pair, n in sorted(self._pairs.items(), key=self._before):
            both.setdefault(frozenset(pair), (pair, n))
        return list(both.values())

    def _before(self, told: tuple[tuple[str, str], int]) -> tuple[int, int, tuple[str, str]]:
        pair, n = told
        return -n, -(self._of[pair[0]].about["report_year"] or 0), pair

    def _family_table(self) -> Html:
        """Wordings by how many reports hold them, prescribed ones with their name."""
        words = self._words
        rows = self._tables.frame("families").sort(
            ["reports", "characters", "family_id"], descending=[True, True, False]
        )
        told = [
            (
                prose.quote(_cut(row["text"])),
                words.of("shared", row["kind"] or "unclear"),
                *(f"{row[name]:,}" for name in ("reports", "counties", "provinces")),
            )
            for row in rows.head(FAMILIES).to_dicts()
        ]
        if not told:
            return Html("")
        names = ("wording", "kind", "reports", "counties", "provinces")
        table = prose.table([words(f"head.{name}") for name in names], told, "qlnnn")
        title = words("sharing.families", n=len(told), of=rows.height)
        return prose.folded(title, table)

    def _county_table(self) -> Html:
        """Counties of several reports: how much of their words is own, and how much is shared
        with reports of the same county, in the middle of their reports.
        """
        words, of = self._words, self._tables.frame("wording")
        own = dict(of.select("report_id", "own_words").iter_rows())
        counties: dict[str, list[Reading]] = defaultdict(list)
        for reading in self._readings:
            counties[" ".join(places_above(reading.about, words.book))].append(reading)
        rows = [
            (name, len(some), median(own[one.report] for one in some), self._inside(some))
            for name, some in counties.items()
            if name and len(some) > 1 and all(one.report in own for one in some)
        ]
        if not rows:
            return Html("")
        told = [
            (
                f'<span lang="zh">{prose.text(words.places(name.split()))}</span>',
                str(n),
                f"{share:.0%}",
                f"{inside:.0%}",
            )
            for name, n, share, inside in rows[:COUNTIES]
        ]
        names = ("county", "reports", "own", "inside")
        table = prose.table([words(f"head.{name}") for name in names], told, "snnn")
        return prose.folded(words("sharing.counties", n=len(told), of=len(rows)), table)

    def _inside(self, some: Sequence[Reading]) -> float:
        """The middle of the shares that the reports of a county share with one another."""
        ids = {reading.report for reading in some}
        return median(
            sum(n for other, n in self._beside[one.report].items() if other in ids)
            / (sum(one.letters.values()) or 1)
            for one in some
        )

    def _link(self, report: str) -> str:
        reading = self._of[report]
        name = f'<span lang="zh">{prose.text(reading.label)}</span>'
        return prose.link(f"{links.town(report)}#shared", name, "heading")


def _cut(words: str) -> str:
    tight = "".join(words.split())
    return tight if len(tight) <= LONGEST else f"{tight[:LONGEST]}…"
