#!/usr/bin/env bash
set -euo pipefail
# Found: headings set in a bookmark (`<a name="_Toc1">一、…</a>`, no `href`), as Word writes them when
# a report with a table of contents is saved as a page, are taken for links and left out of the
# extracted text, without a sign.
# Version: trafilatura 2.0.0.
# Seen: of two equal pages, one with bare headings and one with the same headings in bookmarks, the
# first gives every heading, the second none of them; all running text is there in both.
# Meets: whoever extracts reports from portals with it: an outline cannot be found any more, and the
# parts of a report look as if they were missing.
# In fazhi: a bookmark is no link, and a heading that is a link is kept between paragraphs
# (tests/reading/web/test_portals.py, test_a_bookmark_is_no_link and the frames of headings).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "trafilatura==2.0.0" "jusText==3.0.1" "lxml_html_clean==0.4.6"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import trafilatura

BODY = "全年开展执法检查四十六次，办理行政处罚案件十二件，调解矛盾纠纷一百三十八起，成功一百三十五起。"
HEADS = ["一、主要举措和成效", "二、存在的问题", "三、下一步工作安排"]


def page(heading):
    parts = "".join(f"<p>{heading.format(head)}</p><p>{BODY}{BODY}</p>" for head in HEADS)
    return f"<html><head><title>报告</title></head><body><div id='c'>{parts}</div></body></html>"


def kept(heading):
    text = trafilatura.extract(page(heading)) or ""
    return sum(head in text for head in HEADS), text.count("全年开展执法检查")


bare, marked = kept("{}"), kept('<a name="_Toc1">{}</a>')
print("bare headings: kept", bare[0], "of 3, paragraphs", bare[1])
print("in bookmarks:  kept", marked[0], "of 3, paragraphs", marked[1])
sys.exit(0 if bare[0] == 3 and marked[0] == 0 and marked[1] else 1)
PYTHON
