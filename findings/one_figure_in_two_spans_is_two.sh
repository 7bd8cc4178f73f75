#!/usr/bin/env bash
set -euo pipefail
# Found: a figure that a page writes in two spans (<span>1</span><span>26</span>), shown by every browser as 126,
# is extracted as 1 26; names are parted in the same way. By default a blank is put round what stands in a `span`;
# of other inline elements (`font`, `b`) nothing is. Only the style sheet called "strict" does as browsers do.
# Version: inscriptis 2.7.6, get_text with its usual configuration.
# Seen: 调解126件 in the spans that Word writes gives 调解 1 26 件, 柳湾镇 in two spans 柳 湾镇; with CSS_PROFILES["strict"],
# and with `font` instead of `span`, all of it as shown.
# Meets: whoever turns pages of portals into text: what was pasted from Word changes its span at each change of
# font or language, within figures where somebody corrected a digit. The text is searched for 126 in vain.
# In fazhi: spans join as they are shown (tests/reading/web/test_html.py, test_a_figure_in_two_spans_is_one).
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "inscriptis==2.7.6"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig

PAGE = (
    '<p class="MsoNormal"><span>柳</span><span style="font-family:仿宋">湾镇调解</span>'
    '<span lang="EN-US">1</span><span lang="EN-US">26</span><span>件</span></p>'
)
usual = get_text(PAGE).strip()
strict = get_text(PAGE, ParserConfig(css=CSS_PROFILES["strict"])).strip()
font = get_text(PAGE.replace("<span", "<font").replace("</span", "</font")).strip()
print(f"usual {usual!r}, strict {strict!r}, font {font!r}")
sys.exit(0 if usual == "柳 湾镇调解 1 26 件" and strict == font == "柳湾镇调解126件" else 1)
PYTHON
