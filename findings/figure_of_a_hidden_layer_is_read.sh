#!/usr/bin/env bash
set -euo pipefail
# Found: what stands on a layer of a PDF that is switched off (optional content, as drafts, second languages and stamps of
# design programs are kept) is in the text of four of six readers, among what is shown and without a mark; and a figure
# that was covered with white to put the new one over it is in that of all six, before the new one: 32 and 35.
# Version: pypdf 7.1.1, pypdfium2 5.15.2, pdfminer.six 20260107, pdfplumber 0.11.10; PyMuPDF 2.0 and poppler 22.12
# (Debian 12), where pdftotext is there, leave layers out. The file made by PyMuPDF, the layer off by its settings.
# Seen: beside 全年调解126件 the first four have 草稿调解99件 of the layer; of 复议35件 all have a 32 before the 35, in
# pdfplumber as 3325, in PDFium as 325.
# Meets: whoever takes figures out of PDF files: those of a draft that nobody sees count like the others, and a corrected
# one counts twice.
# In fazhi: what is not shown is not read (tests/reading/pdf/test_pdf_shown.py,
# test_a_layer_is_read_where_it_is_shown_and_only_there; tests/reading/pdf/test_covered.py).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "PyMuPDF==2.0" "pypdf==7.1.1" "pypdfium2==5.15.2" \
  "pdfminer.six==20260107" "pdfplumber==0.11.10"
"$folder/venv/bin/python" -W ignore - "$folder/report.pdf" <<'PYTHON'
import shutil
import subprocess
import sys

import pdfplumber
import pymupdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text

path = sys.argv[1]
made = pymupdf.open()
page = made.new_page()
LOOK = {"fontname": "china-s", "fontsize": 14}
WHITE = {"color": (1, 1, 1), "fill": (1, 1, 1)}
page.insert_text((72, 80), "全年调解126件", **LOOK)
page.insert_text((72, 140), "草稿调解99件", oc=made.add_ocg("draft", on=False), **LOOK)
page.insert_text((72, 200), "复议", **LOOK)
page.insert_text((102, 200), "32", **LOOK)
page.draw_rect((101, 186, 120, 204), **WHITE)
page.insert_text((102, 200), "35", **LOOK)
page.insert_text((122, 200), "件", **LOOK)
made.save(path)

with pdfplumber.open(path) as opened:
    of_pdfplumber = opened.pages[0].extract_text()
read = {
    "pypdf": pypdf.PdfReader(path).pages[0].extract_text(),
    "PDFium": pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range(),
    "pdfminer": extract_text(path),
    "pdfplumber": of_pdfplumber,
    "PyMuPDF": pymupdf.open(path)[0].get_text(),
}
if shutil.which("pdftotext"):
    read["poppler"] = subprocess.check_output(["pdftotext", path, "-"], encoding="utf-8")
as_found = True
for name, text in read.items():
    words = "".join(text.split())
    print(f"{name}: {' | '.join(text.split())}")
    as_found &= ("草稿调解99件" in words) == (name not in ("PyMuPDF", "poppler"))
    as_found &= "全年调解126件" in words and ("32" in words or "3325" in words)
sys.exit(0 if as_found else 1)
PYTHON
