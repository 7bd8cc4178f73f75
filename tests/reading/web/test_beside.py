"""Boxes beside the one with most of an article: its further parts are read, others are not."""

# ruff: noqa: E501 - a frame a line, as a page has it

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from tests.reading.web.test_portals import TITLE, page

BOOK = load_codebook()
FIRST = [
    "2024年，樟村坪镇扎实推进法治政府建设，现将有关情况报告如下。",
    "一、主要举措和成效",
    "（一）规范执法。全年开展执法检查46次，办理行政处罚案件12件，罚款3.6万元，整改隐患57处。",
    "（二）化解矛盾。全年排查调处矛盾纠纷138起，调解成功135起，成功率97.8%，群众满意度不断提高。",
    "（三）法治宣传。开展普法宣传活动23场次，发放宣传资料4500余份，培养法律明白人36名。",
]
REST = [
    "二、存在的问题",
    "执法力量薄弱，持证执法人员仅8名。",
    "三、2025年工作安排",
    "加强培训，计划开展培训2次。",
    "夷陵区樟村坪镇人民政府",
    "2025年1月15日",
]


def p(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


BOXES = {
    "sections of Word": f'<div class="Section0">{p(FIRST)}</div><div class="Section1">{p(REST)}</div>',
    "sections of a saved page": f'<div class="WordSection1">{p(FIRST)}</div><div class="WordSection2"><div>{p(REST)}</div></div>',
    "two containers": f'<div class="TRS_Editor">{p(FIRST)}</div><div class="TRS_Editor">{p(REST)}</div>',
    "a container and a box": f'<div class="TRS_Editor">{p(FIRST)}</div><div class="x"><div>{p(REST)}</div></div>',
    "rows of a table": f"<table><tr><td>{p(FIRST)}</td></tr><tr><td>{p(REST)}</td></tr></table>",
    "the larger part behind": f'<div class="a"><div>{p(REST[:0])}</div></div><div class="c">{p(FIRST)}</div><div class="b"><div>{p(REST)}</div></div>',
    "lines of breaks": f'<div class="c">{"<br>".join(FIRST)}</div><div class="b"><span>{"<br>".join(REST)}</span></div>',
    "cut between smaller parts": f'<div class="c">{p(FIRST[:4])}</div><div class="b"><div>{p([*FIRST[4:], *REST])}</div></div>',
    "signature beside": f'<div class="c">{p([*FIRST, *REST[:4]])}</div><p>{REST[4]}</p><p>{REST[5]}</p>',
}


@pytest.mark.parametrize("form", BOXES)
def test_the_next_parts_of_an_article_are_read(form: str) -> None:
    """The problems, the plan and the signature were lost, and nothing told so."""
    body = f'<h1>{TITLE}</h1><div class="w">{BOXES[form]}</div>'
    text = read_bytes(page(body, title=TITLE).encode(), "a.html", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *FIRST, *REST]


def test_an_earlier_part_in_a_box_of_its_own_is_read() -> None:
    """The heavier box is the second."""
    short = ["一、概况", "全镇辖12个村，人口2.1万人。"]
    long = [f"二、{FIRST[1][2:]}", *FIRST[2:], "三、存在的问题", *REST[1:2]]
    body = f'<h1>{TITLE}</h1><div class="w"><div class="c"><div>{p(short)}</div></div><div class="c"><div>{p(long)}</div></div></div>'
    text = read_bytes(page(body, title=TITLE).encode(), "a.html", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *short, *long]


def test_items_of_a_numbered_list_are_parts() -> None:
    items = [("主要举措和成效", FIRST[2:]), ("存在的问题", REST[1:2]), ("工作安排", REST[3:4])]
    rows = "".join(f"<li>{head}{p(lines)}</li>" for head, lines in items)
    body = f'<h1>{TITLE}</h1><div><ol style="list-style-type:cjk-ideographic">{rows}</ol></div>'
    text = read_bytes(page(body, title=TITLE).encode(), "a.html", book=BOOK)
    shown = [
        line
        for n, (head, lines) in zip("一二三", items, strict=True)
        for line in (f"{n}、{head}", *lines)
    ]
    assert text.clean.split("\n") == [TITLE, *shown]


OTHERS = {
    "a notice": "<div><div><p>本站将于本月升级，期间部分功能暂停使用，敬请谅解。</p></div></div>",
    "another article with parts": "<div><div><p>一、编制背景。为落实要求编制。</p><p>二、主要内容。报告分三部分。</p></div></div>",
    "a text with a later number": "<div><div><p>六、其他规定。本办法自发布之日起施行。</p></div></div>",
    "a text with a smaller number": "<div><div><p>（四）其他事项。由县司法局负责解释。</p></div></div>",
    "items of a menu of texts": "<ul><li><p>全区召开法治建设工作会议，安排部署工作。</p></li></ul>",
}


@pytest.mark.parametrize("other", OTHERS)
def test_boxes_of_other_texts_are_left_out(other: str) -> None:
    body = f'<h1>{TITLE}</h1><div class="w"><div class="TRS_Editor">{p([*FIRST, *REST])}</div>{OTHERS[other]}</div>'
    text = read_bytes(page(body, title=TITLE).encode(), "a.html", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *FIRST, *REST]


def test_a_day_behind_a_signed_article_is_the_page_s() -> None:
    body = f'<h1>{TITLE}</h1><div class="w"><div class="c">{p([*FIRST, *REST])}</div><p>2025年1月20日</p></div>'
    text = read_bytes(page(body, title=TITLE).encode(), "a.html", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *FIRST, *REST]


@pytest.mark.parametrize("box", ["<h3>{}</h3>", "<div class='fbt'>{}</div>", "<p><b>{}</b></p>"])
def test_the_day_in_brackets_below_the_title_is_the_report_s(box: str) -> None:
    """It was lost, and the report said to have no day."""
    told = "<div class='xx'>来源：樟村坪镇　发布时间：2025-01-20</div>"
    body = f'<div class="w"><h1>{TITLE}</h1>{box.format("（2025年1月15日）")}{told}<div class="c">{p([*FIRST, *REST[:5]])}</div></div>'
    text = read_bytes(page(body, title=TITLE).encode(), "a.html", book=BOOK)
    assert text.clean.split("\n") == [TITLE, "（2025年1月15日）", *FIRST, *REST[:5]]
    assert text.metadata["published_date"] == "2025-01-20"
