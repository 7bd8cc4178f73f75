#!/usr/bin/env bash
set -euo pipefail
# Found: what Word marked as a measure or a date for the machine (smart tags, <st1:chmetcnv> and <st1:chsdate> of
# its Chinese editions) is left out of the extracted text, number and unit together. The sentence closes over it.
# Version: trafilatura 2.0.0; readability-lxml 0.8.1 of the same page keeps all of it.
# Seen: 改造道路4.6公里，拨付资金…… becomes 改造道路，拨付资金……, and 2025年1月15日 below the signature is gone;
# with favor_recall and favor_precision alike. The same page without the tags is whole.
# Meets: whoever collects pages of portals with it: text pasted from Word of 2003 to 2007 carries such tags round
# lengths, weights, areas and dates alone, so that a report keeps most figures and lacks these.
# In fazhi: an element of any name is read for its words (tests/reading/web/test_html.py,
# test_measures_and_dates_that_word_marked_are_read).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "trafilatura==2.0.0" "jusText==3.0.1" "lxml_html_clean==0.4.6" "readability-lxml==0.8.1"
"$folder/venv/bin/python" - <<'PYTHON'
import re
import sys

import trafilatura
from readability import Document

MEASURE = '<st1:chmetcnv w:st="on" UnitName="{1}" SourceValue="{0}" HasSpace="False" Negative="False" NumberType="1" TCSC="0">{0}{1}</st1:chmetcnv>'
DATE = '<st1:chsdate w:st="on" Year="2025" Month="1" Day="15" IsLunarDate="False" IsROCDate="False">2025年1月15日</st1:chsdate>'
MARKED = [MEASURE.format("4.6", "公里"), MEASURE.format("12", "亩"), DATE]
PLAIN = ["4.6公里", "12亩", "2025年1月15日"]


def page(road, land, day):
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns:st1="urn:schemas-microsoft-com:office:smarttags"><head><title>柳湾镇2024年法治政府建设年度报告</title></head><body>
<div class="content"><h1>柳湾镇2024年法治政府建设年度报告</h1>
<p class=MsoNormal>2024年，柳湾镇在县委、县政府的坚强领导下，扎实推进法治政府建设，现将有关情况报告如下。</p>
<p class=MsoNormal>一、主要举措和成效</p>
<p class=MsoNormal>（一）规范执法。全年开展执法检查46次，办理行政处罚案件12件，罚款3.6万元。</p>
<p class=MsoNormal>（二）法治宣传。开展普法宣传活动23场次，发放宣传资料4500余份，培养法律明白人36名。</p>
<p class=MsoNormal>（三）基层治理。全年改造道路{road}，拨付资金30万元，清理违法占用耕地{land}，调解矛盾纠纷138起，成功135起。</p>
<p class=MsoNormal>二、存在的问题</p>
<p class=MsoNormal>一是执法力量薄弱，由于编制有限，持证执法人员仅8名。二是普法形式较为单一。</p>
<p class=MsoNormal>下一步，我镇将继续加强执法队伍建设，推进依法行政，提升群众满意度。</p>
<p class=MsoNormal>柳湾镇人民政府</p><p class=MsoNormal>{day}</p></div></body></html>"""


def kept(text):
    words = re.sub(r"\s+", "", text or "")
    return [one in words for one in PLAIN]


seen = {
    "trafilatura": kept(trafilatura.extract(page(*MARKED))),
    "for recall": kept(trafilatura.extract(page(*MARKED), favor_recall=True)),
    "for precision": kept(trafilatura.extract(page(*MARKED), favor_precision=True)),
    "without tags": kept(trafilatura.extract(page(*PLAIN))),
    "readability": kept(re.sub("<[^>]+>", "", Document(page(*MARKED)).summary())),
}
for name, found in seen.items():
    print(f"{name:14}", dict(zip(PLAIN, found)))
print(trafilatura.extract(page(*MARKED)).splitlines()[-3:])
lost = all(seen[name] == [False] * 3 for name in ("trafilatura", "for recall", "for precision"))
sys.exit(0 if lost and all(seen["without tags"]) and all(seen["readability"]) else 1)
PYTHON
