"""One place through the years in the explorer."""

from __future__ import annotations

import pytest

import fazhi
from fazhi.pipeline.build import build
from fazhi.publish.explore import Corpus
from tests.corpus.years.test_aligned import EARLIER, LATER


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("explore")
    raw = folder / "data/raw"
    raw.mkdir(parents=True)
    for year, text in ((2022, EARLIER), (2023, LATER)):
        (raw / f"河南省西峡县西坪镇-{year}.txt").write_text(text, "utf-8")
    build(raw, folder / "data/processed", jobs=1)
    (folder / "site").mkdir()
    (folder / "site/411323102-2023-source.html").touch()
    return fazhi.load(folder / "data/processed")


def test_a_report_leads_to_those_before_and_after(corpus: Corpus) -> None:
    later = corpus["西坪镇", 2023]
    assert later.before is not None
    assert later.before.year == 2022
    assert later.before.after is not None
    assert later.before.after.report_id == later.report_id
    assert later.after is None
    assert later.before.before is None


def test_changes_are_those_of_the_report_alone(corpus: Corpus) -> None:
    told = corpus["西坪镇", 2023].changes()
    assert told.equals(corpus.changes())
    whole = told.filter(role="all").row(0, named=True)
    assert (whole["year"], whole["previous_year"], whole["town"]) == (2023, 2022, "西坪镇")
    assert 0 < whole["kept"] < 1
    assert corpus["西坪镇", 2022].changes().is_empty()


def test_sentences_stand_with_the_words_of_both_sides(corpus: Corpus) -> None:
    rows = corpus["西坪镇", 2023].aligned()
    texts = {one.report_id: one.raw_text for one in corpus}
    for row in rows.to_dicts():
        for side in ("", "previous_"):
            if row[f"{side}start"] is not None:
                words = texts[row[f"{side}report_id"]][row[f"{side}start"] : row[f"{side}end"]]
                assert row[f"{side}quote"] == words.replace("\n", "")
    changed = rows.filter(state="changed", heading=False).row(0, named=True)
    assert changed["previous_quote"] == "镇党委专题听取司法所汇报两次；"
    assert changed["quote"] == "镇党委专题听取司法所汇报四次；"
    own = corpus.table("paragraphs").collect().filter(report_id="411323102-2023")
    holds = own.filter(own["text"].str.contains("汇报四次"))["paragraph_id"].item()
    assert str(changed["link"]).endswith(f"site/411323102-2023-source.html#p{holds}")
    assert changed["previous_link"] is None
    assert rows["number"].to_list() == sorted(rows["number"])
