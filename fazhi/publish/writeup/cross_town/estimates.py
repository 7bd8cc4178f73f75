"""What totals, means and shares come to once a checked sample has told the machine's errors.

A sample that people checked lies beside the study (`reviews_of`): its estimates are shown with
their intervals, and the units in which people differ with the way to their words. Of indicators
without one the page says that the error is not known, and how many reports to check.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import isinf
from typing import Any, NamedTuple

from fazhi.errors import FazhiError
from fazhi.mentions import KEY_SIGNS
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.folders import reviews_of
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.tables.view import Tables
from fazhi.trust.estimates.estimate import Estimate, Of
from fazhi.trust.estimates.plan import enough, half_width
from fazhi.trust.review.agree import of_machine
from fazhi.trust.review.answers import Answer
from fazhi.trust.review.columns import INSTEAD
from fazhi.trust.review.estimated import ALL, estimates
from fazhi.trust.review.sample import Drawn, kept
from fazhi.trust.review.settle import Settled, kept_answers
from fazhi.trust.review.units import MENTION, REPORT, whole_reports

# So many indicators of a sample of mentions, and without any sample, the most stated first.
MOST = 8
PLANNED = 5
# Units in which people differ from the machine that are listed.
LISTED = 60
USUAL, HALF = 200, 0.1
MEASURES: tuple[Of, ...] = ("total", "mean", "share_stating")


class Checked(NamedTuple):
    """A sample that people checked, and the name of its folder."""

    folder: str
    drawn: Drawn
    answers: Mapping[str, Settled]


def estimated(
    tables: Tables, words: Words, readings: Sequence[Reading], usual: Sequence[str]
) -> Html:
    """The samples beside the study with their estimates, then what is not known.

    Args:
        usual: the indicators whose amounts may be added up, what most reports state first.
    """
    shown, known = Html(""), set[str]()
    for folder in reviews_of(tables.folder):
        try:
            one = Checked(folder.name, kept(folder), kept_answers(folder))
            shown += _sample(one, tables, words, readings, usual)
            known |= set(_asked(one, usual))
        except FazhiError as error:
            shown += prose.line(words("estimates.unread", folder=folder.name, why=error.message))
    return shown + _unknown([code for code in usual if code not in known], tables, words)


def _asked(one: Checked, usual: Sequence[str]) -> list[str]:
    """The indicators that a sample tells of."""
    if one.drawn.sample.indicator:
        return [one.drawn.sample.indicator]
    coded = one.drawn.population.drop_nulls("figure")["indicator"]
    often = Counter(code for code in coded if code in usual)
    return sorted(often, key=lambda code: (-often[code], code))[:MOST]


def _sample(
    one: Checked,
    tables: Tables,
    words: Words,
    readings: Sequence[Reading],
    usual: Sequence[str],
) -> Html:
    """The estimates of a sample, how it was drawn, and where people differ from the machine."""
    rows = [row for code in _asked(one, usual) for row in _rows(one, code, words)]
    names = ("estimate", "as_coded", "corrected_to", "checked")
    head = [words(f"head.{name}") for name in names]
    table = prose.table(head, rows, "snnn", words("estimates.caption"))
    return (
        prose.paragraphs(_drawn(one, readings, words))
        + table
        + prose.folded(words("estimates.method"), _method(one, words))
        + _differences(one, tables, words, readings)
    )


def _rows(one: Checked, code: str, words: Words) -> Iterator[tuple[str, ...]]:
    """A row a measure: as coded, corrected with its interval, how many were checked.

    Of several years also a row for each of which enough were checked.
    """
    whole = bool(one.drawn.sample.indicator)
    several = one.drawn.population["year"].n_unique() > 1
    for of in MEASURES if whole else MEASURES[:1]:
        for by in (ALL, "year") if several else (ALL,):
            for group, found in estimates(one.drawn, one.answers, code, of, by):
                if by == ALL or found.corrected is not None:
                    yield _row(code, of, group if by else None, found, words)


def _row(code: str, of: Of, year: str | None, found: Estimate, words: Words) -> tuple[str, ...]:
    name = prose.text(words.indicator(code))
    if words.entry(code):
        name = prose.link(links.definition(code), name, "definition")
    said = words(f"estimates.{of}", name=name)
    if year is not None:
        said += f" <small>{prose.text(year or words('year.unknown'))}</small>"
    told = prose.text(words("estimates.too_few"))
    if found.corrected is None or found.low is None or found.high is None:
        pass
    elif found.high - found.low > 2 * abs(found.corrected):
        told = prose.text(words("estimates.too_wide"))
    else:
        low, high = (_number(bound, of, found.corrected) for bound in (found.low, found.high))
        bounds = prose.text(words("estimates.bounds", low=low, high=high))
        told = f"<b>{_number(found.corrected, of)}</b> {bounds}"
    cells = (_number(found.machine, of), told, f"{found.checked:,}/{found.reports:,}")
    heads = ("as_coded", "corrected_to", "checked")
    named = (f'<span class="narrow">{prose.text(words(f"head.{one}"))} </span>' for one in heads)
    return said, *(f"{one}{cell}" for one, cell in zip(named, cells, strict=True))


def _number(value: float | None, of: Of, like: float | None = None) -> str:
    """A figure as closely as it is worth telling: a share in percent, a mean with its decimals."""
    if value is None:
        return "—"
    if of == "share_stating":
        return f"{value:.1%}"
    return prose.number(round(value, 0 if abs(value if like is None else like) >= 100 else 1))


def _drawn(one: Checked, readings: Sequence[Reading], words: Words) -> Iterator[str]:
    """How many were drawn from what, by whom they were checked, and what makes it weak."""
    sample, by = one.drawn.sample, Counter(said.by for said in one.answers.values())
    form = "reports" if sample.indicator else "mentions"
    size = one.drawn.population.height
    lines = [
        words(f"estimates.drawn.{form}", n=sample.n, of=f"{size:,}", seed=sample.seed),
        words("estimates.by", **{name: by[name] for name in ("agreed", "settled", "one")}),
    ]
    if len(one.answers) < min(USUAL, size):
        lines.append(words("estimates.weak"))
    files = {key[:KEY_SIGNS] for key in one.drawn.population["key"]}
    gone = len(files.symmetric_difference(r.about["sha256"][:KEY_SIGNS] for r in readings))
    if sample.indicator and gone:
        lines.append(words("estimates.other_reports", n=gone))
    return map(prose.text, lines)


def _method(one: Checked, words: Words) -> Html:
    """How the estimates are worked out, and the strata of the draw."""
    drawn = Counter(unit.stratum for unit in one.drawn.sample.units)
    rows = [
        (prose.text(_stratum(name, words)), f"{drawn[name]:,}", f"{size:,}")
        for name, size in sorted(one.drawn.sample.sizes.items())
    ]
    head = [words(f"head.{name}") for name in ("stratum", "drawn", "of_units")]
    way = prose.link("#method", prose.text(words("estimates.reliability")), "heading")
    how = Html(f"<p>{prose.text(words('estimates.how'))}{words('sentence.space')}{way}</p>")
    return how + prose.table(head, rows, "tnn")


def _stratum(name: str, words: Words) -> str:
    """What a stratum holds: those of figures are numbered, the smallest first."""
    kind, _, number = name.partition(" ")
    if number.isdecimal():
        return words(f"stratum.{kind}", n=number)
    return words.of("stratum", name.replace(": ", "_").replace(" ", "_"), name)


def _differences(one: Checked, tables: Tables, words: Words, readings: Sequence[Reading]) -> Html:
    """The units of which people say otherwise than the machine, each with the way to its words."""
    machine = of_machine(one.drawn.sample)
    differ = [
        unit
        for unit in {unit.key: unit for unit in one.drawn.sample.units}.values()
        if unit.key in one.answers and _differ(one.answers[unit.key].answer, machine[unit.key])
    ]
    if not differ:
        return prose.line(words("estimates.same", n=len(one.answers)))
    by_file = {r.about["sha256"][:KEY_SIGNS]: (at, r) for at, r in enumerate(readings)}
    marks = _marks(tables)
    rows = []
    for unit in differ:
        at, reading = by_file.get(unit.key[:KEY_SIGNS], (len(readings), None))
        number = marks.get(unit.key) if unit.kind == MENTION else None
        place = prose.text(unit.report_id)
        if reading:
            address = links.source(reading.report, *(("quantity", number) if number else ()))
            place = prose.link(address, prose.mixed(reading.label, words), "heading")
        answer = one.answers[unit.key].answer
        cells = (place, _told(machine[unit.key], words, unit.kind), _told(answer, words))
        rows.append((at, unit.start, cells))
    rows.sort(key=lambda row: row[:2])
    head = [words(f"head.{name}") for name in ("town", "program", "people")]
    shown = prose.table(head, [cells for _, _, cells in rows[:LISTED]], "sss")
    if len(rows) > LISTED:
        shown += prose.line(words("estimates.more", n=LISTED, of=len(rows), folder=one.folder))
    return prose.folded(words("estimates.differ", n=len(rows), of=len(one.answers)), shown)


def _differ(answer: Answer, machine: Answer) -> bool:
    """Whether two answers make another figure of an indicator."""
    if answer.indicator != machine.indicator:
        return True
    return answer.indicator not in INSTEAD and answer.value not in (None, machine.value)


def _marks(tables: Tables) -> dict[str, int]:
    """The number of each mention in the marked source, by its name."""
    rows = tables.scan("quantities").select("mention_key", "quantity_id").collect()
    return dict(rows.iter_rows())


def _told(one: Answer, words: Words, kind: str = MENTION) -> str:
    """An answer in words (ready markup); a report that states no one figure contradicts itself."""
    if one.indicator in INSTEAD:
        return prose.text(words(f"review.instead.{one.indicator}"))
    row: dict[str, Any] = {name: getattr(one, name) for name in ("value", "unit", "approx")}
    row |= {"indicator": one.indicator, "zero": one.value == 0}
    conflicting = kind == REPORT and one.value is None
    amount = words("state.conflicting") if conflicting else prose.amount(row, words)
    told = (amount, words.indicator(one.indicator))
    return prose.mixed(words("list.comma").join(told), words)


def _unknown(codes: Sequence[str], tables: Tables, words: Words) -> Html:
    """Of the indicators that most reports state: that their error is not known, what to check."""
    rows = []
    reports = tables.frame("reports").height
    usual = max(1, min(USUAL, reports // 2))
    for code in codes[:PLANNED]:
        figures = whole_reports(tables, code)["figure"].to_list()
        told = [figure for figure in figures if figure]
        if told:
            half = half_width(figures, usual)
            cells = (
                f"{len(told):,}",
                _number(sum(told), "total"),
                "—" if isinf(half) else f"±{half:.0%}",
                words("estimates.of", n=f"{enough(figures, HALF):,}", of=f"{len(figures):,}"),
            )
            name = prose.text(words.indicator(code))
            rows.append((code, prose.link(links.definition(code), name, "definition"), cells))
    if not rows:
        return Html("")
    heads = ("stating", "as_coded", "with_usual", "for_half")
    names = [words(f"head.{one}", n=usual, half=f"{HALF:.0%}") for one in heads]
    body = [
        (
            name,
            *(
                f'<span class="narrow">{prose.text(head)} </span>{prose.text(cell)}'
                for head, cell in zip(names, cells, strict=True)
            ),
        )
        for _, name, cells in rows
    ]
    command = words("estimates.command", code=rows[0][0], n=min(USUAL, reports))
    said = Html(
        f"<p>{prose.text(words('estimates.unknown'))}{words('sentence.space')}"
        f"{prose.text(words('estimates.do'))} <code>{prose.text(command)}</code></p>"
    )
    head = [words("head.indicator"), *names]
    return said + prose.folded(words("estimates.plan"), prose.table(head, body, "snnnn"))
