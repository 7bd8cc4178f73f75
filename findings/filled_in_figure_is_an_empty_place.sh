#!/usr/bin/env bash
set -euo pipefail
# Found: what was filled in at a place of a template (内容控件, <w:sdt>) and what was put in with changes tracked
# (<w:ins>) is not in the text of a paragraph: 全年调解35件 is 全年调解件. A paragraph that is such a place as a whole is
# none of the document's, a cell is missing in its row, so that those behind it move up, and a row of the kind that
# Word repeats for each entry is none of the table's. Nothing is raised.
# Version: python-docx 1.2.0, Document.paragraphs, Paragraph.text, Table.rows; mammoth 1.13.0, docx2txt 0.9 and pandoc
# 3.9 (pypandoc_binary 1.17) give all of it.
# Seen: of four paragraphs three, two of them without their figure; of a table of two rows with 类型, 12 and 复议, 3 one
# row with 类型.
# Meets: whoever reads reports with it, the usual library for it: templates of offices have such places, and it is the
# figures that are filled in.
# In fazhi: places are read with what stands in them, and changes as they were made (tests/reading/office/test_docx.py,
# test_content_controls_links_and_formulas, test_tracked_changes_are_taken_as_made; tests/reading/office/
# test_docx_shown.py, test_rows_and_cells_of_a_template_are_rows_and_cells).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "python-docx==1.2.0" "docx2txt==0.9" "mammoth==1.13.0" \
  "pypandoc_binary==1.17"
"$folder/venv/bin/python" -W ignore - "$folder/report.docx" <<'PYTHON'
import re
import sys

import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

path = sys.argv[1]
WHO = 'w:author="office" w:date="2024-01-05T00:00:00Z"'


def run(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


def place(inside):
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def cell(words):
    return f"<w:tc><w:p>{run(words)}</w:p></w:tc>"


ROWS = (
    "<w:tr>" + cell("类型") + place(cell("12")) + "</w:tr>",
    place("<w:tr>" + cell("复议") + cell("3") + "</w:tr>"),
)
GRID = "<w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
BODY = (
    f"<w:p>{run('全年调解') + place(run('35')) + run('件。')}</w:p>",
    place(f"<w:p>{run('全年复议6件。')}</w:p>"),
    f"<w:p>{run('全年诉讼')}<w:ins w:id='1' {WHO}>{run('8')}</w:ins>{run('件。')}</w:p>",
    f"<w:tbl>{GRID}{''.join(ROWS)}</w:tbl>",
    f"<w:p>{run('附表如上。')}</w:p>",
)
made = docx.Document()
body = made.element.body
body.clear_content()
for one in BODY:
    holder = parse_xml(f"<w:body {nsdecls('w')}>{one}</w:body>")
    body.insert(len(body) - 1, holder[0])
made.save(path)

opened = docx.Document(path)
paragraphs = [one.text for one in opened.paragraphs]
rows = [[one.text for one in row.cells] for row in opened.tables[0].rows]
print("python-docx:", paragraphs, rows)
with open(path, "rb") as file:
    of_mammoth = mammoth.extract_raw_text(file).value
ALL = ["全年调解35件。", "全年复议6件。", "全年诉讼8件。", "类型", "12", "复议", "3", "附表如上。"]
as_found = paragraphs == ["全年调解件。", "全年诉讼件。", "附表如上。"] and rows == [["类型"]]
for name, text in {
    "mammoth": of_mammoth,
    "docx2txt": docx2txt.process(path),
    "pandoc": pypandoc.convert_file(path, "plain", extra_args=["--wrap=none"]),
}.items():
    words = [one for one in re.split(r"[\s-]+", text) if one]
    print(f"{name}:", words)
    as_found &= words == ALL
sys.exit(0 if as_found else 1)
PYTHON
