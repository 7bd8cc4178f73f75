"""What notebooks/cross_town.ipynb calls: all reports side by side, never ranked."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from pathlib import Path
from typing import Any

from fazhi.publish import charts, disputes, links, prose, theme
from fazhi.publish.figure import Figure
from fazhi.publish.prose import Html
from fazhi.publish.reading import Reading, readings
from fazhi.publish.tables import Tables
from fazhi.publish.words import Words, indicator_order
from fazhi.publish.writeup_town import PARTS, space

COMPARED_ROWS = 24
# Beyond this many, a grid says no more than counts do, and the page would grow with the corpus.
GRID_TOWNS = 40


class Corpus:
    """The write-up of all reports of a folder of tables.

    Args:
        tables: the folder of tables.
        language: `zh` or `en`; quotes stay in the authors' script.
    """

    def __init__(self, tables: str | Path, language: str = "zh") -> None:
        self._words = Words(language)
        self._tables = Tables(tables)

    @cached_property
    def _readings(self) -> list[Reading]:
        return readings(self._tables, self._words)

    @cached_property
    def _values(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The row of `indicators` for a report and an indicator."""
        rows = self._tables.frame("indicators").to_dicts()
        return {(row["report_id"], row["indicator"]): row for row in rows}

    def head(self) -> Html:
        """How many reports, of which years."""
        words = self._words
        years = sorted({r.about["report_year"] for r in self._readings if r.about["report_year"]})
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
        title = f'<h1 class="title">{prose.text(words("corpus.title"))}</h1>'
        lead = words("corpus.lead", n=len(self._readings), years=span or "—")
        return Html(f'{title}<p class="lead">{prose.text(lead)}</p>')

    def who(self) -> Html:
        """Every report with what it holds and what it lacks."""
        words = self._words
        rows = [self._row(r) for r in self._readings]
        names = ("town", "county", "year", "characters", "parts", "figures", "indicators")
        head = [words(f"head.{name}") for name in (*names, "conflicts", "citations", "complete")]
        return prose.table(head, rows, "ttnnnnnnnt")

    def failed(self) -> Html:
        """The files that could not be read: missing reports are data too."""
        words, rows = self._words, self._tables.frame("failures").to_dicts()
        if not rows:
            return prose.line(words("failures.none"))
        cells = [(prose.text(row["path"]), prose.text(row["message"])) for row in rows]
        return prose.table([words("town.file"), words("head.message")], cells)

    def chart_parts(self) -> Figure:
        """Which required items have a part of their own."""
        words, kept = self._words, ("own", "none")
        rows = [self._headed(r, role) for r in self._readings for role in PARTS]
        if len(self._readings) <= GRID_TOWNS:
            return charts.grid(rows, words, "parts", kept)
        counted = Counter((row["label"], row["state"]) for row in rows)
        names = [words.of("state", state) for state in kept]
        many = [
            {"label": label, "state": name, "rank": rank, "n": counted[label, name]}
            for label in (words.of("role", role) for role in PARTS)
            for rank, name in enumerate(names)
        ]
        return charts.states(many, words, "parts", kept)

    def chart_indicators(self) -> Figure | Html:
        """Indicators by towns, the four states told apart."""
        words, place = self._words, indicator_order()
        last = (len(place), 0)
        present = sorted({code for _, code in self._values}, key=lambda c: (place.get(c, last), c))
        if not present:
            return prose.line(words("figures.none"))
        if len(self._readings) > GRID_TOWNS:
            return charts.states(self._counted(present), words, "indicators")
        rows = [self._cell(r, code) for code in present for r in self._readings]
        return charts.grid(rows, words, "indicators")

    def chart_compared(self) -> Figure | Html:
        """Amounts stated by at least two towns."""
        words, place = self._words, indicator_order()
        found: dict[str, list[tuple[Reading, dict[str, Any]]]] = defaultdict(list)
        for r in self._readings:
            for row in self._amounts(r):
                if row["value"] and row["dimension"] not in disputes.PICKED.not_compared:
                    found[row["indicator"]].append((r, row))
        shared = [code for code, some in found.items() if len({r.report for r, _ in some}) > 1]
        last = (len(place), 0)
        shared.sort(key=lambda c: (-len({r.report for r, _ in found[c]}), place.get(c, last)))
        if not shared:
            return prose.line(words("compared.none"))
        rows = [
            {
                "label": self._with_unit(code, found[code][0][1]["unit"]),
                "town": r.label,
                "value": row["value"],
                "firm": words("firm.exact" if row["approx"] == "exact" else "firm.approx"),
                "shown": prose.amount(row, words),
                "quote": row["quote"],
                "href": r.href(row),
            }
            for code in shared[:COMPARED_ROWS]
            for r, row in found[code]
        ]
        return charts.compared(rows, words)

    def chart_space(self) -> Figure:
        """What share of its text each report gives to each part."""
        return charts.space([row for r in self._readings for row in space(r)], self._words)

    def chart_concreteness(self) -> Figure:
        """Figures in a thousand characters, by part."""
        words, rows = self._words, []
        for r in self._readings:
            counted = Counter(r.role_at(row["start"]) for row in r.quantities)
            for role in theme.ROLES[:4]:
                letters = r.letters[role]
                if letters:
                    density = round(1000 * counted[role] / letters, 2)
                    shown = words("density.shown", density=density, n=counted[role], of=letters)
                    part = words.of("role", role)
                    rows.append({"town": r.label, "part": part, "density": density, "shown": shown})
        return charts.concreteness(rows, words)

    def chart_citations(self) -> Figure | Html:
        """Kinds of documents cited, by report."""
        words, rows = self._words, []
        for r in self._readings:
            titles = defaultdict(list)
            for row in r.citations:
                titles[row["kind"]].append(row["title"])
            for rank, kind in enumerate(charts.CITED):
                named = list(dict.fromkeys(titles.get(kind, ())))
                rows.append(
                    {
                        "town": r.label,
                        "kind": words.of("cited", kind),
                        "rank": rank,
                        "n": len(titles.get(kind, ())),
                        "quote": words("list.comma").join(named),
                    }
                )
        return charts.citations(rows, words) if rows else prose.line(words("citations.none"))

    def shared_documents(self) -> Html:
        """Documents that more than one report cites."""
        words = self._words
        by_title: dict[str, list[str]] = defaultdict(list)
        for r in self._readings:
            for row in {row["title"]: row for row in r.citations}.values():
                address = links.source(r.report, "citation", row["citation_id"])
                by_title[row["title"]].append(prose.link(address, prose.text(r.label)))
        rows = [
            (f'<cite lang="zh">《{prose.text(title)}》</cite>', words("list.comma").join(who))
            for title, who in sorted(by_title.items())
            if len(who) > 1
        ]
        if not rows:
            return prose.line(words("citations.not_shared"))
        return prose.table([words("head.document"), words("head.cited_by")], rows, "qt")

    def findings(self) -> Html:
        """How many findings of each kind each report has."""
        words = self._words
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self._tables.frame("findings").to_dicts():
            counted[row["check"]][row["report_id"]] += 1
        if not counted:
            return prose.line(words("findings.none"))
        head = [words("head.check"), *(r.label for r in self._readings)]
        rows = [
            [
                prose.text(words.of("check", check)),
                *(str(counted[check][r.report] or "·") for r in self._readings),
            ]
            for check in sorted(counted)
        ]
        return prose.table(head, rows, "t" + "n" * len(self._readings))

    def _row(self, r: Reading) -> tuple[str, ...]:
        words, about = self._words, r.about
        headed = {row["role"] for row in r.sections if row["level"] == 1}
        own = [row for (report, _), row in self._values.items() if report == r.report]
        higher = [about[key] for key in ("province", "prefecture", "county") if about[key]]
        lost = about["complete"] is False
        return (
            prose.link(links.town(r.report), prose.text(r.name), "town"),
            prose.text(" ".join(higher)),
            prose.text(about["report_year"]),
            f"{sum(r.letters.values()):,}",
            f"{sum(role in headed for role in PARTS)}/{len(PARTS)}",
            str(len(r.quantities)),
            str(len(own)),
            str(sum(row["conflict"] for row in own)),
            str(len(r.citations)),
            prose.text(words("complete.no" if lost else "complete.yes")),
        )

    def _amounts(self, r: Reading) -> list[dict[str, Any]]:
        """The mentions of a report; those that add up to one value as that value."""
        amounts: dict[tuple[str, int], dict[str, Any]] = {}
        for row in r.coded:
            value = self._values.get((r.report, row["indicator"]))
            if value and row["quantity_id"] in (value["parts"] or ()):
                whole = {**row, "value": value["value"], "approx": value["approx"]}
                amounts.setdefault((row["indicator"], value["quantity_id"]), whole)
            else:
                amounts[row["indicator"], row["quantity_id"]] = row
        return list(amounts.values())

    def _headed(self, r: Reading, role: str) -> dict[str, Any]:
        """Whether a report gives a required item a first-level heading, as a cell of a grid."""
        words = self._words
        found = (row for row in r.sections if row["role"] == role and row["level"] == 1)
        section = next(found, None)
        number = section["section_id"] if section else None
        return {
            "town": r.label,
            "label": words.of("role", role),
            "state": words.of("state", "own" if section else "none"),
            "glyph": "✓" if section else "–",
            "shown": words("parts.yes" if section else "parts.no"),
            "quote": section["title"] if section else "",
            "href": links.source(r.report, "section", number),
        }

    def _counted(self, present: list[str]) -> list[dict[str, Any]]:
        """How many reports are in each state, for each indicator."""
        rows = []
        for code in present:
            values = [self._values.get((r.report, code)) for r in self._readings]
            counted = Counter(_state(value) for value in values)
            for rank, state in enumerate(charts.STATES):
                rows.append(
                    {
                        "label": self._words.indicator(code),
                        "state": self._words.of("state", state),
                        "rank": rank,
                        "n": counted[state],
                    }
                )
        return rows

    def _cell(self, r: Reading, code: str) -> dict[str, Any]:
        words, value = self._words, self._values.get((r.report, code))
        cell = {"town": r.label, "label": words.indicator(code), "quote": "", "href": None}
        if value is None:
            return {**cell, "state": words.of("state", "absent"), "glyph": "·", "shown": "—"}
        some = [row for row in r.quantities if row["indicator"] == code]
        first = next((q for q in some if q["quantity_id"] == value["quantity_id"]), some[0])
        state = _state(value)
        stated = list(dict.fromkeys(prose.amount(row, words) for row in some))
        shown = prose.amount({**value, "zero": state == "zero"}, words)
        if not value["parts"] and len(stated) > 1:
            shown = " / ".join(stated)
        return {
            **cell,
            "state": words.of("state", state),
            "glyph": {"zero": "0", "conflict": "≠"}.get(state) or _glyph(value),
            "shown": shown,
            "quote": " … ".join(dict.fromkeys(row["quote"] for row in some)),
            "href": r.href(first),
        }

    def _with_unit(self, code: str, stated: str | None) -> str:
        words = self._words
        return words("label.unit", label=words.indicator(code), unit=words.unit(code, stated))


def _state(value: dict[str, Any] | None) -> str:
    """Which of the four states a report is in for an indicator."""
    if value is None:
        return "absent"
    if value["conflict"]:
        return "conflict"
    return "zero" if value["value"] == 0 else "stated"


def _glyph(row: dict[str, Any]) -> str:
    """A stated value short enough for a cell: > over, < under, ~ about."""
    value = row["value"]
    if value is None:
        return "?"
    sign = {"over": ">", "under": "<", "about": "~"}.get(row["approx"], "")
    unit = "%" if row["unit"] == "%" else ""
    short = f"{value / 10000:g}万" if value >= 100000 else f"{value:g}"
    return f"{sign}{short}{unit}"
