"""The user's list: heads in two languages, UTF-8 and GBK, no head, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.captures import Capture, read_captures, table_of
from fazhi.codebook.book import load_codebook
from fazhi.collect.listed import AddressList, read_list
from fazhi.errors import ReadError

BOOK = load_codebook()


def read(folder: Path, text: str, encoding: str = "utf-8") -> AddressList:
    file = folder / "list.csv"
    file.write_bytes(text.encode(encoding))
    return read_list(file, BOOK)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_heads_are_read_in_both_languages(tmp_path: Path, encoding: str) -> None:
    listed = read(
        tmp_path,
        "乡镇,县区,网址,年份,发布日期,备注\n平安镇,云阳县,x.gov.cn/a,2023,,\n"
        "平安镇,云阳县,http://x.gov.cn/a,2023年度,2024年1月5日,好\n",
        encoding,
    )
    (one,) = listed.wanted
    assert one.row == 3 and one.address == "http://x.gov.cn/a"
    assert one.stated == {
        "town": "平安镇", "county": "云阳县", "year": "2023", "published_date": "2024-01-05",
    }  # fmt: skip
    assert listed.unused == ("备注",)
    assert [(row, error.code) for row, error in listed.wrong] == [(2, "no_address")]


def test_a_list_without_a_head(tmp_path: Path) -> None:
    listed = read(tmp_path, "http://x.gov.cn/a\n\nhttp://x.gov.cn/b\nhttp://x.gov.cn/a#1\n")
    assert [(one.row, one.address) for one in listed.wanted] == [
        (1, "http://x.gov.cn/a"),
        (3, "http://x.gov.cn/b"),
    ]
    assert listed.twice == ((4, 1),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("\ufeff\n \n", "is empty"),
        ("url\n", "names no address"),
        ("town,year\n平安镇,2023\n", "no column"),
        ("url,year\nhttp://x.cn/,20233\n", "is no year"),
        ("url,date\nhttp://x.cn/,昨天\n", "is no day"),
        ("PK\x03\x04", "workbook"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ReadError, match=words) as error:
        read(tmp_path, text)
    assert error.value.hint and error.value.where


@pytest.mark.parametrize(
    ("head", "hint"),
    [
        ("url;year", "Its columns are parted by ';'; part them by commas."),
        ("乡镇\t网址", "Its columns are parted by '\\t'; part them by commas."),
        ("乡镇；网址", "Its columns are parted by '；'; part them by commas."),
        ("网址，年份", "Its columns are parted by '，'; part them by commas."),
        ("乡镇;年份", "Call one of them url."),
    ],
)
def test_other_marks_between_columns_are_told(tmp_path: Path, head: str, hint: str) -> None:
    with pytest.raises(ReadError) as error:
        read(tmp_path, f"{head}\nhttp://x.cn/a;2023\n")
    assert (error.value.message, error.value.hint) == (
        "no column of the list names addresses",
        hint,
    )


def test_proofs_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    rows = [
        Capture(run=2, row=7, asked="http://x.cn/", status=200, title="甲,“乙”\n丙", size=3),
        Capture(state="refused", code="robots"),
    ]
    (tmp_path / "captures.csv").write_bytes(table_of(rows))
    assert read_captures(tmp_path) == rows
    assert read_captures(tmp_path / "none") == []
    (tmp_path / "captures.csv").write_text("run\nx\n", "utf-8")
    with pytest.raises(ReadError) as error:
        read_captures(tmp_path)
    assert error.value.code == "captures"


def test_signs_of_full_width_part_no_cells(tmp_path: Path) -> None:
    """findings/list_of_ratios_has_two_columns.sh: each cell has one ～ and one ：."""
    listed = read(tmp_path, "http://x.gov.cn/1～11：a\nhttp://x.gov.cn/1～12：b\n")
    assert [one.address for one in listed.wanted] == [
        "http://x.gov.cn/1%EF%BD%9E11%EF%BC%9Aa",
        "http://x.gov.cn/1%EF%BD%9E12%EF%BC%9Ab",
    ]
