#!/usr/bin/env bash
set -euo pipefail
# Found: of a page that was cut to one article or one town's part (裁剪页面, /CropBox), as viewers do and print, what was cut
# off is still in the text of four of six readers, before what is left and without a mark: 126 of the town above stands
# before 35 of the town that the page shows. Two read what is shown.
# Version: pypdf 7.1.1, pdfminer.six 20260107, pdfplumber 0.11.10, poppler 22.12 (Debian 12; pdftotext), where it is there;
# read rightly by pypdfium2 5.15.2 (get_text_bounded; get_text_range has both) and PyMuPDF 2.0; file by reportlab 5.1.0.
# Seen: 甲镇调解126件。 and 乙镇调解35件。 in four, the second alone in two.
# Meets: whoever keeps cuttings of gazettes and yearbooks: figures of the neighbours are added to those of the town.
# In fazhi: what lies outside of the crop box is not there (tests/reading/pdf/test_pdf_shown.py,
# test_text_outside_of_the_crop_box_is_not_there).
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
page.setCropBox((0, 0, 400, 150))
page.drawString(20, 250, "甲镇调解126件。")
page.drawString(20, 50, "乙镇调解35件。")
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
ranged = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
SHOWN, BOTH = ["乙镇调解35件。"], ["甲镇调解126件。", "乙镇调解35件。"]
WANTED = dict.fromkeys(read, BOTH) | dict.fromkeys(("PDFium", "PyMuPDF"), SHOWN)
if ranged.split() != BOTH:
    sys.exit("get_text_range has changed")
as_found = True
for name, text in read.items():
    print(f"{name}: {' | '.join(text.split())}")
    as_found &= text.split() == WANTED[name]
sys.exit(0 if as_found else 1)
PYTHON
