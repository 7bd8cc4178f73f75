#!/usr/bin/env bash
set -euo pipefail
# Found: a CSV of one column is read as one of several, cut at Chinese signs, where each cell has as many of a sign: ratios
# (12：15), periods (1～11月, 2023—2025) and names with a dot (买买提·艾力) are two columns, sentences of two commas three. What
# finds out how a file is written takes any sign that is no letter or digit for one that may part cells, full width
# included. The heading, which has none, does not count. With a comma between columns all is right.
# Version: clevercsv 0.8.5, Sniffer and read_dataframe. Python's own csv.Sniffer raises an error for each.
# Seen: delimiter ： of 12：15, ～ of 1～11月, — of 2023—2025, · of 买买提·艾力, ， of sentences with two commas; of 行政复议/诉讼 none, as
# it should be; read_dataframe puts 12 into the index and 15 below the heading 比例.
# Meets: whoever gathers CSV files of many offices and lets it find out how each is written: lists of one column, exported
# as they are asked for, have their second half as data.
# In fazhi: a list of addresses is parted by commas alone (tests/collect/test_listed.py,
# test_signs_of_full_width_part_no_cells).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "clevercsv[full]==0.8.5" "pandas==2.3.3"
"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import csv
import sys
from pathlib import Path

import clevercsv

CELLS = {
    "比例": ["12：15", "3：5", "1：2"],
    "期间": ["1～11月", "1～12月", "3～5月"],
    "规划": ["2023—2025", "2019—2023", "2020—2021"],
    "姓名": ["买买提·艾力", "古丽·艾合", "阿不都·热依木"],
    "原文": ["检查12次，整改5处，培训3场。", "检查8次，整改2处，培训1场。", "检查3次，整改1处，培训2场。"],
    "类型": ["行政复议/诉讼", "调解/信访", "普法/学法"],
}
found, own = {}, set()
for head, cells in CELLS.items():
    text = "\n".join([head, *cells]) + "\n"
    found[head] = clevercsv.Sniffer().sniff(text).delimiter
    try:
        own.add(csv.Sniffer().sniff(text).delimiter)
    except csv.Error:
        pass
path = Path(sys.argv[1]) / "ratios.csv"
path.write_text("\n".join(["比例", *CELLS["比例"]]) + "\n", "utf-8")
frame = clevercsv.read_dataframe(str(path))
print(found, own, frame.to_dict())
as_found = "".join(found.values()) == "：～—·，" and own == set()
as_found &= list(frame.index) == [12, 3, 1] and list(frame["比例"]) == [15, 5, 2]
sys.exit(0 if as_found else "behaviour has changed")
PYTHON
