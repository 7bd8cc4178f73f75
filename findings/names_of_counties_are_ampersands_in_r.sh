#!/usr/bin/env bash
set -euo pipefail
# Found: a table with Chinese words that one package writes and another reads has numbers for its signs: 亳州市 is
# &#20147;&#24030;&#24066;, in cells and headings, and a cell in which a word is bold is empty (NA). The writer puts words
# into the cells themselves and writes what is beyond ASCII by its number, as XML allows; the reader takes what stands there.
# Version: written by openpyxl 3.1.5 where lxml is installed (6.1.3), read by openxlsx 4.2.5.2 (Debian 12, r-cran-openxlsx), read.xlsx. readxl 1.4.2
# and openpyxl read it rightly.
# Seen: of the heading 县 &#21439;, of 亳州市 the above; of 调解126件 with 126 in bold NA; in readxl all as written.
# Meets: whoever makes a table in Python and goes on in R: merging by county finds no county, and nothing is said.
# In fazhi: its workbooks hold signs as they are (tests/publish/test_workbook.py, test_signs_stand_in_a_workbook_as_they_are).
command -v Rscript >/dev/null && Rscript -e 'library(openxlsx); library(readxl)' >/dev/null 2>&1 || { echo "skipped: needs R with openxlsx and readxl"; exit 0; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "openpyxl==3.1.5" "lxml==6.1.3"
"$folder/venv/bin/python" - "$folder/table.xlsx" <<'PYTHON'
import sys

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

made = openpyxl.Workbook()
made.active.append(["县", "说"])
made.active.append(["亳州市", "x"])
made.active["B2"] = CellRichText("调解", TextBlock(InlineFont(b=True), "126"), "件")
made.save(sys.argv[1])
again = openpyxl.load_workbook(sys.argv[1]).active
assert [cell.value for cell in again[2]] == ["亳州市", "调解126件"], "openpyxl reads otherwise"
PYTHON
LC_ALL=C.UTF-8 Rscript - "$folder/table.xlsx" <<'R'
file <- commandArgs(TRUE)
told <- suppressWarnings(openxlsx::read.xlsx(file))
right <- readxl::read_excel(file)
print(told)
print(as.data.frame(right))
as_found <- identical(names(told), c("&#21439;", "&#35828;")) && told[[1]] == "&#20147;&#24030;&#24066;" &&
  is.na(told[[2]]) && identical(unlist(right, use.names = FALSE), c("亳州市", "调解126件"))
quit(status = !as_found)
R
