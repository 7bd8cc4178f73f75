#!/usr/bin/env bash
set -euo pipefail
# Found: a sum with three decimals is a thousand times itself: the point is taken for one that parts thousands, as
# some countries write it, where three digits follow. With one, two or four decimals it is a decimal point. The comma
# of full width ends the number, and 万 behind it counts for nothing.
# Version: price-parser 0.5.1, Price.fromstring (price-parser is what Scrapy's makers offer for sums on pages).
# Seen: 罚款1.286万元 1286, 3.125万元 3125 and 12.345万元 12345; 1.28万元 1.28, 1.2865万元 1.2865; 1，286元 is 1 and
# 1,286元 1286. With decimal_separator="." the first is right but for its 万.
# Meets: whoever reads fines and funds out of reports with it: in 万元 three decimals are tens of 元, as statements of
# budgets tell them; multiplied by the 万 that stands behind it such a sum is ten million in place of ten thousand.
# In fazhi: a point before three digits is a decimal point, a comma of either width parts thousands
# (tests/parse/quantities/test_numbers.py, test_a_number_is_exact).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "price-parser==0.5.1"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from decimal import Decimal

from price_parser import Price

SUMS = {
    "罚款1.286万元": "1286", "3.125万元": "3125", "12.345万元": "12345", "1.28万元": "1.28", "1.2865万元": "1.2865",
    "1，286元": "1", "1,286元": "1286",
}
as_found = Price.fromstring("罚款1.286万元", decimal_separator=".").amount == Decimal("1.286")
for text, wanted in SUMS.items():
    amount = Price.fromstring(text).amount
    print(f"{text}: {amount}")
    as_found = as_found and amount == Decimal(wanted)
sys.exit(0 if as_found else 1)
PYTHON
