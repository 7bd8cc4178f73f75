"""What a build keeps of shared wording, so that the next seeks only what is new."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

import polars as pl

from fazhi.corpus.reuse.again.groups import Groups
from fazhi.corpus.reuse.again.store import Store
from fazhi.errors import TablesError
from fazhi.tables.kept import Kept, packed

POINTER = "state"


class State(NamedTuple):
    """All that was found.

    `reports`: `report_id`, the digests of its `rows` and of its words (`digest`), its names and
    `who` told them; `paragraphs`: as `Corpus`; `marks`: `mark` and `letters` of each passage in the
    order of their numbers; `pairs` as `candidates` gives them; `places`: where families stand
    (`SPANS`); `told`: the rows of the table made of them, as `Judge` gives them.
    """

    reports: pl.DataFrame
    paragraphs: pl.DataFrame
    marks: pl.DataFrame
    pairs: pl.DataFrame
    groups: Groups
    places: pl.DataFrame
    told: pl.DataFrame


REPORTS = "reports"
FRAMES = (REPORTS, "paragraphs", "marks", "pairs", "places", "told")
OF_GROUPS = ("shared", "whole", "held", "inner")


def generation(reports: bytes, *more: str) -> str:
    """Names what was found of some reports, by these as they are kept and what `more` decides."""
    return sha256(b"\0".join((reports, *(one.encode() for one in more)))).hexdigest()


def _named(reports: bytes, store: Store) -> str:
    """Names a state: the same reports have other numbers in an index that was begun anew.

    What is kept under a name that a whole state bears must be what it was: only so may a build
    that ends halfway leave that state whole.
    """
    numbered = (store.parts.write_csv(), str(store.base), str(len(store.lengths)))
    return generation(reports, *numbered)


def keep(state: State, store: Store, kept: Kept) -> None:
    """Keep all of it; what was kept before stands until the last of it is written."""
    if kept.folder is None:
        return
    reports = packed(state.reports)
    name = _named(reports, store)
    kept.put(f"{name} {REPORTS}", reports)
    for what in FRAMES[1:]:
        kept.keep(f"{name} {what}", getattr(state, what))
    for what in OF_GROUPS:
        kept.keep(f"{name} {what}", getattr(state.groups, what))
    store.keep(name)
    about = {"generation": [name], "base": [store.base], "free": [state.groups.free]}
    parts = store.parts.get_columns()
    told = pl.DataFrame(about).with_columns(one.implode() for one in parts)
    kept.keep(POINTER, told)


def former(kept: Kept) -> tuple[State, Store] | None:
    """What the build before kept, or none where it is missing, or some of it is damaged."""
    pointer = kept.former(POINTER)
    if pointer is None:
        return None
    name, base, free = pointer.select("generation", "base", "free").row(0)
    found = {what: kept.former(f"{name} {what}") for what in (*FRAMES, *OF_GROUPS)}
    if any(frame is None for frame in found.values()):
        return None
    whole = {what: frame for what, frame in found.items() if frame is not None}
    shared, of_whole, held, inner = (whole[what] for what in OF_GROUPS)
    groups = Groups(shared, of_whole, held, inner, free)
    reports, paragraphs, marks, pairs, places, told = (whole[what] for what in FRAMES)
    parts = pointer.drop("generation", "base", "free")
    parts = pl.DataFrame([one[0].alias(one.name) for one in parts.get_columns()])
    try:
        store = Store(kept, parts, marks["letters"], base, name)
    except TablesError:
        return None
    return State(reports, paragraphs, marks, pairs, groups, places, told), store
