"""`fazhi review`: samples for human coders, their workbooks read back, estimates made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import count
from math import isinf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi.cli.options import ends_rightly
from fazhi.cli.speech import say, spoken, told
from fazhi.cli.terminal import err, out, plain, wide
from fazhi.errors import FazhiError

if TYPE_CHECKING:
    from fazhi.codebook.book import Codebook
    from fazhi.publish.pages.words import Words
    from fazhi.trust.review.agree import Agreement
    from fazhi.trust.review.answers import Answer, Workbook
    from fazhi.trust.review.sample import Drawn
    from fazhi.trust.review.settle import Settled

TABLES = Path("data/processed")
FOLDER = Path("review")
DISAGREEMENTS = "disagreements{}.xlsx"
MOST_CONFUSED = 10
MOST_FAULTS = 200
Of = StrEnum("Of", [("TOTAL", "total"), ("MEAN", "mean"), ("SHARE", "share_stating")])

# What a sample of mentions is drawn from, in words.
STRATA = {
    "coded": "figures with an indicator",
    "none: uncoded": "figures without an indicator",
    "none: no mention": "sentences without a figure",
}

TablesFolder = Annotated[Path, typer.Argument(help="Folder of the tables.")]

app = typer.Typer(
    help="Have people check a sample of the codings, and correct totals by it.",
    add_completion=False,
    no_args_is_help=True,
)


@app.command()
def sample(
    tables: TablesFolder = TABLES,
    n: Annotated[int, typer.Option("--n", min=1, help="How many units to check.")] = 200,
    by: Annotated[
        str, typer.Option("--by", help="Spread over: indicator,year,level,province,county.")
    ] = "",
    indicator: Annotated[
        str, typer.Option("--indicator", help="Ask whole reports for this indicator.")
    ] = "",
    seed: Annotated[int, typer.Option("--seed", help="Another one draws another sample.")] = 1,
    coders: Annotated[int, typer.Option("--coders", min=1, help="Workbooks to write.")] = 2,
    shown: Annotated[
        bool, typer.Option("--shown", help="Show coders the answer of the program.")
    ] = False,
    folder: Annotated[Path, typer.Option("--out", help="Folder it is written to.")] = FOLDER,
) -> None:
    """Draw a random sample and write a workbook for each coder."""
    from fazhi.publish.pages.words import Words
    from fazhi.publish.review.workbook import Asked, as_review
    from fazhi.tables.view import Tables
    from fazhi.trust.review.sample import keep, sample_of
    from fazhi.trust.review.shown import keep_rows
    from fazhi.trust.review.shown import shown as rows_of

    read = Tables(tables)
    chosen = _indicator(indicator, read.book) if indicator else ""
    columns = [one.strip() for one in by.split(",") if one.strip()]
    drawn = sample_of(read, n, seed, columns, chosen)
    words = Words(spoken(), read.book)
    beside = {words("review.head.machine"): _machine(drawn, words)} if shown else {}
    rows = rows_of(drawn.sample, read)
    content = as_review(Asked(rows, chosen, beside), words)
    keep(drawn, folder, read.book)
    keep_rows(rows, folder)
    for at in range(1, coders + 1):
        _write(folder / f"coder-{at}.xlsx", content)
    for name, size in sorted(drawn.sample.sizes.items()):
        some = sum(one.stratum == name for one in drawn.sample.units)
        told = say(STRATA[name]) if name in STRATA else name
        out.print(say("{0}: {1} of {2}", plain(told), some, size))
    out.print(say("drawn: {0}; workbooks: {1}", drawn.sample.n, plain(folder)))


def _write(file: Path, content: bytes) -> None:
    """Write a workbook unless a coder has written in it."""
    if file.exists() and file.read_bytes() != content:
        hint = "Move it away; what was coded in it would be lost."
        raise FazhiError("a workbook with other contents lies there", where=str(file), hint=hint)
    file.write_bytes(content)


def _machine(drawn: Drawn, words: Words) -> list[str]:
    """What the program answers of each row; of a report that contradicts itself that it does."""
    from fazhi.trust.review.agree import of_machine

    told = of_machine(drawn.sample)
    conflicting = {
        one.key
        for one in drawn.sample.units
        if drawn.sample.indicator and one.indicator and one.value is None
    }
    told_of = words("state.conflicting")
    return [
        f"{_told(one)} {told_of}" if key in conflicting else _told(one) for key, one in told.items()
    ]


def _told(one: Answer) -> str:
    """An answer in a cell."""
    value = None if one.value is None else f"{one.value:g}"
    told = (one.indicator, value, one.unit, one.approx, one.period, one.counted)
    return " ".join(word for word in told if word)


@app.command()
def read(
    workbooks: Annotated[list[Path], typer.Argument(help="The coders' workbooks.")],
    settled: Annotated[
        list[Path] | None,
        typer.Option("--settled", help="A workbook of disagreements, filled in; give each."),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--sample", help="Folder of the sample; else the workbooks'.")
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option("--corrections", help="Write what differs from the program for fazhi build."),
    ] = None,
    tables: Annotated[
        Path, typer.Option("--tables", help="Folder of the tables: where missed figures stand.")
    ] = TABLES,
    anew: Annotated[
        bool, typer.Option("--anew", help="Forget what was read and settled before.")
    ] = False,
) -> None:
    """Read workbooks back: faults, agreement, what to settle, and the answers that stand."""
    from fazhi.trust.review.agree import of_machine
    from fazhi.trust.review.answers import read_workbook
    from fazhi.trust.review.sample import book_of, kept
    from fazhi.trust.review.settle import check_kept, keep_answers, settled_before
    from fazhi.trust.review.settle import settled as settle

    place = folder or workbooks[0].parent
    drawn, book = kept(place), book_of(place)
    faults, coders, after = 0, {}, {} if anew else settled_before(place)
    for name, file in _called(workbooks).items():
        found = read_workbook(file, drawn.sample, book)
        faults, coders[name] = faults + _faults(name, found), found.answers
    before = len(after)
    for file in settled or ():
        found = read_workbook(file, drawn.sample, book, whole=False)
        faults, after = faults + _faults(str(file), found), {**after, **found.answers}
    _agreements(coders, of_machine(drawn.sample), drawn.sample.seed, book)
    stand, open_ = settle(list(coders.values()), after)
    if not anew:
        check_kept(stand, open_, coders, place)
    keep_answers(stand, place, coders)
    if before:
        out.print(say("settled before and kept: {0}", before))
    asked = len({one.key for one in drawn.sample.units})
    out.print(say("answers that stand: {0} of {1}", len(stand), asked))
    if corrections:
        _corrections(stand, drawn, corrections, tables, place)
    if open_:
        file = _disagreements(drawn, open_, coders, book, place)
        out.print(say("to settle: {0}, in {1}", len(open_), plain(file)))
    raise typer.Exit(1 if faults else 0)


def _agreements(
    coders: Mapping[str, Mapping[str, Answer]],
    machine: Mapping[str, Answer],
    seed: int,
    book: Codebook,
) -> None:
    """How far coders agree, and with the program; and what they take for what."""
    from fazhi.trust.review.agree import MACHINE, agreements, confusions
    from fazhi.trust.review.columns import heads

    program = say(MACHINE)
    _agreement(agreements({**coders, program: machine}, seed), heads(spoken(), book))
    for name, answers in coders.items():
        for pair in confusions(answers, machine)[:MOST_CONFUSED]:
            out.print(plain(f"{name}: {pair.one}, {program}: {pair.other}: {pair.units}"))


def _called(workbooks: Sequence[Path]) -> dict[str, Path]:
    """Each workbook by its coder's name: the file's, with folders where two have the same."""
    if twice := [file for file, n in Counter(one.resolve() for one in workbooks).items() if n > 1]:
        hint = "Name the workbook of each coder once."
        raise FazhiError("this workbook is named twice", where=str(twice[0]), hint=hint)
    found: dict[str, Path] = {}
    for file in workbooks:
        parts = (*file.resolve().parts[:-1], file.stem)
        others = [(*one.resolve().parts[:-1], one.stem) for one in workbooks if one is not file]
        least = next(n for n in range(1, len(parts) + 1) if _alone(parts[-n:], others))
        found["/".join(parts[-least:])] = file
    return found


def _alone(end: tuple[str, ...], others: Sequence[tuple[str, ...]]) -> bool:
    return all(one[-len(end) :] != end for one in others)


def _corrections(
    stand: Mapping[str, Settled], drawn: Drawn, file: Path, tables: Path, place: Path
) -> None:
    """Add what differs from the machine to a file of corrections; tells how many those are."""
    from fazhi.pipeline.corrections import read_corrections, written
    from fazhi.trust.review.columns import heads
    from fazhi.trust.review.corrections import corrections, laid_over
    from fazhi.trust.review.sample import book_of
    from fazhi.trust.review.shown import kept_rows

    book = book_of(place)
    former = read_corrections(file, book) if file.exists() else []
    made = corrections(stand, drawn.sample, tables, former)
    file.write_bytes(written(laid_over(former, made, stand)))
    out.print(say("corrections: {0}, in {1}", len(made.corrections), plain(file)))
    files = {row.key: row.file for row in kept_rows(place)} if made.unplaced else {}
    for key, why in made.unplaced.items():
        why_not = _unplaced(why, heads(spoken(), book)["said"])
        err.print(f"{plain(files.get(key, key))}: {plain(why_not)}")


def _unplaced(why: str, head: str) -> str:
    """Why an answer counts in estimates alone, and what to do; `head` is that of the words."""
    if why == "gone":
        return say("the tables hold no such report any more; its answer counts in estimates alone")
    if why == "kinds":
        return say("only its kinds are stated, correct those; the answer counts in estimates alone")
    what = say("which words tell the figure is not known; it counts in estimates alone")
    return f"{what}. {say('Copy them into the column {0}', head)}"


def _faults(name: str, one: Workbook) -> int:
    """Print what is wrong with a workbook; gives how much."""
    for fault in one.faults[:MOST_FAULTS]:
        said = told(FazhiError(fault.what, where=f"{name}: {fault.where}", hint=fault.hint))
        err.print(f"[red]{say('error')}[/red] {plain(said)}")
    if one.unanswered:
        err.print(plain(say("{0}: rows not answered: {1}", name, len(one.unanswered))))
    return len(one.faults)


def _agreement(found: Sequence[Agreement], named: Mapping[str, str]) -> None:
    """A table: who with whom, by variable (as its column is named), with the interval of alpha."""
    from rich.box import SIMPLE
    from rich.table import Table

    heads = ("coders", "variable", "units", "equal", "alpha", "interval")
    table = Table(*map(say, heads), box=SIMPLE, pad_edge=False)
    for one in found:
        share = f"{one.equal / one.units:.0%}" if one.units else "—"
        bounds = "—" if one.low is None else f"{one.low:.2f}–{one.high:.2f}"
        alpha = "—" if one.alpha is None else f"{one.alpha:.3f}"
        names = plain(f"{one.one}, {one.other}")
        table.add_row(names, named[one.variable], str(one.units), share, alpha, bounds)
    wide.print(table)


def _disagreements(
    drawn: Drawn,
    open_: Sequence[str],
    coders: Mapping[str, Mapping[str, Answer]],
    book: Codebook,
    place: Path,
) -> Path:
    """A workbook of the rows on which coders disagree, with what each answered; where it lies.

    One in which somebody wrote stays: it is the one where it has all these rows.
    """
    from fazhi.publish.pages.words import Words
    from fazhi.publish.review.workbook import Asked, as_review
    from fazhi.trust.review.shown import kept_rows

    for at in count(1):
        file = place / DISAGREEMENTS.format(f"-{at}" if at > 1 else "")
        held = _held(file, drawn, book) if file.exists() else None
        if held is None:
            break
        if set(open_) <= held:
            return file
    rows = [row for row in kept_rows(place) if row.key in set(open_)]
    words = Words(spoken(), book)
    beside = {
        f"{words('review.head.coder', n=at)} {name}": [
            _told(answers[row.key]) if row.key in answers else "" for row in rows
        ]
        for at, (name, answers) in enumerate(coders.items(), start=1)
    }
    file.write_bytes(as_review(Asked(rows, drawn.sample.indicator, beside), words))
    return file


def _held(file: Path, drawn: Drawn, book: Codebook) -> set[str] | None:
    """The rows of a workbook in which somebody wrote, be it what cannot be read; else null."""
    from fazhi.trust.review.answers import read_workbook

    found = read_workbook(file, drawn.sample, book, whole=False)
    written = found.answers or found.faults
    return {*found.answers, *found.unanswered} if written else None


@app.command()
def estimate(
    indicator: Annotated[str, typer.Argument(help="An indicator, by id or name.")],
    of: Annotated[Of, typer.Option("--of", help="total, mean or share_stating.")] = Of.TOTAL,
    by: Annotated[str, typer.Option("--by", help="year, level, province or county.")] = "",
    folder: Annotated[Path, typer.Option("--sample", help="Folder of the sample.")] = FOLDER,
    form: Annotated[Path | None, typer.Option("--csv", help="Write the rows as CSV.")] = None,
) -> None:
    """Print what the figures come to as coded, and as corrected by a checked sample."""
    from rich.box import SIMPLE
    from rich.table import Table

    from fazhi.trust.review.estimated import as_frame, estimates
    from fazhi.trust.review.sample import book_of, kept
    from fazhi.trust.review.settle import kept_answers

    ends_rightly(form, "csv")
    book = book_of(folder)
    drawn, answers = kept(folder), kept_answers(folder)
    rows = estimates(drawn, answers, _indicator(indicator, book), of.value, by)
    heads = ("group", "as coded", "corrected", "from", "to", "reports", "checked")
    table = Table(*map(say, heads), box=SIMPLE, pad_edge=False)
    for row in rows:
        one = row.estimate
        figures = (one.machine, one.corrected, one.low, one.high)
        group = plain(row.group) or say("unknown" if by else "all")
        table.add_row(group, *map(_figure, figures), str(one.reports), str(one.checked))
    wide.print(table)
    if any(row.estimate.corrected is None for row in rows):
        err.print(
            say("—: too few were checked to tell: 30 of a group, or all of it (docs/method.md)")
        )
        err.print(say("draw more: fazhi review sample --n, into another folder (--out)"))
    elif any(row.estimate.weak for row in rows):
        err.print(say("fewer than 200 were checked: intervals may be too narrow"))
    if form:
        as_frame(rows).write_csv(form)


def _figure(value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value:,.3f}" if abs(value) < 10 and value % 1 else f"{value:,.0f}"


@app.command()
def plan(
    indicator: Annotated[str, typer.Argument(help="An indicator, by id or name.")],
    tables: Annotated[Path, typer.Option("--tables", help="Folder of the tables.")] = TABLES,
    half: Annotated[
        float, typer.Option("--half", min=0.001, help="Half the interval, as a share: 0.1.")
    ] = 0.1,
) -> None:
    """Tell how many reports to check for an interval of a given width."""
    from fazhi.tables.view import Tables
    from fazhi.trust.estimates.plan import enough, half_width
    from fazhi.trust.review.units import whole_reports

    read = Tables(tables)
    chosen = _indicator(indicator, read.book)
    figures = whole_reports(read, chosen)["figure"].to_list()
    if not any(figures):
        hint = "Draw some all the same: fazhi review sample --indicator."
        raise FazhiError("no report states a figure to plan by", where=chosen, hint=hint)
    n = enough(figures, half)
    out.print(say("to check for ±{0} of the total: {1} of {2}", f"{half:.0%}", n, len(figures)))
    for some in sorted({min(one, len(figures)) for one in (30, 100, 200, 400)}):
        told = half_width(figures, some)
        out.print(say("{0} checked: about ±{1}", some, "—" if isinf(told) else f"{told:.0%}"))
    out.print(say("assumed: one figure in ten invented, one in ten missed (docs/method.md)"))


def _indicator(asked: str, book: Codebook) -> str:
    from fazhi.publish.pages.names import find_indicator

    return find_indicator(asked, book)
