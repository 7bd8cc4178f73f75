"""From what a person types to the id meant: reports by place and year, indicators by label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from operator import index
from pathlib import PurePosixPath
from typing import Any, SupportsIndex, cast

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.codebook.indicators import indicators
from fazhi.errors import NotFoundError

Key = str | tuple[str | int, ...]
NEAR = 0.4
SHOWN = 6
# A year behind a place, as people and names of files have it.
YEAR = re.compile(r"\s*((?:19|20)\d\d)\s*年?\s*")
DATED = re.compile(r"[\s_-]*(?<!\d)(\d{4})\s*年?\s*(?:\.[A-Za-z]{2,5})?$")


def find_report(key: Key, reports: pl.DataFrame, who: pl.DataFrame, book: Codebook) -> str:
    """The one report meant by an id, a place, places and year, or the name of its file.

    Args:
        key: `"411323102-2023"`, `"西坪镇"`, `"西坪镇 2023"`, `"西坪镇-2023.txt"`,
            `("西坪镇", 2023)` or `("西峡县", "西坪镇", 2023)`; the last name, in either script, is
            that of the place which speaks. A division's code (`"411323102"`) is a name as well.
        reports: the table of reports.
        who: id, `town` (the place that speaks) and `year` of each.

    Raises:
        NotFoundError: no report or several are meant; the hint lists them or what is near.
    """
    found, asked, near = _found(key, reports, who, book)
    if len(found) == 1:
        return str(found[0]["report_id"])
    if not found:
        raise NotFoundError("the corpus has no such report", where=asked, hint=near)
    raise NotFoundError(
        f"{len(found)} reports are meant",
        where=asked,
        hint=f"Say which: {_listed(found)}.",
        code="ambiguous",
    )


def find_reports(key: Key, reports: pl.DataFrame, who: pl.DataFrame, book: Codebook) -> list[str]:
    """Every report meant by what `find_report` takes; raises `NotFoundError` where none is."""
    found, asked, near = _found(key, reports, who, book)
    if not found:
        raise NotFoundError("the corpus has no such report", where=asked, hint=near)
    return [str(row["report_id"]) for row in found]


def _found(
    key: Key, reports: pl.DataFrame, who: pl.DataFrame, book: Codebook
) -> tuple[list[dict[str, Any]], str, str]:
    """The rows that are meant, what was asked, and what is near where none is."""
    parts = key if isinstance(key, tuple) else (key,)
    asked = " ".join(map(str, parts))
    if len(parts) == 1:
        named = _by_name(asked, reports)
        if named:
            return [{"report_id": named}], asked, ""
        if dated := DATED.search(asked):
            parts = (asked[: dated.start()], int(dated.group(1)))
    told = [_year(part, asked) for part in parts]
    names = [
        _simplified(part.strip(), book)
        for part, year in zip(parts, told, strict=True)
        if year is None and isinstance(part, str)
    ]
    years = [year for year in told if year is not None]
    rows = reports.select("report_id", "adcode", "county", "prefecture", "province").join(
        who, on="report_id", maintain_order="left"
    )
    found = [row for row in rows.to_dicts() if _meant(row, names, years)]
    return found, asked, "" if found else _near(rows, names)


def _year(part: object, asked: str) -> int | None:
    """The year that a part of a key is, whatever kind of number a frame has; null for a name."""
    if isinstance(part, str):
        found = YEAR.fullmatch(part)
        return int(found[1]) if found else None
    try:
        whole = isinstance(part, float) and part.is_integer()
        return int(cast(float, part)) if whole else index(cast(SupportsIndex, part))
    except TypeError as error:
        raise NotFoundError(
            f"a report is named by places and a year, and this is a {type(part).__name__}",
            where=asked,
            hint='For example: "西坪镇", or ("西坪镇", 2023).',
        ) from error


def _by_name(asked: str, reports: pl.DataFrame) -> str:
    """The report of that id, path or name of a file, if there is one such and no other."""
    rows = reports.select("report_id", "path").rows()
    if asked in {report for report, _ in rows}:
        return asked
    found = [
        report
        for report, path in rows
        for file in [PurePosixPath(path)]
        if asked in (path, file.name, file.stem)
    ]
    return str(found[0]) if len(found) == 1 else ""


def _meant(row: Mapping[str, Any], names: list[str], years: list[int]) -> bool:
    *above, own = names or [row["town"]]
    places = {row["county"], row["prefecture"], row["province"]}
    return (
        own in (row["town"], row["adcode"])
        and set(above) <= places
        and all(y == row["year"] for y in years)
    )


def _near(rows: pl.DataFrame, names: list[str]) -> str:
    """Reports of that place in other years, of places inside it, or of names that are near."""
    every = rows.to_dicts()
    own = names[-1] if names else ""
    some = [row for row in every if row["town"] == own]
    some = some or [row for row in every if own and own in (row["county"], row["prefecture"])]
    if not some:
        towns = [str(name) for name in rows["town"].unique(maintain_order=True)]
        close = _close(own, towns)
        some = [row for row in every if row["town"] in close]
    return f"Near: {_listed(some)}." if some else f"There are {_listed(every)}."


def _listed(rows: list[dict[str, Any]]) -> str:
    more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
    told = (f'"{row["report_id"]}" ({_said(row)})' for row in rows[:SHOWN])
    return f"{', '.join(told)}{more}"


def _said(row: Mapping[str, Any]) -> str:
    county = row["county"] if row["county"] != row["town"] else None
    return " ".join(str(part) for part in (county, row["town"], row["year"]) if part)


def find_indicator(asked: str, codebook: Codebook, present: Iterable[str] = ()) -> str:
    """The id of an indicator asked for by id or label; `present` are ids the tables hold.

    Raises `NotFoundError` whose hint lists ids and labels that are near.
    """
    book = indicators(codebook)
    ids = dict.fromkeys([*book, *present])
    if asked in ids:
        return asked
    labels: dict[str, str] = {}
    for code in book:
        labels.setdefault(book[code].zh, code)
        labels.setdefault(book[code].en.lower(), code)
    plain = _simplified(asked.strip(), codebook)
    if plain.lower() in labels:
        return labels[plain.lower()]
    holding = [label for label in labels if plain and plain.lower() in label]
    close = [*holding, *_close(plain.lower(), [*ids, *labels])]
    codes = dict.fromkeys(labels.get(name, name) for name in close)
    told = [f'"{code}" ({book[code].zh})' if code in book.entries else code for code in codes]
    raise NotFoundError(
        "there is no such indicator",
        where=asked,
        hint=f"Near: {', '.join(told[:SHOWN])}." if told else "See corpus.indicators().",
    )


def check_field(asked: str, fields: list[str]) -> None:
    """Refuse a field of indicators that the tables do not hold, listing those they do."""
    if asked not in fields:
        raise NotFoundError(
            "no report states an indicator of this field",
            where=asked,
            hint=f"There are {', '.join(_close(asked, fields) or fields)}.",
        )


def _simplified(name: str, book: Codebook) -> str:
    """The name in simplified script; ASCII needs no dictionary, and none is loaded for it."""
    if name.isascii():
        return name
    from fazhi.reading.clean.script import simplify

    return simplify(name, book)


def _close(asked: str, names: list[str]) -> list[str]:
    return get_close_matches(asked, names, n=SHOWN, cutoff=NEAR)
