#!/usr/bin/env bash
set -euo pipefail
# Found: among the words that a tagger of Chinese takes for names of persons (nr) are terms of rule-of-law reports: legal
# adviser (法律顾问), those who know the law in a village (明白人), impartial (公正), clean government (廉政), white paper
# (白皮书), chief of a forest (林长), high-tech zone (高新区). They stand so in its dictionary, the sentence decides
# nothing. The measure word 次 is a time (t).
# Version: jieba 0.42.1, jieba.posseg.cut.
# Seen: seven of the seven are nr, by themselves and in 聘请法律顾问12名; 人民调解员 and 网格员 are none; of 李明同志 the name
# alone is one.
# Meets: whoever masks persons before publishing texts, as recipes do by that tag: the advisers are masked with their
# number behind; whoever counts the persons in a report finds the same one in each.
# In fazhi: terms are looked up as they stand, no tag decides (tests/parse/test_themes.py,
# test_terms_that_others_take_for_persons_count).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "jieba==0.42.1" "setuptools==65.5.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
import tempfile

import jieba
import jieba.posseg

jieba.setLogLevel(60)
jieba.dt.tmp_dir = tempfile.mkdtemp()
TERMS = ["法律顾问", "明白人", "公正", "廉政", "白皮书", "林长", "高新区"]
OTHERS = ["人民调解员", "网格员", "行政复议", "普法", "法治"]


def persons(text):
    return [one.word for one in jieba.posseg.cut(text) if one.flag == "nr"]


SENTENCES = {
    "聘请法律顾问12名，培养法律明白人32名。": ["法律顾问", "明白人"],
    "严格规范公正文明执法，发布白皮书。": ["公正", "白皮书"],
    "李明同志带头学法3次。": ["李明"],
}
as_found = [one for one in TERMS if persons(one) == [one]] == TERMS
as_found &= not any(map(persons, OTHERS))
print("persons:", [persons(one) for one in TERMS], "none:", OTHERS)
for text, wanted in SENTENCES.items():
    told = persons(text)
    print(text, told, "masked:", "".join("*" if x.flag == "nr" else x.word for x in jieba.posseg.cut(text)))
    as_found &= told == wanted
as_found &= ("次", "t") in [(one.word, one.flag) for one in jieba.posseg.cut("应急演练3次")]
sys.exit(0 if as_found else 1)
PYTHON
