#!/usr/bin/env bash
set -euo pipefail
# Found: a figure that was painted over in white with the new one written on it, as whoever mends a PDF does, is in the
# text of all six readers beside the new one; two mix them to something that never was: 3325 of 32 and 35, and
# 调解32件5, which has the old figure and of the new one a digit. Signs of the same place are taken for one printed twice.
# Version: pdfplumber 0.11.10, pypdfium2 5.15.2; pypdf 7.1.1, pdfminer.six 20260107, PyMuPDF 2.0 and poppler 22.12
# (Debian 12; pdftotext), where it is there, have one behind the other; file by reportlab 5.1.0.
# Seen: pdfplumber 调调解解3325件件, PDFium 调解32件5, pdfminer.six 调解32件调解35件, pypdf and PyMuPDF the old one first,
# poppler the new one. Shown is 调解35件.
# Meets: whoever takes figures out of a report that was corrected after it had been made.
# In fazhi: words painted over are not there (tests/reading/pdf/test_covered.py,
# test_words_painted_over_are_not_there).
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
page.drawString(20, 250, "调解32件")
page.setFillGray(1)
page.rect(18, 246, 100, 16, fill=1, stroke=0)
page.setFillGray(0)
page.drawString(20, 250, "调解35件")
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
OLD, NEW = "调解32件", "调解35件"
WANTED = dict.fromkeys(read, [OLD, NEW]) | {
    "PDFium": [f"{OLD}5"],
    "pdfminer": [OLD + NEW],
    "pdfplumber": ["调调解解3325件件"],
    "poppler": [NEW, OLD],
}
as_found = True
for name, text in read.items():
    print(f"{name}: {' | '.join(text.split())}")
    as_found &= text.split() == WANTED[name]
sys.exit(0 if as_found else 1)
PYTHON
