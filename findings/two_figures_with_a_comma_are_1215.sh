#!/usr/bin/env bash
set -euo pipefail
# Found: two figures in a cell with a comma between them (12,15) are one number of both, 1215; 3,5 is 35 and 4,6,8 is
# 468. A comma counts as one that parts thousands wherever it stands, and is taken out of each cell that reads as a
# number then, even where the column stays one of words. R's parse_number, meant for figures among words, does the
# same with 12,15件.
# Version: pandas 3.1.1, read_html with lxml; readr 2.1.4 (Debian 12, r-cran-readr), parse_number, where it is there.
# Seen: the column 12,15 and 3,5 is of whole numbers, 1215 and 35; with 约4,6 below them the words 1215 and
# 约4,6; with a comma of full width all of it stays.
# Meets: whoever reads tables off portals: “cases,persons” and “first,second half-year” are usual heads, and the two
# make a number like any other, a hundred times too large.
# In fazhi: what a comma parts otherwise than in thousands is no figure of one (tests/parse/quantities/test_numbers.py,
# test_a_comma_parts_thousands_or_two_figures).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "pandas==3.1.1" "lxml==6.1.3"
if command -v Rscript >/dev/null && Rscript -e 'library(readr)' >/dev/null 2>&1; then
  LC_ALL=C.UTF-8 Rscript -e 'x <- readr::parse_number(c("12,15件", "3,5件")); cat("readr:", x, "\n"); quit(status = !all(x == c(1215, 35)))' 2>/dev/null
fi
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import io
import sys

import pandas as pd


def column(*cells):
    rows = "".join(f"<tr><td>复议</td><td>{cell}</td></tr>" for cell in cells)
    page = f"<table><tr><th>类型</th><th>件,人</th></tr>{rows}</table>"
    read = pd.read_html(io.StringIO(page), flavor="lxml")[0]["件,人"]
    print(f"{cells}: {list(read)} of {read.dtype}")
    return [str(one) for one in read]


as_found = column("12,15", "3,5") == ["1215", "35"]
as_found &= column("4,6,8") == ["468"]
as_found &= column("12,15", "约4,6") == ["1215", "约4,6"]
as_found &= column("12，15", "3，5") == ["12，15", "3，5"]
sys.exit(0 if as_found else 1)
PYTHON
