#!/usr/bin/env bash
set -euo pipefail
# Found: a day that a workbook holds in its own writing (t="d", 2023-12-31: ISO 29500, what openpyxl writes with
# iso_dates) is the number before its first hyphen: 2023, and as days since 1900 that is 15 July 1905. All days
# of a year are one. A reader of R has the year alone, and where it is asked for dates, an error.
# Version: exceljs 4.4.0 (npm), openxlsx 4.2.5.2 (Debian 12, r-cran-openxlsx), read.xlsx, where R has it; the file by openpyxl
# 3.1.5. Read rightly by openpyxl, python-calamine 0.9.1 and xlsx 0.18.5 (npm, SheetJS, as the number 45291).
# Seen: of 2023-12-31 and 2023-03-01: exceljs 1905-07-15 twice, openxlsx 2023 twice, with detectDates an error.
# Meets: whoever gathers days of signature or of decisions in tables: no cell is empty, and every report is a century early.
# In fazhi: days in its workbooks are words that every program reads (tests/publish/test_workbook.py,
# test_days_are_written_as_words).
command -v npm >/dev/null || { echo "skipped: needs node and npm"; exit 0; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "openpyxl==3.1.5" "python-calamine==0.9.1"
cd "$folder"
npm install --silent --no-audit --no-fund "exceljs@4.4.0" "xlsx@0.18.5" >/dev/null
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime
import json
import subprocess
import sys

import openpyxl
from python_calamine import CalamineWorkbook

DAYS = [datetime.date(2023, 12, 31), datetime.date(2023, 3, 1)]
made = openpyxl.Workbook()
made.iso_dates = True
for day in [["day"]] + [[day] for day in DAYS]:
    made.active.append(day)
made.save("days.xlsx")
SCRIPT = """const E = require('exceljs'), X = require('xlsx'), sheet = Object.values(X.readFile('days.xlsx').Sheets)[0];
const book = new E.Workbook();
book.xlsx.readFile('days.xlsx').then(() => {
  const one = book.worksheets[0];
  console.log(JSON.stringify([[2, 3].map((row) => one.getCell(row, 1).value), ['A2', 'A3'].map((at) => sheet[at].v)]));
});"""
run = subprocess.run(["node", "-e", SCRIPT], capture_output=True, text=True, check=True)
exceljs, sheetjs = json.loads(run.stdout)
calamine = [row[0] for row in CalamineWorkbook.from_path("days.xlsx").get_sheet_by_index(0).to_python()[1:]]
own = [cell.value for (cell,) in openpyxl.load_workbook("days.xlsx").active.iter_rows(min_row=2)]
print("exceljs", exceljs, "SheetJS", sheetjs, "calamine", calamine, "openpyxl", own)
as_found = exceljs == ["1905-07-15T00:00:00.000Z"] * 2 and sheetjs == [45291, 44986] and calamine == own == DAYS
ASK = "cat(openxlsx::read.xlsx('days.xlsx')$day); cat('', tryCatch(openxlsx::read.xlsx('days.xlsx', detectDates = TRUE), error = function(e) 'error'))"
try:
    of_r = subprocess.run(["Rscript", "-e", ASK], capture_output=True, text=True, check=True).stdout
    print("openxlsx", of_r)
    as_found &= of_r.split() == ["2023", "2023", "error"]
except (OSError, subprocess.CalledProcessError):
    print("openxlsx: not here")
sys.exit(0 if as_found else 1)
PYTHON
