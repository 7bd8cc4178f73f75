"""Typed tables of contents are no headings of the report; what only looks like one stays."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes

BOOK = load_codebook()
TITLE = "樟村坪镇2024年法治政府建设年度报告"
BODY = [
    "一、主要举措和成效",
    "（一）规范执法。全年开展执法检查46次，办理行政处罚案件12件。",
    "二、存在的问题",
    "执法力量薄弱，持证执法人员仅8名。",
    "三、2025年工作安排",
    "加强执法培训，计划开展培训不少于2次。",
    "樟村坪镇人民政府",
    "2025年1月15日",
]
HEADS = ["一、主要举措和成效", "（一）规范执法", "二、存在的问题", "三、2025年工作安排"]

WRITTEN = {
    "dots and pages": ["目　录", *(f"{one}……………{n}" for n, one in enumerate(HEADS, 1))],
    "points and pages": ["目 录", *(f"{one} . . . . . . {n}" for n, one in enumerate(HEADS, 1))],
    "tabs": ["目录", *(f"{one}\t{n}" for n, one in enumerate(HEADS, 1))],
    "pages in brackets": ["目录：", *(f"{one}（{n}）" for n, one in enumerate(HEADS, 1))],
    "without pages": ["目次", *HEADS],
    "blank lines between": ["目录", *(line for one in HEADS for line in ("", one)), ""],
    "without a head": [f"{one}......{n}" for n, one in enumerate(HEADS, 1)],
    "of an old wording": ["目录", "一、主要做法……1", *(f"{one}……2" for one in HEADS[2:])],
    "broken over two lines": ["目录", "一、主要举措", "和成效……1", "二、存在的问题……2"],
}  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("above", [[TITLE], ["樟村坪镇人民政府", TITLE]])
def test_typed_contents_are_left_out(written: str, above: list[str]) -> None:
    text = read_bytes("\n".join([*above, *WRITTEN[written], *BODY]).encode(), "a.txt", book=BOOK)
    assert text.clean.split("\n") == [*above, *BODY]
    assert [one.kind for one in text.repairs] == ["contents"]


def test_the_title_below_the_contents_stays() -> None:
    lines = ["目录", *(f"{one}（{n}）" for n, one in enumerate(HEADS, 1)), TITLE, *BODY, TITLE]
    text = read_bytes("\n".join(lines).encode(), "a.txt", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *BODY, TITLE]


def test_figures_below_typed_contents_are_of_the_year() -> None:
    """Read as headings they had made all that follows a part of the plan."""
    lines = [TITLE, *WRITTEN["dots and pages"], *BODY]
    text = read_bytes("\n".join(lines).encode(), "a.txt", book=BOOK)
    report = understand(text, BOOK, "a.txt", "", {})
    parts = [one.role for one in report.outline.sections if one.level == 1]
    assert parts == ["achievements", "problems", "plan"]
    values = {one.indicator: one.value for one in report.indicators}
    assert values["enforcement.inspections"] == 46
    assert values["enforcement.penalty_cases"] == 12


@pytest.mark.parametrize(
    "lines",
    [
        # A list that the report gives, and that nothing below repeats.
        ["目录", "行政许可事项目录", "行政处罚事项目录"],
        ["目录", "一、主要举措和成效"],
        ["（一）权责清单……12", "（二）证明事项……30"],
        ["调解矛盾纠纷……", "开展执法检查......"],
        ["编制行政执法事项目录", *HEADS[1:2]],
    ],
)
def test_what_is_no_table_of_contents_stays(lines: list[str]) -> None:
    text = read_bytes("\n".join([TITLE, *lines, *BODY]).encode(), "a.txt", book=BOOK)
    assert "contents" not in [one.kind for one in text.repairs]
