"""Which passage of the next report speaks of an item, where few words decide."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.corpus.promises.matching import SPEAKS, Accounts
from fazhi.corpus.promises.passages import Passage
from fazhi.corpus.promises.weights import background
from fazhi.corpus.promises.words import shown

BOOK = load_codebook()
ELSE = ("化解矛盾纠纷32件。", "清理规范性文件4件。", "行政执法人员全员持证上岗。")


def spoken_of(item: str, *told: str) -> bool:
    """Whether the first of some passages, among others, is taken for what became of an item."""
    passages = [Passage(0, len(one), 1, one) for one in (*ELSE, *told)]
    accounts = Accounts(passages, [()] * len(passages), background(BOOK), BOOK)
    found = accounts.best(Passage(0, len(item), 1, item), ())
    return bool(found) and found[0].score >= SPEAKS and passages[found[0].number].told == told[0]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        # The clause that opens an item names it, however much is told of how.
        (
            "整修龙泉水库法治廊道，沿线栽植银杏并铺设青石板路面，邀请皮影戏班驻点展演，"
            "对接农家乐业主延长夜游灯光时段",
            "龙泉水库法治廊道整修完毕。",
        ),
        ("培育乡村振兴人才。", "评出乡村振兴人才12名。"),
        # A plan names the matter, the account its things.
        ("扩大住房保障覆盖面。", "公租房配租85户。"),
        ("支持非公有制经济做强。", "走访民营企业40家。"),
        # A rare thing tells more than the matter it belongs to.
        ("加快病险水库除险加固进度，加强灌区改造和小型农田建设。", "病险水库除险加固开工。"),
        # The end of a name, where the noun stands, is enough where few passages hold it.
        ("严格兑现减免政策，用好财政奖补，新增文创门店增长率不低于两成。", "文创门店净增31家。"),
        ("用心办好民生实事。", "20件民生实事全部办结。"),
        ("做好冬春季呼吸道疾病监测预警工作，落实日报制度。", "监测预警更加灵敏。"),
        # Of two things that end alike each is one.
        ("全镇茶叶收入和花椒种植收入均增长8%。", "花椒种植收入320万元。"),
        ("强化招商引资。", "全年签约项目36个。"),
        # What is said of the name (为契机) is none of it.
        ("以乡村旅游节为契机扩大夜间消费规模。", "乡村旅游节迎客3万人次。"),
        # Of words of every office a passage that begins with all an item is about.
        ("以更大力度深化重点领域改革。", "重点领域改革蹄疾步稳。"),
        # A list of many things beside a list of many.
        (
            "继续做好气象、档案、供销、邮政等工作。",
            "气象、档案、供销、老龄、外事、地震、邮政、人防等工作取得新进展。",
        ),
        # So it does where governments at large have other words for a matter.
        ("转变政府职能，提高效率。", "“高效办成一件事”上线十二项。"),
        ("扩大优质医疗资源。", "三级医院派驻专家坐诊。"),
        ("推出精品力作。", "文艺创作获奖三项。"),
        ("严防地质灾害。", "避险搬迁二十户。"),
        ("推动绿色低碳转型。", "零碳园区启用。"),
        ("实施提振消费行动。", "发放消费券九万张，释放消费动能。"),
        ("完善生育支持措施。", "育儿补贴发到千户。"),
        # Another verb for the same thing says little.
        ("弘扬、发展、传承皮影戏。", "皮影戏班登台十场。"),
        # Two signs are a name where both sides quote them.
        (
            "“双百”要错落布点，添置护林哨、溪钓台、茶亭、竹编馆等驿站，招募巡护志愿者。",
            "“双百”点位启用九处。",
        ),
        # A name of words of every office where a clause has but verbs before it.
        ("提升壮大县域经济。", "分类推进县域经济差异化，园区产值过百亿元。"),
        # A programme that bears the name of its place, which is blanked.
        ("推动“品质\0\0”建设。", "“品质\0\0”展馆开馆。"),
        # A long name that one passage holds, though the clause only seems to say what for.
        ("实施夜校拓面行动，促进留守老人助餐配送", "留守老人助餐配送每日三百份。"),
    ],
)
def test_it_is_known_by_what_it_is_about(item: str, told: str) -> None:
    assert spoken_of(item, told)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        # Another thing of the same theme.
        ("培育乡村振兴人才。", "乡村振兴专题片播出。"),
        # Names of creed hold words of many matters.
        ("深化爱国主义教育。", "开展学习贯彻习近平新时代中国特色社会主义思想主题教育。"),
        ("健全网络安全体系。", "维护国家粮食安全。"),
        # One word of two, and no name.
        ("持续抓好国土绿化。", "编制国土空间规划。"),
        ("全面改善农村环境。", "环境质量稳步改善。"),
        ("推动乡村治理提效。", "转作风、提效能，自身建设得到加强。"),
        ("优化园区管理，落实园区优惠政策。", "园区建设取得重大突破。"),
        # What stands before a noun only says of which kind it is.
        (
            "做好应届毕业生、农村劳动力、退役军人等重点群体就业工作，零就业家庭动态清零。",
            "发放退役军人优抚金80万元。",
        ),
        ("搭建职教园区和企业双向沟通平台。", "职教园区主体结构封顶。"),
        # A list of many things tells nothing of one.
        ("强化审计、统计监督。", "国防、审计、统计、外事、侨务、档案、气象、地震工作取得新成效。"),
        ("推进重点领域改革，改善基础设施。", "基础设施建设总投资增长。"),
        # What stands across 和 is no word.
        ("接受社会和舆论监督。", "养老、失业和舆情处置机制健全。"),
        # Another act on the same thing.
        ("推进地方商业银行、农村信用社等金融机构改革。", "金融机构存款余额增长。"),
        ("推动“品质\0\0”建设。", "高品质住宅开工九栋。"),
        ("提升壮大县域经济。", "粮价平稳，农户增收，为县域经济添彩。"),
        (
            "“双百”要错落布点，添置护林哨、溪钓台、茶亭、竹编馆等驿站，招募巡护志愿者。",
            "植树双百亩。",
        ),
        # A long name within creed names nothing.
        ("以供给侧结构性改革为主线，添置护林哨。", "以供给侧结构性改革为主线抓技改。"),
        # Nor does a matter that a passage tells in other words, where it lacks a word of the item.
        ("保护水环境重点区域。", "长江碧水长流，十年禁渔。"),
        # Nor does a word for how something is done.
        ("因地制宜布置采摘园。", "因地制宜安排护林值守。"),
        ("健全多层次融资服务体系。", "多层次社会保险惠及全员。"),
        ("筑牢消防屏障。", "筑牢财力屏障。"),
        # Set phrases are about nothing.
        ("以刀刃向内的决心彻查“保护伞”。", "以刀刃向内的勇气正风肃纪。"),
    ],
)
def test_what_shares_a_theme_alone_does_not_speak_of_it(item: str, told: str) -> None:
    assert not spoken_of(item, told)


def test_a_name_in_quotation_marks_that_many_passages_hold_decides_nothing() -> None:
    item = "在河滩新建凉亭和步道，打造“枫叶厅”，丰富群众夜间文化生活。"
    told = (
        "“枫叶厅”接待来客300人次。",
        "“枫叶厅”旁植树40棵。",
        "“枫叶厅”更换灯具12盏。",
        "“枫叶厅”屋顶修缮完毕。",
    )
    assert spoken_of(item, *told[:3])
    assert not spoken_of(item, *told)


@pytest.mark.parametrize(
    ("item", "told", "name"),
    [
        (
            "实施夜校拓面行动，促进留守老人助餐配送",
            "留守老人助餐配送每日三百份。",
            "留守老人助餐配送",
        ),
        # A name in quotation marks that stands in a clause which only says what for.
        ("健全灾情复盘办法，推动台风“海葵”经验落地", "抗击台风“海葵”，转移群众三千人。", "海葵"),
    ],
)
def test_the_words_of_a_name_are_told_where_it_makes_the_link(
    item: str, told: str, name: str
) -> None:
    passages = [Passage(0, len(one), 1, one) for one in (*ELSE, told)]
    accounts = Accounts(passages, [()] * len(passages), background(BOOK), BOOK)
    found = accounts.best(Passage(0, len(item), 1, item), ())[0]
    assert shown(found.shared, item, told, BOOK)[-1] == name
