"""Makes portal pages around a report's lines, as the usual content systems do."""

from __future__ import annotations

from html import escape

FRAME = """<!DOCTYPE html>
<html><head>{charset}
<title>{title}_某某县人民政府</title>
<meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="2024-01-15 10:20">
<meta name="ContentSource" content="某某镇人民政府">
<meta name="ColumnName" content="法治政府建设">
<meta name="Url" content="/zwgk/202401/t20240115_1.html">
<style>.a{{color:red}}</style><script>document.write("脚本。写的，字");</script></head>
<body><div class="header"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="crumbs">您现在的位置：<a href="/">首页</a> &gt; <a href="/z">政务公开</a> &gt; 正文</div>
<table class="head"><tr><td>索 引 号：</td><td>640105/2024-00012</td><td>发文字号：</td><td>某政发〔2024〕1号</td></tr>
<tr><td>发布机构：</td><td>某某镇人民政府</td><td>成文日期：</td><td>2024年1月10日</td></tr></table>
<div class="side"><ul>{side}</ul></div>
<div class="wrap">{heading}
<div class="info"><span>发布时间：2024-01-15 10:20</span> <span>来源：某某镇</span> 浏览次数：<i>123</i>次
 【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】 <a href="javascript:print()">打印</a></div>
{article}
<div style="display:none">藏起来的，话。</div><!-- 注释，里的话。 -->
<div class="share">分享到：<a>微信</a><a>微博</a></div>
<div class="qrcode">扫一扫在手机打开当前页</div>
<div class="pn"><p>上一篇：<a href="1.html">某某镇2022年工作总结</a></p><p>下一篇：<a href="2.html">没有了</a></p></div>
</div>
<div class="footer"><p>主办单位：某某县人民政府，承办单位：县政府办公室。</p><p>版权所有 某ICP备12345678号</p></div>
<script>alert(1)</script></body></html>"""


def article(lines: list[str], style: str) -> str:
    """The lines as paragraphs, breaks, layout table or nested boxes."""
    texts = [escape(line, quote=False) for line in lines if line.strip()]
    if style == "p":
        body = "\n".join(f"<p>&emsp;&emsp;<span>{text}</span></p>" for text in texts)
        return f'<div class="TRS_Editor">{body}</div>'
    if style == "br":
        body = "<br/>\n".join(f"&nbsp;&nbsp;{text}" for text in texts)
        return f'<div id="zoom"><div>{body}</div></div>'
    if style == "table":
        body = "".join(f"<p>{text}</p>" for text in texts)
        return f"<table width=100%><tr><td align=left>{body}</td></tr></table>"
    body = "".join(f"<div><font face=宋体>{text}</font></div>" for text in texts)
    return f"<div><div>{body}</div></div>"


def portal(lines: list[str], style: str = "p", charset: str = "utf-8", title: str = "") -> bytes:
    """A page of a portal with the report inside, encoded as its `meta charset` says."""
    side = "".join(f"<li><a href='{n}.html'>关于某事的通知，第{n}号</a></li>" for n in range(12))
    page = FRAME.format(
        charset=f'<meta charset="{charset}">' if charset else "",
        title=escape(title),
        heading=f"<h1>{escape(title)}</h1>" if title else "",
        side=side,
        article=article(lines, style),
    )
    return page.encode(charset or "gb18030", "xmlcharrefreplace")
