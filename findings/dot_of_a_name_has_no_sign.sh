#!/usr/bin/env bash
set -euo pipefail
# Found: the dot in names of persons (买买提·艾力, U+00B7, as GB/T 15834 has it) is lost in PDF files drawn in
# STSong-Light, the Chinese font of the PDF standard that needs no file: the encoding that is written with it
# (UniGB-UCS2-H) has no such sign. Nothing warns, browsers and two of five readers show it all the same.
# Version: reportlab 5.1.0; pypdf 7.1.1, pypdfium2 5.15.2, pdfminer.six 20260107, PyMuPDF 2.0; also
# poppler 22.12 (Debian 12), where pdftotext is installed.
# Seen: pypdf and PDFium give 买买提·艾力, pdfminer and MuPDF 买买提艾力, pdftotext breaks the name in two, and
# pdftoppm draws an empty box. The same in encoding UniGB-UTF16-H, in which the standard has the sign, is right
# in all of them.
# Meets: whoever prints reports by it, or joins persons by names read out of such files: who checks in a
# browser sees the name whole, others have another one.
# In fazhi, which reads by PDFium: the name is whole (tests/reading/pdf/test_pdf_coded.py,
# test_the_dot_of_a_name_is_read_where_the_encoding_has_none).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "reportlab==5.1.0" "pypdf==7.1.1" "pypdfium2==5.15.2" \
  "pdfminer.six==20260107" "PyMuPDF==2.0"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import shutil
import subprocess
import sys

import pdfminer.high_level
import pymupdf
import pypdf
import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

NAME = "买买提·艾力"
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
file = io.BytesIO()
canvas = Canvas(file, (300, 100), pageCompression=0)
canvas.setFont("STSong-Light", 20)
canvas.drawString(20, 40, NAME)
canvas.save()


def read(data):
    found = {
        "pypdf": pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text(),
        "PDFium": pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded(),
        "pdfminer": pdfminer.high_level.extract_text(io.BytesIO(data)),
        "MuPDF": pymupdf.open(stream=data, filetype="pdf")[0].get_text(),
    }
    if shutil.which("pdftotext"):
        made = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True)
        found["pdftotext"] = made.stdout.decode()
    return {reader: text.strip() for reader, text in found.items()}


written = file.getvalue()
# As long as before, so that nothing in the file moves; both encodings write these signs alike.
other = written.replace(b"/Encoding /UniGB-UCS2-H", b"/Encoding/UniGB-UTF16-H")
assert other != written
seen, right = read(written), read(other)
for reader, text in seen.items():
    print(f"{reader}: {text!r}, in UniGB-UTF16-H {right[reader]!r}")
whole = {reader for reader, text in seen.items() if text == NAME}
lost = {reader for reader, text in seen.items() if text == NAME.replace("·", "")}
as_seen = whole == {"pypdf", "PDFium"} and lost == {"pdfminer", "MuPDF"}
sys.exit(0 if as_seen and set(right.values()) == {NAME} else 1)
PYTHON
