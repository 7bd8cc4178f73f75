"""A new language of pages and terminal is one file of words, in our books or in one's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser
from typer.testing import CliRunner

from fazhi.cli import app
from fazhi.codebook.book import DATA, load_codebook
from fazhi.publish.pages.words import Words, languages

runner = CliRunner()
CHINESE = re.compile("[\u3400-\u9fff]")
DRAFT = """平安镇2023年法治政府建设年度报告
一、主要工作
全年排查矛盾纠纷52件，成功化解32件。
二、存在的问题
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A codebook folder with one file: the English words, each marked."""
    english = yaml.load((DATA / "words/en.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    marked = {key: f"¤{said}" if said.strip() else said for key, said in english.items()}
    (tmp_path / "own/words").mkdir(parents=True)
    text = yaml.safe_dump(marked, allow_unicode=True, sort_keys=False)
    (tmp_path / "own/words/xx.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/draft.txt").write_text(DRAFT, encoding="utf-8")
    return tmp_path / "own"


def ran(*words: object, code: int = 0) -> str:
    result = runner.invoke(app, [str(word) for word in words])
    assert result.exit_code == code, result.output + repr(result.exception)
    return result.output


def test_a_check_speaks_a_language_that_is_one_file(own: Path) -> None:
    draft, page = own.parent / "raw/draft.txt", own.parent / "page.html"
    told = ran("check", draft, "--lang", "xx", "--codebook", own, "--html", page)
    english = ran("check", draft, "--lang", "en", "--html", own.parent / "en.html")
    assert "¤error" in told or "¤warning" in told
    assert told.replace("¤", "") == english.replace("en.html", "page.html")
    seen = LexborHTMLParser(page.read_text(encoding="utf-8"))
    assert seen.root is not None
    assert seen.root.attributes["lang"] == "xx"
    assert seen.css_first("title").text() == "¤Check of reports"
    same = page.read_text("utf-8").replace("¤", "").replace('html lang="xx"', 'html lang="en"')
    assert same == (own.parent / "en.html").read_text("utf-8")


def test_pages_are_made_in_a_language_that_is_one_file(own: Path) -> None:
    out, site = own.parent / "tables", own.parent / "site"
    told = ran(
        "analyse", own.parent / "raw", "--out", out, "--site", site,
        "--lang", "xx", "--codebook", own, "--jobs", 1,
    )  # fmt: skip
    assert "0 failed; open" in told
    for name in ("index.html", "cross_town.html", "data.html"):
        page = LexborHTMLParser((site / name).read_text(encoding="utf-8"))
        assert page.root is not None
        assert page.root.attributes["lang"] == "xx"
        assert "¤Annual reports on rule-of-law government" in page.css_first("header").text()
    town = LexborHTMLParser(next(site.glob("*2023.html")).read_text(encoding="utf-8"))
    # Headings stand in the notebooks, which speak Chinese and English.
    assert town.css_first("main").text().count("¤") > 20
    for node in town.css("[lang^=zh], head, script, style, .code"):
        node.decompose()
    assert town.root is not None
    assert not CHINESE.search(town.root.text())


def test_what_a_language_does_not_say_is_said_in_english(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words/fr.yaml").write_text("nav.index: Tous les rapports\n", encoding="utf-8")
    book = load_codebook([tmp_path])
    words = Words("fr", book)
    assert languages(book) == ("en", "fr", "zh")
    assert words("nav.index") == "Tous les rapports"
    assert words("nav.cross_town") == "Across towns"
    assert words.indicator("disputes.resolved") == Words("en", book).indicator("disputes.resolved")
    assert words.requirement("title") == Words("en", book).requirement("title")


def test_one_word_of_ours_is_put_otherwise(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words/zh.yaml").write_text("nav.index: 报告一览\n", encoding="utf-8")
    words = Words("zh", load_codebook([tmp_path]))
    assert (words("nav.index"), words("nav.town")) == ("报告一览", "解读")


@pytest.mark.parametrize("command", ["check", "analyse", "why"])
def test_a_language_without_words_is_told_before_the_work(own: Path, command: str) -> None:
    place = own.parent / ("raw" if command == "analyse" else "raw/draft.txt")
    result = runner.invoke(app, [command, str(place), "--lang", "tlh"])
    assert "'tlh'" in str(result.exception)
    assert "Languages: en, zh." in str(result.exception)
    assert "words/NAME.yaml" in str(result.exception)
