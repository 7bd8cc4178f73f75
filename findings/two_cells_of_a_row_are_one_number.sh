#!/usr/bin/env bash
set -euo pipefail
# Found: the cells of a table's row have nothing between them: 12 received and 15 done are 1215, and all rows stand in one
# line. Tables are taken for layout unless the caller names those that hold data. Latin letters in headings come back
# as capitals. The usual call of a usual library for pages in Python does the same with cells.
# Version: html-to-text 10.0.1 (npm), convert; beautifulsoup4 4.15.0, get_text(). Needs node 18 or newer and npm.
# Seen: a row 调解, 12, 15 below 类型, 受理, 办结 is 类型受理办结调解1215 in both; with the selector table of format
# dataTable, and with get_text("\t"), the cells are apart.
# Meets: whoever turns pages into text to search them or to hand them to a model: figures of neighbouring columns are
# one, a hundred times too large, and look like any other.
# In fazhi: cells are parted, a row is a line (tests/reading/web/test_html.py, test_a_data_table_is_one_row_a_line).
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 0; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "beautifulsoup4==4.15.0"
cd "$folder"
npm install --silent --no-audit --no-fund "html-to-text@10.0.1"
cat > read.mjs <<'NODE'
import { convert } from "html-to-text";

const page =
  "<h2>二、A类</h2><table><tr><th>类型</th><th>受理</th><th>办结</th></tr>" +
  "<tr><td>调解</td><td>12</td><td>15</td></tr></table>";
const usual = convert(page);
const named = convert(page, { selectors: [{ selector: "table", format: "dataTable" }] });
console.log(JSON.stringify({ usual, named }));
const asFound = usual.includes("类型受理办结调解1215") && named.includes("12") && !named.includes("1215");
process.exit(asFound && convert("<h2>二、a类</h2>") === "二、A类" ? 0 : 1);
NODE
node read.mjs
venv/bin/python - <<'PYTHON'
import sys

from bs4 import BeautifulSoup

row = BeautifulSoup("<table><tr><td>调解</td><td>12</td><td>15</td></tr></table>", "html.parser")
print("BeautifulSoup:", row.get_text(), repr(row.get_text("\t")))
sys.exit(0 if row.get_text() == "调解1215" and row.get_text("\t") == "调解\t12\t15" else 1)
PYTHON
