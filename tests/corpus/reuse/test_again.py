"""Whatever reports come, go or change, what is found again is what is found from nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random

import polars as pl
import pytest

from fazhi.corpus.reuse import judged, shared
from fazhi.corpus.reuse.again import found, store
from fazhi.corpus.reuse.finding import batches, candidates
from fazhi.corpus.reuse.shared import reuse
from fazhi.tables.kept import Kept
from fazhi.tables.schema import TABLES
from tests.corpus.reuse.made import Made, make_corpus
from tests.corpus.reuse.score import BOOK

REPORTS, STEPS = 26, 6
Reports = dict[str, tuple[Made, date]]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few reports are many, few holders too, and an index outlives every change."""
    monkeypatch.setattr(batches, "FEW", 4)
    monkeypatch.setattr(candidates, "FEW", 3)
    monkeypatch.setattr(found, "NEW_SHARE", 9)
    monkeypatch.setattr(found, "HELD_SHARE", 0)
    monkeypatch.setattr(store, "NEW_SHARE", 99)


def tables_of(reports: Reports) -> dict[str, pl.LazyFrame]:
    """The tables that `reuse` needs, a paragraph a passage."""
    rows: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("reports", "texts", "paragraphs", "repairs")
    }
    for number, (one, day) in sorted(reports.items()):
        about: dict[str, object] = {"report_id": number, "town": one.town, "county": one.county}
        about |= {"level": "township", "report_year": one.year, "issued_date": day}
        rows["reports"].append(about)
        rows["texts"].append({"report_id": number, "raw_text": "\n".join(one.passages)})
        end = 0
        for at, words in enumerate(one.passages):
            place = {"start": end, "end": end + len(words)}
            rows["paragraphs"].append({"report_id": number, "paragraph_id": at, **place})
            end += len(words) + 1
    return {
        name: pl.DataFrame(some, schema=TABLES[name].types()).lazy() for name, some in rows.items()
    }


def changed(reports: Reports, spare: list[Made], draw: Random) -> Reports:
    """A few reports come, go, change some passages, take over others, or another day."""
    told = dict(reports)
    for _ in range(draw.randint(1, 3)):
        number = draw.choice(sorted(told))
        one, day = told[number]
        what = draw.choice(("come", "go", "change", "take over", "day", "name", "more", "signs"))
        if what == "come" and spare:
            told[f"{draw.randrange(10**6):06}"] = (spare.pop(), day)
        elif what == "go" and len(told) > 2 * batches.FEW:
            del told[number]
        elif what == "day":
            told[number] = (one, date(2020, 1, draw.randint(1, 28)))
        elif what == "name":
            told[number] = (Made("另名镇", one.county, one.province, one.year, one.passages), day)
        elif what == "more":
            passages = [*one.passages, draw.choice(("另有一句，别处没有。", one.passages[-1]))]
            told[number] = (Made(one.town, one.county, one.province, one.year, passages), day)
        elif what == "signs":
            # As long as before: every place stays where it is, and says something else.
            signs = str.maketrans("，；1234567890", "；，2345678901")
            passages = [some.translate(signs) for some in one.passages]
            told[number] = (Made(one.town, one.county, one.province, one.year, passages), day)
        else:
            other = draw.choice([some for some, _ in told.values()])
            passages = list(one.passages)
            for at in draw.sample(range(len(passages)), 9):
                source = other if what == "take over" else one
                words = source.passages[draw.randrange(len(source.passages))]
                passages[at] = words if what == "take over" else words[len(words) // 3 :]
            told[number] = (Made(one.town, one.county, one.province, one.year, passages), day)
    return told


def again(
    tables: Mapping[str, pl.LazyFrame], folder: Path, digests: Mapping[str, str] | None = None
) -> pl.DataFrame:
    kept = Kept(folder, digests=digests)
    rows = reuse(tables, BOOK, kept)
    kept.close()
    return rows


@pytest.mark.parametrize("seed", range(5))
def test_what_is_found_again_is_what_is_found_from_nothing(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = Random(seed)
    made, _ = make_corpus(REPORTS, seed)
    days = [date(2021, 1, draw.randint(1, 28)) for _ in made]
    reports = {f"{7 * at:06}": told for at, told in enumerate(zip(made[:18], days, strict=False))}
    begun: list[int] = []
    begin = found._begun
    monkeypatch.setattr(found, "_begun", lambda *given: begun.append(1) or begin(*given))
    again(tables_of(reports), tmp_path)
    for _ in range(STEPS):
        reports = changed(reports, made[18:], draw)
        tables = tables_of(reports)
        rows = again(tables, tmp_path)
        assert len(begun) == 1
        nothing = reuse(tables, BOOK)
        begun.clear()
        begun.append(1)
        assert rows.equals(nothing)
        assert rows.height > 100


@pytest.mark.parametrize("seed", range(5, 9))
def test_only_what_changed_is_read_and_judged_a_few_families_at_a_time(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judged, "PLACES_AT_A_TIME", 40)
    draw = Random(seed)
    made, _ = make_corpus(REPORTS, seed)
    # Of one day all, so that likeness decides beside whom each is set.
    reports = {f"{7 * at:06}": (one, date(2021, 1, 1)) for at, one in enumerate(made[:18])}
    again(tables_of(reports), tmp_path, {one: repr(told) for one, told in reports.items()})
    read: list[str] = []
    told = found.digests
    monkeypatch.setattr(
        found, "digests", lambda some, kept: read.extend(some.texts) or told(some, kept)
    )
    for _ in range(STEPS):
        former, reports = reports, changed(reports, made[18:], draw)
        tables = tables_of(reports)
        read.clear()
        rows = again(tables, tmp_path, {one: repr(told) for one, told in reports.items()})
        assert read == sorted(one for one in reports if reports[one] != former.get(one))
        assert rows.equals(reuse(tables, BOOK))
        assert rows.height > 100


def test_families_are_judged_again_where_a_place_or_its_words_are_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _ = make_corpus(12, 3)
    reports = {f"{at:02}": (one, date(2021, 1, 1 + at)) for at, one in enumerate(made)}
    families = again(tables_of(reports), tmp_path)["family_id"].n_unique()
    judged_again: list[int] = []
    rows_of = shared._rows
    monkeypatch.setattr(
        shared,
        "_rows",
        lambda some, judge: (
            judged_again.append(some.places["family"].n_unique()) or rows_of(some, judge)
        ),
    )

    def told_of(passages: list[str]) -> int:
        one = made[4]
        other = Made(one.town, one.county, one.province, one.year, passages)
        tables = tables_of(reports | {"04": (other, date(2021, 1, 5))})
        judged_again.clear()
        rows = again(tables, tmp_path)
        count = judged_again[0]
        assert rows.equals(reuse(tables, BOOK))
        return count

    own = made[4].passages
    assert told_of([*own, "另有一句，别处没有。"]) == 0
    assert 0 < told_of([*own, own[-1]]) < 9
    # A sentence before all others moves every place; other signs leave each where it is.
    assert 9 < told_of(["另有一句，别处没有。", *own]) < families
    signs = str.maketrans("，0123456789", "；1234567890")
    told_of(own)
    assert 9 < told_of([one.translate(signs) for one in own]) < families


def test_a_line_that_is_no_note_any_more_is_judged_again(tmp_path: Path) -> None:
    made, _ = make_corpus(12, 3)
    note = (
        "“八尘共治”：统筹城乡工地道路堆场矿山码头裸地秸秆烟花八处扬尘，由一个专班管到底，"
        "每旬通报一次。"
    )

    def told(number: str) -> pl.DataFrame:
        reports = {f"{at:02}": (one, date(2021, 1, 1 + at)) for at, one in enumerate(made)}
        for at in (4, 7):
            one = made[at]
            passages = [*one.passages, f"{number}{note}"]
            other = Made(one.town, one.county, one.province, one.year, passages)
            reports[f"{at:02}"] = (other, date(2021, 1, 1 + at))
        tables = tables_of(reports)
        rows = again(tables, tmp_path)
        assert rows.equals(reuse(tables, BOOK))
        return rows

    # As long as before, and before the words that both hold: each place stays where it is.
    assert not told("[17]").equals(told("（17）"))


def test_nothing_is_sought_where_nothing_is_new(tmp_path: Path) -> None:
    made, _ = make_corpus(12, 3)
    reports = {f"{at:02}": (one, date(2021, 1, 1 + at)) for at, one in enumerate(made)}
    first, second = (again(tables_of(reports), tmp_path) for _ in range(2))
    assert first.equals(second)


def test_too_much_that_is_new_is_begun_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found, "NEW_SHARE", 1 / 8)
    made, _ = make_corpus(16, 4)
    reports = {f"{at:02}": (one, date(2021, 1, 1 + at)) for at, one in enumerate(made)}
    few = dict(list(reports.items())[:10])
    again(tables_of(few), tmp_path)
    before = {file.name for file in tmp_path.iterdir()}
    rows = again(tables_of(reports), tmp_path)
    assert rows.equals(reuse(tables_of(reports), BOOK))
    assert not before & {file.name for file in tmp_path.iterdir()} - {
        Kept(tmp_path)._file("state").name
    }


class Killed(Exception):
    """A build that ends here."""


def kill_after(writes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever keeps files is killed before one more than so many is written."""
    left = [writes]

    def put(self: Kept, name: str, content: bytes) -> None:
        if not left[0]:
            raise Killed(name)
        left[0] -= 1
        whole(self, name, content)

    whole = Kept.put
    monkeypatch.setattr(Kept, "put", put)


@pytest.mark.parametrize("writes", range(18))
def test_a_build_that_ends_halfway_after_damage_mixes_no_numbers(
    writes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _ = make_corpus(14, 6)
    days = [date(2021, 1, 1 + at) for at in range(len(made))]
    # The report added comes first: begun anew, all passages have other numbers.
    every = {f"{99 - at:02}": told for at, told in enumerate(zip(made, days, strict=True))}
    few = dict(list(every.items())[:12])
    again(tables_of(few), tmp_path)
    again(tables_of(every), tmp_path)
    damaged = max(tmp_path.iterdir(), key=lambda file: file.stat().st_size)
    before = damaged.read_bytes()
    damaged.write_bytes(before[:-9])
    with monkeypatch.context() as patched:
        kill_after(writes, patched)
        with pytest.raises(Killed):
            again(tables_of(every), tmp_path)
    # What was damaged comes back, as from a copy.
    damaged.write_bytes(before)
    assert again(tables_of(every), tmp_path).equals(reuse(tables_of(every), BOOK))
