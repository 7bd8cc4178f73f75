#!/usr/bin/env bash
set -euo pipefail
# Found: cleaning a text by the function that two toolkits for Chinese offer for it takes away what stands in brackets,
# as if it were a reading, a source or a face: of （其中婚姻家庭12件、邻里10件） nothing is left, and of 〔2024〕3号 written
# as [2024]3号 the year is gone. Which brackets differs: round and square in one, square in the other.
# Version: jionlp 1.5.31, clean_text; harvesttext 0.8.2.1, HarvestText().clean_text.
# Seen: 调解纠纷126件（其中婚姻家庭12件、邻里10件），印发政发[2024]3号。 is 调解纠纷126件，印发政发3号。 in jionlp and
# 调解纠纷126件（其中婚姻家庭12件、邻里10件），印发政发3号。 in harvesttext.
# Meets: whoever cleans reports first, as recipes say: a total keeps, its parts go, and a citation loses the year by
# which it is found; figures in brackets are part of nearly every report.
# In fazhi: what stands in brackets is read (tests/parse/quantities/test_numbers.py,
# test_a_breakdown_in_brackets_counts), and the number of a document whatever its brackets
# (tests/parse/identity/test_identity.py).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "jionlp==1.5.31"
python3 -m venv "$folder/other"
"$folder/other/bin/pip" install --quiet --no-compile "harvesttext==0.8.2.1" "setuptools==80.9.0"
cat > "$folder/clean.py" <<'PYTHON'
import contextlib
import io
import sys

SENTENCE = "调解纠纷126件（其中婚姻家庭12件、邻里10件），印发政发[2024]3号。"
with contextlib.redirect_stdout(io.StringIO()):
    if sys.argv[1] == "jionlp":
        import jionlp

        cleaned = jionlp.clean_text(SENTENCE)
    else:
        from harvesttext import HarvestText

        cleaned = HarvestText().clean_text(SENTENCE)
print(f"{sys.argv[1]}: {cleaned}")
sys.exit(0 if cleaned == sys.argv[2] else 1)
PYTHON
"$folder/venv/bin/python" -W ignore "$folder/clean.py" jionlp "调解纠纷126件，印发政发3号。"
"$folder/other/bin/python" -W ignore "$folder/clean.py" harvesttext \
    "调解纠纷126件（其中婚姻家庭12件、邻里10件），印发政发3号。"
