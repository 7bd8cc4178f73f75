"""What is an item of a plan, and which passages tell of a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.corpus.promises.items import accounts, items
from fazhi.corpus.promises.passages import ACCOUNTS, PLAN, Paragraph
from tests.corpus.promises.written import judged

BOOK = load_codebook()


def planned(told: str) -> list[str]:
    return [one.told for one in items([Paragraph(0, 1, PLAN, told, 0)], BOOK)]


@pytest.mark.parametrize(
    "told",
    [
        "下一年，我镇将坚持以习近平法治思想为指导，努力开创法治政府建设新局面。",
        "以更高的标准、更严的要求，为建设平安法治新青石贡献力量。",
        "不断提升法治水平。",
        "开放与改革相伴而生、相互促进。",
        "完善工作机制，强化责任落实，确保各项任务落到实处。",
        "提高政治站位，强化思想认识。",
        "努力打造法治政府建设新样板，推动各项工作再上台阶。",
        "推动法治政府建设提质增效。",
        "不断提升人民群众获得感、幸福感、安全感。",
        "2024年是实施“十四五”规划的关键一年，是推进基层治理改革的攻坚之年。",
        "今年我镇面临的困难更多，我们要做好打硬仗的准备。",
        "2024年总体工作思路是：以改革创新推动法治建设。",
        "我们坚信，有广大干部群众的共同努力，一定能够推进法治建设。",
        "总书记指出，要推动法治建设取得新的进展。",
        "去年春天，习近平总书记亲临我省视察，为全省发展指明了方向。",
        "全面贯彻党代会和上级全会精神",
        # Notes at the end of a report.
        "[4]三项制度：推行行政执法公示、全过程记录、重大执法决定法制审核。",
        "（见第3页）[5]“小院”企业：在院落里办的中小企业。",
        "一高地，即现代服务业新高地。",
        # What opens a list, and resolve.
        "重点抓好以下工作。",
        "强化系统观念，统筹处理好政府和市场的重大关系。",
    ],
)
def test_creed_resolve_and_what_every_plan_says_are_no_items(told: str) -> None:
    assert planned(told) == []


@pytest.mark.parametrize(
    "told",
    [
        "深化普法宣传。",
        # Who studies a spirit does something that a report tells.
        "深入学习贯彻全会精神，举办轮训班三期。",
        "推动行政复议应诉工作提质增效。",
        "擦亮“枫桥式”司法所名片。",
        "在三个中心村各建一处“法治小院”，由老党员轮流值守。",
        "村务监督委员会每月例会，账目上墙。",
        "以便民利民为导向，在集镇新设法律服务窗口。",
    ],
)
def test_an_act_on_an_object_of_its_own_is_an_item(told: str) -> None:
    assert planned(told) == [told]


def test_a_short_sentence_of_two_acts_with_a_figure_each_is_two_items() -> None:
    assert planned("完成老旧小区改造41个，加装电梯15部。") == [
        "完成老旧小区改造41个",
        "加装电梯15部。",
    ]
    assert planned("举办调解员培训班，全年不少于4期。") == ["举办调解员培训班，全年不少于4期。"]


def test_figures_in_chinese_numerals_part_two_acts_and_an_article_does_not() -> None:
    assert planned("开展普法活动三十场以上，培育法律明白人一百名。") == [
        "开展普法活动三十场以上",
        "培育法律明白人一百名。",
    ]
    assert planned("开展普法活动三十场，打造一个平台。") == ["开展普法活动三十场，打造一个平台。"]


def test_members_of_a_list_with_a_figure_of_a_thing_each_are_items() -> None:
    told = "新增公办义务教育学位3万座、学前教育学位5000座。"
    assert planned(told) == ["新增公办义务教育学位3万座", "学前教育学位5000座。"]
    # 乡镇 and 村级 say nothing without their list, nor are things counted together two plans.
    for told in ("轮训执法骨干乡镇50名、村级100名。", "新改扩建幼儿园、中小学校34所。"):
        assert planned(told) == [told]


def test_thanks_lessons_and_shortcomings_tell_of_nothing_done() -> None:
    told = "新设调解室5个。向关心法治建设的各界人士表示衷心的感谢！也清醒认识到，执法力量薄弱。"
    (one,) = accounts([Paragraph(0, 1, ACCOUNTS[0], told, 0)], BOOK)
    assert one.told == "新设调解室5个。"


@pytest.mark.parametrize(
    ("told", "tells"),
    [
        ("2023年以来，在县委坚强领导下，我镇全力推进先行区建设[1]。", False),
        ("在县委坚强领导下，我镇化解纠纷32件。", True),
        # A figure in round brackets stands for a note, one that counts tells.
        ("一年来，在县委坚强领导下，我镇紧扣“三大行动”（1）干事创业。", False),
        ("一年来，在县委坚强领导下，我镇新聘调解员（3人）。", True),
        ("全镇上下牢记殷切嘱托，认真贯彻全会精神。", False),
        ("我们一定深刻反思，推动民生实事落地。", False),
        # Lessons: one that opens their list, and one of those behind it.
        ("五年的实践启示我们，做好法治工作要靠群众。", False),
        ("必须把调解做在前头。", False),
        ("社会事业全面发展。", True),
    ],
)
def test_what_opens_a_report_tells_of_its_year_only_with_a_figure(told: str, tells: bool) -> None:
    assert bool(accounts([Paragraph(0, 1, ACCOUNTS[0], told, 0)], BOOK)) is tells


def test_links_of_plans_written_by_hand_are_as_a_reader_judged_them(tmp_path: Path) -> None:
    found = judged(tmp_path)
    assert found.no_items == []
    assert found.precision >= 0.9, found.wrong
    assert found.recall >= 0.75, found.wrong
