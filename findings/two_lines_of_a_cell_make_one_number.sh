#!/usr/bin/env bash
set -euo pipefail
# Found: two figures that stand one below the other in a cell are one number of both: 4 and 6, each a paragraph of
# the cell, is 46. What begins and ends a line is taken away and nothing put in its place. So is a broken line in a
# Word file, where the plain text is asked for: 126 above 98 is 12698.
# Version: pandas 3.1.1, read_html with lxml and with BeautifulSoup 4.15.0 (only <br> is made a blank); mammoth 1.13.0,
# extract_raw_text, whose convert_to_html keeps the break.
# Seen: <td><p>4</p><p>6</p></td> is 46, a column of them is one of whole numbers; with <div> likewise, with <br> 4 6.
# mammoth: 调解12698件.
# Meets: whoever reads tables off portals or out of documents: cells with the year before above the year, or cases
# above persons, are usual, and the digits of both make a number like any other.
# In fazhi: the two stand apart, and the cell is no figure of one (tests/reading/web/test_page_furniture.py,
# test_cells_over_rows_and_columns_keep_the_others_in_place; tests/reading/office/test_docx_shown.py,
# test_an_empty_cell_keeps_its_column).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "pandas==3.1.1" "lxml==6.1.3" "beautifulsoup4==4.15.0" "html5lib==1.1"
"$folder/venv/bin/pip" install --quiet --no-compile "mammoth==1.13.0" "python-docx==1.2.0"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import io
import sys

import docx
import mammoth
import pandas as pd

as_found = True
for name, cell in {
    "paragraphs": "<p>4</p><p>6</p>", "divisions": "<div>4</div><div>6</div>", "a break": "4<br>6",
}.items():
    page = f"<table><tr><th>类型</th><th>件</th></tr><tr><td>复议</td><td>{cell}</td></tr></table>"
    for parser in ("lxml", "bs4"):
        column = pd.read_html(io.StringIO(page), flavor=parser)[0]["件"]
        print(f"{name}, {parser}: {column[0]!r} of {column.dtype}")
        as_found = as_found and str(column[0]) == ("4 6" if name == "a break" else "46")
        as_found = as_found and (name == "a break") != (column.dtype == "int64")
file = f"{sys.argv[1]}/report.docx"
made = docx.Document()
run = made.add_paragraph().add_run("调解126")
run.add_break()
run.add_text("98件")
made.save(file)
with open(file, "rb") as opened:
    text, page = mammoth.extract_raw_text(opened).value.strip(), mammoth.convert_to_html(opened).value
print("mammoth:", text, page)
sys.exit(0 if as_found and text == "调解12698件" and "126<br />98" in page else 1)
PYTHON
