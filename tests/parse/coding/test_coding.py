"""Coding in context: what a clause inherits, what excludes, which mention of a sentence counts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.codebook.book import load_codebook
from fazhi.codebook.indicators import indicators
from fazhi.parse.coding import code
from fazhi.parse.head_noun import head_noun
from fazhi.parse.outline import find_outline
from fazhi.parse.quantities import find_quantities
from fazhi.reading import read_bytes
from fazhi.records import Quantity

BOOK = load_codebook()


def coded(passage: str) -> list[Quantity]:
    text = read_bytes(passage.encode(), "passage.txt", book=BOOK)
    outline = find_outline(text, book=BOOK)
    return list(code(text, outline, find_quantities(text, outline, book=BOOK), BOOK))


def ids(passage: str) -> list[str | None]:
    return [mention.indicator for mention in coded(passage)]


@pytest.mark.parametrize(
    ("passage", "wanted"),
    [
        # The object of an earlier clause holds where a clause has only its verb.
        (
            "全年受理纠纷40件，调解40件，调解成功38件，成功率95%。",
            [
                "disputes.accepted",
                "disputes.mediated",
                "disputes.resolved",
                "disputes.success_rate",
            ],
        ),
        (
            "检查企业30家，发现隐患62处，已整改60处。",
            [
                "enforcement.entities_inspected",
                "enforcement.hazards_found",
                "enforcement.hazards_rectified",
            ],
        ),
        # What was refused or left undone is none of what was done.
        ("行政复议不予受理12宗，受理30宗。", [None, "review.reconsideration"]),
        ("发现隐患20处，2处未整改。", ["enforcement.hazards_found", None]),
        ("受理信访20件，尚未办结2件。", ["petitions.cases", None]),
        # A part of last year's total is no second one.
        (
            "2024年初，完成2023年度47名负责人述法（其中2名现场述法）和2024年度45名负责人述法。",
            ["leadership.duty_reports", None, "leadership.duty_reports"],
        ),
        # Bodies whose heads reported are no heads.
        ("组织14个乡镇党政主要负责人现场述法。", [None]),
        # A noun that narrows the one before tells some of the same.
        ("查处隐患375条，查处重大隐患3条。", ["enforcement.hazards_found", None]),
        ("排查一般隐患12处、重大隐患3处。", ["enforcement.hazards_found"] * 2),
        # So does a bracket that says what it holds.
        ("合计罚款30万元（含对个人罚款7万元）。", ["enforcement.fines", None]),
        # What 其中 tells in a bracket ends with it.
        (
            "受理纠纷40件（其中重大5件），调解38件。",
            ["disputes.accepted", None, "disputes.mediated"],
        ),
        # Behind joined nouns stands what they did, and how many of them is told of that.
        ("组织116名在编干部、村干部参加法治理论考试。", ["study.exam_takers"]),
        ("走访老人300人、提供法律咨询。", [None]),
        # A short bracket is a part of its noun: what stands behind it is told of both.
        ("2个村（社区）入选全国试点。", [None]),
        ("14个村（社区）均聘请法律顾问。", ["capacity.villages"]),
        # What is none of the codebook's is not what the clause before counts.
        ("调处矛盾纠纷68宗，有效处置突发事件53宗。", ["disputes.mediated", None]),
        ("新建20个社区服务站。", [None]),
        # Examples before 等 are not what is counted where its noun follows.
        ("解决重大纠纷等4个实际难题。", [None]),
        ("研究拆除流程、审核力量不足等重大事项9件。", [None]),
        ("审查合同、协议等事项12件。", ["rules.reviewed"]),
        ("排查化解邻里纠纷等12件。", ["disputes.handled"]),
        # Who came is told right behind the sessions; a part between semicolons has its own matter.
        ("举办法治专题培训班3期，230人次。", ["study.trainings", "study.participants"]),
        ("开展旁听庭审3次、86人次。", [None, None]),
        (
            "学习法律，举办法治培训2期；学习全会精神，举办讲座6期，培训学员200人次。",
            ["study.trainings", None, None],
        ),
        # The verb that opens a list is that of its later members, but for one with its own.
        (
            "公示行政许可8宗、行政征收2宗、行政处罚5宗。",
            [None, None, "enforcement.penalties_published"],
        ),
        ("排查纠纷30件、化解28件。", ["disputes.investigated", "disputes.resolved"]),
        # What opened a list ends with its clause.
        (
            "公示许可8件、检查5件，检查3件、处罚2件。",
            [None, None, "enforcement.inspections", "enforcement.penalty_cases"],
        ),
        # Who reviews is told once for all of a list.
        ("法律顾问审查文件10件、合同70余份。", ["legal_service.documents_reviewed"] * 2),
        ("审查文件10件、合同70余份。", ["rules.reviewed_documents", "rules.reviewed_contracts"]),
        # Powers of one list are no penalties.
        ("梳理行政权力事项441项，其中行政处罚342项。", ["service.powers", None]),
        # None came of what is named before: that denies nothing of all the others.
        ("作出的处罚决定均未引起行政复议。", [None]),
        ("全年未引发行政复议。", ["review.reconsideration"]),
        # A statement of none behind what it denies.
        ("行政应诉案件12件，均未败诉。", ["review.litigation", "review.lost_suits"]),
        ("行政复议案件均为零。", ["review.reconsideration"]),
        ("行政处罚案件为0；行政诉讼案件为0。", ["enforcement.penalty_cases", "review.litigation"]),
        ("行政复议、行政诉讼均未发生。", ["review.reconsideration", "review.litigation"]),
        ("今年我镇行政复议和行政应诉皆无。", ["review.reconsideration", "review.litigation"]),
        ("行政复议、行政诉讼“零发生”。", ["review.reconsideration", "review.litigation"]),
        ("收到行政复议2件、行政诉讼均未发生。", ["review.reconsideration", "review.litigation"]),
        ("对投诉人所提行政复议未予受理。", []),
        # A joint verb of screening and settling is neither.
        ("排查调处纠纷12件，化解12件。", ["disputes.handled", "disputes.resolved"]),
        # A figure of a part of the year leaves the indicator to the year's own, whichever is first.
        ("第三季度办理信访事项十二批次，全年四十九批次。", [None, "petitions.cases"]),
        ("一季度调解纠纷8件，全年调解纠纷35件。", [None, "disputes.mediated"]),
        ("全年调解纠纷35件。一季度调解纠纷8件。", ["disputes.mediated", None]),
        ("2023年1-6月调解纠纷8件，全年调解纠纷35件。", [None, "disputes.mediated"]),
        (
            "上半年调解纠纷8件。3月份调解纠纷2件。全年调解纠纷35件。",
            [None, None, "disputes.mediated"],
        ),
        # A semicolon ends what the word for a part of the year is said of.
        ("截至11月底，调解纠纷8件；全年调解纠纷35件。", [None, "disputes.mediated"]),
        ("截止2023年10月份，调解纠纷8件。全年调解纠纷35件。", [None, "disputes.mediated"]),
        ("截至11月底，调解纠纷8件。", ["disputes.mediated"]),
        ("2023年11月份调解纠纷8件，全年调解纠纷35件。", [None, "disputes.mediated"]),
        ("一季度调解纠纷8件；调解纠纷35件。", [None, "disputes.mediated"]),
        # Where it stands alone it is all there is.
        ("上半年调解纠纷8件。", ["disputes.mediated"]),
        # All months are the year, and a year smaller than its part is a contradiction.
        (
            "1-12月调解纠纷35件，第四季度调解纠纷8件。",
            ["disputes.mediated", None],
        ),
        (
            "上半年调解纠纷40件，全年调解纠纷35件。",
            ["disputes.mediated", "disputes.mediated"],
        ),
        # The noun that is counted decides.
        ("12个村均设立人民调解室。", ["capacity.villages"]),
        ("与2家律师事务所签订法律顾问合同。", ["legal_service.adviser_firms"]),
        # A total and a later stage or share of it: the indicator goes to one of them.
        (
            "收到政府信息公开申请9件，受理9件，办结8件。",
            ["disclosure.requests", None, None],
        ),
        (
            "办理行政处罚案件15件，其中简易程序9件。",
            ["enforcement.penalty_cases", "enforcement.penalties_simple"],
        ),
        (
            "行政应诉案件11件，其中一审7件、二审4件。",
            ["review.litigation", "review.litigation_first", "review.litigation_second"],
        ),
        # Numbers that add up to a total that is not stated both have it.
        (
            "办理人大代表建议14件、政协提案10件。",
            ["oversight.proposals", "oversight.proposals"],
        ),
        # Kinds of a total have ids of their own.
        (
            "合法性审查90件，审查合同70件，审查文件20件。",
            ["rules.reviewed", "rules.reviewed_contracts", "rules.reviewed_documents"],
        ),
        # What one number counts together is of no kind alone.
        ("对重大决策、合同开展合法性审查36件。", ["rules.reviewed"]),
        ("对52件重大行政决策草案、规范性文件草案进行合法性审核。", ["rules.reviewed"]),
        # A bracket decides where the clause does not.
        ("建成调解室12个（人民调解案件30件）。", ["capacity.mediation_orgs", "disputes.mediated"]),
        # Numbers told apart for the members of a list.
        (
            "调解家庭纠纷、邻里纠纷、合同纠纷分别为12件、10件、8件。",
            ["disputes.family", "disputes.neighbour", "disputes.contract"],
        ),
        (
            "排查、调解、化解矛盾纠纷分别为80件、78件、75件。",
            ["disputes.investigated", "disputes.mediated", "disputes.resolved"],
        ),
        ("行政复议和行政诉讼案件分别为3件、5件。", ["review.reconsideration", "review.litigation"]),
        # Changes are no levels, so many for each no totals; how often keeps its id.
        ("普法活动同比增加12场。", [None]),
        ("每季度开展普法宣传活动1次。", ["publicity.events"]),
        ("每个村每年开展普法宣传活动1次。", [None]),
        ("每月学法一次，全年集体学法12次。", ["study.sessions", "study.sessions"]),
        # A measure word in brackets, and mentions that touch.
        ("受理信访件45件（次）。", ["petitions.cases"]),
        ("接待来访群众68批124人次。", ["petitions.cases", "petitions.visitors"]),
        # What follows a village's name as part of another is no village.
        ("新建社区公园3个，改造2个社区公园。", [None, None]),
        # Zero statements.
        ("全年无行政复议案件。", ["review.reconsideration"]),
        ("未发生重大群体性事件。", ["incidents.mass"]),
        # Of what followed from disputes there was none: no word on disputes.
        (
            "受理纠纷61件，未发生重大矛盾纠纷引发的恶性案件。",
            ["disputes.accepted", None],
        ),
        # What is planned and what is done already are of one thing.
        (
            "计划明年开展执法培训4次，今年已开展3次。",
            ["enforcement.training_sessions", "enforcement.training_sessions"],
        ),
        (
            "行政复议案件零受理、行政诉讼案件零发生。",
            ["review.reconsideration", "review.litigation"],
        ),
        # Meetings on enforcement are no inspections.
        ("组织召开执法协调会2次，开展执法检查8次。", [None, "enforcement.inspections"]),
        ("参加市级执法检查推进会1次。", [None]),
        ("召开综合执法工作联席会议3次。", [None]),
        # What each of several has is no figure of the town.
        ("14个村均聘请1名法律顾问。", ["capacity.villages", None]),
        ("各执法单位均配备2名持证人员。", [None]),
        ("辖区群体性事件零发生。", ["incidents.mass"]),
        # What is denied is the noun at the end: no word on petitions, none on disputes of the year.
        ("全年未发生信访人员脱离视线情况。", [None]),
        # A verb with a light ending is the same verb.
        ("排查了各类纠纷34件。", ["disputes.investigated"]),
        ("收到各类矛盾纠纷21起。", ["disputes.accepted"]),
        # What was prevented was no dispute.
        ("调解纠纷25件，防止矛盾纠纷6件。", ["disputes.mediated", None]),
        # A kind of calls is no name for all of them.
        ("受理热线工单90件：咨询类60件、求助类30件。", ["petitions.hotline", None, None]),
        # Parts of different groups (其中…) have each its own.
        (
            "开展法律服务80件，其中法律援助50件，参与人民调解30件。",
            [None, "legal_service.aid_cases", "disputes.mediated"],
        ),
        # A total that the indicator fits by context only leaves it to the part it fits by name.
        (
            "现有执法人员14名，其中持有行政执法证11人。",
            ["enforcement.staff", "enforcement.licensed_officers"],
        ),
        # Petitions are settled too: their rate is none of disputes.
        ("化解信访积案6件，化解率100%。", ["petitions.cases", None]),
        # In a list each noun belongs to the number before it.
        ("辖9个行政村、120个村民小组。", ["capacity.villages", None]),
        ("未发生越级上访和群体性事件。", [None, "incidents.mass"]),
        # The name of an office holds no verb of inspection.
        ("会同公安、市场监管等5个部门上门服务。", [None]),
        ("经清理，继续有效的规范性文件31件。", ["rules.screened"]),
        # Study and speeches on what is no law, unless law is named beside it.
        ("宣讲党的二十大精神20场，受众2.6万人。", [None, None]),
        ("宣讲党的二十大精神和宪法，举办法治讲座20场。", ["publicity.lectures"]),
        # A minimum of each, and a noun that is none of what stands before.
        ("各科室均实现2名以上在编人员具备执法资格。", [None]),
        ("将法律援助列入22件实事之一。", [None]),
        # Parts of a total that counts something else are whole figures.
        (
            "甄别出140件规范性文件，废止19件，宣布失效120件，修改1件。",
            ["rules.screened", "rules.cleaned", "rules.cleaned", "rules.cleaned"],
        ),
        # Parts told alike behind a semicolon are parts too.
        (
            "罚款9万元。其中，简易程序案件28件，罚款2万元；普通程序案件8件，罚款7万元。",
            [
                "enforcement.fines",
                "enforcement.penalties_simple",
                None,
                "enforcement.penalties_ordinary",
                None,
            ],
        ),
        # Numbers in brackets behind each noun of a list are of these.
        (
            "化解矛盾90件，主要是地界（40件）、家庭（30件）和欠薪（20件）。",
            ["disputes.resolved", "disputes.land", "disputes.family", "disputes.labour"],
        ),
        # What each of several did, whoever stands before 各; things done share out the number.
        ("镇长、副镇长各出庭2次。", [None]),
        ("法治讲座、法律咨询各开展6场。", ["publicity.lectures"]),
        # Those of one schooling are not the staff, those who hold the certificate are known.
        (
            "执法人员紧缺，法学专业毕业的仅2人，持证的仅5人。",
            [None, "enforcement.licensed_officers"],
        ),
        # None of what one act brought says nothing of the whole.
        ("行政处罚9件，当事人均未申请行政复议。", ["enforcement.penalty_cases", None]),
        # Old cases settled are some of those that the sentence has counted.
        ("办理信访件40件，包案化解信访积案6件。", ["petitions.cases", None]),
        ("办理信访件40件。包案化解信访积案6件。", ["petitions.cases", "petitions.cases"]),
        # Batches of visitors are none of the cases.
        (
            "接待来访群众30批80人次，化解信访积案2件。",
            ["petitions.cases", "petitions.visitors", "petitions.cases"],
        ),
        # A minimum of every sort is one of all, that of each village is none.
        ("全年开展各类普法活动不少于40场。", ["publicity.events"]),
        ("各村开展普法活动不少于4场。", [None]),
        ("组织村干部、网格员各类法治培训5次。", ["study.trainings"]),
        # What was kept from happening is no incident.
        ("制止群体性上访2起。", [None]),
        # Procedures of an unstated total both count; as parts of a stated one they do not.
        (
            "办理简易程序案件8件，办理一般程序案件5件。",
            ["enforcement.penalties_simple", "enforcement.penalties_ordinary"],
        ),
        # Stations and windows are counted, not the cases they are for.
        ("建成法律援助工作站7个，设信访接待窗口2个。", [None, None]),
        # What was done at each of several times is none of all of them.
        ("镇党委会议年初、年末各听取两次法治建设汇报。", [None]),
        # What nothing fits stays without.
        ("辖区面积104.5平方公里，种植水稻300亩。", [None, None]),
    ],
)
def test_a_passage_is_coded(passage: str, wanted: list[str | None]) -> None:
    assert ids(passage) == wanted


def test_the_heading_above_decides_what_a_training_is() -> None:
    emergency, enforcement = (
        "一、加强应急管理\n全年组织培训6次。\n",
        "一、规范行政执法\n全年组织培训6次。\n",
    )
    assert ids(emergency) == ["emergency.trainings"]
    assert ids(enforcement) == ["enforcement.training_sessions"]


def test_every_coded_mention_names_its_rule() -> None:
    for mention in coded("排查化解矛盾纠纷32起，投入50万元。"):
        assert (mention.rule is None) == (mention.indicator is None)
    (first, _) = coded("排查化解矛盾纠纷32起，投入50万元。")
    assert first.rule == "disputes.handled#joint_verb"


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(["，", "。", "调解", "纠纷", "12件", "其中", "（", "）", "3个村", "无"]),
        max_size=14,
    )
)
def test_coding_adds_ids_and_changes_nothing_else(pieces: list[str]) -> None:
    text = read_bytes(("镇" + "".join(pieces)).encode(), "pieces.txt", book=BOOK)
    outline = find_outline(text, book=BOOK)
    before = find_quantities(text, outline, book=BOOK)
    after = code(text, outline, before, BOOK)
    assert [one.place for one in after] == [one.place for one in before]
    assert [one.value for one in after] == [one.value for one in before]
    assert all(one.indicator is None or one.indicator in indicators(BOOK).entries for one in after)


@pytest.mark.parametrize(
    ("passage", "noun"),
    [
        ("栽种行道树300棵。", "行道树"),
        ("开通3条公交线路。", "公交线路"),
        ("全镇共有10个网格单元。", "网格单元"),
        ("走访企业52家，了解需求。", "企业"),
        ("为8名困难老人上门服务。", "困难老人上门服务"),
    ],
)
def test_the_head_noun_of_an_uncoded_mention(passage: str, noun: str) -> None:
    text = read_bytes(passage.encode(), "passage.txt", book=BOOK)
    outline = find_outline(text, book=BOOK)
    (mention,) = find_quantities(text, outline, book=BOOK)
    clause = text.clean[mention.clause.clean_start : mention.clause.clean_end]
    assert head_noun(clause, mention) == noun


def test_the_noun_of_a_cell_is_what_row_and_head_say() -> None:
    table = "类别\t受理（件）\t到场\n邻里纠纷\t57\t4人次\n家庭纠纷\t41\t3人次\n"
    text = read_bytes(table.encode(), "table.txt", book=BOOK)
    mentions = find_quantities(text, find_outline(text, book=BOOK), book=BOOK)
    spans = [(one.clause.clean_start, one.clause.clean_end) for one in mentions]
    nouns = [
        head_noun(text.clean[slice(*span)], one) for span, one in zip(spans, mentions, strict=True)
    ]
    assert len(nouns) == 4
    assert "邻里纠纷" in nouns[0]
    assert not any("\t" in noun for noun in nouns)


def test_a_bracket_that_is_closed_leaves_what_follows_whole() -> None:
    assert [mention.part for mention in coded("受理40件（其中重大5件），调解38件。")] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "passage",
    [
        "过半数班子成员参加法治培训。",
        "一半时间用于普法宣传活动。",
        "三分之二的网格员参加培训。",
        "每百户配备人民调解员1名。",
    ],
)
def test_a_share_or_so_many_for_so_many_is_no_number_of_all(passage: str) -> None:
    assert set(ids(passage)) == {None}


@pytest.mark.parametrize(
    "passage",
    [
        "合法性审核24件=文件15件+合同9件。",
        "审核各类文件合同24件，即文件15件、合同9件。",
        "合法性审查24件——文件15件、合同9件。",
        "合法性审查24件：文件15件、合同9件。",
    ],
)
def test_what_a_total_is_made_of_are_its_parts_each_of_its_kind(passage: str) -> None:
    found = [(one.indicator, one.part) for one in coded(passage)]
    assert found == [
        ("rules.reviewed", False),
        ("rules.reviewed_documents", True),
        ("rules.reviewed_contracts", True),
    ]


def test_what_does_not_add_up_to_what_stands_before_it_is_no_part_of_it() -> None:
    assert not any(one.part for one in coded("合法性审查24件：文件15件、合同19件。"))


def test_a_sign_inside_the_name_of_a_course_ends_no_clause() -> None:
    assert ids("60名公职人员参加“学法+考试”活动。") == ids("60名公职人员参加“学法考试”活动。")


@pytest.mark.parametrize(
    ("passage", "wanted"),
    [
        # What each of several has is no figure of the whole; what they have together is.
        (
            "全镇21个村各配调解员两名，共四十二名。",
            ["capacity.villages", None, "capacity.mediators"],
        ),
        ("每村培育法律明白人3名，合计63名。", [None, "legal_service.law_savvy"]),
        ("每组培育3名法律明白人，全镇共有63名。", [None, "legal_service.law_savvy"]),
        ("各村（社区）至少培育3名法律明白人。", [None]),
        # Kinds, and a total that is no multiple, tell nothing of each.
        ("化解各类纠纷30件，共涉及60人。", ["disputes.resolved", None]),
        ("各村选配法律明白人8名，共有20名。", ["legal_service.law_savvy", None]),
    ],
)
def test_what_each_has_and_what_all_have(passage: str, wanted: list[str | None]) -> None:
    assert ids(passage) == wanted


def test_what_all_have_stands_as_what_each_has_does() -> None:
    assert [one.period for one in coded("八个村各有网格员两名，共十六名。")] == ["stock"] * 3


def test_complaints_and_reports_of_wrongs_add_up() -> None:
    found = coded("12315受理投诉460件、举报82件。")
    assert [(one.indicator, one.beside) for one in found] == [
        ("petitions.hotline", False),
        ("petitions.hotline", True),
    ]
    assert ids("12315受理投诉举报542件，其中投诉460件、举报82件。") == [
        "petitions.hotline",
        None,
        None,
    ]


def test_a_row_of_money_or_shares_is_told_of_the_row_above() -> None:
    table = (
        "项目\t数量\n受理消费投诉（件）\t214\n挽回损失（万元）\t9.6\n办理人大建议（件）\t12\n"
        "办复率（%）\t100\n行政处罚（件）\t21\n挽回损失（万元）\t9\n"
    )
    assert ids(table) == [
        "petitions.complaints",
        "petitions.consumer_amount",
        "oversight.proposals",
        "oversight.reply_rate",
        "enforcement.penalty_cases",
        None,
    ]
