"""Planted wording of a made study is told apart, and names and years left over in it are found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.corpus.reuse import prescribed
from fazhi.corpus.reuse.authors import authors
from fazhi.corpus.reuse.kinds import is_prescribed, kinds
from fazhi.corpus.reuse.prescribed import own_letters, own_of_many
from fazhi.corpus.reuse.shared import reuse
from fazhi.pipeline.build import build
from fazhi.tables.schema import TABLES
from tests.corpus.reuse.kinds_score import Told, told_of
from tests.corpus.reuse.made import Made
from tests.corpus.reuse.score import BOOK
from tests.corpus.reuse.study import make_study
from tests.corpus.reuse.test_again import tables_of

KINDS = ("mandatory", "template", "own_past", "other_place")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("study")
    study = make_study(counties=6, towns=5, years=2, seed=3)
    study.write(folder / "raw")
    build(folder / "raw", folder / "out", jobs=1)
    return told_of(study, folder / "out")


@pytest.mark.parametrize("kind", KINDS)
def test_planted_wording_is_of_its_kind(kind: str, told: Told) -> None:
    assert told.share(kind) >= 0.9


def test_names_and_years_left_over_are_found(told: Told) -> None:
    assert told.left_over >= 0.95


@pytest.mark.parametrize(
    ("words", "prescribed"),
    [
        # A piece of a longer common run is common, too (common.yaml); 12 letters are its own.
        ("全面加强污染防治和生态建设，晒谷场上架起喇叭喊话。", True),
        # So is a piece of the centre's (prescribed.yaml); nine letters are its own.
        ("推行审批服务“马上办、网上办、就近办”，渡口也设了流动法庭。", True),
        # Of reports on the rule of law (common.yaml, counted); seven letters are its own.
        ("现将说理堂坐堂年度法治政府建设工作情况报告如下：", True),
        # Of reports on the work of governments of half the provinces; nine letters are its own.
        ("主动接受社会和舆论监督，加强审计监督，渡口也设了流动法庭。", True),
        # What a leader said, of whatever place; ten letters are its own. An old secretary is none.
        ("认真落实习近平总书记视察渡口时的重要讲话精神，晒谷场上架起喇叭喊话。", True),
        ("认真落实老支书记视察渡口时的重要讲话精神，晒谷场上架起喇叭喊话。", False),
        # Whose work the results are is ceremony; what the results were is not.
        ("是渡口支部和石磨坊合力划桨的结果，是乡亲们掌灯夜访的结果，晒谷场上架起喇叭。", True),
        ("渡口支部和石磨坊合力划桨的结果公示三天，乡亲们掌灯夜访的结果记在本上。", False),
        # What the report is called, and that it follows; that one was heard is no ceremony.
        ("老槐树办事处2024年法治政府建设年度报告", True),
        ("现将老槐树办事处2024年度说理堂坐堂和流动法庭开庭情况报告如下：", True),
        ("老槐树办事处2024年说理堂坐堂情况报告由乡亲们掌灯听完。", False),
        # It is one clause that is the leader's; the others stay the author's own.
        ("总书记来过的渡口，在渡口设流动法庭，晒谷场上摆几条板凳开庭，乡亲们坐在边上听。", False),
        # Less than half is the author's own.
        ("坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，"
         "在渡口设流动法庭，晒谷场上摆板凳开庭。", True),
        ("坚持以习近平新时代中国特色社会主义思想为指导，在渡口设流动法庭，晒谷场上摆几条板凳开庭，"
         "乡亲们坐在边上听，听完由法官拉家常一样讲透道理。", False),
        # Few letters, none of them prescribed; words in Latin script are one letter each.
        ("老槐树下说理堂2021年12起、2022年15起、2023年18起", False),
        ("Transit Oriented Development Association", False),
    ],
)  # fmt: skip
def test_what_is_left_without_prescribed_wording_decides(words: str, prescribed: bool) -> None:
    own = own_letters(words, load_codebook())
    told = is_prescribed(pl.DataFrame([own], schema=["own", "every"], orient="row"))
    assert told.to_list() == [prescribed], own


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("议事会通过《说理堂验收考核办法（试行）》，", 5),
        # A shared passage ends, or begins, inside a title; a title may hold another.
        ("议事会通过《说理堂验收考核办法（试行", 5),
        ("说理堂验收考核办法（试行）》由议事会通过", 6),
        ("议事会通过《渡口村关于〈说理堂验收考核办法〉的细则》", 5),
        ("议事会通过《渡口村关于〈说理堂验收考核办法〉的细", 5),
        # Where a mark is missing, the sentence ends the title.
        ("议事会通过《说理堂验收考核办法。老支书坐堂", 19),
    ],
)
def test_titles_are_nobody_s_letters_though_they_are_cut(words: str, own: int) -> None:
    assert own_letters(words, load_codebook()).own == own


def test_of_many_passages_the_same_is_left_as_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    book = load_codebook()
    # Long and short prescribed wording, some of it cut, and some overlapping.
    words = {
        "在渡口坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想": 3,
        "近平新时代中国特色社会主义思想为指导老支书坐堂": 5,
        "老支书坐堂，大伙坐在边上听《说理堂验收考核办法》": 12,
    }
    monkeypatch.setattr(prescribed, "MANY", len(words))
    many = own_of_many(words, book)
    assert {one: told.own for one, told in many.items()} == words
    assert many == {one: own_letters(one, book) for one in words}


@pytest.mark.parametrize("first", [0, 1])
def test_the_order_of_reports_decides_no_kind(first: int) -> None:
    # Both name the steps that the centre prescribes; what stands around them is longer in one.
    said = (
        "落实政府重大行政决策目录制度。把公众参与、专家咨询、风险评估、合法性审查和集体讨论决定"
        "作为重大决策的法定程序。",
        "落实重大行政决策公众参与、风险评估、合法性审查、集体讨论决定等法定程序。",
    )
    towns = [Made("丹水镇", "西峡县", "河南省", 2023), Made("彭堡镇", "原州区", "宁夏", 2023)]
    for town, words in zip(towns, said, strict=True):
        town.passages.append(words)
    day = date(2024, 1, 5)
    reports = {str(at == first): (town, day) for at, town in enumerate(towns)}
    found = reuse(tables_of(reports), BOOK)
    assert found["kind"].to_list() == ["mandatory"] * 2


def authors_of(*rows: tuple[str, str | None, str | None, str | None, str | None]) -> pl.DataFrame:
    """The authors of townships' reports: code, town, county, prefecture and province of each."""
    told = [
        {"report_id": str(at), "level": "township", "report_year": 2023}
        | dict(zip(("adcode", "town", "county", "prefecture", "province"), row, strict=True))
        for at, row in enumerate(rows)
    ]
    return authors(pl.DataFrame(told, schema=TABLES["reports"].types()).lazy(), BOOK)


def test_a_county_that_is_told_whole_is_one_whatever_the_list_knows_of_its_towns() -> None:
    told = authors_of(
        ("341823109", "云岭镇", "桂坪县", "石泉市", "甲省"),
        (None, "永塘镇", "桂坪县", "石泉市", "甲省"),
        ("360424103", "白岭镇", "桂坪县", "石泉市", "甲省"),
        (None, "永塘镇", "杨山县", "石泉市", "甲省"),
    )
    first, *others = told["county"]
    assert others[:2] == [first, first] and others[2] not in (None, first)
    assert told["place"].n_unique() == 4


def test_a_name_without_what_holds_it_makes_one_county_of_two_provinces_never() -> None:
    told = authors_of(
        ("410204001", "甲镇", "鼓楼区", None, None),
        ("320106001", "乙镇", "鼓楼区", None, None),
        (None, "丙镇", "鼓楼区", None, None),
        ("411323104", "丹水镇", None, None, None),
        (None, "丁镇", None, None, None),
    )
    code, other, named, alone, none = told["county"]
    assert (code, other, alone, none) == ("410204", "320106", "411323", None)
    assert named not in (code, other, None)
    unlisted = authors_of(
        ("341823109", "云岭镇", "桂坪县", None, None),
        ("360424103", "白岭镇", "桂坪县", None, None),
    )
    assert unlisted["county"].n_unique() == 1


def test_towns_of_one_name_in_two_prefectures_are_two_though_the_list_knows_one() -> None:
    told = authors_of(
        ("341823109", "云岭镇", "桂坪县", "石泉市", "甲省"),
        ("341823109", "云岭镇", "杨山县", "高湾市", "乙省"),
        # A town whose county became another in the same prefecture stays what it is.
        ("411323104", "丹水镇", "西峡县", "南阳市", "河南省"),
        ("411323104", "丹水镇", "西峡市", "南阳市", None),
    )
    first, second, third, fourth = told["place"]
    assert first != second and third == fourth == "411323104"
    assert told["province"].to_list() == ["甲省", "乙省", "41", "41"]


def holder(family: int, report: str, code: str) -> tuple[object, ...]:
    """A family's holder: a township by its code, or the State Council."""
    if code:
        return (family, report, code, code, code[:6], code[:4], code[:2], False)
    return (family, report, "国务院", None, None, None, None, True)


def kinds_of(*rows: tuple[object, ...]) -> list[str | None]:
    places = ["place", "territory", "county", "prefecture", "province"]
    names = ["family", "report_id", *places, "centre"]
    # Of one year each.
    years = pl.col("report_id").rank("dense").over("family").alias("report_year")
    told = dict.fromkeys(("prescribed", "document", "handed", "note"), pl.Boolean)
    none = pl.DataFrame(schema={"family": pl.Int64, **told})
    holders = pl.DataFrame(rows, schema=names, orient="row").with_columns(years)
    return kinds(holders, none)["kind"].to_list()


def test_what_the_centre_says_too_is_its_wording() -> None:
    town, other = "411323104", "430581103"
    assert kinds_of(
        holder(0, "a", town), holder(0, "b", ""),
        holder(1, "a", town), holder(1, "c", other),
        holder(2, "b", ""), holder(2, "d", ""),
    ) == ["mandatory", "other_place", "own_past"]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "territory"),
    [
        ("410000", "41"), ("411300", "4113"), ("411323", "411323"), ("441900003", "441900003"),
        ("411323000", "411323"), ("411300000", "4113"),
        # The first town of a county holds none of the next ones (411323101).
        ("411323100", "411323100"), ("411323200", "411323200"),
    ],
)  # fmt: skip
def test_a_division_is_told_by_the_digits_that_all_in_it_share(code: str, territory: str) -> None:
    assert authors_of((code, "某镇", None, None, None))["territory"].to_list() == [territory]


def test_who_has_no_code_lies_inside_nobody() -> None:
    county, town = ("a", "411323", "411323", "4113", "4113", "41"), "411323104"
    named = ("c", "永塘镇桂坪县", None, "township 桂坪县", None, "甲省")
    told = kinds_of(
        (0, *county, False), holder(0, "b", town),
        (1, *county, False), holder(1, "b", town), (1, *named, False),
        (2, *named, False), holder(2, "b", town), holder(2, "d", "411323"),
    )  # fmt: skip
    assert told == ["template", "other_place", "other_place"]


def test_a_government_stands_above_its_departments() -> None:
    county = ("411323", "4113", "4113", "41", False)
    told = kinds_of(
        (0, "a", "411323", *county), (0, "b", "411323 西峡县司法局", *county),
        # None of these two is above the other.
        (1, "a", "411323 西峡县审计局", *county), (1, "b", "411323 西峡县司法局", *county),
    )  # fmt: skip
    assert told == ["template", "other_place"]


def test_what_three_prefectures_hold_was_handed_out_from_above_them() -> None:
    two = ("411323101", "411323102", "411303101", "410185101", "410185102")
    told = kinds_of(
        *(holder(0, str(at), code) for at, code in enumerate(two)),
        *(holder(1, str(at), code) for at, code in enumerate((*two, "410325101"))),
        # Four places may have copied, wherever they are; three of one county have a model.
        *(holder(2, str(at), code) for at, code in enumerate((*two[2:], "410325101"))),
        *(holder(3, str(at), f"41132310{at}") for at in range(5)),
    )
    assert told == ["template", "mandatory", "other_place", "template"]


FORMULAS = (
    "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻落实习近平法治思想，以贯彻落实{}为主线，"
    "认真履行推进法治建设第一责任人职责，现将有关情况报告如下。"
)
OWN = (
    "说理堂的老支书把调解台账搬上渡口的趸船，逢圩日由流动法庭开庭，晒谷场上摆几条板凳，"
    "乡亲们坐在边上听，听完由法官拉家常一样讲透道理。"
)


def kinds_told(folder: Path, said: dict[str, str]) -> dict[str, set[str | None]]:
    (folder / "raw").mkdir()
    for name, words in said.items():
        who, year = name[:-4], name[-4:]
        text = f"{who}人民政府{year}年度法治政府建设情况报告\n\n一、工作情况\n{words}\n"
        (folder / "raw" / f"{name}.txt").write_text(text, "utf-8")
    build(folder / "raw", folder / "out", jobs=1)
    paths = pl.scan_parquet(folder / "out/reports.parquet").select("report_id", "path")
    rows = pl.scan_parquet(folder / "out/reuse.parquet").join(paths, on="report_id").collect()
    kinds = rows.select("path", "kind").unique().rows()
    return {name: {kind for path, kind in kinds if path == f"{name}.txt"} for name in said}


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ("《内乡县法治政府建设实施方案（2021—2025年）》", "template"),
        ("《河南省法治政府建设实施方案（2021—2025年）》", "template"),
        ("《法治政府建设实施纲要（2021—2025年）》", "mandatory"),
    ],
)
def test_formulas_around_a_document_of_their_county_are_its_model(
    document: str, kind: str, tmp_path: Path
) -> None:
    towns = [f"河南省南阳市内乡县{name}2024" for name in ("师岗镇", "马山口镇", "赤眉镇")]
    told = kinds_told(tmp_path, dict.fromkeys(towns, FORMULAS.format(document)))
    assert told == {key: {kind} for key in towns}


def test_formulas_around_documents_of_two_counties_are_nobody_s(tmp_path: Path) -> None:
    title = "《{}法治政府建设实施方案（2021—2025年）》"
    said = {
        f"河南省南阳市{county}{town}2024": FORMULAS.format(title.format(county))
        for county, town in (("内乡县", "师岗镇"), ("内乡县", "赤眉镇"), ("镇平县", "石佛寺镇"))
    }
    assert kinds_told(tmp_path, said) == {key: {"mandatory"} for key in said}


def test_what_a_county_said_last_year_is_its_own_and_the_model_of_its_towns(
    tmp_path: Path,
) -> None:
    county = "河南省南阳市内乡县"
    told = kinds_told(
        tmp_path,
        {f"{county}{who}": OWN for who in ("2022", "2023", "师岗镇2023", "赤眉镇2023")},
    )
    assert told == {
        # Where it began: handed down in the year after.
        f"{county}2022": {"template"},
        f"{county}2023": {"own_past"},
        f"{county}师岗镇2023": {"template"},
        f"{county}赤眉镇2023": {"template"},
    }


EXPLAINED = (
    "是指把说理堂搬上渡口的趸船、搬进晒谷场、搬到老槐树下，由老支书、老教师、老党员坐堂说理。"
)
NOTES = [
    "[17]“三搬三坐”：{}",
    "〔8〕三搬三坐{}",
    "3.“三搬三坐”工作法，{}",
    "6.【三搬三坐】{}",
    "三搬三坐：{}",
]
NO_NOTES = [
    "“三搬三坐”工作法{}",
    "3.三搬三坐工作法{}",
    "（2023）17号文件{}",
    "3.“三搬三坐”的做法年年都有人来看，{}",
]


@pytest.mark.parametrize(
    ("opening", "names", "kind"),
    [
        *((one, ("内乡县", "镇平县"), "template") for one in NOTES),
        *((one, ("内乡县", "镇平县"), "other_place") for one in NO_NOTES),
    ],
)
def test_a_note_explains_what_was_said_above_both(
    opening: str, names: tuple[str, str], kind: str, tmp_path: Path
) -> None:
    said = {f"河南省南阳市{name}2024": opening.format(EXPLAINED) for name in names}
    assert kinds_told(tmp_path, said) == {key: {kind} for key in said}


def test_who_explains_a_word_again_says_its_own_again(tmp_path: Path) -> None:
    note = NOTES[0].format(EXPLAINED)
    county = "河南省南阳市{}{}"
    said = {
        county.format(*one): note for one in (("内乡县", 2023), ("内乡县", 2024), ("镇平县", 2024))
    }
    told = kinds_told(tmp_path, said)
    assert told[county.format("内乡县", 2024)] == {"own_past"}
    assert told[county.format("镇平县", 2024)] == {"template"}


def test_a_note_of_two_provinces_explains_what_the_centre_said(tmp_path: Path) -> None:
    note = NOTES[0].format(EXPLAINED)
    said = dict.fromkeys(("河南省南阳市内乡县2024", "湖南省邵阳市武冈市2024"), note)
    assert kinds_told(tmp_path, said) == {key: {"mandatory"} for key in said}


def test_two_files_of_one_report_are_its_own_words_and_no_other_year_s(tmp_path: Path) -> None:
    # As where a county was put right in a second file, dated later.
    said = dict.fromkeys(("河南省南阳市内乡县2024", "河南省南阳市内乡县 2024"), OWN)
    said["河南省南阳市镇平县2024"] = FORMULAS.format("《说理堂验收考核办法》")
    *both, other = said
    told = kinds_told(tmp_path, said)
    assert told == {one: {"within"} for one in both} | {other: set()}
    wording = pl.read_parquet(tmp_path / "out/wording.parquet")
    assert wording["own_words"].to_list() == [1, 1, 1]
    assert wording["within"].sum() > 1


def test_a_report_is_never_set_beside_another_file_of_itself() -> None:
    town, other = (
        Made("丹水镇", "西峡县", "河南省", 2023, [OWN]),
        Made("彭堡镇", "原州区", "宁夏", 2023, [OWN]),
    )
    days = {"a": 5, "b": 9, "c": 7}
    made = {"a": other, "b": town, "c": town}
    reports = {one: (made[one], date(2024, 1, day)) for one, day in days.items()}
    told = reuse(tables_of(reports), BOOK).select("report_id", "other_report_id", "kind").rows()
    assert told == [
        ("a", None, "other_place"),
        ("b", "a", "other_place"),
        ("c", "a", "other_place"),
    ]
