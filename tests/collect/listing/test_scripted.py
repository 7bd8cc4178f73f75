"""Lists that a page's scripts hold, write or ask for, and pagers that say “next” without a word."""

# ruff: noqa: E501 - markup is one piece

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tests.collect.listing.test_lists import HOST, REPORT, following, look, told

ROW = f"<ul><li><a href='/x/a.html'>{REPORT}</a><span>2024-01-05</span></li></ul>"

NEXT = {
    "in brackets": "<a href='l_2.html'>【下一页】</a>",
    "with an arrow": "<a href='l_2.html'>下一页 →</a>",
    "a single arrow": "<a href='l_2.html'>下页›</a>",
    "a picture": "<a href='l_2.html'><img src='n.gif' alt='下一页'></a>",
    "for those who hear": "<a href='l_2.html' aria-label='下一页'><i class='icon'></i></a>",
    "a name for styles": "<ul class='pagination'><li class='next'><a href='l_2.html'><i></i></a></li></ul>",
    "an attribute": "<a href='javascript:;' data-href='l_2.html'>下一页</a>",
    "a script that only leads there": "<a href='#' onclick=\"location.href='l_2.html'\">下一页</a>",
    "a button": "<button onclick=\"window.location='/zwgk/l_2.html'\">下一页</button>",
}


@pytest.mark.parametrize("way", NEXT)
def test_the_way_on_is_known_by_more_than_its_word(way: str) -> None:
    page = look(ROW + NEXT[way])
    assert following(page) == ["/zwgk/l_2.html"]
    assert told(page) == [("/x/a.html", REPORT, "2024-01-05")]


@pytest.mark.parametrize(
    "markup",
    [
        "<a class='carousel-next' href='#box'><i></i></a>",
        "<li class='next'><a href='/other.html'>下一篇：关于某事的通知</a></li>",
        "<a class='disabled'>下一页</a>",
        "<span>下一页</span>",
    ],
)
def test_what_is_no_way_on(markup: str) -> None:
    page = look(ROW + markup)
    assert (page.following, page.scripted) == ((), False)


COUNTING = {
    "blanks before the bracket": "createPageHTML ( 3 , 0 , \"index\" , \"html\" );",
    "a later form counted from nought": "createPageHTML('paging',3, 0,'index','html',83);",
    "written by hand": "var currentPage = 0; var countPage = 3; var nextPage = currentPage + 1;"
    "document.write('<a href=\"index_' + nextPage + '.html\">下一页</a>');",
}  # fmt: skip


@pytest.mark.parametrize("script", COUNTING)
def test_pages_that_a_script_counts_are_followed_however_it_is_written(script: str) -> None:
    page = look(f"{ROW}<script>{COUNTING[script]}</script>")
    assert following(page) == ["/zwgk/index_1.html", "/zwgk/index_2.html"]
    assert page.pages == 3


def test_a_pager_that_is_told_entries_and_their_number_a_page_tells_pages() -> None:
    page = look(f"{ROW}<script>laypage.render({{elem: 'p', count: 45, limit: 20}})</script>")
    assert (page.pages, page.following) == (3, ())
    assert look(f"{ROW}<script>var o = {{count: 12, limit: 20}}</script>").pages == 1


@pytest.mark.parametrize("foot", ["<div>加载更多</div>", "<p class='m'>正在加载...</p>", "<a href='javascript:loadMore()'>点击加载更多</a>"])  # fmt: skip
def test_a_list_that_grows_as_one_reads_is_told(foot: str) -> None:
    assert look(ROW + foot).scripted
    assert not look(ROW + f"<p>{foot.replace('加载', '公开')}</p>").scripted


def test_a_list_whose_own_address_numbers_its_page_is_gone_on_with() -> None:
    more = "<div>第1页/共3页 <a href='#' onclick='goPage(2)'>下一页</a></div>"
    page = look(ROW + more, f"{HOST}/list.do?col=7&pageNo=1")
    assert following(page) == ["/list.do?col=7&pageNo=2"]
    last = look(ROW + more, f"{HOST}/list.do?col=7&pageNo=3")
    assert (following(last), look(ROW + more).scripted) == ([], True)


ENTRIES = {
    "a script opens it": "<p><a href='javascript:void(0)' onclick=\"openInfo('/x/a.html')\">{t}</a> 2024-01-05</p>",
    "an attribute holds it": "<li><a data-url='/x/a.html'>{t}</a> 2024-01-05</li>",
    "a row is opened": "<li onclick=\"window.open('/x/a.html')\"><b>{t}</b><i>2024-01-05</i></li>",
    "a row names a page": "<li onclick=\"location.href='../x/a.html?id=1'\"><b>{t}</b><i>2024-01-05</i></li>",
    "details below a heading": "<div><h3>{t}</h3><p>2024-01-05</p><a href='/x/a.html'>查看详情&gt;&gt;</a></div>",
    "details below a title": "<div><p class='tit'>{t}</p><p>2024-01-05</p><a href='/x/a.html'>[详细]</a></div>",
    "an opening in the link": "<li><a href='/x/a.html'><h4>{t}</h4><p>2023年，我镇持续推进依法行政。</p></a><span>2024-01-05</span></li>",
    "a dot before it": "<li><a href='/x/a.html'>· {t}</a><span>2024-01-05</span></li>",
    "a day in numerals": "<li><a href='/x/a.html'>{t}</a><span>二〇二四年一月五日</span></li>",
    "a day in eight digits": "<li><a href='/x/a.html'>{t}</a><span>[20240105]</span></li>",
    "data in a script": "<script>var list = [{{\"title\":\"{t}\",\"url\":\"/x/a.html\",\"date\":\"2024-01-05\"}}];</script>",
    "data in a script's own way": "<script>var l=[{{title:'{t}', url:'/x/a.html', pubDate:'2024-01-05 09:10',}},];</script>",
    "written by a script": "<script>document.write('<li><a href=\"/x/a.html\">{t}</a><span>2024-01-05</span></li>');</script>",
}  # fmt: skip


@pytest.mark.parametrize("form", ENTRIES)
def test_entries_of_many_forms(form: str) -> None:
    other = "<li><a href='/x/b.html'>关于某事项的公示公告</a><span>2020-02-02</span></li>"
    page = look(f"<html><body><div>{ENTRIES[form].format(t=REPORT)}</div>{other}</body></html>")
    found = [(way.partition("?")[0], title, day) for way, title, day in told(page)]
    assert ("/x/a.html", REPORT, "2024-01-05") in found
    assert ("/x/b.html", "关于某事项的公示公告", "2020-02-02") in found
    assert len(found) == 2


def test_a_file_of_a_script_that_holds_one_list_is_data() -> None:
    rows = json.dumps([{"title": REPORT, "url": "/x/a.html", "date": "2024-01-05"}])
    page = look(f"var datas = {rows};", f"{HOST}/data/list.js")
    assert (told(page), page.family) == ([("/x/a.html", REPORT, "2024-01-05")], "data")


UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
ASKED = f"{UNIT}?webId=7&pageId=8&parseType=bulidstatic&pageType=column&tagId={quote('信息列表')}&tplSetId=9"


def test_parts_that_a_gateway_builds_are_asked_for_as_the_page_says() -> None:
    said = "{'webId':'7','pageId':'8','parseType':'bulidstatic','pageType':'column','tagId':'信息列表','tplSetId':'9'}"
    part = f'<script parseType="bulidstatic" url="{UNIT}" queryData="{said}"></script>'
    article = part.replace("'column'", "'article'")
    page = look(f"<a href='/a/'>政务公开栏目</a>{part}{article}", f"{HOST}/col/col8/index.html")
    assert (page.family, following(page)) == ("hanweb", [ASKED])


def test_what_a_gateway_built_is_gone_on_with_while_it_has_more() -> None:
    pager = "<div class='page'><script>pager({count:31,pageNo:1,pageSize:15})</script></div>"
    body = json.dumps({"success": True, "data": {"html": ROW + pager}})
    page = look(body, HOST + ASKED)
    more = ASKED + "&paramJson=" + quote('{"pageNo":2,"pageSize":15}')
    assert told(page) == [("/x/a.html", REPORT, "2024-01-05")]
    assert (page.pages, following(page)) == (3, [more])
    assert following(look(body, HOST + more.replace("%3A2", "%3A3"))) == []
    assert following(look(json.dumps({"data": {"html": ROW}}), HOST + ASKED)) == []


def test_a_catalogue_that_one_question_fills_is_asked_page_by_page() -> None:
    asked = "/module/xxgk/search.jsp?divid=div9&infotypeId=A0102&jdid=1&area="
    page = look(f'<div id="div9"></div><script>$.post("{asked}", f)</script>', f"{HOST}/col/col9/")
    assert following(page) == [f"{asked}&currpage=1"]
    table = (
        f"<table><tr><td><a href='/art/a.html'>{REPORT}</a></td><td>2024-01-05</td></tr></table>"
    )
    answer = look(
        f"{table}共31条 共3页 <a onclick='gotopage(2)'>下一页</a>", f"{HOST}{asked}&currpage=1"
    )
    assert told(answer) == [("/art/a.html", REPORT, "2024-01-05")]
    assert following(answer)[0].endswith("&currpage=2")
