#!/usr/bin/env bash
set -euo pipefail
# Found: what stands before a blank of the width of a sign (U+3000), as Chinese texts put it between clauses and behind
# headings, is no part of any sentence, and neither is a last line without a full stop; the figures in both are gone.
# A sentence is sought as what has no such blank in it and ends in 。！？, all else is passed over. And no figure is a word.
# Version: sumy 0.13.0, Tokenizer("chinese") and PlaintextParser, with jieba 0.42.1.
# Seen: of 全年办理复议126件　均已办结。　败诉0件。 the sentences are 均已办结。 and 败诉0件。; of （二）普法　走访12次　培训3场。其中：镇级2场
# 培训3场。 alone; to_words of 全年复议126件，办结率98.5%。 has neither 126 nor 98.5. With narrow blanks the first is whole.
# Meets: whoever summarises or samples reports by it: what was done stays, and how often is gone before anything is chosen.
# In fazhi: a blank of any width ends no sentence (tests/language/test_clauses.py,
# test_a_blank_within_a_sentence_ends_nothing).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "sumy==0.13.0" "jieba==0.42.1" "nltk==3.10.4" "setuptools==80.9.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging
import sys

import jieba
from sumy.nlp.tokenizers import Tokenizer
from sumy.parsers.plaintext import PlaintextParser

jieba.setLogLevel(logging.ERROR)
tokenizer = Tokenizer("chinese")


def sentences(text):
    return [str(one) for one in PlaintextParser.from_string(text, tokenizer).document.sentences]


FIRST, SECOND = "全年办理复议126件　均已办结。　败诉0件。", "（二）普法　走访12次　培训3场。其中：镇级2场"
found = sentences(FIRST), sentences(SECOND), sentences(FIRST.replace("　", " "))
words = tokenizer.to_words("全年复议126件，办结率98.5%。")
print(*found, words, sep="\n")
as_found = found[:2] == (["均已办结。", "败诉0件。"], ["培训3场。"]) and "126" in found[2][0]
sys.exit(0 if as_found and not any(sign.isdigit() for word in words for sign in word) else "behaviour has changed")
PYTHON
