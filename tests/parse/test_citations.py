"""Citations: values read in the five reports, and forms written for the purpose."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.codebook.cited.laws import find_law, laws_by_title
from fazhi.parse.citations import find_citations, kind_of
from fazhi.reading import read_bytes
from fazhi.records import Citation, Identity, Outline

BOOK = load_codebook()


def cite(words: str, year: int = 2023) -> tuple[Citation, ...]:
    text = read_bytes(words.encode(), "a.txt", book=BOOK)
    return find_citations(text, Outline((), ()), Identity(report_year=year), BOOK)


def test_nested_title_is_one_mention() -> None:
    words = "学习《中共中央 国务院关于印发〈法治政府建设实施纲要（2021－2025年）〉的通知》精神。"
    found = cite(words)
    assert [one.raw for one in found if one.bracketed] == [words[2:-3]]


def test_title_broken_by_the_page_is_quoted_without_the_break() -> None:
    found = cite("我镇认真落实《中华人民共和国行政处\n罚法》，规范执法。")
    assert found[0].raw == "《中华人民共和国行政处罚法》"
    assert found[0].document_id == "行政处罚法"


def test_an_unclosed_bracket_does_not_swallow_the_sentence() -> None:
    found = cite("落实《信访工作条例，办理来信。宣传《反有组织犯罪法》。")
    assert [(one.title, one.bracketed) for one in found] == [
        ("信访工作条例", False),
        ("反有组织犯罪法", True),
    ]


def test_known_title_without_brackets_is_kept_apart() -> None:
    found = cite("开展“八五”普法，宣讲行政处罚法。")
    assert [(one.raw, one.bracketed, one.kind) for one in found] == [
        ("“八五”普法", False, "plan"),
        ("行政处罚法", False, "law"),
    ]


@pytest.mark.parametrize(
    ("words", "year", "status"),
    [
        ("贯彻《信访条例》。", 2021, "in_force"),
        ("贯彻《信访条例》。", 2023, "superseded"),
        ("学习《法治宣传教育法》。", 2023, "not_yet_in_force"),
        ("学习《中华人民共和国合同法》。", 2021, "superseded"),
        ("贯彻《重庆市政府重大决策程序规定》。", 2023, "superseded"),
        ("贯彻《某县工作意见》。", 2023, "unknown"),
    ],
)
def test_status_is_that_of_the_report_year(words: str, year: int, status: str) -> None:
    assert cite(words, year)[0].status == status


def test_of_two_outlines_the_one_of_the_year_is_meant() -> None:
    for year, document in (
        (2019, "法治政府建设实施纲要（2015－2020年）"),
        (2023, "法治政府建设实施纲要（2021－2025年）"),
    ):
        assert cite("落实《法治政府建设实施纲要》。", year)[0].document_id == document


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("丰城市法治宣传教育第八个五年规划", "plan"),
        ("关于进一步规范行政执法工作的实施方案", "plan"),
        ("河北省乡村振兴促进条例", "local"),
        ("优化营商环境条例", "admin_regulation"),
        ("中华人民共和国噪声污染防治法", "law"),
        ("中国共产党廉洁自律准则", "party_regulation"),
        ("条例", "other"),
        ("法律援助须知", "other"),
        ("北京市行政处罚听证程序实施办法", "local"),
        ("重庆市九龙坡区行政规范性文件管理办法", "local"),
        ("襄樊市城市管理条例", "local"),
        ("深圳经济特区社会信用条例", "local"),
        ("湖北省实施〈中华人民共和国义务教育法〉办法", "local"),
        ("宜昌市夷陵区人民政府关于印发〈行政执法监督办法〉的通知", "local"),
        ("习近平法治思想学习纲要", "other"),
        ("民法典释义", "other"),
        ("法律明白人培训教材", "other"),
        ("国家发展规划法", "law"),
        ("立法法", "law"),
        ("预算法", "law"),
        ("涉外民事关系法律适用法", "law"),
        ("城市管理执法办法", "other"),
        ("国土空间规划管理办法", "other"),
        ("市场监督管理行政处罚程序规定", "other"),
        ("城市公共交通条例", "admin_regulation"),
        ("自然保护区条例", "admin_regulation"),
        ("开发区管理条例", "admin_regulation"),
        ("国务院关于修改部分行政法规的决定", "admin_regulation"),
        ("全国人民代表大会常务委员会关于实行宪法宣誓制度的决定", "law"),
        ("关于印发〈樟村坪镇2024年普法工作要点〉的通知", "plan"),
        ("关于加强乡镇执法工作的意见（试行）", "plan"),
        ("中共中央办公厅关于印发〈基层减负若干规定〉的通知", "party_regulation"),
        ("干部教育培训工作条例", "party_regulation"),
        ("中央生态环境保护督察工作条例", "party_regulation"),
    ],
)
def test_kind_of_an_unknown_title(title: str, kind: str) -> None:
    assert kind_of(title, BOOK) == kind


def test_every_successor_is_in_the_codebook() -> None:
    laws = {law for versions in laws_by_title(BOOK).values() for law in versions}
    ids = {law.id for law in laws}
    short = set(laws_by_title(BOOK))
    for law in laws:
        named = law.successor.replace("“", "").replace("”", "")
        assert not law.successor or law.successor in ids or named in short, law.id


def test_law_found_by_any_of_its_names() -> None:
    for name in ("保密法", "《保守国家秘密法》"[1:-1], "中华人民共和国保守国家秘密法"):
        law = find_law(name, "2022-01-01", "2022-12-31", BOOK)
        assert law is not None
        assert law.id == "保守国家秘密法"


@pytest.mark.parametrize(
    ("words", "document"),
    [
        (
            "《中共中央办公厅 国务院办公厅关于印发〈法治政府建设与责任落实督察工作规定〉的通知》",
            "法治政府建设与责任落实督察工作规定",
        ),
        (
            "《中共中央 国务院关于印发〈法治政府建设实施纲要（2021—2025年）〉的通知》",
            "法治政府建设实施纲要（2021－2025年）",
        ),
        ("《关于印发《信访工作条例》的通知》", "信访工作条例"),
        ("《关于印发信访工作条例的通知》", "信访工作条例"),
        ("《关于转发<信访工作条例>的通知》", "信访工作条例"),
        ("《中华人民共和国行政处罚法（2021年修订）》", "行政处罚法"),
        ("《新行政处罚法》", "行政处罚法"),
        (
            "《关于加强法治乡村建设的意见》",
            "中央全面依法治国委员会关于加强法治乡村建设的意见",
        ),
        (
            "《关于严格规范涉企行政检查的意见》",
            "国务院办公厅关于严格规范涉企行政检查的意见",
        ),
    ],
)
def test_a_title_stands_for_what_it_carries(words: str, document: str) -> None:
    found = cite(f"落实{words}精神。", 2025)
    assert [(one.raw, one.document_id, one.status) for one in found] == [
        (words, document, "in_force")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "《关于修改〈中华人民共和国行政处罚法〉的决定》",
        "《行政处罚法（草案）》",
        "《湖北省信访工作条例》",
    ],
)
def test_a_title_that_speaks_of_another_is_not_it(words: str) -> None:
    assert cite(f"学习{words}。", 2024)[0].document_id is None


@pytest.mark.parametrize(
    ("title", "year", "status", "kind"),
    [
        ("供水条例", 2025, "not_yet_in_force", "admin_regulation"),
        ("供水条例", 2026, "in_force", "admin_regulation"),
        ("国家发展规划法", 2026, "in_force", "law"),
        ("学前教育法", 2024, "not_yet_in_force", "law"),
        ("学前教育法", 2025, "in_force", "law"),
        ("中华人民共和国文物保护法", 2023, "in_force", "law"),
        ("自然保护区条例", 2024, "in_force", "admin_regulation"),
        ("市场监督管理所条例", 2025, "not_yet_in_force", "admin_regulation"),
        ("市场监督管理所条例", 2026, "unknown", "admin_regulation"),
        ("整治形式主义为基层减负若干规定", 2024, "in_force", "party_regulation"),
        ("整治形式主义为基层减负若干规定", 2023, "not_yet_in_force", "party_regulation"),
        ("关于加强基层消防工作的意见", 2026, "in_force", "plan"),
        ("国务院关于进一步规范和监督罚款设定与实施的指导意见", 2024, "in_force", "plan"),
    ],
)
def test_instruments_of_late(title: str, year: int, status: str, kind: str) -> None:
    found = cite(f"学习《{title}》。", year)[0]
    assert (found.status, found.kind) == (status, kind)


def test_every_entry_says_where_it_is_from_and_how_sure() -> None:
    for law in {law for versions in laws_by_title(BOOK).values() for law in versions}:
        assert law.source or law.confidence, law.id
        assert law.kind in {"law", "admin_regulation", "party_regulation", "plan", "local", "other"}


def test_no_law_ends_before_it_begins() -> None:
    laws = {law.id: law for same in laws_by_title(BOOK).values() for law in same}
    for law in laws.values():
        days = [day for day in (law.adopted, law.in_force_since) if day]
        ends = [day for day in (law.latest_revision, law.valid_to) if day]
        cut = min(map(len, (*days, *ends)), default=0)
        for first in days:
            assert all(first[:cut] <= last[:cut] for last in ends), law.id


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("宣讲公司法、外商投资法和职业病防治法", ["公司法", "外商投资法", "职业病防治法"]),
        ("严格按照行政处罚法规定办理，组织会计法学习3次", ["行政处罚法", "会计法"]),
        ("《教师法》《国旗法》《海关法》", ["教师法", "国旗法", "海关法"]),
        ("完善公司法人治理结构，提供会计法律服务", []),
        ("设立科技保险法人机构，公司法定代表人出庭", []),
    ],
)
def test_a_title_without_brackets_is_no_beginning_of_other_words(
    words: str, documents: list[str]
) -> None:
    assert [one.document_id for one in cite(words)] == documents


@pytest.mark.parametrize(
    ("title", "year", "status"),
    [
        # Written anew since; the first day on which it held is not told.
        ("会计法", 2023, "in_force"),
        ("执业医师法", 2021, "in_force"),
        ("执业医师法", 2023, "superseded"),
        ("学位条例", 2025, "superseded"),
        ("公司登记管理条例", 2023, "superseded"),
        ("期货和衍生品法", 2021, "not_yet_in_force"),
    ],
)
def test_laws_of_offices_and_those_that_others_ended(title: str, year: int, status: str) -> None:
    (found,) = cite(f"学习《{title}》", year)
    assert (found.document_id, found.status) == (title, status)
