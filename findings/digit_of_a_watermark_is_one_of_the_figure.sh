#!/usr/bin/env bash
set -euo pipefail
# Found: the signs of a watermark that lies aslant over a table of a PDF (who printed it, and the day), as offices put it on
# each page, are read as signs of the rows that they cross: a digit of its day becomes the first, a middle or the last
# digit of a figure. The file says that they are turned, paler and larger; two readers of tables put in order what
# lies at the height of a row, whatever it is. Read in the order of the file the table is whole.
# Version: pdfplumber 0.11.10, extract_text and extract_table; tabula-py 2.10.0 with the tabula-java that it brings, where java
# is there. pypdf 7.1.1, extract_text, keeps the watermark apart. The file made by reportlab 5.1.0.
# Seen: below 柳湾镇司法所 2024-03-15 at 30 degrees, by where it begins: of 126 and 35 the row 柳湾镇 1260 35; of 98 980;
# the cell 55 as 535; in tabula 77 as 772.
# Meets: whoever takes tables out of PDF files: of pages with one watermark each has another figure that is wrong, most
# have none, and a figure with a digit more is still a figure.
# In fazhi: what lies aslant over rows is told and read apart (tests/reading/pdf/test_pdf_turned.py,
# test_a_day_aslant_over_a_table_adds_no_digit).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "pdfplumber==0.11.10" "pypdf==7.1.1" "reportlab==5.1.0" "tabula-py==2.10.0"
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging
import re
import shutil
import sys

import pdfplumber
import pypdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

logging.disable(logging.CRITICAL)
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
ROWS = ["乡镇 调解 复议", "柳湾镇 126 35", "石桥镇 98 12", "青山镇 77 8", "合计 301 55"]
LEFT, TOP, WIDE, HIGH = 70, 716, 120, 24


def draw(x: int, y: int) -> str:
    name = f"{x}.pdf"
    canvas = Canvas(name)
    canvas.setFont("STSong-Light", 12)
    for at, row in enumerate(ROWS):
        for column, cell in enumerate(row.split()):
            canvas.drawString(LEFT + 10 + column * WIDE, TOP - 16 - at * HIGH, cell)
    ys = [TOP - at * HIGH for at in range(len(ROWS) + 1)]
    canvas.grid([LEFT + at * WIDE for at in range(4)], ys)
    canvas.setFillGray(0.8)
    canvas.setFont("STSong-Light", 20)
    canvas.translate(x, y)
    canvas.rotate(30)
    canvas.drawString(0, 0, "柳湾镇司法所 2024-03-15")
    canvas.save()
    return name


TRUE = {cell for row in ROWS for cell in row.split()}
rows, cells, whole = [], [], True
for place in ((108, 600), (102, 576), (132, 568)):
    name = draw(*place)
    with pdfplumber.open(name) as book:
        text, table = book.pages[0].extract_text(), book.pages[0].extract_table()
    rows += [row for row in re.findall(r"^\w+镇 \d+ \d+$", text, re.M) if row not in ROWS]
    cells += [cell for row in table for cell in row if cell.isdecimal() and cell not in TRUE]
    words = pypdf.PdfReader(name).pages[0].extract_text().split()
    whole = whole and words[:15] == " ".join(ROWS).split()
print("pdfplumber: rows", rows, "cells", cells, "; pypdf whole:", whole)
held = rows == ["柳湾镇 1260 35", "石桥镇 980 12"] and cells == ["535"] and whole
if shutil.which("java"):
    import tabula

    tables = tabula.read_pdf("132.pdf", pages=1, silent=True)
    read = [str(cell) for table in tables for cell in table["调解"]]
    print("tabula", read)
    held = held and "772" in read
sys.exit(0 if held else 1)
PYTHON
