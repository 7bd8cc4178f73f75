"""What notebooks/town.ipynb calls: each section of a report's write-up, made from the tables."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from fazhi.codebook.requirements import load_requirements
from fazhi.publish import charts, disputes, links, prose, theme
from fazhi.publish.figure import Figure
from fazhi.publish.prose import Html
from fazhi.publish.reading import Reading
from fazhi.publish.tables import Tables
from fazhi.publish.words import Words

PARTS = ("achievements", "problems", "head_duties", "plan")
FIRM = ("exact", "approx", "zero")


class Town:
    """The write-up of one report.

    Args:
        report: the `report_id`.
        tables: the folder of tables.
        language: `zh` or `en`; quotes stay in the author's script.
    """

    def __init__(self, report: str, tables: str | Path, language: str = "zh") -> None:
        self._words = Words(language)
        self._reading = Reading(Tables(tables), report, self._words)

    def head(self) -> Html:
        """Who speaks, of which year, when, in which file."""
        r, words, about = self._reading, self._words, self._reading.about
        title = words("town.title", place=r.name, year=about["report_year"] or "—")
        place = [about[k] for k in ("province", "prefecture", "county", "town") if about[k]]
        said = [
            ("town.place", prose.text(" ".join(place))),
            ("town.issuers", prose.text(words("list.comma").join(about["issuers"] or []))),
            ("town.addressees", prose.text(words("list.comma").join(about["addressees"] or []))),
            ("town.number", prose.text(about["doc_number"])),
            ("town.issued", prose.text(about["issued_date"] or words("town.not_stated"))),
            ("town.length", prose.text(words("town.characters", n=about["characters"]))),
            ("town.script", prose.text(words.of("script", r.script))),
            ("town.file", prose.text(about["path"])),
            ("town.hash", f'<code class="hash">{prose.text(about["sha256"])}</code>'),
        ]
        lead = prose.link(links.source(r.report), prose.text(words("town.read_source")), "button")
        facts = prose.facts((words(name), value) for name, value in said if value != "—")
        return Html(f'<h1 class="title">{prose.text(title)}</h1>') + facts + Html(f"<p>{lead}</p>")

    def in_short(self) -> Html:
        """Some sentences that say what the report states, and what it leaves out."""
        r, words = self._reading, self._words
        own = [words.of("role", role) for role in PARTS if self._headed(role)]
        missing = [words.of("role", role) for role in PARTS if not self._headed(role)]
        uncoded = len(r.quantities) - len(r.coded)
        sentences = [
            words(
                "short.figures",
                characters=f"{sum(r.letters.values()):,}",
                n=len(r.quantities),
                uncoded=uncoded,
            ),
            words("short.parts", own=self._list(own)) if own else "",
            words("short.missing", missing=self._list(missing)) if missing else "",
            self._busiest(),
            disputes.brief(r),
            *disputes.conflicts(r),
            self._zeros(),
            words("short.citations", n=len(r.citations)) if r.citations else "",
            words("short.incomplete") if r.about["complete"] is False else "",
        ]
        return prose.paragraphs(
            one if one.startswith("<") else prose.text(one) for one in sentences if one
        )

    def required(self) -> Html:
        """The items the national rule asks for, each with its heading or its evidence."""
        r, words = self._reading, self._words
        order = {entry.id: place for place, entry in enumerate(load_requirements())}
        coded = sorted(
            r.rows("requirements"), key=lambda row: order.get(row["requirement"], len(order))
        )
        if coded:
            rows = [
                (
                    prose.text(words.requirement(row["requirement"])),
                    _badge(words.of("met", row["met"]), row["met"]),
                    r.quoted(row) if row["quote"] else "—",
                )
                for row in coded
            ]
        else:
            rows = [self._part(role) for role in PARTS]
        return prose.table(
            [words("head.item"), words("head.state"), words("head.quote")], rows, "ttq"
        )

    def disputes(self) -> Html:
        """What the report states on disputes: kinds, their sum, totals, agreement."""
        return disputes.text(self._reading)

    def chart_disputes(self) -> Figure | Html:
        """The kinds of disputes beside the totals."""
        rows = disputes.rows(self._reading)
        if not rows:
            return prose.line(self._words("disputes.none"))
        return charts.dispute_kinds(rows, self._words)

    def chart_fields(self) -> Figure | Html:
        """In which fields the report gives figures."""
        words, rows = self._words, self._reading.quantities
        if not rows:
            return prose.line(words("figures.none"))
        counted: Counter[tuple[str, str]] = Counter()
        quotes: dict[tuple[str, str], str] = {}
        for row in [*self._reading.coded, *(row for row in rows if not row["indicator"])]:
            field = words.field(row["indicator"] or "none")
            firm = "zero" if row["zero"] else "exact" if row["approx"] == "exact" else "approx"
            counted[field, firm] += 1
            quotes.setdefault((field, firm), row["quote"])
        return charts.fields(
            [
                {
                    "field": field,
                    "firm": words(f"firm.{firm}"),
                    "rank": FIRM.index(firm),
                    "n": n,
                    "quote": quotes[field, firm],
                }
                for (field, firm), n in counted.items()
            ],
            words,
        )

    def figures(self) -> Html:
        """Every figure by field: as stated, with its sentence and the way to it."""
        r, words = self._reading, self._words
        if not r.quantities:
            return prose.line(words("figures.none"))
        head = [words("head.indicator"), words("head.stated"), words("head.quote")]
        groups: dict[str, list[dict[str, Any]]] = {}
        for row in [*r.coded, *(row for row in r.quantities if not row["indicator"])]:
            groups.setdefault(words.field(row["indicator"] or "none"), []).append(row)
        cells = {
            field: [(self._named(row), r.evidence(row), r.quoted(row)) for row in rows]
            for field, rows in groups.items()
        }
        return prose.grouped(head, cells, "tnq")

    def chart_space(self) -> Figure | Html:
        """What share of the text each part takes."""
        rows = space(self._reading)
        return charts.space(rows, self._words) if rows else prose.line(self._words("space.none"))

    def chart_positions(self) -> Figure | Html:
        """Where figures and citations stand."""
        r, words = self._reading, self._words
        length = max((row["end"] for row in r.paragraphs), default=0)
        found = [
            *(("quantity", row, prose.amount(row, words), row["quote"]) for row in r.quantities),
            *(("citation", row, row["title"], row["raw"]) for row in r.citations),
        ]
        if not found or not length:
            return prose.line(words("figures.none"))
        marks = [
            {
                "part": words.of("role", r.role_at(row["start"])),
                "place": round(100 * row["start"] / length, 2),
                "kind": words(f"position.{kind}"),
                "shown": shown,
                "quote": quote,
                "href": links.source(r.report, kind, row[f"{kind}_id"]),
            }
            for kind, row, shown, quote in found
        ]
        present = [words.of("role", role) for role in theme.ROLES if r.letters[role]]
        marks.sort(key=lambda mark: (present.index(mark["part"]), mark["place"]))
        bare = [part for part in present if part not in {mark["part"] for mark in marks}]
        marks += [
            {"part": part, "place": None, "kind": None, "shown": "", "quote": "", "href": None}
            for part in bare
        ]
        return charts.positions(marks, words)

    def problems(self) -> Html:
        """The shortcomings, as the report lists them."""
        return self._listed("problems", "problems.none")

    def plans(self) -> Html:
        """What is announced for the next year, as the report lists it."""
        return self._listed("plan", "plan.none")

    def citations(self) -> Html:
        """The documents cited, their kind and state in the report year."""
        r, words = self._reading, self._words
        if not r.citations:
            return prose.line(words("citations.none"))
        times = Counter(row["title"] for row in r.citations)
        seen: dict[str, dict[str, Any]] = {}
        for row in r.citations:
            seen.setdefault(row["title"], row)
        rows = [
            (
                prose.link(
                    links.source(r.report, "citation", row["citation_id"]),
                    f'<cite lang="zh">{prose.text(row["raw"])}</cite>',
                ),
                prose.text(words.of("cited", row["kind"])),
                _badge(words.of("status", row["status"]), row["status"]),
                str(times[title]),
            )
            for title, row in seen.items()
        ]
        head = [words(f"head.{name}") for name in ("document", "kind", "status", "times")]
        return prose.table(head, rows, "qttn")

    def findings(self) -> Html:
        """What an attentive reviewer would look at again."""
        r, words = self._reading, self._words
        rows = [
            (
                _badge(words.of("severity", row["severity"]), row["severity"]),
                prose.text(words.of("check", row["check"])),
                prose.text(row[f"message_{words.language}"])
                + "<br>"
                + prose.link(links.source(r.report, "finding", row["finding_id"]), r.quoted(row)),
            )
            for row in r.rows("findings")
        ]
        if not rows:
            return prose.line(words("findings.none"))
        return prose.table([words(f"head.{name}") for name in ("weight", "check", "message")], rows)

    def unread(self) -> Html:
        """What could not be read or is visibly lost."""
        words, about = self._words, self._reading.about
        said = [words("unread.lost")] if about["complete"] is False else []
        if about["report_year"] is None:
            said.append(words("unread.year"))
        if not about["adcode"]:
            said.append(words("unread.place"))
        return prose.paragraphs(map(prose.text, said)) if said else prose.line(words("unread.none"))

    def _headed(self, role: str) -> dict[str, Any] | None:
        """The first-level heading given to a part, if any."""
        return next(
            (row for row in self._reading.sections if row["role"] == role and row["level"] == 1),
            None,
        )

    def _part(self, role: str) -> tuple[str, str, str]:
        words, section = self._words, self._headed(role)
        name = prose.text(words.of("role", role))
        if not section:
            return name, _badge(words("parts.no"), "no"), "—"
        address = links.source(self._reading.report, "section", section["section_id"])
        title = prose.link(address, prose.text(section["title"]), "heading")
        return name, _badge(words("parts.yes"), "yes"), title

    def _named(self, row: dict[str, Any]) -> str:
        words = self._words
        name = words.indicator(row["indicator"]) if row["indicator"] else words("figures.uncoded")
        period = f" <small>{prose.text(words.of('period', row['period']))}</small>"
        return prose.text(name) + ("" if row["period"] == "year" else period)

    def _list(self, names: list[str]) -> str:
        return self._words("list.comma").join(names)

    def _busiest(self) -> str:
        """The fields with most figures, in one sentence."""
        fields = Counter(self._words.field(row["indicator"]) for row in self._reading.coded)
        if not fields:
            return ""
        top = [
            f"{name}（{n}）" if self._words.language == "zh" else f"{name} ({n})"
            for name, n in fields.most_common(3)
        ]
        return self._words("short.fields", fields=self._list(top))

    def _zeros(self) -> str:
        r, words = self._reading, self._words
        zeros = [row for row in r.quantities if row["zero"]]
        if not zeros:
            return ""
        named = words("list.comma").join(r.evidence(row, row["raw"]) for row in zeros)
        return f"<span>{prose.text(words('short.zeros'))}{named}</span>"

    def _listed(self, role: str, nothing: str) -> Html:
        r = self._reading
        inside = [row for row in r.sections if row["role"] == role and row["level"] > 1]
        deepest = [row for row in inside if row["inline"]] or inside
        texts = r.rows("texts")
        if not deepest or not texts:
            return prose.line(self._words(nothing))
        raw = texts[0]["raw_text"]
        items = []
        for row in deepest:
            body = "".join(raw[row["start"] : row["end"]].split())
            address = links.source(r.report, "section", row["section_id"])
            title = prose.link(address, f"<b>{prose.text(row['title'])}</b>", "heading")
            items.append(f"{title}{prose.quote(body, r.script)}")
        return Html(f'<ol class="quotes">{"".join(f"<li>{item}</li>" for item in items)}</ol>')


def space(reading: Reading) -> list[dict[str, Any]]:
    """A report's shares of text by part, as rows of a chart."""
    total = sum(reading.letters.values())
    return [
        {
            "town": reading.label,
            "part": reading.words.of("role", role),
            "rank": rank,
            "share": round(n / total, 4),
            "shown": reading.words("space.shown", share=f"{n / total:.0%}", n=f"{n:,}"),
        }
        for rank, (role, n) in enumerate(reading.letters.items())
        if n
    ]


def _badge(words: str, kind: object) -> str:
    return f'<span class="badge {prose.text(kind)}">{prose.text(words)}</span>'
