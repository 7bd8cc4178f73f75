"""The tables `reuse`, `families` and `wording` of a few towns with planted words."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.corpus.reuse.changed import Comparer
from fazhi.corpus.reuse.shares import ORDER
from fazhi.pipeline.build import build
from fazhi.pipeline.over import overs
from fazhi.publish.writeup.town import Town
from fazhi.tables.schema import TABLES
from tests.corpus.reuse.test_kinds import kinds_told

# County, prefecture and province of each town.
HOLDERS = {
    "西坪镇": ("西峡县", "南阳市", "河南省"),
    "丹水镇": ("西峡县", "南阳市", "河南省"),
    "双龙镇": ("西峡县", "南阳市", "河南省"),
    "湾头桥镇": ("武冈市", "邵阳市", "湖南省"),
    "彭堡镇": ("原州区", "固原市", "宁夏回族自治区"),
}
MODEL = (
    "{town}推行网格吹哨、站所报到，每个网格配一名联络员，每周三上午在村部会办积案，"
    "会办不了的当天报县里挂号，销号前由网格长签字背书。"
)
OWN = (
    "村头老油坊改成了说理堂，{town}请来退休教师坐堂，{year}年说和邻里争水、争地边{count}起，"
    "起起有回访，一年下来没有一起反复。"
)
GIVEN = (
    "设在渡口的流动法庭逢五逢十开庭，{town}派人提前一天贴出告示，晒谷场上摆几条板凳就能开审，"
    "乡亲们坐在边上听，听完再由法官拉家常一样讲透道理。"
)
CENTRE = "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想。"


def report(town: str, year: int, *passages: str) -> str:
    told = [one.format(town=town, year=year, count=year % 100 + 3) for one in passages]
    return "\n".join(
        [
            f"{town}{year}年度法治政府建设情况报告",
            "一、主要举措和成效",
            *told,
            "二、存在的问题",
            f"{town}{year}年人手紧，夜里出不了警，山高路远的户走访得少。",
        ]
    )


TEXTS = {
    ("西坪镇", 2022): report("西坪镇", 2022, CENTRE, MODEL, OWN),
    ("西坪镇", 2023): report("西坪镇", 2023, CENTRE, MODEL, OWN),
    ("丹水镇", 2023): report("丹水镇", 2023, MODEL),
    ("双龙镇", 2023): report("双龙镇", 2023, MODEL),
    ("湾头桥镇", 2023): report("湾头桥镇", 2023, CENTRE, GIVEN),
    ("彭堡镇", 2023): report("彭堡镇", 2023, GIVEN.replace("{town}", "湾头桥镇")),
}
ISSUED = {"湾头桥镇": "2024-01-10", "彭堡镇": "2024-01-25", "西坪镇": "2024-01-20"}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reuse")
    raw = folder / "raw"
    raw.mkdir()
    lines = ["file,town,county,prefecture,province,year,issued_date"]
    for (town, year), text in TEXTS.items():
        name = f"{town}-{year}.txt"
        (raw / name).write_text(text, "utf-8")
        day = ISSUED.get(town, "") if year == 2023 else ""
        lines.append(",".join([name, town, *HOLDERS[town], str(year), day]))
    (raw / "manifest.csv").write_text("\n".join(lines), "utf-8")
    build(raw, folder / "out", jobs=1)
    return folder / "out"


@pytest.fixture(scope="module")
def rows(out: Path) -> pl.DataFrame:
    """The places of `reuse` with town, year and words, and those beside which they are set."""
    reports = pl.read_parquet(out / "reports.parquet").select(
        "report_id", "town", year="report_year"
    )
    texts = pl.read_parquet(out / "texts.parquet").select("report_id", "raw_text")
    about = reports.join(texts, on="report_id")
    other = about.rename(lambda name: f"other_{name}")
    told = pl.col("raw_text").str.slice("start", pl.col("end") - pl.col("start"))
    length = pl.col("other_end") - pl.col("other_start")
    return (
        pl.read_parquet(out / "reuse.parquet")
        .join(about, on="report_id")
        .join(other, on="other_report_id", how="left")
        .with_columns(
            words=told, other_words=pl.col("other_raw_text").str.slice("other_start", length)
        )
    )


def place(rows: pl.DataFrame, town: str, year: int, words: str) -> dict[str, object]:
    found = rows.filter(
        (pl.col("town") == town)
        & (pl.col("year") == year)
        & pl.col("words").str.contains(words, literal=True)
    )
    assert found.height == 1, found.select("town", "year", "words")
    return found.row(0, named=True)


def test_the_county_s_model_is_a_template(rows: pl.DataFrame) -> None:
    for town in ("西坪镇", "丹水镇", "双龙镇"):
        one = place(rows, town, 2023, "网格吹哨")
        assert one["kind"] == "template"
        assert str(one["words"]).startswith(f"{town}推行网格吹哨")
        assert str(one["words"]).endswith("签字背书。")


def test_the_number_of_a_list_is_no_figure() -> None:
    words = "是在渡口设流动法庭，二是晒谷场上摆{}条板凳，开审时乡亲们坐在边上听。"
    comparer = Comparer(load_codebook())
    one = (f"一{words.format(5)}", ())
    assert comparer.compare(one, (f"三{words.format(5)}", ())) == ("verbatim", 1.0)
    assert comparer.compare(one, (f"三{words.format(6)}", ())) == ("figures", 1.0)


def test_last_year_s_words_are_its_own_with_other_figures(rows: pl.DataFrame) -> None:
    one = place(rows, "西坪镇", 2023, "说理堂")
    assert (one["kind"], one["changes"], one["similarity"]) == ("own_past", "figures", 1.0)
    assert (one["other_town"], one["other_year"], one["dated"]) == ("西坪镇", 2022, True)
    first = place(rows, "西坪镇", 2022, "说理堂")
    assert (first["kind"], first["other_town"], first["dated"]) == ("own_past", None, True)


def test_words_of_a_town_elsewhere_are_set_beside_the_earlier(rows: pl.DataFrame) -> None:
    one = place(rows, "彭堡镇", 2023, "流动法庭")
    assert (one["kind"], one["other_town"], one["dated"]) == ("other_place", "湾头桥镇", True)
    assert str(one["words"]) == str(one["other_words"])
    first = place(rows, "湾头桥镇", 2023, "流动法庭")
    assert (first["kind"], first["other_town"], first["dated"]) == ("other_place", None, True)


def test_what_the_centre_prescribes_is_mandatory(rows: pl.DataFrame) -> None:
    kinds = {place(rows, town, 2023, "指导")["kind"] for town in ("西坪镇", "湾头桥镇")}
    assert kinds == {"mandatory"}


def test_families_count_their_holders(out: Path) -> None:
    families = pl.read_parquet(out / "families.parquet")
    given = families.filter(pl.col("text").str.contains("流动法庭")).row(0, named=True)
    assert (given["reports"], given["places"], given["provinces"]) == (2, 2, 2)
    assert (given["kind"], str(given["first_date"])) == ("other_place", "2024-01-10")
    assert given["characters"] == len(given["text"])
    model = families.filter(pl.col("text").str.contains("网格吹哨")).row(0, named=True)
    assert (model["reports"], model["places"], model["counties"]) == (4, 3, 1)
    assert model["first_report_id"] is None  # Most of its holders have no date.


def test_shares_are_of_the_characters_of_the_paragraphs(out: Path, rows: pl.DataFrame) -> None:
    shares = pl.read_parquet(out / "wording.parquet")
    kinds = ["own_words", *ORDER]
    assert shares.select(pl.sum_horizontal(kinds)).to_series().to_list() == pytest.approx([1.0] * 6)
    of = dict(rows.select("town", "report_id").iter_rows())
    told = shares.filter(pl.col("report_id") == of["彭堡镇"]).row(0, named=True)
    words = TEXTS["彭堡镇", 2023].splitlines()
    assert told["characters"] == sum(map(len, words))
    assert told["other_place"] == pytest.approx(len(words[2]) / told["characters"])


def test_who_is_first_by_date_took_its_words_from_nobody(out: Path, rows: pl.DataFrame) -> None:
    """彭堡镇 tells on 25 January what 湾头桥镇 told on the 10th; 西坪镇 2022 is its first."""
    shares = pl.read_parquet(out / "wording.parquet")
    for town, year in (("湾头桥镇", 2023), ("西坪镇", 2022)):
        one = rows.filter((pl.col("town") == town) & (pl.col("year") == year))
        told = shares.filter(pl.col("report_id") == one["report_id"][0]).row(0, named=True)
        assert told["first_here"] > 0.1, town
        assert (told["other_place"], told["own_past"]) == (0, 0), town


def test_two_processes_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    build(out.parent / "raw", tmp_path / "out", jobs=2)
    for name in ("reuse", "families", "wording"):
        file = f"{name}.parquet"
        assert (tmp_path / "out" / file).read_bytes() == (out / file).read_bytes()


def test_the_name_left_over_tells_its_source(out: Path) -> None:
    reports = pl.read_parquet(out / "reports.parquet").select("report_id", "town")
    of = {town: report for report, town in reports.iter_rows() if town in ("彭堡镇", "湾头桥镇")}
    rows = pl.read_parquet(out / "left_over.parquet")
    places = rows.filter(pl.col("check") == "foreign_place")
    assert places.select("report_id", "quote", "source_report_id").rows() == [
        (of["彭堡镇"], "湾头桥镇", of["湾头桥镇"])
    ]
    # The years of the town's own passage were brought up to date: nothing else is left.
    assert rows.height == 1
    told = pl.read_parquet(out / "findings.parquet").filter(pl.col("quote") == "湾头桥镇")
    found = told.filter(pl.col("report_id") == of["彭堡镇"], pl.col("check") == "foreign_place")
    assert found["message_zh"].to_list() == rows["message_zh"].to_list()
    assert "湾头桥镇" in found["message_en"].item()


def test_what_a_report_alone_had_found_is_told_once_with_its_source() -> None:
    place = {"report_id": "a", "start": 5, "end": 8, "check": "foreign_place", "quote": "柳湾镇"}
    words = {"message_zh": "别处", "message_en": "elsewhere"}
    findings = pl.DataFrame(
        [{**place, **words, "finding_id": 1, "severity": "warning"}],
        schema=TABLES["findings"].types(),
    )
    named = {"message_zh": "见于乙报告", "message_en": "as in b", "source_report_id": "b"}
    other = {**place, **named, "start": 20, "end": 23}
    left = pl.DataFrame([{**place, **named}, other, {**other, "report_id": "c"}])
    adds = {one.name: one.adds for one, _ in overs(load_codebook()).tables}["left_over"]
    assert adds is not None
    filled = adds[1](findings, left).sort("report_id", "finding_id")
    assert filled.select("report_id", "finding_id", "start", "message_zh", "severity").rows() == [
        ("a", 1, 5, "见于乙报告", "warning"),
        ("a", 2, 20, "见于乙报告", "warning"),
        ("c", 1, 20, "见于乙报告", "warning"),
    ]


def test_the_explorer_sets_both_sides_beside_one_another(out: Path) -> None:
    corpus = fazhi.load(out)
    rows = corpus["彭堡镇", 2023].reuse()
    assert rows.height == 1
    one = rows.row(0, named=True)
    assert one["quote"] == one["other_quote"] == GIVEN.replace("{town}", "湾头桥镇")
    assert (one["town"], one["other_town"], one["other_year"]) == ("彭堡镇", "湾头桥镇", 2023)
    assert corpus.reuse().height == pl.read_parquet(out / "reuse.parquet").height


def test_a_town_s_page_says_how_much_is_whose(out: Path) -> None:
    town = Town("彭堡镇", out, "en")
    told = str(town.shared())
    assert "stands in no other report of this collection" in told
    assert "few reports elsewhere (1)" in told
    assert GIVEN.replace("{town}", "湾头桥镇") in told
    assert "for the reader to judge" in told


# Forms of a formula are one family; who has a short one does not hold what stands in the long one.
FORM = (
    "老支书把说理堂搬上渡口的趸船，逢圩日由流动法庭开庭，晒谷场上摆几条板凳，乡亲们坐在边上听，"
    "听完由法官拉家常一样讲透道理，散场后老教师把听到的写成顺口溜贴在祠堂门口，"
)
SLOGAN = "镇镇推行“竹排调解、马灯夜访、石磨评理”，把口角磨碎在石磨边、把心结解开在马灯下。"


def test_who_has_a_short_form_of_a_formula_does_not_hold_what_the_long_one_has(
    tmp_path: Path,
) -> None:
    county = "河南省南阳市内乡县"
    long = dict.fromkeys((f"{county}师岗镇2024", f"{county}赤眉镇2024"), FORM + SLOGAN)
    short = ("安徽省宣城市郎溪县2024", "浙江省嘉兴市嘉善县2024", "江西省南昌市南昌县2024")
    alone = f"{county}马山口镇2024"
    told = kinds_told(tmp_path, {**long, **dict.fromkeys(short, FORM), alone: SLOGAN})
    assert told[alone] == {"template"}
    assert {kind for one in short for kind in told[one]} == {"mandatory"}


# Everybody's list names the same offices, each with words of its own between them.
OFFICES = (
    *("渡口巡回审判点例会", "竹排上门调解代办站", "石磨评理说事长廊", "祠堂老支书议事厅"),
    *("马灯夜访法律诊所", "茶亭会诊矛盾台账", "榕树下普法小讲堂"),
)
BETWEEN = ("挂牌亮相了", "再添新人手", "搬进大屋里", "办出好名气")


def test_who_repeats_its_own_form_of_a_list_that_all_have_repeats_itself(tmp_path: Path) -> None:
    forms = {
        f"{who}2023": "，".join(office + turn for office in OFFICES) + "。"
        for who, turn in zip(
            (
                "河南省南阳市内乡县",
                "安徽省宣城市郎溪县",
                "浙江省嘉兴市嘉善县",
                "江西省南昌市南昌县",
            ),
            BETWEEN,
            strict=True,
        )
    }
    own = "河南省南阳市内乡县2024"
    told = kinds_told(tmp_path, {**forms, own: forms["河南省南阳市内乡县2023"]})
    assert told.pop(own) == {"own_past"}
    assert all(kinds == {"mandatory"} for kinds in told.values())
