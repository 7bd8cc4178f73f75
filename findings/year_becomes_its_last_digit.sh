#!/usr/bin/env bash
set -euo pipefail
# Found: a year written sign by sign (二〇二三) is its last digit: 3, and 一九九八 is 8. Digits that stand side by side
# overwrite one another, nothing is raised. So do those of any number read out, and two numerals that mean
# “three to five” (三五) are 5. With the signs for tens and hundreds between them the same digits are right.
# Version: pycnnum 2.1.1, cn2num.
# Seen: 二〇二三 3, 二零二四 4, 一九九八 8, 一二三四五 5, 三五 5; 两千零二十三 2023, 三百〇五 305. cn2an 0.5.24 reads
# 二〇二三 as 2023.
# Meets: whoever turns the numerals of official prose into figures with it: titles and days of
# signature are often written so, and every such report is one of the years 0 to 9.
# In fazhi: sign by sign is a year or a number (tests/parse/identity/test_identity_forms.py,
# test_a_year_reads_back; tests/language/test_numerals.py, test_what_is_read_without_cn2an_is_what_cn2an_reads).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "pycnnum==2.1.1" "cn2an==0.5.24"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import cn2an
import pycnnum

FOUND = {
    "二〇二三": 3,
    "二零二四": 4,
    "一九九八": 8,
    "一二三四五": 5,
    "三五": 5,
    "两千零二十三": 2023,
    "三百〇五": 305,
}
told = {words: pycnnum.cn2num(words) for words in FOUND}
print("; ".join(f"{words} {value}" for words, value in told.items()))
right = cn2an.cn2an("二〇二三", "smart")
print("cn2an 二〇二三", right)
sys.exit(0 if told == FOUND and right == 2023 else 1)
PYTHON
