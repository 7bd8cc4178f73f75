#!/usr/bin/env bash
set -euo pipefail
# Found: of a line that is set wide (加宽, or spread to both margins) the Chinese words are read whole and the figures
# digit by digit: a blank stands between signs that are far apart for their width, and a digit is half as wide as a
# Chinese sign. 126件 is 1 2 6 件, and what looks for a figure before its measure word finds 6.
# Version: PyMuPDF 2.0, get_text; pdfminer.six 20260107, which puts blanks between all signs, from less on; pypdf 7.1.1
# and pypdfium2 5.15.2 put none. The file made by reportlab 5.1.0.
# Seen: 16 points, 3 points more behind each sign: 全年调解纠纷1 2 6 件 by MuPDF, 全 年 调 解 纠 纷 1 2 6 件 by pdfminer,
# 全年调解纠纷126件 by pypdf and PDFium; with 2 points MuPDF gives the figure whole.
# Meets: whoever takes figures out of PDF: a try on words shows nothing, a search for digits before 件 gives 6, and
# which reports are concerned depends on how a line was filled.
# In fazhi, which reads by PDFium: the figure is whole (tests/reading/pdf/test_pdf.py,
# test_a_figure_in_a_line_set_wide_is_whole), and digits that stand apart in a text are one number or none
# (tests/parse/quantities/test_numbers.py, test_digits_that_stand_apart_are_one_number_or_none).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "PyMuPDF==2.0" "pypdfium2==5.15.2" "pdfminer.six==20260107" \
    "pypdf==7.1.1" "reportlab==5.1.0"
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys

import pymupdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def drawn(space: int) -> str:
    file = f"{sys.argv[1]}/{space}.pdf"
    canvas = Canvas(file)
    line = canvas.beginText(60, 700)
    line.setFont("STSong-Light", 16)
    line.setCharSpace(space)
    line.textOut("全年调解纠纷126件")
    canvas.drawText(line)
    canvas.save()
    return file


READERS = {
    "MuPDF": lambda file: pymupdf.open(file)[0].get_text(),
    "pdfminer": extract_text,
    "pypdf": lambda file: pypdf.PdfReader(file).pages[0].extract_text(),
    "PDFium": lambda file: pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range(),
}
WANTED = {
    "MuPDF": ["全年调解纠纷126件", "全年调解纠纷1 2 6 件"], "pdfminer": ["全 年 调 解 纠 纷 1 2 6 件"] * 2,
    "pypdf": ["全年调解纠纷126件"] * 2, "PDFium": ["全年调解纠纷126件"] * 2,
}
as_found = True
for name, reader in READERS.items():
    told = [reader(drawn(space)).strip() for space in (2, 3)]
    print(name, told)
    as_found = as_found and told == WANTED[name]
sys.exit(0 if as_found else 1)
PYTHON
