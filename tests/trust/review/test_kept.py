"""What was read of coders' workbooks is not lost when they are read again."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.trust.review.agree import of_machine
from fazhi.trust.review.sample import kept
from fazhi.trust.review.settle import kept_answers, kept_coders
from tests.trust.review.test_own_study import run

ROOT = Path(__file__).parents[3]
BOOK = load_codebook()


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample of the five reports asked how many events of publicity they held."""
    home = tmp_path_factory.mktemp("home")
    fazhi.build(ROOT / "data/raw", home / "t", jobs=1)
    asked = ("--indicator", "publicity.events", "--n", "5", "--out", str(home / "review"))
    assert run("sample", str(home / "t"), *asked).returncode == 0
    return home / "review"


@pytest.fixture
def review(drawn: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drawn, tmp_path / "review"))


def fill(file: Path, told: dict[str, float | None], only: bool = False) -> None:
    """Answer by town: a figure, or that none is stated; the others as the machine (or not)."""
    machine = of_machine(kept(file.parent).sample)
    page = (book := openpyxl.load_workbook(file)).worksheets[0]
    at = {str(cell.value): cell.column for cell in page[1]}
    for row in range(2, page.max_row + 1):
        town = str(page.cell(row, at["文件"]).value).partition("-")[0]
        value = told.get(town, machine[page.cell(row, at["标识"]).value].value)
        if town in told or not only:
            chosen = "not_stated" if value is None else "publicity.events"
            page.cell(row, at["指标"]).value = chosen
            page.cell(row, at["数值"]).value = value
    book.save(file)


def by(review: Path) -> dict[str, int]:
    ways = [one.by for one in kept_answers(review).values()]
    return {way: ways.count(way) for way in sorted(set(ways))}


@pytest.fixture
def settled(review: Path) -> Path:
    """Two coders who differ in one town; what they settled was read."""
    one, two = review / "coder-1.xlsx", review / "coder-2.xlsx"
    fill(one, {"兴泾镇": 36})
    fill(two, {"兴泾镇": 164})
    assert "disagreements.xlsx" in run("read", str(one), str(two)).stdout
    assert by(review) == {"agreed": 4}
    fill(review / "disagreements.xlsx", {"兴泾镇": 36})
    done = run("read", str(one), str(two), "--settled", str(review / "disagreements.xlsx"))
    assert done.returncode == 0, done.stderr
    assert by(review) == {"agreed": 4, "settled": 1}
    return review


def test_what_was_settled_stays_when_workbooks_are_read_again(settled: Path) -> None:
    books = [str(settled / f"coder-{at}.xlsx") for at in (1, 2)]
    done = run("read", *books)
    assert done.returncode == 0 and "保留以前裁定的：1" in done.stdout
    assert by(settled) == {"agreed": 4, "settled": 1}
    done = run("read", *books, "--anew")
    assert by(settled) == {"agreed": 4} and "待裁定" in done.stdout


def test_answers_are_not_lost_by_reading_fewer_workbooks_or_rows(settled: Path) -> None:
    one, two = settled / "coder-1.xlsx", settled / "coder-2.xlsx"
    before = (settled / "answers.json").read_bytes()
    done = run("read", str(one))
    assert done.returncode == 2
    assert "以前读了2个工作簿（coder-1, coder-2），现在只有1个" in done.stderr
    # Somebody renames the head of figures: the rows that tell one cannot be read any more.
    for file in (one, two):
        page = (book := openpyxl.load_workbook(file)).worksheets[0]
        next(cell for cell in page[1] if cell.value == "数值").value = "数"
        book.save(file)
    done = run("read", str(one), str(two))
    assert done.returncode == 2 and "以前有回答的行现在没有了：2行" in done.stderr
    assert "缺少'数值'列" in done.stderr
    assert (settled / "answers.json").read_bytes() == before
    assert run("read", str(one), "--anew").returncode == 1
    assert by(settled) == {"one": 2}


def test_disagreements_half_settled_are_settled_further(review: Path) -> None:
    one, two = review / "coder-1.xlsx", review / "coder-2.xlsx"
    fill(one, {"兴泾镇": 36, "平安镇": 250})
    fill(two, {"兴泾镇": 164, "平安镇": 251})
    books = (str(one), str(two), "--settled", str(review / "disagreements.xlsx"))
    run("read", str(one), str(two))
    fill(review / "disagreements.xlsx", {"兴泾镇": 36}, only=True)
    done = run("read", *books)
    assert done.returncode == 0 and "disagreements.xlsx" in done.stdout, done.stderr
    # A row that is disputed since stands in a workbook of its own.
    fill(two, {"兴泾镇": 164, "平安镇": 251, "西坪镇": 31})
    done = run("read", *books)
    assert done.returncode == 0 and "disagreements-2.xlsx" in done.stdout, done.stderr
    fill(review / "disagreements-2.xlsx", {"西坪镇": 30, "平安镇": 250})
    done = run("read", *books, "--settled", str(review / "disagreements-2.xlsx"))
    assert by(review) == {"agreed": 2, "settled": 3}, done.stderr


def test_what_each_coder_answered_is_kept_by_name(settled: Path, tmp_path: Path) -> None:
    assert {name: len(some) for name, some in kept_coders(settled).items()} == {
        "coder-1": 5, "coder-2": 5,
    }  # fmt: skip
    files = []
    for at, coder in enumerate(("wang", "li"), start=1):
        (tmp_path / coder).mkdir()
        files.append(shutil.copy(settled / f"coder-{at}.xlsx", tmp_path / coder / "answers.xlsx"))
    sample = ("--sample", str(settled))
    assert run("read", *map(str, files), *sample).returncode == 0
    assert list(kept_coders(settled)) == ["wang/answers", "li/answers"]
    done = run("read", str(files[0]), str(files[0]), *sample)
    assert done.returncode == 2 and "同一个工作簿给了两次" in done.stderr
