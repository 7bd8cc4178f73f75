"""The index: what the corpus shows, what it covers, and a search that answers first."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.check import check_file
from fazhi.publish.pages.words import Words
from fazhi.publish.site.home import files
from fazhi.tables.view import Tables
from tests.fixtures.altered import sign

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BOOK = load_codebook()
RAW = Path(__file__).parents[3] / "data/raw"


def told(site: Path, selector: str) -> list[str]:
    page = HTMLParser((site / "index.html").read_text(encoding="utf-8"))
    return ["".join(one.text().split()) for one in page.css(selector)]


def test_the_index_says_what_the_five_show(site: Path) -> None:
    """Read in the five: 32 and 52, 近600 and 350, 36 and 164; two outdated documents; one gap."""
    said = told(site, "#about .brief li")
    assert said == [
        "3份报告把同一件事写成了不同的数：西坪镇2023：化解纠纷32起、52件；"
        "平安镇2023：排查调处纠纷近600件次、350件次；兴泾镇2023：普法宣传活动36次、164場次。",
        "规定要写的“不足的原因”，5份报告中没有一份符合。",
        "报告共写明76处数字，一份报告从2处到31处，中位数17处。",
        said[3],
        "2份报告引用了当年已被取代或结束的文件：平安镇2023：《重庆市政府重大决策程序规定》；"
        "彭堡镇2021：“七五”普法。",
        "1份报告的文本有缺失：湾头桥镇2023；没有看到的不等于没有写。",
    ]
    assert said[3].startswith("写明最多的是普法宣传活动（5份中3份）和发放宣传资料（5份中3份）；")


def test_the_index_counts_indicators_as_the_page_across_towns_does(site: Path) -> None:
    (common,) = [one for one in told(site, "#about .brief li") if one.startswith("写明最多的是")]
    across = HTMLParser((site / "cross_town.html").read_text(encoding="utf-8")).text()
    stated = re.search(r"；(\d+)项指标中", common)
    counted = re.search(r"共写明(\d+)项指标", across)
    assert stated and counted and stated[1] == counted[1]


def test_index_and_page_across_towns_name_one_requirement_as_least_met(many: Path) -> None:
    (said,) = [one for one in told(many, "#about .brief li") if "规定要写的" in one]
    across = HTMLParser((many / "cross_town.html").read_text(encoding="utf-8")).text()
    here = re.search("“(.+?)”", said)
    there = re.search(r"；“([^”]+)”最少：应写的", across)
    assert here and there and here[1] == there[1]


def test_page_and_check_count_the_same_requirements(site: Path, english: Path) -> None:
    for folder, language in ((site, "zh"), (english, "en")):
        pages = sorted(folder.glob("*-20[0-9][0-9].html"))
        said = set()
        for page in pages:
            text = HTMLParser(page.read_text(encoding="utf-8")).css_first("main").text()
            found = re.search(r"(?:项要求：|Of \d+ requirements )[^（(。]+[（(](.+?)[）)]", text)
            assert found
            said.add(found[1])
        words = Words(language, BOOK)
        verdicts = [check_file(path, BOOK) for path in sorted(RAW.glob("*.txt"))]
        assert said == {words.tallied(one.tallies()) for one in verdicts}
        assert len(pages) == len(verdicts) == 5


def test_every_sentence_on_the_corpus_has_its_way_to_the_evidence(site: Path) -> None:
    page = HTMLParser((site / "index.html").read_text(encoding="utf-8"))
    every = page.css("#about .brief li")
    assert [one.text() for one in every if not one.css("a")] == []
    first = every[0]
    addresses = [str(link.attributes["href"]) for link in first.css("a.evidence")]
    assert len(addresses) == 6
    assert all(re.fullmatch(r"[0-9-]+-source\.html#q\d+", address) for address in addresses)


def test_the_index_says_who_made_it_from_what_and_how_far_to_trust_it(site: Path) -> None:
    names, values = told(site, "#about dt"), told(site, "#about dd")
    facts = dict(zip(names, values, strict=True))
    assert list(facts) == ["是什么", "谁做的", "何时", "可信吗", "怎样引用"]
    assert facts["是什么"] == "乡镇（街道）报告5份，年度：2021、2023"
    assert facts["何时"] == "报告成文于2022-02-20至2024-01-15（2份写明日期）"
    assert "没有人工标注可以对照：它们自己的得分未计算" in facts["可信吗"]


def test_trust_is_told_by_what_was_read_right_where_there_are_annotations(
    tables_folder: Path, tmp_path: Path
) -> None:
    tables = shutil.copytree(tables_folder, tmp_path / "tables")
    schema = pl.read_parquet_schema(tables / "evaluation.parquet")
    counted = [("411323102-2023", 22, 0, 1), ("640402106-2021", 2, 1, 0)]
    rows = [
        {"report_id": report, "kind": "quantities", "right": right, "wrong": wrong, "missed": lost}
        for report, right, wrong, lost in counted
    ]
    pl.DataFrame(rows, schema).write_parquet(tables / "evaluation.parquet")
    sign(tables)
    page = files(Tables(tables), Words("zh", BOOK), {}, [])["index.html"]
    said = "对照2份有人工标注的报告：25处数字读对24处，漏1处，多读1处；这些报告参与过规则的编写"
    assert said in page


def test_provinces_and_years_are_counted_and_lead_to_their_reports(site: Path) -> None:
    page = HTMLParser((site / "index.html").read_text(encoding="utf-8"))
    rows = [[cell.text() for cell in row.css("th, td")] for row in page.css("#coverage tr")]
    assert rows == [
        ["省份", "2021", "2023", "合计"],
        ["河南省", "·", "1", "1"],
        ["湖南省", "·", "1", "1"],
        ["重庆市", "·", "1", "1"],
        ["宁夏回族自治区", "1", "1", "2"],
    ]


def test_of_many_reports_the_first_are_named(many: Path) -> None:
    said = told(many, "#about .brief li")
    assert len(said) == 6
    assert "份报告把同一件事写成了不同的数，如" in said[0]
    assert all(one.count("镇") <= 6 for one in said)
    # None of the made-up towns states anything alone.
    assert "只有一份报告写明" not in said[3]


def test_nothing_leads_to_a_page_that_failed(tables_folder: Path) -> None:
    failed = {"411323102-2023": "as planned", "cross_town": "as planned"}
    page = files(Tables(tables_folder), Words("zh", BOOK), failed, [])["index.html"]
    assert "3份报告把同一件事写成了不同的数，如平安镇" not in page
    assert 'href="411323102-2023' not in page
    assert 'href="cross_town' not in page


@pytest.mark.browser
def test_a_number_of_the_coverage_opens_its_reports(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.locator("#coverage tr", has_text="宁夏").locator("a").first.click()
    page.locator("#shown", has_text="1 / 5").wait_for()
    assert page.locator("#rows td:first-child").all_inner_texts() == ["彭堡镇"]
    assert page.locator("#about").is_hidden()
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ("xiping", ["西坪镇"]),
        ("Xipingzhen", ["西坪镇"]),
        ("xi ping zhen", ["西坪镇"]),
        ("xpz", ["西坪镇"]),
        ("xipz", ["西坪镇"]),
        ("henan xp", ["西坪镇"]),
        ("ningxia", ["兴泾镇", "彭堡镇"]),
        # The year is that of one and stands in the text of the other.
        ("ningxia 2021", ["彭堡镇", "兴泾镇"]),
        ("ping'an", ["平安镇"]),
        ("nanjing", []),
    ],
)
def test_places_are_found_by_their_sounds(
    site: Path, browser: Browser, asked: str, rows: list[str]
) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.locator("#word").fill(asked)
    page.locator("#shown", has_text=f"{len(rows)} / 5").wait_for()
    assert page.locator("#rows td:first-child").all_inner_texts() == rows
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("asked", "rows", "holds"),
    [
        ("500235126", ["平安镇"], []),
        ("西镇发〔2024〕1号", ["西坪镇"], ["西镇发〔2024〕1号"]),
        # 西坪 names the report, the others stand in one paragraph of it.
        ("西坪 纠纷 调解率", ["西坪镇"], ["纠纷", "调解率"]),
        ("2021 三项制度", ["彭堡镇", "兴泾镇"], ["2021", "三项制度"]),
        # Each stands in 平安镇's report, in no paragraph together.
        ("扫黑 法律顾问", ["平安镇"], ["扫黑", "法律顾问"]),
        ("扫黑 没有这个词", [], []),
    ],
)
def test_several_words_and_codes_are_found_and_the_place_named_comes_first(
    site: Path, browser: Browser, asked: str, rows: list[str], holds: list[str]
) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.locator("#word").fill(asked)
    page.locator("#hits", has_text=asked).wait_for()
    assert page.locator("#rows td:first-child").all_inner_texts() == rows
    marked = page.locator("#places b").all_inner_texts()
    assert set(holds) == set(marked)
    assert page.locator("#about").is_hidden()
    page.close()


@pytest.mark.browser
def test_an_address_can_ask_for_a_word(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri() + "?word=调解率")
    page.locator("#places b", has_text="调解率").first.wait_for()
    page.close()


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh", ("乡镇报告2,000份", "读2,000份报告")), ("en", ("乡镇: 2,000 r", ", 2,000 r"))],
)
def test_thousands_are_set_apart_as_in_the_sentences_beside(
    language: str, told: tuple[str, str]
) -> None:
    words = Words(language, BOOK)
    edition = dict.fromkeys(("fazhi", "code", "codebook"), "—")
    assert told[0] in words("about.level", level="乡镇", n=2000)
    assert told[1] in words("data.cite.how", n=2000, **edition)
