"""Figures that people saw and the machine did not: added at a build, marked, told when idle."""

from __future__ import annotations

from pathlib import Path
from random import Random

import polars as pl
import pytest

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.errors import CodebookError
from fazhi.mentions import Correction
from fazhi.pipeline.corrections import read_corrections, written
from fazhi.records import Report
from fazhi.tables.view import Tables
from fazhi.trust.review.answers import Answer
from fazhi.trust.review.corrections import corrections
from fazhi.trust.review.sample import Drawn, sample_of
from fazhi.trust.review.settle import Settled

BOOK = load_codebook()
TEXT = """甲镇2023年法治政府建设年度报告
一、主要成效
全年共调解矛盾纠纷46件。组织旁听两
度，反响良好。举办法治讲座，场次为十又二。
二、存在问题
人手不够。
"""


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    (folder / "甲镇.txt").write_text(TEXT, "utf-8")
    return folder


@pytest.fixture
def before(raw: Path, tmp_path: Path) -> Tables:
    return Tables(fazhi.build(raw, tmp_path / "before", jobs=1).out)


def _every(tables: Tables, indicator: str = "") -> Drawn:
    return sample_of(tables, 50, 1, (), indicator)


def _key(drawn: Drawn, tables: Tables, words: str) -> str:
    raw = tables.frame("texts")["raw_text"][0]
    return next(
        one.key for one in drawn.sample.units if words in raw[one.start : one.end].replace("\n", "")
    )


def _stand(answer: Answer) -> dict[str, Settled]:
    return {answer.key: Settled(answer, "agreed")}


def _corrections(drawn: Drawn, tables: Tables, answer: Answer) -> list[Correction]:
    return list(corrections(_stand(answer), drawn.sample, tables.folder).corrections.values())


def _built(raw: Path, place: Path, said: list[Correction]) -> tuple[Tables, list[str]]:
    (place / "c.yaml").write_bytes(written(said))
    assert read_corrections(place / "c.yaml", BOOK) == sorted(said, key=lambda one: one.mention)
    done = fazhi.build(raw, place / "after", jobs=1, corrections=place / "c.yaml")
    return Tables(done.out), done.idle


def test_a_figure_of_a_sentence_is_added_where_its_words_stand(
    raw: Path, before: Tables, tmp_path: Path
) -> None:
    drawn = _every(before)
    answer = Answer(
        _key(drawn, before, "场次为十又二"), "publicity.lectures", 12.0, "场次", said="十又　二"
    )
    (said,) = _corrections(drawn, before, answer)
    at = TEXT.index("十又二")
    assert said.mention.endswith(f":{at}-{at + 3}") and said.words == "十又二"
    after, idle = _built(raw, tmp_path, [said])
    assert idle == []
    rows = after.frame("quantities")
    added = rows.filter(pl.col("mention_key") == said.mention).row(0, named=True)
    assert (added["raw"], added["value"], added["indicator"], added["rule"]) == (
        "十又二", 12.0, "publicity.lectures", "by_hand",
    )  # fmt: skip
    assert added["quote"] == "场次为十又二"
    # In reading order, and numbered so.
    assert rows["quantity_id"].to_list() == list(range(1, rows.height + 1))
    assert rows["start"].is_sorted()
    assert rows.height == before.frame("quantities").height + 1
    (row,) = after.frame("corrections").iter_rows(named=True)
    assert (row["kind"], row["machine_value"], row["machine_indicator"], row["by"]) == (
        "added", None, None, "agreed",
    )  # fmt: skip
    stated = after.frame("indicators").filter(indicator="publicity.lectures")
    assert stated["value"].to_list() == [12.0]
    corpus = fazhi.load(after.folder)
    (told,) = corpus.quantities().filter(pl.col("corrected"))["machine"].to_list()
    assert told == "程序没有读到这个数"


def test_words_broken_by_the_layout_are_found(before: Tables) -> None:
    drawn = _every(before)
    answer = Answer(_key(drawn, before, "组织旁听两度"), "none", 2.0, "度", said="两度")
    (said,) = _corrections(drawn, before, answer)
    at = TEXT.index("两\n度")
    assert (said.words, said.mention.partition(":")[2]) == ("两\n度", f"{at}-{at + 3}")
    assert (said.indicator, said.kind) == (None, "added")
    # Without words the whole sentence is what is known of its place.
    (said,) = _corrections(drawn, before, Answer(answer.key, "none", 2.0))
    assert said.words == "组织旁听两\n度，反响良好。"


def test_a_figure_of_a_whole_report_corrects_the_mention_at_its_words(before: Tables) -> None:
    """Asked for what was accepted, people take 46件, which the machine has as mediated."""
    drawn = _every(before, "disputes.accepted")
    key = drawn.sample.units[0].key
    (said,) = _corrections(
        drawn, before, Answer(key, "disputes.accepted", 46.0, "件", said="４６件")
    )
    mention = before.frame("quantities").filter(pl.col("raw") == "46件").row(0, named=True)
    assert (said.mention, said.kind, said.indicator) == (
        mention["mention_key"], "coding", "disputes.accepted",
    )  # fmt: skip


def test_a_figure_without_words_in_the_text_has_no_place(before: Tables) -> None:
    drawn = _every(before, "disputes.accepted")
    key = drawn.sample.units[0].key
    for said in ("", "四十七件", "法治"):
        stand = _stand(Answer(key, "disputes.accepted", 47.0, said=said))
        found = corrections(stand, drawn.sample, before.folder)
        assert (found.corrections, found.unplaced) == ({}, {key: "words"})
    silent = _stand(Answer(key, "not_stated"))
    assert corrections(silent, drawn.sample, before.folder) == ({}, {})


def test_an_added_figure_whose_words_are_gone_is_told(raw: Path, tmp_path: Path) -> None:
    key = Tables(fazhi.build(raw, tmp_path / "t", jobs=1).out).frame("reports")["sha256"][0][:16]
    gone = [
        Correction(f"{key}:5-8", "publicity.lectures", 12.0, kind="added", words="十又二"),
        Correction(f"{key}:90000-90003", None, 1.0, kind="added", words="十又二"),
    ]
    after, idle = _built(raw, tmp_path, gone)
    assert idle == [one.mention for one in gone]
    assert not after.frame("corrections").height


def test_a_figure_that_the_machine_sees_by_now_is_not_counted_twice(
    raw: Path, before: Tables, tmp_path: Path
) -> None:
    mention = before.frame("quantities").filter(pl.col("raw") == "46件").row(0, named=True)
    digest = mention["mention_key"].partition(":")[0]
    start = mention["start"]
    said = Correction(
        f"{digest}:{start}-{start + 2}", "disputes.handled", 46.0, kind="added", words="46"
    )
    after, idle = _built(raw, tmp_path, [said])
    assert idle == []
    assert after.frame("quantities").height == before.frame("quantities").height
    (row,) = after.frame("corrections").iter_rows(named=True)
    assert (row["kind"], row["machine_indicator"]) == ("coding", mention["indicator"])


def test_an_added_figure_needs_place_and_words(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    for entry in (
        "- {mention: 'a:1-2', kind: added}",
        "- {mention: a, kind: added, words: 十又二}",
    ):
        file.write_text(entry, "utf-8")
        with pytest.raises(CodebookError, match="needs its place and words"):
            read_corrections(file, BOOK)


@pytest.mark.parametrize("seed", range(5))
def test_raw_stretches_lead_back_to_the_clean_ones_they_come_from(
    five: dict[str, Report], seed: int
) -> None:
    chance = Random(seed)
    for report in five.values():
        text = report.text
        for _ in range(200):
            low = chance.randrange(len(text.clean) - 1)
            high = chance.randrange(low + 1, min(low + 40, len(text.clean)) + 1)
            start, end = text.offsets.stretch(low, high)
            if start == end:
                continue
            back = text.offsets.clean_stretch(start, end)
            assert text.offsets.stretch(*back)[0] <= start < end <= text.offsets.stretch(*back)[1]
            # The least that does: what it leaves out at either end stood for nothing of it.
            assert back[0] >= low or text.offsets.raw_start(back[0]) == start
            assert back[1] <= high or text.offsets.raw_end(back[1]) == end
