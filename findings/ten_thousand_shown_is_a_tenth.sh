#!/usr/bin/env bash
set -euo pipefail
# Found: a figure that a workbook shows in ten thousands by the format that Chinese Excel users know for it (126000 as 12.6万:
# three digits less by a comma, and a point set before the last one, 0\.0,"万") is a tenth of it in CSV and in cells as
# they are shown: 1.26万. The sign 万 stays, and nothing is told. Figures under ten thousand lose the nought before their point.
# Version: xlsx 0.18.5 (npm, SheetJS) and 0.20.3 as @e965/xlsx gives it, sheet_to_csv and sheet_to_json with raw: false; the
# file by openpyxl 3.1.5. numfmt 4.0.1 (npm), and LibreOffice 7.4.7 (Debian 12), where soffice is there, show it as Excel.
# Needs node 18 or newer and npm.
# Seen: 126000 is 1.26万 for 12.6万, 5600 .06万 for 0.6万, 356000000 3560.00万 for 35600.0万.
# Meets: whoever takes tables of fines and of visitors out of workbooks by their CSV: a town's figure is a tenth, beside its
# right unit; which cells are so depends on how an office likes to see them.
# In fazhi: figures are written without a format of this kind, so that every program shows them as they are
# (tests/publish/test_workbook.py, test_figures_have_no_format_that_divides_them).
command -v npm > /dev/null || { echo "skipped: needs node and npm"; exit 0; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "openpyxl==3.1.5"
"$folder/venv/bin/python" - "$folder/fines.xlsx" <<'PYTHON'
import sys

import openpyxl

book = openpyxl.Workbook()
for figure in (126000, 5600, 356000000):
    book.active.append([figure])
    book.active.cell(book.active.max_row, 1).number_format = '0\\.0,"万"'
book.save(sys.argv[1])
PYTHON
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund "xlsx@0.18.5" "@e965/xlsx@0.20.3" "numfmt@4.0.1"
cat > read.mjs <<'JS'
import { createRequire } from "node:module";
import { format } from "numfmt";

const require = createRequire(import.meta.url);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const told = ["xlsx", "@e965/xlsx"].flatMap((name) => {
  const { readFile, utils } = require(name);
  const sheet = Object.values(readFile("fines.xlsx").Sheets)[0];
  const csv = utils.sheet_to_csv(sheet).trim().split("\n");
  const cells = utils.sheet_to_json(sheet, { header: 1, raw: false }).flat();
  console.log(name, ...csv);
  return [csv, cells];
});
const right = [126000, 5600, 356000000].map((figure) => format('0\\.0,"万"', figure));
console.log("numfmt", ...right);
const found = ["1.26万", ".06万", "3560.00万"];
const held = told.every((one) => same(one, found)) && same(right, ["12.6万", "0.6万", "35600.0万"]);
process.exit(held ? 0 : 1);
JS
node read.mjs
if command -v soffice > /dev/null; then
    soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to html --outdir "$folder" \
        "$folder/fines.xlsx" > /dev/null 2>&1
    shown="$(grep -o '[0-9.]*万<' "$folder/fines.html" | tr '\n' ' ')"
    echo "LibreOffice $shown"
    [ "$shown" = "12.6万< 0.6万< 35600.0万< " ]
fi
