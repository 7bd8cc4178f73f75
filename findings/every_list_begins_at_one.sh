#!/usr/bin/env bash
set -euo pipefail
# Found: the numbers of a list on a page are in its text others than those that browsers show. A list that goes on
# behind a paragraph (start), an item with a number of its own (value), one counted down (reversed), Chinese numbers
# (list-style-type: cjk-ideographic) become 1, 2, 3; and where a style shows no number, because the
# author typed 一、 herself, a number is put before it.
# Version: html2text 2025.4.15, markdownify 1.2.3, inscriptis 2.7.6, Resiliparse 2.0.1; pandoc 3.9 (pypandoc_binary
# 1.17).
# Seen: start="3" is 3. in html2text, markdownify and pandoc and 1. in inscriptis and Resiliparse; value="5" is 5. in
# inscriptis alone; 一、 of a style is 1. in all five; reversed is 1. 2. in all; list-style-type: none gives
# "1. 一、" in all.
# Meets: whoever turns pages into text: “item 3 above” leads nowhere, parts of a report come twice under one number, and
# what counts the measures of a list counts each stretch anew.
# In fazhi: the marks are those that a browser shows (tests/reading/web/test_html.py,
# test_marks_are_those_a_browser_shows).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "html2text==2025.4.15" "markdownify==1.2.3" \
  "inscriptis==2.7.6" "Resiliparse==2.0.1" "pypandoc_binary==1.17"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import re
import sys

import html2text
import inscriptis
import markdownify
import pypandoc
from resiliparse.extract.html2text import extract_plain_text

READERS = {
    "html2text": lambda page: html2text.html2text(page, bodywidth=0),
    "markdownify": markdownify.markdownify,
    "inscriptis": inscriptis.get_text,
    "resiliparse": extract_plain_text,
    "pandoc": lambda page: pypandoc.convert_text(
        page, "plain", format="html", extra_args=["--wrap=none"]
    ),
}
ALL = set(READERS)
# The list, the marks that browsers show, and who gives them.
LISTS = [
    ('<ol start="3"><li>甲</li><li>乙</li></ol>', "3. 甲 4. 乙", {"html2text", "markdownify", "pandoc"}),
    ('<ol><li>甲</li><li value="5">乙</li></ol>', "1. 甲 5. 乙", {"inscriptis"}),
    ("<ol reversed><li>甲</li><li>乙</li></ol>", "2. 甲 1. 乙", set()),
    ('<ol style="list-style-type:cjk-ideographic"><li>甲</li><li>乙</li></ol>', "一、 甲 二、 乙", set()),
    ('<ol style="list-style-type:none"><li>一、甲</li><li>二、乙</li></ol>', "一、甲 二、乙", set()),
]
as_found = True
for markup, shown, right in LISTS:
    print(f"shown {shown}")
    page = f"<html><body>{markup}</body></html>"
    read = {name: re.sub(r"\s+", " ", made(page)).strip() for name, made in READERS.items()}
    print("  " + "; ".join(f"{name} {text}" for name, text in read.items()))
    as_found &= {name for name, text in read.items() if text == shown} == right
    wrong = "1. 一、甲 2. 二、乙" if "none" in markup else "1. 甲 2. 乙"
    as_found &= all(read[name] == wrong for name in ALL - right)
sys.exit(0 if as_found else 1)
PYTHON
