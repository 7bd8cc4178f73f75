"""How much a number says, as officials write it: right, or doubtful, never wrong in silence.

A doubtful number is a mention without value (`None`), approximation `about`.
"""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.language.units import measure_words
from fazhi.parse.coding import code
from fazhi.parse.outline import find_outline
from fazhi.parse.quantities import find_quantities, find_spans
from fazhi.reading import read_bytes
from fazhi.records import Quantity

BOOK = load_codebook()

HEAD = "青山镇2023年度法治政府建设年度报告\n2023年，青山镇情况如下。\n一、主要举措和成效\n"
Told = tuple[float | None, float | None, str | None, str]


def told(passage: str) -> list[Told]:
    text = read_bytes(passage.encode(), "passage.txt", book=BOOK).clean
    return [(one.value, one.high, one.unit, one.approx) for one in find_spans(text, BOOK)]


def coded(passage: str) -> list[Quantity]:
    text = read_bytes((HEAD + passage).encode(), "passage.txt", book=BOOK)
    outline = find_outline(text, book=BOOK)
    return list(code(text, outline, find_quantities(text, outline, book=BOOK), BOOK))


@pytest.mark.parametrize(
    ("passage", "value", "high", "unit"),
    [
        ("化解纠纷一两件。", 1, 2, "件"),
        ("聘请法律顾问三两名。", 2, 3, "名"),
        ("发放资料一两千份。", 1000, 2000, "份"),
        ("发放资料一两万份。", 10000, 20000, "份"),
        ("发放资料十二三万份。", 120000, 130000, "份"),
        ("走访一百二三十户。", 120, 130, "户"),
        ("走访一百零五六户。", 105, 106, "户"),
        ("走访三万五六千户。", 35000, 36000, "户"),
        ("调解三五件。", 3, 5, "件"),
        ("调解七八十件。", 70, 80, "件"),
        ("投入三五万元。", 30000, 50000, "元"),
        ("投入三至五万元。", 30000, 50000, "元"),
        ("投入三十至五十万元。", 300000, 500000, "元"),
        ("投入五百至一千万元。", 5000000, 10000000, "元"),
        ("投入八千至一万元。", 8000, 10000, "元"),
        ("投入8000至1万元。", 8000, 10000, "元"),
        ("投入五至十万元。", 50000, 100000, "元"),
        ("发放两到三千份。", 2000, 3000, "份"),
        ("发放2-3千份。", 2000, 3000, "份"),
        ("每次三至五百人。", 300, 500, "人"),
        ("每次三至十人。", 3, 10, "人"),
        ("罚款500～2000元。", 500, 2000, "元"),
        ("投入3万元到5万元。", 30000, 50000, "元"),
        ("覆盖率90%-95%。", 90, 95, "%"),
        ("占百分之九十至九十五。", 90, 95, "%"),
    ],
)
def test_a_range_has_both_ends(passage: str, value: float, high: float, unit: str) -> None:
    assert told(passage) == [(value, high, unit, "about")]


@pytest.mark.parametrize(
    ("passage", "value", "unit"),
    [
        ("投入资金一点五亿元。", 150000000, "元"),
        ("罚款十五点八万元。", 158000, "元"),
        ("投入零点五万元。", 5000, "元"),
        ("培训群众二点三万人次。", 23000, "人次"),
        ("面积一百二十点五亩。", 120.5, "亩"),
        # findings/twelve_thousand_becomes_twenty_two.sh: others count parts of these twice.
        ("罚款1万2千元。", 12000, "元"),
        # findings/three_decimals_are_thousands.sh: others take the point for a comma.
        ("罚款1.286万元。", 12860, "元"),
        ("罚款1，286元。", 1286, "元"),
        ("罚款三点五万元。", 35000, "元"),
        # findings/two_thousand_is_nought.sh: others pass over signs that they do not know.
        ("发放资料两千份。", 2000, "份"),
        ("走访群众两万三千户。", 23000, "户"),
        ("占人口百分之五。", 5, "%"),
        # Older prose parts the tens from the ones.
        ("草原纠纷来访四十有二起。", 42, "起"),
        ("全年开会十有二次。", 12, "次"),
        ("受理来信一百又六件。", 106, "件"),
        ("受理来信三百有二十件。", 320, "件"),
        ("罚款12万5千元。", 125000, "元"),
        ("罚款3万5000元。", 35000, "元"),
        ("挽回损失1亿3000万元。", 130000000, "元"),
        ("投入2千3百万元。", 23000000, "元"),
        ("罚款3元5角。", 3.5, "元"),
        ("罚款3元5角2分。", 3.52, "元"),
        ("罚款三元五角整。", 3.5, "元"),
        ("退款12元零5分。", 12.05, "元"),
        ("罚款5角。", 0.5, "元"),
        ("发案率千分之三。", 3, "‰"),
        ("发案率千分之三点五。", 3.5, "‰"),
        ("占人口万分之五。", 5, "‱"),
        ("利率一成五。", 15, "%"),
        ("合格率九成八。", 98, "%"),
        ("占三分之二。", 0.666667, None),
        ("占全部案件的1/4。", 0.25, None),
        ("违建面积1500m2。", 1500, "m2"),
        ("违建面积1500m²。", 1500, "m²"),
        ("违建面积1500㎡。", 1500, "㎡"),
        ("违建面积1500平米。", 1500, "平米"),
        ("道路12.5km。", 12.5, "km"),
        ("缴获烟花3.2kg。", 3.2, "kg"),
        ("共检查4 598家。", 4598, "家"),
        ("罚没1 204 598元。", 1204598, "元"),
        ("受理2O件。", 20, "件"),
        ("受理1О0件。", 100, "件"),
        ("受理1ο0件。", 100, "件"),
        ("受理２Ｏ件。", 20, "件"),
        ("受理2〇件。", 20, "件"),
        ("办理案件1 2件。", 12, "件"),
        ("历时一个半小时。", 1.5, "个小时"),
        ("审查三项重大行政决策。", 3, "项"),
        ("集中学习肆次。", 4, "次"),
        ("选派伍名干部。", 5, "名"),
        ("清理制度陆项。", 6, "项"),
    ],
)
def test_a_number_is_exact(passage: str, value: float, unit: str | None) -> None:
    assert told(passage) == [(value, None, unit, "exact")]


def test_a_breakdown_in_brackets_counts() -> None:
    """findings/breakdown_in_brackets_is_cleaned_away.sh: to others it is no part of the text."""
    passage = "全年调解纠纷126件（其中婚姻家庭12件、邻里[含土地]10件），印发政发[2024]3号。"
    assert [one[0] for one in told(passage)] == [126, 12, 10]


@pytest.mark.parametrize(
    ("passage", "unit"),
    [
        ("调解百八十件。", "件"),
        ("走访三四五户。", "户"),
        ("走访十几二十户。", "户"),
        ("动员成百人次。", "人次"),
        ("每次三至五十人。", "人"),
        ("检查l2次。", "次"),
        ("投入3,5万元。", "元"),
        ("调处数十次。", "次"),
    ],
)
def test_what_nobody_can_tell_has_no_value(passage: str, unit: str) -> None:
    assert told(passage) == [(None, None, unit, "about")]


@pytest.mark.parametrize(
    ("passage", "wanted"),
    [
        ("满意度九成八以上。", (98, None, "%", "over")),
        ("半数以上群众参加。", (0.5, None, None, "over")),
        ("过半数村民代表同意。", (0.5, None, None, "over")),
        ("信访量减少过半。", (0.5, None, None, "over")),
        ("败诉案件减半。", (0.5, None, None, "exact")),
        ("近一半的村建成。", (0.5, None, None, "under")),
        ("律师每周到村坐班半天。", (0.5, None, "天", "exact")),
        ("每月坐班不少于半天，随时答疑。", (0.5, None, "天", "over")),
        ("接警后半小时到场。", (0.5, None, "小时", "exact")),
        # A verb may stand between the least and its number.
        ("每季度至少组织2次学习。", (2, None, "次", "over")),
        ("至少要培养3名骨干。", (3, None, "名", "over")),
        ("诉讼下降一成。", (10, None, "%", "exact")),
        ("投诉减少一成多。", (10, None, "%", "over")),
        ("纠纷减少约二成。", (20, None, "%", "about")),
        # 翻一番 is one more of the same, as 增长一倍 is; 翻两番 three more.
        ("受众增长一倍。", (1, None, "倍", "exact")),
        ("办案量翻一番。", (1, None, "倍", "exact")),
        ("培训人数翻了两番。", (3, None, "倍", "exact")),
        ("罚款增加一倍多。", (1, None, "倍", "over")),
        ("受理案件突破30万件。", (300_000, None, "件", "over")),
        ("突破5个难题。", (5, None, "个", "exact")),
        ("约有12人到场。", (12, None, "人", "about")),
        ("调解案件约占七成。", (70, None, "%", "about")),
        ("合格率两成半。", (25, None, "%", "exact")),
        ("占三分之一强。", (0.333333, None, None, "over")),
        ("发放资料10000+份。", (10_000, None, "份", "over")),
        ("购置书籍百余本。", (100, None, "本", "over")),
        ("发布公告三则。", (3, None, "则", "exact")),
        ("印发案例一则，群众知晓。", (1, None, "则", "exact")),
        ("每3天巡查1次。", (1, None, "次", "exact")),
        ("参与居民约一千二百人次。", (1200, None, "人次", "about")),
        ("修订村规民约12条。", (12, None, "条", "exact")),
        ("分七期集中培训。", (7, None, "期", "exact")),
        ("超1/3的村参加。", (0.333333, None, None, "over")),
        ("出动上千人次。", (1000, None, "人次", "over")),
        ("动员成百上千人次。", (None, None, "人次", "over")),
        ("调解百十来件。", (None, None, "件", "over")),
        ("调解两百来件。", (200, None, "件", "over")),
        ("处理百分之三多。", (3, None, "%", "over")),
    ],
)
def test_a_number_is_a_bound(passage: str, wanted: Told) -> None:
    assert told(passage) == [wanted]


def test_digits_that_stand_apart_are_one_number_or_none() -> None:
    found = coded("执法检查 4 6 次，办理案件1 2件，发放资料4 5 0 0份，甲村 5 6件。\n3 12件。")
    assert [(one.value, one.approx) for one in found] == [
        (46, "exact"),
        (12, "exact"),
        (4500, "exact"),
        (None, "about"),
        (12, "exact"),
    ]


@pytest.mark.parametrize(
    "passage",
    [
        "公布12名单。",
        "分配10名额。",
        "以3名义办理。",
        "10次日上午。",
        "5次要任务。",
        "3条例和2条件。",
        "2台账。",
        "3宗旨。",
        "5家庭。",
        "3起草。",
        "3件套。",
        "2场所。",
        "3个别人。",
        "2期间和3期限。",
        "18队员。",
        "2份额。",
        "比例1/2页，5/12，24/7。",
        "24小时智慧政务服务中心建成。",
        "建成24小时自助服务区。",
        "24小时城市书房开放。",
        "落实365天24小时值班制度。",
        "提供7×24小时服务。",
        "实行7天24小时在线。",
        "365天不打烊。",
    ],
)
def test_a_longer_word_is_no_measure_word(passage: str) -> None:
    assert told(passage) == []


@pytest.mark.parametrize(
    ("passage", "value", "unit"),
    [
        ("组织12名单位代表。", 12, "名"),
        ("录取3名额外人员。", 3, "名"),
        ("表彰12名优秀调解员。", 12, "名"),
        ("招募12名义务监督员。", 12, "名"),
        ("应对12起诉讼。", 12, "起"),
        ("处理3起来信。", 3, "起"),
        ("移送3条线索。", 3, "条"),
        ("开展5次日常检查。", 5, "次"),
        ("开展5次年度考核。", 5, "次"),
        ("健全3个体系。", 3, "个"),
        ("通报3个案例。", 3, "个"),
        ("走访8家事业单位。", 8, "家"),
        ("走访20户外来人口。", 20, "户"),
        ("学习3部规章。", 3, "部"),
        ("完成12项目标任务。", 12, "项"),
        ("走访2位居民代表。", 2, "位"),
        ("培训30人均取得证书。", 30, "人"),
        ("常住人口3万人口。", 30000, "人"),
        ("保障人员24小时值守。", 24, "小时"),
        ("24小时内转指挥中心。", 24, "小时"),
        ("365天内完成整改。", 365, "天"),
        ("没收机具2台套。", 2, "台套"),
    ],
)
def test_a_measure_word_before_such_a_word_counts(passage: str, value: float, unit: str) -> None:
    assert [(one[0], one[2]) for one in told(passage)] == [(value, unit)]


@pytest.mark.parametrize(
    ("passage", "wanted"),
    [
        ("培训2期/180人次。", [(2, "期"), (180, "人次")]),
        ("调解12件/36人。", [(12, "件"), (36, "人")]),
        ("行政诉讼案件一件，胜诉一件。", [(1, "件")]),
        ("查处一起、曝光一起。", []),
    ],
)
def test_numbers_side_by_side(passage: str, wanted: list[tuple[float, str]]) -> None:
    assert [(one[0], one[2]) for one in told(passage)] == wanted


def test_a_comma_parts_thousands_or_two_figures() -> None:
    """findings/two_figures_with_a_comma_are_1215.sh: to others 12,15 is 1215."""
    for two in ("12,15", "3,5", "4,6,8", "1286,5"):
        assert [(one[0], one[2]) for one in told(f"办理复议{two}件。")] == [(None, "件")]
    assert told("办理复议1,286件。") == [(1286, None, "件", "exact")]


@pytest.mark.parametrize("sign", "-－﹣‐‑‒–—―−~～〜∼至到")
def test_the_sign_of_a_range_has_many_forms(sign: str) -> None:
    """As in findings/three_to_five_becomes_thirty_five.sh: U+2011 keeps both ends on a line."""
    assert told(f"调解纠纷3{sign}5件。") == [(3, 5, "件", "about")]
    assert told(f"覆盖率90%{sign}95%。") == [(90, 95, "%", "about")]


def test_at_least_in_places_is_over() -> None:
    assert told("建设口袋公园100处以上。") == [(100, None, "处", "over")]


def test_words_that_keep_their_measure_word_begin_with_one_that_does_not() -> None:
    for entry in measure_words(BOOK).values():
        for word in entry.but_before:
            assert word.startswith(entry.not_before), (entry.word, word)


@pytest.mark.parametrize(
    ("passage", "wanted"),
    [
        (
            "目前全镇持有行政执法证21人，各办所均实现2名以上人员持证。",
            ["enforcement.licensed_officers", None],
        ),
        ("各村至少有2名法律明白人。", [None]),
        ("每个村培养3名以上法律明白人。", [None]),
        ("全镇培养法律明白人30名以上。", ["legal_service.law_savvy"]),
        (
            "在行政决策、合同审查、招商引资等方面提供法律意见建议25条。",
            ["legal_service.opinions"],
        ),
        ("对合同审查后提出法律建议12条。", ["legal_service.opinions"]),
        ("审查合同25份。", ["rules.reviewed_contracts"]),
        ("化解疑难复杂纠纷6件。未出现因决策失误引发的重大矛盾纠纷。", ["disputes.hard", None]),
        ("未发生因征地引起的信访案件。", [None]),
        ("未发生因矛盾纠纷引发的群体性事件。", ["incidents.mass"]),
        ("开展“以案述法”活动1场次。", [None]),
        ("开展党政主要负责人述法1次。", ["leadership.meetings"]),
    ],
)
def test_what_is_counted(passage: str, wanted: list[str | None]) -> None:
    assert [one.indicator for one in coded(passage)] == wanted


def test_no_two_spellings_of_a_measure_are_apart() -> None:
    words = measure_words(BOOK)
    assert len({words[one].kind for one in ("m2", "m²", "㎡", "平方米", "平米", "平方")}) == 1
    assert len({words[one].kind for one in ("km", "㎞", "公里", "千米")}) == 1
    assert len({words[one].kind for one in ("kg", "公斤", "千克")}) == 1


@pytest.mark.parametrize(
    "passage", ["队伍名册齐全。", "在伍家岗区开展。", "陆村的纠纷。", "放肆次数。"]
)
def test_a_formal_numeral_in_another_word_is_none(passage: str) -> None:
    assert told(passage) == []


@pytest.mark.parametrize("plan", ["“十四五”规划", "十四五规划", "“十三五”", "“十五五”时期"])
def test_a_plan_is_no_number(plan: str) -> None:
    """findings/fourteenth_plan_becomes_fifty_five.sh: others read 十四五 as 55."""
    assert told(f"谋划{plan}的目标，走访四五十户。") == [(40, 50, "户", "about")]


@pytest.mark.parametrize(
    "passage",
    [
        "排查矛盾纠纷4 80件。",
        "发放资料5 00 0余份。",
        "受众达1. 3万人次。",
        "成功率9 6. 2 5%。",
        "公开信息2l2条。",
        "处罚S6件。",
    ],
)
def test_a_torn_number_has_no_value(passage: str) -> None:
    assert [one.value for one in coded(passage)] == [None]


@pytest.mark.parametrize(
    ("passage", "value"),
    [
        ("1. 3家企业受罚。", 3),
        ("分工：1. 3家企业受罚。", 3),
        ("于2024.12.4 3场宣传同办。", 3),
        ("截至17:30 2人到场。", 2),
        ("2023 12次，", 12),
        ("建QQ群18个。", 18),
        ("发放资料5，OOO份。", 5000),
        ("检查1，2OO家。", 1200),
    ],
)
def test_what_stands_before_a_blank_tears_no_number(passage: str, value: float) -> None:
    assert [one.value for one in coded(passage)] == [value]


@pytest.mark.parametrize(
    ("passage", "approx"),
    [
        ("整改隐患≥40处。", "over"),
        ("检查企业＞30家。", "over"),
        ("信访≤3件。", "under"),
        ("案件<5件。", "under"),
        ("约莫20件。", "about"),
    ],
)
def test_signs_of_comparison_bound_a_number(passage: str, approx: str) -> None:
    assert [one.approx for one in coded(passage)] == [approx]
