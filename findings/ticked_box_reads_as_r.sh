#!/usr/bin/env bash
set -euo pipefail
# Found: the ticked box of a Word form is the letter R and the empty one the sign of the pound, as whoever fills in a
# form types R and sets it in the font Wingdings 2: R是 £否 is the text. Where Word's own dialog put the box in, as a
# symbol (<w:sym>), two of five readers leave it out, so that what is ticked and what is not read alike.
# Version: python-docx 1.2.0, docx2txt 0.9 (both of it); mammoth 1.13.0, markitdown 0.1.9, docx2python 3.7.1 (the
# letters; docx2python gives a symbol as markup with its number); pandoc 3.9 (pypandoc_binary 1.17) knows both.
# Seen: 已公开 ☑是 ☐否 in the font is 已公开 R是 £否 in five, 已备案 ☑是 ☐否 as symbols 已备案 是 否 in python-docx
# and docx2txt.
# Meets: whoever reads returned forms and annexes of reports: yes and no of every question are the same, or stand
# behind a letter that nobody expects.
# In fazhi: both are the boxes that the font shows (tests/reading/office/test_docx_shown.py,
# test_ticks_of_a_symbol_font_are_the_boxes_it_shows).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "python-docx==1.2.0" "docx2txt==0.9" "mammoth==1.13.0" \
  "markitdown[docx]==0.1.9" "docx2python==3.7.1" "pypandoc_binary==1.17"
"$folder/venv/bin/python" -W ignore - "$folder/form.docx" <<'PYTHON'
import sys

import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx2python import docx2python
from markitdown import MarkItDown

path = sys.argv[1]
FONT = "Wingdings 2"


def typed(paragraph, letter):
    """A letter set in the font of symbols, as people type it."""
    run = paragraph.add_run(letter)
    run.font.name = FONT


def put_in(paragraph, code):
    """A symbol as Word's dialog puts it in."""
    sign = OxmlElement("w:sym")
    sign.set(qn("w:font"), FONT)
    sign.set(qn("w:char"), code)
    paragraph.add_run()._r.append(sign)


form = docx.Document()
for said, tick, ticked, empty in (
    ("已公开", typed, "R", "£"),
    ("已备案", put_in, "F052", "F0A3"),
):
    line = form.add_paragraph(f"{said} ")
    tick(line, ticked)
    line.add_run("是 ")
    tick(line, empty)
    line.add_run("否")
form.save(path)

with open(path, "rb") as file:
    of_mammoth = mammoth.extract_raw_text(file).value
with docx2python(path) as opened:
    of_docx2python = opened.text
read = {
    "python-docx": "\n".join(one.text for one in docx.Document(path).paragraphs),
    "docx2txt": docx2txt.process(path),
    "mammoth": of_mammoth,
    "markitdown": MarkItDown().convert(path).text_content,
    "docx2python": of_docx2python,
    "pandoc": pypandoc.convert_file(path, "plain", extra_args=["--wrap=none"]),
}
as_found = True
for name, text in read.items():
    first, second = (line.strip() for line in text.split("\n") if line.strip())
    print(f"{name}: {first} | {second}")
    as_found &= first == ("已公开 ☑是 ⬜否" if name == "pandoc" else "已公开 R是 £否")
    as_found &= (second == "已备案 是 否") == (name in ("python-docx", "docx2txt"))
sys.exit(0 if as_found else 1)
PYTHON
