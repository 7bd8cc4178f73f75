"""Structures that content systems of portals, WPS and makers of OFD write; the words are ours.

Each was written down with its right values before it was read here for the first time.
"""

# ruff: noqa: E501 - markup is one piece

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from tests.reading.ofd.test_ofd_shown import lines as ofd_lines
from tests.reading.ofd.test_ofd_shown import make
from tests.reading.office.test_docx import lines as docx_lines
from tests.reading.office.test_docx import par, run
from tests.reading.web.test_portals import LINES, TITLE, P, page

BOOK = load_codebook()
HEAD = f"<h1>{TITLE}</h1>"
EACH_SIGN = "".join(f"<p>{''.join(f'<span>{sign}</span>' for sign in line)}</p>" for line in LINES)
NOISE = "".join(
    f'<p>{line[:9]}<span style="font-size:0">转载自某论坛0x3f</span>{line[9:]}<span style="font-size:0px;color:#fff">防采集</span></p>'
    for line in LINES
)
WORD = "".join(
    f'<p class="MsoNormal"><!--[if supportFields]><span>PAGE</span><![endif]--><span lang="EN-US"><o:p>&nbsp;</o:p></span>{line}<o:p></o:p></p>'
    for line in LINES
).replace(
    "2025年1月15日", '<st1:chsdate isrocdate="False">2025<span>年</span>1月15日</st1:chsdate>'
)
ROWS = "".join(f"<tr><td>{line}</td></tr>" for line in LINES)
SENTENCES = "<br><br>".join(f"&emsp;&emsp;<span>{line}</span>" for line in LINES)

PAGES = {
    "elements of its own names": f"<div><ucaptitle>{TITLE}</ucaptitle><publishtime>2025-01-16</publishtime><ucapcontent>{P}</ucapcontent></div>",
    "pasted from Word": f'{HEAD}<div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{margin:0}}</style><div class="Custom_UnionStyle"><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->{WORD}</div></div>',
    "marks of the article in the body": f'{HEAD}<div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart"/>{P}<meta name="ContentEnd"/><!--ZJEG_RSS.content.end--></div>',
    "statements of a publisher": f'<h1 class="arti_title">{TITLE}</h1><p class="arti_metas"><span class="arti_publisher">发布者：樟村坪镇</span><span class="arti_update">发布时间：2025-01-16</span><span class="arti_views">浏览次数：<span>86</span></span></p><div class="wp_articlecontent">{P}</div>',
    "a table of statements below the title": f'{HEAD}<div class="classify"><table><tr><th>索引号</th><td>42-2025-001</td><th>分类</th><td>法治建设</td></tr><tr><th>发布机构</th><td>樟村坪镇</td><th>成文日期</th><td>2025-01-15</td></tr></table></div><div class="article-content">{P}</div>',
    "noise of no size against copying": f'{HEAD}<div class="con">{NOISE}</div>',
    "words for readers aloud": f'<style>.sr-only{{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}}</style>{HEAD}<div class="con"><span class="sr-only">正文开始，请按回车键。</span>{P}<span class="sr-only">正文结束。</span></div>',
    "a row a paragraph": f'{HEAD}<table class="cont" width="100%">{ROWS}</table>',
    "each sign by itself": f'{HEAD}<div class="rich_media_content">{EACH_SIGN}</div>',
    "double breaks": f'{HEAD}<ul class="xx"><li><b>索引号：</b>42-1</li><li><b>发文日期：</b>2025-01-15</li></ul><div class="xxgk-content">{SENTENCES}</div>',
    "a set of fields": f"<fieldset><legend>{TITLE}</legend>{P}</fieldset>",
    "buttons inside the article": f'{HEAD}<div class="con">{P}<p style="text-align:right"><a href="javascript:window.print()">【打印本页】</a><a href="javascript:window.close()">【关闭窗口】</a></p><p>（责任编辑：张三）</p></div>',
    "a player above": f'{HEAD}<div class="con"><div class="audio"><audio src="1.mp3">您的浏览器不支持音频播放。</audio><span>语音播报：</span></div>{P}</div>',
}


@pytest.mark.parametrize("kind", PAGES)
def test_the_article_comes_out_whole_and_alone(kind: str) -> None:
    text = read_bytes(page(PAGES[kind]).encode(), "t.html", book=BOOK)
    assert text.clean.split("\n") == [TITLE, *LINES]
    assert text.lacks == ()


FRAMED = '<w:framePr w:w="8000" w:wrap="around" w:hAnchor="page" w:y="900"/><w:jc w:val="center"/>'
BOX = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
)


def test_a_title_in_a_frame_and_one_in_a_box_told_twice() -> None:
    framed = f"<w:p><w:pPr>{FRAMED}</w:pPr>{run(TITLE)}</w:p>"
    assert docx_lines(framed + par("一、做法")) == [TITLE, "一、做法"]
    boxed = f"<w:p><w:r>{BOX.format(par(TITLE))}</w:r></w:p>"
    assert [line for line in docx_lines(boxed + par("一、做法")) if line] == [TITLE, "一、做法"]


def test_words_that_wps_keeps_in_elements_of_its_own() -> None:
    body = (
        "<w:p><wpsCustomData:w xmlns:wpsCustomData='http://www.wps.cn/officeDocument/2013/wpsCustomData'>"
        f"{run('全年检查')}</wpsCustomData:w><w:permStart w:id='1'/>{run('46次。')}<w:permEnd w:id='1'/></w:p>"
    )
    assert docx_lines(body) == ["全年检查46次。"]


def signs_of(line: str, top: float, *, apart: bool, size: float = 5.0) -> str:
    """A row as one text object with its steps and glyphs, or as a text object for each sign."""
    if not apart:
        steps = f"g {len(line) - 1} {size:g}"
        glyphs = " ".join(str(300 + at) for at in range(len(line)))
        return (
            f'<ofd:TextObject ID="{int(top)}" Boundary="25 {top:g} 170 7" Font="1" Size="{size:g}" Weight="700">'
            f'<ofd:FillColor Value="0 0 0"/><ofd:CGTransform CodePosition="0" CodeCount="{len(line)}" GlyphCount="{len(line)}"><ofd:Glyphs>{glyphs}</ofd:Glyphs></ofd:CGTransform>'
            f'<ofd:TextCode X="0" Y="5" DeltaX="{steps}">{line}</ofd:TextCode></ofd:TextObject>'
        )
    return "".join(
        f'<ofd:TextObject ID="{int(top) * 100 + at}" Boundary="{25 + at * size:g} {top:g} {size:g} 7" Font="1" Size="{size:g}"><ofd:TextCode X="0" Y="5">{sign}</ofd:TextCode></ofd:TextObject>'
        for at, sign in enumerate(line)
    )


@pytest.mark.parametrize("apart", [False, True])
def test_rows_of_an_ofd_by_glyphs_in_blocks_and_sign_by_sign(apart: bool) -> None:
    shown = ["一、主要做法", "全年开展执法检查46次，处罚12件。", "二、存在的问题"]
    rows = "".join(signs_of(line, 30 + 12 * at, apart=apart) for at, line in enumerate(shown))
    assert ofd_lines(make(f'<ofd:PageBlock ID="9">{rows}</ofd:PageBlock>')) == shown


def test_the_appearance_of_a_seal_is_no_text_of_an_ofd() -> None:
    rows = signs_of("全年开展执法检查46次。", 30, apart=False)
    seal = '<ofd:Signatures xmlns:ofd="http://www.ofdspec.org/2016"><ofd:MaxSignId>1</ofd:MaxSignId></ofd:Signatures>'
    data = make(rows, more="", Doc_0__Signs__Signatures_xml=seal)
    assert ofd_lines(data) == ["全年开展执法检查46次。"]
