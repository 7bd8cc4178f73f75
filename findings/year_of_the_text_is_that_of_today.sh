#!/usr/bin/env bash
set -euo pipefail
# Found: a date in Chinese, sought in its words as the manual says for dates among other words (fuzzy=True), has the
# month and day that are written and the year of today: 2024年3月31日, parsed in 2026, is 31 March 2026. The year stands
# before a sign that the parser does not know, and is passed over; a month without a day becomes the day. Without
# fuzzy there is an error, and with hyphens the date is right.
# Version: python-dateutil 2.9.0.post0, parser.parse.
# Seen: with 30 November 2026 as today 2024年3月31日 is 2026-03-31, 2023年12月 2026-11-12, 2023年1-11月 2026-01-11, and
# 第3条 and 办理5件 are 2026-11-03 and 2026-11-05; 2024-03-31 is right. With the day of parsing as the default, as
# usual, the same text has another date in another year.
# Meets: whoever dates reports by what stands on the page: all of them are of this year, and whether one due by 1 April
# was in time is told by its month alone.
# In fazhi: the year is that of the text (tests/parse/identity/test_identity_forms.py,
# test_a_date_reads_back).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "python-dateutil==2.9.0.post0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from datetime import datetime

from dateutil.parser import ParserError, parse

# Words, and the day found in them in two years.
FOUND = {
    "2024年3月31日": "03-31",
    "成文日期：2024年1月15日": "01-15",
    "2023年12月": "11-12",
    "2023年1-11月": "01-11",
    "第3条": "11-03",
    "办理5件": "11-05",
}
as_found = True
for words, day in FOUND.items():
    told = [
        parse(words, fuzzy=True, default=datetime(year, 11, 30)).date().isoformat()
        for year in (2026, 2027)
    ]
    print(f"{words}: {told[0]} in 2026, {told[1]} in 2027")
    as_found &= told == [f"2026-{day}", f"2027-{day}"]
    try:
        parse(words)
        as_found = False
    except ParserError:
        pass
right = parse("成文日期：2024-03-31", fuzzy=True).date().isoformat()
print(f"成文日期：2024-03-31: {right}")
sys.exit(0 if as_found and right == "2024-03-31" else 1)
PYTHON
