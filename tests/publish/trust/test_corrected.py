"""What people corrected is marked wherever it is shown, with the machine's answer behind it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.source import source
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.cross_town import Corpus
from fazhi.publish.writeup.said import figure
from fazhi.publish.writeup.town import Town
from fazhi.tables.view import Tables
from fazhi.trust.doubts import doubts

ROOT = Path(__file__).parents[3]
BOOK = load_codebook()
XIPING, PINGAN, XINGJING = "411323102-2023", "500235126-2023", "640105100-2023"
# 受理纠纷52件 told as 53; 婚姻家庭纠纷12件 of no indicator; 250余次 of inspections as events;
# 36次 of events told as of the year before.
SAID = """
- {mention: "37672bc391d7e2d1:1968-1972", indicator: disputes.accepted, value: 53, unit: 件,
   by: settled}
- {mention: "37672bc391d7e2d1:2022-2026", indicator: none, value: 12, unit: 件, by: agreed}
- {mention: "ac3dfa057ba44c6c:1249-1254", indicator: publicity.events, value: 250, unit: 次,
   approx: over}
- {mention: "3f1bd09450790ae1:767-770", indicator: publicity.events, value: 36, unit: 次,
   period: previous, by: one}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("corrected")
    (place / "corrections.yaml").write_text(SAID, "utf-8")
    done = fazhi.build(
        ROOT / "data/raw", place / "t", jobs=1, corrections=place / "corrections.yaml"
    )
    assert done.idle == []
    return place / "t"


@pytest.fixture(scope="module")
def tables(folder: Path) -> Tables:
    return Tables(folder)


def _plain(markup: str) -> str:
    return re.sub("<[^>]+>", "", markup)


def _mention(reading: Reading, raw: str, nth: int = 0) -> dict[str, object]:
    found = [row for row in reading.quantities if "".join(row["raw"].split()) == raw]
    return found[nth]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", "53件已校正：程序读作52件、受理纠纷件数"),
        ("en", "53corrected: the program read 52 cases, Disputes accepted"),
    ],
)
def test_a_figure_in_a_sentence_is_told_as_corrected(
    tables: Tables, language: str, told: str
) -> None:
    reading = Reading(tables, XIPING, Words(language, BOOK))
    assert _plain(figure(reading, _mention(reading, "52件"))) == told
    # The next 52件 is the machine's.
    assert "corrected" not in figure(reading, _mention(reading, "52件", 1))


def test_words_that_say_the_figure_still_are_the_authors(tables: Tables) -> None:
    """Only the indicator was changed: 250余次 stays as it is written."""
    reading = Reading(tables, PINGAN, Words("zh", BOOK))
    assert _plain(figure(reading, _mention(reading, "250余次", 1))) == (
        "250余次已校正：程序读作超过250次、行政检查次数"
    )


def test_the_town_page_marks_each_correction_in_its_table(folder: Path) -> None:
    shown = Town(XIPING, folder).figures().markup
    table = shown[shown.index("<table") :]
    assert table.count('class="corrected"') == 2
    assert "程序读作12件、婚姻家庭纠纷件数" in _plain(table)
    rows = Town(XIPING, folder).figure_rows()
    assert rows.filter(rows["corrected"])["machine"].to_list() == [
        "程序读作52件、受理纠纷件数",
        "程序读作12件、婚姻家庭纠纷件数",
    ]
    bars = Town(XIPING, folder).story_rows()["shown"].to_list()
    assert "53件（已校正）" in bars and "52件" in bars


def test_the_card_of_the_source_says_how_it_came_about(tables: Tables) -> None:
    page = str(source(Reading(tables, XINGJING, Words("zh", BOOK))).body)
    assert page.count("q-corrected") == 1
    card = page[page.index('id="i-q1"') : page.index('id="i-q2"')]
    told = re.sub(r"\s+", " ", _plain(card))
    assert "已校正一位编码人" in told
    assert "校正前程序读作36次、普法宣传活动场次、当年" in told


def test_the_grid_of_towns_marks_cells_that_people_changed(folder: Path) -> None:
    rows = Corpus(folder).indicator_rows().to_dicts()
    cells = {(row["report_id"], row["label"]): row for row in rows}
    accepted = cells[XIPING, "受理纠纷件数"]
    assert (accepted["glyph"], accepted["shown"]) == (
        "53*",
        "53件（已校正；程序读作52件、受理纠纷件数）",
    )
    # What was taken away altogether is marked, too, and leads to the words.
    taken = cells[PINGAN, "行政检查次数"]
    assert (taken["glyph"], taken["href"]) == ("·*", f"{PINGAN}-source.html#q4")
    assert [row["glyph"] for row in rows if row["glyph"].endswith("*")] == [
        ">250*",
        "164*",
        "·*",
        "53*",
    ]
    assert "*表示经人工校正" in Corpus(folder).chart_indicators().description  # type: ignore[union-attr]


def test_frames_tell_what_is_corrected_and_what_the_machine_had(folder: Path) -> None:
    corpus = fazhi.load(folder)
    rows = corpus.quantities()
    assert rows["corrected"].sum() == 4
    assert rows.filter(~rows["corrected"])["machine"].null_count() == rows.height - 4
    stated = corpus.indicators()
    assert stated.filter(stated["corrected"]).select("report_id", "indicator", "value").rows() == [
        (XIPING, "disputes.accepted", 53.0),
        (PINGAN, "publicity.events", 250.0),
        (XINGJING, "publicity.events", 164.0),
    ]
    wide = corpus.indicators(wide=True)
    assert dict(wide.select("report_id", "corrected").iter_rows())[XIPING] == "disputes.accepted"


def test_why_tells_the_answer_of_people_behind_that_of_the_rules(folder: Path) -> None:
    told = str(fazhi.load(folder)["西坪镇"].why("共受理纠纷"))
    assert "52 件 → 受理纠纷件数" in told
    assert told.count("已由人校正为53件、受理纠纷件数") == 1


def test_what_people_said_is_in_doubt_no_more(folder: Path, tables_folder: Path) -> None:
    before, after = (
        {(one.report, one.quantity) for one in doubts(Tables(place), 99)}
        for place in (tables_folder, folder)
    )
    # 52件 of 西坪镇, 250余次 of 平安镇 and 36次 of 兴泾镇; 12件 has no indicator now.
    assert before - after == {(XIPING, 11), (XIPING, 16), (PINGAN, 4), (XINGJING, 1)}
    assert not after - before
