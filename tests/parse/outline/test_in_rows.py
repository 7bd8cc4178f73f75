"""Headings that only a row of marks makes: 1.1, 1.2; 第一， on lines of their own."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.parse.outline import find_outline
from fazhi.reading import read_bytes

BOOK = load_codebook()
Shape = tuple[int, str | None, str]
END = "\n二、存在问题\n执法力量薄弱。"


def sections(text: str, *, inline: bool = False) -> list[Shape]:
    found = find_outline(read_bytes(text.encode(), "a.txt", book=BOOK), book=BOOK).sections
    return [(one.level, one.marker, one.title) for one in found if one.inline == inline]


DECIMALS: dict[str, tuple[str, list[Shape]]] = {
    "run into their text, under 一、": (
        "一、主要工作\n1.1 抓学习。全年组织集中学法6次，参加人员120人次。\n"
        "1.2 抓宣传。开展法治宣传活动12场次。\n1.3 抓化解。调解矛盾纠纷46件。" + END,
        [
            (1, "一、", "主要工作"),
            *((2, "1.1", "抓学习"), (2, "1.2", "抓宣传"), (2, "1.3", "抓化解")),
            (1, "二、", "存在问题"),
        ],
    ),
    "run into their text, under 1.": (
        "1.主要做法\n1.1 强化组织领导。成立领导小组，召开会议4次。\n"
        "1.2强化宣传教育。开展宣讲8场。\n2.存在问题\n"
        "2.1 力量不足。持证人员仅5人。\n2.2 形式单一。宣传仍靠发传单。",
        [
            (1, "1.", "主要做法"),
            *((2, "1.1", "强化组织领导"), (2, "1.2", "强化宣传教育")),
            (1, "2.", "存在问题"),
            *((2, "2.1", "力量不足"), (2, "2.2", "形式单一")),
        ],
    ),
    "on lines of their own": (
        "一、主要做法\n1.1抓学习\n全年组织集中学法6次。\n1.2抓宣传\n开展法治宣传活动12场次。" + END,
        [
            (1, "一、", "主要做法"),
            *((2, "1.1", "抓学习"), (2, "1.2", "抓宣传")),
            (1, "二、", "存在问题"),
        ],
    ),
    "under （一）": (
        "一、主要做法\n（一）普法\n1.1 抓学习。全年组织集中学法6次。\n1.2 抓宣传。发放资料300份。"
        + END,
        [
            *((1, "一、", "主要做法"), (2, "（一）", "普法")),
            *((3, "1.1", "抓学习"), (3, "1.2", "抓宣传")),
            (1, "二、", "存在问题"),
        ],
    ),
    "three numbers": (
        "1.主要做法\n1.1 普法\n1.1.1 抓学习。全年组织集中学法6次。\n1.1.2 抓宣传。发放资料300份。\n"
        "1.2 执法\n检查企业8家。\n2.存在问题\n力量薄弱。",
        [
            *((1, "1.", "主要做法"), (2, "1.1", "普法")),
            *((3, "1.1.1", "抓学习"), (3, "1.1.2", "抓宣传"), (2, "1.2", "执法")),
            (1, "2.", "存在问题"),
        ],
    ),
}


@pytest.mark.parametrize("kind", DECIMALS)
def test_rows_of_decimals_are_headings(kind: str) -> None:
    text, right = DECIMALS[kind]
    assert sections(text) == right


@pytest.mark.parametrize(
    "lines",
    [
        "全年投入法治经费\n1.2万元用于宣传。\n1.5 倍于上年的案件得到化解。",
        "1.1 期间出动警力30人次。\n12.4 国家宪法日开展宣传2场。\n3.15 消费者权益日发放资料200份。",
        "1.1公里的沿街商铺签订责任书。\n1.2公里的道路完成整治。",
        "1.1 全年组织集中学法6次，参加人员120人次。\n1.2 全年开展法治宣传12场次。",
        "版本1.1 抓学习。\n1.3 抓宣传。发放资料200份。",
    ],
)
def test_numbers_and_days_are_no_headings(lines: str) -> None:
    assert sections(f"一、主要工作\n{lines}{END}") == [
        (1, "一、", "主要工作"),
        (1, "二、", "存在问题"),
    ]


def test_first_and_second_head_the_parts_of_a_text_without_other_marks() -> None:
    right = [(1, "第一，", "主要工作"), (1, "第二，", "存在的问题"), (1, "第三，", "下一步打算")]
    parts = ("组织学法6次，调解纠纷46件。", "执法力量薄弱。", "加强学习，落实制度。")
    alone = "\n".join(
        f"{mark}{title}\n{text}" for (_, mark, title), text in zip(right, parts, strict=True)
    )
    assert sections(alone) == right
    run_in = "\n".join(
        f"{m}{title}。{text}" for (_, m, title), text in zip(right, parts, strict=True)
    )
    assert sections(run_in) == right


def test_the_year_of_a_plan_is_no_figure_that_keeps_its_words_from_heading_a_part() -> None:
    text = (
        "第一，2023年主要工作。组织学法6次，调解纠纷46件。\n第二，存在的问题。执法力量薄弱。\n"
        "第三，2024年工作安排。计划学法8次。"
    )
    found = find_outline(read_bytes(text.encode(), "a.txt", book=BOOK), book=BOOK).sections
    assert [(one.marker, one.title, one.role) for one in found] == [
        ("第一，", "2023年主要工作", "achievements"),
        ("第二，", "存在的问题", "problems"),
        ("第三，", "2024年工作安排", "plan"),
    ]


def test_first_and_second_head_lines_inside_a_part() -> None:
    text = "一、主要工作\n首先，抓学习\n组织学法6次。\n其次，抓宣传\n发放资料300份。" + END
    assert sections(text)[:3] == [
        (1, "一、", "主要工作"),
        (2, "首先，", "抓学习"),
        (2, "其次，", "抓宣传"),
    ]


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (
            "主要抓了两个方面。第一，抓学习。组织学法6次。第二，抓宣传。开展活动12场。",
            ["抓学习", "抓宣传"],
        ),
        (
            "第一，强化组织领导。召开会议4次。\n第二，强化宣传教育。开展宣讲8场。",
            ["强化组织领导", "强化宣传教育"],
        ),
        ("首先，抓学习。组织学法6次。\n最后，抓化解。调解纠纷46件。", ["抓学习", "抓化解"]),
        (
            "主要做法如下：一则强化学习，组织学法6次；二则强化宣传，开展活动12场。",
            ["强化学习", "强化宣传"],
        ),
        ("一则，抓学习。组织学法6次。\n二则，抓宣传。开展活动12场。", ["抓学习", "抓宣传"]),
        ("发布信息一则，转发公告二则，张贴通知若干。一则谣言得到澄清。", []),
        ("考核位列全县第一，群众满意度排名第二，均获通报表扬。履行第一责任人职责。", []),
        ("第一，没有人民的支持就没有法治。我们深知这一点，工作中处处依靠群众。", []),
        ("我镇综合考核名列\n第一，受到县委表彰。\n第二，仍有差距。", ["受到县委表彰", "仍有差距"]),
    ],
)
def test_in_running_text_they_are_items_or_nothing(lines: str, items: list[str]) -> None:
    text = f"一、主要工作\n{lines}{END}"
    assert sections(text) == [(1, "一、", "主要工作"), (1, "二、", "存在问题")]
    assert [title for _, _, title in sections(text, inline=True)] == items
