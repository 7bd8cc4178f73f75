#!/usr/bin/env bash
set -euo pipefail
# Found: the inner markup of a `<template>` element is the empty string, and it has no child, though
# the outer markup of the same element holds its content.
# Version: selectolax 1.0.2 (Lexbor).
# Seen: `inner_html` gives '' and `child` None where `html` gives '<template><p>…</p></template>'; of
# any other element `inner_html` is `html` without the outer tag.
# Meets: whoever looks for the text of pages that keep the article in a template until a script
# shows it: the page seems to hold nothing.
# In fazhi: the content is taken from the outer markup, and read where the page shows no article
# (tests/reading/web/test_elsewhere.py, test_an_article_that_a_page_carries_is_read).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "selectolax==1.0.2"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from selectolax.lexbor import LexborHTMLParser

page = LexborHTMLParser("<body><template><p>全文</p></template><div><p>全文</p></div></body>")
template, box = page.css_first("template"), page.css_first("div")
print("template: html", repr(template.html), "inner_html", repr(template.inner_html))
print("div:      html", repr(box.html), "inner_html", repr(box.inner_html))
seen = template.inner_html == "" and template.child is None and "全文" in template.html
sys.exit(0 if seen and box.inner_html == "<p>全文</p>" else 1)
PYTHON
