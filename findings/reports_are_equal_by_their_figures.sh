#!/usr/bin/env bash
set -euo pipefail
# Found: how much two Chinese texts share is told by their digits alone: all other signs are left out before anything
# is compared. Two sentences on different things with the same figures are equal, the same sentence with one figure
# for all others is as far off as any, and one without figures shares nothing with itself.
# Version: rouge-score 0.1.2 (ROUGE-1, ROUGE-2 and ROUGE-L as most papers compute them), its usual tokenizer.
# Seen: 全年调解纠纷126件，行政复议3件。 and 罚款126万元，走访3次。 have 1.00 in all three; 依法化解矛盾纠纷，群众满意。 with
# itself 0.00; the first sentence with 127 and 4 in place of 126 and 3 has 0.00.
# Meets: whoever measures what reports share, or how good a summary is: tables show values between 0 and 1 that look
# like any others, and follow how many figures happen to be the same.
# In fazhi: shared wording is what is said, and the same words with other figures are told as such
# (tests/corpus/reuse/test_tables.py, test_last_year_s_words_are_its_own_with_other_figures).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "rouge-score==0.1.2"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

from rouge_score.rouge_scorer import RougeScorer

KINDS = ["rouge1", "rouge2", "rougeL"]
FIRST = "全年调解纠纷126件，行政复议3件。"
PAIRS = (
    (FIRST, "罚款126万元，走访3次。", 1.0), (FIRST, FIRST.replace("126", "127").replace("3件", "4件"), 0.0),
    ("依法化解矛盾纠纷，群众满意。", "依法化解矛盾纠纷，群众满意。", 0.0),
)
scorer = RougeScorer(KINDS)
as_found = True
for one, other, wanted in PAIRS:
    scores = [round(scorer.score(one, other)[kind].fmeasure, 2) for kind in KINDS]
    print(f"{one} {other} {scores}")
    as_found = as_found and scores == [wanted] * 3
sys.exit(0 if as_found else 1)
PYTHON
