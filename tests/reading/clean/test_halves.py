"""A report in two files: each is known to lack the other."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes

BOOK = load_codebook()
TITLE = "平安镇2024年法治政府建设年度报告"
FIRST = "一、主要举措\n全年开展执法检查46次，化解矛盾纠纷138起。\n"
SECOND = "二、存在的问题\n执法力量薄弱，持证人员8名。\n"


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        (f"{TITLE}（上）\n{FIRST}", ["next_page"]),
        (f"平安镇人民政府\n{TITLE}(下篇)\n{SECOND}", ["previous_pages"]),
        (f"{TITLE}（中）\n{FIRST}", ["next_page", "previous_pages"]),
        (f"{TITLE}（上）\n{FIRST}{TITLE}（下）\n{SECOND}", []),
        (f"{TITLE}\n{FIRST}", []),
        (f"{TITLE}（2024年）\n{FIRST}（上）\n{SECOND}", []),
        (f"{TITLE}\n{FIRST}镇纪委作报告。\n全年听取报告（上）\n{SECOND}", []),
    ],
)
def test_a_title_of_one_half_tells_that_the_other_is_not_here(text: str, lacks: list[str]) -> None:
    read = read_bytes(text.encode(), "a.txt", book=BOOK)
    assert [str(one) for one in read.lacks] == lacks


@pytest.mark.parametrize(
    ("name", "lacks"),
    [
        ("平安镇报告（上）.docx", ["next_page"]),
        ("平安镇报告-下.txt", ["previous_pages"]),
        ("平安镇（中篇）.txt", ["next_page", "previous_pages"]),
        ("平安镇第一部分.txt", ["next_page"]),
        ("平安镇（第二部分）.txt", ["previous_pages"]),
        ("平安镇报告（1）.txt", []),
        ("平安镇以上.txt", []),
        ("平安镇（上）修改稿.txt", []),
    ],
)
def test_the_name_of_a_file_tells_of_one_half_too(name: str, lacks: list[str]) -> None:
    read = read_bytes(f"{TITLE}\n{FIRST}".encode(), name, book=BOOK)
    assert [str(one) for one in read.lacks] == lacks


def test_a_file_named_after_its_first_half_that_holds_both_lacks_nothing() -> None:
    both = f"{TITLE}\n{FIRST}{TITLE}（下）\n{SECOND}"
    assert read_bytes(both.encode(), "平安镇（上）.txt", book=BOOK).lacks == ()
