#!/usr/bin/env bash
set -euo pipefail
# Found: bold type that is made by printing the words twice, a hair's breadth apart, as printer drivers and office
# programs do for Chinese fonts that have no bold of their own, doubles the signs: two of six readers of PDF give
# each sign twice, so that 126件 is 112266件件 with digits in pairs, and three of the others the line twice.
# Version: pdfplumber 0.11.10, extract_text; pdfminer.six 20260107, extract_text; pypdf 7.1.1; PyMuPDF 2.0;
# pypdfium2 5.15.2 gives it once. The file made by reportlab 5.1.0.
# Seen: a line drawn twice 0.4 points apart is 全全年年调调解解112266件件 in pdfplumber, drawn sign by sign so in
# pdfminer too; as two lines in pypdf, PyMuPDF and pdfminer; once in PDFium. The line beside it, drawn once, is right.
# Meets: whoever takes figures out of PDF files: the figures set in bold are the totals. pdfplumber has a call that
# takes doubles away (dedupe_chars), which extract_text does not make.
# In fazhi: what is printed twice at a place is read once, and 11 stays 11 (tests/reading/pdf/test_pdf.py,
# test_bold_type_printed_twice_is_read_once).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "reportlab==5.1.0" "pdfplumber==0.11.10" \
  "pdfminer.six==20260107" "pypdf==7.1.1" "PyMuPDF==2.0" "pypdfium2==5.15.2"
"$folder/venv/bin/python" -W ignore - "$folder/report.pdf" <<'PYTHON'
import sys

import pdfplumber
import pymupdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

path = sys.argv[1]
FONT, SIZE, APART = "STSong-Light", 16, 0.4
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
canvas = Canvas(path)
canvas.setFont(FONT, SIZE)
for shift in (0, APART):
    canvas.drawString(72 + shift, 760, "全年调解126件")
canvas.drawString(72, 700, "办理复议35件")
left = 72
for sign in "罚款188件":
    for shift in (0, APART):
        canvas.drawString(left + shift, 640, sign)
    left += pdfmetrics.stringWidth(sign, FONT, SIZE)
canvas.save()

with pdfplumber.open(path) as opened:
    page = opened.pages[0]
    plumber, without = page.extract_text(), page.dedupe_chars().extract_text()
read = {
    "pdfplumber": plumber,
    "pdfplumber, dedupe_chars": without,
    "pdfminer": extract_text(path),
    "pypdf": pypdf.PdfReader(path).pages[0].extract_text(),
    "PyMuPDF": pymupdf.open(path)[0].get_text(),
    "PDFium": pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range(),
}
for name, text in read.items():
    read[name] = text.split()
    print(f"{name}: {' | '.join(read[name])}")
as_found = read["pdfplumber"] == ["全全年年调调解解112266件件", "办理复议35件", "罚罚款款118888件件"]
as_found &= read["pdfplumber, dedupe_chars"] == ["全年调解126件", "办理复议35件", "罚款188件"]
as_found &= read["pdfminer"] == ["全年调解126件", "全年调解126件", "办理复议35件", "罚罚款款118888件件"]
as_found &= read["PyMuPDF"] == ["全年调解126件", "全年调解126件", "办理复议35件", "罚款188件"]
as_found &= read["pypdf"].count("全年调解126件") == 2 and read["pypdf"].count("8") == 4
as_found &= read["PDFium"] == ["全年调解126件", "办理复议35件", "罚款188件"]
sys.exit(0 if as_found else 1)
PYTHON
