"""Pages of portals: the article alone, and what the portal says about it."""

# ruff: noqa: E501 - markup is one piece

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes, read_file
from tests.reading.web.portal import portal

BOOK = load_codebook()

RAW = Path(__file__).parents[3] / "data/raw"
REPORTS = sorted(RAW.glob("*.txt"))


@pytest.mark.parametrize("style", ["p", "br", "table", "box"])
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)
def test_a_portal_page_reads_as_the_plain_text(report: Path, style: str) -> None:
    plain = read_file(report, book=BOOK)
    page = read_bytes(portal(plain.raw.split("\n"), style), "t20240115_1.html", book=BOOK)
    assert page.clean == plain.clean
    assert page.format == "html"
    assert len(page.damages) == len(plain.damages)


@pytest.mark.parametrize("charset", ["gbk", "gb18030", ""])
def test_gbk_pages_with_and_without_declared_charset(charset: str) -> None:
    plain = read_file(REPORTS[0], book=BOOK)
    page = read_bytes(portal(plain.raw.split("\n"), "p", charset), "a.html", book=BOOK)
    assert (page.clean, page.encoding) == (plain.clean, "gb18030")


def test_big5_page() -> None:
    plain = read_file(next(RAW.glob("兴泾镇*")), book=BOOK)
    page = read_bytes(portal(plain.raw.split("\n"), "br", "big5"), "a.html", book=BOOK)
    assert page.clean == plain.clean


def test_the_portal_s_statements_are_metadata() -> None:
    lines = read_file(REPORTS[0], book=BOOK).raw.split("\n")
    page = read_bytes(portal(lines, title="某某镇2023年法治政府建设情况报告"), "a.html", book=BOOK)
    expected = {
        "index_number": "640105/2024-00012",
        "doc_number": "某政发〔2024〕1号",
        "publisher": "某某镇人民政府",
        "issued_date": "2024-01-10",
        "published_date": "2024-01-15",
        "source": "某某镇",
        "title": "某某镇2023年法治政府建设情况报告",
        "url": "/zwgk/202401/t20240115_1.html",
    }
    assert {key: page.metadata.get(key) for key in expected} == expected
    assert page.clean.startswith("某某镇2023年法治政府建设情况报告\n")


def test_a_list_of_statements_with_values_on_the_next_line() -> None:
    page = (
        "<html><body><ul><li><b>索引号：</b><p>610728/2024-1</p></li><li><b>主题分类：</b><p></p></li>"
        "<li><b>发布日期：</b><p>2024年4月6日 16:34</p></li></ul>"
        "<div><p>一、加强领导，落实责任。</p><p>镇党委高度重视，多次研究，成效明显。</p></div></body></html>"
    )
    metadata = read_bytes(page.encode(), "a.html", book=BOOK).metadata
    assert metadata["index_number"] == "610728/2024-1"
    assert metadata["published_date"] == "2024-04-06"


def test_a_data_table_is_one_row_a_line() -> None:
    page = (
        "<html><body><div id=zoom><p>一、案件办理情况，见下表。</p>"
        "<table><tr><th>类型</th><th>件</th></tr>"
        "<tr><td>婚姻家庭</td><td>12</td></tr><tr><td>邻里</td><td>10</td></tr></table>"
        "<p>以上案件，均已办结。</p></div></body></html>"
    )
    assert read_bytes(page.encode(), "a.html", book=BOOK).clean.split("\n") == [
        "一、案件办理情况，见下表。",
        "类型\t件",
        "婚姻家庭\t12",
        "邻里\t10",
        "以上案件，均已办结。",
    ]


def test_numbers_that_a_browser_shows_are_kept() -> None:
    page = (
        "<html><body><div><ol><li>加强领导，落实责任。</li><li>加强宣传，营造氛围。</li></ol>"
        "<ol style='list-style-type:cjk-ideographic' start=3><li>加强监督，规范执法。</li></ol>"
        "</div></body></html>"
    )
    assert read_bytes(page.encode(), "a.html", book=BOOK).clean.split("\n") == [
        "1.加强领导，落实责任。",
        "2.加强宣传，营造氛围。",
        "三、加强监督，规范执法。",
    ]


def test_entities_and_scripts() -> None:
    page = (
        "<html><body><div><p>落实&ldquo;三项制度&rdquo;，增长&#49;&#50;&#37;&nbsp;。</p>"
        "<script>var a='<p>坏，人。</p>'</script><noscript>请启用脚本，谢谢。</noscript>"
        "<p onclick=alert(1)>结束，完。<img src=x onerror=alert(1)></p></div></body></html>"
    )
    text = read_bytes(page.encode(), "a.html", book=BOOK)
    assert text.clean == "落实“三项制度”，增长12%。\n结束，完。"
    assert "alert" not in text.raw


def test_a_page_that_a_script_fills_is_refused() -> None:
    page = b"<!doctype html><html><head><title>x</title></head><body><script>load()</script></body>"
    with pytest.raises(ReadError) as caught:
        read_bytes(page, "a.html", book=BOOK)
    assert caught.value.code == "script_only"


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<ol><li>甲，一。</li><li value=5>乙，二。</li><li>丙，三。</li></ol>", ["1.甲，一。", "5.乙，二。", "6.丙，三。"]),
        ("<ol start=0 type=a><li>甲，一。</li></ol>", ["0.甲，一。"]),
        ("<ol type=I><li>甲，一。</li><li type=i>乙，二。</li></ol>", ["I.甲，一。", "ii.乙，二。"]),
        ("<ol reversed start=9><li>甲，一。</li><li>乙，二。</li></ol>", ["9.甲，一。", "8.乙，二。"]),
        ("<ol style='list-style: none'><li>甲，一。</li></ol>", ["甲，一。"]),
        ("<style>ul,ol{list-style:none}</style><ol><li>甲，一。</li></ol>", ["甲，一。"]),
        ("<style>@media print{ol{list-style:none}}</style><ol><li>甲，一。</li></ol>", ["1.甲，一。"]),
        ("<style>.a ol{list-style-type:trad-chinese-formal}</style><div class=a><ol><li>甲，一。</li><li>乙，二。</li></ol></div>", ["壹、甲，一。", "贰、乙，二。"]),
        ("<style>li{list-style-type:cjk-heavenly-stem}</style><ol><li>甲，一。</li><li>乙，二。</li></ol>", ["甲、甲，一。", "乙、乙，二。"]),
        ("<ul style='list-style-type:cjk-ideographic'><li>甲，一。</li></ul>", ["一、甲，一。"]),
        ("<ul><li>甲，一。</li></ul>", ["甲，一。"]),
        ("<ol style='list-style: decimal-leading-zero inside'><li>甲，一。</li></ol>", ["01.甲，一。"]),
        ("<ol><li>甲，一。<ol type=a><li>乙，二。</li></ol></li><li>丙，三。</li></ol>", ["1.甲，一。", "a.乙，二。", "2.丙，三。"]),
        ("<ol><li style='display:none'>藏，零。</li><li>甲，一。</li></ol>", ["1.甲，一。"]),
        # As editors of portals and LibreOffice write items: the words in a paragraph, on its line.
        ("<ol class=list-paddingleft-2>\n<li>\n<p>甲，一。</p><p>又，一。</p></li><li><p style='margin:0'>乙，二。</p></li></ol>", ["1.甲，一。", "又，一。", "2.乙，二。"]),
        ("<ol><li><div><p>甲，一。</p></div><ol type=a><li><p>乙，二。</p></li></ol></li></ol>", ["1.甲，一。", "a.乙，二。"]),
        ("<ol style='list-style-type:simp-chinese-informal' start=20><li>甲，一。</li><li>乙，二。</li></ol>", ["二十、甲，一。", "二十一、乙，二。"]),
    ],
)  # fmt: skip
def test_marks_are_those_a_browser_shows(markup: str, lines: list[str]) -> None:
    """findings/every_list_begins_at_one.sh: others count 1, 2, 3 whatever is shown."""
    page = f"<html><body><div id=zoom><p>主要做法如下，现报告。</p>{markup}</div></body></html>"
    assert read_bytes(page.encode(), "a.html", book=BOOK).clean.split("\n")[1:] == lines


def test_lists_of_a_page_are_marked_as_a_browser_marks_them() -> None:
    page = (Path(__file__).parent / "pages/list-marks.html").read_bytes()
    assert read_bytes(page, "a.html", book=BOOK).clean.split("\n") == [
        "主要做法如下，现将有关情况报告：",
        "一、调解矛盾纠纷126起",
        "二、法治宣传35场次",
        "三、执法检查48次",
        "A.甲项",
        "2.三",
        "1.二",
    ]


def test_lines_of_pre_are_paragraphs() -> None:
    page = (Path(__file__).parent / "pages/pre-lines.html").read_bytes()
    text = read_bytes(page, "a.html", book=BOOK)
    assert text.clean.split("\n") == [
        "西坪镇2023年度法治政府建设年度报告",
        "2023年，我镇认真落实法治政府建设要求，现报告如下。",
        "一、主要做法",
        "全年共调解矛盾纠纷126起，调解成功率98%，朱镕村、㙍头村、石𥔵村均无积案。",
        "二、存在的问题",
        "专业执法人员仅3名。",
    ]


@pytest.mark.parametrize(
    ("label", "signed", "published", "issued"),
    [
        ("发布时间：2024-01-15", "", "2024-01-15", ""),
        ("发布时间：2024年1月15日", "", "2024-01-15", ""),
        ("", "<p>柳湾镇人民政府</p><p>2024年1月15日</p>", "", "2024-01-15"),
        ("", "", "", ""),
    ],
)
def test_the_year_in_a_title_is_no_day(
    label: str, signed: str, published: str, issued: str
) -> None:
    """findings/new_years_day_of_the_title.sh: others take it for New Year's Day."""
    title = "柳湾镇2023年法治政府建设年度报告"
    told = "<p>2023年，柳湾镇落实各项任务，现将情况报告如下。</p><p>全年排查矛盾纠纷32件。</p>"
    page = f"<title>{title}</title><h1>{title}</h1><div>{label}</div><div>{told}{signed}</div>"
    text = read_bytes(page.encode(), "a.html", book=BOOK)
    who = understand(text, BOOK, "a.html", "", {}).identity
    assert str(who.published_date or "") == published
    assert str(who.issued_date or "") == issued
    assert who.report_year == 2023


@pytest.mark.parametrize(
    ("above", "published"),
    [
        ("今天是2026年11月30日 星期一", ""),
        ("当前时间：2026年11月30日", ""),
        ("现在是北京时间：2026年11月30日 16:00:00", ""),
        ("打印日期：2026-11-30", ""),
        ("施行日期：2022年1月1日", ""),
        ("失效日期：2030-01-01", ""),
        # A longer word that no list has: better than nothing, and no better than a label.
        ("上网时间：2024-01-12", "2024-01-12"),
        ("时间：2024-01-12", "2024-01-12"),
    ],
)
def test_the_day_is_that_of_its_label(above: str, published: str) -> None:
    """findings/first_day_of_the_page_is_its_own.sh: to others the portal's clock is the day."""
    title = "柳湾镇2023年法治政府建设年度报告"
    told = "<p>2023年，柳湾镇落实各项任务，现将情况报告如下。</p><p>全年排查矛盾纠纷32件。</p>"
    frame = "<title>{0}</title><div>{1}</div>{2}<h1>{0}</h1><div>{3}</div>"
    for label in ("", "<div>发布日期：2024-01-15</div>"):
        page = frame.format(title, above, label, told).encode()
        stated = read_bytes(page, "a.html", book=BOOK).metadata.get("published_date", "")
        is_sure = above.startswith("时间")
        assert stated == ("2024-01-15" if label and not is_sure else published)


def test_measures_and_dates_that_word_marked_are_read() -> None:
    road = '<st1:chmetcnv w:st="on" UnitName="公里" SourceValue="4.6">4.6公里</st1:chmetcnv>'
    day = '<st1:chsdate w:st="on" Year="2025" Month="1" Day="15">2025年1月15日</st1:chsdate>'
    page = f"<html><body><div id=zoom><p>全年改造道路{road}，清理河道。</p><p>{day}</p></div></body></html>"
    text = read_bytes(page.encode(), "a.html", book=BOOK)
    assert text.clean.split("\n") == ["全年改造道路4.6公里，清理河道。", "2025年1月15日"]


def test_marks_of_comments_that_word_saved_are_no_words() -> None:
    mark = "<span style='mso-special-character:comment'>&nbsp;<a class=msocomanchor href='#_msocom_1'>[a1]</a></span>"
    note = "<div style='mso-element:comment-list'><div style='mso-element:comment'><p>这里核实99件。</p></div></div>"
    page = f"<html><body><div><p>全年调解纠纷12件{mark}，成功11件。</p><p>全年接访3批次。</p></div>{note}</body></html>"
    text = read_bytes(page.encode(), "a.html", book=BOOK)
    assert text.clean.split("\n") == ["全年调解纠纷12件，成功11件。", "全年接访3批次。"]


@pytest.mark.parametrize("every", [4, 9, 99])
@pytest.mark.parametrize("style", ["p", "br", "table", "box"])
def test_commas_decide_nothing(style: str, every: int) -> None:
    """findings/commas_decide_what_is_content.sh: others count a clause as a word."""
    told = (
        "镇党委政府坚持把学习宣传宪法法律作为首要任务全年组织各村各单位干部集中学习十二次",
        "镇司法所会同各村调解委员会上门走访困难群众家庭全年共调解邻里婚姻土地各类纠纷三十二件",
        "镇综合行政执法队会同市场监管所开展联合检查行动全年共办理简易程序行政处罚案件二十七件",
    )
    lines = [
        "，".join(words[at : at + every] for at in range(0, len(words), every)) + "。"
        for words in told
    ]
    page = read_bytes(portal(lines, style), "t20240115_1.html", book=BOOK)
    assert page.clean.split("\n") == lines


@pytest.mark.parametrize("language", ["", ' lang="en"', ' lang="zh-CN"'])
@pytest.mark.parametrize("figures", [(32, 46, 15), (3, 5, 8)])
def test_neither_language_nor_figures_make_an_article(
    language: str, figures: tuple[int, int, int]
) -> None:
    """findings/small_numbers_make_an_article.sh: others give some of these pages no text."""
    lines = [
        "镇司法所上门走访，全年调解邻里纠纷{}件，婚姻纠纷{}件，土地纠纷{}件，均已办结。".format(
            *figures
        ),
        "镇综合行政执法队检查食品店和农资店，对发现的问题当场督促整改。",
    ]
    page = portal(lines, "p").decode().replace("<html", f"<html{language}", 1)
    assert read_bytes(page.encode(), "a.html", book=BOOK).clean.split("\n") == lines


@pytest.mark.parametrize("element", ["span", "font", "b"])
def test_a_figure_in_two_spans_is_one(element: str) -> None:
    """findings/one_figure_in_two_spans_is_two.sh: others put a blank between spans."""
    pieces = ("镇司法所上门走访，", "柳", "湾镇全年调解纠纷", "1", "26", "件，均已办结。")
    whole, parted = "".join(pieces), "".join(f"<{element}>{one}</{element}>" for one in pieces)
    other = "镇综合行政执法队会同市场监管所检查食品店和农资店，对发现的问题当场督促整改。"
    page = portal([whole, other, f"全年，{other}"], "p").decode()
    assert whole in page
    read = read_bytes(page.replace(whole, parted).encode(), "a.html", book=BOOK)
    assert read.clean.split("\n")[0] == whole


@pytest.mark.parametrize("style", ["p", "br", "table", "box"])
def test_a_page_in_a_form_is_read(style: str) -> None:
    """findings/page_in_a_form_is_empty.sh: ASP.NET puts every page into one, others leave it out."""
    lines = [f"镇司法所坚持依法行政，调解纠纷{number}件，均已办结。" for number in range(40, 48)]
    page = portal(lines, style).decode()
    start = page.index(">", page.index("<body")) + 1
    form = '<form method="post" action="./a.aspx" id="aspnetForm"><input type="hidden" value="">'
    page = page[:start] + form + page[start:].replace("</body>", "</form></body>")
    assert read_bytes(page.encode(), "a.html", book=BOOK).clean.split("\n") == lines


@pytest.mark.parametrize("mark", ["u", "b", "em", "mark", "big", "ins", "time"])
def test_a_marked_figure_leaves_the_article_whole(mark: str) -> None:
    """findings/underlined_figure_is_the_article.sh: to others its paragraph is all there is."""
    short = "镇司法所坚持依法行政，规范执法行为，调解纠纷{}件，均已办结。"
    lines = [short.format(number) for number in range(40, 52)]
    marked = "坚持党建引领，完善工作机制，压实主体责任，" * 5 + "办理复议{}件。"
    lines[4] = marked.format(44)
    page = portal(lines, "p").decode().replace("复议44件", f"复议<{mark}>44</{mark}>件")
    read = read_bytes(page.encode(), "a.html", book=BOOK)
    assert read.clean.split("\n") == lines


@pytest.mark.parametrize("mark", ["ul", "ol"])
def test_measures_in_a_list_are_read_whatever_marks_them(mark: str) -> None:
    """findings/bulleted_measures_are_no_content.sh: others leave out what bullets mark."""
    lines = [
        "镇党委政府坚持依法行政，全年依法化解矛盾纠纷，群众满意。",
        "镇司法所上门走访，调解纠纷126件，均已办结。",
        "镇综合行政执法队走访企业12户，逐一答复。",
        "下一步，镇党委政府将继续推进依法行政。",
    ]
    page = portal(lines, "box").decode()
    for measure in lines[1:3]:
        old = f"<div><font face=宋体>{measure}</font></div>"
        assert old in page
        page = page.replace(old, f"<li>{measure}</li>")
    first, last = (page.index(f"<li>{one}") for one in lines[1:3])
    end = last + len(f"<li>{lines[2]}</li>")
    page = f"{page[:first]}<{mark}>{page[first:end]}</{mark}>{page[end:]}"
    read = read_bytes(page.encode(), "a.html", book=BOOK).clean.split("\n")
    assert read[0] == lines[0] and read[3] == lines[3]
    assert [one.lstrip("0123456789.、 •") for one in read[1:3]] == lines[1:3]


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>1</sup>",
        "<sup>[1]</sup>",
        "<sup>①</sup>",
        '<a href="#n1"><sup>1</sup></a>',
        '<sup><a href="#n1">1</a></sup>',
        '<span style="vertical-align:super;font-size:9pt">1</span>',
    ],
)
def test_the_mark_of_a_note_is_no_digit_of_the_figure_before_it(mark: str) -> None:
    """findings/raised_mark_makes_126_into_1261.sh: others read 1261 in place of 126."""
    first = "镇司法所上门走访，全年调解纠纷126件，整治河道30m²，均已办结。"
    lines = [first, "镇综合行政执法队会同市场监管所检查食品店和农资店，当场督促整改。"]
    page = portal(lines, "p").decode().replace("126", f"126{mark}").replace("²", "<sup>2</sup>")
    assert read_bytes(page.encode(), "a.html", book=BOOK).clean.split("\n") == lines


LINES = [
    "镇党委政府坚持依法行政，全年依法化解矛盾纠纷，群众满意。",
    "镇司法所上门走访，全年调解纠纷126件，均已办结。",
    "镇综合行政执法队检查食品店和农资店，对发现的问题当场督促整改。",
    "下一步，镇党委政府将继续推进依法行政，接受群众监督。",
]


@pytest.mark.parametrize("mark", ["<wbr>", "<nobr></nobr>", "&#8203;", "&shy;"])
def test_where_a_line_may_break_no_text_ends(mark: str) -> None:
    """findings/rest_of_the_paragraph_is_gone.sh: to others what stands behind it is none."""
    page = portal(LINES, "p").decode().replace("调解纠纷", f"调解{mark}纠纷")
    assert read_bytes(page.encode(), "a.html", book=BOOK).clean.split("\n") == LINES


@pytest.mark.parametrize("dashes", [("", ""), ("--", "--")])
def test_a_condition_of_word_is_no_text(dashes: tuple[str, str]) -> None:
    """findings/headings_begin_with_a_condition.sh: to others it begins the heading."""
    before, behind = dashes
    number = f"<!{before}[if !supportLists]{behind}>（一）<!{before}[endif]{behind}>"
    page = portal(["（一）加强领导", *LINES], "p").decode().replace("（一）", number)
    read = read_bytes(page.encode(), "a.html", book=BOOK)
    assert read.clean.split("\n") == ["（一）加强领导", *LINES]


@pytest.mark.parametrize("rows", [2, 5, 10])
def test_a_small_table_of_an_article_is_read(rows: int) -> None:
    """findings/small_tables_are_no_content.sh: to others it is no part of it."""
    cells = "".join(f"<tr><td>调解</td><td>{at + 12}</td></tr>" for at in range(rows))
    table = f"<table><tr><th>类型</th><th>件</th></tr>{cells}</table>"
    page = portal([*LINES[:2], "此处", *LINES[2:]], "box").decode()
    page = page.replace("<div><font face=宋体>此处</font></div>", table)
    read = read_bytes(page.encode(), "a.html", book=BOOK).clean.split("\n")
    shown = ["类型\t件", *(f"调解\t{at + 12}" for at in range(rows))]
    assert read == [*LINES[:2], *shown, *LINES[2:]]
