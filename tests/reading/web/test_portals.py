"""Pages of many content systems around one report: its lines come out, and nothing else.

The frames follow the structure of real systems; the report inside is invented.
"""

# ruff: noqa: E501 - a frame a line, as a page has it

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes

BOOK = load_codebook()

PAGES = Path(__file__).parent / "pages"
TITLE = "樟村坪镇2024年法治政府建设年度报告"
LINES = [
    "2024年，樟村坪镇在区委、区政府的坚强领导下，扎实推进法治政府建设，现将有关情况报告如下。",
    "一、主要举措和成效",
    "（一）规范执法。全年开展执法检查46次，办理行政处罚案件12件，罚款3.6万元。",
    "（二）化解矛盾。全年排查调处矛盾纠纷138起，调解成功135起，成功率97.8%。",
    "（三）法治宣传。开展普法宣传活动23场次，发放宣传资料4500余份，培养法律明白人36名。",
    "二、存在的问题",
    "一是执法力量薄弱，由于编制有限，持证执法人员仅8名。二是普法形式较为单一。",
    "三、党政主要负责人履行推进法治建设第一责任人职责情况",
    "镇党委书记、镇长履行第一责任人职责，主持召开专题会议4次。",
    "四、2025年工作安排",
    "加强执法培训，计划开展培训不少于2次。",
    "夷陵区樟村坪镇人民政府",
    "2025年1月15日",
]
P = "".join(f"<p>{line}</p>" for line in LINES)
BR = "<br>".join(f"　　{line}" for line in LINES)
MENU = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zw/">政务公开</a></li></ul></div>'
FOOT = (
    '<div class="foot">主办：夷陵区人民政府办公室　承办：区政务服务和大数据管理局<br>'
    "网站标识码：4205060001　鄂ICP备00000000号</div>"
)
OTHERS = "".join(
    f'<li><a href="{n}.html">某镇2024年法治政府建设年度报告之{n}</a></li>' for n in range(8)
)
HALF = len(LINES) // 2


def page(body: str, head: str = "", title: str = TITLE) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{MENU}{body}{FOOT}</body></html>"
    )


def headings_in(markup: str) -> str:
    """The article with its headings marked up one way; `{}` stands for the heading."""
    return "".join(
        f"<p>{markup.format(line)}</p>"
        if line.startswith(("一、", "二、", "三、", "四、"))
        else f"<p>{line}</p>"
        for line in LINES
    )


FRAMES = {
    "webforms wraps every page": (
        '<form method="post" action="./show.aspx" id="aspnetForm"><div class="aspNetHidden">'
        '<input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTI5"></div>'
        f'<span id="ctl00_lblTitle">{TITLE}</span><div id="ctl00_content">{P}</div>'
        '<input type="text" name="key"><input type="submit" value="搜索"></form>'
    ),
    "a system whose form wraps the article": (
        f'<form name="_newscontent_fromname"><h2>{TITLE}</h2><div id="vsb_content_2"><div '
        f'class="v_news_content">{P}</div></div><div id="div_vote_id"></div>'
        '<p>上一条：<a href="1.htm">通知</a></p></form>'
    ),
    "print wrapper": f'<div class="print" id="print"><h1>{TITLE}</h1>{P}</div>',
    "position wrapper": f'<div class="position"><div class="location">当前位置：<a href="/">首页</a> &gt; 正文</div><h1>{TITLE}</h1><div>{P}</div></div>',
    "aside holds the article": f"<aside><h1>{TITLE}</h1>{P}</aside>",
    "sidebar by name, article by content": f'<div class="sidebar right"><h1>{TITLE}</h1>{P}</div>',
    "government of the province's zoom": f'<h1>{TITLE}</h1><div id="zoom"><!--ZJEG_RSS.content.begin-->{P}<!--ZJEG_RSS.content.end--></div><div class="fontsize">字号：<a href="#">大</a></div>',
    "state council": f'<div class="article oneColumn pub_border"><h1>{TITLE}</h1><div class="pages_content" id="UCAP-CONTENT"><div class="trs_editor_view TRS_UEDITOR trs_paper_default">{P}</div></div></div>',
    "public catalogue of one province": f'<div class="content"><h1 class="content-title">{TITLE}</h1><div class="article-content">{P}</div><div class="related">相关文档：<ul>{OTHERS}</ul></div></div>',
    "old system of tables": f'<table width="1000"><tr><td width="200"><table>{"".join(f"<tr><td><a href=/{n}>栏目{n}</a></td></tr>" for n in range(9))}</table></td><td><table><tr><td class="title">{TITLE}</td></tr><tr><td>{BR}</td></tr></table></td></tr></table>',
    "site server": f'<div class="main"><div class="tit">{TITLE}</div><div class="content" id="fontzoom">{BR}</div></div>',
    "messaging account": f'<div id="js_article"><h1 id="activity-name">{TITLE}</h1><div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;"><section>{P}</section></div></div><div style="display:none">轻触阅读原文，向上滑动看下一个。</div>',
    "article hidden until a script shows it": f'<h1>{TITLE}</h1><div id="con" style="display:none">{P}</div>',
    "blog system": f'<article class="post"><h1 class="entry-title">{TITLE}</h1><div class="entry-content">{P}</div></article><aside><h2>近期文章</h2><ul>{OTHERS}</ul></aside>',
    "drupal": f'<div class="node"><h1>{TITLE}</h1><div class="field field-name-body"><div class="field-item even" property="content:encoded">{P}</div></div></div>',
    "amp": f'<amp-sidebar id="s"><ul>{OTHERS}</ul></amp-sidebar><article><h1>{TITLE}</h1>{P}</article>',
    "copy for telephones": f'<div class="pc"><h1>{TITLE}</h1>{P}</div><div class="wap"><h1>{TITLE}</h1>{P}</div>',
    "hidden copy for telephones": f'<h1>{TITLE}</h1><div class="con">{P}</div><div class="con_m" style="display:none">{P}</div>',
    "what readers say below": f'<h1>{TITLE}</h1><div class="con">{P}<div><b>最新评论（3条）</b><p>网友甲：学法99次，写得好。</p></div></div>',
    "related articles below": f'<h1>{TITLE}</h1><div class="con">{P}<div>相关阅读：</div><ul>{OTHERS}</ul></div>',
    "related articles with their openings": f'<h1>{TITLE}</h1><div class="con">{P}<h3>相关报道</h3><p>雾渡河镇开展法治宣传，提升群众法治意识。</p></div>',
    "tools and neighbours below": f'<h1>{TITLE}</h1><div class="con">{P}<p>【打印本页】【关闭窗口】</p><p>上一篇：<a href=1>无</a></p><p>下一篇：<a href=2>关于某事的通知</a></p></div>',
    "headings in bookmarks": f'<h1>{TITLE}</h1><div class="TRS_Editor">{headings_in("<a name=_Toc1>{}</a>")}</div>',
    "headings that lead back to the contents": f"<h1>{TITLE}</h1><div>{headings_in('<a href=#top id=s1>{}</a>')}</div>",
    "headings that are links": f"<h1>{TITLE}</h1><div>{headings_in('<a href=http://www.yl.gov.cn/>{}</a>')}</div>",
    "a bookmark nobody closed": f"<h1>{TITLE}</h1><div><a name=top>{P}</div>",
    "a link nobody closed": f"<h1>{TITLE}</h1><div><a href=/>{P}</div>",
    "contents before the article": f"<h1>{TITLE}</h1><div><ul>{''.join(f'<li><a href=#{n}>{line}</a></li>' for n, line in enumerate(LINES) if line[1] == '、')}</ul>{headings_in('<a id=x>{}</a>')}</div>",
    "lines kept by a style": f'<h1>{TITLE}</h1><div style="white-space: pre-wrap">'
    + "\n".join(LINES)
    + "</div>",
    "lines kept by a style sheet": f'<style>.txt{{font-size:16px;white-space:pre-line}}</style><h1>{TITLE}</h1><div class="txt">'
    + "\n".join(LINES)
    + "</div>",
    "pre": f"<h1>{TITLE}</h1><pre>" + "\r\n".join(LINES) + "</pre>",
    "pre in a cell": f"<h1>{TITLE}</h1><table><tr><td><pre>"
    + "\n".join(LINES)
    + "</pre></td></tr></table>",
    "last paragraphs beside the box": f'<h1>{TITLE}</h1><div class="w"><div class="TRS_Editor">{"".join(f"<p>{one}</p>" for one in LINES[:-3])}</div>{"".join(f"<p>{one}</p>" for one in LINES[-3:])}</div>',
    "first paragraph beside the box": f'<h1>{TITLE}</h1><div class="w"><p>{LINES[0]}</p><div class="b">{"".join(f"<p>{one}</p>" for one in LINES[1:])}</div></div>',
    "two boxes": f'<h1>{TITLE}</h1><div class="w"><div class="a">{"".join(f"<p>{one}</p>" for one in LINES[:HALF])}</div><div class="b">{"".join(f"<p>{one}</p>" for one in LINES[HALF:])}</div></div>',
    "a paragraph a box": f'<h1>{TITLE}</h1><div class="w">{"".join(f"<div>{one}</div>" for one in LINES)}</div>',
    "every run in a span": f'<h1>{TITLE}</h1><div class="w">{P.replace("，", "</span><span lang=EN-US>，</span><span>").replace("<p>", "<p class=MsoNormal><span>").replace("</p>", "</span></p>")}</div>',
    "site name is the heading": f'<div class="header"><h1>夷陵区人民政府门户网站</h1></div><div class="bt">{TITLE}</div><div class="TRS_Editor">{P}</div>',
    "tools named as the article": f'<div class="article-title">夷陵区人民政府</div><h2>{TITLE}</h2><div class="tools"><a href=#>打印</a></div><div>{P}</div>',
}


@pytest.mark.parametrize("frame", FRAMES)
def test_the_report_comes_out_of_every_frame(frame: str) -> None:
    text = read_bytes(
        page(FRAMES[frame], title=f"{TITLE}_夷陵区人民政府").encode(), "t1.html", book=BOOK
    )
    assert text.clean.split("\n") == [TITLE, *LINES]
    assert text.metadata["title"] == TITLE
    assert text.lacks == ()


@pytest.mark.parametrize("name", ["vsb-form", "print-wrapper", "pre-is-container", "bare-date"])
def test_a_page_gives_the_lines_of_its_report(name: str) -> None:
    text = read_bytes((PAGES / f"{name}.html").read_bytes(), f"{name}.html", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *LINES]


def test_a_bookmark_is_no_link() -> None:
    text = read_bytes((PAGES / "bookmark-headings.html").read_bytes(), "a.html", book=BOOK)
    lines = text.clean.split("\n")
    assert lines[3:7:2] == ["（一）强化组织领导", "（二）规范行政执法"]


def test_the_name_of_a_site_is_no_title() -> None:
    text = read_bytes((PAGES / "site-name-is-h1.html").read_bytes(), "a.html", book=BOOK)
    assert text.metadata["title"] == TITLE
    assert text.clean.split("\n")[:2] == [
        TITLE,
        "一年来，我镇扎实推进法治政府建设，现将有关情况报告如下。",
    ]
    assert "门户网站" not in text.raw


WINDOWS = {
    "site first": (f"夷陵区人民政府-{TITLE}", "<header><h2>夷陵区人民政府</h2></header>"),
    "portal in short": (f"{TITLE} - 夷陵区政府门户网", "<h1><a href=/>夷陵区政府门户网</a></h1>"),
    "site last": (f"{TITLE}-夷陵区政府网站", "<h2>信息公开</h2>"),
    "column between": (f"{TITLE}_法治政府建设_夷陵区人民政府", "<p>法治政府建设</p>"),
}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("shown", ["<h3>{}</h3>", "<div class=art_tt>{}</div>", "<b>{}</b>"])
def test_the_line_that_the_window_names_is_the_title(window: str, shown: str) -> None:
    name, head = WINDOWS[window]
    body = f"{head}<main>{shown.format(TITLE)}<div class=zz>{P}</div></main>"
    text = read_bytes(page(body, title=name).encode(), "a.html", book=BOOK)
    assert text.metadata["title"] == TITLE
    assert text.clean.split("\n") == [TITLE, *LINES]


@pytest.mark.parametrize("months", ["1-11月", "1 - 11月", "1月—11月", "—2024年", " – 2024年"])
@pytest.mark.parametrize("site", ["", "-夷陵区政府网站", " - 夷陵区政府门户网", "—夷陵区人民政府"])
def test_a_range_in_the_windows_title_parts_nothing(months: str, site: str) -> None:
    """findings/report_on_eleven_months_is_titled_by_one.sh: others take half of it."""
    title = f"夷陵区2023年{months}法治工作情况"
    read = read_bytes(page(f"<div>{P}</div>", title=title + site).encode(), "a.html", book=BOOK)
    assert read.metadata["title"] == title


DRESSES = {
    "bare": "<div class=xx><span>来源：樟村坪镇</span><span>2025-01-20 16:20</span><span>浏览次数：<em>201</em></span></div>",
    "label": "<p>发布时间：2025-01-20 10:00　来源：樟村坪镇</p>",
    "long label": "<div>信息来源：樟村坪镇 | 发表日期：2025年1月20日 | 点击：12</div>",
    "definition list": "<dl><dt>发布日期</dt><dd>2025-01-20</dd><dt>来源</dt><dd>樟村坪镇</dd></dl>",
    "table": "<table><tr><td>索引号：</td><td>X/2025-1</td><td>发布日期：</td><td>2025/1/20</td></tr><tr><td>来源：</td><td>樟村坪镇</td><td>文号：</td><td>无</td></tr></table>",
    "labels in brackets": "<dl><dt>[ 索引号 ]</dt><dd>X/2</dd><dt>[ 来源 ]</dt><dd>樟村坪镇</dd><dt>[ 发布日期 ]</dt><dd>2025-01-20</dd></dl>",
    "only a day": "<div class=time>2025.01.20</div><div>来源：樟村坪镇</div>",
    "glued": "<div>时间：2025-01-20来源：樟村坪镇作者：张三</div>",
    "day after the source": "<div>来源：樟村坪镇　2025年01月20日 09:12</div>",
}


@pytest.mark.parametrize("dress", DRESSES)
def test_the_day_of_publication_in_its_dresses(dress: str) -> None:
    clock = "<div>今天是2026年3月4日 星期三</div>"
    body = f"{clock}<h1>{TITLE}</h1>{DRESSES[dress]}<div class=con>{P}</div>"
    text = read_bytes(page(body).encode(), "a.html", book=BOOK)
    assert text.metadata["published_date"] == "2025-01-20"
    assert text.metadata["source"] == "樟村坪镇"
    assert "issued_date" not in text.metadata
    assert text.clean.split("\n") == [TITLE, *LINES]


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="PubDate" content="2025-01-20 08:00">',
        '<meta property="article:published_time" content="2025-01-20T08:00:00+08:00">',
        '<meta name="firstpublishedtime" content="2025-01-20-21:50:00">',
    ],
)
def test_the_day_of_publication_in_the_head(head: str) -> None:
    text = read_bytes(page(f"<div>{P}</div>", head).encode(), "a.html", book=BOOK)
    assert text.metadata["published_date"] == "2025-01-20"


def test_the_page_s_own_day_of_issue_and_organ() -> None:
    metadata = read_bytes((PAGES / "more-labels.html").read_bytes(), "a.html", book=BOOK).metadata
    keys = ("publisher", "issued_date", "published_date")
    assert [metadata[key] for key in keys] == ["樟村坪镇人民政府", "2025-01-15", "2025-01-20"]


def test_paragraphs_of_figures_need_no_little_words() -> None:
    """findings/paragraphs_without_de_are_gone.sh: others leave them out between prose."""
    prose = "在我们的工作中，我们也是为了人民的，现将有关情况报告如下。"
    lines = [f"全年办理行政复议案件{count}件，出庭应诉率100%。" for count in (126, 35, 48)]
    for shown in (lines, [prose, lines[0], prose.replace("有关", "全年"), *lines[1:]]):
        body = "<div>" + "".join(f"<p>{line}</p>" for line in shown) + "</div>"
        read = read_bytes(page(body, title="某镇报告").encode(), "a.html", book=BOOK)
        assert [line for line in read.clean.split("\n") if line in shown] == shown
