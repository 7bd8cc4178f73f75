#!/usr/bin/env bash
set -euo pipefail
# Found: whether a paragraph of Chinese is text of an article depends on its little words (的, 在, 也, 是): a page that tells
# by figures what was done, as official prose does without them, has no article, its text is empty; in one with some
# other prose the paragraphs of figures are left out, and the text closes over them.
# Version: goose3 3.1.22, with StopWordsChinese as its manual has it for Chinese; jieba 0.42.1.
# Seen: of three paragraphs 全年办理行政复议案件126件，… nothing; where two stand among them that begin 在我们的工作中，
# 我们也是为了人民的, those two alone.
# Meets: whoever collects reports by the extractor's Chinese setting: slogans are kept, figures go.
# In fazhi: what stands in the article is kept, whatever its words (tests/reading/web/test_portals.py,
# test_paragraphs_of_figures_need_no_little_words).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile "goose3==3.1.22" "jieba==0.42.1" "setuptools==65.5.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging
import sys

logging.disable(logging.CRITICAL)
from goose3 import Goose
from goose3.text import StopWordsChinese

FIGURES = "全年办理行政复议案件126件，审结120件，纠错率8.3%，出庭应诉率100%，依法履行职责。"
PROSE = "在我们的工作中，我们也是为了人民的，" + FIGURES.replace("126", "35")
reader = Goose({"target_language": "zh", "use_meta_language": False, "stopwords_class": StopWordsChinese})


def text(*paragraphs):
    inside = "".join(f"<p>{one}</p>" for one in paragraphs)
    page = f"<html><head><title>a</title></head><body><div>{inside}</div></body></html>"
    return reader.extract(raw_html=page).cleaned_text


alone, between = text(FIGURES, FIGURES, FIGURES), text(PROSE, FIGURES, PROSE, FIGURES, FIGURES)
print(repr(alone))
print(between)
sys.exit(0 if alone == "" and between.split() == [PROSE, PROSE] else 1)
PYTHON
