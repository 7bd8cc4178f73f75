"""Lists of every family: what they lead to, on which day, where they go on, and what is none."""

# ruff: noqa: E501 - markup is one piece

from __future__ import annotations

import json
import random

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.collect.listing.entries import ListPage
from fazhi.collect.listing.look import look_at
from fazhi.errors import ReadError

BOOK = load_codebook()
HOST = "http://www.example.gov.cn"
REPORT = "平安镇2023年法治政府建设年度报告"
OTHER = "平安镇2022年法治政府建设情况"


def look(
    markup: str, address: str = f"{HOST}/zwgk/index.html", encoding: str = "utf-8"
) -> ListPage:
    return look_at(markup.encode(encoding), address, BOOK)


def told(page: ListPage) -> list[tuple[str, str, str]]:
    return [(one.address.removeprefix(HOST), one.title, one.day) for one in page.entries]


def following(page: ListPage) -> list[str]:
    return [one.removeprefix(HOST) for one in page.following]


ROWS = {
    "day in a span behind": '<li><a href="./a.html">{t}</a><span>2024-01-05</span></li>',
    "day in brackets before": '<li>[2024/1/5] <a href="./a.html">{t}</a></li>',
    "day inside the link": '<li><a href="./a.html">{t}<em>2024.01.05</em></a></li>',
    "day written out": '<p><a href="./a.html" title="{t}">平安镇2023年法治政府…</a> 2024年1月5日</p>',
    "day above its month": "<dl><dt><b>05</b> <i>2024-01</i></dt><dd><a href='./a.html'>{t}</a></dd></dl>",
    "a row of a table": '<table><tr><td>1</td><td><a href="a.html">{t}</a></td><td>2024-01-05</td></tr></table>',
}


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_the_day_stands_beside_the_link(row: str, encoding: str) -> None:
    other = '<li><a href="b.html">关于某事项的公示公告</a><span>2020-02-02</span></li>'
    page = look(f"<html><body>{ROWS[row].format(t=REPORT)}{other}</body></html>", encoding=encoding)
    assert told(page) == [
        ("/zwgk/a.html", REPORT, "2024-01-05"),
        ("/zwgk/b.html", "关于某事项的公示公告", "2020-02-02"),
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/zwgk/fzzf/202401/t20240115_12345.html",
        "/info/1003/12.htm",
        "/content.aspx?id=12",
        "/xxgk/12345.jspx",
        "/xxgk/12345.jhtml",
        "/art/2024/1/15/art_12_345.html",
        "/xxgk/content/post_12345.html",
    ],
)
def test_an_entry_is_known_by_its_words_whatever_made_its_address(path: str) -> None:
    """findings/addresses_of_portals_are_no_articles.sh: other crawlers ask the address."""
    page = look(f"<ul><li><a href='{path}'>{REPORT}</a></li></ul>")
    assert [(one.address, one.title) for one in page.entries] == [(HOST + path, REPORT)]


FEEDS = {
    "rss": '<?xml version="1.0" encoding="{e}"?><rss version="2.0"><channel><title>法治政府建设专栏</title><link>/x</link><item><title><![CDATA[{t}]]></title><link>http://www.example.gov.cn/zwgk/a.html</link><pubDate>Thu, 04 Jan 2024 16:30:00 GMT</pubDate></item></channel></rss>',
    "atom": '<?xml version="1.0" encoding="{e}"?><feed xmlns="http://www.w3.org/2005/Atom"><title>法治政府建设专栏</title><entry><title>{t}</title><link rel="edit" href="/no"/><link href="a.html"/><updated>2024-01-05T08:00:00+08:00</updated></entry></feed>',
    "map": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{h}/zwgk/a.html</loc><lastmod>2024-01-05</lastmod><n:news><n:title>{t}</n:title></n:news></url><url><loc>{h}/zwgk/untold.html</loc></url></urlset>',
}


@pytest.mark.parametrize("form", FEEDS)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_feed_is_a_list(form: str, encoding: str) -> None:
    page = look(FEEDS[form].format(t=REPORT, e=encoding, h=HOST), encoding=encoding)
    assert (told(page), page.family) == ([("/zwgk/a.html", REPORT, "2024-01-05")], "feed")


def test_a_map_of_maps_leads_to_these_and_a_page_about_feeds_is_none() -> None:
    maps = f"<sitemapindex><sitemap><loc>{HOST}/s1.xml</loc></sitemap><sitemap><loc>http://other.cn/s.xml</loc></sitemap></sitemapindex>"
    assert following(look(maps)) == ["/s1.xml"]
    about = (
        f"<html><body><p>&lt;rss&gt; 订阅，说明。</p><a href='a.html'>{REPORT}</a></body></html>"
    )
    assert look(about).family == "page"
    assert look("<rss><channel><item>").family == "page"


ADDRESSES = {
    "/xx/202401/t20240105_123.html": "2024-01-05",
    "/art/2024/1/5/art_12_34.html": "2024-01-05",
    "/2024-01/05/c_1234.html": "2024-01-05",
    "/xx/20240105/content_7.html": "2024-01-05",
    "/2024/0105/a.html": "2024-01-05",
    "/xx/content_20241399.html": "",
    "/xx/20249999/a.html": "",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_day_stands_in_the_address(address: str) -> None:
    page = look(f'<ul><li><a href="{address}">{REPORT}</a></li></ul>')
    assert told(page) == [(address, REPORT, ADDRESSES[address])]


@pytest.mark.parametrize("initials", ["nb", "bg", "fy", "bs", "sf"])
def test_initials_of_a_folder_are_no_language(initials: str) -> None:
    """findings/annual_reports_lie_in_norwegian.sh: others take 年报's initials for Norwegian."""
    address = f"/{initials}/202401/t20240115_1.html"
    page = look(f'<ul><li><a href="{address}">{REPORT}</a></li></ul>')
    assert told(page) == [(address, REPORT, "2024-01-15")]


def test_a_day_without_a_year_takes_that_of_the_address_and_is_else_none() -> None:
    rows = '<li><a href="/a/202401/c_1.html">{t}</a> [01-05]</li><li><a href="/b.html">{o}</a> [01-05]</li>'
    page = look(rows.format(t=REPORT, o=OTHER))
    assert [one.day for one in page.entries] == ["2024-01-05", ""]


def test_of_several_days_in_a_catalogue_that_of_publication_counts() -> None:
    page = look(
        "<table><tr><th>索引号</th><th>名称</th><th>成文日期</th><th>发布日期</th></tr>"
        f"<tr><td>A1</td><td><a href='a.html'>{REPORT}</a></td><td>2024-01-02</td><td>2024-01-05</td></tr>"
        f"<tr><td>A2</td><td><a href='b.html'>{OTHER}</a></td><td>2023-01-02</td><td>2023-01-06</td></tr>"
        "</table>"
    )
    assert [one.day for one in page.entries] == ["2024-01-05", "2023-01-06"]


def test_one_page_under_several_addresses_is_one_entry() -> None:
    links = [
        "a.html;jsessionid=1A2B",
        "https://www.example.gov.cn/zwgk/a.html",
        "http://example.gov.cn/zwgk/a.html#top",
        "a.html",
    ]
    page = look("".join(f"<p><a href='{link}'>{REPORT}</a></p>" for link in links))
    assert told(page) == [("/zwgk/a.html", REPORT, "")]


def test_menus_and_pagers_are_no_entries() -> None:
    page = look(
        "<a href='/'>首页</a><a href='#x'>回到页面的顶部去</a><a href='javascript:f()'>打开全部公开内容</a>"
        "<a href='b.html'>下一页</a><a href='mailto:a@b.cn'>写信给我们的邮箱</a><a href='c.html'>尾页</a>"
    )
    assert page.entries == ()


TRS = {
    "createPageHTML(4, 0, 'index', 'html');": ("/zwgk/", ["index_1.html", "index_2.html", "index_3.html"]),
    'createPageHTML(4, 1, "index", "html");': ("/zwgk/index_1.html", ["index_2.html", "index_3.html", "index.html"]),
    "var countPage = 3; var currentPage = 0; createPageHTML(countPage, currentPage, 'list', 'shtml');": (
        "/zwgk/list.shtml",
        ["list_1.shtml", "list_2.shtml"],
    ),
    "createPageHTML('page_div',3,1,'fenye','shtml',45);": ("/zwgk/fenye.shtml", ["fenye_1.shtml", "fenye_2.shtml"]),
    "createPageHTML(1, 0, 'index', 'html');": ("/zwgk/", []),
}  # fmt: skip


@pytest.mark.parametrize("script", TRS)
def test_pages_that_a_script_counts(script: str) -> None:
    address, names = TRS[script]
    markup = f"<ul><li><a href='a.html'>{REPORT}</a></li></ul><script>{script}</script>"
    page = look(markup, HOST + address)
    assert following(page) == [f"/zwgk/{name}" for name in names]
    assert (page.family, page.pages) == ("trs", len(names) + 1)


def test_the_definition_of_the_counting_script_counts_nothing() -> None:
    page = look("<script>function createPageHTML(count, now, name, ending) { return 1 }</script>")
    assert (page.family, page.following) == ("page", ())


PAGERS = {
    "next": ("<a href='list.jsp?page=2'>下一页</a>", ["/zwgk/list.jsp?page=2"]),
    "next in marks": ("<a href='index_2.html'><span>下一页 &gt;&gt;</span></a>", ["/zwgk/index_2.html"]),
    "rel": ("<a rel='next' href='p2.html'>…</a>", ["/zwgk/p2.html"]),
    "numbers": (
        "<a href='index.html'>1</a><a href='index_1.html'>2</a><a href='index_2.html'>3</a>",
        ["/zwgk/index_1.html", "/zwgk/index_2.html"],
    ),
    "numbers of first records": (
        "<a href='l.do?start=0'>1</a><a href='l.do?start=20'>2</a><a href='l.do?start=40'>3</a>",
        ["/zwgk/l.do?start=0", "/zwgk/l.do?start=20", "/zwgk/l.do?start=40"],
    ),
    "another site": ("<a href='http://other.gov.cn/index_1.html'>下一页</a>", []),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGERS)
def test_pages_that_links_lead_to(name: str) -> None:
    markup, expected = PAGERS[name]
    assert following(look(f"<div>{markup}</div>")) == expected


def test_a_pager_that_only_a_script_serves_is_told() -> None:
    page = look("共5页 <a href='javascript:goPage(2)'>下一页</a>")
    assert (page.following, page.pages, page.scripted) == ((), 5, True)


@pytest.mark.parametrize(
    ("pager", "is_told"),
    [
        ("<a href=\"javascript:__doPostBack('pager','2')\">2</a>", True),
        ("<a href='#' onclick='toPage(3)'>[3]</a>", True),
        ("<a onclick='goPage(2)'>2</a>", True),
        ("<a href='javascript:goPage(1)'>1</a>", False),
        ("<a href='javascript:praise(2)'>2</a>", False),
        ("<a href='index_1.html'>2</a><a href='javascript:goPage(3)'>3</a>", False),
        ("<p>日一二三四五六</p><a href='javascript:gotoDay(2)'>2</a>", False),
    ],
)
def test_numbers_that_only_a_script_serves_are_told(pager: str, is_told: bool) -> None:
    page = look(f"<div>{pager}</div>")
    assert (page.scripted, page.pages) == (is_told, 2 if "index_1" in pager else 0)


WEEKS = (
    "<tr><td>日</td><td>一</td><td>二</td><td>三</td><td>四</td><td>五</td><td>六</td></tr>",
    "<tr><th>周一</th><th>周二</th><th>周三</th><th>周四</th><th>周五</th><th>周六</th><th>周日</th></tr>",
)


@pytest.mark.parametrize("week", WEEKS)
def test_days_of_a_calendar_are_no_pages(week: str) -> None:
    days = "".join(f"<td><a href='cal.jsp?day={n}'>{n}</a></td>" for n in range(1, 32))
    page = look(f"<table>{week}<tr>{days}</tr></table>")
    assert (page.following, page.entries) == ((), ())


DAYS = {
    "cal.jsp?day=2024-01-{n:02}": [],
    "cal.jsp?rq=202401{n:02}": [],
    "cal.jsp?y=2024&m=1&d={n}": [],
    "cal.jsp?t=2024%2F1%2F{n}": [],
    # Numbers of files and of pages in folders of a month and of a day.
    "/2024/01/{n}.html": ["/2024/01/3.html", "/2024/01/4.html"],
    "/list/2024/1/index_{n}.html": ["/list/2024/1/index_3.html", "/list/2024/1/index_4.html"],
    "l.jsp?from=2024-01-31&page={n}": [
        "/zwgk/l.jsp?from=2024-01-31&page=3",
        "/zwgk/l.jsp?from=2024-01-31&page=4",
    ],
}


@pytest.mark.parametrize("link", DAYS)
def test_numbers_whose_addresses_hold_their_day_are_no_pages(link: str) -> None:
    links = "".join(f"<a href='{link.format(n=n)}'>{n}</a>" for n in (3, 4))
    assert following(look(f"<div>{links}</div>")) == DAYS[link]


def test_a_list_of_one_day_has_pages() -> None:
    page = look("<a href='l.jsp?day=2024-01-03&p=3'>3</a>", f"{HOST}/l.jsp?day=2024-01-03&p=2")
    assert following(page) == ["/l.jsp?day=2024-01-03&p=3"]


@pytest.mark.parametrize("word", ["%B7%A8%D6%CE", "%E6%B3%95%E6%B2%BB"])
@pytest.mark.parametrize("data", [False, True])
def test_what_a_list_asks_for_beside_its_page_stays(word: str, data: bool) -> None:
    row = f"<a href='a.html'>{REPORT}</a>"
    rows = json.dumps({"pages": 3, "list": [{"title": REPORT, "url": "/a.html"}]})
    page = look(rows if data else f"{row}<p>共3页</p>", f"{HOST}/list.asp?key={word}&page=1")
    assert following(page) == [f"/list.asp?key={word}&page=2"]


def record(number: int, title: str) -> str:
    return (
        f"<record><![CDATA[<li><a href='/art/2024/1/{number}/art_9_{number}.html'>{title}</a>"
        f"<span>2024-01-{number:02}</span></li>]]></record>"
    )


COLUMN = """<html><body><div id="456"></div><script type="text/xml"><datastore><recordset>
{records}</recordset></datastore></script><script>$('#456').jpage({{
 perPage:15, totalRecord:100, proxyurl:'/module/web/jpage/dataproxy.jsp',
 ajaxParam:{{columnid:9,unitid:456,webid:1,path:'/',permissiontype:0}} }});</script></body></html>"""


def test_a_column_of_a_jpage_tells_its_records_and_asks_for_more() -> None:
    markup = COLUMN.format(records=record(5, REPORT) + record(6, OTHER))
    page = look(markup, f"{HOST}/col/col9/index.html")
    assert told(page) == [
        ("/art/2024/1/5/art_9_5.html", REPORT, "2024-01-05"),
        ("/art/2024/1/6/art_9_6.html", OTHER, "2024-01-06"),
    ]
    asked = "/module/web/jpage/dataproxy.jsp?startrecord={0}&endrecord={1}&perpage=15"
    rest = "&columnid=9&unitid=456&webid=1&path=%2F&permissiontype=0"
    assert following(page) == [asked.format(46, 90) + rest, asked.format(91, 100) + rest]
    assert (page.family, page.pages) == ("jpage", 7)


def test_older_columns_of_a_jpage_give_a_link_or_write_their_records_into_the_script() -> None:
    link = '<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1&columnid=9&webname=某省"></a>'
    markup = (
        f'<html><script type="text/xml"><datastore><nextgroup><![CDATA[{link}]]></nextgroup><recordset>'
        f"{record(5, REPORT)}</recordset></datastore></script>"
        "<script>$('#7').jpage({totalRecord:4895,perPage:19});</script></html>"
    )
    page = look(markup, f"{HOST}/col/col9/index.html")
    assert told(page) == [("/art/2024/1/5/art_9_5.html", REPORT, "2024-01-05")]
    assert (page.family, following(page)) == (
        "jpage",
        ["/module/web/jpage/dataproxy.jsp?page=1&appid=1&columnid=9&webname=%E6%9F%90%E7%9C%81"],
    )
    rows = f"var InitData7=['<a href=\\'/art/2024/1/5/art_9_5.html\\'>{REPORT}</a>[2024-01-05]'];"
    call = (
        "$(function(){$('#7').jpage({themeName:'default',totalRecord:60,dataStore:InitData7,groupSize:3,"
        "proxyUrl:'/jpage/dataproxy.jsp',perPage:10,barPosition:'bottom',ajaxParam:{col:1,columnid:9,unitid:'7'}});});"
    )
    page = look(f"<html><script>{rows}{call}</script></html>", f"{HOST}/col/col9/index.html")
    assert told(page) == [("/art/2024/1/5/art_9_5.html", REPORT, "2024-01-05")]
    assert following(page) == [
        "/jpage/dataproxy.jsp?startrecord=31&endrecord=60&perpage=10&col=1&columnid=9&unitid=7"
    ]


def test_another_program_called_jpage_is_none() -> None:
    markup = f"<a href='a.html'>{REPORT}</a><script>$('#x').jpage({{ effect: 'random', step: 5, url: 1 }});</script>"
    page = look(markup)
    assert (page.family, told(page), page.following) == ("page", [("/zwgk/a.html", REPORT, "")], ())


def test_what_the_proxy_of_a_jpage_answers() -> None:
    address = (
        f"{HOST}/module/web/jpage/dataproxy.jsp?startrecord=46&endrecord=90&perpage=15&columnid=9"
    )
    page = look(
        "<?xml version='1.0' encoding='utf-8'?><datastore><totalrecord>100</totalrecord>"
        f"<totalpage>7</totalpage><recordset>{record(5, REPORT)}</recordset></datastore>",
        address,
    )
    assert told(page) == [("/art/2024/1/5/art_9_5.html", REPORT, "2024-01-05")]
    assert following(page) == [
        "/module/web/jpage/dataproxy.jsp?startrecord=91&endrecord=100&perpage=15&columnid=9"
    ]
    older = look(
        '<datastore><nextgroup><![CDATA[<a href="/module/jpage/dataproxy.jsp?page=3&amp;columnid=9"></a>]]>'
        f"</nextgroup><recordset>{record(5, REPORT)}</recordset></datastore>",
        f"{HOST}/module/jpage/dataproxy.jsp?page=2&columnid=9",
    )
    assert following(older) == ["/module/jpage/dataproxy.jsp?page=3&columnid=9"]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/zwgk/gkmlpt/index#721", "/zwgk/gkmlpt/api/all/721?page=1&sid=755041"),
        ("/gkmlpt/index", "/gkmlpt/api/all/0?page=1&sid=755041"),
        ("/gkmlpt/policy#5", "/gkmlpt/api/all/5?page=1&sid=755041"),
    ],
)
def test_a_page_of_the_guangdong_platform_leads_to_its_data(address: str, asked: str) -> None:
    markup = "<html><script>window._CONFIG = { SID: '755041', TREE: [] }</script></html>"
    page = look(markup, HOST + address)
    assert (page.family, following(page)) == ("gkmlpt", [asked])


def test_a_page_that_only_looks_like_the_platform_is_none() -> None:
    markup = f"<html><script>var c = {{ SID: '1' }}</script><a href='a.html'>{REPORT}</a></html>"
    assert look(markup).family == "page"


ARTICLES = [
    {"id": 1, "title": REPORT, "url": f"{HOST}/gkmlpt/content/1/1/post_1.html", "display_publish_time": 1704412800},
    {"id": 2, "title": OTHER, "url": "/gkmlpt/content/1/2/post_2.html", "created_at": "2023-01-06 16:25:04"},
]  # fmt: skip


def test_the_data_of_the_guangdong_platform() -> None:
    data = {"classify": {"id": 721, "name": "年度报告", "post_count": 5}, "articles": ARTICLES}
    page = look(json.dumps(data), f"{HOST}/gkmlpt/api/all/721?page=1&sid=755041")
    assert told(page) == [
        ("/gkmlpt/content/1/1/post_1.html", REPORT, "2024-01-05"),
        ("/gkmlpt/content/1/2/post_2.html", OTHER, "2023-01-06"),
    ]
    assert (page.pages, following(page)) == (3, ["/gkmlpt/api/all/721?page=2&sid=755041"])
    last = look(json.dumps(data), f"{HOST}/gkmlpt/api/all/721?page=3&sid=755041")
    assert following(last) == []


def test_lists_in_json_of_other_programs() -> None:
    rows = [
        {"docTitle": f"<em>{REPORT}</em>", "docPubUrl": "/a/t1.html", "docRelTime": "2024/01/05"}
    ]
    page = look(
        json.dumps({"page": {"content": rows, "totalPages": 2}}), f"{HOST}/api/list?pageNo=1&k=2"
    )
    assert told(page) == [("/a/t1.html", REPORT, "2024-01-05")]
    assert following(page) == ["/api/list?pageNo=2&k=2"]
    called = look(f"jsonp_1({json.dumps(rows)});", f"{HOST}/api/list")
    assert (told(called), following(called)) == ([("/a/t1.html", REPORT, "2024-01-05")], [])
    markup = f"<ul><li><a href='/a/t1.html'>{REPORT}</a><span>2024-01-05</span></li></ul>"
    page = look(json.dumps({"data": {"html": markup}}), f"{HOST}/common/search?pageNo=1")
    assert told(page) == [("/a/t1.html", REPORT, "2024-01-05")]


def test_json_that_is_no_list_has_no_entries_and_no_end_to_follow() -> None:
    page = look(json.dumps({"title": REPORT, "body": "text", "page": 1}), f"{HOST}/api/one?page=1")
    assert (page.entries, page.following) == ((), ())
    assert look("{ broken", f"{HOST}/api/one?page=1").entries == ()


BROKEN = {
    f"{HOST}/zwgk/": "<script>createPageHTML(4, 0, 'index', 'html')</script>"
    + ROWS["a row of a table"],
    f"{HOST}/col/col9/index.html": COLUMN.format(records=record(5, REPORT)),
    f"{HOST}/jpage/dataproxy.jsp?startrecord=1&endrecord=9": f"<datastore><totalrecord>99</totalrecord>{record(5, REPORT)}",
    f"{HOST}/gkmlpt/api/all/7?page=1&sid=1": json.dumps(
        {"classify": {"post_count": 5}, "articles": ARTICLES}
    ),
}


@pytest.mark.parametrize("address", BROKEN)
def test_any_bytes_give_a_page_or_a_reason(address: str) -> None:
    whole, chance = BROKEN[address].encode(), random.Random(len(address))
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        try:
            page = look_at(bytes(data[: chance.randint(1, len(data))]), address, BOOK)
        except ReadError as error:
            assert error.code
            continue
        assert all(one.address.startswith(("http://", "https://")) for one in page.entries)
        assert all(one.startswith(HOST) for one in page.following)
