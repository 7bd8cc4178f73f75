"""The English site: every text is there, and Chinese are only names, titles and quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from fazhi.codebook.book import load_codebook
from fazhi.codebook.indicators import indicators
from fazhi.codebook.requirements import requirement_entries
from fazhi.codebook.themes import themes
from fazhi.language.units import measure_words
from fazhi.publish.pages import prose
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.years.place import Place
from fazhi.publish.writeup.years.story import _stale

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BOOK = load_codebook()

CHINESE = re.compile("[\u3400-\u9fff]")
BRACES = re.compile(r"\{(\w+)")
NO_INTERFACE = "script:not([type]), style, code, pre, .code, [lang^=zh]"
SAID = ("aria-label", "title", "alt", "placeholder", "label")
# One page of each kind, and the other four reports for what only they hold.
KINDS = (
    "index.html",
    "data.html",
    "cross_town.html",
    "411323102-2023.html",
    "411323102-2023-source.html",
    "430581101-2023.html",
    "500235126-2023.html",
    "640105100-2023.html",
    "640105100-2023-source.html",
    "640402106-2021.html",
    "640402106-2021-source.html",
)
OF_YEARS = ("500235126-years.html", "500235126-2024-beside.html", "cross_town.html")
# Fields of chart data that hold names, quotes and what the author wrote.
AUTHORS = {"town", "quote", "shown", "glyph", "href"}


def test_every_text_is_there_in_both_languages_with_the_same_blanks() -> None:
    zh, en = (BOOK.book(f"words/{language}", dict[str, str]) for language in ("zh", "en"))
    # What the code says in English itself is translated alone (tests/cli/test_speech.py).
    assert [key for key in zh if not key.startswith("said.")] == list(en)
    for key, said in en.items():
        # An example of what Chinese reports write may stand in brackets.
        assert not CHINESE.search(re.sub(r"\([^()]*\)", "", said)), key
        assert set(BRACES.findall(zh[key])) == set(BRACES.findall(said)), key


def test_every_entry_of_the_codebook_has_an_english_name() -> None:
    for code, entry in indicators(BOOK).entries.items():
        assert entry.en, code
        assert not CHINESE.search(entry.en), code
    for one in (*requirement_entries(BOOK), *themes(BOOK)):
        assert one.en, one.id


def strings(value: Any, key: str = "") -> Iterator[str]:
    """The texts of a specification that a reader sees, without the authors' own words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in AUTHORS:
                yield from strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, key)


def towns(spec: dict[str, Any]) -> set[str]:
    data = spec.get("datasets", {})
    return {row["town"] for rows in data.values() for row in rows if row.get("town")}


@pytest.mark.parametrize("name", KINDS)
def test_no_chinese_stands_unmarked_in_an_english_page(english: Path, name: str) -> None:
    check_unmarked(english / name)


@pytest.mark.parametrize("name", OF_YEARS)
def test_nor_does_it_on_a_page_of_years(years_site: Path, name: str) -> None:
    check_unmarked(years_site / "en" / name)


def check_unmarked(file: Path) -> None:
    page = LexborHTMLParser(file.read_text(encoding="utf-8"))
    assert page.root is not None
    assert page.root.attributes["lang"] == "en"
    for script in page.css('.figure script[type="application/json"]'):
        spec = msgspec.json.decode(script.text())
        names = towns(spec)
        said = [text for text in strings(spec) if text not in names]
        assert [text for text in said if CHINESE.search(text) and "PingFang" not in text] == []
    # The name of the tab is plain text: its place name cannot be marked.
    for node in page.css("[lang^=zh], head > title, script, style, .code"):
        node.decompose()
    assert [line for line in page.root.text().split("\n") if CHINESE.search(line)] == []
    for node in page.css("*"):
        for attribute in SAID:
            assert not CHINESE.search(node.attributes.get(attribute) or ""), node.html


def test_the_words_of_the_search_are_english(english: Path) -> None:
    page = LexborHTMLParser((english / "index.html").read_text(encoding="utf-8"))
    data = json.loads(page.css_first("#data").text())
    assert data["words"]["none"] == "“{word}” does not occur in the texts"
    assert not CHINESE.search(json.dumps([data["words"], data["levels"], data["complete"]]))


@pytest.mark.parametrize(
    ("indicator", "unit", "value", "plain", "marked"),
    [
        ("disputes.accepted", "件", 52, "52 cases", '52 cases <span lang="zh">(件)</span>'),
        ("disputes.resolved", "起", 32, "32 cases", '32 cases <span lang="zh">(起)</span>'),
        ("rules.issued", "件", 1, "1 item", '1 item <span lang="zh">(件)</span>'),
        ("capacity.villages", "个", 12, "12", '12 <span lang="zh">(个)</span>'),
        ("study.people", "余人", 60, "60", '60 <span lang="zh">(余人)</span>'),
        ("enforcement.rate", "%", 100, "100%", "100%"),
    ],
)
def test_a_measure_word_is_told_in_english_and_kept_beside_it(
    indicator: str, unit: str, value: float, plain: str, marked: str
) -> None:
    row = {"indicator": indicator, "unit": unit, "value": value, "approx": "exact"}
    assert prose.amount(row, Words("en", BOOK)) == plain
    assert prose.shown_amount(row, Words("en", BOOK)) == marked


def test_an_axis_names_its_unit_in_english() -> None:
    assert Words("en", BOOK).unit("capacity.villages", None) == "number"
    assert Words("en", BOOK).unit("disputes.accepted", None) == "cases"
    assert Words("zh", BOOK).unit("capacity.villages", None) == "个"


def test_chinese_within_an_english_sentence_is_marked_with_what_it_encloses() -> None:
    said = prose.mixed("No number for 社区矫正对象; see 国办发〔2018〕118号 <b>", Words("en", BOOK))
    assert said == (
        'No number for <span lang="zh">社区矫正对象</span>; see '
        '<span lang="zh">国办发〔2018〕118号</span> &lt;b&gt;'
    )
    assert prose.mixed("见国办发", Words("zh", BOOK)) == "见国办发"


def test_every_common_measure_word_has_an_english_name() -> None:
    # Words for goods and noises, which no indicator counts, and 个, which names nothing.
    nameless = {entry.word for entry in measure_words(BOOK).values() if not entry.en}
    assert nameless <= {"个", "只", "盏", "枚", "声", "根", "顶", "颗"}


def test_one_is_said_as_one() -> None:
    words = Words("en", load_codebook())
    told = [words("figures.size", n=n) + words("short.uncoded", n=n) for n in (1, 2)]
    assert told == [
        "The report states 1 figure. One of them has no indicator.",
        "The report states 2 figures. 2 of them have no indicator.",
    ]
    both = words("outstanding.lost", n=1, list="X")
    assert both.startswith("1 report has lost part of its text: X;")
    again = words("years.story.stale", n=1, year=2024, list="inspections")
    assert again == (
        "1 figure of the whole year is told in 2024 word for word as the year before: inspections."
    )


@pytest.mark.parametrize(
    ("language", "three", "four"),
    [
        ("zh", "一字不差：接访、行政检查和应急演练。", "一字不差，如接访、行政检查和应急演练。"),
        (
            "en",
            "year before: petitioners received, ",
            "year before, such as petitioners received, ",
        ),
    ],
)
def test_three_of_more_figures_told_again_are_not_all(language: str, three: str, four: str) -> None:
    ids = ["petitions.visitors", "enforcement.inspections", "emergency.drills"]
    for more, told in (([], three), ([ids[0]], three), (["emergency.trainings"], four)):
        place = SimpleNamespace(
            words=Words(language, load_codebook()),
            stale=[{"report_id": "r", "indicator": one} for one in ids + more],
            last=SimpleNamespace(report="r"),
            year=lambda report: 2023,
        )
        assert told in _stale(cast(Place, place))


def test_how_many_requirements_are_met_is_a_sentence(english: Path) -> None:
    page = LexborHTMLParser((english / "411323102-2023.html").read_text("utf-8"))
    said = "Of 9 requirements 4 are met, 2 are partly met, 3 are not met (content 3/5, form 1/4)."
    assert said in [one.text().strip() for one in page.css("p")]


@pytest.mark.browser
def test_no_english_page_is_wider_than_a_telephone(english: Path, browser: Browser) -> None:
    """A place's names in two scripts, of an autonomous region above all, are longer than it."""
    page = browser.new_page(viewport={"width": 390, "height": 900})
    pages = sorted(english.glob("*.html"))
    assert len(pages) >= 13
    for file in pages:
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, file.name
    page.close()
