#!/usr/bin/env bash
set -euo pipefail
# Found: the day on which a page was put up is the first day that stands on it: that of the clock at the head of the
# portal (今天是2026年11月30日), or one of the text, as of a law in force since 2022. The label before a day
# (发布时间：, 成文日期：) counts for nothing, nor that another day stands behind one. Where the page says it in its metadata
# that is taken first.
# Version: gne 0.4.3 (GeneralNewsExtractor), extract()["publish_time"].
# Seen: with 发布时间：2024年1月15日 behind the clock the day is 2026年11月30日; behind 自2022年1月1日起施行 it is
# 2022年1月1日; alone it is 2024年1月15日, and with <meta name="PubDate"> 2024-01-15.
# Meets: whoever collects reports from portals with it: whether one due by 1 April was in time is read off the portal's
# clock, and differs at each visit.
# In fazhi: a day counts by its label (tests/reading/web/test_html.py, test_the_day_is_that_of_its_label).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "gne==0.4.3" "lxml==6.1.3" "lxml_html_clean==0.4.6"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

from gne import GeneralNewsExtractor

TITLE = "柳湾镇2023年法治政府建设年度报告"
BODY = "<p>全镇坚持依法行政，规范执法行为，化解矛盾纠纷，办理复议3件，均已办结。</p>" * 5
LABEL = "<div>发布时间：2024年1月15日</div>"
META = '<meta name="PubDate" content="2024-01-15">'
# What stands in the head of the page and above the article; the day found.
PAGES = {
    ("", LABEL): "2024年1月15日",
    ("", f"<div>今天是2026年11月30日 星期一</div>{LABEL}"): "2026年11月30日",
    ("", f"<p>《条例》自2022年1月1日起施行。</p>{LABEL}"): "2022年1月1日",
    (META, "<div>今天是2026年11月30日 星期一</div>"): "2024-01-15",
}
as_found = True
for (meta, above), wanted in PAGES.items():
    head = f'<html><head><meta charset="utf-8">{meta}<title>{TITLE}</title></head>'
    page = f"{head}<body>{above}<h1>{TITLE}</h1><div>{BODY}</div></body></html>"
    day = GeneralNewsExtractor().extract(page)["publish_time"]
    print(f"{meta}{above}: {day}")
    as_found &= day == wanted
sys.exit(0 if as_found else 1)
PYTHON
