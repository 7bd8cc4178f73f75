"""What a page shows beside the texts of its elements, and what of these it does not show."""

# ruff: noqa: E501 - markup is one piece

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from fazhi.records import Lack, Text

BOOK = load_codebook()
TITLE = "樟村坪镇2024年法治政府建设年度报告"
OPENING = "2024年，樟村坪镇扎实推进法治政府建设，现将有关情况报告如下。"
FIRST = "（一）规范执法。全年开展执法检查46次，办理行政处罚案件12件。"
SECOND = "（二）化解矛盾。全年排查调处矛盾纠纷138起，调解成功135起。"
END = "樟村坪镇人民政府"


def page(inside: str, style: str = "", head: str = "") -> Text:
    markup = (
        f"<html><head><title>{TITLE}</title><style>{style}</style>{head}</head><body>"
        f"<ul><li><a href='/'>首页</a></li><li><a href='/z'>政务公开</a></li></ul>{inside}</body></html>"
    )
    return read_bytes(markup.encode(), "a.html", book=BOOK)


def lines(inside: str, style: str = "") -> list[str]:
    return page(f"<div id=zoom><h2>{TITLE}</h2><p>{OPENING}</p>{inside}</div>", style).clean.split(
        "\n"
    )[2:]


def test_headings_that_a_style_sheet_numbers() -> None:
    style = (
        ".a{counter-reset:h}h3{counter-increment:h;counter-reset:s}"
        "h3:before{content:counter(h,cjk-ideographic) '、'}"
        "p.s::before{counter-increment:s;content:'（' counter(s,simp-chinese-informal) '）'}"
    )
    inside = (
        "<div class=a><h3>主要举措</h3><p class=s>规范执法。检查46次。</p><p class=s>化解矛盾。调解12起。</p>"
        "<h3>存在的问题</h3><p class=s>力量薄弱。持证8名。</p></div>"
    )
    assert lines(inside, style) == [
        "一、主要举措",
        "（一）规范执法。检查46次。",
        "（二）化解矛盾。调解12起。",
        "二、存在的问题",
        "（一）力量薄弱。持证8名。",
    ]


def test_counters_of_lists_in_lists() -> None:
    style = "ol{counter-reset:i;list-style:none}li::before{counter-increment:i;content:counters(i,'.') '、'}"
    inside = "<ol><li>甲项工作，已办结。<ol><li>甲一，办理3件。</li><li>甲二，办理4件。</li></ol></li><li>乙项工作，已办结。</li></ol>"
    assert lines(inside, style) == [
        "1、甲项工作，已办结。",
        "1.1、甲一，办理3件。",
        "1.2、甲二，办理4件。",
        "2、乙项工作，已办结。",
    ]


@pytest.mark.parametrize(
    ("style", "mark"),
    [
        (r'p.n:before{content:"\4e00\3001"}', "一、"),
        ('p.n:before{content:"一、"}p.n::before{content:none}', ""),
        (r'p.n:before{content:"\e600";font-family:icon}p.n:after{content:" »"}', ""),
        ('p.n:before{content:"020";visibility:hidden}', ""),
        ('p.n:before{content:"•"}', ""),
        ("p.n:before{content:attr(data-no)}", "三、"),
        ('p.n:before{content:counter(list-item) ")"}', ")"),
    ],
)
def test_words_of_style_sheets_are_shown_and_ornaments_are_not(style: str, mark: str) -> None:
    shown = "" if mark == ")" else mark
    assert lines("<p class=n data-no='三、'>主要举措，如下。</p>", style) == [
        f"{shown}主要举措，如下。"
    ]


def test_values_of_fields_stand_in_sentences_and_cells() -> None:
    inside = (
        "<p>开展检查<input type=text readonly value=46>次，办理<select><option>1<option selected>12</select>件。</p>"
        "<table><tr><td>事项</td><td>件数</td></tr><tr><td>复议</td><td><input value=5></td></tr>"
        "<tr><td>应诉</td><td><input type=hidden value=7></td></tr></table>"
        "<p>完成<input type=checkbox value=99>，如下。</p><div>关键字 <input value=请输入></div>"
    )
    assert lines(inside) == [
        "开展检查46次，办理12件。",
        "事项\t件数",
        "复议\t5",
        "应诉\t",
        "完成，如下。",
        "关键字",
    ]


@pytest.mark.parametrize(
    "mark",
    [
        '<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>',
        '<sup><a href="#n1">1</a></sup>',
        '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
        "<sup>[1]</sup>",
        "<sup>①</sup>",
    ],
)
def test_marks_of_notes_are_no_part_of_figures(mark: str) -> None:
    assert lines(f"<p>开展检查46{mark}次，办理12件。</p>") == ["开展检查46次，办理12件。"]


@pytest.mark.parametrize("link", ['<a href="#one">12</a>', '<a href="/n1.html">12</a>', "12"])
def test_other_links_of_figures_stay(link: str) -> None:
    assert lines(f"<p>开展检查46次，办理{link}件。</p>") == ["开展检查46次，办理12件。"]


@pytest.mark.parametrize("name", ["xmp", "listing"])
def test_old_elements_keep_line_ends(name: str) -> None:
    assert lines(f"<{name}>{FIRST}\n{SECOND}</{name}>") == [FIRST, SECOND]


def test_letters_without_ink_between_others_are_not_shown() -> None:
    assert lines(
        "<p>检查46<span style='opacity:0'>7</span>次，办理1<i class=t>9</i>2件。</p>"
        "<p style='opacity:0'>此段由脚本淡入，应当保留。</p>",
        ".t{color:transparent}",
    ) == ["检查46次，办理12件。", "此段由脚本淡入，应当保留。"]


LEAVES = [
    (
        "<div class='leaf on'>{0}</div><div class=leaf>{1}</div><ul><li>1</li><li>2</li></ul>",
        ".leaf{display:none}.leaf.on{display:block}",
    ),
    (
        "<div id=p1>{0}</div><div id=p2 style='display:none'>{1}</div>"
        "<p><a href='javascript:go(2)'>下一页</a></p>",
        "",
    ),
    (
        "<section>{0}</section><section hidden>{1}</section>"
        "<a href='#' onclick='go(1)'>第1页</a><a href='#' onclick='go(2)'>第2页</a>",
        "",
    ),
]


@pytest.mark.parametrize(("form", "style"), LEAVES)
def test_pages_that_a_script_turns_are_read_where_the_file_holds_them(
    form: str, style: str
) -> None:
    inside = form.format(f"<p>{FIRST}</p>", f"<p>{SECOND}</p><p>{END}</p>")
    read = page(f"<div id=zoom><h2>{TITLE}</h2><p>{OPENING}</p>{inside}</div>", style)
    assert read.clean.split("\n") == [TITLE, OPENING, FIRST, SECOND, END]
    assert read.lacks == ()


def test_what_lies_behind_another_tab_is_no_page_of_the_article() -> None:
    inside = (
        f"<div class=t><p>{FIRST}</p></div><div class=t hidden><p>政策解读：共办理999件，成效明显。</p></div>"
        "<a href='#'>文件</a><a href='#'>解读</a>"
    )
    assert "999" not in "\n".join(lines(inside))


def test_a_copy_for_telephones_is_no_page_of_the_article() -> None:
    inside = f"<div><p>{FIRST}</p></div><div hidden><p>{FIRST}</p></div><a href='javascript:go(2)'>下一页</a>"
    assert lines(inside).count(FIRST) == 1


PROBLEMS = (
    "一是普法形式还比较单一，群众参与的积极性不够高，青少年和外出务工人员的覆盖面还不大。"
    "二是执法人员的业务水平参差不齐，案卷制作不够规范。三是专职调解员偏少，行业调解作用不明显，村级调解员多为兼职。四是经费保障不足，信息化手段运用不多。"
)
ON = [
    ("<div class='t on'>{0}</div><div class=t>{1}</div>", ".t{display:none}.t.on{display:block}"),
    ("<section>{0}</section><section style='display:none'>{1}</section>", ""),
]


@pytest.mark.parametrize(("form", "style"), ON)
def test_a_tab_that_goes_on_with_the_next_number_is_read(form: str, style: str) -> None:
    more = f"<p>二、存在的不足</p><p>{PROBLEMS}</p>"
    inside = form.format(f"<p>一、主要举措</p><p>{FIRST}</p>", more)
    read = page(f"<div id=zoom><h2>{TITLE}</h2><p>{OPENING}</p>{inside}</div>", style)
    assert read.clean.split("\n")[2:] == ["一、主要举措", FIRST, "二、存在的不足", PROBLEMS]
    assert read.lacks == ()


@pytest.mark.parametrize(
    ("begins", "lacks"),
    [
        ("三、下一步打算", (Lack("hidden_rest", "三、下一步打算…"),)),
        # What begins with 一、 is a text of its own, as an explanation is.
        ("一、起草背景", ()),
        ("政策解读", ()),
    ],
)
def test_a_tab_that_does_not_go_on_is_told_where_it_seems_to_be_the_rest(
    begins: str, lacks: tuple[Lack, ...]
) -> None:
    inside = (
        f"<section><p>一、主要举措</p><p>{FIRST}</p></section>"
        f"<section hidden><p>{begins}</p><p>{PROBLEMS}</p></section>"
    )
    read = page(f"<div id=zoom><h2>{TITLE}</h2><p>{OPENING}</p>{inside}</div>")
    assert begins not in read.clean
    assert read.lacks == lacks


@pytest.mark.parametrize(
    ("area", "lacks"),
    [
        (
            f"<textarea readonly>二、存在的不足\n{PROBLEMS}</textarea>",
            ["hidden_rest: 二、存在的不足…"],
        ),
        (f"<textarea>{PROBLEMS}</textarea>", [f"hidden_rest: {PROBLEMS[:20]}…"]),
        (f"<form><textarea>{PROBLEMS}</textarea></form>", []),
        ("<textarea placeholder=请留言></textarea>", []),
        (f"<textarea>{OPENING}{PROBLEMS}</textarea>", []),
    ],
)
def test_a_text_area_beside_the_article_is_told(area: str, lacks: list[str]) -> None:
    inside = f"<div id=zoom><h2>{TITLE}</h2><p>{OPENING}</p><p>一、主要举措</p><p>{FIRST}</p>{area}</div>"
    read = page(inside)
    assert PROBLEMS not in read.clean
    assert [str(one) for one in read.lacks] == lacks


@pytest.mark.parametrize(("last", "lacks"), [(SECOND, (Lack("next_page"),)), ("2025年1月15日", ())])
def test_pages_that_a_script_would_fetch_are_told_as_missing(
    last: str, lacks: tuple[Lack, ...]
) -> None:
    inside = f"<p>{FIRST}</p><p>{last}</p><p><a href='javascript:go(0)'>上一页</a> <a href='javascript:go(2)'>下一页</a></p>"
    assert page(f"<div id=zoom><h2>{TITLE}</h2><p>{OPENING}</p>{inside}</div>").lacks == lacks


def test_the_name_of_the_site_is_no_title_where_the_page_states_its_own() -> None:
    markup = (
        f"<html><head><title>夷陵区人民政府</title><meta name=ArticleTitle content='{TITLE}'></head><body>"
        f"<h1>夷陵区人民政府</h1><div><p>{OPENING}</p><p>{FIRST}</p></div></body></html>"
    )
    read = read_bytes(markup.encode(), "a.html", book=BOOK)
    assert read.clean.split("\n") == [TITLE, OPENING, FIRST]
    assert read.metadata["title"] == TITLE


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("<p>12</p><p>34件</p>", "12 34件"),
        ("12<br>34件", "12 34件"),
        ("<div>12</div>34件", "12 34件"),
        ("婚姻<br/>家庭12件", "婚姻家庭12件"),
        ("共12<ol><li>件</li><li>如上</li></ol>", "共12 1.件2.如上"),
        ("<p></p><p>12件</p><p>&nbsp;</p>", "12件"),
    ],
)
def test_lines_within_a_cell_stay_in_their_row_and_apart(cell: str, read: str) -> None:
    table = (
        "<table><tr><th>类别</th><th>数<br>量</th><th>备注</th></tr>"
        f"<tr><td>纠纷</td><td>{cell}</td><td>办结</td></tr></table>"
    )
    assert lines(table) == ["类别\t数量\t备注", f"纠纷\t{read}\t办结"]


@pytest.mark.parametrize("put", ["document.writeln('{}');", 'h+="{}";', "h += `{}`\n"])
def test_an_article_that_a_script_writes_piece_by_piece_is_read(put: str) -> None:
    more = "（三）法治宣传。开展普法宣传活动23场次，发放宣传资料4500余份，培养法律明白人36名。"
    wanted = [OPENING, "一、主要举措", FIRST, SECOND, more, END]
    script = "".join(put.format(f"<p>{one}</p>") for one in wanted)
    read = page(f"<h2>{TITLE}</h2><div id=text></div><script>var h='';{script}</script>")
    assert read.clean.split("\n") == [TITLE, *wanted]


SENTENCES = (
    f"{OPENING}{FIRST}{SECOND}全年开展普法宣传活动23场次，发放宣传资料4500余份，培养法律明白人36名。"
    "镇党委书记、镇长履行第一责任人职责，主持召开专题会议4次。"
)


@pytest.mark.parametrize(
    "form",
    [
        '{{"code":200,"data":{{"title":"{t}","pubDate":"2025-01-20 09:30","content":"<p>{s}</p>"}}}}',
        'show({{"list":[{{"Content":"<p>{s}</p>","Title":"{t}","publishTime":"2025年1月20日"}}]}});',
        '\ufeff [{{"docTitle":"{t}","body":"{s}","pubtime":"2025/1/20"}}]',
    ],
)
def test_an_answer_of_an_interface_is_read_as_the_page_it_fills(form: str) -> None:
    said = form.format(t=TITLE, s=SENTENCES)
    coded = said.encode("ascii", "backslashreplace").decode().removeprefix("\\ufeff")
    for data in (said.encode(), coded.encode()):
        read = read_bytes(data, "detail.json", book=BOOK)
        assert read.clean.split("\n") == [TITLE, SENTENCES]
        assert read.metadata["published_date"] == "2025-01-20"


@pytest.mark.parametrize("data", [b'{"rows": [], "total": 0}', '[{"title":"法治政府"}]'.encode()])
def test_data_without_an_article_are_no_report(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "list.json", book=BOOK)
    assert caught.value.code == "not_text" and "save the page" in str(caught.value)


def test_text_that_only_begins_like_data_stays_text() -> None:
    read = read_bytes(f"[“法治”]{OPENING}".encode(), "a.txt", book=BOOK)
    assert read.format == "txt"


def test_control_characters_of_an_editor_do_not_make_a_page_unreadable() -> None:
    assert lines(f"<p>\x04{FIRST}\x05</p><p>\x01{SECOND}</p>") == [FIRST, SECOND]
