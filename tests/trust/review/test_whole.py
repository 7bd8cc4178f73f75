"""Answers about whole reports: which mentions they correct, and what the report states then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import fazhi
from fazhi.errors import FazhiError
from fazhi.mentions import Correction
from fazhi.pipeline.corrections import written
from fazhi.tables.view import Tables
from fazhi.trust.review.answers import Answer
from fazhi.trust.review.corrections import Made, corrections, laid_over
from fazhi.trust.review.sample import sample_of
from fazhi.trust.review.settle import Settled
from fazhi.trust.review.words import places

ROOT = Path(__file__).parents[3]
TEXT = """甲镇2023年法治政府建设年度报告
一、主要成效
全年调解矛盾纠纷146件。全年开展法治宣传活动36次。开展法治宣传活动164场次。
信访办理46件，另有一打法治讲座、培训会5场。
二、存在问题
人手不够。
"""


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    (folder / "甲镇.txt").write_text(TEXT, "utf-8")
    return folder


@pytest.fixture(scope="module")
def tables(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return Tables(fazhi.build(raw, tmp_path_factory.mktemp("tables"), jobs=1).out)


def _made(
    tables: Tables, indicator: str, value: float | None, said: str = "", since: Tables | None = None
) -> Made:
    """The corrections of an answer about the one report; that it states none where it is null."""
    drawn = sample_of(tables, 1, 1, (), indicator)
    key = drawn.sample.units[0].key
    answer = Answer(key, "not_stated" if value is None else indicator, value, said=said or None)
    read = (since or tables).folder
    return corrections({key: Settled(answer, "agreed")}, drawn.sample, read)


def _told(made: Made) -> dict[str, tuple[str | None, float | None]]:
    """Words, indicator and figure of each correction."""
    found = {}
    for one in made.corrections.values():
        start, end = map(int, one.mention.partition(":")[2].split("-"))
        found[TEXT[start:end]] = (one.indicator, one.value)
    return found


def _stated(raw: Path, out: Path, said: list[Correction]) -> pl.DataFrame:
    (out / "c.yaml").write_bytes(written(said))
    done = fazhi.build(raw, out / "t", jobs=1, corrections=out / "c.yaml")
    assert done.idle == []
    return Tables(done.out).frame("indicators")


def test_a_number_is_not_found_inside_another() -> None:
    text = "调解146件，又46件，46.5万元，４６件，四十六件，十六 件"
    assert [text[slice(*one)] for one in places(text, "46件")] == ["46件", "４６件"]
    assert [text[slice(*one)] for one in places(text, "46")] == ["46", "４６"]
    assert [text[slice(*one)] for one in places(text, "十六件")] == ["十六 件"]
    assert places("受理46,500件", "46") == places("受理46,500件", "500件") == []
    assert places("受理46，500件", "受理46") == []
    assert places("2023年", "") == []


def test_the_words_of_a_figure_are_not_taken_for_those_in_a_greater_one(tables: Tables) -> None:
    """46件 of letters stands once; in 146件 of disputes it does not."""
    made = _made(tables, "disputes.mediated", 46.0, "46件")
    assert _told(made) == {
        "46件": ("disputes.mediated", 46.0),
        "146件": (None, 146.0),
    }


def test_words_that_hold_a_mention_of_another_figure_add_their_own(tables: Tables) -> None:
    """A coder copies a whole clause: the mention in it says something else, and stays."""
    made = _made(tables, "publicity.lectures", 12.0, "另有一打法治讲座、培训会5场")
    assert (made.corrections, list(made.unplaced.values())) == ({}, ["words"])
    narrow = _made(tables, "publicity.lectures", 12.0, "一打法治讲座")
    assert "培训会" not in "".join(_told(narrow))


def test_not_stated_takes_back_what_the_machine_has(
    raw: Path, tables: Tables, tmp_path: Path
) -> None:
    made = _made(tables, "disputes.mediated", None)
    assert _told(made) == {"146件": (None, 146.0)} and not made.unplaced
    stated = _stated(raw, tmp_path, [*made.corrections.values()])
    assert "disputes.mediated" not in stated["indicator"].to_list()
    # Read again after the build: the machine's coding is what counts, so nothing is lost.
    assert _made(tables, "disputes.mediated", None, since=Tables(tmp_path / "t")) == made


def test_one_of_two_figures_of_a_report_that_contradicts_itself_stands(
    raw: Path, tables: Tables, tmp_path: Path
) -> None:
    before = tables.frame("indicators").filter(indicator="publicity.events")
    assert before["state"].to_list() == ["conflicting"]
    made = _made(tables, "publicity.events", 36.0)
    assert _told(made) == {"164场次": (None, 164.0)}
    stated = _stated(raw, tmp_path, [*made.corrections.values()])
    assert stated.filter(indicator="publicity.events")["value"].to_list() == [36.0]


def test_a_figure_nobody_finds_leaves_the_mentions_as_they_are(tables: Tables) -> None:
    for said in ("", "四十七件"):
        made = _made(tables, "disputes.mediated", 47.0, said)
        assert (made.corrections, list(made.unplaced.values())) == ({}, ["words"])


def test_a_misread_mention_is_mended_at_its_words(tables: Tables) -> None:
    assert _told(_made(tables, "disputes.mediated", 1460.0, "146件")) == {
        "146件": ("disputes.mediated", 1460.0)
    }


def test_what_coders_take_back_of_a_report_is_no_correction_any_more(tables: Tables) -> None:
    drawn = sample_of(tables, 1, 1, (), "disputes.mediated")
    key = drawn.sample.units[0].key

    def read(indicator: str, value: float | None, former: list[Correction]) -> list[Correction]:
        stand = {key: Settled(Answer(key, indicator, value), "one")}
        made = corrections(stand, drawn.sample, tables.folder, former)
        return laid_over(former, made, stand)

    elsewhere = Correction("0123456789abcdef:1-2", None)
    former = read("not_stated", None, [elsewhere])
    assert len(former) == 2
    assert read("disputes.mediated", 146.0, former) == [elsewhere]
    assert read("not_stated", None, former) == former


def test_an_added_figure_that_is_asked_about_again_stays_added() -> None:
    added = Correction("0123456789abcdef:1-4", "publicity.lectures", 12.0, kind="added",
                       words="十又二", asked="0123456789abcdef:0-9")  # fmt: skip
    told = Correction(added.mention, "publicity.lectures", 13.0, by="one")

    def laid(answer: Answer, made: dict[str, Correction]) -> list[Correction]:
        return laid_over([added], Made(made, {}), {added.mention: Settled(answer, "one")})

    (now,) = laid(Answer(added.mention, "publicity.lectures", 13.0), {added.mention: told})
    assert (now.kind, now.words, now.value) == ("added", "十又二", 13.0)
    assert laid(Answer(added.mention, "publicity.lectures", 12.0), {}) == [added]
    assert laid(Answer(added.mention, "no_figure"), {added.mention: told}) == []


@pytest.mark.parametrize("seed", range(6))
def test_reports_are_spread_over_the_years_asked_for(two_years: Tables, seed: int) -> None:
    """Eight reports of 2022 and four of 2023, of which none states it: two of three are of 2022."""
    drawn = sample_of(two_years, 6, seed, ("year",), "petitions.cases").sample
    years = [one.report_id[-4:] for one in drawn.units]
    assert sorted(years) == ["2022"] * 4 + ["2023"] * 2
    assert {one.probability for one in drawn.units} == {0.5}
    assert drawn.by == ("year",)


def test_reports_asked_for_one_indicator_are_not_spread_by_indicator(two_years: Tables) -> None:
    with pytest.raises(FazhiError, match="asked for one indicator"):
        sample_of(two_years, 6, 1, ("indicator", "year"), "petitions.cases")


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("years")
    (folder / "raw").mkdir()
    for at, town in enumerate("甲乙丙丁戊己庚辛"):
        for year in (2022, 2023)[: 1 + (at < 4)]:
            text = f"{town}镇{year}年法治政府建设年度报告\n一、主要成效\n开展普法宣传。\n"
            (folder / f"raw/{town}{year}.txt").write_text(text, "utf-8")
    return Tables(fazhi.build(folder / "raw", folder / "t", jobs=1).out)


def _first(values: list[float]) -> float:
    return values[0]


def _last(values: list[float]) -> float:
    return values[-1]


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return Tables(fazhi.build(ROOT / "data/raw", tmp_path_factory.mktemp("five"), jobs=1).out)


@pytest.mark.parametrize("choose", [_first, _last, None])
def test_reports_state_what_coders_say_of_them(
    five: Tables, tmp_path: Path, choose: Callable[[list[float]], float] | None
) -> None:
    """Of every indicator of every report: its first figure, its last one, or that there is none."""
    found: dict[str, Correction] = {}
    wanted: dict[tuple[str, str], float] = {}
    levels = five.frame("quantities").filter(
        pl.col("period").is_in(["year", "stock"]), ~pl.col("change"), pl.col("months").is_null(),
        pl.col("value").is_not_null(), ~pl.col("part"),
    )  # fmt: skip
    for indicator in levels["indicator"].drop_nulls().unique().sort():
        drawn = sample_of(five, 5, 1, (), indicator).sample
        stand = {}
        for unit in drawn.units:
            values = levels.filter(report_id=unit.report_id, indicator=indicator)["value"].to_list()
            if not values:
                continue
            value = choose(values) if choose else None
            wanted[unit.report_id, indicator] = value or 0.0
            answer = Answer(unit.key, indicator if choose else "not_stated", value)
            stand[unit.key] = Settled(answer, "agreed")
        made = corrections(stand, drawn, five.folder)
        assert not made.unplaced
        found |= made.corrections
    assert len(wanted) > 30
    stated = _stated(ROOT / "data/raw", tmp_path, [*found.values()])
    told = {
        (row["report_id"], row["indicator"]): row["value"]
        for row in stated.iter_rows(named=True)
        if (row["report_id"], row["indicator"]) in wanted
    }
    assert told == (wanted if choose else {})
