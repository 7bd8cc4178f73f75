#!/usr/bin/env bash
set -euo pipefail
# Found: among the words that a pipeline for Chinese takes for empty, as it does 的 and 了, are those that reports of
# government are about: 人民, 安全, 决定, 处理, 规定, 问题, 不足, 严重, 加强; the words that make a duty (应当, 必须),
# and each that denies (不, 没有, 无) or counts none (零). Beside them stand pieces of formulas (［②ａ］, ′∈).
# Version: spaCy 3.8.18, spacy.lang.zh.STOP_WORDS and `is_stop`; jionlp 1.5.31, stopwords_loader and remove_stopwords.
# Seen: 14 of the 14 words below are stop words of spaCy's 1,891, 9 of jionlp's 1,990; the list stopwordsiso 0.7.1 has
# two of them. Without its stop words 没有 安全 问题 is nothing.
# Meets: whoever counts words, finds keywords or compares reports after taking stop words out, the first step of most
# recipes: the part on shortcomings loses most of its words, and 无 败诉 and 败诉 are the same.
# In fazhi: no word is taken out (tests/parse/test_themes.py, test_words_that_others_take_for_empty_count), and what
# denies is read (tests/parse/coding/test_zero.py, test_statements_of_none).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "spacy==3.8.18" "jionlp==1.5.31" "stopwordsiso==0.7.1"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import jionlp
import spacy
import stopwordsiso

WORDS = "人民 安全 决定 处理 规定 问题 不足 严重 加强 应当 必须 没有 无 零".split()
pipeline = spacy.blank("zh")
of_spacy = [one for one in WORDS if pipeline.vocab[one].is_stop]
of_jionlp = [one for one in WORDS if one in set(jionlp.stopwords_loader())]
of_iso = [one for one in WORDS if one in stopwordsiso.stopwords("zh")]
left = jionlp.remove_stopwords(["没有", "安全", "问题"])
size = len(spacy.lang.zh.STOP_WORDS), len(set(jionlp.stopwords_loader()))
print("spaCy", of_spacy, "jionlp", of_jionlp, "stopwordsiso", of_iso, "left", left, "sizes", size)
odd = {"［②ａ］", "′∈"} <= spacy.lang.zh.STOP_WORDS
sys.exit(0 if of_spacy == WORDS and len(of_jionlp) == 9 and len(of_iso) == 2 and left == [] and odd else 1)
PYTHON
