#!/usr/bin/env bash
set -euo pipefail
# Found: of a decimal in Chinese numerals before 万 or 亿 (三点五万, thirty-five thousand) the multiplier is passed
# over: the value is that of the decimal alone, smaller by four or eight orders, no error. Whole numbers before the
# same signs are right.
# Version: pycnnum 2.1.1, cn2num.
# Seen: 三点五万 3.5, 十二点六万 12.6, 一点二亿 1.2; 三万五千 35000 and 一亿二千万 120000000. cn2an 0.5.24 refuses the
# first three, chinese2digits 6.0.2 reads them right.
# Meets: whoever reads sums of money and numbers of visitors out of official prose: 罚款三点五万元 becomes 3.5 元.
# In fazhi: a decimal is multiplied as it is said (tests/parse/quantities/test_numbers.py,
# test_a_number_is_exact).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "pycnnum==2.1.1" "cn2an==0.5.24" "chinese2digits==6.0.2"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import chinese2digits
import cn2an
import pycnnum

DECIMALS = {"三点五万": 35_000, "十二点六万": 126_000, "一点二亿": 120_000_000}
WHOLE = {"三万五千": 35_000, "一亿二千万": 120_000_000, "三点五": 3.5}
as_found = True
for words, value in {**DECIMALS, **WHOLE}.items():
    given = pycnnum.cn2num(words)
    try:
        other = cn2an.cn2an(words, "smart")
    except ValueError:
        other = "refused"
    third = float(chinese2digits.takeNumberFromString(words)["digitsStringList"][0])
    print(f"{words}: pycnnum {given}, cn2an {other}, chinese2digits {third}; right {value}")
    as_found = as_found and (given == value) == (words in WHOLE) and third == value
    if words in DECIMALS:
        as_found = as_found and other == "refused" and given in (value / 10**4, value / 10**8)
sys.exit(0 if as_found else 1)
PYTHON
