#!/usr/bin/env bash
set -euo pipefail
# Found: how hard a Chinese text is to read, by five of six measures, is how long it is: the same sentence twice is harder
# than once, twenty times far harder. Words are never counted where the language is Chinese, as the source shows, and
# what should be a share of words is a sum.
# Version: cntext 2.2.1, readability, whose usual language is Chinese.
# Seen: a sentence once, twice, twenty times: fog index 40.4, 80.2, 800.02; Coleman-Liau 48.68, 113.16, 1273.8; SMOG alone
# stays, at 34.42; it divides by sentences.
# Meets: whoever compares how readable the reports of years or counties are, as studies of annual reports do: what is
# found is that some are longer.
# In fazhi: no score of style; attention is the share of a report's own signs (tests/analyse/test_attention.py,
# test_the_share_is_that_of_the_characters_outside_the_preamble).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "cntext==2.2.1" "ipython==9.7.0" "psutil==7.2.2" "setuptools==65.5.0"
MPLBACKEND=Agg "$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import cntext

SENTENCE = "开展法治宣传活动，办理行政复议案件。"
told = [cntext.readability(SENTENCE * times) for times in (1, 2, 20)]
for name in told[0]:
    print(name, *(float(one[name]) for one in told))
as_found = [float(one["fog_index"]) for one in told] == [40.4, 80.2, 800.02]
as_found &= [float(one["coleman_liau_index"]) for one in told] == [48.68, 113.16, 1273.8]
as_found &= {float(one["smog_index"]) for one in told} == {34.42}
as_found &= all(told[0][name] < told[1][name] < told[2][name] for name in told[0] if name != "smog_index")
sys.exit(0 if as_found else 1)
PYTHON
