#!/usr/bin/env bash
set -euo pipefail
# Found: of a passage to which a coder gave two codes, as coding allows, one alone is compared, that which happens to stand
# first in the table. Two coders who gave the same codes to every passage, each in the order that came to mind, differ
# on half of them, and agree in full once the rows are sorted. Nothing is raised or told.
# Version: simpledorff 0.0.2, Krippendorff's alpha of a table with a row for each code; nltk 3.10.4, AnnotationTask, whose
# alpha does not ask who gave a code, so that a coder's two codes disagree with each other.
# Seen: six passages, three of them with two codes by both coders: alpha of simpledorff 0.31, sorted by code 1.00; Cohen's
# kappa of nltk -1.00, sorted 1.00; its alpha 0.37 in both orders, though nobody differs from anybody.
# Meets: whoever exports what coders marked, a row for each mark, and computes reliability: the coefficient that is
# published depends on who clicked what first.
# In fazhi: a unit has one value by a coder, all codes that he gave, in whatever order (tests/trust/test_agreement.py,
# test_codes_of_a_unit_are_one_value_in_any_order).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "simpledorff==0.0.2" "pandas==2.3.3" "nltk==3.10.4"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import pandas as pd
from nltk.metrics.agreement import AnnotationTask
from simpledorff import calculate_krippendorffs_alpha_for_df

CODED = [("复议 应诉", "应诉 复议"), ("复议 调解", "调解 复议"), ("应诉 调解", "调解 应诉"), ("复议", "复议"), ("应诉", "应诉"), ("调解", "调解")]
given = pd.DataFrame(
    [
        (coder, passage, code)
        for passage, codes in enumerate(CODED)
        for coder, those in zip(("甲", "乙"), codes)
        for code in those.split()
    ],
    columns=["coder", "passage", "code"],
)
seen = []
for rows in (given, given.sort_values(["coder", "passage", "code"])):
    alpha = calculate_krippendorffs_alpha_for_df(
        rows, experiment_col="passage", annotator_col="coder", class_col="code"
    )
    task = AnnotationTask(data=list(rows.itertuples(index=False, name=None)))
    seen.append([round(float(one), 2) for one in (alpha, task.kappa(), task.alpha())])
print("simpledorff, nltk kappa, nltk alpha:", *seen)
sys.exit(0 if seen == [[0.31, -1.0, 0.37], [1.0, 1.0, 0.37]] else "behaviour has changed")
PYTHON
