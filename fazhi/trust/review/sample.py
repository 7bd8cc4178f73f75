"""A random sample for coders, whose probabilities are known and kept.

Reports are drawn as `fazhi.trust.estimates.design` says. Of mentions, those with an indicator,
those without, and sentences in which nothing was found are three strata, so that what was coded
wrongly, what stayed uncoded and what was missed can all be estimated. Where columns to spread by
are asked for, the draw within a stratum (of mentions always) is systematic in their order: every
so-and-so-manyth from a random beginning, so that each group gets its share and every unit the same
probability (W. G. Cochran, Sampling Techniques, 3rd ed., 1977, chapter 8).

A sample lies in a folder: `sample.json` (what was asked, and each unit with the machine's answer,
which coders are not shown), `population.parquet` (what it was drawn from, with the figures), and
a codebook that is not the usual one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import polars as pl

from fazhi.codebook.book import KEPT, KIND, Codebook, load_codebook, restored
from fazhi.errors import FazhiError, NotFoundError, ReadError
from fazhi.tables.view import Tables
from fazhi.trust.estimates.design import NONE, by_unit, draw, strata
from fazhi.trust.review import units

# What of the population only those asked about need.
ASKED_ALONE = ("start", "end", "value", "unit", "approx", "period", "part")
SAMPLE, POPULATION = "sample.json", "population.parquet"
CODED = "coded"
# Of a sample of mentions; what a stratum cannot give goes to the first.
SHARES = {CODED: 0.6, f"{NONE}: uncoded": 0.2, f"{NONE}: no mention": 0.2}


class Asked(msgspec.Struct, frozen=True):
    """A unit of a sample: its key and place, how it was drawn, and what the machine answers."""

    key: str
    kind: str
    report_id: str
    start: int
    end: int
    stratum: str
    probability: float
    indicator: str | None
    value: float | None
    unit: str | None
    approx: str | None
    period: str | None
    part: bool | None = None


class Sample(msgspec.Struct, frozen=True):
    """A sample as drawn.

    Args:
        indicator: the one that reports were drawn for; empty where mentions were.
        by: the columns that it was spread by.
        sizes: of each stratum how many units there are.
        edition: version, code and codebook that made the tables it was drawn from.
    """

    n: int
    seed: int
    by: tuple[str, ...]
    indicator: str
    sizes: dict[str, int]
    edition: dict[str, str]
    units: tuple[Asked, ...]


class Drawn(msgspec.Struct, frozen=True):
    """A sample and what it was drawn from, a row a unit with its `stratum`."""

    sample: Sample
    population: pl.DataFrame


def sample_of(
    tables: Tables, n: int, seed: int, by: Sequence[str] = (), indicator: str = ""
) -> Drawn:
    """Draw `n` mentions and sentences, or reports for one indicator (an id of the codebook).

    Raises `NotFoundError` where there is no such column to spread by, `FazhiError` where
    there is nothing to draw from, `n` is less than one, or reports are to be spread by indicator.
    """
    units.check_groups(by)
    if indicator and units.INDICATOR in by:
        what = "all reports of this sample are asked for one indicator"
        hint = f"Spread them by: {', '.join(units.GROUPS)}."
        raise FazhiError(what, where="--by indicator", hint=hint)
    if n < 1:
        raise FazhiError("a sample needs at least one unit", where=f"--n {n}")
    if indicator:
        population, chosen = _of_reports(tables, n, seed, by, indicator)
    else:
        population = _with_strata(units.mentions(tables), units.sentences(tables))
        chosen = sorted(_systematic(population, n, seed, by))
    if not population.height:
        raise FazhiError("there is nothing to draw from", where=str(tables.folder))
    counted = population.group_by("stratum").len().sort("stratum").iter_rows()
    return Drawn(
        Sample(
            n=len(chosen),
            seed=seed,
            by=tuple(by),
            indicator=indicator,
            sizes=dict(counted),
            edition=tables.edition,
            units=tuple(_asked(population.row(at, named=True), p) for at, p in chosen),
        ),
        population,
    )


def _of_reports(
    tables: Tables, n: int, seed: int, by: Sequence[str], indicator: str
) -> tuple[pl.DataFrame, list[tuple[int, float]]]:
    """All reports with their strata, and the places of those drawn with their probabilities."""
    population = units.whole_reports(tables, indicator)
    made = strata(population["figure"].to_list(), n)
    where = by_unit(made)
    named = pl.Series("stratum", [where[at] for at in range(population.height)], pl.String)
    population = population.with_columns(named)
    if not by:
        return population, [(one.unit, one.probability) for one in draw(made, seed)]
    order = population.with_row_index("at").sort(*by, "key", nulls_last=True)["at"].to_list()
    chance = Random(seed)
    chosen: list[tuple[int, float]] = []
    for one in made:
        held = set(one.units)
        chosen += _spread([at for at in order if at in held], one.checked, chance)
    return population, sorted(chosen)


def _asked(row: dict[str, Any], probability: float) -> Asked:
    told = {name: row[name] for name in Asked.__struct_fields__ if name in row}
    return Asked(probability=probability, **told)


def _with_strata(mentions: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Both in one frame, each with the name of its stratum."""
    coded, uncoded, nothing = SHARES
    is_coded = pl.col("indicator").is_not_null()
    named = mentions.with_columns(
        pl.when(is_coded).then(pl.lit(coded)).otherwise(pl.lit(uncoded)).alias("stratum")
    )
    return pl.concat([named, sentences.with_columns(pl.lit(nothing).alias("stratum"))])


def _systematic(
    population: pl.DataFrame, n: int, seed: int, by: Sequence[str]
) -> Iterator[tuple[int, float]]:
    """Places of the units drawn, with their probabilities."""
    chance = Random(seed)
    numbered = population.with_row_index("at")
    rows = {name: numbered.filter(pl.col("stratum") == name) for name in SHARES}
    wanted = _wanted({name: one.height for name, one in rows.items()}, n)
    for name, one in rows.items():
        if not (some := wanted[name]):
            continue
        order = one.sort(*by, "key", nulls_last=True)["at"].to_list()
        yield from _spread(order, some, chance)


def _spread(order: Sequence[int], n: int, chance: Random) -> Iterator[tuple[int, float]]:
    """Every so-and-so-manyth of some units from a random beginning, with their probability."""
    if not n:
        return
    step = len(order) / n
    begin = chance.random() * step
    for at in range(n):
        yield order[int(begin + at * step)], n / len(order)


def _wanted(sizes: dict[str, int], n: int) -> dict[str, int]:
    """How many of each stratum: by the shares, then what is left where there is room."""
    wanted = {name: min(sizes[name], round(share * n)) for name, share in SHARES.items()}
    for name, size in sizes.items():
        wanted[name] += min(size - wanted[name], n - min(n, sum(wanted.values())))
    return wanted


def keep(drawn: Drawn, folder: Path, book: Codebook) -> None:
    """Write a sample into a folder, with the codebook where it is not the usual one.

    Raises `FazhiError` where another one lies there: its workbooks may be with coders.
    """
    content = msgspec.json.format(msgspec.json.encode(drawn.sample), indent=1)
    file = folder / SAMPLE
    if file.exists() and file.read_bytes() != content:
        hint = "Name another folder with --out, or remove it."
        raise FazhiError("another sample lies in this folder", where=str(folder), hint=hint)
    folder.mkdir(parents=True, exist_ok=True)
    drawn.population.drop(*ASKED_ALONE).write_parquet(folder / POPULATION)
    if book.own or book.kind != KIND:
        (folder / KEPT).write_bytes(book.kept())
    file.write_bytes(content)


def book_of(folder: Path) -> Codebook:
    """The codebook with which the tables were made that a sample was drawn from.

    Raises `CodebookError` where what is kept of it is damaged.
    """
    file = folder / KEPT
    return restored(file.read_bytes()) if file.is_file() else load_codebook()


def kept(folder: Path) -> Drawn:
    """The sample of a folder.

    Raises `NotFoundError` where there is none, `ReadError` where it is damaged.
    """
    if not (folder / SAMPLE).exists() or not (folder / POPULATION).exists():
        hint = "Draw one: fazhi review sample. Its folder is where the workbooks were written."
        raise NotFoundError("the folder holds no sample", where=str(folder), hint=hint)
    try:
        sample = msgspec.json.decode((folder / SAMPLE).read_bytes(), type=Sample)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"this is no sample ({error})", where=str(folder / SAMPLE)) from error
    return Drawn(sample, pl.read_parquet(folder / POPULATION, glob=False))
