"""What became of sentences and sections from one report to the next."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from fazhi.pipeline.build import build
from tests.corpus.years.made import make_years
from tests.corpus.years.score import score

EARLIER = """西峡县西坪镇2022年法治政府建设情况报告
一、主要举措和成效
（一）加强组织领导
书记带头给党员讲宪法，班子成员轮流述法。镇党委专题听取司法所汇报两次；把法治考核写进村级责任书。
（二）化解矛盾纠纷
请退休干部担任说和人，多数争执在村口就得到平息。在三个片区设立联调点，约定七日内回话。每逢赶集日安排律师坐班。
（三）规范行政执法
一是为执法队员配齐记录仪和制式服装。二是对路边占道摊点先画线后引导。
二、存在的问题
执法力量与任务不相称，主要原因是编制紧、待遇低。
三、下一步打算
争取再招录两名法学毕业生，由分管副镇长牵头。
"""
LATER = """西峽縣西坪鎮2023年法治政府建設情況報告
一、主要舉措和成效
（一）推进严格规范公正文明执法
一是對路邊占道攤點先畫線後引導。二是为执法队员配齐记录仪和制式服装。三是把轻微不罚清单贴到商户门口。
（二）加强组织领导
书记带头给党员讲宪法,班子成员轮流述法。镇党委专题听取司法所汇报四次；把法治考核写进村级责任书。请退休干部担任说和人，多数争执在村口就得到平息。
（三）坚持和发展新时代“枫桥经验”
在三个片区设立联调点，约定七日内回话，签字后仍回访两次。每逢赶集日安排律师坐班。
二、存在的不足和原因
村规民约执行打了折扣。
三、下一步打算
争取再招录两名法学毕业生，由分管副镇长牵头。
"""


def rows_of(folder: Path, *texts: str) -> pl.DataFrame:
    """The table `aligned` of texts of 2021 on, with the words of both sides."""
    raw = folder / "raw"
    raw.mkdir(parents=True)
    for year, text in enumerate(texts, start=2021):
        (raw / f"河南省西峡县西坪镇-{year}.txt").write_text(text, "utf-8")
    build(raw, folder / "out", jobs=1)
    told = dict(
        pl.read_parquet(folder / "out/texts.parquet").select("report_id", "raw_text").rows()
    )
    rows = pl.read_parquet(folder / "out/aligned.parquet")
    words = [
        (
            told[row["report_id"]][row["start"] : row["end"]] if row["start"] is not None else None,
            told[row["previous_report_id"]][row["previous_start"] : row["previous_end"]]
            if row["previous_start"] is not None
            else None,
        )
        for row in rows.to_dicts()
    ]
    return rows.with_columns(
        now=pl.Series([now for now, _ in words], dtype=pl.String),
        before=pl.Series([before for _, before in words], dtype=pl.String),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("aligned")


@pytest.fixture(scope="module")
def rows(folder: Path) -> pl.DataFrame:
    return rows_of(folder, EARLIER.replace("2022", "2021"), LATER.replace("2023", "2022"))


def told(rows: pl.DataFrame, words: str) -> tuple[object, ...]:
    """State, words before and whether figures alone changed, of the one that holds the words."""
    either = pl.coalesce("now", "before").str.contains(words, literal=True)
    return rows.filter(~pl.col("heading") & either).select("state", "before", "figures").row(0)


def test_sentences_are_kept_changed_moved_new_and_dropped(rows: pl.DataFrame) -> None:
    assert told(rows, "书记带头") == ("kept", "书记带头给党员讲宪法，班子成员轮流述法。", None)
    assert told(rows, "汇报四次") == ("changed", "镇党委专题听取司法所汇报两次；", True)
    assert told(rows, "责任书") == ("kept", "把法治考核写进村级责任书。", None)
    assert told(rows, "说和人")[0] == "moved"
    before = "在三个片区设立联调点，约定七日内回话。"
    assert told(rows, "三个片区") == ("changed", before, False)
    assert told(rows, "赶集日")[0] == "kept"
    assert told(rows, "轻微不罚") == ("new", None, None)
    assert told(rows, "不相称") == (
        "dropped",
        "执法力量与任务不相称，主要原因是编制紧、待遇低。",
        None,
    )
    assert told(rows, "村规民约")[0] == "new"
    assert told(rows, "法学毕业生")[0] == "kept"


def test_of_two_that_change_places_one_was_moved_whatever_their_numbers(
    rows: pl.DataFrame,
) -> None:
    """Marks of lists do not count, nor does the script in which words are written."""
    assert {told(rows, "攤點")[0], told(rows, "记录仪")[0]} == {"kept", "moved"}


def test_sections_answer_each_other_renamed_and_in_another_order(rows: pl.DataFrame) -> None:
    headings = rows.filter("heading").select("now", "before", "state").rows()
    assert headings == [
        ("一、主要舉措和成效", "一、主要举措和成效", "kept"),
        ("（一）推进严格规范公正文明执法", "（三）规范行政执法", "changed"),
        ("（二）加强组织领导", "（一）加强组织领导", "kept"),
        ("（三）坚持和发展新时代“枫桥经验”", "（二）化解矛盾纠纷", "changed"),
        ("二、存在的不足和原因", "二、存在的问题", "changed"),
        ("三、下一步打算", "三、下一步打算", "kept"),
    ]


def test_shares_are_those_of_the_sentences(folder: Path, rows: pl.DataFrame) -> None:
    found = pl.read_parquet(folder / "out/changes.parquet").filter(theme="all")
    assert found["role"].to_list() == ["achievements", "all", "plan", "problems"]
    whole = found.row(1, named=True)
    sentences = rows.filter(~pl.col("heading"))
    size = sentences["letters"].sum()
    assert whole["characters"] == size
    kept = sentences.filter(pl.col("state").is_in(["kept", "moved"]))["letters"].sum()
    assert whole["kept"] == pytest.approx(kept / size)
    assert whole["kept"] + whole["changed"] + whole["new"] == pytest.approx(1)
    dropped = sentences.filter(state="dropped")["previous_letters"].sum()
    assert whole["dropped"] == pytest.approx(dropped / sentences["previous_letters"].sum())
    problems = found.row(3, named=True)
    assert (problems["kept"], problems["new"], problems["dropped"]) == (0, 1, 1)


def test_a_theme_has_the_sentences_that_name_it_and_no_others_of_their_paragraph(
    folder: Path, rows: pl.DataFrame
) -> None:
    """Of the sentences on who leads one names the leaders (书记), one the office of justice."""
    found = pl.read_parquet(folder / "out/changes.parquet").filter(pl.col("theme") != "all")
    assert set(found["role"]) == {"all"}
    told = {
        row["theme"]: [row["characters"], row["previous_characters"], row["kept"], row["changed"]]
        for row in found.to_dicts()
    }
    assert told["o21.leadership"] == [18, 18, 1, 0]
    assert told["t.legal_service"] == [14, 14, 0, 1]
    assert told["t.village"] == [10, 0, 0, 0]


def test_the_same_report_again_is_kept_whole(tmp_path: Path) -> None:
    again = EARLIER.replace("2022", "2021"), EARLIER
    assert rows_of(tmp_path, *again)["state"].unique().to_list() == ["kept"]


def test_a_sentence_told_twice_answers_both(tmp_path: Path) -> None:
    said = "每逢赶集日安排律师坐班。"
    first = EARLIER.replace("2022", "2021")
    rows = rows_of(tmp_path, first, EARLIER.replace("三、下一步打算\n", f"三、下一步打算\n{said}"))
    states = rows.filter(now=said).sort("number")["state"].to_list()
    assert states == ["kept", "new"]


def test_one_year_alone_has_no_rows(tmp_path: Path) -> None:
    assert rows_of(tmp_path, EARLIER.replace("2022", "2021")).is_empty()
    assert pl.read_parquet(tmp_path / "out/changes.parquet").is_empty()


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    folder = tmp_path_factory.mktemp("years")
    study = make_years(14, 4, seed=1)
    study.write(folder / "raw")
    build(folder / "raw", folder / "out", jobs=1)
    return score(study, folder / "out")


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("kept", 0.99),
        ("changed", 0.99),
        ("moved", 0.99),
        ("new", 0.985),
        ("dropped", 0.98),
        ("all", 0.99),
        ("sections", 0.95),
    ],
)
def test_made_years_are_told_as_they_were_made(
    scores: dict[str, float], name: str, floor: float
) -> None:
    assert scores[name] >= floor
