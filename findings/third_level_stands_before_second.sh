#!/usr/bin/env bash
set -euo pipefail
# Found: weighted kappa of levels named 一级, 二级, 三级 is computed for the order 一级, 三级, 二级. Names of classes
# are sorted by their signs' numbers in Unicode, 三 stands before 二 there, and weights follow that order in silence.
# So do 低, 中, 高 (as 中, 低, 高).
# Version: scikit-learn 1.9.1, cohen_kappa_score with weights="linear" or "quadratic" and no `labels`.
# Seen: twelve towns graded by two coders, quadratic weights: 0.53, and 0.75 with the numbers 1, 2, 3 or with the
# three names in `labels`. Without weights all agree.
# Meets: whoever reports agreement of coders on graded codes with Chinese names: a coefficient that looks like one
# and is that of another scale. Which of the two is higher depends on the data.
# In fazhi: agreement on a scale asks for numbers and refuses names (tests/trust/test_agreement.py,
# test_names_have_no_order_of_their_own).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "scikit-learn==1.9.1"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from sklearn.metrics import cohen_kappa_score

LEVELS = ["一级", "二级", "三级"]
ONE = [LEVELS[at] for at in (0, 1, 2, 2, 0, 1, 1, 2, 0, 1, 2, 0)]
OTHER = [LEVELS[at] for at in (0, 2, 2, 2, 0, 1, 2, 2, 1, 1, 1, 0)]
print("sorted:", sorted(LEVELS), sorted(["低", "中", "高"]))
wrong = True
for weights in (None, "linear", "quadratic"):
    names = cohen_kappa_score(ONE, OTHER, weights=weights)
    numbers = cohen_kappa_score([LEVELS.index(one) for one in ONE], [LEVELS.index(one) for one in OTHER], weights=weights)
    told = cohen_kappa_score(ONE, OTHER, weights=weights, labels=LEVELS)
    print(f"{weights!s:10} names {names:.3f}, numbers {numbers:.3f}, names with their order {told:.3f}")
    wrong = wrong and abs(numbers - told) < 1e-9 and (abs(names - told) < 1e-9) == (weights is None)
sys.exit(0 if wrong else 1)
PYTHON
