"""Names in words: beside whom they set a passage, and whose words they tell it for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from fazhi.corpus.reuse.leftovers import Author, left_in
from fazhi.corpus.reuse.named import named_holders, names_in
from fazhi.corpus.reuse.quoted import is_quoted
from fazhi.pipeline.build import build
from tests.corpus.reuse.test_kinds import kinds_told

GIVEN = (
    "设在渡口的流动法庭逢五逢十开庭，{town}派人提前一天贴出告示，晒谷场上摆几条板凳就能开审，"
    "乡亲们坐在边上听，听完再由法官拉家常一样讲透道理。"
)
# Who says whose name, and when; 湾头桥镇 took it over first, with its own name.
SAID = {
    "丹水镇": ("西峡县", "南阳市", "河南省", "丹水镇", "2024-01-05"),
    "湾头桥镇": ("武冈市", "邵阳市", "湖南省", "湾头桥镇", "2024-01-12"),
    "彭堡镇": ("原州区", "固原市", "宁夏回族自治区", "丹水镇", "2024-01-25"),
}


def test_the_first_author_s_name_is_found_behind_another_s_copy(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    lines = ["file,town,county,prefecture,province,year,issued_date"]
    for town, (county, prefecture, province, name, day) in SAID.items():
        text = (
            f"{town}2023年度法治政府建设情况报告\n一、主要举措和成效\n{GIVEN.format(town=name)}\n"
        )
        (raw / f"{town}-2023.txt").write_text(text, "utf-8")
        lines.append(f"{town}-2023.txt,{town},{county},{prefecture},{province},2023,{day}")
    (raw / "manifest.csv").write_text("\n".join(lines), "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    reports = pl.read_parquet(tmp_path / "out/reports.parquet").select("report_id", "town")
    of = {town: report for report, town in reports.iter_rows()}
    (left,) = pl.read_parquet(tmp_path / "out/left_over.parquet").to_dicts()
    assert (left["report_id"], left["source_report_id"]) == (of["彭堡镇"], of["丹水镇"])
    assert left["quote"] == "丹水镇"


def test_the_year_of_plans_is_none_left_over() -> None:
    who = {"a": Author("丹水镇", "西峡县", 2023), "b": Author("彭堡镇", "原州区", 2024)}
    words = {"start": 0, "words": "2024年在渡口设流动法庭", "theirs": "2024年在渡口设流动法庭"}
    assert not list(left_in({"report_id": "a", "other_report_id": "b", **words}, who))
    words |= {"words": "2023年设流动法庭", "theirs": "2023年设流动法庭"}
    (row,) = left_in({"report_id": "b", "other_report_id": "a", **words}, who)
    assert (row["check"], row["quote"]) == ("period", "2023年")


def test_nobody_is_set_beside_what_is_later_or_by_a_name_of_his_own() -> None:
    places = pl.DataFrame(
        {
            "family": [0, 0, 0, 1],
            "report_id": ["a", "b", "c", "d"],
            "place": ["a", "b", "c", "d"],
            "report_year": [2023] * 4,
            "date": [date(2024, 1, 5), date(2024, 1, 9), None, date(2024, 1, 20)],
        }
    )
    words = ["石桥镇来人", "石桥镇来人", "小石桥镇和青山镇来人", "石桥镇来人"]
    names = [("青山镇", "甲县"), ("石桥镇", "甲县"), ("小石桥镇", "乙县"), ("白云镇", "丙县")]
    # The first names one who wrote later; the third's own name holds 石桥镇; the last is of another
    # family.
    every = [name for some in names for name in some]
    named = names_in(dict(enumerate(words)), names, every)
    assert named == {0: ["石桥镇"], 2: ["青山镇"], 3: ["石桥镇"]}
    assert list(named_holders(places, named, names)) == [(2, 0)]


PASSAGE = GIVEN.format(town="丹水镇")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("县里通报介绍：“{}”我镇照此办理。", True),
        ("现将来函转发如下：\n“一、开头。\n{}\n二、“一站式”办理。”\n", True),
        ("县里通报介绍：「{}」", True),
        ("县里通报介绍了流动法庭。{}", False),
        ("设了“一站式”窗口。{}群众说：“办得好。”", False),
        # Closed before, or nowhere: a mark set by mistake.
        ("要求是：“把法送到家门口、把理讲到田间地头、把事办在当天，不过夜。”{}", False),
        ("要求是：“{}", False),
        # A motto before a colon.
        ("口号是：“丹水镇人人学法”。", False),
        # One inside a quotation of many words.
        ("县里通报介绍：“口号是：“丹水镇人人学法”，{}”", True),
    ],
)
def test_what_is_told_as_another_s_words_is_quoted(text: str, quoted: bool) -> None:
    told = text.format(PASSAGE)
    at = told.index("丹水镇")
    assert is_quoted(told, at, at + 3) is quoted


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("县里通报介绍：“{}”我镇照此办理。", []),
        ("{}", ["丹水镇"]),
        # The quotation itself was taken over.
        ("老支书逢人就说起山那边的事：“{}”大家都点头。", ["丹水镇"]),
    ],
)
def test_a_name_in_a_quotation_of_one_s_own_is_not_left_over(
    told: str, left: list[str], tmp_path: Path
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    source = told if "老支书" in told else "{}"
    for who, words in (("河南省南阳市西峡县丹水镇", source), ("湖南省邵阳市武冈市湾头桥镇", told)):
        day = "2024年1月5日" if "丹水" in who else "2024年1月25日"
        text = (
            f"{who}人民政府2023年度法治政府建设情况报告\n一、主要举措和成效\n{words.format(PASSAGE)}\n"
            f"二、存在的问题\n人手紧。\n{who}人民政府\n{day}\n"
        )
        (raw / f"{who}2023.txt").write_text(text, "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    assert pl.read_parquet(tmp_path / "out/left_over.parquet")["quote"].to_list() == left


PLANS = "认真落实《{0}法治政府建设规划（2021—2025年）》《{0}法治社会实施方案（2021—2025年）》"
OF_HENAN = ("河南省南阳市内乡县2024", "河南省洛阳市栾川县2024")


@pytest.mark.parametrize(
    ("whose", "kind"),
    [
        ("河南", "template"),
        ("河南省", "template"),
        # A title that is cut, with another in it.
        ("河南省贯彻〈法治政府建设实施纲要〉", "template"),
        ("中国", "mandatory"),
        # Of one of both alone.
        ("内乡县", "mandatory"),
    ],
)
def test_titles_of_documents_above_both_were_handed_down(
    whose: str, kind: str, tmp_path: Path
) -> None:
    said = dict.fromkeys(OF_HENAN, PLANS.format(whose))
    assert kinds_told(tmp_path, said) == {key: {kind} for key in said}


def test_who_cites_no_title_of_theirs_takes_nothing_of_those_who_do(tmp_path: Path) -> None:
    said = dict.fromkeys(OF_HENAN, PLANS.format("河南"))
    said |= {
        "湖南省邵阳市武冈市2024": PLANS.format("湖南"),
        "陕西省渭南市韩城市2024": PLANS.format(""),
    }
    told = kinds_told(tmp_path, said)
    assert [told[key] for key in said] == [{"template"}, {"template"}, {"mandatory"}, {"mandatory"}]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("渡口流动法庭围绕省委“三搬三坐”部署和市委“六六夜访”安排，把板凳搬进晒谷场", "template"),
        ("渡口流动法庭围绕省里“三搬三坐”部署和市里“六六夜访”安排，把板凳搬进晒谷场", None),
    ],
)
def test_what_a_committee_above_calls_so_was_handed_down(
    words: str, kind: str | None, tmp_path: Path
) -> None:
    said = dict.fromkeys(OF_HENAN, words)
    assert kinds_told(tmp_path, said) == {key: {kind} for key in said}
