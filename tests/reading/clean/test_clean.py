"""Clean text: width, spaces, residue, broken lines; raw text stays as it was."""

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes, read_file
from fazhi.reading.clean import clean
from fazhi.records import RawText, Text

BOOK = load_codebook()

RAW = Path(__file__).parents[3] / "data/raw"


def cleaned(text: str) -> str:
    return clean(RawText(text, "txt"), BOOK).clean


def report(name: str) -> Text:
    return read_file(next(RAW.glob(f"{name}*.txt")), book=BOOK)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("办理案件３２起，增长１２．５％", "办理案件32起，增长12.5%"),
        ("(一)强化领导,落实责任;加强督查:", "（一）强化领导，落实责任；加强督查："),
        ("在3.15、12.4等节点宣传", "在3.15、12.4等节点宣传"),
        ("会议于10:30开始", "会议于10:30开始"),
        ("发放1,200份,接待2,300人", "发放1,200份，接待2,300人"),
        ("实施方案(2022-2025年)", "实施方案（2022-2025年）"),
        ("详见http://www.gov.cn:8080/a?b=1,谢谢", "详见http://www.gov.cn:8080/a?b=1，谢谢"),
        ("Rule of law, (see below): yes; no.", "Rule of law, (see below): yes; no."),
        ("\uf06c全年检查。是\uf0fe否\uf0a8", "●全年检查。是☑否☐"),
        ("不明\uf04a的字", "不明\uf04a的字"),
        ("1)加强领导", "1）加强领导"),
        ("1．加强领导", "1.加强领导"),
        ("一.加强领导", "一.加强领导"),
        ("再上新台阶.", "再上新台阶。"),
        ("带头学法.把民法典列入议题. 抓好考试", "带头学法。把民法典列入议题。抓好考试"),
        ('落实"三项制度"', "落实“三项制度”"),
        ("「誰執法誰普法」", "“谁执法谁普法”"),
        ("村(居)法律顾问", "村（居）法律顾问"),
        ("⼯作⼈员", "工作人员"),
        ("︵一︶规范执法︐检查4次︒见︽条例︾", "（一）规范执法，检查4次。见《条例》"),
        ("GDP增长(%)", "GDP增长（%）"),
    ],
)
def test_width_becomes_regular(raw: str, expected: str) -> None:
    assert cleaned(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("调解 52 件，成功率达 100%。", "调解52件，成功率达100%。"),
        ("利用 LED 屏幕播放", "利用LED屏幕播放"),
        ("关 于 报 告", "关于报告"),
        ("see the rule of law", "see the rule of law"),
        ("2022 2023", "2022 2023"),
        ("各位代表：\u200d\n　　现在", "各位代表：\n现在"),
        ("调\u200b解52\ufeff件", "调解52件"),
        ("案件\t32\t起", "案件\t32\t起"),
        ("第一段。\r\n\r\n　　第二段。\r\n", "第一段。\n第二段。"),
    ],
)
def test_spaces_are_tidied(raw: str, expected: str) -> None:
    assert cleaned(raw) == expected


def test_xiping_s_title_is_apart_from_its_addressees() -> None:
    lines = report("西坪镇").clean.split("\n")
    assert lines[:4] == [
        "中共西坪镇委员会文件",
        "西镇发〔2024〕1号",
        "中共西坪镇委员会西坪镇人民政府关于2023年法治政府建设情况的报告",
        "各村（居）、各单位：",
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("西坪镇", "西坪镇高位推动，专班推进，坚持定期"),
        ("西坪镇", "镇组织了习近平法治思想专题学习"),
        ("西坪镇", "严格行政执法人员资格管理、培训考核、持证上岗制度，现有13名人员"),
        ("西坪镇", "有效维护了全镇的社会稳定。"),
        ("西坪镇", "尊法学法守法用法的模范，从而进一步提升"),
        ("彭堡镇", "进一步加大镇领导干部法律知识培训力度"),
        ("彭堡镇", "通过举办以案说法等方式，有效提高了"),
        ("彭堡镇", "主动表明身份、亮证执法"),
        ("彭堡镇", "办事程序、收费标准"),
        ("湾头桥镇", "注重创新方式方法，扩大依法治镇工作覆盖面。"),
    ],
)
def test_sentences_broken_by_the_page_are_whole(name: str, words: str) -> None:
    assert words in report(name).clean


def test_pengbao_s_doubled_characters_are_told_as_repairs() -> None:
    text = report("彭堡镇")
    doubled = [text.raw[mark.start : mark.end] for mark in text.repairs if mark.kind == "doubled"]
    assert doubled == ["大", "领"]
    assert "加大大镇领\n\n领导干部" in text.raw


@pytest.mark.parametrize("pair", ["层\n\n层", "大\n\n大", "人\n\n人"])
def test_real_reduplication_at_a_page_break_stays(pair: str) -> None:
    text = f"镇党委高度重视，多次研究。全镇上下深入学习，广泛开展活动，{pair}压实责任，落到实处。"
    assert pair.replace("\n", "") in cleaned(text)


def test_wantouqiao_s_loss_is_marked_and_not_glued() -> None:
    text = report("湾头桥镇")
    assert [text.raw[mark.start - 6 : mark.end] for mark in text.damages] == ["，做到定时限、"]
    assert "做到定时限、\n建，领导干部" in text.clean


@pytest.mark.parametrize("name", ["兴泾镇", "平安镇", "彭堡镇", "西坪镇"])
def test_reports_without_loss_have_no_damage(name: str) -> None:
    assert report(name).damages == ()


def test_residue_is_gone_from_clean_and_stays_in_raw() -> None:
    xingjing, pengbao = report("兴泾镇"), report("彭堡镇")
    assert xingjing.raw.rstrip().endswith("掃一掃 手機瀏覽")
    assert xingjing.clean.endswith("重点防范信访衍生出的网络舆情。")
    assert "\n（一）强化组织领导，法治基础不断夯实\n" in xingjing.clean
    assert "此页无正文" in pengbao.raw
    assert pengbao.clean.endswith("再上新水平。\n固原市原州区彭堡镇人民政府\n2022年2月20日")


def test_unfinished_page_followed_by_a_jump_of_numbers_is_a_loss() -> None:
    raw = (
        "一、主要做法\n镇党委高度重视法治建设。通过多种形式开展普法宣传，深入村组\n\n"
        "的意识和水平有待提高。\n四、下一步打算\n继续努力。\n"
    )
    text = clean(RawText(raw, "txt"), BOOK)
    assert [mark.kind for mark in text.damages] == ["break"]
    assert "深入村组\n的意识" in text.clean


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("制定《法治政府建设", "工作方案》，明确了责任。"),
        ("先后开展活动12次，参加人员120", "多人次，效果良好。"),
        ("落实“谁执法谁普法", "”普法责任制，效果良好。"),
    ],
)
def test_true_continuations_are_no_loss(before: str, after: str) -> None:
    raw = f"一、主要做法\n镇党委高度重视。{before}\n\n{after}\n二、下一步打算\n继续努力。\n"
    text = clean(RawText(raw, "txt"), BOOK)
    assert text.damages == ()
    assert before + after in text.clean


def wrapped(paragraphs: list[str], width: int, indent: str) -> str:
    lines: list[str] = []
    for paragraph in paragraphs:
        line = indent
        for sign in paragraph:
            if len(line.encode("gbk")) + 2 > 2 * width and sign not in "，。；、”）》":
                lines.append(line)
                line = ""
            line += sign
        lines.append(line)
    return "\n".join(lines)


@pytest.mark.parametrize("width", [24, 28, 36])
@pytest.mark.parametrize("name", ["兴泾镇", "西坪镇"])
def test_text_wrapped_at_a_fixed_width_is_unwrapped(name: str, width: int) -> None:
    text = report(name).clean
    body = [line for line in text.split("\n")[4:] if len(line) > 3]
    assert cleaned(wrapped(body, width, "　　")).split("\n") == body


def test_what_lies_between_paragraphs_stays_between_them() -> None:
    raw = (
        "某镇人民政府\n关于2023年法治政府建设情况的报告\n县人民政府：\n一、加强领导，落实责任\n"
        "镇党委重视。\n某镇人民政府\n2024年1月5日\n"
    )
    assert cleaned(raw) == raw.strip()


def test_unfinished_first_line_and_english_words_keep_their_space() -> None:
    raw = "全镇推广使用移动平台。平台名为rule of\nlaw，深受欢迎。"
    assert "rule of law，深受" in read_bytes(raw.encode(), "a.txt", book=BOOK).clean


@pytest.mark.parametrize("title", ["工 作 情 况 报 告", "樟 村 坪 镇 年 度 总 结"])
def test_a_title_with_its_letters_apart_ends_above_the_text(title: str) -> None:
    lines = cleaned(f"{title}\n2023年，我镇扎实推进法治政府建设，现将有关情况报告如下。")
    assert lines.split("\n")[0] == title.replace(" ", "")


def test_a_heading_with_its_letters_apart_goes_on_in_the_next_line() -> None:
    raw = (
        "一、 加 强 组 织 领 导 ， 压 实\n法 治 责 任\n召开会议3次。\n"
        "二、 规 范 执 法 行 为\n三、存 在 问 题\n"
        "柳 河 乡 人 民 政 府\n工 作 报 告\n"
    )
    assert cleaned(raw).split("\n") == [
        "一、加强组织领导，压实法治责任",
        "召开会议3次。",
        "二、规范执法行为",
        "三、存在问题",
        "柳河乡人民政府",
        "工作报告",
    ]


def test_a_short_line_said_twice_is_read_without_harm() -> None:
    text = read_bytes("在工作中，\n在工作中，".encode(), "report.txt", book=BOOK)
    assert text.clean == "在工作中，"


@pytest.mark.parametrize(
    ("end", "lost"),
    [
        ("为全镇经济社会发展提供了有力的", True),
        ("全年开展普法宣传活动12次，", True),
        ("不断提高依法行政水平。", False),
        ("为建设美丽乡村作出新贡献", False),
        ("\n某镇人民政府", False),
    ],
)
def test_a_text_that_stops_in_a_sentence_is_told_as_broken_off(end: str, lost: bool) -> None:
    body = "一年来，全镇认真落实各项部署，深入开展法治宣传教育，扎实推进依法行政各项工作，" + end
    assert bool(clean(RawText(body, "txt"), BOOK).damages) is lost


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("积极开展各类形式的普法宣传 教育\n宣传 教育活动", "积极开展各类形式的普法宣传教育活动"),
        ("认真开展行政 复 议\n行政 复 议工作", "认真开展行政复议工作"),
        ("全面推进司法所 规范化\u3000建设\n规范化\u3000建设", "全面推进司法所规范化建设"),
        ("有序推进村 居法律\t顾问\n居法律\t顾问", "有序推进村居法律\t顾问\n居法律\t顾问"),
    ],
)
def test_words_with_spaces_doubled_by_a_page_end_are_taken_out_once(
    raw: str, expected: str
) -> None:
    opening = "今年以来，我镇认真落实县委县政府的各项工作部署，"
    assert cleaned(f"{opening}{raw}，效果良好。\n") == f"{opening}{expected}，效果良好。"


@pytest.mark.parametrize("mark", ["三十十", "十十十", "二三十", "十十", "二三"])
def test_a_mark_that_is_no_number_does_not_stop_the_reading(mark: str) -> None:
    words = f"一、主要成效\n我镇认真落实各项工作部署。积极开展\n普法宣传活动。\n{mark}、存在问题\n"
    assert "积极开展普法宣传活动。\n" in cleaned(words)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("受理⼈⺠来信5件，镇⻓接访12次。", "受理人民来信5件，镇长接访12次。"),
        ("⻘山镇排查⽭盾纠纷128件，开展⺠法典宣传。", "青山镇排查矛盾纠纷128件，开展民法典宣传。"),
        (
            "⻓效机制、⻛险排查、⻋位、⻔前、⻝品、⻢路、⻥塘、⻩河",
            "长效机制、风险排查、车位、门前、食品、马路、鱼塘、黄河",
        ),
        ("⻅证⻚面，⻬抓共管，⻰头企业，⻨田⻁口", "见证页面，齐抓共管，龙头企业，麦田虎口"),
    ],
)
def test_radicals_that_stand_for_characters_become_them(raw: str, clean: str) -> None:
    assert read_bytes(raw.encode(), "a.txt", book=BOOK).clean == clean
