"""What a figure speaks of."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.parse.quantities import find_quantities
from fazhi.reading import read_bytes
from fazhi.records import Outline, Paragraph, Quantity

BOOK = load_codebook()


def only(source: str, role: str = "achievements", at: int = 0) -> Quantity:
    text = read_bytes(source.encode(), "report.txt", book=BOOK)
    whole = text.place(0, len(text.clean))
    return find_quantities(
        text, Outline((), (Paragraph(1, None, role, text.clean, whole),)), book=BOOK
    )[at]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("全年开展培训6次。", "year"),
        ("抽调24人组成督察组。", "year"),
        ("专班由24人组成。", "stock"),
        ("还有3个中队执法人员不到4人。", "stock"),
        ("有三个寨子还没有法律明白人。", "stock"),
        ("有3个县没有单独的执法机构。", "stock"),
        ("全区有5个街道未单独设立调解中心。", "stock"),
        ("权责清单列明权力事项142项。", "stock"),
        ("在县电视台刊播宪法短片20天。", "year"),
        ("对4个村进行了提醒谈话。", "year"),
        ("对15个乡镇开展督察。", "year"),
        ("进驻部门38个。", "stock"),
        ("服务中心进驻医保、残联、户籍等事项57项。", "stock"),
        ("今年新进驻水电、燃气等服务事项5项。", "year"),
        ("推动进驻中心的税务、公证事项9项。", "year"),
        ("为农业执法中队配备记录仪12台。", "year"),
        ("已为执法中队配备记录仪12台。", "stock"),
        ("为各站所配备执法终端12台。", "stock"),
        ("配备执法车辆3辆。", "stock"),
        ("春节期间对8名重点人员落实稳控责任。", "year"),
        ("对8名重点人员分级管理。", "stock"),
        ("执法人员持证率94.76%。", "stock"),
        ("政务服务事项进驻率达到98%。", "stock"),
        ("申请材料电子化比例81%。", "stock"),
        ("组织行政执法培训，办结率98%。", "year"),
        ("播放广播420小时。", "year"),
        ("平均每个村培育7名。", "rate"),
        ("人均检查458次。", "rate"),
        ("截至10月8日，查处案件31起。", "year"),
        ("培养法律明白人30名。", "year"),
        ("2023年度累计开展检查250余次。", "year"),
        ("今年共开展宣传36次，累计发放资料2000余份。", "year"),
        ("新增3名同志取得执法证。", "year"),
        ("新增持证执法人员3名。", "year"),
        ("组织14名机关干部参加考试。", "year"),
        ("调解成功率达100%。", "year"),
        ("共有320余名群众参加宣讲。", "year"),
        ("今年共有7名同志考取执法证。", "year"),
        ("清理规范性文件，建议保留3份。", "year"),
        ("清理规范性文件，拟保留3份。", "plan"),
        ("清理完毕，拟保留文件3份。", "plan"),
        ("便民服务中心进驻医保、残联等事项64项。", "stock"),
        ("今年推动进驻医保、残联等事项64项。", "year"),
        ("便民服务中心新增进驻残联等事项6项。", "year"),
        ("每名执法队员全年办案12件。", "rate"),
        ("全年人均线上学法不少于52学时。", "rate"),
        ("全年人均法治培训52学时。", "year"),
        ("保留行政权力事项31项。", "stock"),
        ("目前承担行政许可事项3项。", "stock"),
        ("共有6支队伍。", "stock"),
        ("对辖区内餐馆检查36次。", "year"),
        ("在原有5个站点的基础上完善设施。", "stock"),
        ("现已建成村级站点14个。", "stock"),
        ("梳理编制权责清单96项。", "year"),
        ("现有13名人员拥有执法资格证。", "stock"),
        ("4人正在申请考试。", "stock"),
        ("与6村3社区签订协议。", "stock"),
        ("18个村（社区）均建立调解室。", "stock"),
        ("全区21个部门参加联席会议。", "stock"),
        ("辖12个行政村。", "stock"),
        # Who is in post, what has come to so many, all sites of a place, and what is no such thing.
        ("执法中队在编12人。", "stock"),
        ("镇综合执法队共14人。", "stock"),
        ("抽调执法队员14人。", "year"),
        ("“法律明白人”已发展到64名。", "stock"),
        ("普法志愿者队伍壮大到120名。", "stock"),
        ("培育“法律明白人”达64名。", "year"),
        ("全区省级民主法治示范村达到9个。", "stock"),
        ("年内创建民主法治示范村达到9个。", "year"),
        ("参加年度法律考试，累计创建民主法治示范村9个。", "stock"),
        ("落实年度任务，累计创建民主法治示范村9个。", "year"),
        ("全乡64名网格员每日入户。", "stock"),
        ("民政、残联等46项事项可在村里办理。", "stock"),
        ("38项高频事项家门口就能办。", "stock"),
        ("为9名刑满释放人员办理低保。", "year"),
        ("为9名刑满释放人员建立台账。", "stock"),
        ("全年办案30件，配备执法记录仪6台。", "year"),
        ("36个县直部门负责人全部述法。", "stock"),
        ("今年新增在编3人。", "year"),
        ("全县示范村已达26个。", "stock"),
        ("开展活动已达26个。", "year"),
        ("全镇21处隐患点均落实专人。", "stock"),
        ("全镇21处隐患全部整改。", "year"),
        ("推选法律明白人86名，其中今年新增12名。", "stock"),
        ("今年培养骨干30名，其中新增专职5名。", "year"),
        ("86名网格员入户宣讲。", "stock"),
        ("组织86名网格员入户宣讲。", "year"),
        ("每人全年培训不少于40学时。", "rate"),
        ("进驻县政务大厅事项82项。", "stock"),
        ("检查店铺、在建工地、仓库240家次。", "year"),
        ("对2016年以来的18件规范性文件进行清理。", "year"),
        # What there is now, is under way, or has grown to so many.
        ("目前区级行政权力事项4216项。", "stock"),
        ("目前办理行政处罚案件12件。", "year"),
        ("入驻部门17家。", "stock"),
        ("进驻政务服务中心部门33个。", "stock"),
        ("街道执法人员缺编37人。", "stock"),
        ("巡查在建工地46个。", "year"),
        ("政府法律顾问团9人。", "stock"),
        ("规划面积128平方公里。", "stock"),
        # What has been built over the years stands, with all of its list; this year's does not.
        ("累计建成法治公园9个、法治长廊36处。", "stock"),
        ("今年累计建成法治公园9个。", "year"),
        # Whom an act of the year reached, also told behind them; how long something went on.
        ("印发了15家部门“三定”规定。", "year"),
        ("4个单位被通报。", "year"),
        ("班子成员11人全部述法。", "year"),
        ("全年坐班98天。", "year"),
        # The name of a campaign tells no frequency.
        ("开展“每月一题”12个。", "year"),
        ("每月开展12次。", "rate"),
        # What an act of the year reached is the year's; all that there are stand.
        ("走访6个村。", "year"),
        ("邀请律师分别到14个村（社区）授课。", "year"),
        ("检查12家单位。", "year"),
        ("在6个行政村开展巡回宣讲。", "year"),
        ("在6个行政村设立调解室。", "stock"),
        ("在6个行政村设立调解室并开展服务。", "stock"),
        ("在五个部门召开推进会。", "year"),
        ("在3所学校、8个社区先后举办讲座。", "year"),
        ("到6个村开展宣讲。", "year"),
        ("全镇6个村开展宣讲。", "stock"),
        ("全省9个市（州）现场述法。", "stock"),
        ("依法行使行政处罚权182项。", "stock"),
        ("深入全镇18个村（社区）宣讲。", "stock"),
        ("走访辖区9个社区。", "stock"),
        ("20个村被评为乡村治理示范村。", "year"),
        ("县司法局等7个单位被县委、县政府评为先进集体。", "year"),
        ("对52个单位采取书面督察。", "year"),
        ("对审计局等6单位开展督察。", "year"),
        ("走访6村3社区。", "year"),
        ("深入全镇18村宣讲。", "stock"),
        # Some whose heads were heard are the year's; all of them stand.
        ("5家单位主要负责同志现场述法。", "year"),
        ("7个单位负责人进行多媒体述法。", "year"),
        ("6个部门作交流发言。", "year"),
        ("全县76家单位开展述法。", "stock"),
        ("对18个执法单位分别开展现场检查。", "year"),
        ("对3家单位、6个乡镇开展案卷评查。", "year"),
        ("对全县18个乡镇开展督察。", "stock"),
        ("对18个村划定网格。", "stock"),
        ("对3个部门及8个村进行督察。", "year"),
        ("对16个部门权责清单进行动态调整。", "year"),
        ("对9个乡镇规范性文件进行清理。", "year"),
        ("对全县16个部门权责清单进行调整。", "stock"),
        ("对16个部门清单实行动态调整机制。", "stock"),
        # Some of a whole that the year named are the year's too.
        ("全省7个市县（项目）入选。", "year"),
        ("全镇3个站所获评先进。", "year"),
        ("全省7个市县推行清单管理。", "stock"),
        ("全镇3个站所集中办公。", "stock"),
        ("3个协调小组各召开会议1次。", "stock"),
        ("为企业协调解决问题需求68件。", "year"),
        ("整改所需资金12万元到位。", "year"),
        ("执法人员执法需2人同行。", "stock"),
        ("5家单位获评节约型机关。", "year"),
        ("20个村是乡村治理示范村。", "stock"),
        ("组织下辖党组织学习140次。", "year"),
        ("培育法律明白人30名。", "year"),
        ("2024年，将开展法治讲座6场。", "plan"),
        ("将排查出的45件纠纷全部化解。", "year"),
        ("将普法任务分解为12项。", "year"),
        ("13名班子成员完成书面述法。", "year"),
        ("13名班子成员分工明确。", "stock"),
        ("全系统共有7个集体、9名同志获得省级表彰。", "year"),
        ("全局共有12名同志获得法律职业资格。", "stock"),
        ("镇班子成员11人，实现述法全覆盖。", "year"),
        ("镇班子成员11人，分管领域实现全覆盖。", "stock"),
        ("全县1360项政务服务事项进驻大厅。", "stock"),
        ("推动86项政务服务事项进驻大厅。", "year"),
        ("政务服务事项100%进驻大厅。", "year"),
        ("组织行政编制人员参加执法培训6期。", "year"),
        ("行政编制人员12名。", "stock"),
        ("半年听取一次法治建设工作汇报。", "rate"),
        ("对在册社区矫正对象和157名刑满释放人员分类管理。", "stock"),
        ("保障人员24小时在岗在位。", "stock"),
        ("行政执法人员需2人以上。", "stock"),
        ("执法人员不得少于2人。", "stock"),
        ("累计建立调解室18间。", "stock"),
        ("自2019年以来累计化解纠纷520件。", "stock"),
        ("累计接待群众137人次。", "year"),
        ("2023年，累计培养法律明白人30名。", "year"),
        ("每月一次对不稳定因素进行排摸。", "rate"),
        ("每季度召开专题会议两次。", "rate"),
        ("一年两次向党委报告。", "rate"),
        ("力争全年办理案件50件。", "plan"),
        ("计划全年组织培训不少于4次。", "plan"),
        ("全镇设立调解室17个。", "stock"),
        ("今年新设立调解室2个。", "year"),
        ("镇政府聘请2名法律顾问。", "stock"),
        ("23名执法人员承担全部事项。", "stock"),
        ("出动执法人员30名。", "year"),
        ("公开招聘网格员4名。", "year"),
        ("近三年来共调处纠纷210件。", "stock"),
        ("“十四五”期间，全局开展培训，查办案件1350件。", "stock"),
        ("十三五时期开展宣传86场。", "stock"),
        ("“十四五”期间成效明显，2025年查办案件286件。", "year"),
        ("对近三年来的案件作了梳理，调处纠纷12件。", "year"),
        ("2019年至2023年共办理案件88件。", "stock"),
        ("组织全镇80名干部参加培训。", "year"),
        ("综合执法中心编制8人。", "stock"),
        ("全镇执法队伍实际在岗5人。", "stock"),
        ("基层所现有力量薄弱，26名在岗人员。", "stock"),
        ("综合执法队持证17名。", "stock"),
        ("全年新取得执法证的持证人员3名。", "year"),
        ("针对执法力量配备不足等6类问题逐一整改。", "year"),
        ("拆除存量违建6处。", "year"),
        ("以每两月一次的频次组织学习，全年学法5次。", "rate"),
        ("目前已建成规范化司法所7个。", "stock"),
        ("目前，县本级服务事项共1268项。", "stock"),
        ("截至目前，全县已建成文化站12个。", "stock"),
        ("目前，全县共化解难题12个。", "year"),
        ("目前可容缺受理事项36项。", "stock"),
        ("坚持会前学法，场均学习3部法律。", "rate"),
        ("择优推荐6家单位参加全省示范创建评选。", "year"),
        ("组织31家执法单位负责人旁听庭审。", "year"),
        ("组织全县42家单位旁听庭审。", "stock"),
        ("培育在册54名法律明白人。", "stock"),
        ("志愿巡逻队队员达到86人。", "stock"),
        ("全镇真正学过法律的只有2人。", "stock"),
        ("全所仅有执法记录仪3台。", "stock"),
        ("承接县级下放事项71项。", "year"),
        ("目前承接县级下放事项71项。", "stock"),
        ("累计承接下放事项71项。", "stock"),
        ("推动建立宪法宣传阵地27个。", "year"),
        ("街镇和社区共设服务站203个。", "stock"),
        ("公共设施用地27公顷。", "year"),
        ("中小学法治副校长配备率100%。", "year"),
        ("对保留的6件文件开展审查。", "year"),
        ("对县水利局、林业局等10个单位开展法治督察。", "year"),
        ("我县位列全国100个试点之首。", "stock"),
        ("全县依法登记的社会组织有123家。", "stock"),
        ("全县司法行政系统共有7个集体获得表彰。", "year"),
        ("3个观察点高效运行。", "stock"),
        ("向上争取项目资金520万元。", "year"),
        ("争取完成示范村创建5个。", "plan"),
        ("每名网格员联系50户。", "rate"),
        ("共有3个部门、5名个人受到通报批评。", "year"),
        ("受训人员达到605人。", "year"),
        ("组织全省92万名国家工作人员学法考法。", "year"),
        ("10名队员成功申领执法证。", "year"),
        ("41名干部中取得执法证的28人。", "stock"),
        ("全镇160名机关干部学习全覆盖。", "stock"),
        ("落实五十个居民区全覆盖。", "stock"),
        ("连续8次稳居全省前五。", "stock"),
        ("连续3次开展夜间检查。", "year"),
        ("执法人员每人每年参加公共法律培训不少于40学时。", "rate"),
        ("确保每人接受不少于30学时的执法业务培训。", "rate"),
        ("干部每人撰写学法心得2篇。", "rate"),
        ("权责总数884项。", "stock"),
        ("98项涉企服务事项实现了“一网通办”。", "stock"),
        ("58项事项全部可跨省通办。", "stock"),
        ("推动58项服务事项实现“一网通办”。", "year"),
        ("今年，58项高频事项实现“省内通办”。", "year"),
        ("实现58项服务事项全程网办。", "year"),
        ("对照评估细则一级指标共9项、逐项自查。", "stock"),
        ("全区政务服务事项共2146项。", "stock"),
        ("梳理行政职权事项共2257项。", "year"),
        ("我局35项依申请服务事项全程网办。", "stock"),
        ("调解组织24个。", "stock"),
        ("集中行使行政处罚权312项。", "stock"),
        ("辖区面积48平方公里。", "stock"),
        ("持行政执法证的干部11名。", "stock"),
        ("对辖区27名安置帮教人员逐一建档。", "stock"),
        ("新接收安置帮教人员5名。", "year"),
        ("查处违法占地建房6起。", "year"),
        ("研究法治建设有关议题8个。", "year"),
        ("120余名镇村干部参加培训。", "year"),
        ("六十余名村民旁听庭审。", "year"),
        ("每三个月召开一次例会。", "rate"),
        ("每两周研判一次。", "rate"),
        ("每万人拥有律师3.2名。", "rate"),
        ("每百户配备调解员1名。", "rate"),
        ("公证员总数达86名。", "stock"),
        ("村级法律明白人总数五十二名，比年初多了九名。", "stock"),
        ("全镇一年没有一起行政诉讼。", "year"),
        ("基层司法所平均1.8人。", "stock"),
        ("部分司法所仅7.5人。", "stock"),
        ("十二个村均成立调委会，村均五人。", "stock"),
        ("县属事业单位共3家。", "stock"),
        ("基层立法联系点数量增至45个。", "stock"),
        ("检查事业单位共3家。", "year"),
        ("对考核靠后的3个村进行约谈。", "year"),
        ("对全镇的14个村进行督查。", "stock"),
        ("个别社区一年仅开展法律服务一次。", "rate"),
        ("一年来仅开展检查一次。", "year"),
        ("中心可以办理社保、户籍、残联等事项86项。", "stock"),
        ("文化阵地覆盖92%以上的行政村。", "stock"),
        ("普法宣传覆盖92%以上的群众。", "year"),
        ("全年行政许可办理86件。", "year"),
        ("全年行政许可受理86件。", "year"),
        ("综合执法大队定编21人。", "stock"),
        ("新招录队员到岗6人。", "year"),
        ("大队在编在岗39人。", "stock"),
        ("许可办理时限压缩到6个工作日。", "year"),
        ("许可办理时限为6个工作日。", "stock"),
        ("涉企审批由46天缩短到并联审批时间12天。", "previous"),
        ("平均用时提速至3.5天。", "year"),
        ("提前5个月完成河道治理任务。", "year"),
        ("须提前5个工作日告知当事人。", "stock"),
        ("提速率高于省里规定的60%。", "stock"),
        ("完成省定任务的96%。", "year"),
        ("政务服务事项实现100%“一次办”。", "stock"),
        ("办件100%网上办结。", "year"),
        ("梳理14个涉企执法单位。", "year"),
        ("9个村党支部书记全部完成述法。", "year"),
        ("9个部门全部完成述法。", "stock"),
        ("宅基地审批由法定20个工作日压缩至9个工作日。", "stock"),
        ("宅基地审批由20个工作日压缩至9个工作日。", "previous"),
        ("村居法律顾问由2家律所的5名律师分片担任。", "stock"),
    ],
)
def test_period(text: str, period: str) -> None:
    assert only(text).period == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("新建公园2个，在建1个。", "stock"),
        ("新登记经营主体3116户，总量达1.92万户。", "stock"),
        ("审批事项由22项精简为11项。", "stock"),
        ("累计建成法治公园9个、法治长廊36处。", "stock"),
        ("现有水利阵地64个，其中本年新建9个。", "year"),
        ("现有调解员53名，调解商事纠纷486件。", "year"),
        ("今年新认定示范户26户，累计达到83户。", "stock"),
        ("今年新增宣讲12场，累计达到83场。", "year"),
        ("由法定20个工作日压缩至9个工作日。", "year"),
        ("涉企审批由46天缩短到并联审批时间12天。", "year"),
        ("对全县8家危化企业、12家运输企业、3家驾校开展检查。", "stock"),
        ("走访8家危化企业、12家运输企业。", "year"),
        ("持证人员由年初的5名增加到14名。", "stock"),
        ("今年新增法律明白人12名，全镇累计达到74名。", "stock"),
        ("现有队员14人，3人通过资格考试。", "year"),
        ("行政许可事项现有26项（含子项），行政处罚事项241项。", "stock"),
        ("执法大队现有队员14人，处罚41起。", "year"),
    ],
)
def test_what_stands_second_is_told_by_what_is_before_it(text: str, period: str) -> None:
    assert only(text, at=1).period == period


def test_a_plan_part_announces_but_keeps_rules_and_frequencies() -> None:
    assert only("开展专题培训4次。", "plan").period == "plan"
    assert only("执法人员须2人以上。", "plan").period == "stock"
    assert only("每季度开展一次培训。", "plan").period == "rate"
    assert only("每名执法人员全年参训不少于50学时。", "plan").period == "rate"
    assert only("推动干部人均学法不少于30学时。", "plan").period == "rate"
    assert only("人均收入不低于3万元。", "plan").period == "plan"
    assert only("每名干部联系群众20户。", "plan").period == "plan"


def test_a_list_of_what_is_planned_goes_on_with_verbs_alone() -> None:
    source = "清理文件，拟保留8件、修改2件、废止4件，公布目录1份。"
    assert [only(source, at=at).period for at in range(4)] == ["plan", "plan", "plan", "year"]
    # What comes behind a state is the year's.
    source = "现有示范村8个，培育明白人70人。"
    assert [only(source, at=at).period for at in range(2)] == ["stock", "year"]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("受理案件同比增长12%。", True),
        ("较去年下降5件。", True),
        ("材料减少20%。", True),
        ("满意率提高到98%。", False),
        ("案件增加到12件。", False),
        ("新增网格员3名。", False),
        ("共受理案件50件。", False),
        ("去年同期100件。", False),
        ("诉讼案件下降一成。", True),
        ("资料增长近三成。", True),
        ("信访量减少过半。", True),
        ("培训人数翻一番。", True),
        ("办案量是去年的两倍。", True),
        ("受理量为上年同期的85%。", True),
        ("警情锐减三成。", True),
        ("增幅为12%。", True),
        ("降幅达到8%。", True),
        ("减少申请材料三成。", True),
        ("压缩办理时限60%。", True),
        ("减少不合格率3%以下的企业。", False),
        ("覆盖近三成的村。", False),
        ("占总数的两成。", False),
        ("压减到12项。", False),
    ],
)
def test_changes_are_no_levels(text: str, change: bool) -> None:
    assert only(text).change is change


def test_parts_end_with_the_sentence() -> None:
    text = "受理52件，其中邻里纠纷10件、合同纠纷2件；平台录入81件。另处理3件。"
    assert [only(text, at=at).part for at in range(5)] == [False, True, True, False, False]


def test_a_list_goes_on_with_the_state_told_before_it() -> None:
    text = "现有调解员30名、网格员45名，法律明白人97名，开展培训5次。全年走访12户。"
    assert [only(text, at=at).period for at in range(5)] == [
        "stock",
        "stock",
        "stock",
        "year",
        "year",
    ]


@pytest.mark.parametrize(
    ("text", "role", "period"),
    [
        ("2023年拟开展普法活动不少于二十场。", "plan", "plan"),
        ("明年将组织法治讲座至少6场。", "achievements", "plan"),
        ("下一年，将新招录执法人员，开展送法进企不少于20场。", "problems", "plan"),
        ("下一步，开展普法活动20场。", "achievements", "plan"),
        ("计划开展执法培训，新增执法人员3名。", "preamble", "plan"),
        ("计划开展执法培训，目前已新增执法人员3名。", "achievements", "year"),
        ("开展执法培训，按计划新增执法人员3名。", "achievements", "year"),
        ("按下一步工作要求，开展普法活动20场。", "achievements", "year"),
        ("年内拟制定文件4件，已报县政府审查。", "achievements", "plan"),
        ("另拟废止4件。", "achievements", "plan"),
        ("2025年计划完成立法项目3个。", "achievements", "plan"),
        ("按计划完成立法项目3个。", "achievements", "year"),
        ("投资计划完成率95%。", "achievements", "year"),
        ("审查拟签订的合同4件。", "achievements", "year"),
        ("拟出台的4件文件均经审核。", "achievements", "year"),
        ("拟定修改意见4条，草拟修改稿2份。", "achievements", "year"),
        ("入户检查时执法人员不少于2人。", "plan", "stock"),
        ("全年开展领导班子集体学法不少于5次。", "plan", "plan"),
        ("按照不少于40学时的要求组织轮训。", "plan", "stock"),
    ],
)
def test_a_minimum_that_is_announced_is_a_plan_one_laid_down_is_not(
    text: str, role: str, period: str
) -> None:
    assert only(text, role).period == period


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("现有下沉人员30名（市场监管16名、城管14名）。", ["stock", "stock", "stock"]),
        ("班子成员8名，其中女性2名。", ["stock", "stock"]),
        ("培养法律明白人60名，其中律师3名。", ["year", "year"]),
        ("每半年听取一次汇报，召开一次专题会议。", ["rate", "rate"]),
        ("建立调委会21个、工作室3个。", ["stock", "stock"]),
        ("建成镇级服务站8处、村级服务点206个。", ["year", "year"]),
        ("每人每年线下培训不少于90课时，线上培训不少于50课时。", ["rate", "rate"]),
        ("开办时间压缩至1天（8个工作小时），注册3个工作小时内、刻章2小时内办结。", ["year"] * 4),
        (
            "审批压缩到5个工作日，少于法定的20个工作日。投诉24小时内回应。",
            ["year", "stock", "stock"],
        ),
        ("开办压缩至1天，符合法定形式的登记3个工作小时内办结。", ["year", "year"]),
        ("持证执法人员14人、法制审核员2人。", ["stock", "stock"]),
        ("41名干部中取得执法证的28人。", ["stock", "stock"]),
        ("9个水利站中有5个没有专职人员。", ["stock", "stock"]),
        ("抽查的9个项目中有5个没有台账。", ["year", "year"]),
        ("今年培训的60名学员中取得资格证的28人。", ["year", "year"]),
        ("权责清单包含行政许可14项、行政检查10项。", ["stock", "stock"]),
        ("该案涉及全国31个省，涉虚假文件10万余份。", ["stock", "year"]),
        ("今年举办4场。全区已累计建成示范社区31个。", ["year", "stock"]),
        (
            "全县16个乡镇、242个调解组织、1120名调解员排查纠纷2864件。",
            ["stock", "stock", "stock", "year"],
        ),
        ("全镇18个村、30名网格员参加培训。", ["stock", "year"]),
        ("每期平均50人，基层所平均2人。", ["rate", "stock"]),
        ("现有公证员86名，较2022年底增加11名。", ["stock", "year"]),
        ("制定规范性文件2件，拟修改4件。", ["year", "plan"]),
        ("清理文件12件，废止3件、拟修改4件。", ["year", "year", "plan"]),
        ("第一批取消行政许可4项，承接7项。", ["year", "year"]),
        ("2025年，计划制定规章3件，开展检查2次。", ["plan", "plan"]),
        ("2025年，我市拟修订规章3件、废止2件，组织检查5次。", ["plan", "plan", "plan"]),
        ("计划生育检查12次，处罚3件。", ["year", "year"]),
        ("全年计划检查20次，实际检查26次。", ["year", "year"]),
    ],
)
def test_parts_and_repetitions_go_with_what_was_told_before(text: str, periods: list[str]) -> None:
    assert [only(text, at=at).period for at in range(len(periods))] == periods


def test_what_is_announced_for_each_of_several_is_a_plan() -> None:
    assert only("每个街道打造商圈2处。", "plan").period == "plan"
    assert only("每季度开展检查2次。", "plan").period == "rate"


@pytest.mark.parametrize(
    ("text", "at", "period"),
    [
        ("收到申请96件，去年同期71件，增长35.2%。", 2, "year"),
        ("去年增长12%，今年增长8%。", 0, "previous"),
        ("去年增长12%，今年增长8%。", 1, "year"),
    ],
)
def test_a_change_is_of_the_year_that_its_clause_names(text: str, at: int, period: str) -> None:
    found = only(text, at=at)
    assert (found.change, found.period) == (True, period)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # Of that time is what is dealt with now.
        ("对2018年以来的规范性文件开展清理，废止3件，修改2件。", ["year", "year"]),
        ("自2018年以来的三年间，累计建成阵地31个。", ["stock"]),
        # What was done for those who stand does not stand; who is one of them does.
        ("在册安置帮教对象187人，协助远程会见23次。", ["stock", "year"]),
        ("现有执法人员30名、调解员12名。", ["stock", "stock"]),
        ("八个村各有网格员两名，共十六名。", ["stock", "stock", "stock"]),
        # What can be done so, and what a list holds, is there; what was worked off is of the year.
        ("县政务服务事项100%“网上办、掌上办”。", ["stock"]),
        ("98.6%的政务服务事项实现“一窗受理”。", ["stock"]),
        ("依申请服务事项网上办件率82%，审批事项压减20%。", ["year", "year"]),
        ("公布《证明事项清单》，涵盖“户籍证明”“收入证明”等8项。", ["stock"]),
        ("编制《行政许可事项清单（2022年版）》，明确312个行政许可事项。", ["stock"]),
        ("修订权责清单，包含行政处罚120项、行政检查30项。", ["stock", "stock"]),
        ("建立问题清单，明确整改措施35条。", ["year"]),
        ("开展便民活动，涵盖政策宣讲、法律咨询等5项。", ["year"]),
        ("对可调用的46个电子证照不再收取纸质材料。", ["stock"]),
        # Members and bodies come to so many, what was cut down to so many does not.
        ("调整充实领导小组成员单位至28个。", ["stock"]),
        ("成员单位由20个增加到27个，办理环节由8个减少到3个。", ["previous", "stock", "previous"]),
        ("培训学员扩大到300人，走访企业扩大到50家。", ["year", "year"]),
        # All there are did so, or only so many of them.
        ("全乡45名学员全部通过结业考试。", ["stock"]),
        ("全县120名领导干部均参加了考试。", ["stock"]),
        ("全乡45名学员通过结业考试。", ["year"]),
        ("2月印发了12家单位的“三定”规定和20家单位的编制通知。", ["year", "year"]),
    ],
)
def test_what_stands_is_told_from_what_was_done(text: str, periods: list[str]) -> None:
    assert [only(text, at=at).period for at in range(len(periods))] == periods
