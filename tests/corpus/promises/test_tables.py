"""The tables `promises` and `recurring` of one town through a few years."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.corpus.promises.words import lexicon, shown, words_of
from fazhi.pipeline.build import build

PLACE = "青石镇,西峡县,南阳市,河南省"
PLANNED = {
    2020: (
        "以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想。"
        "一是新建村级调解室4个。"
        "二是每季度组织一次防汛演练。"
        "三是将行政处罚案件平均办理时限压缩至20个工作日以内。"
        "四是重复信访量下降10%。"
        "五是为老旧桥梁安装限高架。"
        "六是修建民法典长廊。"
        "七是执法人员轮训不少于30人次。"
        "八是宣讲《社区矫正法》。"
    ),
    2021: "开展执法案卷评查。",
    2022: "（一）选派律师到集市坐诊。",
    2023: "继续开设“夜间法庭”。",
}
TOLD = {
    2021: (
        "各村的说事室挂牌开张，新设调解室5个。"
        "汛期前后组织防汛演练3次。"
        "行政处罚案件平均办理时限为18个工作日。"
        "重复信访量比上年下降6%。"
        "民法典长廊因选址未定，尚未动工修建。"
        "上半年执法人员轮训20人次。"
        "县司法局来镇宣讲《中华人民共和国社区矫正法》。"
        "下一步，为老旧桥梁安装限高架。"
    ),
    2023: "土地流转合同示范文本得到推广。",
}
LACKING = {
    2020: (
        "一是执法队伍人手紧张，一人身兼数职。主要是由于编制限制。二是村级台账归档较乱，资料不齐全。"
    ),
    2021: "学法用法不够深入；行政执法人员不足，难以应对新增事项。",
    2022: "执法程序不规范，文书制作粗糙。",
    2023: (
        "（一）执法力量薄弱\n持证人员只有两名，难以轮班。\n（二）公开内容更新慢\n专栏三个月未动。"
    ),
}


def report(year: int) -> str:
    return "\n".join(
        [
            f"青石镇{year}年度法治政府建设情况报告",
            "一、主要举措和成效",
            TOLD.get(year, "全年工作平稳。"),
            "二、存在的不足",
            LACKING[year],
            f"三、{year + 1}年工作安排",
            PLANNED[year],
        ]
    )


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of four years; the report of 2022 breaks off behind the first of its plans."""
    folder = tmp_path_factory.mktemp("promises")
    raw = folder / "raw"
    raw.mkdir()
    lines = ["file,town,county,prefecture,province,year"]
    for year in LACKING:
        (raw / f"{year}.txt").write_text(report(year), "utf-8")
        lines.append(f"{year}.txt,{PLACE},{year}")
    (raw / "manifest.csv").write_text("\n".join(lines), "utf-8")
    build(raw, folder / "out", jobs=1)
    return folder / "out"


def told(out: Path, name: str, sides: tuple[str, str]) -> list[dict[str, Any]]:
    """The rows of a table with year and the words of both sides."""
    texts = dict(pl.read_parquet(out / "texts.parquet").select("report_id", "raw_text").iter_rows())
    reports = pl.read_parquet(out / "reports.parquet").select("report_id", "report_year")
    years = dict(reports.iter_rows())
    rows = []
    for row in pl.read_parquet(out / f"{name}.parquet").iter_rows(named=True):
        for side in sides:
            other = row[f"{side}report_id"]
            place = slice(row[f"{side}start"], row[f"{side}end"])
            row[f"{side}quote"] = texts[other][place] if other and place.stop else None
            row[f"{side}year"] = years.get(other)
        rows.append(row)
    return rows


@pytest.fixture(scope="module")
def promises(out: Path) -> dict[str, dict[str, Any]]:
    return {row["quote"]: row for row in told(out, "promises", ("", "next_"))}


def test_every_item_of_a_plan_is_a_row_and_the_formula_is_none(
    promises: dict[str, dict[str, Any]],
) -> None:
    words = [one.rstrip("。") for one in promises if promises[one]["year"] == 2020]
    assert words == [
        "新建村级调解室4个",
        "每季度组织一次防汛演练",
        "将行政处罚案件平均办理时限压缩至20个工作日以内",
        "重复信访量下降10%",
        "为老旧桥梁安装限高架",
        "修建民法典长廊",
        "执法人员轮训不少于30人次",
        "宣讲《社区矫正法》",
    ]


def test_an_item_has_its_verb_and_what_it_is_about(promises: dict[str, dict[str, Any]]) -> None:
    one = promises["修建民法典长廊。"]
    assert (one["action"], one["subject"]) == ("修建", "民法典长廊")
    one = promises["开展执法案卷评查。"]
    assert (one["action"], one["subject"]) == ("开展", "执法案卷评查")


def test_figures_are_held_against_what_they_were_to_be(
    promises: dict[str, dict[str, Any]],
) -> None:
    found = {
        words.rstrip("。"): (row["status"], row["figures"], row["next_figures"])
        for words, row in promises.items()
        if row["year"] == 2020
    }
    assert found["新建村级调解室4个"] == ("figure_met", ["4个"], ["5个"])
    # Once a quarter is four times a year.
    assert found["每季度组织一次防汛演练"] == ("figure_not_met", ["一次"], ["3次"])
    assert found["将行政处罚案件平均办理时限压缩至20个工作日以内"][0] == "figure_met"
    assert found["重复信访量下降10%"] == ("figure_not_met", ["10%"], ["6%"])
    # Half a year does not tell how many it were in the end.
    assert found["执法人员轮训不少于30人次"] == ("spoken_of", ["不少于30人次"], ["20人次"])


def test_what_is_to_come_is_no_account(promises: dict[str, dict[str, Any]]) -> None:
    one = promises["为老旧桥梁安装限高架。"]
    assert (one["status"], one["next_start"]) == ("not_spoken_of", None)


def test_what_was_not_done_is_spoken_of_and_marked(promises: dict[str, dict[str, Any]]) -> None:
    one = promises["修建民法典长廊。"]
    assert (one["status"], one["undone"]) == ("spoken_of", True)
    assert one["next_quote"] == "民法典长廊因选址未定，尚未动工修建。"
    assert "民法典长廊" in "".join(one["words"])


def test_a_law_is_known_by_its_full_title(promises: dict[str, dict[str, Any]]) -> None:
    one = promises["宣讲《社区矫正法》。"]
    assert one["status"] == "spoken_of"
    assert "《社区矫正法》" in one["words"]


def test_without_a_report_of_the_next_year_nothing_is_said(
    promises: dict[str, dict[str, Any]],
) -> None:
    last = [row for row in promises.values() if row["year"] == 2023]
    assert [(row["status"], row["next_report_id"], row["score"]) for row in last] == [
        ("next_report_missing", None, None)
    ]


def test_where_a_part_is_lost_silence_says_nothing(promises: dict[str, dict[str, Any]]) -> None:
    lost, whole = promises["开展执法案卷评查。"], promises["选派律师到集市坐诊。"]
    assert (lost["next_year"], lost["status"]) == (2022, "next_report_incomplete")
    assert (whole["next_year"], whole["status"]) == (2023, "not_spoken_of")


def test_shortcomings_return_in_other_words_with_their_reasons(out: Path) -> None:
    rows = told(out, "recurring", ("", "earlier_"))
    found = [
        (row["year"], row["quote"][:6], row["earlier_year"], row["earlier_quote"][:6])
        for row in rows
    ]
    # 2022 tells of procedure, not of people: another shortcoming of the same theme.
    assert found == [
        (2021, "行政执法人员", 2020, "执法队伍人手"),
        (2023, "执法力量薄弱", 2020, "执法队伍人手"),
        (2023, "执法力量薄弱", 2021, "行政执法人员"),
    ]
    assert [(row["reason"], row["earlier_reason"]) for row in rows] == [
        (False, True),
        (False, True),
        (False, False),
    ]
    assert len({row["place_id"] for row in rows}) == 1


def test_shared_words_stand_as_each_report_writes_them() -> None:
    book = load_codebook()
    both = shown(["+hold", "法治", "治讲", "讲座"], "举办法治讲座", "开展法治讲座", book)
    verb = next(one for one in lexicon(book).stand_for if one.startswith("+"))
    assert both == ["法治讲座"]
    for word in words_of("举办法治讲座", book):
        told = shown([word], "举办法治讲座", "开展法治讲座", book)
        assert all(part in "举办法治讲座开展法治讲座" for one in told for part in one.split("／"))
    assert shown([verb], "没有这样的字", "也没有", book) == []


def test_the_explorer_sets_both_years_side_by_side(out: Path) -> None:
    corpus = fazhi.load(out)
    rows = corpus["青石镇", 2020].promises()
    one = rows.row(by_predicate=pl.col("subject") == "村级调解室", named=True)
    assert (one["quote"], one["next_quote"]) == (
        "新建村级调解室4个。",
        "各村的说事室挂牌开张，新设调解室5个。",
    )
    assert (one["year"], one["next_year"], one["label"]) == (2020, 2021, "谈到，数字达到")
    # A link is told where what speaks for it, the share included, is 1 or more.
    assert 0 < one["score"] <= 1 <= one["evidence"]
    assert corpus.promises().height == pl.read_parquet(out / "promises.parquet").height
    again = corpus["青石镇", 2023].recurring()
    assert again["earlier_year"].to_list() == [2020, 2021]
    assert corpus.recurring().height == 3


LISTED = [
    # What is planned together and told of one of them is left open, unless that alone reaches it.
    ("新改扩建幼儿园、中小学校34所", "新改扩建中小学校24所", "spoken_of"),
    ("新改扩建幼儿园、中小学校34所", "新改扩建中小学校35所", "figure_met"),
    ("新改扩建幼儿园、中小学校34所", "新改扩建幼儿园、中小学校24所", "figure_not_met"),
    ("新改扩建中小学校34所", "新改扩建中小学校24所", "figure_not_met"),
    # What is told of more things than were planned says nothing where it is enough.
    ("新改扩建中小学校24所", "新改扩建幼儿园、中小学校34所", "spoken_of"),
    ("新改扩建中小学校34所", "新改扩建幼儿园、中小学校24所", "figure_not_met"),
    # How many there are is not how many were added, nor are three years one.
    ("新增持证执法人员3名", "全镇现有持证执法人员14名", "spoken_of"),
    ("新增持证执法人员3名", "新增持证执法人员4名", "figure_met"),
    ("持证执法人员达到12名", "全镇现有持证执法人员14名", "figure_met"),
    # Of two passages that speak of it the one that tells its figure stands beside it.
    ("排查化解矛盾纠纷200件", "健全矛盾纠纷排查化解机制。全年排查矛盾纠纷260件", "figure_met"),
    # Three in each village are not three in all.
    ("每个村培养法律明白人不少于3名", "培养法律明白人1430名", "spoken_of"),
    ("每个村培养法律明白人不少于3名", "每个村培养法律明白人4名", "figure_met"),
    ("配备执法记录仪20台", "近三年累计配备执法记录仪20台", "spoken_of"),
    ("配备执法记录仪20台", "配备执法记录仪20台", "figure_met"),
]


@pytest.mark.parametrize(("planned", "told", "status"), LISTED)
def test_things_counted_together_are_set_beside_the_same_things(
    tmp_path: Path, planned: str, told: str, status: str
) -> None:
    assert followed(tmp_path, planned, told)["status"].to_list() == [status]


def followed(folder: Path, planned: str, told: str) -> pl.DataFrame:
    """The items of one sentence of a plan beside a next report of one sentence."""
    raw = folder / "raw"
    raw.mkdir()
    for year, parts in ((2022, ("全年工作平稳", planned)), (2023, (told, "抓好日常工作"))):
        text = (
            f"西峡县西坪镇{year}年法治政府建设情况报告\n一、主要举措和成效\n{parts[0]}。\n"
            f"二、存在的不足\n人手不足。\n三、下一步打算\n{parts[1]}。\n"
        )
        (raw / f"河南省西峡县西坪镇-{year}.txt").write_text(text, "utf-8")
    build(raw, folder / "out", jobs=1)
    rows = pl.read_parquet(folder / "out/promises.parquet")
    return rows.filter(pl.col("next_report_id").is_not_null())


def test_each_figure_of_a_plan_has_a_state_of_its_own(tmp_path: Path) -> None:
    planned = "建设执法办案区2处，配执法记录仪20台，设法治宣传栏8块，建档室不少于3间"
    told = "建成执法办案区2处，配备执法记录仪15台，建档室4间"
    rows = followed(tmp_path, planned, told)
    told_of = {
        figure: (beside, reached)
        for row in rows.filter(pl.col("reached").is_not_null()).to_dicts()
        for figure, beside, reached in zip(
            row["figures"], row["next_figures"], row["reached"], strict=True
        )
    }
    assert told_of == {
        "2处": ("2处", "met"),
        "20台": ("15台", "not_met"),
        "8块": ("", "not_told"),
        "不少于3间": ("4间", "met"),
    }


def test_a_figure_of_another_thing_is_not_set_beside_it(tmp_path: Path) -> None:
    """Both are counted by 个, and both speak of 公办."""
    rows = followed(tmp_path, "新增公办学位450个", "新成立公办教育集团3个")
    assert rows["next_figures"].to_list() == [None]
