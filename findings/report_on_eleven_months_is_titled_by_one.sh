#!/usr/bin/env bash
set -euo pipefail
# Found: the title of a page that tells a stretch of months or years is cut at its hyphen, as a site's name is parted from a
# title so: of 2023年1-11月法治工作报告 one reader has the longer part, 11月法治工作报告, a report on November, and another the first,
# 2023年1. And as the longer part counts, a report of a county with a long name is titled by its portal.
# Version: newspaper4k 0.9.6, article of given markup, language="zh"; gne 0.4.3, extract; trafilatura 2.0.0, extract_metadata,
# where blanks stand round the hyphen. Pages with no heading but <title>.
# Seen: newspaper4k 11月法治工作报告, and 某某哈尼族彝族自治县人民政府门户网站 of 法治政府建设年度报告-某某哈尼族彝族自治县人民政府门户网站; gne 2023年1 and,
# of 《某县2021-2025年规划》解读, 《某县2021; trafilatura 2023年1 of 2023年1 - 11月工作情况.
# Meets: whoever lists reports by title, as collections of pages and feeds do: periods change, and counties are called alike.
# In fazhi: a dash between months or years parts no title, and the site's name is none
# (tests/reading/web/test_portals.py, test_a_range_in_the_windows_title_parts_nothing).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "newspaper4k==0.9.6" "gne==0.4.3" "jieba==0.42.1" \
  "lxml_html_clean==0.4.6" "setuptools==65.5.0"
# By itself, as an older pip cannot resolve both at once.
"$folder/venv/bin/pip" install --quiet --no-compile "trafilatura==2.0.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging
import sys

logging.disable(logging.CRITICAL)
import newspaper
import trafilatura
from gne import GeneralNewsExtractor

LONG = "某某哈尼族彝族自治县人民政府门户网站"
# A title, what newspaper4k, gne and trafilatura make of it.
FOUND = {
    "2023年1-11月法治工作报告": ("11月法治工作报告", "2023年1", "2023年1-11月法治工作报告"),
    "2023年1 - 11月工作情况": ("11月工作情况", "2023年1", "2023年1"),
    "《某县2021-2025年规划》解读": ("2025年规划》解读", "《某县2021", "《某县2021-2025年规划》解读"),
    f"法治政府建设年度报告-{LONG}": (LONG, "法治政府建设年度报告", f"法治政府建设年度报告-{LONG}"),
}
WORDS = "我县坚持依法行政，办理行政复议案件126件，开展执法检查35次，群众满意。" * 6
as_found = True
for title, wanted in FOUND.items():
    page = f"<html><head><title>{title}</title></head><body><div>{f'<p>{WORDS}</p>' * 3}</div></body></html>"
    told = (
        newspaper.article("http://a.example/b.html", input_html=page, language="zh").title,
        GeneralNewsExtractor().extract(page)["title"],
        trafilatura.extract_metadata(page).title,
    )
    print(title, *told, sep=" | ")
    as_found &= told == wanted
sys.exit(0 if as_found else 1)
PYTHON
