#!/usr/bin/env bash
set -euo pipefail
# Found: of a table in a Word file a row that begins a column farther in (gridBefore, ISO 29500: what Word writes
# where the left border of a row was drawn in) is read as one that begins at the margin: each of its cells stands one
# column too far left, and the last column is empty.
# Version: pandoc 3.9 (pypandoc_binary 1.17), mammoth 1.13.0, markitdown 0.1.9, docx2python 3.7.1, and
# python-docx 1.2.0 where the cells of a row are taken in their order (row.cells; it has `grid_cols_before` for it).
# Seen: below 类型, 项目, 件 and 调解, 婚姻, 12 the row with 邻里 and 10 under 项目 and 件 has 邻里 under 类型 and 10
# under 项目 in all five.
# Meets: whoever takes tables out of reports: a figure stands under another heading, and nothing is missing that a
# check of totals by row would show.
# In fazhi: such a row keeps its columns (tests/reading/office/test_docx_shown.py,
# test_an_empty_cell_keeps_its_column; the same of RTF in test_rtf.py).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "pypandoc_binary==1.17" "python-docx==1.2.0" "mammoth==1.13.0" \
    "markitdown[docx]==0.1.9" "docx2python==3.7.1"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import json
import re
import sys

import docx
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python
from markitdown import MarkItDown

file = f"{sys.argv[1]}/report.docx"
made = docx.Document()
table = made.add_table(rows=3, cols=3)
for row, words in zip(table.rows, ("类型 项目 件", "调解 婚姻 12", "调解 邻里 10"), strict=True):
    for cell, word in zip(row.cells, words.split(), strict=True):
        cell.text = word
last = table.rows[2]._tr
last.remove(last.tc_lst[0])
last.insert(0, parse_xml(f'<w:trPr {nsdecls("w")}><w:gridBefore w:val="1"/></w:trPr>'))
made.save(file)


def cells_of_pandoc() -> list[str]:
    told = json.loads(pypandoc.convert_file(file, "json"))
    rows = next(one for one in told["blocks"] if one["t"] == "Table")["c"][4][0][3]
    return [re.sub(r'.*"Str", "c": "([^"]*)".*|.*', r"\1", json.dumps(cell, ensure_ascii=False)) for cell in rows[-1][1]]


with open(file, "rb") as opened:
    page = mammoth.convert_to_html(opened).value
READ = {
    "pandoc": cells_of_pandoc(),
    "mammoth": re.findall(r"<p>([^<]*)</p>", page.rpartition("<tr>")[2]),
    "markitdown": [one.strip() for one in MarkItDown().convert(file).text_content.strip().split("\n")[-1].split("|")[1:-1]],
    "docx2python": ["".join(cell) for cell in docx2python(file).body[0][-1]],
    "python-docx": [cell.text for cell in docx.Document(file).tables[0].rows[2].cells],
}
as_found = True
for reader, row in READ.items():
    print(f"{reader}: {row}")
    as_found = as_found and row[:2] == ["邻里", "10"]
sys.exit(0 if as_found else 1)
PYTHON
