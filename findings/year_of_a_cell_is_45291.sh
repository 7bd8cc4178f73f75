#!/usr/bin/env bash
set -euo pipefail
# Found: a day in a workbook that is shown as its year or its weekday alone, by the sign e, which stands for the year in
# Chinese Excel as yyyy does (e"年"), or by aaaa (星期日), is a number of five digits: 2023年 is 45291. The file keeps days
# as numbers, their format alone tells them from others, and five readers look for y, m, d, h or s in it. With yyyy
# the same cell is a date.
# Version: openpyxl 3.1.5 (and pandas 3.1.1 by it), python-calamine 0.9.1, xlsx2csv 0.8.6; readxl 1.4.2 (Debian 12,
# r-cran-readxl), where R has it. xlsx 0.18.5 (npm, SheetJS), where npm is there, shows 2023年 for e"年", as for yyyy"年".
# Seen: 45291 for e"年" and aaaa, no error; for yyyy"年" 2023-12-31, or 2023年.
# Meets: whoever gathers tables of offices: the column of years says 45291, or dates and numbers where some wrote it
# otherwise.
# In fazhi: a workbook is not read as a report, and is told to be one (tests/reading/test_other_kinds.py).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "openpyxl==3.1.5" "pandas==3.1.1" "python-calamine==0.9.1" \
  "xlsx2csv==0.8.6"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import io
import shutil
import subprocess
import sys

import openpyxl
import pandas as pd
from python_calamine import CalamineWorkbook
from xlsx2csv import Xlsx2csv

folder = sys.argv[1]
path = f"{folder}/years.xlsx"
made = openpyxl.Workbook()
for row, form in enumerate(('yyyy"年"', 'e"年"', "aaaa"), 1):
    cell = made.active.cell(row, 1, 45291)
    cell.number_format = form
made.save(path)

lines = io.StringIO()
Xlsx2csv(path).convert(lines)
DAYS = ["2023-12-31 00:00:00", "45291", "45291"]
told = {
    "openpyxl": [str(cell.value) for (cell,) in openpyxl.load_workbook(path).active.rows],
    "pandas": [str(cell) for cell in pd.read_excel(path, header=None)[0]],
    "calamine": [str(row[0]) for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()],
    "xlsx2csv": lines.getvalue().replace('"', "").split(),
}
WANTED = {
    "openpyxl": DAYS,
    "pandas": DAYS,
    "calamine": ["2023-12-31", "45291.0", "45291.0"],
    "xlsx2csv": ["2023年", "45291", "45291"],
    "readxl": ["2023-12-31", "45291", "45291"],
    "SheetJS": ["2023年", "2023年"],
}
ASK = "for (one in readxl::read_excel(commandArgs(TRUE), col_names = FALSE, col_types = 'list')[[1]]) cat(format(one), '\n')"
if shutil.which("Rscript"):
    of_r = subprocess.run(["Rscript", "-e", ASK, path], capture_output=True, text=True, check=False)
    if not of_r.returncode:
        told["readxl"] = of_r.stdout.split()
if shutil.which("npm"):
    subprocess.run(["npm", "install", "--silent", "--prefix", folder, "xlsx@0.18.5"], check=True)
    SHOW = "const X = require('xlsx'); console.log(X.utils.sheet_to_csv(Object.values(X.readFile('years.xlsx').Sheets)[0]))"
    shown = subprocess.run(["node", "-e", SHOW], cwd=folder, capture_output=True, text=True, check=True).stdout
    # What it makes of aaaa is the sign itself.
    told["SheetJS"] = shown.split()[:2]
for name, cells in told.items():
    print(f"{name}: {' | '.join(cells)}")
sys.exit(0 if all(cells == WANTED[name] for name, cells in told.items()) else 1)
PYTHON
