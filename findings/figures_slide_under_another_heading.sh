#!/usr/bin/env bash
set -euo pipefail
# Found: below a cell that stands over several rows each row begins at the margin: its figures slide one column to
# the left, under another heading. Markdown and plain text have no such cell, and a row is written with as many
# cells as it has of its own. Where the cell goes on to the end of its group (rowspan="0", HTML), pandoc and pandas,
# which know spans, do the same.
# Version: html2text 2025.4.15, markdownify 1.2.3, inscriptis 2.7.6, trafilatura 2.0.0, and markitdown 0.1.9 of pages
# and Word files; pandoc 3.9 (pypandoc_binary 1.17), pandas 3.1.1 (read_html).
# Seen: of 类型, 项目, 件 with 调解 over two rows the second, 邻里 and 10, has 邻里 under 类型 and 10 under 项目 in the
# first five; pandas and pandoc have 10 under 件, and under 项目 with rowspan="0", where browsers still show it under 件.
# Meets: whoever gives tables of reports to a language model, or reads them back from Markdown: each kind but the
# first of a group is told with the figures of another column.
# In fazhi: each cell stays in its column (tests/reading/web/test_page_furniture.py,
# test_cells_over_rows_and_columns_keep_the_others_in_place; tests/reading/office/test_docx_shown.py,
# test_an_empty_cell_keeps_its_column).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "html2text==2025.4.15" "markdownify==1.2.3" "inscriptis==2.7.6" \
    "trafilatura==2.0.0" "jusText==3.0.1" "lxml_html_clean==0.4.6"
"$folder/venv/bin/pip" install --quiet --no-compile "python-docx==1.2.0" "markitdown[docx]==0.1.9" \
    "pypandoc_binary==1.17" "pandas==3.1.1" "lxml==6.1.3"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import io
import json
import logging
import sys

import docx
import html2text
import inscriptis
import markdownify
import pandas as pd
import pypandoc
import trafilatura
from markitdown import MarkItDown

logging.disable(logging.CRITICAL)
MORE = "<p>镇司法所会同各村人民调解委员会开展矛盾纠纷排查，做到小事不出村、大事不出镇，群众满意。</p>" * 4


def page(span: str) -> str:
    return (
        f"<!DOCTYPE html><html lang='zh'><head><title>报告</title></head><body><article>{MORE}<table>"
        "<tr><th>类型</th><th>项目</th><th>件</th></tr>"
        f'<tr><td rowspan="{span}">调解</td><td>婚姻</td><td>12</td></tr><tr><td>邻里</td><td>10</td></tr>'
        f"</table>{MORE}</article></body></html>"
    )


def row(text: str) -> list[str]:
    line = next(one for one in text.split("\n") if "邻里" in one and "10" in one)
    return line.replace("|", " ").split()


def column(place: int, told: list[str]) -> bool:
    return told[place] == "10"


file = f"{sys.argv[1]}/report.docx"
made = docx.Document()
table = made.add_table(rows=3, cols=3)
for line, words in zip(table.rows, ("类型 项目 件", "调解 婚姻 12", " 邻里 10"), strict=True):
    for cell, word in zip(line.cells, words.split(" "), strict=True):
        cell.text = word
table.cell(1, 0).merge(table.cell(2, 0)).text = "调解"
made.save(file)
converter = MarkItDown()
SLID = {
    "html2text": html2text.html2text(page("2")),
    "markdownify": markdownify.markdownify(page("2")),
    "inscriptis": inscriptis.get_text(page("2")),
    "trafilatura": trafilatura.extract(page("2")),
    "markitdown of the page": converter.convert_stream(io.BytesIO(page("2").encode()), file_extension=".html").text_content,
    "markitdown of the Word file": converter.convert(file).text_content,
}
as_found = True
for reader, text in SLID.items():
    print(f"{reader}: {row(text)}")
    as_found = as_found and row(text) == ["邻里", "10"]


def by_pandas(span: str) -> str:
    found = pd.read_html(io.StringIO(page(span)))[0]
    return next(name for name in found.columns if str(found[name][1]).startswith("10"))


def by_pandoc(span: str) -> str:
    told = json.loads(pypandoc.convert_text(page(span), "json", format="html"))
    rows = next(one for one in told["blocks"] if one["t"] == "Table")["c"][4][0][3]
    place = next(at for at, cell in enumerate(rows[-1][1]) if '"10"' in json.dumps(cell))
    # Of cells that a cell above covers pandoc keeps none.
    above = rows[0][1][0][2] > 1
    return ("类型", "项目", "件")[place + above]


for reader, of in (("pandas", by_pandas), ("pandoc", by_pandoc)):
    told = of("2"), of("0")
    print(f"{reader}: 10 under {told[0]}, with rowspan=0 under {told[1]}")
    as_found = as_found and told == ("件", "项目")
sys.exit(0 if as_found else 1)
PYTHON
