"""The marked source: the text as written, every link to it, and nothing a document can inject."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from fazhi.pipeline.build import build
from fazhi.publish import publish_site
from fazhi.publish.pages import links
from fazhi.publish.pages.source.marks import Marked, marked

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
FIVE = ("411323102-2023", "430581101-2023", "500235126-2023", "640105100-2023", "640402106-2021")
ARTICLE = re.compile(r'<article class="raw"[^>]*>(.*)</article>', re.S)
TAG = re.compile(r"<[^>]+>")
BLANKS = re.compile(r"\s+")
HOSTILE = """# "><script>alert(1)</script> 平安镇2023年法治政府建设情况的报告

</article></script></style><img src=x onerror=alert(2)> {{ 7*7 }} <svg/onload=alert(3)>

一、主要举措 <a id="q1" href="javascript:alert(4)">和成效</a>

全年开展普法宣传<b onmouseover='alert(5)'>12场次</b>，发放资料300余份&lt;script&gt;&amp;。
学习《<i>宪法</i>"'》。

二、存在的不足 --><!-- ]]> </textarea></title>

调解纠纷5件，调解成功6件。
"""


def page_of(folder: Path, report: str) -> str:
    return (folder / links.source(report)).read_bytes().decode("utf-8")


def pieces(tree: LexborHTMLParser, name: str) -> str:
    """The marked words of an address: all pieces of the mark that has it."""
    return "".join(node.text() for node in tree.css(f"article mark.{name}"))


@pytest.mark.parametrize("report", FIVE)
def test_the_text_stands_as_written(site: Path, tables_folder: Path, report: str) -> None:
    texts = pl.read_parquet(tables_folder / "texts.parquet")
    raw = texts.filter(pl.col("report_id") == report)["raw_text"].item()
    found = ARTICLE.search(page_of(site, report))
    assert found
    assert unescape(TAG.sub("", found[1])) == raw


@pytest.mark.parametrize("report", FIVE)
def test_every_row_has_one_address_that_holds_its_words(
    site: Path, tables_folder: Path, report: str
) -> None:
    page = page_of(site, report)
    tree = LexborHTMLParser(page)
    for table, letter, key, words in (
        ("quantities", "q", "quantity_id", "raw"),
        ("citations", "c", "citation_id", "raw"),
        ("findings", "f", "finding_id", "quote"),
    ):
        rows = pl.read_parquet(tables_folder / f"{table}.parquet")
        for row in rows.filter(pl.col("report_id") == report).to_dicts():
            name = f"{letter}{row[key]}"
            assert page.count(f' id="{name}"') == 1, name
            assert "".join(pieces(tree, name).splitlines()) == row[words], name
            assert len(tree.css(f"li.card#i-{name}")) == 1, name


@pytest.mark.parametrize("report", FIVE)
def test_every_paragraph_has_one_address_that_holds_its_words(
    site: Path, tables_folder: Path, report: str
) -> None:
    page, texts = page_of(site, report), pl.read_parquet(tables_folder / "texts.parquet")
    raw = texts.filter(pl.col("report_id") == report)["raw_text"].item()
    tree = LexborHTMLParser(page)
    rows = pl.read_parquet(tables_folder / "paragraphs.parquet")
    for row in rows.filter(pl.col("report_id") == report).to_dicts():
        address = f"p{row['paragraph_id']}"
        assert page.count(f' id="{address}"') == 1
        (node,) = tree.css(f"#{address}")
        assert node.text() == raw[row["start"] : row["end"]], address


def test_paragraphs_that_marks_and_headings_cross_stay_text() -> None:
    """Headings over a border leave a point as the address; marks are cut and keep one address."""
    raw = "一、标题\n正文12件。\n末段"
    shown = marked(
        raw,
        [
            Marked(0, 4, "paragraph", 1),
            Marked(5, 11, "paragraph", 2),
            Marked(12, 14, "paragraph", 3),
            Marked(2, 7, "section", 1, 1),
            Marked(9, 13, "finding", 1),
        ],
    )
    assert unescape(TAG.sub("", shown)) == raw
    tree = LexborHTMLParser(shown)
    assert [tree.css(f"#p{n}")[0].text() for n in (1, 2, 3)] == ["", "", "末段"]
    assert tree.css("#s1")[0].text() == "标题\n正文"
    assert len(re.findall(' id="f1"', shown)) == 1


@pytest.mark.parametrize("report", FIVE)
def test_every_figure_of_the_write_up_leads_to_its_words(
    site: Path, tables_folder: Path, report: str
) -> None:
    write_up = LexborHTMLParser((site / links.town(report)).read_text(encoding="utf-8"))
    tree = LexborHTMLParser(page_of(site, report))
    quantities = pl.read_parquet(tables_folder / "quantities.parquet")
    raw = {
        f"q{row['quantity_id']}": row["raw"]
        for row in quantities.filter(pl.col("report_id") == report).to_dicts()
    }
    followed = set()
    for link in write_up.css("main a.evidence"):
        address = link.attributes["href"] or ""
        name, _, mark = address.partition("#")
        assert name == links.source(report)
        if not mark.startswith("q"):
            continue
        followed.add(mark)
        assert "".join(pieces(tree, mark).splitlines()) == raw[mark], address
        if digits(raw[mark]):
            assert digits(link.text()) == digits(raw[mark])
    assert followed == set(raw)


def digits(words: str) -> str:
    """The figure in words as digits; empty where it is written in characters."""
    return "".join(re.findall(r"[\d.]+", words.replace(",", "")))


def test_xiping_32_and_52_stand_where_the_report_has_them(site: Path) -> None:
    tree = LexborHTMLParser(page_of(site, FIVE[0]))
    written = BLANKS.sub("", "".join(node.text() for node in tree.css("article")))
    assert "我们共排查调处各项纠纷、矛盾32起，调解成功32起" in written
    assert [BLANKS.sub("", pieces(tree, f"q{n}")) for n in (8, 9, 11, 13)] == [
        "32起",
        "32起",
        "52件",
        "52件",
    ]
    finding = BLANKS.sub("", pieces(tree, "f6"))
    assert finding == "调解成功52件"


def test_the_outline_supplies_the_numbers_that_were_lost(site: Path) -> None:
    tree = LexborHTMLParser(page_of(site, FIVE[2]))
    lost = [node.text() for node in tree.css("nav.outline .lost")]
    assert lost == ["（一）", "（四）", "（六）", "（九）", "（十）"]
    gaps = LexborHTMLParser(page_of(site, FIVE[1])).css("nav.outline .fact")
    assert [node.text() for node in gaps] == ["列举从这里开始，前面缺“一是”", "前面缺“二、”"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one report that tries to inject markup wherever its words are shown."""
    root = tmp_path_factory.mktemp("hostile")
    raw = root / "raw"
    raw.mkdir()
    (raw / "'-alert(9)-'.txt").write_text(HOSTILE, encoding="utf-8")
    build(raw, root / "tables", jobs=1)
    assert not publish_site(root / "tables", root / "site", NOTEBOOKS).failures
    return root / "site"


def test_a_hostile_report_stays_text(hostile: Path) -> None:
    for page in hostile.glob("*.html"):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        assert not tree.css("main img, main svg, main b[onmouseover], main i")
        assert not tree.css('[onerror], [onload], [onmouseover], a[href^="javascript"]')
        scripts = tree.css("script:not([type])")
        assert all("alert(" not in node.text() for node in scripts), page.name
        names = re.findall(r'\sid="([^"]+)"', page.read_text(encoding="utf-8"))
        shown = [node.attributes["id"] for node in tree.css("[id]")]
        assert len(shown) == len(set(shown)) == len(names), page.name
    source = next(hostile.glob("*-source.html")).read_text(encoding="utf-8")
    found = ARTICLE.search(source)
    assert found
    assert unescape(TAG.sub("", found[1])) == HOSTILE


def test_only_our_own_script_may_run(site: Path, hostile: Path) -> None:
    for page in [*site.glob("*.html"), *hostile.glob("*.html")]:
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        (policy,) = tree.css('meta[http-equiv="Content-Security-Policy"]')
        allowed = policy.attributes["content"] or ""
        assert re.search(r"script-src ('none'|('sha256-[\w+/]+='|'self'|file:| )+);", allowed), page
        assert len(tree.css("script:not([type])")) <= 1
