"""Parts, their wholes and their shares: what is told where they do not come out."""

from __future__ import annotations

import pytest

from tests.analyse.test_checks import Audited

KINDS = "邻里纠纷230件、婚姻家庭纠纷198件、土地纠纷64件"


@pytest.mark.parametrize(
    ("body", "severity", "words"),
    [
        (f"调解纠纷512件，其中{KINDS}。", "note", "总数512中各分项共492，其余20未说明"),
        ("调解512件，其中邻里230件、婚姻198件、土地64件。", "note", "其余20未说明"),
        (f"调解纠纷512件，包括{KINDS}、其他纠纷30件。", "warning", "分项之和为522"),
        (f"调解纠纷512件（{KINDS}、其他30件）。", "warning", "分项之和为522"),
        (f"调解纠纷512件，{KINDS}，其他纠纷30件。", "warning", "分项之和为522"),
        ("受理512件，按类型分：邻里230件，婚姻198件，其他20件。", "warning", "分项之和为448"),
    ],
)
def test_parts_that_leave_a_rest(audited: Audited, body: str, severity: str, words: str) -> None:
    (found,) = audited("sum", body)
    assert found.severity == severity
    assert words in found.message_zh


@pytest.mark.parametrize(
    "body",
    [
        f"调解纠纷512件，其中{KINDS}等。",
        f"调解纠纷600件，其中{KINDS}。",
        f"调解纠纷512件，{KINDS}、其他纠纷20件。",
        f"调解纠纷512件（{KINDS}、其他20件）。",
        f"排查隐患900件，{KINDS}，其他纠纷30件。",
        # Persons may be of two kinds at once.
        "持证人员50人，其中男38人、女5人、党员4人。",
        "受理案件80件，办结70件，其他10件正在办理。",
    ],
)
def test_parts_that_come_out_or_are_not_all(audited: Audited, body: str) -> None:
    assert audited("sum", body) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("持证人员32人，其中综合执法队12人，占持证人员的34.4%。", "12占32的37.5%"),
        ("行政执法人员64人，持证人员22人，占执法人员总数的40%。", "22占64的34.38%"),
        ("受理案件120件，其中涉农案件30件，占受理案件总数的35%。", "30占120的25%"),
        ("受理案件120件，其中涉农30件，占总受理量的35%。", "30占120的25%"),
        ("纠纷100件，邻里占50%、婚姻占30%、其他占30%。", "各项占比之和为110%"),
    ],
)
def test_shares_that_part_and_whole_do_not_give(audited: Audited, body: str, words: str) -> None:
    (found,) = audited("share", body)
    assert words in found.message_zh


@pytest.mark.parametrize(
    "body",
    [
        "持证人员32人，其中综合执法队11人，占持证人员的34.4%。",
        "收到120件，办结案件100件，其中调解案件80件，占办结案件的80%。",
        # The whole is not told, or of another measure word.
        "涉农案件30件，占全市案件总数的35%。",
        "行政处罚30件，罚款12万元，占罚款总额的70%。",
        "纠纷100件，邻里占50.2%、婚姻占30.1%、其他占19.6%。",
        "干部80名，党员占60%、本科占70%、女性占30%。",
    ],
)
def test_shares_that_come_out_or_cannot_be_told(audited: Audited, body: str) -> None:
    assert audited("share", body) == []


LIST = "婚姻家庭86件、邻里纠纷120件、土地纠纷80件"


@pytest.mark.parametrize(
    "into",
    ["：", "（", "，", "，包括", "，涉及", "，分别为", "，按类型分，", "，其中"],
)
def test_a_list_of_kinds_is_held_against_its_total_however_it_is_led_in(
    audited: Audited, into: str
) -> None:
    """86, 120 and 80 are 286; the other ten of 296 are not told."""
    end = "）" if into == "（" else ""
    (found,) = audited("sum", f"全年受理各类纠纷296件{into}{LIST}{end}。")
    assert (found.severity, "各分项共286，其余10未说明" in found.message_zh) == ("note", True)
    more = LIST.replace("80", "100")
    (found,) = audited("sum", f"全年受理各类纠纷296件{into}{more}{end}。")
    assert "分项之和为306" in found.message_zh


@pytest.mark.parametrize(
    "body",
    [
        f"全年受理各类纠纷296件，{LIST}等。",
        f"全年受理各类纠纷286件：{LIST}。",
        f"全年受理各类纠纷900件，{LIST}。",
        # Where something was held in turn, and stages of one matter, are no kinds of it.
        "开展普法活动120场，进校园50场、进企业40场、进社区25场。",
        "检查企业120家次，责令整改50家、立案40家、罚款25家。",
        "受理案件120件，立案60件、结案40件、撤案15件。",
        "受理案件120件，其中涉企50件、涉农45件、涉未成年人30件。",
        # So much for each is no part of what they come to.
        "15个村各建1个站，共计15个。",
    ],
)
def test_a_list_that_leaves_out_some_or_is_of_stages_is_left_alone(
    audited: Audited, body: str
) -> None:
    assert audited("sum", body) == []


def test_kinds_that_are_summed_up_behind_are_held_against_it(audited: Audited) -> None:
    (found,) = audited("sum", f"{LIST.replace('、', '，')}，合计化解纠纷296件。")
    assert "分项之和为286，与总数296不符" in found.message_zh


@pytest.mark.parametrize(
    "body",
    [
        "全镇15个村中12个建成示范村，占90%。",
        "15个村中有12个村达标，达标率90%。",
        "办理案件15件，其中12件当场结案，占90%。",
        "受理案件15件，其中办结12件，办结率90%。",
    ],
)
def test_a_rate_of_a_part_right_behind_its_whole(audited: Audited, body: str) -> None:
    (found,) = audited("share", body)
    assert "12占15的80%，与所称90%不符" in found.message_zh


@pytest.mark.parametrize(
    "body",
    [
        "全镇15个村中12个建成示范村，占80%。",
        "在职干部60人，其中持证48人，持证率80%。",
        # Another rate, or of another whole.
        "受理案件15件，其中办结12件，按时办结率90%。",
        "受理案件15件，其中行政案件12件，办结率90%。",
        "受理案件15件，其中涉企12件，占全市案件的9%。",
        "培训300人，其中参考60人，优秀40人，优秀率66.7%。",
        "开展督查15次，其中专项督查12次，整改率90%。",
        # The rate is of those that are left.
        "抽检食品1240批次，其中不合格16批次，合格率98.7%。",
        "抽检食品1240批次，不合格16批次，合格率98.7%。",
        "受理诉求300件，其中未办结3件，办结率99%。",
        "检查污水站50座，其中未达标5座，达标率90%。",
        "调解纠纷100件，其中不成功2件，成功率98%。",
        "执法人员50名，其中尚未持证5名，持证率90%。",
    ],
)
def test_a_rate_that_comes_out_or_is_of_something_else(audited: Audited, body: str) -> None:
    assert audited("share", body) == audited("rate", body) == []


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("培养“法律明白人”9个村每村3名共29名。", 27),
        ("全镇9个村，每村配备法律明白人3名，共29名。", 27),
        ("9个村（社区）各配备3名，共29名。", 27),
        ("每村3名，9个村共29名法律明白人。", 27),
        ("12个行政村每村培养3名法律明白人，共培养38名。", 36),
        ("18个网格每个网格配备网格员2名，共38名。", 36),
    ],
)
def test_so_many_with_so_much_for_each(audited: Audited, body: str, right: int) -> None:
    (found,) = audited("product", body)
    assert f"应是{right}，" in found.message_zh


@pytest.mark.parametrize(
    "body",
    [
        "全镇9个村，每村配备法律明白人3名，共27名。",
        "9个村各配备3名，共27名。",
        # Others have some as well, or the whole is of something else.
        "9个村、3个社区各配备3名，共36名。",
        "机关和9个村各配备3名，共30名。",
        "9个村每村配备3名法律明白人，共有网格员40名。",
        "全镇9个村，每村配备调解员3名，全镇共有调解员29名。",
        "15个村各有1个调委会，共有调解员60名。",
    ],
)
def test_so_much_for_each_that_comes_out_or_is_not_all(audited: Audited, body: str) -> None:
    assert audited("product", body) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("投入普法经费较上年的10万元增长30%达到15万元。", "增加50%，与所称增加30%不符"),
        ("经费由上年的10万元增长30%至15万元。", "增加50%，与所称增加30%不符"),
        ("较去年的10件下降30%，降至8件。", "减少20%，与所称减少30%不符"),
        ("较去年的10件减少3件，降至8件。", "减少2，与所称减少3不符"),
        ("成功率由去年的95%提升3个百分点，达到99%。", "增加4个百分点，与所称增加3个百分点不符"),
    ],
)
def test_a_change_whose_end_stands_behind_it(audited: Audited, body: str, words: str) -> None:
    (found,) = audited("change", body)
    assert words in found.message_zh


@pytest.mark.parametrize(
    "body",
    [
        "投入普法经费较上年的10万元增长50%达到15万元。",
        "较去年的10件减少2件，降至8件。",
        "较上年的100件下降10%，为群众办理实事80件。",
        "由上年的10万元、今年的12万元，增长20%，达到15万元。",
    ],
)
def test_a_change_that_comes_to_what_is_told(audited: Audited, body: str) -> None:
    assert audited("change", body) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("发现问题56个，整改问题61个。", True),
        ("受理投诉56件，办结61件。", True),
        ("参加考试50人，合格61人。", True),
        ("收到人大建议6件，已全部办复8件。", True),
        # A stock of earlier years, another matter, a plan, what should be done.
        ("受理投诉56件，办结61件（含上年结转5件）。", False),
        ("受理投诉56件，办结行政案件61件。", False),
        ("计划普法50场，完成60场。", False),
        ("发现问题56个，应整改61个。", False),
        ("抽查档案20份，评查合格30份。", False),
        # What sequences of indicators tell is told once.
        ("发现安全隐患56处，整改61处。", False),
    ],
)
def test_more_done_than_came_in(audited: Audited, body: str, found: bool) -> None:
    assert bool(audited("more", body)) is found


def test_a_total_told_before_its_parts_and_behind_them_is_no_part_of_itself(
    audited: Audited,
) -> None:
    body = "调解纠纷120件，其中村级80件、镇级{n}件、县级5件，共计120件。"
    (found,) = audited("sum", body.format(n=30))
    assert "总数120中各分项共115，其余5未说明" in found.message_zh
    assert audited("sum", body.format(n=35)) == []
