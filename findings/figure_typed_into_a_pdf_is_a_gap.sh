#!/usr/bin/env bash
set -euo pipefail
# Found: a figure that was filled into a field of a PDF form, or typed onto its page with a viewer (填写, 添加文本), is
# shown and printed where it was put and is in the text of no page: 全年调解126件 is 全年调解 件. Such figures are no part
# of what a page draws, but of its annotations. Of six readers one puts them at the end of the page, one into the
# sentence.
# Version: pypdf 7.1.1, pypdfium2 5.15.2, pdfminer.six 20260107, pdfplumber 0.11.10 (none); PyMuPDF 2.0, get_text (at the
# end); poppler 22.12 (Debian 12), where pdftotext is there, has them in their place. The file made by PyMuPDF.
# Seen: of a field with 126 and a note with 35 in two sentences the first four have neither.
# Meets: whoever reads returned forms and tables: the words of the form are there, and what was asked for is not; as
# the sentence is whole but for its figure, it passes for one that tells none.
# In fazhi: both are read in their places (tests/reading/pdf/test_pdf_typed.py, test_a_note_on_the_page_is_part_of_its_line,
# test_the_value_of_a_field_is_part_of_its_sentence).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "PyMuPDF==2.0" "pypdf==7.1.1" "pypdfium2==5.15.2" \
  "pdfminer.six==20260107" "pdfplumber==0.11.10"
"$folder/venv/bin/python" -W ignore - "$folder/form.pdf" <<'PYTHON'
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
for height, words in ((80, "全年调解"), (140, "办理复议")):
    page.insert_text((72, height), words, **LOOK)
    page.insert_text((160, height), "件。", **LOOK)
field = pymupdf.Widget()
field.field_name, field.field_type = "cases", pymupdf.PDF_WIDGET_TYPE_TEXT
field.rect, field.field_value, field.text_fontsize = pymupdf.Rect(130, 66, 158, 86), "126", 12
page.add_widget(field)
page.add_freetext_annot(pymupdf.Rect(130, 126, 158, 146), "35", fontsize=12)
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
    if name == "PyMuPDF":
        as_found &= words.startswith("全年调解件。办理复议件。") and {"126", "35"} <= set(text.split())
    elif name == "poppler":
        as_found &= words == "全年调解126件。办理复议35件。"
    else:
        as_found &= words == "全年调解件。办理复议件。"
sys.exit(0 if as_found else 1)
PYTHON
