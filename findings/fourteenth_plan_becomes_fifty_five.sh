#!/usr/bin/env bash
set -euo pipefail
# Found: the name of the fourteenth five-year plan, 十四五, is the number 55 (ten and forty-five), and a text whose
# numerals are made digits speaks of a plan 55 afterwards. The plans before and behind it are 45 and 65, so that
# their order stays. Tens told about are tenfold by the same way: 四五十户 (40 or 50) is 450户.
# Version: chinese2digits 6.0.2, takeNumberFromString; @lazy-cjk/zh2num 1.0.2 (npm). Needs node and npm.
# Seen: “十四五”规划 becomes “55”规划, 十五五 65, 七八十件 780件, 五六百 5600, in both; 十四 is 14, 四百五十 450.
# cn2an 0.5.24 leaves 十四五规划 as it is and refuses 七八十.
# Meets: whoever turns the numerals of reports into digits first, to look for figures then: nearly every report of
# the years 2021 to 2025 names the plan, and has a 55 that nobody stated.
# In fazhi: a plan's name is no figure (tests/parse/quantities/test_numbers.py, test_a_plan_is_no_number), forty or
# fifty are a range (test_a_range_has_both_ends).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "chinese2digits==6.0.2" "cn2an==0.5.24"
cd "$folder"
npm install --silent --no-audit --no-fund "@lazy-cjk/zh2num@1.0.2" >/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import subprocess
import sys

import chinese2digits
import cn2an

FOUND = {"十四五": "55", "十三五": "45", "十五五": "65", "四五十": "450", "七八十": "780", "五六百": "5600", "十四": "14", "四百五十": "450"}
as_found = True
for words, wanted in FOUND.items():
    code = f"process.stdout.write(String(require('@lazy-cjk/zh2num').zh2num('{words}')))"
    by_node = subprocess.run(["node", "-e", code], capture_output=True, text=True, check=True).stdout
    by_python = chinese2digits.takeNumberFromString(words)["replacedText"]
    print(f"{words}: chinese2digits {by_python}, zh2num {by_node}")
    as_found &= by_python == by_node == wanted
SENTENCE = "圆满完成“十四五”规划目标，走访四五十户。"
text = chinese2digits.takeNumberFromString(SENTENCE)["replacedText"]
other = cn2an.transform("落实十四五规划")
print(text, other)
as_found &= text == "圆满完成“55”规划目标，走访450户。" and other == "落实十四五规划"
sys.exit(0 if as_found else 1)
PYTHON
