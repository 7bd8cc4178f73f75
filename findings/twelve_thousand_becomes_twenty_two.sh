#!/usr/bin/env bash
set -euo pipefail
# Found: a sum in digits with more than one of the signs for ten thousand, hundred million and what is below them
# (1万2千元) is too large, as parts of it are counted more than once: 22,000 in place of 12,000, marked `accurate`.
# In Chinese numerals (一万二千元) or with 千 and 百 alone it is right.
# Version: jionlp 1.5.31, parse_money and ner.extract_money.
# Seen: 3万5千元 65000, 12万5千元 155000, 1亿2千万元 220000000, 1亿3000万元 230030000, 3万5000元 65005, and
# 1万5千余元 25000 to 26000; 6千5百元 is 6500, 三万五千元 and 3.5万元 are 35000.
# Meets: whoever reads fines, losses and budgets out of reports with it: they grow by a quarter to four fifths,
# and look like any other sum.
# In fazhi: each part is counted once (tests/parse/quantities/test_numbers.py, test_a_number_is_exact).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "jionlp==1.5.31"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import jionlp

# As found; what is meant.
SUMS = {
    "1万2千元": ("22000.00", 12_000),
    "3万5千元": ("65000.00", 35_000),
    "12万5千元": ("155000.00", 125_000),
    "3万5000元": ("65005.00", 35_000),
    "1亿2千万元": ("220000000.00", 120_000_000),
    "1亿3000万元": ("230030000.00", 130_000_000),
    "6千5百元": ("6500.00", 6_500),
    "三万五千元": ("35000.00", 35_000),
    "3.5万元": ("35000.00", 35_000),
}
as_found = True
for words, (found, meant) in SUMS.items():
    told = jionlp.parse_money(words)
    print(f"{words}: {told['num']}, {told['definition']}; meant {meant}")
    as_found &= (told["num"], told["definition"]) == (found, "accurate")
about = jionlp.parse_money("1万5千余元")
print("1万5千余元:", about["num"], about["definition"])
text = "全年罚款3万5千元，挽回损失1亿2千万元。"
sums = [(one["text"], one["detail"]["num"]) for one in jionlp.ner.extract_money(text)]
print(text, sums)
as_found &= about["num"] == ["25000.00", "26000.00"]
as_found &= sums == [("3万5千元", "65000.00"), ("1亿2千万元", "220000000.00")]
sys.exit(0 if as_found else 1)
PYTHON
