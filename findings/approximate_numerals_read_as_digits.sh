#!/usr/bin/env bash
set -euo pipefail
# Found: two numerals said together for “some” (一两 one or two, 三两 two or three, 三五 three to five)
# are read as the digits of one exact number; with a third word (七八十, 一两千) the same is refused.
# Version: cn2an 0.5.24, mode "smart".
# Seen: 一两 12, 三两 32, 三五 35, 七八 78, 三四五 345, no error; 七八十 and 一两千 raise ValueError.
# Meets: whoever turns the numerals of official prose into figures with it: 化解纠纷三五件 becomes 35,
# exact and plausible, in a table where nobody will look for it.
# In fazhi: such pairs are ranges (三五件 is 3 to 5, about) before any library is asked, and three in a
# row have no value (tests/parse/quantities/test_numbers.py, test_a_range_has_both_ends and
# test_what_nobody_can_tell_has_no_value).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "cn2an==0.5.24"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from cn2an import cn2an

READ = {"一两": 12, "三两": 32, "三五": 35, "七八": 78, "三四五": 345}
REFUSED = ("七八十", "一两千")
changed = False
for words, seen in READ.items():
    try:
        value = cn2an(words, "smart")
    except ValueError as error:
        value = f"refused ({error})"
    print(f"{words}: {value}")
    changed |= value != seen
for words in REFUSED:
    try:
        value = cn2an(words, "smart")
        changed = True
    except ValueError as error:
        value = f"refused ({error})"
    print(f"{words}: {value}")
sys.exit("behaviour has changed" if changed else 0)
PYTHON
