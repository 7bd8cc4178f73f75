"""The site: what it holds, what a second run does, what a failure leaves."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import nbformat
import polars as pl
import pytest

from fazhi.errors import NotFoundError
from fazhi.publish import publish_site
from fazhi.publish.pages import links
from fazhi.publish.site.run import execute
from tests.fixtures.altered import sign

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
XIPING, XINGJING = "411323102-2023", "640105100-2023"
FIVE = {XIPING, "430581101-2023", "500235126-2023", XINGJING, "640402106-2021"}
FETCHED = re.compile(r"""(?:src\s*=|import\s*\(?|@import|<link[^>]*href\s*=)\s*["']?https?://""")
LINK = re.compile(r'<a [^>]*href="([^"]+)"')
TAG = re.compile(r"<[^>]+>")


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def shown(page: Path) -> str:
    """The words of a page without its style, scripts and markup."""
    text = re.sub(r"<(style|script)\b.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.S)
    return unescape(TAG.sub("", text))


def test_the_index_leads_to_the_five_and_to_the_comparison(site: Path) -> None:
    found = set(LINK.findall((site / "index.html").read_text(encoding="utf-8")))
    assert {f"{report}.html" for report in FIVE} | {"cross_town.html"} <= found
    assert all((site / address).is_file() for address in found if not {"#", "?"} & set(address))


def test_pages_fetch_nothing_and_stay_under_two_megabytes(site: Path) -> None:
    for page in site.glob("*.html"):
        assert not FETCHED.search(page.read_text(encoding="utf-8")), page.name
        assert page.stat().st_size < 2_000_000


def test_nothing_of_the_run_survives_in_what_is_published(site: Path, tables_folder: Path) -> None:
    for path in site.rglob("*.*"):
        text = path.read_bytes().decode("utf-8", "ignore")
        assert str(tables_folder) not in text
        assert str(Path.home()) not in text
        assert "start_time" not in text
    for path in site.glob("*.ipynb"):
        nbformat.validate(nbformat.read(path, as_version=4))


def test_xiping_shows_the_eight_kinds_and_both_totals(site: Path) -> None:
    text = shown(site / f"{XIPING}.html")
    assert "同是纠纷总数，报告既写32起，又写52件。" in text
    assert "报告写全年排查调处纠纷32起，化解纠纷32起；接着又写受理纠纷52件，调解纠纷52件" in text
    assert "报告列出的8类纠纷相加为52，与写明的52相符，比32多20。" in text
    assert "报告没有说明两组数字的关系" in text


def test_required_items_have_names_not_codes(site: Path) -> None:
    page = (site / f"{XIPING}.html").read_text(encoding="utf-8")
    table = page[page.index('id="required"') : page.index('id="figures"')]
    cells = re.findall(r'<td role="cell"(?: class="l")?>([^<]*)</td>', table)
    assert cells[0] == "主要举措和成效"
    assert not any(re.fullmatch(r"[a-z_]+", cell) for cell in cells)


def test_xingjing_has_simplified_labels_and_quotes_in_the_script_of_the_source(site: Path) -> None:
    page = (site / f"{XINGJING}.html").read_text(encoding="utf-8")
    assert page.count('class="evidence"') >= 31
    text = shown(site / f"{XINGJING}.html")
    assert "受教育群众5000余人次" in text
    assert "超过5,000人次" in text
    assert "受教育群眾5000余人次" in text
    assert "發放宣傳資料份數" not in text


def test_every_link_leads_to_a_page_and_a_mark_that_exist(site: Path) -> None:
    ids = {
        page.name: set(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8")))
        for page in site.glob("*.html")
    }
    for page in site.glob("*.html"):
        for address in LINK.findall(page.read_text(encoding="utf-8")):
            name, _, mark = address.partition("#")
            # What is asked of the index stands behind its name.
            target = name.partition("?")[0] or page.name
            assert (site / target).is_file(), f"{page.name}: {address}"
            assert not mark or mark in ids[target], f"{page.name}: {address}"


def test_every_figure_leads_to_the_words_of_its_mention(site: Path, tables_folder: Path) -> None:
    quantities = pl.read_parquet(tables_folder / "quantities.parquet")
    for row in quantities.to_dicts():
        page = (site / links.source(row["report_id"])).read_text(encoding="utf-8")
        at = re.search(
            rf'<(?:mark|a)[^>]* id="q{row["quantity_id"]}"|id="q{row["quantity_id"]}"', page
        )
        assert at
        following = unescape(TAG.sub("", page[page.index(">", at.start()) + 1 :][:900]))
        joined = "".join(following.splitlines())
        assert joined.startswith(row["raw"]), (row["report_id"], row["raw"])


def test_two_folders_hold_the_same_bytes(site: Path, tables_folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "another place" / "site"
    tables = shutil.copytree(tables_folder, tmp_path / "tables elsewhere")
    publish_site(tables, other, NOTEBOOKS)
    assert content(other) == content(site)


@pytest.fixture
def copies(site: Path, tables_folder: Path, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Tables and site to change without harm."""
    yield (
        shutil.copytree(tables_folder, tmp_path / "tables"),
        shutil.copytree(site, tmp_path / "site"),
    )


def test_again_makes_nothing(copies: tuple[Path, Path]) -> None:
    tables, site = copies
    before = content(site)
    done = publish_site(tables, site, NOTEBOOKS)
    assert done.written == ()
    assert set(done.kept) == FIVE | {"cross_town"}
    assert content(site) == before


def test_one_changed_report_costs_its_page_and_the_comparison(copies: tuple[Path, Path]) -> None:
    tables, site = copies
    file = tables / "quantities.parquet"
    frame = pl.read_parquet(file).with_columns(
        value=pl.when(pl.col("report_id") == XIPING, pl.col("value") == 12)
        .then(13.0)
        .otherwise("value")
    )
    frame.write_parquet(file)
    sign(tables)
    done = publish_site(tables, site, NOTEBOOKS)
    assert set(done.written) == {XIPING, "cross_town"}
    assert "相加为53，比32多21，比52多1。" in shown(site / f"{XIPING}.html")


def test_a_page_that_was_tampered_with_is_made_again(copies: tuple[Path, Path]) -> None:
    tables, site = copies
    before = content(site)
    (site / f"{XIPING}.html").write_text("gone", encoding="utf-8")
    assert publish_site(tables, site, NOTEBOOKS).written == (XIPING,)
    assert content(site) == before


def test_a_report_that_is_gone_leaves_no_page(copies: tuple[Path, Path]) -> None:
    tables, site = copies
    for file in tables.glob("*.parquet"):
        frame = pl.read_parquet(file)
        if "report_id" in frame.columns:
            frame.filter(pl.col("report_id") != XIPING).write_parquet(file)
    sign(tables)
    done = publish_site(tables, site, NOTEBOOKS)
    assert done.removed == (XIPING,)
    assert not list(site.glob(f"{XIPING}*"))
    # The others' pages count one report less: "of four", no longer "of five".
    assert set(done.written) == {"cross_town", *FIVE} - {XIPING}
    assert "4份中" in shown(site / f"{XINGJING}.html")
    assert XIPING not in (site / "index.html").read_text(encoding="utf-8")


def test_a_failing_notebook_is_reported_kept_and_not_published(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    tables, site = copies
    notebooks = shutil.copytree(NOTEBOOKS, tmp_path / "notebooks")
    town = nbformat.read(notebooks / "town.ipynb", as_version=4)
    town.cells.append(nbformat.v4.new_code_cell(f"assert report != '{XIPING}', 'as planned'"))
    nbformat.write(town, notebooks / "town.ipynb")
    done = publish_site(tables, site, notebooks)
    assert [failure.page for failure in done.failures] == [XIPING]
    assert "as planned" in done.failures[0].reason
    assert not list(site.glob(f"{XIPING}*"))
    assert "as planned" in (tmp_path / f".fazhi/failed/{XIPING}.ipynb").read_text(encoding="utf-8")
    assert set(done.written) == FIVE - {XIPING}


def test_an_empty_folder_of_tables_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no table of reports"):
        publish_site(tmp_path, tmp_path / "site", NOTEBOOKS)


def test_warm_pages_equal_those_of_a_fresh_kernel(
    tables_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(NOTEBOOKS.parent))
    parameters = {"report": XIPING, "language": "zh", "tables": str(tables_folder)}
    made = [
        execute(NOTEBOOKS / "town.ipynb", parameters, tmp_path / "failed.ipynb", engine)
        for engine in ("fazhi-warm", "nbclient")
    ]
    assert nbformat.writes(made[0]) == nbformat.writes(made[1])


def test_english_pages_have_english_words_and_chinese_quotes(
    tables_folder: Path, tmp_path: Path
) -> None:
    publish_site(tables_folder, tmp_path / "en", NOTEBOOKS, language="en")
    text = shown(tmp_path / "en" / f"{XIPING}.html")
    assert (
        "The 8 kinds of disputes that it lists add up to 52, which agrees with the 52 stated"
        in text
    )
    assert "over 10,000 copies (份)" in text
    assert "发放宣传资料10000余份" in text
    assert "先看这一处" not in text
