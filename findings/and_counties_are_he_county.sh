#!/usr/bin/env bash
set -euo pipefail
# Found: “towns and county” (各乡镇和县级部门) is a place: He county (和县) in Ma'anshan, Anhui. 和 is “and”, 县 is “county”, and
# the county's name is both, so that words in reports from all over the country lie in Anhui. Two libraries that find
# divisions in texts and addresses take a name wherever its signs stand.
# Version: cpca 0.5.5 (chinese_province_city_area_mapper), transform and transform_text_with_addrs; jionlp 1.5.31,
# parse_location.
# Seen: 各乡镇和县级部门, 全市和县区两级 and 省市和县三级 are 和县 in both, with the code 340523 in cpca;
# 各部门和乡镇 is no place.
# Meets: whoever places reports or complaints on a map by the divisions that their text names.
# In fazhi: behind a city or province that is not named, or is elsewhere, 和县 is no county
# (tests/language/test_places.py, test_words_that_only_look_like_names, test_names_that_are_meant).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "cpca==0.5.5" "jionlp==1.5.31"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import cpca
import jionlp

WORDS = ["各乡镇和县级部门", "全市和县区两级", "省市和县三级", "各部门和乡镇"]
of_cpca = [code if isinstance(code, str) else None for code in cpca.transform(WORDS)["adcode"]]
of_jionlp = [jionlp.parse_location(one)["county"] for one in WORDS]
inside = cpca.transform_text_with_addrs("会议要求各乡镇和县级部门抓好落实。")["区"].tolist()
for words, code, county in zip(WORDS, of_cpca, of_jionlp, strict=True):
    print(words, code, county)
print(inside)
as_found = of_cpca == ["340523"] * 3 + [None] and of_jionlp == ["和县"] * 3 + [None] and inside == ["和县"]
sys.exit(0 if as_found else 1)
PYTHON
