"""The pieces of pages: values in words, escaping, marks that cross, names of pages."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.errors import NotFoundError
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.source import Marked, marked
from fazhi.publish.pages.words import Words, languages
from fazhi.publish.site.html import as_json

BOOK = load_codebook()

TAG = re.compile(r"<[^>]+>")


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        ({"value": 60.0, "unit": "人", "approx": "over"}, "超过60人", "over 60 people"),
        (
            {"value": 600.0, "unit": "件次", "approx": "under"},
            "近600件次",
            "nearly 600 case handlings",
        ),
        ({"value": 100.0, "unit": "%", "approx": "exact"}, "100%", "100%"),
        ({"value": 99.5, "unit": "%", "approx": "exact"}, "99.5%", "99.5%"),
        ({"value": 10000.0, "unit": "份", "approx": "over"}, "超过10,000份", "over 10,000 copies"),
        (
            {"value": 3.0, "value_high": 5.0, "unit": "次", "approx": "about"},
            "约3–5次",
            "about 3–5 times",
        ),
        (
            {"value": 6.0, "unit": "次", "approx": "over", "raw": "不少于6次"},
            "不少于6次",
            "at least 6 times",
        ),
        (
            {"value": 600.0, "unit": "人次", "approx": "over", "raw": "600人次以上"},
            "不少于600人次",
            "at least 600 attendances",
        ),
        (
            {"value": 5.0, "unit": "人", "approx": "under", "raw": "不足5人"},
            "不足5人",
            "under 5 people",
        ),
        (
            {"value": 8.0, "unit": "小时", "approx": "under", "raw": "不超過8小時"},
            "不超过8小时",
            "at most 8 hours",
        ),
        (
            {"value": 600.0, "unit": "件次", "approx": "under", "raw": "近600件次"},
            "近600件次",
            "nearly 600 case handlings",
        ),
        ({"value": 0.0, "unit": None, "zero": True}, "无（报告写明）", "none (stated)"),
        ({"value": None, "unit": "次"}, "无确数", "no definite number"),
    ],
)
def test_values_are_told_as_stated(row: dict[str, object], zh: str, en: str) -> None:
    assert prose.amount(row, Words("zh", BOOK)) == zh
    assert prose.amount(row, Words("en", BOOK)) == en


def test_text_cannot_inject_markup() -> None:
    bad = "</script><img src=x onerror=alert(1)>\"'&"
    assert "<" not in prose.text(bad)
    assert '"' not in prose.text(bad)
    assert "<" not in as_json({"quote": bad + "\u2028"})
    assert "\u2028" not in as_json({"quote": "\u2028"})
    page = marked(bad, [Marked(0, len(bad), "finding", 1, note=bad)])
    assert unescape(TAG.sub("", page)) == bad
    assert "<img" not in page


def words_of(page: str, name: str) -> str:
    """The words of all pieces of a mark."""
    tree = HTMLParser(f"<article>{page}</article>")
    return "".join(node.text() for node in tree.css(f"mark.{name}"))


def test_marks_that_cross_keep_text_and_addresses() -> None:
    page = marked(
        "甲乙丙丁戊",
        [
            Marked(0, 3, "quantity", 1),
            Marked(2, 5, "finding", 2),
            Marked(2, 3, "citation", 3),
            Marked(4, 5, "repair", 1, note="space"),
        ],
    )
    assert unescape(TAG.sub("", page)) == "甲乙丙丁戊"
    assert [page.count(f'id="{name}"') for name in ("q1", "f2", "c3", "r1")] == [1, 1, 1, 1]
    assert [words_of(page, name) for name in ("q1", "f2", "c3")] == ["甲乙丙", "丙丁戊", "丙"]
    third = page[page.index('id="f2"') :]
    assert third.index('class="c c3"') < third.index('class="q q1"') < third.index("丙")


def test_headings_hold_their_marks_and_say_what_is_lost() -> None:
    page = marked(
        "健全体系\n正文",
        [
            Marked(0, 4, "section", 4, depth=2, note='缺"（一）"'),
            Marked(2, 6, "finding", 1),
        ],
    )
    assert page.startswith('<span role="heading" aria-level="3" class="s h2" id="s4"')
    assert 'data-note="缺&quot;（一）&quot;"' in page
    assert words_of(page, "f1") == "体系\n正"
    assert page.count("<span") == page.count("</span>") == 1


SPANS = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.integers(0, 30),
        st.sampled_from(["quantity", "citation", "finding", "section", "repair"]),
        st.integers(0, 3),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(st.text(alphabet="一二三<>&\"'\n 。", max_size=30), SPANS)
def test_marking_changes_no_character(raw: str, spans: list[tuple[int, int, str, int]]) -> None:
    marks = [Marked(low, high, kind, n, depth) for n, (low, high, kind, depth) in enumerate(spans)]
    page = marked(raw, marks)
    assert unescape(TAG.sub("", page)) == raw
    whole = [mark for mark in marks if mark.start < mark.end <= len(raw)]
    assert sorted(re.findall(r' id="(\w+)"', page)) == sorted(mark.address for mark in whole)
    for mark in whole:
        if mark.kind in ("quantity", "citation", "finding"):
            assert words_of(page, mark.address) == raw[mark.start : mark.end]


def test_names_of_pages_are_safe_everywhere() -> None:
    assert links.town("411323102-2023") == "411323102-2023.html"
    assert links.source("411323102-2023", "quantity", 8) == "411323102-2023-source.html#q8"
    names = ["西坪镇-2023", "../x", "index", "cross_town", "a b", "A", "x-source", "con", "1" * 99]
    pages = [links.page(name) for name in names]
    assert len(set(pages)) == len(names)
    assert all(re.fullmatch(r"r-[0-9a-f]{16}", page) for page in pages)


def test_words_refuse_other_languages_and_unknown_texts() -> None:
    with pytest.raises(NotFoundError, match="zh"):
        Words("fr", BOOK)
    with pytest.raises(NotFoundError, match="no such text"):
        Words("zh", BOOK)("no.such")


def test_every_reason_of_a_failure_is_told_in_both_languages() -> None:
    code = Path(fazhi.__file__).parent
    raised = {
        found
        for path in code.glob("reading/**/*.py")
        for found in re.findall(r'code="(\w+)"', path.read_text("utf-8"))
    }
    assert {"not_text", "unsafe_link", "encrypted"} <= raised
    for language in languages(BOOK):
        words = Words(language, BOOK)
        assert not {one for one in raised if words.of("reason", one) == one}


def test_a_finding_of_several_places_is_told_once_with_each_place(site: Path) -> None:
    page = HTMLParser((site / "640402106-2021.html").read_text(encoding="utf-8"))
    rows = [row for row in page.css(".found li") if "应为“法制审核”" in row.text()]
    assert len(rows) == 1
    assert [link.text() for link in rows[0].css("a.heading")] == [
        "执法决定法治审核",
        "法治审核制度",
        "执法决定法治审核",
        "法治审核机构",
        "法治审核人员",
    ]
    assert len({link.attributes["href"] for link in rows[0].css("a.heading")}) == 5


def test_a_passage_cut_out_of_a_clause_says_so(site: Path) -> None:
    page = HTMLParser((site / "411323102-2023.html").read_text(encoding="utf-8"))
    quotes = [q.text() for q in page.css(".found q")]
    assert sum(quote.startswith("…队伍建设，规范执法行为") for quote in quotes) == 1
    assert not [quote for quote in quotes if quote.startswith(("，", "、", "；"))]


def test_one_or_two_figures_name_no_leading_fields(site: Path) -> None:
    few = (site / "640402106-2021.html").read_text(encoding="utf-8")
    many = (site / "430581101-2023.html").read_text(encoding="utf-8")
    assert "正文约2,975字，只写明2处数字。" in few
    assert "写明3处数字，最多的是行政执法（2）和重大事件（1）。" in many


def test_the_place_is_told_where_only_the_code_names_it(site: Path) -> None:
    """西坪镇's report names its county;湾头桥镇's neither county nor province."""
    page = HTMLParser((site / "cross_town.html").read_text(encoding="utf-8"))
    rows = {
        row.css_first("td").text(): row.css("td")[1].text() for row in page.css("#content tr")[1:6]
    }
    assert rows["西坪镇"] == "河南省 南阳市 西峡县"
    assert rows["湾头桥镇"] == "湖南省 邵阳市 武冈市"
    assert rows["平安镇"] == "重庆市 云阳县"
    town = (site / "430581101-2023.html").read_text(encoding="utf-8")
    assert "县区据区划代码表" in town


def story(site: Path, report: str) -> list[str]:
    """The text of what a page tells first, a paragraph an item."""
    page = HTMLParser((site / f"{report}.html").read_text(encoding="utf-8"))
    found = page.css_first("#short")
    cell = found.next
    while cell and cell.tag != "div":
        cell = cell.next
    assert cell
    return [item.text() for item in cell.css("p")]


def test_a_text_with_losses_says_so_first(site: Path) -> None:
    assert story(site, "430581101-2023")[0] == "文本有明显缺失（缺页或句子中断）。"
    assert not [line for line in story(site, "411323102-2023") if "缺失" in line]


def test_what_is_told_first_is_not_told_again(site: Path, english: Path) -> None:
    """平安镇 states 600 and 350 disputes screened, and no kinds."""
    said = story(site, "500235126-2023")
    assert said[0] == "排查调处纠纷，报告前后写了不同的数：近600件次和350件次。"
    page = HTMLParser((site / "500235126-2023.html").read_text(encoding="utf-8"))
    for node in page.css("details, figure, blockquote, script"):
        node.decompose()
    main = page.css_first("main")
    assert main and main.text().count("近600件次") == 1
    assert "疑难复杂纠纷8件，人民调解平台录入581件" in main.text()
    assert story(english, "500235126-2023")[0] == (
        "The report states different figures for disputes screened and settled: nearly 600 and 350."
    )


def test_a_page_shows_no_row_and_no_section_of_nothing(site: Path) -> None:
    """湾头桥镇's report names no issuer, number or date; no page says so in a row."""
    page = HTMLParser((site / "430581101-2023.html").read_text(encoding="utf-8"))
    facts = page.css_first("dl.facts")
    assert facts and [name.text() for name in facts.css("dt")] == ["地方"]


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("disputes.handled", "排查调处纠纷", "disputes screened and settled"),
        ("incidents.mass", "重大群体性事件", "major mass incidents"),
        ("publicity.events", "普法宣传活动", "legal publicity events"),
        ("capacity.villages", "村（社区）", "villages and communities"),
        ("disputes.success_rate", "调解成功率", "mediation success rate"),
        ("study.hours", "学法", "hours of legal training"),
    ],
)
def test_an_indicator_is_named_in_a_sentence_without_its_counting_word(
    code: str, zh: str, en: str
) -> None:
    assert Words("zh", BOOK).phrase(code) == zh
    assert Words("en", BOOK).phrase(code) == en


def test_a_heading_does_not_run_into_the_text_below_it(site: Path) -> None:
    page = HTMLParser((site / "430581101-2023.html").read_text(encoding="utf-8"))
    quotes = [q.text() for q in page.css("blockquote q")]
    assert [quote for quote in quotes if quote.startswith("虽然我镇")]
    assert "四、存在问题" in quotes


def test_what_adds_up_is_one_figure_beside_others(site: Path) -> None:
    """兴泾镇 has 6 villages and 3 communities: 9 in every chart, never 3 or 6."""
    page = HTMLParser((site / "cross_town.html").read_text(encoding="utf-8"))
    rows = [[cell.text() for cell in row.css("td")] for row in page.css("figure table tr")]
    shown = {row[2] for row in rows if row[:2] == ["村（社区）数", "兴泾镇 2023"] and len(row) == 4}
    assert "9村" in shown
    assert not shown & {"6村", "3社区", "3個", "6個"}
