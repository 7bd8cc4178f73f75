"""What an authority states through the years, and what may be set beside the year before."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import fazhi
from fazhi.pipeline.build import build
from fazhi.publish.explore import Corpus

TOLD = {
    "2018": "未发生群体性事件。开展法治宣传20场次。排查矛盾纠纷12件。全镇辖18个村。",
    "2019": "发生群体性事件2起。开展法治宣传30余场次。排查矛盾纠纷15起。全镇辖18个村。",
    "2020": "开展法治宣传20场次。开展法治宣传30场次。排查矛盾纠纷16件次。",
    "2021": "截至10月底，开展法治宣传25场次。排查矛盾纠纷19件次。全镇辖17个村。",
    "2022": "开展法治宣传30场次。排查矛盾纠纷二十一至二十五件次。",
    "2024": "开展法治宣传35场次。排查矛盾纠纷20件次。",
    "2025-a": "开展法治宣传35场次。",
    "2025-b": "开展法治宣传36场次。",
    "2026": "开展法治宣传37场次。",
}
CUT = "开展法治宣传30场次，发放宣传册"
HEAD = "西峡县西坪镇{}年法治政府建设情况报告\n一、主要举措和成效\n{}\n二、存在的问题\n人手不足。\n"
OTHER = "彭堡镇2018年法治政府建设情况报告\n一、主要举措和成效\n开展法治宣传30场次。\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("panel")
    raw = folder / "raw"
    raw.mkdir()
    for year, text in TOLD.items():
        name = f"河南省西峡县西坪镇-{year}.txt"
        (raw / name).write_text(HEAD.format(year[:4], text), "utf-8")
    (raw / "彭堡镇-2018.txt").write_text(OTHER, "utf-8")
    build(raw, folder / "out", jobs=1)
    return fazhi.load(folder / "out")


def of(corpus: Corpus, indicator: str, *columns: str) -> dict[int, list[object]]:
    """The columns by year, of Xiping; of a year with two reports those of the second."""
    rows = corpus.panel(indicator).filter(town="西坪镇")
    return {year: rest for year, *rest in rows.select("year", *columns).rows()}


def test_figures_of_one_kind_compare_and_others_do_not(corpus: Corpus) -> None:
    assert of(corpus, "disputes.investigated", "value", "unit", "state", "why_not") == {
        2018: [12.0, "件", "stated", "no_year_before"],
        2019: [15.0, "起", "stated", None],
        2020: [16.0, "件次", "stated", "unit"],
        2021: [19.0, "件次", "stated", None],
        2022: [21.0, "件次", "stated", None],
        2024: [20.0, "件次", "stated", "no_year_before"],
        2025: [None, None, "not_stated", "two_reports"],
        2026: [None, None, "not_stated", "two_reports"],
    }
    assert of(corpus, "disputes.investigated", "value_high")[2022] == [25.0]


def test_a_conflict_and_a_part_of_the_year_compare_with_nothing(corpus: Corpus) -> None:
    found = of(corpus, "publicity.events", "value", "approx", "months", "why_not")
    # Two reports of 2025 state one figure each.
    assert found.pop(2025)[3] == "two_reports"
    assert found == {
        2018: [20.0, "exact", None, "no_year_before"],
        2019: [30.0, "over", None, None],
        2020: [None, "exact", None, "conflicting"],
        2021: [25.0, "exact", "1-10", "conflicting"],
        2022: [30.0, "exact", None, "part_of_year"],
        2024: [35.0, "exact", None, "no_year_before"],
        2026: [37.0, "exact", None, "two_reports"],
    }
    rows = corpus.panel("publicity.events")
    assert rows["comparable"].to_list() == [why is None for why in rows["why_not"]]
    assert rows.filter(year=2025)["value"].sort().to_list() == [35.0, 36.0]


def test_silence_is_a_row_and_none_is_a_figure(corpus: Corpus) -> None:
    events = of(corpus, "incidents.mass", "value", "state", "period", "why_not")
    assert events[2018] == [0.0, "zero", None, "no_year_before"]
    assert events[2019] == [2.0, "stated", "year", None]
    assert events[2020] == [None, "not_stated", None, "not_stated"]
    assert of(corpus, "capacity.villages", "value", "why_not")[2021] == [17.0, "not_stated_before"]


def test_wide_has_a_row_a_way_of_counting_and_tells_what_is_empty(corpus: Corpus) -> None:
    rows = corpus.panel("publicity.events", wide=True)
    years = ["2018", "2019", "2020", "2021", "2022", "2024", "2025", "2026"]
    assert rows.select("town", "months", *years).rows() == [
        ("西坪镇", None, 20.0, 30.0, None, None, 30.0, 35.0, None, 37.0),
        ("西坪镇", "1-10", None, None, None, 25.0, None, None, None, None),
        ("彭堡镇", None, 30.0, None, None, None, None, None, None, None),
    ]
    assert rows["empty"][0] == "2020 conflicting; 2025 two_reports"
    assert rows["approximate"][0] == "2019"
    assert str(rows["empty"][2]).startswith("2019 no_report; 2020 no_report")
    kinds = corpus.panel("disputes.investigated", wide=True)
    assert kinds["unit"].to_list() == ["件、起", "件次"]
    assert kinds.select("2019", "2020").rows() == [(15.0, None), (None, 16.0)]


def test_what_is_lost_is_unreadable(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for year, told in (("2021", "开展法治宣传20场次。排查矛盾纠纷12件。"), ("2022", CUT)):
        text = HEAD.format(year, told)
        text = text.split("\n二、")[0] if told == CUT else text
        (raw / f"河南省西峡县西坪镇-{year}.txt").write_text(text, "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    rows = pl.read_parquet(tmp_path / "out/panel.parquet").filter(report_year=2022)
    told = dict(rows.select("indicator", pl.struct("state", "why_not")).iter_rows())
    assert told["disputes.investigated"] == {"state": "unreadable", "why_not": "unreadable"}
    assert told["publicity.events"] == {"state": "stated", "why_not": None}


def test_sittings_and_times_are_two_lines_through_the_years(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    told = {2019: "38场次", 2020: "39次", 2021: "40次", 2022: "41场", 2023: "42场次"}
    for year, figure in told.items():
        text = HEAD.format(year, f"开展法治宣传{figure}。")
        (raw / f"河南省西峡县西坪镇-{year}.txt").write_text(text, "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    rows = of(fazhi.load(tmp_path / "out"), "publicity.events", "value", "why_not")
    assert rows == {
        2019: [38.0, "no_year_before"],
        2020: [39.0, "unit"],
        2021: [40.0, None],
        2022: [41.0, "unit"],
        2023: [42.0, None],
    }
