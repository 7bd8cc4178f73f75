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
