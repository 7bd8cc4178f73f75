#!/usr/bin/env bash
set -euo pipefail
# Found: the raised mark of a note is the last digit of the figure before it: 126 with a raised 1 is 1261. Of what
# stands raised in a page or in a Word file, the digits are given and that they are raised is not; no gap shows.
# Version: html2text 2025.4.15, markdownify 1.2.3, inscriptis 2.7.6, trafilatura 2.0.0; python-docx 1.2.0,
# docx2txt 0.9, docx2python 3.7.1, markitdown 0.1.9; pandoc 3.9 (pypandoc_binary 1.17).
# Seen: 调解纠纷126¹件, the 1 in <sup> or in a run of vertAlign superscript, is 调解纠纷1261件 in the eight; pandoc alone
# gives 126¹件, of either.
# Meets: whoever turns reports with notes into text: a figure that its author explains in a note, often the one that
# counts most, is ten times as large, and looks like any other.
# In fazhi: the mark is known from its place above the line, in pages, Word, ODT, RTF and PDF files, and left out
# (tests/reading/web/test_html.py, tests/reading/office/test_docx_shown.py, test_odt.py and test_rtf.py, and
# tests/reading/pdf/test_pdf.py, test_the_mark_of_a_note_is_no_digit_of_the_figure_before_it).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "html2text==2025.4.15" "markdownify==1.2.3" "inscriptis==2.7.6" \
    "trafilatura==2.0.0" "jusText==3.0.1" "lxml_html_clean==0.4.6"
"$folder/venv/bin/pip" install --quiet --no-compile "python-docx==1.2.0" "docx2txt==0.9" "docx2python==3.7.1" \
    "markitdown[docx]==0.1.9" "pypandoc_binary==1.17"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import logging
import sys

import docx
import docx2txt
import html2text
import inscriptis
import markdownify
import pypandoc
import trafilatura
from docx2python import docx2python
from markitdown import MarkItDown

logging.disable(logging.CRITICAL)
file = f"{sys.argv[1]}/report.docx"
made = docx.Document()
paragraph = made.add_paragraph("全年调解纠纷126")
paragraph.add_run("1").font.superscript = True
paragraph.add_run("件，均已办结。")
made.save(file)
MORE = "<p>镇司法所会同各村人民调解委员会开展矛盾纠纷排查，做到小事不出村、大事不出镇，群众满意。</p>" * 4
PAGE = (
    "<!DOCTYPE html><html lang='zh'><head><title>柳湾镇2023年法治政府建设年度报告</title></head><body><article>"
    f"{MORE}<p>全年调解纠纷126<sup>1</sup>件，均已办结。</p>{MORE}</article></body></html>"
)
READ = {
    "html2text": html2text.html2text(PAGE),
    "markdownify": markdownify.markdownify(PAGE),
    "inscriptis": inscriptis.get_text(PAGE),
    "trafilatura": trafilatura.extract(PAGE),
    "python-docx": docx.Document(file).paragraphs[0].text,
    "docx2txt": docx2txt.process(file),
    "docx2python": docx2python(file).text,
    "markitdown": MarkItDown().convert(file).text_content,
    "pandoc of the page": pypandoc.convert_text(PAGE, "plain", format="html", extra_args=["--wrap=none"]),
    "pandoc of the Word file": pypandoc.convert_file(file, "plain", extra_args=["--wrap=none"]),
}
as_found = True
for reader, text in READ.items():
    figure = text.partition("调解纠纷")[2].partition("件")[0]
    print(f"{reader}: {figure}")
    as_found = as_found and figure == ("126¹" if reader.startswith("pandoc") else "1261")
sys.exit(0 if as_found else 1)
PYTHON
