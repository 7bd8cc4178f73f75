#!/usr/bin/env bash
set -euo pipefail
# Found: a column of words that look like numbers is printed as numbers in a Markdown table, although the column holds words:
# the month 2023.10 is 2023.1, January, item 3.10 is 3.1, which stands above already, number 003 is 3 and 12E3 is 12000.
# Printed as text, the same table has what it holds. What prints it asks each cell again whether it is a number.
# Version: pandas 3.1.1 with tabulate 0.10.0, DataFrame.to_markdown; also tabulate.tabulate itself.
# Seen: 2023.9, 2023.1, 2023.11; 3.9, 3.1, 3.11; 12000 and 3. With disable_numparse=True all as it is; to_string and to_csv
# have 2023.10.
# Meets: whoever puts a table into a README, a notebook or a report: months, numbers of items and of documents are others.
# In fazhi: words and numbers have columns of their own kind, in packed tables too (tests/tables/test_tables.py,
# test_columns_types_and_order).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "pandas==3.1.1" "tabulate==0.10.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import pandas as pd
from tabulate import tabulate

TABLE = pd.DataFrame({"月": ["2023.9", "2023.10", "2023.11"], "条": ["3.9", "3.10", "3.11"], "号": ["12E3", "003", "7"]})


def cells(printed):
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in printed.split("\n")[2:]]


told = cells(TABLE.to_markdown(index=False))
kept = cells(TABLE.to_markdown(index=False, disable_numparse=True))
print(TABLE.to_markdown(index=False))
WRONG = [["2023.9", "3.9", "12000"], ["2023.1", "3.1", "3"], ["2023.11", "3.11", "7"]]
as_found = told == WRONG and kept == TABLE.to_numpy().tolist()
as_found &= "2023.10" in TABLE.to_string() and "2023.10" in TABLE.to_csv()
as_found &= cells(tabulate(TABLE.to_numpy().tolist(), list(TABLE), tablefmt="github")) == WRONG
sys.exit(0 if as_found else 1)
PYTHON
