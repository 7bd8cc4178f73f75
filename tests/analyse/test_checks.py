"""Each check: texts that trigger it, with severity and words, and texts that must not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fazhi.analyse.audit import audit
from fazhi.analyse.registry import CHECKS
from fazhi.codebook.book import load_codebook
from fazhi.records import Finding
from tests.analyse.conftest import make, whole

BOOK = load_codebook()

CHINESE = re.compile("[\u4e00-\u9fff]")
Audited = Callable[..., list[Finding]]

# check, body, the finding's name, its severity, words of its quote.
TRIGGERS = [
    ("conflict", "受理矛盾纠纷40件次，成功化解45件次。", "conflict", "error", "45件次"),
    ("conflict", "受理矛盾纠纷40起，成功化解45件。", "conflict", "error", "45件"),
    (
        "sum",
        "受理纠纷36件，其中婚姻家庭纠纷14件，邻里纠纷12件，其他纠纷11件。",
        "sum",
        "error",
        "36",
    ),
    (
        "sum",
        "开展普法宣传26场，其中进校园10场、进企业12场、进社区8场。",
        "sum",
        "warning",
        "26场",
    ),
    ("sum", "办理案件20件，其中刑事案件9件、行政案件7件、其他案件3件。", "sum", "error", "20件"),
    ("sum", "审结41件（含结转3件），其中维持22件、撤销4件、终止16件。", "sum", "warning", "41件"),
    ("sum", "受理纠纷30件。其中婚姻纠纷10件，邻里纠纷12件，土地纠纷9件。", "sum", "error", "30件"),
    ("sum", "开展邻里调解12件、土地调解13件、劳资调解6件，共计30件。", "sum", "warning", "30件"),
    ("sum", "开展宣讲26场，其中进校园10场、进企业12场、进社区8场。", "sum", "warning", "26场"),
    ("sum", "化解纠纷，其中村级80件、镇级30件、县级5件，共计110件。", "sum", "warning", "110件"),
    ("sum", "成立调解组织，村级16个、行业2个、个人3个，共22个。", "sum", "warning", "22个"),
    ("sum", "办理处罚案件24件（简易程序15件、普通程序8件）。", "sum", "warning", "24件"),
    ("sum", "办理处罚案件24件，一般程序8件，简易程序15件。", "sum", "warning", "24件"),
    ("sum", "开展培训23次，其中线上9次、线下13次。", "sum", "warning", "23次"),
    (
        "sum",
        "调解纠纷81件，其中婚姻25件、邻里30件、土地25件，调解成功79件，成功率97.5%。",
        "sum",
        "warning",
        "81件",
    ),
    (
        "sum",
        "办理处罚案件17件，其中一般程序6件、简易程序10件，罚款3.2万元。",
        "sum",
        "warning",
        "17件",
    ),
    (
        "sum",
        "调解纠纷133起，其中婚姻纠纷40起，邻里纠纷52起，土地纠纷30起，其他纠纷10起，成功率98%。",
        "sum",
        "error",
        "133起",
    ),
    ("sum", "办理案件20件，其中刑事9件、行政7件、其他3件，办结18件。", "sum", "warning", "20件"),
    ("sum", "邻里10起、婚姻12起、土地9起，纠纷合计化解32起。", "sum", "warning", "32起"),
    (
        "sum",
        "排查隐患86处，已全部整改。其中道路交通31处、消防27处、地灾18处、其他20处。",
        "sum",
        "warning",
        "86处",
    ),
    ("villages", "全镇共有9个村（社区）。与6个村2个社区签订协议。", "sum", "warning", "9个村"),
    ("change", "罚款由2022年的12万元增加到18万元，增长60%。", "rate", "error", "60%"),
    ("change", "信访件从去年的80件下降至60件，下降30%。", "rate", "error", "30%"),
    ("change", "今年办理案件90件，比去年的100件减少10件，下降12%。", "rate", "error", "12%"),
    ("change", "受众由去年的2000人次增至5000人次，增长4倍。", "rate", "error", "4倍"),
    ("change", "调解率由去年的95%提升至98%，上升4个百分点。", "rate", "error", "4个百分点"),
    ("change", "行政强制96件，比上年的82件增加24件。", "rate", "error", "24件"),
    ("change", "去年办理案件20件，今年办理60件，是去年的两倍。", "rate", "error", "两倍"),
    ("change", "去年办理案件20件，今年办理60件，翻一番。", "rate", "error", "翻一番"),
    ("change", "去年办理案件50件，今年办理35件，下降一成。", "rate", "error", "一成"),
    ("change", "行政处罚90件，较去年100件减少9件，下降10%。", "rate", "error", "9件"),
    ("change", "罚款由2022年的12.5万元增加到18万元，增加6.5万元。", "rate", "error", "6.5万元"),
    ("table", "村\t受理（件）\n东村\t12\n西村\t20\n合计\t33", "sum", "warning", "33"),
    ("share", "化解纠纷100件，其中村级化解80件，占比85%。", "rate", "error", "80件"),
    ("share", "办案40件，其中行政处罚30件，占总数的70%。", "rate", "error", "30件"),
    ("product", "举办培训3期，每期50人，共培训200人次。", "sum", "warning", "3期"),
    ("product", "全镇16个村，每村5名法律明白人，共计70名。", "sum", "warning", "16个"),
    ("product", "开展联合检查42次，每次检查15家，共检查企业720家。", "sum", "warning", "42次"),
    ("rest", "收到信访件50件，已办结45件，正在办理8件。", "sum", "warning", "50件"),
    ("rest", "200件纠纷中化解190件，化解率95%，其余15件正在办理。", "sum", "warning", "15件"),
    ("rest", "排查纠纷200件，其中化解190件，其余15件正在办理。", "sum", "warning", "200件"),
    ("rest", "受理投诉30件，已办结20件，其余8件转办。", "sum", "warning", "8件"),
    ("rate", "120件纠纷中化解112件，化解率88.8%。", "rate", "error", "88.8%"),
    ("sum", "全年合法性审查26件，其中合同215件、决策事项11件。", "sum", "warning", "215件"),
    ("sum", "发放资料300份，其中图书20册、折页500份。", "sum", "warning", "500份"),
    ("sum", "开展检查26次（其中夜查30次）。", "sum", "warning", "30次"),
    ("blank", "全年开展检查××次。", "blank", "warning", "××次"),
    ("blank", "办理处罚案件3件，罚款XX万元。", "blank", "warning", "XX万元"),
    ("blank", "接待群众____人次。", "blank", "warning", "____人次"),
    ("blank", "共召开会议*次，审议文件3件。", "blank", "warning", "*次"),
    ("blank", "于20xx年开展普法活动。", "blank", "warning", "20xx年"),
    ("blank", "（此处补充数据）全年开展检查3次。", "blank", "warning", "（此处补充数据）"),
    ("blank", "聘请××律师事务所为法律顾问。", "blank", "note", "××律师"),
    ("blank", "○○镇人民政府召开会议。", "blank", "note", "○○镇"),
    ("more", "发现问题56个，整改完成61个。", "conflict", "warning", "61个"),
    ("rate", "受理案件50件，办结46件，办结率95%。", "rate", "error", "95%"),
    ("rate", "调处纠纷32起，调解成功30起，成功率达100%。", "rate", "error", "32起"),
    ("rate", "排出矛盾纠纷97件，成功调处94件，调处率95.9%。", "rate", "error", "97件"),
    ("rate", "摸排纠纷40件，化解38件，化解率98%。", "rate", "error", "40件"),
    ("rate", "应诉案件90件，负责人应出庭50件，实际出庭49件，出庭率95%。", "rate", "error", "50件"),
    ("rate", "发现隐患40处，整改38处，整改率96.5%。", "rate", "error", "96.5%"),
    ("rate", "应考80人，实考78人，合格70人，合格率98.7%。", "rate", "error", "78人"),
    ("conflict", "发现安全隐患25处，已整改27处。", "conflict", "error", "27处"),
    ("conflict", "受理矛盾纠纷40件，成功化解45件。", "conflict", "error", "40件"),
    ("conflict", "作出行政处罚31起，公示行政处罚21条。", "conflict", "note", "21条"),
    (
        "announced",
        "开展法律“八进”活动，推动法律进村、进社区、进学校、进企业、进家庭。",
        "conflict",
        "warning",
        "进家庭",
    ),
    (
        "announced",
        "主要做了以下四项工作：一是学法。二是普法。三是执法。",
        "conflict",
        "warning",
        "四项",
    ),
    ("unclosed", "学习贯彻《信访工作条例，提升能力。", "unclosed", "warning", "《信访"),
    ("unclosed", "落实“谁执法谁普法责任制。", "unclosed", "note", "“谁"),
    (
        "repetition",
        "强化监督检查，对镇域内十二家重点企业逐一走访并建立台账和整改清单，限期销号。\n完善制度。强化监督检查，对镇域内十二家重点企业逐一走访并建立台账和整改清单，限期销号。",
        "repetition",
        "note",
        "十二家",
    ),
    ("repetition", "加强政务舆情回应处置回应。", "repetition", "note", "回应处置回应"),
    ("terms", "严格执行重大执法决定法治审核制度。", "terminology", "warning", "法治审核"),
    ("terms", "扎实推进“七五”普法工作。", "outdated", "warning", "“七五”普法"),
    ("short_title", "加强《条例》宣传。", "terminology", "warning", "《条例》"),
    ("validity", "组织学习《中华人民共和国合同法》。", "outdated", "error", "合同法"),
    (
        "validity",
        "组织学习《中华人民共和国法治宣传教育法》。",
        "not_yet_in_force",
        "error",
        "法治宣传教育法",
    ),
    ("period", "截至10月8日，清理占道经营50次。", "period", "warning", "截至10月8日"),
    ("period", "1-9月，接待群众80人次。", "period", "warning", "1-9月"),
    ("left_over_year", "2022年，我镇开展宣传20场次。", "period", "warning", "2022年"),
    ("another_report", "青山镇2022年法治政府建设年度报告", "period", "error", "2022年"),
    ("another_report", "双龙镇法治政府建设情况报告", "foreign_place", "error", "双龙镇"),
    ("foreign_place", "双龙镇坚持依法行政，加强队伍建设。", "foreign_place", "warning", "双龙镇"),
    (
        "left_out_count",
        "对在册社区矫正对象和57名安置帮教人员分类管理。",
        "missing_part",
        "note",
        "57名",
    ),
    (
        "left_out_count",
        "办理行政诉讼案件4件，行政诉讼案件均按要求履行了负责人出庭应诉职责。",
        "missing_part",
        "note",
        "出庭",
    ),
    ("ocr", "不断提升的的水平。", "ocr", "note", "的的"),
    ("ocr", "法治基础□□夯实。", "ocr", "note", "□□"),
    ("truncation", "执法做到定时限、", "truncation", "warning", "定时限、"),
]

QUIET = [
    ("conflict", "受理矛盾纠纷40件，成功化解45件次。"),
    ("conflict", "发现安全隐患25处，已整改27处次。"),
    ("sum", "出动20人，其中党员15人次、干部12人次、其他8人次。"),
    ("sum", "检查企业20家，其中化工企业15家次、餐饮企业12家次、其他企业8家次。"),
    ("rate", "受理案件50件，办结46件次，办结率95%。"),
    ("sum", "受理纠纷36件，其中婚姻家庭纠纷14件，邻里纠纷12件，其他纠纷10件。"),
    ("sum", "受理纠纷52件，调解52件。其中婚姻纠纷12件，邻里纠纷30件，其他纠纷10件。"),
    ("sum", "培养法律明白人97名，其中骨干30名，女性50名，党员45名。"),
    ("change", "罚款由2022年的12万元增加到18万元，增长50%。"),
    ("change", "受众由去年的2000人次增至5000人次，增长1.5倍。"),
    ("change", "受众由去年的2000人次增至6000人次，是去年的3倍，增长3倍。"),
    ("change", "调解率由去年的95.2%提升至97.5%，上升2.3个百分点。"),
    ("change", "办案由去年的30件增至33件，增长10%，罚款12万元，增长60%。"),
    ("change", "去年检查30次、处罚8件，今年检查33次，增长25%。"),
    ("change", "办案33件，较去年的近30件增长5%。"),
    ("change", "行政强制96件，比上年的82件增加14件。"),
    ("change", "罚款由2022年的12.5万元增加到18.02万元，增加5.52万元。"),
    ("change", "行政强制96件，比上年的82件新增24件。"),
    ("change", "行政处罚90件，较去年100件减少10件，下降10%。"),
    ("change", "办案96件（去年82件），罚款增加24件。"),
    ("change", "今年办理案件60件，是去年30件的两倍。"),
    ("change", "去年办理案件30件，今年办理62件，翻了一番。"),
    ("change", "去年办理案件50件，今年办理44件，下降一成。"),
    ("product", "开展联合检查42次，每次检查15家，共检查企业630家。"),
    ("sum", "排查隐患96处，已全部整改。其中道路交通31处、消防27处、地灾18处、其他20处。"),
    ("sum", "处置隐患96处。其中道路交通31处、消防27处、地灾18处。"),
    # What ought to have been done is a base; the whole before it is not.
    ("rate", "应诉案件943件，败诉61件，负责人应出庭628件，实际出庭621件，出庭率98.9%。"),
    ("rate", "发现问题143个，应整改60个，已整改57个，整改率95%。"),
    ("rate", "收到工单300件，应当办结200件，办结190件，办结率95%。"),
    # Figures in units of ten thousand are rounded, and a mean of years is no change.
    ("change", "人均收入从2019年的1.8万元增长至2.9万元，增长59%。"),
    ("change", "收入从2015年的9367亿元增加到12922亿元、年均增长6.6%。"),
    ("change", "进口从2010年的30件增加到45件，外资、投资分别增长42%和65%。"),
    ("change", "得分从去年的597.01分升至617.36分，得分率61.74%，上升2.04%。"),
    ("table", "村\t受理（件）\n东村\t12\n西村\t20\n合计\t32"),
    ("share", "化解纠纷100件，其中村级化解85件，占比85%。"),
    ("share", "化解纠纷100件，其中村级化解80件，婚姻家庭占45%。"),
    ("share", "受理120件，化解100件，其中村级化解80件，占比80%。"),
    ("product", "全镇8个村各类培训5次，共培训300次。"),
    ("product", "举办培训4期，每期50人，共培训200人次。"),
    ("product", "举办培训3期，每期50余人，共培训200人次。"),
    ("product", "召开会议12次，每季度1次，共研究议题40个。"),
    ("blank", "二〇〇八年以来，二○○九年起，推行“1+X”工作机制和“X+法治”项目。"),
    ("blank", "建成3×5米的宣传栏，购置X光机1台，办理张某×案。"),
    ("blank", "签订补充协议（按合同填写），共召开会议**三**次。"),
    ("rest", "收到信访件50件，已办结45件，正在办理5件。"),
    ("rest", "排查纠纷200件，化解190件，化解率95%，其余10件移送。"),
    ("rest", "受理200件，调解成功150件，调解不成40件，其余10件移送。"),
    ("rest", "排查纠纷200件，化解历年纠纷190件，其余15件正在办理。"),
    ("rate", "全县17个普法中心举办讲座8场，化解纠纷30件，化解率95%。"),
    ("rate", "120件纠纷中化解112件，化解率93.3%。"),
    ("sum", "建成6个停车场，其中4个是码头，提供停车位573个。"),
    ("sum", "培训执法人员12人，其中外出培训30人次。"),
    ("sum", "开展检查26次，其中夜查11次，出动30次。"),
    ("sum", "全县共调解500件。青河村受理30件，其中成功30件。"),
    ("more", "发现问题56个，整改完成56个。"),
    ("rest", "收到信访件50件，办结上年结转件和今年的45件，正在办理8件。"),
    ("sum", "排查纠纷350件，其中历年疑难纠纷8件。"),
    ("sum", "受理45件，审结41件（含上年结转3件），其中维持22件、撤销4件、驳回6件、终止9件。"),
    ("sum", "开展宣讲40场，其中进校园10场、进企业12场、进社区8场。"),
    ("sum", "调解纠纷81件，其中婚姻25件、邻里30件、土地26件，调解成功79件，成功率97.5%。"),
    ("sum", "调解纠纷38件，其中村级调解20件、镇级调解16件，网格化解2件。"),
    (
        "sum",
        "调解纠纷132起，其中婚姻纠纷40起，邻里纠纷52起，土地纠纷30起，其他纠纷10起，成功率98%。",
    ),
    ("sum", "调解纠纷135起，其中婚姻纠纷40起，邻里纠纷52起，涉及30人。"),
    ("sum", "调解纠纷38件，其中村级20件、镇级16件，县级2件，罚款3万元。"),
    ("sum", "受理案件38件，其中办结20件、化解16件，办结率95%。"),
    ("sum", "走访86次，其中对企业30次、向群众宣讲40次、召开座谈会30次。"),
    ("sum", "化解纠纷，其中村级80件、镇级30件、县级5件，共计115件。"),
    ("sum", "受理案件80件，办结75件，其中调解30件、判决45件，共计75件。"),
    ("sum", "开展宣传12次，发放资料500份、手册300份、折页200份，共计1000份。"),
    ("sum", "检查企业20家、商户30家、工地5家，共发现隐患110处。"),
    ("sum", "办理处罚案件24件（简易程序15件、普通程序9件）。"),
    ("sum", "办理处罚案件24件，听证3件，简易程序15件。"),
    ("sum", "排查纠纷40件，化解38件，办理信访12件，共受理热线92件。"),
    ("sum", "邻里10起、婚姻12起、土地9起，纠纷合计化解31起。"),
    ("sum", "检查企业20家次、商户30家次，共120人次参加。"),
    ("sum", "开展普法宣传40场，其中进校园10场、进企业12场、进社区8场。"),
    ("sum", "持证人员26人，其中党员20人、大学生18人、女性5人。"),
    ("sum", "发放资料500余份，其中宣传册200份、宣传册页301份。"),
    ("villages", "全镇辖9个村（社区）。与6个村3个社区签订协议。"),
    ("rate", "受理案件50件，办结46件，办结率92%。"),
    ("rate", "应考80人，实考78人，合格77人，合格率98.7%。"),
    ("rate", "评查案卷200卷，优秀63卷，优秀率31.5%。"),
    ("rate", "受理案件48件，办结46件，办结率95.8%。"),
    ("rate", "受理案件50件，办结46件，按时办结率100%。"),
    ("rate", "受理案件50件，办结46件，群众满意率98%。"),
    ("rate", "开展检查50次，发现问题46个，整改率达98%以上。"),
    ("rate", "调处纠纷32起，调解成功32起，成功率达100%。"),
    ("conflict", "发现安全隐患25处，已整改25处。"),
    ("conflict", "受理矛盾纠纷40件，化解历年积案在内的矛盾纠纷45件。"),
    ("conflict", "开展宣传活动12次。在元宵节开展宣传活动2次。"),
    ("announced", "开展法律“八进”活动，推动法律进村、进社区、进学校、进企业、进家庭等。"),
    ("announced", "开展法律“五进”活动，推动法律进村、进社区、进学校、进企业、进家庭。"),
    ("announced", "主要做了以下三项工作：一是学法。二是普法。三是执法。"),
    ("unclosed", "1）加强学习。（2）学习《民法典》和“三项制度”。"),
    (
        "repetition",
        "深入学习贯彻习近平新时代中国特色社会主义思想和党的二十大精神。\n以习近平新时代中国特色社会主义思想和党的二十大精神为指导。",
    ),
    (
        "repetition",
        "学习《党政主要负责人履行推进法治建设第一责任人职责规定》。\n落实《党政主要负责人履行推进法治建设第一责任人职责规定》。",
    ),
    ("terms", "严格执行重大执法决定法制审核制度，推进“八五”普法。"),
    ("terms", "“七五”普法总结验收圆满完成。"),
    ("terms", "常态化开展扫黑除恶斗争。"),
    ("short_title", "学习《信访工作条例》，加强《条例》宣传。"),
    ("validity", "《中华人民共和国合同法》废止后，组织学习《民法典》。"),
    ("validity", "防范政府合同法律风险，组织学习《行政处罚法》。"),
    ("period", "截至2023年12月31日，清理占道经营50次。"),
    ("period", "10月8日，召开推进会。"),
    ("left_over_year", "2022年12月以来，落实《2022年度工作要点》，较2022年增长5%。"),
    ("left_over_year", "根据2021-2025年规划，2023年，我镇开展宣传20场次。"),
    ("foreign_place", "与双龙镇开展联合执法，赴凤凰镇学习。"),
    ("foreign_place", "青山镇坚持依法行政。"),
    ("no_figures", "全镇工作扎实。"),
    ("left_out_count", "对在册社区矫正对象20名和57名安置帮教人员分类管理。"),
    ("ocr", "的的确确是是否的问题，一村一策一村一品。"),
    ("truncation", "执法做到定时限、定责任。"),
    ("late", "全镇工作扎实。"),
    ("signed_before", "全镇工作扎实。"),
    ("another_report", "2022年法治政府建设情况报告如下：\n依据《2022年度法治政府建设报告》整改。"),
    ("missing_part", "全镇工作扎实。"),
    ("numbering", "一是学法。二是普法。"),
]


@pytest.mark.parametrize(("check", "body", "name", "severity", "words"), TRIGGERS)
def test_a_fault_is_found(
    audited: Audited, check: str, body: str, name: str, severity: str, words: str
) -> None:
    found = audited(check, body)
    assert [(one.check, one.severity) for one in found] == [(name, severity)]
    if name in ("sum", "rate"):
        assert not CHINESE.search(found[0].message_en), "a measure word in an English sentence"
    assert words in str(found[0].quote)


@pytest.mark.parametrize(("check", "body"), QUIET)
def test_what_is_right_is_left_alone(audited: Audited, check: str, body: str) -> None:
    assert [(one.check, one.quote) for one in audited(check, body)] == []


def test_every_check_has_a_text_that_triggers_it_and_one_that_does_not() -> None:
    triggered = {check for check, *_ in TRIGGERS}
    quiet = {check for check, _ in QUIET}
    apart = {"late", "missing_part", "no_figures", "numbering", "signed_before"}
    assert triggered | apart == set(CHECKS)
    assert quiet == set(CHECKS)


def test_a_sound_report_has_no_finding() -> None:
    assert audit(make("坚持党的领导，健全工作机制。"), BOOK) == ()


def test_the_same_year_decides_what_is_outdated(audited: Audited) -> None:
    assert audited("validity", "组织学习《信访条例》。", 2021) == []
    found = audited("validity", "组织学习《信访条例》。", 2023)
    assert [(one.check, one.severity) for one in found] == [("outdated", "error")]
    assert "2022-04-30" in found[0].message_en
    assert audited("terms", "开展“七五”普法。", 2019) == []


def test_dates_past_the_rule_are_late() -> None:
    text = make("健全机制。").text.raw
    for day, severity in (("2月28日", None), ("3月12日", "warning"), ("4月20日", "error")):
        found = list(CHECKS["late"](whole(text.replace("1月20日", day)), BOOK))
        assert [one.severity for one in found] == ([severity] if severity else [])
        assert all(day in str(one.quote) for one in found)


def test_a_day_of_publication_is_not_taken_for_that_of_delivery() -> None:
    text = make("健全机制。").text.raw.replace("\n2024年1月20日", "")
    head, rest = text.split("\n", 1)
    for day, expected in (("2024-03-21", []), ("2024-04-11", ["error"])):
        report = whole(f"{head}\n发布时间：{day}\n{rest}")
        assert [one.severity for one in CHECKS["late"](report, BOOK)] == expected


def test_a_dropped_number_is_told_with_the_number_due() -> None:
    text = make("健全机制。").text.raw.replace("二、党政", "党政")
    found = list(CHECKS["numbering"](whole(text), BOOK))
    assert [one.check for one in found] == ["lost_number"]
    assert "二、" in found[0].message_zh


def test_missing_parts_are_errors_only_in_a_whole_text() -> None:
    long = "。".join(f"第{number}项工作扎实推进、措施有力、成效明显" for number in range(60)) + "。"
    text = make(long).text.raw
    start, end = text.index("三、存在的不足"), text.index("四、2024")
    found = list(
        CHECKS["missing_part"](whole(text[:start] + text[end:].replace("四、", "三、")), BOOK)
    )
    assert [(one.severity, one.message_en) for one in found] == [
        ("error", "There is no part on shortcomings.")
    ]


def test_parts_without_a_figure_are_named() -> None:
    text = make("健全机制。").text.raw.replace(
        "全年开展行政检查120次，排查调处矛盾纠纷30件。", "严格规范公正文明执法，" * 12
    )
    found = list(CHECKS["no_figures"](whole(text), BOOK))
    assert [one.quote for one in found] == ["（二）规范行政执法"]


def test_a_work_report_is_not_measured_by_the_rule_of_2019() -> None:
    parts = "一、2023年工作回顾\n推进法治政府建设。\n二、2024年工作安排\n努力工作。\n"
    text = f"青山县政府工作报告\n各位代表：\n{parts}"
    report = whole(text)
    assert list(CHECKS["missing_part"](report, BOOK)) == []
    assert list(CHECKS["late"](report, BOOK)) == []


def test_parts_without_any_number_are_told_once() -> None:
    text = make("健全机制。").text.raw
    assert list(CHECKS["numbering"](whole(text), BOOK)) == []
    for mark in ("一、", "二、", "三、", "四、", "（一）", "（二）"):
        text = text.replace(mark, "")
    found = list(CHECKS["numbering"](whole(text), BOOK))
    assert [(one.check, one.severity) for one in found] == [("lost_number", "note")]
    assert found[0].message_zh.startswith("4个一级标题都没有编号")


def test_a_wrong_rate_is_told_as_an_officer_would(audited: Audited) -> None:
    (found,) = audited("rate", "受理案件52件，办结44件，办结率95%。")
    assert found.message_zh == "44占52的84.62%，与所称95%不符。请核对数字或比率。"
    assert found.message_en.startswith("44 of 52 is 84.62 %, not 95 %.")


def test_a_day_before_the_year_was_over_is_told() -> None:
    text = make("健全机制。").text.raw.replace("2024年1月20日", "2023年1月20日")
    (found,) = CHECKS["signed_before"](whole(text), BOOK)
    assert (found.check, found.severity, found.quote) == ("period", "warning", "2023年1月20日")
    assert "2023-01-20" in found.message_zh


def test_a_list_of_one_line_each_at_the_end_is_whole() -> None:
    text = make("健全机制。").text.raw
    head = text[: text.index("四、2024")] + "四、2024年工作安排\n1.执法队补到8人。\n2.办夜校。\n"
    assert list(CHECKS["truncation"](whole(f"{head}3.聘律师逐份审查合同。\n"), BOOK)) == []
    (found,) = CHECKS["truncation"](whole(f"{head}五、几点建议\n"), BOOK)
    assert "几点建议" in str(found.quote)


def test_another_towns_report_inside_is_an_error_and_says_how_much() -> None:
    body = (
        "双龙镇坚持依法行政，加强队伍建设。\n双龙镇党委召开专题会议4次。\n"
        "双龙镇严格规范执法。\n双龙镇持续开展普法。"
    )
    (found,) = CHECKS["foreign_place"](make(body), BOOK)
    assert (found.severity, found.quote) == ("error", "双龙镇")
    assert "共4处" in found.message_zh
    assert "段中有4段" in found.message_zh
    assert "4 times" in found.message_en
    assert "青山镇" in found.message_zh


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ("（一）（二）（三）4.（五）", ["4.丁项接在（三）"]),
        ("（一）（二）3.4.（五）", ["3.丙项接在（二）"]),
        ("一、二、（三）四、", ["（三）丙项接在二、"]),
        ("（一）（二）2.（四）", ["2.丙项之前缺1.", "（四）丁项之前缺（三）"]),
        ("（一）（二）1.2.（三）", []),
    ],
)
def test_a_number_of_another_kind_is_told_as_such(marks: str, told: list[str]) -> None:
    """It said that 1. is missing before 4., and （四） before （五）."""
    each = re.findall(r"（.）|\d\.|.、", marks)
    body = "\n".join(f"{mark}{'甲乙丙丁戊'[at]}项。" for at, mark in enumerate(each))
    report = whole(f"甲镇关于2023年法治政府建设情况的报告\n{body}\n")
    found = [one.message_zh for one in CHECKS["numbering"](report, BOOK)]
    plain = [re.sub("[“”]|编号.{2,4}：|。|之后.*", "", one) for one in found]
    assert plain == told


def test_two_slips_are_no_other_report() -> None:
    (found,) = CHECKS["foreign_place"](make("双龙镇坚持依法行政。\n双龙镇严格规范执法。"), BOOK)
    assert found.severity == "warning"


def test_last_years_report_inside_is_an_error_and_says_how_often() -> None:
    last = make("健全机制。", 2022).text.raw
    report = whole(make("健全机制。").text.raw + last)
    assert report.identity.report_year == 2023
    (found,) = CHECKS["another_report"](report, BOOK)
    assert (found.check, found.severity, found.quote) == ("period", "error", "2022年")
    assert "另有一份2022年的报告" in found.message_zh
    assert "约占全文50%" in found.message_zh
    body = "2022年，我镇学法6次。\n2022年，我镇普法3次。\n2022年，我镇执法9次。"
    told = list(CHECKS["left_over_year"](make(body), BOOK))
    assert {one.severity for one in told} == {"error"}
    assert all("全文共3处" in one.message_zh for one in told)


def test_a_years_slip_in_a_plan_is_no_other_report(audited: Audited) -> None:
    found = audited("left_over_year", "2022年，我镇开展宣传20场次。2022年，我镇学法3次。")
    assert [one.severity for one in found] == ["warning", "warning"]
    assert "全文共2处" in found[0].message_zh
