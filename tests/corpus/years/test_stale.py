"""Figures of the year told word for word again, and standing numbers that may stay as they are."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.codebook.indicators import indicators
from fazhi.corpus.years.stale import years
from fazhi.pipeline.build import build
from tests.corpus.years.made import make_years
from tests.corpus.years.score import score

BOOK = load_codebook()
HEAD = "西峡县西坪镇{}年法治政府建设情况报告\n一、主要举措和成效\n{}\n二、存在的问题\n人手不足。\n"
STANDING = (
    "全镇辖18个村、3个社区，总人口32156人。配备网格员112名，现有持证执法人员17人、人民调解员63名。"
    "在册社区矫正对象23人。制定应急预案15件。法律明白人156名。矛盾化解率98.5%。"
    "近三年累计调解纠纷1256件。"
)


def told(folder: Path, *texts: tuple[int, str]) -> pl.DataFrame:
    raw = folder / "raw"
    raw.mkdir()
    for year, text in texts:
        (raw / f"河南省西峡县西坪镇-{year}.txt").write_text(HEAD.format(year, text), "utf-8")
    build(raw, folder / "out", jobs=1)
    return pl.read_parquet(folder / "out/stale_figures.parquet")


def test_a_figure_told_again_is_found_in_both_reports(tmp_path: Path) -> None:
    words = "排查矛盾纠纷357件，办理法律援助案件46件。"
    rows = told(tmp_path, (2021, words), (2022, f"这一年里，{words}"), (2023, words))
    assert rows.select("report_id", "indicator", "severity").rows() == [
        ("411323102-2022", "disputes.investigated", "warning"),
        ("411323102-2022", "legal_service.aid_cases", "note"),
        ("411323102-2023", "disputes.investigated", "warning"),
        ("411323102-2023", "legal_service.aid_cases", "note"),
    ]
    first = rows.row(0, named=True)
    texts = pl.read_parquet(tmp_path / "out/texts.parquet").select("report_id", "raw_text")
    raw = dict(texts.iter_rows())
    assert raw["411323102-2022"][first["start"] : first["end"]] == "357件"
    assert first["previous_report_id"] == "411323102-2021"
    assert raw["411323102-2021"][first["previous_start"] : first["previous_end"]] == "357件"
    assert first["message_zh"].startswith("“排查矛盾纠纷件数”写作“357件”，与2021年报告中的逐字相同")
    assert "report of 2021" in first["message_en"]
    findings = pl.read_parquet(tmp_path / "out/findings.parquet").filter(check="stale_figure")
    assert findings.height == 4
    assert findings["message_zh"].to_list() == rows["message_zh"].to_list()
    of_all = pl.read_parquet(tmp_path / "out/findings.parquet")
    assert of_all.select(pl.struct("report_id", "finding_id").is_unique().all()).item()


def test_what_stands_may_stay(tmp_path: Path) -> None:
    assert told(tmp_path, (2021, STANDING), (2022, STANDING)).is_empty()
    panel = pl.read_parquet(tmp_path / "out/panel.parquet").filter(report_year=2022)
    assert panel.filter("comparable").height >= 8


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("集体学法4次。", "集体学法4次。"),  # Below ten.
        ("集体学法12次。", "集体学法12次。"),  # Once a month.
        ("未发生群体性事件。", "未发生群体性事件。"),
        ("排查矛盾纠纷357件。", "排查矛盾纠纷358件。"),
        ("排查矛盾纠纷357件。", "排查矛盾纠纷357件次。"),
        ("排查矛盾纠纷357件。", "排查矛盾纠纷350余件。"),
        ("排查矛盾纠纷350余件。", "排查矛盾纠纷350件。"),
        ("排查矛盾纠纷357件。", "截至10月底，排查矛盾纠纷357件。"),
        ("排查矛盾纠纷357件。", "化解矛盾纠纷357件。"),
        # A round figure in other words.
        ("进村发放宣传资料5000份。", "通过集市发放宣传资料5000份。"),
    ],
)
def test_what_is_another_figure_or_recurs_by_itself_is_not_told(
    tmp_path: Path, first: str, second: str
) -> None:
    assert told(tmp_path, (2021, first), (2022, second)).is_empty()


def test_a_round_figure_is_told_in_the_same_clause_alone(tmp_path: Path) -> None:
    words = "发放宣传资料5000余份。"
    rows = told(tmp_path, (2021, words), (2022, words))
    assert rows.select("indicator", "severity").rows() == [("publicity.materials", "note")]


def test_a_year_between_or_a_second_report_tells_nothing(tmp_path: Path) -> None:
    words = "排查矛盾纠纷357件。"
    assert told(tmp_path, (2021, words), (2023, words)).is_empty()


def test_the_book_names_indicators_that_there_are() -> None:
    known = years(BOOK)
    assert known.each_year | known.standing <= indicators(BOOK).entries.keys()


@pytest.mark.parametrize("seed", [1, 2])
def test_made_years_are_told_as_they_were_made(tmp_path: Path, seed: int) -> None:
    """Among them are standing numbers, parts of the year, other measure words and gaps."""
    study = make_years(14, 4, seed=seed)
    study.write(tmp_path / "raw")
    build(tmp_path / "raw", tmp_path / "out", jobs=1)
    assert score(study, tmp_path / "out")["stale"] >= 0.98
    ids = pl.read_parquet(tmp_path / "out/reports.parquet").select("path", "report_id")
    of = dict(ids.iter_rows())
    due = {(of[one.file], code) for one in study.known for code in one.stale}
    found = pl.read_parquet(tmp_path / "out/stale_figures.parquet").select("report_id", "indicator")
    assert set(found.iter_rows()) <= due
