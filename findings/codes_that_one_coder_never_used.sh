#!/usr/bin/env bash
set -euo pipefail
# Found: two coders who differ on every second unit agree perfectly, kappa 1.00, where each has one code that the
# other never uses: one calls 无 what the other calls 不明. The table of both has then as many rows as columns, in
# order of their names, and the kappa that is computed from it takes the first row and the first column for one code,
# whatever stands over them. The table shows both names; the coefficient, its error and its p are without a warning.
# Version: statsmodels 0.15.0, cohens_kappa of pandas 3.1.1's crosstab; vcd 1.4-11 (Debian 12, r-cran-vcd), Kappa of
# table(), where R has it. scikit-learn 1.9.1 of the two columns is right.
# Seen: of twelve units, six 有 for both and six 无 for the one and 不明 for the other, kappa is 1 in statsmodels and
# vcd, 0.33 in scikit-learn. With one unit more that both call 无 the table is no longer square, and there is an error.
# Meets: whoever lets two coders say whether a report states something: “none”, “not stated” and “cannot be told” are
# what coders hold apart most differently, and then such codes count as one.
# In fazhi: codes are compared by their names (tests/trust/test_agreement.py,
# test_codes_that_one_coder_never_used_are_none_of_the_others).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "statsmodels==0.15.0" "pandas==3.1.1" "scikit-learn==1.9.1"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import pandas as pd
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa

one = ["有"] * 6 + ["无"] * 6
other = ["有"] * 6 + ["不明"] * 6
table = pd.crosstab(pd.Series(one, name="one"), pd.Series(other, name="other"))
print(table)
told = cohens_kappa(table)
right = cohen_kappa_score(one, other)
print(f"statsmodels {told.kappa:.2f}, p {told.pvalue_two_sided:.4f}; scikit-learn {right:.2f}")
try:
    cohens_kappa(pd.crosstab(pd.Series([*one, "无"]), pd.Series([*other, "无"])))
    refused = False
except ValueError as error:
    refused = True
    print("not square:", error)
sys.exit(0 if told.kappa == 1 and round(right, 2) == 0.33 and refused else 1)
PYTHON
if command -v Rscript > /dev/null && Rscript -e 'library(vcd)' > /dev/null 2>&1; then
    LC_ALL=C.UTF-8 Rscript - <<'R'
suppressMessages(library(vcd))
one <- c(rep("有", 6), rep("无", 6))
other <- c(rep("有", 6), rep("不明", 6))
told <- Kappa(table(one, other))$Unweighted[["value"]]
cat("vcd", format(told, nsmall = 2), "\n")
quit(status = if (told == 1) 0 else 1)
R
fi
