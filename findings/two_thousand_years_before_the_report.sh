#!/usr/bin/env bash
set -euo pipefail
# Found: a year with its sign (2023年) is parsed as so many years ago: a report of 2023, read in 2026, is one of
# the year 3. Searching a sentence finds the same day. With month or month and day the year is right.
# Version: dateparser 1.5.0, parse and search_dates, in Chinese or with the language left to it.
# Seen: with 15 January 2024 as today 2023年 is the year 1, 1998年 the year 26, 2000年 the year 24, and
# search_dates of a sentence that begins 2023年，柳湾镇 gives the year 1; 2023年12月 and 2023年12月31日 are right.
# A year that has not come yet (2027年) is that year in our day, as nothing was that long ago.
# Meets: whoever dates reports, or what they tell, by the words for a time in them: most sentences of an annual
# report tell the year alone; each year's series is turned round (the older the report, the later its date).
# In fazhi: a year is read as a year, in digits or Chinese numerals (tests/parse/identity/test_identity_forms.py,
# test_year_written_about and test_a_year_reads_back).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "dateparser==1.5.0"
"$folder/venv/bin/python" - <<'PYTHON'
import datetime
import sys

import dateparser
from dateparser.search import search_dates

TODAY = {"RELATIVE_BASE": datetime.datetime(2024, 1, 15)}
FOUND = {"2023年": 1, "2022年": 2, "2000年": 24, "1998年": 26, "2027年": 2027, "2023年12月": 2023, "2023年12月31日": 2023}
as_found = True
for words, year in FOUND.items():
    told = [dateparser.parse(words, languages=languages, settings=TODAY) for languages in (["zh"], None)]
    print(words, *told)
    as_found &= all(one.year == year for one in told)
sentence = "2023年，柳湾镇依法化解矛盾纠纷126件。"
told = search_dates(sentence, languages=["zh"], settings=TODAY)
print(sentence, told)
as_found &= told[0][1].year == 1
sys.exit(0 if as_found else 1)
PYTHON
