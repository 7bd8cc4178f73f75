#!/usr/bin/env bash
set -euo pipefail
# Found: a decimal in Chinese numerals (百分之九十八点五, 98.5 %; 三点五万元, 35,000) is a time of day, as 点 is the sign
# of a decimal and of an hour; and the hours begin in the middle of the numeral, behind its tens: 十八点五, five past
# six in the evening. What was meant is a number for neither.
# Version: recognizers-text-suite 1.0.2a2 (Microsoft), recognize_datetime for Chinese; chrono-node 2.10.3 (npm),
# chrono.zh.hans. Needs node and npm.
# Seen: of 成功率百分之九十八点五 both give 十八点五, recognizers as 18:05 and as 30:05; of 罚款三点五万元 both 三点五, and
# recognize_number gives nothing. In digits (98.5%, 3.5万元) neither finds a time.
# Meets: whoever looks for times in reports, to date what they tell: sentences with a share in words have an hour, and
# sums in words are missing among the numbers.
# In fazhi: such numerals are numbers (tests/parse/quantities/test_quantities.py, a share of 98.5, and
# tests/parse/quantities/test_numbers.py, test_a_number_is_exact).
command -v node >/dev/null && command -v npm >/dev/null || { echo "skipped: needs node and npm"; exit 0; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "recognizers-text-suite==1.0.2a2" "emoji==1.7.0"
cd "$folder"
npm install --silent --no-audit --no-fund "chrono-node@2.10.3" >/dev/null
cat > told.mjs <<'NODE'
import * as chrono from "chrono-node";
const told = (text) => chrono.zh.hans.parse(text, new Date(2024, 0, 15)).map((one) => one.text).join(",");
console.log(["成功率百分之九十八点五", "罚款三点五万元", "成功率98.5%", "罚款3.5万元"].map(told).join("|"));
NODE
by_chrono="$(node told.mjs)"
echo "chrono-node: $by_chrono"
"$folder/venv/bin/python" -W ignore - "$by_chrono" <<'PYTHON'
import sys

from recognizers_suite import recognize_datetime, recognize_number
from recognizers_text import Culture

WANTED = {
    "成功率百分之九十八点五": ["十八点五 18:05:00 30:05:00"], "罚款三点五万元": ["三点五 03:05:00 15:05:00"],
    "成功率98.5%": [], "罚款3.5万元": [],
}
as_found = sys.argv[1] == "十八点五|三点五||"
for text, wanted in WANTED.items():
    found = [
        " ".join((one.text, *(value["value"] for value in one.resolution["values"])))
        for one in recognize_datetime(text, Culture.Chinese)
    ]
    numbers = [one.resolution["value"] for one in recognize_number(text, Culture.Chinese)]
    print(f"{text}: times {found}, numbers {numbers}")
    as_found = as_found and found == wanted
    if text == "罚款三点五万元":
        as_found = as_found and numbers == []
sys.exit(0 if as_found else 1)
PYTHON
