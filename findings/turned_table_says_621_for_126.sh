#!/usr/bin/env bash
set -euo pipefail
# Found: a table that is laid across its page, turned by a quarter (横排表), reads backwards: 126 is 621 and 复议 议复, a line for
# each row, no error. What it is built on has a sign on each line, each row from its end. Where the page as a whole is
# turned to be read (/Rotate), both have the figures right.
# Version: pdfplumber 0.11.10, extract_text; pdfminer.six 20260107, extract_text; file by reportlab 5.1.0. Read rightly by
# pypdf 7.1.1, pypdfium2 5.15.2 and PyMuPDF 2.0; poppler 22.12 (Debian 12) gives both figures before both names.
# Seen: of 复议 126 and 应诉 35: pdfplumber 621, 议复, 53, 诉应; pdfminer.six 6, 2, 1, 5, 3, 议, 复, 诉, 应.
# Meets: whoever takes figures from wide tables in PDF: a number backwards is a number.
# In fazhi: a table laid across a page keeps its rows (tests/reading/pdf/test_pdf_turned.py,
# test_a_table_laid_across_a_page_keeps_its_rows).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "reportlab==5.1.0" "pypdf==7.1.1" "pypdfium2==5.15.2" \
  "pdfminer.six==20260107" "pdfplumber==0.11.10" "PyMuPDF==2.0.0"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import shutil
import subprocess
import sys

import pdfplumber
import pymupdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

path = f"{sys.argv[1]}/report.pdf"
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
page = Canvas(path, pagesize=(400, 300))
page.setFont("STSong-Light", 12)
page.translate(100, 20)
page.rotate(90)
for row, (name, figure) in enumerate((("复议", "126"), ("应诉", "35"))):
    page.drawString(0, -20 * row, name)
    page.drawString(100, -20 * row, figure)
page.save()

with pdfplumber.open(path) as file:
    of_pdfplumber = file.pages[0].extract_text()
read = {
    "pypdf": pypdf.PdfReader(path).pages[0].extract_text(),
    "PDFium": pypdfium2.PdfDocument(path)[0].get_textpage().get_text_bounded(),
    "pdfminer": extract_text(path),
    "pdfplumber": of_pdfplumber,
    "PyMuPDF": pymupdf.open(path)[0].get_text(),
}
if shutil.which("pdftotext"):
    read["poppler"] = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
WANTED = dict.fromkeys(read, ["复议", "126", "应诉", "35"]) | {
    "pdfminer": list("621") + list("53") + list("议复诉应"),
    "pdfplumber": ["621", "议复", "53", "诉应"],
    "poppler": ["126", "35", "复议", "应诉"],
}
as_found = True
for name, text in read.items():
    print(f"{name}: {' | '.join(text.split())}")
    as_found &= text.split() == WANTED[name]
sys.exit(0 if as_found else 1)
PYTHON
