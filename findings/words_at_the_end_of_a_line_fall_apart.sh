#!/usr/bin/env bash
set -euo pipefail
# Found: the lines of a Chinese paragraph in a PDF are joined by a blank, as lines of words are, where Markdown is made of
# it for language models: 调解 with its signs on two lines is 调 解, and 126 broken behind its 12 (允许西文在单词中间换行, as
# Chinese office programs offer) is 12 6, two numbers. Parts of a report that begin on a line of their own go on
# the line of the one before.
# Version: pymupdf4llm 2.0 (PyMuPDF 2.0), to_markdown; file by reportlab 5.1.0. PyMuPDF's own get_text keeps the lines.
# Seen: 全年调 解纠纷35件 and 其中婚姻家庭12 6件, 二、存在问题 on the same line.
# Meets: whoever counts terms and figures in reports made Markdown: a term at a line's end is not found, and one number in
# so many is two.
# In fazhi: broken lines are joined as Chinese is, and parts begin lines (tests/reading/layout/test_layout.py,
# test_lines_that_reach_the_margin_go_on_and_indented_ones_begin_anew).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "pymupdf4llm==2.0" "PyMuPDF==2.0.0" "reportlab==5.1.0"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import sys

import pymupdf
import pymupdf4llm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

path = f"{sys.argv[1]}/report.pdf"
LINES = ["一、履行职能。全年调", "解纠纷35件，其中婚姻家庭12", "6件，办结率98.5%，同比增长。", "二、存在问题。执法力量不足。"]
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
page = Canvas(path, pagesize=(320, 400))
page.setFont("STSong-Light", 16)
for at, line in enumerate(LINES):
    page.drawString(52 if line[1] == "、" else 20, 340 - 24 * at, line)
page.save()
made = pymupdf4llm.to_markdown(path).strip()
kept = pymupdf.open(path)[0].get_text().split()
print(made)
print(kept)
sys.exit(0 if made == " ".join(LINES) and kept == LINES else 1)
PYTHON
