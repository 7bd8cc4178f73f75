#!/usr/bin/env bash
set -euo pipefail
# Found: what makes digits of Chinese numerals in transcripts (inverse text normalisation) does not know 〇, the sign of
# nought in official years: 二〇二三年 is 二〇23年, and the year of a document's number, 〔二〇二三〕, a range, 〔二〇2~3〕. 二零二三年 is
# 2023年. A stretch of months is half in digits: 一至十一月 is 一至11月. Its other half, which writes out what is read aloud,
# makes an amount of a year in brackets, 〔2024〕, and a time of day of a ratio, 12:15.
# Version: wetext 0.1.8, Normalizer(lang="zh"), operators "itn" and "tn".
# Seen: 二〇23年, 〔二〇2~3〕3号, 一至11月; 〔两千零二十四〕三号, 十二点十五分. 百分之九十八点五, 一百二十六件 and 三五件 are right.
# Meets: whoever makes digits of reports or minutes of hearings before looking for years: the year is not found, or another.
# In fazhi: years read back in every way that they are written (tests/parse/identity/test_identity_forms.py,
# test_a_year_reads_back).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "wetext==0.1.8"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

from wetext import Normalizer

DIGITS = {
    "二〇二三年": "二〇23年",
    "〔二〇二三〕3号": "〔二〇2~3〕3号",
    "二零二三年": "2023年",
    "一至十一月": "一至11月",
    "百分之九十八点五": "98.5%",
    "一百二十六件": "126件",
    "三五件": "3~5件",
}
ALOUD = {"国办发〔2024〕3号": "国办发〔两千零二十四〕三号", "比例为12:15": "比例为十二点十五分"}
as_found = True
for operator, found in (("itn", DIGITS), ("tn", ALOUD)):
    normalizer = Normalizer(lang="zh", operator=operator)
    for words, wanted in found.items():
        made = normalizer.normalize(words)
        print(operator, words, made)
        as_found &= made == wanted
sys.exit(0 if as_found else 1)
PYTHON
