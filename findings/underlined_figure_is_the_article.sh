#!/usr/bin/env bash
set -euo pipefail
# Found: of a page in which one figure of a long paragraph is underlined (<u>), set bold or in italics, that paragraph is
# the whole article: all others are gone, before and behind. An element is worth its signs for each element in it; a
# paragraph without any is worth nothing, one with a single mark all of its signs. Nothing warns.
# Version: gne 0.4.3 (GeneralNewsExtractor), extract()["content"].
# Seen: of twelve paragraphs, one of them of some 120 signs, all are there while nothing is marked; with <u>, <b> or
# <em> round one figure of the long one it alone; with the mark in a short paragraph all; a <span> is taken away
# before. The figure that is marked stands on a line of its own.
# Meets: whoever collects reports from portals with it, as tutorials for Chinese pages say: the report is one paragraph
# long because its editor stressed a number.
# In fazhi: what is marked in a line counts for nothing where the article is looked for (tests/reading/web/test_html.py,
# test_a_marked_figure_leaves_the_article_whole).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "gne==0.4.3" "lxml==6.1.3" "lxml_html_clean==0.4.6"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

from gne import GeneralNewsExtractor

TITLE = "柳湾镇2023年法治政府建设年度报告"
SHORT = "全镇坚持依法行政，规范执法行为，办理复议{}件，均已办结。"
LONG = "坚持党建引领，完善工作机制，压实主体责任，" * 5 + "办理复议{}件。"


def page(tag, long_is_marked):
    body = ""
    for number in range(40, 52):
        is_long = number == 44
        marks = tag and is_long == long_is_marked and number in (44, 45)
        figure = f"<{tag}>{number}</{tag}>" if marks else str(number)
        body += f"<p>{(LONG if is_long else SHORT).format(figure)}</p>"
    head = f'<html><head><meta charset="utf-8"><title>{TITLE}</title></head>'
    return f'{head}<body><h1>{TITLE}</h1><div id="zoom">{body}</div></body></html>'


def kept(tag, long_is_marked=True):
    """Figures of which there is something in the content, and the content."""
    content = GeneralNewsExtractor().extract(page(tag, long_is_marked))["content"]
    return [one for one in range(40, 52) if f"复议{one}件" in content.replace("\n", "")], content


as_found = True
for tag in ("", "span", "u", "b", "em"):
    figures, content = kept(tag)
    print(f"{tag or 'nothing'} marked: {len(figures)} of 12 paragraphs, {len(content)} signs")
    as_found &= figures == ([44] if tag in ("u", "b", "em") else list(range(40, 52)))
as_found &= "\n44\n" in kept("u")[1]
short, _ = kept("u", long_is_marked=False)
print(f"u in a short paragraph: {len(short)} of 12 paragraphs")
sys.exit(0 if as_found and len(short) == 12 else 1)
PYTHON
