#!/usr/bin/env bash
set -euo pipefail
# Found: on the axis of a bar chart a year for which nothing is stated is not left empty but left out, and the year
# before stands beside the year behind: rows without a value are taken out before the axis is made, of all marks but
# lines. And whoever names quarters or months has them in the order of their signs: 一季度, 三季度, 二季度, 四季度, and
# 10月 before 1月; a line through them goes back in time.
# Version: Vega-Lite 6 by Altair 6.3.0, drawn by vl-convert-python 1.9.0.
# Seen: of 2022年 3, 2023年 null, 2024年 2 the bars and points stand over 2022年 and 2024年, with sum() as well; a line has
# all three years, and bars with invalid=None.
# Meets: whoever draws figures of several years: a report that states none is a gap in the data, and the chart says that
# there is none; what changed in two years seems to have changed in one.
# In fazhi: every year from the first to the last has its place (tests/publish/charts/test_gaps.py,
# test_a_year_without_a_figure_keeps_its_place).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "altair==6.3.0" "vl-convert-python==1.9.0" "pandas==3.1.1"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import re
import sys

import altair as alt
import pandas as pd
import vl_convert

YEARS = pd.DataFrame({"年": ["2022年", "2023年", "2024年"], "件": [3, None, 2]})
QUARTERS = pd.DataFrame({"季": ["一季度", "二季度", "三季度", "四季度"], "件": [1, 2, 3, 4]})
MONTHS = pd.DataFrame({"月": [f"{month}月" for month in range(1, 13)], "件": range(12)})


def axis(chart, sign):
    """The names on the chart's axis, from left to right."""
    svg = vl_convert.vegalite_to_svg(chart.to_dict())
    return [words for words in re.findall(r"<text[^>]*>([^<]*)", svg) if re.search(rf".{sign}", words)]


drawn = {}
for name, mark in {
    "bars": alt.Chart(YEARS).mark_bar(),
    "points": alt.Chart(YEARS).mark_point(),
    "a line": alt.Chart(YEARS).mark_line(),
    "bars, invalid=None": alt.Chart(YEARS).mark_bar(invalid=None),
}.items():
    drawn[name] = axis(mark.encode(x="年:O", y="件:Q"), "年")
drawn["bars of sums"] = axis(alt.Chart(YEARS).mark_bar().encode(x="年:O", y="sum(件):Q"), "年")
drawn["quarters"] = axis(alt.Chart(QUARTERS).mark_line().encode(x="季", y="件"), "季度")
drawn["months"] = axis(alt.Chart(MONTHS).mark_line().encode(x="月", y="件"), "月")
for name, words in drawn.items():
    print(f"{name}: {' '.join(words)}")
GAP, WHOLE = ["2022年", "2024年"], ["2022年", "2023年", "2024年"]
as_found = drawn["bars"] == drawn["points"] == drawn["bars of sums"] == GAP
as_found &= drawn["a line"] == drawn["bars, invalid=None"] == WHOLE
as_found &= drawn["quarters"] == ["一季度", "三季度", "二季度", "四季度"]
as_found &= drawn["months"][:4] == ["10月", "11月", "12月", "1月"]
sys.exit(0 if as_found else 1)
PYTHON
