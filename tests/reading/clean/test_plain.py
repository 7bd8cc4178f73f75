"""Plain text in every encoding that reports come in."""

import random
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes, read_file
from fazhi.reading.decode import decode

BOOK = load_codebook()

REPORTS = sorted((Path(__file__).parents[3] / "data/raw").glob("*.txt"))
SIMPLIFIED = (
    "一、强化组织领导\n镇党委高度重视法治政府建设，全年开展宣传活动36次，发放资料2000余份。\n"
)
TRADITIONAL = (
    "一、強化組織領導\n鎮黨委高度重視法治政府建設，全年開展宣傳活動36次，發放資料2000餘份。\n"
)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
        ("hz", "hz"),
    ],
)
def test_simplified_text_is_decoded_and_its_encoding_told(encoding: str, told: str) -> None:
    text = read_bytes(SIMPLIFIED.encode(encoding), "某镇.txt", book=BOOK)
    assert (text.raw, text.encoding, text.script) == (SIMPLIFIED, told, "simplified")


def test_big5_is_told_from_gb18030_by_what_it_says() -> None:
    text = read_bytes(TRADITIONAL.encode("big5"), "某镇.txt", book=BOOK)
    assert (text.raw, text.encoding) == (TRADITIONAL, "big5")
    assert text.confidence > 0.7


def test_traditional_text_in_gb18030_is_no_big5() -> None:
    text = read_bytes(TRADITIONAL.encode("gb18030"), "某镇.txt", book=BOOK)
    assert (text.raw, text.encoding) == (TRADITIONAL, "gb18030")


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)
def test_real_reports_read_the_same_in_gb18030_and_utf_16(report: Path) -> None:
    plain = read_file(report, book=BOOK)
    for encoding in ("gb18030", "utf-16", "utf-16-le", "utf-8-sig"):
        assert read_bytes(plain.raw.encode(encoding), report.name, book=BOOK).clean == plain.clean


def test_xingjing_reads_the_same_in_big5() -> None:
    plain = read_file(next(report for report in REPORTS if "兴泾" in report.name), book=BOOK)
    assert read_bytes(plain.raw.encode("big5"), "a.txt", book=BOOK).clean == plain.clean


def test_slices_of_twenty_characters_are_decoded_rightly() -> None:
    text = read_file(REPORTS[0], book=BOOK).raw
    for start in range(0, len(text) - 20, 97):
        part = text[start : start + 20]
        assert decode(part.encode("gb18030"), book=BOOK).text == part


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" + bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01" + b"\x00" * 9 + bytes(range(256)) * 8,
        random.Random(7).randbytes(5000),
        random.Random(8).randbytes(301),
    ],
    ids=["png", "elf", "random", "random-odd"],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, book=BOOK)
    assert caught.value.code == "not_text"


def test_a_lost_byte_is_marked_and_never_silent() -> None:
    text = SIMPLIFIED * 40
    data = text.encode("utf-8")
    at = data.index("宣传".encode())
    read = read_bytes(data[:at] + data[at + 1 :], "某镇.txt", book=BOOK)
    assert read.doubtful
    assert all(read.raw[mark.start : mark.end] == "\ufffd" for mark in read.doubtful)
    assert read.raw.count("\ufffd") == len(read.doubtful)
    assert read.confidence < 1


def test_markdown_is_named_so_and_its_marks_are_gone() -> None:
    text = read_bytes(
        "# 某镇报告\n\n---\n\n## 一、做法\n\n**全年**开展2次。\n".encode(), "a.md", book=BOOK
    )
    assert (text.format, text.clean) == ("md", "某镇报告\n一、做法\n全年开展2次。")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("学法**12**次，参训~~300~~**320**人次。", "学法12次，参训320人次。"),
        ("调解纠纷 `88` 件[^1]，接访[120人次](https://a.cn/b)。", "调解纠纷88件，接访120人次。"),
        ("检查*25*次，调解3*件。", "检查25次，调解3*件。"),
    ],
)
def test_marks_of_markdown_split_no_figure(written: str, read: str) -> None:
    assert read_bytes(written.encode(), "a.md", book=BOOK).clean == read


def test_what_a_markdown_file_says_of_itself_is_no_text() -> None:
    text = (
        '---\ntitle: "某镇2024年报告"\ndate: 2025-01-05\ntags:\n  - 法治\n---\n# 某镇报告\n正文。\n'
    )
    made = read_bytes(text.encode(), "a.md", book=BOOK)
    assert made.clean == "某镇报告\n正文。"
    assert made.metadata == {"title": "某镇2024年报告"}
    assert read_bytes(b"---\n\xe4\xb8\x80\n---\n", "a.md", book=BOOK).clean == "一"


def test_bold_words_that_end_in_a_sign_are_bold() -> None:
    """findings/bold_lead_ends_in_two_asterisks.sh: others keep the marks as text."""
    line = "**（一）加强领导。**坚持党的领导，办结率**98.5%**以上，出台**《办法》**3件。\n"
    read = read_bytes(f"# 某镇报告\n\n{line}".encode(), "a.md", book=BOOK)
    assert read.clean.split("\n")[1] == line.replace("*", "").strip()


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_empty(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "某镇.txt", book=BOOK)
    assert caught.value.code == "empty"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("zeros", [2, 4, 512])
def test_zero_bytes_behind_a_text_are_no_part_of_it(encoding: str, zeros: int) -> None:
    lines = ["樟村坪镇法治政府建设年度报告", "全年调解纠纷46件，办理复议3件。"]
    data = "\n".join(lines).encode(encoding)
    padded = read_bytes(data + b"\0" * zeros, "x.txt", book=BOOK)
    assert padded.clean.split("\n")[:2] == lines
    assert padded.clean == read_bytes(data, "x.txt", book=BOOK).clean


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("stray", ["\0", "\x02", "\x0e\x0f"])
def test_a_stray_sign_of_an_editor_does_not_make_a_text_unreadable(
    encoding: str, stray: str
) -> None:
    data = SIMPLIFIED.replace("宣传", f"宣{stray}传").encode(encoding)
    assert read_bytes(data, "x.txt", book=BOOK).clean == SIMPLIFIED.strip()


def test_signs_of_an_encoding_in_seven_bits_within_other_words_are_words() -> None:
    text = "Use ~{ and ~} for braces, ~{abcd~} is a name.\n"
    assert read_bytes(text.encode(), "x.txt", book=BOOK).clean == text.strip()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_the_zero_byte_of_a_last_wide_sign_is_left(encoding: str) -> None:
    text = "樟村坪镇法治政府建设年度报告，全年调解纠纷四十六件。\n"
    assert read_bytes(text.encode(encoding), "x.txt", book=BOOK).clean.strip() == text.strip()
