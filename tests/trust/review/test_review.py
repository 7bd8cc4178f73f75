"""Workbooks for coders: written, filled in as people do, spoilt as people do, and read back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.errors import CodebookError, FazhiError, NotFoundError, ReadError
from fazhi.pipeline.corrections import read_corrections, written
from fazhi.publish.pages.words import Words
from fazhi.publish.review.workbook import Asked, as_review
from fazhi.tables.view import Tables
from fazhi.trust.review.agree import agreements, confusions, differ, of_machine
from fazhi.trust.review.answers import Answer, read_workbook
from fazhi.trust.review.estimated import estimates
from fazhi.trust.review.sample import Drawn, keep, kept, sample_of
from fazhi.trust.review.settle import Settled, corrections_of, settled
from fazhi.trust.review.shown import shown

ROOT = Path(__file__).parents[3]
BOOK = load_codebook()
SHEET = {"zh": "编码", "en": "coding"}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("tables")
    fazhi.build(ROOT / "data/raw", folder, jobs=1)
    return Tables(folder)


@pytest.fixture(scope="module")
def drawn(tables: Tables) -> Drawn:
    return sample_of(tables, 60, 7, ("indicator",))


def _written(drawn: Drawn, tables: Tables, file: Path, language: str = "zh") -> Path:
    rows = shown(drawn.sample, tables)
    file.write_bytes(as_review(Asked(rows, drawn.sample.indicator, {}), Words(language, BOOK)))
    return file


def _changed(file: Path, change: Callable[[Any, dict[str, int]], None]) -> Path:
    """The workbook after someone did something to its sheet of rows."""
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    heads = {str(cell.value): cell.column for cell in page[1]}
    change(page, heads)
    book.save(file)
    return file


def _as_machine(drawn: Drawn) -> Callable[[Any, dict[str, int]], None]:
    """A coder who answers as the machine does."""
    answers = of_machine(drawn.sample)

    def fill(page: Any, heads: dict[str, int]) -> None:
        for row in range(2, page.max_row + 1):
            one = answers[page.cell(row, heads["标识"]).value]
            page.cell(row, heads["指标"]).value = one.indicator
            page.cell(row, heads["数值"]).value = one.value
            page.cell(row, heads["量词"]).value = one.unit
            page.cell(row, heads["确数或约数"]).value = one.approx
            page.cell(row, heads["属于"]).value = one.period

    return fill


def test_a_sample_knows_what_each_unit_said(drawn: Drawn, tables: Tables) -> None:
    rows = shown(drawn.sample, tables)
    texts = dict(tables.frame("texts").select("report_id", "raw_text").iter_rows())
    for one, row in zip(drawn.sample.units, rows, strict=True):
        assert row.key == one.key
        words = texts[one.report_id][one.start : one.end].replace("\n", "").replace("\r", "")
        assert row.words == words
        if one.kind == "mention":
            assert row.words in row.sentence
            # Neither the heading above nor the paragraph behind.
            assert "情况报告" not in row.sentence and row.sentence.count("。") <= 1
        else:
            assert row.sentence == row.words


def test_sentences_asked_about_hold_no_mention(drawn: Drawn, tables: Tables) -> None:
    spans = tables.frame("quantities").select("report_id", "start", "end").rows()
    asked = [one for one in drawn.sample.units if one.kind == "sentence"]
    assert asked
    for one in asked:
        assert not any(
            one.report_id == report and one.start < end and start < one.end
            for report, start, end in spans
        )


def test_probabilities_make_up_the_population(drawn: Drawn) -> None:
    for name, size in drawn.sample.sizes.items():
        weights = [1 / one.probability for one in drawn.sample.units if one.stratum == name]
        assert sum(weights) == pytest.approx(size)


def test_the_same_seed_gives_the_same_bytes(drawn: Drawn, tables: Tables, tmp_path: Path) -> None:
    again = sample_of(tables, 60, 7, ("indicator",))
    assert again.sample == drawn.sample
    one, two = (_written(drawn, tables, tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert one.read_bytes() == two.read_bytes()
    assert sample_of(tables, 60, 8, ("indicator",)).sample.units != drawn.sample.units


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_offers_lists_and_locks_what_is_given(
    drawn: Drawn, tables: Tables, tmp_path: Path, language: str
) -> None:
    book = openpyxl.load_workbook(_written(drawn, tables, tmp_path / "w.xlsx", language))
    page = book[SHEET[language]]
    assert page.protection.sheet
    lists = {one.formula1 for one in page.data_validations.dataValidation if one.type == "list"}
    assert len(lists) == 5
    for cell in page[2]:
        assert cell.protection.locked == (cell.column <= 8)
    assert page.max_row == 61
    assert not any(cell.data_type == "f" for row in page.iter_rows() for cell in row)
    guide = " ".join(str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row)
    assert "disputes.accepted" in guide and BOOK is not None


def test_a_coder_who_answers_as_the_machine_agrees_with_it(
    drawn: Drawn, tables: Tables, tmp_path: Path
) -> None:
    file = _changed(_written(drawn, tables, tmp_path / "w.xlsx"), _as_machine(drawn))
    read = read_workbook(file, drawn.sample, BOOK)
    assert not read.faults and not read.unanswered
    machine = of_machine(drawn.sample)
    assert {key: one.indicator for key, one in read.answers.items()} == {
        key: one.indicator for key, one in machine.items()
    }
    for one in agreements({"a": read.answers, "machine": machine}, 1):
        assert one.equal == one.units > 0
        assert one.alpha is None or one.alpha == pytest.approx(1)
    assert not confusions(read.answers, machine)


def _formula(page: Any, heads: dict[str, int]) -> None:
    page.cell(3, heads["数值"]).value = "=1+1"


def _unknown(page: Any, heads: dict[str, int]) -> None:
    page.cell(3, heads["指标"]).value = "disputes.acepted"


def _no_number(page: Any, heads: dict[str, int]) -> None:
    page.cell(3, heads["数值"]).value = "很多"


def _merged(page: Any, heads: dict[str, int]) -> None:
    page.merge_cells(start_row=3, start_column=heads["指标"], end_row=4, end_column=heads["指标"])


def _dropped(page: Any, heads: dict[str, int]) -> None:
    page.delete_rows(3)


def _twice(page: Any, heads: dict[str, int]) -> None:
    page.cell(3, heads["标识"]).value = page.cell(2, heads["标识"]).value


def _column_gone(page: Any, heads: dict[str, int]) -> None:
    page.delete_cols(heads["量词"])


def _head_changed(page: Any, heads: dict[str, int]) -> None:
    page.cell(1, heads["数值"]).value = "数"


def _date(page: Any, heads: dict[str, int]) -> None:
    page.cell(3, heads["数值"]).value = datetime(2026, 3, 5)


def _of_a_report(page: Any, heads: dict[str, int]) -> None:
    page.cell(3, heads["指标"]).value = "not_stated 报告未提及"


def _no_indicator(page: Any, heads: dict[str, int]) -> None:
    page.cell(3, heads["指标"]).value = None


@pytest.mark.parametrize(
    ("spoil", "what", "lost"),
    [
        (_formula, "a formula stands here", 1),
        (_unknown, "'disputes.acepted' is not in the list", 1),
        (_no_number, "'很多' is no number", 1),
        (_merged, "merged cells: all but the first are empty", 1),
        (_dropped, "rows of the sample are missing: 1", 1),
        (_twice, "this key stands in a row above, too", 1),
        (_column_gone, "the column '量词' is missing or has another head", 0),
        # All that say a figure: what it was nobody can tell.
        (_head_changed, "the column '数值' is missing or has another head", 44),
        (_no_indicator, "no indicator is chosen", 1),
        (_date, "a date stands here", 1),
        (_of_a_report, "this row asks about words, not about a whole report", 1),
    ],
)
def test_a_spoilt_workbook_is_told_by_cell_and_loses_no_other_row(
    drawn: Drawn,
    tables: Tables,
    tmp_path: Path,
    spoil: Callable[[Any, dict[str, int]], None],
    what: str,
    lost: int,
) -> None:
    file = _changed(_written(drawn, tables, tmp_path / "w.xlsx"), _as_machine(drawn))
    read = read_workbook(_changed(file, spoil), drawn.sample, BOOK)
    assert what in [fault.what for fault in read.faults]
    assert all(fault.hint and fault.where.startswith("编码") for fault in read.faults)
    assert len(read.answers) == 60 - lost


def test_heads_of_the_other_language_and_rows_in_another_order_are_read(
    drawn: Drawn, tables: Tables, tmp_path: Path
) -> None:
    def turned(page: Any, heads: dict[str, int]) -> None:
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        for at, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                page.cell(at, column).value = value
        page.cell(1, heads["指标"]).value = "indicator"

    file = _changed(_written(drawn, tables, tmp_path / "w.xlsx"), _as_machine(drawn))
    before = read_workbook(file, drawn.sample, BOOK).answers
    after = read_workbook(_changed(file, turned), drawn.sample, BOOK)
    assert not after.faults
    assert after.answers == before


@pytest.mark.parametrize("filled", ["both", "copy", "right"])
def test_a_copied_sheet_that_stands_first_is_not_taken_for_the_right_one(
    drawn: Drawn, tables: Tables, tmp_path: Path, filled: str
) -> None:
    """Read is the sheet with its name, unless only the copy is filled in; of two both are told."""
    file = _written(drawn, tables, tmp_path / "w.xlsx")
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    copy = book.copy_worksheet(page)
    book.move_sheet(copy, -3)
    heads = {str(cell.value): cell.column for cell in page[1]}
    for sheet, value, which in ((page, 11, "right"), (copy, 22, "copy")):
        if filled in ("both", which):
            sheet.cell(2, heads["指标"]).value = "disputes.accepted"
            sheet.cell(2, heads["数值"]).value = value
    book.save(file)
    read = read_workbook(file, drawn.sample, BOOK)
    assert [one.value for one in read.answers.values()] == [22.0 if filled == "copy" else 11.0]
    told = [(one.where, one.what) for one in read.faults]
    both = ("编码 Copy", "the sheet '编码' was read, and this one holds answers, too")
    assert told == ([both] if filled == "both" else [])


def test_a_row_that_asks_for_one_indicator_takes_no_other(tables: Tables, tmp_path: Path) -> None:
    every = sample_of(tables, 5, 1, (), "disputes.accepted")

    def fill(page: Any, heads: dict[str, int]) -> None:
        for row, chosen in enumerate(("disputes.handled", "none", "", "not_stated"), start=2):
            page.cell(row, heads["指标"]).value = chosen
            page.cell(row, heads["备注"]).value = "?"

    file = _changed(_written(every, tables, tmp_path / "w.xlsx"), fill)
    read = read_workbook(file, every.sample, BOOK)
    assert [one.what for one in read.faults] == ["this row asks for disputes.accepted"] * 3
    assert [one.indicator for one in read.answers.values()] == ["not_stated"]


def test_measure_words_are_offered_and_others_are_taken(tables: Tables, tmp_path: Path) -> None:
    every = sample_of(tables, 5, 1, (), "disputes.accepted")
    file = _written(every, tables, tmp_path / "w.xlsx", "en")
    codes = openpyxl.load_workbook(file).worksheets[2]
    offered = [cell.value for cell in codes["E"]]
    assert offered[:3] == ["measure word", "件", "起"] and "人次" in offered
    page = openpyxl.load_workbook(file).worksheets[0]
    (units,) = [one for one in page.data_validations.dataValidation if "!$E$2" in one.formula1]
    assert not units.showErrorMessage

    def fill(page: Any, heads: dict[str, int]) -> None:
        for column, said in (
            ("indicator", "disputes.accepted"),
            ("value", 3),
            ("measure word", "場"),
        ):
            page.cell(2, heads[column]).value = said

    read = read_workbook(_changed(file, fill), every.sample, BOOK)
    assert [one.unit for one in read.answers.values()] == ["场"]


def test_numbers_are_read_as_coders_write_them(
    drawn: Drawn, tables: Tables, tmp_path: Path
) -> None:
    written = ["35000", "3.5万", "35,000", "３５０００", 35000, "三万五千"]

    def fill(page: Any, heads: dict[str, int]) -> None:
        for row, value in enumerate(written, start=2):
            page.cell(row, heads["指标"]).value = "disputes.accepted 受理矛盾纠纷数"
            page.cell(row, heads["数值"]).value = value

    file = _changed(_written(drawn, tables, tmp_path / "w.xlsx"), fill)
    read = read_workbook(file, drawn.sample, BOOK)
    assert [one.value for one in read.answers.values()] == [35000.0] * len(written)
    assert len(read.unanswered) == 60 - len(written)


def test_a_file_that_is_no_workbook_is_refused(drawn: Drawn, tmp_path: Path) -> None:
    (tmp_path / "w.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    with pytest.raises(ReadError, match="no workbook"):
        read_workbook(tmp_path / "w.xlsx", drawn.sample, BOOK)
    openpyxl.Workbook().save(tmp_path / "e.xlsx")
    with pytest.raises(ReadError, match="no sheet"):
        read_workbook(tmp_path / "e.xlsx", drawn.sample, BOOK)


def test_words_that_begin_like_a_formula_stay_words(
    drawn: Drawn, tables: Tables, tmp_path: Path
) -> None:
    rows = [
        row.__class__(**{**_fields(row), "words": "=1+1"}) for row in shown(drawn.sample, tables)
    ]
    (tmp_path / "w.xlsx").write_bytes(as_review(Asked(rows, "", {}), Words("zh", BOOK)))
    cell = openpyxl.load_workbook(tmp_path / "w.xlsx").worksheets[0].cell(2, 6)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def _fields(row: Any) -> dict[str, str]:
    return {name: getattr(row, name) for name in row.__struct_fields__}


def test_a_sample_is_kept_and_another_is_not_written_over_it(
    drawn: Drawn, tables: Tables, tmp_path: Path
) -> None:
    keep(drawn, tmp_path, BOOK)
    keep(drawn, tmp_path, BOOK)
    again = kept(tmp_path)
    assert again.sample == drawn.sample
    assert again.population.height == drawn.population.height
    with pytest.raises(FazhiError, match="another sample"):
        keep(sample_of(tables, 10, 3), tmp_path, BOOK)
    with pytest.raises(NotFoundError, match="no sample"):
        kept(tmp_path / "none")


def test_a_sample_cannot_be_spread_by_what_is_no_column(tables: Tables) -> None:
    with pytest.raises(NotFoundError, match="month"):
        sample_of(tables, 10, 1, ("month",))


def _settled(answers: dict[str, Answer]) -> dict[str, Settled]:
    return {key: Settled(one, "agreed") for key, one in answers.items()}


def test_disagreements_stay_open_until_they_are_settled() -> None:
    one = {"k": Answer("k", "disputes.accepted", 3.0), "l": Answer("l", "none")}
    two = {"k": Answer("k", "disputes.accepted", 4.0), "l": Answer("l", "none")}
    stand, open_ = settled([one, two], {})
    assert (list(stand), open_) == (["l"], ["k"])
    stand, open_ = settled([one, two], {"k": one["k"]})
    assert not open_ and stand["k"].by == "settled" and stand["l"].by == "agreed"


def test_coders_who_differ_in_measure_word_or_exactness_do_not_agree() -> None:
    one = Answer("a", "disputes.accepted", 52.0, "件", "exact")
    assert not differ([one, replace(one, unit=None, approx=None)])
    assert differ([one, replace(one, unit="人次")])
    assert differ([one, replace(one, approx="over")])
    stand, open_ = settled([{"a": one}, {"a": replace(one, unit="人次")}], {})
    assert (stand, open_) == ({}, ["a"])


def test_a_whole_count_gives_the_truth(tables: Tables) -> None:
    """All five are checked: what the coders change is changed, and nothing is left to chance."""
    every = sample_of(tables, 5, 1, (), "disputes.accepted")
    answers = of_machine(every.sample)
    rows = estimates(every, _settled(answers), "disputes.accepted", "total")
    assert rows[0].estimate.machine == rows[0].estimate.corrected
    wrong = next(one for one in every.sample.units if one.indicator)
    answers[wrong.key] = Answer(wrong.key, "disputes.accepted", (wrong.value or 0) + 10)
    more = estimates(every, _settled(answers), "disputes.accepted", "total")[0].estimate
    assert more.corrected == (rows[0].estimate.machine or 0) + 10
    by_year = estimates(every, _settled(answers), "disputes.accepted", "total", "year")
    assert [row.group for row in by_year] == ["2021", "2023"]


def test_what_a_sample_cannot_tell_is_refused(drawn: Drawn, tables: Tables) -> None:
    with pytest.raises(FazhiError, match="totals, no mean"):
        estimates(drawn, {}, "disputes.accepted", "mean")
    every = sample_of(tables, 5, 1, (), "disputes.accepted")
    with pytest.raises(FazhiError, match="drawn for"):
        estimates(every, {}, "disputes.handled", "total")


@pytest.fixture(scope="module")
def round_(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A round by the commands: sample, two coders who differ in one row, read, settle, read."""
    folder = tmp_path_factory.mktemp("round") / "review"
    _run("sample", str(tables.folder), "--n", "60", "--seed", "7", "--out", str(folder))
    yield folder


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fazhi", "review", *words, "--lang", "zh"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_a_correction_stands_in_place_of_the_coding_and_the_coding_is_kept(tmp_path: Path) -> None:
    before = fazhi.build(ROOT / "data/raw", tmp_path / "t", jobs=1)
    tables = Tables(before.out)
    row = tables.frame("quantities").filter(indicator="disputes.accepted").row(0, named=True)
    assert row["raw"].replace(" ", "") == "52件"
    file = tmp_path / "corrections.yaml"
    file.write_text(
        f"- mention: {row['mention_key']}\n  indicator: disputes.mediated\n  value: 53\n"
        "  unit: 件\n  by: settled\n- mention: 0123456789abcdef:1-2\n  indicator: none\n",
        "utf-8",
    )
    done = fazhi.build(ROOT / "data/raw", tmp_path / "t", jobs=1, corrections=file)
    assert (done.read, done.kept, done.idle) == (1, 4, ["0123456789abcdef:1-2"])
    after = Tables(done.out)
    now = after.frame("quantities").filter(mention_key=row["mention_key"]).row(0, named=True)
    assert (now["indicator"], now["value"], now["rule"]) == ("disputes.mediated", 53.0, "by_hand")
    (kept_,) = after.frame("corrections").iter_rows(named=True)
    assert (kept_["machine_indicator"], kept_["machine_value"]) == ("disputes.accepted", 52.0)
    assert (kept_["indicator"], kept_["value"], kept_["by"]) == (
        "disputes.mediated",
        53.0,
        "settled",
    )
    stated = after.frame("indicators").filter(indicator="disputes.accepted")
    assert row["report_id"] not in stated["report_id"]
    again = fazhi.build(ROOT / "data/raw", tmp_path / "t", jobs=1, corrections=file)
    assert (again.read, again.changed) == (0, False)
    without = fazhi.build(ROOT / "data/raw", tmp_path / "t", jobs=1)
    assert without.read == 1 and not Tables(without.out).frame("corrections").height


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("- mention: a:1-2\n  indicator: disputes.acepted\n", "no indicator 'disputes.acepted'"),
        ("- mention: a:1-2\n  approx: precise\n", "no approx 'precise'"),
        ("- mention: a:1-2\n- mention: a:1-2\n", "corrected twice"),
        ("- indicator: none\n", "mention"),
    ],
)
def test_a_correction_that_cannot_be_understood_is_told(
    tmp_path: Path, entry: str, what: str
) -> None:
    file = tmp_path / "corrections.yaml"
    file.write_text(entry, "utf-8")
    with pytest.raises(CodebookError, match=what):
        read_corrections(file, BOOK)
    with pytest.raises(NotFoundError, match="no such file"):
        read_corrections(tmp_path / "none.yaml", BOOK)


def test_answers_that_differ_become_corrections(drawn: Drawn, tmp_path: Path) -> None:
    answers = of_machine(drawn.sample)
    one = next(one for one in drawn.sample.units if one.indicator and one.kind == "mention")
    answers[one.key] = Answer(one.key, "none", counted="part")
    (said,) = corrections_of(_settled(answers), drawn.sample)
    assert (said.mention, said.indicator, said.value, said.part) == (
        one.key, None, one.value, True,
    )  # fmt: skip
    (tmp_path / "c.yaml").write_bytes(written([said]))
    assert read_corrections(tmp_path / "c.yaml", BOOK) == [said]


def _again(page: Any, heads: dict[str, int], drawn: Drawn) -> None:
    """The third row as the machine has it."""
    key = page.cell(3, heads["标识"]).value
    page.cell(3, heads["指标"]).value = of_machine(drawn.sample)[key].indicator


def test_what_the_figure_says_fills_empty_cells_and_a_bare_share_is_told(
    tables: Tables, tmp_path: Path
) -> None:
    every = sample_of(tables, 500, 1)
    shares = [one.key for one in every.sample.units if one.unit == "%"][:3]
    counts = [one.key for one in every.sample.units if one.indicator == "publicity.events"][:1]
    written = dict(zip([*shares, *counts], [0.98, 0.98, "98%", "三十余次"], strict=True))

    def fill(page: Any, heads: dict[str, int]) -> None:
        for row in range(2, page.max_row + 1):
            key = page.cell(row, heads["标识"]).value
            if key in written:
                page.cell(row, heads["指标"]).value = "disputes.success_rate"
                page.cell(row, heads["数值"]).value = written[key]
                if key == shares[1]:
                    page.cell(row, heads["数值"]).number_format = "0%"
                if key == counts[0]:
                    page.cell(row, heads["量词"]).value = "场次"

    file = _changed(_written(every, tables, tmp_path / "w.xlsx"), fill)
    read = read_workbook(file, every.sample, BOOK)
    assert [(fault.what, fault.where[:4]) for fault in read.faults] == [
        ("0.98 of per cent is less than one in a hundred", "编码!J")
    ]
    assert shares[0] not in read.answers
    assert [(read.answers[key].value, read.answers[key].unit) for key in shares[1:]] == [
        (98.0, "%"),
        (98.0, "%"),
    ]
    own = read.answers[counts[0]]
    # What stands in a column of its own is the coder's word.
    assert (own.value, own.unit, own.approx) == (30.0, "场次", "over")


def test_a_round_by_the_commands(round_: Path, tables: Tables) -> None:
    drawn = kept(round_)
    files = [round_ / "coder-1.xlsx", round_ / "coder-2.xlsx"]
    for file in files:
        _changed(file, _as_machine(drawn))

    def differs(page: Any, heads: dict[str, int]) -> None:
        page.cell(2, heads["指标"]).value = "no_figure"

    _changed(files[1], differs)
    first = _run("read", *map(str, files))
    assert first.returncode == 0, first.stderr
    assert "59" in first.stdout and "disagreements.xlsx" in first.stdout

    def differs_again(page: Any, heads: dict[str, int]) -> None:
        page.cell(3, heads["指标"]).value = "no_figure"

    # Nobody wrote in it: other disagreements stand in its place.
    _changed(files[1], differs_again)
    more = _run("read", *map(str, files))
    assert more.returncode == 0, more.stderr
    page = openpyxl.load_workbook(round_ / "disagreements.xlsx").worksheets[0]
    assert page.max_row == 3
    _changed(files[1], lambda page, heads: _again(page, heads, drawn))
    assert _run("read", *map(str, files)).returncode == 0

    def settle(page: Any, heads: dict[str, int]) -> None:
        assert page.max_row == 2
        page.cell(2, heads["指标"]).value = "no_figure"

    _changed(round_ / "disagreements.xlsx", settle)
    second = _run("read", *map(str, files), "--settled", str(round_ / "disagreements.xlsx"))
    assert second.returncode == 0, second.stderr
    assert "60" in second.stdout
    told = _run("estimate", "disputes.accepted", "--sample", str(round_))
    assert told.returncode == 0, told.stderr
    corpus = fazhi.load(tables.folder)
    (row,) = corpus.estimate("受理纠纷件数", sample=round_).iter_rows(named=True)
    # Of the five the machine has one figure of this indicator, 52 of 西坪镇: the others conflict
    # or state none.
    assert row["machine"] == 52.0
