"""What a workbook makes of words that its format cannot hold or a spreadsheet would run."""

from __future__ import annotations

import io
import zipfile

import pytest

from fazhi.publish.pages.files.workbook import LONGEST, Sheet, as_csv, as_workbook

openpyxl = pytest.importorskip("openpyxl")


def test_words_that_the_format_cannot_hold_are_written_as_far_as_it_can() -> None:
    rows = [["坏\x01字"], ["长" * (LONGEST + 1)], ["=1+1"], [""], [0]]
    made = as_workbook([Sheet("甲", ["词"], rows)])
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(made))["甲"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == ["坏\ufffd字", "长" * LONGEST, "=1+1", None, 0]
    assert cells[2].data_type == "s"


@pytest.mark.parametrize("words", ["=1+1", "＝1+1", " @甲", "\t-1"])
def test_no_cell_of_a_csv_is_a_formula(words: str) -> None:
    assert f"\r\n'{words}\r\n" in as_csv(Sheet("甲", ["词"], [[words]])).decode()


def test_signs_stand_in_a_workbook_as_they_are() -> None:
    """findings/names_of_counties_are_ampersands_in_r.sh: their numbers are read as words."""
    with zipfile.ZipFile(io.BytesIO(as_workbook([Sheet("甲", ["县"], [["亳州市"]])]))) as made:
        parts = b"".join(map(made.read, made.namelist()))
    assert "亳州市".encode() in parts
    assert b"&#" not in parts


def test_days_are_written_as_words() -> None:
    """findings/day_of_a_cell_is_in_1905.sh: cells of the kind for days are read as numbers."""
    made = as_workbook([Sheet("甲", ["日"], [["2023-12-31"]])])
    cell = openpyxl.load_workbook(io.BytesIO(made))["甲"]["A2"]
    assert (cell.value, cell.data_type) == ("2023-12-31", "s")


def test_figures_have_no_format_that_divides_them() -> None:
    """findings/ten_thousand_shown_is_a_tenth.sh: shown in ten thousands they are a tenth."""
    made = as_workbook([Sheet("甲", ["罚款"], [[126_000], [98.5]])])
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(made))["甲"].iter_rows(min_row=2)]
    assert [(cell.value, cell.number_format) for cell in cells] == [
        (126_000, "General"),
        (98.5, "General"),
    ]
