"""A study of one's own from sample to estimate: own indicators, coders' folders, answers mended."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest

from fazhi.pipeline.build import build
from fazhi.trust.review.agree import of_machine
from fazhi.trust.review.answers import Workbook, read_workbook
from fazhi.trust.review.sample import Drawn, book_of, kept

ROOT = Path(__file__).parents[3]
OWN = (
    "garden.trees:\n  zh: 栽种树木棵数\n  en: Trees planted\n  unit: 棵\n"
    "  rules:\n    trees:\n      object: [树木]\n"
)
REPORT = (
    "河南省西峡县{town}2023年法治政府建设情况报告\n一、主要举措和成效\n"
    "全年栽种树木{n}棵，排查调处纠纷{m}件。\n二、存在的不足\n人手不足。\n"
)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fazhi", "review", *words, "--lang", "zh"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Tables of four reports, made with an indicator of one's own, and a sample of all mentions."""
    (tmp_path / "mine.yaml").write_text(OWN, "utf-8")
    (tmp_path / "raw").mkdir()
    for number, town in enumerate(("西坪镇", "丹水镇", "回车镇", "五里桥镇"), 1):
        text = REPORT.format(town=town, n=100 * number, m=10 * number)
        (tmp_path / f"raw/{town}.txt").write_text(text, "utf-8")
    build(tmp_path / "raw", tmp_path / "t", jobs=1, codebooks=[tmp_path / "mine.yaml"])
    drawn = run("sample", str(tmp_path / "t"), "--n", "8", "--out", str(tmp_path / "review"))
    assert drawn.returncode == 0, drawn.stderr
    (tmp_path / "mine.yaml").unlink()
    return tmp_path


def answered(file: Path, drawn: Drawn, value: Callable[[Any], Any] = lambda value: value) -> Path:
    """A workbook in which a coder answers as the machine, with values of her own."""
    answers = of_machine(drawn.sample)
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    heads = {str(cell.value): cell.column for cell in page[1]}
    for row in range(2, page.max_row + 1):
        one = answers[page.cell(row, heads["标识"]).value]
        told = (one.indicator, value(one.value), one.unit, one.approx, one.period)
        for head, said in zip(("指标", "数值", "量词", "确数或约数", "属于"), told, strict=True):
            page.cell(row, heads[head]).value = said
    book.save(file)
    return file


def test_her_own_indicators_are_read_back_and_estimated(study: Path) -> None:
    review = study / "review"
    file = answered(review / "coder-1.xlsx", kept(review))
    done = run("read", str(file))
    assert done.returncode == 0, done.stdout + done.stderr
    told = run("estimate", "garden.trees", "--sample", str(review))
    assert told.returncode == 0, told.stderr
    # 100 + 200 + 300 + 400 as the four state it.
    assert "1,000" in told.stdout


def test_two_coders_whose_files_have_one_name_are_two(study: Path) -> None:
    review = study / "review"
    for coder, add in (("wang", 0), ("li", 1)):
        (study / coder).mkdir()
        file = Path(shutil.copy(review / "coder-1.xlsx", study / coder / "coder.xlsx"))
        answered(file, kept(review), lambda value, add=add: value + add if value else value)
    files = (str(study / coder / "coder.xlsx") for coder in ("wang", "li"))
    done = run("read", *files, "--sample", str(review))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "disagreements.xlsx" in done.stdout
    assert openpyxl.load_workbook(review / "disagreements.xlsx").worksheets[0].max_row > 2


def test_rows_whose_figures_cannot_be_had_answer_nothing(study: Path) -> None:
    """Another head, a merged range, a word of no list: never the machine's figure for it."""
    review = study / "review"
    drawn = kept(review)

    def read(change: Callable[[Any, dict[str, int]], None]) -> Workbook:
        file = Path(shutil.copy(review / "coder-1.xlsx", study / "changed.xlsx"))
        answered(file, drawn)
        book = openpyxl.load_workbook(file)
        page = book.worksheets[0]
        change(page, {str(cell.value): cell.column for cell in page[1]})
        book.save(file)
        return read_workbook(file, drawn.sample, book_of(review))

    def renamed(page: Any, heads: dict[str, int]) -> None:
        page.cell(1, heads["数值"]).value = "Value"

    def merged(page: Any, heads: dict[str, int]) -> None:
        page.merge_cells(
            start_row=2, end_row=4, start_column=heads["数值"], end_column=heads["数值"]
        )

    def worded(page: Any, heads: dict[str, int]) -> None:
        page.cell(2, heads["属于"]).value = "去年"

    whole = read(lambda page, heads: None)
    figures = {key for key, one in whole.answers.items() if one.value is not None}
    # Of the eight two are sentences without a figure.
    assert (len(whole.answers), len(figures)) == (8, 6)
    assert read(renamed).answers.keys() == whole.answers.keys() - figures
    lost = whole.answers.keys() - read(merged).answers.keys()
    assert lost <= figures and 1 <= len(lost) <= 2
    told = read(worded)
    assert len(told.answers) == 7 and len(told.faults) == 1


def test_what_a_coder_takes_back_is_no_correction_any_more(study: Path) -> None:
    review, said = study / "review", study / "corrections.yaml"
    words = ("read", str(review / "coder-1.xlsx"), "--corrections", str(said))
    answered(review / "coder-1.xlsx", kept(review), lambda value: 77 if value else value)
    assert run(*words).returncode == 0
    made = msgspec.yaml.decode(said.read_bytes())
    assert {one["value"] for one in made} == {77}
    elsewhere = {"mention": "0123456789abcdef:1-2", "indicator": "none"}
    said.write_bytes(msgspec.yaml.encode([*made, elsewhere]))
    answered(review / "coder-1.xlsx", kept(review))
    assert run(*words).returncode == 0
    (left,) = msgspec.yaml.decode(said.read_bytes())
    assert left["mention"] == elsewhere["mention"]


def _rows(file: Path, change: Callable[[Any, dict[str, int]], None]) -> Path:
    """A workbook of which one changed the rows; columns by head."""
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    change(page, {str(cell.value): cell.column for cell in page[1]})
    book.save(file)
    return file


def test_a_row_answered_in_its_copy_alone_is_read_there(study: Path) -> None:
    """The upper of two rows with one key was left empty; of two that are filled the upper is."""
    drawn = kept(study / "review")
    file = answered(study / "review/coder-1.xlsx", drawn)
    book = book_of(study / "review")
    whole = read_workbook(file, drawn.sample, book)

    def copied(page: Any, at: dict[str, int]) -> None:
        page.append([cell.value for cell in page[2]])
        for name in ("指标", "数值", "量词", "确数或约数", "属于"):
            page.cell(2, at[name]).value = None

    assert read_workbook(_rows(file, copied), drawn.sample, book) == whole
    _rows(file, lambda page, at: page.append([cell.value for cell in page[3]]))
    twice = read_workbook(file, drawn.sample, book)
    assert twice.answers == whole.answers
    (fault,) = twice.faults
    assert fault.hint == "Keep one row; the upper was read."


@pytest.mark.parametrize(
    "value, unit, told",
    [
        (5, "万元", (50000.0, "元")),
        ("3.5", "万件", (35000.0, "件")),
        ("5万", "元", (50000.0, "元")),
        (5, "件", (5.0, "件")),
        (5, "亿元", (500000000.0, "元")),
        (5, "万余元", (50000.0, "元")),
    ],
)
def test_a_measure_word_of_ten_thousands_is_not_lost(
    study: Path, value: Any, unit: str, told: tuple[float, str]
) -> None:
    drawn = kept(study / "review")
    file = answered(study / "review/coder-1.xlsx", drawn)
    key = next(one.key for one in drawn.sample.units if one.indicator == "garden.trees")

    def fill(page: Any, at: dict[str, int]) -> None:
        for row in range(2, page.max_row + 1):
            if page.cell(row, at["标识"]).value == key:
                page.cell(row, at["数值"]).value = value
                page.cell(row, at["量词"]).value = unit

    read = read_workbook(_rows(file, fill), drawn.sample, book_of(study / "review"))
    assert (read.answers[key].value, read.answers[key].unit) == told


def test_a_part_that_coders_take_back_is_no_correction_any_more(study: Path) -> None:
    review, said = study / "review", study / "corrections.yaml"
    file = answered(review / "coder-1.xlsx", kept(review))
    words = ("read", str(file), "--corrections", str(said))

    def counted(how: str) -> Callable[[Any, dict[str, int]], None]:
        def change(page: Any, at: dict[str, int]) -> None:
            row = next(r for r in range(2, 10) if "." in str(page.cell(r, at["指标"]).value))
            page.cell(row, at["是否计入"]).value = how

        return change

    _rows(file, counted("part"))
    assert run(*words).returncode == 0
    (made,) = msgspec.yaml.decode(said.read_bytes())
    assert made["part"] is True
    _rows(file, counted("own"))
    assert run(*words).returncode == 0
    assert not msgspec.yaml.decode(said.read_bytes())


def test_what_a_command_tells_names_columns_as_the_workbook_does(study: Path) -> None:
    review = study / "review"
    file = answered(review / "coder-1.xlsx", kept(review))
    english = [sys.executable, "-m", "fazhi", "--lang", "en", "review"]
    told = subprocess.run(
        [*english, "read", str(file)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert "measure word" in told.stdout and "exact or not" in told.stdout
    _rows(file, lambda page, at: setattr(page.cell(2, at["数值"]), "value", "很多"))
    chinese = run("read", str(file), "--anew").stderr
    assert "编码!J2：'很多'不是数。可写35000" in chinese
    grouped = run("estimate", "garden.trees", "--by", "indicator", "--sample", str(review))
    assert grouped.returncode != 0 and "估计不能按这一项分组" in grouped.stderr
