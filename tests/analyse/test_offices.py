"""Departments of a county send drafts as its towns do, all under the code of their county."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.parse.identity.office import office_of
from fazhi.pipeline.check import Verdict, outcomes_of
from fazhi.pipeline.drafts.expected import read_expected
from fazhi.pipeline.drafts.offices import named_within, same_office, speaking
from fazhi.pipeline.drafts.roll import Roll, roll
from fazhi.publish.check.listing import list_section
from fazhi.publish.check.words import matters
from fazhi.publish.pages.words import Words

BOOK = load_codebook()
HEALTH, SAFETY = "内乡县卫生健康委员会", "内乡县应急管理局"


def draft(office: str, year: int = 2024, titled: int = 0, work: str = "执法检查") -> str:
    return "\n".join((
        f"{office}关于{titled or year}年度法治政府建设情况的报告",
        "内乡县委全面依法治县委员会办公室：",
        f"{year}年，我单位坚持依法行政。现将有关情况报告如下：",
        "一、主要举措和成效",
        f"全年开展{work}{len(work) * 17}次，办理案件{len(office) * 3}件，{work}工作平稳有序。",
        "二、党政主要负责人履行推进法治建设第一责任人职责情况",
        f"主要负责人听取{work}工作汇报6次，研究法治议题3个。",
        "三、存在的不足和原因",
        f"由于编制有限，{work}的专业人员只有4名。",
        f"四、{year + 1}年主要安排",
        f"计划开展{work}培训8场，轮训干部40人。",
        f"完善{work}清单，逐项明确责任和时限。",
        office,
        f"{year + 1}年1月16日",
    ))  # fmt: skip


def listed(folder: Path, files: dict[str, str], names: list[str]) -> Roll:
    drafts = folder / "drafts"
    drafts.mkdir()
    for name, text in files.items():
        (drafts / name).parent.mkdir(exist_ok=True)
        (drafts / name).write_text(text, "utf-8")
    (folder / "list.txt").write_text("\n".join(names), "utf-8")
    dues = read_expected(folder / "list.txt", BOOK)
    return roll(list(outcomes_of([drafts], BOOK)), BOOK, dues, 2024)


def told(found: Roll) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        f"{row.due.town if row.due else ''} {Path(row.outcome.path).name if row.outcome else ''}": (
            row.state,
            tuple(one.kind for one in row.doubts),
        )
        for row in found.rows
    }


@pytest.mark.parametrize("listed_as", [HEALTH, "卫生健康委员会", "县卫健委", "卫健委"])
@pytest.mark.parametrize("file", ["卫健委.txt", "3号/报告.txt", f"{HEALTH}2024年.txt"])
def test_a_department_is_found_by_any_of_its_names(
    tmp_path: Path, listed_as: str, file: str
) -> None:
    files = {file: draft(HEALTH), "应急局报告.txt": draft(SAFETY, work="安全巡查")}
    found = listed(tmp_path, files, [listed_as, "县应急管理局", "县财政局", "城关镇"])
    assert told(found) == {
        "县财政局 ": ("missing", ()),
        "城关镇 ": ("missing", ()),
        f"{listed_as} {Path(file).name}": ("fine", ()),
        "县应急管理局 应急局报告.txt": ("fine", ()),
    }


def test_faults_of_departments_are_named_and_no_other(tmp_path: Path) -> None:
    files = {
        "应急管理局.txt": draft(HEALTH),
        "卫健委.txt": draft(HEALTH, work="卫生监督"),
        "财政局.txt": draft("内乡县财政局", 2023, work="财政监督"),
        "审计局.txt": draft("内乡县审计局", titled=2023, work="审计监督"),
        "司法局.txt": draft("内乡县司法局", work="复议应诉"),
        "司法局（终稿）.txt": draft("内乡县司法局", work="行政复议"),
        "林业局.txt": draft("内乡县林业局", work="林政检查"),
        "水利局.txt": draft("内乡县林业局", work="林政检查").replace("林业局", "水利局"),
        "镇平县财政局.txt": draft("镇平县财政局", work="政府采购"),
    }
    names = [f"内乡县{one}局" for one in ("应急管理", "财政", "审计", "司法", "林业", "水利")]
    found = told(listed(tmp_path, files, [*names, HEALTH]))
    wrong = found.pop("内乡县应急管理局 应急管理局.txt")
    assert wrong[0] == "doubtful" and "other_place" in wrong[1]
    assert found == {
        f"{HEALTH} 卫健委.txt": ("fine", ()),
        "内乡县财政局 财政局.txt": ("doubtful", ("asked_year",)),
        "内乡县审计局 审计局.txt": ("doubtful", ("title_year",)),
        "内乡县司法局 司法局.txt": ("twice", ("same_place",)),
        "内乡县司法局 司法局（终稿）.txt": ("twice", ("same_place",)),
        "内乡县林业局 林业局.txt": ("doubtful", ("much_alike",)),
        "内乡县水利局 水利局.txt": ("doubtful", ("much_alike",)),
        "内乡县财政局 镇平县财政局.txt": ("doubtful", ("other_place",)),
    }


@pytest.mark.parametrize("listed_as", ["高新区管委会", "高新区", "内乡县高新技术产业开发区"])
def test_a_zone_of_a_county_is_neither_the_county_nor_another_zone(
    tmp_path: Path, listed_as: str
) -> None:
    files = {
        "1.txt": draft("内乡县高新技术产业开发区管理委员会"),
        "2.txt": draft("内乡县产业集聚区管委会", work="政府采购"),
        "3.txt": draft("内乡县人民政府", work="规划审查"),
    }
    found = listed(tmp_path, files, [listed_as, "产业集聚区管理委员会", "内乡县", "县财政局"])
    assert told(found) == {
        "县财政局 ": ("missing", ()),
        f"{listed_as} 1.txt": ("fine", ()),
        "产业集聚区管理委员会 2.txt": ("fine", ()),
        "内乡县 3.txt": ("fine", ()),
    }


@pytest.mark.parametrize("name", ["产业集聚区管委会", "农业综合行政执法大队", "融媒体中心"])
def test_whoever_issues_a_report_signs_it(tmp_path: Path, name: str) -> None:
    text = draft(f"内乡县{name}")
    unsigned = text.replace(f"\n内乡县{name}\n2025年", "\n2025年")
    for file, words in (("a.txt", text), ("b.txt", unsigned)):
        (tmp_path / file).write_text(words, "utf-8")
    read = [one for one in outcomes_of([tmp_path], BOOK) if isinstance(one, Verdict)]
    told = [{one.requirement: one.met for one in verdict.mets} for verdict in read]
    assert [one["signature"] for one in told] == ["yes", "no"]


def test_a_title_left_from_last_year_makes_no_text_of_last_year(tmp_path: Path) -> None:
    files = {
        "审计局.txt": draft("内乡县审计局", titled=2023),
        "财政局.txt": draft("内乡县财政局", 2023),
    }
    rows = listed(tmp_path, files, ["县审计局", "县财政局"]).rows
    assert [(row.due.town if row.due else "", row.year) for row in rows] == [
        ("县审计局", 2024),
        ("县财政局", 2023),
    ]
    words = Words("zh", BOOK)
    assert matters(rows[0], words)[0] == "正文是2024年的，标题是2023年"
    assert matters(rows[1], words)[0] == "正文是2023年的，要的是2024年的"


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("0377-65000015", '<a href="tel:037765000015">0377-65000015</a>'),
        ("138 0000 0000", '<a href="tel:13800000000">138 0000 0000</a>'),
        ("内线3", "内线3"),
        ("3号<b>", "3号&lt;b&gt;"),
    ],
)
def test_a_number_is_dialled_by_touch(tmp_path: Path, phone: str, shown: str) -> None:
    names = ["单位,联系人,电话", f"县审计局,张某,{phone}", "县财政局,李某,"]
    found = listed(tmp_path, {"财政局.txt": draft("内乡县财政局")}, names)
    page = list_section(found, Words("zh", BOOK))
    assert f"<span class=where>张某 {shown}</span>" in page
    assert "<span class=where>李某</span>" in page


def test_who_speaks(tmp_path: Path) -> None:
    for name, text in (("a.txt", draft(HEALTH)), ("b.txt", draft("内乡县城关镇司法所"))):
        (tmp_path / name).write_text(text, "utf-8")
    shutil.copy(Path(__file__).parents[2] / "data/raw/平安镇-2023.txt", tmp_path / "c.txt")
    read = [one for one in outcomes_of([tmp_path], BOOK) if isinstance(one, Verdict)]
    assert [speaking(one.report.identity, BOOK) for one in read] == [HEALTH, "城关镇", "平安镇"]


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("人社局", "人力资源和社会保障局"),
        ("住建局", "住房和城乡建设局"),
        ("市监局", "市场监督管理局"),
        ("县司法局", "司法局"),
        ("发改委", "发展和改革委员会"),
        ("政府办", "政府办公室"),
    ],
)
def test_short_and_whole_names_are_one(short: str, whole: str) -> None:
    assert same_office(short, whole, BOOK) and same_office(whole, short, BOOK)
    assert named_within(f"{short}2024年报告", whole, BOOK)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("审计局", "统计局"),
        ("民政局", "民族宗教事务局"),
        ("水利局", "林业局"),
        ("财政局", "司法局"),
    ],
)
def test_other_offices_are_not_taken_for_one(one: str, other: str) -> None:
    assert not same_office(one, other, BOOK)
    assert not named_within(f"{one}2024年报告", other, BOOK)


def test_a_town_is_no_department() -> None:
    assert office_of("河南省南阳市内乡县师岗镇人民政府", BOOK) == ""
    assert office_of("玉都街道办事处", BOOK) == ""
    assert office_of("河南省南阳市内乡县司法局", BOOK) == "司法局"
    assert office_of("国家税务总局内乡县税务局", BOOK) == "税务局"
    # One that says its rank alone; the first sign of a market's bureau is no rank.
    assert office_of("州民宗局", BOOK) == "民宗局"
    assert office_of("市市场监管局", BOOK) == "市场监管局"
    assert office_of("市场监管局", BOOK) == "市场监管局"


def test_a_body_of_a_zone_keeps_the_name_of_the_zone() -> None:
    assert office_of("内乡县宝天曼风景名胜区管理局", BOOK) == "宝天曼风景名胜区管理局"
    assert office_of("郑州高新技术产业开发区管理委员会", BOOK) == "郑州高新技术产业开发区管理委员会"
    assert office_of("上海市浦东新区人民政府", BOOK) == ""
    assert office_of("郑州高新技术产业开发区石佛镇人民政府", BOOK) == ""
