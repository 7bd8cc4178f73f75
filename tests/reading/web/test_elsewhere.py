"""Pages whose report lies elsewhere, or of which a part does: each is named for what it is."""

# ruff: noqa: E501 - markup is one piece

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import ReadError
from fazhi.reading import read_bytes
from fazhi.reading.formats.html.portals import portals
from fazhi.reading.reader import CODES
from fazhi.records import Lack
from tests.reading.web.test_portals import FOOT, LINES, MENU, OTHERS, TITLE, P, page

BOOK = load_codebook()

PAGES = Path(__file__).parent / "pages"
HEAD = f'<h1>{TITLE}</h1><div class="info">发布时间：2025-01-20</div>'
FOREWORD = "<p>按照《法治政府建设与责任落实督察工作规定》要求，现将我镇2024年法治政府建设年度报告予以公布，请社会各界监督。</p>"


def refusal(markup: str | bytes) -> ReadError:
    data = markup if isinstance(markup, bytes) else markup.encode()
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "t1.html", book=BOOK)
    assert caught.value.code in CODES
    assert "主办" not in str(caught.value)
    return caught.value


REFUSED = {
    # The attachment, with its address.
    "one attachment": (
        "attachment_only",
        "a/P1.docx",
        page(
            f'{HEAD}<div class="TRS_Editor"><p>附件：<a href="a/P1.docx">{TITLE}.docx</a></p></div>'
        ),
    ),
    "a foreword and the attachment": (
        "attachment_only",
        "1.pdf",
        page(f'{HEAD}<div class="con">{FOREWORD}<p><a href="/files/1.pdf">{TITLE}</a></p></div>'),
    ),
    "attachments after a form's article": (
        "attachment_only",
        "wbfileid=1",
        page(
            f'<form name="_newscontent_fromname"><h2>{TITLE}</h2><div id="vsb_content"></div><p>附件【<a href="/system/_content/download.jsp?wbfileid=1">{TITLE}.pdf</a>】已下载<span></span>次</p></form>'
        ),
    ),
    "webforms with a search box": (
        "attachment_only",
        "d.doc",
        page(
            f'<form id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="x">{HEAD}<div id="zoom"><a href="../d.doc">下载：法治政府建设年度报告.doc</a></div><input type="text"></form>'
        ),
    ),
    "a packed folder": (
        "attachment_only",
        "x.rar",
        page(f'{HEAD}<div class="con"><p>请下载：<a href="x.rar">报告</a></p></div>'),
    ),
    "an attachment that a script writes": (
        "attachment_only",
        "./P3.pdf",
        page(
            f"{HEAD}<div class='trs_editor_view'><p>{TITLE}</p></div><script>var file_appendix='<a href=\"./P3.pdf\">2024.pdf</a>';</script>"
        ),
    ),
    # A viewer inside the page.
    "pdf.js with a quoted address": (
        "viewer_only",
        ": /upload/a.pdf",
        page(f'{HEAD}<iframe src="/pdfjs/web/viewer.html?file=%2Fupload%2Fa.pdf"></iframe>'),
    ),
    "pdf.js": (
        "viewer_only",
        "/f/2024.pdf",
        page(
            f'{HEAD}<div class="con"><iframe src="/pdfjs/web/viewer.html?file=/f/2024.pdf" width="100%"></iframe></div>'
        ),
    ),
    "embed": (
        "viewer_only",
        "r.pdf",
        page(f'{HEAD}<div class="con"><embed src="r.pdf" type="application/pdf"></div>'),
    ),
    "object": (
        "viewer_only",
        "r.pdf",
        page(
            f'{HEAD}<div class="con"><object data="/x/r.pdf" type="application/pdf"><p>浏览器不支持。</p></object></div>'
        ),
    ),
    "pdfobject": (
        "viewer_only",
        "w.pdf",
        page(
            f'{HEAD}<div id="pdf"></div><script src="/js/pdfobject.min.js"></script><script>PDFObject.embed("/upload/w.pdf", "#pdf");</script>'
        ),
    ),
    "flipbook": (
        "viewer_only",
        "b.pdf",
        page(
            f'{HEAD}<div id="flipbook"></div><script>$("#flipbook").flipBook({{pdfUrl:"b.pdf"}});</script>'
        ),
    ),
    "flash paper": (
        "viewer_only",
        "b.swf",
        page(
            f'{HEAD}<div id="viewerPlaceHolder"></div><script>new FlexPaperViewer("FlexPaperViewer","viewerPlaceHolder",{{config:{{SwfFile:escape("b.swf")}}}});</script>'
        ),
    ),
    # Pictures.
    "pictures one under another": (
        "pictures_only",
        "2.jpg",
        page(
            f'{HEAD}<div class="TRS_Editor"><p><img src="1.jpg"></p><p><img src="2.jpg"></p></div>'
        ),
    ),
    "lazy pictures": (
        "pictures_only",
        "w.qq.com/2",
        page(
            f'<h1 id="activity-name">{TITLE}</h1><div id="js_content" style="visibility:hidden"><p><img data-src="https://w.qq.com/1"></p><p><img data-src="https://w.qq.com/2"></p></div>'
        ),
    ),
    "pictures that lead to themselves": (
        "pictures_only",
        "P0.jpg",
        page(f'{HEAD}<p><a href="P0.jpg"><img src="P0.jpg" width="700"></a></p>'),
    ),
    "pictures that a script loads": (
        "pictures_only",
        "3 pictures: /i/0.png",
        page(
            HEAD
            + "".join(f'<p><img data-original="/i/{n}.png" src="/blank.gif"></p>' for n in range(3))
        ),
    ),
    "a foreword and pictures": (
        "pictures_only",
        "2.png",
        page(f'{HEAD}<div class="con">{FOREWORD}<img src="1.png"><img src="2.png"></div>'),
    ),
    "a picture inside the page": (
        "pictures_only",
        "inside the page",
        page(f'{HEAD}<div class="con"><img src="data:image/png;base64,AAAA"></div>'),
    ),
    # Lists.
    "a list with days": (
        "list_page",
        "0.html",
        page(f"<ul>{OTHERS}</ul>", title="法治政府建设年度报告"),
    ),
    "a list in a table": (
        "list_page",
        "2.htm",
        page(
            "<table>"
            + "".join(
                f'<tr><td><a href="{n}.htm">某镇2024年法治政府建设年度报告{n}</a></td><td>2025-01-2{n}</td></tr>'
                for n in range(5)
            )
            + "</table>"
        ),
    ),
    "a list in rows of cells": (
        "list_page",
        "4.htm",
        page(
            "<table>"
            + "".join(
                f"<tr><td>{n}</td><td><a href={n}.htm>某镇2024年法治政府建设年度报告</a></td><td>区司法局</td><td>2025-01-2{n}</td></tr>"
                for n in range(4, 9)
            )
            + "</table><div>共 5 条 1/1 上一页 下一页</div>",
            title="法治政府建设年度报告",
        ),
    ),
    "a list whose days stand beside": (
        "list_page",
        "2.shtml",
        page(
            "<div>"
            + "".join(
                f"<p><span>·</span><a href={n}.shtml>某某镇2025年法治政府建设年度报告</a><i>[2026-01-1{n}]</i></p>"
                for n in range(4)
            )
            + "</div>",
            title="法治政府建设年度报告",
        ),
    ),
    "a list with its pager": (
        "list_page",
        "1.html",
        page(
            f'<div class="list"><ul>{OTHERS}</ul></div><div class="pages">共 12 页 <a href="i_2.html">下一页</a></div>'
        ),
    ),
    "a front page": (
        "list_page",
        "0.html",
        page(
            "".join(f"<h3>栏目{n}</h3><ul>{OTHERS}</ul>" for n in range(4)),
            title="夷陵区人民政府门户网站",
        ),
    ),
    "a list with openings": (
        "list_page",
        "0.html",
        page(
            "".join(
                f'<div><h3><a href="{n}.html">某镇2024年法治政府建设年度报告{n}</a></h3><p>2024年，某镇深入贯彻习近平法治思想，扎实推进依法行政，全年开展法治宣传12场次，调解矛盾纠纷38起…</p></div>'
                for n in range(5)
            )
        ),
    ),
    # Errors and checks.
    "not found": (
        "not_found_page",
        "404",
        "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx</center></body></html>",
    ),
    "not found in Chinese": (
        "not_found_page",
        "不存在",
        page(
            "<div>抱歉，您访问的页面不存在，可能已被删除或更名。</div><a href=/>返回首页</a>",
            title="提示信息",
        ),
    ),
    "not found, said kindly": (
        "not_found_page",
        "走丢",
        page("<h2>很抱歉，您访问的页面走丢了！</h2><p>5 秒后自动返回首页</p>", title="夷陵区"),
    ),
    "a column that is no more": (
        "not_found_page",
        "栏目不存在",
        "<html><head><title>系统提示</title></head><body>对不起，您要浏览的栏目不存在或已停用！</body></html>",
    ),
    "deleted by its account": (
        "not_found_page",
        "删除",
        "<html><body><div class=weui-msg><h2>该内容已被发布者删除</h2></div></body></html>",
    ),
    "gateway": (
        "error_page",
        "502",
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
    ),
    "server error": (
        "error_page",
        "Server Error",
        "<html><body><h1>Server Error in '/' Application.</h1><h2>Runtime Error</h2></body></html>",
    ),
    "gateway in Chinese": (
        "error_page",
        "错误网关",
        "<html><head><title>502 错误网关</title></head><body><h1>错误网关</h1><p>没有找到对应的站点！</p></body></html>",
    ),
    "no right to see": (
        "error_page",
        "没有权限",
        "<html><head><title>提示</title></head><body><h3>抱歉，您没有权限访问该页面，请联系管理员。</h3></body></html>",
    ),
    "closed": ("error_page", "网站维护", page("<p>网站维护中，请稍后访问。</p>")),
    "a check by a firewall": (
        "challenge_page",
        "网站防火墙",
        "<html><head><title>网站防火墙</title></head><body><p>您的请求带有不合法参数，已被网站管理员设置拦截！</p><p>可能原因：您提交的内容包含危险的攻击请求</p></body></html>",
    ),
    "a guard of the server": (
        "challenge_page",
        "疑似黑客攻击",
        "<html><head><title>安全检查</title></head><body>当前访问疑似黑客攻击，已被网站安全狗阻断。</body></html>",
    ),
    "signs to be copied": (
        "challenge_page",
        "访问验证",
        "<html><head><title>访问验证</title></head><body><p>请输入图中字符完成校验</p><img src=/captcha.jpg></body></html>",
    ),
    "one moment": (
        "challenge_page",
        "moment",
        "<html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>",
    ),
    "a slider": (
        "challenge_page",
        "验证",
        page("<div>请完成安全验证</div><div>向右拖动滑块填充拼图</div>"),
    ),
    "a cookie script": (
        "challenge_page",
        "__jsl",
        "<html><body><script>document.cookie=('_')+('_jsl_clearance');var x='__jsl_clearance_s=1';</script></body></html>",
    ),
    "login": ("challenge_page", "登录", page("<p>请登录后查看全文</p>")),
    "a script that is switched off": (
        "challenge_page",
        "安全检测中",
        "<html><head><title>安全检测中</title></head><body><noscript>请稍候</noscript></body></html>",
    ),
    "a form to log in": (
        "login_page",
        "password",
        page("<h2>用户登录</h2><form>用户名<input name=u>密码<input type=Password></form>"),
    ),
    "a form to log in, by its title": (
        "login_page",
        "password",
        "<html><head><title>统一身份认证平台</title></head><body><input type='password'></body></html>",
    ),
    # Pages that lead on.
    "refresh": (
        "redirect_page",
        "/zw/t1.html",
        '<html><head><meta http-equiv="refresh" content="0; url=/zw/t1.html"></head><body></body></html>',
    ),
    "moved": (
        "redirect_page",
        "/new.aspx",
        '<html><head><title>Object moved</title></head><body><h2>Object moved to <a href="/new.aspx?u=1">here</a>.</h2></body></html>',
    ),
    "quoted refresh": (
        "redirect_page",
        "t2.html",
        "<html><head><meta http-equiv='Refresh' content=\"3;URL='t2.html'\"></head><body>页面将在3秒后跳转</body></html>",
    ),
    "location": (
        "redirect_page",
        "/index.jsp",
        "<html><body><script>window.location.href='/index.jsp';</script></body></html>",
    ),
    "replace": (
        "redirect_page",
        "http://x.gov.cn/",
        '<html><head><script>location.replace("http://x.gov.cn/")</script></head><body></body></html>',
    ),
    "one link to another site": (
        "redirect_page",
        "https://mp.weixin.qq.com/s/abc",
        page(f'{HEAD}<p><a href="https://mp.weixin.qq.com/s/abc">点击查看</a></p>'),
    ),
    "one link to the original": (
        "redirect_page",
        "/zw/t3.html",
        page(f'{HEAD}<p><a href="/zw/t3.html">【点击阅读原文】</a></p>'),
    ),
    # Frames and scripts.
    "frameset": (
        "framed_page",
        "main.html",
        '<html><head><title>x</title></head><frameset cols="200,*"><frame src="left.html"><frame src="main.html"></frameset></html>',
    ),
    "iframe": ("framed_page", "/c/1.html", page(f'{HEAD}<iframe src="/c/1.html"></iframe>')),
    "an app": (
        "script_only",
        "script",
        '<html><head><title>信息公开</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>',
    ),
    "loading": (
        "script_only",
        "script",
        page('<div id="con">加载中...</div><script src="a.js"></script>'),
    ),
    # Nothing at all.
    "title and foot": ("empty", "no text", page(HEAD)),
    "a list of labels": (
        "empty",
        "no text",
        page(f"{HEAD}<p>来源：樟村坪镇</p><p>【打印】【关闭】</p>"),
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_page_without_its_report_is_named_for_what_it_is(kind: str) -> None:
    code, said, markup = REFUSED[kind]
    error = refusal(markup)
    assert (error.code, said in error.message) == (code, True), str(error)
    assert error.hint


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("attachment-only", "attachment_only", "./P020250120.docx"),
        ("pictures-only", "pictures_only", "4 pictures"),
        ("list-page", "list_page", "0.html"),
    ],
)
def test_saved_pages_without_a_report(name: str, code: str, said: str) -> None:
    error = refusal((PAGES / f"{name}.html").read_bytes())
    assert error.code == code
    assert said in error.message


SHORT = "<p>2024年，我镇开展法治宣传12场次，调解纠纷38起，无行政复议案件。</p>"
READ = {
    "a short report": page(f"{HEAD}<div class=con>{SHORT}</div>"),
    "a short report with a table to fetch": page(
        f"{HEAD}<div class=con>{SHORT}<p>一、主要做法</p><p>严格执法，公正执法，全年办理行政处罚案件12件，没有被复议纠正的案件。</p><p>附件：<a href=1.xls>统计表.xls</a></p></div>"
    ),
    "a report of not found things": page(
        f"{HEAD}<div class=con>{P}<p>对未找到责任人的5起案件，已删除的信息逐一登记，安全验证3次。</p></div>"
    ),
    "a report with pictures": page(
        f"{HEAD}<div class=con>{P}<img src=1.jpg><img src=2.jpg><img src=3.jpg></div>"
    ),
    "a report and its attachment": page(
        f'{HEAD}<div class=con>{P}<p>附件：<a href="r.pdf">{TITLE}.pdf</a></p></div>'
    ),
    "a report beside a viewer's script": page(
        f'{HEAD}<div class=con>{P}</div><script src="/js/pdf.js"></script>'
    ),
    "a report with a list beside it": page(
        f"<div class=l><ul>{OTHERS}{OTHERS}</ul></div>{HEAD}<div class=con>{P}</div>"
    ),
    "a report of a page that refreshes": page(
        f"{HEAD}<div>{P}</div>", '<meta http-equiv="refresh" content="600">'
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_what_holds_a_report_is_read(kind: str) -> None:
    text = read_bytes(READ[kind].encode(), "t1.html", book=BOOK)
    assert text.clean.startswith(f"{TITLE}\n2024年，")
    assert text.lacks == ()


WRITTEN = "\\n".join(LINES)
MARKUP = P.replace("<", "\\u003c").replace("/", "\\/")
CARRIED = {
    "text area": f'<h1>{TITLE}</h1><textarea id="c" style="display:none">{P.replace("<", "&lt;")}</textarea>',
    "data of a script": f'<h1>{TITLE}</h1><div id=app></div><script>window.__DATA__={{"title":"{TITLE}","content":"{MARKUP}"}}</script>',
    "text in a script": f"<h1>{TITLE}</h1><div id=app></div><script>var c='{WRITTEN}';document.getElementById('app').innerText=c;</script>",
    "json": f'<h1>{TITLE}</h1><script id=__NEXT_DATA__ type=application/json>{{"p":{{"body":"{WRITTEN}"}}}}</script>',
    "escaped twice": f'<h1>{TITLE}</h1><script>var html="{P.replace("<", "&lt;").replace(">", "&gt;")}";</script>',
    "a template string": f"<h1>{TITLE}</h1><script>render(`{P}`)</script>",
    "noscript": f"<h1>{TITLE}</h1><div id=app></div><noscript>{P.replace('</p>', '</p>' + chr(10))}</noscript>",
    "template": f"<h1>{TITLE}</h1><template>{P}</template><script src=a.js></script>",
    "srcdoc": f'<h1>{TITLE}</h1><iframe srcdoc="{P}"></iframe>',
    "a script of markup": f"<h1>{TITLE}</h1><script type=text/html>{P}</script>",
    "hidden input": f'<h1>{TITLE}</h1><input type=hidden id=content value="{P}">',
    "an attribute": f'<h1>{TITLE}</h1><div data-body="{P.replace("<", "&lt;")}"></div>',
    "an attribute in percent signs": f'<h1>{TITLE}</h1><div data-content="{quote(P)}"></div>',
    "an attribute in base 64": f'<h1>{TITLE}</h1><div data-html="{b64encode(P.encode()).decode()}"></div>',
}


@pytest.mark.parametrize("kind", CARRIED)
def test_an_article_that_a_page_carries_is_read(kind: str) -> None:
    text = read_bytes(page(CARRIED[kind], title=f"{TITLE}_夷陵区").encode(), "a.html", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *LINES]
    assert text.metadata["title"] == TITLE


FIRST = "".join(f"<p>{line}</p>" for line in LINES[:5])
PAGED = {
    "scripted pager": (
        Lack("next_page", "t2_1.html", 1, 3),
        '<script>createPageHTML(3, 0, "t2", "html");</script>',
    ),
    "scripted pager with variables": (
        Lack("next_page", "index_1.shtml", 1, 2),
        '<script>var countPage = 2//共多少页\nvar currentPage = 0;createPageHTML(countPage,currentPage,"index","shtml");</script>',
    ),
    "second of three": (
        Lack("next_page", "t2_2.html", 2, 3),
        '<script>createPageHTML(3,1,"t2","html");</script>',
    ),
    "last of three": (
        Lack("previous_pages", "", 3, 3),
        '<script>createPageHTML(3,2,"t2","html");</script>',
    ),
    "words": (Lack("next_page", "", 1, 4), "<div>第1页 共4页 上一页 下一页</div>"),
    "link": (
        Lack("next_page", "b_2.htm"),
        '<div class=p><a href="b_2.htm">2</a> <a href="b_2.htm">下一页</a></div>',
    ),
    "fraction": (
        Lack("next_page", "c2.html", 1, 2),
        '<div><span>1/2页</span> <a href="c2.html">下一页</a></div>',
    ),
    "numbers": (
        Lack("next_page", "d_2.html", 1, 3),
        '<div><span>1</span> <a href="d_2.html">2</a> <a href="d_3.html">3</a></div>',
    ),
    "numbers in brackets": (
        Lack("next_page", "d_3.html", 2, 3),
        '<div>[<a href="d.html">1</a>][2][<a href="d_3.html">3</a>]</div>',
    ),
    "numbers in a list": (
        Lack("next_page", "d_2.html", 1, 2),
        '<ul><li class=on>1</li><li><a href="d_2.html">2</a></li></ul>',
    ),
    "the last number": (
        Lack("previous_pages", "", 3, 3),
        '<div><a href="d.html">1</a> <a href="d_2.html">2</a> <b>3</b></div>',
    ),
    "all numbers are links, and the next page is the third": (
        Lack("next_page", "d_3.html", 2, 3),
        '<div><a href="d.html">1</a> <a href="d_2.html">2</a> <a href="d_3.html">3</a>'
        ' <a href="d_3.html">下一页</a></div>',
    ),
    "all numbers are links, and the page before is the second": (
        Lack("previous_pages", "", 3, 3),
        '<div><a href="d_2.html">上一页</a> <a href="d.html">1</a> <a href="d_2.html">2</a>'
        ' <a href="d_3.html">3</a></div>',
    ),
    "all numbers are links, one marked": (
        Lack("next_page", "d_3.html", 2, 3),
        '<ul><li><a href="d.html">1</a></li><li class="page active"><a href="d_2.html">2</a></li>'
        '<li><a href="d_3.html">3</a></li></ul>',
    ),
    "the rest, with an arrow": (
        Lack("rest_elsewhere", "all.html"),
        '<p><a href="all.html">点击查看全文&gt;&gt;</a></p>',
    ),
    "the rest": (Lack("rest_elsewhere", "full.html"), '<p><a href="full.html">阅读全文</a></p>'),
}


# Of these pages both what comes before and what follows is missing.
BETWEEN = (
    "second of three",
    "numbers in brackets",
    "all numbers are links, and the next page is the third",
    "all numbers are links, one marked",
)


@pytest.mark.parametrize("kind", PAGED)
def test_one_page_of_several_is_not_whole(kind: str) -> None:
    lack, pager = PAGED[kind]
    text = read_bytes(
        page(f"<h1>{TITLE}</h1><div class=con>{FIRST}</div>{pager}").encode(), "t.html", book=BOOK
    )
    before = (Lack("previous_pages", "", lack.page, lack.pages),) if kind in BETWEEN else ()
    assert text.lacks == (*before, lack)
    assert text.clean.split("\n") == [TITLE, *LINES[:5]]


@pytest.mark.parametrize(
    "pager",
    [
        '<script>createPageHTML(1, 0, "t2", "html");</script>',
        "<div>共1页 第1页</div>",
        "<div>上一篇：<a href=1.html>下一页的故事</a></div>",
        '<a href="javascript:void(0)">下一页</a>',
        "<div>上一条：无 下一条：<a href=1.html>通知</a></div>",
    ],
)
def test_one_page_of_one_is_whole(pager: str) -> None:
    text = read_bytes(
        page(f"<h1>{TITLE}</h1><div class=con>{P}</div>{pager}").encode(), "t.html", book=BOOK
    )
    assert text.lacks == ()
    assert text.clean.split("\n") == [TITLE, *LINES]


def test_a_saved_page_of_several_names_the_next() -> None:
    text = read_bytes((PAGES / "paged-article.html").read_bytes(), "a.html", book=BOOK)
    assert text.lacks == (Lack("next_page", "t1_1.html", 1, 3),)
    assert "第1页" not in text.clean


BEFORE = {
    "answer": b"HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
    "answer in pieces": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1a4f\r\n",
    "mark of bytes and blank lines": b"\xef\xbb\xbf\r\n\r\n\n",
    "two marks of bytes": b"\xef\xbb\xbf\xef\xbb\xbf",
    "words of a server page": "\r\n<!-- 生成时间 -->\r\n说明文字\r\n".encode(),
    "include": b'<!--#include virtual="/top.html"-->\n',
    "script": b"<script>var a=1;</script>\n",
}


@pytest.mark.parametrize("kind", BEFORE)
def test_bytes_before_a_page_do_not_hide_it(kind: str) -> None:
    text = read_bytes(
        BEFORE[kind] + page(f"<h1>{TITLE}</h1><div>{P}</div>").encode(), "t.html", book=BOOK
    )
    assert text.format == "html"
    assert text.clean.split("\n")[-14:] == [TITLE, *LINES]


def test_a_saved_answer_is_read_as_its_page() -> None:
    text = read_bytes((PAGES / "bytes-before-html.html").read_bytes(), "a.html", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *LINES]


@pytest.mark.parametrize("sign", portals(BOOK).signs, ids=lambda sign: sign.id)
def test_signs_find_their_examples_and_keep_the_rest(sign: object) -> None:
    from fazhi.reading.formats.html.portals import Sign, patterns

    assert isinstance(sign, Sign)
    pattern = next(pattern for one, pattern, _ in patterns(BOOK).signs if one is sign)
    assert sign.id in CODES
    assert [one for one in sign.examples if not pattern.search(one)] == []
    assert [one for one in sign.keeps if pattern.search(one)] == []


def test_the_address_a_page_was_saved_from_is_kept() -> None:
    saved = "<!-- saved from url=(0040)http://www.yl.gov.cn/zw/202501/t1.html -->\n"
    text = read_bytes((saved + page(f"{MENU}{P}{FOOT}")).encode(), "a.html", book=BOOK)
    assert text.metadata["url"] == "http://www.yl.gov.cn/zw/202501/t1.html"
