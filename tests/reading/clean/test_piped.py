"""Tables written with bars become lines with tabs; bars elsewhere stay."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes

BOOK = load_codebook()


def clean(text: str, name: str = "a.md") -> list[str]:
    made = read_bytes(text.encode(), name, book=BOOK)
    for at, sign in enumerate(made.clean):
        if sign not in "\t\n":
            assert made.raw[made.offsets.raw_start(at)] == sign
    return made.clean.split("\n")


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ("| 事项 | 数量 |\n|---|---|\n| 调解 | 5 |", ["事项\t数量", "调解\t5"]),
        ("事项 | 数量\n:-- | --:\n调解 | 5", ["事项\t数量", "调解\t5"]),
        ("|  | 受理 | 化解 |\n|--|--|--|\n| 甲村 | 5 | 4 |", ["\t受理\t化解", "甲村\t5\t4"]),
        ("| 村 | 受理 |  |\n| --- | --- | --- |\n| 甲村 |  | 5 |", ["村\t受理\t", "甲村\t\t5"]),
        ("| 事项 | 数量 |\n| :-- | :-: |\n| 调解 | 5 |", ["事项\t数量", "调解\t5"]),
        ("|事项|数量|\n|-|-:|\n|调解|5|", ["事项\t数量", "调解\t5"]),
        ("|事项|数量|\n|--|--|\n|调解\\|化解|5|", ["事项\t数量", "调解\\|化解\t5"]),
    ],
)
def test_rows_keep_their_cells(name: str, written: str, rows: list[str]) -> None:
    assert clean(f"情况见下表。\n\n{written}\n\n以上。", name) == ["情况见下表。", *rows, "以上。"]


@pytest.mark.parametrize(
    "line", ["首页 | 公开 | 正文", "--- | 分隔", "（司法所|派出所）联合执法。", "一、做法 --"]
)
def test_bars_of_no_table_stay(line: str) -> None:
    assert "\t" not in "".join(clean(f"情况如下。\n{line}\n以上。"))
