"""The words and tables of the cross-town write-up: who is there, how read, how reliable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from fazhi.codebook.cited.document_kinds import document_kinds
from fazhi.codebook.divisions import places_above, province_of
from fazhi.codebook.themes import themes
from fazhi.publish.pages import links, prose, slices
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.records import CONFLICTING, SEVERITIES
from fazhi.tables.view import Tables

SHARED_DOCUMENTS = 40
NAMED_REPORTS = 12
FAILURES_SHOWN = 40
# Reports of these years were written to the outline of 2015 to 2020.
OLD_FRAME, OLD_YEARS = "outline2015", 2020


def zh(words: object) -> str:
    """A Chinese name in a page of any language (ready markup)."""
    return f'<span lang="zh">{prose.text(words)}</span>'


def glyph(row: Mapping[str, Any], words: Words) -> str:
    """A stated value short enough for a cell: > over, < under, ~ about."""
    value = row["value"]
    if value is None:
        return "?"
    sign = {"over": ">", "under": "<", "about": "~"}.get(row["approx"], "")
    unit = "%" if row["unit"] == "%" else ""
    short = f"{value:g}"
    if value >= 100_000:
        short = words("number.short", n=f"{value / int(words('number.step')):g}")
    return f"{sign}{short}{unit}"


class CorpusText:
    """Tables and sentences on all reports."""

    def __init__(
        self,
        tables: Tables,
        words: Words,
        found: list[Reading],
        parts: Sequence[slices.Cell],
    ) -> None:
        self._tables, self._words, self._readings, self._parts = tables, words, found, parts

    def head(self, answers: Sequence[str]) -> Html:
        """How many reports, of which years, what stands out, and the choice where they are many."""
        words, found = self._words, self._readings
        years = sorted({r.about["report_year"] for r in found if r.about["report_year"]})
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
        lost = sum(r.about["complete"] is False for r in found)
        unread = self._tables.frame("failures").height
        lead = words("corpus.lead", n=len(found), years=span or "—")
        lead += words("corpus.lead.lost", n=lost) if lost else words("corpus.lead.whole")
        lead += words("corpus.lead.unread", n=unread) if unread else ""
        lead += words("corpus.lead.order")
        title = f'<h1 class="title">{prose.text(words("corpus.title"))}</h1>'
        control = slices.control(self._parts, found, words) if self._parts else Html("")
        opening = Html(f'{title}<p class="lead">{prose.text(lead)}</p>')
        told = prose.paragraphs(answers) if answers else Html("")
        return opening + told + control

    def who(self) -> Html:
        """Every report; where they are many, how many of each province and year."""
        words = self._words
        if self._parts:
            return self._who_many()
        names = ("town", "county", "year", "characters", "figures", "indicators", "conflicts")
        head = [words(f"head.{name}") for name in (*names, "citations", "complete")]
        # Where cells are stacked each figure says what it counts.
        rows = [
            [
                f'<span class="narrow">{prose.text(name)} </span>{cell}' if at > 1 else cell
                for at, (name, cell) in enumerate(zip(head, self._row(r), strict=True))
            ]
            for r in self._readings
        ]
        return prose.table(head, rows, "tsnnnnnnt")

    def _who_many(self) -> Html:
        words, parts = self._words, self._parts
        counted: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
        lost: dict[str, dict[int, int]] = defaultdict(dict)
        for at, r in enumerate(self._readings):
            where = province_of(r.about, self._words.book)
            counted[where, r.about["report_year"] or 0][at] = 1
            lost[where][at] = int(r.about["complete"] is False)
        years = sorted({year for _, year in counted})
        head = [
            words("head.province"),
            *(str(year or words("year.unknown")) for year in years),
            words("head.incomplete"),
        ]
        rows = [
            [
                zh(words.place(where)) if where else prose.text(words("place.unknown")),
                *(slices.followed(counted.get((where, year), {}), parts, "·") for year in years),
                slices.followed(lost[where], parts, "·"),
            ]
            for where in sorted({where for where, _ in counted})
        ]
        listed = prose.text(words("corpus.list"))
        everyone = f'<a class="button" href="{links.INDEX}" data-carry>{listed}</a>'
        table = prose.table(head, rows, "t" + "n" * (len(years) + 1))
        return slices.following(table, words("corpus.left")) + Html(f"<p>{everyone}</p>")

    def _row(self, r: Reading) -> tuple[str, ...]:
        words, about = self._words, r.about
        own = self._indicators.get(r.report, [])
        higher = places_above(about, self._words.book)
        lost = about["complete"] is False
        return (
            prose.link(links.town(r.report), zh(r.named), "town"),
            zh(words.places(higher)) if higher else "—",
            prose.text(about["report_year"]),
            f"{sum(r.letters.values()):,}",
            str(len(r.quantities)),
            str(len(own)),
            str(sum(1 for row in own if row["state"] == CONFLICTING)),
            str(r.documents),
            prose.text(words("complete.no" if lost else "complete.yes")),
        )

    @property
    def _indicators(self) -> dict[str, list[dict[str, Any]]]:
        grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self._tables.frame("indicators").to_dicts():
            if not row["by_kinds"]:
                grouped[row["report_id"]].append(row)
        return grouped

    def how_read(self) -> Html:
        """How the texts were read: counts that bear on how far the rest can be trusted."""
        words, found = self._words, self._readings
        counted = Counter(self._tables.frame("repairs")["report_id"].to_list())
        repaired = {at: counted[r.report] for at, r in enumerate(found) if counted[r.report]}
        touched = slices.followed(dict.fromkeys(repaired, 1), self._parts)
        places = slices.followed(repaired, self._parts)
        said = [
            ("read.formats", self._counted("format", "format")),
            ("read.scripts", self._counted("script", "script")),
            ("read.levels", self._counted("level", "level")),
            ("read.repairs", words("read.repaired", n=places, of=touched) if repaired else ""),
        ]
        lacking = {
            "read.lost": [r.about["complete"] is False for r in found],
            "read.no_year": [not r.about["report_year"] for r in found],
            "read.no_place": [not r.about["adcode"] for r in found],
        }
        said += [(name, self._reports(of) if any(of) else "") for name, of in lacking.items()]
        # What is true of no report at all is no row.
        return prose.facts((words(name), markup) for name, markup in said if markup)

    def _reports(self, true: Iterable[bool]) -> str:
        """How many reports something is true of, as markup that follows the choice."""
        return slices.followed({at: int(one) for at, one in enumerate(true)}, self._parts)

    def _counted(self, column: str, kind: str) -> str:
        """How many reports hold each value of a column, as markup."""
        values = [str(r.about[column] or "—") for r in self._readings]
        return self._words("list.comma").join(
            f"{prose.text(self._words.of(kind, one))} {self._reports(v == one for v in values)}"
            for one in sorted(set(values))
        )

    def failed(self) -> Html:
        """The files that could not be read."""
        words, rows = self._words, self._tables.frame("failures").to_dicts()
        if not rows:
            return prose.line(words("failures.none"))
        cells = [
            (zh(row["path"]), prose.text(words.of("reason", row["reason"])))
            for row in rows[:FAILURES_SHOWN]
        ]
        table = prose.table([words("town.file"), words("head.message")], cells)
        more = len(rows) - FAILURES_SHOWN
        return table + prose.line(words("failures.more", n=more)) if more > 0 else table

    def themes(self) -> dict[str, list[float]]:
        """For each theme that is touched, the share of each report's characters it is given."""
        words, found = self._words, self._readings
        at = {r.report: place for place, r in enumerate(found)}
        shares: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(found))
        for row in self._tables.frame("attention").to_dicts():
            if row["report_id"] in at:
                shares[row["theme"]][at[row["report_id"]]] = row["share"] or 0.0
        old = any((r.about["report_year"] or 9999) <= OLD_YEARS for r in found)
        shown = [one for one in themes(self._words.book) if one.id in shares]
        return {
            one.short(words.language): shares[one.id]
            for one in shown
            if old or one.group != OLD_FRAME
        }

    def shared_documents(self) -> Html:
        """Documents that more than one report cites; the most cited, where they are many."""
        words = self._words
        shared = [(title, who) for title, who in self._citing_reports() if len(who) > 1]
        shared.sort(key=lambda one: (-len(one[1]), one[0]))
        if not shared:
            return prose.line(words("citations.not_shared"))
        rows = [
            (f'<cite lang="zh">《{prose.text(title)}》</cite>', self._citing(who))
            for title, who in shared[:SHARED_DOCUMENTS]
        ]
        table = prose.table([words("head.document"), words("head.cited_by")], rows, "qt")
        if not self._parts:
            return table
        table = slices.following(table, words("citations.left"), ranked=True)
        if len(shared) > SHARED_DOCUMENTS:
            table += prose.line(words("citations.more", n=SHARED_DOCUMENTS, of=len(shared)))
        return table

    def _citing_reports(self) -> Iterator[tuple[str, dict[int, str]]]:
        """Each document under the name used most, and links of the reports that cite it.

        What its form alone names (《条例》) is another document in each report: none of these.
        """
        kinds = document_kinds(self._words.book)
        who: dict[str, dict[int, str]] = defaultdict(dict)
        names: dict[str, Counter[str]] = defaultdict(Counter)
        for at, r in enumerate(self._readings):
            for row in r.citations:
                title, document = row["title"], row["document_id"]
                if document or kinds.is_one(title):
                    address = links.source(r.report, "citation", row["citation_id"])
                    who[document or title].setdefault(at, prose.link(address, zh(r.label)))
                    names[document or title][title] += 1
        for document, reports in who.items():
            used = names[document]
            yield min(used, key=lambda name: (-used[name], name)), reports

    def _citing(self, who: Mapping[int, str]) -> str:
        """The reports that cite a document by name, or how many where they are many."""
        words = self._words
        if len(who) <= NAMED_REPORTS:
            return slices.among(who, self._parts, words("list.comma"))
        return words("citations.by", n=slices.followed(dict.fromkeys(who, 1), self._parts))

    def finding_rows(self) -> list[dict[str, Any]]:
        """How many findings of each kind and weight each report has, the kinds met most first."""
        words, ranks = self._words, SEVERITIES
        found: Counter[tuple[str, int, str]] = Counter()
        often: Counter[str] = Counter()
        for row in self._tables.frame("findings").to_dicts():
            found[row["check"], ranks.index(row["severity"]), row["report_id"]] += 1
            often[row["check"]] += 1
        labels = {r.report: (at, r.label) for at, r in enumerate(self._readings)}
        order = sorted(found, key=lambda key: (-often[key[0]], *key[:2], labels[key[2]][0]))
        return [
            {
                "report_id": report,
                "town": labels[report][1],
                "label": words.of("check", check),
                "state": words.of("severity", ranks[rank]),
                "rank": rank,
                "n": found[check, rank, report],
            }
            for check, rank, report in order
        ]

    def downloads(self) -> Html:
        """The way to the whole tables."""
        words = self._words
        button = prose.link(links.DATA, prose.text(words("nav.data")), "button")
        return Html(f"<p>{button} {prose.text(words('data.lead'))}</p>")
