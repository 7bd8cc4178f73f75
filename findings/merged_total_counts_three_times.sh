#!/usr/bin/env bash
set -euo pipefail
# Found: a figure in a cell of a Word table that spans three columns, or three rows, stands three times in the table as
# it is read, once for each column or row that it covers: a total of 126 set across the quarters adds up to 378. The
# cells are one and the same, and nothing in their text tells it.
# Version: python-docx 1.2.0 (row.cells, Table.cell), docx2python 3.7.1 (duplicate_merged_cells is on by itself);
# pandoc 3.9 (pypandoc_binary 1.17) and mammoth 1.13.0 give it once, with what it spans.
# Seen: below 类型, 一季度, 二季度, 三季度 the row 调解, 126 across three is 调解 126 126 126; a 35 down three rows is 35
# in each.
# Meets: whoever adds up tables of documents or hands them to pandas: what is merged are totals and persons responsible
# for several rows, and both count as often as they are wide or high.
# In fazhi: a merged cell is read once, the places that it covers are empty (tests/reading/office/test_docx_shown.py,
# test_an_empty_cell_keeps_its_column).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "python-docx==1.2.0" "docx2python==3.7.1" "mammoth==1.13.0" \
  "pypandoc_binary==1.17"
"$folder/venv/bin/python" -W ignore - "$folder/report.docx" <<'PYTHON'
import sys

import docx
import mammoth
import pypandoc
from docx2python import docx2python

path = sys.argv[1]
made = docx.Document()
table = made.add_table(4, 5)
HEADS = ["类型", "一季度", "二季度", "三季度", "培训"]
for column, words in enumerate(HEADS):
    table.cell(0, column).text = words
for row, words in enumerate(("调解", "复议", "诉讼"), 1):
    table.cell(row, 0).text = words
table.cell(1, 1).merge(table.cell(1, 3)).text = "126"
table.cell(1, 4).merge(table.cell(3, 4)).text = "35"
made.save(path)

rows = [[cell.text for cell in row.cells] for row in docx.Document(path).tables[0].rows]
with docx2python(path) as opened:
    others = [["".join(cell) for cell in row] for row in opened.body[0]]
with open(path, "rb") as file:
    page = mammoth.convert_to_html(file).value
plain = pypandoc.convert_file(path, "html")
print("python-docx:", rows)
print("docx2python:", others)
WANTED = [HEADS, ["调解", "126", "126", "126", "35"], ["复议", "", "", "", "35"], ["诉讼", "", "", "", "35"]]
as_found = rows == WANTED and others == WANTED
for name, text in (("mammoth", page), ("pandoc", plain)):
    print(f"{name}: 126 {text.count('126')} time, 35 {text.count('35')} time")
    as_found &= text.count("126") == text.count("35") == 1
    as_found &= 'colspan="3"' in text and 'rowspan="3"' in text
sys.exit(0 if as_found else 1)
PYTHON
