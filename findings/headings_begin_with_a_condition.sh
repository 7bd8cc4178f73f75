#!/usr/bin/env bash
set -euo pipefail
# Found: what Word asks of browsers before the number of a heading, in a comment of its own kind that no browser shows
# (<![if !supportLists]>), is text: （一）加强领导 becomes “if !supportLists（一）endif加强领导”. In the other kind of such
# comments, with dashes, it is left out.
# Version: markdownify 1.2.3 and markitdown 0.1.9, which is built on it; both by BeautifulSoup 4.15.0 with html.parser.
# html2text 2025.4.15, inscriptis 2.7.6 and pandoc 3.9 (pypandoc_binary 1.17) of the same page leave it out.
# Seen: each numbered paragraph of a page that Word saved, or that was pasted from it into a portal, begins so in both.
# Meets: whoever turns pages into Markdown, for language models or for reading: headings are known by their number at
# the beginning, none is found, and a report has no parts.
# In fazhi: the condition is no text, the number is read (tests/reading/web/test_html.py,
# test_a_condition_of_word_is_no_text).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "markdownify==1.2.3" "beautifulsoup4==4.15.0" "markitdown==0.1.9" \
    "html2text==2025.4.15" "inscriptis==2.7.6" "pypandoc_binary==1.17"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import io
import sys

import html2text
import inscriptis
import markdownify
import pypandoc
from markitdown import MarkItDown

PAGE = (
    "<html><body><p class=MsoListParagraph><![if !supportLists]><span>（一）<span>&nbsp;</span></span><![endif]>加强领导</p>"
    "<p class=MsoListParagraph><!--[if !supportLists]--><span>（二）<span>&nbsp;</span></span><!--[endif]-->依法行政</p>"
    "</body></html>"
)
READ = {
    "markdownify": markdownify.markdownify(PAGE),
    "markitdown": MarkItDown().convert_stream(io.BytesIO(PAGE.encode()), file_extension=".html").text_content,
    "html2text": html2text.html2text(PAGE),
    "inscriptis": inscriptis.get_text(PAGE),
    "pandoc": pypandoc.convert_text(PAGE, "plain", format="html"),
}
as_found = True
for reader, text in READ.items():
    lines = ["".join(line.split()) for line in text.split("\n") if line.strip()]
    print(f"{reader}: {lines}")
    condition = "if!supportLists（一）endif" if reader.startswith("mark") else "（一）"
    as_found = as_found and lines == [f"{condition}加强领导", "（二）依法行政"]
sys.exit(0 if as_found else 1)
PYTHON
