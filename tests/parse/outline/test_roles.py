"""What tells a part of plans whose heading does not say so: its opening, its place, its year."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.parse.outline import find_outline
from fazhi.reading import read_bytes

BOOK = load_codebook()
DONE = "过去一年，全市建成厂房12处，新增就业3万人。"
ACCOUNT = "\n".join([DONE * 6, DONE * 6])
REST = "全市将建设厂房20处，改造老旧小区30个，新增就业4万人。" * 3


def parts(text: str) -> list[tuple[str, str]]:
    """Title and role of every first-level part."""
    outline = find_outline(read_bytes(text.encode(), "a.txt", book=BOOK), book=BOOK)
    return [(one.title, one.role) for one in outline.sections if one.level == 1]


def second(opening: str, *, heading: str = "扬帆远航，谱写兴市富民新篇章") -> str:
    """The role of a second part of this opening, behind an account of 2023."""
    return parts(
        f"青山市2023年政府工作报告\n一、2023年工作回顾\n{ACCOUNT}\n二、{heading}\n{opening}{REST}\n"
    )[1][1]


@pytest.mark.parametrize(
    "opening",
    [
        "今年政府工作的总体要求是：稳中求进。",
        "“十四五”时期全市发展的主要目标是：经济总量翻一番。",
        "建议今年主要预期目标为：生产总值增长6%。",
        "规划草案提出了全市的主要目标，到2030年人均收入翻一番。",
        "今后五年，是全市转型的关键时期。",
        "未来五年，我们要走在前列。",
        "2024年是全市招商之年。",
    ],
)
def test_a_part_that_opens_with_its_aims_is_a_plan(opening: str) -> None:
    assert second(opening) == "plan"


@pytest.mark.parametrize(
    "opening",
    [
        "一年来，全市按照上级总体要求抓落实。",
        "围绕全年主要目标，各部门狠抓进度。",
        "“十三五”主要目标任务顺利完成，为今后五年打下基础。",
        "2023年是全市招商之年。",
    ],
)
def test_a_part_that_keeps_to_aims_or_reached_them_is_an_account(opening: str) -> None:
    assert second(opening) == "achievements"


def test_an_account_that_tells_its_aims_stays_one() -> None:
    aims = "全年工作的总体要求是：稳中求进。"
    assert second(aims, heading="五年来的主要成效") == "achievements"
    assert parts(f"青山市工作报告\n一、开拓进取的一年\n{aims}{REST}\n二、努力方向\n{REST}\n") == [
        ("开拓进取的一年", "achievements"),
        ("努力方向", "plan"),
    ]


def test_aims_told_at_the_end_of_a_part_are_not_its_opening() -> None:
    aims = "今后五年，是全市转型的关键时期。"
    assert second(f"{DONE}{aims}") == "plan"
    assert second(f"{ACCOUNT}{aims}") == "achievements"


def test_what_follows_a_plan_told_by_its_opening_is_planned() -> None:
    told = parts(
        f"青山市2023年政府工作报告\n一、攻坚克难的一年\n{ACCOUNT}\n二、扬帆远航\n"
        f"今年政府工作的总体要求是：稳中求进。{REST}\n三、勤政为民，取得自身建设新成效\n{REST}\n"
    )
    assert [role for _, role in told] == ["achievements", "plan", "plan"]


@pytest.mark.parametrize("title", ["2023", "2024"])
def test_the_year_looked_back_on_tells_what_is_to_come(title: str) -> None:
    """A title may bear the year told of, or the one in which it is told."""
    assert parts(
        f"青山市{title}年政府工作报告\n一、2023年工作回顾\n{ACCOUNT}\n二、2024年重点工作\n{REST}\n"
    ) == [("2023年工作回顾", "achievements"), ("2024年重点工作", "plan")]


ROW = f"一、全力抓好重点工作\n{REST}\n二、奋力取得民生新成效\n{REST}\n"


@pytest.mark.parametrize("plan", ["2024年工作建议", "2024年重点工作", "今后五年工作打算"])
def test_a_row_below_an_unnumbered_plan_is_no_row_of_parts(plan: str) -> None:
    text = f"青山市政府工作报告\n2023年工作回顾\n{ACCOUNT}\n{plan}\n{REST}\n{ROW}名词解释\n{REST}\n"
    assert parts(text) == [
        ("2023年工作回顾", "achievements"),
        (plan, "plan"),
        ("名词解释", "other"),
    ]


def test_a_title_of_two_lines_heads_no_parts() -> None:
    row = f"一、扎实推进依法行政\n{ACCOUNT}\n二、服务群众\n{DONE}\n"
    text = f"2023年工作总结\n2024年工作计划\n{REST}\n{row}"
    assert [title for title, _ in parts(text)] == ["扎实推进依法行政", "服务群众"]


def test_what_is_important_in_a_plan_is_planned() -> None:
    plan = f"未来五年主要目标和2024年重点工作\n{REST}\n{ROW}"
    text = f"青山市政府工作报告\n2023年工作回顾\n{ACCOUNT}\n{plan}"
    outline = find_outline(read_bytes(text.encode(), "a.txt", book=BOOK), book=BOOK)
    assert [one.role for one in outline.sections] == ["achievements", "plan", "plan", "plan"]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("办好民生实事，让全体市民共享发展成果", "plan"),
        ("落实奖励措施", "plan"),
        ("2023年十件民生实事完成情况", "achievements"),
    ],
)
def test_in_a_plan_only_what_tells_of_the_past_is_done(heading: str, role: str) -> None:
    below = f"（一）{heading}\n{REST}\n（二）修好乡村道路\n{REST}\n"
    text = (
        f"青山市2023年政府工作报告\n一、2023年工作回顾\n{ACCOUNT}\n"
        f"二、2024年重点工作安排\n{REST}\n{below}"
    )
    outline = find_outline(read_bytes(text.encode(), "a.txt", book=BOOK), book=BOOK)
    assert [one.role for one in outline.sections] == ["achievements", "plan", role, "plan"]


@pytest.mark.parametrize("led", ["", "《法治政府建设实施纲要（2021-2025年）》的要求，"])
@pytest.mark.parametrize(
    "heading", ["2022年度法治建设主要做法和成效", "2022年工作总结", "2022年任务完成情况"]
)
def test_a_first_part_with_fruits_tells_its_own_year(led: str, heading: str) -> None:
    text = f"根据{led}现报告如下：\n一、{heading}\n{REST}\n二、2023年工作\n{REST}\n"
    assert parts(text) == [(heading, "achievements"), ("2023年工作", "plan")]
    alone = f"按照2021年{led}现报告如下：\n一、{heading}\n{REST}\n"
    assert parts(alone) == [(heading, "achievements")]


def test_the_span_of_a_plan_that_is_followed_is_not_the_year_of_a_report() -> None:
    text = f"按照《法治政府建设实施纲要（2021-2025年）》抓落实。\n一、2022年法治建设\n{REST}\n"
    assert parts(text) == [("2022年法治建设", "achievements")]
