#!/usr/bin/env bash
set -euo pipefail
# Found: a round hundred million written in capitals as for a contract is 壹亿萬, as if a ten thousand stood behind: the
# group of four digits that is nought leaves its name. The same package, asked what that is, says 100,010,000.
# And a million millions is 壹兆亿萬.
# Version: jionlp 1.5.31, money_num2char, parse_money.
# Seen: 100000000 壹亿萬, 1200000000 拾贰亿萬 (read back: 1200010000.00), 1000000000000 壹兆亿萬; 100010000 is 壹亿零壹萬, 35000
# 叁萬伍仟 (both read back as they were).
# Meets: whoever prints sums of budgets or fines in capitals, or makes texts of figures to try a reader on: round sums are
# what such sums mostly are.
# In fazhi: numbers are written and read back whole (tests/language/test_numerals.py,
# test_any_form_reads_back).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "jionlp==1.5.31"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import jionlp

FOUND = {
    100_000_000: ("壹亿萬", "100010000.00"),
    1_200_000_000: ("拾贰亿萬", "1200010000.00"),
    1_000_000_000_000: ("壹兆亿萬", "100010000.00"),
    100_010_000: ("壹亿零壹萬", "100010000.00"),
    35_000: ("叁萬伍仟", "35000.00"),
}
as_found = True
for number, (capitals, again) in FOUND.items():
    written = jionlp.money_num2char(number)
    read = jionlp.parse_money(jionlp.money_num2char(number, sim_or_tra="sim") + "元")["num"]
    print(number, written, read)
    as_found &= (written, read) == (capitals, again)
sys.exit(0 if as_found else 1)
PYTHON
