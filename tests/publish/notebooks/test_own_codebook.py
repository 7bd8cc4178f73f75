"""A researcher's own indicators have their names wherever her tables are shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import fazhi
from fazhi.pipeline.build import build
from fazhi.publish import publish_site
from tests.fixtures.altered import sign
from tests.publish.site.test_site import shown

ROOT = Path(__file__).parents[3]
NOTEBOOKS = ROOT / "notebooks"
CODE, LABELS = "garden.trees", {"zh": "栽种树木棵数", "en": "Trees planted"}
REPORT = """{town}2023年法治政府建设情况的报告

一、主要举措和成效

全年开展普法宣传12场次，栽种树木{n}棵。

二、存在的不足

普法形式单一。
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of two reports that plant trees, made with a codebook that counts them."""
    place = tmp_path_factory.mktemp("own")
    own = place / "mine.yaml"
    own.write_text(
        f"{CODE}:\n  zh: {LABELS['zh']}\n  en: {LABELS['en']}\n  unit: 棵\n"
        "  rules:\n    trees:\n      object: [树木]\n",
        encoding="utf-8",
    )
    (place / "raw").mkdir()
    for town, n in (("青山镇", 300), ("绿水镇", 450)):
        text = REPORT.format(town=town, n=n)
        (place / "raw" / f"{town}.txt").write_text(text, encoding="utf-8")
    build(place / "raw", place / "tables", jobs=1, codebooks=[own])
    own.unlink()
    return place / "tables"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_name_her_indicators(tables: Path, tmp_path: Path, language: str) -> None:
    assert not publish_site(tables, tmp_path / "site", NOTEBOOKS, language).failures
    label = LABELS[language]
    pages = {page.stem: page for page in (tmp_path / "site").glob("*.html")}
    towns = [page for stem, page in pages.items() if stem.startswith("r-")]
    assert len(towns) == 4
    for page in [*towns, pages["cross_town"]]:
        assert label in shown(page), page.name
        assert CODE not in shown(page).replace(f"{CODE}#trees", "").replace(
            f"--indicator {CODE}", ""
        ), page.name
        assert LABELS["zh" if language == "en" else "en"] not in shown(page)
    comparison = pages["cross_town"].read_text(encoding="utf-8")
    assert "300" in comparison
    assert "450" in comparison


def test_the_library_names_them_without_the_file(tables: Path) -> None:
    for language, label in LABELS.items():
        corpus = fazhi.load(tables, language=language)
        named = corpus.indicators().filter(indicator=CODE)
        assert named["label"].to_list() == [label, label]
        assert sorted(corpus.compare(label)["value"].to_list()) == [300, 450]
        assert corpus.chart_compare(CODE).to_dict()["title"]["text"].startswith(label)
        assert label in corpus.explain(CODE)._repr_markdown_()


def test_her_new_label_makes_new_pages_and_her_absence_takes_it_away(
    tables: Path, tmp_path: Path
) -> None:
    kept = Path(shutil.copytree(tables, tmp_path / "tables"))
    publish_site(kept, tmp_path / "site", NOTEBOOKS)
    file = kept / "codebook.json"
    file.write_text(file.read_text("utf-8").replace(LABELS["zh"], "植树棵数"), encoding="utf-8")
    sign(kept)
    done = publish_site(kept, tmp_path / "site", NOTEBOOKS)
    assert len(done.written) == 3
    assert "植树棵数" in shown(tmp_path / "site/cross_town.html")
    build(tables.parent / "raw", kept, jobs=1)
    assert not file.exists()
