"""The outline against the gold, against forms thought up by a person, and under its laws."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from fazhi.codebook.book import load_codebook
from fazhi.parse.outline import find_outline
from fazhi.parse.quantities import find_quantities
from fazhi.reading import read_bytes, read_file
from fazhi.reading.clean.script import simplify
from fazhi.records import Outline, Section, Text

BOOK = load_codebook()

ROOT = Path(__file__).parents[3]
RAW = ROOT / "data" / "raw"
GOLD = ROOT / "tests" / "gold"
CASES = sorted((Path(__file__).parent / "outline_cases").glob("*.yaml"))
REPORTS = sorted(folder.name for folder in GOLD.iterdir() if folder.is_dir())


def fold(title: str) -> str:
    return "".join(unicodedata.normalize("NFKC", simplify(title, BOOK)).split())


def text_of(words: str) -> Text:
    return read_bytes(words.encode(), "report.txt", book=BOOK)


def read_report(name: str) -> tuple[Text, Outline]:
    text = read_file(RAW / f"{name}.txt", book=BOOK)
    return text, find_outline(text, book=BOOK)


def gold_of(name: str) -> list[dict[str, Any]]:
    lines = (GOLD / name / "outline.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", REPORTS)
def test_gold_headings_levels_and_roles(name: str) -> None:
    _, outline = read_report(name)
    expected = Counter((entry["level"], fold(entry["title"])) for entry in gold_of(name))
    found = Counter((section.level, fold(section.title)) for section in outline.sections)
    assert found == expected
    roles = [(fold(entry["title"]), entry["role"]) for entry in gold_of(name) if "role" in entry]
    assert roles == [(fold(s.title), s.role) for s in outline.sections if s.level == 1]


@pytest.mark.parametrize("name", REPORTS)
def test_gold_marks_numbers_and_inline_items(name: str) -> None:
    _, outline = read_report(name)
    expected = [(e["marker"], e["number"], e.get("inline", False)) for e in gold_of(name)]
    assert expected == [(s.marker, s.number, s.inline) for s in outline.sections]


def shape(entry: list[str]) -> tuple[int, str | None, int | None, str, bool, bool]:
    level, marker, number, title, *flags = entry
    mark = None if marker == "null" else marker
    count = None if number == "null" else int(number)
    return (int(level), mark, count, fold(title), "inline" in flags, "inferred" in flags)


def shape_of(section: Section) -> tuple[int, str | None, int | None, str, bool, bool]:
    return (
        section.level,
        section.marker,
        section.number,
        fold(section.title),
        section.inline,
        section.inferred,
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_forms_thought_up(path: Path) -> None:
    case = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    text = text_of(case["text"])
    outline = find_outline(text, book=BOOK)
    assert [shape_of(s) for s in outline.sections] == [shape(entry) for entry in case["tree"]]
    for entry, section in zip(case["tree"], outline.sections, strict=True):
        role = [flag for flag in entry[4:] if flag not in ("inline", "inferred")]
        assert not role or role == [section.role], section.title
    assert sorted([fact.kind, fact.expected] for fact in outline.facts) == sorted(case["facts"])
    for part in ("title", "closing"):
        place = getattr(outline, part)
        assert (fold(text.quote(place.start, place.end)) if place else None) == case.get(part)


def test_a_paragraph_turns_from_problems_to_plan() -> None:
    _, outline = read_report("彭堡镇-2021")
    roles = {p.text[:6]: p.role for p in outline.paragraphs}
    assert roles["一是依法行政"] == "problems"
    assert roles["下一步，我镇"] == "plan"
    assert roles["2021年，"] == "preamble"


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("兴泾镇-2023", []),
        ("彭堡镇-2021", []),
        ("平安镇-2023", [("lost_number", f"（{number}）") for number in "一四六九十"]),
        ("湾头桥镇-2023", [("orphan", "一是"), ("gap", "二、")]),
        ("西坪镇-2023", [("restart", "（一）")]),
    ],
)
def test_facts_of_the_numbering(name: str, facts: list[tuple[str, str]]) -> None:
    _, outline = read_report(name)
    assert [(fact.kind, fact.expected) for fact in outline.facts] == facts


def test_title_and_closing_of_the_reports() -> None:
    text, outline = read_report("平安镇-2023")
    assert outline.title
    assert text.quote(outline.title.start, outline.title.end).endswith("法治政府建设情况的报告")
    assert outline.closing
    assert text.quote(outline.closing.start, outline.closing.end).endswith("2024年1月15日")


def test_the_date_of_the_page_above_the_title_is_not_the_report_year() -> None:
    _, outline = _outlined(
        "今天是2019年3月2日\n2020年某区法治政府建设情况报告\n2020年，我区坚持依法行政。\n"
        "一、2020年推进法治政府建设的主要举措和成效\n我区办理复议案件3件。\n"
        "二、2021年推进法治政府建设的主要举措\n继续努力。\n"
    )
    assert [section.role for section in outline.sections] == ["achievements", "plan"]


def test_a_report_that_the_page_holds_twice_begins_anew() -> None:
    once = "一、2024年工作回顾\n办理案件3件。\n二、2025年工作任务\n办理案件4件。\n"
    _, outline = _outlined(f"某镇2024年法治政府建设报告\n{once}{once}")
    roles = [section.role for section in outline.sections if section.level == 1]
    assert roles == ["achievements", "plan", "achievements", "plan"]


@pytest.mark.parametrize(
    ("first", "role"),
    [
        ("法治政府建设工作重点", "achievements"),
        ("2024年工作重点", "plan"),
        ("下一步工作重点", "plan"),
    ],
)
def test_a_first_part_is_a_plan_only_where_its_words_tell_the_time(first: str, role: str) -> None:
    report = (
        f"青山镇2023年法治政府建设情况报告\n一、{first}\n调解纠纷12件。\n二、工作安排\n调解纠纷。\n"
    )
    _, outline = _outlined(report)
    assert [section.role for section in outline.sections] == [role, "plan"]


def test_a_heading_that_names_an_office_is_no_signature() -> None:
    _, outline = _outlined("一、组织机构\n（一）西坪镇人民政府\n")
    first, second = outline.sections
    assert second.place.clean_end <= first.place.clean_end
    assert outline.closing is None


def _outlined(words: str) -> tuple[Text, Outline]:
    text = text_of(words)
    return text, find_outline(text, book=BOOK)


def test_a_hundred_headings_without_marks_have_their_numbers() -> None:
    pairs = [
        f"{one}{other}" for one in "山水田林路村厂校街巷" for other in "东西南北中前后左右上下内"
    ]
    lines = "".join(f"强化{pair}治理工作\n我镇认真落实各项任务。\n" for pair in pairs)
    outline = find_outline(read_bytes(lines.encode(), "x.txt", book=BOOK), book=BOOK)
    assert [one.number for one in outline.sections] == list(range(1, 121))
    told = [fact.expected for fact in outline.facts]
    assert told[0] == "一、"
    assert (told[98], told[99], told[110], told[119]) == (
        "九十九、",
        "一百、",
        "一百一十一、",
        "一百二十、",
    )


def test_what_stands_below_the_signature_is_in_no_section() -> None:
    words = (
        "一、主要成效\n办件3件。\n二、存在问题\n一是认识不足；二是力量薄弱。\n西坪镇人民政府\n"
        "咨询方式：一是电话；二是网站。\n"
    )
    outline = find_outline(read_bytes(words.encode(), "x.txt", book=BOOK), book=BOOK)
    titles = [one.title for one in outline.sections]
    assert titles == ["主要成效", "存在问题", "认识不足", "力量薄弱"]
    assert outline.closing is not None
    assert outline.sections[-1].place.end <= outline.closing.start


REPORT = (
    "青山镇2023年度法治政府建设年度报告\n一、主要举措和成效\n全镇共排查矛盾纠纷128件。\n"
    "二、下一步打算\n计划开展普法宣传20场次。\n"
)
ATTACHED = {
    "a list with sentences": (
        "附件：矛盾纠纷排查情况统计表\n婚姻家庭纠纷35件，邻里纠纷27件。",
        "附件：矛盾纠纷排查情况统计表",
    ),
    "a table": ("附：行政执法统计表\n事项\t数量\n行政处罚\t32件", "附：行政执法统计表"),
    "its names on lines below": ("附件：\n1.执法统计表\n全年处罚32件。", "附件"),
    "a second one": (
        "附件一：执法\n处罚32件。\n附件二：普法\n普法12场次。",
        "附件一：执法",
    ),
    "names only": ("附件：1.行政执法统计表\n2.普法统计表", None),
    "whom it is sent to": ("抄送：区司法局。", None),
    "signed above": (
        "青山镇人民政府\n2024年1月10日\n附表\n处罚32件。",
        None,
    ),
}


@pytest.mark.parametrize("kind", ATTACHED)
def test_what_is_attached_is_no_part_of_the_plan(kind: str) -> None:
    attached, title = ATTACHED[kind]
    text, outline = _outlined(REPORT + attached + "\n")
    last = outline.sections[-1]
    shown = (title, "other", True, None) if title else ("下一步打算", "plan", False, "二、")
    assert (last.title, last.role, last.inferred, last.marker) == shown
    assert outline.sections[1].title == "下一步打算"
    periods = {one.raw: one.period for one in find_quantities(text, outline, book=BOOK)}
    assert periods["20场次"] == "plan"
    counted = [one for one in ("35件", "32件", "12场次") if one in attached]
    assert [periods[one] for one in counted] == ["year"] * len(counted)


MARKED = (
    "一、主要举措和成效\n（一）依法行政。全镇共排查矛盾纠纷128件。\n"
    "（二）普法宣传。开展普法宣传12场次。\n"
)
RUN_IN = {
    "both below the last heading": (
        MARKED + "存在问题：一是力量薄弱。二是经费不足。\n下一步：加强学习，开展培训20场次。",
        [("主要举措和成效", "achievements"), ("存在问题", "problems"), ("下一步", "plan")],
    ),
    "a full stop behind them": (
        MARKED
        + "存在的主要问题。一是执法力量薄弱；二是经费不足。\n下一步工作打算。我镇将加强学习。",
        [
            ("主要举措和成效", "achievements"),
            ("存在的主要问题", "problems"),
            ("下一步工作打算", "plan"),
        ],
    ),
    "no heading at all": (
        "主要做法：全镇共排查矛盾纠纷128件。\n存在问题：一是力量薄弱。\n下一步：开展培训20场次。",
        [("主要做法", "achievements"), ("存在问题", "problems"), ("下一步", "plan")],
    ),
    "behind a heading of problems": (
        MARKED + "二、存在的问题\n一是力量薄弱。\n努力方向：加强学习教育。",
        [
            ("主要举措和成效", "achievements"),
            ("存在的问题", "problems"),
            ("努力方向", "plan"),
        ],
    ),
    "before a heading of plans": (
        MARKED + "不足之处：一是力量薄弱。二是经费不足。\n二、下一步打算\n加强学习。",
        [
            ("主要举措和成效", "achievements"),
            ("不足之处", "problems"),
            ("下一步打算", "plan"),
        ],
    ),
    "the list on lines below": (
        MARKED + "存在问题：\n一是力量薄弱。\n二是经费不足。",
        [("主要举措和成效", "achievements"), ("存在问题", "problems")],
    ),
    "a heading that names both": (
        MARKED + "二、存在的问题和下一步打算\n存在问题：一是力量薄弱。\n下一步打算：加强学习教育。",
        [("主要举措和成效", "achievements"), ("存在的问题和下一步打算", "problems")],
    ),
    "one under each heading": (
        "一、主要成效\n（一）执法。检查5次。\n存在问题：一是力量薄弱。\n（二）普法。宣传12场次。\n"
        "存在问题：形式单一，效果不好。\n二、下一步打算\n加强学习。",
        [("主要成效", "achievements"), ("下一步打算", "plan")],
    ),
    "above what was done": (
        "存在问题：上年度反馈的问题已整改完毕。\n" + MARKED + "二、下一步打算\n加强学习。",
        [("主要举措和成效", "achievements"), ("下一步打算", "plan")],
    ),
    "words that only begin so": (
        MARKED + "存在问题整改情况：全部整改完毕，逐项销号。",
        [("主要举措和成效", "achievements")],
    ),
}


@pytest.mark.parametrize("kind", RUN_IN)
def test_headings_run_into_their_paragraph_are_told_by_words_and_place(kind: str) -> None:
    words, parts = RUN_IN[kind]
    text, outline = _outlined(f"青山镇2024年度法治政府建设年度报告\n{words}\n")
    tops = [one for one in outline.sections if one.level == 1]
    assert [(one.title, one.role) for one in tops] == parts
    for one in tops:
        assert one.inferred == (one.marker is None)
    last = text.place(0, len(text.clean))
    assert tops[-1].place.end == last.end


SIGNED = ("● {}", "■{}", "◆ {}", "• {}", "—— {}", "- {}", "★{}", "▲ {}", "※{}", "【{}】", "〖{}〗")


@pytest.mark.parametrize("sign", SIGNED)
def test_a_sign_before_or_round_a_heading_is_none_of_its_words(sign: str) -> None:
    parts = [("主要成绩", "achievements"), ("存在不足", "problems"), ("2023年工作思路", "plan")]
    below = ["1.决策规范。审查3份。\n2.普法有力。办讲座36场。", "力量不足。", "培训6次。"]
    lines = [f"{sign.format(title)}\n{text}" for (title, _), text in zip(parts, below, strict=True)]
    words = "\n".join(["红石湾街道2022年法治政府建设年度报告", *lines, ""])
    _, outline = _outlined(words)
    assert [(one.title, one.role) for one in outline.sections if one.level == 1] == parts


@pytest.mark.parametrize("sign", ["● {}", "{}", "【{}】"])
def test_a_heading_below_a_table_is_one(sign: str) -> None:
    below = [
        "1.决策规范。审查3份。\n项目\t2021年\t2022年\n行政处罚（起）\t45\t37",
        "力量不足。",
        "培训6次。",
    ]
    titles = ["主要成绩", "不到之处", "2023年工作要点"]
    lines = [f"{sign.format(title)}\n{text}" for title, text in zip(titles, below, strict=True)]
    _, outline = _outlined("\n".join(["红石湾街道2022年法治政府建设年度报告", *lines, ""]))
    assert [one.title for one in outline.sections if one.level == 1] == titles
    assert [one.role for one in outline.sections if one.level == 1] == [
        "achievements",
        "problems",
        "plan",
    ]


def test_a_sign_before_a_line_of_a_list_makes_no_heading() -> None:
    _, outline = _outlined(
        "红石湾街道2022年法治政府建设年度报告\n一、主要成绩\n● 审查规范性文件\n全年3份，均报备。\n"
        "● 举办普法讲座\n全年36场。\n二、下一步打算\n● 新建法治驿站\n全年5个。\n"
    )
    assert [one.title for one in outline.sections] == ["主要成绩", "下一步打算"]


def test_a_heading_that_runs_on_through_a_sentence_of_many_clauses_ends_at_the_first() -> None:
    run_on = (
        "健全组织领导体系，调整我乡依法治乡工作专班，由乡长牵头抓总各项任务，明确司法所负责日常"
    )
    pair = "健全组织领导体系，压实法治建设责任"
    _, outline = _outlined(
        f"红石湾乡2022年法治政府建设年度报告\n一、{run_on}的联络协调。每季度听取汇报。\n"
        f"二、{pair}。每季度听取汇报。\n"
    )
    assert [one.title for one in outline.sections] == ["健全组织领导体系", pair]
