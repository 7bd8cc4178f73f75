#!/usr/bin/env bash
set -euo pipefail
# Found: a stretch of months whose first month has its 月 (2023年1月至11月, 2023年1月—11月) is read as that first
# month alone, and two quarters told together (2023年三、四季度) as the whole year, each marked `accurate`. Without
# the first 月 (2023年1-11月) the stretch becomes the whole year. With days it is right.
# Version: jionlp 1.5.31, parse_time, whose words for a time are those of newspapers.
# Seen: 1月至11月 is 1 to 31 January; 1-11月 is 1 January to 31 December; 三、四季度 likewise; 1月1日至11月30日,
# 前三季度 and 前11个月 are right.
# Meets: whoever asks which months a figure is of, so as not to set eleven months beside a year: reports that must
# be out early tell just such stretches.
# In fazhi: such stretches are parts of the year, month by month (tests/parse/coding/test_part_of_year.py,
# test_parts_that_cover_the_year_add_up and test_what_is_told_so_far_speaks_for_the_year).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "jionlp==1.5.31"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import jionlp

NOW = {"year": 2024, "month": 1, "day": 15}
# The last day as found; what is meant.
STRETCHES = {
    "2023年1月至11月": ("01-31", "01-01 to 11-30"),
    "2023年1月—11月": ("01-31", "01-01 to 11-30"),
    "2023年1-11月": ("12-31", "01-01 to 11-30"),
    "2023年三、四季度": ("12-31", "07-01 to 12-31"),
    "2023年1月1日至11月30日": ("11-30", "01-01 to 11-30"),
    "2023年前三季度": ("09-30", "01-01 to 09-30"),
    "2023年前11个月": ("11-30", "01-01 to 11-30"),
}
as_found = True
for words, (found, meant) in STRETCHES.items():
    told = jionlp.parse_time(words, time_base=NOW)
    first, last = (one[:10] for one in told["time"])
    print(f"{words}: {first} to {last}, {told['definition']}; meant {meant}")
    as_found = as_found and told["definition"] == "accurate"
    as_found = as_found and (first, last) == ("2023-01-01", f"2023-{found}")
sys.exit(0 if as_found else 1)
PYTHON
