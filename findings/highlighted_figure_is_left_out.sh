#!/usr/bin/env bash
set -euo pipefail
# Found: a figure that is highlighted (<mark>), set larger (<big>), put in later (<ins>) or marked as a day (<time>) is
# left out of the extracted article, the element with its words; the sentence closes over it, no gap shows. Underlined,
# bold or in a <span> the same figure stays. Of the days in <time> two other extractors leave out what stands in them.
# Version: @extractus/article-extractor 9.0.1 (npm), extractFromHtml; of <time> also trafilatura 2.3.1 and Resiliparse
# 2.0.1 with main_content=True. Needs node 20 or newer and npm.
# Seen: 办理复议46件 with the 46 in <mark>, <big>, <ins> or <time> is 办理复议件 in the first, in <time> in all three; with
# <u>, <b> or <span> 办理复议46件.
# Meets: whoever collects reports from portals: editors highlight the figures of which the year is proud, and a day
# may stand in its element.
# In fazhi: whatever marks words in a line, they are read (tests/reading/web/test_html.py,
# test_a_marked_figure_leaves_the_article_whole).
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 0; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "trafilatura==2.3.1" "Resiliparse==2.0.1" "lxml_html_clean==0.4.6"
cd "$folder"
npm install --silent --no-audit --no-fund "@extractus/article-extractor@9.0.1"
cat > read.mjs <<'NODE'
import { readFileSync } from "node:fs";
import { extractFromHtml } from "@extractus/article-extractor";

const read = await extractFromHtml(readFileSync("page.html", "utf8"), "http://www.example.gov.cn/1.html");
console.log(read?.content ?? "");
NODE
venv/bin/python -W ignore - <<'PYTHON'
import logging
import re
import subprocess
import sys
from pathlib import Path

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

logging.disable(logging.CRITICAL)
TITLE = "柳湾镇2023年法治政府建设年度报告"
SAID = "全镇坚持依法行政，规范执法行为，化解矛盾纠纷，开展法治宣传，落实学法制度，办理复议{}件。"
LOST = {"mark": 1, "big": 1, "ins": 1, "time": 3, "u": 0, "b": 0, "span": 0}


def page(tag):
    body = "".join(f"<p>{SAID.format(f'<{tag}>{number}</{tag}>')}</p>" for number in range(40, 52))
    head = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}</title></head>'
    return f"{head}<body><article><h1>{TITLE}</h1><div>{body}</div></article></body></html>"


as_found = True
for tag, lost in LOST.items():
    Path("page.html").write_text(page(tag), encoding="utf-8")
    told = {
        "extractus": subprocess.check_output(["node", "read.mjs"], encoding="utf-8"),
        "trafilatura": trafilatura.extract(page(tag)) or "",
        "resiliparse": extract_plain_text(page(tag), main_content=True),
    }
    figures = {}
    for name, text in told.items():
        plain = re.sub(r"<[^>]*>|\s", "", text)
        figures[name] = len(re.findall(r"办理复议\d\d件", plain))
        as_found &= plain.count("办理复议") == 12 and figures[name] in (0, 12)
    print(f"<{tag}>: figures of 12 in twelve sentences {figures}")
    as_found &= list(figures.values()).count(0) == lost and (not lost or figures["extractus"] == 0)
sys.exit(0 if as_found else 1)
PYTHON
