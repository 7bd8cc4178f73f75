"""Workbooks for coders in LibreOffice Calc: opened, filled in, saved, and read back whole."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.codebook.indicators import indicators
from fazhi.publish.pages.files.codebook import as_bytes
from fazhi.publish.pages.files.codebook import sheets as given
from fazhi.publish.pages.files.workbook import LONGEST
from fazhi.publish.pages.words import Words
from fazhi.publish.review.workbook import Asked, as_review
from fazhi.tables.view import Tables
from fazhi.trust.review.agree import of_machine
from fazhi.trust.review.answers import Answer, read_workbook
from fazhi.trust.review.columns import ANSWERED, choices, heads, told
from fazhi.trust.review.sample import Drawn, sample_of
from fazhi.trust.review.shown import shown
from tests.fixtures.calc import Cell, converted, filled, need_calc, sheets

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
BOOK = load_codebook()


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    need_calc()
    folder = tmp_path_factory.mktemp("tables")
    fazhi.build(ROOT / "data/raw", folder, jobs=1)
    return Tables(folder)


def written(drawn: Drawn, tables: Tables, file: Path, language: str) -> dict[str, int]:
    """Write a workbook; the places of its columns."""
    asked = Asked(shown(drawn.sample, tables), drawn.sample.indicator, {})
    file.write_bytes(as_review(asked, Words(language, BOOK)))
    named = {head: name for name, head in heads(language, BOOK).items()}
    first = next(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))
    return {named[str(head)]: at for at, head in enumerate(first)}


def typed(row: int, at: dict[str, int], one: Answer, language: str) -> list[Cell]:
    """What a coder chooses and types to give an answer."""
    named = choices(language, BOOK)
    cells: list[Cell] = []
    for column in ANSWERED:
        value = getattr(one, column, None)
        if value is None:
            continue
        if column == "value":
            cells.append((row, at[column], "n", repr(float(value))))
        else:
            name = named.get(column, {}).get(value)
            cells.append((row, at[column], "s", told(value, name) if name else str(value)))
    return cells


@pytest.mark.parametrize(("language", "indicator"), [("zh", ""), ("en", "disputes.accepted")])
def test_a_workbook_filled_in_by_calc_is_read_back_whole(
    tables: Tables, tmp_path: Path, language: str, indicator: str
) -> None:
    drawn = sample_of(tables, 40, 7, (), indicator)
    at = written(drawn, tables, tmp_path / "w.xlsx", language)
    machine = of_machine(drawn.sample)
    keys = [row.key for row in shown(drawn.sample, tables)]
    cells = [
        cell
        for row, key in enumerate(keys, start=1)
        for cell in typed(row, at, machine[key], language)
    ]
    read = read_workbook(filled(tmp_path / "w.xlsx", cells, tmp_path), drawn.sample, BOOK)
    assert (read.faults, read.unanswered) == ((), ())
    assert {key: (one.indicator, one.value) for key, one in read.answers.items()} == {
        key: (one.indicator, one.value) for key, one in machine.items()
    }
    assert any(one.value for one in read.answers.values())


def test_calc_keeps_lists_locks_and_the_words_of_authors(tables: Tables, tmp_path: Path) -> None:
    drawn = sample_of(tables, 40, 7)
    written(drawn, tables, tmp_path / "w.xlsx", "zh")
    after = openpyxl.load_workbook(filled(tmp_path / "w.xlsx", [], tmp_path)).worksheets[0]
    before = openpyxl.load_workbook(tmp_path / "w.xlsx").worksheets[0]
    for old, new in zip(before.iter_rows(), after.iter_rows(), strict=True):
        assert [cell.value for cell in old] == [cell.value for cell in new]
        assert [cell.protection.locked for cell in old] == [cell.protection.locked for cell in new]
    assert after.protection.sheet
    lists = {one.formula1 for one in after.data_validations.dataValidation if one.type == "list"}
    assert len(lists) == 5


def test_what_calc_makes_of_odd_answers_is_told_by_cell(tables: Tables, tmp_path: Path) -> None:
    drawn = sample_of(tables, 40, 7)
    at = written(drawn, tables, tmp_path / "w.xlsx", "zh")
    chosen = told("disputes.accepted", choices("zh", BOOK)["indicator"]["disputes.accepted"])
    values = [("s", "3.5万"), ("f", "=30+5"), ("s", "很多"), ("f", "1,234"), ("f", "50%")]
    cells: list[Cell] = []
    for row, (kind, value) in enumerate(values, start=1):
        cells += [(row, at["indicator"], "s", chosen), (row, at["value"], kind, value)]
    cells.append((6, at["indicator"], "s", "没有这个指标"))
    read = read_workbook(filled(tmp_path / "w.xlsx", cells, tmp_path), drawn.sample, BOOK)
    keys = [row.key for row in shown(drawn.sample, tables)]
    # What cannot be read is told, and answers nothing.
    assert [key in read.answers for key in keys[:4]] == [True, False, False, True]
    assert [read.answers[keys[at]].value for at in (0, 3)] == [35000.0, 1234.0]
    letter = openpyxl.utils.get_column_letter
    assert [(fault.where, fault.what) for fault in read.faults][:2] == [
        (f"编码!{letter(at['value'] + 1)}3", "a formula stands here"),
        (f"编码!{letter(at['value'] + 1)}4", "'很多' is no number"),
    ]
    assert read.faults[-1].where == f"编码!{letter(at['indicator'] + 1)}7"
    assert set(keys[1:3]) < set(read.unanswered)
    assert len(read.unanswered) == len(keys) - len(read.answers)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("ods", ""),
        ("csv:Text - txt - csv (StarCalc):44,34,76", ""),
        ("csv:Text - txt - csv (StarCalc):59,34,76", "gb18030"),
        ("csv:Text - txt - csv (StarCalc):9,34,76", "utf-16"),
    ],
)
def test_a_workbook_saved_in_another_form_is_read_as_it_is(
    tables: Tables, tmp_path: Path, form: str, code: str
) -> None:
    """ODS was refused, and CSV as WPS and Excel save it in China, too."""
    drawn = sample_of(tables, 10, 7)
    at = written(drawn, tables, tmp_path / "w.xlsx", "zh")
    chosen = told("disputes.accepted", choices("zh", BOOK)["indicator"]["disputes.accepted"])
    cells: list[Cell] = []
    values = [("s", "3.5万"), ("f", "35"), ("s", "很多"), ("s", "三十余"), ("s", "“约”; 30件")]
    for row, (kind, value) in enumerate(values, start=1):
        cells += [(row, at["indicator"], "s", chosen), (row, at["value"], kind, value)]
    whole = filled(tmp_path / "w.xlsx", cells, tmp_path)
    other = converted(whole, form, tmp_path)
    if code:
        other.write_text(other.read_text("utf-8-sig"), code)
    expected = read_workbook(whole, drawn.sample, BOOK)
    read = read_workbook(other, drawn.sample, BOOK)
    assert read.answers == expected.answers
    assert [one.value for one in read.answers.values()] == [35000.0, 35.0, 30.0]
    assert [one.what for one in read.faults] == [one.what for one in expected.faults]
    assert read.unanswered == expected.unanswered


def test_the_table_of_values_is_told_by_calc_as_it_is(tables: Tables, tmp_path: Path) -> None:
    corpus = fazhi.load(tables.folder)
    corpus.write_wide(tmp_path / "wide.xlsx")
    found = sheets(tmp_path / "wide.xlsx", tmp_path)
    assert sorted(found) == ["conflicts", "indicators", "values"]
    wide = corpus.indicators(wide=True)
    assert found["values"][0] == wide.columns
    for ours, theirs in zip(wide.iter_rows(), found["values"][1:], strict=True):
        assert [_as_told(one) for one in ours] == theirs


def _as_told(value: object) -> str:
    """A value as a sheet tells it: whole numbers without decimals."""
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def test_no_cell_of_the_codebook_is_longer_than_a_spreadsheet_takes() -> None:
    for sheet in given(indicators(BOOK)):
        for row in sheet.rows:
            assert max(len(str(cell)) for cell in row) < LONGEST, row[:2]


def test_the_codebook_as_a_workbook_is_told_by_calc_as_it_is(tmp_path: Path) -> None:
    need_calc()
    book = indicators(BOOK)
    (tmp_path / "book.xlsx").write_bytes(as_bytes(book, "xlsx"))
    found = sheets(tmp_path / "book.xlsx", tmp_path)
    for sheet in given(book):
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.rows]
        assert found[sheet.name][0] == list(sheet.heads)
        assert [
            [cell.replace("TRUE", "True").replace("FALSE", "False") for cell in row]
            for row in found[sheet.name][1:]
        ] == rows
