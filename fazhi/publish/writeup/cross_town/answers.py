"""What stands out in a corpus, in sentences made of its tables, each with the way to its chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from fazhi.analyse.asked import contents_met
from fazhi.publish.pages import prose
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.cross_town.rows import YEAR_LEAST, in_order
from fazhi.records import CONFLICTING
from fazhi.tables.view import Tables

Row = dict[str, Any]
Compared = Mapping[str, Sequence[tuple[Reading, Row]]]
# Of indicators that equally many reports state so many are named.
NAMED = 3


class Answers:
    """Sentences on all reports, as ready markup; no report is named for its values."""

    def __init__(
        self, tables: Tables, words: Words, readings: Sequence[Reading], compared: Compared
    ) -> None:
        self._tables, self._words = tables, words
        self._readings, self._compared = readings, compared
        self._of = len(readings)

    def told(self) -> Iterator[str]:
        """The sentences, those that the corpus gives no ground for left out."""
        for sentence in (
            self._required(),
            self._stated(),
            self._apart(),
            self._conflicts(),
            self._candour(),
        ):
            if sentence:
                yield sentence

    def _say(self, key: str, chart: str, **values: object) -> str:
        """A sentence that ends with the way to its chart."""
        told = prose.mixed(self._words(f"answer.{key}", **values), self._words)
        return f"{told} {prose.link(f'#{chart}', prose.text(self._words('answer.see')))}"

    def _required(self) -> str:
        """What most reports hold, and what fewest do."""
        rows = self._tables.frame("requirements").group_by("requirement", "met").len().iter_rows()
        contents = contents_met(rows, self._words.book)
        if len(contents) < 2:
            return ""
        (least, k, of_least), name = contents[0], self._words.requirement
        most, n, of = max(contents, key=lambda one: (one[1] / one[2], one[1]))
        # Where all fare alike none is met most often, and none least.
        if k == of_least:
            return self._say("required.all", "required", n=of)
        if k * of == n * of_least:
            return self._say("required.alike", "required", n=n, of=of)
        return self._say(
            "required",
            "required",
            most=name(most), n=n, of=of, least=name(least), k=k, l=of_least,
        )  # fmt: skip

    def _stated(self) -> str:
        """Which figures are stated by most reports, and how many figures stand alone."""
        often: dict[str, int] = {}
        for row in self._tables.frame("indicators").to_dicts():
            if not row["by_kinds"]:
                often[row["indicator"]] = often.get(row["indicator"], 0) + 1
        if not often:
            return ""
        most = max(often.values())
        firsts = [code for code in in_order(often, self._readings) if often[code] == most]
        alone = sum(2 * n < self._of for n in often.values())
        return self._say(
            "stated" if alone else "stated.often", "indicators", codes=len(often),
            first=self._named(firsts), k=len(firsts), n=most, of=self._of, alone=alone,
        )  # fmt: skip

    def _named(self, codes: Sequence[str]) -> str:
        """Indicators between quotes; of many the first, and how many they are."""
        quoted = [
            self._words("answer.named", name=self._words.indicator(code)) for code in codes[:NAMED]
        ]
        if len(codes) <= NAMED:
            return self._words.listed(quoted)
        listed = self._words("list.comma").join(quoted)
        return self._words("answer.more", list=listed, n=len(codes))

    def _apart(self) -> str:
        """From where to where the figure lies that most reports state in comparable units."""
        own = {code: [row["value"] for _, row in some] for code, some in self._compared.items()}
        own = {code: found for code, found in own.items() if len(found) >= YEAR_LEAST}
        if not own:
            return ""
        ordered = in_order({code: self._compared[code] for code in own}, self._readings)
        code = max(ordered, key=lambda one: len(own[one]))
        return self._say(
            "apart",
            "compared",
            label=self._words.indicator(code),
            n=len(own[code]),
            low=prose.number(min(own[code])), middle=prose.number(median(own[code])),
            high=prose.number(max(own[code])), unit=self._words.unit(code, None),
        )  # fmt: skip

    def _conflicts(self) -> str:
        """How many reports contradict themselves."""
        rows = self._tables.frame("indicators").to_dicts()
        some = [row for row in rows if row["state"] == CONFLICTING and not row["by_kinds"]]
        if not some:
            return self._say("agree", "findings")
        n = len({row["report_id"] for row in some})
        return self._say("conflicts", "indicators", n=n, of=self._of, places=len(some))

    def _candour(self) -> str:
        """How much room shortcomings get."""
        shares = [row["candour"] for row in self._tables.frame("measures").to_dicts()]
        known = [share for share in shares if share is not None]
        if not known:
            return ""
        silent = sum(share == 0 for share in known)
        key = "candour" if silent else "candour.all"
        return self._say(key, "candour", middle=f"{median(known):.1%}", n=silent, of=len(known))
