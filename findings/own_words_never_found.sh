#!/usr/bin/env bash
set -euo pipefail
# Found: a word that is added to the segmenter's dictionary is never found, however high its weight, if it holds
# a sign outside U+4E00 to U+9FD5, and nothing says so. 〇 (U+3007) is outside: 二〇二四年 cannot be made a word.
# So are the signs of Extension A in names of townships (塘㙍镇, 流波䃥镇), though `add_word` takes them, and
# `suggest_freq`, asked to tune the weight, gives one.
# Version: jieba 0.42.1, modes precise, without HMM, full.
# Seen: 柳湾镇, which it does not know either, is one word once added; 塘㙍镇, 流波䃥镇 and 二〇二四年 stay in
# pieces, and 二〇二四年 ends in 四年, "four years".
# Meets: whoever counts terms or places with a list of names as user dictionary: these have no count.
# In fazhi: names are looked up in the text itself (tests/parse/identity/test_identity_forms.py,
# test_a_town_whose_name_holds_a_rare_sign_is_found_and_dated).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "setuptools==80.9.0" "jieba==0.42.1"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging
import sys

import jieba

jieba.setLogLevel(logging.ERROR)
FOUND = {"柳湾镇": True, "塘㙍镇": False, "流波䃥镇": False, "二〇二四年": False}
changed = False
for word, seen in FOUND.items():
    jieba.add_word(word, 10**9)
    text = f"到{word}的"
    cuts = list(jieba.cut(text)), list(jieba.cut(text, HMM=False)), list(jieba.cut(text, cut_all=True))
    print(word, jieba.suggest_freq(word, tune=True), *("/".join(cut) for cut in cuts))
    changed |= any((word in cut) != seen for cut in cuts)
changed |= "四年" not in jieba.cut("二〇二四年")
sys.exit("behaviour has changed" if changed else 0)
PYTHON
