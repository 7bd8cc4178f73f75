"""From mentions to the one value of an indicator, or a conflict."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fazhi.codebook.book import load_codebook
from fazhi.parse.coding import code
from fazhi.parse.coding.combine import combine
from fazhi.parse.outline import find_outline
from fazhi.parse.quantities import find_quantities
from fazhi.reading import read_bytes
from fazhi.records import IndicatorValue, Place, Quantity

BOOK = load_codebook()


def values(passage: str) -> dict[str, IndicatorValue]:
    text = read_bytes(passage.encode(), "passage.txt", book=BOOK)
    outline = find_outline(text, book=BOOK)
    mentions = code(text, outline, find_quantities(text, outline, book=BOOK), BOOK)
    return {one.indicator: one for one in combine(mentions, BOOK)}


def mention(number: int, value: float | None, **fields: object) -> Quantity:
    place = Place(number * 100, number * 100 + 3, number * 100, number * 100 + 3)
    one = Quantity(
        number,
        place,
        "3件",
        value,
        None,
        "件",
        "count",
        "exact",
        "year",
        False,
        place,
        None,
        number,
    )
    return replace(one, indicator="disputes.resolved", **fields)  # type: ignore[arg-type]


def test_two_totals_that_differ_are_in_conflict() -> None:
    found = values("共排查调处纠纷32起，调解成功32起。共受理纠纷52件，调解成功52件。")
    resolved = found["disputes.resolved"]
    assert (resolved.state, resolved.mentions, resolved.value) == ("conflicting", 2, None)


def test_one_total_stated_twice_is_no_conflict() -> None:
    found = values("化解矛盾纠纷52件。一年来，共成功化解矛盾纠纷52起。")
    assert not found["disputes.resolved"].conflict


def test_what_is_told_of_some_only_contradicts_no_total() -> None:
    both = values("包案化解信访积案四件。\n办理信访事项二十八件。")["petitions.cases"]
    assert (both.value, both.mentions, both.conflict) == (28.0, 2, False)
    alone = values("化解信访积案5件。")["petitions.cases"]
    assert (alone.value, alone.conflict) == (5.0, False)


def test_parts_of_one_stock_add_up() -> None:
    villages = values("律师事务所与全镇6村3社区签订协议。")["capacity.villages"]
    assert (villages.value, villages.mentions, len(villages.parts)) == (9.0, 2, 2)
    assert not villages.conflict


def test_a_stock_stated_twice_does_not_add_up() -> None:
    villages = values("在18个村张贴海报。\n全镇18个村（社区）均设立调解室。")["capacity.villages"]
    assert (villages.value, villages.mentions, villages.parts) == (18.0, 2, ())


def test_unlike_measure_words_are_neither_added_nor_compared() -> None:
    street = values("清理占道经营500余次，规范户外广告300余处。")["enforcement.street_order"]
    assert (street.value, street.unit, street.conflict) == (300.0, "处", False)
    assert (street.approx, street.mentions, street.parts) == ("over", 2, ())


def test_a_stated_zero_is_a_value() -> None:
    mass = values("全年没有发生重大群体性事件。")["incidents.mass"]
    assert (mass.value, mass.unit, mass.conflict) == (0.0, None, False)


def test_plans_are_no_values() -> None:
    assert combine([mention(1, 9.0, period="plan")], BOOK) == ()
    assert combine([mention(1, 9.0, period="rate")], BOOK) == ()
    assert combine([mention(1, 9.0, change=True)], BOOK) == ()
    assert combine([mention(1, None)], BOOK) == ()


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ((30.0, "over"), (36.0, "exact"), False),
        ((30.0, "over"), (164.0, "exact"), True),
        ((600.0, "under"), (350.0, "exact"), True),
        ((600.0, "under"), (580.0, "exact"), False),
        ((100.0, "about"), (95.0, "exact"), False),
    ],
)
def test_approximate_mentions_contradict_only_beyond_their_bounds(
    first: tuple[float, str], second: tuple[float, str], conflict: bool
) -> None:
    found = combine(
        [mention(n, value, approx=approx) for n, (value, approx) in enumerate((first, second))],
        BOOK,
    )
    assert [one.conflict for one in found] == [conflict]


def test_a_part_is_no_rival_of_its_total() -> None:
    (found,) = combine([mention(1, 50.0), mention(2, 8.0, part=True)], BOOK)
    assert (found.value, found.conflict, found.quantity_id, found.mentions) == (50.0, False, 1, 2)


def test_unlike_measure_words_are_not_added_where_none_is_the_indicators_own() -> None:
    found = values("开展占道经营整治210次，劝离流动商贩1300人次。")["enforcement.street_order"]
    assert (found.value, found.unit, found.mentions) == (210.0, "次", 2)


def test_how_few_some_have_does_not_undo_the_number_of_all() -> None:
    told = "全县共有持证执法人员612人。8个乡镇持证人员不足5人。"
    assert values(told)["enforcement.licensed_officers"].value == 612.0
    later = "年初持证执法人员4人。目前持证执法人员9人。"
    assert values(later)["enforcement.licensed_officers"].value == 9.0
    nearly = "年初持证执法人员4人。目前持证执法人员近9人。"
    assert values(nearly)["enforcement.licensed_officers"].value == 9.0


@pytest.mark.parametrize(
    ("indicator", "first", "second", "conflict"),
    [
        ("disputes.resolved", "件", "件次", False),
        ("disputes.resolved", "件", "起", True),
        ("enforcement.penalty_cases", "件", "件次", False),
    ],
)
def test_things_and_their_handlings_are_no_rivals(
    indicator: str, first: str, second: str, conflict: bool
) -> None:
    told = [
        replace(mention(number, value, unit=unit), indicator=indicator)
        for number, (value, unit) in enumerate([(12, first), (20, second)], 1)
    ]
    (found,) = combine(told, BOOK)
    assert (found.value, found.conflict) == (None if conflict else 12, conflict)


@pytest.mark.parametrize(
    ("passage", "total"),
    [
        ("全年罚款5000元、3000元，共计罚款8000元。", 8000.0),
        ("办理行政处罚案件2件，分别罚款5000元、3000元，共计8000元。", 8000.0),
        ("罚款5000元、3000元等，合计罚款12000元。", 12000.0),
        ("立案2件，罚款1.5万元、0.5万元，合计2万元。", 20000.0),
        ("对甲店罚款5000元，对乙店罚款3000元，总计罚款8000元。", 8000.0),
        ("罚款5000元、3000元和1000元（共9000元）。", 9000.0),
    ],
)
def test_single_fines_are_parts_of_the_total_behind_them(passage: str, total: float) -> None:
    fines = values(passage)["enforcement.fines"]
    assert (fines.value, fines.conflict) == (total, False)


def test_figures_that_no_total_adds_up_are_no_parts_of_it() -> None:
    assert values("罚款5000元、3000元，全年共罚款9000元。")["enforcement.fines"].conflict
    # 等 leaves a list open; what stands in a clause of its own is no member of one.
    assert values("罚款5000元，另罚款3000元等，共计罚款9000元。")["enforcement.fines"].conflict
    counted = values("调解矛盾纠纷20件，办理法律援助案件5件，共25件。")
    assert counted["disputes.mediated"].value == 20
    assert counted["legal_service.aid_cases"].value == 5


def test_the_cases_of_two_kinds_are_added_up_where_the_report_does() -> None:
    cases = values("行政处罚立案3件、5件，共计立案8件。")["enforcement.penalty_cases"]
    assert (cases.value, cases.conflict) == (8, False)


def test_a_wider_indicator_is_told_by_its_kinds_where_it_has_no_figure_of_its_own() -> None:
    found = values("办理简易程序案件30件、普通程序案件12件。")
    assert found["enforcement.penalties_simple"].value == 30
    wider = found["enforcement.penalty_cases"]
    assert (wider.value, wider.conflict, wider.by_kinds) == (42, False, True)
    assert not found["enforcement.penalties_simple"].by_kinds


def test_kinds_are_never_added_to_the_stated_total() -> None:
    found = values("合法性审查90件，审查合同70件，审查文件20件。")
    assert found["rules.reviewed"].value == 90
    assert found["rules.reviewed_contracts"].value == 70


def test_what_does_not_add_up_is_not_added() -> None:
    found = values("中心组学法8次，开展法治培训3次。")
    assert (found["study.leader_sessions"].value, found["study.trainings"].value) == (8, 3)
    assert found["study.sessions"].value == 8


@pytest.mark.parametrize(
    ("passage", "value"),
    [
        ("作出警告处罚3起，罚款处罚5起，共处罚8起。", 8),
        ("警告类行政处罚3件，罚款类行政处罚5件，共8件。", 8),
        ("实施行政处罚：警告3起；罚款5起；共计8起。", 8),
        ("办理安全生产类处罚案件3件，生态环境类处罚案件5件，累计办理处罚案件8件。", 8),
        ("作出行政警告处罚3次、行政罚款处罚5次，累计处罚8次，罚款金额1.2万元。", 8),
        ("共作出行政处罚8件，警告3件，罚款5件。", 8),
        ("作出罚款处罚5起，罚款2.3万元。", 5),
        ("作出警告处罚3起，罚款处罚5起，合计罚款2.3万元。", None),
        ("警告类行政处罚3件，罚款类行政处罚5件。", None),
        ("实施行政处罚：警告3起；罚款5起。", None),
    ],
)
def test_kinds_of_penalties_are_no_rivals(passage: str, value: float | None) -> None:
    found = values(passage).get("enforcement.penalty_cases")
    assert (found.value if found else None) == value
    assert found is None or not found.conflict


@pytest.mark.parametrize(
    ("passage", "indicator", "told", "value"),
    [
        ("8个村调委会调解纠纷98件，乡调委会89件。", "disputes.mediated", [98, 89], 187),
        (
            "村调委会调解纠纷98件，镇调委会45件，行业性调委会12件。",
            "disputes.mediated",
            [98, 45, 12],
            155,
        ),
        ("创建省级民主法治示范村一个、市级三个。", "capacity.democratic_villages", [1, 3], 4),
        ("全年化解矛盾纠纷村级98件、镇级89件。", "disputes.resolved", [98, 89], 187),
        ("司法所调解案件12件，派出所30件。", "disputes.mediated", [12, 30], 42),
        # The whole told before its members, a rank that holds the other, bodies of another kind.
        ("全镇调解纠纷98件，司法所12件。", "disputes.mediated", [98], 98),
        ("创建市级以上民主法治示范村12个，省级3个。", "capacity.democratic_villages", [12], 12),
        ("司法所调解案件12件，村调委会9件。", "disputes.mediated", [12], 12),
        ("调解纠纷187件，其中村调委会98件、乡调委会89件。", "disputes.mediated", [187], 187),
        ("村调委会调解纠纷98件，镇调委会培训人民调解员6名。", "disputes.mediated", [98], 98),
    ],
)
def test_further_members_of_a_list_are_told_by_its_first(
    passage: str, indicator: str, told: list[float], value: float
) -> None:
    text = read_bytes(passage.encode(), "passage.txt", book=BOOK)
    outline = find_outline(text, book=BOOK)
    mentions = code(text, outline, find_quantities(text, outline, book=BOOK), BOOK)
    assert [one.value for one in mentions if one.indicator == indicator] == told
    assert values(passage)[indicator].value == value
