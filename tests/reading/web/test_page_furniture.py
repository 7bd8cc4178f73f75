"""Pages of content systems: who wrote an article, when and how often it was read is no text."""

# ruff: noqa: E501 - a frame a line, as a page has it

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from fazhi.records import Text
from tests.reading.web.test_portals import BR, LINES, TITLE, P, page

BOOK = load_codebook()


def read(body: str, name: str = "t.html") -> Text:
    return read_bytes(page(body).encode(), name, book=BOOK)


DETAILS = {
    "joomla list": f'<div class="item-page"><h2>{TITLE}</h2><dl class="article-info muted"><dt class="article-info-term">详情</dt><dd class="createdby">作者：<span>管理员</span></dd><dd class="category-name">分类：<a href="/f">法治政府</a></dd><dd class="published"><time>发布于：2025年1月20日</time></dd><dd class="hits">点击数：123</dd></dl><div itemprop="articleBody">{P}</div></div>',
    "joomla of old": f'<div class="item-page"><h2><a href="/t">{TITLE}</a></h2><ul class="actions"><li class="print-icon"><a href="#">打印</a></li><li class="email-icon"><a href="#">电子邮件</a></li></ul><ul class="article-info"><li class="category-name">类别：<a href="/f">法治政府</a></li><li class="create">创建于 2025年1月18日</li><li class="published">发布于 2025年1月20日</li><li class="createdby">由 办公室 撰写</li></ul>{P}</div>',
    "joomla not translated": f'<div class="item-page"><h2>{TITLE}</h2><dl class="article-info"><dt>Details</dt><dd>Written by admin</dd><dd>Category: <a href="/f">法治</a></dd><dd>发布时间 2025-01-20</dd><dd>Hits: 356</dd></dl>{P}</div>',
    "wordpress": f'<article><header><h1 class="entry-title">{TITLE}</h1><div class="entry-meta"><span>发布于 <a href="/t"><time>2025年1月20日</time></a></span> <span class="byline">由 <a href="/u">admin</a></span></div></header><div class="entry-content">{P}</div><footer class="entry-footer">分类：<a href="/c">法治</a></footer></article><div id="comments"><h2>发表评论</h2><form><p>您的邮箱地址不会被公开。</p></form></div>',
    "day and labels in the heading": f'<div id="Article"><h1>{TITLE}<br><span>2025-01-20 09:30:00 来源：镇政府 点击：<span>20</span></span></h1><div class="content">{P}</div></div>',
    "forum": f'<h1>{TITLE}</h1><div class="info">发布时间：2025-01-20</div><table><tr><td class="t_f"><i class="pstatus"> 本帖最后由 镇政府 于 2025-1-21 09:00 编辑 </i><br><br>{BR}</td></tr></table>',
}


@pytest.mark.parametrize("kind", DETAILS)
def test_what_a_system_says_of_an_article_is_no_text_of_it(kind: str) -> None:
    text = read(DETAILS[kind])
    assert text.clean.split("\n") == [TITLE, *LINES]
    assert text.metadata["published_date"] == "2025-01-20"
    assert text.lacks == ()


def test_details_that_hold_the_article_are_kept() -> None:
    text = read(f'<h1>{TITLE}</h1><div class="article-info"><p>发布时间：2025-01-20</p>{P}</div>')
    assert text.clean.split("\n") == [TITLE, *LINES]


@pytest.mark.parametrize(
    "around", ['ul class="pager pagenav"', 'nav class="post-navigation"', 'div class="prev_next"']
)
def test_the_way_to_the_next_article_is_no_next_page(around: str) -> None:
    links = '<a href="1.html">上一页</a> <a href="2.html">下一页</a>'
    assert read(f"<h1>{TITLE}</h1>{P}<{around}>{links}</{around.split(maxsplit=1)[0]}>").lacks == ()


OUT_OF_SIGHT = (
    'style="position:absolute;left:-9999px"',
    'style="top: -5000px; position: fixed"',
    'style="text-indent:-9999em"',
    'class="aloud"',
)


@pytest.mark.parametrize("style", OUT_OF_SIGHT)
def test_a_copy_for_reading_aloud_is_not_read_again(style: str) -> None:
    sheet = "<style>.aloud{position:absolute;left:-10000px;width:1px}</style>"
    text = read(
        f'{sheet}<h1>{TITLE}</h1><div class="con">{P}</div><div {style}>{"".join(LINES)}</div>'
    )
    assert text.clean.split("\n") == [TITLE, *LINES]


@pytest.mark.parametrize("link", [
    '<p>（点击查看全文）<a href="http://sf.yl.gov.cn/r.html">http://sf.yl.gov.cn/r.html</a></p>',
    '<p><a href="http://sf.yl.gov.cn/r.html">【阅读全文】</a></p>',
    '<p>全文见：<a href="HTTP://sf.yl.gov.cn/r.html">http://sf.yl.gov.cn/r.html</a></p>',
])  # fmt: skip
def test_a_page_with_no_more_than_the_way_to_the_text_says_so(link: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(f'<h1>{TITLE}</h1><div id="zoom"><p>{TITLE}</p>{link}</div>')
    assert caught.value.code == "redirect_page"
    assert "sf.yl.gov.cn/r.html" in str(caught.value)


TABLES = {
    "head of two rows": (
        "<tr><th rowspan=2>类别</th><th colspan=2>数量</th></tr><tr><th>受理</th><th>办结</th></tr>"
        "<tr><td>调解</td><td>52</td><td>50</td></tr>",
        ["类别\t数量", "\t受理\t办结", "调解\t52\t50"],
    ),
    "a group of rows": (
        "<tr><td rowspan=3>调解</td><td>邻里</td><td>52</td></tr><tr><td>土地</td><td>9</td></tr>"
        "<tr><td>婚姻</td><td>7</td></tr><tr><td>信访</td><td>来访</td><td>8</td></tr>",
        ["调解\t邻里\t52", "\t土地\t9", "\t婚姻\t7", "信访\t来访\t8"],
    ),
    "a sum over two columns": (
        "<tr><td>甲</td><td>邻里</td><td>52</td></tr><tr><td colspan=2>合计</td><td>52</td></tr>",
        ["甲\t邻里\t52", "合计\t\t52"],
    ),
    "a span in the middle": (
        "<tr><td>甲</td><td rowspan=2>全镇</td><td>52</td></tr><tr><td>乙</td><td>9</td></tr>"
        "<tr><td>丙</td><td>丁</td><td>3</td></tr>",
        ["甲\t全镇\t52", "乙\t\t9", "丙\t丁\t3"],
    ),
    "a span that the last row under it does not reach": (
        "<tr><td>甲</td><td rowspan=2>全镇</td></tr><tr><td>乙</td></tr><tr><td>丙</td><td>3</td></tr>",
        ["甲\t全镇", "乙", "丙\t3"],
    ),
    "spans beyond the table": (
        "<tr><td rowspan=99999999>甲</td><td colspan=0>52</td></tr><tr><td rowspan=x>乙</td><td>9</td></tr>",
        ["甲\t52", "乙\t9"],
    ),
    "a span of no rows, which goes on to the end of its group": (
        "<tbody><tr><td rowspan=0>调解</td><td>邻里</td><td>52</td></tr><tr><td>土地</td><td>9</td></tr></tbody>"
        "<tbody><tr><td>信访</td><td>来访</td><td>8</td></tr><tr><td>复议</td><td>受理</td><td>3</td></tr></tbody>",
        ["调解\t邻里\t52", "\t土地\t9", "信访\t来访\t8", "复议\t受理\t3"],
    ),
    "a span that ends with its group": (
        "<thead><tr><th rowspan=2>类别</th><th>件</th></tr></thead><tbody><tr><td>调解</td><td>52</td></tr></tbody>",
        ["类别\t件", "调解\t52"],
    ),
    "two lines in a cell": (
        "<tr><th>类别</th><th>2022年<br>2023年</th><th>率</th></tr><tr><td>人民<br>调解<br></td><td>126<br>98</td><td>5</td></tr>"
        "<tr><td><p>行政复议</p></td><td><p>4</p><p>6</p></td><td><div>7</div></td></tr>",
        ["类别\t2022年2023年\t率", "人民调解\t126 98\t5", "行政复议\t4 6\t7"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
def test_cells_over_rows_and_columns_keep_the_others_in_place(kind: str) -> None:
    rows, shown = TABLES[kind]
    text = read(f"<h1>{TITLE}</h1>{P}<table>{rows}</table>")
    assert text.clean.split("\n") == [TITLE, *LINES, *shown]


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        ("2024", "<ruby>2024<rp>（</rp><rt>二零二四</rt><rp>）</rp></ruby>"),
        ("2024", "<del>2023</del><ins>2024</ins>"),
        ("2024", "<s>2023</s><strike>2022</strike>2024"),
        ("2024", '<span style="text-decoration: line-through">2023</span>2024'),
    ],
)
def test_struck_out_words_and_readings_over_signs_are_no_text(shown: str, written: str) -> None:
    paragraphs = P.replace(shown, written)
    assert paragraphs != P
    assert read(f"<h1>{TITLE}</h1><div>{paragraphs}</div>").clean.split("\n") == [TITLE, *LINES]


WHITE = [
    ('检查<span style="color:#fff">9</span>46次。', "检查46次。"),
    ('检查<font color="#FFFFFF">9</font>46次。', "检查46次。"),
    ('检查<span style="color: rgb(255, 255, 255);">9</span>46次。', "检查46次。"),
    ('检查<span style="color:#fff;background:#c00">46</span>次。', "检查46次。"),
    ('<span style="color:#fff">检查46次。</span>', "检查46次。"),
    ('检查<span class="tag" style="color:#fff">46</span>次。', "检查46次。"),
    ('检查<span style="color:#fff000">46</span>次。', "检查46次。"),
]


@pytest.mark.parametrize(("written", "shown"), WHITE)
def test_letters_in_white_on_white_are_not_shown(written: str, shown: str) -> None:
    text = read(f"<h1>{TITLE}</h1><div>{P}<p>{written}</p></div>")
    assert text.clean.split("\n") == [TITLE, *LINES, shown]


def test_white_letters_on_a_ground_around_them_are_shown() -> None:
    row = '<tr bgcolor="#1F4E79"><td>受<span style="color:white">理</span></td><td>办结</td></tr>'
    text = read(f"<h1>{TITLE}</h1>{P}<table>{row}<tr><td>12</td><td>11</td></tr></table>")
    assert text.clean.split("\n") == [TITLE, *LINES, "受理\t办结", "12\t11"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<span style="font-family:Wingdings">l<span>&nbsp; </span></span>', "●\xa0 "),
        ("<span style='font-family:\"Wingdings 2\"'>R</span>", "☑"),
        ('<font face="Wingdings">Ø</font>', "➢"),
        ('<span style="font-family:Symbol">·</span>', "•"),
        ('<span style="font-family:Wingdings">2024</span>', "2024"),
        ('<span style="font-family:仿宋,Wingdings">l</span>', "l"),
    ],
)
def test_bullets_in_a_symbol_font_are_what_the_font_shows(written: str, shown: str) -> None:
    lines = read(f"<h1>{TITLE}</h1><div>{P}<p>{written}检查46次。</p></div>").raw.split("\n")
    assert lines[-1] == f"{shown}检查46次。"


@pytest.mark.parametrize("box", ['class="comment-list"', 'id="pinglun"', 'class="reply-list"'])
def test_comments_longer_than_the_article_are_not_the_article(box: str) -> None:
    said = "报告写得很实在，希望镇里继续加强法治宣传，多办实事，也建议增加调解员的数量。"
    many = "".join(f"<div><span>网友{one}</span><p>{said}{one}楼。</p></div>" for one in range(40))
    page = f"<div><h1>{TITLE}</h1><div>{P}</div><div {box}>{many}</div></div>"
    assert read(page).clean.split("\n") == [TITLE, *LINES]
    # Where nothing else is on the page, the box is what its name does not tell.
    assert read(f"<h1>{TITLE}</h1><div {box}>{P}</div>").clean.split("\n") == [TITLE, *LINES]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<p>发布人：办公室 发布时间：2025-01-20 阅读：33</p>", ""),
        ("<p>发布者：管理员 2025-01-20</p>", ""),
        ("", "<p>【打印】【关闭】</p>"),
        ("", "<p>【字体：大 中 小】【打印】【关闭】</p><p>分享到：</p>"),
        ("", "<p>本文作者：司法所。转载请注明出处。</p>"),
        ("", "<p>转载请注明来源：樟村坪镇人民政府网站</p>"),
    ],
)
def test_who_put_it_up_tools_and_terms_of_copying_are_no_text(above: str, below: str) -> None:
    assert read(f"<h1>{TITLE}</h1>{above}{P}{below}").clean.split("\n") == [TITLE, *LINES]


@pytest.mark.parametrize(
    "inside",
    [
        "<h3>某镇{}年法治政府建设年度报告</h3><p>某镇人民政府</p><span>2025-01-15</span>",
        "<p>某镇{}年法治政府建设年度报告</p>",
        "<div><h4>某镇{}年法治政府建设年度报告</h4></div><div>某镇人民政府司法所发布</div>",
    ],
)
def test_a_list_of_cards_names_the_address_of_each(inside: str) -> None:
    cards = [
        f'<div class="card"><a href="/r/{year}.html">{inside.format(year)}</a></div>'
        for year in range(2021, 2025)
    ]
    with pytest.raises(ReadError, match=r"list of 4 entries: /r/2021\.html, /r/2022\.html"):
        read("".join(cards))


@pytest.mark.parametrize(
    ("struck", "is_kept"),
    [
        ("<p><s>{}</s></p>", True),
        ("<p>\n <strike>{}</strike>\n</p>", True),
        ("<s><p>{}</p></s>", True),
        ("<p><del>{}</del></p>", False),
        ("<p>{}<s>另有旧的一句，不再有效。</s></p>", True),
    ],
)
def test_a_line_through_whole_paragraphs_is_a_wrapper(struck: str, is_kept: bool) -> None:
    body = "".join(f"<p>{line}</p>" for line in LINES[:-1]) + struck.format(LINES[-1])
    kept = LINES if is_kept else LINES[:-1]
    assert read(f"<h1>{TITLE}</h1>{body}").clean.split("\n") == [TITLE, *kept]


@pytest.mark.parametrize(
    "line",
    [
        "（2025年1月8日镇党委第三次",
        "(2025年1月8日)",
        "2025年1月8日镇党委会审定",
        "根据2025年1月8日会议精神",
        "截至2025年1月8日",
    ],
)
def test_a_line_of_the_text_with_a_day_is_kept(line: str) -> None:
    text = read(f'<h1>{TITLE}</h1><div class="content"><p>{line}</p>{P}</div>')
    assert text.clean.split("\n")[1] == line.replace("(", "（").replace(")", "）")
    assert "published_date" not in text.metadata


@pytest.mark.parametrize(
    "line",
    [
        "2025年1月20日 09:30",
        "2025年01月20日上午9时",
        "（2025-01-20 10:22）",
        "镇政府 2025年1月20日",
        "2025-01-20 | 镇政府",
    ],
)
def test_the_day_of_a_page_is_no_text(line: str) -> None:
    text = read(f'<h1>{TITLE}</h1><div class="content"><p>{line}</p>{P}</div>')
    assert text.clean.split("\n") == [TITLE, *LINES]
    assert text.metadata["published_date"] == "2025-01-20"
