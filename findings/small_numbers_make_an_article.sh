#!/usr/bin/env bash
set -euo pipefail
# Found: of a Chinese page that does not say its language, as pages of portals seldom do, the text is empty, or all
# there, by the numbers in it. The page counts as English; what has three English stop words is an article, and
# among these are 0 to 10 and the years 2012 to 2014. A paragraph with 3, 5 and 8 between blanks brings the whole
# report, with 32, 46 and 15 in their place there is none, and no error.
# Version: newspaper4k 0.9.6, newspaper.article with the page's markup.
# Seen: 0 signs and all of some 600 for two reports that differ in three figures; with lang="zh-CN" all of both.
# Meets: whoever collects reports with it: towns of small figures, and reports numbered 1. 2. 3. within a
# paragraph, are over-represented, the others are empty rows.
# In fazhi: a page is read whatever language it says and whatever figures it has (tests/reading/web/test_html.py,
# test_neither_language_nor_figures_make_an_article).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "newspaper4k[zh]==0.9.6"
"$folder/venv/bin/python" -W ignore - 2>"$folder/log" <<'PYTHON'
import logging
import sys

import newspaper

logging.disable(logging.CRITICAL)
PARAGRAPHS = (
    "今年以来，镇党委政府把依法行政摆在重要位置，各村各单位分工负责，群众办事更加方便，现将情况报告如下。" * 4,
    "镇司法所上门走访，全年调解邻里纠纷 {} 件，婚姻纠纷 {} 件，土地纠纷 {} 件，均已办结并回访。" * 4,
    "镇综合行政执法队联合市场监管所检查食品店和农资店，对发现的问题当场督促整改，未发生行政复议案件。" * 4,
)


def signs(language: str, *figures: int) -> int:
    told = "".join(f"<p>{one.format(*figures * 4)}</p>" for one in PARAGRAPHS)
    title = "柳湾镇2023年法治政府建设年度报告"
    head = f'<html{language}><head><meta charset="utf-8"><title>{title}</title></head>'
    page = f"{head}<body><h1>{title}</h1><div class='content'>{told}</div></body></html>"
    return len(newspaper.article("http://www.example.gov.cn/a.html", input_html=page).text)


found = {}
for language in ("", ' lang="zh-CN"'):
    for figures in ((32, 46, 15), (3, 5, 8)):
        found[language, figures] = signs(language, *figures)
        print(f"<html{language}>, figures {figures}: {found[language, figures]} signs")
none, small, *said = found.values()
sys.exit(0 if none == 0 and small > 500 and min(said) > 500 else 1)
PYTHON
