#!/usr/bin/env bash
set -euo pipefail
# Found: what coders left uncoded (NaN) is counted as a code of its own: two coders who both left a unit blank
# agree on it, and Fleiss' kappa rises with every unit that nobody coded. The table that is made first has the
# column nan, the coefficient alone does not show it.
# Version: statsmodels 0.15.0, aggregate_raters and fleiss_kappa.
# Seen: two coders who differ on each of four units have kappa -1.00; with six more units that both left blank
# 0.29, with sixteen 0.41. Krippendorff's alpha of the same data (krippendorff 0.9.0) is below 0 in all three.
# Meets: whoever takes coders' sheets as they are: passages that no one could code count as agreement, and
# agreement is highest where least was coded.
# In fazhi: alpha leaves out what a coder left out (tests/trust/test_agreement.py,
# test_units_that_nobody_coded_change_nothing).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "statsmodels==0.15.0" "krippendorff==0.9.0"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import krippendorff
import numpy as np
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

CODED = [[1.0, 2.0], [2.0, 1.0], [1.0, 2.0], [2.0, 1.0]]
kappas, alphas = [], []
for blank in (0, 6, 16):
    sheet = np.array(CODED + [[np.nan, np.nan]] * blank)
    table, codes = aggregate_raters(sheet)
    kappas.append(round(float(fleiss_kappa(table)), 2))
    alphas.append(round(krippendorff.alpha(sheet.T, level_of_measurement="nominal"), 2))
    print(f"{blank:2} blank: codes {codes}, kappa {kappas[-1]}, alpha {alphas[-1]}")
sys.exit(0 if kappas == [-1.0, 0.29, 0.41] and len(set(alphas)) == 1 and alphas[0] < 0 else 1)
PYTHON
