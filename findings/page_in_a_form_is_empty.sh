#!/usr/bin/env bash
set -euo pipefail
# Found: a page that stands in one form as a whole (<form id="aspnetForm">), as each page that ASP.NET's Web Forms make
# does, has no article: a form is taken for what a reader fills in, and left out with all that is in it. The same page
# without the form is whole, and so is one whose article has a name that is known (id="content"). No error is raised.
# Version: defuddle 0.19.4 (npm); readability-lxml 0.8.1, where the paragraphs stand in the form itself. trafilatura
# 2.3.1 and @mozilla/readability 0.6.0 (npm, with jsdom 29.1.1) give all of it. Needs node 20 or newer and npm.
# Seen: of eight paragraphs, in an element without a name or in the cell of a table, eight without the form and none with
# it in defuddle; straight in the form none in readability-lxml either.
# Meets: whoever collects from portals of which some run on that system: these have no reports at all, and the others
# all of theirs.
# In fazhi: a form that holds most of the text is the page (tests/reading/web/test_html.py,
# test_a_page_in_a_form_is_read).
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 0; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "readability-lxml==0.8.1" "lxml_html_clean==0.4.6" \
  "trafilatura==2.3.1"
cd "$folder"
npm install --silent --no-audit --no-fund "defuddle@0.19.4" "@mozilla/readability@0.6.0" "jsdom@29.1.1" "linkedom@0.18.15"
cat > read.mjs <<'NODE'
import { readFileSync } from "node:fs";
import { Defuddle } from "defuddle/node";
import { JSDOM } from "jsdom";
import { Readability } from "@mozilla/readability";

const page = readFileSync("page.html", "utf8");
const at = "http://www.example.gov.cn/report.aspx";
const defuddle = (await Defuddle(page, at)).content ?? "";
const mozilla = new Readability(new JSDOM(page, { url: at }).window.document).parse();
console.log(JSON.stringify({ defuddle, mozilla: mozilla?.content ?? "" }));
NODE
venv/bin/python -W ignore - <<'PYTHON'
import json
import logging
import subprocess
import sys
from pathlib import Path

import trafilatura
from readability import Document

logging.disable(logging.CRITICAL)
TITLE = "柳湾镇2023年法治政府建设年度报告"
SAID = "全镇坚持依法行政，规范执法行为，化解矛盾纠纷，开展法治宣传，办理复议{}件，均已办结。"
BODY = "".join(f"<p>{SAID.format(number)}</p>" for number in range(40, 48))
PAGE = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}</title></head><body>{{}}</body></html>'
FORM = (
    '<form method="post" action="./report.aspx" id="aspnetForm"><div class="aspNetHidden">'
    '<input type="hidden" name="__VIEWSTATE" value="x"></div>{}</form>'
)
# How the article stands in the form; who has none of it.
ARTICLES = {
    f"<div>{BODY}</div>": {"defuddle"},
    f"<table><tr><td>{BODY}</td></tr></table>": {"defuddle"},
    BODY: {"defuddle", "readability-lxml"},
    f'<div id="content">{BODY}</div>': set(),
}


def read(body):
    """The paragraphs in each reader's text."""
    page = PAGE.format(body)
    Path("page.html").write_text(page, encoding="utf-8")
    told = json.loads(subprocess.check_output(["node", "read.mjs"], encoding="utf-8"))
    told["readability-lxml"] = Document(page).summary()
    told["trafilatura"] = trafilatura.extract(page) or ""
    return {
        name: sum(f"复议{number}件" in text for number in range(40, 48))
        for name, text in sorted(told.items())
    }


as_found = True
for article, empty in ARTICLES.items():
    plain, within = read(f"<div>{article}</div>"), read(FORM.format(article))
    print(article.partition(">")[0] + ">", "plain", plain, "in a form", within)
    as_found &= set(plain.values()) == {8}
    as_found &= {name for name, paragraphs in within.items() if paragraphs == 0} == empty
sys.exit(0 if as_found else 1)
PYTHON
