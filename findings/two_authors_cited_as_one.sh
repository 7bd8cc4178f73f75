#!/usr/bin/env bash
set -euo pipefail
# Found: of authors with Chinese names a citation keeps the first sign of the given name and puts a full stop behind
# it: 王小明 and 王小红 are both 王 小. A body's name is a person's in the metadata for search engines.
# Version: cffconvert 2.0.0, of a valid CITATION.cff, to apalike and schema.org.
# Seen: 王 小., 王 小. and 欧阳 雪.; the same file to bibtex has the whole names; 柳湾大学 is of type Person.
# Meets: whoever lets the tool write the citation of a data set: co-authors of one family name become one author
# named twice.
# In fazhi: names are written whole, the family's first (tests/publish/package/test_package.py,
# test_it_says_who_made_it_and_how_far_to_trust_it).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "cffconvert==2.0.0"
cat > "$folder/CITATION.cff" <<'CFF'
cff-version: 1.2.0
message: 请引用
title: 各镇法治政府建设年度报告指标
authors:
  - {family-names: 王, given-names: 小明}
  - {family-names: 王, given-names: 小红}
  - {family-names: 欧阳, given-names: 雪}
  - {name: 柳湾大学}
date-released: 2024-03-01
CFF
converted() { "$folder/venv/bin/cffconvert" --infile "$folder/CITATION.cff" --format "$1"; }
"$folder/venv/bin/cffconvert" --infile "$folder/CITATION.cff" --validate
cited="$(converted apalike)"
printf 'apalike: %s\n' "$cited"
[[ "$cited" == "王 小., 王 小., 欧阳 雪., 柳湾大学"* ]]
whole="$(converted bibtex)"
grep 'author =' <<< "$whole"
[[ "$whole" == *"王, 小明 and 王, 小红 and 欧阳, 雪"* ]]
kinds="$(converted schema.org | tr -d ' \n')"
[[ "$kinds" == *'"@type":"Person","name":"柳湾大学"'* ]]
