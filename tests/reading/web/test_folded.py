"""Articles folded behind 展开全文 and its like: read whole where they are there, else told."""

# ruff: noqa: E501 - markup is one piece

from __future__ import annotations

import json

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from fazhi.records import Lack
from tests.reading.web.test_portals import LINES, OTHERS, TITLE, P, page

BOOK = load_codebook()
HEAD = f"<h1>{TITLE}</h1>"
UNSIGNED = LINES[:-2]
FIRST = "".join(f"<p>{line}</p>" for line in LINES[:3])
REST = "".join(f"<p>{line}</p>" for line in LINES[3:])
REST_UNSIGNED = "".join(f"<p>{line}</p>" for line in UNSIGNED[3:])
SHORT = f"{LINES[0][:30]}……"
JS = 'href="javascript:void(0)"'

WHOLE = {
    "hidden rest, the words between": f'<div class="con">{FIRST}<p><a {JS}>展开全文</a></p><div id="rest" style="display:none">{REST}</div></div>',
    "hidden rest, a button below": f'<div class="con">{FIRST}<div id="more" hidden>{REST}</div></div><button onclick="show()">阅读全文</button>',
    "hidden paragraphs, one by one": f'<div class="con">{FIRST}{REST.replace("<p>", "<p class=h style=display:none>")}<a class="more" {JS}>查看剩余内容 ↓</a></div>',
    "hidden by a style sheet": f'<style>.full{{display:none}}</style><div class="art">{FIRST}<div class="full">{REST}</div><input type="checkbox" id="c"><label for="c">展开阅读全文</label></div>',
    "a short copy before the whole": f'<div class="box"><div class="short"><p>{SHORT}<a {JS} onclick="open_()">展开全文</a></p></div><div class="long" style="display:none">{P}<a {JS}>收起全文</a></div></div>',
    "a short copy of two lines": f'<div class="box"><div class="short"><p>{LINES[0]}</p><p>{LINES[1]}</p><p>{LINES[2][:20]}...</p></div><div class="long" style="display:none">{P}</div><span class="more">查看全文▼</span></div>',
    "dots in a sentence": f'<div class="con"><p>{LINES[0]}</p><p>{LINES[1]}</p><p>{LINES[2][:16]}<span id="dots">...</span><span id="more" style="display:none">{LINES[2][16:]}</span></p>{REST}<button onclick="go()" id="b">展开全文</button></div>',
    "dots in the text itself": f'<div class="con"><p>{LINES[0]}</p><p>{LINES[1]}</p><p>{LINES[2][:16]}……<span class="more" style="display:none">{LINES[2][16:]}</span><a {JS}>展开</a></p>{REST}</div>',
    "cut off by its own style": f'<div class="con" style="max-height:300px;overflow:hidden">{FIRST}{REST}</div><div class="m"><span>展开全文</span></div>',
    "details": f"<div class=con>{FIRST}<details><summary>展开全文</summary>{REST}</details></div>",
    "words in pieces": f'<div class="con" style="height:20em;overflow-y:hidden">{P}</div><div class="m"><a {JS}><i class="icon"></i>展开<em>全文</em></a></div>',
    "an input": f'<div class="con" style="height:900px;overflow:hidden">{P}</div><input type="button" value="阅读剩余 60%">',
    "signed, whoever cuts it": f'<div class="con">{P}</div><div class="m" onclick="more()">展开全文</div>',
    "the whole in a script": f'<div class="con"><p>{SHORT}</p><a {JS}>展开全文</a></div><script>var all={json.dumps(P)};</script>',
    "the whole in an attribute": f'<div class="con" data-full="{P}"><p>{SHORT}</p><a {JS}>展开全文</a></div>',
    "the whole in a text area": f'<div class="con"><p>{SHORT}</p><a href="#">查看全文</a></div><textarea style="display:none">{P}</textarea>',
    "a copy for telephones and words": f'<div class="con" style="max-height:30em;overflow:hidden">{P}</div><div class="m" style="display:none">{P}</div><a {JS}>展开全文</a>',
    "more of a list beside": f'<div class="con">{P}</div><div class="list"><h3>热点</h3><ul>{OTHERS}</ul><a {JS}>查看更多</a></div>',
    "a hidden window beside": f'<div class="con" style="height:300px;overflow:hidden">{P}</div><a {JS}>展开全文</a><div><div class="dialog" style="display:none"><p>请登录后，再收藏本文。</p></div></div>',
}
UNSIGNED_WHOLE = {
    "cut off by a style sheet": f"<style>.art .con{{position:relative; max-height: 480px; overflow: hidden}}</style><div class=art><div class=con>{FIRST}{REST_UNSIGNED}</div><div class=more>展开全文</div></div>",
    "clamped": f'<style>.c{{-webkit-line-clamp:6;overflow:hidden}}</style><div class="c">{FIRST}{REST_UNSIGNED}</div><div class="more">展开全文</div>',
    "a name that says so": f'<div class="article-fold">{FIRST}{REST_UNSIGNED}</div><div class="more">展开全文</div>',
    "a script that stretches it": f'<div class="con">{FIRST}{REST_UNSIGNED}</div><div id="m">展开全文</div><script>$("#m").click(function(){{$(".con").css("max-height","none");$(this).hide();}})</script>',
}
TOLD = {
    "dots and a script elsewhere": f'<div class="con">{FIRST}<p>{LINES[3][:20]}……</p></div><div class="more">展开全文</div><script src="a.js"></script>',
    "half a sentence": f'<div class="con">{FIRST}<p>{LINES[3][:21]}</p><a {JS} onclick="load(3)">阅读全文</a></div>',
    "a rest that is fetched": f'<div class="con">{FIRST}</div><button id="b">展开全文</button><script>$("#b").click(function(){{$.get("/rest?id=3",function(d){{$(".con").append(d).css("height","auto")}})}})</script>',
    "no sign of the rest": f'<div class="con">{FIRST}</div><div class="more">点击展开全文</div>',
    "dots and more": f'<div class="con">{FIRST}<p>{LINES[3][:24]}...</p><a {JS}>更多</a></div>',
    "only in the app": f'<div class="con">{FIRST}</div><div class="open"><a href="#">打开阅读全文</a></div>',
    "a window where the rest should be": f'<div class="con">{FIRST}<p>{LINES[3][:24]}...</p></div><a {JS}>展开全文</a><div><div class="dialog" style="display:none"><p>请登录后，再收藏本文。</p></div></div>',
}


@pytest.mark.parametrize("kind", [*WHOLE, *UNSIGNED_WHOLE])
def test_what_is_folded_is_read_where_it_lies_in_the_page(kind: str) -> None:
    markup = WHOLE.get(kind) or UNSIGNED_WHOLE[kind]
    text = read_bytes(page(HEAD + markup).encode(), "t.html", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *(LINES if kind in WHOLE else UNSIGNED)]
    assert text.lacks == ()


@pytest.mark.parametrize("kind", TOLD)
def test_what_is_folded_and_not_there_is_told(kind: str) -> None:
    text = read_bytes(page(HEAD + TOLD[kind]).encode(), "t.html", book=BOOK)
    assert text.lacks == (Lack("rest_elsewhere"),)
    assert text.clean.split("\n")[:4] == [TITLE, *LINES[:3]]
    assert "全文" not in text.clean
    assert "登录" not in text.clean
