#!/usr/bin/env bash
set -euo pipefail
# Found: the pattern that is offered for sentences of Chinese knows no digits, Latin letters or signs like %: a
# sentence is what stands behind the last of these, and where that is nothing but the full stop, the full stop.
# What ends in …… instead is no sentence. Nothing tells that most of the text is gone.
# Version: zhon 2.1.1, zhon.hanzi.sentence (and .sent), as its manual uses it, with re.findall.
# Seen: of 全年调解纠纷126件。 件。 is found; of 成功率达98.5%。 the full stop alone; 依据《条例》第3条作出决定。 is
# 条作出决定。; without figures the sentence is whole.
# Meets: whoever cuts reports into sentences to count, sample or code them: sentences that state figures are the
# ones that lose their subject, and their figure with it.
# In fazhi: a sentence ends at its full stop and begins behind the last one, whatever it holds
# (tests/language/test_clauses.py, test_a_sentence_is_whole_with_its_figures).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "zhon==2.1.1"
"$folder/venv/bin/python" - <<'PYTHON'
import re
import sys

from zhon import hanzi

FOUND = {
    "柳湾镇依法化解矛盾纠纷。群众满意。": ["柳湾镇依法化解矛盾纠纷。", "群众满意。"],
    "全年调解纠纷126件。": ["件。"],
    "成功率达98.5%。": ["。"],
    "依据《条例》第3条作出决定。": ["条作出决定。"],
    "走访3个村、12户企业，排查隐患31处，均已整改。": ["处，均已整改。"],
    "全年复议12件……": [],
}
as_found = True
for words, wanted in FOUND.items():
    found = re.findall(hanzi.sentence, words)
    print(words, found)
    as_found &= found == re.findall(hanzi.sent, words) == wanted
sys.exit(0 if as_found else 1)
PYTHON
